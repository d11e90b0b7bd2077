/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/read.h"

#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "base/limits.h"
#include "json/json.h"

const struct ak_type *ak_type_named(const struct ak_state *state, const char *type)
{
	const struct ak_type *builtin = ak_builtin_type(type);
	return builtin ? builtin : ak_charter_type(state->charter, type);
}

/* A state keeps all charters that were ever in force, so that no two of them are at one address. */
const struct ak_type *ak_type_of(const struct ak_state *state, const struct ak_object *object)
{
	if (object->typed_by != state->charter) {
		struct ak_object *noted = (struct ak_object *)object;
		noted->typed = ak_type_named(state, object->type);
		noted->typed_by = state->charter;
	}
	return object->typed;
}

bool ak_ref_suits(const struct ak_field *field, const char *ref)
{
	const char *to = field->to;
	size_t size = strlen(to);
	return strcmp(to, "*") == 0 || (strncmp(ref, to, size) == 0 && ref[size] == '/');
}

static bool kind_suits(const struct ak_value *value, const struct ak_field *field)
{
	switch (field->type) {
	case AK_FIELD_INT:
		return value->kind == AK_VALUE_INT;
	case AK_FIELD_BOOL:
		return value->kind == AK_VALUE_BOOL;
	case AK_FIELD_SET:
		return value->kind == AK_VALUE_SET;
	case AK_FIELD_REF:
		return value->kind == AK_VALUE_TEXT && ak_ref_suits(field, value->text);
	case AK_FIELD_TEXT:
	case AK_FIELD_DATE:
	case AK_FIELD_ENUM:
	case AK_FIELD_PARTY:
	case AK_FIELD_ACTOR:
	case AK_FIELD_RECORD:
	case AK_FIELD_FILE:
	case AK_FIELD_KEY:
		return value->kind == AK_VALUE_TEXT;
	}
	return false;
}

struct ak_value ak_read(const struct ak_object *object, const struct ak_field *field)
{
	const struct ak_cell *cell = ak_object_cell(object, field->name);
	struct ak_value value = {.kind = AK_VALUE_NULL};
	if (cell && kind_suits(&cell->value, field))
		value = cell->value;
	if (field->type == AK_FIELD_SET)
		return (struct ak_value){.kind = AK_VALUE_SET};
	/* protocol §6: "a field with `moves` whose value is null or not among its" `values` is its `initial` */
	if (field->has_moves && (value.kind == AK_VALUE_NULL || !ak_texts_have(&field->values, value.text)))
		value = (struct ak_value){.kind = AK_VALUE_TEXT, .text = field->initial};
	return value;
}

const struct ak_map *ak_read_members(const struct ak_object *object, const struct ak_field *field)
{
	const struct ak_cell *cell = ak_object_cell(object, field->name);
	bool is_set = cell && field->type == AK_FIELD_SET && cell->value.kind == AK_VALUE_SET;
	return is_set && cell->members->count > 0 ? cell->members : NULL;
}

void ak_members_canonical(const struct ak_map *members, struct ak_buf *out)
{
	const char *comma = "";
	ak_buf_char(out, '[');
	for (uint32_t i = members ? ak_map_first(members) : AK_MAP_END; i != AK_MAP_END; i = ak_map_next(members, i)) {
		ak_buf_text(out, comma);
		ak_json_string(ak_map_key(members, i), out);
		comma = ",";
	}
	ak_buf_char(out, ']');
}

const char *ak_text_read(const struct ak_object *object, const struct ak_type *type, const char *field)
{
	const struct ak_field *it = type ? ak_type_field(type, field) : NULL;
	if (!it)
		return NULL;
	struct ak_value value = ak_read(object, it);
	return value.kind == AK_VALUE_TEXT ? value.text : NULL;
}

const char *ak_phase_of(const struct ak_state *state, const struct ak_object *object)
{
	while (object) {
		const struct ak_type *type = ak_type_of(state, object);
		if (!type || !type->phase)
			return "";
		struct ak_value value = ak_read(object, type->phase);
		if (value.kind != AK_VALUE_TEXT)
			return "";
		if (type->phase->type == AK_FIELD_ENUM)
			return value.text;
		object = ak_state_find(state, value.text); /* types follow one another in no circle */
	}
	return "";
}

static struct ak_actor_facts actor_facts(const struct ak_object *object, bool is_party)
{
	const struct ak_type *type = ak_builtin_type(is_party ? "party" : "actor");
	struct ak_actor_facts facts = {.known = true, .until = INT32_MAX, .key = ak_text_read(object, type, "key")};
	if (is_party) {
		facts.party = object->name + sizeof "party/" - 1;
		return facts;
	}
	const char *status = ak_text_read(object, type, "status");
	const char *until = ak_text_read(object, type, "until");
	facts.party = ak_text_read(object, type, "party");
	facts.revoked = status && strcmp(status, "revoked") == 0;
	if (until)
		ak_date_parse(&facts.until, until);
	return facts;
}

/*
 * The object of an actor or a party. No actor has the name of a party: it begins with that of its own and `-`, as no
 * party's does. The same records ask again and again, so the place of the name tells where to look first.
 */
static struct ak_object *actor_object(const struct ak_state *state, const char *name)
{
	static_assert(sizeof "actor/" == sizeof "party/", "the name begins at the same place in both");
	struct ak_object **near = &((struct ak_state *)state)->near[(uintptr_t)name % AK_ACTORS_NEAR];
	if (*near && (*near)->exists && strcmp((*near)->name + sizeof "actor/" - 1, name) == 0)
		return *near;
	struct ak_object *object = ak_state_find_in(state, "actor", name);
	if (!object)
		object = ak_state_find_in(state, "party", name);
	if (object)
		*near = object;
	return object;
}

