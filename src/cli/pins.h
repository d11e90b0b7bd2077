/* SPDX-License-Identifier: EUPL-1.2 */
/* The pins of a proposal (protocol §7): those that are asked for, and those that a move demands. */
#ifndef AK_CLI_PINS_H
#define AK_CLI_PINS_H

#include "cli/words.h"

/* Pins the objects of given (NULL-ended) and of words as they are now, and those that the changes of words move. */
enum ak_status ak_pins_fill(struct ak_record *record, struct ak_arena *arena, const struct ak_ledger *ledger,
	const char *const *given, const struct ak_words *words, struct ak_error *err);

#endif
