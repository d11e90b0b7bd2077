/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Four parties at work: actors with worthless keys, four sites that know more or less of one another, and a judge that
 * keeps up, so that every seal bears the right root.
 *
 * The engine numbers records by ascending id. Here they are numbered as they come, and judged a window at a time: the
 * cost of a ledger is then that of its records. It is the engine's own judge all the same. Two things keep that
 * right: no two records have one time, so ids break no tie; and the lines of the state text are sorted again by id.
 */
#ifndef AK_TESTS_BENCH_SCRIBE_H
#define AK_TESTS_BENCH_SCRIBE_H

#include "bench/signer.h"
#include "bench/stream.h"
#include "judge/judge.h"

enum {
	BENCH_SITES = 4, /* one for each party */
	BENCH_ACTORS_MAX = 512,
};

struct bench_actor {
	char name[64];
	struct bench_signer signer;
	unsigned site;
	uint32_t seq; /* of its last record */
};

/* What is known at one place: the newest records, that no other known one has as an ancestor. */
struct bench_site {
	uint32_t *tips;
	uint32_t count;
	size_t room;
};

struct bench_scribe {
	struct ak_charter *charter;
	struct ak_id ledger;
	struct bench_actor actors[BENCH_ACTORS_MAX]; /* the parties' roots come first */
	uint32_t actor_count;
	struct bench_site sites[BENCH_SITES];
	struct ak_record *records; /* as they came */
	uint32_t count, room;
	struct ak_admission admission;
	struct ak_judge judge;
	uint32_t window;	/* where the window at hand begins */
	uint32_t window_before; /* and the one before: answers go back no further */
	uint32_t last_seal;	/* or AK_POSITION_NONE */
	int64_t now;
	uint64_t random;
	struct ak_arena arena;
	struct bench_stream stream;
	struct ak_buf bytes, signature, path; /* of the record that is being written */
};

extern const char *const bench_parties[BENCH_SITES];

/*
 * Founds a ledger for at most room records, with the charter at this path, and writes it on the stream. Ends the
 * program where it cannot.
 */
void bench_scribe_init(struct bench_scribe *scribe, const char *charter_path, uint32_t room, uint64_t seed);
void bench_scribe_release(struct bench_scribe *scribe);

/* A new actor `<party>-<role>`, with a key of that name. */
struct bench_actor *bench_actor_new(struct bench_scribe *scribe, unsigned site, const char *role);
struct bench_actor *bench_actor_find(struct bench_scribe *scribe, unsigned site, const char *role);

/*
 * Signs a record by an actor, on all that its site knows (of more than 64 tips: the first 64), and writes it. Kind and
 * what belongs to it are the caller's; the rest is filled in. Its position.
 */
uint32_t bench_sign(struct bench_scribe *scribe, struct bench_actor *actor, struct ak_record record);

/* Site learns all that other knows. */
void bench_learn(struct bench_scribe *scribe, unsigned site, unsigned other);
void bench_learn_all(struct bench_scribe *scribe);

/* Whether a site knows of a record. */
bool bench_knows(struct bench_scribe *scribe, unsigned site, uint32_t record);

/*
 * A seal over all that there is, signed and endorsed by every seat: the next window begins. By the parties' roots if
 * it is the first.
 */
void bench_seal(struct bench_scribe *scribe);

/* A number below limit. */
uint32_t bench_random(struct bench_scribe *scribe, uint32_t limit);

/* A text that lives as long as the scribe. */
const char *bench_text(struct bench_scribe *scribe, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Memory that does, zeroed. */
void *bench_alloc(struct bench_scribe *scribe, size_t size);

#endif
