/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/head.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "judge/read.h"
#include "ledger/shelf.h"
#include "record/pack.h"
#include "sig/digest.h"

/* Of a record that is filled in: what else is to be. */
enum depth {
	DEPTH_NONE,
	DEPTH_ALONE,
	DEPTH_SEALED,	/* and what seals it */
	DEPTH_DECIDED, /* and what decided it, and who answered */
};

struct answered {
	uint32_t record, count;
	uint32_t *answers;
};

/* Any failure means that the ledger is opened the long way. */
struct filling {
	struct ak_shelf shelf;
	struct ak_ledger *ledger;
	uint8_t *depths; /* of each record, enum depth */
	struct answered *answered;
	uint32_t answered_count, answer_count;
	size_t answered_room;
	const struct ak_charter **charters; /* read so far */
	uint32_t charter_count;
	size_t charter_room;
	bool has_history; /* what was erased is known */
	bool failed;
};

/* Begins to read a block. */
static struct ak_unpacker block(struct filling *f, const char *name)
{
	struct ak_unpacker from = {.failed = true};
	struct ak_bytes bytes;
	if (!f->failed && ak_shelf_get(&f->shelf, name, &f->ledger->arena, &bytes))
		ak_unpacker_init(&from, &f->ledger->arena, bytes, &f->ledger->id);
	f->failed |= from.failed;
	return from;
}

static struct ak_unpacker numbered(struct filling *f, const char *kind, uint32_t number)
{
	char name[32];
	snprintf(name, sizeof name, "%s/%u", kind, number);
	return block(f, name);
}

static uint32_t take_number(struct ak_unpacker *from)
{
	uint64_t number = ak_unpack_number(from);
	from->failed |= number > UINT32_MAX;
	return (uint32_t)number;
}

/* Of things that take a byte at least. */
static uint32_t take_count(struct ak_unpacker *from)
{
	uint32_t count = take_number(from);
	from->failed |= count > (size_t)(from->end - from->at);
	return from->failed ? 0 : count;
}

/* ------------------------------------------------------------------ charters */

static const struct ak_charter *charter_parse(struct filling *f, struct ak_bytes text, bool is_founding)
{
	struct ak_json *json = NULL;
	struct ak_charter *charter = NULL;
	struct ak_state *state = &f->ledger->judge.state;
	if (ak_json_parse(&json, text, NULL) == AK_OK)
		ak_charter_parse(&charter, json, NULL, NULL, NULL);
	ak_json_free(json);
	if (charter && is_founding) {
		f->ledger->founding = charter;
	} else if (charter && ak_grow((void **)&state->charters, &state->charter_room, state->charter_count,
				      sizeof *state->charters)) {
		state->charters[state->charter_count++] = charter;
	} else {
		ak_charter_free(charter);
		charter = NULL;
	}
	f->failed |= !charter;
	return charter;
}

static const struct ak_charter *charter_of(struct filling *f, uint32_t number)
{
	if (number == 0 || f->failed)
		return f->ledger->founding;
	while (f->charter_count <= number && number < 1U << 16) {
		if (!ak_grow((void **)&f->charters, &f->charter_room, f->charter_count, sizeof(const struct ak_charter *))) {
			f->failed = true;
			return NULL;
		}
		f->charters[f->charter_count++] = NULL;
	}
	if (f->charter_count <= number) {
		f->failed = true;
		return NULL;
	}
	if (!f->charters[number]) {
		struct ak_unpacker from = numbered(f, "charter", number);
		const char *text = from.failed ? NULL : ak_unpack_text(&from);
		f->failed |= !text;
		f->charters[number] = text ? charter_parse(f, ak_bytes_of(text), false) : NULL;
	}
	return f->charters[number];
}

/* ------------------------------------------------------------------ records */

static void take_judged(struct ak_unpacker *from, struct ak_judged *judged)
{
	*judged = (struct ak_judged){.verdict = (uint8_t)take_number(from)};
	judged->reason = (uint8_t)take_number(from);
	judged->fault = (uint8_t)take_number(from);
	judged->rank = (uint8_t)take_number(from);
	judged->window = take_number(from);
	judged->place = take_number(from);
	judged->against = take_number(from);
	judged->signer = (uint8_t)take_number(from);
	judged->counted = ak_unpack_number(from);
	judged->decided_by = take_number(from);
}

