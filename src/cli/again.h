/* SPDX-License-Identifier: EUPL-1.2 */
/* A proposal that came too late, proposed again on the values of today. */
#ifndef AK_CLI_AGAIN_H
#define AK_CLI_AGAIN_H

#include "cli/words.h"
#include "report/page.h"

/*
 * The changes of the proposal with this id (or a prefix), each from what the field is now; what is so already is left
 * out. Its capacity, reason and pins go along. AK_ERR_REFUSED where there is nothing to renew. *words borrows from
 * ledger and arena.
 */
enum ak_status ak_again_read(struct ak_words *words, struct ak_arena *arena, const struct ak_ledger *ledger, const char *id,
	struct ak_error *err);

/* What became of it, and what is otherwise now. */
void ak_again_put(struct ak_page *page, const struct ak_ledger *ledger, const char *id);

#endif
