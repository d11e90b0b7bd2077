/* SPDX-License-Identifier: EUPL-1.2 */
/* Who there is: parties, bodies, offices, and the bodies that seal and amend. */
#include <inttypes.h>

#include "base/limits.h"
#include "base/name.h"
#include "charter/read.h"
#include "sig/key.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Checks and takes the name of a party, body or office; word says which. */
static void take_name(
	struct ak_charter_reader *reader, const struct ak_place *place, const char *name, const char *word)
{
	ak_read_name(reader, place, name);
	/* protocol §4: "Party, body and office names share one name space and must differ" */
	const char *other = ak_map_get(&reader->names, name);
	if (other)
		ak_charter_refuse(reader, place,
			"there is %s of this name; names of parties, bodies and offices differ from one "
			"another "
			"(protocol §4)",
			ak_error_words(reader->err, other));
	else
		ak_read_put(reader, &reader->names, name, (void *)word);
}

static void check_key(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_party *party, struct ak_map *keys)
{
	struct ak_error why = AK_ERROR_INIT;
	/* protocol §4: "types of rule 3, well-formed, no comment, no two parties the same." */
	if (!ak_key_check(party->key, &why))
		ak_charter_refuse(
			reader, place, "this is no well-formed key: %.200s (protocol §4)", why.text);
	const char *other = ak_map_get(keys, party->key);
	if (other)
		ak_charter_refuse(reader, place,
			"no two parties have the same key, and `%s` has this one (protocol §4)",
			ak_shown(other).text);
	else
		ak_read_put(reader, keys, party->key, (void *)party->name);
}

static void read_party(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_json *json, struct ak_party *party, struct ak_map *keys)
{
	static const struct ak_shape shape[] = {
		{"name", AK_IS_TEXT, true},
		{"key", AK_IS_TEXT, true},
	};
	const struct ak_json *given[COUNT(shape)];
	take_name(reader, place, party->name, AK_NOTED("a party"));
	ak_read_put(reader, &reader->charter->party_names, party->name, party);
	ak_read_shape(reader, place, json, shape, COUNT(shape), given);
	party->label = ak_read_text(reader, given[0]);
	party->key = ak_read_text(reader, given[1]);
	struct ak_place inside = ak_place_key(place, "key");
	if (given[1])
		check_key(reader, &inside, party, keys);
}

/* Else an actor's name would not tell its party. protocol §4: "no party's name begins with another's and `-`" */
static void check_beginnings(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_party *parties, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct ak_place inside = ak_place_key(place, parties[i].name);
		for (size_t j = 0; j < count; j++)
			if (ak_actor_of_party(parties[i].name, parties[j].name))
				ak_charter_refuse(reader, &inside,
					"no party's name begins with another's and `-`, here `%s-` (protocol "
					"§4)",
					ak_shown(parties[j].name).text);
	}
}

void ak_read_parties(
	struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json)
{
	size_t count = json ? ak_json_count(json) : 0;
	struct ak_party *parties = ak_read_alloc(reader, count, sizeof *parties);
	if (!json || !parties)
		return;
	/* protocol §4: "1 to 64 parties" */
	if (count < 1 || count > AK_PARTIES_MAX)
		ak_charter_refuse(reader, place, "a charter has 1 to %u parties, this has %zu (protocol §4)",
			AK_PARTIES_MAX, count);
	struct ak_map keys;
	ak_map_init(&keys);
	size_t i = 0;
	for (void *at = ak_json_member(json, NULL); at; at = ak_json_member(json, at), i++) {
		parties[i].name = ak_read_copy(reader, ak_json_member_key(at));
		struct ak_place inside = ak_place_key(place, parties[i].name);
		read_party(reader, &inside, ak_json_member_value(at), &parties[i], &keys);
	}
	ak_map_release(&keys);
	check_beginnings(reader, place, parties, count);
	reader->charter->parties = parties;
	reader->charter->party_count = (uint32_t)count;
}

/* 0 if it is not one: told. protocol §4: "`rank` is 1 to 8." */
static uint32_t read_rank(
	struct ak_charter_reader *reader, const struct ak_place *up, const struct ak_json *json)
{
	struct ak_place place = ak_place_key(up, "rank");
	if (!json)
		return 0;
	int64_t rank = ak_json_int(json);
	if (rank >= 1 && rank <= 8)
		return (uint32_t)rank;
	ak_charter_refuse(reader, &place, "a rank is 1 to 8, this is %" PRId64 " (protocol §4)", rank);
	return 0;
}

/* protocol §4: "`seats` is a non-empty list of distinct parties, `quorum` from 1" */
static void read_seats(struct ak_charter_reader *reader, const struct ak_place *up,
	const struct ak_json *json, struct ak_body *body)
{
	struct ak_place place = ak_place_key(up, "seats");
	if (!json || !ak_read_texts(reader, &place, json, &body->seats))
		return;
	for (uint32_t i = 0; i < body->seats.count; i++) {
		struct ak_place inside = ak_place_item(&place, i);
		if (!ak_charter_party(reader->charter, body->seats.items[i]))
			ak_charter_refuse(reader, &inside, "`%s` is no party of this charter (protocol §4)",
				ak_shown(body->seats.items[i]).text);
	}
}

/* Not asked where the seats are broken. */
static void read_quorum(struct ak_charter_reader *reader, const struct ak_place *up,
	const struct ak_json *json, struct ak_body *body)
{
	struct ak_place place = ak_place_key(up, "quorum");
	if (!json || body->seats.count == 0)
		return;
	int64_t quorum = ak_json_int(json);
	if (quorum >= 1 && quorum <= body->seats.count)
		body->quorum = (uint32_t)quorum;
	else
		ak_charter_refuse(reader, &place,
			"a quorum is from 1 to the number of seats, %" PRIu32 " (protocol §4)",
			body->seats.count);
}

