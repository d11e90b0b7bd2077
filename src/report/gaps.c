/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/gaps.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/course.h"
#include "report/gettext.h"
#include "report/object.h"
#include "report/value.h"

enum {
	MONTH_CHARACTERS = 7, /* of YYYY-MM-DD */
	CLASH_MIN = 2,	      /* this many terms of one party in one month collide */
};

struct finding {
	struct ak_gaps *gaps;
	const struct ak_state *state;
	const struct ak_charter *charter;
	struct ak_map named;   /* objects that something belongs to */
	struct ak_map parties; /* those that some object names */
	int32_t today;
	bool failed;
};

static void put(struct finding *finding, struct ak_gap gap)
{
	struct ak_gaps *gaps = finding->gaps;
	if (!ak_grow((void **)&gaps->items, &gaps->room, gaps->count, sizeof *gaps->items)) {
		finding->failed = true;
		return;
	}
	gaps->items[gaps->count++] = gap;
	gaps->counts[gap.kind]++;
}

/* ---- who is named */

static void note(struct finding *finding, struct ak_map *map, const char *name)
{
	finding->failed |= ak_map_put(map, name, NULL) == AK_MAP_END;
}

/*
 * Whether objects belong to one another by this field: it must or should be filled in. What only stops others does
 * not.
 */
static bool is_belonging(const struct ak_type *type, const struct ak_field *field)
{
	return field->type == AK_FIELD_REF && field != type->freeze && (field->required || field->expected);
}

static void note_members(struct finding *finding, const struct ak_object *object, const struct ak_field *field)
{
	const struct ak_map *members = ak_read_members(object, field);
	for (uint32_t i = members ? ak_map_first(members) : AK_MAP_END; i != AK_MAP_END; i = ak_map_next(members, i))
		note(finding, &finding->parties, ak_map_key(members, i));
}

static void note_object(struct finding *finding, const struct ak_object *object, const struct ak_type *type)
{
	for (uint32_t i = 0; i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		const char *text = field->type == AK_FIELD_SET ? NULL : ak_text_read(object, type, field->name);
		if (text && is_belonging(type, field))
			note(finding, &finding->named, text);
		if (text && field->type == AK_FIELD_PARTY)
			note(finding, &finding->parties, text);
		if (field->type == AK_FIELD_SET && field->of == AK_FIELD_PARTY)
			note_members(finding, object, field);
	}
}

static void note_all(struct finding *finding)
{
	const struct ak_object *object;
	for (uint32_t at = AK_MAP_END; (at = ak_objects_next(finding->state, NULL, at, &object)) != AK_MAP_END;) {
		const struct ak_type *type = ak_charter_type(finding->charter, object->type);
		if (type)
			note_object(finding, object, type);
	}
}

/* ---- fields, and objects that stand alone */

static bool wants_members(const struct ak_type *of, const struct ak_type *type)
{
	for (uint32_t i = 0; of != type && i < of->field_count; i++)
		if (is_belonging(of, &of->fields[i]) && strcmp(of->fields[i].to, type->name) == 0)
			return true;
	return false;
}

static bool is_wanted(const struct ak_charter *charter, const struct ak_type *type)
{
	for (uint32_t i = 0; i < charter->type_count; i++)
		if (wants_members(&charter->types[i], type))
			return true;
	return false;
}

void ak_gap_wanted(struct ak_buf *out, const struct ak_charter *charter, const struct ak_type *type)
{
	const char *separator = "";
	for (uint32_t i = 0; i < charter->type_count; i++) {
		if (!wants_members(&charter->types[i], type))
			continue;
		ak_buf_format(out, "%s%s", separator, ak_type_label(&charter->types[i]));
		separator = ", ";
	}
}

