/* SPDX-License-Identifier: EUPL-1.2 */
/* `field=value`, `field+=value`, `field-=value` of an object that is there. */
#include <string.h>

#include "cli/near.h"
#include "cli/words_inside.h"
#include "report/gettext.h"
#include "report/value.h"

static enum ak_status find_field(
	struct ak_word_reader *reader, const char *name, size_t size, const struct ak_field **field)
{
	char text[AK_NAME_MAX + 1] = "";
	struct ak_near near;
	struct ak_buf list = AK_BUF_INIT;
	strncat(text, name, size < AK_NAME_MAX ? size : AK_NAME_MAX);
	*field = ak_type_field(reader->type, text);
	if (*field)
		return AK_OK;
	ak_near_init(&near, text);
	for (uint32_t i = 0; i < reader->type->field_count; i++) {
		ak_near_offer_called(&near, reader->type->fields[i].name, reader->type->fields[i].label);
		ak_buf_format(&list, i ? ", %s" : "%s", reader->type->fields[i].name);
	}
	const char *found = ak_near_found(&near);
	if (found)
		ak_fail(reader->err, AK_ERR_USAGE, _("%s (%s) has no field %s; did you mean %s?"), reader->name,
			ak_type_label(reader->type), text, found);
	else
		ak_fail(reader->err, AK_ERR_USAGE, _("%s (%s) has no field %s; it has: %s"), reader->name,
			ak_type_label(reader->type), text, ak_buf_string(&list));
	ak_buf_release(&list);
	return AK_ERR_USAGE;
}

/* The value of a field of an object that these very words make. */
static struct ak_value made_value(const struct ak_change *create, const struct ak_field *field)
{
	const struct ak_value *given = ak_change_value(create, field->name);
	if (given)
		return *given;
	if (field->initial)
		return (struct ak_value){.kind = AK_VALUE_TEXT, .text = field->initial};
	return (struct ak_value){.kind = field->type == AK_FIELD_SET ? AK_VALUE_SET : AK_VALUE_NULL};
}

/* What stands there now; of a set only the kind. Texts are kept. */
static enum ak_status present_value(
	struct ak_word_reader *reader, const struct ak_field *field, struct ak_value *value)
{
	*value = reader->object ? ak_read(reader->object, field)
				: made_value(ak_word_made(reader, reader->name), field);
	if (value->kind == AK_VALUE_TEXT)
		value->text = ak_word_keep(reader, value->text);
	return value->kind == AK_VALUE_TEXT && !value->text ? AK_ERR_MEMORY : AK_OK;
}

static bool is_member(const struct ak_word_reader *reader, const struct ak_field *field, const char *text)
{
	if (reader->object) {
		const struct ak_map *members = ak_read_members(reader->object, field);
		return members && ak_map_find(members, text) != AK_MAP_END;
	}
	struct ak_value set = made_value(ak_word_made(reader, reader->name), field);
	for (uint32_t i = 0; i < set.count; i++)
		if (strcmp(set.items[i], text) == 0)
			return true;
	return false;
}

static enum ak_status already(struct ak_word_reader *reader, const struct ak_field *field, const char *value)
{
	return ak_fail(reader->err, AK_ERR_REFUSED, _("%s: %s is %s already; there is nothing to change"), reader->name,
		ak_field_text(field).text, value);
}

enum ak_status ak_word_once(struct ak_word_reader *reader, const struct ak_field *field)
{
	for (uint32_t i = 0; i < reader->count; i++) {
		const struct ak_change *change = &reader->changes[i];
		bool same = change->op == AK_OP_SET && strcmp(change->object, reader->name) == 0 &&
			    strcmp(change->field, field->name) == 0;
		if (change == reader->create && field->type != AK_FIELD_SET)
			same = ak_change_value(change, field->name) != NULL;
		if (same)
			return ak_fail(reader->err, AK_ERR_USAGE, _("%s: %s is given twice"), reader->name,
				ak_field_text(field).text);
	}
	return AK_OK;
}

