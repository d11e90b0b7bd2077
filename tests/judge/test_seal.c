/* SPDX-License-Identifier: EUPL-1.2 */
/* protocol §10 and §11: which seals are complete, what that settles, and what is known at a time. */
#include "judge/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "judge/at_seal.h"
#include "judge/ballot.h"
#include "sig/digest.h"

struct sealing {
	const char *sentence;
	const char *text;
	const char *wanted; /* the complete seals, in order; `split` and its seals; `|` and verdicts; `at` a noon; `seen-by` a
			      record; `remembering` a seal */
};

/* At height 1, by the roots: z1 by p with q and r. A second, by the witnesses: z2. */
#define SECOND SEALED "z2 p-1 : seal 2 z1 root\n"
#define NOTE(name) "n" name " p : propose p: create nota/" name " => in-force\n"

/* Two rival seals of height 2 by p-1, who forks, each with q-1 and one more. */
#define RIVALS                                                                                                         \
	SEALED                                                                                                         \
	"a p-1 @100 < y2 : seal 2 z1 root\n"                                                                           \
	"n p   @101 < y2 : propose p: create nota/n\n"                                                                 \
	"b p-1 @102 < n  : seal 2 z1 root\n"

/* clang-format off */
static const struct sealing sealings[] = {
	{"a quorum completes a seal, with the sealer among it", SEALED, "z1"},
	{"less does not",
		APPOINTED "z p : seal 1 - root\n y q : endorse z\n", ""},
	{"the sealer's seat is the one that the charter names",
		APPOINTED "z q : seal 1 - root\n y p : endorse z\n x r : endorse z\n w s : endorse z\n", ""},
	{"a seal of another state is never complete",
		APPOINTED "z p : seal 1 - wrong\n y q : endorse z\n x r : endorse z\n w s : endorse z\n", ""},
	{"and what was judged to see that is judged anew: an amendment closes again what was open",
		APPOINTED "o q-1 : propose bo: create agenda/a titel=x\n"
		"m p-1 : propose bo: amend one -> wider\n e r-1 : endorse m\n"
		"z p : seal 1 - wrong\n y q : endorse z\n x r : endorse z\n w s : endorse z\n", " | m=in-force o=void:amended"},
	{"a witness is no root at the founding",
		APPOINTED "z p : seal 1 - root\n y q-1 : endorse z\n x r-1 : endorse z\n w s-1 : endorse z\n", ""},
	{"and a root no witness after it",
		SECOND "y q : endorse z2\n x r : endorse z2\n w s : endorse z2\n", "z1"},
	{"a second seal, by the witnesses", SECOND "y q-1 : endorse z2\n x s-1 : endorse z2\n", "z1 z2"},
	{"one seat signs once, however often",
		SECOND "y q-1 : endorse z2\n x q-1 : endorse z2\n w q-1 : endorse z2\n", "z1"},
	{"one seat objects once, however often",
		APPOINTED "z p : seal 1 - root\n o s : object z\n n s : object z\n m s : object z\n"
			  "y q : endorse z\n x r : endorse z\n", "z"},
	{"one liar lies once, however often: two seats stand against a seal, and that is no quorum",
		APPOINTED "z p : seal 1 - root\n w p : seal 1 - wrong\n v p : endorse w\n u p : endorse w\n o s : object z\n n s : object z\n"
			  "y q : endorse z\n x r : endorse z\n", "z"},
	{"a seal on one that is not complete is not complete",
		APPOINTED
		"z p : seal 1 - root\n y q : endorse z\n"
		"w p-1 : seal 2 z root\n v q-1 : endorse w\n u r-1 : endorse w\n t s-1 : endorse w\n", ""},
	{"a first seal at height 2 is not complete",
		APPOINTED "z p : seal 1 - wrong\n w p : seal 2 z root\n v q : endorse w\n u r : endorse w\n t s : endorse w\n", ""},
	{"three seals in a row",
		SECOND "a q-1 : endorse z2\n b s-1 : endorse z2\n" NOTE("n")
		"z3 p-1 : seal 3 z2 root\n c r-1 : endorse z3\n d s-1 : endorse z3\n", "z1 z2 z3 | z2=noted nn=in-force"},

	/* ---- who speaks */
	{"a seat with two holders counts for nothing",
		APPOINTED "h q : propose q: create actor/q-2 party=q key=$q-2; add seat/wit.q holders q-2 => in-force\n"
		"z1 p : seal 1 - root\n y1 q : endorse z1\n y2 r : endorse z1\n"
		"z2 p-1 : seal 2 z1 root\n a q-1 : endorse z2\n b q-2 : endorse z2\n c r-1 : endorse z2\n", "z1"},
	{"so does one whose holder is revoked",
		APPOINTED "h q : propose q: set actor/q-1 status active -> revoked => in-force\n"
		"z1 p : seal 1 - root\n y1 q : endorse z1\n y2 r : endorse z1\n"
		"z2 p-1 : seal 2 z1 root\n a q-1 : endorse z2\n c r-1 : endorse z2\n", "z1"},
	{"but a revocation since the last seal does not count yet",
		SEALED "h q : propose q: set actor/q-1 status active -> revoked => in-force\n"
		"z2 p-1 : seal 2 z1 root\n a q-1 : endorse z2 => void:revoked\n c r-1 : endorse z2\n", "z1 z2"},
	{"an expired holder counts up to its last day",
		APPOINTED "h q : propose q: set actor/q-1 until null -> 2022-10-03 => in-force\n"
		"z1 p : seal 1 - root\n y1 q : endorse z1\n y2 r : endorse z1\n"
		"z2 p-1 : seal 2 z1 root\n c r-1 : endorse z2\n a q-1 @2022-10-04 : endorse z2\n", "z1"},
	{"on its last day it does",
		APPOINTED "h q : propose q: set actor/q-1 until null -> 2022-10-03 => in-force\n"
		"z1 p : seal 1 - root\n y1 q : endorse z1\n y2 r : endorse z1\n"
		"z2 p-1 : seal 2 z1 root\n c r-1 : endorse z2\n a q-1 @2022-10-03 : endorse z2\n", "z1 z2"},
	{"a rotated key speaks after the seal that saw it",
		SEALED "h q : propose q: set actor/q-1 key $q-1 -> $q-9 => in-force\n"
		"z2 p-1 : seal 2 z1 root\n a q-1/q-9 : endorse z2\n c r-1 : endorse z2\n", "z1"},
	{"the sealer is whom the charter at the seal names",
		SEALED "h p-1 : propose bo: amend one -> seal-by-q => in-force\n i q-1 : endorse h => counted\n"
		"z2 q-1 : seal 2 z1 root\n a p-1 : endorse z2\n c r-1 : endorse z2\n", "z1 z2"},
	{"and not whom an older one named",
		SEALED "h p-1 : propose bo: amend one -> seal-by-q => in-force\n i q-1 : endorse h => counted\n"
		"z2 p-1 : seal 2 z1 root\n a q-1 : endorse z2\n c r-1 : endorse z2\n", "z1"},
	{"a charter without seals has none",
		SEALED "h p-1 : propose bo: amend one -> no-seal => in-force\n i q-1 : endorse h => counted\n"
		"z2 p-1 : seal 2 z1 root\n a q-1 : endorse z2\n c r-1 : endorse z2\n", "z1"},

	/* ---- objections and second tries */
	{"who objected first does not count",
		SECOND "a q-1 : object z2\n b q-1 : endorse z2\n c r-1 : endorse z2\n", "z1"},
	{"who objects after it signed counts all the same",
		SECOND "b q-1 : endorse z2\n a q-1 : object z2\n c r-1 : endorse z2\n", "z1 z2"},
	{"a sealer that tries again does not count",
		SECOND "n q : propose q: create nota/n\n z3 p-1 : seal 2 z1 root\n a q-1 : endorse z3\n c r-1 : endorse z3\n", "z1"},
	{"two objections are no quorum",
		SECOND "d q-1 : object z2\n e r-1 : object z2\n"
		"z3 p-1 : seal 2 z1 root\n a q-1 : endorse z3\n c r-1 : endorse z3\n", "z1"},
	{"after a quorum of objections it does",
		SECOND "d q-1 : object z2\n e r-1 : object z2\n f s-1 : object z2\n"
		"z3 p-1 : seal 2 z1 root\n a q-1 : endorse z3\n c r-1 : endorse z3\n", "z1 z3"},
	{"an objection by who signed is none",
		SECOND "b q-1 : endorse z2\n d q-1 : object z2\n e r-1 : object z2\n f s-1 : object z2\n"
		"z3 p-1 : seal 2 z1 root\n a r-1 : endorse z3\n c s-1 : endorse z3\n", "z1"},
	{"a wrong seal can be tried again",
		SEALED "z2 p-1 : seal 2 z1 wrong\n d q-1 : object z2\n e r-1 : object z2\n f s-1 : object z2\n"
		"z3 p-1 : seal 2 z1 root\n a q-1 : endorse z3\n c r-1 : endorse z3\n", "z1 z3"},
	{"a second signature for a rival does not count where the first was seen",
		RIVALS
		"c q-1 @110 < a : endorse a\n d q-1 @111 < b c : endorse b\n e s-1 @112 < d : endorse b\n", "z1"},
	{"liars count as objectors: a sealer and a witness that show two seals bring both down",
		RIVALS
		"c q-1 @110 < a : endorse a\n d q-1 @111 < b : endorse b\n e r-1 @112 < c d : object a\n"
		"f r-1 : object b\n z3 p-1 : seal 2 z1 root\n g r-1 : endorse z3\n h s-1 : endorse z3\n", "z1 z3"},

	/* ---- splits */
	{"two complete seals of one height are a split: the state is that at the seal before",
		RIVALS
		"c q-1 @110 < a : endorse a\n d r-1 @111 < c : endorse a\n"
		"e q-1 @112 < b : endorse b\n f s-1 @113 < e : endorse b\n", "z1 split a b | n=- a=- p1=in-force z1=-"},
	{"of two with a quorum of signatures, one of another state is none",
		SEALED
		"a p-1 @100 < y2 : seal 2 z1 root\n b p-1 @102 < y2  : seal 2 z1 wrong\n"
		"c q-1 @110 < a : endorse a\n d r-1 @111 < c : endorse a\n"
		"e q-1 @112 < b : endorse b\n f s-1 @113 < e : endorse b\n", "z1 a"},
	{"a split at height 1: the state is the founding",
		"a p @1 < -  : seal 1 - root\n n q @1 < - : propose q: create nota/n\n b p @2 < n : seal 1 - root\n"
		"c q @10 < a n : endorse a\n d r @11 < c : endorse a\n"
		"e r @12 < b : endorse b\n f s @13 < e : endorse b\n", "split a b | n=- a=-"},
	{"who remembers one goes on with it, and says so",
		RIVALS
		"c q-1 @110 < a : endorse a\n d r-1 @111 < c : endorse a\n"
		"e q-1 @112 < b : endorse b\n f s-1 @113 < e : endorse b\n", "z1 a split a b | n=in-force a=noted b=void:fork remembering a"},
	{"whichever it is",
		RIVALS
		"c q-1 @110 < a : endorse a\n d r-1 @111 < c : endorse a\n"
		"e q-1 @112 < b : endorse b\n f s-1 @113 < e : endorse b\n", "z1 b split a b | n=in-force a=noted b=void:fork remembering b"},

	{"at a second split, of which it remembers neither, it stops",
		RIVALS
		"c q-1 @110 < a : endorse a\n d r-1 @111 < c : endorse a\n"
		"e q-1 @112 < b : endorse b\n f s-1 @113 < e : endorse b\n"
		"A p-1 @120 < d : seal 3 a root\n N q @121 < d : propose q: create nota/m\n B p-1 @122 < N : seal 3 a root\n"
		"C q-1 @130 < A : endorse A\n D r-1 @131 < C : endorse A\n"
		"E q-1 @132 < B : endorse B\n F s-1 @133 < E : endorse B\n", "z1 a split A B | n=- N=- z1=noted a=- remembering a"},

	/* ---- what is sealed is settled */
	{"a back-dated record of a higher rank does not come before what is sealed",
		SEALED
		"a p-1 @20           : propose do: create agenda/a titel=een   => in-force window=2\n"
		"b p @30             : propose p: create nota/m                => in-force\n"
		"z2 p-1 @40          : seal 2 z1 root\n c q-1 @41 : endorse z2\n d r-1 @42 : endorse z2\n"
		"e p @10 < y2        : propose p: set actor/p-1 status active -> revoked => void:fork window=3\n"
		"f q @10 < y2        : propose q: create nota/m                => void:exists against=b window=3\n", "z1 z2"},
	{"without the seal it does",
		SEALED
		"a p-1 @20           : propose do/p: create agenda/a titel=een => void:revoked\n"
		"e p @10 < y2        : propose p: set actor/p-1 status active -> revoked => in-force\n", "z1"},
	{"a seat counted in an earlier window stays counted",
		SEALED
		"a p-1 : propose bo: create agenda/a titel=een                 => void:authority by=f\n"
		"r p : propose p: remove seat/bo.p holders p-1                 => in-force\n"
		"z2 p-1 : seal 2 z1 root\n c q-1 : endorse z2\n d r-1 : endorse z2\n"
		"f q-1 : endorse a                                             => counted\n", "z1 z2"},
	{"rank is by the seats at the window's start: appointed since is low",
		SEALED
		"h q : propose q: create actor/q-2 party=q key=$q-2; add seat/do.q holders q-2 => in-force rank=0\n"
		"a q-2 : propose do: create agenda/a titel=een                 => in-force rank=10\n"
		"b q-1 : propose do: create agenda/b titel=een                 => in-force rank=3\n"
		"z2 p-1 : seal 2 z1 root\n c q-1 : endorse z2\n d r-1 : endorse z2\n"
		"e q-2 : propose do: create agenda/c titel=een                 => in-force rank=3\n", "z1 z2"},
	{"an endorsement that brings nothing new is low",
		SEALED
		"a p-1 : propose bo: create agenda/a titel=een                 => void:authority rank=1\n"
		"b p-1 : endorse a                                             => noted rank=10\n"
		"c q-1 : endorse a                                             => counted rank=1\n"
		"d r-1 : endorse a                                             => void:target rank=10\n", "z1"},

	/* ---- as known at a time; the roots seal on the day the first were appointed */
	{"at a time before everything there is nothing", SEALED, "| p1=- z1=- at 2022-09-30"},
	{"a later record is not known yet",
		SEALED "a p @2022-10-05 : propose p: create nota/n\n b q @2022-10-07 : propose q: set nota/n tekst null -> x\n",
		"z1 | a=in-force b=- at 2022-10-06"},
	{"what turns up after a later seal was not known before it",
		SEALED
		"a p @2022-10-05      : propose p: create nota/n\n"
		"z2 p-1 @2022-10-08   : seal 2 z1 root\n c q-1 : endorse z2\n d r-1 : endorse z2\n"
		"e q @2022-10-04 < y2 : propose q: create nota/n\n",
		"z1 | a=in-force e=- z2=- at 2022-10-06"},
	{"without that seal it was",
		SEALED
		"a p @2022-10-05      : propose p: create nota/n\n"
		"e q @2022-10-04 < y2 : propose q: create nota/n\n",
		"z1 | a=void:exists e=in-force at 2022-10-06"},
	{"a split that is later is not there yet",
		SEALED
		"x q @2022-10-02 < y2 : propose q: create nota/x\n"
		"a p-1 @2022-10-08 < x : seal 2 z1 root\n n p @2022-10-08 < x : propose p: create nota/n\n"
		"b p-1 @2022-10-08 < n : seal 2 z1 root\n"
		"c q-1 @2022-10-09 < a : endorse a\n d r-1 @2022-10-09 < c : endorse a\n"
		"e q-1 @2022-10-09 < b : endorse b\n f s-1 @2022-10-09 < e : endorse b\n",
		"z1 | x=in-force n=- at 2022-10-06"},
	{"a split that is there stops the judging, at a later time too",
		RIVALS
		"c q-1 @110 < a : endorse a\n d r-1 @111 < c : endorse a\n"
		"e q-1 @112 < b : endorse b\n f s-1 @113 < e : endorse b\n", "z1 split a b | n=- p1=in-force at 2022-10-30"},

	/* ---- at a seal and at a record */
	{"at a complete seal there is what it seals",
		SECOND "y q-1 : endorse z2\n x s-1 : endorse z2\n" NOTE("n"), "z1 | y2=noted z2=- y=- nn=- seen-by z2"},
	{"at a first one too", SECOND "y q-1 : endorse z2\n x s-1 : endorse z2\n", "| p1=in-force z1=- y2=- seen-by z1"},
	{"at one that is not complete there is what it would seal", SECOND "y q-1 : endorse z2\n", "z1 | y2=noted z2=- seen-by z2"},
	{"on a seal that is not complete the chain of prev counts all the same",
		APPOINTED "z p : seal 1 - root\n y q : endorse z\n w p-1 : seal 2 z root\n", "z | y=noted w=- seen-by w"},
	{"at a record there are it and what it had seen, and nothing else of that time",
		SEALED
		"a p @2022-10-05      : propose p: create nota/n\n"
		"e q @2022-10-04 < y2 : propose q: create nota/n\n", "z1 | a=in-force e=- seen-by a"},
	{"the complete seals that it had seen cut windows",
		SECOND "y q-1 : endorse z2\n x s-1 : endorse z2\n" NOTE("n") "m q : endorse nn\n", "z1 z2 | z2=noted nn=in-force m=- seen-by nn"},
	{"at a seal of a split there is what it seals",
		RIVALS
		"c q-1 @110 < a : endorse a\n d r-1 @111 < c : endorse a\n"
		"e q-1 @112 < b : endorse b\n f s-1 @113 < e : endorse b\n", "z1 | n=in-force a=- b=- seen-by b"},
	{"a record that had seen one of them is judged no further",
		RIVALS
		"c q-1 @110 < a : endorse a\n d r-1 @111 < c : endorse a\n"
		"e q-1 @112 < b : endorse b\n f s-1 @113 < e : endorse b\n", "z1 split a b | n=- p1=in-force seen-by e"},
	{"one that had seen neither is",
		RIVALS
		"c q-1 @110 < a : endorse a\n d r-1 @111 < c : endorse a\n"
		"e q-1 @112 < b : endorse b\n f s-1 @113 < e : endorse b\n", "z1 | n=in-force a=- seen-by n"},
};
/* clang-format on */

