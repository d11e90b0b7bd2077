/* SPDX-License-Identifier: EUPL-1.2 */
/* The frame around every page: head, menu, warnings, foot. */
#include <assert.h>
#include <string.h>

#include "report/html_site.h"
#include "report/moment.h"

const struct ak_site_way ak_report_menu[AK_SECTION_COUNT] = {
	[AK_SECTION_START] = {"index.html", N_("Start")},
	[AK_SECTION_DECISIONS] = {"decisions.html", N_("Decisions")},
	[AK_SECTION_PARTIES] = {"parties.html", N_("Parties")},
	[AK_SECTION_GAPS] = {"gaps.html", N_("Gaps")},
	[AK_SECTION_RELATIONS] = {"relations.html", N_("Relations")},
	[AK_SECTION_CHARTER] = {"charter.html", N_("Charter")},
	[AK_SECTION_AUDIT] = {"audit.html", N_("Audit")},
	[AK_SECTION_ABOUT] = {"about.html", N_("Reading guide")},
};

bool ak_site_well(const struct ak_site *site)
{
	return site->status == AK_OK;
}

void ak_site_fail(struct ak_site *site, enum ak_status status)
{
	if (site->status == AK_OK)
		site->status = status;
}

void ak_site_file(struct ak_site *site, const char *path, struct ak_bytes bytes)
{
	if (ak_site_well(site))
		ak_site_fail(site, site->options->put(site->options->context, path, bytes, site->err));
}

void ak_site_make_style(struct ak_site *site)
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

static bool is_foreign(const char *language)
{
	const char *ours = _("en");
	size_t size = strcspn(ours, "-");
	return strncmp(ours, language, size) != 0 || (language[size] != '\0' && language[size] != '-');
}

/* ---- head */

static void put_meta(struct ak_html *html, enum ak_attribute key, const char *name, const char *content)
{
	ak_html_open(html, AK_TAG_META);
	ak_html_attr(html, key, name);
	ak_html_attr(html, AK_ATTR_CONTENT, content);
}

static void put_head(struct ak_site *site, const char *heading)
{
	/* no script and nothing from elsewhere, whatever a page might say */
	static const char policy[] =
		"script-src 'none'; object-src 'none'; img-src 'none'; font-src 'none'; "
		"media-src 'none'; frame-src 'none'; connect-src 'none'; base-uri 'none'; "
		"form-action 'none'";
	struct ak_html *html = &site->html;
	ak_html_open(html, AK_TAG_HEAD);
	ak_html_open(html, AK_TAG_META);
	ak_html_attr(html, AK_ATTR_CHARSET, "utf-8");
	ak_html_open(html, AK_TAG_TITLE);
	ak_put_cut(site, heading);
	ak_html_text(html, " – ");
	ak_put_cut(site, site->charter->name);
	ak_html_close(html, AK_TAG_TITLE);
	put_meta(html, AK_ATTR_NAME, "viewport", "width=device-width, initial-scale=1");
	put_meta(html, AK_ATTR_NAME, "color-scheme", "light dark");
	put_meta(html, AK_ATTR_NAME, "referrer", "no-referrer");
	put_meta(html, AK_ATTR_HTTP_EQUIV, "Content-Security-Policy", policy);
	ak_html_open(html, AK_TAG_LINK);
	ak_html_attr(html, AK_ATTR_REL, "stylesheet");
	ak_put_href(site, "style.css");
	ak_html_close(html, AK_TAG_HEAD);
}

/* ---- what stands above the page */

static void put_menu(struct ak_site *site, enum ak_section section)
{
	struct ak_html *html = &site->html;
	ak_html_open(html, AK_TAG_NAV);
	ak_html_attr(html, AK_ATTR_ARIA_LABEL, _("Main menu"));
	ak_html_open(html, AK_TAG_UL);
	for (unsigned i = 0; i < site->menu_count; i++) {
		ak_html_open(html, AK_TAG_LI);
		ak_html_open(html, AK_TAG_A);
		ak_put_href(site, site->menu[i].path);
		if (i == section && strcmp(site->path, site->menu[i].path) == 0)
			ak_html_attr(html, AK_ATTR_ARIA_CURRENT, "page");
		else if (i == section)
			ak_html_attr(html, AK_ATTR_ARIA_CURRENT, "true");
		ak_html_text(html, _(site->menu[i].label));
		ak_html_close(html, AK_TAG_A);
		ak_html_close(html, AK_TAG_LI);
	}
	if (site->places)
		ak_put_languages(site);
	ak_html_close(html, AK_TAG_UL);
	ak_html_close(html, AK_TAG_NAV);
}

