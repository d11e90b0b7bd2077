/* SPDX-License-Identifier: EUPL-1.2 */
#include "bench/scribe.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/limits.h"
#include "judge/window.h"
#include "sig/digest.h"
#include "sig/sshsig.h"

enum {
	SEALS_BEGIN = 1640995200, /* 2022-01-01 */
	SECONDS_BETWEEN = 40,	  /* a million records in fifteen months */
};

const char *const bench_parties[BENCH_SITES] = {"ienw", "ipo", "uvw", "vng"};

uint32_t bench_random(struct bench_scribe *scribe, uint32_t limit)
{
	uint64_t z = scribe->random += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (uint32_t)((z ^ (z >> 31)) % limit);
}

void *bench_alloc(struct bench_scribe *scribe, size_t size)
{
	void *memory = ak_arena_alloc(&scribe->arena, size);
	if (!memory)
		bench_die("there is no memory");
	return memory;
}

const char *bench_text(struct bench_scribe *scribe, const char *format, ...)
{
	char text[2048];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	const char *kept = ak_arena_text(&scribe->arena, text, strlen(text));
	if (!kept)
		bench_die("there is no memory");
	return kept;
}

/* ------------------------------------------------------------------ actors */

static struct bench_actor *actor_add(struct bench_scribe *scribe, unsigned site, const char *name)
{
	if (scribe->actor_count == BENCH_ACTORS_MAX)
		bench_die("there are too many actors");
	struct bench_actor *actor = &scribe->actors[scribe->actor_count++];
	snprintf(actor->name, sizeof actor->name, "%s", name);
	bench_signer_init(&actor->signer, name);
	actor->site = site;
	return actor;
}

struct bench_actor *bench_actor_new(struct bench_scribe *scribe, unsigned site, const char *role)
{
	char name[64];
	snprintf(name, sizeof name, "%s-%s", bench_parties[site], role);
	return actor_add(scribe, site, name);
}

struct bench_actor *bench_actor_find(struct bench_scribe *scribe, unsigned site, const char *role)
{
	char name[64];
	snprintf(name, sizeof name, "%s-%s", bench_parties[site], role);
	for (uint32_t i = 0; i < scribe->actor_count; i++)
		if (strcmp(scribe->actors[i].name, name) == 0)
			return &scribe->actors[i];
	bench_die("there is no such actor");
}

/* The signature file over scribe->bytes, into scribe->signature. */
static void sign_bytes(struct bench_scribe *scribe, const struct bench_actor *actor)
{
	bench_signer_sign(&actor->signer, AK_SSHSIG_NAMESPACE, ak_buf_view(&scribe->bytes), &scribe->signature);
}

/* ------------------------------------------------------------------ what the sites know */

static bool tip_knows(struct bench_scribe *scribe, uint32_t tip, uint32_t record)
{
	return tip == record || ak_graph_is_ancestor(&scribe->admission.graph, record, tip);
}

bool bench_knows(struct bench_scribe *scribe, unsigned site, uint32_t record)
{
	for (uint32_t i = 0; i < scribe->sites[site].count; i++)
		if (tip_knows(scribe, scribe->sites[site].tips[i], record))
			return true;
	return false;
}

static void tip_add(struct bench_site *site, uint32_t record)
{
	if (!ak_grow((void **)&site->tips, &site->room, site->count, sizeof *site->tips))
		bench_die("there is no memory");
	site->tips[site->count++] = record;
}

void bench_learn(struct bench_scribe *scribe, unsigned site, unsigned other)
{
	struct bench_site *mine = &scribe->sites[site];
	const struct bench_site *its = &scribe->sites[other];
	for (uint32_t i = 0; i < its->count; i++) {
		if (bench_knows(scribe, site, its->tips[i]))
			continue;
		uint32_t kept = 0;
		for (uint32_t j = 0; j < mine->count; j++)
			if (!tip_knows(scribe, its->tips[i], mine->tips[j]))
				mine->tips[kept++] = mine->tips[j];
		mine->count = kept;
		tip_add(mine, its->tips[i]);
	}
}

void bench_learn_all(struct bench_scribe *scribe)
{
	for (unsigned i = 1; i < BENCH_SITES; i++)
		bench_learn(scribe, 0, i);
	for (unsigned i = 1; i < BENCH_SITES; i++)
		bench_learn(scribe, i, 0);
}

/* ------------------------------------------------------------------ one record */

static int compare_ids(const void *left, const void *right)
{
	return ak_id_compare(left, right);
}

