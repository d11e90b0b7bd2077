/* SPDX-License-Identifier: EUPL-1.2 */
#include "sig/sha256.h"

#include <assert.h>

#if defined(__x86_64__) && defined(__GNUC__)

#include <cpuid.h>
#include <immintrin.h>

#define QUICK __attribute__((target("sha,sse4.1,ssse3")))

/* FIPS 180-4, 4.2.2 */
static const uint32_t constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, //
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, //
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, //
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, //
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, //
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, //
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, //
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2, //
};

bool ak_sha256_is_quick(void)
{
	enum { SSSE3 = 1 << 9, SSE4_1 = 1 << 19, SHA = 1 << 29 };
	unsigned a, b, c, d;
	if (!__get_cpuid(1, &a, &b, &c, &d) || (c & (SSSE3 | SSE4_1)) != (SSSE3 | SSE4_1))
		return false;
	return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & SHA) != 0;
}

/* The words as the instructions want them: those of the digest by turns, A B E F and C D G H. */
struct halves {
	__m128i abef, cdgh;
};

/* Four rounds, with the four words of the message that are due. */
QUICK static inline void rounds(struct halves *state, __m128i words, const uint32_t *constant)
{
	__m128i sum = _mm_add_epi32(words, _mm_loadu_si128((const __m128i *)(const void *)constant));
	state->cdgh = _mm_sha256rnds2_epu32(state->cdgh, state->abef, sum);
	state->abef = _mm_sha256rnds2_epu32(state->abef, state->cdgh, _mm_shuffle_epi32(sum, 0x0e));
}

/* The four words that follow sixteen. */
QUICK static inline __m128i following(__m128i a, __m128i b, __m128i c, __m128i d)
{
	__m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(a, b), _mm_alignr_epi8(d, c, 4));
	return _mm_sha256msg2_epu32(sum, d);
}

QUICK static inline __m128i load_words(const uint8_t *data)
{
	const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
	return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)data), big_endian);
}

QUICK static inline struct halves block(struct halves state, const uint8_t *data)
{
	struct halves now = state;
	__m128i a = load_words(data);
	__m128i b = load_words(data + 16);
	__m128i c = load_words(data + 32);
	__m128i d = load_words(data + 48);
	for (int i = 0; i < 64; i += 16) {
		rounds(&now, a, constants + i);
		a = following(a, b, c, d); /* in the last turn for nothing */
		rounds(&now, b, constants + i + 4);
		b = following(b, c, d, a);
		rounds(&now, c, constants + i + 8);
		c = following(c, d, a, b);
		rounds(&now, d, constants + i + 12);
		d = following(d, a, b, c);
	}
	now.abef = _mm_add_epi32(now.abef, state.abef);
	now.cdgh = _mm_add_epi32(now.cdgh, state.cdgh);
	return now;
}

QUICK void ak_sha256_blocks(uint32_t words[8], const uint8_t *data, size_t count)
{
	__m128i *low = (__m128i *)(void *)words;
	__m128i *high = (__m128i *)(void *)(words + 4);
	__m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128(low), 0xb1);
	__m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128(high), 0x1b);
	struct halves state = {_mm_alignr_epi8(cdab, efgh, 8), _mm_blend_epi16(efgh, cdab, 0xf0)};
	for (size_t i = 0; i < count; i++)
		state = block(state, data + i * AK_SHA256_BLOCK);
	__m128i feba = _mm_shuffle_epi32(state.abef, 0x1b);
	__m128i dchg = _mm_shuffle_epi32(state.cdgh, 0xb1);
	_mm_storeu_si128(low, _mm_blend_epi16(feba, dchg, 0xf0));
	_mm_storeu_si128(high, _mm_alignr_epi8(dchg, feba, 8));
}

#else

bool ak_sha256_is_quick(void)
{
	return false;
}

void ak_sha256_blocks(uint32_t words[8], const uint8_t *data, size_t count)
{
	(void)words;
	(void)data;
	(void)count;
	assert(false); /* it is not quick */
}

#endif