static void put_warning(struct ak_site *site, const char *sentence, const char *anchor)
{
	struct ak_html *html = &site->html;
	ak_html_open(html, AK_TAG_P);
	ak_html_attr(html, AK_ATTR_CLASS, "warning");
	ak_html_classed(html, AK_TAG_STRONG, "word", _("Warning"));
	ak_html_text(html, " ");
	ak_html_text(html, sentence);
	if (anchor) {
		ak_html_text(html, " ");
		ak_put_link(site, anchor, _("See the audit"));
	}
	ak_html_close(html, AK_TAG_P);
}

static void put_warnings(struct ak_site *site)
{
	const struct ak_ledger *ledger = site->ledger;
	if (site->places) { /* what files were refused is of the replica, not of the matter */
		if (ledger->judge.split_count > 0)
			put_warning(site,
				_("There are two complete seals of one height: witnesses signed against one another. Records "
				  "later than the last seal before are not judged."),
				NULL);
		return;
	}
	if (ledger->judge.split_count > 0)
		put_warning(site,
			_("There are two complete seals of one height: witnesses signed against one another. "
			  "This report "
			  "shows the state at the last seal before; later records are not judged."),
			"audit.html#split");
	else if (ledger->judge.has_split)
		put_warning(site,
			_("Later than the moment of this report there are two complete seals of one height."),
			"audit.html#split");
	if (ledger->refused_count > 0)
		put_warning(site, _("Some files were refused. They have no part in what is shown here."),
			"audit.html#refused");
}

/* The moment of which the report is: known, sealed or seen, never one for another. */
static void put_moment(struct ak_site *site)
{
	static const char *const sentences[] = {
		[AK_MOMENT_NOW] = NULL,
		[AK_MOMENT_KNOWN] = N_("As known at %s. What became known later is not shown."),
		[AK_MOMENT_SEALED] = N_("As sealed at %s by seal %s: exactly what that seal fixes, and nothing else."),
		[AK_MOMENT_SEAL_OPEN] =
			N_("As it would be sealed at %s by seal %s, which is not complete: nothing of this is fixed by it."),
		[AK_MOMENT_SEEN] =
			N_("As seen at %s by who signed record %s: that record and its ancestors, and nothing else."),
	};
	const struct ak_judge *judge = &site->ledger->judge;
	struct ak_html *html = &site->html;
	const char *sentence = sentences[ak_moment_kind(site->ledger)];
	if (!sentence)
		return;
	ak_html_open(html, AK_TAG_P);
	ak_html_attr(html, AK_ATTR_CLASS, "moment");
	const char *rest = ak_html_upto(html, _(sentence));
	ak_put_time(site, judge->options.at);
	rest = ak_html_upto(html, rest);
	if (judge->head != AK_POSITION_NONE) {
		ak_put_id(site, &site->ledger->records[judge->head].id);
		ak_html_upto(html, rest);
	}
	ak_html_close(html, AK_TAG_P);
}

static void put_header(struct ak_site *site, enum ak_section section)
{
	struct ak_html *html = &site->html;
	ak_html_open(html, AK_TAG_A);
	ak_html_attr(html, AK_ATTR_CLASS, "skip");
	ak_html_attr(html, AK_ATTR_HREF, "#content");
	ak_html_text(html, _("Skip to the content"));
	ak_html_close(html, AK_TAG_A);
	ak_html_open(html, AK_TAG_HEADER);
	ak_html_open(html, AK_TAG_P);
	ak_html_attr(html, AK_ATTR_CLASS, "ledger");
	ak_put_foreign(site);
	ak_put_cut(site, site->charter->name);
	ak_html_close(html, AK_TAG_P);
	put_menu(site, section);
	put_moment(site);
	put_warnings(site);
	ak_html_close(html, AK_TAG_HEADER);
}

/* ---- pages */

static void begin(struct ak_site *site, const char *path, enum ak_section section, const char *heading)
{
	struct ak_html *html = &site->html;
	assert(strlen(path) < sizeof site->path);
	strcpy(site->path, path);
	site->root = strchr(path, '/') ? "../" : "";
	site->captions = 0;
	ak_html_begin(html);
	ak_html_open(html, AK_TAG_HTML);
	/* TRANSLATORS: the language tag of the translation itself, such as nl. */
	ak_html_attr(html, AK_ATTR_LANG, _("en"));
	put_head(site, heading);
	ak_html_open(html, AK_TAG_BODY);
	put_header(site, section);
	ak_html_open(html, AK_TAG_MAIN);
	ak_html_attr(html, AK_ATTR_ID, "content");
	ak_html_attr(html, AK_ATTR_TABINDEX, "-1");
}

