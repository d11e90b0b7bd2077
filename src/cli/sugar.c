/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/sugar.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/near.h"
#include "cli/propose.h"
#include "judge/read.h"

void ak_sugar_word(struct ak_sugar *sugar, const char *format, ...)
{
	va_list args;
	assert(sugar->count < AK_SUGAR_WORDS_MAX);
	va_start(args, format);
	int size = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *word = size < 0 ? NULL : malloc((size_t)size + 1);
	if (!word) {
		sugar->failed = true;
		return;
	}
	va_start(args, format);
	vsnprintf(word, (size_t)size + 1, format, args);
	va_end(args);
	sugar->words[sugar->count++] = word;
}

int ak_sugar_propose(struct ak_cli *cli, struct ak_sugar *sugar, const char *capacity, const char *why)
{
	const char *said = ak_cli_text(cli, "why");
	const struct ak_proposing proposing = {.words = (const char *const *)sugar->words,
		.word_count = sugar->count,
		.capacity = capacity,
		.why = said ? said : why};
	int exit = sugar->failed ? ak_cli_trouble(cli, AK_ERR_MEMORY, NULL) : ak_propose(cli, &proposing);
	for (size_t i = 0; i < sugar->count; i++)
		free(sugar->words[i]);
	*sugar = (struct ak_sugar){.count = 0};
	return exit;
}

int ak_sugar_verb(struct ak_cli *cli, const struct ak_verb *verbs, size_t *verb)
{
	struct ak_near near;
	const char *word = cli->words[0];
	size_t given = cli->word_count - 1;
	ak_near_init(&near, word);
	for (*verb = 0; verbs[*verb].name && strcmp(verbs[*verb].name, word) != 0; ++*verb)
		ak_near_offer(&near, verbs[*verb].name);
	if (!verbs[*verb].name && ak_near_found(&near))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("akkoord %s has no %s; did you mean %s?"), cli->command->name, word,
			ak_near_found(&near));
	if (!verbs[*verb].name)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("akkoord %s has no %s; it is used as: %s"), cli->command->name, word,
			_(verbs[0].usage));
	if (given < verbs[*verb].min || given > verbs[*verb].max)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("it is used as: %s"), _(verbs[*verb].usage));
	return AK_EXIT_YES;
}

int ak_sugar_actor(struct ak_cli *cli, const char *name, const char **party)
{
	const struct ak_state *state = ak_ledger_state(cli->ledger);
	const struct ak_object *object = ak_state_find_in(state, "actor", name);
	struct ak_near near;
	*party = object ? ak_text_read(object, ak_builtin_type("actor"), "party") : NULL;
	if (*party)
		return AK_EXIT_YES;
	if (ak_charter_party(state->charter, name))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("%s is a party, not an actor; appoint one with akkoord actor add %s-… first"),
			name, name);
	ak_near_init(&near, name);
	for (uint32_t i = ak_map_first(&state->objects); i != AK_MAP_END; i = ak_map_next(&state->objects, i)) {
		const struct ak_object *other = ak_map_value(&state->objects, i);
		if (other->exists && strcmp(other->type, "actor") == 0)
			ak_near_offer(&near, strchr(other->name, '/') + 1);
	}
	if (ak_near_found(&near))
		return ak_cli_fail(
			cli, AK_EXIT_USAGE, _("there is no actor %s; did you mean %s?"), name, ak_near_found(&near));
	return ak_cli_fail(cli, AK_EXIT_USAGE, _("there is no actor %s; `akkoord actor add` makes one"), name);
}