static void read_body(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_json *json, struct ak_body *body)
{
	static const struct ak_shape shape[] = {
		{"name", AK_IS_TEXT, true},
		{"rank", AK_IS_INT, true},
		{"seats", AK_IS_LIST, true},
		{"quorum", AK_IS_INT, true},
	};
	const struct ak_json *given[COUNT(shape)];
	take_name(reader, place, body->name, AK_NOTED("a body"));
	ak_read_put(reader, &reader->charter->body_names, body->name, body);
	ak_read_shape(reader, place, json, shape, COUNT(shape), given);
	body->label = ak_read_text(reader, given[0]);
	body->rank = read_rank(reader, place, given[1]);
	read_seats(reader, place, given[2], body);
	read_quorum(reader, place, given[3], body);
}

void ak_read_bodies(
	struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json)
{
	size_t count = json ? ak_json_count(json) : 0;
	struct ak_body *bodies = ak_read_alloc(reader, count, sizeof *bodies);
	if (!json || !bodies)
		return;
	size_t i = 0;
	for (void *at = ak_json_member(json, NULL); at; at = ak_json_member(json, at), i++) {
		bodies[i].name = ak_read_copy(reader, ak_json_member_key(at));
		struct ak_place inside = ak_place_key(place, bodies[i].name);
		read_body(reader, &inside, ak_json_member_value(at), &bodies[i]);
	}
	reader->charter->bodies = bodies;
	reader->charter->body_count = (uint32_t)count;
}

/* protocol §4: "`appointed_by` and `amend` are non-empty lists of bodies." */
static void read_body_list(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_json *json, struct ak_texts *texts)
{
	if (!json || !ak_read_texts(reader, place, json, texts))
		return;
	for (uint32_t i = 0; i < texts->count; i++) {
		struct ak_place inside = ak_place_item(place, i);
		if (!ak_charter_body(reader->charter, texts->items[i]))
			ak_charter_refuse(reader, &inside, "`%s` is no body of this charter (protocol §4)",
				ak_shown(texts->items[i]).text);
	}
}

static void read_office(struct ak_charter_reader *reader, const struct ak_place *place,
	const struct ak_json *json, struct ak_office *office)
{
	static const struct ak_shape shape[] = {
		{"name", AK_IS_TEXT, true},
		{"rank", AK_IS_INT, true},
		{"appointed_by", AK_IS_LIST, true},
	};
	const struct ak_json *given[COUNT(shape)];
	struct ak_place inside = ak_place_key(place, "appointed_by");
	take_name(reader, place, office->name, AK_NOTED("an office"));
	ak_read_put(reader, &reader->charter->office_names, office->name, office);
	ak_read_shape(reader, place, json, shape, COUNT(shape), given);
	office->label = ak_read_text(reader, given[0]);
	office->rank = read_rank(reader, place, given[1]);
	read_body_list(reader, &inside, given[2], &office->appointed_by);
}

void ak_read_offices(
	struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json)
{
	size_t count = json ? ak_json_count(json) : 0;
	struct ak_office *offices = ak_read_alloc(reader, count, sizeof *offices);
	if (!json || !offices)
		return;
	size_t i = 0;
	for (void *at = ak_json_member(json, NULL); at; at = ak_json_member(json, at), i++) {
		offices[i].name = ak_read_copy(reader, ak_json_member_key(at));
		struct ak_place inside = ak_place_key(place, offices[i].name);
		read_office(reader, &inside, ak_json_member_value(at), &offices[i]);
	}
	reader->charter->offices = offices;
	reader->charter->office_count = (uint32_t)count;
}

static void check_sealer(struct ak_charter_reader *reader, const struct ak_place *up,
	const struct ak_body *body, const char *by)
{
	struct ak_place body_place = ak_place_key(up, "body");
	struct ak_place by_place = ak_place_key(up, "by");
	/* protocol §4: "quorum is more than two thirds of its seats, `seal.by` one of its seats." */
	if (body->quorum && body->quorum * 3 <= body->seats.count * 2)
		ak_charter_refuse(reader, &body_place,
			"the quorum of the body that seals is more than two thirds of its seats; here it is "
			"%" PRIu32 " of %" PRIu32 " (protocol §4)",
			body->quorum, body->seats.count);
	if (by && body->seats.count && ak_body_seat(body, by) < 0)
		ak_charter_refuse(reader, &by_place, "`%s` has no seat in `%s` (protocol §4)",
			ak_shown(by).text, ak_shown(body->name).text);
}

void ak_read_seal(struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json)
{
	static const struct ak_shape shape[] = {
		{"body", AK_IS_TEXT, true},
		{"by", AK_IS_TEXT, true},
	};
	const struct ak_json *given[COUNT(shape)];
	struct ak_place inside = ak_place_key(place, "body");
	if (!json || ak_json_kind(json) == AK_JSON_NULL)
		return;
	ak_read_shape(reader, place, json, shape, COUNT(shape), given);
	const char *by = given[1] ? ak_read_text(reader, given[1]) : NULL;
	if (!given[0])
		return;
	const struct ak_body *body = ak_charter_body(reader->charter, ak_json_text(given[0]));
	if (!body) {
		ak_charter_refuse(reader, &inside, "`%s` is no body of this charter (protocol §4)",
			ak_shown(ak_json_text(given[0])).text);
		return;
	}
	check_sealer(reader, place, body, by);
	reader->charter->seal_body = body;
	reader->charter->seal_by = by;
}

void ak_read_amend(struct ak_charter_reader *reader, const struct ak_place *place, const struct ak_json *json)
{
	read_body_list(reader, place, json, &reader->charter->amend);
}