/* Those of one nature only, NULL: of none. */
static void find_expected(struct finding *finding, const struct ak_type *type, const char *nature)
{
	const struct ak_object *object;
	for (uint32_t at = AK_MAP_END;
		(at = ak_objects_next(finding->state, type->name, at, &object)) != AK_MAP_END;) {
		const char *its = ak_course_nature_read(object, type);
		if (ak_course_is_finished(finding->state, object) || !its != !nature || (its && strcmp(its, nature) != 0))
			continue;
		for (uint32_t i = 0; i < type->field_count; i++)
			if (type->fields[i].expected && !ak_field_filled(object, &type->fields[i]))
				put(finding, (struct ak_gap){.kind = AK_GAP_EXPECTED,
						     .object = object,
						     .type = type,
						     .field = &type->fields[i],
						     .nature = its});
	}
}

/* In the order in which the charter has the values; what is of none comes last. */
static void find_expected_apart(struct finding *finding, const struct ak_type *type)
{
	const struct ak_field *nature = ak_course_nature(type);
	for (uint32_t i = 0; nature && i < nature->values.count; i++)
		find_expected(finding, type, nature->values.items[i]);
	find_expected(finding, type, NULL);
}

static void find_alone(struct finding *finding, const struct ak_type *type)
{
	const struct ak_object *object;
	if (!is_wanted(finding->charter, type))
		return;
	for (uint32_t at = AK_MAP_END;
		(at = ak_objects_next(finding->state, type->name, at, &object)) != AK_MAP_END;)
		if (!ak_course_is_finished(finding->state, object) &&
			ak_map_find(&finding->named, object->name) == AK_MAP_END)
			put(finding, (struct ak_gap){.kind = AK_GAP_ALONE, .object = object, .type = type});
}

/* ---- parties, seats and offices */

static void find_parties(struct finding *finding)
{
	for (uint32_t i = 0; i < finding->charter->party_count; i++) {
		const char *party = finding->charter->parties[i].name;
		const struct ak_object *object = ak_state_find_in(finding->state, "party", party);
		if (object && ak_map_find(&finding->parties, party) == AK_MAP_END)
			put(finding, (struct ak_gap){
					     .kind = AK_GAP_PARTY, .object = object, .type = ak_builtin_type("party")});
	}
}

static bool can_sign(const struct finding *finding, const char *actor)
{
	struct ak_actor known = ak_actor_of(finding->state, actor);
	return known.exists && !known.revoked && known.until >= finding->today;
}

static bool is_held(const struct finding *finding, const struct ak_object *object, const struct ak_type *type)
{
	const struct ak_field *holders = ak_type_field(type, "holders");
	if (!holders) {
		const char *holder = ak_text_read(object, type, "holder");
		return holder && can_sign(finding, holder);
	}
	const struct ak_map *members = ak_read_members(object, holders);
	for (uint32_t i = members ? ak_map_first(members) : AK_MAP_END; i != AK_MAP_END; i = ak_map_next(members, i))
		if (can_sign(finding, ak_map_key(members, i)))
			return true;
	return false;
}

static void look_at_holder(struct finding *finding, const char *type_name, const char *name)
{
	const struct ak_type *type = ak_builtin_type(type_name);
	const struct ak_object *object = ak_state_find_in(finding->state, type_name, name);
	if (object && !is_held(finding, object, type))
		put(finding, (struct ak_gap){.kind = AK_GAP_VACANT, .object = object, .type = type});
}

static void find_vacant(struct finding *finding)
{
	const struct ak_charter *charter = finding->charter;
	struct ak_buf name = AK_BUF_INIT;
	for (uint32_t i = 0; i < charter->body_count; i++)
		for (uint32_t s = 0; s < charter->bodies[i].seats.count; s++) {
			ak_buf_clear(&name);
			ak_buf_format(&name, "%s.%s", charter->bodies[i].name, charter->bodies[i].seats.items[s]);
			look_at_holder(finding, "seat", ak_buf_string(&name));
		}
	for (uint32_t i = 0; i < charter->office_count; i++)
		look_at_holder(finding, "office", charter->offices[i].name);
	finding->failed |= name.failed;
	ak_buf_release(&name);
}

/* ---- terms that collide */