static void names(char *out, const struct answer *answer, const struct world *world, uint32_t position)
{
	for (uint32_t i = 0; i < world->count; i++)
		if (answer->position[i] == position) {
			strcat(out, *out ? " " : "");
			strcat(out, world->records[i].name);
		}
}

/* Where the words that begin with this one stand in what is wanted, or NULL. */
static const char *part(const char *wanted, const char *word)
{
	const char *at = strstr(wanted, word);
	return at ? at + strlen(word) : NULL;
}

/* The complete seals and those of a split. */
static void check_seals(const struct answer *answer, const struct world *world, const char *wanted)
{
	const struct ak_judge *judge = &answer->judge;
	char got[256] = "";
	for (uint32_t i = 0; i < judge->seal_count; i++)
		names(got, answer, world, judge->seals[i].record);
	if (judge->split_count)
		strcat(got, *got ? " split" : "split");
	for (uint32_t i = 0; i < world->count; i++)
		for (uint32_t j = 0; j < judge->split_count; j++)
			if (judge->split[j] == answer->position[i])
				names(got, answer, world, judge->split[j]);
	for (uint32_t j = 1; j < judge->split_count; j++)
		assert_true(judge->split[j - 1] < judge->split[j]); /* by id */
	size_t size = strlen(got);
	if (strncmp(wanted, got, size) != 0 || (wanted[size] && wanted[size] != ' ' && wanted[size] != '|'))
		fail_msg("%s, and not %s", got, wanted);
	/* nothing more was wanted */
	wanted += size;
	wanted += *wanted == ' ';
	assert_true(*wanted == '\0' || *wanted == '|' || strncmp(wanted, "at ", 3) == 0);
}

