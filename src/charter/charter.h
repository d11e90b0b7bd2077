/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The charter (protocol §4): who may alter which field in which phase, and how many seats a decision needs.
 *
 * A charter that was parsed keeps every rule of §4; nobody needs to ask again. It is read-only, lists are in the order
 * of the file, and everything in it lives until ak_charter_free. Texts are UTF-8 and come from strangers.
 */
#ifndef AK_CHARTER_CHARTER_H
#define AK_CHARTER_CHARTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/id.h"
#include "base/map.h"
#include "json/json.h"

struct ak_texts {
	const char **items;
	uint32_t count;
};

struct ak_party {
	const char *name;
	const char *label; /* `name` in the file */
	const char *key;
};

struct ak_body {
	const char *name;
	const char *label;
	uint32_t rank;
	uint32_t quorum;
	struct ak_texts seats; /* party names; at most 64, so a set of seats is a uint64_t */
};

struct ak_office {
	const char *name;
	const char *label;
	uint32_t rank;
	struct ak_texts appointed_by; /* bodies */
};

/* An item of a who-list (protocol §4). */
enum ak_who_kind {
	AK_WHO_CAPACITY, /* a body, office or party: capacity */
	AK_WHO_SEAT,	 /* `<body>@<field>`: capacity is the body; the seat of the party that field holds, alone */
	AK_WHO_ACTOR,	 /* `@<field>`: the actor that field holds, as `self` */
};

struct ak_who {
	enum ak_who_kind kind;
	const char *text;     /* as written */
	const char *capacity; /* NULL for AK_WHO_ACTOR */
	const char *field;    /* NULL for AK_WHO_CAPACITY */
};

struct ak_who_list {
	const struct ak_who *items;
	uint32_t count;
};

/* One row of a `by` or `create`: a plain who-list is one row with phase "*". */
struct ak_rule {
	const char *phase;
	struct ak_who_list who;
};

struct ak_rules {
	const struct ak_rule *items;
	uint32_t count; /* 0: left out, nobody */
};

enum ak_field_type {
	AK_FIELD_TEXT,
	AK_FIELD_INT,
	AK_FIELD_BOOL,
	AK_FIELD_DATE,
	AK_FIELD_ENUM,
	AK_FIELD_PARTY,
	AK_FIELD_ACTOR,
	AK_FIELD_REF,
	AK_FIELD_RECORD,
	AK_FIELD_FILE,
	AK_FIELD_SET,
	AK_FIELD_KEY, /* only in built-in objects (protocol §6) */
};

struct ak_move {
	const char *from;
	const char *to;
	struct ak_who_list by;
	struct ak_texts needs; /* fields of this type */
	bool pin;
};

struct ak_field {
	const char *name;
	const char *label; /* `name` in the file, or the field's own name */
	const char *help;  /* or NULL */
	enum ak_field_type type;
	enum ak_field_type of; /* AK_FIELD_SET only: text, party, actor, ref or enum */
	bool required;
	bool expected;
	bool has_min, has_max;
	int64_t min, max;
	const char *unit;	/* or NULL */
	const char *to;		/* ref, set of ref: a type's name, or "*" */
	struct ak_texts values; /* enum, set of enum */
	const char *initial;	/* enum, or NULL */
	struct ak_rules by;	/* count 0: nobody (or moves) */
	bool has_moves;
	const struct ak_move *moves;
	uint32_t move_count;
};

struct ak_type {
	const char *name;
	const char *label; /* `name` in the file */
	const struct ak_field *phase; /* or NULL: an enum with moves, or a required ref (protocol §4) */
	struct ak_rules create;
	const struct ak_field *fields; /* in the order of the file */
	uint32_t field_count;
	struct ak_map by_name;	       /* field name -> struct ak_field *; empty in built-in types: ask ak_type_field */
	const struct ak_field *freeze; /* the field of `freezes`, or NULL */
	struct ak_texts freeze_while;
	struct ak_texts freeze_except;
};

struct ak_charter {
	const char *name;
	const struct ak_party *parties;
	uint32_t party_count;
	const struct ak_body *bodies;
	uint32_t body_count;
	const struct ak_office *offices;
	uint32_t office_count;
	const struct ak_body *seal_body; /* NULL: no seals */
	const char *seal_by;		 /* a party, or NULL */
	struct ak_texts amend;		 /* bodies */
	const struct ak_type *types;
	uint32_t type_count;
	struct ak_id digest; /* SHA-256 of the canonical JSON */
	/* what stands behind: */
	struct ak_map party_names, body_names, office_names, type_names;
	struct ak_charter_memory *memory;
};

/*
 * A fault of a charter: the place in the file as a path (`types.afspraak.fields.termijn.by.concept[0]`), the rule it
 * breaks and what to do, as one sentence without a full stop. Both borrowed for the call.
 */
typedef void ak_charter_fault(void *context, const char *place, const char *sentence);

/*
 * Reads and checks a charter. On success *charter is the caller's. A charter that breaks a rule is AK_ERR_FORMAT, err
 * says "<place>: <sentence>" of the first fault; fault (may be NULL) is called for every fault found, in the order
 * of the file as far as that can be. The canonical size limit of §1 is checked here, the file's is the caller's.
 */
enum ak_status ak_charter_parse(struct ak_charter **charter, const struct ak_json *json, ak_charter_fault *fault,
	void *context, struct ak_error *err);
void ak_charter_free(struct ak_charter *charter);

/* NULL where there is none of that name. */
const struct ak_party *ak_charter_party(const struct ak_charter *charter, const char *name);
const struct ak_body *ak_charter_body(const struct ak_charter *charter, const char *name);
const struct ak_office *ak_charter_office(const struct ak_charter *charter, const char *name);
const struct ak_type *ak_charter_type(const struct ak_charter *charter, const char *name);
const struct ak_field *ak_type_field(const struct ak_type *type, const char *name);

/* The enum field that a type's phase comes down to, its own or that of a type it follows; NULL where it has none. */
const struct ak_field *ak_phase_field(const struct ak_charter *charter, const struct ak_type *type);

/* The position of a party among a body's seats, or -1. */
int ak_body_seat(const struct ak_body *body, const char *party);

/*
 * The who-list that holds in a phase: the row of that phase, else the row "*", else an empty list. "" meets "*" only.
 */
struct ak_who_list ak_rules_find(const struct ak_rules *rules, const char *phase);

/* The move from one value to another, or NULL. */
const struct ak_move *ak_field_move(const struct ak_field *field, const char *from, const char *to);

bool ak_texts_have(const struct ak_texts *texts, const char *text);

/* The word in the charter for a field type: "text", "int", … */
const char *ak_field_type_name(enum ak_field_type type);

/*
 * The types of built-in objects (protocol §6): party, actor, seat, office. NULL for another name. They have fields
 * and labels, and no rules: who may alter them is the judge's table.
 */
const struct ak_type *ak_builtin_type(const char *name);

/* The type of an object by its name, `<type>/<name>`: a built-in one, or one of the charter; NULL if there is none. */
const struct ak_type *ak_charter_type_of(const struct ak_charter *charter, const char *object);

#endif
