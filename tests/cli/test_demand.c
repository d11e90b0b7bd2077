/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who signs asks a part of the ledger that is filled on demand. Whatever is drafted there, it tells what the whole
 * tells, down to the bytes that would be signed, or that it is short: of every object, field and capacity of the
 * vectors and the example, by many actors.
 */
#include "base/limits.h"
#include "judge/scope.h"
#include "ledger/demand.h"
#include "ledger/head.h"
#include "ledger/ledger_case.h"
#include "ledger/trial.h"
#include "report/proposal.h"

static char top[TEMP_PATH_MAX];
static const int64_t now = 1893456000; /* 2030-01-01, after all that the vectors tell */

/* ---- what is told of a draft */

struct draft {
	const char *actor;
	const char *key;
	enum ak_kind kind;
	const struct ak_id *target;
	bool is_open; /* the target */
	struct ak_change changes[2];
	uint8_t change_count;
	struct ak_pin pin;
	const char *capacity;
};

static void put_judged(struct ak_buf *out, const char *label, const struct ak_judged *judged)
{
	ak_buf_format(out, "%s %u %u %u %u %u %llu\n", label, judged->verdict, judged->reason, judged->fault, judged->signer,
		judged->decided_by, (unsigned long long)judged->counted);
}

static void put_trial(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_record *record)
{
	const struct ak_charter *charter = ak_ledger_state(ledger)->charter;
	struct ak_trial *trial = NULL;
	if (ak_trial_open(&trial, ledger, record, NULL) != AK_OK) {
		ak_buf_text(out, "no trial\n");
		return;
	}
	for (uint32_t i = 0; i < charter->body_count + charter->party_count; i++) {
		struct ak_fault fault = {.reason = AK_REASON_NONE};
		const char *capacity = i < charter->body_count ? charter->bodies[i].name
							       : charter->parties[i - charter->body_count].name;
		bool applies = ak_trial_apply(trial, capacity, &fault);
		ak_buf_format(out, "%s %d %u %u %u\n", capacity, applies, fault.reason, fault.change, fault.against);
	}
	ak_trial_free(trial);
}

static void put_shown(struct ak_buf *out, const struct ak_ledger *ledger, const struct ak_record *record)
{
	struct ak_page page = AK_PAGE_INIT;
	page.width = 80;
	if (record->kind == AK_KIND_PROPOSE)
		ak_draft_put(&page, ledger, record);
	else
		ak_proposal_put(&page, ledger, ak_admission_find(&ledger->admission, record->target));
	ak_buf_text(out, ak_buf_string(&page.buf));
	ak_page_release(&page);
}

/*
 * All that is told before it would be signed; good only if the ledger is not short. Appended; false where nobody
 * would be shown it.
 */
static bool put_draft(struct ak_buf *out, const struct ak_ledger *ledger, const struct draft *draft)
{
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_record record = {.kind = (uint8_t)draft->kind, .respond_by = -1};
	struct ak_buf bytes = AK_BUF_INIT;
	struct ak_judged judged, target = {.verdict = AK_VERDICT_NONE};
	enum ak_refusal refusal = AK_REFUSAL_NONE;
	enum ak_status status = ak_record_draft(&record, &arena, ledger, draft->actor, draft->key, now, NULL);
	record.why = "omdat";
	if (draft->kind == AK_KIND_PROPOSE) {
		record.changes = draft->changes;
		record.change_count = draft->change_count;
		record.pins = &draft->pin;
		record.pin_count = draft->pin.object != NULL;
		record.capacity = draft->capacity;
	} else {
		record.target = draft->target;
	}
	if (status == AK_OK && draft->kind == AK_KIND_PROPOSE)
		put_trial(out, ledger, &record);
	if (status == AK_OK)
		status = ak_record_write(&record, &bytes, NULL);
	if (status == AK_OK)
		status = ak_ledger_foresee(ledger, ak_buf_view(&bytes), &refusal, &judged, &target, NULL);
	bool shown = status == AK_OK && refusal == AK_REFUSAL_NONE && !ak_ledger_is_short(ledger);
	if (shown) {
		ak_buf_append(out, bytes.data, bytes.size);
		put_judged(out, "it", &judged);
		put_judged(out, "target", &target);
		put_shown(out, ledger, &record);
	}
	ak_buf_release(&bytes);
	ak_arena_release(&arena);
	return shown;
}

/* ---- the two beside one another */

