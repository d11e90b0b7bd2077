/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A page for every record: what it is, what became of it, its exact bytes and signature, and how to check them
 * without us.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "report/html_site.h"
#include "report/words.h"

/* ---- facts */

static void put_verdict(struct ak_site *site, uint32_t record)
{
	const struct ak_judged *judged = ak_ledger_judged(site->ledger, record);
	struct ak_html *html = &site->html;
	ak_fact(site, _("Verdict"));
	ak_put_verdict(site, record);
	if (judged->verdict != AK_VERDICT_NONE)
		ak_html_classed(html, AK_TAG_SPAN, "help",
			ak_words_meaning(site->ledger->records[record].kind, judged->verdict));
	else if (!site->ledger->judge.options.at_given)
		ak_html_classed(html, AK_TAG_SPAN, "help", _("Not judged: it comes after two complete seals of one height."));
	ak_fact_end(site);
}

static void put_signer(struct ak_site *site, const struct ak_record *it)
{
	const struct ak_value key = {.kind = AK_VALUE_TEXT, .text = it->key};
	ak_fact(site, _("Signed by"));
	ak_put_actor(site, it->actor);
	ak_html_text(&site->html, ", ");
	ak_put_time(site, it->time);
	ak_fact_end(site);
	ak_fact(site, _("With key"));
	ak_put_value(site, ak_type_field(ak_builtin_type("actor"), "key"), &key);
	ak_fact_end(site);
	ak_fact(site, _("Number"));
	ak_html_format(&site->html, "%" PRIu32, it->seq);
	ak_fact_end(site);
}

static void put_proposal_facts(struct ak_site *site, uint32_t record)
{
	const struct ak_record *it = &site->ledger->records[record];
	const struct ak_judged *judged = ak_ledger_judged(site->ledger, record);
	ak_fact(site, _("For"));
	ak_put_capacity(site, ak_charter_of(site, record), it->capacity);
	ak_fact_end(site);
	ak_fact(site, _("Seats"));
	ak_put_seats(site, record);
	ak_fact_end(site);
	if (it->respond_by >= 0) {
		ak_fact(site, _("Answer asked by"));
		ak_put_date(site, it->respond_by);
		ak_fact_end(site);
	}
	if (judged->decided_by < site->ledger->count) {
		ak_fact(site, _("Decided"));
		ak_put_time(site, ak_decided_time(&site->index, record));
		ak_html_text(&site->html, " ");
		ak_put_record(site, judged->decided_by);
		ak_fact_end(site);
	}
}

static void put_seal_facts(struct ak_site *site, uint32_t record)
{
	const struct ak_record *it = &site->ledger->records[record];
	bool complete = ak_is_complete(site->ledger, record);
	ak_fact(site, _("Complete"));
	ak_put_mark(site, complete ? "good" : "wait", complete ? _("yes") : _("no"));
	ak_html_classed(&site->html, AK_TAG_SPAN, "help",
		complete ? _("This seal is complete: a quorum of witnesses signed for it.")
			 : _("This seal is not complete, and fixes nothing."));
	ak_fact_end(site);
	ak_fact(site, _("Height"));
	ak_html_format(&site->html, "%" PRId64, it->height);
	ak_fact_end(site);
	ak_fact(site, _("Follows"));
	if (it->prev)
		ak_put_id(site, it->prev);
	else
		ak_put_nothing(site);
	ak_fact_end(site);
	ak_fact(site, _("State root"));
	ak_html_classed(&site->html, AK_TAG_CODE, "digest", ak_id_hex(it->state).text);
	ak_fact_end(site);
}

