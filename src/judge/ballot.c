/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/ballot.h"

#include <assert.h>
#include <stdlib.h>

#include "judge/read.h"

/* None: of votes, which are counted from 1 where they name one another. */
enum { NO_VOTE = 0 };

/* A record by a seat that signs a seal of the height (the seal itself, or an endorse of it) or objects to one. */
struct vote {
	uint32_t record;
	uint32_t seal;
	uint32_t number; /* of the seal among those of the height */
	uint32_t height; /* of the record */
	unsigned seat;
	bool objects;
	bool stands;	/* an objection: the seat had not signed the seal when it objected */
	uint64_t liars; /* seats that signed two seals of this height among the vote's ancestors, see find_liars */
	uint64_t lies;	/* those, and its own if it does so by this vote */
	/* of first votes: the one before on the same seal, and by the same seat; whether all by that seat are its ancestors */
	uint32_t before_of_seal, before_of_seat;
	bool knows_all;
};

/*
 * All votes of a height, ancestors before descendants. What a seat repeats adds nothing to what it said first,
 * neither to an objection nor to a lie: so only first votes are looked through, those of which no ancestor is the same
 * seat's same word on the same seal. They are chained by seal and by seat, the last first, so that neither who repeats
 * himself nor who signs a thousand seals costs a square of all.
 */
struct ak_ballot {
	const struct ak_graph *graph;
	struct vote *votes;
	size_t count, room;
	uint32_t *last_of_seal; /* by number */
	uint32_t last_of_seat[AK_PARTIES_MAX];
	uint64_t two_faced; /* seats that signed two different seals, wherever */
	uint64_t liars;	    /* among all records */
	uint32_t quorum;
};

void ak_ballot_free(struct ak_ballot *b)
{
	if (!b)
		return;
	free(b->votes);
	free(b->last_of_seal);
	free(b);
}

