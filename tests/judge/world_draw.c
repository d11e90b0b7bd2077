/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A drawing becomes records: each line is read, what it leaves out is filled in, and it is written and parsed as any
 * record.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "judge/scope.h"
#include "judge/world_inside.h"
#include "sig/digest.h"

/* ------------------------------------------------------------------ words of a line */

bool words_next(struct words *w)
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

void words_must_next(struct words *w)
{
	if (!words_next(w))
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
	while (words_next(&w->words)) {
		char *equal = strchr(w->words.word, '=');
		assert_non_null(equal);
		*equal = '\0';
		ak_buf_format(&w->json, "%s\"%s\":", comma, w->words.word);
		if (equal[1]) {
			put_value(w, equal + 1, false);
		} else { /* field='quoted text' */
			words_must_next(&w->words);
			put_value(w, w->words.word, w->words.quoted);
		}
		comma = ",";
	}
	ak_buf_char(&w->json, '}');
}

static void put_amend(struct writing *w)
{
	words_must_next(&w->words);
	const struct law *from = strcmp(w->words.word, "-") == 0 ? NULL : world_law(w->world, w->words.word);
	words_must_next(&w->words);
	assert_string_equal(w->words.word, "->");
	words_must_next(&w->words);
	ak_buf_text(&w->json, "{\"op\":\"amend\",\"from\":");
	put_id(&w->json, from ? &from->charter->digest : &ak_id_zero);
	ak_buf_format(&w->json, ",\"charter\":%s}", world_law(w->world, w->words.word)->json);
}

static void put_change(struct writing *w)
{
	char op[16];
	words_must_next(&w->words);
	copy(op, sizeof op, w->words.word);
	if (strcmp(op, "amend") == 0) {
		put_amend(w);
		return;
	}
	words_must_next(&w->words);
	ak_buf_format(&w->json, "{\"op\":\"%s\",\"object\":\"%s\"", op, w->words.word);
	if (strcmp(op, "create") == 0) {
		put_create(w);
	} else {
		words_must_next(&w->words);
		ak_buf_format(&w->json, ",\"field\":\"%s\",\"%s\":", w->words.word,
			strcmp(op, "set") == 0 ? "from" : "value");
		words_must_next(&w->words);
		put_value(w, w->words.word, w->words.quoted);
		if (strcmp(op, "set") == 0) {
			words_must_next(&w->words);
			assert_string_equal(w->words.word, "->");
			words_must_next(&w->words);
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
	while (words_next(&w->words) && strcmp(w->words.word, "pin") == 0) {
		words_must_next(&w->words);
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
	words_must_next(&w->words);
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
	words_must_next(&w->words);
	ak_buf_format(&w->json, ",\"height\":%s,\"prev\":", w->words.word);
	words_must_next(&w->words);
	if (strcmp(w->words.word, "-") == 0)
		ak_buf_text(&w->json, "null");
	else
		put_id(&w->json, &w->world->records[world_find(w->world, w->words.word)].record.id);
	words_must_next(&w->words);
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
	words_must_next(&w->words);
	char kind[16];
	copy(kind, sizeof kind, w->words.word);
	ak_buf_format(&w->json, ",\"kind\":\"%s\"", kind);
	if (strcmp(kind, "propose") == 0) {
		put_propose(w);
	} else if (strcmp(kind, "seal") == 0) {
		put_seal(w);
	} else {
		words_must_next(&w->words);
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

static void parents_read(struct writing *w, struct head *head)
{
	while (words_next(&w->words))
		if (strcmp(w->words.word, "-") != 0)
			head->parents |= world_bit(world_find(w->world, w->words.word));
}

/* What was left out, by what is known of the parents. */
static void head_complete(struct writing *w, struct head *head)
{
	const struct world *world = w->world;
	uint32_t seq = 1;
	int64_t time = noon;
	for (uint32_t i = 0; i < world->count; i++) {
		const struct drawn *other = &world->records[i];
		if (head->parents & world_bit(i)) {
			w->drawn->before |= world_bit(i) | other->before;
			if (other->record.time + 60 > time)
				time = other->record.time + 60;
		}
	}
	for (uint32_t i = 0; i < world->count; i++) {
		const struct ak_record *other = &world->records[i].record;
		if ((w->drawn->before & world_bit(i)) && strcmp(other->actor, head->actor) == 0 &&
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
	words_must_next(&w->words);
	copy(w->drawn->name, sizeof w->drawn->name, w->words.word);
	words_must_next(&w->words);
	actor_read(&head, w->words.word);
	while (!has_parents && words_next(&w->words)) {
		if (w->words.word[0] == '@')
			head.time = time_read(w->words.word + 1);
		else if ((has_parents = strcmp(w->words.word, "<") == 0))
			parents_read(w, &head);
		else
			fail_msg("what is %s in the line of %s?", w->words.word, w->drawn->name);
	}
	if (!has_parents && w->world->count > 0)
		head.parents = world_bit(w->world->count - 1);
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
		if (head->parents & world_bit(i))
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