static void fill_record(struct filling *f, uint32_t record, enum depth depth);

static void fill_seal(struct filling *f, uint32_t record, uint32_t seal)
{
	struct ak_judge *judge = &f->ledger->judge;
	uint32_t window = judge->state.judged[record].window;
	if (seal == AK_POSITION_NONE)
		return;
	f->failed |= window == 0 || window > judge->seal_count;
	fill_record(f, seal, DEPTH_ALONE);
	if (!f->failed)
		judge->seals[window - 1].record = seal;
}

/* The answers are put in their place when all are known. */
static void fill_answers(struct filling *f, uint32_t record, struct ak_unpacker *from)
{
	struct answered item = {.record = record, .count = take_count(from)};
	item.answers = ak_arena_alloc(&f->ledger->arena, (item.count + 1U) * sizeof *item.answers);
	if (!item.answers || !ak_grow((void **)&f->answered, &f->answered_room, f->answered_count, sizeof *f->answered)) {
		f->failed = true;
		return;
	}
	for (uint32_t i = 0; i < item.count; i++)
		item.answers[i] = take_number(from);
	f->failed |= from->failed;
	for (uint32_t i = 0; i < item.count && !f->failed; i++)
		fill_record(f, item.answers[i], DEPTH_ALONE);
	f->answered[f->answered_count++] = item;
	f->answer_count += item.count;
}

/* A record that is met again is filled in deeper. */
static void fill_record(struct filling *f, uint32_t record, enum depth depth)
{
	struct ak_ledger *ledger = f->ledger;
	f->failed |= record >= ledger->count;
	if (f->failed || f->depths[record] >= depth)
		return;
	enum depth before = (enum depth)f->depths[record];
	f->depths[record] = (uint8_t)depth;
	struct ak_unpacker from = numbered(f, "record", record);
	if (from.failed)
		return;
	struct ak_judged *judged = &ledger->judge.state.judged[record];
	ak_unpack_record(&from, &ledger->records[record]);
	take_judged(&from, judged);
	uint32_t seal = take_number(&from);
	f->failed |= from.failed;
	if (depth >= DEPTH_SEALED && before < DEPTH_SEALED)
		fill_seal(f, record, seal);
	if (depth < DEPTH_DECIDED)
		return;
	if (judged->decided_by != AK_POSITION_NONE && judged->decided_by != record)
		fill_record(f, judged->decided_by, DEPTH_SEALED);
	fill_answers(f, record, &from);
	f->failed |= from.failed;
}

/* Whatever made or set something; the founding is no record. */
static void fill_by(struct filling *f, uint32_t by)
{
	if (by != AK_BY_FOUNDING && by != AK_POSITION_NONE)
		fill_record(f, by, DEPTH_DECIDED);
}

static int compare_answered(const void *left, const void *right)
{
	uint32_t a = ((const struct answered *)left)->record;
	uint32_t b = ((const struct answered *)right)->record;
	return a < b ? -1 : a > b;
}

/* As the judge has them: those of each record where the next one's begin. */
static void place_answers(struct filling *f)
{
	struct ak_judge *judge = &f->ledger->judge;
	uint32_t at = 0;
	judge->answers = calloc((size_t)f->answer_count + 1, sizeof *judge->answers);
	f->failed |= !judge->answers;
	if (f->answered_count > 1)
		qsort(f->answered, f->answered_count, sizeof *f->answered, compare_answered);
	for (uint32_t i = 0; i < f->answered_count && !f->failed; i++) {
		const struct answered *item = &f->answered[i];
		judge->first_answer[item->record] = at;
		memcpy(judge->answers + at, item->answers, item->count * sizeof *item->answers);
		at += item->count;
		judge->first_answer[item->record + 1] = at;
	}
}

/* ------------------------------------------------------------------ objects */

static void fill_cells(struct filling *f, struct ak_object *object, struct ak_unpacker *from, bool whole)
{
	uint32_t count = take_count(from);
	for (uint32_t i = 0; i < count && !f->failed; i++) {
		struct ak_value value = {.kind = AK_VALUE_NULL};
		const char *field = ak_unpack_text(from);
		uint32_t by = take_number(from);
		ak_unpack_value(from, &value);
		f->failed |= from->failed || !field;
		if (whole)
			fill_by(f, by);
		if (!f->failed)
			ak_state_write(&f->ledger->judge.state, object, field, &value, by);
	}
}