/* `name=verdict` … up to `at` or `remembering` or the end. */
static void check_verdicts(const struct answer *answer, const struct world *world, const char *verdicts)
{
	while (verdicts && *verdicts) {
		char word[64];
		size_t size = strcspn(verdicts, " ");
		assert_true(size < sizeof word);
		memcpy(word, verdicts, size);
		word[size] = '\0';
		char *equal = strchr(word, '=');
		if (!equal)
			return;
		*equal = '\0';
		const char *verdict = answer_verdict(answer, world_find(world, word));
		if (strcmp(verdict, equal + 1) != 0)
			fail_msg("%s is %s", word, verdict);
		verdicts += size + (verdicts[size] == ' ');
	}
}

static struct ak_judge_options options_of(const struct world *world, const char *wanted)
{
	struct ak_judge_options options = {.at_given = part(wanted, "at ") != NULL};
	const char *remembered = part(wanted, "remembering "), *head = part(wanted, "seen-by ");
	char date[11] = "";
	int32_t days = 0;
	if (options.at_given) {
		assert_null(head);
		strncat(date, part(wanted, "at "), 10);
		assert_true(ak_date_parse(&days, date));
		options.at = (int64_t)days * 86400 + 43200;
	}
	if (head) {
		options.at_given = true;
		options.head = &world->records[world_find(world, head)].record.id;
	}
	if (remembered) {
		options.remembered = &world->records[world_find(world, remembered)].record.id;
		options.remembered_count = 1;
	}
	return options;
}

