# Columns in, packed findings out: lists of str, or whatever has the Arrow PyCapsule interface.

from cpython.list cimport PyList_GET_SIZE
from cpython.mem cimport PyMem_Realloc
from cpython.pycapsule cimport PyCapsule_GetPointer
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport int64_t
from libc.string cimport memset

cdef extern from "Python.h":
    PyObject **PySequence_Fast_ITEMS(object)

cdef extern from "arrow.h":
    cdef struct ArrowSchema:
        const char *format
        void (*release)(ArrowSchema *) noexcept
    cdef struct ArrowArray:
        int64_t length
        void (*release)(ArrowArray *) noexcept
    cdef struct ArrowArrayStream:
        int (*get_schema)(ArrowArrayStream *, ArrowSchema *) noexcept
        int (*get_next)(ArrowArrayStream *, ArrowArray *) noexcept
    ctypedef struct npm_format:
        char text
        char index
    ctypedef struct npm_column:
        npm_format format
        const ArrowArray *array
        int64_t chunks
        int64_t chunk
        int64_t row
    int npm_format_of(const ArrowSchema *schema, npm_format *format) nogil
    int npm_text_at(npm_format format, const ArrowArray *array, int64_t row, npm_text *text) nogil
    int64_t npm_persons(
        const npm_tables *tables, const npm_policy *policy, npm_column *columns, int64_t rows, uint32_t *codes
    ) nogil


cdef class ArrowColumn:
    """The chunks of an Arrow column of text; raises TypeError for one that holds anything else."""

    cdef ArrowArray *array
    cdef Py_ssize_t chunks
    cdef npm_format format
    cdef readonly Py_ssize_t length

    def __cinit__(self, data):
        if hasattr(data, "__arrow_c_stream__"):
            self.take_stream(data.__arrow_c_stream__())
        else:
            schema, array = data.__arrow_c_array__()
            self.take_array(schema, array)

    def __dealloc__(self):
        for i in range(self.chunks):
            if self.array[i].release is not NULL:
                self.array[i].release(&self.array[i])
        PyMem_Free(self.array)

    cdef int learn(self, const ArrowSchema *schema) except -1:
        if not npm_format_of(schema, &self.format):
            raise TypeError(f"text is asked for, not the Arrow format {schema.format.decode()}")
        return 0

    cdef ArrowArray *room(self) except NULL:
        """Return the place for one more chunk."""
        cdef ArrowArray *larger = <ArrowArray *>PyMem_Realloc(self.array, (self.chunks + 1) * sizeof(ArrowArray))
        if larger is NULL:
            raise MemoryError
        self.array = larger
        memset(&larger[self.chunks], 0, sizeof(ArrowArray))
        return &larger[self.chunks]

    cdef int take_array(self, schema, array) except -1:
        cdef ArrowArray *given = <ArrowArray *>PyCapsule_GetPointer(array, "arrow_array")
        self.learn(<ArrowSchema *>PyCapsule_GetPointer(schema, "arrow_schema"))
        self.room()[0] = given[0]
        given.release = NULL  # it is ours now
        self.length = given.length
        self.chunks = 1
        return 0

    cdef int take_stream(self, capsule) except -1:
        cdef ArrowArrayStream *stream = <ArrowArrayStream *>PyCapsule_GetPointer(capsule, "arrow_array_stream")
        cdef ArrowSchema schema
        cdef ArrowArray *chunk
        memset(&schema, 0, sizeof(schema))
        if stream.get_schema(stream, &schema):
            raise ValueError("the Arrow stream has no schema")
        try:
            self.learn(&schema)
        finally:
            if schema.release is not NULL:
                schema.release(&schema)
        while True:
            chunk = self.room()
            if stream.get_next(stream, chunk):
                raise ValueError("the Arrow stream broke off")
            if chunk.release is NULL:
                return 0
            self.length += chunk.length
            self.chunks += 1

    def text(self, int64_t row):
        """Return the cell of a row; raises UnicodeDecodeError for one that is not UTF-8."""
        cdef npm_text text
        cdef Py_ssize_t chunk = 0
        while chunk < self.chunks and row >= self.array[chunk].length:
            row -= self.array[chunk].length
            chunk += 1
        if chunk == self.chunks or not npm_text_at(self.format, &self.array[chunk], row, &text):
            raise ValueError("an Arrow column has no such row")
        return PyUnicode_DecodeUTF8(<const char *>text.data, text.length, NULL)

    cdef void read(self, npm_column *column) noexcept:
        column.format = self.format
        column.array = self.array
        column.chunks = self.chunks


cdef list undecided_in(const uint32_t[::1] codes):
    """Return the rows that hold NPM_ASK or NPM_INVALID: four bits of which the upper three are set."""
    cdef Py_ssize_t row
    cdef uint32_t code
    found = []
    for row in range(codes.shape[0]):
        code = codes[row]
        if code & code << 1 & code << 2 & 0x8888:
            found.append(row)
    return found


