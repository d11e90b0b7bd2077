/* SPDX-License-Identifier: EUPL-1.2 */
/* Objects of the part: all that is told of one, or only what it is called and who holds it. */
#include <stdlib.h>
#include <string.h>

#include "ledger/fill.h"

/* Whatever made or set something; the founding is no record. */
static void fill_by(struct ak_fill *fill, uint32_t by)
{
	if (by != AK_BY_FOUNDING && by != AK_POSITION_NONE)
		ak_fill_record(fill, by, AK_DEPTH_DECIDED);
}

static void fill_cells(struct ak_fill *fill, struct ak_object *object, struct ak_unpacker *from, bool whole)
{
	uint32_t count = ak_fill_count(from);
	for (uint32_t i = 0; i < count && !fill->failed; i++) {
		struct ak_value value = {.kind = AK_VALUE_NULL};
		const char *field = ak_unpack_text(from);
		uint32_t by = ak_fill_number(from);
		ak_unpack_value(from, &value);
		fill->failed |= from->failed || !field;
		if (whole)
			fill_by(fill, by);
		if (!fill->failed)
			ak_state_write(&fill->ledger->judge.state, object, field, &value, by);
	}
}

static struct ak_object *fill_block(struct ak_fill *fill, const char *name, struct ak_unpacker *from, bool whole)
{
	struct ak_state *state = &fill->ledger->judge.state;
	struct ak_buf text = AK_BUF_INIT;
	ak_buf_format(&text, AK_HEAD_OBJECT, name);
	*from = ak_fill_block(fill, ak_buf_string(&text));
	ak_buf_release(&text);
	uint32_t by = fill->failed ? 0 : ak_fill_number(from);
	const char *kept = ak_arena_text(&fill->ledger->arena, name, strlen(name));
	fill->failed |= from->failed || !kept || !strchr(name, '/');
	if (whole)
		fill_by(fill, by);
	struct ak_object *object = fill->failed ? NULL : ak_state_create(state, kept, by);
	if (object)
		fill_cells(fill, object, from, whole);
	fill->failed |= !object || state->failed;
	return object;
}

struct ak_object *ak_fill_values(struct ak_fill *fill, const char *name)
{
	struct ak_unpacker from;
	return fill_block(fill, name, &from, false);
}

void ak_fill_named(struct ak_fill *fill, const char *name)
{
	if (!ak_state_find(&fill->ledger->judge.state, name))
		ak_fill_values(fill, name);
}

void ak_fill_all_named(struct ak_fill *fill, struct ak_unpacker *from)
{
	const char *name;
	while (!fill->failed && (name = ak_unpack_text(from)) != NULL)
		ak_fill_named(fill, name);
	fill->failed |= from->failed;
}

static int compare_attachments(const void *left, const void *right)
{
	return ak_id_compare(&((const struct ak_attachment *)left)->id, &((const struct ak_attachment *)right)->id);
}

static void fill_absent(struct ak_fill *fill, const char *text, bool erased)
{
	struct ak_ledger *ledger = fill->ledger;
	struct ak_absent absent = {.erased = erased};
	fill->failed |= !ak_id_parse(&absent.id, text, strlen(text));
	if (fill->failed || !fill->has_history)
		return;
	if (ak_grow((void **)&ledger->absent, &ledger->absent_room, ledger->absent_count, sizeof *ledger->absent))
		ledger->absent[ledger->absent_count++] = absent;
	else
		fill->failed = true;
}

/* Of how large they are nobody asks. */
static void fill_attachments(struct ak_fill *fill, struct ak_unpacker *from)
{
	struct ak_ledger *ledger = fill->ledger;
	size_t room = 0;
	const char *text;
	while (!fill->failed && (text = ak_unpack_text(from)) != NULL) {
		struct ak_attachment attachment = {.size = 0};
		fill->failed |= !ak_id_parse(&attachment.id, text, strlen(text)) ||
			     !ak_grow((void **)&ledger->attachments, &room, ledger->attachment_count,
				     sizeof *ledger->attachments);
		if (!fill->failed)
			ledger->attachments[ledger->attachment_count++] = attachment;
	}
	fill->failed |= from->failed;
	while (!fill->failed && (text = ak_unpack_text(from)) != NULL)
		fill_absent(fill, text, ak_unpack_number(from) != 0);
	if (ledger->attachment_count > 1)
		qsort(ledger->attachments, ledger->attachment_count, sizeof *ledger->attachments, compare_attachments);
	fill->failed |= from->failed;
}

static void fill_effects(struct ak_fill *fill, const struct ak_object *object, struct ak_unpacker *from)
{
	struct ak_ledger *ledger = fill->ledger;
	uint32_t count = ak_fill_count(from);
	for (uint32_t i = 0; i < count && !fill->failed; i++) {
		struct ak_effect effect = {.effective = true, .proposal = ak_fill_number(from)};
		effect.change = ak_fill_number(from);
		effect.object = ak_unpack_number(from) ? object : NULL;
		effect.phase = ak_unpack_text(from);
		effect.charter = ak_fill_charter(fill, ak_fill_number(from));
		fill->failed |= from->failed || effect.proposal >= ledger->count;
		if (fill->failed)
			return;
		ak_fill_record(fill, effect.proposal, AK_DEPTH_DECIDED);
		const struct ak_record *proposal = &ledger->records[effect.proposal];
		fill->failed |= proposal->kind != AK_KIND_PROPOSE || effect.change >= proposal->change_count;
		ak_state_effect(&ledger->judge.state, &effect);
	}
}

static void fill_open(struct ak_fill *fill, struct ak_unpacker *from)
{
	uint32_t count = ak_fill_count(from);
	for (uint32_t i = 0; i < count && !fill->failed; i++) {
		uint32_t proposal = ak_fill_number(from);
		ak_fill_record(fill, proposal, AK_DEPTH_DECIDED);
		ak_state_open(&fill->ledger->judge.state, proposal);
	}
	fill->failed |= from->failed;
}

void ak_fill_object(struct ak_fill *fill, const char *name)
{
	struct ak_unpacker from;
	struct ak_object *object = fill_block(fill, name, &from, true);
	if (!object || fill->failed)
		return;
	ak_fill_all_named(fill, &from);
	fill_attachments(fill, &from);
	fill_effects(fill, object, &from);
	fill_open(fill, &from);
	ak_fill_all_named(fill, &from);
}
