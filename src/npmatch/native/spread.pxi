# What goes with columns in and columns out: a look at every cell, and lists made of answers that are few.

from cpython.list cimport PyList_New, PyList_SET_ITEM
from cpython.tuple cimport PyTuple_GET_ITEM
from cpython.unicode cimport PyUnicode_Check, PyUnicode_READ
from libc.stdint cimport uint8_t


cdef inline unsigned glance_at(object text, Py_ssize_t at, const uint8_t[::1] glances) except? 0xFF:
    cdef Py_UCS4 found
    if at >= PyUnicode_GET_LENGTH(<PyObject *>text):
        return 0
    found = PyUnicode_READ(PyUnicode_KIND(<PyObject *>text), PyUnicode_DATA(<PyObject *>text), at)
    return glances[found] if found < <Py_UCS4>glances.shape[0] else 0


cdef inline bint is_surname(object text, const uint8_t[::1] glances) except -1:
    """Say of a str what is_surname() in lines.h says of bytes."""
    cdef unsigned third
    if text is None:
        return False
    if not PyUnicode_Check(text):
        raise TypeError(f"text is asked for, not {type(text).__name__}")
    npm_ready(<PyObject *>text)
    if not glance_at(text, 0, glances) & NPM_PLAIN:
        return False
    if not glance_at(text, 0, glances) & NPM_PREFIX_FIRST or not glance_at(text, 1, glances) & NPM_PREFIX_SECOND:
        return True
    third = glance_at(text, 2, glances)
    return (third & NPM_PLAIN) and not third & NPM_PREFIX_THIRD


def odd_surnames(list one not None, list other not None, const uint8_t[::1] glances):
    """Return the rows in which one of two surnames is not plainly one, as ``glances`` at its first letters tell."""
    cdef Py_ssize_t row
    if PyList_GET_SIZE(one) != PyList_GET_SIZE(other):
        raise ValueError("columns are of different lengths")
    found = []
    for row in range(PyList_GET_SIZE(one)):
        if not (is_surname(<object>PyList_GET_ITEM(one, row), glances)
                and is_surname(<object>PyList_GET_ITEM(other, row), glances)):
            found.append(row)
    return found


def spread(const uint32_t[::1] codes, contracts, cells, Py_ssize_t width):
    """Return ``width`` columns: in each row what ``cells`` returns for its code and its number of contracts, a tuple.

    ``contracts`` is a sequence of numbers, or the one that all rows have.
    """
    cdef Py_ssize_t row, at, rows = codes.shape[0]
    cdef bint same = isinstance(contracts, int)
    cdef object answer, cell, number = contracts
    cdef uint32_t last = 0
    cdef list answers = [], columns = []
    cdef list column
    for row in range(rows):
        if not same:
            number = contracts[row]
        if row == 0 or not same or codes[row] != last:
            last = codes[row]
            answer = cells(last, number)
            if not isinstance(answer, tuple) or len(answer) != width:
                raise ValueError("an answer has a cell for each column")
        answers.append(answer)
    for at in range(width):
        column = PyList_New(rows)
        for row in range(rows):  # nothing is called before the list is whole
            cell = <object>PyTuple_GET_ITEM(<tuple>PyList_GET_ITEM(answers, row), at)
            Py_INCREF(cell)
            PyList_SET_ITEM(column, row, cell)
        columns.append(column)
    return columns