static void check_sealing(void **state)
{
	const struct sealing *sealing = *state;
	const char *wanted = sealing->wanted;
	struct world world;
	struct answer answer;
	world_of(&world, sealing->text);
	struct ak_judge_options options = options_of(&world, wanted);
	answer_init(&answer, &world, WORLD_ALL, &options);
	check_seals(&answer, &world, wanted);
	check_verdicts(&answer, &world, part(wanted, "| "));
	if (!options.at_given && answer.judge.split_count == 0)
		answer_check(&answer, &world);
	struct ak_id root = ak_sha256(ak_buf_view(&answer.judge.text));
	assert_true(ak_id_equal(&root, &answer.judge.root));
	if (answer.judge.head_complete)
		assert_true(ak_id_equal(&root, answer.admission.records[answer.judge.head].state));
	answer_release(&answer);
	world_release(&world);
}

/* ------------------------------------------------------------------ the text over several windows */

static void every_window_s_text_names_the_root_of_the_one_before(void **state)
{
	(void)state;
	struct world world;
	struct answer first;
	struct answer both;
	char since[128];
	world_of(&world, SEALED NOTE("n"));
	answer_init(&first, &world, world.records[world_find(&world, "z1")].before, NULL);
	answer_init(&both, &world, WORLD_ALL, NULL);
	assert_non_null(strstr(answer_text(&first), "\nsince 0000000000000000000000000000000000000000000000000000000000000000\n"));
	strcpy(since, "akkoord state 1\nsince ");
	strcat(since, ak_id_hex(&first.judge.root).text);
	assert_int_equal(strncmp(answer_text(&both), since, strlen(since)), 0);
	assert_non_null(strstr(answer_text(&both), "\nobject nota/n "));
	assert_null(strstr(answer_text(&both), "\nobject party/p ")); /* not changed in it */
	answer_release(&first);
	answer_release(&both);
	world_release(&world);
}