static bool ballot_put(struct ak_ballot *b, const struct ak_judge *judge, const struct ak_speakers *speakers,
	uint32_t record, uint32_t seal, uint32_t number)
{
	const struct ak_record *it = &judge->admission->records[record];
	int seat = ak_speakers_seat(speakers, it);
	if (seat < 0)
		return true;
	if (!ak_grow((void **)&b->votes, &b->room, b->count, sizeof *b->votes))
		return false;
	b->votes[b->count++] = (struct vote){.record = record,
		.seal = seal,
		.number = number,
		.height = ak_graph_height(b->graph, record),
		.seat = (unsigned)seat,
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

/* Whether vote is among the ancestors of record; AK_POSITION_NONE: of all that there are. */
static bool is_before(const struct ak_ballot *b, const struct vote *vote, uint32_t record)
{
	return record == AK_POSITION_NONE || ak_graph_is_ancestor(b->graph, vote->record, record);
}

/* The last first vote of a chain, or the one before another; NULL where it ends. */
static struct vote *chained(const struct ak_ballot *b, uint32_t vote)
{
	return vote == NO_VOTE ? NULL : &b->votes[vote - 1];
}

static struct vote *last_of_seal(const struct ak_ballot *b, uint32_t number)
{
	return chained(b, b->last_of_seal[number]);
}

static struct vote *last_of_seat(const struct ak_ballot *b, unsigned seat)
{
	return chained(b, b->last_of_seat[seat]);
}

static uint64_t bit_of(unsigned seat)
{
	return UINT64_C(1) << seat;
}

/* Whether among the ancestors of a vote its seat signed (or objected to) the seal. */
static bool has_before(const struct ak_ballot *b, const struct vote *vote, bool objects)
{
	for (const struct vote *v = last_of_seal(b, vote->number); v; v = chained(b, v->before_of_seal))
		if (v->seat == vote->seat && v->objects == objects && is_before(b, v, vote->record))
			return true;
	return false;
}

/* Chains the first votes, and finds which objections stand, and which seats signed different seals. */
static void firsts_find(struct ak_ballot *b)
{
	uint32_t signed_seal[AK_PARTIES_MAX];
	uint64_t have_signed = 0;
	for (size_t i = 0; i < b->count; i++) {
		struct vote *vote = &b->votes[i];
		if (has_before(b, vote, vote->objects))
			continue;
		vote->stands = vote->objects && !has_before(b, vote, false);
		vote->before_of_seal = b->last_of_seal[vote->number];
		vote->before_of_seat = b->last_of_seat[vote->seat];
		const struct vote *own = last_of_seat(b, vote->seat);
		vote->knows_all = !own || (own->knows_all && is_before(b, own, vote->record));
		b->last_of_seal[vote->number] = b->last_of_seat[vote->seat] = (uint32_t)i + 1;
		if (vote->objects)
			continue;
		if ((have_signed & bit_of(vote->seat)) && signed_seal[vote->seat] != vote->seal)
			b->two_faced |= bit_of(vote->seat);
		have_signed |= bit_of(vote->seat);
		signed_seal[vote->seat] = vote->seal;
	}
}

/* Seats that object to a seal among the ancestors of record, and had not signed it when they did. */
static uint64_t objectors(const struct ak_ballot *b, uint32_t number, uint32_t record)
{
	uint64_t seats = 0;
	for (const struct vote *v = last_of_seal(b, number); v; v = chained(b, v->before_of_seal))
		if (v->stands && !(seats & bit_of(v->seat)) && is_before(b, v, record))
			seats |= bit_of(v->seat);
	return seats;
}

/*
 * protocol §10: "A seal is **abandoned** among some records (all of one record's ancestors) if a quorum of seats
 * stands against it there"
 */
static bool is_abandoned(const struct ak_ballot *b, uint32_t number, uint32_t record, uint64_t liars)
{
	return ak_seats_count(liars) >= b->quorum ||
	       ak_seats_count(liars | objectors(b, number, record)) >= b->quorum;
}

/*
 * Whether one seat's two signings make it a liar: "neither seal was abandoned among the ancestors of the signing of
 * the other".
 */
static bool is_lie(const struct ak_ballot *b, const struct vote *one, const struct vote *other)
{
	return !one->objects && !other->objects && one->seal != other->seal &&
	       !is_abandoned(b, one->number, other->record, other->liars) &&
	       !is_abandoned(b, other->number, one->record, one->liars);
}

/* Whether a vote, whose liars are known, and one of its seat's before it (so that its ancestors are told) are a lie. */
static bool lies_by(const struct ak_ballot *b, const struct vote *vote)
{
	for (const struct vote *v = vote->objects ? NULL : last_of_seat(b, vote->seat); v; v = chained(b, v->before_of_seat))
		if (v->height < vote->height && (vote->knows_all || is_before(b, v, vote->record)) && is_lie(b, vote, v))
			return true;
	return false;
}

/* Whether two votes of a seat among the ancestors of record, of which neither need know the other, are a lie. */
static bool lies_apart(const struct ak_ballot *b, unsigned seat, uint32_t record)
{
	for (const struct vote *v = last_of_seat(b, seat); v; v = chained(b, v->before_of_seat)) {
		if (!is_before(b, v, record))
			continue;
		for (const struct vote *w = chained(b, v->before_of_seat); w; w = chained(b, w->before_of_seat))
			if (is_before(b, w, record) && is_lie(b, v, w))
				return true;
	}
	return false;
}

/*
 * Whether a seat is a liar by what it signed among the ancestors of record: then the last of its votes there knew it;
 * or there are others, which that one did not know of.
 */
static bool is_liar(const struct ak_ballot *b, unsigned seat, uint32_t record)
{
	const struct vote *last = last_of_seat(b, seat);
	while (last && !is_before(b, last, record))
		last = chained(b, last->before_of_seat);
	if (!last)
		return false;
	if (last->knows_all || (last->lies & bit_of(seat)))
		return last->lies & bit_of(seat);
	for (const struct vote *v = chained(b, last->before_of_seat); v; v = chained(b, v->before_of_seat))
		if (is_before(b, v, record) && !is_before(b, v, last->record))
			return lies_apart(b, seat, record);
	return false;
}

/*
 * The seats that signed two different seals of the height among the ancestors of record (AK_POSITION_NONE: among
 * all). The votes before it must know theirs.
 */
static uint64_t find_liars(const struct ak_ballot *b, uint32_t record)
{
	uint64_t liars = 0;
	for (unsigned seat = 0; seat < AK_PARTIES_MAX; seat++)
		if ((b->two_faced & bit_of(seat)) && is_liar(b, seat, record))
			liars |= bit_of(seat);
	return liars;
}

uint32_t ak_seals_of(const struct ak_judge *judge, int64_t height)
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

bool ak_is_of_height(const struct ak_judge *judge, uint32_t i, int64_t height)
{
	return i < judge->seal_record_count &&
	       judge->admission->records[judge->seal_records[i]].height == height;
}

/* Takes all votes on the seals of a height. False without memory. */
static bool votes_take(struct ak_ballot *b, const struct ak_judge *judge, const struct ak_speakers *speakers, int64_t height)
{
	uint32_t number = 0;
	for (uint32_t i = ak_seals_of(judge, height); ak_is_of_height(judge, i, height); i++, number++) {
		uint32_t seal = judge->seal_records[i];
		if (!ballot_put(b, judge, speakers, seal, seal, number))
			return false;
		for (uint32_t a = judge->first_answer[seal]; a < judge->first_answer[seal + 1]; a++) {
			uint8_t kind = judge->admission->records[judge->answers[a]].kind;
			if ((kind == AK_KIND_ENDORSE || kind == AK_KIND_OBJECT) &&
				!ballot_put(b, judge, speakers, judge->answers[a], seal, number))
				return false;
		}
	}
	if (b->count > 1)
		qsort(b->votes, b->count, sizeof *b->votes, compare_votes);
	b->last_of_seal = calloc((size_t)number + 1, sizeof *b->last_of_seal);
	return b->last_of_seal;
}

enum ak_status ak_ballot_open(struct ak_ballot **ballot, const struct ak_judge *judge, const struct ak_speakers *speakers,
	int64_t height, struct ak_error *err)
{
	struct ak_ballot *b = calloc(1, sizeof *b);
	if (!b)
		return ak_fail_memory(err);
	b->graph = &judge->admission->graph;
	b->quorum = speakers->body->quorum;
	if (!votes_take(b, judge, speakers, height)) {
		ak_ballot_free(b);
		return ak_fail_memory(err);
	}
	firsts_find(b);
	for (size_t i = 0; i < b->count && b->two_faced; i++) {
		struct vote *vote = &b->votes[i];
		vote->liars = find_liars(b, vote->record);
		vote->lies = vote->liars | (lies_by(b, vote) ? bit_of(vote->seat) : 0);
	}
	b->liars = find_liars(b, AK_POSITION_NONE);
	*ballot = b;
	return AK_OK;
}

/* ------------------------------------------------------------------ who counts */

/*
 * protocol §10: "S, or an endorse of it, **counts** for the seat it is by, unless among its ancestors is, by the same
 * seat, an `object` to S; or a seal of the same height other than S, or an endorse of one" that is not abandoned
 * there
 */
static bool counts(const struct ak_ballot *b, const struct vote *vote)
{
	for (const struct vote *v = last_of_seat(b, vote->seat); v; v = chained(b, v->before_of_seat)) {
		if (!is_before(b, v, vote->record))
			continue;
		if (v->objects ? v->seal == vote->seal
			       : v->seal != vote->seal && !is_abandoned(b, v->number, vote->record, vote->liars))
			return false;
	}
	return true;
}

uint64_t ak_ballot_seats(const struct ak_ballot *b, uint32_t seal, bool *own)
{
	uint64_t seats = 0;
	*own = false;
	assert(b->votes || b->count == 0);
	for (size_t i = 0; i < b->count; i++) {
		const struct vote *vote = &b->votes[i];
		if (vote->seal != seal || vote->objects || !counts(b, vote))
			continue;
		seats |= bit_of(vote->seat);
		if (vote->record == seal)
			*own = true;
	}
	return seats;
}

void ak_ballot_look(const struct ak_ballot *b, uint32_t seal, int seat, struct ak_ballot_view *view)
{
	*view = (struct ak_ballot_view){.seats = 0};
	for (const struct vote *v = last_of_seat(b, (unsigned)seat); v; v = chained(b, v->before_of_seat)) {
		if (v->seal == seal)
			*(v->objects ? &view->objected : &view->signed_this) = true;
		else if (!v->objects && !view->signed_rival)
			view->signed_rival = !is_abandoned(b, v->number, AK_POSITION_NONE, b->liars);
	}
	assert(b->votes || b->count == 0);
	for (size_t i = 0; i < b->count && !view->abandoned; i++)
		view->abandoned = b->votes[i].seal == seal && is_abandoned(b, b->votes[i].number, AK_POSITION_NONE, b->liars);
	bool own;
	view->seats = ak_ballot_seats(b, seal, &own);
}
