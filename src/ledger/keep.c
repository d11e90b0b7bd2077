/* SPDX-License-Identifier: EUPL-1.2 */
/* The state at the head written, see ledger/head.h. */
#include <stdlib.h>
#include <string.h>

#include "judge/read.h"
#include "ledger/cache.h"
#include "ledger/head.h"
#include "ledger/origin.h"
#include "ledger/outlook.h"
#include "ledger/shelf.h"
#include "ledger/trial.h"
#include "record/pack.h"
#include "sig/digest.h"

struct keeping {
	const struct ak_ledger *ledger;
	const struct ak_state *state;
	struct ak_shelf_maker maker;
	struct ak_packer packer; /* of the block at hand */
	struct ak_buf name;	 /* of it */
	struct ak_origins origins;
	bool *met; /* of each record, whether it is kept; those that are: */
	uint32_t *queue, queued;
	const struct ak_charter **charters; /* those named so far; the first is the founding's */
	uint32_t charter_count;
	struct ak_map open; /* object name -> the first of these about it, and one: */
	struct open {
		uint32_t proposal, next;
	} *opens;
	uint32_t open_count;
	size_t open_room;
	bool asks_history; /* whether something was erased */
	bool failed;
};

bool ak_head_key(struct ak_id *key, const struct ak_store *store, const struct ak_id *remembered, size_t remembered_count)
{
	struct ak_id place;
	struct ak_digest digest;
	if (!ak_store_tree(store) || !ak_cache_place(store, &place))
		return false;
	ak_digest_init(&digest);
	ak_digest_update(&digest, (struct ak_bytes){place.bytes, AK_ID_SIZE});
	ak_digest_update(&digest, (struct ak_bytes){ak_store_tree(store), 20});
	if (remembered_count)
		ak_digest_update(&digest, (struct ak_bytes){remembered->bytes, remembered_count * AK_ID_SIZE});
	*key = ak_digest_finish(&digest);
	return true;
}

/* ------------------------------------------------------------------ blocks */

static struct ak_packer *block_begin(struct keeping *k)
{
	ak_packer_init(&k->packer, &k->ledger->id);
	ak_buf_clear(&k->name);
	return &k->packer;
}

/* Of the name that was put into k->name. */
static void block_end(struct keeping *k)
{
	if (ak_packer_finish(&k->packer, NULL) == AK_OK && !k->name.failed)
		ak_shelf_put(&k->maker, ak_buf_string(&k->name), ak_buf_view(&k->packer.out));
	else
		k->failed = true;
	ak_packer_release(&k->packer);
}

/* A position, and the record there is kept. */
static void put_position(struct keeping *k, uint32_t record)
{
	ak_pack_number(&k->packer, record);
	if (record >= k->ledger->count || k->met[record])
		return;
	k->met[record] = true;
	k->queue[k->queued++] = record;
}

/* ------------------------------------------------------------------ charters */

/* The text of a charter that was amended to. */
static const char *charter_text(const struct keeping *k, const struct ak_charter *charter)
{
	for (uint32_t i = 0; i < k->state->effect_count; i++) {
		const struct ak_effect *effect = &k->state->effects[i];
		const struct ak_change *change = &k->ledger->records[effect->proposal].changes[effect->change];
		if (change->op == AK_OP_AMEND && ak_id_equal(&change->charter_digest, &charter->digest))
			return change->charter;
	}
	return NULL;
}

static uint32_t charter_number(struct keeping *k, const struct ak_charter *charter)
{
	for (uint32_t i = 0; i < k->charter_count; i++)
		if (k->charters[i] == charter)
			return i;
	k->charters[k->charter_count] = charter; /* there is room for those of all amends */
	return k->charter_count++;
}

static void put_charters(struct keeping *k)
{
	for (uint32_t i = 1; i < k->charter_count; i++) {
		const char *text = charter_text(k, k->charters[i]);
		k->failed |= !text;
		ak_pack_text(block_begin(k), text);
		ak_buf_format(&k->name, AK_HEAD_CHARTER, i);
		block_end(k);
	}
}

/* ------------------------------------------------------------------ a record */

