/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What of one period goes on in the next: the objects that belong to an object (their phase follows it), and are not
 * finished by themselves, made anew under its successor. Each new one names the old one in its link, the first set of
 * references of its type that takes anything or its own kind. All of it follows from the charter.
 */
#ifndef AK_CLI_CARRY_H
#define AK_CLI_CARRY_H

#include "cli/batch.h"
#include "cli/slug.h"
#include "ledger/ledger.h"

struct ak_carried {
	const struct ak_object *object; /* the old one */
	const struct ak_type *type;
	char name[AK_OBJECT_MAX + 1]; /* of the new one */
	bool there;		      /* it exists already: carried before */
	bool placed;		      /* in the batch */
};

struct ak_carry {
	const struct ak_state *state;
	const struct ak_object *from;
	const char *to; /* the successor's whole name */
	const struct ak_object *successor; /* NULL: it is still to be made */
	const char *const *without; /* fields that are left out; NULL-ended */
	struct ak_carried *items; /* by name of the old one */
	size_t count, room;
};

/* The field of a type that tells where an object came from, or NULL. */
const struct ak_field *ak_carry_link(const struct ak_type *type);

/*
 * Finds what is carried over and how it will be called. On AK_OK *carry is the caller's to release; to, from and
 * without are borrowed.
 */
enum ak_status ak_carry_find(struct ak_carry *carry, const struct ak_ledger *ledger, const struct ak_object *from,
	const char *to, const char *const *without, struct ak_error *err);
void ak_carry_release(struct ak_carry *carry);

/* Appends the changes that make what is not there yet, what is referred to before what refers to it. */
void ak_carry_write(struct ak_carry *carry, struct ak_batch *batch);

#endif
