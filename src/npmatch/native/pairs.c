#include "lines.h"

enum {
    FEW_UNLIKE = 4,   /* lines one after another of which the sides are not the same: */
    MANY_UNLIKE = 16  /* after so few, only one in so many is looked at as if they were */
};

/* Compare the persons of a row; return the packed finding, or NPM_CODES if somebody has to be asked: who has no INN is no
 * sole proprietor. */
static uint32_t compare_persons(const npm_layout *layout, const npm_cell *cells) {
    npm_text texts[2][NPM_ROLES], *inn = &texts[0][NPM_DOCUMENT];
    for (int side = 0; side < 2; side++)
        if (!texts_of(layout, layout->column[side], cells, texts[side])) return NPM_CODES;
    if (layout->kind == NPM_PROPRIETORS && !opens_with(layout, inn->data, inn->length, NPM_PLAIN)) return NPM_CODES;
    return npm_person(layout->tables, &layout->policy, texts[0], texts[1]);
}

/* The same of organisations; that it is one, the application tells. */
static uint32_t compare_organisations(const npm_layout *layout, const npm_cell *cells) {
    npm_text texts[2][NPM_TITLES];
    for (int side = 0; side < 2; side++) organisation_of(layout, layout->column[side], cells, texts[side]);
    if (!is_organisation(layout, texts[0])) return NPM_CODES;
    return npm_organization(layout->tables, &layout->policy, NPM_TITLES, texts[0], 0, texts[1], 0);
}

/* Compare the two sides of a row in the same way. */
static uint32_t compare(const npm_layout *layout, const npm_cell *cells) {
    uint32_t found = layout->kind == NPM_ORGANISATIONS ? compare_organisations(layout, cells)
                                                       : compare_persons(layout, cells);
    if (found == NPM_CODES || is_open(found)) return NPM_CODES;
    for (int role = 0; role < NPM_ROLES; role++)
        if (unlike_quotes(cells, layout->column[0][role], layout->column[1][role])) return NPM_CODES;
    return found;
}

/* ---- lines of twice the same ------------------------------------------------------------------------------------ */

/* Where a line of a key and two sides ends, and the first of these begins, its last cell, and the other side. */
typedef struct {
    const uint8_t *line, *half, *last, *other, *end;
} npm_halves;

/* Find the places of a line that ends at `line_end`. Within quotes a sign parts nothing, so that only a half without them
 * has as many cells as it has signs, and one. */
static int halves_of(const npm_layout *layout, const npm_pass *pass, npm_halves *found) {
    const uint8_t *first = memchr(found->line, layout->sign, pass->line_end - pass->at);
    size_t rest;
    found->end = pass->block + pass->line_end;
    if (first == NULL) return 0;
    found->half = first + 1;
    rest = (size_t)(found->end - found->half);
    found->other = found->half + rest / 2 + 1;
    if (rest % 2 == 0 || found->other[-1] != layout->sign) return 0;
    if (!pass->tidy && memchr(found->half, '"', rest / 2)) return 0;
    found->last = last_cell(found->half, found->other - 1, pass->block + pass->length, layout->sign, layout->half);
    return found->last != NULL;
}

/* Find them where nobody has looked for the line end, and quotes are none: if the sides are the same, it stands where the
 * first one tells, which is half of the way. */
static int halves_ahead(const npm_layout *layout, const npm_pass *pass, npm_halves *found) {
    const uint8_t *limit = pass->block + pass->length;
    unsigned signs = 0;
    for (const uint8_t *p = found->line; limit - p >= NPM_STRETCH; p += NPM_STRETCH) {
        uint64_t feeds = npm_places(p, '\n'), places = npm_places(p, layout->sign);
        if (feeds) places &= (feeds & (0 - feeds)) - 1; /* those before the first */
        for (; places; places &= places - 1) {
            const uint8_t *behind = p + npm_lowest(places) + 1;
            signs++;
            if (signs == 1) found->half = behind;
            if (signs == layout->half) found->last = behind;
            if (signs > layout->half) {
                found->other = behind;
                found->end = behind + (behind - 1 - found->half);
                return found->end < limit && *found->end == '\n';
            }
        }
        if (feeds) return 0;
    }
    return 0;
}

/* Tell whether both sides are the same, with a plain surname first and a plain document last. */
static int are_equal(const npm_layout *layout, const npm_halves *found) {
    size_t length = (size_t)(found->end - found->other);
    return memcmp(found->half, found->other, length) == 0 && is_surname(layout, found->half, length) &&
           opens_with(layout, found->last, (size_t)(found->half + length - found->last), NPM_PLAIN);
}

