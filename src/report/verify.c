/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/verify.h"

#include "base/date.h"
#include "report/build.h"
#include "report/escape.h"
#include "report/gettext.h"
#include "report/moment.h"
#include "report/words.h"

enum {
	REFUSED_SHOWN_MAX = 20,
	MISSING_SHOWN_MAX = 10,
};

bool ak_verify_is_well(const struct ak_ledger *ledger)
{
	return ledger->refused_count == 0 && !ledger->judge.has_split;
}

/* ---- the document */

/* Records are by ascending id already. */
static struct ak_json *records_document(const struct ak_ledger *ledger)
{
	struct ak_json *records = ak_json_object_new();
	for (uint32_t i = 0; i < ledger->count; i++) {
		const struct ak_judged *judged = ak_ledger_judged(ledger, i);
		if (judged->verdict != AK_VERDICT_NONE)
			ak_build_set(&records, ak_id_hex(&ledger->records[i].id).text,
				ak_json_text_new(ak_verdict_text(judged->verdict, judged->reason)));
	}
	return records;
}

/*
 * Two paths may look the same once their bad bytes are written out: then the later gets a mark, so that none is lost.
 */
static void set_refused(struct ak_json **refused, const char *path, const char *reason)
{
	struct ak_buf key = AK_BUF_INIT;
	ak_escape_invalid(&key, path);
	while (*refused && !key.failed && ak_json_get(*refused, ak_buf_string(&key)))
		ak_buf_text(&key, "*");
	ak_build_set(refused, ak_buf_string(&key), key.failed ? NULL : ak_json_text_new(reason));
	ak_buf_release(&key);
}

static struct ak_json *refused_document(const struct ak_ledger *ledger)
{
	struct ak_json *refused = ak_json_object_new();
	for (uint32_t i = 0; i < ledger->refused_count; i++)
		set_refused(&refused, ledger->refused[i].path, ak_refusal_name(ledger->refused[i].reason));
	return refused;
}

static struct ak_json *seals_document(const struct ak_ledger *ledger)
{
	struct ak_json *seals = ak_json_array_new();
	for (uint32_t i = 0; i < ledger->judge.seal_count; i++)
		ak_build_append(&seals, ak_build_id(&ledger->records[ledger->judge.seals[i].record].id));
	return seals;
}

static struct ak_json *split_document(const struct ak_ledger *ledger)
{
	struct ak_json *split = ak_json_array_new();
	for (uint32_t i = 0; i < ledger->judge.split_count; i++)
		ak_build_append(&split, ak_build_id(&ledger->records[ledger->judge.split[i]].id));
	return split;
}

struct ak_json *ak_verify_document(const struct ak_ledger *ledger)
{
	struct ak_json *document = ak_json_object_new();
	ak_build_set(&document, "ledger", ak_build_id(&ledger->id));
	ak_build_set(&document, "records", records_document(ledger));
	ak_build_set(&document, "refused", refused_document(ledger));
	ak_build_set(&document, "seals", seals_document(ledger));
	ak_build_set(&document, "split", split_document(ledger));
	ak_build_set(&document, "state", ak_build_id(&ledger->judge.root));
	return document;
}

/* ---- the page */

struct tally {
	uint32_t records;
	uint32_t verdicts[AK_VERDICT_VOID + 1];
	uint32_t unsealed;
	int64_t first, last; /* times */
};

static struct tally take_tally(const struct ak_ledger *ledger)
{
	struct tally tally = {.first = INT64_MAX, .last = INT64_MIN};
	for (uint32_t i = 0; i < ledger->count; i++) {
		const struct ak_judged *judged = ak_ledger_judged(ledger, i);
		int64_t time = ledger->records[i].time;
		if (judged->verdict == AK_VERDICT_NONE)
			continue;
		tally.records++;
		tally.verdicts[judged->verdict]++;
		if (!ak_is_sealed(ledger, i, NULL))
			tally.unsealed++;
		tally.first = time < tally.first ? time : tally.first;
		tally.last = time > tally.last ? time : tally.last;
	}
	return tally;
}