static void a_verdict_that_changes_in_a_later_window_is_told_again(void **state)
{
	(void)state;
	struct world world;
	struct answer answer;
	char line[128];
	world_of(&world, SEALED "a p-1 : propose bo: create agenda/a titel=een\n" NOTE("n")
		"z2 p-1 : seal 2 z1 root\n b q-1 : endorse z2\n c r-1 : endorse z2\n d p-1 : withdraw a => counted\n");
	answer_init(&answer, &world, WORLD_ALL, NULL);
	assert_int_equal(answer.judge.seal_count, 2);
	strcpy(line, "\nrecord ");
	strcat(line, ak_id_hex(&world.records[world_find(&world, "a")].record.id).text);
	strcat(line, " withdrawn\n");
	assert_non_null(strstr(answer_text(&answer), line));
	assert_null(strstr(answer_text(&answer), ak_id_hex(&world.records[world_find(&world, "nn")].record.id).text));
	answer_release(&answer);
	world_release(&world);
}

/* ------------------------------------------------------------------ what a witness is told before it signs */

static struct ak_ballot_view view_of(const struct world *world, const struct answer *answer, const char *seal, int seat)
{
	struct ak_speakers speakers;
	struct ak_ballot *ballot;
	struct ak_ballot_view view;
	ak_speakers_take(&answer->judge, &speakers);
	assert_int_equal(ak_ballot_open(&ballot, &answer->judge, &speakers, 1, NULL), AK_OK);
	ak_ballot_look(ballot, answer->position[world_find(world, seal)], seat, &view);
	ak_ballot_free(ballot);
	return view;
}

