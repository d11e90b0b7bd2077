/* SPDX-License-Identifier: EUPL-1.2 */
/* For which body, office, party, seat or `self` a proposal is, where nobody said so. */
#ifndef AK_CLI_CAPACITY_H
#define AK_CLI_CAPACITY_H

#include "cli/cli.h"
#include "ledger/trial.h"

/*
 * The one capacity that the draft's actor holds a seat for and that may do all of its changes; *capacity lives in
 * arena or in the ledger. AK_ERR_USAGE where several may (each is told on cli->talk), AK_ERR_REFUSED where none may:
 * the sentence says who may.
 */
enum ak_status ak_capacity_infer(struct ak_cli *cli, struct ak_arena *arena, const struct ak_ledger *ledger,
	const struct ak_record *draft, struct ak_trial *trial, const char **capacity, struct ak_error *err);

/* Whether a word is a capacity of the charter: AK_ERR_USAGE with the sentence, and the near one. */
enum ak_status ak_capacity_check(const struct ak_charter *charter, const char *word, struct ak_error *err);

#endif