static struct ak_object *fill_object(struct filling *f, const char *name, struct ak_unpacker *from, bool whole)
{
	struct ak_state *state = &f->ledger->judge.state;
	struct ak_buf text = AK_BUF_INIT;
	ak_buf_format(&text, AK_HEAD_OBJECT, name);
	*from = block(f, ak_buf_string(&text));
	ak_buf_release(&text);
	uint32_t by = f->failed ? 0 : take_number(from);
	const char *kept = ak_arena_text(&f->ledger->arena, name, strlen(name));
	f->failed |= from->failed || !kept || !strchr(name, '/');
	if (whole)
		fill_by(f, by);
	struct ak_object *object = f->failed ? NULL : ak_state_create(state, kept, by);
	if (object)
		fill_cells(f, object, from, whole);
	f->failed |= !object || state->failed;
	return object;
}

/* With its values only, for its name, its phase, or who holds it. */
static void fill_named(struct filling *f, const char *name)
{
	struct ak_unpacker from;
	if (!ak_state_find(&f->ledger->judge.state, name))
		fill_object(f, name, &from, false);
}

static void fill_all_named(struct filling *f, struct ak_unpacker *from)
{
	const char *name;
	while (!f->failed && (name = ak_unpack_text(from)) != NULL)
		fill_named(f, name);
	f->failed |= from->failed;
}

static int compare_attachments(const void *left, const void *right)
{
	return ak_id_compare(&((const struct ak_attachment *)left)->id, &((const struct ak_attachment *)right)->id);
}

static void fill_absent(struct filling *f, const char *text, bool erased)
{
	struct ak_ledger *ledger = f->ledger;
	struct ak_absent absent = {.erased = erased};
	f->failed |= !ak_id_parse(&absent.id, text, strlen(text));
	if (f->failed || !f->has_history)
		return;
	if (ak_grow((void **)&ledger->absent, &ledger->absent_room, ledger->absent_count, sizeof *ledger->absent))
		ledger->absent[ledger->absent_count++] = absent;
	else
		f->failed = true;
}

/* Of how large they are nobody asks. */
static void fill_attachments(struct filling *f, struct ak_unpacker *from)
{
	struct ak_ledger *ledger = f->ledger;
	size_t room = 0;
	const char *text;
	while (!f->failed && (text = ak_unpack_text(from)) != NULL) {
		struct ak_attachment attachment = {.size = 0};
		f->failed |= !ak_id_parse(&attachment.id, text, strlen(text)) ||
			     !ak_grow((void **)&ledger->attachments, &room, ledger->attachment_count,
				     sizeof *ledger->attachments);
		if (!f->failed)
			ledger->attachments[ledger->attachment_count++] = attachment;
	}
	f->failed |= from->failed;
	while (!f->failed && (text = ak_unpack_text(from)) != NULL)
		fill_absent(f, text, ak_unpack_number(from) != 0);
	if (ledger->attachment_count > 1)
		qsort(ledger->attachments, ledger->attachment_count, sizeof *ledger->attachments, compare_attachments);
	f->failed |= from->failed;
}

static void fill_effects(struct filling *f, const struct ak_object *object, struct ak_unpacker *from)
{
	struct ak_ledger *ledger = f->ledger;
	uint32_t count = take_count(from);
	for (uint32_t i = 0; i < count && !f->failed; i++) {
		struct ak_effect effect = {.effective = true, .proposal = take_number(from)};
		effect.change = take_number(from);
		effect.object = ak_unpack_number(from) ? object : NULL;
		effect.phase = ak_unpack_text(from);
		effect.charter = charter_of(f, take_number(from));
		f->failed |= from->failed || effect.proposal >= ledger->count;
		if (f->failed)
			return;
		fill_record(f, effect.proposal, DEPTH_DECIDED);
		const struct ak_record *proposal = &ledger->records[effect.proposal];
		f->failed |= proposal->kind != AK_KIND_PROPOSE || effect.change >= proposal->change_count;
		ak_state_effect(&ledger->judge.state, &effect);
	}
}

