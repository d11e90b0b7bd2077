/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Small worlds, drawn as text: records without signatures, one per line, and what they must come to.
 *
 *   NAME ACTOR[/KEY][#SEQ] [@WHEN] [< PARENT …] : WHAT [=> VERDICT [change=N] [against=NAME] [by=NAME]]
 *
 *   a p                  : propose p: create actor/p-1 party=p key=$p-1; add seat/do.p holders p-1   => in-force
 *   b p-1                : propose do pin agenda/a: set agenda/a titel een -> 'nog een'              => void:pin
 *   c q @90 < a          : endorse b                                                                 => counted
 *   d q                  : object b            (also: withdraw b)
 *   e p                  : seal 1 - root       (height, prev, state: `root` is the right one, `wrong` another, or 64 digits)
 *
 * Without `<` the parent is the line before; `< -` is none. WHEN is a number of minutes from noon of 1 October 2022,
 * or a date (noon of it); left out, a minute after the latest parent. KEY is a name: everyone's own key unless said.
 * SEQ is by itself one more than that of the ancestors. A value is null, true, false, a number, 'a text', [a,set],
 * $name (the key of that name), %name (the id of that record), or else the text that it is; in a creation quotes
 * stand apart: `tekst= 'twee woorden'`. `pin X` pins the scope of X as the proposer's ancestors leave it; `pin
 * X=wrong` is wrong. `amend A -> B` names laws; `-` as A is the digest of no charter. VERDICT may be
 * `refused:<reason>`.
 */
#ifndef AK_TESTS_JUDGE_WORLD_H
#define AK_TESTS_JUDGE_WORLD_H

#include "base/table.h"

#include "judge/judge.h"

enum { WORLD_MAX = 64 };

/* A charter, of which the first that a world is given is the founding one. */
struct law {
	const char *name;
	char *json;		    /* keys filled in */
	struct ak_charter *charter; /* NULL: it breaks a rule, on purpose */
	struct ak_id id;	    /* of the json: the ledger id of what it founds */
	struct ak_error err;	    /* which */
};

/* text is JSON in which ' stands for " and $name for the key of that name. */
struct law law_new(const char *name, const char *text);
void law_free(struct law *law);

struct drawn {
	char name[16];
	uint64_t before; /* its ancestors */
	struct ak_record record;
	struct ak_bytes bytes; /* its JSON; lives as long as the world */
	const char *wanted; /* what follows =>, or NULL */
};

struct world {
	const struct law *laws;
	size_t law_count;
	struct ak_arena arena;
	struct drawn records[WORLD_MAX]; /* in the order of the drawing */
	uint32_t count;
};

void world_init(struct world *world, const struct law *laws, size_t law_count);
void world_release(struct world *world);

/* Adds the records of a drawing. */
void world_draw(struct world *world, const char *drawing);

/* The number of the record of this name. */
uint32_t world_find(const struct world *world, const char *name);

/* What the judge says of some of a world's records. */
struct answer {
	struct ak_record *records;
	struct ak_admission admission;
	struct ak_judge judge;
	uint32_t position[WORLD_MAX]; /* of each of the world's records, or AK_POSITION_NONE */
};

#define WORLD_ALL UINT64_MAX

/* Judges the records in set (bits by number); options may be NULL. */
void answer_init(struct answer *answer, const struct world *world, uint64_t set, const struct ak_judge_options *options);
void answer_release(struct answer *answer);

/* "in-force", "refused:seq", …; "-" for a record that was not judged. */
const char *answer_verdict(const struct answer *answer, uint32_t number);
const struct ak_judged *answer_judged(const struct answer *answer, uint32_t number);
const char *answer_text(const struct answer *answer);

/* Fails, with the line at fault, unless every record with a => came to that. */
void answer_check(const struct answer *answer, const struct world *world);

/* The public key that belongs to a name, as the charter writes it. Lives as long as the program. */
const char *key_of(const char *name);

/* ---- tables of drawings: each a test, its sentence the name */

struct drawing {
	const char *sentence;
	const char *text;
};

/* By law number 0 of the small laws below, which `amend` can name too. */
int run_drawings(const char *name, const struct drawing *drawings, size_t count);
#define RUN_DRAWINGS(name, drawings) run_drawings(name, drawings, sizeof(drawings) / sizeof((drawings)[0]))

/* The charter that most worlds here begin with, and the laws it may become; see world_laws.c. */
extern const char small_charter[];
const struct law *small_laws(void);

/* A world by these, drawn. */
void world_of(struct world *world, const char *drawing);

/*
 * Everyone's actor p-1, q-1, r-1, s-1 with every seat of its party, by the roots; SEALED: and that sealed by the
 * roots.
 */
#define APPOINTED                                                                                                      \
	"p1 p : propose p: create actor/p-1 party=p key=$p-1; add seat/bo.p holders p-1; add seat/do.p holders p-1;"   \
	" add seat/wit.p holders p-1 => in-force\n"                                                                    \
	"q1 q : propose q: create actor/q-1 party=q key=$q-1; add seat/bo.q holders q-1; add seat/do.q holders q-1;"   \
	" add seat/wit.q holders q-1 => in-force\n"                                                                    \
	"r1 r : propose r: create actor/r-1 party=r key=$r-1; add seat/bo.r holders r-1; add seat/wit.r holders r-1"   \
	" => in-force\n"                                                                                               \
	"s1 s : propose s: create actor/s-1 party=s key=$s-1; add seat/wit.s holders s-1 => in-force\n"

#define SEALED                                                                                                         \
	APPOINTED                                                                                                      \
	"z1 p : seal 1 - root => noted\n"                                                                              \
	"y1 q : endorse z1 => noted\n"                                                                                 \
	"y2 r : endorse z1 => noted\n"

#endif
