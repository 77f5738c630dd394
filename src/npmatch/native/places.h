/* Where a byte stands among many: the delimiters of a line are looked for in stretches of bytes. */
#ifndef NPMATCH_PLACES_H
#define NPMATCH_PLACES_H

#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { NPM_STRETCH = 64 };

/* Return where a byte stands among the NPM_STRETCH bytes at `p`, as bits; on every processor. */
static inline uint64_t npm_places_anywhere(const uint8_t *p, uint8_t byte) {
    const uint64_t ones = UINT64_C(0x0101010101010101), low = UINT64_C(0x7F) * ones;
    uint64_t places = 0;
    for (int i = 0; i < NPM_STRETCH; i += 8) { /* eight bytes as one number */
        uint64_t word = 0, others;
        for (int j = 0; j < 8; j++) word |= (uint64_t)p[i + j] << 8 * j;
        word ^= byte * ones;
        others = ((word & low) + low) | word | low; /* the highest bit of every byte that is another */
        places |= (((~others >> 7) * UINT64_C(0x0102040810204080)) >> 56) << i;
    }
    return places;
}

/* Return the same, as quickly as this processor can. */
#ifdef __SSE2__
static inline uint64_t npm_places(const uint8_t *p, uint8_t byte) {
    const __m128i wanted = _mm_set1_epi8((char)byte);
    uint64_t places = 0;
    for (int i = 0; i < NPM_STRETCH; i += 16) {
        __m128i found = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(p + i)), wanted);
        places |= (uint64_t)(unsigned)_mm_movemask_epi8(found) << i;
    }
    return places;
}
#else
static inline uint64_t npm_places(const uint8_t *p, uint8_t byte) { return npm_places_anywhere(p, byte); }
#endif

/* Return where a byte stands among those at `p` that are before `end`, and of them the first NPM_STRETCH; what may be
 * read ends at `limit`. */
static inline uint64_t places_before(const uint8_t *p, const uint8_t *end, const uint8_t *limit, uint8_t byte) {
    uint8_t copy[NPM_STRETCH] = {0};
    const uint8_t *stretch = limit - p < NPM_STRETCH ? memcpy(copy, p, (size_t)(limit - p)) : p;
    uint64_t places = npm_places(stretch, byte);
    return end - p < NPM_STRETCH ? places & ((UINT64_C(1) << (end - p)) - 1) : places;
}

/* Return the number of the lowest bit of a number that is not 0. */
static inline unsigned npm_lowest(uint64_t bits) {
#if defined(__GNUC__) || defined(__clang__)
    return (unsigned)__builtin_ctzll(bits);
#else
    unsigned number = 0;
    for (; !(bits & 1); bits >>= 1) number++;
    return number;
#endif
}

#endif
