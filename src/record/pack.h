/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Records as bytes of our own, many in a row, quick to read: for a cache on the machine that wrote it. Texts are read
 * where they stand, so the bytes must outlive the records. What many records share (words) stands once, at the end.
 *
 * Reading is safe on any bytes. That they say what was once verified is the caller's care.
 */
#ifndef AK_RECORD_PACK_H
#define AK_RECORD_PACK_H

#include "base/map.h"
#include "record/record.h"

/* ---- writing */

struct ak_packer {
	struct ak_buf out;
	const struct ak_id *ledger; /* of nearly all records */
	struct ak_map words;
	struct ak_buf word_text; /* the words, each ended by a NUL */
	uint32_t word_count;
};

/* ledger is borrowed, and so are the records until ak_packer_finish. */
void ak_packer_init(struct ak_packer *packer, const struct ak_id *ledger);
void ak_packer_release(struct ak_packer *packer);
void ak_pack_record(struct ak_packer *packer, const struct ak_record *record);

/* For what else stands in between. */
void ak_pack_number(struct ak_packer *packer, uint64_t number);
void ak_pack_raw(struct ak_packer *packer, const void *data, size_t size);
void ak_pack_text(struct ak_packer *packer, const char *text); /* NULL too */
void ak_pack_value(struct ak_packer *packer, const struct ak_value *value);

/* Puts the words behind all. False if memory ran out on the way. */
bool ak_packer_finish(struct ak_packer *packer);

/* ---- reading, in the same order */

struct ak_unpacker {
	const uint8_t *at, *end;
	const struct ak_id *ledger;
	struct ak_arena *arena;
	const char **words; /* in arena */
	uint32_t word_count;
	bool failed; /* these are no such bytes, or there is no memory: nothing that was read is to be used */
};

/*
 * bytes, ledger and arena must outlive what is read. Any failure is remembered in from->failed: ask once, at the end.
 */
void ak_unpacker_init(struct ak_unpacker *from, struct ak_arena *arena, struct ak_bytes bytes, const struct ak_id *ledger);
void ak_unpack_record(struct ak_unpacker *from, struct ak_record *record);
uint64_t ak_unpack_number(struct ak_unpacker *from);
const void *ak_unpack_raw(struct ak_unpacker *from, size_t size); /* NULL on failure */
const char *ak_unpack_text(struct ak_unpacker *from);
void ak_unpack_value(struct ak_unpacker *from, struct ak_value *value);

#endif
