/* SPDX-License-Identifier: EUPL-1.2 */
/* What would become of a record that is about to be signed: told, and held against what should not be signed. */
#ifndef AK_CLI_FORESEEN_H
#define AK_CLI_FORESEEN_H

#include "cli/signing.h"

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
