#include "lines.h"

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

/* Tell whether a line of one column and two sides holds the same twice, a plain surname first, a plain document last.
 * Within quotes a sign parts nothing, so that only a half without them has as many cells as it has signs, and one. */
static int equal_halves(const npm_layout *layout, const npm_pass *pass, npm_cell *key) {
    const uint8_t *line = pass->block + pass->at, *end = pass->block + pass->line_end;
    const uint8_t *first = memchr(line, layout->sign, (size_t)(end - line));
    size_t rest, length;
    const uint8_t *half, *last;
    if (first == NULL) return 0;
    half = first + 1;
    rest = (size_t)(end - half);
    length = rest / 2;
    if (rest % 2 == 0 || half[length] != layout->sign) return 0;
    if (memcmp(half, half + length + 1, length) != 0) return 0;
    if (!pass->tidy && memchr(half, '"', length)) return 0;
    last = last_cell(half, half + length, pass->block + pass->length, layout->sign, layout->half);
    if (last == NULL) return 0;
    key->start = line;
    key->length = (size_t)(first - line);
    return is_surname(layout, half, length) && opens_with(layout, last, (size_t)(half + length - last), NPM_PLAIN);
}

/* ---- the pass ----------------------------------------------------------------------------------------------------- */

/* Find the key and the finding of the line at `at`; return NPM_END, NPM_ODD or NPM_ASKED. */
static int read_row(const npm_layout *layout, const npm_pass *pass, npm_cell *key, uint32_t *found) {
    const uint8_t *line = pass->block + pass->at, *end = pass->block + pass->line_end;
    npm_cell cells[NPM_MOST_COLUMNS];
    if (begins_oddly(layout, line, (size_t)(end - line))) return NPM_ODD;
    if (layout->half && opens_with(layout, line, (size_t)(end - line), NPM_OPENING) &&
        equal_halves(layout, pass, key)) {
        *found = 0;
        if (is_title(layout, key)) return NPM_ODD;
    } else {
        int parted = pass->tidy ? cut(layout, line, end, pass->block + pass->length, cells)
                                : part(layout, line, end, 0, cells);
        if (!parted || cells[0].quotes || is_title(layout, &cells[0])) return NPM_ODD;
        key->start = line;
        key->length = 0;
        if (layout->key >= 0) *key = cells[layout->key];
        *found = NPM_CODES;
        if (opens_with(layout, cells[0].start, cells[0].length, NPM_OPENING)) *found = compare(layout, cells);
    }
    if (!is_writable(layout, key, pass->tidy)) return NPM_ODD;
    return *found == NPM_CODES ? NPM_ASKED : NPM_END;
}

int npm_pairs(const npm_layout *layout, npm_tails *tails, npm_pass *pass) {
    if (!pass->looked_at) look_at(layout, pass);
    while (pass->at < pass->length) {
        npm_cell key;
        uint32_t found;
        int status;
        if (!find_line(layout, pass)) return NPM_ODD;
        status = read_row(layout, pass, &key, &found);
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
