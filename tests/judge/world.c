/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/world.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "judge/apply.h"
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

static const struct law *find_law(const struct world *world, const char *name)
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

/* ------------------------------------------------------------------ words of a line */

struct words {
	const char *at, *end;
	char word[2048];
	bool quoted;
};

/* The next word; a colon after it is left out. False at the end, or before a semicolon. */
static bool next(struct words *w)
{
	while (w->at < w->end && *w->at == ' ')
		w->at++;
	if (w->at == w->end || *w->at == ';')
		return false;
	w->quoted = *w->at == '\'';
	size_t size;
	if (w->quoted) {
		const char *close = memchr(w->at + 1, '\'', (size_t)(w->end - w->at - 1));
		assert_non_null(close);
		size = (size_t)(close - w->at - 1);
		memcpy(w->word, w->at + 1, size);
		w->at = close + 1;
	} else {
		for (size = 0; w->at + size < w->end && w->at[size] != ' ' && w->at[size] != ';';)
			size++;
		assert_true(size < sizeof w->word);
		memcpy(w->word, w->at, size);
		w->at += size;
		if (size > 1 && w->word[size - 1] == ':')
			size--;
	}
	w->word[size] = '\0';
	return true;
}

static void must_next(struct words *w)
{
	if (!next(w))
		fail_msg("a word is missing at: %.60s", w->at);
}

static void copy(char *to, size_t room, const char *word)
{
	size_t size = strlen(word);
	assert_true(size < room);
	memcpy(to, word, size + 1);
}

/* ------------------------------------------------------------------ writing a record */

struct writing {
	struct world *world;
	struct drawn *drawn;
	struct ak_buf json;
	struct words words;
};

static void put_id(struct ak_buf *json, const struct ak_id *id)
{
	ak_buf_format(json, "\"%s\"", ak_id_hex(id).text);
}

static void put_set(struct ak_buf *json, const char *items)
{
	const char *comma = "";
	ak_buf_char(json, '[');
	for (const char *at = items; *at && *at != ']';) {
		size_t size = strcspn(at, ",]");
		ak_buf_format(json, "%s\"%.*s\"", comma, (int)size, at);
		at += size + (at[size] == ',');
		comma = ",";
	}
	ak_buf_char(json, ']');
}

static void put_value(struct writing *w, const char *text, bool quoted)
{
	const char *digits = text + (*text == '-');
	bool is_int = *digits && strspn(digits, "0123456789") == strlen(digits);
	bool is_word = strcmp(text, "null") == 0 || strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
	if (!quoted && (is_int || is_word))
		ak_buf_text(&w->json, text);
	else if (!quoted && *text == '[')
		put_set(&w->json, text + 1);
	else if (!quoted && *text == '$')
		ak_buf_format(&w->json, "\"%s\"", key_of(text + 1));
	else if (!quoted && *text == '%')
		put_id(&w->json, &w->world->records[world_find(w->world, text + 1)].record.id);
	else
		ak_buf_format(&w->json, "\"%s\"", text);
}

static void put_create(struct writing *w)
{
	const char *comma = "";
	ak_buf_text(&w->json, ",\"fields\":{");
	while (next(&w->words)) {
		char *equal = strchr(w->words.word, '=');
		assert_non_null(equal);
		*equal = '\0';
		ak_buf_format(&w->json, "%s\"%s\":", comma, w->words.word);
		if (equal[1]) {
			put_value(w, equal + 1, false);
		} else { /* field='quoted text' */
			must_next(&w->words);
			put_value(w, w->words.word, w->words.quoted);
		}
		comma = ",";
	}
	ak_buf_char(&w->json, '}');
}

static void put_amend(struct writing *w)
{
	must_next(&w->words);
	const struct law *from = strcmp(w->words.word, "-") == 0 ? NULL : find_law(w->world, w->words.word);
	must_next(&w->words);
	assert_string_equal(w->words.word, "->");
	must_next(&w->words);
	ak_buf_text(&w->json, "{\"op\":\"amend\",\"from\":");
	put_id(&w->json, from ? &from->charter->digest : &ak_id_zero);
	ak_buf_format(&w->json, ",\"charter\":%s}", find_law(w->world, w->words.word)->json);
}

