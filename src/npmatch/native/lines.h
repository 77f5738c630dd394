/* The lines of a file as the passes over its blocks take them: where they end, their cells, the lines to write. */
#ifndef NPMATCH_LINES_H
#define NPMATCH_LINES_H

#include "pairs.h"
#include "places.h"

#include <string.h>

/* How quotes stand in a cell; what counts is whether two cells have them in the same way. */
enum {
    NPM_NO_QUOTES = 0,
    NPM_AS_THEY_ARE = 1,   /* of a cell that is not in quotes itself */
    NPM_EACH_TWICE = 2     /* of one that is: its bytes are not quite what it says */
};

typedef struct {
    const uint8_t *start;
    size_t length;
    int quotes;
} npm_cell;

/* ---- what a block holds ------------------------------------------------------------------------------------------- */

/* Tell whether "E+" stands somewhere, as in a number that a spreadsheet has damaged: such rows are counted elsewhere.
 * Without a branch behind the first look, so that a compiler makes vectors of it. */
static inline int has_exponent(const uint8_t *p, size_t length) {
    uint8_t found = 0;
    if (!memchr(p, '+', length)) return 0;
    for (size_t i = 1; i < length; i++) found |= (uint8_t)(p[i] == '+') & (uint8_t)((p[i - 1] | 0x20) == 'e');
    return found;
}

static inline void look_at(const npm_layout *layout, npm_pass *pass) {
    const uint8_t *p = pass->block;
    npm_text text = {p, pass->length, layout->page, layout->page ? NPM_PAGE : NPM_UTF8, 0};
    pass->tidy = !memchr(p, '"', pass->length) && !memchr(p, '\r', pass->length) && !memchr(p, 0, pass->length);
    pass->valid = npm_valid(&text);
    pass->exponents = has_exponent(p, pass->length);
    pass->looked_at = 1;
}

static inline int valid_line(const npm_layout *layout, const uint8_t *line, size_t length) {
    npm_text text = {line, length, layout->page, layout->page ? NPM_PAGE : NPM_UTF8, 0};
    return npm_valid(&text);
}

/* Return what a glance at the first character of some bytes tells; `*taken`: how many of them it is. */
static inline unsigned glance(const npm_layout *layout, const uint8_t *p, size_t length, size_t *taken) {
    uint32_t code_point;
    *taken = 1;
    if (length == 0) return 0;
    if (layout->page) {
        code_point = layout->page->code_point[p[0]];
    } else if (p[0] < 0x80) {
        code_point = p[0];
    } else if (p[0] < 0xE0 && length >= 2) { /* the bytes are valid UTF-8 */
        code_point = (uint32_t)(p[0] & 0x1F) << 6 | (uint32_t)(p[1] & 0x3F);
        *taken = 2;
    } else {
        return 0;
    }
    return code_point < NPM_GLANCES ? layout->glance[code_point] : 0;
}

static inline int opens_with(const npm_layout *layout, const uint8_t *p, size_t length, unsigned what) {
    size_t taken;
    return (glance(layout, p, length, &taken) & what) != 0;
}

/* Return how many bytes at the beginning of a valid text are characters that count for nothing: spaces, signs. */
static inline size_t signs_before(const npm_layout *layout, const uint8_t *p, size_t length) {
    const uint16_t *entry = layout->page ? layout->page->entry : layout->tables->entry;
    size_t at = 0, taken = 1;
    for (; at < length; at += taken) {
        const uint8_t *q = p + at;
        uint32_t code = q[0]; /* of a character, or a byte of the page */
        if (layout->page == NULL && code >= 0x80) {
            taken = code < 0xE0 ? 2 : 3;
            if (code >= 0xF0 || length - at < taken) break;
            code = taken == 2 ? (code & 0x1F) << 6 | (q[1] & 0x3F)
                              : (code & 0x0F) << 12 | (uint32_t)(q[1] & 0x3F) << 6 | (q[2] & 0x3F);
        } else {
            taken = 1;
        }
        if (entry[code] > NPM_SPACE || q[0] == layout->sign) break; /* a symbol, a mark, who knows; the next cell */
    }
    return at;
}