static void put_facts(struct ak_site *site, uint32_t record)
{
	const struct ak_record *it = &site->ledger->records[record];
	ak_facts_begin(site);
	if (!site->card) /* its heading says so */
		ak_fact_text(site, _("Kind"), ak_words_kind(it->kind));
	put_verdict(site, record);
	if (it->kind == AK_KIND_PROPOSE) {
		put_proposal_facts(site, record);
	} else if (it->kind == AK_KIND_SEAL) {
		put_seal_facts(site, record);
	} else {
		ak_fact(site, _("Answers"));
		ak_put_told_why(site, site->ledger->admission.target[record]);
		ak_fact_end(site);
	}
	put_signer(site, it);
	ak_fact(site, _("Sealed"));
	ak_put_sealed(site, record);
	ak_fact_end(site);
	ak_fact(site, _("Id"));
	ak_html_element(&site->html, AK_TAG_CODE, ak_id_hex(&it->id).text);
	ak_fact_end(site);
	ak_facts_end(site);
}

/* ---- what it says */

static void put_why(struct ak_site *site, const struct ak_record *it)
{
	if (!it->why)
		return;
	ak_site_section(site, "why", _("Why"));
	ak_html_open(&site->html, AK_TAG_P);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "quote");
	ak_put_foreign(site);
	ak_html_text(&site->html, it->why);
	ak_html_close(&site->html, AK_TAG_P);
	ak_site_section_end(site);
}

static void put_pins(struct ak_site *site, const struct ak_record *it)
{
	if (it->pin_count == 0)
		return;
	ak_html_element(&site->html, AK_TAG_P, _("It pins, so that nothing could slip in beside it:"));
	ak_html_open(&site->html, AK_TAG_UL);
	for (uint32_t i = 0; i < it->pin_count; i++) {
		ak_html_open(&site->html, AK_TAG_LI);
		ak_put_object(site, it->pins[i].object);
		ak_html_text(&site->html, " ");
		ak_html_classed(&site->html, AK_TAG_CODE, "digest", ak_id_hex(&it->pins[i].digest).text);
		ak_html_close(&site->html, AK_TAG_LI);
	}
	ak_html_close(&site->html, AK_TAG_UL);
}

static void put_answers(struct ak_site *site, uint32_t record)
{
	static const struct {
		enum ak_kind kind;
		const char *name;
	} kinds[] = {
		{AK_KIND_ENDORSE, N_("Endorsed by")},
		{AK_KIND_OBJECT, N_("Objections")},
		{AK_KIND_WITHDRAW, N_("Withdrawn by")},
	};
	ak_site_section(site, "answers", _("Who answered"));
	ak_facts_begin(site);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		ak_fact(site, _(kinds[i].name));
		ak_put_answers(site, record, kinds[i].kind);
		ak_fact_end(site);
	}
	ak_facts_end(site);
	ak_site_section_end(site);
}

static void put_attachments(struct ak_site *site, const struct ak_record *it)
{
	if (it->attachment_count == 0)
		return;
	ak_site_section(site, "attachments", _("Attachments"));
	ak_html_open(&site->html, AK_TAG_UL);
	for (uint32_t i = 0; i < it->attachment_count; i++) {
		ak_html_open(&site->html, AK_TAG_LI);
		ak_put_attachment(site, &it->attachments[i]);
		ak_html_text(&site->html, " ");
		ak_put_presence(site, &it->attachments[i]);
		ak_html_close(&site->html, AK_TAG_LI);
	}
	ak_html_close(&site->html, AK_TAG_UL);
	ak_site_section_end(site);
}

static void put_parents(struct ak_site *site, const struct ak_record *it)
{
	ak_site_section(site, "parents", _("What it builds on"));
	if (it->parent_count == 0)
		ak_html_classed(&site->html, AK_TAG_P, "note", _("Nothing but the founding."));
	else
		ak_html_open(&site->html, AK_TAG_UL);
	for (uint32_t i = 0; i < it->parent_count; i++) {
		ak_html_open(&site->html, AK_TAG_LI);
		ak_put_told(site, ak_admission_find(&site->ledger->admission, &it->parents[i]));
		ak_html_close(&site->html, AK_TAG_LI);
	}
	if (it->parent_count > 0)
		ak_html_close(&site->html, AK_TAG_UL);
	ak_site_section_end(site);
}