static void find_terms(struct finding *finding, const struct ak_type *type)
{
	const struct ak_object *object;
	for (uint32_t at = AK_MAP_END;
		(at = ak_objects_next(finding->state, type->name, at, &object)) != AK_MAP_END;) {
		const char *party = ak_course_party(object, type);
		if (!party || ak_course_is_finished(finding->state, object))
			continue;
		for (uint32_t i = 0; i < type->field_count; i++) {
			const char *date = ak_text_read(object, type, type->fields[i].name);
			if (date && ak_course_is_term(type, &type->fields[i]))
				put(finding, (struct ak_gap){.kind = AK_GAP_CLASH,
						     .object = object,
						     .type = type,
						     .field = &type->fields[i],
						     .party = party,
						     .date = date});
		}
	}
}

/* Dates are written so that their order is that of their text. */
static int compare_terms(const void *a, const void *b)
{
	const struct ak_gap *left = a, *right = b;
	int order = strcmp(left->party, right->party);
	if (!order)
		order = strcmp(left->date, right->date);
	return order ? order : strcmp(left->object->name, right->object->name);
}

static bool is_same_month(const struct ak_gap *a, const struct ak_gap *b)
{
	return strcmp(a->party, b->party) == 0 && strncmp(a->date, b->date, MONTH_CHARACTERS) == 0;
}

/* Of all terms, those that have company in their month are kept. */
static void keep_clashes(struct ak_gaps *gaps, size_t first)
{
	size_t kept = first, end = first;
	if (gaps->count > first)
		qsort(gaps->items + first, gaps->count - first, sizeof *gaps->items, compare_terms);
	for (size_t i = first; i < gaps->count; i = end) {
		for (end = i + 1; end < gaps->count && is_same_month(&gaps->items[i], &gaps->items[end]);)
			end++;
		for (size_t k = i; end - i >= CLASH_MIN && k < end; k++)
			gaps->items[kept++] = gaps->items[k];
	}
	gaps->count = kept;
	gaps->counts[AK_GAP_CLASH] = kept - first;
}

/* ---- all of them */

enum ak_status ak_gaps_find(struct ak_gaps *gaps, const struct ak_ledger *ledger, int32_t today, struct ak_error *err)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	struct finding finding = {.gaps = gaps, .state = state, .charter = state->charter, .today = today};
	*gaps = (struct ak_gaps){.items = NULL};
	ak_map_init(&finding.named);
	ak_map_init(&finding.parties);
	note_all(&finding);
	for (uint32_t i = 0; i < state->charter->type_count; i++)
		find_expected_apart(&finding, &state->charter->types[i]);
	for (uint32_t i = 0; i < state->charter->type_count; i++)
		find_alone(&finding, &state->charter->types[i]);
	find_parties(&finding);
	find_vacant(&finding);
	size_t first = gaps->count;
	for (uint32_t i = 0; i < state->charter->type_count; i++)
		find_terms(&finding, &state->charter->types[i]);
	keep_clashes(gaps, first);
	ak_map_release(&finding.named);
	ak_map_release(&finding.parties);
	if (!finding.failed)
		return AK_OK;
	ak_gaps_release(gaps);
	return ak_fail_memory(err);
}

void ak_gaps_release(struct ak_gaps *gaps)
{
	free(gaps->items);
	*gaps = (struct ak_gaps){.items = NULL};
}

/* ---- names */

const char *ak_gap_name(enum ak_gap_kind kind)
{
	static const char *const names[AK_GAP_KINDS] = {"expected", "alone", "party", "vacant", "clash"};
	return names[kind];
}

const char *ak_gap_heading(enum ak_gap_kind kind)
{
	static const char *const headings[AK_GAP_KINDS] = {N_("Expected, and not filled in"),
		N_("Nothing belongs to it yet"), N_("Parties that no object names"),
		N_("Seats and offices that nobody can sign for"), N_("Terms of one party in one month")};
	return _(headings[kind]);
}
