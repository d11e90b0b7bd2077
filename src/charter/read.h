/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How a charter is read, inside this room.
 *
 * Reading goes on after a fault, so that whoever writes a charter sees all of them at once: what is broken is
 * told and left out, what stands is kept under its name, so that a reference to it is not a second fault.
 * Who-lists name fields, and phases other types, in any order of the file; so types are read in four passes
 * (type.c).
 */
#ifndef AK_CHARTER_READ_H
#define AK_CHARTER_READ_H

#include "base/arena.h"
#include "charter/charter.h"

struct ak_charter_memory {
	struct ak_arena arena;
};

/* A place in the file. It lives on the stack of whoever reads there and is written out only for a fault. */
struct ak_place {
	const struct ak_place *up; /* NULL: the whole charter */
	const char *key;           /* NULL: item `index` of a list */
	size_t index;
};

static inline struct ak_place ak_place_key(const struct ak_place *up, const char *key)
{
	return (struct ak_place){.up = up, .key = key};
}

static inline struct ak_place ak_place_item(const struct ak_place *up, size_t index)
{
	return (struct ak_place){.up = up, .index = index};
}

struct ak_type_draft;

struct ak_charter_reader {
	struct ak_charter *charter;
	struct ak_arena *arena;
	ak_charter_fault *fault; /* or NULL */
	void *context;
	struct ak_error *err;
	enum ak_status status;        /* AK_OK, AK_ERR_FORMAT after a fault, AK_ERR_MEMORY for good */
	struct ak_map names;          /* party, body and office names -> the word for what has it */
	struct ak_type_draft *drafts; /* one for each of charter->types */
};

/* Tells a fault. The sentence names the rule and its section. Nothing is told any more after want of memory. */
void ak_charter_refuse(struct ak_charter_reader *reader, const struct ak_place *place, const char *format,
	...) __attribute__((format(printf, 3, 4)));

/* Want of memory: the reading ends without a charter, whatever faults there were. */
void ak_charter_no_memory(struct ak_charter_reader *reader);

/* A stranger's text for in a sentence, cut short. ak_shown(text).text lives to the end of the full expression. */
struct ak_shown {
	char text[88];
};
struct ak_shown ak_shown(const char *text);

/* Room for count zeroed items, or NULL after ak_charter_no_memory. */
void *ak_read_alloc(struct ak_charter_reader *reader, size_t count, size_t item_size);

/* A copy that lives as long as the charter; "" after ak_charter_no_memory. */
const char *ak_read_copy(struct ak_charter_reader *reader, const char *text);

/* The kinds of JSON that a key may have. */
enum {
	AK_IS_NULL = 1 << AK_JSON_NULL,
	AK_IS_BOOL = 1 << AK_JSON_BOOL,
	AK_IS_INT = 1 << AK_JSON_INT,
	AK_IS_TEXT = 1 << AK_JSON_TEXT,
	AK_IS_LIST = 1 << AK_JSON_ARRAY,
	AK_IS_OBJECT = 1 << AK_JSON_OBJECT,
};

/* Whether json is of one of the kinds; told if not. */
bool ak_read_kind(struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json,
	unsigned kinds);

/* One key that an object may have: a shape is a table of them. */
struct ak_shape {
	const char *key;
	unsigned kinds;
	bool required;
};

/*
 * Reads an object by its shape: unknown keys, missing keys and wrong kinds are told. given[i] is the value of
 * shape[i], NULL where it is missing or of a wrong kind. All are NULL, and false is returned, if json is no
 * object.
 */
bool ak_read_shape(struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json,
	const struct ak_shape *shape, size_t count, const struct ak_json **given);

/* A copy of a text value; "" for NULL. */
const char *ak_read_text(struct ak_charter_reader *reader, const struct ak_json *json);

/* A list of distinct texts with at least one item. False, with *texts left empty, if it is none: told. */
bool ak_read_texts(struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json,
	struct ak_texts *texts);

/* The same for a list that may be empty. */
bool ak_read_texts_or_none(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_json *json, struct ak_texts *texts);

/* The form of a name (protocol §1) and the reserved words (§4); told if it breaks them. */
void ak_read_name(struct ak_charter_reader *reader, const struct ak_place *place, const char *name);

/* Puts a name in a map; want of memory is told. */
void ak_read_put(struct ak_charter_reader *reader, struct ak_map *map, const char *name, void *value);

/* capacity.c: the sections of a charter that say who there is. Each takes NULL for a section that is not there. */
void ak_read_parties(
	struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json);
void ak_read_bodies(
	struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json);
void ak_read_offices(
	struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json);
void ak_read_seal(struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json);
void ak_read_amend(
	struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json);

/* type.c */
void ak_read_types(
	struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json);

/* What a field may have besides its type; in the order of the table in field.c. */
enum ak_option {
	AK_OPTION_TYPE,
	AK_OPTION_NAME,
	AK_OPTION_HELP,
	AK_OPTION_REQUIRED,
	AK_OPTION_EXPECTED,
	AK_OPTION_BY,
	AK_OPTION_MIN,
	AK_OPTION_MAX,
	AK_OPTION_UNIT,
	AK_OPTION_VALUES,
	AK_OPTION_INITIAL,
	AK_OPTION_MOVES,
	AK_OPTION_TO,
	AK_OPTION_OF,
	AK_OPTION_COUNT,
};

/* A field between the passes. */
struct ak_field_draft {
	struct ak_field *field;
	const struct ak_json *given[AK_OPTION_COUNT]; /* NULL: left out, or of a wrong kind */
};

/* A type between the passes. */
struct ak_type_draft {
	struct ak_type *type;
	struct ak_field_draft *fields; /* type->field_count */
	const struct ak_json *json;    /* NULL if it is no object */
	const struct ak_json *phase;   /* NULL: left out, or of a wrong kind */
	const struct ak_json *create;
	const struct ak_json *freezes;
	bool has_phase; /* there is a `phase`, be it a broken one */
};

/* field.c: all of a field but its `by` and `moves`. draft->field has its name. */
void ak_read_field(struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json,
	struct ak_field_draft *draft);

/* phase.c: what `phase` names, for all types; then circles. */
void ak_read_phases(struct ak_charter_reader *reader, const struct ak_place *types);

/* who.c: a who-list whose `@` items name fields of type, and a `by` or `create` of it. */
void ak_read_who_list(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_json *json, const struct ak_type *type, struct ak_who_list *list);
void ak_read_rules(struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json,
	const struct ak_type_draft *draft, struct ak_rules *rules);

/* Whether there is a body, office or party of that name. */
bool ak_is_capacity(const struct ak_charter *charter, const char *name);

/* move.c: `moves` of a field. */
void ak_read_moves(struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json,
	const struct ak_type *type, struct ak_field *field);

#endif
