/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reading what pack.c wrote, field by field in the same order. Any bytes may come: each number is held against its
 * limit.
 */
#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "record/pack.h"

static const void *fail(struct ak_unpacker *from)
{
	from->failed = true;
	from->at = from->end;
	return NULL;
}

void ak_unpacker_init(struct ak_unpacker *from, struct ak_arena *arena, struct ak_bytes bytes, const struct ak_id *ledger)
{
	uint64_t sizes[2] = {0, 0};
	*from = (struct ak_unpacker){.at = bytes.data, .end = bytes.data, .arena = arena, .ledger = ledger};
	if (bytes.size >= sizeof sizes)
		memcpy(sizes, bytes.data + bytes.size - sizeof sizes, sizeof sizes);
	if (bytes.size < sizeof sizes || sizes[0] > bytes.size - sizeof sizes || sizes[1] > sizes[0]) {
		fail(from);
		return;
	}
	const char *text = (const char *)bytes.data + bytes.size - sizeof sizes - sizes[0];
	const char *stop = text + sizes[0];
	from->end = (const uint8_t *)text;
	from->words = ak_arena_alloc(arena, (size_t)(sizes[1] + 1) * sizeof *from->words);
	if (!from->words || (sizes[0] > 0 && stop[-1] != '\0')) {
		fail(from);
		return;
	}
	for (; text < stop && from->word_count < sizes[1]; text += strlen(text) + 1)
		from->words[from->word_count++] = text;
}

const void *ak_unpack_raw(struct ak_unpacker *from, size_t size)
{
	const uint8_t *at = from->at;
	if (from->failed || size > (size_t)(from->end - at))
		return fail(from);
	from->at += size;
	return at;
}

uint64_t ak_unpack_number(struct ak_unpacker *from)
{
	uint64_t number = 0;
	for (unsigned shift = 0; shift < 64; shift += 7) {
		if (from->at == from->end)
			break;
		assert(from->at);
		uint8_t byte = *from->at++;
		number |= (uint64_t)(byte & 0x7f) << shift;
		if (byte <= 0x7f)
			return number;
	}
	fail(from);
	return 0;
}

static uint64_t unpack_up_to(struct ak_unpacker *from, uint64_t limit)
{
	uint64_t number = ak_unpack_number(from);
	if (number <= limit)
		return number;
	fail(from);
	return 0;
}

static int64_t unpack_signed(struct ak_unpacker *from)
{
	uint64_t number = ak_unpack_number(from);
	return (int64_t)(number >> 1) ^ -(int64_t)(number & 1);
}

const char *ak_unpack_text(struct ak_unpacker *from)
{
	uint64_t size = ak_unpack_number(from);
	if (size == 0)
		return NULL;
	const char *text = ak_unpack_raw(from, (size_t)size);
	if (text && text[size - 1] == '\0')
		return text;
	return fail(from);
}

/* One that must be there. */
static const char *unpack_some_text(struct ak_unpacker *from)
{
	const char *text = ak_unpack_text(from);
	return text ? text : fail(from);
}

static const char *unpack_word(struct ak_unpacker *from)
{
	uint64_t number = unpack_up_to(from, from->word_count);
	return number == 0 ? NULL : from->words[number - 1];
}

static const char *unpack_some_word(struct ak_unpacker *from)
{
	const char *word = unpack_word(from);
	return word ? word : fail(from);
}

/* An id has no alignment: it is used where it stands. */
static const struct ak_id *unpack_ids(struct ak_unpacker *from, size_t count)
{
	return ak_unpack_raw(from, count * sizeof(struct ak_id));
}

static void unpack_id(struct ak_unpacker *from, struct ak_id *id)
{
	const struct ak_id *there = unpack_ids(from, 1);
	if (there)
		*id = *there;
}

static void *unpack_room(struct ak_unpacker *from, size_t count, size_t size)
{
	void *room = ak_arena_alloc(from->arena, count * size);
	if (!room)
		fail(from);
	return room;
}

