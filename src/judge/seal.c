/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/seal.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"

/* ------------------------------------------------------------------ who speaks */

/*
 * protocol §10: "for each of its seats the one actor in `holders` (a seat with more than one, or none, counts for
 * nothing), with its key, not revoked"
 */
static const char *only_holder(const struct ak_state *state, const struct ak_body *body, const char *party)
{
	const struct ak_map *holders = ak_holders_of(state, body, party);
	return holders && holders->count == 1 ? ak_map_key(holders, ak_map_first(holders)) : NULL;
}

void ak_speakers_take(const struct ak_judge *judge, struct ak_speakers *speakers)
{
	const struct ak_state *state = &judge->state;
	*speakers = (struct ak_speakers){.body = state->charter->seal_body};
	for (uint32_t i = 0; speakers->body && i < speakers->body->seats.count; i++) {
		const char *party = speakers->body->seats.items[i];
		/* protocol §10: "At height 1, the founding, the party's root speaks for its seat." */
		const char *name = judge->seal_count == 0 ? party : only_holder(state, speakers->body, party);
		struct ak_actor actor = {.exists = false};
		if (name)
			actor = ak_actor_of(state, name);
		if (!actor.exists || actor.revoked)
			continue;
		speakers->seats[i].actor = name;
		speakers->seats[i].key = actor.key;
		speakers->seats[i].until = actor.until;
	}
}

int ak_speakers_seat(const struct ak_speakers *speakers, const struct ak_record *record)
{
	for (uint32_t i = 0; speakers->body && i < speakers->body->seats.count; i++)
		if (speakers->seats[i].actor && strcmp(speakers->seats[i].actor, record->actor) == 0 &&
			strcmp(speakers->seats[i].key, record->key) == 0 &&
			ak_date_of(record->time) <= speakers->seats[i].until)
			return (int)i;
	return -1;
}

/* ------------------------------------------------------------------ what the seats did at one height */

/* A record by a seat that signs a seal of the height (the seal itself, or an endorse of it) or objects to one. */
struct vote {
	uint32_t record;
	uint32_t seal;
	uint32_t height; /* of the record */
	uint64_t seat;	 /* one bit */
	bool objects;
	bool stands;   /* an objection: the seat had not signed the seal when it objected */
	uint64_t liars; /* seats that signed two seals of this height among the vote's ancestors, see find_liars */
};

/*
 * All votes of a height, ancestors before descendants. What a seat repeats adds nothing to what it said first,
 * neither to an objection nor to a lie: so only first votes are looked through, and who repeats himself costs no
 * square.
 */
struct ballot {
	const struct ak_graph *graph;
	struct vote *votes;
	size_t count, room;
	uint32_t *firsts; /* the votes of which no ancestor is the same seat's same word on the same seal */
	size_t first_count, first_room;
	uint64_t two_faced; /* seats that signed two different seals, wherever */
	uint32_t quorum;
};

static void ballot_release(struct ballot *b)
{
	free(b->votes);
	free(b->firsts);
	b->votes = NULL;
	b->firsts = NULL;
}

static bool ballot_put(struct ballot *b, const struct ak_judge *judge, const struct ak_speakers *speakers,
	uint32_t record, uint32_t seal)
{
	const struct ak_record *it = &judge->admission->records[record];
	int seat = ak_speakers_seat(speakers, it);
	if (seat < 0)
		return true;
	if (!ak_grow((void **)&b->votes, &b->room, b->count, sizeof *b->votes))
		return false;
	b->votes[b->count++] = (struct vote){.record = record,
		.seal = seal,
		.height = ak_graph_height(b->graph, record),
		.seat = UINT64_C(1) << seat,
		.objects = it->kind == AK_KIND_OBJECT};
	return true;
}

/* Ancestors have a smaller height; votes of one height do not know of one another. */
static int compare_votes(const void *left, const void *right)
{
	const struct vote *a = left;
	const struct vote *b = right;
	if (a->height != b->height)
		return a->height < b->height ? -1 : 1;
	return a->record < b->record ? -1 : a->record > b->record;
}

static bool is_before(const struct ballot *b, const struct vote *vote, uint32_t record)
{
	return ak_graph_is_ancestor(b->graph, vote->record, record);
}

static const struct vote *first_vote(const struct ballot *b, size_t i)
{
	return &b->votes[b->firsts[i]];
}

/* Whether among the ancestors of a vote its seat signed (or objected to) the seal. */
static bool has_before(const struct ballot *b, const struct vote *vote, bool objects)
{
	for (size_t i = 0; i < b->first_count && first_vote(b, i)->height < vote->height; i++) {
		const struct vote *other = first_vote(b, i);
		if (other->seal == vote->seal && other->seat == vote->seat && other->objects == objects &&
			is_before(b, other, vote->record))
			return true;
	}
	return false;
}