static void put_judged(struct keeping *k, const struct ak_judged *judged)
{
	struct ak_packer *packer = &k->packer;
	const uint32_t numbers[] = {judged->verdict, judged->reason, judged->fault, judged->rank, judged->window, judged->place,
		judged->against, judged->signer};
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		ak_pack_number(packer, numbers[i]);
	ak_pack_number(packer, judged->counted);
	put_position(k, judged->decided_by);
}

/* Of a decided proposal only those that counted, of an open one all, are ever told. */
static bool is_told(const struct keeping *k, uint32_t proposal, uint32_t answer)
{
	return ak_ledger_judged(k->ledger, proposal)->verdict == AK_VERDICT_PENDING ||
	       ak_ledger_judged(k->ledger, answer)->verdict == AK_VERDICT_COUNTED;
}

static void put_answers(struct keeping *k, uint32_t record)
{
	const struct ak_judge *judge = &k->ledger->judge;
	uint32_t first = judge->first_answer[record], end = judge->first_answer[record + 1], told = 0;
	for (uint32_t i = first; i < end; i++)
		told += is_told(k, record, judge->answers[i]);
	ak_pack_number(&k->packer, told);
	for (uint32_t i = first; i < end; i++)
		if (is_told(k, record, judge->answers[i]))
			put_position(k, judge->answers[i]);
}

static void keep_record(struct keeping *k, uint32_t record)
{
	const struct ak_judge *judge = &k->ledger->judge;
	const struct ak_judged *judged = ak_ledger_judged(k->ledger, record);
	bool sealed = judged->window > 0 && judged->window <= judge->seal_count;
	ak_pack_record(block_begin(k), &k->ledger->records[record]);
	put_judged(k, judged);
	put_position(k, sealed ? judge->seals[judged->window - 1].record : AK_POSITION_NONE);
	put_answers(k, record);
	ak_buf_format(&k->name, AK_HEAD_RECORD, record);
	block_end(k);
}

/* ------------------------------------------------------------------ an object */

static void put_cell(struct keeping *k, const struct ak_cell *cell)
{
	struct ak_packer *packer = &k->packer;
	ak_pack_text(packer, cell->field);
	put_position(k, cell->by);
	if (cell->value.kind != AK_VALUE_SET) {
		ak_pack_value(packer, &cell->value);
		return;
	}
	/* as a value of that kind is packed; its members are in the map */
	ak_pack_number(packer, AK_VALUE_SET);
	ak_pack_number(packer, cell->members->count);
	for (uint32_t i = ak_map_first(cell->members); i != AK_MAP_END; i = ak_map_next(cell->members, i))
		ak_pack_text(packer, ak_map_key(cell->members, i));
}

static void put_cells(struct keeping *k, const struct ak_object *object)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < object->cell_count; i++)
		count += object->cells[i].written;
	ak_pack_number(&k->packer, count);
	for (uint32_t i = 0; i < object->cell_count; i++)
		if (object->cells[i].written)
			put_cell(k, &object->cells[i]);
}

/* An object's name, if there is one of this name; each list of names is ended by none. */
static void put_name(struct keeping *k, const char *name)
{
	if (name && ak_state_find(k->state, name))
		ak_pack_text(&k->packer, name);
}

/* Those whose phase an object's follows. */
static void put_above(struct keeping *k, const struct ak_object *object)
{
	while (object) {
		const struct ak_type *type = ak_type_of(k->state, object);
		const char *above = type && type->phase ? ak_text_read(object, type, type->phase->name) : NULL;
		object = above ? ak_state_find(k->state, above) : NULL;
		if (object)
			ak_pack_text(&k->packer, object->name);
	}
}

/* The objects that it names, which are told with what people call them, and those that its phase depends on. */
static void put_named(struct keeping *k, const struct ak_object *object)
{
	for (uint32_t i = 0; i < object->cell_count; i++) {
		const struct ak_cell *cell = &object->cells[i];
		if (!cell->written)
			continue;
		if (cell->value.kind == AK_VALUE_TEXT)
			put_name(k, cell->value.text);
		const struct ak_map *members = cell->value.kind == AK_VALUE_SET ? cell->members : NULL;
		for (uint32_t m = members ? ak_map_first(members) : AK_MAP_END; m != AK_MAP_END; m = ak_map_next(members, m))
			put_name(k, ak_map_key(members, m));
	}
	put_above(k, object);
	ak_pack_text(&k->packer, NULL);
}