/* Step over signs before a cell; return what a glance at the character behind them tells; `*taken`: how many bytes it is. */
static inline unsigned glance_behind_signs(const npm_layout *layout, const uint8_t **p, size_t *length, size_t *taken) {
    unsigned found = glance(layout, *p, *length, taken);
    if (!(found & NPM_PLAIN)) {
        size_t signs = signs_before(layout, *p, *length);
        *p += signs;
        *length -= signs;
        found = glance(layout, *p, *length, taken);
    }
    return found;
}

/* Tell whether a cell is plainly a surname, or the name of an organisation: not empty, and not opened by the words for a
 * sole proprietor, be they behind signs. Such a word has two letters and ends, or has three and goes on. */
static inline int is_surname(const npm_layout *layout, const uint8_t *p, size_t length) {
    size_t taken, more, unused;
    unsigned found = glance_behind_signs(layout, &p, &length, &taken);
    if (!(found & NPM_PLAIN)) return 0;
    if (!(found & NPM_PREFIX_FIRST)) return 1;
    if (!(glance(layout, p + taken, length - taken, &more) & NPM_PREFIX_SECOND)) return 1;
    found = glance(layout, p + taken + more, length - taken - more, &unused);
    return (found & NPM_PLAIN) && !(found & NPM_PREFIX_THIRD);
}

/* ---- cells -------------------------------------------------------------------------------------------------------- */

/* Take the cell in quotes at `p`; return where the next sign or the line end is, NULL if it does not end as it should. */
static inline const uint8_t *quoted(const uint8_t *p, const uint8_t *end, uint8_t sign, npm_cell *cell) {
    const uint8_t *close = memchr(p + 1, '"', (size_t)(end - p - 1));
    cell->start = p + 1;
    cell->quotes = NPM_NO_QUOTES;
    while (close && close + 1 < end && close[1] == '"') {
        cell->quotes = NPM_EACH_TWICE;
        close = memchr(close + 2, '"', (size_t)(end - close - 2)); /* close + 2 <= end */
    }
    if (close == NULL || (close + 1 < end && close[1] != sign)) return NULL;
    cell->length = (size_t)(close - p - 1);
    return close + 1;
}

/* Part a line without quotes; what can be read ends at `limit`. */
static inline int cut(const npm_layout *layout, const uint8_t *p, const uint8_t *end, const uint8_t *limit,
                      npm_cell *cells) {
    const uint8_t *cell = p;
    unsigned last = 0;
    for (; p < end; p += NPM_STRETCH) {
        for (uint64_t signs = places_before(p, end, limit, layout->sign); signs; signs &= signs - 1) {
            const uint8_t *sign = p + npm_lowest(signs);
            if (last + 1 == layout->width) return 0;
            cells[last++] = (npm_cell){cell, (size_t)(sign - cell), NPM_NO_QUOTES};
            cell = sign + 1;
        }
    }
    cells[last] = (npm_cell){cell, (size_t)(end - cell), NPM_NO_QUOTES};
    return last + 1 == layout->width;
}

/* Part a line into as many cells as there are columns; return 0 if it has another number, or a quote that does not end. */
static inline int part(const npm_layout *layout, const uint8_t *p, const uint8_t *end, int tidy, npm_cell *cells) {
    for (unsigned column = 0; column < layout->width; column++) {
        const uint8_t *next;
        if (!tidy && p < end && *p == '"') {
            next = quoted(p, end, layout->sign, &cells[column]);
            if (next == NULL) return 0;
        } else {
            next = p < end ? memchr(p, layout->sign, (size_t)(end - p)) : NULL;
            if (next == NULL) next = end;
            cells[column] = (npm_cell){p, (size_t)(next - p), NPM_NO_QUOTES};
            if (!tidy && memchr(p, '"', (size_t)(next - p))) cells[column].quotes = NPM_AS_THEY_ARE;
        }
        if (column + 1 == layout->width) return next == end;
        if (next == end) return 0;
        p = next + 1;
    }
    return 0;
}

