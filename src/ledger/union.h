/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What another store holds of this very ledger and this one does not, and which of it may come in.
 *
 * A ledger is a set, so replicas merge by union. Every file that is not here is checked as if it were (protocol §5):
 * by itself, and then together with all that is here, since what stands depends on a record's ancestors alone. Nothing
 * is written; what comes in is a choice of entries of the other store.
 */
#ifndef AK_LEDGER_UNION_H
#define AK_LEDGER_UNION_H

#include "ledger/ledger.h"
#include "ledger/load.h"

/* A record that may come in. */
struct ak_arrival {
	const struct ak_record *record;
	const struct ak_entry *file, *signature; /* in the other store */
};

struct ak_union {
	/*
	 * Of the other store: "ledger", without folders that are the same here, and "bijlagen"; of this one "ledger"
	 * likewise.
	 */
	struct ak_listing files, attachment_files, own;
	struct ak_arrival *arrivals; /* parents before children */
	uint32_t arrival_count;
	const struct ak_record **held; /* sound, and signed by a clock that is ahead: not yet */
	uint32_t held_count;
	struct ak_refused *refused; /* by path */
	uint32_t refused_count;
	size_t refused_room;
	const struct ak_entry **attachments; /* sound, not here, and named by a record that is here or arrives */
	uint32_t attachment_count;
	bool revives; /* a record that is here stands only with what the other has */
	uint32_t unnamed; /* attachments that no such record names: left where they are */
	struct ak_loaded loaded;	/* what the records point to */
	struct ak_loaded attached;	/* likewise for attachments */
};

/*
 * Compares. ledger must be of the whole set (no time asked for); other is a store of any kind, borrowed as long as
 * the union. The ledger may be unjudged. AK_ERR_NOT_FOUND if other holds no ledger, AK_ERR_REFUSED if it holds
 * another ledger than this one: nothing of it is looked at then. now decides what is held back (protocol §5). On
 * AK_OK *joined is the caller's to release.
 */
enum ak_status ak_union_open(struct ak_union *joined, const struct ak_ledger *ledger, struct ak_store *other,
	int64_t now, const struct ak_ledger_options *options, struct ak_error *err);
void ak_union_release(struct ak_union *joined);

/*
 * After the arrivals and attachments were written to the ledger's store, and nothing else was: keeps what was
 * checked, so that the next to open it need not check it again (ledger/cache.h). Where little arrived nothing is
 * done.
 */
void ak_union_keep(const struct ak_union *joined, const struct ak_ledger *ledger);

/*
 * The id of the ledger in a store: that of its charter file, whatever else is there. AK_ERR_NOT_FOUND if there is
 * none.
 */
enum ak_status ak_union_ledger_id(struct ak_id *id, struct ak_store *store, struct ak_error *err);

#endif
