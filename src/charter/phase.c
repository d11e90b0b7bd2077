/* SPDX-License-Identifier: EUPL-1.2 */
/* What a type's phase is: the value of an enum field of its own, or the phase of the object that it belongs to. */
#include <string.h>

#include "charter/read.h"

/* The type whose phase a type follows; NULL if its phase is its own, broken, or none. */
static const struct ak_type *followed(const struct ak_charter *charter, const struct ak_type *type)
{
	bool follows = type->phase && type->phase->type == AK_FIELD_REF;
	return follows ? ak_charter_type(charter, type->phase->to) : NULL;
}

const struct ak_field *ak_phase_field(const struct ak_charter *charter, const struct ak_type *type)
{
	/* while a charter is read there may be a circle (then more steps than types), which is told elsewhere */
	for (uint32_t steps = 0; type && steps <= charter->type_count; steps++) {
		if (!type->phase || type->phase->type == AK_FIELD_ENUM)
			return type->phase;
		type = followed(charter, type);
	}
	return NULL;
}

/* A phase that is a ref field. */
static bool check_ref(struct ak_charter_reader *reader, const struct ak_place *type_place,
	const struct ak_field_draft *draft)
{
	const struct ak_field *field = draft->field;
	const struct ak_type *to = field->to ? ak_charter_type(reader->charter, field->to) : NULL;
	struct ak_place place = ak_place_key(type_place, "phase");
	struct ak_place fields = ak_place_key(type_place, "fields");
	struct ak_place inside = ak_place_key(&fields, field->name);
	struct ak_place by = ak_place_key(&inside, "by");
	/* protocol §4: "Such a ref field has no `by`: what an object belongs to never changes." */
	if (draft->given[AK_OPTION_BY])
		ak_charter_refuse(reader, &by,
			"a ref field that is the `phase` has no `by`: what an object belongs to never "
			"changes "
			"(protocol §4)");
	if (!field->required)
		ak_charter_refuse(
			reader, &place, "a ref field that is the `phase` is `required` (protocol §4)");
	if (field->to && strcmp(field->to, "*") == 0)
		ak_charter_refuse(reader, &place,
			"a ref field that is the `phase` is to one type, not to \"*\" (protocol §4)");
	if (!to)
		return false;
	bool phased = reader->drafts[to - reader->charter->types].has_phase;
	if (!phased)
		ak_charter_refuse(reader, &place,
			"`%s`, to which `%s` is a ref, has no `phase` itself (protocol §4)",
			ak_shown(to->name).text, ak_shown(field->name).text);
	return phased;
}

/* protocol §4: "`phase` names a field of this type: an `enum` field with `moves` (the phase is its value)" */
static void read_phase(
	struct ak_charter_reader *reader, const struct ak_place *type_place, struct ak_type_draft *draft)
{
	const char *name = ak_json_text(draft->phase);
	const struct ak_field *field = ak_type_field(draft->type, name);
	struct ak_place place = ak_place_key(type_place, "phase");
	if (!field) {
		ak_charter_refuse(
			reader, &place, "`%s` is no field of this type (protocol §4)", ak_shown(name).text);
	} else if (field->type == AK_FIELD_REF) {
		if (check_ref(reader, type_place, &draft->fields[field - draft->type->fields]))
			draft->type->phase = field;
	} else if (field->type == AK_FIELD_ENUM && field->has_moves) {
		draft->type->phase = field;
	} else {
		ak_charter_refuse(reader, &place,
			"the phase is an enum field with `moves`, or a required ref field; `%s` is neither "
			"(protocol §4)",
			ak_shown(name).text);
	}
}

/* Whether following the phases from this type leads back to it. */
static bool in_circle(const struct ak_charter *charter, const struct ak_type *type)
{
	const struct ak_type *at = followed(charter, type);
	for (uint32_t steps = 0; at && at != type && steps < charter->type_count; steps++)
		at = followed(charter, at);
	return at == type;
}

void ak_read_phases(struct ak_charter_reader *reader, const struct ak_place *types)
{
	const struct ak_charter *charter = reader->charter;
	for (uint32_t i = 0; i < charter->type_count; i++) {
		struct ak_place inside = ak_place_key(types, charter->types[i].name);
		if (reader->drafts[i].phase)
			read_phase(reader, &inside, &reader->drafts[i]);
	}
	for (uint32_t i = 0; i < charter->type_count; i++) {
		struct ak_place inside = ak_place_key(types, charter->types[i].name);
		struct ak_place place = ak_place_key(&inside, "phase");
		/* protocol §4: "Types may not follow one" */
		if (in_circle(charter, &charter->types[i]))
			ak_charter_refuse(reader, &place,
				"types may not follow one another's phase in a circle (protocol §4)");
	}
}
