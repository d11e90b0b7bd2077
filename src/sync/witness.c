/* SPDX-License-Identifier: EUPL-1.2 */
#include "sync/witness.h"

#include <inttypes.h>
#include <stdlib.h>

enum {
	HELD_BEFORE_SECONDS = 3600,   /* protocol §10: "held an hour before it first saw the seal" */
	WAIT_SECONDS = 7 * 24 * 3600, /* protocol §10: "and endorses after seven days" */
};

/* ------------------------------------------------------------------ what it leaves out */

/* Since when this replica holds a record, by its journal. */
static bool held_since(const struct ak_ledger *ledger, uint32_t record, int64_t *time)
{
	struct ak_buf path = AK_BUF_INIT;
	const struct ak_record *it = &ledger->records[record];
	ak_record_path_write(&path, it->actor, it->seq, &it->id, false);
	bool known = !path.failed && ak_store_added(ledger->store, ak_buf_string(&path), time);
	ak_buf_release(&path);
	return known;
}

/*
 * protocol §10: "Where a seal leaves out a record that the witness held an hour before it first saw the seal, it
 * waits, says so, and endorses after seven days"
 */
static void find_left_out(struct ak_witness_step *step, const struct ak_ledger *ledger, int64_t now)
{
	int64_t seen = now;
	held_since(ledger, step->seal, &seen);
	step->first_left = AK_POSITION_NONE;
	step->until = seen + WAIT_SECONDS;
	for (uint32_t i = 0; i < ledger->admission.admitted; i++) {
		uint32_t record = ledger->admission.sequence[i];
		int64_t held;
		bool sealed = ledger->judge.window_of[record] != 0 &&
			      (int64_t)ledger->judge.window_of[record] < step->height;
		if (record == step->seal || sealed || ak_ledger_knows(ledger, step->seal, record) ||
			!held_since(ledger, record, &held) || held + HELD_BEFORE_SECONDS > seen)
			continue;
		if (step->left_out++ == 0)
			step->first_left = record;
	}
}

/* ------------------------------------------------------------------ the table */

/* Another seal of the height that this replica remembers signing and whose abandonment is not known here, or NULL. */
static const struct ak_id *remembered_rival(const struct ak_outlook *outlook, const struct ak_ledger *ledger,
	const struct ak_memory *memory, const struct ak_id *seal)
{
	const struct ak_id *other = NULL;
	while ((other = ak_memory_signed_other(memory, outlook->height, seal, other)) != NULL) {
		const struct ak_outlook_seal *known = ak_outlook_find(outlook, ledger, other);
		if (!known || !known->view.abandoned)
			return other;
	}
	return NULL;
}

static struct ak_witness_step step_of(const struct ak_outlook *outlook, const struct ak_outlook_seal *seal,
	enum ak_witness_act act, enum ak_witness_why why)
{
	return (struct ak_witness_step){.act = act,
		.why = why,
		.height = outlook->height,
		.seal = seal->record,
		.root = seal->root,
		.first_left = AK_POSITION_NONE};
}

