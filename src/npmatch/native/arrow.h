/* Columns of text as the Arrow C data interface hands them over: https://arrow.apache.org/docs/format/CDataInterface.html
 *
 * Pointers and counts are the producer's and have to be trusted, as the interface gives no sizes of buffers; offsets
 * within them are checked as far as they can be.
 */
#ifndef NPMATCH_ARROW_H
#define NPMATCH_ARROW_H

#include "kernel.h"

/* The structs of the specification, which asks to guard them so. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};

#endif

/* What the cells of a column are. */
typedef struct {
    char text;   /* 'u' utf8, 'U' large_utf8, 'v' string_view, 'n' nothing but nulls; of the dictionary if there is one */
    char index;  /* the indices of a dictionary: one of cCsSiIlL, 0 if there is none */
} npm_format;

/* Read a format; return 0 for a column that holds no text. */
int npm_format_of(const struct ArrowSchema *schema, npm_format *format);

/* Set `text` to the cell in a row of an array, a null to the empty text; return 0 for an array that makes no sense. */
int npm_text_at(npm_format format, const struct ArrowArray *array, int64_t row, npm_text *text);

/* A column, and where its reader stands. Without chunks it is not there, and every cell is empty. */
typedef struct {
    npm_format format;
    const struct ArrowArray *array; /* the chunks */
    int64_t chunks, chunk, row;
} npm_column;

/* Compare so many rows of eight columns, four of the application, then four of the contract, as npm_person does; return
 * how many: fewer if a column ends or makes no sense there. */
int64_t npm_persons(const npm_tables *tables, const npm_policy *policy, npm_column *columns, int64_t rows,
                    uint32_t *codes);

#endif