struct ak_actor ak_actor_of(const struct ak_state *state, const char *name)
{
	struct ak_object *object = actor_object(state, name);
	if (!object)
		return (struct ak_actor){.exists = false, .until = INT32_MAX};
	bool is_party = object->name[0] == 'p';
	if (!object->facts.known)
		object->facts = actor_facts(object, is_party);
	return (struct ak_actor){.exists = true,
		.is_party = is_party,
		.party = object->facts.party,
		.key = object->facts.key,
		.revoked = object->facts.revoked,
		.until = object->facts.until};
}

/* `<body>/<party>` */
static struct ak_capacity seat_capacity(const struct ak_charter *charter, const char *text, const char *slash)
{
	struct ak_capacity capacity = {.kind = AK_CAPACITY_NONE, .text = text, .rank = AK_RANK_LOWEST, .needed = 1};
	char name[AK_NAME_MAX + 1];
	size_t size = (size_t)(slash - text);
	if (size > AK_NAME_MAX)
		return capacity;
	memcpy(name, text, size);
	name[size] = '\0';
	const struct ak_body *body = ak_charter_body(charter, name);
	if (body && ak_body_seat(body, slash + 1) >= 0) {
		capacity.kind = AK_CAPACITY_SEAT;
		capacity.body = body;
		capacity.party = slash + 1;
	}
	return capacity;
}

struct ak_capacity ak_capacity_of(const struct ak_charter *charter, const char *text)
{
	struct ak_capacity capacity = {.kind = AK_CAPACITY_NONE, .text = text, .rank = AK_RANK_LOWEST, .needed = 1};
	const char *slash = strchr(text, '/');
	if (slash)
		return seat_capacity(charter, text, slash);
	if (strcmp(text, "self") == 0) {
		capacity.kind = AK_CAPACITY_SELF;
		return capacity;
	}
	const struct ak_body *body = ak_charter_body(charter, text);
	const struct ak_office *office = ak_charter_office(charter, text);
	if (body) {
		capacity.kind = AK_CAPACITY_BODY;
		capacity.body = body;
		capacity.rank = body->rank;
		capacity.needed = body->quorum;
	} else if (office) {
		capacity.kind = AK_CAPACITY_OFFICE;
		capacity.rank = office->rank;
	} else if (ak_charter_party(charter, text)) {
		capacity.kind = AK_CAPACITY_PARTY;
		capacity.party = text;
		capacity.rank = 0;
	}
	return capacity;
}

const struct ak_map *ak_holders_of(const struct ak_state *state, const struct ak_body *body, const char *party)
{
	char name[AK_NAME_MAX + 1 + AK_NAME_MAX + 1];
	size_t size = strlen(body->name);
	memcpy(name, body->name, size);
	name[size] = '.';
	memcpy(name + size + 1, party, strlen(party) + 1);
	const struct ak_object *seat = ak_state_find_in(state, "seat", name);
	return seat ? ak_read_members(seat, ak_type_field(ak_builtin_type("seat"), "holders")) : NULL;
}

const char *ak_holder_of(const struct ak_state *state, const char *office)
{
	const struct ak_object *object = ak_state_find_in(state, "office", office);
	return object ? ak_text_read(object, ak_builtin_type("office"), "holder") : NULL;
}

/* Whether the actor is among the holders of a body's seat. */
static bool holds_seat(const struct ak_state *state, const struct ak_body *body, const char *party, const char *actor)
{
	const struct ak_map *holders = ak_holders_of(state, body, party);
	return holders && ak_map_find(holders, actor) != AK_MAP_END;
}

uint64_t ak_seats_of(const struct ak_state *state, const struct ak_capacity *capacity, const char *actor,
	const char *proposer)
{
	struct ak_actor who;
	const char *holder;
	int seat;
	switch (capacity->kind) {
	case AK_CAPACITY_NONE:
		return 0;
	case AK_CAPACITY_PARTY:
		return strcmp(actor, capacity->party) == 0;
	case AK_CAPACITY_BODY:
		/* A holder is an actor of the seat's party, so only that seat can be held. */
		who = ak_actor_of(state, actor);
		seat = who.exists && who.party ? ak_body_seat(capacity->body, who.party) : -1;
		return seat >= 0 && holds_seat(state, capacity->body, who.party, actor) ? UINT64_C(1) << seat : 0;
	case AK_CAPACITY_OFFICE:
		holder = ak_holder_of(state, capacity->text);
		return holder && strcmp(holder, actor) == 0;
	case AK_CAPACITY_SEAT:
		return holds_seat(state, capacity->body, capacity->party, actor);
	case AK_CAPACITY_SELF:
		return strcmp(actor, proposer) == 0;
	}
	return 0;
}

unsigned ak_seats_count(uint64_t seats)
{
	unsigned count = 0;
	for (; seats; seats &= seats - 1)
		count++;
	return count;
}

bool ak_exists_for(const struct ak_state *state, const struct ak_object *object, uint32_t proposal)
{
	uint32_t by = object->created_by;
	if (by == AK_BY_FOUNDING || by == proposal)
		return true;
	return ak_graph_is_ancestor(&state->admission->graph, by, proposal);
}
