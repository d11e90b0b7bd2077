/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Amendments: what a new charter brings, what it leaves, how old values are read; and what a proposal that fails
 * leaves: nothing.
 */
#include "judge/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The law becomes another, with p-1 and q-1 for the body that may. */
#define AMEND(n, from, to) "m" n " p-1 : propose bo: amend " from " -> " to " => in-force by=e" n "\n e" n " q-1 : endorse m" n " => counted\n"
#define NOTE APPOINTED "n p : propose p: create nota/n => in-force\n"
#define AGENDA APPOINTED "g p-1 : propose do: create agenda/a titel=een jaar=2022 => in-force\n"

/* clang-format off */
static const struct drawing drawings[] = {
	{"an amendment brings parties, bodies and offices",
		APPOINTED AMEND("1", "one", "wider")
		"a t : propose t: create actor/t-1 party=t key=$t-1; add seat/raad.t holders t-1 => in-force\n"
		"b t-1 : propose raad: create nota/n => void:authority\n"
		"c p-1 : propose bo: set office/secretaris holder null -> t-1 => in-force\n d r-1 : endorse c => counted\n"},
	{"the parties it brings have the amendment as their maker",
		APPOINTED AMEND("1", "one", "wider") "a t : propose t: set party/t key $p -> $t-9 => void:stale against=m1\n"},
	{"a party may not be dropped, renamed or given another key",
		APPOINTED "a p-1 : propose bo: amend one -> smaller => void:value change=0\n b q-1 : endorse a => counted\n"
		"c p-1 : propose bo: amend one -> renamed => void:value\n d q-1 : endorse c => counted\n"},
	{"once brought it stays", APPOINTED AMEND("1", "one", "wider")
		"a p-1 : propose bo: amend wider -> one => void:value\n b q-1 : endorse a => counted\n"},
	{"an amendment to the same charter is one",
		NOTE "a p-1 : propose do: create agenda/a titel=x => in-force\n" AMEND("1", "one", "one")
		"b r-1 @99 < n : propose bo: set agenda/a titel x -> y => void:amended against=none\n"},
	{"an amendment is judged by the rules before it",
		APPOINTED "a p-1 : propose do: amend one -> do-amends => void:authority\n" AMEND("1", "one", "do-amends")
		"b p-1 : propose do: amend do-amends -> one => in-force\n c p-1 : propose do: amend one -> do-amends => void:authority\n"},
	{"two in one proposal: the second by the rules of the first",
		APPOINTED "a p-1 : propose bo: amend one -> do-amends; amend do-amends -> one => void:authority change=1\n b q-1 : endorse a => counted\n"
		"c p-1 : propose bo: amend one -> wider; amend wider -> wider => in-force\n d q-1 : endorse c => counted\n"},
	{"changes after it in the proposal go by the new one",
		APPOINTED "a p-1 : propose bo: amend one -> wider; set office/secretaris holder null -> p-1 => in-force\n b q-1 : endorse a => counted\n"},
	{"all that is open falls, for whomever it was",
		AGENDA
		"a p-1 : propose wit: create nota/x => void:amended against=m1\n"
		"b q-1 : propose bo: set agenda/a titel een -> x => void:amended against=m1\n"
		AMEND("1", "one", "wider")
		"c r-1 : endorse b => void:target\n"},
	{"what was withdrawn or void stays so",
		AGENDA
		"a p-1 : propose bo: set agenda/a titel een -> x => withdrawn\n w p-1 : withdraw a => counted\n"
		"b q : propose q: set agenda/a titel een -> x => void:authority\n" AMEND("1", "one", "wider")},
	{"a quorum that changes counts from then on",
		APPOINTED AMEND("1", "one", "high-do")
		"a p-1 : propose do: create agenda/a titel=x => in-force by=b\n b q-1 : endorse a => counted\n"},
	{"bodies must have seen it, offices and parties need not",
		APPOINTED AMEND("1", "one", "wider")
		"a r @99 < s1 : propose r: create nota/n => in-force\n"
		"b p-1 @99 < s1 : propose bo: create agenda/a titel=x => void:amended\n"},

	/* ---- freezes and phases of another charter */
	{"a freeze that the charter drops is gone",
		AGENDA "d q : propose q: create geschil/g betreft=agenda/a => in-force\n a p-1 : propose do: set agenda/a titel een -> x => void:frozen\n"
		AMEND("1", "one", "free") "b p-1 : propose do: set agenda/a titel een -> x => in-force\n"
		AMEND("2", "free", "one") "c p-1 : propose do: set agenda/a titel x -> y => void:frozen against=d\n"},
	{"a freeze in other phases freezes then",
		AGENDA "d q : propose q: create geschil/g betreft=agenda/a => in-force\n" AMEND("1", "one", "other-freeze")
		"a p-1 : propose do: set agenda/a titel een -> x => in-force\n b q : propose q: set geschil/g stand lopend -> klaar => in-force\n"
		"c p-1 : propose do: set agenda/a titel x -> y => void:frozen against=b\n"},
	{"a type that begins to freeze does so with what it has named before",
		AGENDA "n p : propose p: create nota/n iets=agenda/a => in-force\n d q : propose q: create geschil/g betreft=agenda/a => in-force\n"
		AMEND("1", "one", "notes-freeze") "a p-1 : propose do: set agenda/a titel een -> x => void:frozen against=n\n"
		"b p : propose p: set nota/n iets agenda/a -> null => in-force\n c p-1 : propose do: set agenda/a titel een -> x => in-force\n"},
	{"what begins to belong to another is in its pin, and has its phase",
		AGENDA "n p : propose p: create nota/n bij=agenda/a => in-force\n" AMEND("1", "one", "nota-in-agenda")
		"v p-1 : propose bo pin agenda/a: set agenda/a fase concept -> vast => void:pin\n"
		"w p < v : propose p: set nota/n tekst null -> x => in-force\n x q-1 : endorse v => counted\n"
		"y p : propose p: set nota/n bij agenda/a -> null => void:value\n"},
	{"before that it was not",
		AGENDA "n p : propose p: create nota/n bij=agenda/a => in-force\n"
		"v p-1 : propose bo pin agenda/a: set agenda/a fase concept -> vast => in-force\n"
		"w p < v : propose p: set nota/n tekst null -> x => in-force\n x q-1 : endorse v => counted\n"},
	{"an amendment that fails brings no freeze and no member",
		AGENDA "n p : propose p: create nota/n iets=agenda/a bij=agenda/a => in-force\n"
		"a p-1 : propose bo: amend one -> notes-freeze; amend one -> one => void:stale change=1\n b q-1 : endorse a => counted\n"
		"c p-1 : propose do: set agenda/a titel een -> x => in-force\n"},

	/* ---- fields that come, go, and come back as another kind */
	{"a value of another kind is null, and stays until it is set",
		NOTE "a p : propose p: set nota/n dag null -> 2022-10-03 => in-force\n" AMEND("1", "one", "number")
		"b p : propose p: set nota/n dag 2022-10-03 -> 3 => void:stale against=a\n" AMEND("2", "number", "one")
		"c p : propose p: set nota/n dag 2022-10-03 -> 2022-10-04 => in-force\n" AMEND("3", "one", "number")
		"d p : propose p: set nota/n dag null -> 3 => in-force\n" AMEND("4", "number", "one")
		"e p : propose p: set nota/n dag null -> 2022-10-05 => in-force\n"},
	{"a field that is gone cannot be changed, and is there again when it is back",
		NOTE "a p : propose p: set nota/n dag null -> 2022-10-03 => in-force\n" AMEND("1", "one", "no-day")
		"b p : propose p: set nota/n dag 2022-10-03 -> 2022-10-04 => void:unknown\n" AMEND("2", "no-day", "one")
		"c p : propose p: set nota/n dag 2022-10-03 -> 2022-10-04 => in-force\n"},
	{"so it is with a type",
		NOTE AMEND("1", "one", "no-notes") "b p : propose p: set nota/n tekst null -> x => void:unknown\n c p : propose p: create memo/n => in-force\n"
		AMEND("2", "no-notes", "one") "d p : propose p: set nota/n tekst null -> x => in-force\n e p : propose p: create nota/n => void:exists against=n\n"},
};
/* clang-format on */

