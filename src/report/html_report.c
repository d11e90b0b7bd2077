/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/html_report.h"

#include <string.h>

#include "report/html_site.h"

static void make_style(struct ak_site *site)
{
	struct ak_buf style = AK_BUF_INIT;
	for (size_t i = 0; ak_site_style[i]; i++) {
		ak_buf_text(&style, ak_site_style[i]);
		ak_buf_char(&style, '\n');
	}
	if (style.failed)
		ak_site_fail(site, ak_fail_memory(site->err));
	ak_site_file(site, "style.css", ak_buf_view(&style));
	ak_buf_release(&style);
}

static int64_t newest_of(const struct ak_index *index)
{
	int64_t newest = 0;
	for (uint32_t i = 0; i < index->judged_count; i++)
		if (index->ledger->records[index->judged[i]].time > newest)
			newest = index->ledger->records[index->judged[i]].time;
	return newest;
}

/* Whether the pages speak another language than the records do: by their first part, `nl` of `nl-NL`. */
static bool is_foreign(const char *language)
{
	const char *ours = _("en");
	size_t size = strcspn(ours, "-");
	return strncmp(ours, language, size) != 0 || (language[size] != '\0' && language[size] != '-');
}

enum ak_status ak_report_make(
	const struct ak_ledger *ledger, const struct ak_report_options *options, struct ak_error *err)
{
	struct ak_site site = {.ledger = ledger,
		.state = ak_ledger_state(ledger),
		.charter = ak_ledger_state(ledger)->charter,
		.options = options,
		.html = AK_HTML_INIT,
		.text = AK_BUF_INIT,
		.other = AK_BUF_INIT,
		.foreign = is_foreign(options->language),
		.status = AK_OK,
		.err = err};
	enum ak_status status = ak_index_init(&site.index, ledger, err);
	if (status != AK_OK)
		return status;
	site.newest = newest_of(&site.index);
	make_style(&site);
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
	ak_index_release(&site.index);
	ak_html_release(&site.html);
	ak_buf_release(&site.text);
	ak_buf_release(&site.other);
	return site.status;
}