struct compared {
	const struct ak_ledger *whole;
	struct ak_ledger_options options;
	struct ak_store *store;
	struct ak_ledger *part; /* used again and again, until it is short */
	unsigned every, drafts; /* of so many drafts one is compared */
	unsigned told, proposals, short_proposals, answers, short_answers; /* of answers those to open proposals */
};

static void compare(struct compared *compared, const struct draft *draft)
{
	struct ak_buf whole = AK_BUF_INIT, part = AK_BUF_INIT;
	bool is_proposal = draft->kind == AK_KIND_PROPOSE;
	if (compared->drafts++ % compared->every != 0)
		return;
	bool shown = put_draft(&whole, compared->whole, draft);
	if (!compared->part)
		assert_true(ak_head_on_demand(&compared->part, compared->store, &compared->options));
	bool told = put_draft(&part, compared->part, draft);
	unsigned counts = shown && (is_proposal || draft->is_open);
	*(is_proposal ? &compared->proposals : &compared->answers) += counts;
	if (ak_ledger_is_short(compared->part) || !told) {
		*(is_proposal ? &compared->short_proposals : &compared->short_answers) += counts;
	} else {
		assert_true(shown);
		assert_string_equal(ak_buf_string(&part), ak_buf_string(&whole));
		compared->told++;
	}
	if (ak_ledger_is_short(compared->part) || compared->told % 64 == 63) {
		ak_ledger_free(compared->part);
		compared->part = NULL;
	}
	ak_buf_release(&whole);
	ak_buf_release(&part);
}

/* ---- drafts */

/* Those who could sign: `i` over all of them, round and round. */
struct actors {
	const struct ak_object *items[64];
	size_t count, next;
};

static struct actors actors_of(const struct ak_state *state)
{
	struct actors actors = {.count = 0};
	for (uint32_t i = ak_map_first(&state->objects); i != AK_MAP_END; i = ak_map_next(&state->objects, i)) {
		const struct ak_object *object = ak_map_value(&state->objects, i);
		bool is_one = strcmp(object->type, "actor") == 0 || strcmp(object->type, "party") == 0;
		if (is_one && object->exists && actors.count < 64)
			actors.items[actors.count++] = object;
	}
	return actors;
}

static void by_the_next(struct draft *draft, struct actors *actors, const struct ak_state *state)
{
	draft->actor = strchr(actors->items[actors->next++ % actors->count]->name, '/') + 1;
	draft->key = ak_actor_of(state, draft->actor).key;
}

static const char *some_object(const struct ak_state *state, const char *type)
{
	for (uint32_t i = ak_map_first(&state->objects); i != AK_MAP_END; i = ak_map_next(&state->objects, i)) {
		const struct ak_object *object = ak_map_value(&state->objects, i);
		if (object->exists && (strcmp(type, "*") == 0 || strcmp(type, object->type) == 0))
			return object->name;
	}
	return "nota/none";
}

/* The how-manieth value that a field could have; false where there are no more. */
static bool value_of(struct ak_value *value, const struct compared *compared, const struct ak_field *field,
	enum ak_field_type type, unsigned number)
{
	static char id[AK_ID_HEX + 1];
	const struct ak_state *state = ak_ledger_state(compared->whole);
	*value = (struct ak_value){.kind = AK_VALUE_TEXT, .text = number == 0 ? "zo" : "nota/none"};
	if (type == AK_FIELD_ENUM) {
		value->text = number < field->values.count ? field->values.items[number] : NULL;
		return number < field->values.count;
	}
	if (number > 1)
		return false;
	if (type == AK_FIELD_INT)
		*value = (struct ak_value){.kind = AK_VALUE_INT, .integer = number ? -4 : 7};
	else if (type == AK_FIELD_BOOL)
		*value = (struct ak_value){.kind = AK_VALUE_BOOL, .boolean = number == 0};
	else if (type == AK_FIELD_DATE && number == 0)
		value->text = "2024-02-29";
	else if (type == AK_FIELD_PARTY && number == 0)
		value->text = state->charter->parties[0].name;
	else if (type == AK_FIELD_ACTOR)
		value->text = strchr(some_object(state, number ? "party" : "actor"), '/') + 1;
	else if (type == AK_FIELD_REF && number == 0)
		value->text = some_object(state, field->to);
	else if (type == AK_FIELD_KEY && number == 0)
		value->text = key_of("somebody-else");
	else if (type == AK_FIELD_RECORD || type == AK_FIELD_FILE) {
		strcpy(id, ak_id_hex(&compared->whole->records[number ? compared->whole->count - 1 : 0].id).text);
		value->text = id;
	}
	return true;
}

