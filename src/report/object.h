/* SPDX-License-Identifier: EUPL-1.2 */
/* One object, and all of a type, for people and as JSON. */
#ifndef AK_REPORT_OBJECT_H
#define AK_REPORT_OBJECT_H

#include "json/json.h"
#include "ledger/ledger.h"
#include "report/page.h"

/* Every field with its label and value, who set it, when, for whom, by which decision. */
void ak_object_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_object *object);

/* Puts the same into a document. *document is NULL after want of memory. */
void ak_object_document(struct ak_json **document, const struct ak_ledger *ledger, const struct ak_object *object);

/* dispute.c: what is about it, settled or not, and freezes it; and the same as a list. */
void ak_disputes_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_object *object);
struct ak_json *ak_disputes_document(const struct ak_ledger *ledger, const struct ak_object *object);

/* list.c: objects of a type, in columns. */
enum ak_column_kind {
	AK_COLUMN_FIELD,
	AK_COLUMN_PHASE,
	AK_COLUMN_TITLE, /* what the object is called */
};

struct ak_column {
	enum ak_column_kind kind;
	const struct ak_field *field; /* of AK_COLUMN_FIELD */
};

enum { AK_LIST_COLUMNS_MAX = AK_TABLE_COLUMNS_MAX - 1 };

struct ak_objects {
	const struct ak_type *type;
	const struct ak_object **items; /* ours */
	size_t count;
	struct ak_column columns[AK_LIST_COLUMNS_MAX]; /* beside the name */
	/* 0: those that tell objects apart at a glance, as many as the page holds, and the title */
	unsigned column_count;
};

/* All of them, by name. On AK_OK *objects is the caller's to release. */
enum ak_status ak_objects_find(
	struct ak_objects *objects, const struct ak_ledger *ledger, const struct ak_type *type, struct ak_error *err);
void ak_objects_release(struct ak_objects *objects);

void ak_objects_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_objects *objects);

/* With the fields of its columns, or all. */
struct ak_json *ak_objects_document(const struct ak_ledger *ledger, const struct ak_objects *objects);

/* The types, with how many objects there are of each. */
void ak_types_put(struct ak_page *page, const struct ak_ledger *ledger);
struct ak_json *ak_types_document(const struct ak_ledger *ledger);

/*
 * Walks the objects that exist, by name: start with AK_MAP_END; returns AK_MAP_END after the last. type may be NULL:
 * all types.
 */
uint32_t ak_objects_next(const struct ak_state *state, const char *type, uint32_t at, const struct ak_object **object);

#endif
