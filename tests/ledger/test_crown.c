/* SPDX-License-Identifier: EUPL-1.2 */
/* What a record would come to is told from the last window as from all of them, and leaves no trace. */
#include "ledger/vector_case.h"

#include "judge/read.h"
#include "judge/window.h"
#include "ledger/append.h"
#include "ledger/crown.h"
#include "ledger/trial.h"
#include "sig/digest.h"

static const char *const names[] = {"amended-fields", "amendment", "authority", "claimed-rank", "concurrent", "decisions", "dispute",
	"drafts", "fork", "founding", "higher-first", "impostors", "keys-change", "known-at", "not-sealed", "quorum", "reasons",
	"refusals", "same-name", "seal-abandoned", "seal-retry", "seal-seats", "seals", "slipped-in", "split", "stolen-root", "unseen"};

/* All that was judged, to be freed. */
static char *all_of(const struct ak_ledger *ledger)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	struct ak_buf out = AK_BUF_INIT;
	ak_buf_format(&out, "%s %u %u %u %u\n", ak_buf_string(&ledger->judge.text), state->effect_count, state->opened_count,
		ledger->admission.count, state->charter_by);
	for (uint32_t i = 0; i < ledger->count; i++) {
		const struct ak_judged *it = ak_ledger_judged(ledger, i);
		ak_buf_format(&out, "%u %u %u %u %u %u %u %u %llu\n", it->verdict, it->reason, it->fault, it->rank, it->window,
			it->place, it->decided_by, it->against, (unsigned long long)it->counted);
	}
	for (uint32_t i = ak_map_first(&state->objects); i != AK_MAP_END; i = ak_map_next(&state->objects, i)) {
		const struct ak_object *object = ak_map_value(&state->objects, i);
		struct ak_buf scratch = AK_BUF_INIT;
		struct ak_id digest = ak_object_digest(&ledger->admission, object, &scratch);
		if (object->exists)
			ak_buf_format(&out, "%s %s %u\n", object->name, ak_id_hex(&digest).text, object->created_by);
		ak_buf_release(&scratch);
	}
	assert_false(out.failed);
	return ak_buf_take(&out);
}

/* The judged of a record and of what it answers, but for positions: those are of other arrays. */
static char *foreseen(const struct ak_ledger *ledger, struct ak_bytes bytes)
{
	struct ak_buf out = AK_BUF_INIT;
	struct ak_judged two[2];
	enum ak_refusal refusal;
	assert_int_equal(ak_ledger_foresee(ledger, bytes, &refusal, &two[0], &two[1], NULL), AK_OK);
	ak_buf_format(&out, "%u:", refusal);
	for (size_t i = 0; i < 2; i++)
		ak_buf_format(&out, " %u %u %u %u %u %u %u %llu", two[i].verdict, two[i].reason, two[i].fault, two[i].rank,
			two[i].window, two[i].place, two[i].signer, (unsigned long long)two[i].counted);
	return ak_buf_take(&out);
}

/* Both ways; returns whether the short one was one. */
static bool compare(struct ak_ledger *ledger, const struct ak_record *record)
{
	struct ak_buf bytes = AK_BUF_INIT;
	assert_int_equal(ak_record_write(record, &bytes, NULL), AK_OK);
	char *before = all_of(ledger);
	char *on_top = foreseen(ledger, ak_buf_view(&bytes));
	char *after = all_of(ledger);
	uint32_t room = ledger->room;
	ledger->room = 0; /* then all of it is judged */
	char *whole = foreseen(ledger, ak_buf_view(&bytes));
	ledger->room = room;
	struct ak_record parsed = *record;
	parsed.id = ak_sha256(ak_buf_view(&bytes));
	bool crowned = ak_crown_put(ledger, &parsed);
	if (crowned)
		assert_int_equal(ak_crown_take_off(ledger, false, NULL), AK_OK);
	assert_string_equal(on_top, whole);
	assert_string_equal(after, before);
	free(before);
	free(on_top);
	free(after);
	free(whole);
	ak_buf_release(&bytes);
	return crowned;
}

