/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The folder of a report: made beside its place, and put there when it is whole. What stood there before is replaced
 * only if it is an empty folder or an earlier report, and nothing but that: each file in it must be in its list.
 *
 * A report can always be made again, so its files are not forced to disk one by one; the list (SHA256SUMS) tells a
 * damaged one, by `sha256sum -c SHA256SUMS`.
 */
#ifndef AK_CLI_REPORT_FOLDER_H
#define AK_CLI_REPORT_FOLDER_H

#include <stdbool.h>

#include "cli/fresh.h"

struct ak_report_folder {
	char *place;	       /* where it belongs */
	struct ak_fresh fresh; /* where it is made */
	bool replaces;	       /* an earlier report */
};

/*
 * AK_ERR_REFUSED if what is there may not be replaced; the sentence names what stands in the way. Files are put with
 * ak_fresh_put.
 */
enum ak_status ak_report_folder_begin(struct ak_report_folder *folder, const char *place, struct ak_error *err);

/* Puts it in its place, and takes the earlier one away. */
enum ak_status ak_report_folder_end(struct ak_report_folder *folder, struct ak_error *err);

/* Takes away what was not put in its place. */
void ak_report_folder_release(struct ak_report_folder *folder);

#endif