static void fill_open(struct filling *f, struct ak_unpacker *from)
{
	uint32_t count = take_count(from);
	for (uint32_t i = 0; i < count && !f->failed; i++) {
		uint32_t proposal = take_number(from);
		fill_record(f, proposal, DEPTH_DECIDED);
		ak_state_open(&f->ledger->judge.state, proposal);
	}
	f->failed |= from->failed;
}

/* ------------------------------------------------------------------ what waits */

static void fill_outcome(struct filling *f, uint32_t proposal, bool applies, const struct ak_fault *fault)
{
	struct ak_ledger *ledger = f->ledger;
	if (ak_grow((void **)&ledger->outcomes, &ledger->outcome_room, ledger->outcome_count, sizeof *ledger->outcomes))
		ledger->outcomes[ledger->outcome_count++] = (struct ak_outcome){proposal, applies, *fault};
	else
		f->failed = true;
}

/* Reads one; it is filled in if the actor holds a seat for it that has not counted. */
static void fill_waiting(struct filling *f, const char *actor, struct ak_unpacker *from)
{
	const struct ak_state *state = &f->ledger->judge.state;
	struct ak_fault fault = {.reason = AK_REASON_NONE, .against = AK_POSITION_NONE};
	uint32_t proposal = take_number(from);
	const char *capacity = ak_unpack_text(from);
	const char *proposer = ak_unpack_text(from);
	uint64_t counted = ak_unpack_number(from);
	bool applies = ak_unpack_number(from) != 0;
	f->failed |= from->failed || !capacity || !proposer;
	if (f->failed)
		return;
	struct ak_capacity whose = ak_capacity_of(state->charter, capacity);
	bool waits = (ak_seats_of(state, &whose, actor, proposer) & ~counted) != 0;
	if (!applies) {
		fault.reason = (enum ak_reason)take_number(from);
		fault.change = take_number(from);
		fault.against = take_number(from);
		for (const char *name; !f->failed && (name = ak_unpack_text(from)) != NULL;)
			if (waits)
				fill_named(f, name);
	}
	f->failed |= from->failed || fault.reason > AK_REASON_NEEDS;
	if (!waits || f->failed)
		return;
	if (fault.against != AK_POSITION_NONE && fault.against != AK_BY_FOUNDING)
		fill_record(f, fault.against, DEPTH_ALONE);
	fill_record(f, proposal, DEPTH_DECIDED);
	ak_state_open(&f->ledger->judge.state, proposal);
	fill_outcome(f, proposal, applies, &fault);
}

static void fill_all_waiting(struct filling *f, const char *actor)
{
	struct ak_unpacker from = block(f, AK_HEAD_WAITING);
	fill_all_named(f, &from);
	uint32_t count = f->failed ? 0 : take_count(&from);
	for (uint32_t i = 0; i < count && !f->failed; i++)
		fill_waiting(f, actor, &from);
	f->failed |= from.failed;
}

/* Who asks: a party or an actor. False if it is neither, which is told the long way. */
static void fill_actor(struct filling *f, const char *actor)
{
	static const char *const types[] = {"party", "actor"};
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		struct ak_bytes there;
		struct ak_buf name = AK_BUF_INIT, file = AK_BUF_INIT;
		ak_buf_format(&name, "%s/%s", types[i], actor);
		ak_buf_format(&file, AK_HEAD_OBJECT, ak_buf_string(&name));
		if (!name.failed && !file.failed &&
			ak_shelf_get(&f->shelf, ak_buf_string(&file), &f->ledger->arena, &there))
			fill_named(f, ak_buf_string(&name));
		ak_buf_release(&name);
		ak_buf_release(&file);
	}
	f->failed |= !ak_actor_of(&f->ledger->judge.state, actor).exists;
}

/* ------------------------------------------------------------------ all of it */