static void a_witness_is_told_how_its_seat_stands_to_a_seal(void **state)
{
	(void)state;
	struct world world;
	struct answer answer;
	world_of(&world, "a p @1 < -  : seal 1 - root\n n q @1 < - : propose q: create nota/n\n"
		"b p @2 < n : seal 1 - root\n c q @10 < a n : endorse a\n d r @11 < b : object b\n");
	answer_init(&answer, &world, WORLD_ALL, NULL);
	struct ak_ballot_view sealer = view_of(&world, &answer, "a", 0);
	assert_true(sealer.signed_this && sealer.signed_rival && !sealer.objected && !sealer.abandoned);
	assert_int_equal(sealer.seats, 1 | 2);
	struct ak_ballot_view endorser = view_of(&world, &answer, "b", 1);
	assert_true(!endorser.signed_this && endorser.signed_rival && !endorser.objected);
	assert_int_equal(endorser.seats, 1);
	struct ak_ballot_view objector = view_of(&world, &answer, "b", 2);
	assert_true(!objector.signed_this && !objector.signed_rival && objector.objected && !objector.abandoned);
	struct ak_ballot_view silent = view_of(&world, &answer, "b", 3);
	assert_true(!silent.signed_this && !silent.signed_rival && !silent.objected);
	answer_release(&answer);
	world_release(&world);
}