void ak_unpack_value(struct ak_unpacker *from, struct ak_value *value)
{
	value->kind = (enum ak_value_kind)unpack_up_to(from, AK_VALUE_SET);
	switch (value->kind) {
	case AK_VALUE_NULL:
		break;
	case AK_VALUE_TEXT:
		value->text = unpack_some_text(from);
		break;
	case AK_VALUE_INT:
		value->integer = unpack_signed(from);
		break;
	case AK_VALUE_BOOL:
		value->boolean = unpack_up_to(from, 1) != 0;
		break;
	case AK_VALUE_SET: {
		value->count = (uint32_t)unpack_up_to(from, AK_RECORD_SIZE_MAX);
		const char **items = unpack_room(from, value->count, sizeof *items);
		for (uint32_t i = 0; items && i < value->count; i++)
			items[i] = unpack_some_text(from);
		value->items = items;
		break;
	}
	}
}

static void unpack_change(struct ak_unpacker *from, struct ak_change *change)
{
	change->op = (enum ak_op)unpack_up_to(from, AK_OP_AMEND);
	change->object = change->op == AK_OP_AMEND ? unpack_word(from) : unpack_some_word(from);
	change->field = unpack_word(from);
	switch (change->op) {
	case AK_OP_CREATE: {
		change->field_count = (uint32_t)unpack_up_to(from, AK_RECORD_SIZE_MAX);
		struct ak_assignment *fields = unpack_room(from, change->field_count, sizeof *fields);
		for (uint32_t i = 0; fields && i < change->field_count; i++) {
			fields[i].field = unpack_some_word(from);
			ak_unpack_value(from, &fields[i].value);
		}
		change->fields = fields;
		break;
	}
	case AK_OP_SET:
		ak_unpack_value(from, &change->from);
		ak_unpack_value(from, &change->to);
		break;
	case AK_OP_ADD:
	case AK_OP_REMOVE:
		ak_unpack_value(from, &change->to);
		break;
	case AK_OP_AMEND:
		unpack_id(from, &change->from_charter);
		unpack_id(from, &change->charter_digest);
		change->charter = unpack_some_text(from);
		break;
	}
}

static void unpack_proposal(struct ak_unpacker *from, struct ak_record *record)
{
	record->capacity = unpack_some_word(from);
	record->respond_by = (int32_t)unpack_signed(from);
	record->change_count = (uint8_t)unpack_up_to(from, AK_CHANGES_MAX);
	struct ak_change *changes = unpack_room(from, record->change_count, sizeof *changes);
	for (uint32_t i = 0; changes && i < record->change_count; i++)
		unpack_change(from, &changes[i]);
	record->changes = changes;
	record->pin_count = (uint8_t)unpack_up_to(from, AK_PINS_MAX);
	struct ak_pin *pins = record->pin_count ? unpack_room(from, record->pin_count, sizeof *pins) : NULL;
	for (uint32_t i = 0; pins && i < record->pin_count; i++) {
		pins[i].object = unpack_some_word(from);
		unpack_id(from, &pins[i].digest);
	}
	record->pins = pins;
}

static void unpack_kind(struct ak_unpacker *from, struct ak_record *record)
{
	switch ((enum ak_kind)record->kind) {
	case AK_KIND_PROPOSE:
		unpack_proposal(from, record);
		break;
	case AK_KIND_ENDORSE:
	case AK_KIND_OBJECT:
	case AK_KIND_WITHDRAW:
		record->target = unpack_ids(from, 1);
		break;
	case AK_KIND_SEAL:
		record->height = unpack_signed(from);
		record->state = unpack_ids(from, 1);
		record->prev = unpack_up_to(from, 1) ? unpack_ids(from, 1) : NULL;
		break;
	}
}

void ak_unpack_record(struct ak_unpacker *from, struct ak_record *record)
{
	*record = (struct ak_record){.seq = 0};
	unpack_id(from, &record->id);
	record->ledger = unpack_up_to(from, 1) ? from->ledger : unpack_ids(from, 1);
	record->actor = unpack_some_word(from);
	record->key = unpack_some_word(from);
	record->seq = (uint32_t)unpack_up_to(from, AK_SEQ_MAX);
	record->time = unpack_signed(from);
	record->kind = (uint8_t)unpack_up_to(from, AK_KIND_SEAL);
	record->parent_count = (uint16_t)unpack_up_to(from, AK_PARENTS_MAX);
	record->parents = unpack_ids(from, record->parent_count);
	record->attachment_count = (uint8_t)unpack_up_to(from, AK_ATTACHMENTS_MAX);
	record->attachments = unpack_ids(from, record->attachment_count);
	record->why = ak_unpack_text(from);
	unpack_kind(from, record);
}