/* The parents, and what follows from them; the site then knows the new record in their stead. */
static void take_parents(struct bench_scribe *scribe, struct bench_site *site, uint32_t position, struct ak_record *record)
{
	struct ak_admission *a = &scribe->admission;
	uint32_t count = site->count < AK_PARENTS_MAX ? site->count : AK_PARENTS_MAX;
	struct ak_id *ids = bench_alloc(scribe, (count + 1) * sizeof *ids);
	uint32_t edge = a->first_parent[position];
	for (uint32_t i = 0; i < count; i++) {
		ids[i] = scribe->records[site->tips[i]].id;
		a->parents[edge++] = site->tips[i];
	}
	a->first_parent[position + 1] = edge;
	qsort(ids, count, sizeof *ids, compare_ids);
	record->parents = ids;
	record->parent_count = (uint16_t)count;
	if (site->count > count)
		memmove(site->tips, site->tips + count, (site->count - count) * sizeof *site->tips);
	site->count -= count;
	tip_add(site, position);
	uint32_t first = site->tips[0]; /* the newest comes first: of too many it must be among the 64 */
	site->tips[0] = position;
	site->tips[site->count - 1] = first;
}

static void write_files(struct bench_scribe *scribe, const struct bench_actor *actor, struct ak_record *record)
{
	ak_buf_clear(&scribe->bytes);
	if (ak_record_write(record, &scribe->bytes, NULL) != AK_OK)
		bench_die("a record cannot be written");
	record->id = ak_sha256(ak_buf_view(&scribe->bytes));
	sign_bytes(scribe, actor);
	for (int signature = 0; signature < 2; signature++) {
		ak_buf_clear(&scribe->path);
		ak_record_path_write(&scribe->path, record->actor, record->seq, &record->id, signature);
		bench_stream_put(&scribe->stream, ak_buf_string(&scribe->path),
			ak_buf_view(signature ? &scribe->signature : &scribe->bytes));
	}
}

static uint32_t position_of(const struct bench_scribe *scribe, const struct ak_id *id)
{
	for (uint32_t i = scribe->count; id && i > 0; i--)
		if (ak_id_equal(&scribe->records[i - 1].id, id))
			return i - 1;
	return AK_POSITION_NONE;
}

uint32_t bench_sign(struct bench_scribe *scribe, struct bench_actor *actor, struct ak_record record)
{
	struct ak_admission *a = &scribe->admission;
	uint32_t position = scribe->count;
	if (position == scribe->room)
		bench_die("there are too many records");
	record.ledger = &scribe->ledger;
	record.actor = actor->name;
	record.key = actor->signer.key;
	record.seq = ++actor->seq;
	record.time = scribe->now += 1 + bench_random(scribe, SECONDS_BETWEEN);
	if (record.kind == AK_KIND_PROPOSE && record.respond_by == 0)
		record.respond_by = -1;
	take_parents(scribe, &scribe->sites[actor->site], position, &record);
	write_files(scribe, actor, &record);
	a->owners[position] = (uint32_t)(actor - scribe->actors);
	a->target[position] = AK_POSITION_NONE;
	if (record.kind == AK_KIND_SEAL)
		a->target[position] = scribe->last_seal;
	else if (record.kind != AK_KIND_PROPOSE)
		a->target[position] = position_of(scribe, record.target);
	scribe->records[position] = record;
	scribe->count++;
	if (!ak_graph_gather(&a->graph, position))
		bench_die("a parent is an ancestor of another parent");
	if (ak_graph_add(&a->graph, position, a->owners[position], record.seq, NULL) != AK_OK)
		bench_die("there is no memory");
	return position;
}

/* ------------------------------------------------------------------ seals */

static bool is_answer(const struct ak_record *record)
{
	return record->kind == AK_KIND_ENDORSE || record->kind == AK_KIND_OBJECT || record->kind == AK_KIND_WITHDRAW;
}

/* Who answers whom, of the records since the window before began. */
static void take_answers(struct bench_scribe *scribe)
{
	struct ak_judge *judge = &scribe->judge;
	const uint32_t *target = scribe->admission.target;
	uint32_t base = scribe->window_before;
	uint32_t *first = judge->first_answer;
	memset(first + base + 1, 0, (scribe->count - base + 1) * sizeof *first);
	for (uint32_t i = base; i < scribe->count; i++)
		if (is_answer(&scribe->records[i]) && target[i] >= base)
			first[target[i] + 2]++;
	first[base + 1] = first[base];
	for (uint32_t r = base; r < scribe->count; r++)
		first[r + 2] += first[r + 1];
	/* first[r + 1] is where r's answers begin; filling moves it to where they end */
	for (uint32_t i = base; i < scribe->count; i++)
		if (is_answer(&scribe->records[i]) && target[i] >= base)
			judge->answers[first[target[i] + 1]++] = i;
}