static inline npm_text text_of(const npm_layout *layout, const npm_cell *cells, int column) {
    npm_text text = {"", 0, layout->page, layout->page ? NPM_PAGE : NPM_UTF8, 1};
    if (column >= 0) { /* below the width, which was checked when the layout was made */
        text.data = cells[column].start;
        text.length = cells[column].length;
    }
    return text;
}

/* Take the texts of a person from the cells of a row; return 0 if they are not plainly a person's. */
static inline int texts_of(const npm_layout *layout, const int *column, const npm_cell *cells, npm_text *texts) {
    for (int role = 0; role < NPM_ROLES; role++) texts[role] = text_of(layout, cells, column[role]);
    return is_surname(layout, texts[NPM_SURNAME].data, texts[NPM_SURNAME].length);
}

/* Take the texts of an organisation from the cells of a row. */
static inline void organisation_of(const npm_layout *layout, const int *column, const npm_cell *cells, npm_text *texts) {
    for (int role = 0; role < NPM_TITLES; role++) texts[role] = text_of(layout, cells, column[role]);
}

/* Tell whether texts are plainly an organisation's: of whoever has an INN of ten digits, they are. */
static inline int is_organisation(const npm_layout *layout, const npm_text *texts) {
    const uint8_t *name = texts[NPM_NAME].data, *inn = texts[NPM_INN].data;
    size_t length = texts[NPM_NAME].length, taken, digits = 0;
    if (is_surname(layout, name, length)) return 1;
    while (digits < texts[NPM_INN].length && inn[digits] >= '0' && inn[digits] <= '9') digits++;
    return digits == 10 && digits == texts[NPM_INN].length &&
           (glance_behind_signs(layout, &name, &length, &taken) & NPM_PLAIN) != 0;
}

/* Tell whether nobody knows if two cells that look different are the same: both have quotes, only one of them twice. */
static inline int unlike_quotes(const npm_cell *cells, int one, int other) {
    return one >= 0 && other >= 0 && (cells[one].quotes | cells[other].quotes) == (NPM_AS_THEY_ARE | NPM_EACH_TWICE);
}

/* Tell whether quotes stand in some cell of a row. */
static inline int has_quotes(const npm_layout *layout, const npm_cell *cells) {
    for (unsigned column = 0; column < layout->width; column++)
        if (cells[column].quotes) return 1;
    return 0;
}

/* Tell whether a packed finding leaves the verdict to somebody else. */
static inline int is_open(uint32_t found) {
    return npm_holds(found, NPM_ROLES, NPM_ASK) || npm_holds(found, NPM_ROLES, NPM_INVALID);
}

/* Count the signs in at most 255 bytes; in a byte, so that a compiler makes vectors of it. */
static inline unsigned count_signs(const uint8_t *p, size_t length, uint8_t sign) {
    uint8_t signs = 0;
    for (size_t i = 0; i < length; i++) signs = (uint8_t)(signs + (p[i] == sign));
    return signs;
}

/* Return the last of exactly `count` cells in which no quote stands; NULL if there are more or fewer. */
static inline const uint8_t *last_cell(const uint8_t *p, const uint8_t *end, const uint8_t *limit, uint8_t sign,
                                       unsigned count) {
    const uint8_t *last = p;
    for (; p < end; p += NPM_STRETCH) {
        for (uint64_t signs = places_before(p, end, limit, sign); signs; signs &= signs - 1) {
            count--;
            last = p + npm_lowest(signs) + 1;
        }
    }
    return count == 1 ? last : NULL;
}

/* ---- output ------------------------------------------------------------------------------------------------------- */

/* Tell whether a spreadsheet would make something else of a key. */
static inline int needs_protection(const npm_cell *key) {
    size_t digits = 0;
    if (key->length == 0) return 0;
    if (memchr("=+-@\t\r", key->start[0], 6)) return 1;
    while (digits < key->length && key->start[digits] >= '0' && key->start[digits] <= '9') digits++;
    return digits == key->length && (digits >= 10 || (digits > 1 && key->start[0] == '0'));
}

