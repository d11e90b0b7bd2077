/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a part of a ledger lacks. Whoever made the part brings in what is asked for at the moment that it is asked
 * (ledger/demand.h); what it does not know sets lacks, and then nothing that was told from the part is to be used.
 */
#ifndef AK_JUDGE_BEYOND_H
#define AK_JUDGE_BEYOND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"

struct ak_object;

struct ak_beyond {
	void *context;
	void (*object)(void *context, const char *name); /* into the state, if there is one of that name */
	void (*members)(void *context, struct ak_object *object);  /* all that may belong to it */
	void (*freezers)(void *context, struct ak_object *object); /* all that may freeze it */
	void (*owner)(void *context, const char *actor, const char *key); /* into the admission, with its last record */
	uint32_t (*record)(void *context, const struct ak_id *id); /* the position, or AK_POSITION_NONE */
	bool lacks;
};

#endif
