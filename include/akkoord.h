/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * libakkoord: reading and verifying a ledger of signed records from a program.
 *
 * Open a replica or a plain folder; everything in it is verified from its bytes, admitted and judged
 * (docs/protocol.md). Then ask: what stands, what became of each record and why, which seals are complete, what an
 * object's fields are and how they came to be. Nothing here writes, signs, prints, or speaks with a network.
 *
 *   char error[AKKOORD_ERROR_SIZE];
 *   struct akkoord *ledger;
 *   if (akkoord_open(&ledger, "/srv/agenda.git", NULL, error) != AKKOORD_OK)
 *           …                                    // error says why in one sentence
 *   printf("%s\n", akkoord_state_root(ledger));
 *   akkoord_close(ledger);
 *
 * A whole program is docs/example.c; `pkg-config --cflags --libs akkoord` says how it is built.
 *
 * Ids are 64 lower-case hex digits; times are `YYYY-MM-DDThh:mm:ssZ`; all texts are UTF-8 and NUL-ended. Texts from
 * records are hostile: escape them where you show them. What is returned is borrowed until akkoord_close, unless said
 * otherwise. One thread at a time may use a struct akkoord.
 */
#ifndef AKKOORD_H
#define AKKOORD_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define AKKOORD_ERROR_SIZE 1024

enum akkoord_status {
	AKKOORD_OK = 0,
	/* it cannot be judged at all: no or an invalid charter, a founding signature or a pinned key that is wrong */
	AKKOORD_NO_LEDGER,
	AKKOORD_TROUBLE,   /* it cannot be read, or memory ran out */
	AKKOORD_USAGE,	   /* a time that is none */
};

struct akkoord; /* opaque */

/*
 * Opens and verifies what path holds. at is NULL, or a time: then the answer is as known then (protocol §11). On
 * AKKOORD_OK *ledger is the caller's, to be closed; else *ledger is untouched and error (AKKOORD_ERROR_SIZE bytes, or
 * NULL) says why.
 */
enum akkoord_status akkoord_open(struct akkoord **ledger, const char *path, const char *at, char *error);
void akkoord_close(struct akkoord *ledger);

/* The ledger id: SHA-256 of the founding charter. */
const char *akkoord_id(const struct akkoord *ledger);

/* The state root, and the state text of the last window whose SHA-256 it is (protocol §9). */
const char *akkoord_state_root(const struct akkoord *ledger);
const char *akkoord_state_text(const struct akkoord *ledger, size_t *size);

/* ---- files that count for nothing (protocol §5): i from 0 to akkoord_refused_count - 1, by path */
size_t akkoord_refused_count(const struct akkoord *ledger);
const char *akkoord_refused_path(const struct akkoord *ledger, size_t i);
const char *akkoord_refused_reason(const struct akkoord *ledger, size_t i);

/* ---- records that were judged: i from 0 to akkoord_record_count - 1, in the order in which they were judged */
size_t akkoord_record_count(const struct akkoord *ledger);
const char *akkoord_record_id(const struct akkoord *ledger, size_t i);
const char *akkoord_record_actor(const struct akkoord *ledger, size_t i);
const char *akkoord_record_time(const struct akkoord *ledger, size_t i);
const char *akkoord_record_kind(const struct akkoord *ledger, size_t i);    /* "propose", "endorse", … */
const char *akkoord_record_verdict(const struct akkoord *ledger, size_t i); /* "in-force", "void:stale", … */

/* ---- complete seals (protocol §10), the lowest first; and the seals of a split, none if there is none */
size_t akkoord_seal_count(const struct akkoord *ledger);
const char *akkoord_seal_id(const struct akkoord *ledger, size_t i);
size_t akkoord_split_count(const struct akkoord *ledger);
const char *akkoord_split_id(const struct akkoord *ledger, size_t i);

/* ---- objects: i from 0 to akkoord_object_count - 1, by name (`afspraak/kennisvisie`) */
size_t akkoord_object_count(const struct akkoord *ledger);
const char *akkoord_object_name(const struct akkoord *ledger, size_t i);

/*
 * The value of a field as read (protocol §6), as canonical JSON, to be freed with free(). NULL if there is no such
 * object or field, or no memory.
 */
char *akkoord_value(const struct akkoord *ledger, const char *object, const char *field);

/* A change that was applied. phase is that in which the object was; value is the change's, as canonical JSON. */
struct akkoord_change {
	const char *record; /* the proposal's id */
	const char *time;   /* when it was proposed */
	const char *decided_by; /* the id of the record that decided it: the proposal's own, or an endorsement's */
	const char *capacity;	/* for whom it was decided */
	const char *op;		/* "create", "set", "add", "remove" */
	const char *field;	/* "" for create */
	const char *phase;
	const char *value;
};

/*
 * Calls each for every change that was applied to an object, in the order in which they applied; what it is given is
 * borrowed for the call. Stops early where each returns non-zero, and returns that. 0 after the last; -1 without
 * memory.
 */
int akkoord_history(const struct akkoord *ledger, const char *object,
	int (*each)(void *context, const struct akkoord_change *change), void *context);

#ifdef __cplusplus
}
#endif

#endif
