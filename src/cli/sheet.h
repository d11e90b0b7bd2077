/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A spreadsheet's rows as objects: which column is which field, and each cell as a word of the command line
 * (cli/words.h). What people write in sheets is understood: `31-12-2022`, `1.500.000`, `VNG`, the title of a theme
 * instead of its name.
 */
#ifndef AK_CLI_SHEET_H
#define AK_CLI_SHEET_H

#include "cli/batch.h"
#include "ledger/ledger.h"
#include "report/csv.h"

/* A target for the column that has the object's name. */
#define AK_SHEET_NAME "object"

struct ak_sheet_column {
	const char *heading;
	const struct ak_field *field; /* NULL: the name, or not used */
	bool is_name;
};

struct ak_sheet_fault {
	unsigned line;
	char *sentence; /* ours */
};

struct ak_sheet {
	const struct ak_ledger *ledger;
	const struct ak_type *type;
	const struct ak_csv *csv;
	struct ak_sheet_column *columns; /* of the first row */
	uint32_t column_count;
	const char *const *constants; /* field=value for every row; NULL-ended */
	struct ak_sheet_fault *faults;
	size_t fault_count, fault_room;
	struct ak_map names; /* of the objects so far, in the arena of the batch */
	bool failed;	     /* memory ran out */
};

void ak_sheet_release(struct ak_sheet *sheet);

/*
 * Finds out what each column is: as maps say (`column=field`, `column=object`, `column=` for not at all; NULL-ended),
 * else the field whose name or label its heading is. sheet->ledger, type and csv are given, and borrowed.
 * AK_ERR_USAGE with the sentence.
 */
enum ak_status ak_sheet_map(struct ak_sheet *sheet, const char *const *maps, struct ak_error *err);

/*
 * Turns row (not the first) into the words of one change, appended to batch, and tries them. What is wrong with it
 * goes to sheet->faults, and the row is no part of the batch then.
 */
void ak_sheet_row(struct ak_sheet *sheet, const struct ak_csv_row *row, struct ak_batch *batch);

#endif