static void put_records(const struct tally *tally, struct ak_page *page)
{
	static const enum ak_verdict order[] = {AK_VERDICT_IN_FORCE, AK_VERDICT_PENDING, AK_VERDICT_COUNTED,
		AK_VERDICT_NOTED, AK_VERDICT_WITHDRAWN, AK_VERDICT_VOID};
	const char *separator = "";
	if (tally->records == 0) {
		ak_page_line(page, "%s", _("No records yet; the charter and the signatures of all parties on it are sound."));
		return;
	}
	if (ak_date_of(tally->first) == ak_date_of(tally->last))
		ak_page_line(page, P_("%u record, signed on %.10s:", "%u records, all signed on %.10s:", tally->records),
			tally->records, ak_words_day_of(tally->first).text);
	else
		ak_page_line(page,
			P_("%u record, signed between %.10s and %.10s:", "%u records, signed between %.10s and %.10s:",
				tally->records),
			tally->records, ak_words_day_of(tally->first).text, ak_words_day_of(tally->last).text);
	page->indent += 2;
	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
		if (tally->verdicts[order[i]] == 0)
			continue;
		ak_page_format(page, "%s%u ", separator, tally->verdicts[order[i]]);
		ak_page_styled(page, ak_words_style(order[i]), "%s", ak_words_verdict(order[i]));
		separator = ", ";
	}
	ak_page_end(page);
	page->indent -= 2;
}

static void put_refused_file(const struct ak_refused *refused, struct ak_page *page)
{
	struct ak_buf why = AK_BUF_INIT;
	ak_page_line(page, "%s", refused->path);
	ak_page_to(page, page->indent + 2);
	ak_page_styled(page, AK_STYLE_BAD, "%s", ak_refusal_name(refused->reason));
	ak_page_put(page, ": ");
	ak_words_refused(&why, refused);
	ak_page_wrap(page, AK_STYLE_PLAIN, ak_buf_string(&why));
	ak_buf_release(&why);
}

/* First what is wrong by itself, then what only builds on such a file. */
static void put_refused(const struct ak_ledger *ledger, struct ak_page *page)
{
	uint32_t shown = 0;
	if (ledger->refused_count == 0)
		return;
	ak_page_heading(page,
		P_("%u file is refused, as if it were not there:", "%u files are refused, as if they were not there:",
			ledger->refused_count),
		ledger->refused_count);
	page->indent += 2;
	for (unsigned pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < ledger->refused_count && shown < REFUSED_SHOWN_MAX; i++) {
			const struct ak_refused *refused = &ledger->refused[i];
			if ((refused->reason == AK_REFUSAL_PARENT) != (pass == 1))
				continue;
			put_refused_file(refused, page);
			shown++;
		}
	if (ledger->refused_count > REFUSED_SHOWN_MAX)
		ak_page_line(page, _("and %u more; --json names them all"), ledger->refused_count - REFUSED_SHOWN_MAX);
	page->indent -= 2;
}

/* The ids of parents that are not here, as far as they are shown and one more. */
struct missing {
	const struct ak_id *ids[MISSING_SHOWN_MAX + 1];
	unsigned count;
};

static void note_missing(struct missing *missing, const struct ak_ledger *ledger, const struct ak_id *id)
{
	for (unsigned i = 0; i < missing->count; i++)
		if (ak_id_equal(missing->ids[i], id))
			return;
	if (missing->count <= MISSING_SHOWN_MAX && ak_admission_find(&ledger->admission, id) == AK_POSITION_NONE)
		missing->ids[missing->count++] = id;
}