/* protocol §8, `move`: told with the moves that there are. */
static enum ak_status check_move(
	struct ak_word_reader *reader, const struct ak_field *field, const char *from, const char *to)
{
	struct ak_buf list = AK_BUF_INIT;
	if (ak_field_move(field, from, to))
		return AK_OK;
	for (uint32_t i = 0; i < field->move_count; i++)
		if (strcmp(field->moves[i].from, from) == 0)
			ak_buf_format(&list, list.size ? ", %s" : "%s", field->moves[i].to);
	if (list.size)
		ak_fail(reader->err, AK_ERR_REFUSED, _("%s: %s cannot go from %s to %s; from %s it can go to: %s"),
			reader->name, ak_field_text(field).text, from, to, from, ak_buf_string(&list));
	else
		ak_fail(reader->err, AK_ERR_REFUSED, _("%s: %s is %s, and from there it goes nowhere"), reader->name,
			ak_field_text(field).text, from);
	ak_buf_release(&list);
	return AK_ERR_REFUSED;
}

static enum ak_status set_value(struct ak_word_reader *reader, const struct ak_field *field, const char *text)
{
	struct ak_value from, to;
	enum ak_status status = ak_word_once(reader, field);
	if (status == AK_OK)
		status = ak_word_value(reader, field, text, &to);
	if (status == AK_OK)
		status = present_value(reader, field, &from);
	if (status != AK_OK)
		return status;
	if (to.kind == AK_VALUE_NULL && (field->required || field->has_moves))
		return ak_fail(reader->err, AK_ERR_USAGE, _("%s: %s must have a value"), reader->name,
			ak_field_text(field).text);
	if (ak_value_equal(&from, &to))
		return already(reader, field, *text ? text : _("without a value"));
	if (field->has_moves) {
		status = check_move(reader, field, from.text, to.text);
		if (status != AK_OK)
			return status;
	}
	struct ak_change *change = ak_word_change(reader, AK_OP_SET);
	if (!change)
		return AK_ERR_USAGE;
	change->field = field->name;
	change->from = from;
	change->to = to;
	return AK_OK;
}

static enum ak_status put_member(
	struct ak_word_reader *reader, const struct ak_field *field, enum ak_op op, const char *member)
{
	struct ak_change *change = ak_word_change(reader, op);
	if (!change)
		return AK_ERR_USAGE;
	change->field = field->name;
	change->to = (struct ak_value){.kind = AK_VALUE_TEXT, .text = member};
	return AK_OK;
}

static enum ak_status add_members(struct ak_word_reader *reader, const struct ak_field *field, const char *text)
{
	struct ak_value set;
	enum ak_status status = ak_word_members(reader, field, text, field->of == AK_FIELD_TEXT, &set);
	if (status == AK_OK && set.count == 0)
		status = ak_fail(reader->err, AK_ERR_USAGE, _("%s: say what to add to %s, %s+=…"), reader->name,
			ak_field_text(field).text, field->name);
	for (uint32_t i = 0; status == AK_OK && i < set.count; i++) {
		if (is_member(reader, field, set.items[i]))
			return ak_fail(reader->err, AK_ERR_REFUSED, _("%s: %s has %s already; there is nothing to change"),
				reader->name, ak_field_text(field).text, set.items[i]);
		status = put_member(reader, field, AK_OP_ADD, set.items[i]);
	}
	return status;
}

/* Takes out one member, which may be written without its type. */
static enum ak_status remove_member(struct ak_word_reader *reader, const struct ak_field *field, const char *text)
{
	struct ak_near near;
	struct ak_buf typed = AK_BUF_INIT;
	const char *member = is_member(reader, field, text) ? text : NULL;
	if (!member && field->of == AK_FIELD_REF && strcmp(field->to, "*") != 0) {
		ak_buf_format(&typed, "%s/%s", field->to, text);
		if (is_member(reader, field, ak_buf_string(&typed)))
			member = ak_word_keep(reader, ak_buf_string(&typed));
	}
	ak_buf_release(&typed);
	if (member)
		return put_member(reader, field, AK_OP_REMOVE, member);
	const struct ak_map *members = reader->object ? ak_read_members(reader->object, field) : NULL;
	ak_near_init(&near, text);
	for (uint32_t i = members ? ak_map_first(members) : AK_MAP_END; i != AK_MAP_END; i = ak_map_next(members, i))
		ak_near_offer(&near, ak_map_key(members, i));
	const char *found = ak_near_found(&near);
	if (found)
		return ak_fail(reader->err, AK_ERR_REFUSED, _("%s: %s has no %s; did you mean %s?"), reader->name,
			ak_field_text(field).text, text, found);
	return ak_fail(reader->err, AK_ERR_REFUSED, _("%s: %s has no %s, so there is nothing to take out"), reader->name,
		ak_field_text(field).text, text);
}

