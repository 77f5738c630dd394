#include "arrow.h"

#include <string.h>

static int is_text(const char *format, char *text) {
    static const char *const formats[] = {"u", "U", "vu", "n"};
    for (unsigned i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (strcmp(format, formats[i]) == 0) {
            *text = formats[i][0];
            return 1;
        }
    return 0;
}

int npm_format_of(const struct ArrowSchema *schema, npm_format *format) {
    format->index = 0;
    if (!schema->dictionary) return is_text(schema->format, &format->text);
    if (strlen(schema->format) != 1 || !strchr("cCsSiIlL", schema->format[0])) return 0;
    format->index = schema->format[0];
    return is_text(schema->dictionary->format, &format->text);
}

static int is_null(const struct ArrowArray *array, int64_t place) {
    const uint8_t *valid = array->n_buffers > 0 ? array->buffers[0] : NULL;
    return valid && !(valid[place >> 3] >> (place & 7) & 1);
}

static int32_t int32_at(const void *data, int64_t place) {
    int32_t found;
    memcpy(&found, (const char *)data + 4 * place, sizeof found); /* a buffer need not be aligned */
    return found;
}

static int64_t int64_at(const void *data, int64_t place) {
    int64_t found;
    memcpy(&found, (const char *)data + 8 * place, sizeof found);
    return found;
}

static int16_t int16_at(const void *data, int64_t place) {
    int16_t found;
    memcpy(&found, (const char *)data + 2 * place, sizeof found);
    return found;
}

/* Set a text to the bytes between two offsets; they may not run backwards. */
static int between(const char *data, int64_t from, int64_t to, npm_text *text) {
    if (from < 0 || to < from || (!data && to > from)) return 0;
    if (to == from) return 1;
    text->data = data + from;
    text->length = (size_t)(to - from);
    return 1;
}

/* A view: its length, then up to 12 bytes of text, or 4 of them, the number of a buffer and where in it the text is. */
static int viewed(const struct ArrowArray *array, int64_t place, npm_text *text) {
    const char *view = (const char *)array->buffers[1] + 16 * place;
    int32_t length = int32_at(view, 0), buffer = int32_at(view, 2), offset = int32_at(view, 3);
    if (length <= 12) return between(view + 4, 0, length, text);
    if (buffer < 0 || buffer >= array->n_buffers - 3 || offset < 0) return 0; /* two before them, their sizes behind */
    if (offset + (int64_t)length > int64_at(array->buffers[array->n_buffers - 1], buffer)) return 0;
    return between(array->buffers[2 + buffer], offset, offset + (int64_t)length, text);
}

/* Set a text to the value of an array without a dictionary. */
static int value(char kind, const struct ArrowArray *array, int64_t row, npm_text *text) {
    int64_t place = array->offset + row;
    if (row < 0 || row >= array->length) return 0;
    if (kind == 'n' || is_null(array, place)) return 1;
    if (array->n_buffers < 3 || !array->buffers[1]) return 0;
    if (kind == 'v') return viewed(array, place, text);
    const void *offsets = array->buffers[1];
    if (kind == 'u') return between(array->buffers[2], int32_at(offsets, place), int32_at(offsets, place + 1), text);
    return between(array->buffers[2], int64_at(offsets, place), int64_at(offsets, place + 1), text);
}

static int64_t index_at(char kind, const void *data, int64_t place) {
    switch (kind) {
    case 'c': return ((const int8_t *)data)[place];
    case 'C': return ((const uint8_t *)data)[place];
    case 's': return int16_at(data, place);
    case 'S': return (uint16_t)int16_at(data, place);
    case 'i': return int32_at(data, place);
    case 'I': return (uint32_t)int32_at(data, place);
    default: return int64_at(data, place); /* an unsigned one beyond is below zero, and refused */
    }
}

int npm_text_at(npm_format format, const struct ArrowArray *array, int64_t row, npm_text *text) {
    int64_t place = array->offset + row;
    *text = (npm_text){"", 0, NULL, NPM_UTF8, 1}; /* the interface promises valid UTF-8 */
    if (!format.index) return value(format.text, array, row, text);
    if (row < 0 || row >= array->length) return 0;
    if (is_null(array, place)) return 1;
    if (array->n_buffers < 2 || !array->buffers[1] || !array->dictionary) return 0;
    return value(format.text, array->dictionary, index_at(format.index, array->buffers[1], place), text);
}

/* Set a text to the next cell of a column. */
static int next_cell(npm_column *column, npm_text *text) {
    while (column->chunk < column->chunks && column->row >= column->array[column->chunk].length) {
        column->chunk++;
        column->row = 0;
    }
    return column->chunk < column->chunks &&
           npm_text_at(column->format, &column->array[column->chunk], column->row++, text);
}

int64_t npm_persons(const npm_tables *tables, const npm_policy *policy, npm_column *columns, int64_t rows,
                    uint32_t *codes) {
    npm_text texts[2 * NPM_PERSON_FIELDS];
    for (int64_t row = 0; row < rows; row++) {
        for (int i = 0; i < 2 * NPM_PERSON_FIELDS; i++) {
            texts[i] = (npm_text){"", 0, NULL, NPM_UTF8, 1};
            if (columns[i].chunks && !next_cell(&columns[i], &texts[i])) return row;
        }
        codes[row] = npm_person(tables, policy, texts, texts + NPM_PERSON_FIELDS);
    }
    return rows;
}
