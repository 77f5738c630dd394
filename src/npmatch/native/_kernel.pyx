# cython: language_level=3, boundscheck=False, wraparound=False, binding=True, embedsignature=False
"""The kernel in C, for Python. What is behind each call says `npmatch.native`."""

from cpython.ref cimport Py_INCREF, Py_XDECREF, PyObject, PyTypeObject
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from libc.stdint cimport uint16_t, uint32_t

cdef extern from *:
    """
    #if PY_VERSION_HEX < 0x030C0000
    #define npm_ready(text) PyUnicode_READY(text)
    #else
    #define npm_ready(text) 0  /* every str is */
    #endif
    """
    int npm_ready(PyObject *text) except -1

cdef extern from "Python.h":  # of references that are borrowed: to take and to give back one takes its time
    int PyUnicode_Check(PyObject *object)
    int PyUnicode_CheckExact(PyObject *object)
    int PyUnicode_KIND(PyObject *text)
    const void *PyUnicode_DATA(PyObject *text)
    Py_ssize_t PyUnicode_GET_LENGTH(PyObject *text)

cdef extern from "kernel.h":
    ctypedef struct npm_tables:
        pass
    const npm_tables npm_shipped
    const unsigned char npm_source[]
    const size_t npm_source_length
    ctypedef struct npm_page:
        pass
    ctypedef enum npm_kind:
        NPM_UTF8
        NPM_PAGE
        NPM_UCS2
        NPM_UCS4
    ctypedef struct npm_text:
        const void *data
        size_t length
        const npm_page *page
        npm_kind kind
        int checked
    ctypedef struct npm_policy:
        int collapse
        int markers
    int NPM_ASK, NPM_EXACT
    void npm_page_fill(npm_page *page, const npm_tables *tables, const uint32_t *code_point) nogil
    int npm_valid(const npm_text *text) nogil
    int npm_field(const npm_tables *tables, const npm_policy *policy, int field, const npm_text *a, const npm_text *b) nogil
    int npm_inn(
        const npm_tables *tables, const npm_policy *policy, const npm_text *a, int a_nonresident, const npm_text *b, int b_nonresident
    ) nogil
    uint32_t npm_organization(
        const npm_tables *tables, const npm_policy *policy, unsigned fields, const npm_text *left, int left_nonresident,
        const npm_text *right, int right_nonresident
    ) nogil
    int npm_holds(uint32_t packed, unsigned fields, unsigned finding) nogil
    uint32_t npm_person(const npm_tables *tables, const npm_policy *policy, const npm_text *left, const npm_text *right) nogil

cdef npm_page _latin1


cdef void fill_latin1() noexcept:
    cdef uint32_t code_point[256]
    for i in range(256):
        code_point[i] = i
    npm_page_fill(&_latin1, &npm_shipped, code_point)


fill_latin1()

SOURCE = npm_source[:npm_source_length]
"""The table of the package from which this module was made; of another one it would not know."""


cdef class Page:
    """A single-byte code page, as 256 code points; 0xFFFFFFFF for a byte that it does not know."""

    cdef npm_page page

    def __cinit__(self, const uint32_t[::1] code_points):
        if code_points.shape[0] != 256:
            raise ValueError("a code page has 256 bytes")
        npm_page_fill(&self.page, &npm_shipped, &code_points[0])


cdef inline int text_of_str(PyObject *value, npm_text *text) except -1:
    npm_ready(value)
    cdef int kind = PyUnicode_KIND(value)
    text.data = PyUnicode_DATA(value)
    text.length = PyUnicode_GET_LENGTH(value)
    text.page = &_latin1 if kind == 1 else NULL
    text.kind = NPM_PAGE if kind == 1 else NPM_UCS2 if kind == 2 else NPM_UCS4
    text.checked = True
    return 0


cdef inline void text_of_bytes(bytes value, Page page, npm_text *text) except *:
    text.data = PyBytes_AS_STRING(value)
    text.length = PyBytes_GET_SIZE(value)
    text.page = NULL if page is None else &page.page
    text.kind = NPM_UTF8 if page is None else NPM_PAGE
    text.checked = False


cdef int text_of(object value, Page page, npm_text *text) except -1:
    if isinstance(value, str):
        text_of_str(<PyObject *>value, text)
    elif isinstance(value, bytes):
        text_of_bytes(value, page, text)
    else:
        raise TypeError("a str or bytes are asked for")
    return 0


def field(int kind, a, b, bint collapse=False, bint markers=False, Page page=None, Page other_page=None):
    """Compare two values of one field, each a str, bytes of UTF-8, or bytes of a page."""
    cdef npm_text left, right
    cdef npm_policy policy = npm_policy(collapse, markers)
    text_of(a, page, &left)
    text_of(b, other_page, &right)
    return npm_field(&npm_shipped, &policy, kind, &left, &right)


def inn(a, bint a_nonresident, b, bint b_nonresident):
    """Compare the INNs of two organisations."""
    cdef npm_text left, right
    cdef npm_policy policy = npm_policy(False, False)
    text_of(a, None, &left)
    text_of(b, None, &right)
    return npm_inn(&npm_shipped, &policy, &left, a_nonresident, &right, b_nonresident)


def person(left, right, bint collapse=False, bint markers=False):
    """Compare four values with four; return what is found, four bits a field."""
    cdef npm_text texts[8]
    cdef npm_policy policy = npm_policy(collapse, markers)
    cdef Py_ssize_t i
    if len(left) != 4 or len(right) != 4:
        raise ValueError("a person has four values")
    for i in range(4):
        text_of(left[i], None, &texts[i])
        text_of(right[i], None, &texts[4 + i])
    return npm_person(&npm_shipped, &policy, texts, texts + 4)


def valid(bytes value, Page page=None):
    """Tell whether bytes can be decoded."""
    cdef npm_text text
    text_of_bytes(value, page, &text)
    return bool(npm_valid(&text))


include "records.pxi"
include "columns.pxi"
include "pairs.pxi"
include "join.pxi"
include "spread.pxi"