static void put_change(struct writing *w)
{
	char op[16];
	must_next(&w->words);
	copy(op, sizeof op, w->words.word);
	if (strcmp(op, "amend") == 0) {
		put_amend(w);
		return;
	}
	must_next(&w->words);
	ak_buf_format(&w->json, "{\"op\":\"%s\",\"object\":\"%s\"", op, w->words.word);
	if (strcmp(op, "create") == 0) {
		put_create(w);
	} else {
		must_next(&w->words);
		ak_buf_format(&w->json, ",\"field\":\"%s\",\"%s\":", w->words.word,
			strcmp(op, "set") == 0 ? "from" : "value");
		must_next(&w->words);
		put_value(w, w->words.word, w->words.quoted);
		if (strcmp(op, "set") == 0) {
			must_next(&w->words);
			assert_string_equal(w->words.word, "->");
			must_next(&w->words);
			ak_buf_text(&w->json, ",\"to\":");
			put_value(w, w->words.word, w->words.quoted);
		}
	}
	ak_buf_char(&w->json, '}');
}

/* The pin that fits in the state as the record's ancestors leave it. */
static struct ak_id right_pin(const struct world *world, const struct drawn *drawn, const char *name)
{
	struct answer answer;
	struct ak_id digest = ak_id_zero;
	answer_init(&answer, world, drawn->before, NULL);
	struct ak_object *object = ak_state_find(&answer.judge.state, name);
	if (object && ak_charter_type(answer.judge.state.charter, object->type))
		digest = ak_scope_digest(&answer.judge.state, object);
	answer_release(&answer);
	return digest;
}

static void put_pins(struct writing *w)
{
	const char *before = ",\"pins\":{";
	struct words back = w->words;
	while (next(&w->words) && strcmp(w->words.word, "pin") == 0) {
		must_next(&w->words);
		char *equal = strchr(w->words.word, '=');
		if (equal)
			*equal = '\0';
		struct ak_id digest = equal ? ak_id_zero : right_pin(w->world, w->drawn, w->words.word);
		ak_buf_format(&w->json, "%s\"%s\":", before, w->words.word);
		put_id(&w->json, &digest);
		before = ",";
		back = w->words;
	}
	if (*before && before[1] == '\0')
		ak_buf_char(&w->json, '}');
	w->words = back;
}

static void put_propose(struct writing *w)
{
	must_next(&w->words);
	ak_buf_format(&w->json, ",\"for\":\"%s\",\"why\":\"%s\"", w->words.word, w->drawn->name);
	put_pins(w);
	const char *comma = "";
	ak_buf_text(&w->json, ",\"changes\":[");
	for (;;) {
		ak_buf_text(&w->json, comma);
		put_change(w);
		comma = ",";
		while (w->words.at < w->words.end && *w->words.at == ' ')
			w->words.at++;
		if (w->words.at == w->words.end)
			break;
		assert_int_equal(*w->words.at++, ';');
	}
	ak_buf_char(&w->json, ']');
}

static void put_seal(struct writing *w)
{
	must_next(&w->words);
	ak_buf_format(&w->json, ",\"height\":%s,\"prev\":", w->words.word);
	must_next(&w->words);
	if (strcmp(w->words.word, "-") == 0)
		ak_buf_text(&w->json, "null");
	else
		put_id(&w->json, &w->world->records[world_find(w->world, w->words.word)].record.id);
	must_next(&w->words);
	struct ak_id root = ak_id_zero;
	ak_id_parse(&root, w->words.word, strlen(w->words.word));
	if (strcmp(w->words.word, "root") == 0) {
		struct answer answer;
		answer_init(&answer, w->world, w->drawn->before, NULL);
		root = answer.judge.root;
		answer_release(&answer);
	}
	ak_buf_text(&w->json, ",\"state\":");
	put_id(&w->json, &root);
}

