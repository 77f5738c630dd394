/* Texts that are the same symbols, found by reading both side by side: nothing is folded into memory. */
#include "fold.h"

enum { NEEDS_A_LOOK = NPM_UNKNOWN | NPM_MARK };

/* The entry of the next symbol of valid UTF-8, NPM_NOTHING at its end, NPM_UNKNOWN for whatever needs a closer look. */
static inline unsigned next_utf8(const npm_tables *tables, const uint8_t **at, const uint8_t *end) {
    const uint8_t *p = *at;
    unsigned entry = NPM_NOTHING;
    while (p < end && entry <= NPM_SPACE) {
        if (*p < 0x80) {
            entry = tables->entry[*p++];
        } else if (*p < 0xE0 && end - p >= 2) { /* so it is in valid UTF-8, which an Arrow column only promises */
            entry = tables->entry[(unsigned)(p[0] & 0x1F) << 6 | (unsigned)(p[1] & 0x3F)];
            p += 2;
        } else {
            entry = NPM_UNKNOWN;
            p = end;
        }
    }
    *at = p;
    return entry <= NPM_SPACE ? NPM_NOTHING : entry;
}

static inline unsigned next_in_page(const uint16_t *entries, const uint8_t **at, const uint8_t *end) {
    const uint8_t *p = *at;
    unsigned entry = NPM_NOTHING;
    while (p < end && entry <= NPM_SPACE) entry = entries[*p++];
    *at = p;
    return entry <= NPM_SPACE ? NPM_NOTHING : entry;
}

/* Step over symbols that are the same on both sides: of two bytes each, or the same byte; return what was seen. */
static inline unsigned step_over_same(const npm_tables *tables, const uint8_t **at, const uint8_t *p_end,
                                      const uint8_t **other, const uint8_t *q_end) {
    const uint8_t *p = *at, *q = *other;
    unsigned seen = 0;
    while (p_end - p >= 2 && q_end - q >= 2) {
        unsigned x = tables->twins[npm_twin(p)];
        /* Steps that do not hang on what was looked up, so that a processor looks up the next meanwhile. */
        if (x != 0 && x == tables->twins[npm_twin(q)]) {
            p += 2;
            q += 2;
        } else if (p[0] == q[0] && p[0] < 0x80 && tables->entry[p[0]] > NPM_SPACE) {
            x = tables->entry[p[0]];
            p++;
            q++;
        } else {
            break;
        }
        seen |= x;
    }
    *at = p;
    *other = q;
    return seen;
}

/* Do the same with bytes of a page. */
static inline unsigned step_over_same_in_page(const uint16_t *entries, const uint8_t **at, const uint8_t *p_end,
                                              const uint8_t **other, const uint8_t *q_end) {
    const uint8_t *p = *at, *q = *other;
    unsigned seen = 0;
    for (; p < p_end && q < q_end; p++, q++) {
        unsigned x = entries[*p];
        if (x <= NPM_SPACE || x != entries[*q]) break;
        seen |= x;
    }
    *at = p;
    *other = q;
    return seen;
}

/* Tell whether two texts, of which spaces go, are the same symbols, one at least; 0: nobody knows yet.
 * Both are read side by side and nothing is kept, because this is what most texts are that are not equal. */
int npm_alike(const npm_tables *tables, const npm_text *a, const npm_text *b) {
    const uint8_t *p = a->data, *q = b->data, *p_end, *q_end;
    unsigned seen = 0, x, y;
    if (a->kind != b->kind || a->page != b->page || !a->checked || !b->checked) return 0;
    if (a->kind != NPM_UTF8 && a->kind != NPM_PAGE) return 0;
    p_end = p + a->length;
    q_end = q + b->length;
    do {
        seen |= a->page ? step_over_same_in_page(a->page->entry, &p, p_end, &q, q_end)
                        : step_over_same(tables, &p, p_end, &q, q_end);
        x = a->page ? next_in_page(a->page->entry, &p, p_end) : next_utf8(tables, &p, p_end);
        y = a->page ? next_in_page(a->page->entry, &q, q_end) : next_utf8(tables, &q, q_end);
        seen |= x;
    } while (x == y && x != NPM_NOTHING);
    /* where both ended at once, and something stood there */
    return x == y && seen != 0 && !(seen & NEEDS_A_LOOK);
}