static void who_showed_two_seals_stands_against_both(void **state)
{
	(void)state;
	static const char *const drawings[] = {
		/* to those who did not know of the other */
		"a p @1 < -  : seal 1 - root\n n q @1 < - : propose q: create nota/n\n"
		"b p @2 < n : seal 1 - root\n c q @10 < a n : endorse a\n d q @11 < b : endorse b\n e r @12 < a : object a\n",
		/* openly, one after the other */
		"a p @1 < -  : seal 1 - root\n b p @2 < a : seal 1 - root\n"
		"c q @10 < a : endorse a\n d q @11 < b c : endorse b\n e r @12 < a : object a\n",
	};
	for (size_t i = 0; i < sizeof drawings / sizeof drawings[0]; i++) {
		struct world world;
		struct answer answer;
		world_of(&world, drawings[i]);
		answer_init(&answer, &world, WORLD_ALL, NULL);
		struct ak_ballot_view one = view_of(&world, &answer, "a", 0);
		struct ak_ballot_view other = view_of(&world, &answer, "b", 0);
		assert_true(one.abandoned && one.signed_rival);
		assert_true(!other.abandoned && !other.signed_rival);
		answer_release(&answer);
		world_release(&world);
	}
}

/* ------------------------------------------------------------------ what a sealer computes before it signs */

