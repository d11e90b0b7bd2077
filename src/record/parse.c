/* SPDX-License-Identifier: EUPL-1.2 */
/* The schema of a record (protocol §5). */
#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "base/limits.h"
#include "base/name.h"
#include "record/read.h"
#include "sig/digest.h"

enum key {
	AKKOORD,
	LEDGER,
	ACTOR,
	KEY,
	SEQ,
	PARENTS,
	TIME,
	KIND,
	FOR,
	WHY,
	CHANGES,
	PINS,
	RESPOND_BY,
	ATTACHMENTS,
	TARGET,
	HEIGHT,
	PREV,
	STATE,
	KEYS,
};

#define PROPOSE (1U << AK_KIND_PROPOSE)
#define ENDORSE (1U << AK_KIND_ENDORSE)
#define OBJECT (1U << AK_KIND_OBJECT)
#define WITHDRAW (1U << AK_KIND_WITHDRAW)
#define SEAL (1U << AK_KIND_SEAL)
#define ALL (PROPOSE | ENDORSE | OBJECT | WITHDRAW | SEAL)
#define ANSWER (ENDORSE | OBJECT | WITHDRAW)

/* The table of protocol §5: which kinds must have a key, and which others may. */
/* clang-format off */
static const struct {
	const char *name;
	unsigned must, may;
} keys[KEYS] = {
	[AKKOORD]     = {"akkoord",     ALL, 0},
	[LEDGER]      = {"ledger",      ALL, 0},
	[ACTOR]       = {"actor",       ALL, 0},
	[KEY]         = {"key",         ALL, 0},
	[SEQ]         = {"seq",         ALL, 0},
	[PARENTS]     = {"parents",     ALL, 0},
	[TIME]        = {"time",        ALL, 0},
	[KIND]        = {"kind",        ALL, 0},
	[FOR]         = {"for",         PROPOSE, 0},
	[WHY]         = {"why",         PROPOSE | OBJECT | WITHDRAW, ENDORSE},
	[CHANGES]     = {"changes",     PROPOSE, 0},
	[PINS]        = {"pins",        0, PROPOSE},
	[RESPOND_BY]  = {"respond_by",  0, PROPOSE},
	[ATTACHMENTS] = {"attachments", 0, PROPOSE | ANSWER},
	[TARGET]      = {"target",      ANSWER, 0},
	[HEIGHT]      = {"height",      SEAL, 0},
	[PREV]        = {"prev",        SEAL, 0},
	[STATE]       = {"state",       SEAL, 0},
};
/* clang-format on */

static const char *const kind_names[] = {
	[AK_KIND_PROPOSE] = "propose",
	[AK_KIND_ENDORSE] = "endorse",
	[AK_KIND_OBJECT] = "object",
	[AK_KIND_WITHDRAW] = "withdraw",
	[AK_KIND_SEAL] = "seal",
};

struct record_json {
	const struct ak_json *keys[KEYS]; /* NULL: not there */
};

const char *ak_kind_name(enum ak_kind kind)
{
	return kind_names[kind];
}

static struct ak_record_place at(enum key key)
{
	return ak_at(keys[key].name);
}

static struct ak_record_place at_item(enum key key, size_t index)
{
	return (struct ak_record_place){.key = keys[key].name, .index = (int)index};
}

static bool read_keys(struct ak_record_reader *reader, const struct ak_json *json, struct record_json *from)
{
	if (ak_json_kind(json) != AK_JSON_OBJECT)
		return ak_record_refuse(reader, ak_at("record"), "a record is an object (protocol §5)");
	/* members nearly always come in the order of the table: each is looked for from the last one on */
	unsigned key = 0;
	for (void *member = ak_json_member(json, NULL); member; member = ak_json_member(json, member)) {
		const char *name = ak_json_member_key(member);
		unsigned left = KEYS;
		for (; left > 0 && strcmp(keys[key].name, name) != 0; left--)
			key = (key + 1) % KEYS;
		/* protocol §1: "**An unknown key is an error** (`schema`)" */
		if (left == 0)
			return ak_record_refuse(
				reader, ak_at(name), "no record has such a key (protocol §5)");
		from->keys[key] = ak_json_member_value(member);
	}
	return true;
}