/* ------------------------------------------------------------------ a proposal that fails leaves nothing */

/* A world with something of everything; x is tried on top. */
#define FULL                                                                                                           \
	SEALED                                                                                                         \
	"g p-1 : propose do: create agenda/a titel=een jaar=2022; create afspraak/x agenda=agenda/a stukken=[a,b]\n"   \
	"n p   : propose p: create nota/n tekst=een woorden=[een,twee]\n"                                              \
	"d q   : propose q: create geschil/g betreft=nota/n; set geschil/g betreft nota/n -> null\n"

static const char *const failures[] = {
	"x p : propose p: create nota/m tekst=een woorden=[a]; create nota/m",
	"x p : propose p: set nota/n tekst een -> twee; set nota/n tekst twee -> null; set nota/n tekst een -> drie",
	"x p : propose p: add nota/n woorden drie; remove nota/n woorden een; add nota/n woorden een; add nota/n getal x",
	"x p : propose p: add nota/n soorten kort; remove nota/n soorten kort; create party/zz",
	"x p : propose p: remove nota/n woorden een; remove nota/n woorden twee; set nota/o tekst null -> x",
	"x p : propose p: create actor/p-3 party=p key=$p-3; add seat/do.p holders p-3; remove seat/do.p holders p-1; "
	"set actor/p-1 status active -> revoked; set party/p key $p -> $p-8; create nota/n",
	"x q : propose q: create geschil/h betreft=nota/n; set geschil/g betreft null -> agenda/a; set nota/n getal null -> 1",
	"x p-1 : propose do: set agenda/a titel een -> twee; create afspraak/y agenda=agenda/a; set office/pm holder null -> "
	"p-1; set agenda/a fase concept -> dicht",
	"x p-1 : propose bo pin agenda/a=wrong: set agenda/a fase concept -> vast\nx2 q-1 : endorse x",
	"x p-1 : propose bo pin afspraak/x: set agenda/a fase concept -> vast\nx2 q-1 : endorse x",
	"x p-1 : propose bo: amend one -> wider; set office/secretaris holder null -> q-1; amend one -> one\nx2 q-1 : endorse x",
	"x p-1 : propose bo: amend one -> notes-freeze; amend notes-freeze -> broken\nx2 q-1 : endorse x",
};

