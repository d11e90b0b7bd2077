/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/progress.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "ledger/course.h"
#include "report/object.h"

enum {
	DAY_SECONDS = 86400,
	REACH_MAX = 16, /* references followed from a promise upwards: types may refer to one another in a circle */
};

/* ---- what a promise belongs to */

/* The object that a typed reference of this one names, or NULL. What only stops others is no belonging. */
static const struct ak_object *referred(
	const struct ak_state *state, const struct ak_object *object, const struct ak_type *type, uint32_t field)
{
	const struct ak_field *at = &type->fields[field];
	if (at->type != AK_FIELD_REF || at == type->freeze || strcmp(at->to, "*") == 0)
		return NULL;
	const char *name = ak_text_read(object, type, at->name);
	return name ? ak_state_find(state, name) : NULL;
}

/* The first object of a type (or exactly wanted, if it is given) that is reached by references, nearest first. */
static const struct ak_object *reach(const struct ak_state *state, const struct ak_object *object,
	const char *type_name, const struct ak_object *wanted)
{
	const struct ak_object *queue[REACH_MAX] = {object};
	uint32_t count = 1;
	for (uint32_t at = 0; at < count; at++) {
		const struct ak_type *type = ak_charter_type(state->charter, queue[at]->type);
		if (wanted ? queue[at] == wanted : type_name && strcmp(queue[at]->type, type_name) == 0)
			return queue[at];
		for (uint32_t i = 0; type && i < type->field_count && count < REACH_MAX; i++) {
			const struct ak_object *next = referred(state, queue[at], type, i);
			if (next)
				queue[count++] = next;
		}
	}
	return NULL;
}

bool ak_progress_is_choice(const struct ak_type *type, const char *name)
{
	const struct ak_field *field = ak_course_progress(type) ? ak_type_field(type, name) : NULL;
	return field && field->type == AK_FIELD_ENUM && !field->has_moves;
}

static const char *group_of(
	const struct ak_state *state, const struct ak_object *object, const struct ak_type *type, const char *by)
{
	if (strcmp(by, "party") == 0)
		return ak_course_party(object, type);
	if (!ak_charter_type(state->charter, by))
		return ak_progress_is_choice(type, by) ? ak_text_read(object, type, by) : NULL;
	const struct ak_object *found = reach(state, object, by, NULL);
	return found ? found->name : NULL;
}

/* ---- promises and events */

static bool take_promises(struct ak_progress *progress, const struct ak_object *within)
{
	const struct ak_state *state = ak_ledger_state(progress->ledger);
	const struct ak_object *object;
	for (uint32_t at = AK_MAP_END; (at = ak_objects_next(state, NULL, at, &object)) != AK_MAP_END;) {
		const struct ak_type *type = ak_charter_type(state->charter, object->type);
		if (!type || !ak_course_progress(type) || (within && !reach(state, object, NULL, within)))
			continue;
		if (!ak_grow((void **)&progress->promises, &progress->promise_room, progress->promise_count,
			    sizeof *progress->promises))
			return false;
		progress->promises[progress->promise_count++] = (struct ak_promise){.object = object,
			.type = type,
			.group = group_of(state, object, type, progress->by),
			.last_report = AK_POSITION_NONE};
	}
	return true;
}

static uint32_t find_promise(const struct ak_progress *progress, const struct ak_object *object)
{
	uint32_t low = 0, high = progress->promise_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(progress->promises[middle].object->name, object->name);
		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return AK_POSITION_NONE;
}

static bool put_event(struct ak_progress *progress, const struct ak_progress_event *event)
{
	if (!ak_grow((void **)&progress->events, &progress->event_room, progress->event_count,
		    sizeof *progress->events))
		return false;
	if (event->kind == AK_PROGRESS_REPORT)
		progress->promises[event->promise].last_report = progress->event_count;
	progress->events[progress->event_count++] = *event;
	return true;
}

/* What it means that a field got this value. */
static bool put_value(struct ak_progress *progress, struct ak_progress_event event, const char *name,
	const struct ak_value *value)
{
	const struct ak_type *type = progress->promises[event.promise].type;
	const struct ak_field *field = ak_type_field(type, name);
	int32_t days = INT32_MAX;
	if (!field)
		return true;
	if (field == ak_course_progress(type)) {
		event.kind = AK_PROGRESS_REPORT;
		event.number = value->kind == AK_VALUE_INT ? value->integer : field->min;
	} else if (field == ak_course_delivery(type)) {
		event.kind = AK_PROGRESS_FILE;
		event.number = value->kind == AK_VALUE_TEXT;
	} else if (field->has_moves) {
		event.kind = AK_PROGRESS_FINAL;
		event.number = value->kind == AK_VALUE_TEXT && ak_course_is_final(field, value->text);
	} else if (ak_course_is_term(type, field)) {
		event.kind = AK_PROGRESS_TERM;
		if (value->kind == AK_VALUE_TEXT)
			ak_date_parse(&days, value->text);
		event.number = days;
	} else {
		return true;
	}
	return put_event(progress, &event);
}

