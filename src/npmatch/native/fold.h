/* Between the halves of the kernel: texts as they are read, and the symbols that they fold to. */
#ifndef NPMATCH_FOLD_H
#define NPMATCH_FOLD_H

#include "kernel.h"

#include <string.h>

/* The significant symbols of a text, folded. */
typedef struct {
    unsigned count;
    unsigned seen;                   /* all entries of the text, or-ed: the flags among them */
    uint16_t symbol[NPM_LONGEST + 1];
} npm_folded;

/* The two bytes at `p` as a number; letters that stand together in UTF-8 then stand together in the table. */
static inline unsigned npm_twin(const uint8_t *p) { return (unsigned)p[0] << 8 | p[1]; }

/* Return what a code point folds to. */
static inline unsigned npm_entry_of(const npm_tables *tables, uint32_t code_point) {
    if (code_point < NPM_CODE_POINTS) return tables->entry[code_point];
    return code_point - tables->sign < tables->signs ? NPM_NOTHING : NPM_UNKNOWN; /* below `sign`: wraps, and is more */
}

/* Tell whether two texts of different kinds are the same characters. */
int npm_same_characters(const npm_text *a, const npm_text *b);

/* Tell whether two texts are the same characters; equal bytes of one encoding are, be they valid or not. */
static inline int npm_same(const npm_text *a, const npm_text *b) {
    size_t unit = a->kind == NPM_UCS4 ? 4 : a->kind == NPM_UCS2 ? 2 : 1, size = a->length * unit;
    const uint8_t *x = a->data, *y = b->data;
    if (a->kind != b->kind || a->page != b->page) return npm_same_characters(a, b);
    if (a->length != b->length) return 0;
    /* names in another case mostly begin with the same letter, and end with another */
    return size == 0 || (x[size - 1] == y[size - 1] && memcmp(x, y, size) == 0);
}

/* Fold a text: N and E of the rule. What cannot be said is among the flags of `seen`. */
void npm_fold(const npm_tables *tables, const npm_text *text, int collapsing, npm_folded *out);

/* Tell whether two texts, of which spaces go, are the same symbols, one at least; 0: nobody knows yet. */
int npm_alike(const npm_tables *tables, const npm_text *a, const npm_text *b);

/* Tell what a mandatory value is that both sides hold: exact, missing, or for the reference to say. */
int npm_mandatory(const npm_tables *tables, const npm_text *text);

#endif
