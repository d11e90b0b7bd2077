/* SPDX-License-Identifier: EUPL-1.2 */
/* How a record is read, inside this room: by the first rule that it breaks, with nothing kept of the JSON. */
#ifndef AK_RECORD_READ_H
#define AK_RECORD_READ_H

#include "record/record.h"

struct ak_record_reader {
	struct ak_arena *arena;
	struct ak_record_shared *shared; /* or NULL */
	struct ak_error *err;
	enum ak_status status; /* the first trouble; all after it is moot */
};

/* Where in the record: `key`, or `key[index].part`. Written out only for a fault. */
struct ak_record_place {
	const char *key;
	int index;        /* -1: none */
	const char *part; /* or NULL */
};

static inline struct ak_record_place ak_at(const char *key)
{
	return (struct ak_record_place){.key = key, .index = -1};
}

/* Both return false. The sentence is "<place>: <what>". */
bool ak_record_refuse(struct ak_record_reader *reader, struct ak_record_place place, const char *what);
bool ak_record_no_memory(struct ak_record_reader *reader);

/* count zeroed items, or NULL after ak_record_no_memory. */
void *ak_record_alloc(struct ak_record_reader *reader, size_t count, size_t item_size);

/* Each reads one value of one kind and returns false, after telling, if it is none. json may be NULL: missing. */
bool ak_record_read_text(struct ak_record_reader *reader, struct ak_record_place place,
	const struct ak_json *json, const char **text); /* borrowed from the JSON */
bool ak_record_keep(struct ak_record_reader *reader, const char *borrowed, const char **kept);
/* likely to come again */
bool ak_record_share(struct ak_record_reader *reader, const char *borrowed, const char **kept);
bool ak_record_read_id(struct ak_record_reader *reader, struct ak_record_place place,
	const struct ak_json *json, struct ak_id *id);
bool ak_record_read_object(
	struct ak_record_reader *reader, struct ak_record_place place, const char *text, const char **object);

/* A list of at least min and at most max ids; NULL after telling. */
struct ak_id *ak_record_read_ids(struct ak_record_reader *reader, struct ak_record_place place,
	const struct ak_json *json, size_t min, size_t max);

/* What any well-formed key looks like; the rest is asked once for each key, elsewhere (sig/key.h). */
bool ak_record_like_key(const char *text);

/* change.c: one change; place is that of the change. */
bool ak_record_read_change(struct ak_record_reader *reader, struct ak_record_place place,
	const struct ak_json *json, struct ak_change *change);

#endif
