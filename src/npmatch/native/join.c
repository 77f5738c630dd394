#include "join.h"

#include "lines.h"
#include "memory.h"

#include <stdlib.h>

enum {
    AHEAD = 16,            /* lines whose keys are looked at, while memory is on its way */
    SOON = 12,             /* lines on, what was kept for a line is needed */
    NEXT_TO = 64,          /* bytes on, a row has its end: in the next line of the processor's cache */
    LONGEST_LINE = 1 << 16,
    MOST_TURNS = 16,       /* one in so many rows may stand before the one before, and the order is that of the file */
    MOST_DIGITS = 18       /* of a key: with a 1 before them they are a number of 64 bits */
};

#define TEN_DIGITS UINT64_C(10000000000)

/* ---- keys --------------------------------------------------------------------------------------------------------- */

static int is_letter(uint8_t byte) { return (uint8_t)((byte | 0x20) - 'a') < 26; }

/* Tell whether a cell ends as numbers do that a spreadsheet took for amounts. */
static int is_amount(const uint8_t *p, size_t length) {
    while (length && p[length - 1] == ' ') length--;
    return length >= 2 && p[length - 1] == '0' && (p[length - 2] == '.' || p[length - 2] == ',');
}

/* Return eight bytes as a number, the first the lowest; a compiler knows this by sight. */
static uint64_t eight_bytes(const uint8_t *p) {
    uint64_t bytes = 0;
    for (unsigned i = 0; i < 8; i++) bytes |= (uint64_t)p[i] << 8 * i;
    return bytes;
}

/* Return the number that ten digits are, or TEN_DIGITS if they are not ten digits. */
static uint64_t ten_digits(const uint8_t *p) {
    const uint64_t high = UINT64_C(0xF0F0F0F0F0F0F0F0), zeros = UINT64_C(0x3030303030303030);
    uint64_t bytes = eight_bytes(p);
    unsigned a = (unsigned)p[8] - '0', b = (unsigned)p[9] - '0';
    /* a digit is 3 and what it stands for, and 6 more do not change the 3 */
    if ((bytes & high) != zeros || ((bytes + UINT64_C(0x0606060606060606)) & high) != zeros || a > 9 || b > 9)
        return TEN_DIGITS;
    bytes -= zeros;
    bytes = (bytes * 10 + (bytes >> 8)) & UINT64_C(0x00FF00FF00FF00FF); /* numbers of two digits, */
    bytes = (bytes * 100 + (bytes >> 16)) & UINT64_C(0x0000FFFF0000FFFF); /* of four, */
    bytes = (bytes * 10000 + (bytes >> 32)) & UINT64_C(0xFFFFFFFF); /* of eight */
    return bytes * 100 + a * 10 + b;
}

/* Return the same for a key of ten digits, or of these behind 7, 8, +7 or +8, as most are; 0 for others. */
static inline uint64_t usual_phone(const uint8_t *p, size_t length) {
    uint64_t number;
    if (length == 12 && *p == '+') {
        p++;
        length--;
    }
    if (length == 11 && (*p == '7' || *p == '8')) {
        p++;
        length--;
    }
    if (length != 10) return 0;
    number = ten_digits(p);
    return number < TEN_DIGITS ? TEN_DIGITS + number : 0;
}

uint64_t npm_phone(const uint8_t *p, size_t length) {
    uint64_t number = usual_phone(p, length);
    size_t digits = 0;
    unsigned first = 0;
    if (number) return number;
    number = 1;
    for (size_t i = 0; i < length; i++) {
        unsigned digit = (unsigned)p[i] - '0';
        if (digit <= 9) {
            if (digits == MOST_DIGITS) return 0;
            if (digits++ == 0) first = digit;
            number = 10 * number + digit; /* below 2 * 10^18 */
        } else if (p[i] < ' ' || p[i] > '~' || is_letter(p[i])) {
            return 0;
        }
    }
    if (digits == 0 || (digits < length && is_amount(p, length))) return 0;
    if (digits == 11 && (first == 7 || first == 8)) number -= (9 + first) * TEN_DIGITS; /* the 1 goes where it was */
    return number;
}

