/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Founding a ledger (protocol §2, §4): a charter that every party signs, each on its own machine. Until the last
 * signature is in it is a draft: a plain folder in the very layout of protocol §2, that can be looked at, copied,
 * sent, and put on a branch.
 *
 *   keys/<party>.pub                   for whoever wants to compare
 *   ledger/charter.json                what all sign, byte for byte; its SHA-256 will be the ledger id
 *   ledger/charter.json.<party>.sig    of those who did
 */
#ifndef AK_LEDGER_FOUND_H
#define AK_LEDGER_FOUND_H

#include "base/arena.h"
#include "base/limits.h"
#include "charter/charter.h"
#include "store/store.h"

struct ak_found {
	struct ak_id ledger;
	struct ak_charter *charter;
	struct ak_buf bytes;			    /* ledger/charter.json */
	/* by the party's place in the charter; empty: not yet. All are good. */
	struct ak_buf signatures[AK_PARTIES_MAX];
};

/* The root key of a party, for its place in the charter. */
struct ak_root {
	const char *party;
	const char *key; /* `<type> <base64>` */
};

/*
 * Begins a draft from the bytes of a charter, with root keys put where it says `ROOT KEY OF <party>`. Where nothing
 * is to be filled in the bytes stay as they are. AK_ERR_USAGE if a root is of no party, or a party's key is not
 * given; AK_ERR_REFUSED if the charter has another key there; AK_ERR_FORMAT if it breaks a rule, and fault (may be
 * NULL) hears of each. On AK_OK *found is the caller's to release.
 */
enum ak_status ak_found_make(struct ak_found *found, struct ak_bytes charter, const struct ak_root *roots,
	size_t root_count, ak_charter_fault *fault, void *context, struct ak_error *err);

/*
 * Reads a draft, or a founded ledger. AK_ERR_NOT_FOUND if there is no charter; AK_ERR_FORMAT if it breaks a rule or a
 * signature that is there is not good.
 */
enum ak_status ak_found_read(struct ak_found *found, struct ak_store *store, struct ak_error *err);
void ak_found_release(struct ak_found *found);

/* Adds the signature (the bytes of a .sig file) of a party after checking it. AK_ERR_REFUSED if it is not good. */
enum ak_status ak_found_sign(
	struct ak_found *found, const char *party, struct ak_bytes signature, struct ak_error *err);

/* Takes over the signatures that other has. AK_ERR_REFUSED if it is a draft of another charter. */
enum ak_status ak_found_join(struct ak_found *found, const struct ak_found *other, struct ak_error *err);

/* The names of those who did not sign yet, appended with commas; their number. */
uint32_t ak_found_missing(const struct ak_found *found, struct ak_buf *out);

/* The files of the draft, as it is now: paths and keys live in arena, the rest is borrowed. */
enum ak_status ak_found_files(const struct ak_found *found, struct ak_arena *arena, struct ak_put **puts,
	size_t *count, struct ak_error *err);

/*
 * Writes the founding into a new store as its first commit, and reads it back as every verifier will. AK_ERR_REFUSED,
 * and nothing written, if a signature is missing: the sentence names whose.
 */
enum ak_status ak_found_write(const struct ak_found *found, struct ak_store *store, const char *author, int64_t now,
	struct ak_error *err);

/* The path of a party's signature in a draft, appended. */
void ak_found_path(struct ak_buf *out, const char *party);

#endif
