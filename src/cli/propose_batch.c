/* SPDX-License-Identifier: EUPL-1.2 */
/* Proposing a part of many changes (cli/batch.h). */
#include "cli/propose.h"
#include "json/json.h"

int ak_propose_batch(
	struct ak_cli *cli, const struct ak_batch *batch, size_t from, const char *why, size_t *next, struct ak_json *list)
{
	size_t count = ak_batch_fit(batch, from), words = 0;
	const char *given = ak_cli_text(cli, "why");
	for (size_t i = 0; i < count; i++)
		words += batch->items[from + i].count;
	const struct ak_proposing proposing = {.words = batch->words + batch->items[from].first,
		.word_count = words,
		.capacity = ak_cli_text(cli, "for"),
		.why = given ? given : why,
		.respond_by = ak_cli_text(cli, "respond-by")};
	int exit = ak_propose(cli, &proposing);
	*next = from + count;
	if (exit || !cli->json || !cli->document)
		return exit;
	const struct ak_json *id = ak_json_get(cli->document, "record");
	if (id && !ak_json_append(list, ak_json_copy(id)))
		return ak_cli_trouble(cli, AK_ERR_MEMORY, NULL);
	return exit;
}
