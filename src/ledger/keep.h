/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Keeping the state of a ledger (ledger/head.h): one block after another is begun, filled in the packer, named and
 * ended. A record whose position was put somewhere is kept too. Want of memory sets failed, and then nothing is kept.
 */
#ifndef AK_LEDGER_KEEP_H
#define AK_LEDGER_KEEP_H

#include "ledger/head_blocks.h"
#include "ledger/origin.h"
#include "ledger/shelf.h"
#include "record/pack.h"

struct ak_keep {
	const struct ak_ledger *ledger;
	const struct ak_state *state;
	struct ak_shelf_maker maker;
	struct ak_packer packer; /* of the block at hand */
	struct ak_buf name;	 /* of it */
	struct ak_origins origins;
	bool *met; /* of each record, whether it is kept; those that are: */
	uint32_t *queue, queued;
	const struct ak_charter **charters; /* those named so far; the first is the founding's */
	uint32_t charter_count;
	struct ak_map open; /* object name -> the first of these about it, and one: */
	struct ak_keep_open {
		uint32_t proposal, next;
	} *opens;
	uint32_t open_count;
	size_t open_room;
	struct ak_map disputed; /* object name -> the first of these that is a dispute about it, and one: */
	struct ak_keep_dispute {
		const struct ak_object *object;
		uint32_t next;
	} *disputes;
	uint32_t dispute_count;
	size_t dispute_room;
	bool *calm; /* of each record, whether it is an open proposal that is (ak_judge_is_calm) */
	bool asks_history; /* whether something was erased */
	bool failed;
};

/* ---- keep.c */

struct ak_packer *ak_keep_begin(struct ak_keep *keep);
/* Of the name that was put into keep->name. */
void ak_keep_end(struct ak_keep *keep);

/* Puts a position; the record there is kept. */
void ak_keep_position(struct ak_keep *keep, uint32_t record);

/* The number of a charter; its text is kept. */
uint32_t ak_keep_charter(struct ak_keep *keep, const struct ak_charter *charter);

bool ak_keep_is_open(const struct ak_keep *keep, uint32_t proposal);

/* ---- each kind of block: keep_record.c, keep_object.c, keep_waiting.c, keep_tally.c */

void ak_keep_record(struct ak_keep *keep, uint32_t record);
/* Before any object: notes which open proposals are about it. */
void ak_keep_note_open(struct ak_keep *keep);
/* And which objects name it in a field that freezes, be it now or not. */
void ak_keep_note_disputes(struct ak_keep *keep);
void ak_keep_object(struct ak_keep *keep, const struct ak_object *object);
void ak_keep_waiting(struct ak_keep *keep);
void ak_keep_tally(struct ak_keep *keep);
/* Before all else, since the window is judged anew for it: which open proposals are calm. */
enum ak_status ak_keep_note_calm(struct ak_keep *keep, struct ak_error *err);
void ak_keep_demand(struct ak_keep *keep);

/* Puts an object's name, if there is one of this name; each list of names is ended by none. */
void ak_keep_name(struct ak_keep *keep, const char *name);
/* Puts those whose phase an object's follows. */
void ak_keep_above(struct ak_keep *keep, const struct ak_object *object);

#endif
