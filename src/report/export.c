/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/export.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/course.h"
#include "report/build.h"
#include "report/calendar.h"
#include "report/export_history.h"
#include "report/object.h"
#include "report/value.h"

const char *ak_export_name(enum ak_export_format format)
{
	static const char *const names[AK_EXPORT_FORMATS] = {"csv", "json", "ics"};
	return names[format];
}

/* ---- what goes in */

struct choice {
	const struct ak_state *state;
	struct ak_export_scope scope;
	bool loose; /* only what belongs to nothing that has a folder */
};

/* Whether objects of the type have a folder: a phase of their own, which others follow. */
static bool has_folder(const struct ak_charter *charter, const struct ak_type *type)
{
	if (!type->phase || type->phase->type != AK_FIELD_ENUM)
		return false;
	for (uint32_t i = 0; i < charter->type_count; i++) {
		const struct ak_field *phase = charter->types[i].phase;
		if (phase && phase->type == AK_FIELD_REF && strcmp(phase->to, type->name) == 0)
			return true;
	}
	return false;
}

static bool is_loose(const struct ak_state *state, const struct ak_object *object)
{
	const struct ak_object *above;
	while ((above = ak_course_above(state, object)) != NULL)
		object = above;
	const struct ak_type *type = ak_charter_type(state->charter, object->type);
	return !type || !has_folder(state->charter, type);
}

static bool keeps(const void *context, const struct ak_object *object)
{
	const struct choice *choice = context;
	if (choice->scope.type && strcmp(choice->scope.type->name, object->type) != 0)
		return false;
	if (choice->scope.object)
		return object == choice->scope.object || ak_course_follows(choice->state, object, choice->scope.object);
	return !choice->loose || is_loose(choice->state, object);
}

/* ---- JSON */

static struct ak_json *object_document(
	const struct ak_state *state, const struct ak_object *object, const struct ak_type *type)
{
	struct ak_json *row = ak_json_object_new(), *fields = ak_json_object_new();
	for (uint32_t i = 0; i < type->field_count; i++)
		ak_build_set(&fields, type->fields[i].name, ak_present_document(object, &type->fields[i]));
	ak_build_set(&row, "object", ak_build_text(object->name));
	ak_build_set(&row, "phase", ak_build_text(ak_phase_of(state, object)));
	ak_build_set(&row, "fields", fields);
	return row;
}

static struct ak_json *objects_document(const struct choice *choice)
{
	const struct ak_state *state = choice->state;
	const struct ak_object *object;
	struct ak_json *list = ak_json_array_new();
	for (uint32_t at = AK_MAP_END; (at = ak_objects_next(state, NULL, at, &object)) != AK_MAP_END;) {
		const struct ak_type *type = ak_type_of(state, object);
		if (type && keeps(choice, object))
			ak_build_append(&list, object_document(state, object, type));
	}
	return list;
}

static enum ak_status write_json(struct ak_buf *out, const struct ak_ledger *ledger, const struct choice *choice,
	const char *moment, struct ak_error *err)
{
	struct ak_json *document = ak_json_object_new();
	ak_build_set(&document, "schema", ak_build_text("akkoord/objects/1"));
	ak_build_set(&document, "ledger", ak_build_id(&ledger->id));
	ak_build_set(&document, "state", ak_build_id(&ledger->judge.root));
	ak_build_set(&document, "charter", ak_build_id(&choice->state->charter->digest));
	ak_build_set(&document, "name", ak_build_text(choice->state->charter->name));
	ak_build_set(&document, "at", ak_build_text(moment));
	ak_build_set(&document, "objects", objects_document(choice));
	if (!document)
		return ak_fail_memory(err);
	ak_json_pretty(document, out);
	ak_json_free(document);
	return ak_buf_status(out, err);
}

/* ---- one file */

static enum ak_status write_choice(struct ak_buf *out, const struct ak_ledger *ledger, enum ak_export_format format,
	const struct choice *choice, const struct ak_csv_options *csv, const char *moment, struct ak_error *err)
{
	switch (format) {
	case AK_EXPORT_CSV:
		assert(choice->scope.type);
		ak_csv_objects(out, csv, choice->state, choice->scope.type, keeps, choice);
		break;
	case AK_EXPORT_JSON:
		return write_json(out, ledger, choice, moment, err);
	case AK_EXPORT_ICS:
		ak_calendar_write(out, ledger, keeps, choice, NULL);
		break;
	case AK_EXPORT_FORMATS:
		break;
	}
	return ak_buf_status(out, err);
}

enum ak_status ak_export_write(struct ak_buf *out, const struct ak_ledger *ledger, enum ak_export_format format,
	const struct ak_export_scope *scope, const struct ak_csv_options *csv, const char *moment, struct ak_error *err)
{
	struct choice choice = {.state = ak_ledger_state(ledger), .scope = *scope};
	return write_choice(out, ledger, format, &choice, csv, moment, err);
}

/* ---- a folder */

struct writing {
	struct ak_export *export;
	const struct ak_ledger *ledger;
	const struct ak_csv_options *csv;
	const char *moment;
	struct ak_error *err;
};

/* A new file, empty; NULL without memory. */
static struct ak_buf *add_file(struct ak_export *export, const char *folder, const char *name, enum ak_export_format format)
{
	if (!ak_grow((void **)&export->files, &export->room, export->count, sizeof *export->files))
		return NULL;
	struct ak_export_file *file = &export->files[export->count++];
	*file = (struct ak_export_file){.path = AK_BUF_INIT, .bytes = AK_BUF_INIT};
	ak_buf_format(&file->path, "%s%s%s.%s", folder, *folder ? "/" : "", name, ak_export_name(format));
	return file->path.failed ? NULL : &file->bytes;
}