static struct ak_witness_step decide(const struct ak_outlook *outlook, const struct ak_outlook_seal *seal,
	const struct ak_ledger *ledger, const struct ak_memory *memory, int64_t now)
{
	const struct ak_id *id = &ledger->records[seal->record].id;
	bool remembers = remembered_rival(outlook, ledger, memory, id) != NULL;
	const struct {
		bool applies;
		enum ak_witness_why why;
		enum ak_witness_act act;
	} table[] = {
		{seal->view.signed_this, AK_WITNESS_SIGNED, AK_WITNESS_NOTHING},
		{seal->view.objected, AK_WITNESS_OBJECTED, AK_WITNESS_NOTHING},
		/*
		 * protocol §10: "It objects to one whose root it computes otherwise, and to every rival of a seal
		 * that it signed."
		 */
		{seal->view.signed_rival, AK_WITNESS_RIVAL, AK_WITNESS_OBJECT},
		{seal->complete, AK_WITNESS_COMPLETE, AK_WITNESS_NOTHING},
		/* protocol §10: "also after a crash or a restored backup" */
		{remembers, AK_WITNESS_ELSEWHERE, AK_WITNESS_NOTHING},
		{seal->view.abandoned, AK_WITNESS_ABANDONED, AK_WITNESS_NOTHING},
		{!seal->follows, AK_WITNESS_OFF_CHAIN, AK_WITNESS_NOTHING},
		{!seal->by_right, AK_WITNESS_SEALER, AK_WITNESS_NOTHING},
		{!seal->root_right, AK_WITNESS_ROOT, AK_WITNESS_OBJECT},
		{!(seal->view.seats >> seal->seat & 1U), AK_WITNESS_DOUBLE, AK_WITNESS_NOTHING},
	};
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (table[i].applies)
			return step_of(outlook, seal, table[i].act, table[i].why);
	struct ak_witness_step step = step_of(outlook, seal, AK_WITNESS_ENDORSE, AK_WITNESS_RIGHT);
	find_left_out(&step, ledger, now);
	if (step.left_out && now < step.until) {
		step.act = AK_WITNESS_WAIT;
		step.why = AK_WITNESS_LEFT_OUT;
	}
	return step;
}

/* Of two that deserve it: the one with more seats, then the older, then the one with the lower id. */
static bool is_better(const struct ak_outlook *outlook, const struct ak_ledger *ledger,
	const struct ak_witness_step *a, const struct ak_witness_step *b)
{
	const struct ak_record *one = &ledger->records[a->seal];
	const struct ak_record *other = &ledger->records[b->seal];
	unsigned seats = ak_seats_count(ak_outlook_find(outlook, ledger, &one->id)->view.seats);
	unsigned others = ak_seats_count(ak_outlook_find(outlook, ledger, &other->id)->view.seats);
	if (seats != others)
		return seats > others;
	return one->time != other->time ? one->time < other->time : a->seal < b->seal;
}

/* protocol §10: "It never signs for two seals of one height" */
static void choose_one(struct ak_witness_steps *steps, size_t first, const struct ak_outlook *outlook,
	const struct ak_ledger *ledger)
{
	struct ak_witness_step *best = NULL;
	for (size_t i = first; i < steps->count; i++) {
		struct ak_witness_step *step = &steps->items[i];
		if (step->act != AK_WITNESS_ENDORSE)
			continue;
		struct ak_witness_step *worse = best && is_better(outlook, ledger, best, step) ? step : best;
		if (worse) {
			worse->act = AK_WITNESS_NOTHING;
			worse->why = AK_WITNESS_OTHER;
		}
		if (worse != step)
			best = step;
	}
}

enum ak_status ak_witness_decide(struct ak_witness_steps *steps, const struct ak_ledger *ledger,
	const struct ak_outlook *outlook, const struct ak_memory *memory, int64_t now, struct ak_error *err)
{
	size_t first = steps->count;
	if (outlook->seat < 0)
		return AK_OK;
	for (uint32_t i = 0; i < outlook->count; i++) {
		if (!ak_grow((void **)&steps->items, &steps->room, steps->count, sizeof *steps->items))
			return ak_fail_memory(err);
		steps->items[steps->count++] = decide(outlook, &outlook->seals[i], ledger, memory, now);
	}
	choose_one(steps, first, outlook, ledger);
	return AK_OK;
}

void ak_witness_steps_release(struct ak_witness_steps *steps)
{
	free(steps->items);
	*steps = (struct ak_witness_steps){.count = 0};
}

/* ------------------------------------------------------------------ the guard */

/* The height of the seal that a record signs: its own, or that of the seal it endorses; 0 if it signs none. */
static int64_t signed_height(const struct ak_ledger *ledger, const struct ak_record *record, uint32_t *seal)
{
	*seal = AK_POSITION_NONE;
	if (record->kind == AK_KIND_SEAL)
		return record->height;
	if (record->kind != AK_KIND_ENDORSE)
		return 0;
	*seal = ak_admission_find(&ledger->admission, record->target);
	if (*seal == AK_POSITION_NONE || ledger->records[*seal].kind != AK_KIND_SEAL)
		return 0;
	return ledger->records[*seal].height;
}

