/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What was promised against what was delivered, and how it came along: from the changes that applied, each at the
 * moment at which it was decided. So the past is told as it was known, not as it looks from today.
 *
 * A promise is an object of a type that has a progress field: a whole number with a least, a most and the unit `%`.
 * It is due once its term has passed, delivered once a final value was reached and its file field is filled (or there
 * is none), and dropped where a final value was reached without. All of that is read from the charter in force.
 */
#ifndef AK_REPORT_PROGRESS_H
#define AK_REPORT_PROGRESS_H

#include "json/json.h"
#include "ledger/ledger.h"
#include "report/page.h"

struct ak_promise {
	const struct ak_object *object;
	const struct ak_type *type;
	const char *group;    /* what it is counted under: a party, an object or a nature; NULL: none */
	uint32_t last_report; /* its newest change of the progress field, in events, or AK_POSITION_NONE */
};

enum ak_progress_kind {
	AK_PROGRESS_MADE,     /* the promise */
	AK_PROGRESS_REPORT,   /* how far it is: number */
	AK_PROGRESS_TERM,     /* days, or INT32_MAX: none */
	AK_PROGRESS_FILE,     /* 1: what is to be delivered is there */
	AK_PROGRESS_FINAL,    /* 1: a final value was reached */
};

struct ak_progress_event {
	enum ak_progress_kind kind;
	uint32_t promise;
	int64_t time; /* of the decision, in seconds */
	int64_t number;
	uint32_t proposal; /* position */
};

struct ak_progress {
	const struct ak_ledger *ledger;
	const char *by;
	struct ak_promise *promises; /* by name */
	uint32_t promise_count;
	struct ak_progress_event *events; /* in the order in which they applied */
	uint32_t event_count;
	size_t promise_room, event_room;
	int64_t now;
};

struct ak_progress_counts {
	uint32_t promised;  /* made */
	uint32_t due;	    /* of those, with a term that has passed */
	uint32_t delivered;
	uint32_t dropped;
	uint32_t late;	    /* due, and neither delivered nor dropped */
	/* the mean progress of those that were not dropped, in percent; a delivered one counts as 100 */
	int64_t share;
};

/*
 * Reads the promises that belong, through references, to the object within (NULL: all), grouped by `by`: "party", a
 * type whose objects they refer to, directly or through others, or an enum field of theirs without moves. `by`
 * outlives progress. On AK_OK *progress is the caller's to release.
 */
enum ak_status ak_progress_read(struct ak_progress *progress, const struct ak_ledger *ledger,
	const struct ak_object *within, const char *by, int64_t now, struct ak_error *err);
void ak_progress_release(struct ak_progress *progress);

/* Whether promises of this type can be told apart by the field of that name: an enum without moves. */
bool ak_progress_is_choice(const struct ak_type *type, const char *name);

/*
 * As known at the end of a day; group NULL: of all, else of those whose group is this text ("" is those without one).
 */
enum ak_status ak_progress_count(struct ak_progress_counts *counts, const struct ak_progress *progress, int32_t day,
	const char *group, struct ak_error *err);

/* The last day of the month of a day. */
int32_t ak_month_end(int32_t day);

/* progress_put.c: per group, month by month, and the newest report of each; or all reports of one object. */
enum ak_status ak_progress_put(struct ak_page *page, const struct ak_progress *progress, struct ak_error *err);
enum ak_status ak_progress_document(
	struct ak_json **document, const struct ak_progress *progress, struct ak_error *err);
void ak_progress_reports_put(struct ak_page *page, const struct ak_progress *progress);
struct ak_json *ak_progress_reports_document(const struct ak_progress *progress);

#endif
