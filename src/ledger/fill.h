/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Filling a part of a ledger from what was kept at its head (ledger/head.h): the blocks read, and what they say put
 * where the whole ledger has it. What is filled in twice is filled in once. Anything that is not as it must be sets
 * failed, which means that the ledger is opened the long way; whoever fills need only ask in the end.
 */
#ifndef AK_LEDGER_FILL_H
#define AK_LEDGER_FILL_H

#include "ledger/head_blocks.h"
#include "ledger/shelf.h"
#include "ledger/tally.h"
#include "record/pack.h"

/* Of a record that is filled in: what else is to be. */
enum ak_depth {
	AK_DEPTH_NONE,
	AK_DEPTH_ALONE,
	AK_DEPTH_SEALED,  /* and what seals it */
	AK_DEPTH_DECIDED, /* and what decided it, and who answered */
};

struct ak_fill {
	struct ak_shelf shelf;
	struct ak_ledger *ledger;
	uint8_t *depths; /* of each record, enum ak_depth */
	struct ak_answered {
		uint32_t record, count;
		uint32_t *answers;
	} *answered;
	uint32_t answered_count, answer_count;
	size_t answered_room;
	const struct ak_charter **charters; /* read so far */
	uint32_t charter_count;
	size_t charter_room;
	bool has_history; /* what was erased is known */
	bool failed;
};

/* ---- head.c: an empty part to be filled; false if none is kept. Its ledger is not freed by the end. */

bool ak_fill_begin(struct ak_fill *fill, struct ak_store *store, const struct ak_ledger_options *options);
void ak_fill_end(struct ak_fill *fill);

/* ---- fill.c: blocks, and the charters, which stand in blocks of their own */

/* Begins to read a block; one that is not there has failed. */
struct ak_unpacker ak_fill_block(struct ak_fill *fill, const char *name);
struct ak_unpacker ak_fill_numbered(struct ak_fill *fill, const char *kind, uint32_t number);

uint32_t ak_fill_number(struct ak_unpacker *from);
/* Of things that take a byte at least; 0 on failure. */
uint32_t ak_fill_count(struct ak_unpacker *from);

const struct ak_charter *ak_fill_charter_parse(struct ak_fill *fill, struct ak_bytes text, bool is_founding);
const struct ak_charter *ak_fill_charter(struct ak_fill *fill, uint32_t number);

/* ---- fill_record.c */

/* A record that is met again is filled in deeper. */
void ak_fill_record(struct ak_fill *fill, uint32_t record, enum ak_depth depth);

/* Once all records are filled in: their answers are put in their place. */
void ak_fill_answers(struct ak_fill *fill);

/* ---- fill_object.c */

/* An object with all that is told of it. */
void ak_fill_object(struct ak_fill *fill, const char *name);

/* One with its values only, for its name, its phase, or who holds it; or those of a list of names. */
struct ak_object *ak_fill_values(struct ak_fill *fill, const char *name);
void ak_fill_named(struct ak_fill *fill, const char *name);
void ak_fill_all_named(struct ak_fill *fill, struct ak_unpacker *from);

/* ---- fill_waiting.c */

/* Who asks, a party or an actor (failed if it is neither), and the open proposals that lack a seat that it holds. */
void ak_fill_waiting(struct ak_fill *fill, const char *actor);

/* ---- fill_tally.c */

/* All that tally->ask asks for. */
void ak_fill_tally(struct ak_fill *fill, struct ak_tally *tally);

#endif