static bool read_kind(
	struct ak_record_reader *reader, const struct record_json *from, struct ak_record *record)
{
	const char *name = NULL;
	if (!ak_record_read_text(reader, at(KIND), from->keys[KIND], &name))
		return false;
	unsigned kind = 0;
	while (kind <= AK_KIND_SEAL && strcmp(kind_names[kind], name) != 0)
		kind++;
	if (kind > AK_KIND_SEAL)
		return ak_record_refuse(reader, at(KIND),
			"a kind is propose, endorse, object, withdraw or seal (protocol §5)");
	record->kind = (uint8_t)kind;
	for (unsigned key = 0; key < KEYS; key++) {
		if (!from->keys[key] && (keys[key].must & (1U << kind)))
			return ak_record_refuse(
				reader, at((enum key)key), "this key is required (protocol §5)");
		if (from->keys[key] && !((keys[key].must | keys[key].may) & (1U << kind)))
			return ak_record_refuse(reader, at((enum key)key),
				"a record of this kind has no such key (protocol §5)");
	}
	return true;
}

static bool read_int(struct ak_record_reader *reader, enum key key, const struct record_json *from,
	int64_t max, int64_t *value)
{
	const struct ak_json *json = from->keys[key];
	if (ak_json_kind(json) != AK_JSON_INT)
		return ak_record_refuse(reader, at(key), "an integer is expected (protocol §5)");
	*value = ak_json_int(json);
	if (*value < 1 || *value > max)
		return ak_record_refuse(
			reader, at(key), "the number is too small or too large (protocol §5)");
	return true;
}

static const struct ak_id *keep_id(
	struct ak_record_reader *reader, enum key key, const struct record_json *from)
{
	struct ak_id *id = ak_record_alloc(reader, 1, sizeof *id);
	return id && ak_record_read_id(reader, at(key), from->keys[key], id) ? id : NULL;
}

/* protocol §5: "ids, sorted, distinct" */
static bool read_parents(
	struct ak_record_reader *reader, const struct record_json *from, struct ak_record *record)
{
	const struct ak_json *json = from->keys[PARENTS];
	const struct ak_id *ids = ak_record_read_ids(reader, at(PARENTS), json, 0, AK_PARENTS_MAX);
	if (!ids)
		return false;
	record->parents = ids;
	record->parent_count = (uint16_t)ak_json_count(json);
	for (size_t i = 1; i < record->parent_count; i++)
		if (ak_id_compare(&ids[i - 1], &ids[i]) >= 0)
			return ak_record_refuse(
				reader, at_item(PARENTS, i), "parents are sorted and distinct (protocol §5)");
	return true;
}

/* protocol §5: "1 to 64 distinct ids of attachments (minutes, a mandate); decides nothing" */
static bool read_attachments(
	struct ak_record_reader *reader, const struct record_json *from, struct ak_record *record)
{
	const struct ak_json *json = from->keys[ATTACHMENTS];
	if (!json)
		return true;
	const struct ak_id *ids = ak_record_read_ids(reader, at(ATTACHMENTS), json, 1, AK_ATTACHMENTS_MAX);
	if (!ids)
		return false;
	record->attachments = ids;
	record->attachment_count = (uint8_t)ak_json_count(json);
	for (size_t i = 1; i < record->attachment_count; i++)
		for (size_t j = 0; j < i; j++)
			if (ak_id_equal(&ids[i], &ids[j]))
				return ak_record_refuse(reader, at_item(ATTACHMENTS, i),
					"attachments are distinct (protocol §5)");
	return true;
}

/* A text that is nearly always the last one of its kind. */
static bool share_again(struct ak_record_reader *reader, const char *borrowed, const char **last, const char **kept)
{
	if ((!*last || strcmp(*last, borrowed) != 0) && !ak_record_share(reader, borrowed, last))
		return false;
	*kept = *last;
	return true;
}

static bool read_signer(
	struct ak_record_reader *reader, const struct record_json *from, struct ak_record *record)
{
	const char *actor = NULL;
	const char *key = NULL;
	int64_t seq = 0;
	if (!ak_record_read_text(reader, at(ACTOR), from->keys[ACTOR], &actor) ||
		!ak_record_read_text(reader, at(KEY), from->keys[KEY], &key))
		return false;
	if (!ak_name_check(actor))
		return ak_record_refuse(reader, at(ACTOR),
			"a name is 1 to 63 of a-z, 0-9 and `-`, and does not start with `-` (protocol §1)");
	if (!ak_record_like_key(key))
		return ak_record_refuse(
			reader, at(KEY), "a key is `<type> <base64>` as in the charter (protocol §4)");
	/* protocol §5: "then one more each, at most 999,999,999" */
	if (!read_int(reader, SEQ, from, AK_SEQ_MAX, &seq))
		return false;
	record->seq = (uint32_t)seq;
	struct ak_record_shared none = {.actor = NULL};
	struct ak_record_shared *last = reader->shared ? reader->shared : &none;
	return share_again(reader, actor, &last->actor, &record->actor) && share_again(reader, key, &last->key, &record->key);
}

