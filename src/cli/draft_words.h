/* SPDX-License-Identifier: EUPL-1.2 */
/* A founding as people see it. */
#ifndef AK_CLI_DRAFT_WORDS_H
#define AK_CLI_DRAFT_WORDS_H

#include "cli/cli.h"
#include "ledger/found.h"

/*
 * What a party is about to sign, in short: the charter's name and id, parties with the fingerprints of their keys,
 * bodies with their quorums.
 */
void ak_found_put(struct ak_page *page, const struct ak_found *found);

/* The same as the answer with --json: ledger, name, parties with key and whether they signed. */
void ak_found_answer(struct ak_cli *cli, const struct ak_found *found);

#endif