/* What was taken away, or never came: nothing else in the files says so. */
static void put_missing(const struct ak_ledger *ledger, struct ak_page *page)
{
	struct missing missing = {.count = 0};
	for (uint32_t i = 0; i < ledger->count && missing.count <= MISSING_SHOWN_MAX; i++)
		for (uint32_t p = 0; ledger->admission.refusals[i] == AK_REFUSAL_PARENT && p < ledger->records[i].parent_count; p++)
			note_missing(&missing, ledger, &ledger->records[i].parents[p]);
	if (missing.count == 0)
		return;
	ak_page_heading(page, "%s", P_("A record is not here on which others build; ask another party for it:",
		"Records are not here on which others build; ask another party for them:", missing.count));
	page->indent += 2;
	for (unsigned i = 0; i < missing.count && i < MISSING_SHOWN_MAX; i++)
		ak_page_line(page, "%s", ak_id_hex(missing.ids[i]).text);
	if (missing.count > MISSING_SHOWN_MAX)
		ak_page_line(page, "%s", _("and more"));
	page->indent -= 2;
}

static void put_seals(const struct ak_ledger *ledger, const struct tally *tally, struct ak_page *page)
{
	uint32_t count = ledger->judge.seal_count;
	ak_page_gap(page);
	if (count > 0) {
		const struct ak_record *last = &ledger->records[ledger->judge.seals[count - 1].record];
		ak_page_line(page,
			P_("%u complete seal: %s, of %.10s.", "%u complete seals; the last is %s, of %.10s.", count), count,
			ak_id_short(&last->id).text, ak_words_day_of(last->time).text);
	} else {
		ak_page_line(page, "%s", _("No complete seal yet."));
	}
	if (tally->unsealed > 0)
		ak_page_line(page,
			P_("%u record is not sealed yet: its place may still change.",
				"%u records are not sealed yet: their places may still change.", tally->unsealed),
			tally->unsealed);
	else if (tally->records > 0)
		ak_page_line(page, "%s", _("Every record is sealed."));
}

static void put_split(const struct ak_ledger *ledger, struct ak_page *page)
{
	if (ledger->judge.split_count == 0)
		return;
	const struct ak_record *first = &ledger->records[ledger->judge.split[0]];
	ak_page_heading(page, _("Two complete seals of one height (%lld): witnesses signed against one another."),
		(long long)first->height);
	page->indent += 2;
	for (uint32_t i = 0; i < ledger->judge.split_count; i++) {
		const struct ak_record *seal = &ledger->records[ledger->judge.split[i]];
		ak_page_line(page, _("%s, by %s, %s"), ak_id_hex(&seal->id).text, seal->actor,
			ak_words_time(seal->time).text);
	}
	page->indent -= 2;
	ak_page_line(page, "%s", _("What is shown is the state at the last seal before them."));
}

static void put_answer(const struct ak_ledger *ledger, const struct tally *tally, struct ak_page *page)
{
	ak_page_gap(page);
	if (ledger->judge.has_split) {
		ak_page_styled(page, AK_STYLE_BAD, "%s", _("No: this ledger is split."));
	} else if (ledger->refused_count > 0) {
		ak_page_styled(page, AK_STYLE_BAD, "%s", _("No: not every file here can be accepted."));
		ak_page_put(page, " ");
		ak_page_put(page, _("What is not refused stands."));
	} else {
		ak_page_styled(page, AK_STYLE_GOOD, "%s", _("Yes: all is well."));
		if (tally->verdicts[AK_VERDICT_VOID] > 0) {
			ak_page_put(page, " ");
			ak_page_put(page, _("Void records are history, not damage."));
		}
	}
	ak_page_end(page);
}

void ak_verify_page(const struct ak_ledger *ledger, const char *path, struct ak_page *page)
{
	struct tally tally = take_tally(ledger);
	ak_page_styled(page, AK_STYLE_STRONG, "%s", ledger->founding->name);
	ak_page_end(page);
	ak_page_line(page, "%s", path);
	ak_page_gap(page);
	ak_moment_put(page, ledger);
	ak_page_line(page, _("Ledger  %s"), ak_id_hex(&ledger->id).text);
	ak_page_line(page, _("State   %s"), ak_id_hex(&ledger->judge.root).text);
	ak_page_gap(page);
	put_records(&tally, page);
	put_refused(ledger, page);
	put_missing(ledger, page);
	put_seals(ledger, &tally, page);
	put_split(ledger, page);
	put_answer(ledger, &tally, page);
}
