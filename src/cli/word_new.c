/* SPDX-License-Identifier: EUPL-1.2 */
/* `field=value` of an object that these words make. */
#include <string.h>

#include "cli/words_inside.h"
#include "report/gettext.h"

/* protocol §8, `value`: "a field with `moves` (or an actor's `status`) given other than its `initial`" */
static enum ak_status check_initial(
	struct ak_word_reader *reader, const struct ak_field *field, const struct ak_value *value)
{
	bool is_fixed = field->has_moves || reader->type == ak_builtin_type("actor");
	if (!is_fixed || !field->initial || strcmp(value->text, field->initial) == 0)
		return AK_OK;
	return ak_fail(reader->err, AK_ERR_REFUSED, _("%s: %s of a new object begins at %s; change it afterwards"),
		reader->name, ak_field_text(field).text, field->initial);
}

/* Joins two sets of a new object: `field=a field+=b`. */
static enum ak_status join(struct ak_word_reader *reader, struct ak_value *set, const struct ak_value *more)
{
	const char **items = ak_arena_alloc(reader->arena, (set->count + more->count) * sizeof *items);
	uint32_t a = 0, b = 0, count = 0;
	if (!items)
		return ak_fail_memory(reader->err);
	while (a < set->count || b < more->count) {
		int order = a == set->count ? 1 : b == more->count ? -1 : strcmp(set->items[a], more->items[b]);
		items[count++] = order <= 0 ? set->items[a] : more->items[b];
		a += order <= 0;
		b += order >= 0;
	}
	set->items = items;
	set->count = count;
	return AK_OK;
}

static enum ak_status give_set(
	struct ak_word_reader *reader, const struct ak_field *field, enum ak_word_sign sign, const char *text)
{
	struct ak_value set;
	enum ak_status status =
		ak_word_members(reader, field, text, sign == AK_SIGN_ADD && field->of == AK_FIELD_TEXT, &set);
	if (status != AK_OK || set.count == 0)
		return status;
	for (uint32_t i = 0; i < reader->create->field_count; i++)
		if (strcmp(reader->given[i].field, field->name) == 0)
			return join(reader, &reader->given[i].value, &set);
	reader->given[reader->create->field_count++] =
		(struct ak_assignment){.field = field->name, .value = set};
	return AK_OK;
}

enum ak_status ak_word_give(
	struct ak_word_reader *reader, const struct ak_field *field, enum ak_word_sign sign, const char *text)
{
	struct ak_value value = {.kind = AK_VALUE_NULL};
	if (field->type == AK_FIELD_SET && sign != AK_SIGN_REMOVE)
		return give_set(reader, field, sign, text);
	if (sign != AK_SIGN_SET)
		return ak_fail(reader->err, AK_ERR_USAGE, _("%s is new: write %s=value"), reader->name, field->name);
	enum ak_status status = ak_word_once(reader, field);
	if (status == AK_OK)
		status = ak_word_value(reader, field, text, &value);
	if (status != AK_OK || value.kind == AK_VALUE_NULL)
		return status;
	status = check_initial(reader, field, &value);
	if (status == AK_OK)
		reader->given[reader->create->field_count++] =
			(struct ak_assignment){.field = field->name, .value = value};
	return status;
}
