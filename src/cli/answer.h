/* SPDX-License-Identifier: EUPL-1.2 */
/* Answering proposals: what endorse, object and withdraw share. */
#ifndef AK_CLI_ANSWER_H
#define AK_CLI_ANSWER_H

#include "cli/cli.h"
#include "record/record.h"

/*
 * Has an answer of this kind signed to each proposal that the words name, one after another, each shown and asked for
 * by itself. All words are looked up before the first is signed. What is declined or would come to nothing is told
 * and passed over; the exit status is then AK_EXIT_NO. Trouble ends it. The options are `why` and `attach`, and those
 * of signing.
 */
int ak_answer(struct ak_cli *cli, enum ak_kind kind);

#endif
