/* SPDX-License-Identifier: EUPL-1.2 */
/* How a charter differs from another, place by place: nobody should have to sign an amendment on its summary. */
#include "json/json.h"
#include "report/gettext.h"
#include "report/proposal.h"

/* The text of the charter that an amendment replaces, if the ledger holds it. */
static struct ak_bytes replaced(const struct ak_ledger *ledger, const struct ak_change *amend)
{
	const struct ak_bytes none = {.size = 0};
	if (ak_id_equal(&ledger->founding->digest, &amend->from_charter))
		return ak_buf_view(&ledger->charter_bytes);
	for (uint32_t i = 0; i < ledger->count; i++) {
		const struct ak_record *record = &ledger->records[i];
		for (uint32_t c = 0; record->kind == AK_KIND_PROPOSE && c < record->change_count; c++)
			if (record->changes[c].op == AK_OP_AMEND &&
				ak_id_equal(&record->changes[c].charter_digest, &amend->from_charter))
				return ak_bytes_of(record->changes[c].charter);
	}
	return none;
}

enum ak_status ak_amendment_each(
	const struct ak_ledger *ledger, const struct ak_change *amend, ak_charter_differs *differs, void *context)
{
	struct ak_json *was = NULL, *becomes = NULL;
	struct ak_bytes old = replaced(ledger, amend);
	enum ak_status status = old.size > 0 ? ak_json_parse(&was, old, NULL) : AK_ERR_NOT_FOUND;
	if (status == AK_OK)
		status = ak_json_parse(&becomes, ak_bytes_of(amend->charter), NULL);
	if (status == AK_OK)
		status = ak_charter_compare(was, becomes, differs, context, NULL);
	ak_json_free(was);
	ak_json_free(becomes);
	return status;
}

/* ---- as text */

struct putting {
	struct ak_page *page;
	bool any;
};

static void put_place(void *context, const char *place, const struct ak_json *was, const struct ak_json *becomes)
{
	struct putting *putting = context;
	putting->any = true;
	ak_charter_place_put(putting->page, place, was, becomes);
}

void ak_amendment_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_change *amend)
{
	struct putting putting = {.page = page};
	ak_page_gap(page);
	ak_page_styled(page, AK_STYLE_STRONG, "%s", _("the charter"));
	ak_page_end(page);
	page->indent = 2;
	enum ak_status status = ak_amendment_each(ledger, amend, put_place, &putting);
	if (status != AK_OK)
		ak_page_line(page, _("replaced by another, of digest %s"), ak_id_hex(&amend->charter_digest).text);
	else if (!putting.any)
		ak_page_line(page, "%s", _("nothing differs"));
	page->indent = 0;
}