/* Room for every record; what is never filled in takes none. */
static bool rooms_make(struct filling *f)
{
	struct ak_ledger *ledger = f->ledger;
	struct ak_judge *judge = &ledger->judge;
	size_t count = (size_t)ledger->count + 2;
	ledger->records = calloc(count, sizeof *ledger->records);
	ledger->admission.refusals = calloc(count, sizeof *ledger->admission.refusals);
	judge->state.judged = calloc(count, sizeof *judge->state.judged);
	judge->first_answer = calloc(count, sizeof *judge->first_answer);
	judge->seals = calloc((size_t)judge->seal_count + 1, sizeof *judge->seals);
	f->depths = calloc(count, sizeof *f->depths);
	ledger->admission.records = ledger->records;
	ledger->admission.count = ledger->count;
	judge->admission = judge->state.admission = &ledger->admission;
	judge->head = AK_POSITION_NONE;
	judge->state.window = judge->seal_count + 1;
	return ledger->records && ledger->admission.refusals && judge->state.judged && judge->first_answer &&
	       judge->seals && f->depths;
}

static void fill_base(struct filling *f)
{
	struct ak_ledger *ledger = f->ledger;
	struct ak_unpacker from = block(f, AK_HEAD_BASE);
	const struct ak_id *id = from.failed ? NULL : ak_unpack_raw(&from, sizeof *id);
	if (!id) {
		f->failed = true;
		return;
	}
	ledger->id = *id;
	ledger->count = take_number(&from);
	ledger->judge.seal_count = take_number(&from);
	uint32_t charter = take_number(&from);
	ledger->judge.state.charter_by = take_number(&from);
	const struct ak_id *root = ak_unpack_raw(&from, sizeof *root);
	struct ak_bytes text = {.size = take_count(&from)};
	text.data = ak_unpack_raw(&from, text.size);
	const char *head = ak_unpack_text(&from);
	f->has_history = head && strcmp(head, ak_store_head(ledger->store)) == 0;
	f->failed |= from.failed || ledger->judge.seal_count > ledger->count;
	if (f->failed || !rooms_make(f)) {
		f->failed = true;
		return;
	}
	ledger->judge.root = *root;
	ak_buf_append(&ledger->charter_bytes, text.data, text.size);
	ledger->judge.founding = charter_parse(f, text, true);
	ledger->judge.state.charter = ledger->judge.state.indexed_for = charter_of(f, charter);
	f->failed |= ledger->charter_bytes.failed;
}

/* An empty ledger to be filled. */
static bool begin(struct filling *f, struct ak_store *store, const struct ak_ledger_options *options)
{
	struct ak_id key;
	*f = (struct filling){.failed = false};
	if (ak_sig_start(NULL) != AK_OK ||
		!ak_head_key(&key, store, options->remembered, options->remembered_count) ||
		!ak_shelf_open(&f->shelf, store, AK_HEAD_NAME, &key))
		return false;
	f->ledger = calloc(1, sizeof *f->ledger);
	if (!f->ledger) {
		ak_shelf_close(&f->shelf);
		return false;
	}
	f->ledger->store = store;
	f->ledger->is_part = true;
	ak_map_init(&f->ledger->judge.state.objects);
	ak_map_init(&f->ledger->admission.owner_map);
	fill_base(f);
	return true;
}

static bool end(struct filling *f, struct ak_ledger **ledger)
{
	if (!f->failed)
		place_answers(f);
	f->failed |= f->ledger->judge.state.failed;
	if (f->failed)
		ak_ledger_free(f->ledger);
	else
		*ledger = f->ledger;
	ak_shelf_close(&f->shelf);
	free(f->depths);
	free(f->answered);
	free(f->charters);
	return !f->failed;
}

bool ak_head_object(
	struct ak_ledger **ledger, struct ak_store *store, const struct ak_ledger_options *options, const char *name)
{
	struct filling f;
	struct ak_unpacker from;
	if (!begin(&f, store, options))
		return false;
	struct ak_object *object = fill_object(&f, name, &from, true);
	if (object && !f.failed) {
		fill_all_named(&f, &from);
		fill_attachments(&f, &from);
		fill_effects(&f, object, &from);
		fill_open(&f, &from);
	}
	return end(&f, ledger);
}

bool ak_head_waiting(
	struct ak_ledger **ledger, struct ak_store *store, const struct ak_ledger_options *options, const char *actor)
{
	struct filling f;
	if (!begin(&f, store, options))
		return false;
	if (!f.failed)
		fill_actor(&f, actor);
	if (!f.failed)
		fill_all_waiting(&f, actor);
	return end(&f, ledger);
}
