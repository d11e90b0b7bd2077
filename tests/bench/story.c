/* SPDX-License-Identifier: EUPL-1.2 */
#include "bench/story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "judge/scope.h"

static const char *const bodies[] = {"do", "bo", "pt", "gb", "getuigen"};
/* of each body's holder at each site, the role that its name ends in */
static const char *const roles[] = {"directeur", "bestuurder", "programmateam", "geschillen", "getuige"};

static const char *const sentences[] = {
	"Het bodemonderzoek is afgerond en de resultaten zijn gedeeld met de partners.",
	"De planning schuift een kwartaal op door langere doorlooptijd van de aanbesteding.",
	"Voortgang gemeld in het overleg van het programmateam; geen bijzonderheden.",
	"De gegevens van de provincies zijn binnen; de kaart wordt deze maand bijgewerkt.",
	"Afgesproken is om eerst de uitvoeringstoets af te wachten voordat wordt opgeschaald.",
	"De handreiking ligt ter consultatie bij gemeenten en waterschappen.",
	"Conform het besluit van het directeurenoverleg.",
	"Na afstemming met de omgevingsdiensten bijgesteld.",
};

static const char *sentence(struct bench_story *story)
{
	return sentences[bench_random(story->scribe, sizeof sentences / sizeof sentences[0])];
}

/* ------------------------------------------------------------------ pieces of a proposal */

static struct ak_value text(const char *words)
{
	return words ? (struct ak_value){.kind = AK_VALUE_TEXT, .text = words} : (struct ak_value){.kind = AK_VALUE_NULL};
}

static struct ak_change set(const char *object, const char *field, const char *from, const char *to)
{
	return (struct ak_change){.op = AK_OP_SET, .object = object, .field = field, .from = text(from), .to = text(to)};
}

static struct ak_change add(const char *object, const char *field, const char *member)
{
	return (struct ak_change){.op = AK_OP_ADD, .object = object, .field = field, .to = text(member)};
}

/* A creation with fields as name and text by turns, NULL-ended. */
static struct ak_change create(struct bench_story *story, const char *object, const char *const *pairs)
{
	uint32_t count = 0;
	while (pairs[2 * count])
		count++;
	struct ak_assignment *fields = bench_alloc(story->scribe, count * sizeof *fields);
	for (uint32_t i = 0; i < count; i++)
		fields[i] = (struct ak_assignment){.field = pairs[2 * i], .value = text(pairs[2 * i + 1])};
	return (struct ak_change){.op = AK_OP_CREATE, .object = object, .fields = fields, .field_count = count};
}

static uint32_t propose(struct bench_story *story, struct bench_actor *actor, const char *capacity,
	const struct ak_change *changes, unsigned count)
{
	struct ak_change *kept = bench_alloc(story->scribe, count * sizeof *kept);
	memcpy(kept, changes, count * sizeof *kept);
	return bench_sign(story->scribe, actor,
		(struct ak_record){.kind = AK_KIND_PROPOSE,
			.capacity = capacity,
			.why = sentence(story),
			.changes = kept,
			.change_count = (uint8_t)count});
}