/* Find the key of a line in which no quote stands, or of one that was parted into `cells` (else NULL). */
static npm_cell key_of(const npm_layout *layout, const uint8_t *p, const uint8_t *end, const npm_cell *cells) {
    npm_cell key = {p, 0, NPM_NO_QUOTES};
    if (cells) return cells[layout->key]; /* a column of the file, which was checked when the layout was made */
    for (int column = 0; p <= end; column++) {
        const uint8_t *next = p < end ? memchr(p, layout->sign, (size_t)(end - p)) : NULL;
        if (next == NULL) next = end;
        key.start = p;
        key.length = (size_t)(next - p);
        if (column == layout->key) return key;
        p = next + 1; /* at most one behind the end, where the loop ends */
    }
    key.start = end;
    key.length = 0;
    return key;
}

/* ---- contracts ---------------------------------------------------------------------------------------------------- */

static int flush(npm_index *index, uint64_t (*rows)[2], size_t *count) {
    for (size_t i = 0; i < *count; i++)
        if (!npm_index_add(index, rows[i][0], rows[i][1])) return 0;
    *count = 0;
    return 1;
}

/* Find the key of the line at `at` as a number; return NPM_END, NPM_ODD, or NPM_ASKED. */
static int read_contract(const npm_layout *layout, int flag, const npm_pass *pass, uint64_t *number) {
    const uint8_t *line = pass->block + pass->at, *end = pass->block + pass->line_end;
    npm_cell cells[NPM_MOST_COLUMNS], key;
    if (begins_oddly(layout, line, (size_t)(end - line))) return NPM_ODD;
    if (pass->tidy && flag < 0 && layout->key == 0 && (size_t)(end - line) <= UINT8_MAX) {
        if (count_signs(line, (size_t)(end - line), layout->sign) + 1 != layout->width) return NPM_ODD;
        cells[0] = key = key_of(layout, line, end, NULL);
    } else {
        if (!part(layout, line, end, pass->tidy, cells) || has_quotes(layout, cells)) return NPM_ODD;
        key = key_of(layout, line, end, cells);
    }
    if (is_title(layout, &cells[0])) return NPM_ODD;
    if (!opens_with(layout, cells[0].start, cells[0].length, NPM_OPENING)) return NPM_ASKED;
    if (flag >= 0 && cells[flag].length) return NPM_ASKED;
    *number = npm_phone(key.start, key.length);
    return *number ? NPM_END : NPM_ASKED;
}

int npm_note(const npm_layout *layout, int flag, npm_index *index, uint64_t offset, npm_pass *pass) {
    uint64_t rows[AHEAD][2];
    size_t count = 0;
    int status = NPM_END;
    if (!pass->looked_at) look_at(layout, pass);
    while (status == NPM_END && pass->at < pass->length) {
        uint64_t number;
        status = find_line(layout, pass) ? read_contract(layout, flag, pass, &number) : NPM_ODD;
        if (status != NPM_END) break;
        if (count == AHEAD && !flush(index, rows, &count)) return NPM_NO_MEMORY;
        rows[count][0] = npm_index_hash(index, number);
        rows[count][1] = offset + pass->at;
        npm_index_near(index, rows[count++][0]); /* count < AHEAD: it was flushed */
        step_over(pass, pass->line_end);
    }
    return flush(index, rows, &count) ? status : NPM_NO_MEMORY;
}

void npm_noted(npm_pass *pass) { step_over(pass, pass->line_end); }

/* ---- applications ------------------------------------------------------------------------------------------------- */

/* An application: its line, its key, and the texts of its fields. */
typedef struct {
    const uint8_t *line, *end;
    npm_cell key;
    npm_text texts[NPM_ROLES];
} npm_asked;

int npm_held_open(npm_held *held, npm_file file) {
    held->ahead = malloc(NPM_LEAST_LINES * sizeof *held->ahead);
    held->got = malloc(NPM_LEAST_LINES * sizeof *held->got);
    return npm_rows_open(&held->rows, file) && held->ahead && held->got;
}

void npm_held_close(npm_held *held) {
    npm_rows_close(&held->rows);
    free(held->ahead);
    free(held->got);
    held->ahead = NULL;
    held->got = NULL;
}

