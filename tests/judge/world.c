/* SPDX-License-Identifier: EUPL-1.2 */
/* Keys and laws of small worlds, and what a drawn world comes to. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "judge/world_inside.h"
#include "sig/base64.h"
#include "sig/digest.h"
#include "sig/wire.h"

/* ------------------------------------------------------------------ keys */

struct known_key {
	char name[64];
	char text[128];
};

/* As those of tests/vectors: the seed is SHA-256("akkoord-test:" and the name). */
static void key_make(struct known_key *key, const char *name)
{
	uint8_t seed[crypto_sign_SEEDBYTES];
	uint8_t point[crypto_sign_PUBLICKEYBYTES];
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
	struct ak_buf blob = AK_BUF_INIT;
	struct ak_buf text = AK_BUF_INIT;
	char from[128];
	assert_true(strlen(name) < sizeof key->name);
	snprintf(from, sizeof from, "akkoord-test:%s", name);
	assert_int_equal(ak_sig_start(NULL), AK_OK);
	crypto_hash_sha256(seed, (const uint8_t *)from, strlen(from));
	crypto_sign_seed_keypair(point, secret, seed);
	ak_wire_append_string(&blob, ak_bytes_of("ssh-ed25519"));
	ak_wire_append_string(&blob, (struct ak_bytes){point, sizeof point});
	ak_buf_text(&text, "ssh-ed25519 ");
	ak_base64_append(&text, ak_buf_view(&blob));
	assert_true(text.size < sizeof key->text);
	strcpy(key->name, name);
	strcpy(key->text, ak_buf_string(&text));
	ak_buf_release(&blob);
	ak_buf_release(&text);
}

const char *key_of(const char *name)
{
	static struct known_key known[128];
	static size_t count;
	for (size_t i = 0; i < count; i++)
		if (strcmp(known[i].name, name) == 0)
			return known[i].text;
	assert_true(count < sizeof known / sizeof known[0]);
	key_make(&known[count], name);
	return known[count++].text;
}

/* ------------------------------------------------------------------ laws */

struct law law_new(const char *name, const char *text)
{
	struct law law = {.name = name};
	struct ak_buf json = AK_BUF_INIT;
	struct ak_json *parsed = NULL;
	for (const char *at = text; *at; at++) {
		if (*at == '$') {
			char key[64] = "";
			size_t size = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz0123456789-");
			assert_true(size < sizeof key);
			memcpy(key, at + 1, size);
			ak_buf_text(&json, key_of(key));
			at += size;
		} else {
			ak_buf_char(&json, *at == '\'' ? '"' : *at);
		}
	}
	law.id = ak_sha256(ak_buf_view(&json));
	law.json = ak_buf_take(&json);
	if (ak_json_parse(&parsed, ak_bytes_of(law.json), &law.err) != AK_OK ||
		ak_charter_parse(&law.charter, parsed, NULL, NULL, &law.err) != AK_OK)
		law.charter = NULL;
	ak_json_free(parsed);
	return law;
}

void law_free(struct law *law)
{
	free(law->json);
	ak_charter_free(law->charter);
}

const struct law *world_law(const struct world *world, const char *name)
{
	for (size_t i = 0; i < world->law_count; i++)
		if (strcmp(world->laws[i].name, name) == 0)
			return &world->laws[i];
	fail_msg("no law %s", name);
	return NULL;
}

void world_init(struct world *world, const struct law *laws, size_t law_count)
{
	*world = (struct world){.laws = laws, .law_count = law_count};
	assert_true(law_count > 0 && laws[0].charter != NULL);
}

void world_release(struct world *world)
{
	ak_arena_release(&world->arena);
	world->count = 0;
}

uint32_t world_find(const struct world *world, const char *name)
{
	for (uint32_t i = 0; i < world->count; i++)
		if (strcmp(world->records[i].name, name) == 0)
			return i;
	fail_msg("no record %s", name);
	return 0;
}

/* ------------------------------------------------------------------ judging */

static int compare_records(const void *left, const void *right)
{
	return ak_id_compare(&((const struct ak_record *)left)->id, &((const struct ak_record *)right)->id);
}

