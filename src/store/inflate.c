/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/inflate.h"

#include <string.h>

enum {
	CODE_MAX = 15, /* bits in a code */
	LITERALS = 288,
	DISTANCES = 30,
	QUICK_BITS = 10, /* codes up to this long are found at one look */
};

/* A canonical Huffman code, told by its lengths. */
struct code {
	uint16_t count[CODE_MAX + 1];    /* codes of each length */
	uint16_t symbol[LITERALS];       /* by code */
	uint16_t quick[1 << QUICK_BITS]; /* symbol and length of the code that these bits begin with; 0:
					    longer */
};

struct stream {
	const uint8_t *in;
	size_t left;
	uint64_t bits; /* read and not yet taken, the next one lowest */
	unsigned bit_count;
	uint8_t *out;
	size_t size;
	size_t room;
	struct code fixed[2]; /* for literals and distances, once they are needed */
	bool has_fixed;
};

/* ---- bits */

static void fill(struct stream *s)
{
	while (s->bit_count <= 56 && s->left) {
		s->bits |= (uint64_t)*s->in++ << s->bit_count;
		s->left--;
		s->bit_count += 8;
	}
}

static bool take(struct stream *s, unsigned count, unsigned *value)
{
	fill(s);
	if (s->bit_count < count)
		return false;
	*value = (unsigned)(s->bits & ((1U << count) - 1));
	s->bits >>= count;
	s->bit_count -= count;
	return true;
}

/* ---- codes */

static void fill_quick(struct code *code)
{
	unsigned next = 0;
	unsigned index = 0;
	memset(code->quick, 0, sizeof code->quick);
	for (unsigned length = 1; length <= QUICK_BITS; length++) {
		for (unsigned i = 0; i < code->count[length]; i++, next++, index++) {
			unsigned turned = 0; /* the first bit of a code comes first, that is lowest */
			for (unsigned bit = 0; bit < length; bit++)
				turned |= (next >> bit & 1U) << (length - 1 - bit);
			for (; turned < 1U << QUICK_BITS; turned += 1U << length)
				code->quick[turned] = (uint16_t)((unsigned)code->symbol[index] << 4 | length);
		}
		next <<= 1;
	}
}

/* False if the lengths make no code: more of them than there is room for, or less, unless it is a single
 * short one. */
static bool code_make(struct code *code, const uint8_t *lengths, unsigned symbols, bool may_be_single)
{
	uint16_t offset[CODE_MAX + 1];
	int left = 1;
	memset(code->count, 0, sizeof code->count);
	for (unsigned i = 0; i < symbols; i++)
		code->count[lengths[i]]++;
	code->count[0] = 0;
	unsigned longest = 0;
	for (unsigned length = 1; length <= CODE_MAX; length++) {
		left = left * 2 - code->count[length];
		if (left < 0)
			return false;
		if (code->count[length])
			longest = length;
	}
	if (left > 0 && (!may_be_single || longest > 1))
		return false;
	offset[1] = 0;
	for (unsigned length = 1; length < CODE_MAX; length++)
		offset[length + 1] = (uint16_t)(offset[length] + code->count[length]);
	for (unsigned i = 0; i < symbols; i++)
		if (lengths[i])
			code->symbol[offset[lengths[i]]++] = (uint16_t)i;
	fill_quick(code);
	return true;
}

static bool decode_long(struct stream *s, const struct code *code, unsigned *symbol)
{
	unsigned value = 0;
	unsigned first = 0;
	unsigned index = 0;
	for (unsigned length = 1; length <= CODE_MAX && length <= s->bit_count; length++) {
		value |= (unsigned)(s->bits >> (length - 1)) & 1U;
		if (value - first < code->count[length]) {
			*symbol = code->symbol[index + (value - first)];
			s->bits >>= length;
			s->bit_count -= length;
			return true;
		}
		index += code->count[length];
		first = (first + code->count[length]) << 1;
		value <<= 1;
	}
	return false;
}

static bool decode(struct stream *s, const struct code *code, unsigned *symbol)
{
	fill(s);
	unsigned quick = code->quick[s->bits & ((1U << QUICK_BITS) - 1)];
	unsigned length = quick & 15U;
	if (length == 0 || length > s->bit_count)
		return decode_long(s, code, symbol);
	s->bits >>= length;
	s->bit_count -= length;
	*symbol = quick >> 4;
	return true;
}

