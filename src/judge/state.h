/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The state that the fold changes: objects with their fields, the charter in force, and what was said of each record.
 *
 * Every change goes through these functions and is noted in a journal, so that a proposal applies as a whole or not
 * at all and a seal can be tried: ak_state_mark, changes, ak_state_rollback. Memory that runs out is remembered in
 * `failed`; a fold tests it now and then and gives up.
 */
#ifndef AK_JUDGE_STATE_H
#define AK_JUDGE_STATE_H

#include "base/arena.h"
#include "base/map.h"
#include "charter/charter.h"
#include "judge/admit.h"
#include "judge/verdict.h"
#include "record/value.h"

/* Who wrote a value or made an object, where it was no record: the founding. */
#define AK_BY_FOUNDING (UINT32_MAX - 1)

/* What the fields of an actor or party come to, once it was asked; see ak_actor_of. */
struct ak_actor_facts {
	bool known;
	bool revoked;
	int32_t until; /* days, the last of them included; INT32_MAX: no end */
	const char *party, *key;
};

/* A field as stored: what was last written, whatever the charter now says of it. */
struct ak_cell {
	const char *field;
	struct ak_value value;	/* of a set only the kind; its members are: */
	struct ak_map *members; /* text -> nothing */
	uint32_t by;		/* position of the proposal, or AK_BY_FOUNDING */
	bool written;		/* false: a cell that a rollback emptied */
};

struct ak_object {
	const char *name; /* type/name */
	const char *type; /* the part before the slash */
	const struct ak_type *typed; /* what that is by the charter in `typed_by`; see ak_type_of */
	const struct ak_charter *typed_by;
	struct ak_cell *cells; /* sorted by field */
	uint32_t cell_count;
	size_t cell_room;
	uint32_t created_by; /* position, or AK_BY_FOUNDING: there for all */
	bool exists;	     /* false: a creation that was rolled back */
	bool sought;	     /* of a part of a ledger: whether it exists is known */
	bool touched;	     /* in this window */
	bool sealed;	     /* it existed at the window's start; then: */
	struct ak_id digest; /* its digest there */
	struct ak_id next;   /* its digest when the state text was last written */
	struct ak_actor_facts facts; /* until a field changes */
	/* Objects that ever named this one as what they belong to, and all that freeze it; to be asked again what they do now. */
	struct ak_object **members, **freezers;
	uint32_t member_count, freezer_count;
	size_t member_room, freezer_room;
	struct ak_id scope; /* its digest as pins cover it (protocol §7), in: */
	uint64_t scope_of;  /* this version of the state; 0: not asked yet */
};

/* An applied change, for whoever asks later which rule allowed it. */
struct ak_effect {
	uint32_t proposal; /* position */
	uint32_t change;   /* its number in the proposal */
	const struct ak_object *object; /* NULL for amend */
	const char *phase;		/* in which it was judged */
	const struct ak_charter *charter; /* by which */
	bool effective;			/* false: an add or remove that changed nothing */
};

/* What the judge says of one record. */
struct ak_judged {
	uint8_t verdict; /* enum ak_verdict */
	uint8_t reason;	 /* enum ak_reason */
	uint8_t fault;	 /* of a void proposal: the number of the change at fault, or of changes if none */
	uint8_t rank;	 /* in its window */
	uint32_t window; /* the height of the seal that closes it; 0: not judged */
	uint32_t place;	 /* in the order of all records judged, from 0 */
	uint32_t decided_by; /* the record that counted the last seat, or AK_POSITION_NONE */
	/*
	 * Of a void proposal: whose value, object or freeze stood in the way, or AK_BY_FOUNDING; of a fork, the last
	 * accepted record of the other history; else AK_POSITION_NONE.
	 */
	uint32_t against;
	/* enum ak_reason: what was wrong with who signed it (steps 1 and 2), also where it stays open as a draft */
	uint8_t signer;
	uint64_t counted;    /* seats, by their place in the body's list; bit 0 for an office, party, seat or self */
};

enum ak_entry_kind {
	AK_ENTRY_CELL,
	AK_ENTRY_MEMBER_ADDED,
	AK_ENTRY_MEMBER_REMOVED,
	AK_ENTRY_CREATED,
	AK_ENTRY_CHARTER,
	AK_ENTRY_JUDGED,
	AK_ENTRY_ACCEPTED,
};

struct ak_journal_entry {
	enum ak_entry_kind kind;
	uint32_t position; /* record, owner, or the charter's record */
	struct ak_object *object;
	union {
		struct ak_cell cell;
		struct { /* a member's set and text, and whose the set was */
			struct ak_map *members;
			const char *member;
			const char *field;
			uint32_t by;
		};
		const struct ak_charter *charter;
		struct ak_judged judged;
		uint32_t accepted;
	};
};

/* Actors that were asked for last, by where the name lies that they were asked by; see ak_actor_of. */
enum { AK_ACTORS_NEAR = 127 };

