/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/witness_words.h"

#include <inttypes.h>

#include "base/date.h"
#include "report/words.h"

static const char *const sentences[] = {
	[AK_WITNESS_SIGNED] = N_("seal %s of height %" PRId64 " by %s: signed by this seat before."),
	[AK_WITNESS_OBJECTED] = N_("seal %s of height %" PRId64 " by %s: this seat objected to it before."),
	[AK_WITNESS_COMPLETE] = N_("seal %s of height %" PRId64 " by %s: is complete."),
	[AK_WITNESS_RIVAL] =
		N_("seal %s of height %" PRId64 " by %s: objected to, because this seat signed another seal of that height."),
	[AK_WITNESS_ELSEWHERE] = N_("seal %s of height %" PRId64
				    " by %s: not signed, because this replica remembers signing another seal of that height, and that "
				    "signature is not here; sync with where it was published."),
	[AK_WITNESS_ABANDONED] = N_("seal %s of height %" PRId64 " by %s: abandoned, a quorum of seats stands against it."),
	[AK_WITNESS_OFF_CHAIN] =
		N_("seal %s of height %" PRId64 " by %s: left alone, because it does not follow the complete seal before it."),
	[AK_WITNESS_SEALER] =
		N_("seal %s of height %" PRId64 " by %s: left alone, because that seat is not the one that may seal."),
	[AK_WITNESS_ROOT] = N_("seal %s of height %" PRId64 " by %s: objected to, because this replica computes another state."),
	[AK_WITNESS_DOUBLE] = N_("seal %s of height %" PRId64
				 " by %s: left alone, because who made it had signed another one of that height, so it does not count."),
	[AK_WITNESS_LEFT_OUT] = N_("seal %s of height %" PRId64 " by %s: waits, because it leaves out what was known here."),
	[AK_WITNESS_OTHER] = N_("seal %s of height %" PRId64 " by %s: left alone, because another one of that height is endorsed."),
	[AK_WITNESS_RIGHT] = N_("seal %s of height %" PRId64 " by %s: endorsed."),
};

static const char *const names[] = {
	[AK_WITNESS_SIGNED] = "signed",
	[AK_WITNESS_OBJECTED] = "objected",
	[AK_WITNESS_COMPLETE] = "complete",
	[AK_WITNESS_RIVAL] = "rival",
	[AK_WITNESS_ELSEWHERE] = "signed-elsewhere",
	[AK_WITNESS_ABANDONED] = "abandoned",
	[AK_WITNESS_OFF_CHAIN] = "off-chain",
	[AK_WITNESS_SEALER] = "sealer",
	[AK_WITNESS_ROOT] = "root",
	[AK_WITNESS_DOUBLE] = "double",
	[AK_WITNESS_LEFT_OUT] = "left-out",
	[AK_WITNESS_OTHER] = "other",
	[AK_WITNESS_RIGHT] = "right",
};

static const char *const acts[] = {
	[AK_WITNESS_NOTHING] = "nothing",
	[AK_WITNESS_ENDORSE] = "endorse",
	[AK_WITNESS_OBJECT] = "object",
	[AK_WITNESS_WAIT] = "wait",
};

bool ak_witness_is_finding(const struct ak_witness_step *step)
{
	return step->act == AK_WITNESS_OBJECT || step->act == AK_WITNESS_WAIT || step->why == AK_WITNESS_ELSEWHERE ||
	       step->why == AK_WITNESS_DOUBLE;
}

void ak_witness_put(struct ak_cli *cli, const struct ak_witness_step *step)
{
	struct ak_page *page = &cli->page;
	const struct ak_ledger *ledger = cli->ledger;
	const struct ak_record *seal = &ledger->records[step->seal];
	ak_page_line(page, _(sentences[step->why]), ak_id_short(&seal->id).text, step->height, seal->actor);
	page->indent += 2;
	if (step->why == AK_WITNESS_ROOT) {
		ak_page_line(page, _("it says %s;"), ak_id_hex(seal->state).text);
		ak_page_line(page, _("computed here is %s."), ak_id_hex(&step->root).text);
	}
	if (step->left_out)
		ak_page_line(page,
			P_("%u record that was held for an hour is not in it: %s by %s.",
				"%u records that were held for an hour are not in it, such as %s by %s.", step->left_out),
			step->left_out, ak_id_hex(&ledger->records[step->first_left].id).text,
			ledger->records[step->first_left].actor);
	if (step->act == AK_WITNESS_WAIT)
		ak_page_line(page, _("It will be endorsed from %s on."), ak_words_minute(step->until).text);
	page->indent -= 2;
}

struct ak_json *ak_witness_document(const struct ak_ledger *ledger, const struct ak_witness_step *step)
{
	const struct ak_record *seal = &ledger->records[step->seal];
	struct ak_json *object = ak_json_object_new();
	bool room = ak_json_set(object, "seal", ak_json_text_new(ak_id_hex(&seal->id).text));
	room &= ak_json_set(object, "height", ak_json_int_new(step->height));
	room &= ak_json_set(object, "by", ak_json_text_new(seal->actor));
	room &= ak_json_set(object, "act", ak_json_text_new(acts[step->act]));
	room &= ak_json_set(object, "why", ak_json_text_new(names[step->why]));
	if (step->act == AK_WITNESS_WAIT)
		room &= ak_json_set(object, "until", ak_json_text_new(ak_time_write(step->until).text));
	if (room)
		return object;
	ak_json_free(object);
	return NULL;
}