static bool read_time(
	struct ak_record_reader *reader, const struct record_json *from, struct ak_record *record)
{
	const char *text = NULL;
	if (!ak_record_read_text(reader, at(TIME), from->keys[TIME], &text))
		return false;
	return ak_time_parse(&record->time, text) ||
	       ak_record_refuse(
		       reader, at(TIME), "a time is YYYY-MM-DDThh:mm:ssZ, a real UTC instant (protocol §1)");
}

static bool read_why(
	struct ak_record_reader *reader, const struct record_json *from, struct ak_record *record)
{
	const char *why = NULL;
	if (!from->keys[WHY])
		return true;
	if (!ak_record_read_text(reader, at(WHY), from->keys[WHY], &why))
		return false;
	/* protocol §5: "the reason given, not empty" */
	if (!*why)
		return ak_record_refuse(reader, at(WHY), "the reason given is not empty (protocol §5)");
	return ak_record_keep(reader, why, &record->why);
}

/* Nearly always that of the record before. */
static bool read_ledger(
	struct ak_record_reader *reader, const struct record_json *from, struct ak_record *record)
{
	struct ak_id id;
	const struct ak_id *last = reader->shared ? reader->shared->ledger : NULL;
	if (last && !ak_record_read_id(reader, at(LEDGER), from->keys[LEDGER], &id))
		return false;
	record->ledger = last && ak_id_equal(last, &id) ? last : keep_id(reader, LEDGER, from);
	if (reader->shared && record->ledger)
		reader->shared->ledger = record->ledger;
	return record->ledger != NULL;
}

/* What records of all kinds have. */
static bool read_common(
	struct ak_record_reader *reader, const struct record_json *from, struct ak_record *record)
{
	const char *version = NULL;
	if (!ak_record_read_text(reader, at(AKKOORD), from->keys[AKKOORD], &version))
		return false;
	if (strcmp(version, "record/1") != 0)
		return ak_record_refuse(reader, at(AKKOORD), "this must be \"record/1\" (protocol §5)");
	return read_ledger(reader, from, record) && read_signer(reader, from, record) && read_parents(reader, from, record) &&
	       read_time(reader, from, record) && read_why(reader, from, record) &&
	       read_attachments(reader, from, record);
}

/* protocol §5: "or `self`; of the form name or name/name" */
static bool read_capacity(
	struct ak_record_reader *reader, const struct record_json *from, struct ak_record *record)
{
	const char *text = NULL;
	if (!ak_record_read_text(reader, at(FOR), from->keys[FOR], &text))
		return false;
	const char *slash = strchr(text, '/');
	bool good = slash ? ak_name_check_n(text, (size_t)(slash - text)) && ak_name_check(slash + 1)
			  : ak_name_check(text);
	if (!good)
		return ak_record_refuse(
			reader, at(FOR), "a capacity is of the form name or name/name (protocol §5)");
	return ak_record_share(reader, text, &record->capacity);
}

static bool read_changes(
	struct ak_record_reader *reader, const struct record_json *from, struct ak_record *record)
{
	const struct ak_json *json = from->keys[CHANGES];
	if (ak_json_kind(json) != AK_JSON_ARRAY)
		return ak_record_refuse(reader, at(CHANGES), "a list is expected (protocol §5)");
	size_t count = ak_json_count(json);
	if (count < 1 || count > AK_CHANGES_MAX)
		return ak_record_refuse(reader, at(CHANGES), "a proposal has 1 to 64 changes (protocol §5)");
	struct ak_change *changes = ak_record_alloc(reader, count, sizeof *changes);
	for (size_t i = 0; changes && i < count; i++)
		if (!ak_record_read_change(reader, at_item(CHANGES, i), ak_json_item(json, i), &changes[i]))
			return false;
	record->changes = changes;
	record->change_count = (uint8_t)count;
	return changes != NULL;
}