/* Whether another seal of the height stands in the way. seal is the one to be signed, NULL for a new one. */
static enum ak_status check_rivals(const struct ak_outlook *outlook, const struct ak_ledger *ledger,
	const struct ak_memory *memory, const struct ak_id *seal, struct ak_error *err)
{
	for (uint32_t i = 0; i < outlook->count; i++) {
		const struct ak_outlook_seal *other = &outlook->seals[i];
		const struct ak_id *id = &ledger->records[other->record].id;
		if (other->view.signed_this && !other->view.abandoned && !(seal && ak_id_equal(seal, id)))
			return ak_fail(err, AK_ERR_REFUSED,
				"this seat signed seal %s of height %" PRId64 " already, and never signs two seals of one height unless "
				"a quorum abandoned the first",
				ak_id_hex(id).text, outlook->height);
	}
	const struct ak_id *lost = remembered_rival(outlook, ledger, memory, seal ? seal : &ak_id_zero);
	if (!lost)
		return AK_OK;
	return ak_fail(err, AK_ERR_REFUSED,
		"this seat signed seal %s of height %" PRId64 ", as akkoord/seals in the git directory remembers, though that "
		"signature is not here: sync to get it back; a seat never signs two seals of one height unless a quorum abandoned "
		"the first",
		ak_id_hex(lost).text, outlook->height);
}

/* The complete ones too: who signs later is counted, and must have looked. */
static enum ak_status check_endorse(const struct ak_outlook *outlook, const struct ak_ledger *ledger,
	const struct ak_id *seal, struct ak_error *err)
{
	const struct ak_outlook_seal *it = ak_outlook_find(outlook, ledger, seal);
	if (!it || !it->follows)
		return ak_fail(err, AK_ERR_REFUSED,
			"seal %s does not follow the complete seal before it, so this replica cannot check it", ak_id_hex(seal).text);
	if (!it->root_right)
		return ak_fail(err, AK_ERR_REFUSED,
			"seal %s says that the state is %s, but this replica computes %s; object to it", ak_id_hex(seal).text,
			ak_id_hex(ledger->records[it->record].state).text, ak_id_hex(&it->root).text);
	return AK_OK;
}

enum ak_status ak_witness_guard(const struct ak_ledger *ledger, const struct ak_memory *memory,
	const struct ak_record *record, struct ak_id *seal, int64_t *height, struct ak_error *err)
{
	struct ak_outlook outlook;
	uint32_t at;
	int64_t wanted = signed_height(ledger, record, &at);
	*seal = at == AK_POSITION_NONE ? ak_id_zero : ledger->records[at].id;
	*height = 0;
	if (wanted == 0)
		return AK_OK;
	bool reachable = wanted <= ak_outlook_next(ledger);
	enum ak_status status = ak_outlook_open(&outlook, ledger, reachable ? wanted : ak_outlook_next(ledger),
		record->actor, record->key, record->time, err);
	if (status != AK_OK)
		return status;
	if (outlook.seat >= 0 && !reachable)
		status = ak_fail(err, AK_ERR_REFUSED, "the seal before height %" PRId64 " is not complete yet", wanted);
	else if (outlook.seat >= 0 && ledger->judge.split_count && wanted == ak_outlook_next(ledger))
		status = ak_fail(err, AK_ERR_REFUSED,
			"two complete seals of one height contradict each other here, so nothing is sealed before that is settled");
	else if (outlook.seat >= 0)
		status = check_rivals(&outlook, ledger, memory, at == AK_POSITION_NONE ? NULL : seal, err);
	if (status == AK_OK && outlook.seat >= 0 && at != AK_POSITION_NONE)
		status = check_endorse(&outlook, ledger, seal, err);
	if (status == AK_OK && outlook.seat >= 0)
		*height = wanted;
	ak_outlook_release(&outlook);
	return status;
}
