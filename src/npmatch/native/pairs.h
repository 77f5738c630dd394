/* One pass over blocks of a file of pairs: whole lines of bytes in, lines of verdicts out, without Python.
 *
 * A line of which the pass is not sure is never guessed at: it asks (NPM_ASKED) what the verdict on its row is, or
 * stops before it (NPM_ODD) where the line may be no row at all, or not alone.
 */
#ifndef NPMATCH_PAIRS_H
#define NPMATCH_PAIRS_H

#include "kernel.h"

/* What a glance at a code point tells: bits. */
enum {
    NPM_PLAIN = 1,         /* a significant symbol */
    NPM_OPENING = 2,       /* opens a row that is plainly one: no line of totals */
    NPM_PREFIX_FIRST = 4,  /* the first letter of a word that stands before the name of a sole proprietor */
    NPM_PREFIX_SECOND = 8, /* its second letter */
    NPM_PREFIX_THIRD = 16  /* its third, if it is longer than two */
};

enum {
    NPM_GLANCES = 0x500,   /* code points that are glanced at; whatever is above is not plain */
    NPM_MOST_COLUMNS = 256,
    NPM_USUAL_TAIL = 64,   /* bytes that most tails have at most */
    NPM_USUAL_KEY = 16,
    NPM_DIGITS = 20,       /* of a number of 64 bits */
    NPM_CODES = 1 << 16    /* packed findings of a person */
};

/* Columns of a side, -1 for one that it does not have. */
enum { NPM_SURNAME, NPM_GIVEN_NAME, NPM_PATRONYMIC, NPM_DOCUMENT, NPM_ROLES };

/* The same of an organisation. */
enum { NPM_NAME, NPM_INN, NPM_TITLES };

/* Whose the rows of a file plainly are; of sole proprietors, the INN stands in the place of the document. */
enum { NPM_PERSONS, NPM_PROPRIETORS, NPM_ORGANISATIONS };

typedef struct {
    const npm_tables *tables;
    const npm_page *page;            /* NULL: UTF-8 */
    npm_policy policy;
    uint8_t glance[NPM_GLANCES];
    uint8_t sign, out_sign;          /* what parts cells, in the input and in the output */
    int excel;                       /* keys are protected from what a spreadsheet makes of them */
    int ascii;                       /* the output has another encoding: keys of ASCII only */
    unsigned width;                  /* columns of the file, at most NPM_MOST_COLUMNS */
    int key;                         /* the column of the key, -1 for none */
    int column[2][NPM_ROLES];        /* of the application, of the contract */
    int kind;                        /* whose rows they are */
    unsigned half;                   /* columns of a side, if a line is the first column and two equal sides; else 0 */
    const uint8_t *title;            /* the first cell of the header: a row that begins with it may be the header */
    size_t title_length;
} npm_layout;

/* The ends of lines, by packed finding. */
typedef struct {
    uint16_t length[NPM_CODES];      /* 0: not known yet */
    uint32_t start[NPM_CODES];       /* in `text` */
    uint64_t times[NPM_CODES];       /* how often each was written */
    const uint8_t *text;             /* NPM_USUAL_TAIL bytes more than these can be read */
} npm_tails;

/* Where a pass over a block stands. Its caller sets the block, the number and the room, the pass moves `at`, `lines`,
 * `number` and `written`. */
typedef struct {
    const uint8_t *block;            /* whole lines, the last one possibly without its end */
    size_t length, at;
    uint64_t lines;                  /* that it stepped over */
    uint64_t number;                 /* of rows so far, from the beginning of the file */
    uint8_t digits[NPM_DIGITS + NPM_USUAL_KEY]; /* that number in digits, which end at NPM_DIGITS; */
    size_t digit_count;              /* how many there are, 0 when the number was set anew */
    uint8_t *out;
    size_t room, written;
    int looked_at;                   /* what the block holds is known: */
    int valid, tidy;                 /* all of it is text; none of it is a quote, a return or a NUL */
    int exponents;                   /* a number with an exponent may stand in it */
    uint64_t unlike;                 /* lines since the sides of one were the same */
    size_t line_end;                 /* of the line that is asked about, before its line end */
    uint32_t code;                   /* the finding whose tail is wanted */
} npm_pass;

enum {
    NPM_END,     /* the block is done */
    NPM_ODD,     /* the line at `at` has to be read in another way */
    NPM_ASKED,   /* the line at `at`, up to `line_end`, is a row: what is the verdict? npm_answer() goes on */
    NPM_WANTED,  /* the tail of `code` is not known yet */
    NPM_FULL     /* there is no room for one more line */
};

int npm_pairs(const npm_layout *layout, npm_tails *tails, npm_pass *pass);

/* Write the row that was asked about with this end, and step over it; return NPM_END, or NPM_FULL if there is no room,
 * or NPM_ODD if its key cannot be written here. */
int npm_answer(const npm_layout *layout, npm_pass *pass, const uint8_t *tail, size_t length);

#endif
