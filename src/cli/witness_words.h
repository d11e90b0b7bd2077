/* SPDX-License-Identifier: EUPL-1.2 */
/* What a witness did with a seal, or did not, and why: for people and as a document. */
#ifndef AK_CLI_WITNESS_WORDS_H
#define AK_CLI_WITNESS_WORDS_H

#include "cli/cli.h"
#include "sync/witness.h"

/* Tells of one seal, on the page. step->seal is a position in cli->ledger. */
void ak_witness_put(struct ak_cli *cli, const struct ak_witness_step *step);

/* The same as an object; NULL without memory. */
struct ak_json *ak_witness_document(const struct ak_ledger *ledger, const struct ak_witness_step *step);

/*
 * Whether somebody should look at it: an objection, a wait, a signature that got lost, a sealer that contradicts
 * itself.
 */
bool ak_witness_is_finding(const struct ak_witness_step *step);

#endif
