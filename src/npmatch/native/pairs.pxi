# Passes over blocks of a file, for Python. Whoever uses one answers two questions: which line end goes with a finding,
# and what the verdict is on a row of which the pass is not sure.

from cpython.bytearray cimport PyByteArray_AS_STRING
from libc.stdint cimport uint8_t, uint64_t
from cpython.bytes cimport PyBytes_FromStringAndSize, _PyBytes_Resize
from libc.stdlib cimport calloc, free

cdef extern from "pairs.h":
    enum: NPM_PLAIN
    enum: NPM_PREFIX_FIRST
    enum: NPM_PREFIX_SECOND
    enum: NPM_PREFIX_THIRD
    enum: NPM_GLANCES
    enum: NPM_MOST_COLUMNS
    enum: NPM_USUAL_TAIL
    enum: NPM_CODES
    enum: NPM_ROLES
    enum: NPM_END
    enum: NPM_ODD
    enum: NPM_ASKED
    enum: NPM_WANTED
    enum: NPM_FULL
    ctypedef struct npm_layout:
        const npm_tables *tables
        const npm_page *page
        npm_policy policy
        uint8_t glance[0x500]
        uint8_t sign
        uint8_t out_sign
        int excel
        int ascii
        unsigned width
        int key
        int column[2][4]
        int kind
        unsigned half
        const uint8_t *title
        size_t title_length
    ctypedef struct npm_tails:
        uint16_t length[0x10000]
        uint32_t start[0x10000]
        uint64_t times[0x10000]
        const uint8_t *text
    ctypedef struct npm_pass:
        const uint8_t *block
        size_t length
        size_t at
        uint64_t lines
        uint64_t number
        size_t digit_count
        uint8_t *out
        size_t room
        size_t written
        int looked_at
        int valid
        int tidy
        int exponents
        size_t line_end
        uint32_t code
    int npm_pairs(const npm_layout *layout, npm_tails *tails, npm_pass *state) nogil
    int npm_answer(const npm_layout *layout, npm_pass *state, const uint8_t *tail, size_t length) nogil

cdef extern from "places.h":
    enum: NPM_STRETCH
    uint64_t npm_places(const uint8_t *p, uint8_t byte)
    uint64_t npm_places_anywhere(const uint8_t *p, uint8_t byte)


def places(bytes stretch not None, uint8_t byte):
    """Return where a byte stands among 64, as bits: as found on this processor, and as on every one."""
    if PyBytes_GET_SIZE(stretch) != NPM_STRETCH:
        raise ValueError("a stretch has 64 bytes")
    cdef const uint8_t *p = <const uint8_t *>PyBytes_AS_STRING(stretch)
    return npm_places(p, byte), npm_places_anywhere(p, byte)


MOST_COLUMNS = NPM_MOST_COLUMNS
"""More columns than a pass can take."""


cdef int lay_out(told, npm_layout *layout) except -1:
    """Take over what `npmatch.native.passes.Layout` tells; it has to stay where it is as long as this is used."""
    cdef Py_ssize_t i, side
    cdef Page page = told.page
    glances, sides = told.glances, told.columns
    if len(glances) != NPM_GLANCES or not 0 < told.width < NPM_MOST_COLUMNS or told.key >= told.width:
        raise ValueError("the pass has no room for this layout")
    layout.tables = &npm_shipped
    layout.page = NULL if page is None else &page.page
    layout.policy = npm_policy(told.collapse, told.markers)
    for i in range(NPM_GLANCES):
        layout.glance[i] = glances[i]
    for side in range(2):
        for i in range(NPM_ROLES):
            if sides[side][i] >= told.width:
                raise ValueError("there is no such column")
            layout.column[side][i] = sides[side][i]
    layout.sign, layout.out_sign = told.sign, told.out_sign
    layout.excel, layout.ascii = told.excel, told.ascii
    layout.kind = told.kind
    layout.width, layout.key, layout.half = told.width, told.key, told.half
    layout.title, layout.title_length = <const uint8_t *>PyBytes_AS_STRING(told.title), len(told.title)
    return 0


cdef size_t LEAST_ROOM = 1 << 12
"""Bytes of the output of a block that are there at least."""

cdef size_t ENOUGH = 1 << 18
"""Bytes of the output that are there before what was written goes out: to find room for much more takes as long as to
fill it."""


cdef int begin(npm_pass *state, const uint8_t[::1] block, size_t at) except -1:
    """Let a pass stand in a block, which has to stay as it is as long as the pass stands in it."""
    state.length = block.shape[0]
    state.block = &block[0] if state.length else <const uint8_t *>PyBytes_AS_STRING(b"")
    if at > state.length:
        raise ValueError("that is behind the end of the block")
    state.at, state.lines, state.written = at, 0, 0
    return 0


