# The pass over blocks of a file of pairs, for Python. Whoever uses it answers two questions: which line end goes with
# a finding, and what the verdict is on a row of which the pass is not sure.

from cpython.bytearray cimport PyByteArray_AS_STRING
from libc.stdint cimport uint8_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, realloc

cdef extern from "pairs.h":
    enum: NPM_GLANCES
    enum: NPM_MOST_COLUMNS
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

MOST_COLUMNS = NPM_MOST_COLUMNS
"""More columns than a pass can take."""


cdef class PairPass:
    """A pass over the blocks of one file; see `npmatch.native.passes` for what it is told."""

    cdef npm_layout layout
    cdef npm_tails *tails
    cdef npm_pass state
    cdef bytearray texts
    cdef bytes title
    cdef object block
    cdef list codes
    cdef Page page
    cdef object tail_of
    cdef object verdict_on

    def __cinit__(self, layout, tail_of, verdict_on):
        cdef Py_ssize_t i, side
        prepare()
        glances, sides = layout.glances, layout.columns
        if len(glances) != NPM_GLANCES or not 0 < layout.width < NPM_MOST_COLUMNS or layout.key >= layout.width:
            raise ValueError("the pass has no room for this layout")
        self.tails = <npm_tails *>calloc(1, sizeof(npm_tails))
        self.state.room = 1 << 16
        self.state.out = <uint8_t *>malloc(self.state.room)
        if self.tails == NULL or self.state.out == NULL:
            raise MemoryError
        self.tail_of, self.verdict_on = tail_of, verdict_on
        self.texts, self.codes, self.title, self.page = bytearray(), [], layout.title, layout.page
        self.layout.tables = &_tables
        self.layout.page = NULL if self.page is None else &self.page.page
        self.layout.policy = npm_policy(layout.collapse, layout.markers)
        for i in range(NPM_GLANCES):
            self.layout.glance[i] = glances[i]
        for side in range(2):
            for i in range(NPM_ROLES):
                if sides[side][i] >= layout.width:
                    raise ValueError("there is no such column")
                self.layout.column[side][i] = sides[side][i]
        self.layout.sign, self.layout.out_sign = layout.sign, layout.out_sign
        self.layout.excel, self.layout.ascii = layout.excel, layout.ascii
        self.layout.width, self.layout.key, self.layout.half = layout.width, layout.key, layout.half
        self.layout.title, self.layout.title_length = <const uint8_t *>PyBytes_AS_STRING(self.title), len(self.title)

    def __dealloc__(self):
        free(self.tails)
        free(self.state.out)

    def run(self, bytes block, size_t at, uint64_t number):
        """Settle the lines of a block from the byte ``at`` on; ``number`` rows went before them.

        Returns where the first line begins that has to be read in another way (or the end), how many lines and how many
        rows were settled, and the lines to write for them.
        """
        cdef int status = NPM_FULL
        if block is not self.block:
            self.block = block
            self.state.looked_at = False
        self.state.block = <const uint8_t *>PyBytes_AS_STRING(block)
        self.state.length = PyBytes_GET_SIZE(block)
        if at > self.state.length:
            raise ValueError("that is behind the end of the block")
        self.state.at, self.state.lines, self.state.written = at, 0, 0
        self.state.number, self.state.digit_count = number, 0
        while status not in (NPM_END, NPM_ODD):
            with nogil:
                status = npm_pairs(&self.layout, self.tails, &self.state)
            if status == NPM_FULL:
                self.make_room()
            elif status == NPM_WANTED:
                self.learn(self.state.code)
            elif status == NPM_ASKED:
                status = self.ask()
        return self.state.at, self.state.lines, self.state.number - number, self.state.out[:self.state.written]

    def drain(self):
        """Return findings that were written since the last time, with how often each was."""
        cdef uint32_t code
        found = []
        for code in self.codes:
            if self.tails.times[code]:
                found.append((code, self.tails.times[code]))
                self.tails.times[code] = 0
        return found

    cdef int make_room(self) except -1:
        cdef uint8_t *larger = <uint8_t *>realloc(self.state.out, 2 * self.state.room)
        if larger == NULL:
            raise MemoryError
        self.state.out = larger
        self.state.room *= 2
        return 0

    cdef int learn(self, uint32_t code) except -1:
        cdef bytes tail = self.tail_of(code)
        if not 0 < len(tail) < 0x10000:
            raise ValueError("a tail is a short text")
        self.tails.start[code], self.tails.length[code] = len(self.texts), len(tail)
        self.texts += tail
        self.codes.append(code)
        self.tails.text = <const uint8_t *>PyByteArray_AS_STRING(self.texts)
        return 0

    cdef int ask(self) except -1:
        cdef bytes tail
        cdef int status = NPM_FULL
        tail = self.verdict_on(self.block[self.state.at:self.state.line_end])
        if tail is None:
            return NPM_ODD
        while status == NPM_FULL:
            status = npm_answer(&self.layout, &self.state, <const uint8_t *>PyBytes_AS_STRING(tail), len(tail))
            if status == NPM_FULL:
                self.make_room()
        # the row is written; the pass goes on behind it
        return status if status == NPM_ODD else NPM_ASKED
