/* Two values of a field, as bytes or code points, against each other: Appendix 6, 2.2 and 2.3, without Python.
 *
 * The rule's data are not here: `npm_shipped` is made from the tables of the package when the module is built, by
 * npmatch.native.as_c. Whatever the tables leave open is answered with NPM_ASK: the reference in Python decides.
 */
#ifndef NPMATCH_KERNEL_H
#define NPMATCH_KERNEL_H

#include <stddef.h>
#include <stdint.h>

/* What a comparison finds: the ranks of npmatch.outcomes.Outcome, and two answers that are no outcomes. */
enum {
    NPM_EXACT = 0,
    NPM_EQUIVALENT = 1,
    NPM_SUBSTITUTED = 2,
    NPM_OMITTED = 3,
    NPM_ADDED = 4,
    NPM_SWAPPED = 5,
    NPM_TWO_TRANSPOSITIONS = 6,
    NPM_DIFFERENT = 7,
    NPM_MISSING = 8,
    NPM_BOTH_EMPTY = 9,
    NPM_ALIAS = 10,   /* never found here: names that differ are handed to the reference */
    NPM_ASK = 14,     /* the reference has to decide */
    NPM_INVALID = 15  /* one of the texts is not what its encoding allows */
};

/* An entry of the table: what a code point folds to. A symbol is a number from 2 on, below NPM_MARK. */
enum {
    NPM_NOTHING = 0,            /* no significant symbol */
    NPM_SPACE = 1,              /* white space: nothing, or a symbol where runs of it count as one */
    NPM_MARK = 0x1000,          /* a combining mark: nothing, unless it makes one character with what it follows */
    NPM_UNDECODABLE = 0x2000,   /* a byte that its code page does not know; comes with NPM_UNKNOWN */
    NPM_UNKNOWN = 0x4000,       /* folds to several symbols, or NFC may change it: the reference knows */
    NPM_OPEN = 0x8000           /* a symbol that a place with several readings may begin with */
};

enum {
    NPM_CODE_POINTS = 0x10000,  /* the table's size */
    NPM_LONGEST = 255,          /* symbols of a text that is decided here */
    NPM_MOST_PLACES = 3,        /* open places of a text that is decided here, as npmatch.text.readings has it */
    NPM_MOST_READINGS = 27,     /* three at each such place */
    NPM_MOST_WAYS = 2           /* letters that a symbol may be read as */
};

typedef struct {
    uint16_t symbol;
    uint16_t ways;              /* how many */
    uint16_t way[NPM_MOST_WAYS];
} npm_choice;

typedef struct {
    uint16_t first, second, joined;
} npm_pair;

/* What a character and a mark behind it make under NFC. Where `second` is 0, the character is itself a composed one:
 * what any mark makes of it, the reference knows. */
typedef struct {
    uint16_t first, second;     /* code points */
    uint16_t entry;
} npm_composition;

typedef struct {
    uint16_t entry[NPM_CODE_POINTS];
    uint16_t twins[0x10000];    /* symbols by the two bytes of UTF-8, the first the higher; 0: look closer */
    uint32_t sign, signs;       /* beyond the table: the first of so many code points that are nothing (emoji) */
    unsigned choices, pairs, compositions;
    const npm_composition *composition; /* in the order of first and second */
    const npm_choice *choice;   /* a symbol with several ways */
    const npm_pair *pair;       /* two symbols that may be read as one */
} npm_tables;

/* The tables of the package, and the bytes of the file that they were made from. */
extern const npm_tables npm_shipped;
extern const uint8_t npm_source[];
extern const size_t npm_source_length;

/* A single-byte code page; `npm_page_fill` makes it. */
typedef struct {
    uint32_t code_point[256];   /* NPM_NO_CODE_POINT for a byte that it does not know */
    uint16_t entry[256];
    unsigned strangers;         /* how many bytes it does not know, */
    uint8_t stranger;           /* the last of them */
} npm_page;

#define NPM_NO_CODE_POINT UINT32_C(0xFFFFFFFF)

typedef enum {
    NPM_UTF8,                   /* bytes of UTF-8 */
    NPM_PAGE,                   /* bytes of `page` */
    NPM_UCS2,                   /* uint16_t code points, not UTF-16 */
    NPM_UCS4                    /* uint32_t code points */
} npm_kind;

typedef struct {
    const void *data;           /* may be NULL if there are no units */
    size_t length;              /* in units of the kind */
    const npm_page *page;       /* of NPM_PAGE, otherwise NULL */
    npm_kind kind;
    int checked;                /* known to be valid, as after npm_valid(); equal texts are then not looked into */
} npm_text;

typedef struct {
    int collapse;               /* spaces="collapse" */
    int markers;                /* there are markers of an absent patronymic */
} npm_policy;

/* What a field is: bits. Zero is an identifier that may be empty. */
enum {
    NPM_MANDATORY = 1,          /* empty is missing */
    NPM_TOLERANT = 2,           /* one edit or transposition is named; otherwise it is a difference */
    NPM_MARKED = 4,             /* markers stand for an empty value: the reference knows them */
    NPM_TITLE = 8               /* name of an organisation: legal forms and aliases are for the reference */
};

enum { NPM_PERSON_FIELDS = 4, NPM_ORGANIZATION_FIELDS = 2, NPM_CUSTOMER_FIELDS = 3, NPM_BITS = 4 };

void npm_page_fill(npm_page *page, const npm_tables *tables, const uint32_t code_point[256]);

/* Tell whether bytes are what Python's strict decoder of UTF-8 accepts. */
int npm_valid_utf8(const uint8_t *bytes, size_t length);

/* Tell whether every unit of a text is decodable. */
int npm_valid(const npm_text *text);

/* Compare two values of one field; return what is found. */
int npm_field(const npm_tables *tables, const npm_policy *policy, int field, const npm_text *a, const npm_text *b);

/* Compare INNs of organisations; two non-residents need none. */
int npm_inn(const npm_tables *tables, const npm_policy *policy, const npm_text *a, int a_nonresident,
            const npm_text *b, int b_nonresident);

/* Compare surname, given name, patronymic, and document or INN; the finding of field i is bits 4i to 4i+3. */
uint32_t npm_person(const npm_tables *tables, const npm_policy *policy, const npm_text left[NPM_PERSON_FIELDS],
                    const npm_text right[NPM_PERSON_FIELDS]);

/* Compare name, INN and, of a customer (`fields` is 3), the id of the purchase; packed in the same way. */
uint32_t npm_organization(const npm_tables *tables, const npm_policy *policy, unsigned fields, const npm_text *left,
                          int left_nonresident, const npm_text *right, int right_nonresident);

/* Tell whether a packed finding holds NPM_ASK, or NPM_INVALID, in some of its fields. */
static inline int npm_holds(uint32_t packed, unsigned fields, unsigned finding) {
    for (unsigned i = 0; i < fields; i++, packed >>= NPM_BITS)
        if ((packed & 15) == finding) return 1;
    return 0;
}

#endif