static const char *capacity_of(const struct compared *compared, unsigned number)
{
	static char seat[2 * AK_NAME_MAX + 2];
	const struct ak_charter *charter = ak_ledger_state(compared->whole)->charter;
	unsigned all = charter->body_count + charter->party_count + charter->office_count + 2;
	number %= all;
	if (number < charter->body_count)
		return charter->bodies[number].name;
	number -= charter->body_count;
	if (number < charter->party_count)
		return charter->parties[number].name;
	number -= charter->party_count;
	if (number < charter->office_count)
		return charter->offices[number].name;
	if (number == charter->office_count)
		return "self";
	snprintf(seat, sizeof seat, "%s/%s", charter->bodies[0].name, charter->bodies[0].seats.items[0]);
	return seat;
}

static void compare_change(struct compared *compared, struct actors *actors, const struct ak_change *change)
{
	const struct ak_state *state = ak_ledger_state(compared->whole);
	static unsigned capacity;
	struct draft draft = {.kind = AK_KIND_PROPOSE, .changes = {*change}, .change_count = 1};
	by_the_next(&draft, actors, state);
	draft.capacity = capacity_of(compared, capacity++);
	compare(compared, &draft);
	struct ak_object *object = ak_state_find(state, change->object);
	if (!object || !ak_charter_type(state->charter, object->type))
		return;
	draft.capacity = state->charter->bodies[0].name;
	draft.pin = (struct ak_pin){.object = object->name, .digest = ak_scope_digest((struct ak_state *)state, object)};
	draft.changes[1] = *change;
	draft.changes[1].from = change->to;
	draft.changes[1].to = change->from;
	draft.change_count = (uint8_t)(1 + (change->op == AK_OP_SET));
	by_the_next(&draft, actors, state);
	compare(compared, &draft);
}

static void compare_field(struct compared *compared, struct actors *actors, const struct ak_object *object,
	const struct ak_field *field)
{
	struct ak_change change = {.op = AK_OP_SET, .object = object->name, .field = field->name};
	bool is_set = field->type == AK_FIELD_SET;
	change.from = ak_read(object, field);
	if (is_set)
		change.from = (struct ak_value){.kind = AK_VALUE_NULL};
	for (unsigned i = 0; value_of(&change.to, compared, field, is_set ? field->of : field->type, i); i++) {
		change.op = is_set ? AK_OP_ADD : AK_OP_SET;
		if (!is_set && ak_value_equal(&change.from, &change.to))
			continue;
		compare_change(compared, actors, &change);
		change.op = AK_OP_REMOVE;
		if (is_set)
			compare_change(compared, actors, &change);
	}
	change.op = AK_OP_SET;
	change.to = (struct ak_value){.kind = AK_VALUE_NULL};
	if (change.from.kind != AK_VALUE_NULL)
		compare_change(compared, actors, &change);
}

/* A new object of a type, of a name that is free, or of one that is taken. */
static void compare_creation(struct compared *compared, struct actors *actors, const struct ak_type *type, bool taken)
{
	struct ak_assignment fields[64];
	char name[AK_OBJECT_MAX + 1];
	struct ak_change change = {.op = AK_OP_CREATE, .fields = fields};
	snprintf(name, sizeof name, "%s/nog-een", type->name);
	change.object = taken ? some_object(ak_ledger_state(compared->whole), type->name) : name;
	for (uint32_t i = 0; i < type->field_count && change.field_count < 64; i++) {
		const struct ak_field *field = &type->fields[i];
		struct ak_value value;
		if (!field->required || field->initial || !value_of(&value, compared, field, field->type, 0))
			continue;
		fields[change.field_count++] = (struct ak_assignment){.field = field->name, .value = value};
	}
	compare_change(compared, actors, &change);
}

static void compare_proposals(struct compared *compared, struct actors *actors, unsigned most)
{
	const struct ak_state *state = ak_ledger_state(compared->whole);
	for (uint32_t i = ak_map_first(&state->objects); i != AK_MAP_END && most > 0; i = ak_map_next(&state->objects, i)) {
		const struct ak_object *object = ak_map_value(&state->objects, i);
		const struct ak_type *type = object->exists ? ak_type_of(state, object) : NULL;
		for (uint32_t f = 0; type && f < type->field_count; f++)
			compare_field(compared, actors, object, &type->fields[f]);
		most -= type != NULL;
	}
	for (uint32_t i = 0; i < state->charter->type_count; i++) {
		compare_creation(compared, actors, &state->charter->types[i], false);
		compare_creation(compared, actors, &state->charter->types[i], true);
	}
}