/* ---- the bytes, and how to check them */

static void put_file(struct ak_site *site, const char *path, const char *name, const struct ak_buf *bytes)
{
	struct ak_html *html = &site->html;
	struct ak_bytes shown = ak_buf_view(bytes);
	bool whole = shown.size <= AK_SITE_SHOWN;
	if (!whole)
		shown.size = AK_SITE_SHOWN;
	ak_html_open(html, AK_TAG_PRE);
	ak_html_open(html, AK_TAG_CODE);
	ak_html_bytes(html, shown);
	ak_html_close(html, AK_TAG_CODE);
	ak_html_close(html, AK_TAG_PRE);
	ak_html_open(html, AK_TAG_P);
	if (!whole)
		ak_html_format(html, "%s ", _("Only the beginning is shown here."));
	ak_html_open(html, AK_TAG_A);
	ak_put_href(site, path);
	ak_html_attr(html, AK_ATTR_DOWNLOAD, "");
	ak_html_text(html, name);
	ak_html_close(html, AK_TAG_A);
	ak_html_format(html, " (%zu bytes)", bytes->size);
	ak_html_close(html, AK_TAG_P);
}

static void code_begin(struct ak_site *site)
{
	ak_html_open(&site->html, AK_TAG_PRE);
	ak_html_open(&site->html, AK_TAG_CODE);
}

static void code_end(struct ak_site *site)
{
	ak_html_close(&site->html, AK_TAG_CODE);
	ak_html_close(&site->html, AK_TAG_PRE);
}

static void put_checks(struct ak_site *site, const struct ak_record *it)
{
	char json[192], sig[192];
	ak_path_record(json, &it->id, "json");
	ak_path_record(sig, &it->id, "sig");
	ak_site_section(site, "check", _("Check it yourself"));
	ak_html_element(&site->html, AK_TAG_P,
		_("In the folder of this report, with tools that everybody has. The first prints the id of "
		  "this record:"));
	code_begin(site);
	ak_html_format(&site->html, "sha256sum %s", json);
	code_end(site);
	ak_html_element(&site->html, AK_TAG_P, _("The second says that the signature is good:"));
	code_begin(site);
	ak_html_format(&site->html, "ssh-keygen -Y verify -f allowed_signers -I %s -n akkoord -s %s < %s",
		it->actor, sig, json);
	code_end(site);
	ak_html_element(&site->html, AK_TAG_P, _("For which the file allowed_signers has this line:"));
	code_begin(site);
	ak_html_format(&site->html, "%s namespaces=\"akkoord\" %s", it->actor, it->key);
	code_end(site);
	ak_html_element(&site->html, AK_TAG_P,
		_("These two do not show whether the signer might decide, nor that the key is sound: that is "
		  "what akkoord verify is for."));
	ak_site_section_end(site);
}

static void put_bytes(struct ak_site *site, const struct ak_record *it, const struct ak_buf *bytes,
	const struct ak_buf *signature)
{
	char path[192];
	ak_site_section(site, "bytes", _("Exactly what was signed"));
	ak_path_record(path, &it->id, "json");
	put_file(site, path, _("The record as a file"), bytes);
	ak_site_file(site, path, ak_buf_view(bytes));
	ak_site_section_end(site);
	ak_site_section(site, "signature", _("The signature"));
	ak_path_record(path, &it->id, "sig");
	put_file(site, path, _("The signature as a file"), signature);
	ak_site_file(site, path, ak_buf_view(signature));
	ak_site_section_end(site);
}

/* ---- the rules that allowed it */

/* first is the first of its effects, which stand together. */
static void put_rules(struct ak_site *site, uint32_t record, uint32_t first)
{
	const struct ak_state *state = ak_ledger_state(site->ledger);
	uint32_t count = 1;
	while (first + count < state->effect_count && state->effects[first + count].proposal == record)
		count++;
	ak_site_section(site, "rules", _("The rules that allow it"));
	ak_put_rules(site, state->effects + first, count);
	ak_site_section_end(site);
}