void ak_site_begin(struct ak_site *site, const char *path, enum ak_section section, const char *heading)
{
	begin(site, path, section, heading);
	ak_html_element(&site->html, AK_TAG_H1, heading);
}

void ak_site_begin_foreign(struct ak_site *site, const char *path, enum ak_section section, const char *kind,
	const char *heading)
{
	struct ak_html *html = &site->html;
	begin(site, path, section, heading);
	ak_html_open(html, AK_TAG_P);
	ak_html_attr(html, AK_ATTR_CLASS, "kind");
	ak_put_foreign(site);
	ak_html_text(html, kind);
	ak_html_close(html, AK_TAG_P);
	ak_html_open(html, AK_TAG_H1);
	ak_put_foreign(site);
	ak_put_cut(site, heading);
	ak_html_close(html, AK_TAG_H1);
}

static void put_footer(struct ak_site *site)
{
	struct ak_html *html = &site->html;
	if (site->places) {
		ak_put_dossier_footer(site);
		return;
	}
	ak_html_open(html, AK_TAG_FOOTER);
	ak_html_open(html, AK_TAG_P);
	ak_html_format(html, P_("Made from %u record", "Made from %u records", site->index.judged_count),
		site->index.judged_count);
	if (site->index.judged_count > 0) {
		const char *rest = ak_html_upto(html, _(", the newest of %s"));
		ak_put_time(site, site->newest);
		ak_html_upto(html, rest);
	}
	ak_html_text(html, _(". This report shows; the records prove: "));
	ak_html_element(html, AK_TAG_CODE, "akkoord verify");
	ak_html_text(html, ".");
	ak_html_close(html, AK_TAG_P);
	ak_facts_begin(site);
	ak_fact(site, _("Ledger"));
	ak_html_element(html, AK_TAG_CODE, ak_id_hex(&site->ledger->id).text);
	ak_fact_end(site);
	ak_fact(site, _("State root"));
	ak_html_element(html, AK_TAG_CODE, ak_id_hex(&site->ledger->judge.root).text);
	ak_fact_end(site);
	ak_facts_end(site);
	ak_html_close(html, AK_TAG_FOOTER);
}

void ak_site_end(struct ak_site *site)
{
	struct ak_html *html = &site->html;
	ak_html_close(html, AK_TAG_MAIN);
	put_footer(site);
	ak_html_close(html, AK_TAG_BODY);
	ak_html_close(html, AK_TAG_HTML);
	ak_html_end(html);
	if (ak_site_well(site))
		ak_site_fail(site, ak_buf_status(&html->out, site->err));
	if (site->text.failed || site->other.failed || site->labels.failed)
		ak_site_fail(site, ak_fail_memory(site->err));
	ak_site_file(site, site->path, ak_buf_view(&html->out));
}

void ak_site_section(struct ak_site *site, const char *id, const char *heading)
{
	if (site->card) {
		ak_html_open(&site->html, AK_TAG_DIV);
		ak_html_element(&site->html, AK_TAG_H4, heading);
		return;
	}
	ak_html_open(&site->html, AK_TAG_SECTION);
	ak_html_attr_format(&site->html, AK_ATTR_ARIA_LABELLEDBY, "h-%s", id);
	ak_html_attr(&site->html, AK_ATTR_ID, id);
	ak_html_open(&site->html, AK_TAG_H2);
	ak_html_attr_format(&site->html, AK_ATTR_ID, "h-%s", id);
	ak_html_text(&site->html, heading);
	ak_html_close(&site->html, AK_TAG_H2);
}

void ak_site_section_end(struct ak_site *site)
{
	ak_html_close(&site->html, site->card ? AK_TAG_DIV : AK_TAG_SECTION);
}

enum ak_status ak_site_init(struct ak_site *site, const struct ak_ledger *ledger, const struct ak_report_options *options,
	struct ak_error *err)
{
	*site = (struct ak_site){.ledger = ledger,
		.state = ak_ledger_state(ledger),
		.charter = ak_ledger_state(ledger)->charter,
		.options = options,
		.html = AK_HTML_INIT,
		.labels = AK_BUF_INIT,
		.text = AK_BUF_INIT,
		.other = AK_BUF_INIT,
		.foreign = is_foreign(options->language),
		.status = AK_OK,
		.err = err};
	return ak_index_init(&site->index, ledger, err);
}

void ak_site_release(struct ak_site *site)
{
	ak_index_release(&site->index);
	ak_html_release(&site->html);
	ak_buf_release(&site->labels);
	ak_buf_release(&site->text);
	ak_buf_release(&site->other);
}
