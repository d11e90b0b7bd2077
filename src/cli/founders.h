/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who founds a ledger: the root keys that go into the charter, and those who sign it on this machine. What `init` is
 * told by its options.
 */
#ifndef AK_CLI_FOUNDERS_H
#define AK_CLI_FOUNDERS_H

#include "cli/cli.h"
#include "ledger/found.h"
#include "sign/sign.h"

/* `party=key` of an option. */
struct ak_pair {
	char party[AK_NAME_MAX + 1];
	const char *key;
};

/* Who signs here, with which key. */
struct ak_signatory {
	struct ak_pair pair;
	struct ak_signer *signer;
};

struct ak_founders {
	struct ak_cli *cli;
	struct ak_found found;
	struct ak_signatory signatures[AK_PARTIES_MAX];
	size_t signature_count;
	struct ak_root roots[AK_PARTIES_MAX];
	char *root_keys[AK_PARTIES_MAX];
	char root_names[AK_PARTIES_MAX][AK_NAME_MAX + 1];
	size_t root_count;
};

void ak_founders_release(struct ak_founders *founders);

/*
 * Each returns AK_EXIT_YES, or the exit status with the sentence noted.
 *
 * Who --as and --key are; without --key git's user.signingKey as store knows it (may be NULL), which *configured then
 * holds: the caller's to free.
 */
int ak_founders_own(struct ak_cli *cli, struct ak_store *store, struct ak_pair *pair, char **configured);

/* Adds somebody who signs here. pair->key is borrowed. */
int ak_founders_add(struct ak_founders *founders, const struct ak_pair *pair);

/* Reads --charter, --party and --sign-with, and makes founders->found of them. Every fault of the charter is told. */
int ak_founders_make(struct ak_founders *founders);

/* Shows the charter, asks once, and signs for everybody who signs here. Nobody: nothing happens. */
int ak_founders_sign(struct ak_founders *founders);

#endif
