/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/html_report.h"

#include "base/date.h"
#include "json/json.h"
#include "report/build.h"
#include "report/html_site.h"
#include "report/moment.h"

/* What the report was made of, for programs; and the mark by which a folder is known to be a report. */
static void make_mark(struct ak_site *site)
{
	const struct ak_report_options *options = site->options;
	const struct ak_judge *judge = &site->ledger->judge;
	bool has_head = judge->options.at_given && judge->head != AK_POSITION_NONE;
	struct ak_json *mark = ak_json_object_new();
	struct ak_buf text = AK_BUF_INIT;
	bool well = ak_json_set(mark, "schema", ak_json_text_new("akkoord/report/1"));
	well = ak_json_set(mark, "ledger", ak_json_text_new(ak_id_hex(&site->ledger->id).text)) && well;
	well = ak_json_set(mark, "state", ak_json_text_new(ak_id_hex(&site->ledger->judge.root).text)) &&
	       well;
	well = ak_json_set(mark, "records", ak_json_int_new(site->index.judged_count)) && well;
	well = ak_json_set(mark, "refused", ak_json_int_new(site->ledger->refused_count)) && well;
	well = ak_json_set(mark, "split", ak_json_bool_new(site->ledger->judge.has_split)) && well;
	well = ak_json_set(mark, "at", ak_build_text(judge->options.at_given ? ak_time_write(judge->options.at).text : NULL)) && well;
	well = ak_json_set(mark, "moment", ak_build_text(ak_moment_name(site->ledger))) && well;
	well = ak_json_set(mark, "head", ak_build_id(has_head ? &site->ledger->records[judge->head].id : NULL)) && well;
	well = ak_json_set(mark, "overdue_on", ak_json_text_new(ak_date_write(options->today).text)) && well;
	well = ak_json_set(mark, "language", ak_json_text_new(_("en"))) && well;
	if (well)
		ak_json_pretty(mark, &text);
	if (!well || text.failed)
		ak_site_fail(site, ak_fail_memory(site->err));
	ak_site_file(site, "akkoord-report.json", ak_buf_view(&text));
	ak_json_free(mark);
	ak_buf_release(&text);
}

enum ak_status ak_report_make(
	const struct ak_ledger *ledger, const struct ak_report_options *options, struct ak_error *err)
{
	struct ak_site site;
	enum ak_status status = ak_site_init(&site, ledger, options, err);
	if (status != AK_OK)
		return status;
	site.menu = ak_report_menu;
	site.menu_count = AK_SECTION_COUNT;
	site.newest = ak_index_newest(&site.index);
	make_mark(&site);
	ak_site_make_style(&site);
	ak_pages_start(&site);
	ak_pages_objects(&site);
	ak_pages_decisions(&site);
	ak_pages_parties(&site);
	ak_pages_gaps(&site);
	ak_pages_relations(&site);
	ak_pages_charter(&site);
	ak_pages_audit(&site);
	ak_pages_records(&site);
	ak_pages_about(&site);
	ak_site_release(&site);
	return site.status;
}
