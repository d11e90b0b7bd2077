/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The founding of a ledger: its charter, every party's signature, and the root keys that the replica pins (protocol
 * §2 to §4).
 */
#ifndef AK_LEDGER_FOUNDING_H
#define AK_LEDGER_FOUNDING_H

#include "charter/charter.h"
#include "store/store.h"

struct ak_founding {
	struct ak_id ledger; /* the LEDGER ID */
	struct ak_charter *charter;
	struct ak_buf bytes; /* ledger/charter.json */
};

/*
 * Reads and checks the founding of what listing (of "ledger") and the store hold. AK_ERR_FORMAT if there is no
 * charter or it is invalid, a party's signature is missing or wrong, or keys/ disagrees; AK_ERR_IO if it cannot be
 * read.
 */
enum ak_status ak_founding_read(struct ak_founding *founding, struct ak_store *store, const struct ak_listing *listing,
	struct ak_reader *reader, struct ak_error *err);
void ak_founding_release(struct ak_founding *founding);

/* Whether path under ledger/ is the charter, or a party's signature on it. */
bool ak_founding_has(const struct ak_founding *founding, const char *path);

#endif