static int64_t decided(const struct ak_ledger *ledger, uint32_t proposal)
{
	return ledger->records[ak_decided_by(ledger, proposal)].time;
}

static bool take_effect(struct ak_progress *progress, const struct ak_effect *effect)
{
	const struct ak_ledger *ledger = progress->ledger;
	uint32_t promise = effect->object ? find_promise(progress, effect->object) : AK_POSITION_NONE;
	if (promise == AK_POSITION_NONE)
		return true;
	const struct ak_change *change = &ledger->records[effect->proposal].changes[effect->change];
	struct ak_progress_event event = {.kind = AK_PROGRESS_MADE,
		.promise = promise,
		.time = decided(ledger, effect->proposal),
		.proposal = effect->proposal};
	if (change->op == AK_OP_SET)
		return put_value(progress, event, change->field, &change->to);
	if (change->op != AK_OP_CREATE)
		return true;
	bool done = put_event(progress, &event);
	for (uint32_t i = 0; done && i < change->field_count; i++)
		done = put_value(progress, event, change->fields[i].field, &change->fields[i].value);
	return done;
}

enum ak_status ak_progress_read(struct ak_progress *progress, const struct ak_ledger *ledger,
	const struct ak_object *within, const char *by, int64_t now, struct ak_error *err)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	*progress = (struct ak_progress){.ledger = ledger, .by = by, .now = now};
	bool done = take_promises(progress, within);
	for (uint32_t i = 0; done && i < state->effect_count; i++)
		done = take_effect(progress, &state->effects[i]);
	if (done)
		return AK_OK;
	ak_progress_release(progress);
	return ak_fail_memory(err);
}

void ak_progress_release(struct ak_progress *progress)
{
	free(progress->promises);
	free(progress->events);
	*progress = (struct ak_progress){.promises = NULL};
}

/* ---- as known on a day */

/* How one promise stood. */
struct standing {
	bool made, file, final;
	int64_t share; /* percent */
	int64_t term;  /* days */
};

static int64_t percent(const struct ak_type *type, int64_t number)
{
	const struct ak_field *field = ak_course_progress(type);
	if (number <= field->min)
		return 0;
	return number >= field->max ? 100 : (number - field->min) * 100 / (field->max - field->min);
}

static void stand(struct standing *standing, const struct ak_progress_event *event, const struct ak_type *type)
{
	switch (event->kind) {
	case AK_PROGRESS_MADE:
		standing->made = true;
		break;
	case AK_PROGRESS_REPORT:
		standing->share = percent(type, event->number);
		break;
	case AK_PROGRESS_TERM:
		standing->term = event->number;
		break;
	case AK_PROGRESS_FILE:
		standing->file = event->number != 0;
		break;
	case AK_PROGRESS_FINAL:
		standing->final = event->number != 0;
		break;
	}
}

static void count(struct ak_progress_counts *counts, const struct standing *standing, bool has_file, int32_t day)
{
	bool delivered = standing->final && (standing->file || !has_file);
	bool dropped = standing->final && !delivered;
	bool due = standing->term < day;
	counts->promised++;
	counts->due += due;
	counts->delivered += delivered;
	counts->dropped += dropped;
	counts->late += due && !delivered && !dropped;
	if (!dropped)
		counts->share += delivered ? 100 : standing->share;
}

enum ak_status ak_progress_count(struct ak_progress_counts *counts, const struct ak_progress *progress, int32_t day,
	const char *group, struct ak_error *err)
{
	struct standing *all = calloc((size_t)progress->promise_count + 1, sizeof *all);
	int64_t end = ((int64_t)day + 1) * DAY_SECONDS;
	*counts = (struct ak_progress_counts){.promised = 0};
	if (!all)
		return ak_fail_memory(err);
	for (uint32_t i = 0; i < progress->promise_count; i++)
		all[i].term = INT32_MAX;
	for (uint32_t i = 0; i < progress->event_count; i++) {
		const struct ak_progress_event *event = &progress->events[i];
		if (event->time < end)
			stand(&all[event->promise], event, progress->promises[event->promise].type);
	}
	for (uint32_t i = 0; i < progress->promise_count; i++) {
		const struct ak_promise *promise = &progress->promises[i];
		const char *its = promise->group ? promise->group : "";
		if (all[i].made && (!group || strcmp(group, its) == 0))
			count(counts, &all[i], ak_course_delivery(promise->type) != NULL, day);
	}
	if (counts->promised > counts->dropped)
		counts->share /= counts->promised - counts->dropped;
	free(all);
	return AK_OK;
}

int32_t ak_month_end(int32_t day)
{
	struct ak_date_text text = ak_date_write(day);
	int32_t first = day;
	text.text[8] = '0';
	text.text[9] = '1';
	ak_date_parse(&first, text.text);
	struct ak_date_text next = ak_date_write(first + 31);
	next.text[8] = '0';
	next.text[9] = '1';
	ak_date_parse(&first, next.text);
	return first - 1;
}
