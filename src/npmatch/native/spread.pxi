# What goes with columns in and columns out: a look at every cell, and lists made of answers that are few.

from cpython.list cimport PyList_GET_ITEM, PyList_GET_SIZE
from cpython.sequence cimport PySequence_Repeat
from cpython.tuple cimport PyTuple_GET_ITEM
from cpython.unicode cimport PyUnicode_READ
from libc.stdint cimport uint8_t


cdef inline unsigned glance_at(PyObject *text, Py_ssize_t at, const uint8_t[::1] glances) noexcept:
    cdef Py_UCS4 found
    if at >= PyUnicode_GET_LENGTH(text):
        return 0
    found = PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), at)
    return glances[found] if found < <Py_UCS4>glances.shape[0] else 0


cdef inline bint is_surname(PyObject *text, const uint8_t[::1] glances) except -1:
    """Say of a str what is_surname() in lines.h says of bytes."""
    cdef unsigned third
    if text is Py_None:
        return False
    if not PyUnicode_Check(text):
        raise TypeError(f"text is asked for, not {type(<object>text).__name__}")
    npm_ready(text)
    if not glance_at(text, 0, glances) & NPM_PLAIN:
        return False
    if not glance_at(text, 0, glances) & NPM_PREFIX_FIRST or not glance_at(text, 1, glances) & NPM_PREFIX_SECOND:
        return True
    third = glance_at(text, 2, glances)
    return (third & NPM_PLAIN) and not third & NPM_PREFIX_THIRD


def odd_surnames(list one not None, list other not None, const uint8_t[::1] glances):
    """Return the rows in which one of two surnames is not plainly one, as ``glances`` at its first letters tell."""
    cdef Py_ssize_t row, ahead, rows = PyList_GET_SIZE(one)
    cdef PyObject **left = PySequence_Fast_ITEMS(one)
    cdef PyObject **right = PySequence_Fast_ITEMS(other)
    if PyList_GET_SIZE(other) != rows:
        raise ValueError("columns are of different lengths")
    found = []
    for row in range(rows):
        ahead = min(row + NPM_AHEAD, rows - 1)
        npm_fetch(left[ahead])
        npm_fetch(right[ahead])
        if not is_surname(left[row], glances) or (left[row] is not right[row] and not is_surname(right[row], glances)):
            found.append(row)
    return found


cdef tuple answer_of(cells, uint32_t code, uint32_t number, Py_ssize_t width):
    answer = cells(code, number)
    if not isinstance(answer, tuple) or len(answer) != width:
        raise ValueError("an answer has a cell for each column")
    return answer


def spread(const uint32_t[::1] codes, const uint32_t[::1] contracts, cells, Py_ssize_t width, Py_ssize_t usual):
    """Return ``width`` columns: in each row what ``cells`` returns for its code and its number of contracts, a tuple.

    The columns are filled with the answer of the row ``usual``; then rows with another one are written over it.
    """
    cdef Py_ssize_t row, at, rows = codes.shape[0], last = usual
    if contracts.shape[0] != rows or not 0 <= usual < rows:
        raise ValueError("rows have a code and a number each")
    cdef tuple answer, common = answer_of(cells, codes[usual], contracts[usual], width)
    cdef list column, columns = [PySequence_Repeat([cell], rows) for cell in common]  # quicker than [cell] * rows here
    answer = common
    for row in range(rows):
        if codes[row] == codes[usual] and contracts[row] == contracts[usual]:
            continue
        if codes[row] != codes[last] or contracts[row] != contracts[last]:
            last = row
            answer = answer_of(cells, codes[row], contracts[row], width)
        for at in range(width):
            if PyTuple_GET_ITEM(answer, at) is not PyTuple_GET_ITEM(common, at):
                column = <list>PyList_GET_ITEM(columns, at)
                column[row] = <object>PyTuple_GET_ITEM(answer, at)
    return columns
