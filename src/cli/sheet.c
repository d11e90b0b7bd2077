/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/name.h"
#include "cli/near.h"
#include "cli/typed.h"
#include "cli/slug.h"
#include "cli/words.h"
#include "report/gettext.h"
#include "report/object.h"
#include "report/value.h"

void ak_sheet_release(struct ak_sheet *sheet)
{
	for (size_t i = 0; i < sheet->fault_count; i++)
		free(sheet->faults[i].sentence);
	free(sheet->faults);
	free(sheet->columns);
	ak_map_release(&sheet->names);
}

static void put_fault(struct ak_sheet *sheet, unsigned line, const char *sentence)
{
	char *kept = strdup(sentence);
	if (!kept ||
		!ak_grow((void **)&sheet->faults, &sheet->fault_room, sheet->fault_count, sizeof *sheet->faults)) {
		free(kept);
		sheet->failed = true;
		return;
	}
	sheet->faults[sheet->fault_count++] = (struct ak_sheet_fault){.line = line, .sentence = kept};
}

/* ------------------------------------------------------------------ columns */

static struct ak_sheet_column *find_column(struct ak_sheet *sheet, const char *heading, size_t size)
{
	for (uint32_t i = 0; i < sheet->column_count; i++)
		if (strlen(sheet->columns[i].heading) == size && strncasecmp(sheet->columns[i].heading, heading, size) == 0)
			return &sheet->columns[i];
	return NULL;
}

static const struct ak_field *find_field(const struct ak_type *type, const char *word)
{
	const struct ak_field *field = ak_type_field(type, word);
	for (uint32_t i = 0; !field && i < type->field_count; i++)
		if (strcasecmp(type->fields[i].label, word) == 0)
			field = &type->fields[i];
	return field;
}

static enum ak_status no_column(const struct ak_sheet *sheet, const char *map, size_t size, struct ak_error *err)
{
	struct ak_buf list = AK_BUF_INIT;
	for (uint32_t i = 0; i < sheet->column_count; i++)
		ak_buf_format(&list, "%s%s", i ? ", " : "", sheet->columns[i].heading);
	enum ak_status status = ak_fail(err, AK_ERR_USAGE, _("--map %s: there is no column \"%.*s\"; there are: %s"), map,
		(int)size, map, ak_buf_string(&list));
	ak_buf_release(&list);
	return status;
}

static enum ak_status no_field(const struct ak_sheet *sheet, const char *map, const char *word, struct ak_error *err)
{
	struct ak_near near;
	ak_near_init(&near, word);
	for (uint32_t i = 0; i < sheet->type->field_count; i++)
		ak_near_offer_called(&near, sheet->type->fields[i].name, sheet->type->fields[i].label);
	if (ak_near_found(&near))
		return ak_fail(err, AK_ERR_USAGE, _("--map %s: %s has no field %s; did you mean %s?"), map, sheet->type->name,
			word, ak_near_found(&near));
	return ak_fail(err, AK_ERR_USAGE, _("--map %s: %s has no field %s"), map, sheet->type->name, word);
}

static enum ak_status take_map(struct ak_sheet *sheet, const char *map, struct ak_error *err)
{
	const char *equals = strrchr(map, '=');
	if (!equals)
		return ak_fail(err, AK_ERR_USAGE, _("--map takes COLUMN=FIELD, not \"%s\""), map);
	struct ak_sheet_column *column = find_column(sheet, map, (size_t)(equals - map));
	if (!column)
		return no_column(sheet, map, (size_t)(equals - map), err);
	column->is_name = strcmp(equals + 1, AK_SHEET_NAME) == 0;
	column->field = column->is_name ? NULL : ak_type_field(sheet->type, equals + 1);
	if (equals[1] && !column->is_name && !column->field)
		return no_field(sheet, map, equals + 1, err);
	return AK_OK;
}

static enum ak_status check_once(const struct ak_sheet *sheet, struct ak_error *err)
{
	for (uint32_t a = 0; a < sheet->column_count; a++)
		for (uint32_t b = 0; b < a; b++) {
			const struct ak_sheet_column *one = &sheet->columns[b], *other = &sheet->columns[a];
			if ((one->is_name && other->is_name) || (one->field && one->field == other->field))
				return ak_fail(err, AK_ERR_USAGE,
					_("the columns \"%s\" and \"%s\" go to the same; say --map \"%s=\" to leave one out"),
					one->heading, other->heading, other->heading);
		}
	return AK_OK;
}

enum ak_status ak_sheet_map(struct ak_sheet *sheet, const char *const *maps, struct ak_error *err)
{
	enum ak_status status = AK_OK;
	ak_map_init(&sheet->names);
	if (sheet->csv->count == 0)
		return ak_fail(err, AK_ERR_USAGE, _("there is no row with headings"));
	const struct ak_csv_row *first = &sheet->csv->rows[0];
	sheet->columns = calloc(first->count, sizeof *sheet->columns);
	if (!sheet->columns)
		return ak_fail_memory(err);
	sheet->column_count = first->count;
	for (uint32_t i = 0; i < first->count; i++) {
		struct ak_sheet_column *column = &sheet->columns[i];
		column->heading = first->cells[i];
		column->is_name = strcasecmp(column->heading, AK_SHEET_NAME) == 0;
		column->field = *column->heading && !column->is_name ? find_field(sheet->type, column->heading) : NULL;
	}
	for (size_t i = 0; status == AK_OK && maps[i]; i++)
		status = take_map(sheet, maps[i], err);
	return status == AK_OK ? check_once(sheet, err) : status;
}