struct ak_state {
	const struct ak_admission *admission; /* borrowed, as is all that records hold */
	const struct ak_charter *charter;     /* in force */
	uint32_t charter_by;		      /* the record whose amend is in force, or AK_BY_FOUNDING */
	struct ak_map objects;		      /* name -> struct ak_object *, those not existing included */
	struct ak_object *near[AK_ACTORS_NEAR];
	struct ak_judged *judged;	      /* of each record */
	uint32_t *accepted;		      /* of each owner, its last accepted record (protocol §8), or none */
	uint32_t *opened;		      /* proposals that were ever open, in order */
	uint32_t opened_count;
	uint32_t closed_count; /* the first so many of them are open no more: an amend came into force */
	size_t opened_room;
	struct ak_effect *effects; /* in the order in which they applied */
	uint32_t effect_count;
	size_t effect_room;
	struct ak_object **touched; /* in this window */
	uint32_t touched_count;
	size_t touched_room;
	uint32_t *reopened; /* records of earlier windows whose verdict changed in this one */
	uint32_t reopened_count;
	size_t reopened_room;
	uint32_t window; /* the number of the window being judged, from 1 */
	uint32_t place;	 /* of the next record */
	const struct ak_charter *indexed_for; /* the charter that members and freezers were noted by */
	struct ak_journal_entry *journal;
	size_t journal_count, journal_room;
	/* Of all that is read of objects: another with each change, and the one before again where that is taken back. */
	uint64_t version, last_version;
	struct ak_charter **charters; /* owned: those of amends */
	size_t charter_count, charter_room;
	struct ak_map **sets; /* owned */
	size_t set_count, set_room;
	struct ak_arena arena;
	struct ak_beyond *beyond; /* of a part of a ledger; NULL: all is here */
	bool failed;
};

/* The state of the founding. founding is borrowed. AK_ERR_MEMORY leaves nothing. */
enum ak_status ak_state_init(struct ak_state *state, const struct ak_admission *admission,
	const struct ak_charter *founding, struct ak_error *err);
void ak_state_release(struct ak_state *state);

/* The object of that name, or NULL if it does not exist (yet). */
struct ak_object *ak_state_find(const struct ak_state *state, const char *name);
struct ak_object *ak_state_find_in(const struct ak_state *state, const char *type, const char *name);

/* The stored cell of a field, or NULL if it was never written. */
const struct ak_cell *ak_object_cell(const struct ak_object *object, const char *field);

/* A moment to come back to. */
struct ak_mark {
	uint64_t version;
	size_t journal;
	uint32_t opened, closed, effects, reopened, place;
};
struct ak_mark ak_state_mark(const struct ak_state *state);
void ak_state_rollback(struct ak_state *state, struct ak_mark mark);

/* ---- changes; each is undone by a rollback */

/* The new object, existing, without fields. name must outlive the state. NULL without memory. */
struct ak_object *ak_state_create(struct ak_state *state, const char *name, uint32_t by);

/* Writes a value (a set's items are copied into members). */
void ak_state_write(struct ak_state *state, struct ak_object *object, const char *field,
	const struct ak_value *value, uint32_t by);

/*
 * Puts a member into a set field, or takes it out; the stored cell becomes a set if it was none. Returns whether
 * anything changed.
 */
bool ak_state_add(struct ak_state *state, struct ak_object *object, const char *field, const char *member, uint32_t by);
bool ak_state_remove(struct ak_state *state, struct ak_object *object, const char *field, const char *member, uint32_t by);

/*
 * Puts a charter in force; the state owns it from now on (also on failure). New parties, seats and offices come to be
 * (protocol §8).
 */
void ak_state_amend(struct ak_state *state, struct ak_charter *taken, uint32_t by);

/*
 * What is said of a record. Of one of an earlier window that is now said otherwise it is noted: the state text tells
 * it anew.
 */
void ak_state_judge(struct ak_state *state, uint32_t record, const struct ak_judged *judged);

/* protocol §8, `fork`: the last accepted record of an owner is now this one. */
void ak_state_accept(struct ak_state *state, uint32_t owner, uint32_t record);

/* Notes an open proposal, and what was applied. */
void ak_state_open(struct ak_state *state, uint32_t record);
void ak_state_effect(struct ak_state *state, const struct ak_effect *effect);

/* ---- the indexes */

/*
 * Objects that may belong to, or freeze, another: noted when their field is written. These bring those of an object
 * up to the charter in force.
 */
void ak_state_members(struct ak_state *state, struct ak_object *object);
void ak_state_freezers(struct ak_state *state, struct ak_object *object);

/* ---- of a part of a ledger, see judge/beyond.h */

/* Notes that there is no object of that name. name must outlive the state. */
void ak_state_absent(struct ak_state *state, const char *name);

/* What was changed since mark stays, whatever is rolled back: it was so before, and only not known. */
void ak_state_settle(struct ak_state *state, struct ak_mark mark);

/* Ends a window, of which the state text has just been written: its end is the next one's start. */
void ak_state_next_window(struct ak_state *state);

#endif
