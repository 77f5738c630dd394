# The join, for Python: the index of a file of contracts, and the pass over the blocks of applications that asks it.

cdef extern from "join.h":
    enum: NPM_FEW
    enum: NPM_NO_MEMORY
    ctypedef struct npm_index:
        size_t size
        size_t used
        size_t late_count
        size_t late_room
        unsigned place_bits
    ctypedef struct npm_file:
        int handle
        const uint8_t *bytes
        uint64_t length
    ctypedef struct npm_held:
        const npm_index *index
        npm_layout layout
        int twin
        uint16_t accepted
        int scattered
    int npm_held_open(npm_held *held, npm_file file) nogil
    void npm_held_close(npm_held *held) nogil
    int npm_index_open(npm_index *index, unsigned place_bits, size_t rows, uint64_t seed) nogil
    void npm_index_close(npm_index *index) nogil
    uint64_t npm_index_hash(const npm_index *index, uint64_t key) nogil
    int npm_index_add(npm_index *index, uint64_t hash, uint64_t place) nogil
    void npm_index_settle(npm_index *index) nogil
    size_t npm_index_find(const npm_index *index, uint64_t hash, uint64_t *places, size_t room) nogil
    void npm_index_sort(uint64_t *words, size_t count) nogil
    uint64_t *npm_index_clear(npm_index *index, size_t *count) nogil
    int npm_note(const npm_layout *layout, int flag, npm_index *index, uint64_t offset, npm_pass *state) nogil
    void npm_noted(npm_pass *state) nogil
    int npm_join(const npm_layout *layout, npm_held *held, npm_tails *tails, npm_pass *state) nogil


cdef class KeyIndex:
    """Places of rows in a file of contracts, by numbers that stand for their keys: 1 and then the digits of a phone
    number, or something else from 2**63 on.

    ``flag`` is the column that has to be empty, -1 for none; ``key_of`` is asked about a row of which the pass is not
    sure: the number of its key, None for a line that has to be read in another way.
    """

    cdef npm_index index
    cdef npm_layout layout
    cdef npm_pass state
    cdef object told
    cdef object block
    cdef const uint8_t[::1] bytes_of_block
    cdef object key_of
    cdef int flag

    def __cinit__(self, layout, int flag, unsigned place_bits, size_t rows, uint64_t seed, key_of):
        if not 0 <= layout.key < layout.width or flag >= layout.width:
            raise ValueError("there is no such column")
        self.told, self.flag, self.key_of = layout, flag, key_of
        lay_out(layout, &self.layout)
        if not npm_index_open(&self.index, place_bits, rows, seed):
            raise MemoryError

    def __dealloc__(self):
        npm_index_close(&self.index)

    def run(self, block, size_t at, uint64_t offset):
        """Note the rows of a block, which begins at ``offset`` of the file, from the byte ``at`` on.

        Returns where the first line begins that has to be read in another way (or the end), and how many lines were
        stepped over.
        """
        cdef int status = NPM_ASKED
        if block is not self.block:
            self.bytes_of_block = block
            self.block = block
            self.state.looked_at = False
        begin(&self.state, self.bytes_of_block, at)
        while status == NPM_ASKED:
            with nogil:
                status = npm_note(&self.layout, self.flag, &self.index, offset, &self.state)
            if status == NPM_NO_MEMORY:
                raise MemoryError
            if status == NPM_ASKED:
                status = self.ask(offset)
        return self.state.at, self.state.lines

    cdef int ask(self, uint64_t offset) except -1:
        key = self.key_of((<const char *>self.state.block)[self.state.at:self.state.line_end])
        if key is None:
            return NPM_ODD
        self.add(key, offset + self.state.at)
        npm_noted(&self.state)
        return NPM_ASKED

    def add(self, uint64_t key, uint64_t place):
        """Note that a row of this key begins at a place."""
        if not npm_index_add(&self.index, npm_index_hash(&self.index, key), place):
            raise MemoryError

    def mark(self, uint64_t key):
        """Return 32 bits of the hash of a key."""
        return npm_index_hash(&self.index, key) >> 32

    def find(self, uint64_t key):
        """Return the places that may hold a key, in the order of the file, as the bytes of words."""
        cdef uint64_t hash = npm_index_hash(&self.index, key)
        cdef uint64_t few[NPM_FEW]
        cdef uint64_t *words = few
        cdef size_t count
        npm_index_settle(&self.index)
        count = npm_index_find(&self.index, hash, few, NPM_FEW)
        found = bytearray(sizeof(uint64_t) * count)
        if count > NPM_FEW:
            words = <uint64_t *>PyByteArray_AS_STRING(found)
            npm_index_find(&self.index, hash, words, count)
        npm_index_sort(words, count)
        return <bytes>(<char *>words)[:sizeof(uint64_t) * count]

    def clear(self):
        """Forget everything; give the marks and the places that were noted, in the order of the file, many at a time,
        each as the bytes of words, of 32 and of 64 bits."""
        cdef size_t count, first, some, i
        cdef unsigned bits = self.index.place_bits
        cdef uint64_t *words = npm_index_clear(&self.index, &count)
        if words == NULL:
            raise MemoryError
        try:
            for first in range(0, count, PIECE):
                some = min(PIECE, count - first)
                marks, places = bytearray(sizeof(uint32_t) * some), bytearray(sizeof(uint64_t) * some)
                for i in range(some):
                    (<uint32_t *>PyByteArray_AS_STRING(marks))[i] = <uint32_t>(words[first + i] << bits >> 32)
                    (<uint64_t *>PyByteArray_AS_STRING(places))[i] = words[first + i] >> (64 - bits)
                yield bytes(marks), bytes(places)
        finally:
            free(words)

    def memory(self):
        """Return how many bytes the index takes."""
        return sizeof(uint64_t) * (self.index.size + self.index.late_room)


cdef class JoinPass(LinePass):
    """A pass over the blocks of one file of applications; see `npmatch.native.joins` for what it is told."""

    cdef npm_held held
    cdef KeyIndex index
    cdef const uint8_t[::1] mapped
    cdef object told_of_contracts

    def __cinit__(self, layout, held, tail_of, verdict_on):
        cdef npm_file file
        if not 0 <= layout.key < layout.width or not 0 <= held.layout.key < held.layout.width:
            raise ValueError("there is no such column")
        self.open(layout, NPM_FEW + 1, tail_of, verdict_on)
        self.index, self.told_of_contracts = held.keys, held.layout
        lay_out(held.layout, &self.held.layout)
        npm_index_settle(&self.index.index)
        self.held.index, self.held.twin, self.held.accepted = &self.index.index, held.twin, held.accepted
        file.handle, file.bytes, file.length = held.handle, NULL, held.length
        if held.mapped is not None:
            self.mapped = held.mapped
            file.bytes, file.length = &self.mapped[0], self.mapped.shape[0]
        if not npm_held_open(&self.held, file):
            raise MemoryError

    def __dealloc__(self):
        npm_held_close(&self.held)

    @property
    def scattered(self):
        """Whether the contracts of neighbours were far from each other, of late."""
        return bool(self.held.scattered)

    cdef int go_on(self) noexcept nogil:
        return npm_join(&self.layout, &self.held, self.tails, &self.state)


cdef size_t PIECE = 1 << 12
"""Rows that are given at a time."""