/* To each proposal, whatever became of it, by each actor. */
static void compare_answers(struct compared *compared, struct actors *actors, unsigned most)
{
	const struct ak_ledger *whole = compared->whole;
	for (uint32_t i = 0; i < whole->count && most > 0; i++) {
		bool is_open = ak_ledger_judged(whole, i)->verdict == AK_VERDICT_PENDING;
		if (whole->records[i].kind != AK_KIND_PROPOSE || (!is_open && i % 7 != 0))
			continue;
		most--;
		for (size_t a = 0; a < (is_open ? actors->count : 1); a++) {
			struct draft draft = {.kind = a % 4 == 3 ? AK_KIND_OBJECT : AK_KIND_ENDORSE, .target = &whole->records[i].id, .is_open = is_open};
			by_the_next(&draft, actors, ak_ledger_state(whole));
			compare(compared, &draft);
		}
	}
}

/* ---- ledgers */

/* Keeps the state at the head of the replica at path, where all its seals are remembered, and compares. */
static struct compared compare_ledger(const char *path, unsigned most, unsigned every)
{
	struct compared compared = {.every = every};
	struct place first = place_open(path, NULL);
	uint32_t seals = first.ledger->judge.seal_count;
	struct ak_id *remembered = calloc(seals + 1U, sizeof *remembered);
	assert_non_null(remembered);
	for (uint32_t i = 0; i < seals; i++)
		remembered[i] = first.ledger->records[first.ledger->judge.seals[i].record].id;
	place_close(&first);
	compared.options = (struct ak_ledger_options){.remembered = remembered, .remembered_count = seals, .keep_head = true};
	struct place place = place_open(path, &compared.options);
	compared.whole = place.ledger;
	compared.store = place.store;
	struct actors actors = actors_of(ak_ledger_state(place.ledger));
	if (!place.ledger->judge.has_split && actors.count > 0) {
		compare_proposals(&compared, &actors, most);
		compare_answers(&compared, &actors, most);
	}
	ak_ledger_free(compared.part);
	place_close(&place);
	free(remembered);
	return compared;
}

static void replica_of(const char *folder)
{
	sh("rm -rf v && cp -r '%s/%s' v && cd v && chmod -R u+w . && rm -rf .git && git init -q . && git add -A -f ledger && git commit -q -m x", top,
		folder);
}

static void a_draft_is_told_alike(void **state)
{
	(void)state;
	static const char *const names[] = {"amended-fields", "authority", "concurrent", "decisions", "dispute", "drafts", "fork",
		"keys-change", "reasons", "same-name", "seal-retry", "seals", "slipped-in", "stolen-root", "unseen"};
	unsigned proposals = 0, answers = 0;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char folder[64];
		snprintf(folder, sizeof folder, "tests/vectors/%s", names[i]);
		replica_of(folder);
		struct compared it = compare_ledger("v", 40, 17);
		proposals += it.proposals - it.short_proposals;
		answers += it.answers - it.short_answers;
	}
	assert_true(proposals > 100);
	assert_true(answers > 0);
}

static void so_it_is_on_the_example(void **state)
{
	(void)state;
	sh("mkdir v && cp -r '%s/keys' '%s/ledger' v && cd v && git init -q . && git add -A -f . && git commit -q -m x", top, top);
	struct compared it = compare_ledger("v", 60, 19);
	assert_true(it.proposals > 50);
	assert_true(it.short_proposals < it.proposals / 5);
}

static void commit_all(void)
{
	sh("git init -q . && git add -A -f ledger && git commit -q -m x && git gc -q");
}

/*
 *   a --- y (q, early)            by itself y comes before x, and x is stale; so is what z pinned
 *    \--- x (p, late) --- z (bo)  the last seat lifts z, and with it x, before y
 */
#define LIFTED                                                                                                         \
	SEALED "n p : propose p: create nota/n => in-force\n"                                                          \
	       "a p-1 : propose do: create agenda/a titel=A; create afspraak/x agenda=agenda/a leider=p-1 trekker=q"    \
	       " => in-force\n"                                                                                        \
	       "y q-1 @100 < a : propose do/q: set afspraak/x voortgang null -> 2 => in-force\n"                       \
	       "x p-1 @200 < a : propose self: set afspraak/x voortgang null -> 1 => void:stale\n"                     \
	       "z p-1 @201 < x : propose bo pin agenda/a: set nota/n tekst null -> op => pending\n"

