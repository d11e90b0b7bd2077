/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/foreseen.h"

#include <stdlib.h>
#include <string.h>

#include "report/fault.h"
#include "report/gettext.h"
#include "report/words.h"
#include "sig/key.h"

/* The record that it answers, or NULL. */
static const struct ak_record *target_of(const struct ak_foreseen *foreseen)
{
	const struct ak_record *it = foreseen->record;
	if (it->kind == AK_KIND_PROPOSE || it->kind == AK_KIND_SEAL)
		return NULL;
	uint32_t at = ak_admission_find(&foreseen->ledger->admission, it->target);
	return at == AK_POSITION_NONE ? NULL : &foreseen->ledger->records[at];
}

/*
 * What was judged is the ledger's records and one more, by ascending id: a position there is one higher from the new
 * record on. Of the new one itself nothing can be told yet.
 */
static uint32_t position_here(const struct ak_foreseen *foreseen, uint32_t there)
{
	if (there >= AK_BY_FOUNDING)
		return there;
	uint32_t own = 0;
	while (own < foreseen->ledger->count &&
		ak_id_compare(&foreseen->ledger->records[own].id, &foreseen->record->id) < 0)
		own++;
	return there == own ? AK_POSITION_NONE : there > own ? there - 1 : there;
}

/* Why a record would be void, in words about it. */
static void put_reason(struct ak_buf *out, const struct ak_foreseen *foreseen, const struct ak_record *record,
	const struct ak_judged *judged)
{
	enum ak_reason reason = (enum ak_reason)judged->reason;
	if (record->kind != AK_KIND_PROPOSE || reason < AK_REASON_PIN) {
		ak_buf_text(out, ak_words_reason(reason));
		return;
	}
	struct ak_fault fault = {
		.reason = reason, .change = judged->fault, .against = position_here(foreseen, judged->against)};
	ak_fault_words(out, foreseen->ledger, record, record->capacity, &fault);
}

static enum ak_status refuse_void(const char *sentence, const struct ak_foreseen *foreseen,
	const struct ak_record *record, const struct ak_judged *judged, struct ak_error *err)
{
	struct ak_buf why = AK_BUF_INIT;
	put_reason(&why, foreseen, record, judged);
	enum ak_status status = ak_fail(err, AK_ERR_REFUSED, sentence,
		ak_reason_name((enum ak_reason)judged->reason), ak_buf_string(&why));
	ak_buf_release(&why);
	return status;
}

static enum ak_status refuse_refused(
	const struct ak_foreseen *foreseen, enum ak_refusal refusal, struct ak_error *err)
{
	const struct ak_record *it = foreseen->record;
	if (refusal != AK_REFUSAL_KEY)
		return ak_fail(err, AK_ERR_REFUSED, _("not signed, for every replica would refuse it (%s): %s"),
			ak_refusal_name(refusal), ak_words_refusal(refusal));
	char *fingerprint = ak_key_fingerprint(it->key);
	enum ak_status status = ak_fail(err, AK_ERR_REFUSED,
		_("not signed, for every replica would refuse it (key): nobody in this ledger introduced the key %s as that of %s; "
		  "sign with the right key (--key), or as whom it belongs to (--as)"),
		fingerprint ? fingerprint : it->key, it->actor);
	free(fingerprint);
	return status;
}

enum ak_status ak_foreseen_check(
	const struct ak_foreseen *foreseen, enum ak_refusal refusal, bool even_if_void, struct ak_error *err)
{
	const struct ak_record *target = target_of(foreseen);
	if (refusal != AK_REFUSAL_NONE)
		return refuse_refused(foreseen, refusal, err);
	if (even_if_void)
		return AK_OK;
	if (foreseen->judged.verdict == AK_VERDICT_VOID)
		return refuse_void(_("not signed, for it would be void (%s): %s; --even-if-void signs it all the same"),
			foreseen, foreseen->record, &foreseen->judged, err);
	if (target && foreseen->judged.verdict == AK_VERDICT_COUNTED && foreseen->target.verdict == AK_VERDICT_VOID)
		return refuse_void(
			_("not signed, for this would be the last signature it needs and it would then be void (%s): %s; "
			  "--even-if-void signs it all the same"),
			foreseen, target, &foreseen->target, err);
	return AK_OK;
}

/* ---- showing */

void ak_foreseen_put_record(struct ak_page *page, const struct ak_foreseen *foreseen)
{
	const char *at = (const char *)foreseen->bytes.data;
	size_t left = foreseen->bytes.size;
	while (left) {
		const char *end = memchr(at, '\n', left);
		size_t size = end ? (size_t)(end - at) : left;
		ak_page_line(page, "%.*s", (int)size, at);
		size += end != NULL;
		at += size;
		left -= size;
	}
}

static void put_verdict(struct ak_page *page, const char *label, const struct ak_judged *judged)
{
	enum ak_verdict verdict = (enum ak_verdict)judged->verdict;
	ak_page_put(page, label);
	ak_page_styled(page, ak_words_style(verdict), "%s", ak_words_verdict(verdict));
	if (verdict == AK_VERDICT_VOID)
		ak_page_format(page, " (%s)", ak_reason_name((enum ak_reason)judged->reason));
	ak_page_end(page);
}

void ak_foreseen_put(struct ak_page *page, const struct ak_foreseen *foreseen)
{
	const struct ak_record *it = foreseen->record;
	char *fingerprint = ak_key_fingerprint(it->key);
	ak_page_gap(page);
	ak_page_line(page, _("To be signed by %s with key %s"), it->actor, fingerprint ? fingerprint : it->key);
	if (it->kind == AK_KIND_PROPOSE || foreseen->judged.verdict == AK_VERDICT_VOID)
		put_verdict(page, _("It would be: "), &foreseen->judged);
	if (foreseen->target.verdict != AK_VERDICT_NONE && target_of(foreseen) &&
		target_of(foreseen)->kind == AK_KIND_PROPOSE)
		put_verdict(page, _("The proposal would be: "), &foreseen->target);
	free(fingerprint);
}