/* The lines of a state text about objects and the charter. */
static char *objects_of(const char *text)
{
	struct ak_buf out = AK_BUF_INIT;
	for (const char *line = text; *line; line += strcspn(line, "\n") + 1)
		if (strncmp(line, "record ", 7) != 0)
			ak_buf_append(&out, line, strcspn(line, "\n") + 1);
	return ak_buf_take(&out);
}

static void check_failure(const char *failure)
{
	struct world world;
	struct answer before;
	struct answer after;
	world_of(&world, FULL);
	uint32_t x = world.count;
	world_draw(&world, failure);
	answer_init(&before, &world, (UINT64_C(1) << x) - 1, NULL);
	answer_init(&after, &world, WORLD_ALL, NULL);
	assert_int_equal(strncmp(answer_verdict(&after, x), "void:", 5), 0);
	char *left = objects_of(answer_text(&before));
	char *right = objects_of(answer_text(&after));
	if (strcmp(left, right) != 0)
		fail_msg("not as it was after: %s\n%s\n%s", failure, left, right);
	assert_ptr_equal(after.judge.state.charter, world.laws[0].charter);
	assert_int_equal(before.judge.state.effect_count, after.judge.state.effect_count);
	free(left);
	free(right);
	answer_release(&before);
	answer_release(&after);
	world_release(&world);
}

