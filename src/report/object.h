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

/* list.c: all objects of a type, in columns: name, phase, what tells them apart, what they are called. */
void ak_objects_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_type *type);
struct ak_json *ak_objects_document(const struct ak_ledger *ledger, const struct ak_type *type);

/* The types, with how many objects there are of each. */
void ak_types_put(struct ak_page *page, const struct ak_ledger *ledger);
struct ak_json *ak_types_document(const struct ak_ledger *ledger);

/* How many objects of a type there are. */
uint32_t ak_objects_count(const struct ak_state *state, const char *type);

/*
 * Walks the objects that exist, by name: start with AK_MAP_END; returns AK_MAP_END after the last. type may be NULL: all types.
 */
uint32_t ak_objects_next(const struct ak_state *state, const char *type, uint32_t at, const struct ak_object **object);

#endif
