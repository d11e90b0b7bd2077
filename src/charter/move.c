/* SPDX-License-Identifier: EUPL-1.2 */
/* The transitions of an enum field. */
#include <string.h>

#include "charter/read.h"

enum part { FROM, TO, BY, NEEDS, PIN, PARTS };

/* One end of a move: NULL if it is not there, told if it is no value. */
static const char *read_end(struct ak_charter_reader *reader, const struct ak_place *up, const char *key,
	const struct ak_json *json, const struct ak_field *field)
{
	struct ak_place place = ak_place_key(up, key);
	if (!json)
		return NULL;
	const char *value = ak_read_text(reader, json);
	/* protocol §4: "`initial`, `from` and `to` are among `values`." */
	if (field->values.count && !ak_texts_have(&field->values, value))
		ak_charter_refuse(
			reader, &place, "`%s` is not among `values` (protocol §4)", ak_shown(value).text);
	return value;
}

static void read_needs(struct ak_charter_reader *reader, const struct ak_place *up,
	const struct ak_json *json, const struct ak_type *type, struct ak_texts *needs)
{
	struct ak_place place = ak_place_key(up, "needs");
	if (!json || !ak_read_texts_or_none(reader, &place, json, needs))
		return;
	for (uint32_t i = 0; i < needs->count; i++) {
		struct ak_place inside = ak_place_item(&place, i);
		if (!ak_type_field(type, needs->items[i]))
			ak_charter_refuse(reader, &inside, "`%s` is no field of this type (protocol §4)",
				ak_shown(needs->items[i]).text);
	}
}

/* protocol §4: "No two moves have the same `from` and `to`, and none has them equal." */
static void check_ends(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_move *moves, const struct ak_move *move)
{
	if (!move->from || !move->to)
		return;
	if (strcmp(move->from, move->to) == 0)
		ak_charter_refuse(reader, place, "no move has `from` and `to` equal (protocol §4)");
	for (const struct ak_move *other = moves; other < move; other++)
		if (other->from && other->to && strcmp(other->from, move->from) == 0 &&
			strcmp(other->to, move->to) == 0)
			ak_charter_refuse(reader, place,
				"no two moves have the same `from` and `to`, and item %zu has these "
				"(protocol §4)",
				(size_t)(other - moves));
}

static void read_move(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_json *json, const struct ak_type *type, const struct ak_field *field,
	struct ak_move *move)
{
	/* protocol §4: "`needs` (fields of this type that must not be null afterwards) and `pin` optional." */
	static const struct ak_shape shape[PARTS] = {
		[FROM] = {"from", AK_IS_TEXT, true},
		[TO] = {"to", AK_IS_TEXT, true},
		[BY] = {"by", AK_IS_LIST, true},
		[NEEDS] = {"needs", AK_IS_LIST, false},
		[PIN] = {"pin", AK_IS_BOOL, false},
	};
	const struct ak_json *given[PARTS];
	struct ak_place by = ak_place_key(place, "by");
	ak_read_shape(reader, place, json, shape, PARTS, given);
	move->from = read_end(reader, place, "from", given[FROM], field);
	move->to = read_end(reader, place, "to", given[TO], field);
	if (given[BY])
		ak_read_who_list(reader, &by, given[BY], type, &move->by);
	read_needs(reader, place, given[NEEDS], type, &move->needs);
	move->pin = given[PIN] && ak_json_bool(given[PIN]);
}

void ak_read_moves(struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json,
	const struct ak_type *type, struct ak_field *field)
{
	size_t count = ak_json_count(json);
	struct ak_move *moves = ak_read_alloc(reader, count, sizeof *moves);
	if (!moves)
		return;
	for (size_t i = 0; i < count; i++) {
		struct ak_place inside = ak_place_item(place, i);
		read_move(reader, &inside, ak_json_item(json, i), type, field, &moves[i]);
		check_ends(reader, &inside, moves, &moves[i]);
	}
	field->moves = moves;
	field->move_count = (uint32_t)count;
}