static void what_the_last_seat_lifts_is_left_to_the_whole(void **state)
{
	(void)state;
	put_drawing(LIFTED);
	commit_all();
	struct compared it = compare_ledger(".", 40, 1);
	assert_int_equal(it.short_answers, it.answers);
	assert_true(it.answers > 3);
	sh("rm -rf ledger .git");
	put_drawing(LIFTED "c p-1 < y z : propose bo: set nota/n tekst null -> na => pending\n");
	commit_all();
	it = compare_ledger(".", 40, 1);
	assert_true(it.short_answers < it.answers); /* nothing is judged otherwise for c */
}

/* Told, or to be told by the whole, whatever happened to the file. */
static void what_is_damaged_is_not_told(void **state)
{
	(void)state;
	struct ak_buf sound = AK_BUF_INIT;
	const struct ak_ledger_options options = {.keep_head = true};
	unsigned told = 0, lost = 0;
	put_drawing("a p : propose p: create nota/a\n b q < a : propose q: create nota/b\n c p < b : propose do: set nota/a tekst null -> een\n");
	commit_all();
	struct place place = place_open(".", &options);
	assert_true(ak_store_cache_read(place.store, AK_HEAD_NAME, &sound));
	const struct draft draft = {.actor = "p", .key = key_of("p"), .capacity = "p", .change_count = 1,
		.changes = {{.op = AK_OP_SET, .object = "nota/b", .field = "tekst", .to = {.kind = AK_VALUE_TEXT, .text = "twee"}}}};
	struct ak_buf whole = AK_BUF_INIT;
	assert_true(put_draft(&whole, place.ledger, &draft));
	for (size_t at = 0; at < sound.size; at += at < 56 ? 7 : 101) {
		struct ak_ledger *part = NULL;
		struct ak_buf out = AK_BUF_INIT;
		sound.data[at] ^= 4;
		write_file(".git/" AK_HEAD_NAME, sound.data, sound.size);
		sound.data[at] ^= 4;
		bool given = ak_head_on_demand(&part, place.store, &options);
		bool shown = given && put_draft(&out, part, &draft) && !ak_ledger_is_short(part);
		if (shown)
			assert_string_equal(ak_buf_string(&out), ak_buf_string(&whole));
		*(shown ? &told : &lost) += 1;
		if (given)
			ak_ledger_free(part);
		ak_buf_release(&out);
	}
	assert_true(told > 10);
	assert_true(lost > 10);
	ak_buf_release(&whole);
	ak_buf_release(&sound);
	place_close(&place);
}

static void seals_that_are_not_remembered_are_left_to_the_whole(void **state)
{
	(void)state;
	const struct ak_ledger_options options = {.keep_head = true};
	struct ak_ledger *part = NULL;
	put_drawing(LIFTED);
	commit_all();
	struct place place = place_open(".", &options);
	assert_int_equal(place.ledger->judge.seal_count, 1);
	assert_false(ak_head_on_demand(&part, place.store, &options));
	place_close(&place);
}

/* test_demand EVERY REPLICA…: the same of other ledgers. */
static int compare_given(unsigned every, int count, char **paths)
{
	for (int i = 0; i < count; i++) {
		struct compared it = compare_ledger(paths[i], 400, every);
		print_message("%s: proposals %u, short %u; answers %u, short %u\n", paths[i], it.proposals, it.short_proposals,
			it.answers, it.short_answers);
	}
	return 0;
}

int main(int argc, char **argv)
{
	if (!getcwd(top, sizeof top) || ak_sig_start(NULL) != AK_OK)
		return 1;
	if (argc > 2)
		return compare_given((unsigned)strtoul(argv[1], NULL, 10), argc - 2, argv + 2);
#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		IN_A_FOLDER(a_draft_is_told_alike),
		IN_A_FOLDER(so_it_is_on_the_example),
		IN_A_FOLDER(what_the_last_seat_lifts_is_left_to_the_whole),
		IN_A_FOLDER(what_is_damaged_is_not_told),
		IN_A_FOLDER(seals_that_are_not_remembered_are_left_to_the_whole),
	};
	return cmocka_run_group_tests_name("cli/demand", tests, NULL, NULL);
}