static void a_proposal_that_fails_leaves_every_byte_as_it_was(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++)
		check_failure(failures[i]);
}

/* After one that fails, what is there is changed and made again as if it had never been tried. */
static void and_what_it_tried_can_be_done_after_it(void **state)
{
	(void)state;
	struct world world;
	struct answer answer;
	world_of(&world, FULL
		"a p : propose p: create nota/m tekst=een woorden=[b,a]; add nota/m woorden c; create nota/m  => void:exists against=a\n"
		"b p : propose p: create nota/m woorden=[z] => in-force\n"
		"c p : propose p: set nota/m tekst null -> x => in-force\n"
		"e p : propose p: add nota/n soorten kort; set nota/n tekst null -> x => void:stale against=n\n"
		"f p : propose p: add nota/n soorten lang => in-force\n"
		"h p-1 : propose bo: amend one -> wider; amend one -> wider => void:stale against=h\n i q-1 : endorse h => counted\n"
		"j p-1 : propose bo: amend one -> wider => in-force\n k q-1 : endorse j => counted\n"
		"l t : propose t: set party/t key $t -> $t-2 => in-force\n");
	answer_init(&answer, &world, WORLD_ALL, NULL);
	answer_check(&answer, &world);
	const struct ak_cell *words = ak_object_cell(ak_state_find(&answer.judge.state, "nota/m"), "woorden");
	assert_int_equal(words->members->count, 1);
	assert_string_equal(ak_map_key(words->members, ak_map_first(words->members)), "z");
	const struct ak_cell *kinds = ak_object_cell(ak_state_find(&answer.judge.state, "nota/n"), "soorten");
	assert_int_equal(kinds->members->count, 1);
	answer_release(&answer);
	world_release(&world);
}

/* protocol §9: "a set or other field never written does not appear", whatever was tried. */
static void the_digest_of_an_object_is_that_of_its_stored_fields(void **state)
{
	(void)state;
	struct world world;
	struct answer answer;
	char line[128];
	world_of(&world, "");
	answer_init(&answer, &world, 0, NULL);
	snprintf(line, sizeof line, "\nobject seat/do.p %s\n", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
	assert_non_null(strstr(answer_text(&answer), line)); /* of {} */
	answer_release(&answer);
	world_release(&world);
}

/*
 * protocol §6: "puts V into a set field; already there: no effect at all", "takes V out of a set field; not there: no
 * effect at all"
 */
static void a_set_that_stays_as_it_is_stays_whose_it_was(void **state)
{
	(void)state;
	struct world world;
	struct answer answer;
	world_of(&world, "n p : propose p: create nota/n woorden=[een,twee] => in-force\n"
			   "t q : propose q: add nota/n woorden een; remove nota/n woorden drie => in-force\n");
	answer_init(&answer, &world, WORLD_ALL, NULL);
	answer_check(&answer, &world);
	const struct ak_state *after = &answer.judge.state;
	const struct ak_cell *words = ak_object_cell(ak_state_find(after, "nota/n"), "woorden");
	assert_int_equal(words->by, answer.position[0]);
	assert_int_equal(words->members->count, 2);
	assert_int_equal(after->effect_count, 3);
	assert_true(after->effects[0].effective);
	assert_false(after->effects[1].effective);
	assert_false(after->effects[2].effective);
	answer_release(&answer);
	world_release(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_proposal_that_fails_leaves_every_byte_as_it_was),
		cmocka_unit_test(and_what_it_tried_can_be_done_after_it),
		cmocka_unit_test(the_digest_of_an_object_is_that_of_its_stored_fields),
		cmocka_unit_test(a_set_that_stays_as_it_is_stays_whose_it_was),
	};
	int failed = cmocka_run_group_tests_name("judge/amend, and what fails", tests, NULL, NULL);
	return failed + RUN_DRAWINGS("judge/amend", drawings);
}