static void put_kind(struct writing *w)
{
	must_next(&w->words);
	char kind[16];
	copy(kind, sizeof kind, w->words.word);
	ak_buf_format(&w->json, ",\"kind\":\"%s\"", kind);
	if (strcmp(kind, "propose") == 0) {
		put_propose(w);
	} else if (strcmp(kind, "seal") == 0) {
		put_seal(w);
	} else {
		must_next(&w->words);
		ak_buf_format(&w->json, ",\"why\":\"%s\",\"target\":", w->drawn->name);
		put_id(&w->json, &w->world->records[world_find(w->world, w->words.word)].record.id);
	}
}

/* ------------------------------------------------------------------ the head of a line */

struct head {
	char actor[64];
	const char *key;
	uint32_t seq;
	int64_t time;
	uint64_t parents;
};

static const int64_t noon = 1664625600; /* 2022-10-01T12:00:00Z */

static int64_t time_read(const char *text)
{
	int32_t days;
	if (ak_date_parse(&days, text))
		return (int64_t)days * 86400 + 43200;
	return noon + 60 * strtoll(text, NULL, 10);
}

static void actor_read(struct head *head, char *word)
{
	char *hash = strchr(word, '#');
	if (hash) {
		*hash = '\0';
		head->seq = (uint32_t)strtoul(hash + 1, NULL, 10);
	}
	char *slash = strchr(word, '/');
	if (slash)
		*slash = '\0';
	copy(head->actor, sizeof head->actor, word);
	head->key = key_of(slash ? slash + 1 : word);
}

static uint64_t bit(uint32_t number)
{
	return UINT64_C(1) << number;
}

static void parents_read(struct writing *w, struct head *head)
{
	while (next(&w->words))
		if (strcmp(w->words.word, "-") != 0)
			head->parents |= bit(world_find(w->world, w->words.word));
}

/* What was left out, by what is known of the parents. */
static void head_complete(struct writing *w, struct head *head)
{
	const struct world *world = w->world;
	uint32_t seq = 1;
	int64_t time = noon;
	for (uint32_t i = 0; i < world->count; i++) {
		const struct drawn *other = &world->records[i];
		if (head->parents & bit(i)) {
			w->drawn->before |= bit(i) | other->before;
			if (other->record.time + 60 > time)
				time = other->record.time + 60;
		}
	}
	for (uint32_t i = 0; i < world->count; i++) {
		const struct ak_record *other = &world->records[i].record;
		if ((w->drawn->before & bit(i)) && strcmp(other->actor, head->actor) == 0 &&
			strcmp(other->key, head->key) == 0 && other->seq >= seq)
			seq = other->seq + 1;
	}
	if (head->seq == 0)
		head->seq = seq;
	if (head->time < 0)
		head->time = time;
}

static struct head head_read(struct writing *w)
{
	struct head head = {.time = -1};
	bool has_parents = false;
	must_next(&w->words);
	copy(w->drawn->name, sizeof w->drawn->name, w->words.word);
	must_next(&w->words);
	actor_read(&head, w->words.word);
	while (!has_parents && next(&w->words)) {
		if (w->words.word[0] == '@')
			head.time = time_read(w->words.word + 1);
		else if ((has_parents = strcmp(w->words.word, "<") == 0))
			parents_read(w, &head);
		else
			fail_msg("what is %s in the line of %s?", w->words.word, w->drawn->name);
	}
	if (!has_parents && w->world->count > 0)
		head.parents = bit(w->world->count - 1);
	head_complete(w, &head);
	return head;
}

static int compare_ids(const void *left, const void *right)
{
	return ak_id_compare(left, right);
}

