#include "fold.h"

#if defined(__GNUC__)
#define NPM_APART __attribute__((noinline))
#else
#define NPM_APART
#endif

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

static int field_of_same(const npm_tables *tables, int field, const npm_text *a, const npm_text *b) {
    if (!a->checked && !b->checked && !npm_valid(a)) return NPM_INVALID;
    return field & NPM_MANDATORY ? npm_mandatory(tables, a) : NPM_EXACT;
}

/* Tell why two texts were not decided. A fault of UTF-8 may stand behind the symbols that were looked at. */
static int undecided(const npm_text *a, const npm_text *b) { return npm_valid(a) && npm_valid(b) ? NPM_ASK : NPM_INVALID; }

static int equal(const npm_folded *a, const npm_folded *b) {
    return a->count == b->count && memcmp(a->symbol, b->symbol, a->count * sizeof a->symbol[0]) == 0;
}

int npm_field(const npm_tables *tables, const npm_policy *policy, int field, const npm_text *a, const npm_text *b) {
    npm_folded x, y;
    int collapsing = policy->collapse && (field & (NPM_TOLERANT | NPM_TITLE));
    if (npm_same(a, b)) return field_of_same(tables, field, a, b);
    if (!collapsing && !((field & NPM_MARKED) && policy->markers) && npm_alike(tables, a, b)) return NPM_EQUIVALENT;
    npm_fold(tables, a, collapsing, &x);
    npm_fold(tables, b, collapsing, &y);
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
    return npm_mandatory(tables, a) == NPM_MISSING && npm_mandatory(tables, b) == NPM_MISSING ? NPM_BOTH_EMPTY : NPM_MISSING;
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