/* Whether a cell holds the id of an attachment that is here, or (of those that are asked for) is not. */
static bool names_attachment(const struct keeping *k, const struct ak_object *object, const struct ak_cell *cell, bool here)
{
	struct ak_id id;
	const struct ak_type *type = ak_type_of(k->state, object);
	const struct ak_field *field = type ? ak_type_field(type, cell->field) : NULL;
	return cell->written && cell->value.kind == AK_VALUE_TEXT && field && field->type == AK_FIELD_FILE &&
	       ak_id_parse(&id, cell->value.text, strlen(cell->value.text)) &&
	       ak_ledger_has_attachment(k->ledger, &id) == here;
}

/* The attachments that its fields name: those that are here, then the others, each with whether it was erased. */
static void put_attachments(struct keeping *k, const struct ak_object *object)
{
	for (uint32_t i = 0; i < object->cell_count; i++)
		if (names_attachment(k, object, &object->cells[i], true))
			ak_pack_text(&k->packer, object->cells[i].value.text);
	ak_pack_text(&k->packer, NULL);
	for (uint32_t i = 0; i < object->cell_count; i++) {
		if (!names_attachment(k, object, &object->cells[i], false))
			continue;
		const char *text = object->cells[i].value.text;
		k->asks_history = true;
		ak_pack_text(&k->packer, text);
		ak_pack_number(&k->packer, ak_store_erased(k->ledger->store, text));
	}
	ak_pack_text(&k->packer, NULL);
}

/* ------------------------------------------------------------------ the decisions that made it so */

struct found {
	const struct ak_effect **items;
	size_t count, room;
};

static void found_put(struct keeping *k, struct found *found, const struct ak_effect *effect)
{
	if (!effect)
		return;
	if (ak_grow((void **)&found->items, &found->room, found->count, sizeof *found->items))
		found->items[found->count++] = effect;
	else
		k->failed = true;
}

static void find_effects(struct keeping *k, struct found *found, const struct ak_object *object)
{
	const struct ak_type *type = ak_type_of(k->state, object);
	for (uint32_t i = 0; type && i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		const struct ak_map *members = field->type == AK_FIELD_SET ? ak_read_members(object, field) : NULL;
		if (!ak_object_cell(object, field->name))
			continue;
		if (!members)
			found_put(k, found, ak_origin_find(&k->origins, k->ledger, object, field, NULL));
		for (uint32_t m = members ? ak_map_first(members) : AK_MAP_END; m != AK_MAP_END; m = ak_map_next(members, m))
			found_put(k, found,
				ak_origin_find(&k->origins, k->ledger, object, field, ak_map_key(members, m)));
	}
}

/* They all stand in one array, in the order in which they applied. */
static int compare_effects(const void *left, const void *right)
{
	const struct ak_effect *a = *(const struct ak_effect *const *)left;
	const struct ak_effect *b = *(const struct ak_effect *const *)right;
	return a < b ? -1 : a > b;
}

static void put_effects(struct keeping *k, const struct ak_object *object)
{
	struct found found = {.count = 0};
	size_t distinct = 0;
	find_effects(k, &found, object);
	if (found.count > 1)
		qsort(found.items, found.count, sizeof(const struct ak_effect *), compare_effects);
	for (size_t i = 0; i < found.count; i++)
		if (i == 0 || found.items[i] != found.items[i - 1])
			found.items[distinct++] = found.items[i];
	ak_pack_number(&k->packer, distinct);
	for (size_t i = 0; i < distinct; i++) {
		const struct ak_effect *effect = found.items[i];
		put_position(k, effect->proposal);
		ak_pack_number(&k->packer, effect->change);
		ak_pack_number(&k->packer, effect->object != NULL);
		ak_pack_text(&k->packer, effect->phase);
		ak_pack_number(&k->packer, charter_number(k, effect->charter));
	}
	free(found.items);
}

