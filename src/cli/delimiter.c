/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/delimiter.h"

#include <string.h>

int ak_delimiter_read(struct ak_cli *cli, char otherwise, char *delimiter)
{
	static const struct {
		const char *word;
		char sign;
	} words[] = {{"semicolon", ';'}, {"comma", ','}, {"tab", '\t'}, {";", ';'}, {",", ','}, {"\t", '\t'}, {"|", '|'}};
	const char *text = ak_cli_text(cli, "delimiter");
	*delimiter = otherwise;
	if (!text)
		return AK_EXIT_YES;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strcmp(words[i].word, text) == 0) {
			*delimiter = words[i].sign;
			return AK_EXIT_YES;
		}
	}
	return ak_cli_fail(cli, AK_EXIT_USAGE, _("--delimiter is semicolon, comma or tab, not \"%s\""), text);
}