/* Make room for as many lines at a time as there can be; where there is no memory, less has to do. */
static void widen(npm_held *held) {
    npm_ahead *ahead = npm_large(NPM_MOST_LINES * sizeof *held->ahead);
    npm_got *got = npm_large(NPM_MOST_LINES * sizeof *held->got);
    int done = ahead && got && npm_rows_widen(&held->rows);
    held->widened = 1;
    free(done ? held->ahead : ahead);
    free(done ? held->got : got);
    if (!done) return;
    held->ahead = ahead;
    held->got = got;
}

/* Find the key of a line, and the number for which it stands: 0 if it cannot be told. */
static void find_key(const npm_layout *layout, const npm_pass *pass, npm_ahead *line) {
    const uint8_t *start = pass->block + line->start, *end = pass->block + line->end;
    npm_cell cells[NPM_MOST_COLUMNS], key = {start, 0, NPM_NO_QUOTES};
    if (pass->tidy || !memchr(start, '"', line->end - line->start)) key = key_of(layout, start, end, NULL);
    else if (part(layout, start, end, 0, cells)) key = key_of(layout, NULL, NULL, cells);
    line->key = (size_t)(key.start - pass->block);
    line->key_length = key.length;
    line->number = npm_phone(key.start, key.length);
}

/* Find the contracts of a line, which are wanted if they are few. */
static void find_rows(npm_held *held, size_t i) {
    npm_ahead *line = &held->ahead[i];
    uint64_t place[NPM_FEW];
    if (line->number == 0) return;
    line->found = npm_index_find(held->index, npm_index_hash(held->index, line->number), place, NPM_FEW);
    for (size_t k = 0; line->found <= NPM_FEW && k < line->found; k++) npm_rows_want(&held->rows, i, place[k]);
}

/* Return what there is for the line that wants a row. */
static npm_got *got_by(const npm_held *held, size_t i) { return &held->got[held->rows.want[i] & (NPM_MOST_LINES - 1)]; }

/* Read the rows that are wanted; those of a line come to it in the order of the file. */
static void read_rows(npm_held *held) {
    npm_rows *rows = &held->rows;
    npm_rows_sort(rows);
    for (size_t i = 0; i < rows->count; i++) {
        npm_got *got = got_by(held, i);
        if (i + SOON < rows->count) npm_near(got_by(held, i + SOON));
        int state = npm_rows_keep(rows, i, &got->row[got->kept]); /* a line has wanted NPM_FEW at most */
        if (state == NPM_KEPT) got->kept++;
        else got->state = (uint8_t)state;
    }
    if (rows->count) held->scattered = rows->turns > rows->count / MOST_TURNS;
}

/* Look at lines from `at` on, at most so many: find their ends, their keys, and what there is of their contracts. */
static void look_ahead(const npm_layout *layout, npm_held *held, npm_pass *pass, size_t most) {
    size_t at = pass->at, found = 0;
    uint64_t lines = pass->lines;
    held->count = held->next = 0;
    npm_rows_clear(&held->rows);
    while (held->count < most && pass->at < pass->length && find_line(layout, pass)) {
        npm_ahead *line = &held->ahead[held->count];
        npm_got *got = &held->got[held->count];
        if (pass->line_end - pass->at > LONGEST_LINE) break;
        line->start = pass->at;
        line->end = pass->line_end;
        line->found = 0;
        got->row[0] = got->kept = 0;
        got->state = NPM_KEPT;
        find_key(layout, pass, line);
        if (line->number) npm_index_near(held->index, npm_index_hash(held->index, line->number));
        if (++held->count > AHEAD) find_rows(held, found++);
        step_over(pass, pass->line_end);
    }
    while (found < held->count) find_rows(held, found++);
    read_rows(held);
    pass->at = at;
    pass->lines = lines;
}

/* Return what is known of the line at `at`, NULL if it is odd. */
static const npm_ahead *line_at(const npm_layout *layout, npm_held *held, npm_pass *pass) {
    for (;;) {
        const npm_ahead *line;
        while (held->next < held->count && held->ahead[held->next].start < pass->at) held->next++;
        line = held->ahead + held->next;
        if (held->next < held->count && line->start == pass->at) {
            if (held->got[held->next].state != NPM_NO_ROOM) return line;
            look_ahead(layout, held, pass, NPM_LEAST_LINES); /* for which there is room */
        } else {
            if (held->scattered && !held->widened) widen(held);
            look_ahead(layout, held, pass, held->scattered ? held->rows.lines : NPM_LEAST_LINES);
            if (held->count == 0) return NULL;
        }
    }
}

