/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "base/date.h"
#include "cli/cli.h"
#include "ledger/course.h"
#include "ledger/overdue.h"
#include "report/build.h"
#include "report/moment.h"
#include "report/value.h"

static struct ak_json *overdue_document(
	const struct ak_state *state, const struct ak_overdue *items, size_t count, int32_t today)
{
	struct ak_json *list = ak_json_array_new();
	for (size_t i = 0; i < count; i++) {
		const struct ak_overdue *item = &items[i];
		struct ak_json *row = ak_json_object_new();
		ak_build_set(&row, "object", ak_build_text(item->object->name));
		ak_build_set(&row, "title", ak_build_text(ak_object_title(state, item->object)));
		ak_build_set(&row, "field", ak_build_text(item->field->name));
		ak_build_set(&row, "label", ak_build_text(ak_field_label(item->type, item->field)));
		ak_build_set(&row, "date", ak_build_text(item->date));
		ak_build_set(&row, "days", ak_json_int_new(today - item->day));
		ak_build_set(&row, "party", ak_build_text(ak_course_party(item->object, item->type)));
		ak_build_append(&list, row);
	}
	return list;
}

static void put(struct ak_page *page, const struct ak_state *state, const struct ak_overdue *items, size_t count,
	int32_t today)
{
	struct ak_table table;
	if (count == 0) {
		ak_page_line(page, _("Nothing is overdue on %s."), ak_words_day(today).text);
		return;
	}
	ak_table_init(&table, 6);
	table.right[1] = true;
	for (size_t i = 0; i < count; i++) {
		const struct ak_overdue *item = &items[i];
		const char *party = ak_course_party(item->object, item->type);
		const char *title = ak_object_title(state, item->object);
		int32_t days = today - item->day;
		ak_table_cell(&table, AK_STYLE_WAIT, "%s", ak_words_date(item->date).text);
		ak_table_cell(&table, AK_STYLE_PLAIN, P_("%d day late", "%d days late", days), days);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", party ? party : _("(nobody)"));
		ak_table_cell(&table, AK_STYLE_STRONG, "%s", item->object->name);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", ak_field_label(item->type, item->field));
		ak_table_cell(&table, AK_STYLE_DIM, "%s", title ? title : "");
	}
	ak_table_put(&table, page);
	ak_table_release(&table);
}

static int run(struct ak_cli *cli)
{
	struct ak_overdue *items = NULL;
	size_t count = 0;
	struct ak_error err = AK_ERROR_INIT;
	int exit = ak_cli_ledger(cli);
	int32_t today = ak_date_of(ak_cli_moment(cli));
	if (!exit)
		exit = ak_cli_trouble(cli, ak_overdue_find(&items, &count, cli->ledger, today, &err), &err);
	if (exit)
		return exit;
	const struct ak_state *state = ak_ledger_state(cli->ledger);
	if (cli->json) {
		ak_cli_answer(cli, "today", ak_build_date(today));
		ak_cli_answer(cli, "overdue", overdue_document(state, items, count, today));
	} else {
		if (count > 0) /* else the sentence has the day */
			ak_moment_put(&cli->page, cli->ledger);
		put(&cli->page, state, items, count, today);
	}
	if (ak_cli_flag(cli, "check") && count > 0)
		exit = AK_EXIT_NO;
	free(items);
	return exit;
}

static const struct ak_option options[] = {
	{"check", 0, AK_OPTION_FLAG, NULL, N_("leave with status 1 if anything is overdue")},
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_overdue = {
	.name = "overdue",
	.group = AK_GROUP_READ,
	.words = "",
	.summary = N_("show the terms that have passed, and whose they are"),
	.about = N_("A term is a date that the charter expects, or the last date of a type that expects none. It is overdue when it lies before "
		    "today (with --at, before that day) and the object is not finished: a move still leads on from where it is."),
	.examples = "akkoord overdue\n"
		    "akkoord overdue --at 2023-01-31",
	.options = options,
	.traits = AK_COMMAND_PAGED | AK_COMMAND_AT,
	.run = run,
};
