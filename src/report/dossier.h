/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A dossier: of a judged ledger those records that one matter needs, so that whoever judges them alone comes to the
 * same verdict on each of them as whoever judges the whole ledger.
 */
#ifndef AK_REPORT_DOSSIER_H
#define AK_REPORT_DOSSIER_H

#include "ledger/ledger.h"

/* How far the choice had to go before every verdict was that of the whole ledger. */
enum ak_dossier_reach {
	/* what touches the matter, its answers and seals, what explains their verdicts, and all ancestors */
	AK_DOSSIER_MATTER,
	AK_DOSSIER_SEAL,   /* besides, all that the last complete seal covers */
	AK_DOSSIER_WHOLE,  /* every record */
};

struct ak_dossier {
	const struct ak_ledger *ledger;
	bool *touches; /* by position: the records that the matter is about, with their answers */
	bool *holds;   /* by position: all that the dossier has */
	uint32_t touch_count, hold_count;
	enum ak_dossier_reach reach;
};

/* Whether an object is a dispute about that other: of a type that freezes what it names. */
bool ak_is_dispute_about(const struct ak_state *state, const struct ak_object *dispute, const char *object);

/*
 * Notes by position in touches the records that a matter is about, with their answers: of an object, with the
 * disputes about it; of an actor, with what appointed it and took that back; or of a record (as below). false if
 * there is none.
 */
bool ak_dossier_touch(
	const struct ak_ledger *ledger, const char *object, const char *actor, uint32_t record, bool *touches);

/*
 * Chooses for an object (`type/name`), an actor, or a record; the others are NULL or AK_POSITION_NONE. ledger is
 * borrowed, and must remember nothing; of one that was judged at a moment, only what stands then is chosen.
 * AK_ERR_NOT_FOUND if no record touches the matter. On AK_OK the caller releases it.
 */
enum ak_status ak_dossier_choose(struct ak_dossier *dossier, const struct ak_ledger *ledger, const char *object,
	const char *actor, uint32_t record, struct ak_error *err);

enum ak_dossier_evidence {
	AK_EVIDENCE_NONE,
	AK_EVIDENCE_FORK,  /* that an actor signed two histories: its records of one number, with one key */
	AK_EVIDENCE_SPLIT, /* that two complete seals have one height: those, and who signed them */
};

/* Likewise for the proof of a breach, of which there is no one matter. AK_ERR_REFUSED if there is none. */
enum ak_status ak_dossier_choose_evidence(
	struct ak_dossier *dossier, const struct ak_ledger *ledger, enum ak_dossier_evidence of, struct ak_error *err);
void ak_dossier_release(struct ak_dossier *dossier);

/* ---- dossier_signers.c */

/*
 * `<actor> namespaces="akkoord" <key>`, once for each pair that signed a record of the dossier or the charter,
 * sorted.
 */
void ak_dossier_signers(const struct ak_dossier *dossier, struct ak_buf *out);

/*
 * The same pairs with `valid-after` and `valid-before`, a line for each period in which the key was in force; none
 * for a pair that never was. By the times that the records which decided it tell.
 */
enum ak_status ak_dossier_periods(const struct ak_dossier *dossier, struct ak_buf *out, struct ak_error *err);

/* ---- dossier_script.c */

/* verify.sh */
void ak_dossier_script(struct ak_buf *out);

#endif
