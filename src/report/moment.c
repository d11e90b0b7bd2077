/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/moment.h"

#include "report/build.h"
#include "report/gettext.h"
#include "report/words.h"

enum ak_moment_kind ak_moment_kind(const struct ak_ledger *ledger)
{
	const struct ak_judge *judge = &ledger->judge;
	if (!judge->options.at_given)
		return AK_MOMENT_NOW;
	if (judge->head == AK_POSITION_NONE)
		return AK_MOMENT_KNOWN;
	if (ledger->records[judge->head].kind != AK_KIND_SEAL)
		return AK_MOMENT_SEEN;
	return judge->head_complete ? AK_MOMENT_SEALED : AK_MOMENT_SEAL_OPEN;
}

const char *ak_moment_name(const struct ak_ledger *ledger)
{
	switch (ak_moment_kind(ledger)) {
	case AK_MOMENT_NOW:
		return NULL;
	case AK_MOMENT_KNOWN:
		return "known";
	case AK_MOMENT_SEALED:
		return "sealed";
	case AK_MOMENT_SEAL_OPEN:
		return "unsealed";
	case AK_MOMENT_SEEN:
		return "seen";
	}
	return NULL;
}

struct ak_json *ak_moment_document(const struct ak_ledger *ledger)
{
	const struct ak_judge *judge = &ledger->judge;
	if (ak_moment_kind(ledger) == AK_MOMENT_NOW)
		return ak_json_null_new();
	struct ak_json *moment = ak_json_object_new();
	ak_build_set(&moment, "kind", ak_build_text(ak_moment_name(ledger)));
	ak_build_set(&moment, "time", ak_build_time(judge->options.at));
	ak_build_set(&moment, "record", ak_build_id(judge->head == AK_POSITION_NONE ? NULL : &ledger->records[judge->head].id));
	return moment;
}

void ak_moment_write(struct ak_buf *out, const struct ak_ledger *ledger)
{
	const struct ak_words_day day = ak_words_day_of(ledger->judge.options.at);
	const struct ak_record *head = ledger->judge.head == AK_POSITION_NONE ? NULL : &ledger->records[ledger->judge.head];
	switch (ak_moment_kind(ledger)) {
	case AK_MOMENT_NOW:
		break;
	case AK_MOMENT_KNOWN:
		ak_buf_format(out, _("As known at %s"), ak_words_time(ledger->judge.options.at).text);
		break;
	case AK_MOMENT_SEALED:
		ak_buf_format(out, _("As sealed at height %lld by seal %s of %.10s: exactly what that seal fixes"),
			(long long)head->height, ak_id_short(&head->id).text, day.text);
		break;
	case AK_MOMENT_SEAL_OPEN:
		ak_buf_format(out, _("As seal %s of %.10s would have it at height %lld: it is not complete, and fixes nothing"),
			ak_id_short(&head->id).text, day.text, (long long)head->height);
		break;
	case AK_MOMENT_SEEN:
		ak_buf_format(out, _("As %s had seen it when signing %s of %.10s: that record and its ancestors, and nothing else"),
			head->actor, ak_id_short(&head->id).text, day.text);
		break;
	}
}

void ak_moment_put(struct ak_page *page, const struct ak_ledger *ledger)
{
	struct ak_buf text = AK_BUF_INIT;
	ak_moment_write(&text, ledger);
	if (text.size > 0) {
		ak_page_line(page, "%s", ak_buf_string(&text));
		ak_page_gap(page);
	}
	ak_buf_release(&text);
}
