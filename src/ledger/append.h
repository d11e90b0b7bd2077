/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Adding to a ledger. The caller holds the store's lock from before it opens the ledger until the record is written,
 * so that seq and parents are still right when it signs.
 */
#ifndef AK_LEDGER_APPEND_H
#define AK_LEDGER_APPEND_H

#include "ledger/ledger.h"

/*
 * Fills in what every new record has (protocol §5): ledger, actor, key, seq (one more than the highest of this actor
 * and key), parents (the tips; of more than 64, 64 that know the actor's own last record), and time: now, or the
 * latest time of a parent if that is later (AK_ERR_REFUSED if it is more than ten minutes later: this clock, or
 * another's, is wrong). Kind and what belongs to it are the caller's. actor and key are borrowed; the parents live in
 * arena.
 */
enum ak_status ak_record_draft(struct ak_record *record, struct ak_arena *arena, const struct ak_ledger *ledger,
	const char *actor, const char *key, int64_t now, struct ak_error *err);

/*
 * What would become of a record if it were added now: judged with all that the ledger holds. bytes are the record's
 * (unsigned, as ak_record_write gives them). *judged tells the verdict; *target, if not NULL, the verdict that its
 * target would then have (endorse, withdraw). *refusal is not AK_REFUSAL_NONE if the record would be refused (all
 * reasons but `signature`), *judged is then empty.
 */
enum ak_status ak_ledger_foresee(const struct ak_ledger *ledger, struct ak_bytes bytes, enum ak_refusal *refusal,
	struct ak_judged *judged, struct ak_judged *target, struct ak_error *err);

/*
 * Writes a signed record, and attachments with it, as one commit «this replica signed a record». The record and its
 * signature are checked once more (ak_record_check). AK_ERR_REFUSED if they are not sound.
 */
struct ak_attached {
	struct ak_id id;
	struct ak_bytes bytes;
};
enum ak_status ak_ledger_append(struct ak_ledger *ledger, struct ak_bytes bytes, struct ak_bytes signature,
	const struct ak_attached *attachments, size_t attachment_count, const char *author, int64_t now, struct ak_error *err);

#endif
