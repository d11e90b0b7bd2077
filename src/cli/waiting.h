/* SPDX-License-Identifier: EUPL-1.2 */
/* Open proposals that wait for somebody's signature: for todo, and for a meeting that answers all of them. */
#ifndef AK_CLI_WAITING_H
#define AK_CLI_WAITING_H

#include "judge/apply.h"
#include "ledger/ledger.h"

struct ak_waiting {
	uint32_t proposal;
	struct ak_capacity capacity;
	unsigned left; /* seats that are needed beside those that counted and the actor's */
	bool applies; /* were it decided now; else: */
	struct ak_fault fault;
};

/*
 * Those for a capacity (NULL: any) for which the actor holds a seat that has not counted, the oldest first. *items is
 * the caller's to free; it speaks of the ledger's charter and records.
 */
enum ak_status ak_waiting_find(struct ak_waiting **items, size_t *count, const struct ak_ledger *ledger,
	const char *actor, const char *capacity, struct ak_error *err);

#endif