def arrow_persons(columns, bint collapse, bint markers, uint32_t[::1] codes):
    """Compare the rows of eight columns, each an ArrowColumn or None, without the GIL; ValueError for a broken one.

    Returns the rows that were not decided.
    """
    cdef npm_column readers[8]
    cdef npm_policy policy = npm_policy(collapse, markers)
    cdef int64_t done = 0, rows = codes.shape[0]
    if len(columns) != 8:
        raise ValueError("persons have eight columns")
    memset(readers, 0, sizeof(readers))
    for i, column in enumerate(columns):
        if column is not None:
            (<ArrowColumn?>column).read(&readers[<Py_ssize_t>i])
    if rows:
        with nogil:
            done = npm_persons(&npm_shipped, &policy, readers, rows, &codes[0])
    if done < rows:
        raise ValueError(f"an Arrow column makes no sense at row {done}")
    return undecided_in(codes)


cdef extern from *:
    """
    #include <string.h>
    enum { NPM_AHEAD = 12 };  /* rows; the strings of a list lie all over the memory, and to fetch one takes longest */
    #if defined(__GNUC__)
    #define npm_fetch(address) (__builtin_prefetch(address), __builtin_prefetch((const char *)(address) + 64))
    #else
    #define npm_fetch(address) ((void)(address))
    #endif
    /* Tell whether two cells are the same text, or both None; 0: nobody knows yet. Only compact strings are sure to be
     * ready to be read. */
    static inline int npm_same_cells(PyObject *one, PyObject *other) {
        if (one == other) return PyUnicode_CheckExact(one) || one == Py_None;
        if (!PyUnicode_CheckExact(one) || !PyUnicode_CheckExact(other)) return 0;
        if (!PyUnicode_IS_COMPACT(one) || !PyUnicode_IS_COMPACT(other)) return 0;
        if (PyUnicode_GET_LENGTH(one) != PyUnicode_GET_LENGTH(other)) return 0;
        return PyUnicode_KIND(one) == PyUnicode_KIND(other) &&
               memcmp(PyUnicode_DATA(one), PyUnicode_DATA(other), PyUnicode_KIND(one) * PyUnicode_GET_LENGTH(one)) == 0;
    }
    """
    enum: NPM_AHEAD
    void npm_fetch(const void *address) nogil
    int npm_same_cells(PyObject *one, PyObject *other)

cdef extern from "fold.h":
    int npm_mandatory(const npm_tables *tables, const npm_text *text) nogil


cdef inline void empty_text(npm_text *text) noexcept:
    text.data = b""
    text.length = 0
    text.page = &_latin1
    text.kind = NPM_PAGE
    text.checked = True


cdef inline int text_of_cell(PyObject *cell, npm_text *text) except -1:
    """Read a cell: a str, or None for an empty one."""
    if PyUnicode_CheckExact(cell):
        text_of_str(cell, text)
    elif cell is Py_None:
        empty_text(text)
    else:
        raise TypeError(f"text is asked for, not {type(<object>cell).__name__}")
    return 0


cdef inline bint is_filled(PyObject *cell) except -1:
    """Tell whether a cell plainly holds something; of others the kernel knows."""
    cdef npm_text text
    text_of_cell(cell, &text)
    return npm_mandatory(&npm_shipped, &text) == NPM_EXACT


cdef inline bint is_exact(PyObject **cells) except -1:
    """Tell whether the fields of a row are plainly the same on both sides: most are, and little is to be read then."""
    cdef Py_ssize_t i
    for i in range(4):
        if not npm_same_cells(cells[i], cells[4 + i]):
            return False
    return is_filled(cells[0]) and is_filled(cells[3])


def list_persons(columns, bint collapse, bint markers, uint32_t[::1] codes):
    """Compare the rows of eight columns, each a list of str and None, or None for one that is not there.

    Returns the rows that were not decided.
    """
    cdef npm_text texts[8]
    cdef PyObject **lists[8]
    cdef PyObject *cells[8]
    cdef npm_policy policy = npm_policy(collapse, markers)
    cdef Py_ssize_t i, row, rows = codes.shape[0]
    if len(columns) != 8:
        raise ValueError("persons have eight columns")
    kept = [[None] * rows if column is None else column for column in columns]
    for i in range(8):
        column = kept[i]
        if type(column) is not list or PyList_GET_SIZE(column) != rows:
            raise ValueError("a column is a list, as long as the others")
        lists[i] = PySequence_Fast_ITEMS(column)
    for row in range(rows):  # nothing below lets go of the GIL, so nobody changes a list meanwhile
        for i in range(8):
            npm_fetch(lists[i][min(row + NPM_AHEAD, rows - 1)])
            cells[i] = lists[i][row]
        if is_exact(cells):
            codes[row] = 0
            continue
        for i in range(8):
            text_of_cell(cells[i], &texts[i])
        codes[row] = npm_person(&npm_shipped, &policy, texts, texts + 4)
    return undecided_in(codes)
