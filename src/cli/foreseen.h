/* SPDX-License-Identifier: EUPL-1.2 */
/* What would become of a record that is about to be signed: told, and held against what should not be signed. */
#ifndef AK_CLI_FORESEEN_H
#define AK_CLI_FORESEEN_H

#include "ledger/ledger.h"
#include "report/page.h"

struct ak_foreseen {
	const struct ak_ledger *ledger; /* as it is under the lock, without the record; the same as cli->ledger */
	const struct ak_record *record; /* as drafted and filled in */
	struct ak_bytes bytes;		/* exactly what will be signed */
	struct ak_judged judged;	/* of the record itself */
	struct ak_judged target; /* what its target would then be (endorse, object, withdraw); else verdict NONE */
};

/*
 * AK_ERR_REFUSED, saying why, if it would be refused, void, or decide its target only to make it void; the last two
 * may be wanted.
 */
enum ak_status ak_foreseen_check(
	const struct ak_foreseen *foreseen, enum ak_refusal refusal, bool even_if_void, struct ak_error *err);

/* The record itself, for kinds that have no picture of their own. */
void ak_foreseen_put_record(struct ak_page *page, const struct ak_foreseen *foreseen);

/* Who signs, with which key, and what it would come to. */
void ak_foreseen_put(struct ak_page *page, const struct ak_foreseen *foreseen);

#endif
