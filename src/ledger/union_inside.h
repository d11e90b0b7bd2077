/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What union.c and union_named.c share, which tells the attachments of another store that may come in: those that a
 * record names (protocol §2).
 */
#ifndef AK_LEDGER_UNION_INSIDE_H
#define AK_LEDGER_UNION_INSIDE_H

#include "ledger/union.h"

/* The records of both stores, by ascending id, and which of them stand together. */
struct ak_both {
	struct ak_record *records;
	bool *fresh; /* of each, whether it is the other's */
	uint32_t count;
	struct ak_admission *admission;
};

/*
 * Puts into wanted (whose entries it replaces; the caller frees them) those files of joined->attachment_files that
 * are to be read: not in store, and named by a record that stands here or arrives. What no attachment can be is
 * wanted too, so that it is refused. The others are counted in joined->unnamed.
 */
enum ak_status ak_named_take(struct ak_union *joined, struct ak_store *store, const struct ak_both *both,
	struct ak_listing *wanted, struct ak_error *err);

/* Those that were found sound when they were read (joined->attached) arrive. */
enum ak_status ak_named_arrive(struct ak_union *joined, struct ak_error *err);

#endif
