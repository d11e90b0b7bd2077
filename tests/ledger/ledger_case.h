/* SPDX-License-Identifier: EUPL-1.2 */
/* Ledgers of the small laws, signed for real: in plain folders of which every file can be spoilt, and in replicas. */
#ifndef AK_TESTS_LEDGER_CASE_H
#define AK_TESTS_LEDGER_CASE_H

#include "child/temp.h"
#include "judge/world.h"
#include "ledger/append.h"
#include "ledger/ledger.h"
#include "sig/forge.h"

#define AUTHOR "replica <replica@example.org>"

static const int64_t first_noon = 1664625600; /* 2022-10-01T12:00:00Z, where every world begins */

/* The signature of a name's key on a file. Appended. */
static inline void sign_as(const char *name, struct ak_bytes bytes, struct ak_buf *signature)
{
	char from[128];
	uint8_t seed[crypto_sign_SEEDBYTES];
	struct signer signer = {.type = SSH_ED25519};
	assert_int_equal(ak_sig_start(NULL), AK_OK);
	snprintf(from, sizeof from, "akkoord-test:%s", name);
	crypto_hash_sha256(seed, (const uint8_t *)from, strlen(from));
	crypto_sign_seed_keypair(signer.point, signer.secret, seed);
	char key[128];
	assert_true(strlen(key_of(name)) < sizeof key);
	strcpy(key, key_of(name));
	signer.key = key;
	struct forge forge = forge_of(&signer);
	forge_file(&forge, bytes, signature);
}

/* Writes a file with the folders above it, below the folder that the test stands in. */
static inline void put_file(const char *path, struct ak_bytes bytes)
{
	char folder[TEMP_PATH_MAX];
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
		if (mkdir(folder, 0777) != 0 && errno != EEXIST)
			fail_msg("%s: %s", folder, strerror(errno));
	}
	write_file(path, bytes.data, bytes.size);
}

/* The path of a record of this actor and number, or of its signature; good until the sixteenth call after it. */
static inline const char *record_path(const char *actor, uint32_t seq, struct ak_bytes bytes, const char *end)
{
	static char paths[16][TEMP_PATH_MAX];
	static unsigned next;
	struct ak_id id = ak_sha256(bytes);
	char *path = paths[next++ % 16];
	snprintf(path, sizeof paths[0], "ledger/%s/%04u/%06u-%s%s", actor, seq / 100, seq, ak_id_hex(&id).text, end);
	return path;
}

static inline void put_record(const char *actor, uint32_t seq, struct ak_bytes bytes)
{
	struct ak_buf signature = AK_BUF_INIT;
	sign_as(actor, bytes, &signature);
	put_file(record_path(actor, seq, bytes, ".json"), bytes);
	put_file(record_path(actor, seq, bytes, ".sig"), ak_buf_view(&signature));
	ak_buf_release(&signature);
}

static const char *const roots[] = {"p", "q", "r", "s"};

/* The founding of the small laws in the folder that the test stands in. */
static inline void put_founding(void)
{
	struct ak_bytes charter = ak_bytes_of(small_laws()[0].json);
	put_file("ledger/charter.json", charter);
	for (size_t i = 0; i < 4; i++) {
		char path[64];
		struct ak_buf signature = AK_BUF_INIT;
		sign_as(roots[i], charter, &signature);
		snprintf(path, sizeof path, "ledger/charter.json.%s.sig", roots[i]);
		put_file(path, ak_buf_view(&signature));
		ak_buf_release(&signature);
	}
}

/* A world as files. Every actor signs with its own key. */
static inline void put_world(const struct world *world)
{
	put_founding();
	for (uint32_t i = 0; i < world->count; i++)
		put_record(world->records[i].record.actor, world->records[i].record.seq, world->records[i].bytes);
}

static inline void put_drawing(const char *drawing)
{
	struct world world;
	world_of(&world, drawing);
	put_world(&world);
	world_release(&world);
}

/* The ledger in a folder, with its store. */
struct place {
	struct ak_store *store;
	struct ak_ledger *ledger;
};

static inline struct place place_open(const char *path, const struct ak_ledger_options *options)
{
	struct place place = {.store = NULL};
	struct ak_error err = AK_ERROR_INIT;
	if (ak_store_open(&place.store, path, &err) != AK_OK ||
		ak_ledger_open(&place.ledger, place.store, options, &err) != AK_OK)
		fail_msg("%s: %s", path, err.text);
	return place;
}

static inline void place_close(struct place *place)
{
	ak_ledger_free(place->ledger);
	ak_store_free(place->store);
}

/* Refusals as text: `<path> <reason>` on each line, to be freed. */
static inline char *refusals_of(const struct ak_ledger *ledger)
{
	struct ak_buf out = AK_BUF_INIT;
	for (uint32_t i = 0; i < ledger->refused_count; i++)
		ak_buf_format(&out, "%s %s\n", ledger->refused[i].path, ak_refusal_name(ledger->refused[i].reason));
	return ak_buf_take(&out);
}

#endif
