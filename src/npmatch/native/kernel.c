#include "kernel.h"

#include <string.h>

#if defined(__GNUC__)
#define NPM_APART __attribute__((noinline))
#else
#define NPM_APART
#endif

/* The significant symbols of a text, folded. */
typedef struct {
    unsigned count;
    unsigned seen;                   /* all entries of the text, or-ed: the flags among them */
    uint16_t symbol[NPM_LONGEST + 1];
} npm_folded;

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

enum { CHUNK = 64 };

/* Tell whether the characters that begin in the CHUNK bytes at `p` are of one or two bytes each, and valid.
 * `p` begins a character, and CHUNK + 1 bytes may be read. Without a branch, so that a compiler makes vectors of it. */
static int short_characters(const uint8_t *p) {
    uint8_t wrong = (uint8_t)is_tail(p[0]);
    for (int i = 0; i < CHUNK; i++) {
        uint8_t leads = (uint8_t)((uint8_t)(p[i] - 0xC2) < 0x1E);
        uint8_t follows = (uint8_t)((uint8_t)(p[i + 1] - 0x80) < 0x40);
        uint8_t strange = (uint8_t)(p[i] >= 0xE0) | (uint8_t)((uint8_t)(p[i] - 0xC0) < 2);
        wrong |= (uint8_t)(leads ^ follows) | strange;
    }
    return !wrong;
}

