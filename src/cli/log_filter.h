/* SPDX-License-Identifier: EUPL-1.2 */
/* Which records a log shows. */
#ifndef AK_CLI_LOG_FILTER_H
#define AK_CLI_LOG_FILTER_H

#include "cli/cli.h"

/* What is asked for; NULL and -1: whatever it is. */
struct ak_log_filter {
	const struct ak_object *object;
	const char *actor;
	const char *capacity; /* of a proposal, or of what is answered */
	int kind;	      /* enum ak_kind */
	int verdict;	      /* enum ak_verdict */
	int reason;	      /* enum ak_reason */
	int64_t since, until; /* signed then, both included */
};

/* Reads --actor, --for, --kind, --verdict, --since, --until and the word that names an object, against cli->ledger. */
int ak_log_filter_read(struct ak_cli *cli, struct ak_log_filter *filter);

bool ak_log_filter_takes(const struct ak_ledger *ledger, uint32_t record, const struct ak_log_filter *filter);

#endif
