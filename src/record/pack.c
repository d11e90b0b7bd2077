/* SPDX-License-Identifier: EUPL-1.2 */
/* Writing what unpack.c reads. */
#include <string.h>

#include "record/pack.h"

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

bool ak_packer_finish(struct ak_packer *packer)
{
	uint64_t sizes[2] = {packer->word_text.size, packer->word_count};
	packer->out.failed |= packer->word_text.failed;
	ak_pack_raw(packer, packer->word_text.data, packer->word_text.size);
	ak_pack_raw(packer, sizes, sizeof sizes);
	return !packer->out.failed;
}
