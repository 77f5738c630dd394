# Two records in, a verdict out, in one call. Whatever is not as usual (other types, a field that the kernel asks
# about) goes to the plain function, which is the reference and raises what is to be raised.

from cpython.mem cimport PyMem_Calloc, PyMem_Free

cdef extern from *:
    """
    #include "structmember.h"
    static PyObject *npm_slot(PyObject *object, Py_ssize_t offset) {
        return *(PyObject **)((char *)object + offset);  /* borrowed, NULL if it was never set */
    }
    static void npm_set_slot(PyObject *object, Py_ssize_t offset, PyObject *value) {
        Py_INCREF(value);
        *(PyObject **)((char *)object + offset) = value;  /* of a new object, whose slots are NULL */
    }
    /* Where a type keeps the value of one of its own __slots__; -1 if it keeps it in another way. */
    static Py_ssize_t npm_slot_offset(PyObject *type, PyObject *descriptor) {
        PyMemberDescrObject *member = (PyMemberDescrObject *)descriptor;
        if (!PyType_Check(type) || !Py_IS_TYPE(descriptor, &PyMemberDescr_Type)) return -1;
        if (PyDescr_TYPE(descriptor) != (PyTypeObject *)type || member->d_member->type != T_OBJECT_EX) return -1;
        return member->d_member->offset;
    }
    """
    PyObject *npm_slot(PyObject *object, Py_ssize_t offset)
    void npm_set_slot(PyObject *object, Py_ssize_t offset, PyObject *value)
    Py_ssize_t npm_slot_offset(object type, object descriptor)

cdef extern from "Python.h":
    object PyType_GenericAlloc(PyTypeObject *type, Py_ssize_t count)
    PyTypeObject *Py_TYPE(PyObject *object)
    PyObject *Py_True
    PyObject *Py_None


cdef int offsets_of(type owner, names, Py_ssize_t *offset) except -1:
    cdef Py_ssize_t i
    for i, name in enumerate(names):
        offset[i] = npm_slot_offset(owner, owner.__dict__[name])
        if offset[i] < 0:
            raise TypeError(f"{owner.__name__}.{name} is no slot")
    return 0


cdef class Findings:
    """The tuples of outcomes that packed findings stand for, each made once."""

    cdef PyObject **known[256]  # by the upper byte of a finding, then by the lower one; of these few are ever seen
    cdef tuple outcomes
    cdef unsigned fields

    def __cinit__(self, outcomes, unsigned fields):
        self.outcomes = tuple(outcomes)
        self.fields = fields

    def __dealloc__(self):
        for i in range(256):
            if self.known[i] is not NULL:
                for j in range(256):
                    Py_XDECREF(self.known[i][j])
                PyMem_Free(self.known[i])

    cdef PyObject **page(self, uint32_t upper) except NULL:
        if self.known[upper] is NULL:
            self.known[upper] = <PyObject **>PyMem_Calloc(256, sizeof(PyObject *))
            if self.known[upper] is NULL:
                raise MemoryError
        return self.known[upper]

    cdef PyObject *of(self, uint32_t packed) except NULL:
        """Return the outcomes, borrowed."""
        cdef PyObject **page = self.page(packed >> 8 & 255)
        if page[packed & 255] is NULL:
            made = tuple([self.outcomes[packed >> 4 * i & 15] for i in range(self.fields)])
            Py_INCREF(made)
            page[packed & 255] = <PyObject *>made
        return page[packed & 255]