void answer_init(struct answer *answer, const struct world *world, uint64_t set, const struct ak_judge_options *options)
{
	struct ak_error err = AK_ERROR_INIT;
	uint32_t count = 0;
	answer->records = calloc(world->count + 1, sizeof *answer->records);
	assert_non_null(answer->records);
	for (uint32_t i = 0; i < world->count; i++)
		if (set & world_bit(i))
			answer->records[count++] = world->records[i].record;
	qsort(answer->records, count, sizeof *answer->records, compare_records);
	if (ak_admit(&answer->admission, answer->records, count, world->laws[0].charter, &world->laws[0].id, &err) !=
			AK_OK ||
		ak_judge_run(&answer->judge, &answer->admission, world->laws[0].charter, options, &err) != AK_OK)
		fail_msg("%s", err.text);
	for (uint32_t i = 0; i < world->count; i++)
		answer->position[i] = ak_admission_find(&answer->admission, &world->records[i].record.id);
}

void answer_release(struct answer *answer)
{
	ak_judge_release(&answer->judge);
	ak_admission_release(&answer->admission);
	free(answer->records);
}

const struct ak_judged *answer_judged(const struct answer *answer, uint32_t number)
{
	return &answer->judge.state.judged[answer->position[number]];
}

const char *answer_verdict(const struct answer *answer, uint32_t number)
{
	static char refused[32];
	uint32_t at = answer->position[number];
	if (at == AK_POSITION_NONE)
		return "-";
	enum ak_refusal refusal = (enum ak_refusal)answer->admission.refusals[at];
	if (refusal != AK_REFUSAL_NONE) {
		snprintf(refused, sizeof refused, "refused:%s", ak_refusal_name(refusal));
		return refused;
	}
	const struct ak_judged *judged = answer_judged(answer, number);
	const char *text = ak_verdict_text((enum ak_verdict)judged->verdict, (enum ak_reason)judged->reason);
	return text ? text : "-";
}

const char *answer_text(const struct answer *answer)
{
	return ak_buf_string(&answer->judge.text);
}

/* ------------------------------------------------------------------ what was wanted */

/* The name of the record at a position, for a wanted word. */
static const char *name_at(const struct answer *answer, const struct world *world, uint32_t position)
{
	if (position == AK_BY_FOUNDING)
		return "founding";
	for (uint32_t i = 0; i < world->count; i++)
		if (position != AK_POSITION_NONE && answer->position[i] == position)
			return world->records[i].name;
	return "none";
}

static void word_check(const struct answer *answer, const struct world *world, uint32_t number, const char *word)
{
	const struct drawn *drawn = &world->records[number];
	char got[64] = "";
	if (!strchr(word, '=')) {
		snprintf(got, sizeof got, "%s", answer_verdict(answer, number));
	} else {
		const struct ak_judged *judged = answer_judged(answer, number);
		if (strncmp(word, "change=", 7) == 0)
			snprintf(got, sizeof got, "change=%u", judged->fault);
		else if (strncmp(word, "against=", 8) == 0)
			snprintf(got, sizeof got, "against=%s", name_at(answer, world, judged->against));
		else if (strncmp(word, "by=", 3) == 0)
			snprintf(got, sizeof got, "by=%s", name_at(answer, world, judged->decided_by));
		else if (strncmp(word, "rank=", 5) == 0)
			snprintf(got, sizeof got, "rank=%u", judged->rank);
		else if (strncmp(word, "window=", 7) == 0)
			snprintf(got, sizeof got, "window=%u", judged->window);
	}
	if (strcmp(got, word) != 0)
		fail_msg("%s is %s, and not %s, in: %.200s", drawn->name, got, word, drawn->wanted);
}

void answer_check(const struct answer *answer, const struct world *world)
{
	for (uint32_t i = 0; i < world->count; i++) {
		struct words words = {.at = world->records[i].wanted};
		if (!words.at)
			continue;
		words.end = words.at + strcspn(words.at, "\n");
		while (words_next(&words))
			word_check(answer, world, i, words.word);
	}
}

/* ------------------------------------------------------------------ tables */

static void check_drawing(void **state)
{
	const struct drawing *drawing = *state;
	struct world world;
	struct answer answer;
	world_of(&world, drawing->text);
	answer_init(&answer, &world, WORLD_ALL, NULL);
	answer_check(&answer, &world);
	answer_release(&answer);
	world_release(&world);
}

int run_drawings(const char *name, const struct drawing *drawings, size_t count)
{
	const struct CMUnitTest test = {.test_func = check_drawing};
	return ak_sig_start(NULL) == AK_OK ? run_table(name, drawings, count, sizeof *drawings, test) : 1;
}