int npm_valid_utf8(const uint8_t *bytes, size_t length) {
    size_t at = 0;
    while (at < length) {
        if (length - at > CHUNK && short_characters(bytes + at)) {
            at += CHUNK + (size_t)is_tail(bytes[at + CHUNK]); /* at + CHUNK < length */
            continue;
        }
        size_t end = length - at > CHUNK ? at + CHUNK : length;
        while (at < end) {
            uint32_t code_point;
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
    for (size_t i = 0; i < text->length; i++) seen |= text->page->entry[bytes[i]];
    return !(seen & NPM_UNDECODABLE);
}

int npm_valid(const npm_text *text) {
    if (text->kind == NPM_UTF8) return npm_valid_utf8(text->data, text->length);
    return text->kind != NPM_PAGE || text->page->whole || valid_in_page(text);
}

static unsigned entry_of(const npm_tables *tables, uint32_t code_point) {
    if (code_point < NPM_CODE_POINTS) return tables->entry[code_point];
    return code_point - tables->sign < tables->signs ? NPM_NOTHING : NPM_UNKNOWN; /* below `sign`: wraps, and is more */
}

enum { NEEDS_A_LOOK = NPM_UNKNOWN | NPM_MARK };

static unsigned twin(const uint8_t *p) {
    uint16_t found;
    memcpy(&found, p, sizeof found); /* in the order of the machine, and wherever it stands */
    return found;
}

void npm_tables_complete(npm_tables *tables) {
    memset(tables->twins, 0, sizeof tables->twins);
    for (unsigned code_point = 0x80; code_point < 0x800; code_point++) {
        uint8_t bytes[2] = {(uint8_t)(0xC0 | code_point >> 6), (uint8_t)(0x80 | (code_point & 0x3F))};
        uint16_t entry = tables->entry[code_point];
        if (entry > NPM_SPACE && !(entry & NEEDS_A_LOOK)) tables->twins[twin(bytes)] = entry;
    }
}

void npm_page_fill(npm_page *page, const npm_tables *tables, const uint32_t code_point[256]) {
    page->whole = 1;
    for (int byte = 0; byte < 256; byte++) {
        uint32_t found = code_point[byte];
        page->code_point[byte] = found;
        page->entry[byte] = (uint16_t)entry_of(tables, found);
        if (found != NPM_NO_CODE_POINT) continue;
        page->entry[byte] = NPM_UNKNOWN | NPM_UNDECODABLE;
        page->whole = 0;
    }
}

static size_t unit(npm_kind kind) { return kind == NPM_UCS4 ? 4 : kind == NPM_UCS2 ? 2 : 1; }

/* Tell whether two texts of different kinds are the same characters. */
static int same_characters(const npm_text *a, const npm_text *b) {
    size_t i = 0, j = 0;
    while (i < a->length && j < b->length) {
        uint32_t x = 0, y = 0;
        if (!next(a, &i, &x) || !next(b, &j, &y) || x != y) return 0;
    }
    return i == a->length && j == b->length;
}

/* Tell whether two texts are the same characters; equal bytes of one encoding are, be they valid or not. */
static int same(const npm_text *a, const npm_text *b) {
    if (a->kind != b->kind || a->page != b->page) return same_characters(a, b);
    return a->length == b->length && (a->length == 0 || memcmp(a->data, b->data, a->length * unit(a->kind)) == 0);
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
        uint8_t lead = p[at];
        if (lead < 0x80) {
            entry = tables->entry[lead];
            at += 1;
        } else if (lead >= 0xC2 && lead < 0xE0 && length - at >= 2 && is_tail(p[at + 1])) {
            entry = tables->entry[(unsigned)(lead & 0x1F) << 6 | (unsigned)(p[at + 1] & 0x3F)];
            at += 2;
        } else {
            uint32_t code_point = 0;
            size_t taken = decode_long(p + at, length - at, &code_point);
            entry = taken ? entry_of(tables, code_point) : NPM_UNKNOWN | NPM_UNDECODABLE;
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
        if (!add(&done, symbol, entry_of(tables, p[i]), least)) break;
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
        unsigned entry = next(text, &at, &code_point) ? entry_of(tables, code_point) : NPM_UNKNOWN;
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

static void fold(const npm_tables *tables, const npm_text *text, int collapsing, npm_folded *out) {
    unsigned least = collapsing ? NPM_NOTHING : NPM_SPACE;
    npm_progress done = fold_units(tables, text, least, out->symbol);
    if ((done.seen & NPM_MARK) && !(done.seen & NPM_UNKNOWN)) done = fold_marks(tables, text, least, out->symbol);
    out->count = done.count;
    out->seen = done.seen;
    if (collapsing) collapse(out);
}

/* ---- T: the tolerance, as npmatch.text.tolerance has it ----------------------------------------------------------- */

/* Tell whether two exchanges of neighbours make one stretch of the other; `places` of it differ, the ends among them. */
static int two_transpositions(const uint16_t *x, const uint16_t *y, unsigned length, unsigned places) {
    if (length == 3)
        return (y[0] == x[1] && y[1] == x[2] && y[2] == x[0]) || (y[0] == x[2] && y[1] == x[0] && y[2] == x[1]);
    return places == 4 && x[0] == y[1] && x[1] == y[0] && x[length - 1] == y[length - 2] &&
           x[length - 2] == y[length - 1];
}

/* Name the outcome of two stretches of one length that differ at both ends. */
static int same_length(const uint16_t *x, const uint16_t *y, unsigned length) {
    unsigned places = 0;
    if (length == 1) return NPM_SUBSTITUTED;
    for (unsigned i = 0; i < length; i++) places += x[i] != y[i];
    if (places == 2 && x[0] == y[length - 1] && x[length - 1] == y[0]) return NPM_SWAPPED;
    return two_transpositions(x, y, length, places) ? NPM_TWO_TRANSPOSITIONS : NPM_DIFFERENT;
}

/* Name the outcome of two texts of one reading each. */
static int difference(const npm_folded *a, const npm_folded *b) {
    const uint16_t *x = a->symbol, *y = b->symbol;
    unsigned shorter = a->count < b->count ? a->count : b->count;
    unsigned longer = a->count < b->count ? b->count : a->count;
    unsigned head = 0, tail = 0;
    if (longer - shorter > 1) return NPM_DIFFERENT;
    while (head < shorter && x[head] == y[head]) head++;
    if (head == longer) return NPM_EQUIVALENT;
    while (tail < shorter - head && x[a->count - 1 - tail] == y[b->count - 1 - tail]) tail++;
    if (shorter == longer) return same_length(x + head, y + head, longer - head - tail);
    if (head + tail < shorter) return NPM_DIFFERENT;
    return a->count < b->count ? NPM_OMITTED : NPM_ADDED;
}

/* ---- E5 and E6: texts that can be read in several ways ------------------------------------------------------------ */

static const npm_choice *choice_of(const npm_tables *tables, uint16_t symbol) {
    for (unsigned i = 0; i < tables->choices; i++)
        if (tables->choice[i].symbol == symbol) return &tables->choice[i];
    return NULL;
}

/* Return the symbol that two may be read as, 0 if they are no pair. */
static uint16_t joined(const npm_tables *tables, uint16_t first, uint16_t second) {
    for (unsigned i = 0; i < tables->pairs; i++)
        if (tables->pair[i].first == first && tables->pair[i].second == second) return tables->pair[i].joined;
    return 0;
}

/* Count the places of a text that have more than one reading. */
static unsigned open_places(const npm_tables *tables, const npm_folded *text) {
    unsigned places = 0;
    if (!(text->seen & NPM_OPEN)) return 0;
    for (unsigned i = 0; i < text->count; i++) {
        if (!(text->symbol[i] & NPM_OPEN)) continue;
        if (choice_of(tables, text->symbol[i])) {
            places++;
        } else if (i + 1 < text->count && joined(tables, text->symbol[i], text->symbol[i + 1])) {
            places++;
            i++;
        }
    }
    return places;
}

typedef struct {
    unsigned count;                  /* more than NPM_MOST_READINGS: there are more than are held */
    npm_folded reading[NPM_MOST_READINGS];
} npm_readings;

/* Where the spelling out of a text stands: `at` of its symbols are read, `way` holds how. */
typedef struct {
    const npm_tables *tables;
    const npm_folded *text;
    npm_readings *out;
    npm_folded way;
} npm_spelling;

static void keep(npm_readings *out, const npm_folded *way) {
    if (out->count < NPM_MOST_READINGS) out->reading[out->count] = *way;
    if (out->count <= NPM_MOST_READINGS) out->count++;
}

static void spell(npm_spelling *spelling, unsigned at);

static void spell_as(npm_spelling *spelling, uint16_t symbol, unsigned next_at) {
    unsigned count = spelling->way.count;
    spelling->way.symbol[count] = symbol; /* a reading is never longer than its text */
    spelling->way.count = count + 1;
    spell(spelling, next_at);
    spelling->way.count = count;
}

/* Spell out every reading from `at` on; it calls itself at open places only, of which there are few. */
static void spell(npm_spelling *spelling, unsigned at) {
    const npm_folded *text = spelling->text;
    unsigned begun = spelling->way.count;
    for (; at < text->count; at++) {
        uint16_t symbol = text->symbol[at];
        uint16_t following = at + 1 < text->count ? text->symbol[at + 1] : 0;
        const npm_choice *choice = symbol & NPM_OPEN ? choice_of(spelling->tables, symbol) : NULL;
        unsigned ways = choice ? choice->ways : 1;
        const uint16_t *way = choice ? choice->way : &symbol;
        int open = choice || ((symbol & NPM_OPEN) && joined(spelling->tables, symbol, following));
        if (!open) {
            spelling->way.symbol[spelling->way.count++] = symbol;
            continue;
        }
        for (unsigned i = 0; i < ways; i++) {
            uint16_t one = joined(spelling->tables, way[i], following);
            spell_as(spelling, way[i], at + 1);
            if (one) spell_as(spelling, one, at + 2);
        }
        spelling->way.count = begun;
        return;
    }
    keep(spelling->out, &spelling->way);
    spelling->way.count = begun;
}

static void spell_out(const npm_tables *tables, const npm_folded *text, npm_readings *out) {
    npm_spelling spelling;
    spelling.tables = tables;
    spelling.text = text;
    spelling.out = out;
    spelling.way.count = spelling.way.seen = 0;
    out->count = 0;
    spell(&spelling, 0);
}

/* Return the earliest outcome over the readings of two texts that have a few of them. Apart, for its frame is large. */
static NPM_APART int among_readings(const npm_tables *tables, const npm_folded *a, const npm_folded *b) {
    npm_readings left, right;
    int found = NPM_DIFFERENT;
    spell_out(tables, a, &left);
    spell_out(tables, b, &right);
    if (left.count > NPM_MOST_READINGS || right.count > NPM_MOST_READINGS) return NPM_ASK;
    for (unsigned i = 0; i < left.count; i++)
        for (unsigned j = 0; j < right.count; j++) {
            int one = difference(&left.reading[i], &right.reading[j]);
            if (one < found) found = one;
        }
    return found;
}

/* Name the outcome of two texts that are not equal as they are folded. */
static int outcome(const npm_tables *tables, const npm_folded *a, const npm_folded *b) {
    unsigned places_a = open_places(tables, a), places_b = open_places(tables, b);
    if (places_a + places_b == 0) return difference(a, b);
    if (places_a > NPM_MOST_PLACES || places_b > NPM_MOST_PLACES) return NPM_ASK;
    return among_readings(tables, a, b);
}

/* ---- fields -------------------------------------------------------------------------------------------------------- */

/* Tell what a mandatory value is that both sides hold: exact, missing, or for the reference to say. */
static int mandatory(const npm_tables *tables, const npm_text *text) {
    size_t at = 0;
    while (at < text->length) {
        uint32_t code_point = 0;
        if (!next(text, &at, &code_point)) return NPM_INVALID;
        unsigned entry = entry_of(tables, code_point);
        if (entry & (NPM_UNKNOWN | NPM_MARK)) return NPM_ASK;
        if (entry > NPM_SPACE) return NPM_EXACT;
    }
    return NPM_MISSING;
}

static int field_of_same(const npm_tables *tables, int field, const npm_text *a, const npm_text *b) {
    if (!a->checked && !b->checked && !npm_valid(a)) return NPM_INVALID;
    return field & NPM_MANDATORY ? mandatory(tables, a) : NPM_EXACT;
}

/* Tell why two texts were not decided. A fault of UTF-8 may stand behind the symbols that were looked at. */
static int undecided(const npm_text *a, const npm_text *b) { return npm_valid(a) && npm_valid(b) ? NPM_ASK : NPM_INVALID; }

static int equal(const npm_folded *a, const npm_folded *b) {
    return a->count == b->count && memcmp(a->symbol, b->symbol, a->count * sizeof a->symbol[0]) == 0;
}

/* ---- texts that are alike at a glance ------------------------------------------------------------------------------ */

/* The entry of the next symbol of valid UTF-8, NPM_NOTHING at its end, NPM_UNKNOWN for whatever needs a closer look. */
static inline unsigned next_utf8(const npm_tables *tables, const uint8_t **at, const uint8_t *end) {
    const uint8_t *p = *at;
    unsigned entry = NPM_NOTHING;
    while (p < end && entry <= NPM_SPACE) {
        if (*p < 0x80) {
            entry = tables->entry[*p++];
        } else if (*p < 0xE0) {
            entry = tables->entry[(unsigned)(p[0] & 0x1F) << 6 | (unsigned)(p[1] & 0x3F)]; /* valid: both are there */
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
    unsigned seen = 0, x = 1;
    while (x != 0 && p_end - p >= 2 && q_end - q >= 2) {
        size_t step = 2;
        x = tables->twins[twin(p)];
        if (x == 0 || x != tables->twins[twin(q)]) {
            x = p[0] == q[0] && p[0] < 0x80 && tables->entry[p[0]] > NPM_SPACE ? tables->entry[p[0]] : 0;
            step = x != 0;
        }
        seen |= x;
        p += step;
        q += step;
    }
    *at = p;
    *other = q;
    return seen;
}

/* Tell whether two texts, of which spaces go, are the same symbols, one at least; 0: nobody knows yet.
 * Both are read side by side and nothing is kept, because this is what most texts are that are not equal. */
static int alike(const npm_tables *tables, const npm_text *a, const npm_text *b) {
    const uint8_t *p = a->data, *q = b->data, *p_end, *q_end;
    unsigned seen = 0, x, y;
    if (a->kind != b->kind || a->page != b->page || !a->checked || !b->checked) return 0;
    if (a->kind != NPM_UTF8 && a->kind != NPM_PAGE) return 0;
    p_end = p + a->length;
    q_end = q + b->length;
    do {
        if (a->page == NULL) seen |= step_over_same(tables, &p, p_end, &q, q_end);
        x = a->page ? next_in_page(a->page->entry, &p, p_end) : next_utf8(tables, &p, p_end);
        y = a->page ? next_in_page(a->page->entry, &q, q_end) : next_utf8(tables, &q, q_end);
        seen |= x;
    } while (x == y && x != NPM_NOTHING);
    /* where both ended at once, and something stood there */
    return x == y && seen != 0 && !(seen & NEEDS_A_LOOK);
}

int npm_field(const npm_tables *tables, const npm_policy *policy, int field, const npm_text *a, const npm_text *b) {
    npm_folded x, y;
    int collapsing = policy->collapse && (field & (NPM_TOLERANT | NPM_TITLE));
    if (same(a, b)) return field_of_same(tables, field, a, b);
    if (!collapsing && !((field & NPM_MARKED) && policy->markers) && alike(tables, a, b)) return NPM_EQUIVALENT;
    fold(tables, a, collapsing, &x);
    fold(tables, b, collapsing, &y);
    if ((x.seen | y.seen) & NPM_UNKNOWN) return undecided(a, b);
    if ((field & NPM_MANDATORY) && (x.count == 0 || y.count == 0)) return NPM_MISSING;
    if ((field & NPM_MARKED) && policy->markers) return NPM_ASK;
    if (equal(&x, &y)) return NPM_EQUIVALENT;
    if (field & NPM_TITLE) return NPM_ASK;
    int found = outcome(tables, &x, &y);
    return field & NPM_TOLERANT || found == NPM_EQUIVALENT || found == NPM_ASK ? found : NPM_DIFFERENT;
}

int npm_inn(const npm_tables *tables, const npm_policy *policy, const npm_text *a, int a_nonresident,
            const npm_text *b, int b_nonresident) {
    int found = npm_field(tables, policy, NPM_MANDATORY, a, b);
    if (found != NPM_MISSING || !a_nonresident || !b_nonresident) return found;
    /* one of them is empty and both are known, or they are the same: both are empty if each is */
    return mandatory(tables, a) == NPM_MISSING && mandatory(tables, b) == NPM_MISSING ? NPM_BOTH_EMPTY : NPM_MISSING;
}

uint32_t npm_person(const npm_tables *tables, const npm_policy *policy, const npm_text left[NPM_PERSON_FIELDS],
                    const npm_text right[NPM_PERSON_FIELDS]) {
    static const int fields[NPM_PERSON_FIELDS] = {NPM_TOLERANT | NPM_MANDATORY, NPM_TOLERANT,
                                                  NPM_TOLERANT | NPM_MARKED, NPM_MANDATORY};
    uint32_t packed = 0;
    for (unsigned i = 0; i < NPM_PERSON_FIELDS; i++)
        packed |= (uint32_t)npm_field(tables, policy, fields[i], &left[i], &right[i]) << NPM_BITS * i;
    return packed;
}

uint32_t npm_organization(const npm_tables *tables, const npm_policy *policy, unsigned fields, const npm_text *left,
                          int left_nonresident, const npm_text *right, int right_nonresident) {
    uint32_t packed = (uint32_t)npm_field(tables, policy, NPM_TITLE | NPM_MANDATORY, &left[0], &right[0]);
    packed |= (uint32_t)npm_inn(tables, policy, &left[1], left_nonresident, &right[1], right_nonresident) << NPM_BITS;
    if (fields == NPM_CUSTOMER_FIELDS)
        packed |= (uint32_t)npm_field(tables, policy, 0, &left[2], &right[2]) << 2 * NPM_BITS;
    return packed;
}

int npm_holds(uint32_t packed, unsigned fields, unsigned finding) {
    for (unsigned i = 0; i < fields; i++, packed >>= NPM_BITS)
        if ((packed & 15) == finding) return 1;
    return 0;
}