/* Finds the first votes, which objections stand, and which seats signed different seals. False without memory. */
static bool firsts_find(struct ballot *b)
{
	uint32_t signed_seal[AK_PARTIES_MAX];
	uint64_t have_signed = 0;
	for (size_t i = 0; i < b->count; i++) {
		struct vote *vote = &b->votes[i];
		if (has_before(b, vote, vote->objects))
			continue;
		vote->stands = vote->objects && !has_before(b, vote, false);
		if (!ak_grow((void **)&b->firsts, &b->first_room, b->first_count, sizeof *b->firsts))
			return false;
		b->firsts[b->first_count++] = (uint32_t)i;
		if (vote->objects)
			continue;
		unsigned seat = ak_seats_count(vote->seat - 1);
		if ((have_signed & vote->seat) && signed_seal[seat] != vote->seal)
			b->two_faced |= vote->seat;
		have_signed |= vote->seat;
		signed_seal[seat] = vote->seal;
	}
	return true;
}

/* Seats that object to seal among the ancestors of record, and had not signed it when they did. */
static uint64_t objectors(const struct ballot *b, uint32_t seal, uint32_t record)
{
	uint64_t seats = 0;
	for (size_t i = 0; i < b->first_count; i++) {
		const struct vote *objection = first_vote(b, i);
		if (objection->stands && objection->seal == seal && !(seats & objection->seat) &&
			(record == AK_POSITION_NONE || is_before(b, objection, record)))
			seats |= objection->seat;
	}
	return seats;
}

/*
 * protocol §10: "A seal is **abandoned** among some records (all of one record's ancestors) if a quorum of seats
 * stands against it there"
 */
static bool is_abandoned(const struct ballot *b, uint32_t seal, uint32_t record, uint64_t liars)
{
	return ak_seats_count(liars) >= b->quorum ||
	       ak_seats_count(liars | objectors(b, seal, record)) >= b->quorum;
}

/*
 * Whether one seat's two signings make it a liar: "neither seal was abandoned among the ancestors of the signing of
 * the other".
 */
static bool is_lie(const struct ballot *b, const struct vote *one, const struct vote *other)
{
	return !one->objects && !other->objects && one->seat == other->seat && one->seal != other->seal &&
	       !is_abandoned(b, one->seal, other->record, other->liars) &&
	       !is_abandoned(b, other->seal, one->record, one->liars);
}

/*
 * The seats that signed two different seals of the height among the ancestors of record (AK_POSITION_NONE: among
 * all). The votes before it in the ballot, so many, must know theirs; what an ancestor knew is known.
 */
static uint64_t find_liars(const struct ballot *b, size_t votes, uint32_t record)
{
	uint64_t liars = 0;
	for (size_t i = 0; i < b->first_count && b->firsts[i] < votes && (b->two_faced & ~liars); i++) {
		const struct vote *one = first_vote(b, i);
		if (record != AK_POSITION_NONE && !is_before(b, one, record))
			continue;
		liars |= one->liars;
		for (size_t j = 0; j < i && (b->two_faced & ~liars & one->seat); j++)
			if (first_vote(b, j)->seat == one->seat &&
				(record == AK_POSITION_NONE || is_before(b, first_vote(b, j), record)) &&
				is_lie(b, one, first_vote(b, j)))
				liars |= one->seat;
	}
	return liars;
}