static int compare_lines(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

/* The root of a state text in which the records are sorted by id. */
static struct ak_id sorted_root(const struct ak_buf *text)
{
	struct ak_buf copy = AK_BUF_INIT;
	struct ak_buf sorted = AK_BUF_INIT;
	char **lines = NULL;
	size_t room = 0;
	size_t count = 0;
	size_t first = 0;
	ak_buf_append(&copy, text->data, text->size);
	for (char *line = strtok(copy.data, "\n"); line; line = strtok(NULL, "\n")) {
		if (!ak_grow((void **)&lines, &room, count, sizeof *lines))
			bench_die("there is no memory");
		if (strncmp(line, "record ", 7) != 0)
			first = count + 1;
		lines[count++] = line;
	}
	if (lines)
		qsort(lines + first, count - first, sizeof *lines, compare_lines);
	for (size_t i = 0; i < count; i++)
		ak_buf_format(&sorted, "%s\n", lines[i]);
	struct ak_id root = ak_sha256(ak_buf_view(&sorted));
	free(lines);
	ak_buf_release(&copy);
	ak_buf_release(&sorted);
	return root;
}

static struct ak_id judge_window(struct bench_scribe *scribe)
{
	struct ak_judge *judge = &scribe->judge;
	uint32_t count = scribe->count - scribe->window;
	uint32_t *set = calloc(count + 1, sizeof *set);
	if (!set)
		bench_die("there is no memory");
	for (uint32_t i = 0; i < count; i++) {
		set[i] = scribe->window + i;
		judge->window_of[set[i]] = judge->state.window;
	}
	take_answers(scribe);
	if (ak_window_judge(judge, set, count, NULL) != AK_OK)
		bench_die("a window cannot be judged");
	free(set);
	return sorted_root(&judge->text);
}

void bench_seal(struct bench_scribe *scribe)
{
	struct ak_judge *judge = &scribe->judge;
	bool first = judge->seal_count == 0;
	bench_learn_all(scribe);
	struct ak_id *root = bench_alloc(scribe, sizeof *root);
	*root = judge_window(scribe);
	struct ak_record seal = {.kind = AK_KIND_SEAL,
		.height = judge->seal_count + 1,
		.prev = first ? NULL : &scribe->records[scribe->last_seal].id,
		.state = root};
	uint32_t position = bench_sign(scribe, first ? &scribe->actors[0] : bench_actor_find(scribe, 0, "getuige"), seal);
	judge->since = *root;
	judge->opened = ak_date_of(scribe->records[position].time);
	judge->seal_count++;
	ak_state_next_window(&judge->state);
	scribe->window_before = scribe->window;
	scribe->window = position;
	scribe->last_seal = position;
	for (unsigned site = 1; site < BENCH_SITES; site++) {
		struct bench_actor *witness =
			first ? &scribe->actors[site] : bench_actor_find(scribe, site, "getuige");
		bench_learn(scribe, site, 0);
		bench_sign(scribe, witness,
			(struct ak_record){.kind = AK_KIND_ENDORSE, .target = &scribe->records[position].id});
	}
	bench_learn_all(scribe);
}

/* ------------------------------------------------------------------ founding */

static void read_file(struct ak_buf *out, const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		bench_die("the charter cannot be read");
	char part[4096];
	for (size_t got; (got = fread(part, 1, sizeof part, file)) > 0;)
		ak_buf_append(out, part, got);
	fclose(file);
}

/* The charter with the parties' keys where it says «ROOT KEY OF <party>». */
static void write_charter(struct bench_scribe *scribe, const char *path)
{
	struct ak_buf template = AK_BUF_INIT;
	read_file(&template, path);
	ak_buf_clear(&scribe->bytes);
	for (const char *at = ak_buf_string(&template); *at;) {
		unsigned party = BENCH_SITES;
		char words[64];
		for (unsigned i = 0; i < BENCH_SITES && party == BENCH_SITES; i++) {
			snprintf(words, sizeof words, "ROOT KEY OF %s", bench_parties[i]);
			if (strncmp(at, words, strlen(words)) == 0)
				party = i;
		}
		if (party == BENCH_SITES) {
			ak_buf_char(&scribe->bytes, *at++);
			continue;
		}
		ak_buf_text(&scribe->bytes, scribe->actors[party].signer.key);
		at += strlen(words);
	}
	ak_buf_release(&template);
}

static void put_founding(struct bench_scribe *scribe)
{
	bench_stream_put(&scribe->stream, "ledger/charter.json", ak_buf_view(&scribe->bytes));
	for (unsigned i = 0; i < BENCH_SITES; i++) {
		char path[64];
		sign_bytes(scribe, &scribe->actors[i]);
		snprintf(path, sizeof path, "ledger/charter.json.%s.sig", bench_parties[i]);
		bench_stream_put(&scribe->stream, path, ak_buf_view(&scribe->signature));
		snprintf(path, sizeof path, "keys/%s.pub", bench_parties[i]);
		bench_stream_put(&scribe->stream, path, ak_bytes_of(scribe->actors[i].signer.key));
	}
}

static void found(struct bench_scribe *scribe, const char *charter_path)
{
	struct ak_json *json = NULL;
	struct ak_error err = AK_ERROR_INIT;
	for (unsigned i = 0; i < BENCH_SITES; i++)
		actor_add(scribe, i, bench_parties[i]);
	write_charter(scribe, charter_path);
	scribe->ledger = ak_sha256(ak_buf_view(&scribe->bytes));
	if (ak_json_parse(&json, ak_buf_view(&scribe->bytes), &err) != AK_OK ||
		ak_charter_parse(&scribe->charter, json, NULL, NULL, &err) != AK_OK)
		bench_die(err.text);
	ak_json_free(json);
	put_founding(scribe);
}

void bench_scribe_init(struct bench_scribe *scribe, const char *charter_path, uint32_t room, uint64_t seed)
{
	*scribe = (struct bench_scribe){.room = room,
		.last_seal = AK_POSITION_NONE,
		.now = SEALS_BEGIN,
		.random = seed,
		.arena = AK_ARENA_INIT,
		.stream = {.ref = "refs/heads/main"}};
	if (ak_sig_start(NULL) != AK_OK)
		bench_die("libsodium cannot be started");
	found(scribe, charter_path);
	struct ak_admission *a = &scribe->admission;
	struct ak_judge *judge = &scribe->judge;
	size_t records = (size_t)room + 2;
	ak_map_init(&a->owner_map);
	a->count = room;
	a->owner_count = BENCH_ACTORS_MAX;
	a->records = scribe->records = calloc(records, sizeof *scribe->records);
	a->refusals = calloc(records, sizeof *a->refusals);
	a->owners = calloc(records, sizeof *a->owners);
	a->target = calloc(records, sizeof *a->target);
	a->first_parent = calloc(records, sizeof *a->first_parent);
	a->parents = calloc(records * AK_PARENTS_MAX, sizeof *a->parents);
	judge->window_of = calloc(records, sizeof *judge->window_of);
	judge->ranks = calloc(records, sizeof *judge->ranks);
	judge->facts = calloc(records, sizeof *judge->facts);
	judge->first_answer = calloc(records + 1, sizeof *judge->first_answer);
	judge->answers = calloc(records, sizeof *judge->answers);
	if (!a->records || !a->refusals || !a->owners || !a->target || !a->first_parent || !a->parents ||
		!judge->window_of || !judge->ranks || !judge->facts || !judge->first_answer || !judge->answers)
		bench_die("there is no memory");
	judge->admission = a;
	judge->founding = scribe->charter;
	judge->opened = INT32_MIN;
	if (ak_graph_init(&a->graph, room, a->first_parent, a->parents, a->owner_count, 0, NULL) != AK_OK ||
		ak_state_init(&judge->state, a, scribe->charter, NULL) != AK_OK)
		bench_die("there is no memory");
}

void bench_scribe_release(struct bench_scribe *scribe)
{
	bench_stream_end(&scribe->stream);
	ak_judge_release(&scribe->judge);
	ak_admission_release(&scribe->admission);
	ak_charter_free(scribe->charter);
	free(scribe->records);
	for (uint32_t i = 0; i < scribe->actor_count; i++)
		bench_signer_release(&scribe->actors[i].signer);
	for (unsigned i = 0; i < BENCH_SITES; i++)
		free(scribe->sites[i].tips);
	ak_buf_release(&scribe->bytes);
	ak_buf_release(&scribe->signature);
	ak_buf_release(&scribe->path);
	ak_arena_release(&scribe->arena);
}
