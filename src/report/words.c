/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "report/gettext.h"

static const char *const kinds[] = {
	[AK_KIND_PROPOSE] = N_("proposal"),
	[AK_KIND_ENDORSE] = N_("endorsement"),
	[AK_KIND_OBJECT] = N_("objection"),
	[AK_KIND_WITHDRAW] = N_("withdrawal"),
	[AK_KIND_SEAL] = N_("seal"),
};

const char *ak_words_kind(enum ak_kind kind)
{
	return _(kinds[kind]);
}

static const char *const headings[] = {
	[AK_KIND_PROPOSE] = N_("Proposal"),
	[AK_KIND_ENDORSE] = N_("Endorsement"),
	[AK_KIND_OBJECT] = N_("Objection"),
	[AK_KIND_WITHDRAW] = N_("Withdrawal"),
	[AK_KIND_SEAL] = N_("Seal"),
};

const char *ak_words_heading(enum ak_kind kind)
{
	return _(headings[kind]);
}

static const struct {
	const char *word;
	enum ak_style style;
} verdicts[] = {
	[AK_VERDICT_NONE] = {N_("not known then"), AK_STYLE_DIM},
	[AK_VERDICT_IN_FORCE] = {N_("in force"), AK_STYLE_GOOD},
	[AK_VERDICT_PENDING] = {N_("pending"), AK_STYLE_WAIT},
	[AK_VERDICT_COUNTED] = {N_("counted"), AK_STYLE_GOOD},
	[AK_VERDICT_NOTED] = {N_("noted"), AK_STYLE_PLAIN},
	[AK_VERDICT_WITHDRAWN] = {N_("withdrawn"), AK_STYLE_WAIT},
	[AK_VERDICT_VOID] = {N_("void"), AK_STYLE_BAD},
};

const char *ak_words_verdict(enum ak_verdict verdict)
{
	return _(verdicts[verdict].word);
}

struct ak_words_judged ak_words_judged(enum ak_verdict verdict, enum ak_reason reason)
{
	struct ak_words_judged words;
	if (verdict == AK_VERDICT_VOID)
		snprintf(words.text, sizeof words.text, _("void: %s"), ak_reason_name(reason));
	else
		snprintf(words.text, sizeof words.text, "%s", ak_words_verdict(verdict));
	return words;
}

enum ak_style ak_words_style(enum ak_verdict verdict)
{
	return verdicts[verdict].style;
}

const char *ak_words_meaning(enum ak_kind kind, enum ak_verdict verdict)
{
	switch (verdict) {
	case AK_VERDICT_NONE:
		return _("Not known then: it lies outside the moment asked for.");
	case AK_VERDICT_IN_FORCE:
		return _("In force: it was decided, and all its changes apply.");
	case AK_VERDICT_PENDING:
		return _("Pending: nothing changes until more signatures are there.");
	case AK_VERDICT_COUNTED:
		return kind == AK_KIND_WITHDRAW ? _("Counted: it took the proposal back.") :
						  _("Counted: its signature helps to decide.");
	case AK_VERDICT_NOTED:
		if (kind == AK_KIND_SEAL)
			return _("Noted: whether the seal is complete depends on the witnesses.");
		return kind == AK_KIND_OBJECT ? _("Noted: it is on record, and by itself changes nothing.") :
						_("Noted: it is on record; no further signature was needed from it.");
	case AK_VERDICT_WITHDRAWN:
		return _("Withdrawn: its proposer took it back before it was decided.");
	case AK_VERDICT_VOID:
		return _("Void: it has no effect, and stays on record.");
	}
	return "";
}

/* protocol §8, in the words of who has to explain it */
static const char *const reasons[] = {
	[AK_REASON_NONE] = "",
	[AK_REASON_KEY] = N_("it was signed with a key that was not the actor's key"),
	[AK_REASON_REVOKED] = N_("its signer had been revoked"),
	[AK_REASON_EXPIRED] = N_("its signer's mandate had expired"),
	[AK_REASON_FORK] = N_("its signer signed two histories that do not know of one another, and the other one came first"),
	[AK_REASON_CAPACITY] = N_("its signer cannot act in that capacity"),
	[AK_REASON_AMENDED] = N_("the charter was amended, and it was made under the old one"),
	[AK_REASON_TARGET] = N_("what it answers was void or decided already"),
	[AK_REASON_WITHDRAWN] = N_("what it answers had been withdrawn"),
	[AK_REASON_PIN] = N_("what it was decided about was no longer what its signers had seen (the pin does not fit)"),
	[AK_REASON_UNKNOWN] = N_("it names an object, type or field that does not exist for it"),
	[AK_REASON_EXISTS] = N_("what it would create exists already"),
	[AK_REASON_FROZEN] = N_("what it would change is frozen"),
	[AK_REASON_VALUE] = N_("a value does not fit its field"),
	[AK_REASON_REFERENCE] = N_("a value refers to what does not exist for it"),
	[AK_REASON_MOVE] = N_("the charter has no such step from the present value"),
	[AK_REASON_AUTHORITY] = N_("the charter does not allow this capacity to do that"),
	[AK_REASON_STALE] = N_("the value that it replaces was not, or no longer, the value there"),
	[AK_REASON_NEEDS] = N_("a step in it needs a field that is empty, or a pin that is missing"),
};

const char *ak_words_reason(enum ak_reason reason)
{
	return reasons[reason][0] ? _(reasons[reason]) : "";
}

