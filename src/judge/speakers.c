/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/speakers.h"

#include <string.h>

#include "base/date.h"
#include "judge/read.h"

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