/* ------------------------------------------------------------------ cells */

/* As the protocol writes them, for these words are shown before they are proposed. */
static void put_date(struct ak_buf *out, const char *text)
{
	int32_t days;
	ak_buf_text(out, ak_typed_date(&days, text) ? ak_date_write(days).text : text);
}

static void put_number(struct ak_buf *out, const char *text)
{
	int64_t number;
	if (ak_typed_number(&number, text))
		ak_buf_format(out, "%lld", (long long)number);
	else
		ak_buf_text(out, text);
}

static void put_choice(struct ak_buf *out, const struct ak_texts *texts, const char *text)
{
	for (uint32_t i = 0; i < texts->count; i++)
		if (strcasecmp(texts->items[i], text) == 0)
			text = texts->items[i];
	ak_buf_text(out, text);
}

static void put_party(struct ak_buf *out, const struct ak_charter *charter, const char *text)
{
	for (uint32_t i = 0; i < charter->party_count; i++)
		if (strcasecmp(charter->parties[i].name, text) == 0 || strcasecmp(charter->parties[i].label, text) == 0)
			text = charter->parties[i].name;
	ak_buf_text(out, text);
}

/* An object by its title, where only one has it. */
static void put_reference(struct ak_buf *out, const struct ak_state *state, const struct ak_field *field, const char *text)
{
	const struct ak_object *object, *found = NULL;
	const char *type = strcmp(field->to, "*") == 0 ? NULL : field->to;
	bool several = false;
	for (uint32_t at = AK_MAP_END; (at = ak_objects_next(state, type, at, &object)) != AK_MAP_END;) {
		const char *title = ak_object_title(state, object);
		if (!title || strcmp(title, text) != 0)
			continue;
		several = found != NULL;
		found = object;
	}
	ak_buf_text(out, found && !several ? found->name : text);
}

static void put_value(struct ak_buf *out, const struct ak_sheet *sheet, const struct ak_field *field,
	enum ak_field_type type, const char *text)
{
	const struct ak_state *state = ak_ledger_state(sheet->ledger);
	switch (type) {
	case AK_FIELD_DATE:
		put_date(out, text);
		return;
	case AK_FIELD_INT:
		put_number(out, text);
		return;
	case AK_FIELD_ENUM:
		put_choice(out, &field->values, text);
		return;
	case AK_FIELD_PARTY:
		put_party(out, state->charter, text);
		return;
	case AK_FIELD_REF:
		put_reference(out, state, field, text);
		return;
	case AK_FIELD_TEXT:
	case AK_FIELD_BOOL:
	case AK_FIELD_ACTOR:
	case AK_FIELD_RECORD:
	case AK_FIELD_FILE:
	case AK_FIELD_SET:
	case AK_FIELD_KEY:
		ak_buf_text(out, text);
		return;
	}
}

/* Members are separated by line feeds; those of a set of something else than text by commas and semicolons too. */
static void put_members(
	struct ak_sheet *sheet, struct ak_batch *batch, const struct ak_field *field, const char *text)
{
	const char *separators = field->of == AK_FIELD_TEXT ? "\n" : "\n,;";
	while (*text) {
		struct ak_buf member = AK_BUF_INIT, value = AK_BUF_INIT;
		size_t size = strcspn(text, separators);
		const char *from = text + strspn(text, " ");
		size_t end = size;
		while (end > 0 && text[end - 1] == ' ')
			end--;
		if (from < text + end)
			ak_buf_append(&member, from, (size_t)(text + end - from));
		put_value(&value, sheet, field, field->of, ak_buf_string(&member));
		if (value.size)
			ak_batch_word(batch, "%s+=%s", field->name, ak_buf_string(&value));
		sheet->failed |= member.failed || value.failed;
		ak_buf_release(&member);
		ak_buf_release(&value);
		text += size + (text[size] != '\0');
	}
}

static void put_cell(struct ak_sheet *sheet, struct ak_batch *batch, const struct ak_field *field, const char *text)
{
	struct ak_buf value = AK_BUF_INIT;
	if (field->type == AK_FIELD_SET) {
		put_members(sheet, batch, field, text);
		return;
	}
	put_value(&value, sheet, field, field->type, text);
	ak_batch_word(batch, "%s=%s", field->name, ak_buf_string(&value));
	sheet->failed |= value.failed;
	ak_buf_release(&value);
}

/* ------------------------------------------------------------------ names */