/* protocol §5, in the order in which they are checked */
static const char *const refusals[] = {
	[AK_REFUSAL_NONE] = "",
	[AK_REFUSAL_PATH] = N_("it does not stand where its content says it belongs, or does not belong there at all"),
	[AK_REFUSAL_SIZE] = N_("it, or its signature, is larger than is allowed"),
	[AK_REFUSAL_JSON] = N_("it is no JSON by the strict rules of the protocol"),
	[AK_REFUSAL_SCHEMA] = N_("it does not have the form of a record"),
	[AK_REFUSAL_SIGNATURE] = N_("its signature is missing, malformed, wrong, or by another key"),
	[AK_REFUSAL_LEDGER] = N_("it belongs to another ledger"),
	[AK_REFUSAL_PARENT] = N_("a record that it builds on is missing, refused, or named needlessly"),
	[AK_REFUSAL_KEY] = N_("nobody introduced its actor with that key"),
	[AK_REFUSAL_TIME] = N_("it is dated before a record that it builds on"),
	[AK_REFUSAL_TARGET] = N_("what it answers is not what it builds on, or cannot be answered so"),
	[AK_REFUSAL_PREV] = N_("the seal that it follows is not the one before it"),
	[AK_REFUSAL_SEQ] = N_("its number does not follow its signer's earlier records"),
};

const char *ak_words_refusal(enum ak_refusal refusal)
{
	return refusals[refusal][0] ? _(refusals[refusal]) : "";
}

void ak_words_refused(struct ak_buf *out, const struct ak_refused *refused)
{
	const char *why = refused->why ? _(refused->why) : ak_words_refusal(refused->reason);
	if (refused->translated || why != refused->why || strcmp(_("en"), "en") == 0)
		ak_buf_text(out, why);
	else
		ak_buf_format(out, "%s (%s)", ak_words_refusal(refused->reason), why);
}

struct ak_id_short ak_id_short(const struct ak_id *id)
{
	struct ak_id_short shown;
	memcpy(shown.text, ak_id_hex(id).text, sizeof shown.text - 1);
	shown.text[sizeof shown.text - 1] = '\0';
	return shown;
}

/* ---- days and numbers */

/*
 * The pattern with the digits of a time of the protocol (2023-01-31T12:00:00Z) for its letters. At most max
 * characters are taken.
 */
static struct ak_words_day fill_pattern(const char *pattern, size_t max, const char *time)
{
	static const char letters[] = "YMDhms";
	static const unsigned begins[] = {0, 5, 8, 11, 14, 17};
	unsigned taken[sizeof letters] = {0};
	size_t size = strlen(time);
	struct ak_words_day words = {.text = ""};
	for (size_t i = 0; i < max && i + 1 < sizeof words.text && pattern[i]; i++) {
		const char *letter = strchr(letters, pattern[i]);
		size_t at = letter ? begins[letter - letters] + taken[letter - letters]++ : SIZE_MAX;
		words.text[i] = at < size ? time[at] : pattern[i];
	}
	return words;
}

/* TRANSLATORS: how a day is written; YYYY, MM and DD stay, and it is no longer than ten characters */
static const char *const day_pattern = N_("YYYY-MM-DD");

struct ak_words_day ak_words_day(int32_t days)
{
	return fill_pattern(_(day_pattern), 10, ak_date_write(days).text);
}

struct ak_words_day ak_words_month(int32_t days)
{
	/* TRANSLATORS: how a month is written; YYYY and MM stay, and it is no longer than seven characters */
	return fill_pattern(_("YYYY-MM"), 7, ak_date_write(days).text);
}

struct ak_words_day ak_words_time(int64_t seconds)
{
	/*
	 * TRANSLATORS: how a moment is written, to the second, in UTC; YYYY, MM, DD, hh, mm and ss stay; at most 23
	 * characters
	 */
	return fill_pattern(_("YYYY-MM-DDThh:mm:ssZ"), 23, ak_time_write(seconds).text);
}

struct ak_words_day ak_words_date(const char *date)
{
	struct ak_words_day words = {.text = ""};
	int32_t days;
	if (ak_date_parse(&days, date))
		return ak_words_day(days);
	strncat(words.text, date, sizeof words.text - 1);
	return words;
}

struct ak_words_day ak_words_day_of(int64_t seconds)
{
	return ak_words_day(ak_date_of(seconds));
}

struct ak_words_day ak_words_minute(int64_t seconds)
{
	const struct ak_time_text time = ak_time_write(seconds);
	struct ak_words_day words = fill_pattern(_(day_pattern), 10, time.text);
	size_t size = strlen(words.text);
	words.text[size] = ' ';
	memcpy(words.text + size + 1, time.text + 11, 5); /* hh:mm */
	return words;
}

void ak_words_number(struct ak_buf *out, int64_t number)
{
	char digits[24];
	/* TRANSLATORS: a thousand, with what stands between thousands and hundreds */
	const char *thousand = _("1,000");
	snprintf(digits, sizeof digits, "%" PRId64, number);
	size_t size = strlen(digits), sign = digits[0] == '-', between = strlen(thousand);
	bool apart = size - sign > 4 && between > 4;
	for (size_t i = 0; i < size; i++) {
		if (apart && i > sign && (size - i) % 3 == 0)
			ak_buf_append(out, thousand + 1, between - 4);
		ak_buf_char(out, digits[i]);
	}
}
