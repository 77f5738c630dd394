/* The join of applications with contracts by phone number, without Python: an index of the contracts' file, made in one
 * pass over its blocks, and a pass over the blocks of applications that reads contracts where the index says they are.
 *
 * As in pairs.h nothing is guessed at: whatever row is not plainly a person's, with a plain number and a few contracts,
 * is asked about (NPM_ASKED), or the pass stops before it (NPM_ODD).
 */
#ifndef NPMATCH_JOIN_H
#define NPMATCH_JOIN_H

#include "pairs.h"
#include "rows.h"

#if defined(__GNUC__) || defined(__clang__)
#define npm_near(p) __builtin_prefetch(p)
#else
#define npm_near(p) ((void)(p))
#endif

/* ---- the index ---------------------------------------------------------------------------------------------------- */

enum {
    NPM_LEAST_PLACE_BITS = 24,
    NPM_MOST_PLACE_BITS = 40,
    NPM_LEAST_SLOTS = 1 << 10,
    NPM_MOST_STEPS = 128       /* slots that are looked at for a key; rows that find no room there are kept apart */
};

/* Places by hash: a table of words, each the high bits of a hash and, in the low `place_bits`, a place. No place is 0,
 * and 0 is a free slot. Rows of a key that has very many of them are in `late`, in the order of hash and place. */
typedef struct {
    uint64_t *slot;
    size_t size, used;         /* at least NPM_LEAST_SLOTS; at most three quarters of it */
    uint64_t *late;
    size_t late_count, late_room;
    int sorted;                /* `late` is */
    unsigned place_bits;
    uint64_t seed;
} npm_index;

/* Make an index for places of so many bits, with room for about so many rows; return 0 if there is no memory. */
int npm_index_open(npm_index *index, unsigned place_bits, size_t rows, uint64_t seed);
void npm_index_close(npm_index *index);

/* Return the hash of a number that stands for a key, as far as the index keeps it. */
uint64_t npm_index_hash(const npm_index *index, uint64_t key);

/* Ask for the slot of a hash to be brought near. */
void npm_index_near(const npm_index *index, uint64_t hash);

/* Note a place under a hash; return 0 if there is no memory, or the place has too many bits. */
int npm_index_add(npm_index *index, uint64_t hash, uint64_t place);

/* Put what is kept apart in order; until something is added, the index can be asked for places. */
void npm_index_settle(npm_index *index);

/* Find the places under a hash, in any order; return how many there are, of which the first `room` are given. */
size_t npm_index_find(const npm_index *index, uint64_t hash, uint64_t *places, size_t room);

void npm_index_sort(uint64_t *words, size_t count);

/* Forget everything; return the words that were kept, each a place and below it the hash, in the order of the places,
 * and their number. They are the caller's to free; NULL with a number of 1 means that there is no memory. */
uint64_t *npm_index_clear(npm_index *index, size_t *count);

/* ---- the passes --------------------------------------------------------------------------------------------------- */

/* Beside those of pairs.h. */
enum { NPM_NO_MEMORY = 16 };

/* The number that stands for a phone number in plain ASCII, as its digits after a 1; 0 for what others have to read. */
uint64_t npm_phone(const uint8_t *p, size_t length);

/* Note the rows of a block that begins at `offset` of the contracts' file. A row that has something in the column `flag`
 * (-1: there is none) is asked about. Returns NPM_END, NPM_ODD, NPM_ASKED or NPM_NO_MEMORY. */
int npm_note(const npm_layout *layout, int flag, npm_index *index, uint64_t offset, npm_pass *pass);

/* Step over the row that was asked about. */
void npm_noted(npm_pass *pass);

/* An application that was looked at ahead. */
typedef struct {
    size_t start, end;         /* the line in its block, */
    size_t key, key_length;    /* its key there, */
    uint64_t number;           /* and the number for which it stands; 0: somebody else has to read it */
    size_t found;              /* contracts there are */
} npm_ahead;

/* What was read of its contracts; apart and small, for it is looked at in the order of the contracts. */
typedef struct {
    uint32_t row[NPM_FEW];
    uint8_t kept;              /* rows there are */
    uint8_t state;             /* NPM_KEPT if all that are to be compared here were read */
} npm_got;

/* The contracts, as the pass over the applications takes them. */
typedef struct {
    const npm_index *index;
    npm_layout layout;         /* `column[1]` are the columns of the contract */
    int twin;                  /* both files hold key, surname, others, document, in the same columns and encoding */
    uint16_t accepted;         /* the outcomes that are accepted, a bit for each rank */
    npm_rows rows;
    npm_ahead *ahead;          /* `rows.lines` of them, of which there are `count`, and `next` is the one to settle, */
    npm_got *got;              /* and as many */
    size_t count, next;
    int scattered;             /* the rows of neighbours are far from each other: the more at a time, the better */
    int widened;               /* there is as much room as there can be */
} npm_held;

/* Make room for reading the contracts' file; return 0 if there is no memory. */
int npm_held_open(npm_held *held, npm_file file);
void npm_held_close(npm_held *held);

/* Settle the applications of a block. The code of a finding has, above its 16 bits, how many contracts there are, and
 * `tails` is NPM_FEW + 1 of them; with no contract the finding is 0. */
int npm_join(const npm_layout *layout, npm_held *held, npm_tails *tails, npm_pass *pass);

#endif
