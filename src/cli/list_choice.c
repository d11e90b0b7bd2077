/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/list_choice.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/limits.h"
#include "cli/near.h"
#include "cli/typed.h"
#include "judge/read.h"
#include "report/value.h"

enum { SORTS_MAX = 8 };

/* A field, the phase or the title, by its word. A field goes first. */
static int find_column(struct ak_cli *cli, const struct ak_type *type, const char *word, struct ak_column *column)
{
	*column = (struct ak_column){.kind = AK_COLUMN_FIELD, .field = ak_type_field(type, word)};
	if (column->field)
		return AK_EXIT_YES;
	if (strcmp(word, "phase") == 0)
		column->kind = AK_COLUMN_PHASE;
	else if (strcmp(word, "title") == 0)
		column->kind = AK_COLUMN_TITLE;
	else
		return ak_cli_find_field(cli, type, word, &column->field);
	return AK_EXIT_YES;
}

/* ---- what it holds */

/* As it is typed: the text of it, or of a number its digits; "" where there is nothing. Not of sets. */
static void put_plain(
	struct ak_buf *out, const struct ak_state *state, const struct ak_object *object, const struct ak_column *column)
{
	struct ak_value value = {.kind = AK_VALUE_NULL};
	if (column->kind == AK_COLUMN_FIELD)
		value = ak_read(object, column->field);
	else if (column->kind == AK_COLUMN_PHASE)
		value = (struct ak_value){.kind = AK_VALUE_TEXT, .text = ak_phase_of(state, object)};
	else if (ak_object_title(state, object))
		value = (struct ak_value){.kind = AK_VALUE_TEXT, .text = ak_object_title(state, object)};
	if (value.kind == AK_VALUE_TEXT)
		ak_buf_text(out, value.text);
	else if (value.kind == AK_VALUE_INT)
		ak_buf_format(out, "%lld", (long long)value.integer);
	else if (value.kind == AK_VALUE_BOOL)
		ak_buf_text(out, value.boolean ? "true" : "false");
}

/*
 * By which texts are compared: numbers as numbers, the values of an enum in the charter's order, all else by letters.
 */
static int compare_plain(const struct ak_column *column, const char *a, const char *b)
{
	const struct ak_field *field = column->kind == AK_COLUMN_FIELD ? column->field : NULL;
	if (field && field->type == AK_FIELD_INT) {
		long long left = strtoll(a, NULL, 10), right = strtoll(b, NULL, 10);
		return left < right ? -1 : left > right;
	}
	for (uint32_t i = 0; field && field->type == AK_FIELD_ENUM && i < field->values.count; i++) {
		bool is_a = strcmp(field->values.items[i], a) == 0, is_b = strcmp(field->values.items[i], b) == 0;
		if (is_a || is_b)
			return is_a && is_b ? 0 : is_a ? -1 : 1;
	}
	int order = strcasecmp(a, b);
	return order ? order : strcmp(a, b);
}

/* ---- --where */

enum test { TEST_IS, TEST_IS_NOT, TEST_LESS, TEST_MORE, TEST_HAS };

struct where {
	struct ak_column column;
	enum test test;
	const char *text;
	char plain[24]; /* what text points to where it was typed otherwise than it is kept */
};

static bool same_text(const struct ak_column *column, const char *value, const char *text)
{
	const struct ak_field *field = column->kind == AK_COLUMN_FIELD ? column->field : NULL;
	size_t size = field && field->to ? strlen(field->to) : 0;
	if (strcmp(value, text) == 0)
		return true;
	/* an object by its name alone */
	return size > 0 && strncmp(value, field->to, size) == 0 && value[size] == '/' && strcmp(value + size + 1, text) == 0;
}

/* Whether a part of value is text, whatever the case of its letters. */
static bool has_text(const char *value, const char *text)
{
	size_t size = strlen(text);
	for (; *value; value++)
		if (strncasecmp(value, text, size) == 0)
			return true;
	return size == 0;
}

static bool set_meets(const struct where *where, const struct ak_object *object)
{
	const struct ak_map *members = ak_read_members(object, where->column.field);
	bool any = false, found = false;
	for (uint32_t i = members ? ak_map_first(members) : AK_MAP_END; i != AK_MAP_END; i = ak_map_next(members, i)) {
		const char *member = ak_map_key(members, i);
		any = true;
		found = found || (where->test == TEST_HAS ? has_text(member, where->text)
							  : same_text(&where->column, member, where->text));
	}
	if (!*where->text)
		found = !any;
	return where->test == TEST_IS_NOT ? !found : found;
}