/* ---- blocks */

static enum ak_inflate_end stored(struct stream *s)
{
	unsigned size;
	unsigned check;
	unsigned rest;
	take(s, s->bit_count % 8, &rest);
	if (!take(s, 16, &size) || !take(s, 16, &check) || size != (check ^ 0xffffU))
		return AK_INFLATE_BAD;
	/* what was read ahead goes back */
	s->in -= s->bit_count / 8;
	s->left += s->bit_count / 8;
	s->bits = 0;
	s->bit_count = 0;
	size_t now = size < s->room - s->size ? size : s->room - s->size;
	if (now > s->left)
		now = s->left;
	if (now)
		memcpy(s->out + s->size, s->in, now);
	s->size += now;
	s->in += now;
	s->left -= now;
	if (now == size)
		return AK_INFLATE_DONE;
	return s->size == s->room ? AK_INFLATE_FULL : AK_INFLATE_BAD;
}

/* A length or a distance: a base, and so many bits to add to it. */
struct range {
	uint16_t base;
	uint8_t extra;
};

static const struct range lengths_of[29] = {{3, 0}, {4, 0}, {5, 0}, {6, 0}, {7, 0}, {8, 0}, {9, 0}, {10, 0},
	{11, 1}, {13, 1}, {15, 1}, {17, 1}, {19, 2}, {23, 2}, {27, 2}, {31, 2}, {35, 3}, {43, 3}, {51, 3},
	{59, 3}, {67, 4}, {83, 4}, {99, 4}, {115, 4}, {131, 5}, {163, 5}, {195, 5}, {227, 5}, {258, 0}};

static const struct range distances_of[DISTANCES] = {{1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 1}, {7, 1}, {9, 2},
	{13, 2}, {17, 3}, {25, 3}, {33, 4}, {49, 4}, {65, 5}, {97, 5}, {129, 6}, {193, 6}, {257, 7}, {385, 7},
	{513, 8}, {769, 8}, {1025, 9}, {1537, 9}, {2049, 10}, {3073, 10}, {4097, 11}, {6145, 11}, {8193, 12},
	{12289, 12}, {16385, 13}, {24577, 13}};

static bool take_range(struct stream *s, const struct range *range, size_t *value)
{
	unsigned extra;
	if (!take(s, range->extra, &extra))
		return false;
	*value = (size_t)range->base + extra;
	return true;
}

/* Repeats what was written distance bytes ago. */
static enum ak_inflate_end copy(struct stream *s, unsigned symbol, const struct code *distance_code)
{
	size_t length;
	size_t distance;
	unsigned which;
	symbol -= 257;
	if (symbol >= sizeof lengths_of / sizeof lengths_of[0] ||
		!take_range(s, &lengths_of[symbol], &length) || !decode(s, distance_code, &which) ||
		which >= DISTANCES || !take_range(s, &distances_of[which], &distance) || distance > s->size)
		return AK_INFLATE_BAD;
	for (; length && s->size < s->room; length--, s->size++)
		s->out[s->size] = s->out[s->size - distance];
	return length ? AK_INFLATE_FULL : AK_INFLATE_DONE;
}

static enum ak_inflate_end coded(
	struct stream *s, const struct code *literal_code, const struct code *distance_code)
{
	for (;;) {
		unsigned symbol;
		enum ak_inflate_end end = AK_INFLATE_DONE;
		if (!decode(s, literal_code, &symbol))
			return AK_INFLATE_BAD;
		if (symbol == 256)
			return AK_INFLATE_DONE;
		if (symbol > 256)
			end = copy(s, symbol, distance_code);
		else if (s->size == s->room)
			end = AK_INFLATE_FULL;
		else
			s->out[s->size++] = (uint8_t)symbol;
		if (end != AK_INFLATE_DONE)
			return end;
	}
}

static enum ak_inflate_end fixed(struct stream *s)
{
	if (!s->has_fixed) {
		uint8_t lengths[LITERALS];
		memset(lengths, 8, 144);
		memset(lengths + 144, 9, 112);
		memset(lengths + 256, 7, 24);
		memset(lengths + 280, 8, 8);
		code_make(&s->fixed[0], lengths, LITERALS, false);
		memset(lengths, 5, 32); /* the last two are reserved, and refused where they are used */
		code_make(&s->fixed[1], lengths, 32, false);
		s->has_fixed = true;
	}
	return coded(s, &s->fixed[0], &s->fixed[1]);
}