/* Return what was read for a line. */
static const npm_got *got_for(const npm_held *held, const npm_ahead *line) { return held->got + (line - held->ahead); }

/* Tell whether a line of a key, a surname, others and a document says plainly who the person is. */
static int is_plain(const npm_layout *layout, const npm_asked *asked) {
    const uint8_t *half = asked->key.start + asked->key.length, *last = asked->end;
    size_t length = (size_t)(asked->end - half);
    if (length < 2 || length > UINT8_MAX || count_signs(half, length, layout->sign) + 1 != layout->width) return 0;
    while (last[-1] != layout->sign) last--; /* one stands at `half`, which is before the end */
    return is_surname(layout, half + 1, length - 1) && opens_with(layout, last, (size_t)(asked->end - last), NPM_PLAIN);
}

/* Tell whether a contract is the same as a line, but for a key that is written in another way. */
static int is_same(const npm_layout *layout, const npm_asked *asked, uint64_t number, const npm_row *row) {
    const uint8_t *half = asked->key.start + asked->key.length, *sign;
    size_t length = (size_t)(asked->end - half);
    if (row->length == asked->key.length + length && memcmp(asked->line, row->bytes, row->length) == 0) return 1;
    if (length > row->length || memcmp(half, row->bytes + (row->length - length), length) != 0) return 0;
    sign = memchr(row->bytes, layout->sign, row->length);
    if (sign != row->bytes + (row->length - length) || memchr(row->bytes, '\r', row->length)) return 0;
    return !begins_oddly(layout, row->bytes, row->length) && npm_phone(row->bytes, row->length - length) == number;
}

/* Tell whether a line in which nothing is odd has one contract, and that is its twin. */
static int has_twin(const npm_layout *layout, const npm_held *held, const npm_ahead *line, npm_asked *asked) {
    const npm_got *got = got_for(held, line);
    npm_row row;
    if (!held->twin || line->found != 1 || got->kept != 1) return 0;
    row = npm_rows_at(&held->rows, got->row[0]);
    if (!is_same(layout, asked, line->number, &row) || !is_plain(layout, asked)) return 0;
    if (!opens_with(layout, asked->line, (size_t)(asked->end - asked->line), NPM_OPENING)) return 0;
    /* a key of ten characters whose number has a 1 and ten digits is nothing but digits, and no sign is one */
    return !is_title(layout, &asked->key) &&
           ((line->key_length == 10 && line->number >= TEN_DIGITS) || is_writable(layout, &asked->key, 1));
}

/* Compare an application with a contract; return NPM_CODES if that is of another key, a packed finding, or
 * one that is open. */
static uint32_t compare(const npm_layout *layout, const npm_held *held, const npm_asked *asked, uint64_t number,
                        npm_row row) {
    const uint32_t nobody_knows = NPM_ASK;
    const npm_layout *other = &held->layout;
    npm_cell cells[NPM_MOST_COLUMNS], key;
    npm_text texts[NPM_ROLES];
    uint64_t found;
    if (memchr(row.bytes, '\r', row.length) || begins_oddly(other, row.bytes, row.length)) return nobody_knows;
    if (!part(other, row.bytes, row.bytes + row.length, 0, cells) || has_quotes(other, cells)) return nobody_knows;
    key = key_of(other, NULL, NULL, cells);
    found = npm_phone(key.start, key.length);
    if (found == 0) return nobody_knows;
    if (found != number) return NPM_CODES;
    if (!texts_of(other, other->column[1], cells, texts)) return nobody_knows;
    return npm_person(layout->tables, &layout->policy, asked->texts, texts);
}

/* Return how many fields of a finding are accepted. */
static unsigned merit(const npm_held *held, uint32_t found) {
    unsigned fields = 0;
    for (unsigned i = 0; i < NPM_ROLES; i++) fields += (unsigned)held->accepted >> (found >> NPM_BITS * i & 15) & 1;
    return fields;
}

