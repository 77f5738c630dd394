#include "join.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

enum { CACHE_LINE = 8 }; /* slots */

/* ---- words -------------------------------------------------------------------------------------------------------- */

static uint64_t place_mask(const npm_index *index) { return (UINT64_C(1) << index->place_bits) - 1; }

/* Return where a word belongs: the first of the slots that lie in one line of the processor's cache, so that a search
 * seldom needs another one. The hash is below 2^(64 - place_bits) and `size` at most 2^place_bits, which `resize` sees to:
 * the product is below 2^64, and what is returned below `size`. */
static size_t home(const npm_index *index, uint64_t word) {
    return (size_t)(((word >> index->place_bits) * index->size) >> (64 - index->place_bits)) & ~(size_t)(CACHE_LINE - 1);
}

uint64_t npm_index_hash(const npm_index *index, uint64_t key) {
    uint64_t x = key ^ index->seed; /* the finalizer of MurmurHash3 (public domain): every bit of the key counts */
    x ^= x >> 33;
    x *= UINT64_C(0xFF51AFD7ED558CCD);
    x ^= x >> 33;
    x *= UINT64_C(0xC4CEB9FE1A85EC53);
    x ^= x >> 33;
    return x & ~place_mask(index);
}

void npm_index_near(const npm_index *index, uint64_t hash) { npm_near(index->slot + home(index, hash)); }

static int in_order(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

void npm_index_sort(uint64_t *words, size_t count) {
    if (count) qsort(words, count, sizeof *words, in_order);
}

/* ---- the table ---------------------------------------------------------------------------------------------------- */

/* Put a word into the table; return 0 if NPM_MOST_STEPS slots from its home on are taken. */
static int put(npm_index *index, uint64_t word) {
    size_t at = home(index, word);
    for (int step = 0; step < NPM_MOST_STEPS; step++) {
        if (index->slot[at] == 0) {
            index->slot[at] = word;
            index->used++;
            return 1;
        }
        if (++at == index->size) at = 0;
    }
    return 0;
}

static int put_late(npm_index *index, uint64_t word) {
    if (index->late_count == index->late_room) {
        size_t room = index->late_room ? 2 * index->late_room : NPM_LEAST_SLOTS;
        uint64_t *larger = room <= SIZE_MAX / sizeof *larger ? realloc(index->late, room * sizeof *larger) : NULL;
        if (larger == NULL) return 0;
        index->late = larger;
        index->late_room = room;
    }
    index->late[index->late_count++] = word;
    index->sorted = 0;
    return 1;
}

/* Return so many free slots, NULL if there is no memory. */
static uint64_t *free_slots(size_t size) {
    const size_t bytes = size * sizeof(uint64_t); /* `resize` has looked that this is a size */
    uint64_t *slots = npm_large(bytes);
    return slots ? memset(slots, 0, bytes) : NULL;
}

/* Give the table another size and put its words, and those kept apart, where they belong then. */
static int resize(npm_index *index, size_t size) {
    npm_index old = *index;
    if (size < NPM_LEAST_SLOTS) size = NPM_LEAST_SLOTS;
    if (size > place_mask(index) || size > SIZE_MAX / sizeof *index->slot) return 0;
    index->slot = free_slots(size);
    if (index->slot == NULL) {
        index->slot = old.slot;
        return 0;
    }
    index->size = size;
    index->used = 0;
    index->late = NULL;
    index->late_count = index->late_room = 0;
    for (size_t i = 0; i < old.size + old.late_count; i++) {
        uint64_t word = i < old.size ? old.slot[i] : old.late[i - old.size];
        if (word != 0 && !put(index, word) && !put_late(index, word)) {
            npm_index_close(index);
            *index = old;
            return 0;
        }
    }
    free(old.slot);
    free(old.late);
    return 1;
}

int npm_index_open(npm_index *index, unsigned place_bits, size_t rows, uint64_t seed) {
    memset(index, 0, sizeof *index);
    if (place_bits > NPM_MOST_PLACE_BITS) return 0;
    index->place_bits = place_bits < NPM_LEAST_PLACE_BITS ? NPM_LEAST_PLACE_BITS : place_bits;
    index->seed = seed;
    if (rows > place_mask(index) / 2) rows = (size_t)(place_mask(index) / 2);
    return resize(index, rows + rows / 2);
}

void npm_index_close(npm_index *index) {
    free(index->slot);
    free(index->late);
    index->slot = index->late = NULL;
}

int npm_index_add(npm_index *index, uint64_t hash, uint64_t place) {
    uint64_t word = hash | place;
    if (place == 0 || place > place_mask(index)) return 0;
    if (index->used >= index->size / 4 * 3 && !resize(index, index->size + index->size / 2)) return 0;
    return put(index, word) || put_late(index, word);
}

void npm_index_settle(npm_index *index) {
    if (!index->sorted) npm_index_sort(index->late, index->late_count);
    index->sorted = 1;
}

/* ---- what is found ------------------------------------------------------------------------------------------------ */

/* Return the first of the words kept apart that is not below a hash. */
static size_t first_late(const npm_index *index, uint64_t hash) {
    size_t low = 0, high = index->late_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2; /* below `high` */
        if (index->late[middle] < hash) low = middle + 1;
        else high = middle;
    }
    return low;
}

size_t npm_index_find(const npm_index *index, uint64_t hash, uint64_t *places, size_t room) {
    uint64_t mask = place_mask(index);
    size_t at = home(index, hash), found = 0;
    for (int step = 0; step < NPM_MOST_STEPS; step++) {
        uint64_t word = index->slot[at];
        if (word == 0) return found; /* whatever was put aside found no free slot here, and none has become free */
        if ((word & ~mask) == hash) {
            if (found < room) places[found] = word & mask;
            found++;
        }
        if (++at == index->size) at = 0;
    }
    for (size_t i = first_late(index, hash); i < index->late_count && (index->late[i] & ~mask) == hash; i++) {
        if (found < room) places[found] = index->late[i] & mask;
        found++;
    }
    return found;
}

uint64_t *npm_index_clear(npm_index *index, size_t *count) {
    unsigned bits = index->place_bits; /* from 24 to 40 */
    size_t kept = 0, used = index->used, late = index->late_count;
    uint64_t *words = index->slot, *all = words, *fresh = calloc(NPM_LEAST_SLOTS, sizeof *fresh);
    *count = 1;
    if (fresh == NULL) return NULL;
    for (size_t i = 0; i < index->size; i++)
        if (words[i]) words[kept++] = words[i]; /* kept <= i */
    if (late) {
        all = realloc(words, (used + late) * sizeof *all); /* both are in memory: the sum is no more than fits there */
        if (all == NULL) {
            free(fresh);
            return NULL;
        }
        memcpy(all + used, index->late, late * sizeof *all);
    }
    for (size_t i = 0; i < used + late; i++) all[i] = all[i] << (64 - bits) | all[i] >> bits;
    npm_index_sort(all, used + late);
    free(index->late);
    index->late = NULL;
    index->late_count = index->late_room = index->used = 0;
    index->slot = fresh;
    index->size = NPM_LEAST_SLOTS;
    *count = used + late;
    return all;
}