static void put_open_about(struct keeping *k, const struct ak_object *object)
{
	uintptr_t first = (uintptr_t)ak_map_get(&k->open, object->name);
	uint32_t count = 0;
	for (uint32_t at = (uint32_t)first; at > 0; at = k->opens[at - 1].next)
		count++;
	ak_pack_number(&k->packer, count);
	for (uint32_t at = (uint32_t)first; at > 0; at = k->opens[at - 1].next)
		put_position(k, k->opens[at - 1].proposal);
}

static void keep_object(struct keeping *k, const struct ak_object *object)
{
	block_begin(k);
	put_position(k, object->created_by);
	put_cells(k, object);
	put_named(k, object);
	put_attachments(k, object);
	put_effects(k, object);
	put_open_about(k, object);
	ak_buf_format(&k->name, AK_HEAD_OBJECT, object->name);
	block_end(k);
}

/* ------------------------------------------------------------------ what is open */

static bool is_open(const struct keeping *k, uint32_t proposal)
{
	return ak_ledger_judged(k->ledger, proposal)->verdict == AK_VERDICT_PENDING;
}

/* Notes that a proposal is about an object, once, before those that were noted. */
static void note_open(struct keeping *k, uint32_t proposal, const char *object)
{
	uint32_t entry = ak_map_put(&k->open, object, NULL);
	if (entry == AK_MAP_END ||
		!ak_grow((void **)&k->opens, &k->open_room, k->open_count, sizeof *k->opens)) {
		k->failed = true;
		return;
	}
	uint32_t next = (uint32_t)(uintptr_t)ak_map_value(&k->open, entry);
	if (next > 0 && k->opens[next - 1].proposal == proposal)
		return;
	k->opens[k->open_count++] = (struct open){proposal, next};
	ak_map_value_set(&k->open, entry, (void *)(uintptr_t)k->open_count);
}

static void note_all_open(struct keeping *k)
{
	for (uint32_t i = k->state->opened_count; i-- > 0;) {
		uint32_t proposal = k->state->opened[i];
		const struct ak_record *record = &k->ledger->records[proposal];
		for (uint32_t c = 0; is_open(k, proposal) && c < record->change_count; c++)
			if (record->changes[c].op != AK_OP_AMEND)
				note_open(k, proposal, record->changes[c].object);
	}
}

static void put_value_named(struct keeping *k, const struct ak_value *value)
{
	if (value->kind == AK_VALUE_TEXT)
		put_name(k, value->text);
	for (uint32_t i = 0; value->kind == AK_VALUE_SET && i < value->count; i++)
		put_name(k, value->items[i]);
}

/* All objects that may be told of where a proposal does not apply. */
static void put_involved(struct keeping *k, const struct ak_record *record)
{
	for (uint32_t i = 0; i < record->change_count; i++) {
		const struct ak_change *change = &record->changes[i];
		if (change->op == AK_OP_AMEND)
			continue;
		put_name(k, change->object);
		put_above(k, ak_state_find(k->state, change->object));
		for (uint32_t f = 0; change->op == AK_OP_CREATE && f < change->field_count; f++) {
			const struct ak_value *value = &change->fields[f].value;
			put_value_named(k, value);
			if (value->kind == AK_VALUE_TEXT)
				put_above(k, ak_state_find(k->state, value->text));
		}
	}
	ak_pack_text(&k->packer, NULL);
}

static void put_waiting(struct keeping *k, uint32_t proposal)
{
	const struct ak_record *record = &k->ledger->records[proposal];
	struct ak_fault fault = {.against = AK_POSITION_NONE};
	bool applies = ak_trial_of(k->ledger, proposal, &fault);
	put_position(k, proposal);
	ak_pack_text(&k->packer, record->capacity);
	ak_pack_text(&k->packer, record->actor);
	ak_pack_number(&k->packer, ak_ledger_judged(k->ledger, proposal)->counted);
	ak_pack_number(&k->packer, applies);
	if (applies)
		return;
	ak_pack_number(&k->packer, fault.reason);
	ak_pack_number(&k->packer, fault.change);
	put_position(k, fault.against);
	put_involved(k, record);
}