/* Whether a draft applies, for this capacity, both ways. */
static void compare_trials(struct ak_ledger *ledger, const struct ak_record *record)
{
	struct ak_fault faults[2];
	bool applies[2] = {false, false};
	enum ak_status status[2];
	uint32_t room = ledger->room;
	char *before = all_of(ledger);
	for (size_t i = 0; i < 2; i++) {
		struct ak_trial *trial = NULL;
		ledger->room = i == 0 ? room : 0;
		status[i] = ak_trial_open(&trial, ledger, record, NULL);
		if (status[i] == AK_OK)
			applies[i] = ak_trial_apply(trial, record->capacity, &faults[i]);
		ak_trial_free(trial);
	}
	ledger->room = room;
	char *after = all_of(ledger);
	assert_int_equal(status[0], status[1]);
	assert_int_equal(applies[0], applies[1]);
	if (status[0] == AK_OK && !applies[0]) {
		assert_int_equal(faults[0].reason, faults[1].reason);
		assert_int_equal(faults[0].change, faults[1].change);
	}
	assert_string_equal(after, before);
	free(before);
	free(after);
}

/*
 * One actor answers, in all ways, and proposes anew, what another proposed or sealed: each actor of a ledger another
 * one.
 */
static unsigned try_all(struct ak_ledger *ledger, const char *actor, const char *key, unsigned turn)
{
	unsigned crowned = 0, tried = 0;
	for (uint32_t n = 0; n < ledger->count && tried == 0; n++) {
		uint32_t i = (turn * 13 + n) % ledger->count;
		const struct ak_record *other = &ledger->records[i];
		if (ledger->admission.refusals[i] != AK_REFUSAL_NONE ||
			(other->kind != AK_KIND_PROPOSE && other->kind != AK_KIND_SEAL))
			continue;
		tried++;
		struct ak_arena arena = AK_ARENA_INIT;
		struct ak_record draft = {.why = "omdat", .respond_by = -1};
		static const enum ak_kind kinds[] = {AK_KIND_ENDORSE, AK_KIND_WITHDRAW, AK_KIND_OBJECT, AK_KIND_PROPOSE};
		for (size_t k = 0; k < 4; k++) {
			draft = (struct ak_record){.why = "omdat", .kind = (uint8_t)kinds[k]};
			if (ak_record_draft(&draft, &arena, ledger, actor, key, 4102444800, NULL) != AK_OK)
				continue;
			if (kinds[k] != AK_KIND_PROPOSE) {
				draft.target = &other->id;
			} else if (other->kind == AK_KIND_PROPOSE) {
				draft.capacity = other->capacity;
				draft.changes = other->changes;
				draft.change_count = other->change_count;
				draft.pins = other->pins;
				draft.pin_count = other->pin_count;
				draft.respond_by = -1;
				compare_trials(ledger, &draft);
			} else {
				continue;
			}
			crowned += compare(ledger, &draft);
		}
		ak_arena_release(&arena);
	}
	return crowned;
}

static void a_record_on_top_comes_to_what_it_comes_to_among_all(void **state)
{
	(void)state;
	unsigned crowned = 0;
	for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
		struct vector vector = open_vector(names[n]);
		const struct ak_map *objects = &ak_ledger_state(vector.ledger)->objects;
		unsigned turn = 0;
		/* the names: trying things out may put objects into the map that came to nothing */
		const char *actors[4];
		size_t count = 0;
		for (uint32_t i = ak_map_first(objects); i != AK_MAP_END && count < 4; i = ak_map_next(objects, i)) {
			const struct ak_object *object = ak_map_value(objects, i);
			bool is_who = strcmp(object->type, "actor") == 0 || strcmp(object->type, "party") == 0;
			if (object->exists && is_who)
				actors[count++] = strchr(object->name, '/') + 1;
		}
		for (size_t i = 0; i < count; i++) {
			struct ak_actor who = ak_actor_of(ak_ledger_state(vector.ledger), actors[i]);
			crowned += try_all(vector.ledger, actors[i], who.key, turn++);
		}
		close_vector(&vector);
	}
	assert_true(crowned > 50);
}

int main(void)
{
	if (ak_sig_start(NULL) != AK_OK)
		return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_on_top_comes_to_what_it_comes_to_among_all),
	};
	return cmocka_run_group_tests_name("ledger/crown", tests, NULL, NULL);
}