uint32_t *ak_effects_first(const struct ak_ledger *ledger)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	uint32_t *first = calloc((size_t)ledger->count + 1, sizeof *first);
	for (uint32_t i = state->effect_count; first && i > 0; i--)
		first[state->effects[i - 1].proposal] = i;
	return first;
}

/* ---- the pages */

/* What is on the page beside what the judge knows of the record. */
struct content {
	struct ak_buf bytes, signature;
};

void ak_put_record_body(struct ak_site *site, uint32_t record, uint32_t first_effect)
{
	const struct ak_record *it = &site->ledger->records[record];
	put_facts(site, record);
	ak_put_void(site, record);
	ak_put_open(site, record);
	put_why(site, it);
	if (it->kind == AK_KIND_PROPOSE) {
		ak_site_section(site, "changes", _("Changes"));
		ak_put_changes(site, record, UINT32_MAX);
		put_pins(site, it);
		ak_site_section_end(site);
	}
	if (first_effect > 0)
		put_rules(site, record, first_effect - 1);
	if (it->kind == AK_KIND_PROPOSE || it->kind == AK_KIND_SEAL)
		put_answers(site, record);
	put_attachments(site, it);
}

static void make_record(struct ak_site *site, uint32_t record, const struct content *content, uint32_t first_effect)
{
	const struct ak_record *it = &site->ledger->records[record];
	char path[192];
	ak_path_record(path, &it->id, "html");
	ak_buf_clear(&site->text);
	ak_buf_format(&site->text, "%s %s", ak_words_heading(it->kind), ak_id_short(&it->id).text);
	ak_site_begin(site, path, AK_SECTION_AUDIT, ak_buf_string(&site->text));
	ak_put_record_body(site, record, first_effect);
	put_parents(site, it);
	put_bytes(site, it, &content->bytes, &content->signature);
	put_checks(site, it);
	ak_site_end(site);
}

/* Every signer with every key, once: for ssh-keygen. */
static void make_signers(struct ak_site *site)
{
	const struct ak_admission *admission = &site->ledger->admission;
	bool *seen = calloc((size_t)admission->owner_count + 1, sizeof *seen);
	struct ak_buf lines = AK_BUF_INIT;
	for (uint32_t i = 0; seen && i < site->ledger->count; i++) {
		if (!ak_site_has_page(site, i) || seen[admission->owners[i]])
			continue;
		seen[admission->owners[i]] = true;
		ak_buf_format(&lines, "%s namespaces=\"akkoord\" %s\n", admission->records[i].actor,
			admission->records[i].key);
	}
	if (lines.failed || !seen)
		ak_site_fail(site, ak_fail_memory(site->err));
	ak_site_file(site, "allowed_signers", ak_buf_view(&lines));
	ak_buf_release(&lines);
	free(seen);
}

void ak_pages_records(struct ak_site *site)
{
	struct content content = {.bytes = AK_BUF_INIT, .signature = AK_BUF_INIT};
	uint32_t *effects = ak_effects_first(site->ledger);
	make_signers(site);
	if (!effects)
		ak_site_fail(site, ak_fail_memory(site->err));
	for (uint32_t i = 0; effects && i < site->ledger->count && ak_site_well(site); i++) {
		if (!ak_site_has_page(site, i))
			continue;
		ak_buf_clear(&content.bytes);
		ak_buf_clear(&content.signature);
		ak_site_fail(site,
			site->options->bytes(site->options->context, i, &content.bytes, &content.signature, site->err));
		if (ak_site_well(site))
			make_record(site, i, &content, effects[i]);
	}
	ak_buf_release(&content.bytes);
	ak_buf_release(&content.signature);
	free(effects);
}
