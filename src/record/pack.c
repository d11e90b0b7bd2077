/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/pack.h"

#include <assert.h>
#include <string.h>

#include "base/limits.h"

/* ------------------------------------------------------------------ writing */

void ak_packer_init(struct ak_packer *packer, const struct ak_id *ledger)
{
	*packer = (struct ak_packer){.out = AK_BUF_INIT, .ledger = ledger, .word_text = AK_BUF_INIT};
	ak_map_init(&packer->words);
}

void ak_packer_release(struct ak_packer *packer)
{
	ak_buf_release(&packer->out);
	ak_buf_release(&packer->word_text);
	ak_map_release(&packer->words);
}

void ak_pack_raw(struct ak_packer *packer, const void *data, size_t size)
{
	ak_buf_append(&packer->out, data, size);
}

/* Seven bits at a time, the lowest first; the eighth tells that more follow. */
void ak_pack_number(struct ak_packer *packer, uint64_t number)
{
	uint8_t bytes[10];
	size_t size = 0;
	for (; number > 0x7f; number >>= 7)
		bytes[size++] = (uint8_t)(number | 0x80);
	bytes[size++] = (uint8_t)number;
	ak_pack_raw(packer, bytes, size);
}

/* Its size and one, then it and its NUL; for NULL 0 alone. */
void ak_pack_text(struct ak_packer *packer, const char *text)
{
	size_t size = text ? strlen(text) + 1 : 0;
	ak_pack_number(packer, size);
	ak_pack_raw(packer, text, size);
}

static void pack_signed(struct ak_packer *packer, int64_t number)
{
	ak_pack_number(packer, ((uint64_t)number << 1) ^ (number < 0 ? UINT64_MAX : 0));
}

static void pack_id(struct ak_packer *packer, const struct ak_id *id)
{
	ak_pack_raw(packer, id->bytes, AK_ID_SIZE);
}

/* The number of a word and one, or 0 for NULL. */
static void pack_word(struct ak_packer *packer, const char *word)
{
	if (!word) {
		ak_pack_number(packer, 0);
		return;
	}
	bool fresh = false;
	uint32_t entry = ak_map_put(&packer->words, word, &fresh);
	if (entry == AK_MAP_END) {
		packer->out.failed = true;
		return;
	}
	if (fresh) {
		ak_map_value_set(&packer->words, entry, (void *)(uintptr_t)++packer->word_count);
		ak_buf_append(&packer->word_text, word, strlen(word) + 1);
	}
	ak_pack_number(packer, (uintptr_t)ak_map_value(&packer->words, entry));
}

void ak_pack_value(struct ak_packer *packer, const struct ak_value *value)
{
	ak_pack_number(packer, value->kind);
	switch (value->kind) {
	case AK_VALUE_NULL:
		break;
	case AK_VALUE_TEXT:
		ak_pack_text(packer, value->text);
		break;
	case AK_VALUE_INT:
		pack_signed(packer, value->integer);
		break;
	case AK_VALUE_BOOL:
		ak_pack_number(packer, value->boolean);
		break;
	case AK_VALUE_SET:
		ak_pack_number(packer, value->count);
		for (uint32_t i = 0; i < value->count; i++)
			ak_pack_text(packer, value->items[i]);
		break;
	}
}

static void pack_change(struct ak_packer *packer, const struct ak_change *change)
{
	ak_pack_number(packer, change->op);
	pack_word(packer, change->object);
	pack_word(packer, change->field);
	switch (change->op) {
	case AK_OP_CREATE:
		ak_pack_number(packer, change->field_count);
		for (uint32_t i = 0; i < change->field_count; i++) {
			pack_word(packer, change->fields[i].field);
			ak_pack_value(packer, &change->fields[i].value);
		}
		break;
	case AK_OP_SET:
		ak_pack_value(packer, &change->from);
		ak_pack_value(packer, &change->to);
		break;
	case AK_OP_ADD:
	case AK_OP_REMOVE:
		ak_pack_value(packer, &change->to);
		break;
	case AK_OP_AMEND:
		pack_id(packer, &change->from_charter);
		pack_id(packer, &change->charter_digest);
		ak_pack_text(packer, change->charter);
		break;
	}
}

static void pack_kind(struct ak_packer *packer, const struct ak_record *record)
{
	switch ((enum ak_kind)record->kind) {
	case AK_KIND_PROPOSE:
		pack_word(packer, record->capacity);
		pack_signed(packer, record->respond_by);
		ak_pack_number(packer, record->change_count);
		for (uint32_t i = 0; i < record->change_count; i++)
			pack_change(packer, &record->changes[i]);
		ak_pack_number(packer, record->pin_count);
		for (uint32_t i = 0; i < record->pin_count; i++) {
			pack_word(packer, record->pins[i].object);
			pack_id(packer, &record->pins[i].digest);
		}
		break;
	case AK_KIND_ENDORSE:
	case AK_KIND_OBJECT:
	case AK_KIND_WITHDRAW:
		pack_id(packer, record->target);
		break;
	case AK_KIND_SEAL:
		pack_signed(packer, record->height);
		pack_id(packer, record->state);
		ak_pack_number(packer, record->prev != NULL);
		if (record->prev)
			pack_id(packer, record->prev);
		break;
	}
}

void ak_pack_record(struct ak_packer *packer, const struct ak_record *record)
{
	bool ours = ak_id_equal(record->ledger, packer->ledger);
	pack_id(packer, &record->id);
	ak_pack_number(packer, ours);
	if (!ours)
		pack_id(packer, record->ledger);
	pack_word(packer, record->actor);
	pack_word(packer, record->key);
	ak_pack_number(packer, record->seq);
	pack_signed(packer, record->time);
	ak_pack_number(packer, record->kind);
	ak_pack_number(packer, record->parent_count);
	ak_pack_raw(packer, record->parents, record->parent_count * sizeof *record->parents);
	ak_pack_number(packer, record->attachment_count);
	ak_pack_raw(packer, record->attachments, record->attachment_count * sizeof *record->attachments);
	ak_pack_text(packer, record->why);
	pack_kind(packer, record);
}

enum ak_status ak_packer_finish(struct ak_packer *packer, struct ak_error *err)
{
	uint64_t sizes[2] = {packer->word_text.size, packer->word_count};
	packer->out.failed |= packer->word_text.failed;
	ak_pack_raw(packer, packer->word_text.data, packer->word_text.size);
	ak_pack_raw(packer, sizes, sizeof sizes);
	return ak_buf_status(&packer->out, err);
}

/* ------------------------------------------------------------------ reading */

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
