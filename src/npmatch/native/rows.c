#define _FILE_OFFSET_BITS 64

#include "rows.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

#ifndef _WIN32
#include <errno.h>
#include <unistd.h>
#endif

enum {
    WINDOW = 1 << 18,       /* bytes that are read at a time at most */
    GAP = 1 << 13,          /* bytes nobody wants that are read rather than to read twice */
    BEFORE = 2,             /* bytes before a row that is kept, for its length */
    WITH_ENDS = BEFORE + NPM_LONGEST_ROW + 1,
    USUAL_ROW = 1 << 7,     /* for as many rows as there may be lines in a batch, there is room if they are no longer */
    DIGIT_BITS = 11
};

/* Make room for batches of so many lines; return 0 if there is no memory. */
static int make_room(npm_rows *rows, size_t lines) {
    const size_t least = WITH_ENDS * NPM_LEAST_LINES * NPM_FEW, usual = lines * USUAL_ROW;
    rows->lines = lines;
    rows->room = usual > least ? usual : least;
    rows->want = npm_large(lines * NPM_FEW * sizeof *rows->want);
    rows->spare = npm_large(lines * NPM_FEW * sizeof *rows->spare);
    rows->kept = npm_large(rows->room);
    return rows->want && rows->spare && rows->kept;
}

static void free_room(npm_rows *rows) {
    free(rows->want);
    free(rows->spare);
    free(rows->kept);
}

int npm_rows_open(npm_rows *rows, npm_file file) {
    memset(rows, 0, sizeof *rows);
    rows->file = file;
    rows->window = malloc(WINDOW);
    return make_room(rows, NPM_LEAST_LINES) && rows->window;
}

int npm_rows_widen(npm_rows *rows) {
    npm_rows wide = *rows;
    int done = make_room(&wide, NPM_MOST_LINES);
    free_room(done ? rows : &wide);
    if (done) *rows = wide;
    return done;
}

void npm_rows_close(npm_rows *rows) {
    free_room(rows);
    free(rows->window);
    memset(rows, 0, sizeof *rows);
}

void npm_rows_clear(npm_rows *rows) { rows->count = rows->filled = rows->used = 0; }

void npm_rows_want(npm_rows *rows, size_t line, uint64_t place) {
    if (rows->count < rows->lines * NPM_FEW) rows->want[rows->count++] = place << NPM_LINE_BITS | line;
}

/* ---- their order -------------------------------------------------------------------------------------------------- */

/* Sort by the DIGIT_BITS from a bit on, and leave what is equal in its order. */
static void sort_by_digit(npm_rows *rows, unsigned shift) {
    size_t starts[1 << DIGIT_BITS] = {0}, sum = 0;
    const unsigned mask = (1 << DIGIT_BITS) - 1;
    uint64_t *sorted = rows->spare;
    for (size_t i = 0; i < rows->count; i++) starts[rows->want[i] >> shift & mask]++;
    for (size_t digit = 0; digit <= mask; digit++) {
        size_t count = starts[digit];
        starts[digit] = sum;
        sum += count;
    }
    for (size_t i = 0; i < rows->count; i++) sorted[starts[rows->want[i] >> shift & mask]++] = rows->want[i];
    rows->spare = rows->want;
    rows->want = sorted;
}

void npm_rows_sort(npm_rows *rows) {
    rows->turns = 0;
    for (size_t i = 1; i < rows->count; i++) rows->turns += rows->want[i] < rows->want[i - 1];
    if (rows->turns == 0) return;
    for (unsigned shift = NPM_LINE_BITS; shift < 64 && rows->file.length >> (shift - NPM_LINE_BITS); shift += DIGIT_BITS)
        sort_by_digit(rows, shift);
}

/* ---- reading ------------------------------------------------------------------------------------------------------ */

/* Read so many bytes from a place on; return how many there are. */
static size_t read_at(const npm_file *file, uint64_t place, uint8_t *out, size_t size) {
    size_t got = 0;
    if (place >= file->length) return 0;
    if (size > file->length - place) size = (size_t)(file->length - place);
    if (file->bytes) {
        memcpy(out, file->bytes + place, size);
        return size;
    }
#ifndef _WIN32
    while (got < size) {
        ssize_t some = pread(file->handle, out + got, size - got, (off_t)(place + got));
        if (some < 0 && errno == EINTR) continue;
        if (some <= 0) break; /* who misses the row asks for it, and learns why it is not there */
        got += (size_t)some;
    }
#endif
    return got;
}

static uint64_t place_of(const npm_rows *rows, size_t i) { return rows->want[i] >> NPM_LINE_BITS; }

/* Read a stretch of the file from the row wanted at `i` on, with those behind it that are near. */
static void fill(npm_rows *rows, size_t i) {
    const uint64_t begin = place_of(rows, i);
    uint64_t last = begin;
    while (++i < rows->count) {
        uint64_t place = place_of(rows, i); /* not before `last`: they are sorted */
        if (place - last > GAP || place - begin > WINDOW - NPM_LONGEST_ROW) break;
        last = place;
    }
    rows->from = begin;
    rows->filled = read_at(&rows->file, begin, rows->window, (size_t)(last - begin) + NPM_LONGEST_ROW);
}

int npm_rows_keep(npm_rows *rows, size_t i, uint32_t *at) {
    const uint64_t place = place_of(rows, i);
    const uint8_t *line, *feed;
    uint8_t *copy = rows->kept + rows->used + BEFORE;
    size_t left, length;
    if (rows->room - rows->used < WITH_ENDS) return NPM_NO_ROOM;
    if (place < rows->from || place - rows->from + NPM_LONGEST_ROW > rows->filled) fill(rows, i);
    left = place - rows->from < rows->filled ? rows->filled - (size_t)(place - rows->from) : 0;
    if (left > NPM_LONGEST_ROW) left = NPM_LONGEST_ROW;
    line = rows->window + (size_t)(place - rows->from);
    feed = left ? memchr(line, '\n', left) : NULL;
    if (feed == NULL && (left == 0 || place + left != rows->file.length)) return NPM_NO_ROW;
    length = feed ? (size_t)(feed - line) : left;
    memcpy(copy, line, length);
    if (length && copy[length - 1] == '\r') length--;
    copy[length] = 0;
    copy[-2] = (uint8_t)(length >> 8);
    copy[-1] = (uint8_t)length;
    *at = (uint32_t)(rows->used + BEFORE);
    rows->used += BEFORE + length + 1;
    return NPM_KEPT;
}

npm_row npm_rows_at(const npm_rows *rows, uint32_t at) {
    const uint8_t *bytes = rows->kept + at;
    npm_row row = {bytes, (size_t)bytes[-2] << 8 | bytes[-1]};
    return row;
}
