/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One record (protocol §5, §6): its path, its schema, and the writing of a new one.
 *
 * A parsed record keeps every rule of the schema. Whether its signature, ledger, parents, key, time, target, prev and
 * seq are sound needs other files and is asked elsewhere.
 */
#ifndef AK_RECORD_RECORD_H
#define AK_RECORD_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/error.h"
#include "base/id.h"
#include "base/map.h"
#include "json/json.h"
#include "record/value.h"

enum ak_kind {
	AK_KIND_PROPOSE,
	AK_KIND_ENDORSE,
	AK_KIND_OBJECT,
	AK_KIND_WITHDRAW,
	AK_KIND_SEAL,
};

enum ak_op {
	AK_OP_CREATE,
	AK_OP_SET,
	AK_OP_ADD,
	AK_OP_REMOVE,
	AK_OP_AMEND,
};

struct ak_assignment {
	const char *field;
	struct ak_value value;
};

struct ak_change {
	enum ak_op op;
	const char *object; /* NULL for amend */
	const char *field;  /* set, add, remove */
	union {
		struct { /* set; add and remove have only `to`, the member */
			struct ak_value from;
			struct ak_value to;
		};
		struct { /* create, in the order of the file */
			const struct ak_assignment *fields;
			uint32_t field_count;
		};
		struct { /* amend */
			struct ak_id from_charter;
			const char *charter; /* JSON of an object, its keys in the order of the record */
			struct ak_id charter_digest;
		};
	};
};

struct ak_pin {
	const char *object;
	struct ak_id digest;
};

struct ak_record {
	struct ak_id id; /* SHA-256 of the bytes */
	const struct ak_id *ledger;
	const char *actor;
	const char *key;
	int64_t time; /* seconds, see base/date.h */
	const struct ak_id *parents; /* sorted, distinct */
	const struct ak_id *attachments;
	const char *why; /* or NULL */
	uint32_t seq;
	uint16_t parent_count;
	uint8_t attachment_count;
	uint8_t kind; /* enum ak_kind */
	union {
		struct { /* propose */
			const char *capacity; /* `for` */
			const struct ak_change *changes;
			const struct ak_pin *pins;
			int32_t respond_by; /* days, or -1 */
			uint8_t change_count;
			uint8_t pin_count;
		};
		const struct ak_id *target; /* endorse, object, withdraw */
		struct {		    /* seal */
			int64_t height;
			const struct ak_id *prev; /* or NULL */
			const struct ak_id *state;
		};
	};
};

/* What a create or a set says that a field becomes; NULL where it says nothing of it, and of any other change. */
const struct ak_value *ak_change_value(const struct ak_change *change, const char *field);

/* Of records by ascending id the one with this id, or NULL. */
const struct ak_record *ak_record_find(const struct ak_record *records, uint32_t count, const struct ak_id *id);

/*
 * Reads a record from its bytes. Everything it points to lives in arena. On failure AK_ERR_FORMAT (json or schema:
 * *fault tells which, see below) with a sentence naming the place, or AK_ERR_MEMORY.
 *
 * Of the record's key only the form (`<type> <base64>` in words) is looked at: whether the key is well-formed
 * (ak_key_check) costs much and has the same answer each time, so the caller asks and remembers; it is `schema` too.
 */
enum ak_record_fault {
	AK_RECORD_FAULT_JSON,
	AK_RECORD_FAULT_SCHEMA,
};
enum ak_status ak_record_parse(struct ak_record *record, struct ak_arena *arena, struct ak_bytes bytes,
	enum ak_record_fault *fault, struct ak_error *err);

/*
 * What many records have in common (actors, keys, capacities, objects, fields, the ledger), kept once. It lives in
 * the arena of the records that are read with it, and its map goes with ak_map_release. The values in the map are the
 * caller's.
 */
struct ak_record_shared {
	struct ak_map texts;
	/* of the record read last, or NULL: files come by actor, so the next one is nearly always the same's */
	const struct ak_id *ledger;
	const char *actor, *key;
	const char *good_key; /* the caller's: the key that it last found well-formed */
};

/* The same from JSON that was read before; record->id is left zero. shared may be NULL: then nothing is kept once. */
enum ak_status ak_record_read(struct ak_record *record, struct ak_arena *arena, struct ak_record_shared *shared,
	const struct ak_json *json, struct ak_error *err);

/* One change by the schema of protocol §6, for what people write by hand. place goes into the sentence. */
enum ak_status ak_change_read(struct ak_change *change, struct ak_arena *arena, const struct ak_json *json,
	const char *place, struct ak_error *err);

/*
 * The bytes of a record, as new ones are written: indented JSON, keys in the order of protocol §5 and then a line
 * feed. What is written parses back to the same (tested). record->id is not looked at.
 */
enum ak_status ak_record_write(const struct ak_record *record, struct ak_buf *out, struct ak_error *err);

/* What a path under ledger/ says of a record or signature file (protocol §2). */
struct ak_record_path {
	char actor[64];
	uint32_t seq; /* UINT32_MAX: of more than nine digits, so that of no record */
	struct ak_id id;
	bool is_signature;
};

/* Whether path is exactly of the form of protocol §2: `ledger/<actor>/<hundred>/<seq>-<id>.json` or `.sig`. */
bool ak_record_path_parse(struct ak_record_path *parsed, const char *path);

/* The path of a record (`.json`) or its signature (`.sig`), appended. */
void ak_record_path_write(
	struct ak_buf *out, const char *actor, uint32_t seq, const struct ak_id *id, bool is_signature);

/* "propose", "endorse", …; "create", "set", … */
const char *ak_kind_name(enum ak_kind kind);
const char *ak_op_name(enum ak_op op);

/*
 * The attachments that a record names, some of them perhaps more than once: what a replica may admit from elsewhere
 * (protocol §2). An id in a change counts whatever it is for, so the id of a record may be among them.
 */
typedef void ak_record_named(void *context, const struct ak_id *id);
void ak_record_each_named(const struct ak_record *record, ak_record_named *tell, void *context);
bool ak_record_names(const struct ak_record *record, const struct ak_id *id);

#endif
