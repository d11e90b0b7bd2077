/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Trying a proposal: would its changes apply now, if it had all the seats that it needs? A proposal that waits for
 * seats is judged only when they are there; whoever signs wants to know before. The answer is the judge's own, and no
 * more than of this moment.
 */
#ifndef AK_LEDGER_TRIAL_H
#define AK_LEDGER_TRIAL_H

#include "judge/apply.h"
#include "ledger/ledger.h"

/* Of a proposal that the ledger holds, by position. On false *fault says why not. The ledger stays as it is. */
bool ak_trial_of(const struct ak_ledger *ledger, uint32_t proposal, struct ak_fault *fault);

/* Of a proposal that nobody signed yet. */
struct ak_trial; /* opaque */

/*
 * Puts the draft beside what the ledger holds. draft must have all that a propose record has (ak_record_draft and its
 * own part) except its capacity, which is not looked at. AK_ERR_REFUSED if such a record would be refused.
 */
enum ak_status ak_trial_open(
	struct ak_trial **trial, const struct ak_ledger *ledger, const struct ak_record *draft, struct ak_error *err);
void ak_trial_free(struct ak_trial *trial);

/*
 * Whether the draft would apply if it were for this capacity of the charter in force; may be asked for one after
 * another. fault->against is a position in the ledger.
 */
bool ak_trial_apply(struct ak_trial *trial, const char *capacity, struct ak_fault *fault);

/* Whether memory ran out in a trial: its answers are then worth nothing. */
bool ak_trial_failed(const struct ak_trial *trial);

#endif