static bool read_pins(
	struct ak_record_reader *reader, const struct record_json *from, struct ak_record *record)
{
	const struct ak_json *json = from->keys[PINS];
	if (!json)
		return true;
	if (ak_json_kind(json) != AK_JSON_OBJECT)
		return ak_record_refuse(reader, at(PINS), "an object is expected (protocol §5)");
	size_t count = ak_json_count(json);
	if (count < 1 || count > AK_PINS_MAX)
		return ak_record_refuse(reader, at(PINS), "there are 1 to 8 pins, if any (protocol §5)");
	struct ak_pin *pins = ak_record_alloc(reader, count, sizeof *pins);
	if (!pins)
		return false;
	for (void *member = ak_json_member(json, NULL); member; member = ak_json_member(json, member)) {
		struct ak_pin *pin = &pins[record->pin_count++];
		struct ak_record_place place = at(PINS);
		place.part = ak_json_member_key(member);
		if (!ak_record_read_object(reader, place, place.part, &pin->object) ||
			!ak_record_read_id(reader, place, ak_json_member_value(member), &pin->digest))
			return false;
	}
	record->pins = pins;
	return true;
}

static bool read_propose(
	struct ak_record_reader *reader, const struct record_json *from, struct ak_record *record)
{
	const char *date = NULL;
	record->respond_by = -1;
	if (!read_capacity(reader, from, record) || !read_changes(reader, from, record) ||
		!read_pins(reader, from, record))
		return false;
	if (!from->keys[RESPOND_BY])
		return true;
	if (!ak_record_read_text(reader, at(RESPOND_BY), from->keys[RESPOND_BY], &date))
		return false;
	return ak_date_parse(&record->respond_by, date) ||
	       ak_record_refuse(reader, at(RESPOND_BY), "a date is YYYY-MM-DD, a real day (protocol §1)");
}

/* protocol §5: "rule 10; height at least 1; `prev` is null exactly at height 1" */
static bool read_seal(
	struct ak_record_reader *reader, const struct record_json *from, struct ak_record *record)
{
	if (!read_int(reader, HEIGHT, from, AK_JSON_INT_MAX, &record->height))
		return false;
	bool first = ak_json_kind(from->keys[PREV]) == AK_JSON_NULL;
	if (first != (record->height == 1))
		return ak_record_refuse(reader, at(PREV), "`prev` is null exactly at height 1 (protocol §5)");
	record->prev = first ? NULL : keep_id(reader, PREV, from);
	if (!first && !record->prev)
		return false;
	record->state = keep_id(reader, STATE, from);
	return record->state != NULL;
}

static bool read_record(struct ak_record_reader *reader, const struct ak_json *json, struct ak_record *record)
{
	struct record_json from = {.keys = {NULL}};
	if (!read_keys(reader, json, &from) || !read_kind(reader, &from, record) ||
		!read_common(reader, &from, record))
		return false;
	switch ((enum ak_kind)record->kind) {
	case AK_KIND_PROPOSE:
		return read_propose(reader, &from, record);
	case AK_KIND_ENDORSE:
	case AK_KIND_OBJECT:
	case AK_KIND_WITHDRAW:
		record->target = keep_id(reader, TARGET, &from);
		return record->target != NULL;
	case AK_KIND_SEAL:
		return read_seal(reader, &from, record);
	}
	return false;
}

enum ak_status ak_record_read(struct ak_record *record, struct ak_arena *arena, struct ak_record_shared *shared,
	const struct ak_json *json, struct ak_error *err)
{
	struct ak_record_reader reader = {.arena = arena, .shared = shared, .err = err, .status = AK_OK};
	struct ak_record read = {.seq = 0};
	if (!read_record(&reader, json, &read)) {
		assert(reader.status != AK_OK);
		return reader.status;
	}
	*record = read;
	return AK_OK;
}

enum ak_status ak_record_parse(struct ak_record *record, struct ak_arena *arena, struct ak_bytes bytes,
	enum ak_record_fault *fault, struct ak_error *err)
{
	struct ak_json *json = NULL;
	enum ak_status status = ak_json_parse(&json, bytes, err);
	if (status != AK_OK) {
		*fault = AK_RECORD_FAULT_JSON;
		return status;
	}
	status = ak_record_read(record, arena, NULL, json, err);
	ak_json_free(json);
	if (status == AK_OK)
		record->id = ak_sha256(bytes);
	else
		*fault = AK_RECORD_FAULT_SCHEMA;
	return status;
}
