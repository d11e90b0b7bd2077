/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The state in forms that other programs read: a table per type, one JSON document, a calendar of terms; as one file
 * each, or as a folder with a folder for every object that others belong to (an agenda).
 */
#ifndef AK_REPORT_EXPORT_H
#define AK_REPORT_EXPORT_H

#include "ledger/ledger.h"
#include "report/csv.h"

enum ak_export_format {
	AK_EXPORT_CSV,
	AK_EXPORT_JSON,
	AK_EXPORT_ICS,
	AK_EXPORT_FORMATS,
};

/* What goes in: all, or one of these. */
struct ak_export_scope {
	const struct ak_type *type;
	const struct ak_object *object; /* it, and what belongs to it */
};

struct ak_export_file {
	struct ak_buf path; /* below the folder */
	struct ak_buf bytes;
};

struct ak_export {
	struct ak_export_file *files;
	size_t count, room;
};

/* "csv", "json", "ics" */
const char *ak_export_name(enum ak_export_format format);

/* One file, appended. AK_EXPORT_CSV only of a type (asserted). moment is what --at said, or NULL. */
enum ak_status ak_export_write(struct ak_buf *out, const struct ak_ledger *ledger, enum ak_export_format format,
	const struct ak_export_scope *scope, const struct ak_csv_options *csv, const char *moment, struct ak_error *err);

/*
 * All files of a folder, of the one format, or of each if it is AK_EXPORT_FORMATS: `<type>.csv`, `objects.json` and
 * `terms.ics` of the whole or of the object; of the whole, tables and calendars of each object that others belong to
 * are in a folder `<type>-<name>` of its own. On AK_OK *export is the caller's to release.
 */
enum ak_status ak_export_folder(struct ak_export *export, const struct ak_ledger *ledger, enum ak_export_format format,
	const struct ak_export_scope *scope, const struct ak_csv_options *csv, const char *moment, struct ak_error *err);
void ak_export_release(struct ak_export *export);

#endif
