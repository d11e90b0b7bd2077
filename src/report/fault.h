/* SPDX-License-Identifier: EUPL-1.2 */
/* Why a proposal does not apply, in one sentence about this very proposal (protocol §8, the table of reasons). */
#ifndef AK_REPORT_FAULT_H
#define AK_REPORT_FAULT_H

#include "judge/apply.h"
#include "ledger/ledger.h"

/*
 * Appends the sentence, lower case and without a full stop: "afspraak/y: Termijn is now 2023-01-01, no longer
 * 2022-12-31". capacity is what it was tried for. Nothing is escaped here.
 */
void ak_fault_words(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_record *proposal,
	const char *capacity, const struct ak_fault *fault);

#endif