static enum ak_status remove_members(struct ak_word_reader *reader, const struct ak_field *field, const char *text)
{
	enum ak_status status = AK_OK;
	if (field->of == AK_FIELD_TEXT || is_member(reader, field, text)) {
		const char *kept = ak_word_keep(reader, text);
		return kept ? remove_member(reader, field, kept) : AK_ERR_MEMORY;
	}
	while (status == AK_OK && *text) {
		size_t size = strcspn(text, ",");
		const char *part = ak_arena_text(reader->arena, text, size);
		status = part ? remove_member(reader, field, part) : ak_fail_memory(reader->err);
		text += size + (text[size] == ',');
	}
	return status;
}

/* A set is to have exactly these members: what is lacking goes in, what is too many goes out. */
static enum ak_status set_members(struct ak_word_reader *reader, const struct ak_field *field, const char *text)
{
	struct ak_value set;
	uint32_t before = reader->count;
	const struct ak_map *now = reader->object ? ak_read_members(reader->object, field) : NULL;
	enum ak_status status = ak_word_members(reader, field, text, false, &set);
	if (status == AK_OK && !reader->object)
		return add_members(reader, field, text);
	for (uint32_t i = now ? ak_map_first(now) : AK_MAP_END; status == AK_OK && i != AK_MAP_END; i = ak_map_next(now, i)) {
		bool stays = false;
		for (uint32_t s = 0; s < set.count; s++)
			stays = stays || strcmp(set.items[s], ak_map_key(now, i)) == 0;
		const char *member = stays ? NULL : ak_word_keep(reader, ak_map_key(now, i));
		if (!stays)
			status = member ? put_member(reader, field, AK_OP_REMOVE, member) : AK_ERR_MEMORY;
	}
	for (uint32_t i = 0; status == AK_OK && i < set.count; i++)
		if (!is_member(reader, field, set.items[i]))
			status = put_member(reader, field, AK_OP_ADD, set.items[i]);
	if (status == AK_OK && reader->count == before)
		return already(reader, field, *text ? text : _("empty"));
	return status;
}

/* ------------------------------------------------------------------ the word */

enum ak_status ak_word_field(struct ak_word_reader *reader, const char *word)
{
	const struct ak_field *field = NULL;
	size_t size = strcspn(word, "=");
	const char *text = word + size + 1;
	enum ak_word_sign sign = AK_SIGN_SET;
	if (!reader->name)
		return ak_fail(reader->err, AK_ERR_USAGE,
			_("\"%s\" stands before any object; name the object first, such as: afspraak/x %s"), word, word);
	if (size > 0 && word[size - 1] == '+')
		sign = AK_SIGN_ADD;
	else if (size > 0 && word[size - 1] == '-')
		sign = AK_SIGN_REMOVE;
	enum ak_status status = find_field(reader, word, size - (sign != AK_SIGN_SET), &field);
	if (status != AK_OK)
		return status;
	if (reader->create)
		return ak_word_give(reader, field, sign, text);
	if ((sign != AK_SIGN_SET) && field->type != AK_FIELD_SET)
		return ak_fail(reader->err, AK_ERR_USAGE, _("%s: %s holds one value; write %s=value"), reader->name,
			ak_field_text(field).text, field->name);
	if (field->type != AK_FIELD_SET)
		return set_value(reader, field, text);
	return sign == AK_SIGN_ADD	     ? add_members(reader, field, text)
	       : sign == AK_SIGN_REMOVE ? remove_members(reader, field, text)
				     : set_members(reader, field, text);
}