/* Where the seals of a height begin among judge->seal_records. */
static uint32_t seals_of(const struct ak_judge *judge, int64_t height)
{
	uint32_t low = 0;
	uint32_t high = judge->seal_record_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (judge->admission->records[judge->seal_records[middle]].height < height)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_of_height(const struct ak_judge *judge, uint32_t i, int64_t height)
{
	return i < judge->seal_record_count &&
	       judge->admission->records[judge->seal_records[i]].height == height;
}

static enum ak_status ballot_take(struct ballot *b, const struct ak_judge *judge, const struct ak_speakers *speakers,
	int64_t height, struct ak_error *err)
{
	*b = (struct ballot){.graph = &judge->admission->graph, .quorum = speakers->body->quorum};
	bool room = true;
	for (uint32_t i = seals_of(judge, height); room && is_of_height(judge, i, height); i++) {
		uint32_t seal = judge->seal_records[i];
		room = ballot_put(b, judge, speakers, seal, seal);
		for (uint32_t a = judge->first_answer[seal]; room && a < judge->first_answer[seal + 1]; a++) {
			uint8_t kind = judge->admission->records[judge->answers[a]].kind;
			if (kind == AK_KIND_ENDORSE || kind == AK_KIND_OBJECT)
				room = ballot_put(b, judge, speakers, judge->answers[a], seal);
		}
	}
	if (room && b->count > 1)
		qsort(b->votes, b->count, sizeof *b->votes, compare_votes);
	if (!room || !firsts_find(b)) {
		ballot_release(b);
		return ak_fail_memory(err);
	}
	for (size_t i = 0; i < b->count && b->two_faced; i++)
		b->votes[i].liars = find_liars(b, i, b->votes[i].record);
	return AK_OK;
}

/* ------------------------------------------------------------------ completeness */

/*
 * protocol §10: "S, or an endorse of it, **counts** for the seat it is by, unless among its ancestors is, by the same
 * seat, an `object` to S; or a seal of the same height other than S, or an endorse of one" that is not abandoned
 * there
 */
static bool counts(const struct ballot *b, const struct vote *vote)
{
	for (size_t i = 0; i < b->first_count && first_vote(b, i)->height < vote->height; i++) {
		const struct vote *other = first_vote(b, i);
		if (other->seat != vote->seat || !is_before(b, other, vote->record))
			continue;
		if (other->objects ? other->seal == vote->seal
				   : other->seal != vote->seal &&
					     !is_abandoned(b, other->seal, vote->record, vote->liars))
			return false;
	}
	return true;
}

/* The seats that count for a seal; *own tells whether the seal itself does. */
static uint64_t seats_for(const struct ballot *b, uint32_t seal, bool *own)
{
	uint64_t seats = 0;
	*own = false;
	for (size_t i = 0; i < b->count; i++) {
		const struct vote *vote = &b->votes[i];
		if (vote->seal != seal || vote->objects || !counts(b, vote))
			continue;
		seats |= vote->seat;
		if (vote->record == seal)
			*own = true;
	}
	return seats;
}

/* Whether enough seats signed a seal at all: cheap, and mostly the end of it. */
static bool may_be_complete(const struct ak_judge *judge, const struct ak_speakers *speakers, uint32_t seal)
{
	int seat = ak_speakers_seat(speakers, &judge->admission->records[seal]);
	if (seat < 0)
		return false;
	uint64_t seats = UINT64_C(1) << seat;
	for (uint32_t a = judge->first_answer[seal]; a < judge->first_answer[seal + 1]; a++) {
		const struct ak_record *answer = &judge->admission->records[judge->answers[a]];
		seat = answer->kind == AK_KIND_ENDORSE ? ak_speakers_seat(speakers, answer) : -1;
		if (seat >= 0)
			seats |= UINT64_C(1) << seat;
	}
	return ak_seats_count(seats) >= speakers->body->quorum;
}

static int compare_candidates(const void *left, const void *right)
{
	const struct ak_candidate *a = left;
	const struct ak_candidate *b = right;
	return a->record < b->record ? -1 : a->record > b->record;
}

enum ak_status ak_seal_candidates(const struct ak_judge *judge, const struct ak_speakers *speakers, int64_t height,
	uint32_t prev, struct ak_candidate **candidates, uint32_t *count, struct ak_error *err)
{
	struct ballot ballot = {.votes = NULL};
	struct ak_candidate *found = NULL;
	size_t room = 0;
	uint32_t used = 0;
	enum ak_status status = AK_OK;
	for (uint32_t i = speakers->body ? seals_of(judge, height) : judge->seal_record_count;
		status == AK_OK && is_of_height(judge, i, height); i++) {
		uint32_t seal = judge->seal_records[i];
		if (judge->admission->target[seal] != prev || !may_be_complete(judge, speakers, seal))
			continue;
		if (!ballot.votes)
			status = ballot_take(&ballot, judge, speakers, height, err);
		bool own = false;
		if (status != AK_OK || ak_seats_count(seats_for(&ballot, seal, &own)) < ballot.quorum || !own)
			continue;
		if (!ak_grow((void **)&found, &room, used, sizeof *found))
			status = ak_fail_memory(err);
		else
			found[used++] = (struct ak_candidate){
				seal, ak_speakers_seat(speakers, &judge->admission->records[seal])};
	}
	ballot_release(&ballot);
	if (status != AK_OK) {
		free(found);
		return status;
	}
	if (used > 1)
		qsort(found, used, sizeof *found, compare_candidates);
	*candidates = found;
	*count = used;
	return AK_OK;
}

enum ak_status ak_seal_view(const struct ak_judge *judge, const struct ak_speakers *speakers, uint32_t seal, int seat,
	struct ak_ballot_view *view, struct ak_error *err)
{
	struct ballot b;
	*view = (struct ak_ballot_view){.seats = 0};
	enum ak_status status =
		ballot_take(&b, judge, speakers, judge->admission->records[seal].height, err);
	if (status != AK_OK)
		return status;
	uint64_t liars = find_liars(&b, b.count, AK_POSITION_NONE);
	uint64_t mine = UINT64_C(1) << seat;
	bool own;
	for (size_t i = 0; i < b.count; i++) {
		const struct vote *vote = &b.votes[i];
		if (vote->seat != mine)
			continue;
		if (vote->seal == seal)
			*(vote->objects ? &view->objected : &view->signed_this) = true;
		else if (!vote->objects && !is_abandoned(&b, vote->seal, AK_POSITION_NONE, liars))
			view->signed_rival = true;
	}
	view->abandoned = is_abandoned(&b, seal, AK_POSITION_NONE, liars);
	view->seats = seats_for(&b, seal, &own);
	ballot_release(&b);
	return AK_OK;
}
