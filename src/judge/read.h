/* SPDX-License-Identifier: EUPL-1.2 */
/* Values as they are read, phases, and the facts of an actor, in the state of a moment (protocol §4, §6, §8). */
#ifndef AK_JUDGE_READ_H
#define AK_JUDGE_READ_H

#include "judge/state.h"

/* The type of an object by the charter in force, or of a built-in one; NULL if there is none. */
const struct ak_type *ak_type_of(const struct ak_state *state, const struct ak_object *object);
const struct ak_type *ak_type_named(const struct ak_state *state, const char *type);

/*
 * Whether a ref is to an object of a type that the field admits; protocol §6: "a `ref` to another type than the
 * field's `to`, is null"
 */
bool ak_ref_suits(const struct ak_field *field, const char *ref);

/* A field's value as read, by the charter in force. Of a set only the kind: its members are ak_read_members. */
struct ak_value ak_read(const struct ak_object *object, const struct ak_field *field);

/* The members of a set field as read, or NULL where there are none. */
const struct ak_map *ak_read_members(const struct ak_object *object, const struct ak_field *field);

/* The members (NULL: none) as a canonical JSON array, appended. */
void ak_members_canonical(const struct ak_map *members, struct ak_buf *out);

/* The text of a field as read, or NULL where it is null or another kind, or the type has no such field. */
const char *ak_text_read(const struct ak_object *object, const struct ak_type *type, const char *field);

/* The phase of an object; "" where its type has none. */
const char *ak_phase_of(const struct ak_state *state, const struct ak_object *object);

/* An actor, or a party's root, as the state knows it. */
struct ak_actor {
	bool exists;
	bool is_party;
	const char *party; /* its own name for a party */
	const char *key;
	bool revoked;
	int32_t until; /* days; INT32_MAX: no end */
};
struct ak_actor ak_actor_of(const struct ak_state *state, const char *name);

/* What a proposal is for (protocol §5, `for`), by a charter. */
enum ak_capacity_kind {
	AK_CAPACITY_NONE, /* no capacity of that charter */
	AK_CAPACITY_PARTY,
	AK_CAPACITY_BODY,
	AK_CAPACITY_OFFICE,
	AK_CAPACITY_SEAT,
	AK_CAPACITY_SELF,
};

struct ak_capacity {
	enum ak_capacity_kind kind;
	const char *text;	    /* as written */
	const struct ak_body *body; /* body, seat */
	const char *party;	    /* party, seat */
	uint32_t rank;		    /* protocol §8 */
	uint32_t needed;	    /* seats */
};
struct ak_capacity ak_capacity_of(const struct ak_charter *charter, const char *text);

/*
 * The seats that an actor holds for a capacity in the state (protocol §8): bits by their place in the body's list, or
 * bit 0. proposer is the actor of the proposal. The actor's key and status are not looked at.
 */
uint64_t ak_seats_of(const struct ak_state *state, const struct ak_capacity *capacity, const char *actor,
	const char *proposer);

/* The holders of the seat that a party has in a body (built in, so it is there); NULL where there are none. */
const struct ak_map *ak_holders_of(const struct ak_state *state, const struct ak_body *body, const char *party);

/* Who holds an office of the charter in force, or NULL. */
const char *ak_holder_of(const struct ak_state *state, const char *office);

unsigned ak_seats_count(uint64_t seats);

/*
 * protocol §6: whether an object exists for a proposal: its creator is the proposal, an ancestor of it, or the
 * founding.
 */
bool ak_exists_for(const struct ak_state *state, const struct ak_object *object, uint32_t proposal);

#endif