cdef class LinePass:
    """A pass over the blocks of one file that writes a line for each row; findings have some bits above their 16."""

    cdef npm_layout layout
    cdef npm_tails *tails
    cdef unsigned tables
    cdef npm_pass state
    cdef PyObject *out  # while a block is settled: the bytes that are written into, and nobody else has
    cdef size_t room
    cdef bytearray texts
    cdef object told
    cdef object block
    cdef const uint8_t[::1] bytes_of_block
    cdef list codes
    cdef object tail_of
    cdef object verdict_on

    def __dealloc__(self):
        free(self.tails)
        Py_XDECREF(self.out)

    cdef int open(self, told, unsigned tables, tail_of, verdict_on) except -1:
        self.tables = tables
        self.tails = <npm_tails *>calloc(tables, sizeof(npm_tails))
        if self.tails == NULL:
            raise MemoryError
        self.room = LEAST_ROOM
        self.tail_of, self.verdict_on = tail_of, verdict_on
        self.texts, self.codes, self.told = bytearray(NPM_USUAL_TAIL), [], told
        return lay_out(told, &self.layout)

    cdef int go_on(self) noexcept nogil:
        return NPM_ODD

    def run(self, block, size_t at, uint64_t number):
        """Settle the lines of a block from the byte ``at`` on; ``number`` rows went before them.

        A block is any object of bytes, in which nothing changes as long as it is the same object.

        Returns where the first line begins that has to be read in another way (or the end), how many lines and how many
        rows were settled, the lines to write for them, and whether they are only so many that they have to be written
        first: then that first line is like the others.
        """
        cdef int status = NPM_FULL
        cdef bint paused = False
        if block is not self.block:
            self.bytes_of_block = block
            self.block = block
            self.state.looked_at = False
        begin(&self.state, self.bytes_of_block, at)
        self.state.number, self.state.digit_count = number, 0
        self.make_room(self.room)
        while status not in (NPM_END, NPM_ODD):
            with nogil:
                status = self.go_on()
            if status == NPM_FULL:
                if self.state.written and self.state.room >= ENOUGH:
                    paused = True
                    break
                self.make_room(2 * self.state.room)
            elif status == NPM_WANTED:
                self.learn(self.state.code)
            elif status == NPM_ASKED:
                status = self.ask()
        return self.state.at, self.state.lines, self.state.number - number, self.written(), paused

    def drain(self):
        """Return findings that were written since the last time, with how often each was."""
        cdef uint32_t code
        cdef uint64_t *times
        found = []
        for code in self.codes:
            times = &self.tails[code >> 16].times[code & (NPM_CODES - 1)]
            if times[0]:
                found.append((code, times[0]))
                times[0] = 0
        return found

    cdef int make_room(self, size_t room) except -1:
        """Have bytes of this size to write into; what is written into them is kept."""
        if self.out == NULL:
            fresh = PyBytes_FromStringAndSize(NULL, room)
            Py_INCREF(fresh)
            self.out = <PyObject *>fresh
        elif room > self.state.room:
            _PyBytes_Resize(&self.out, room)  # which lets go of them if it fails
        self.state.out = <uint8_t *>PyBytes_AS_STRING(<bytes>self.out)
        self.state.room = PyBytes_GET_SIZE(<bytes>self.out)
        return 0

    cdef bytes written(self):
        """Return what was written; for the next block about as much room is taken."""
        cdef PyObject *out
        self.room = min(max(self.state.written + (self.state.written >> 2), LEAST_ROOM), ENOUGH)
        _PyBytes_Resize(&self.out, self.state.written)
        out, self.out = self.out, NULL
        result = <bytes>out
        Py_XDECREF(out)
        return result

    cdef int learn(self, uint32_t code) except -1:
        cdef bytes tail = self.tail_of(code)
        cdef npm_tails *tails = &self.tails[code >> 16]
        cdef unsigned table
        cdef Py_ssize_t end = len(self.texts) - NPM_USUAL_TAIL
        if not 0 < len(tail) < 0x10000 or code >> 16 >= self.tables:
            raise ValueError("a tail is a short text")
        tails.start[code & (NPM_CODES - 1)], tails.length[code & (NPM_CODES - 1)] = end, len(tail)
        self.texts[end:end] = tail
        self.codes.append(code)
        for table in range(self.tables):
            self.tails[table].text = <const uint8_t *>PyByteArray_AS_STRING(self.texts)
        return 0

    cdef int ask(self) except -1:
        cdef bytes tail
        cdef int status = NPM_FULL
        tail = self.verdict_on((<const char *>self.state.block)[self.state.at:self.state.line_end])
        if tail is None:
            return NPM_ODD
        while status == NPM_FULL:
            status = npm_answer(&self.layout, &self.state, <const uint8_t *>PyBytes_AS_STRING(tail), len(tail))
            if status == NPM_FULL:
                self.make_room(2 * self.state.room)
        # the row is written; the pass goes on behind it
        return status if status == NPM_ODD else NPM_ASKED


cdef class PairPass(LinePass):
    """A pass over the blocks of one file of pairs; see `npmatch.native.passes` for what it is told."""

    def __cinit__(self, layout, tail_of, verdict_on):
        self.open(layout, 1, tail_of, verdict_on)

    cdef int go_on(self) noexcept nogil:
        return npm_pairs(&self.layout, self.tails, &self.state)