/* Tell whether a key can be written as it stands; `bare`: no quote and no delimiter of the input is in it. */
static inline int is_writable(const npm_layout *layout, const npm_cell *key, int bare) {
    if (bare && layout->out_sign == layout->sign && !layout->ascii && !layout->excel) return 1;
    for (size_t i = 0; i < key->length; i++) {
        uint8_t byte = key->start[i];
        if (byte == layout->out_sign || byte == '"' || (byte >= 0x80 && (layout->ascii || layout->excel))) return 0;
    }
    return 1;
}

/* Write the number of rows in decimal digits, the last before NPM_DIGITS. */
static inline void count_up(npm_pass *pass) {
    size_t at = NPM_DIGITS;
    uint64_t number = ++pass->number;
    if (pass->digit_count && pass->digits[at - 1] < '9') { /* nine times in ten */
        pass->digits[at - 1]++;
        return;
    }
    do {
        pass->digits[--at] = (uint8_t)('0' + number % 10);
        number /= 10;
    } while (number);
    pass->digit_count = NPM_DIGITS - at;
}

/* Copy a few bytes, of which `readable` can be read; for as many as usual, or less, a fixed number, which needs no call. */
static inline uint8_t *put(uint8_t *out, const uint8_t *p, size_t length, size_t readable, size_t usual) {
    if (length <= usual && readable >= usual) memcpy(out, p, usual);
    else memcpy(out, p, length);
    return out + length;
}

/* Write one line, whose tail has so many bytes behind it that can be read; return 0 if there is no room for it. */
static inline int put_line(const npm_layout *layout, npm_pass *pass, const npm_cell *key, const uint8_t *tail, size_t length,
                           size_t behind) {
    uint8_t *out = pass->out + pass->written;
    if (pass->room - pass->written < key->length + NPM_DIGITS + 2 + length + NPM_USUAL_TAIL) return 0;
    if (layout->key >= 0) {
        if (layout->excel && needs_protection(key)) *out++ = '\'';
        out = put(out, key->start, key->length, (size_t)(pass->block + pass->length - key->start), NPM_USUAL_KEY);
        *out++ = layout->out_sign;
    }
    count_up(pass);
    out = put(out, pass->digits + NPM_DIGITS - pass->digit_count, pass->digit_count, NPM_USUAL_KEY, NPM_USUAL_KEY);
    out = put(out, tail, length, length + behind, NPM_USUAL_TAIL);
    pass->written = (size_t)(out - pass->out);
    return 1;
}

/* ---- the pass ----------------------------------------------------------------------------------------------------- */

static inline void step_over(npm_pass *pass, size_t line_end) {
    pass->at = line_end;
    if (pass->at < pass->length && pass->block[pass->at] == '\r') pass->at++;
    if (pass->at < pass->length) pass->at++; /* the line feed */
    pass->lines++;
}

/* Find the end of the line at `at`; return 0 if a return stands in it, a NUL, an exponent, or what is no text. */
static inline int find_line(const npm_layout *layout, npm_pass *pass) {
    const uint8_t *line = pass->block + pass->at;
    size_t left = pass->length - pass->at;
    const uint8_t *feed = memchr(line, '\n', left);
    size_t length = feed ? (size_t)(feed - line) : left;
    pass->line_end = pass->at + length;
    if (pass->exponents && has_exponent(line, length)) return 0;
    if (pass->tidy && pass->valid) return 1;
    if (feed && length && line[length - 1] == '\r') pass->line_end = pass->at + --length;
    if (memchr(line, '\r', length) || memchr(line, 0, length)) return 0;
    return pass->valid || valid_line(layout, line, length);
}

/* Tell whether a line begins as no row does: empty, or with a byte order mark of UTF-8. */
static inline int begins_oddly(const npm_layout *layout, const uint8_t *line, size_t length) {
    return length == 0 || (line[0] == 0xEF && layout->page == NULL);
}

static inline int is_title(const npm_layout *layout, const npm_cell *cell) {
    return cell->length == layout->title_length && memcmp(cell->start, layout->title, cell->length) == 0;
}

#endif