/* Tell whether the line at `at` is twice the same; then its end and its key are known. */
static int is_twice(const npm_layout *layout, npm_pass *pass, int ahead, npm_cell *key) {
    npm_halves found = {pass->block + pass->at, NULL, NULL, NULL, NULL};
    if (!opens_with(layout, found.line, pass->length - pass->at, NPM_OPENING)) return 0;
    if (!(ahead ? halves_ahead(layout, pass, &found) : halves_of(layout, pass, &found))) return 0;
    *key = (npm_cell){found.line, (size_t)(found.half - 1 - found.line), NPM_NO_QUOTES};
    if (!are_equal(layout, &found) || is_title(layout, key)) return 0;
    pass->line_end = (size_t)(found.end - pass->block);
    pass->unlike = 0;
    return 1;
}

/* Tell whether to look for that before the end of the line is known: where nothing else would be looked for there, and
 * sides are the same often enough. */
static int worth_a_try(const npm_layout *layout, const npm_pass *pass) {
    return layout->half && pass->tidy && pass->valid && !pass->exponents &&
           (pass->unlike < FEW_UNLIKE || pass->unlike % MANY_UNLIKE == 0);
}

/* ---- the pass ----------------------------------------------------------------------------------------------------- */

/* Compare the cells of the line at `at`; return NPM_END or NPM_ODD. */
static int read_cells(const npm_layout *layout, const npm_pass *pass, npm_cell *key, uint32_t *found) {
    const uint8_t *line = pass->block + pass->at, *end = pass->block + pass->line_end;
    npm_cell cells[NPM_MOST_COLUMNS];
    int parted = pass->tidy ? cut(layout, line, end, pass->block + pass->length, cells)
                            : part(layout, line, end, 0, cells);
    if (!parted || cells[0].quotes || is_title(layout, &cells[0])) return NPM_ODD;
    *key = layout->key >= 0 ? cells[layout->key] : (npm_cell){line, 0, NPM_NO_QUOTES};
    *found = NPM_CODES;
    if (opens_with(layout, cells[0].start, cells[0].length, NPM_OPENING)) *found = compare(layout, cells);
    return NPM_END;
}

/* Find the key and the finding of the line at `at`; return NPM_END, NPM_ODD or NPM_ASKED. */
static int read_row(const npm_layout *layout, npm_pass *pass, npm_cell *key, uint32_t *found) {
    *found = 0;
    if (!worth_a_try(layout, pass) || !is_twice(layout, pass, 1, key)) {
        pass->unlike++;
        if (!find_line(layout, pass)) return NPM_ODD;
        if (begins_oddly(layout, pass->block + pass->at, pass->line_end - pass->at)) return NPM_ODD;
        if (!(layout->half && is_twice(layout, pass, 0, key)) && read_cells(layout, pass, key, found) == NPM_ODD)
            return NPM_ODD;
    }
    if (!is_writable(layout, key, pass->tidy)) return NPM_ODD;
    return *found == NPM_CODES ? NPM_ASKED : NPM_END;
}

int npm_pairs(const npm_layout *layout, npm_tails *tails, npm_pass *pass) {
    if (!pass->looked_at) look_at(layout, pass);
    while (pass->at < pass->length) {
        npm_cell key;
        uint32_t found;
        int status = read_row(layout, pass, &key, &found);
        if (status != NPM_END) return status;
        if (tails->length[found] == 0) {
            pass->code = found;
            return NPM_WANTED;
        }
        if (!put_line(layout, pass, &key, tails->text + tails->start[found], tails->length[found],
                      NPM_USUAL_TAIL))
            return NPM_FULL;
        tails->times[found]++;
        step_over(pass, pass->line_end);
    }
    return NPM_END;
}

int npm_answer(const npm_layout *layout, npm_pass *pass, const uint8_t *tail, size_t length) {
    npm_cell cells[NPM_MOST_COLUMNS], key = {pass->block + pass->at, 0, NPM_NO_QUOTES};
    if (!part(layout, pass->block + pass->at, pass->block + pass->line_end, pass->tidy, cells)) return NPM_ODD;
    if (layout->key >= 0) key = cells[layout->key];
    if (!is_writable(layout, &key, pass->tidy)) return NPM_ODD;
    if (!put_line(layout, pass, &key, tail, length, 0)) return NPM_FULL;
    step_over(pass, pass->line_end);
    return NPM_END;
}