cdef class Matcher:
    """Matches two records of one type; `plain` is what does it where this cannot."""

    cdef PyTypeObject *record
    cdef PyTypeObject *verdict
    cdef PyTypeObject *policy
    cdef Py_ssize_t read[5]
    cdef Py_ssize_t write[5]
    cdef unsigned fields
    cdef npm_policy reading
    cdef Findings findings
    cdef object plain, profile, last_policy, types

    def __cinit__(self, plain, profile, names, verdict, policy, outcomes):
        self.plain, self.profile, self.types = plain, profile, (profile.record, verdict, policy)
        self.last_policy = self.types  # nobody's policy; None would be
        self.record = <PyTypeObject *><PyObject *>profile.record
        self.verdict = <PyTypeObject *><PyObject *>verdict
        self.policy = <PyTypeObject *><PyObject *>policy
        self.fields = len(profile.fields)
        self.findings = Findings(outcomes, self.fields)
        offsets_of(profile.record, names, self.read)
        offsets_of(verdict, ("_profile", "_application", "_contract", "_policy", "_outcomes"), self.write)

    cdef inline bint takes(self, application, contract, policy) except -1:
        """Tell whether the arguments are of just the right types; learn what the policy says."""
        cdef PyObject *asked = <PyObject *>policy
        if Py_TYPE(<PyObject *>application) is not self.record or Py_TYPE(<PyObject *>contract) is not self.record:
            return False
        if asked is not <PyObject *>self.last_policy:
            if Py_TYPE(asked) is not self.policy:
                return False
            self.reading.collapse = policy.spaces == "collapse"
            self.reading.markers = bool(policy.absent_markers)
            self.last_policy = policy
        return True

    cdef inline bint text(self, PyObject *record, unsigned place, npm_text *text) except -1:
        """Read a slot that holds a str."""
        cdef PyObject *value = npm_slot(record, self.read[place])
        if value is NULL or not PyUnicode_CheckExact(value):
            return False
        text_of_str(value, text)
        return True

    cdef object said(self, application, contract, policy, uint32_t packed):
        """Return the verdict, as its class would make it."""
        cdef PyObject *outcomes = self.findings.of(packed)
        made = PyType_GenericAlloc(self.verdict, 0)
        cdef PyObject *verdict = <PyObject *>made
        npm_set_slot(verdict, self.write[0], <PyObject *>self.profile)
        npm_set_slot(verdict, self.write[1], <PyObject *>application)
        npm_set_slot(verdict, self.write[2], <PyObject *>contract)
        npm_set_slot(verdict, self.write[3], <PyObject *>policy)
        npm_set_slot(verdict, self.write[4], outcomes)
        return made

    cdef object person(self, application, contract, policy):
        cdef npm_text left[4]
        cdef npm_text right[4]
        cdef unsigned i
        if not self.takes(application, contract, policy):
            return self.plain(application, contract, policy)
        for i in range(4):
            if not self.text(<PyObject *>application, i, &left[i]) or not self.text(<PyObject *>contract, i, &right[i]):
                return self.plain(application, contract, policy)
        cdef uint32_t packed = npm_person(&npm_shipped, &self.reading, left, right)
        if npm_holds(packed, 4, NPM_ASK):
            return self.plain(application, contract, policy)
        return self.said(application, contract, policy, packed)

    cdef object organization(self, application, contract, policy):
        cdef npm_text left[3]
        cdef npm_text right[3]
        cdef unsigned i
        if not self.takes(application, contract, policy):
            return self.plain(application, contract, policy)
        for i in range(self.fields):
            if not self.text(<PyObject *>application, i, &left[i]) or not self.text(<PyObject *>contract, i, &right[i]):
                return self.plain(application, contract, policy)
        cdef bint here = npm_slot(<PyObject *>application, self.read[self.fields]) is Py_True
        cdef bint there = npm_slot(<PyObject *>contract, self.read[self.fields]) is Py_True
        cdef uint32_t packed = npm_organization(&npm_shipped, &self.reading, self.fields, left, here, right, there)
        if npm_holds(packed, self.fields, NPM_ASK):
            return self.plain(application, contract, policy)
        return self.said(application, contract, policy, packed)


def person_matcher(Matcher matcher, default):
    """Return the function that matches persons or sole proprietors; `default` is its policy."""
    def match(application, contract, policy=default):
        return matcher.person(application, contract, policy)
    return match


def organization_matcher(Matcher matcher, default):
    """Return the function that matches organisations or customers; `default` is its policy."""
    def match(application, contract, policy=default):
        return matcher.organization(application, contract, policy)
    return match