static enum ak_status put_file(
	struct writing *writing, const char *folder, const char *name, enum ak_export_format format, const struct choice *choice)
{
	struct ak_buf *bytes = add_file(writing->export, folder, name, format);
	if (!bytes)
		return ak_fail_memory(writing->err);
	return write_choice(bytes, writing->ledger, format, choice, writing->csv, writing->moment, writing->err);
}

/* The records, and what they say and name. No object has a folder of this name: theirs have a dash. */
static enum ak_status put_history(struct writing *writing, enum ak_export_format format)
{
	static const struct {
		const char *name;
		void (*write)(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_csv_options *csv);
	} tables[] = {{"records", ak_export_records}, {"changes", ak_export_changes}, {"attachments", ak_export_attachments}};
	enum ak_status status = AK_OK;
	struct ak_buf *bytes;
	for (size_t i = 0; status == AK_OK && format != AK_EXPORT_JSON && i < sizeof tables / sizeof tables[0]; i++) {
		bytes = add_file(writing->export, "history", tables[i].name, AK_EXPORT_CSV);
		if (bytes)
			tables[i].write(bytes, writing->ledger, writing->csv);
		status = bytes ? ak_buf_status(bytes, writing->err) : ak_fail_memory(writing->err);
	}
	if (status != AK_OK || format == AK_EXPORT_CSV)
		return status;
	bytes = add_file(writing->export, "history", "records", AK_EXPORT_JSON);
	return bytes ? ak_export_records_document(bytes, writing->ledger, writing->err) : ak_fail_memory(writing->err);
}

static bool has_any(const struct choice *choice)
{
	const struct ak_object *object;
	for (uint32_t at = AK_MAP_END;
		(at = ak_objects_next(choice->state, choice->scope.type->name, at, &object)) != AK_MAP_END;)
		if (keeps(choice, object))
			return true;
	return false;
}

/* The tables of what is chosen, one for each type that has any, those of the protocol last. */
static enum ak_status put_tables(struct writing *writing, const char *folder, struct choice choice)
{
	static const char *const built_in[] = {"party", "actor", "seat", "office"};
	const struct ak_charter *charter = choice.state->charter;
	const uint32_t count = charter->type_count + sizeof built_in / sizeof built_in[0];
	enum ak_status status = AK_OK;
	for (uint32_t i = 0; status == AK_OK && i < count; i++) {
		choice.scope.type = i < charter->type_count ? &charter->types[i]
							    : ak_builtin_type(built_in[i - charter->type_count]);
		if (has_any(&choice))
			status = put_file(writing, folder, choice.scope.type->name, AK_EXPORT_CSV, &choice);
	}
	return status;
}

static enum ak_status put_all(
	struct writing *writing, const char *folder, enum ak_export_format format, const struct choice *choice)
{
	enum ak_status status = AK_OK;
	bool each = format == AK_EXPORT_FORMATS;
	if (each || format == AK_EXPORT_CSV)
		status = put_tables(writing, folder, *choice);
	if (status == AK_OK && (each || format == AK_EXPORT_JSON))
		status = put_file(writing, folder, "objects", AK_EXPORT_JSON, choice);
	if (status == AK_OK && (each || format == AK_EXPORT_ICS))
		status = put_file(writing, folder, "terms", AK_EXPORT_ICS, choice);
	return status;
}

/* A folder for each object that others belong to. */
static enum ak_status put_folders(struct writing *writing, enum ak_export_format format, const struct ak_state *state)
{
	const struct ak_object *object;
	struct ak_buf folder = AK_BUF_INIT;
	enum ak_status status = AK_OK;
	for (uint32_t at = AK_MAP_END;
		status == AK_OK && (at = ak_objects_next(state, NULL, at, &object)) != AK_MAP_END;) {
		const struct ak_type *type = ak_charter_type(state->charter, object->type);
		struct choice choice = {.state = state, .scope = {.object = object}};
		if (!type || !has_folder(state->charter, type))
			continue;
		ak_buf_clear(&folder);
		ak_buf_format(&folder, "%s-%s", object->type, strchr(object->name, '/') + 1);
		status = ak_buf_status(&folder, writing->err);
		if (status == AK_OK)
			status = put_all(writing, ak_buf_string(&folder), format, &choice);
	}
	ak_buf_release(&folder);
	return status;
}

enum ak_status ak_export_folder(struct ak_export *export, const struct ak_ledger *ledger, enum ak_export_format format,
	const struct ak_export_scope *scope, const struct ak_csv_options *csv, const char *moment, struct ak_error *err)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	struct choice choice = {.state = state, .scope = *scope};
	struct writing writing = {.export = export, .ledger = ledger, .csv = csv, .moment = moment, .err = err};
	enum ak_status status = AK_OK;
	*export = (struct ak_export){.files = NULL};
	if (scope->object || scope->type) {
		status = put_all(&writing, "", format, &choice);
	} else {
		status = put_folders(&writing, format, state);
		choice.loose = true;
		if (status == AK_OK)
			status = put_all(&writing, "", format, &choice);
		if (status == AK_OK)
			status = put_history(&writing, format);
	}
	if (status != AK_OK)
		ak_export_release(export);
	return status;
}

void ak_export_release(struct ak_export *export)
{
	for (size_t i = 0; i < export->count; i++) {
		ak_buf_release(&export->files[i].path);
		ak_buf_release(&export->files[i].bytes);
	}
	free(export->files);
	*export = (struct ak_export){.files = NULL};
}