static bool meets(const struct where *where, const struct ak_state *state, const struct ak_object *object)
{
	struct ak_buf value = AK_BUF_INIT;
	bool met = false;
	if (where->column.kind == AK_COLUMN_FIELD) {
		assert(where->column.field); /* of that kind, so it has one */
		if (where->column.field->type == AK_FIELD_SET)
			return set_meets(where, object);
	}
	put_plain(&value, state, object, &where->column);
	const char *text = ak_buf_string(&value);
	switch (where->test) {
	case TEST_IS:
		met = same_text(&where->column, text, where->text);
		break;
	case TEST_IS_NOT:
		met = !same_text(&where->column, text, where->text);
		break;
	case TEST_LESS:
		met = *text && compare_plain(&where->column, text, where->text) < 0;
		break;
	case TEST_MORE:
		met = *text && compare_plain(&where->column, text, where->text) > 0;
		break;
	case TEST_HAS:
		met = has_text(text, where->text);
		break;
	}
	ak_buf_release(&value);
	return met;
}

/* The choices of a field: the values of an enum, or the parties there are; NULL at the end, and of other fields. */
static const char *choice_at(const struct ak_charter *charter, const struct ak_field *field, uint32_t at)
{
	enum ak_field_type type = field->type == AK_FIELD_SET ? field->of : field->type;
	if (type == AK_FIELD_PARTY)
		return at < charter->party_count ? charter->parties[at].name : NULL;
	return at < field->values.count ? field->values.items[at] : NULL;
}

static int check_choice(struct ak_cli *cli, const struct where *where)
{
	const struct ak_charter *charter = ak_ledger_state(cli->ledger)->charter;
	const struct ak_field *field = where->column.field;
	const char *choice;
	struct ak_near near;
	struct ak_buf list = AK_BUF_INIT;
	bool found = false;
	ak_near_init(&near, where->text);
	for (uint32_t i = 0; (choice = choice_at(charter, field, i)) != NULL; i++) {
		ak_near_offer(&near, choice);
		ak_buf_format(&list, i ? ", %s" : "%s", choice);
		found = found || strcmp(choice, where->text) == 0;
	}
	if (found || list.size == 0) {
		ak_buf_release(&list);
		return AK_EXIT_YES;
	}
	if (ak_near_found(&near))
		ak_cli_fail(cli, AK_EXIT_USAGE, _("%s cannot be \"%s\"; did you mean %s? it can be: %s"), field->name, where->text,
			ak_near_found(&near), ak_buf_string(&list));
	else
		ak_cli_fail(cli, AK_EXIT_USAGE, _("%s cannot be \"%s\"; it can be: %s"), field->name, where->text,
			ak_buf_string(&list));
	ak_buf_release(&list);
	return AK_EXIT_USAGE;
}

/* A date or number as it is kept, which is how it is compared. */
static int read_plain(struct ak_cli *cli, struct where *where)
{
	const struct ak_field *field = where->column.field;
	int32_t days;
	int64_t number;
	if (field->type == AK_FIELD_DATE) {
		if (!ak_typed_date(&days, where->text))
			return ak_cli_fail(cli, AK_EXIT_USAGE, _("%s takes a date such as 2023-01-31, a day that exists, not \"%s\""),
				field->name, where->text);
		snprintf(where->plain, sizeof where->plain, "%s", ak_date_write(days).text);
	} else {
		if (!ak_typed_amount(&number, field->unit, where->text))
			return ak_cli_fail(cli, AK_EXIT_USAGE, _("%s takes a whole number, not \"%s\""), field->name, where->text);
		snprintf(where->plain, sizeof where->plain, "%" PRId64, number);
	}
	where->text = where->plain;
	return AK_EXIT_YES;
}

/* A value that it cannot have is a slip. */
static int check_value(struct ak_cli *cli, struct where *where)
{
	const struct ak_field *field = where->column.kind == AK_COLUMN_FIELD ? where->column.field : NULL;
	if (!field || !*where->text || where->test == TEST_HAS)
		return AK_EXIT_YES;
	if (field->type == AK_FIELD_DATE || field->type == AK_FIELD_INT)
		return read_plain(cli, where);
	return check_choice(cli, where);
}

static int read_where(struct ak_cli *cli, const struct ak_type *type, const char *text, struct where *where)
{
	char word[AK_NAME_MAX + 1] = "";
	size_t size = strcspn(text, "=<>~!");
	const char *sign = text + size;
	bool is_not = sign[0] == '!' && sign[1] == '=';
	if (size == 0 || size > AK_NAME_MAX || !*sign || (*sign == '!' && !is_not))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("--where takes FIELD=VALUE, with =, !=, <, > or ~, not \"%s\""), text);
	strncat(word, text, size);
	where->test = is_not ? TEST_IS_NOT
		      : *sign == '<' ? TEST_LESS
		      : *sign == '>' ? TEST_MORE
		      : *sign == '~' ? TEST_HAS
				     : TEST_IS;
	where->text = sign + 1 + is_not;
	int exit = find_column(cli, type, word, &where->column);
	return exit ? exit : check_value(cli, where);
}