static void keep_waiting(struct keeping *k)
{
	uint32_t count = 0;
	block_begin(k);
	for (uint32_t i = ak_map_first(&k->state->objects); i != AK_MAP_END; i = ak_map_next(&k->state->objects, i)) {
		const struct ak_object *object = ak_map_value(&k->state->objects, i);
		if (object->exists && (strcmp(object->type, "seat") == 0 || strcmp(object->type, "office") == 0))
			ak_pack_text(&k->packer, object->name);
	}
	ak_pack_text(&k->packer, NULL);
	for (uint32_t i = 0; i < k->state->opened_count; i++)
		count += is_open(k, k->state->opened[i]);
	ak_pack_number(&k->packer, count);
	for (uint32_t i = 0; i < k->state->opened_count; i++)
		if (is_open(k, k->state->opened[i]))
			put_waiting(k, k->state->opened[i]);
	ak_buf_text(&k->name, AK_HEAD_WAITING);
	block_end(k);
}

/* ------------------------------------------------------------------ all of it */

static void keep_base(struct keeping *k)
{
	const struct ak_ledger *ledger = k->ledger;
	struct ak_packer *packer = block_begin(k);
	ak_pack_raw(packer, ledger->id.bytes, AK_ID_SIZE);
	ak_pack_number(packer, ledger->count);
	ak_pack_number(packer, ledger->judge.seal_count);
	ak_pack_number(packer, charter_number(k, k->state->charter));
	put_position(k, k->state->charter_by);
	ak_pack_raw(packer, ledger->judge.root.bytes, AK_ID_SIZE);
	ak_pack_number(packer, ledger->charter_bytes.size);
	ak_pack_raw(packer, ledger->charter_bytes.data, ledger->charter_bytes.size);
	bool has_history = k->asks_history && ak_store_has_history(ledger->store);
	ak_pack_text(packer, has_history ? ak_store_head(ledger->store) : NULL);
	ak_buf_text(&k->name, AK_HEAD_BASE);
	block_end(k);
}

static void keep_all(struct keeping *k)
{
	k->charters[k->charter_count++] = k->ledger->founding;
	note_all_open(k);
	for (uint32_t i = ak_map_first(&k->state->objects); i != AK_MAP_END; i = ak_map_next(&k->state->objects, i)) {
		const struct ak_object *object = ak_map_value(&k->state->objects, i);
		if (object->exists)
			keep_object(k, object);
	}
	if (!ak_outlook_has_next(k->ledger)) /* that waits for people too, and what it says takes judging */
		keep_waiting(k);
	keep_base(k);
	put_charters(k);
	for (uint32_t i = 0; i < k->queued; i++) /* records bring others */
		keep_record(k, k->queue[i]);
}

void ak_head_keep(const struct ak_ledger *ledger)
{
	const struct ak_judge_options *asked = &ledger->judge.options;
	struct keeping k = {.ledger = ledger, .state = ak_ledger_state(ledger), .name = AK_BUF_INIT};
	struct ak_id key;
	if (asked->at_given || ledger->judge.has_split ||
		!ak_ledger_is_current(ledger, asked->remembered, asked->remembered_count) ||
		!ak_head_key(&key, ledger->store, asked->remembered, asked->remembered_count) ||
		ak_origins_take(&k.origins, ledger, NULL) != AK_OK)
		return;
	ak_map_init(&k.open);
	k.met = calloc((size_t)ledger->count + 1, sizeof *k.met);
	k.queue = calloc((size_t)ledger->count + 1, sizeof *k.queue);
	k.charters = calloc(k.state->charter_count + 1, sizeof(const struct ak_charter *));
	if (k.met && k.queue && k.charters) {
		ak_shelf_begin(&k.maker, &key);
		keep_all(&k);
		k.maker.failed |= k.failed;
		ak_shelf_end(&k.maker, ledger->store, AK_HEAD_NAME);
	}
	ak_origins_release(&k.origins);
	ak_map_release(&k.open);
	ak_buf_release(&k.name);
	free(k.met);
	free(k.queue);
	free(k.charters);
	free(k.opens);
}