static const char *cell_of(const struct ak_sheet *sheet, const struct ak_csv_row *row, const struct ak_field *field)
{
	for (uint32_t i = 0; i < sheet->column_count && i < row->count; i++)
		if (field ? sheet->columns[i].field == field : sheet->columns[i].is_name)
			return row->cells[i];
	return NULL;
}

/* The text that a row would be called by. */
static const char *title_of(const struct ak_sheet *sheet, const struct ak_csv_row *row)
{
	const char *title = NULL;
	for (unsigned pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; !title && i < sheet->type->field_count; i++) {
			const struct ak_field *field = &sheet->type->fields[i];
			const char *text = field->type == AK_FIELD_TEXT ? cell_of(sheet, row, field) : NULL;
			if (text && *text && (field->required || pass == 1))
				title = text;
		}
	return title;
}

/* Into name: the whole name of the row's object. False after telling. */
static bool name_row(struct ak_sheet *sheet, const struct ak_csv_row *row, char name[AK_OBJECT_MAX + 1])
{
	const char *given = cell_of(sheet, row, NULL), *title = title_of(sheet, row);
	size_t size = strlen(sheet->type->name);
	bool is_given = given && *given;
	if (is_given && strncmp(given, sheet->type->name, size) == 0 && given[size] == '/')
		given += size + 1;
	struct ak_slug slug = ak_slug_of(is_given ? given : title ? title : "");
	struct ak_slug base = slug;
	if (is_given && ak_name_check(given))
		snprintf(slug.text, sizeof slug.text, "%s", given);
	if (!slug.text[0]) {
		put_fault(sheet, row->line, _("there is nothing to name it by: neither a name nor a text"));
		return false;
	}
	snprintf(name, AK_OBJECT_MAX + 1, "%s/%s", sheet->type->name, slug.text);
	for (unsigned i = 2; !is_given && ak_map_find(&sheet->names, name) != AK_MAP_END; i++) {
		char nth[12];
		snprintf(nth, sizeof nth, "%u", i);
		slug = ak_slug_join(base.text, nth);
		snprintf(name, AK_OBJECT_MAX + 1, "%s/%s", sheet->type->name, slug.text);
	}
	if (ak_map_find(&sheet->names, name) == AK_MAP_END)
		return true;
	struct ak_buf sentence = AK_BUF_INIT;
	ak_buf_format(&sentence, _("%s is named by an earlier row already"), name);
	put_fault(sheet, row->line, ak_buf_string(&sentence));
	ak_buf_release(&sentence);
	return false;
}

/* ------------------------------------------------------------------ rows */

static enum ak_status no_file(void *context, const char *path, struct ak_id *id, struct ak_error *err)
{
	(void)context;
	(void)id;
	return ak_fail(err, AK_ERR_USAGE, _("a sheet cannot attach files (%s); give the SHA-256 of an attachment"), path);
}

static enum ak_status no_reading(void *context, const char *path, size_t limit, struct ak_buf *out, struct ak_error *err)
{
	(void)context;
	(void)limit;
	(void)out;
	return ak_fail(err, AK_ERR_USAGE, _("a sheet cannot name files to be read (%s)"), path);
}

/* The last item of the batch is taken back. */
static void drop_item(struct ak_batch *batch)
{
	struct ak_batch_item *item = &batch->items[--batch->item_count];
	batch->word_count = item->first;
}

static bool try_item(struct ak_sheet *sheet, const struct ak_csv_row *row, const struct ak_batch *batch)
{
	static const struct ak_word_files files = {.attach = no_file, .read = no_reading};
	const struct ak_batch_item *item = &batch->items[batch->item_count - 1];
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_words words;
	enum ak_status status = ak_words_read(
		&words, &arena, sheet->ledger, batch->words + item->first, item->count, &files, &err);
	ak_arena_release(&arena);
	if (status == AK_ERR_MEMORY)
		sheet->failed = true;
	else if (status != AK_OK)
		put_fault(sheet, row->line, err.text);
	return status == AK_OK;
}

void ak_sheet_row(struct ak_sheet *sheet, const struct ak_csv_row *row, struct ak_batch *batch)
{
	char name[AK_OBJECT_MAX + 1];
	if (row->count > sheet->column_count) {
		put_fault(sheet, row->line, _("it has more cells than there are headings; is a cell with the delimiter not quoted?"));
		return;
	}
	if (!name_row(sheet, row, name))
		return;
	ak_batch_begin(batch);
	ak_batch_word(batch, "new");
	ak_batch_word(batch, "%s", name);
	if (batch->failed)
		return;
	const char *kept = batch->words[batch->word_count - 1];
	for (uint32_t i = 0; i < row->count; i++)
		if (sheet->columns[i].field && *row->cells[i])
			put_cell(sheet, batch, sheet->columns[i].field, row->cells[i]);
	for (size_t i = 0; sheet->constants[i]; i++)
		ak_batch_word(batch, "%s", sheet->constants[i]);
	if (batch->failed)
		return;
	if (!try_item(sheet, row, batch))
		drop_item(batch);
	else
		sheet->failed |= ak_map_put(&sheet->names, kept, NULL) == AK_MAP_END;
}
