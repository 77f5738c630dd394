/* Rows of a file by their places, read many at a time in the order of the file, whatever the order is in which they are
 * wanted: to read a whole stretch of a file takes less time than to read many small pieces of it.
 *
 * Nothing of the file stays in memory but the rows of one batch, and they are copies: nobody changes them while they are
 * looked at.
 */
#ifndef NPMATCH_ROWS_H
#define NPMATCH_ROWS_H

#include <stddef.h>
#include <stdint.h>

enum {
    NPM_LINE_BITS = 18,        /* the number of a line in its batch */
    NPM_MOST_LINES = 1 << NPM_LINE_BITS,
    NPM_FEW = 3,               /* rows that a line may want */
    NPM_LONGEST_ROW = 1 << 10, /* that is kept here */
    NPM_LEAST_LINES = 1 << 8   /* for whose rows there is always room */
};

/* A file that is read at places: through its handle, or, where the system has no such way, where it is mapped. */
typedef struct {
    int handle;
    const uint8_t *bytes;      /* NULL: it is not mapped */
    uint64_t length;           /* when it was first read */
} npm_file;

typedef struct {
    npm_file file;
    size_t lines;              /* that a batch may have: NPM_LEAST_LINES, or NPM_MOST_LINES */
    uint64_t *want, *spare;    /* each a place and, in the low NPM_LINE_BITS, a line; then as many for sorting */
    size_t count;              /* rows that are wanted */
    size_t turns;              /* of them stood, before they were sorted, behind one that is behind them in the file */
    uint8_t *window;           /* what was read last: */
    uint64_t from;             /* where it begins in the file, */
    size_t filled;             /* and how many bytes it has */
    uint8_t *kept;             /* the rows, each with its length before it, in two bytes, and a 0 behind it */
    size_t room, used;
} npm_rows;

/* A row that is kept: what is in it, without its line end. */
typedef struct {
    const uint8_t *bytes;
    size_t length;
} npm_row;

/* Make room for the rows of a file; return 0 if there is no memory. */
int npm_rows_open(npm_rows *rows, npm_file file);

/* Make room for batches of NPM_MOST_LINES; if there is no memory, return 0, and everything is as it was. */
int npm_rows_widen(npm_rows *rows);

void npm_rows_close(npm_rows *rows);

/* Forget all rows. */
void npm_rows_clear(npm_rows *rows);

/* Note that a line wants the row at a place below 2^46; each line of a batch may want NPM_FEW. */
void npm_rows_want(npm_rows *rows, size_t line, uint64_t place);

/* Put what is wanted in the order of the file. */
void npm_rows_sort(npm_rows *rows);

enum { NPM_KEPT, NPM_NO_ROW, NPM_NO_ROOM };

/* Keep the row that is wanted at `i`, after those before it, and tell where; return NPM_KEPT, or NPM_NO_ROW if no line is
 * there, or one that is too long, or NPM_NO_ROOM, which there is for the first NPM_LEAST_LINES * NPM_FEW. */
int npm_rows_keep(npm_rows *rows, size_t i, uint32_t *at);

/* Return the row that is kept there. */
npm_row npm_rows_at(const npm_rows *rows, uint32_t at);

#endif