/* Find the contract that counts, the first of the best, and how many there are; return 0 if somebody has to be asked. */
static int best(const npm_layout *layout, const npm_held *held, const npm_ahead *line, const npm_asked *asked,
                uint32_t *code) {
    uint32_t contracts = 0, chosen = 0;
    unsigned greatest = 0;
    const npm_got *got = got_for(held, line);
    if (got->kept != line->found) return 0; /* there are too many, or one that is not to be read here */
    for (size_t i = 0; i < got->kept; i++) {
        uint32_t found = compare(layout, held, asked, line->number, npm_rows_at(&held->rows, got->row[i]));
        if (found == NPM_CODES) continue;
        if (is_open(found)) return 0;
        if (contracts == 0 || merit(held, found) > greatest) {
            chosen = found;
            greatest = merit(held, found);
        }
        contracts++;
    }
    *code = contracts << NPM_PERSON_FIELDS * NPM_BITS | chosen;
    return 1;
}

/* Find the code of a line; return NPM_END, NPM_ODD or NPM_ASKED. */
static int read_row(const npm_layout *layout, const npm_held *held, const npm_pass *pass, const npm_ahead *line,
                    npm_asked *asked, uint32_t *code) {
    npm_cell cells[NPM_MOST_COLUMNS];
    if (begins_oddly(layout, asked->line, (size_t)(asked->end - asked->line))) return NPM_ODD;
    *code = 1 << NPM_PERSON_FIELDS * NPM_BITS;
    if (pass->tidy && has_twin(layout, held, line, asked)) return NPM_END;
    if (!part(layout, asked->line, asked->end, pass->tidy, cells) || has_quotes(layout, cells)) return NPM_ODD;
    if (is_title(layout, &cells[0])) return NPM_ODD;
    if (!is_writable(layout, &asked->key, pass->tidy)) return NPM_ODD;
    if (!opens_with(layout, cells[0].start, cells[0].length, NPM_OPENING)) return NPM_ASKED;
    if (line->number == 0 || !texts_of(layout, layout->column[0], cells, asked->texts)) return NPM_ASKED;
    return best(layout, held, line, asked, code) ? NPM_END : NPM_ASKED;
}

/* Settle the line at `at`; return NPM_END, or what keeps it from being settled. */
static int settle(const npm_layout *layout, const npm_held *held, npm_tails *tails, npm_pass *pass,
                  const npm_ahead *line) {
    npm_asked asked;
    npm_tails *of_number;
    uint32_t code;
    int status;
    asked.line = pass->block + line->start;
    asked.end = pass->block + line->end;
    asked.key.start = pass->block + line->key;
    asked.key.length = line->key_length;
    pass->line_end = line->end;
    status = read_row(layout, held, pass, line, &asked, &code);
    if (status != NPM_END) return status;
    of_number = &tails[code >> NPM_PERSON_FIELDS * NPM_BITS]; /* at most NPM_FEW, as many as were compared */
    code &= NPM_CODES - 1;
    if (of_number->length[code] == 0) {
        pass->code = code | (uint32_t)(of_number - tails) << NPM_PERSON_FIELDS * NPM_BITS;
        return NPM_WANTED;
    }
    if (!put_line(layout, pass, &asked.key, of_number->text + of_number->start[code], of_number->length[code],
                  NPM_USUAL_TAIL))
        return NPM_FULL;
    of_number->times[code]++;
    step_over(pass, pass->line_end);
    return NPM_END;
}

int npm_join(const npm_layout *layout, npm_held *held, npm_tails *tails, npm_pass *pass) {
    if (!pass->looked_at) {
        look_at(layout, pass);
        held->count = held->next = 0;
    }
    while (pass->at < pass->length) {
        const npm_ahead *line = line_at(layout, held, pass);
        if (held->next + SOON < held->count) {
            const uint8_t *row = held->rows.kept + held->got[held->next + SOON].row[0];
            npm_near(row);
            npm_near(row + NEXT_TO);
        }
        int status = line ? settle(layout, held, tails, pass, line) : NPM_ODD;
        if (status != NPM_END) return status;
    }
    return NPM_END;
}