static int filter(struct ak_cli *cli, struct ak_objects *objects)
{
	const char *text;
	for (size_t i = 0; (text = ak_cli_item(cli, "where", i)) != NULL; i++) {
		struct where where = {.text = ""};
		size_t kept = 0;
		int exit = read_where(cli, objects->type, text, &where);
		if (exit)
			return exit;
		for (size_t at = 0; at < objects->count; at++)
			if (meets(&where, ak_ledger_state(cli->ledger), objects->items[at]))
				objects->items[kept++] = objects->items[at];
		objects->count = kept;
	}
	return AK_EXIT_YES;
}

/* ---- lists of columns */

/* The next word of a list, up to a comma; false after telling, or at its end (*exit is then AK_EXIT_YES). */
static bool next_column(struct ak_cli *cli, const struct ak_type *type, const char **list, struct ak_column *column,
	bool *backwards, int *exit)
{
	char word[AK_NAME_MAX + 1] = "";
	size_t size = strcspn(*list, ",");
	*exit = AK_EXIT_YES;
	if (!**list)
		return false;
	*backwards = **list == '-';
	strncat(word, *list + *backwards, size - *backwards < AK_NAME_MAX ? size - *backwards : AK_NAME_MAX);
	*list += size + ((*list)[size] == ',');
	*exit = find_column(cli, type, word, column);
	return *exit == AK_EXIT_YES;
}

struct sort {
	struct ak_column columns[SORTS_MAX];
	bool backwards[SORTS_MAX];
	unsigned count;
	const struct ak_state *state;
};

struct sorted {
	const struct ak_object *object;
	const struct sort *sort;
	size_t before; /* where it stood */
};

static int compare_by(const struct sorted *a, const struct sorted *b, unsigned by)
{
	const struct sort *sort = a->sort;
	struct ak_buf left = AK_BUF_INIT, right = AK_BUF_INIT;
	put_plain(&left, sort->state, a->object, &sort->columns[by]);
	put_plain(&right, sort->state, b->object, &sort->columns[by]);
	int order = compare_plain(&sort->columns[by], ak_buf_string(&left), ak_buf_string(&right));
	if (left.size == 0 || right.size == 0) /* what has nothing comes last, whichever way */
		order = left.size == right.size ? 0 : left.size == 0 ? 1 : -1;
	else if (sort->backwards[by])
		order = -order;
	ak_buf_release(&left);
	ak_buf_release(&right);
	return order;
}

static int compare(const void *a, const void *b)
{
	const struct sorted *left = a, *right = b;
	int order = 0;
	for (unsigned i = 0; order == 0 && i < left->sort->count; i++)
		order = compare_by(left, right, i);
	return order ? order : left->before < right->before ? -1 : 1;
}

static int sort(struct ak_cli *cli, struct ak_objects *objects)
{
	const char *list = ak_cli_text(cli, "sort");
	struct sort by = {.state = ak_ledger_state(cli->ledger)};
	int exit = AK_EXIT_YES;
	while (list && by.count < SORTS_MAX &&
		next_column(cli, objects->type, &list, &by.columns[by.count], &by.backwards[by.count], &exit))
		by.count++;
	if (exit || by.count == 0)
		return exit;
	struct sorted *rows = calloc(objects->count + 1, sizeof *rows);
	if (!rows)
		return ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	for (size_t i = 0; i < objects->count; i++)
		rows[i] = (struct sorted){.object = objects->items[i], .sort = &by, .before = i};
	qsort(rows, objects->count, sizeof *rows, compare);
	for (size_t i = 0; i < objects->count; i++)
		objects->items[i] = rows[i].object;
	free(rows);
	return AK_EXIT_YES;
}

static int choose_columns(struct ak_cli *cli, struct ak_objects *objects)
{
	const char *list = ak_cli_text(cli, "columns");
	bool backwards = false;
	int exit = AK_EXIT_YES;
	struct ak_column column;
	while (list && next_column(cli, objects->type, &list, &column, &backwards, &exit)) {
		if (objects->column_count == AK_LIST_COLUMNS_MAX)
			return ak_cli_fail(cli, AK_EXIT_USAGE, _("more than %d columns do not go beside one another"),
				(int)AK_LIST_COLUMNS_MAX);
		objects->columns[objects->column_count++] = column;
	}
	return exit;
}

int ak_list_choose(struct ak_cli *cli, struct ak_objects *objects)
{
	int exit = filter(cli, objects);
	if (!exit)
		exit = sort(cli, objects);
	return exit ? exit : choose_columns(cli, objects);
}