static void put_head(struct writing *w, const struct head *head)
{
	struct ak_id parents[WORLD_MAX];
	size_t count = 0;
	for (uint32_t i = 0; i < w->world->count; i++)
		if (head->parents & bit(i))
			parents[count++] = w->world->records[i].record.id;
	qsort(parents, count, sizeof parents[0], compare_ids);
	ak_buf_text(&w->json, "{\"akkoord\":\"record/1\",\"ledger\":");
	put_id(&w->json, &w->world->laws[0].id);
	ak_buf_format(&w->json, ",\"actor\":\"%s\",\"key\":\"%s\",\"seq\":%u,\"parents\":[", head->actor, head->key,
		head->seq);
	for (size_t i = 0; i < count; i++) {
		ak_buf_text(&w->json, i ? "," : "");
		put_id(&w->json, &parents[i]);
	}
	ak_buf_format(&w->json, "],\"time\":\"%s\"", ak_time_write(head->time).text);
}

/* ------------------------------------------------------------------ drawing */

static void draw_line(struct world *world, const char *line, size_t size)
{
	struct writing w = {.world = world, .drawn = &world->records[world->count]};
	struct ak_error err = AK_ERROR_INIT;
	enum ak_record_fault fault;
	const char *colon = strstr(line, " : ");
	const char *arrow = strstr(line, "=> ");
	const char *end = line + size;
	assert_true(world->count < WORLD_MAX && colon && colon < end);
	*w.drawn = (struct drawn){.wanted = arrow && arrow < end ? arrow + 3 : NULL};
	w.words.at = line;
	w.words.end = colon;
	struct head head = head_read(&w);
	put_head(&w, &head);
	w.words.at = colon + 3;
	w.words.end = w.drawn->wanted ? arrow : end;
	put_kind(&w);
	ak_buf_char(&w.json, '}');
	struct ak_bytes bytes = ak_buf_view(&w.json);
	if (ak_record_parse(&w.drawn->record, &world->arena, bytes, &fault, &err) != AK_OK)
		fail_msg("%s in %s", err.text, ak_buf_string(&w.json));
	w.drawn->record.id = ak_sha256(bytes);
	const char *kept = ak_arena_text(&world->arena, ak_buf_string(&w.json), bytes.size);
	assert_non_null(kept);
	w.drawn->bytes = (struct ak_bytes){(const uint8_t *)kept, bytes.size};
	for (uint32_t i = 0; i < world->count; i++)
		assert_false(ak_id_equal(&world->records[i].record.id, &w.drawn->record.id));
	ak_buf_release(&w.json);
	world->count++;
}

void world_draw(struct world *world, const char *drawing)
{
	while (*drawing) {
		size_t size = strcspn(drawing, "\n");
		if (strspn(drawing, " \t") < size)
			draw_line(world, drawing, size);
		drawing += size + (drawing[size] == '\n');
	}
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
		if (set & bit(i))
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
		while (next(&words))
			word_check(answer, world, i, words.word);
	}
}

/* ------------------------------------------------------------------ tables */

static void check_drawing(void **state)
{
	const struct drawing *drawing = *state;
	struct world world;
	struct answer answer;
	size_t law_count;
	const struct law *laws = small_laws(&law_count);
	world_init(&world, laws, law_count);
	world_draw(&world, drawing->text);
	answer_init(&answer, &world, WORLD_ALL, NULL);
	answer_check(&answer, &world);
	answer_release(&answer);
	world_release(&world);
}

int run_drawings(const char *name, const struct drawing *drawings, size_t count)
{
	struct CMUnitTest *tests = calloc(count, sizeof *tests);
	if (!tests || ak_sig_start(NULL) != AK_OK)
		return 1;
	for (size_t i = 0; i < count; i++) {
		tests[i].name = drawings[i].sentence;
		tests[i].test_func = check_drawing;
		tests[i].initial_state = (void *)&drawings[i];
	}
	int failed = _cmocka_run_group_tests(name, tests, count, NULL, NULL);
	free(tests);
	return failed;
}
