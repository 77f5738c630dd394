#include "fold.h"

/* ---- UTF-8 and other units ------------------------------------------------------------------------------------- */

static int is_tail(uint8_t byte) { return (byte & 0xC0) == 0x80; }

/* Decode the three or four bytes at `p`, of which `left` may be read; return how many, 0 if they are not UTF-8. */
static size_t decode_long(const uint8_t *p, size_t left, uint32_t *code_point) {
    uint8_t lead = p[0];
    if (lead >= 0xE0 && lead < 0xF0 && left >= 3 && is_tail(p[1]) && is_tail(p[2])) {
        uint32_t found = (uint32_t)(lead & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (uint32_t)(p[2] & 0x3F);
        *code_point = found;
        return found < 0x800 || (found >= 0xD800 && found < 0xE000) ? 0 : 3; /* overlong; a surrogate */
    }
    if (lead >= 0xF0 && lead < 0xF5 && left >= 4 && is_tail(p[1]) && is_tail(p[2]) && is_tail(p[3])) {
        uint32_t found = (uint32_t)(lead & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
                         (uint32_t)(p[2] & 0x3F) << 6 | (uint32_t)(p[3] & 0x3F);
        *code_point = found;
        return found < 0x10000 || found > 0x10FFFF ? 0 : 4;
    }
    return 0;
}

/* Decode the bytes at `p`, of which `left` (one at least) may be read; return how many, 0 if they are not UTF-8. */
static size_t decode(const uint8_t *p, size_t left, uint32_t *code_point) {
    if (p[0] < 0x80) {
        *code_point = p[0];
        return 1;
    }
    if (p[0] >= 0xC2 && p[0] < 0xE0 && left >= 2 && is_tail(p[1])) {
        *code_point = (uint32_t)(p[0] & 0x1F) << 6 | (uint32_t)(p[1] & 0x3F);
        return 2;
    }
    return decode_long(p, left, code_point);
}

/* Compiled twice where the program can choose when it starts: vectors of 32 bytes take half of the time of those of 16,
 * which every x86-64 has. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__)
#define NPM_WIDER __attribute__((target_clones("avx2", "default")))
#define NPM_WITHIN __attribute__((always_inline)) /* so that it is compiled as its caller is */
#else
#define NPM_WIDER
#define NPM_WITHIN
#endif

enum { STRIDE = 256, STEP = 64 };

/* Tell whether no character that ends in the `count` bytes behind `p` has more than two bytes, or is wrong, but for a first
 * byte that belongs to what stands before. count + 1 bytes may be read. Without a branch, so that a compiler makes vectors
 * of it. */
static inline NPM_WITHIN int short_characters(const uint8_t *p, int count) {
    int8_t wrong = 0;
    uint8_t highest = 0;
    for (int i = 0; i < count; i++) {
        int8_t leads = (int8_t)-((p[i] & 0xE0) == 0xC0), overlong = (int8_t)-((p[i] & 0xFE) == 0xC0);
        int8_t follows = (int8_t)-((int8_t)p[i + 1] < -0x40); /* below 0xC0 as bytes: a tail */
        wrong |= (int8_t)((leads ^ follows) | overlong);
        highest = p[i] > highest ? p[i] : highest;
    }
    return !wrong && highest < 0xE0;
}

NPM_WIDER int npm_valid_utf8(const uint8_t *bytes, size_t length) {
    size_t at = 0;
    while (at < length) {
        uint32_t code_point;
        if (is_tail(bytes[at])) return 0;
        /* In steps that do not hang on what was found, so that a processor looks at the next meanwhile. */
        while (length - at > STRIDE && short_characters(bytes + at, STRIDE)) at += STRIDE;
        while (length - at > STEP && short_characters(bytes + at, STEP)) at += STEP;
        at += (size_t)is_tail(bytes[at]); /* of the last character that was looked at; at < length */
        size_t end = length - at > STEP ? at + STEP : length;
        while (at < end) {
            size_t taken = decode(bytes + at, length - at, &code_point);
            if (taken == 0) return 0;
            at += taken; /* <= length, for decode takes no more than it may read */
        }
    }
    return 1;
}

/* Read the character at unit `*at`, which is below the length, and step over it; return 0 if it cannot be decoded. */
static int next(const npm_text *text, size_t *at, uint32_t *code_point) {
    size_t taken = 1;
    switch (text->kind) {
    case NPM_UTF8:
        taken = decode((const uint8_t *)text->data + *at, text->length - *at, code_point);
        break;
    case NPM_PAGE:
        *code_point = text->page->code_point[((const uint8_t *)text->data)[*at]];
        taken = *code_point != NPM_NO_CODE_POINT;
        break;
    case NPM_UCS2:
        *code_point = ((const uint16_t *)text->data)[*at];
        break;
    case NPM_UCS4:
        *code_point = ((const uint32_t *)text->data)[*at];
        break;
    }
    *at += taken;
    return taken != 0;
}

static int valid_in_page(const npm_text *text) {
    const uint8_t *bytes = text->data;
    unsigned seen = 0;
    if (text->page->strangers == 1) return text->length == 0 || !memchr(bytes, text->page->stranger, text->length);
    for (size_t i = 0; i < text->length; i++) seen |= text->page->entry[bytes[i]];
    return !(seen & NPM_UNDECODABLE);
}

int npm_valid(const npm_text *text) {
    if (text->kind == NPM_UTF8) return npm_valid_utf8(text->data, text->length);
    return text->kind != NPM_PAGE || text->page->strangers == 0 || valid_in_page(text);
}

void npm_page_fill(npm_page *page, const npm_tables *tables, const uint32_t code_point[256]) {
    page->strangers = 0;
    for (int byte = 0; byte < 256; byte++) {
        uint32_t found = code_point[byte];
        page->code_point[byte] = found;
        page->entry[byte] = (uint16_t)npm_entry_of(tables, found);
        if (found != NPM_NO_CODE_POINT) continue;
        page->entry[byte] = NPM_UNKNOWN | NPM_UNDECODABLE;
        page->stranger = (uint8_t)byte;
        page->strangers++;
    }
}

int npm_same_characters(const npm_text *a, const npm_text *b) {
    size_t i = 0, j = 0;
    while (i < a->length && j < b->length) {
        uint32_t x = 0, y = 0;
        if (!next(a, &i, &x) || !next(b, &j, &y) || x != y) return 0;
    }
    return i == a->length && j == b->length;
}

/* ---- N and E: significant symbols, folded ----------------------------------------------------------------------- */

/* How far the folding of a text has come; a copy on the stack, which a compiler keeps in registers. */
typedef struct {
    unsigned count, seen;
} npm_progress;

/* Append an entry, unless it is `least` or less: what counts for nothing. A text that is too long is unknown. */
static inline int add(npm_progress *done, uint16_t *symbol, unsigned entry, unsigned least) {
    if (done->count == NPM_LONGEST) {
        done->seen |= NPM_UNKNOWN;
        return 0;
    }
    symbol[done->count] = (uint16_t)entry; /* count < NPM_LONGEST */
    done->seen |= entry;
    done->count += entry > least;
    return 1;
}

static npm_progress fold_utf8(const npm_tables *tables, const npm_text *text, unsigned least, uint16_t *symbol) {
    const uint8_t *p = text->data;
    size_t at = 0, length = text->length;
    npm_progress done = {0, 0};
    while (at < length) {
        unsigned entry;
        uint8_t lead;
        /* The letters of two bytes, one of which follows another mostly. */
        while (length - at >= 2 && done.count < NPM_LONGEST && (entry = tables->twins[npm_twin(p + at)]) != 0) {
            symbol[done.count++] = (uint16_t)entry;
            done.seen |= entry;
            at += 2;
        }
        if (at == length) break;
        lead = p[at];
        if (lead < 0x80) {
            entry = tables->entry[lead];
            at += 1;
        } else if (lead >= 0xC2 && lead < 0xE0 && length - at >= 2 && is_tail(p[at + 1])) {
            entry = tables->entry[(unsigned)(lead & 0x1F) << 6 | (unsigned)(p[at + 1] & 0x3F)];
            at += 2;
        } else {
            uint32_t code_point = 0;
            size_t taken = decode_long(p + at, length - at, &code_point);
            entry = taken ? npm_entry_of(tables, code_point) : NPM_UNKNOWN | NPM_UNDECODABLE;
            at += taken ? taken : length - at; /* nothing behind a fault counts */
        }
        if (!add(&done, symbol, entry, least)) break;
    }
    return done;
}

static npm_progress fold_page(const npm_text *text, unsigned least, uint16_t *symbol) {
    const uint8_t *p = text->data;
    const uint16_t *entry = text->page->entry;
    npm_progress done = {0, 0};
    for (size_t i = 0; i < text->length; i++)
        if (!add(&done, symbol, entry[p[i]], least)) break;
    return done;
}

static npm_progress fold_ucs2(const npm_tables *tables, const npm_text *text, unsigned least, uint16_t *symbol) {
    const uint16_t *p = text->data;
    npm_progress done = {0, 0};
    for (size_t i = 0; i < text->length; i++)
        if (!add(&done, symbol, tables->entry[p[i]], least)) break;
    return done;
}

static npm_progress fold_ucs4(const npm_tables *tables, const npm_text *text, unsigned least, uint16_t *symbol) {
    const uint32_t *p = text->data;
    npm_progress done = {0, 0};
    for (size_t i = 0; i < text->length; i++)
        if (!add(&done, symbol, npm_entry_of(tables, p[i]), least)) break;
    return done;
}

/* Make one space of every run, and none at the ends. */
static void collapse(npm_folded *text) {
    unsigned kept = 0;
    for (unsigned i = 0; i < text->count; i++) {
        uint16_t symbol = text->symbol[i];
        if (symbol == NPM_SPACE && (kept == 0 || text->symbol[kept - 1] == NPM_SPACE)) continue;
        text->symbol[kept++] = symbol; /* kept <= i */
    }
    text->count = kept - (kept > 0 && text->symbol[kept - 1] == NPM_SPACE);
}

static npm_progress fold_units(const npm_tables *tables, const npm_text *text, unsigned least, uint16_t *symbol) {
    switch (text->kind) {
    case NPM_UTF8:
        return fold_utf8(tables, text, least, symbol);
    case NPM_PAGE:
        return fold_page(text, least, symbol);
    case NPM_UCS2:
        return fold_ucs2(tables, text, least, symbol);
    default:
        return fold_ucs4(tables, text, least, symbol);
    }
}

/* Return what a character and a mark behind it make; NPM_MARK if they stay two, NPM_UNKNOWN if the reference knows. */
static unsigned composed(const npm_tables *tables, uint32_t first, uint32_t second) {
    unsigned low = 0, high = tables->compositions;
    while (low < high) { /* the first composition that is not before (first, 0) */
        unsigned middle = low + (high - low) / 2;
        if (tables->composition[middle].first < first) low = middle + 1;
        else high = middle;
    }
    for (; low < tables->compositions && tables->composition[low].first == first; low++) {
        if (tables->composition[low].second == 0) return NPM_UNKNOWN;
        if (tables->composition[low].second == second) return tables->composition[low].entry;
    }
    return NPM_MARK;
}

/* Fold a text with combining marks, of which no two stand together: slower, for it looks back at every mark. */
static npm_progress fold_marks(const npm_tables *tables, const npm_text *text, unsigned least, uint16_t *symbol) {
    npm_progress done = {0, 0}, before = {0, 0}; /* `before` the character that a mark would change */
    uint32_t last = 0;                           /* that character; U+0000, with which nothing composes, for none */
    int marked = 0;
    for (size_t at = 0; at < text->length;) {
        uint32_t code_point = 0;
        unsigned entry = next(text, &at, &code_point) ? npm_entry_of(tables, code_point) : NPM_UNKNOWN;
        if (entry & NPM_MARK) {
            entry = marked ? NPM_UNKNOWN : composed(tables, last, code_point);
            marked = 1;
            if (entry & NPM_MARK) continue; /* a mark that stays a mark is no symbol */
            done = before;
        } else {
            before = done;
            last = code_point;
            marked = 0;
        }
        if ((entry & NPM_UNKNOWN) || !add(&done, symbol, entry, least)) {
            done.seen |= NPM_UNKNOWN;
            break;
        }
    }
    return done;
}

void npm_fold(const npm_tables *tables, const npm_text *text, int collapsing, npm_folded *out) {
    unsigned least = collapsing ? NPM_NOTHING : NPM_SPACE;
    npm_progress done = fold_units(tables, text, least, out->symbol);
    if ((done.seen & NPM_MARK) && !(done.seen & NPM_UNKNOWN)) done = fold_marks(tables, text, least, out->symbol);
    out->count = done.count;
    out->seen = done.seen;
    if (collapsing) collapse(out);
}

int npm_mandatory(const npm_tables *tables, const npm_text *text) {
    size_t at = 0;
    while (at < text->length) {
        uint32_t code_point = 0;
        if (!next(text, &at, &code_point)) return NPM_INVALID;
        unsigned entry = npm_entry_of(tables, code_point);
        if (entry & (NPM_UNKNOWN | NPM_MARK)) return NPM_ASK;
        if (entry > NPM_SPACE) return NPM_EXACT;
    }
    return NPM_MISSING;
}
