/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/fill.h"

#include <stdio.h>

struct ak_unpacker ak_fill_block(struct ak_fill *fill, const char *name)
{
	struct ak_unpacker from = {.failed = true};
	struct ak_bytes bytes;
	if (!fill->failed && ak_shelf_get(&fill->shelf, name, &fill->ledger->arena, &bytes))
		ak_unpacker_init(&from, &fill->ledger->arena, bytes, &fill->ledger->id);
	fill->failed |= from.failed;
	return from;
}

struct ak_unpacker ak_fill_numbered(struct ak_fill *fill, const char *kind, uint32_t number)
{
	char name[32];
	snprintf(name, sizeof name, AK_HEAD_NUMBERED, kind, number);
	return ak_fill_block(fill, name);
}

uint32_t ak_fill_number(struct ak_unpacker *from)
{
	uint64_t number = ak_unpack_number(from);
	from->failed |= number > UINT32_MAX;
	return (uint32_t)number;
}

uint32_t ak_fill_count(struct ak_unpacker *from)
{
	uint32_t count = ak_fill_number(from);
	from->failed |= count > (size_t)(from->end - from->at);
	return from->failed ? 0 : count;
}

/* ---- charters */

const struct ak_charter *ak_fill_charter_parse(struct ak_fill *fill, struct ak_bytes text, bool is_founding)
{
	struct ak_json *json = NULL;
	struct ak_charter *charter = NULL;
	struct ak_state *state = &fill->ledger->judge.state;
	if (ak_json_parse(&json, text, NULL) == AK_OK)
		ak_charter_parse(&charter, json, NULL, NULL, NULL);
	ak_json_free(json);
	if (charter && is_founding) {
		fill->ledger->founding = charter;
	} else if (charter && ak_grow((void **)&state->charters, &state->charter_room, state->charter_count,
				      sizeof *state->charters)) {
		state->charters[state->charter_count++] = charter;
	} else {
		ak_charter_free(charter);
		charter = NULL;
	}
	fill->failed |= !charter;
	return charter;
}

const struct ak_charter *ak_fill_charter(struct ak_fill *fill, uint32_t number)
{
	if (number == 0 || fill->failed)
		return fill->ledger->founding;
	while (fill->charter_count <= number && number < 1U << 16) {
		if (!ak_grow((void **)&fill->charters, &fill->charter_room, fill->charter_count, sizeof(const struct ak_charter *))) {
			fill->failed = true;
			return NULL;
		}
		fill->charters[fill->charter_count++] = NULL;
	}
	if (fill->charter_count <= number) {
		fill->failed = true;
		return NULL;
	}
	if (!fill->charters[number]) {
		struct ak_unpacker from = ak_fill_numbered(fill, "charter", number);
		const char *text = from.failed ? NULL : ak_unpack_text(&from);
		fill->failed |= !text;
		fill->charters[number] = text ? ak_fill_charter_parse(fill, ak_bytes_of(text), false) : NULL;
	}
	return fill->charters[number];
}
