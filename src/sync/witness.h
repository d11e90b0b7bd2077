/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a witness does with each seal it sees, by the last paragraphs of protocol §10. The decision is a table of
 * facts to acts, taken anew after each signature; signing is the caller's.
 */
#ifndef AK_SYNC_WITNESS_H
#define AK_SYNC_WITNESS_H

#include "ledger/outlook.h"
#include "sync/memory.h"

enum ak_witness_act {
	AK_WITNESS_NOTHING,
	AK_WITNESS_ENDORSE,
	AK_WITNESS_OBJECT,
	AK_WITNESS_WAIT,
};

/* Why. The order is that in which they are asked: the first that applies decides. */
enum ak_witness_why {
	AK_WITNESS_SIGNED,    /* nothing: this seat sealed or endorsed it */
	AK_WITNESS_OBJECTED,  /* nothing: this seat objected to it */
	AK_WITNESS_COMPLETE,  /* nothing: it is complete without this seat */
	AK_WITNESS_RIVAL,     /* object: this seat signed another seal of the height, which stands */
	/* nothing: this replica remembers signing another seal of the height, and has lost that signature */
	AK_WITNESS_ELSEWHERE,
	AK_WITNESS_ABANDONED, /* nothing: a quorum stands against it */
	AK_WITNESS_OFF_CHAIN, /* nothing: its prev is not the complete seal before */
	AK_WITNESS_SEALER,    /* nothing: its seat is not the one that may seal */
	AK_WITNESS_ROOT,      /* object: this replica computes another root */
	AK_WITNESS_DOUBLE,    /* nothing: its sealer signed another seal before, so this one does not count */
	AK_WITNESS_LEFT_OUT,  /* wait: it leaves out what this replica held */
	AK_WITNESS_OTHER,     /* nothing: another seal of the height deserves it more */
	AK_WITNESS_RIGHT,     /* endorse */
};

struct ak_witness_step {
	enum ak_witness_act act;
	enum ak_witness_why why;
	int64_t height;
	uint32_t seal;	     /* position */
	struct ak_id root;   /* that this replica computes, where that was asked */
	uint32_t left_out;   /* how many records it leaves out that were held, and */
	uint32_t first_left; /* the first of them, or AK_POSITION_NONE */
	int64_t until;	     /* of a wait: when it will be endorsed */
};

struct ak_witness_steps {
	struct ak_witness_step *items;
	size_t count, room;
};

/*
 * Decides over every seal of the outlook's height (which must be seen from the witness's seat). store is the ledger's
 * own, whose journal tells since when each record is held. At most one step is an endorsement. *steps is added to;
 * the caller releases it.
 */
enum ak_status ak_witness_decide(struct ak_witness_steps *steps, const struct ak_ledger *ledger,
	const struct ak_outlook *outlook, const struct ak_memory *memory, int64_t now, struct ak_error *err);
void ak_witness_steps_release(struct ak_witness_steps *steps);

/*
 * Whether this actor may sign this new record as far as seals go, whoever asks for it: AK_ERR_REFUSED for a seal, or
 * an endorse of one, by a seat that signed another seal of that height which stands, or whose root is not what this
 * replica computes, or where there is a split. *seal and *height tell, where it is a seal or endorse by a seat, which
 * seal is signed (else *height is 0); of a new seal *seal is zero.
 */
enum ak_status ak_witness_guard(const struct ak_ledger *ledger, const struct ak_memory *memory,
	const struct ak_record *record, struct ak_id *seal, int64_t *height, struct ak_error *err);

#endif