static struct bench_actor *holder(struct bench_story *story, const char *body, unsigned site)
{
	for (unsigned i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
		if (strcmp(bodies[i], body) == 0)
			return bench_actor_find(story->scribe, site, roles[i]);
	bench_die("there is no such body");
}

static void endorse(struct bench_story *story, const char *body, unsigned site, uint32_t record)
{
	struct bench_scribe *scribe = story->scribe;
	bench_sign(scribe, holder(story, body, site),
		(struct ak_record){.kind = AK_KIND_ENDORSE, .target = &scribe->records[record].id});
}

/* Proposed at the first site and endorsed at all others, who learn of it at once. */
static void decide(struct bench_story *story, const char *body, const struct ak_change *changes, unsigned count)
{
	uint32_t record = propose(story, holder(story, body, 0), body, changes, count);
	for (unsigned site = 1; site < BENCH_SITES; site++) {
		bench_learn(story->scribe, site, 0);
		endorse(story, body, site, record);
	}
	bench_learn_all(story->scribe);
}

/* ------------------------------------------------------------------ beginning */

static void appoint_one(struct bench_story *story, struct bench_actor *actor)
{
	const char *party = bench_parties[actor->site];
	const char *pairs[] = {"party", party, "key", actor->signer.key, "name", actor->name, NULL};
	struct ak_change change = create(story, bench_text(story->scribe, "actor/%s", actor->name), pairs);
	propose(story, &story->scribe->actors[actor->site], party, &change, 1);
}

static void appoint(struct bench_story *story, uint32_t leaders)
{
	enum { BODIES = sizeof bodies / sizeof bodies[0] };
	struct bench_scribe *scribe = story->scribe;
	for (unsigned site = 0; site < BENCH_SITES; site++) {
		struct ak_change seats[BODIES];
		for (unsigned i = 0; i < BODIES; i++) {
			struct bench_actor *actor = bench_actor_new(scribe, site, roles[i]);
			appoint_one(story, actor);
			seats[i] = add(bench_text(scribe, "seat/%s.%s", bodies[i], bench_parties[site]), "holders",
				bench_text(scribe, "%s", actor->name));
		}
		propose(story, &scribe->actors[site], bench_parties[site], seats, BODIES);
	}
	appoint_one(story, bench_actor_new(scribe, 0, "programmamanager"));
	for (uint32_t i = 0; i < leaders; i++) {
		char role[32];
		snprintf(role, sizeof role, "projectleider-%u", i / BENCH_SITES + 1);
		story->leaders[story->leader_count] = bench_actor_new(scribe, i % BENCH_SITES, role);
		appoint_one(story, story->leaders[story->leader_count++]);
	}
}

static struct ak_change task_new(struct bench_story *story)
{
	struct bench_scribe *scribe = story->scribe;
	if (story->task_count == BENCH_TASKS_MAX)
		bench_die("there are too many tasks");
	struct bench_task *task = &story->tasks[story->task_count];
	*task = (struct bench_task){.name = bench_text(scribe, "afspraak/a%u", story->task_count + 1),
		.leader = story->task_count % story->leader_count,
		.decided = AK_POSITION_NONE,
		.progress = -1};
	task->party = story->leaders[task->leader]->site;
	story->task_count++;
	const char *pairs[] = {"agenda", "agenda/2022-2023", "tekst", sentence(story), "soort", "resultaat",
		"verantwoordelijke", bench_parties[task->party], "termijn", "2023-12-31", "projectleider",
		story->leaders[task->leader]->name, NULL};
	return create(story, task->name, pairs);
}

static void agenda(struct bench_story *story)
{
	struct bench_scribe *scribe = story->scribe;
	const char *agenda_pairs[] = {"titel", "Samenwerkingsagenda 2022-2023", "van", "2022-01-01", "tot", "2023-12-31", NULL};
	struct ak_change changes[16];
	changes[0] = set("office/pm", "holder", NULL, "ienw-programmamanager");
	changes[1] = create(story, "agenda/2022-2023", agenda_pairs);
	decide(story, "do", changes, 2);
	for (unsigned i = 0; i < 8; i++) {
		const char *pairs[] = {"agenda", "agenda/2022-2023", "titel", bench_text(scribe, "Thema %u", i + 1), NULL};
		changes[i] = create(story, bench_text(scribe, "thema/t%u", i + 1), pairs);
	}
	decide(story, "do", changes, 8);
	uint32_t tasks = story->leader_count > 32 ? story->leader_count : 32;
	while (story->task_count < tasks) {
		for (unsigned i = 0; i < 16; i++)
			changes[i] = task_new(story);
		decide(story, "do", changes, 16);
	}
	story->founding_tasks = story->task_count;
	changes[0] = set("agenda/2022-2023", "opdracht", NULL, "Werk de opgaven uit en rapporteer ieder kwartaal.");
	decide(story, "bo", changes, 1);
	changes[0] = set("agenda/2022-2023", "uitvoeringstoets", NULL,
		"5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8");
	decide(story, "do", changes, 1);
}

/* The decision about the whole: pinned as it is at the seal before. */
static void establish(struct bench_story *story)
{
	struct bench_scribe *scribe = story->scribe;
	struct ak_state *state = &scribe->judge.state;
	struct ak_pin *pin = bench_alloc(scribe, sizeof *pin);
	struct ak_change *move = bench_alloc(scribe, sizeof *move);
	struct ak_object *object = ak_state_find(state, "agenda/2022-2023");
	if (!object)
		bench_die("the agenda did not come to be");
	*pin = (struct ak_pin){.object = object->name, .digest = ak_scope_digest(state, object)};
	*move = set("agenda/2022-2023", "fase", "concept", "vastgesteld");
	uint32_t record = bench_sign(scribe, holder(story, "bo", 0),
		(struct ak_record){.kind = AK_KIND_PROPOSE,
			.capacity = "bo",
			.why = "Vaststelling door het Bestuurlijk Overleg.",
			.changes = move,
			.change_count = 1,
			.pins = pin,
			.pin_count = 1});
	for (unsigned site = 1; site < BENCH_SITES; site++) {
		bench_learn(scribe, site, 0);
		endorse(story, "bo", site, record);
	}
}

void bench_story_begin(struct bench_story *story, struct bench_scribe *scribe, uint32_t leaders)
{
	*story = (struct bench_story){.scribe = scribe, .site_count = BENCH_SITES};
	story->tasks = calloc(BENCH_TASKS_MAX, sizeof *story->tasks);
	if (!story->tasks)
		bench_die("there is no memory");
	appoint(story, leaders);
	bench_seal(scribe);
	agenda(story);
	bench_seal(scribe);
	establish(story);
	bench_seal(scribe);
	const char *phase = ak_phase_of(&scribe->judge.state, ak_state_find(&scribe->judge.state, "agenda/2022-2023"));
	if (strcmp(phase, "vastgesteld") != 0)
		bench_die("the agenda was not established");
}

void bench_story_end(struct bench_story *story)
{
	free(story->tasks);
}

/* ------------------------------------------------------------------ ordinary days */

static unsigned some_site(struct bench_story *story)
{
	return story->first_site + bench_random(story->scribe, story->site_count);
}

/* Whether those at a site know that a task was decided on. */
static bool is_known(struct bench_story *story, uint32_t task, unsigned site)
{
	uint32_t decided = story->tasks[task].decided;
	return task < story->founding_tasks ||
	       (decided != AK_POSITION_NONE && bench_knows(story->scribe, site, decided));
}

static uint32_t some_task(struct bench_story *story, unsigned site)
{
	for (;;) {
		uint32_t task = bench_random(story->scribe, story->task_count);
		if (story->tasks[task].party == site && is_known(story, task, site))
			return task;
	}
}

uint32_t bench_story_report(struct bench_story *story, uint32_t leader)
{
	struct bench_scribe *scribe = story->scribe;
	uint32_t own = (story->task_count - 1 - leader) / story->leader_count + 1;
	uint32_t number = leader + story->leader_count * bench_random(scribe, own);
	if (!is_known(story, number, story->leaders[leader]->site))
		number = leader;
	struct bench_task *task = &story->tasks[number];
	struct ak_change change;
	if (bench_random(scribe, 3) == 0) {
		const char *note = bench_text(scribe, "%s (%u)", sentence(story), ++story->made);
		change = set(task->name, "toelichting", task->note, note);
		task->note = note;
	} else {
		int64_t progress = (task->progress + 1 + bench_random(scribe, 9)) % 101;
		change = set(task->name, "voortgang", NULL, "");
		if (task->progress >= 0)
			change.from = (struct ak_value){.kind = AK_VALUE_INT, .integer = task->progress};
		if (progress == task->progress)
			progress = (progress + 1) % 101;
		change.to = (struct ak_value){.kind = AK_VALUE_INT, .integer = progress};
		task->progress = progress;
	}
	return propose(story, story->leaders[leader], "self", &change, 1);
}

static void report_somewhere(struct bench_story *story)
{
	uint32_t leader;
	do
		leader = bench_random(story->scribe, story->leader_count);
	while (story->leaders[leader]->site - story->first_site >= story->site_count);
	bench_story_report(story, leader);
}

/* Two reports on one and the same knowledge with one number: a phone and a laptop that did not meet. */
static void fork_somewhere(struct bench_story *story)
{
	struct bench_scribe *scribe = story->scribe;
	unsigned site = some_site(story);
	uint32_t leader = site;
	while (story->leaders[leader]->site != site)
		leader++;
	struct bench_site before = scribe->sites[site];
	uint32_t tips[16];
	if (before.count > 16)
		return;
	memcpy(tips, before.tips, before.count * sizeof *tips);
	uint32_t first = bench_story_report(story, leader);
	memcpy(scribe->sites[site].tips, tips, before.count * sizeof *tips);
	scribe->sites[site].count = before.count;
	story->leaders[leader]->seq--;
	uint32_t second = bench_story_report(story, leader);
	scribe->sites[site].tips[0] = second;
	if (!ak_grow((void **)&scribe->sites[site].tips, &scribe->sites[site].room, 1, sizeof *tips))
		bench_die("there is no memory");
	scribe->sites[site].tips[1] = first;
	scribe->sites[site].count = 2;
}

static void open_add(struct bench_story *story, struct bench_open open)
{
	if (story->open_count == BENCH_OPEN_MAX)
		memmove(story->open, story->open + 1, --story->open_count * sizeof *story->open);
	story->open[story->open_count++] = open;
}

static void propose_planning(struct bench_story *story)
{
	static const char *const days[] = {"2023-03-01", "2023-06-01", "2023-09-01", "2023-12-01", "2024-03-01"};
	unsigned site = some_site(story);
	uint32_t number = some_task(story, site);
	struct bench_task *task = &story->tasks[number];
	const char *day = days[bench_random(story->scribe, 5)];
	if (task->planning && strcmp(day, task->planning) == 0)
		day = "2024-06-01";
	struct ak_change change = set(task->name, "planning", task->planning, day);
	uint32_t record = propose(story, holder(story, "do", site), "do", &change, 1);
	open_add(story, (struct bench_open){record, "do", 1U << site, 2, number, 0, day});
}

static void propose_tasks(struct bench_story *story)
{
	struct ak_change changes[3];
	unsigned site = some_site(story);
	uint32_t first = story->task_count;
	for (unsigned i = 0; i < 3; i++)
		changes[i] = task_new(story);
	uint32_t record = propose(story, holder(story, "bo", site), "bo", changes, 3);
	open_add(story, (struct bench_open){record, "bo", 1U << site, 3, first, 3, NULL});
}

/* One more seat for one that is open, by a site that has to learn of it first. */
static void endorse_open(struct bench_story *story)
{
	struct bench_scribe *scribe = story->scribe;
	struct bench_open *open = &story->open[0];
	unsigned site;
	do
		site = some_site(story);
	while (open->asked & (1U << site));
	if (!bench_knows(scribe, site, open->record))
		for (unsigned other = 0; other < BENCH_SITES; other++)
			if (bench_knows(scribe, other, open->record)) {
				bench_learn(scribe, site, other);
				break;
			}
	endorse(story, open->role, site, open->record);
	open->asked |= 1U << site;
	if (--open->needed > 0)
		return;
	for (unsigned i = 0; i < open->task_count; i++)
		story->tasks[open->task + i].decided = scribe->count - 1;
	if (open->task_count == 0)
		story->tasks[open->task].planning = open->planning;
	memmove(story->open, story->open + 1, --story->open_count * sizeof *story->open);
}

static void object_open(struct bench_story *story)
{
	struct bench_scribe *scribe = story->scribe;
	unsigned site = some_site(story);
	uint32_t record = story->open[story->open_count - 1].record;
	if (!bench_knows(scribe, site, record))
		return;
	bench_sign(scribe, holder(story, "pt", site),
		(struct ak_record){.kind = AK_KIND_OBJECT, .why = sentence(story), .target = &scribe->records[record].id});
}

/* A seat of the programme's team attaches proof, acting alone. */
static void prove(struct bench_story *story)
{
	unsigned site = some_site(story);
	struct bench_task *task = &story->tasks[some_task(story, site)];
	struct ak_id digest = ak_id_zero;
	for (unsigned i = 0; i < AK_ID_SIZE; i++)
		digest.bytes[i] = (uint8_t)bench_random(story->scribe, 256);
	const char *proof = bench_text(story->scribe, "%s", ak_id_hex(&digest).text);
	struct ak_change change = set(task->name, "bewijs", task->proof, proof);
	task->proof = proof;
	propose(story, holder(story, "pt", site), bench_text(story->scribe, "pt/%s", bench_parties[site]), &change, 1);
}

/* The programme manager sees what belongs together. */
static void relate(struct bench_story *story)
{
	struct bench_scribe *scribe = story->scribe;
	const struct bench_task *task = &story->tasks[some_task(story, 0)];
	struct ak_change change =
		add(task->name, "samenhang", bench_text(scribe, "thema/t%u", bench_random(scribe, 8) + 1));
	propose(story, bench_actor_find(scribe, 0, "programmamanager"), "pm", &change, 1);
}

void bench_story_step(struct bench_story *story)
{
	uint32_t dice = bench_random(story->scribe, 1000);
	bool all = story->site_count == BENCH_SITES;
	if (bench_random(story->scribe, 5) == 0)
		bench_learn(story->scribe, some_site(story), some_site(story));
	if (dice < 250 && all && story->open_count > 0)
		endorse_open(story);
	else if (dice < 350 && all)
		propose_planning(story);
	else if (dice < 370 && all)
		propose_tasks(story);
	else if (dice < 380 && all && story->open_count > 0)
		object_open(story);
	else if (dice < 450)
		prove(story);
	else if (dice < 500 && story->first_site == 0)
		relate(story);
	else if (dice < 502)
		fork_somewhere(story);
	else
		report_somewhere(story);
}

void bench_story_forget(struct bench_story *story)
{
	story->open_count = 0;
}
