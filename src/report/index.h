/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A judged ledger turned over for reading: what belongs to what, what refers to what, what happened to what.
 *
 * Which field says that an object belongs under another, which one is its party, its term or its progress, follows
 * from the charter alone: from the types of fields, from references and from moves. The words in it mean nothing
 * here.
 */
#ifndef AK_REPORT_INDEX_H
#define AK_REPORT_INDEX_H

#include "judge/read.h"
#include "ledger/ledger.h"

#define AK_NODE_NONE UINT32_MAX

/* What the fields of a type are to a reader. Each NULL where there is none. */
struct ak_role {
	const struct ak_type *type;
	const struct ak_field *title;	 /* the first required text, else the first text */
	const struct ak_field *status;	 /* an enum of its own with moves: its phase, else the first */
	const struct ak_field *party;	 /* the first of type party */
	const struct ak_field *term;	 /* the first that is one, see ledger/course.h */
	const struct ak_field *progress; /* likewise */
	const struct ak_field *nature;	 /* likewise: of a promise, what kind of obligation it is */
	uint32_t depth;	/* how many types, at most, lie above it by references */
	bool disputes;	/* objects of it freeze others */
};

/* One object that exists, in the order of names. */
struct ak_node {
	const struct ak_object *object;
	const struct ak_role *role; /* NULL: the charter in force has no such type, and it is no built-in one */
	bool finished;		    /* it, or what its phase follows, has run its course */
	uint32_t parent;	    /* the node that it belongs under, or AK_NODE_NONE */
	uint32_t child, sibling;    /* the first node under it, the next one under its parent */
	uint32_t first_effect, effect_count; /* in index->effects, in the order in which they applied */
	uint32_t first_out, out_count;	     /* in index->edges */
	uint32_t first_in, in_count;	     /* in index->incoming */
};

/* A reference that stands now. */
struct ak_edge {
	uint32_t from, to; /* nodes */
	const struct ak_field *field;
};

/* What a proposal would change that is not in force: it is pending, was taken back, or is void. */
struct ak_proposed {
	const char *object; /* "": the charter */
	uint32_t proposal, place; /* and its place in the order */
	bool pending;
};

struct ak_index {
	const struct ak_ledger *ledger;
	const struct ak_state *state;
	struct ak_role *roles; /* of the charter's types in order, then of the four built-in ones */
	uint32_t role_count;
	struct ak_map by_name; /* of nodes */
	struct ak_node *nodes;
	uint32_t node_count;
	uint32_t first_root; /* the others are its siblings: first those under which something is */
	const struct ak_effect **effects; /* by node */
	struct ak_edge *edges;		  /* by from, then field by field */
	uint32_t edge_count;
	const struct ak_edge **incoming; /* by to, then from */
	uint32_t *judged;		 /* records that were judged, in their order */
	uint32_t judged_count;
	const struct ak_effect **amends; /* in their order */
	uint32_t amend_count;
	struct ak_proposed *proposed; /* by object, what is pending first, then in order */
	size_t proposed_room;
	uint32_t proposed_count;
};

/* ledger is borrowed. On AK_OK *index is the caller's to release. */
enum ak_status ak_index_init(struct ak_index *index, const struct ak_ledger *ledger, struct ak_error *err);
void ak_index_release(struct ak_index *index);

/* The node of that name, or NULL. */
const struct ak_node *ak_index_find(const struct ak_index *index, const char *name);
uint32_t ak_node_number(const struct ak_index *index, const struct ak_node *node);

/*
 * The first of what was proposed about an object (NULL: the charter) and is not in force, and, through count, how
 * many changes those are.
 */
const struct ak_proposed *ak_index_proposed(const struct ak_index *index, const char *object, uint32_t *count);

/* How deep a node lies below another that is above it, or below the top (AK_NODE_NONE). */
uint32_t ak_node_depth(const struct ak_index *index, uint32_t node, uint32_t top);

/* The next node of the tree within top (AK_NODE_NONE: of all roots), or AK_NODE_NONE; begin with node AK_NODE_NONE. */
uint32_t ak_index_walk(const struct ak_index *index, uint32_t top, uint32_t node);

/* How many there are below it. */
uint32_t ak_index_below(const struct ak_index *index, uint32_t top);

/* The charter by which a record at a place in the order was judged. */
const struct ak_charter *ak_index_charter_at(const struct ak_index *index, uint32_t place);

/* The latest time that a record tells that was judged. */
int64_t ak_index_newest(const struct ak_index *index);

/* The moment at which a proposal was decided, in seconds, and the place in the order; its own where it was not. */
int64_t ak_decided_time(const struct ak_index *index, uint32_t proposal);
uint32_t ak_decided_place(const struct ak_ledger *ledger, uint32_t proposal);

/* Whether a complete seal covers the record, and which (position), or AK_POSITION_NONE. */
uint32_t ak_sealed_by(const struct ak_index *index, uint32_t record);

/* ---- how things stand with an object */

/* The text of a role's field, or NULL. */
const char *ak_node_text(const struct ak_node *node, const struct ak_field *field);

/* Its term, in days; false where there is none. */
bool ak_node_term(const struct ak_node *node, int32_t *days);

/* It is not finished and a term of it was before today. */
bool ak_node_overdue(const struct ak_node *node, int32_t today);

/* What it is by its role's nature: "resultaat". NULL where it is no promise, or that is not told. */
const char *ak_node_nature(const struct ak_node *node);

/* Whether it is a promise: some party's, with a term or a status, and it does not freeze others. */
bool ak_node_is_promise(const struct ak_node *node);

/*
 * A promise whose status is the end that its moves aim at. One that is finished and not delivered ended otherwise:
 * dropped, taken back, or left behind where what it belongs to was closed.
 */
bool ak_node_is_delivered(const struct ak_node *node);

/* How many expected fields have no value. What is finished lacks nothing any more. */
uint32_t ak_node_gaps(const struct ak_node *node);
bool ak_node_lacks(const struct ak_node *node, const struct ak_field *field);

#endif