/* The lengths of both codes, themselves in a code, with repeats. */
static bool take_lengths(struct stream *s, const struct code *code, uint8_t *lengths, unsigned count)
{
	unsigned at = 0;
	while (at < count) {
		unsigned symbol;
		unsigned times = 0;
		uint8_t value = 0;
		if (!decode(s, code, &symbol))
			return false;
		if (symbol < 16) {
			lengths[at++] = (uint8_t)symbol;
			continue;
		}
		if (symbol == 16) {
			if (at == 0 || !take(s, 2, &times))
				return false;
			value = lengths[at - 1];
			times += 3;
		} else if (!take(s, symbol == 17 ? 3 : 7, &times)) {
			return false;
		} else {
			times += symbol == 17 ? 3 : 11;
		}
		if (times > count - at)
			return false;
		memset(lengths + at, value, times);
		at += times;
	}
	return true;
}

static enum ak_inflate_end dynamic(struct stream *s)
{
	static const uint8_t order[19] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
	uint8_t lengths[LITERALS + 32] = {0};
	uint8_t first[19] = {0};
	struct code literal_code;
	struct code distance_code;
	unsigned literals;
	unsigned distances;
	unsigned count;
	if (!take(s, 5, &literals) || !take(s, 5, &distances) || !take(s, 4, &count))
		return AK_INFLATE_BAD;
	literals += 257;
	distances += 1;
	if (literals > 286 || distances > DISTANCES)
		return AK_INFLATE_BAD;
	for (unsigned i = 0; i < count + 4; i++) {
		unsigned length;
		if (!take(s, 3, &length))
			return AK_INFLATE_BAD;
		first[order[i]] = (uint8_t)length;
	}
	if (!code_make(&literal_code, first, 19, false) ||
		!take_lengths(s, &literal_code, lengths, literals + distances) || lengths[256] == 0 ||
		!code_make(&literal_code, lengths, literals, true) ||
		!code_make(&distance_code, lengths + literals, distances, true))
		return AK_INFLATE_BAD;
	return coded(s, &literal_code, &distance_code);
}

static enum ak_inflate_end block(struct stream *s, bool *last)
{
	unsigned head;
	if (!take(s, 3, &head))
		return AK_INFLATE_BAD;
	*last = head & 1U;
	switch (head >> 1) {
	case 0:
		return stored(s);
	case 1:
		return fixed(s);
	case 2:
		return dynamic(s);
	default:
		return AK_INFLATE_BAD;
	}
}

/* ---- the stream */

static uint32_t adler(const uint8_t *data, size_t size)
{
	uint32_t a = 1;
	uint32_t b = 0;
	while (size) {
		size_t now = size < 5552 ? size
					 : 5552; /* as many as fit in 32 bits before the remainder is taken */
		size -= now;
		while (now--) {
			a += *data++;
			b += a;
		}
		a %= 65521;
		b %= 65521;
	}
	return b << 16 | a;
}

static bool ends_well(struct stream *s)
{
	unsigned rest;
	unsigned byte;
	uint32_t sum = 0;
	take(s, s->bit_count % 8, &rest);
	for (int i = 0; i < 4; i++) {
		if (!take(s, 8, &byte))
			return false;
		sum = sum << 8 | byte;
	}
	return s->bit_count == 0 && s->left == 0 && sum == adler(s->out, s->size);
}

enum ak_inflate_end ak_inflate(uint8_t *out, size_t room, size_t *size, struct ak_bytes in)
{
	struct stream s;
	s.in = in.data;
	s.left = in.size;
	s.bits = 0;
	s.bit_count = 0;
	s.out = out;
	s.size = 0;
	s.room = room;
	s.has_fixed = false;
	unsigned method;
	unsigned flags;
	bool last = false;
	*size = 0;
	/* deflate, a window of at most 32 KiB, no dictionary */
	if (!take(&s, 8, &method) || !take(&s, 8, &flags) || (method & 15U) != 8 || method >> 4 > 7 ||
		(method * 256 + flags) % 31 != 0 || flags & 32U)
		return AK_INFLATE_BAD;
	while (!last) {
		enum ak_inflate_end end = block(&s, &last);
		*size = s.size;
		if (end != AK_INFLATE_DONE)
			return end;
	}
	return ends_well(&s) ? AK_INFLATE_DONE : AK_INFLATE_BAD;
}