/*
 * The root over the named records and their ancestors, after the complete seals of an answer; *by the seat to sign
 * it.
 */
static struct ak_id root_over(const struct world *world, const struct answer *answer, const char *one, const char *other,
	int *by)
{
	struct ak_at_seal at;
	uint32_t heads[2] = {answer->position[world_find(world, one)], answer->position[world_find(world, other)]};
	struct ak_id roots[2];
	assert_int_equal(ak_at_seal_open(&at, &answer->judge, answer->judge.seal_count, NULL), AK_OK);
	for (int i = 0; i < 2; i++) /* the second time it is as it was */
		assert_int_equal(ak_at_seal_root(&at, heads, one == other ? 1 : 2, &roots[i], by, NULL), AK_OK);
	ak_at_seal_release(&at);
	assert_true(ak_id_equal(&roots[0], &roots[1]));
	return roots[0];
}

static void a_sealer_computes_what_the_judge_will_find(void **state)
{
	(void)state;
	struct world world;
	struct answer answer;
	char line[256];
	int by;
	world_of(&world, SEALED "h p-1 : propose bo: amend one -> seal-by-q\n i q-1 : endorse h\n");
	/* n has seen the seal z1, but not what makes it complete */
	world_draw(&world, "n q @9 < z1 : propose q: create nota/n\n");
	answer_init(&answer, &world, WORLD_ALL, NULL);
	root_over(&world, &answer, "i", "i", &by);
	assert_int_equal(by, 1);
	struct ak_id root = root_over(&world, &answer, "n", "n", &by);
	assert_int_equal(by, 0);
	answer_release(&answer);
	snprintf(line, sizeof line, "z2 p-1 < n : seal 2 z1 %s\n y3 q-1 < y2 z2 : endorse z2\n y4 r-1 : endorse z2\n",
		ak_id_hex(&root).text);
	world_draw(&world, line);
	answer_init(&answer, &world, WORLD_ALL, NULL);
	assert_int_equal(answer.judge.seal_count, 2);
	assert_true(ak_id_equal(&answer.judge.seals[1].root, &root));
	root_over(&world, &answer, "i", "y4", &by);
	assert_int_equal(by, 1);
	answer_release(&answer);
	world_release(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_window_s_text_names_the_root_of_the_one_before),
		cmocka_unit_test(a_verdict_that_changes_in_a_later_window_is_told_again),
		cmocka_unit_test(a_witness_is_told_how_its_seat_stands_to_a_seal),
		cmocka_unit_test(who_showed_two_seals_stands_against_both),
		cmocka_unit_test(a_sealer_computes_what_the_judge_will_find),
	};
	int failed = cmocka_run_group_tests_name("judge/seal, beside the sealings", tests, NULL, NULL);
	return failed + RUN_TABLE("judge/seal", sealings, .test_func = check_sealing);
}
