/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * JSONTestSuite: every n_ text is refused; a y_ text is taken, unless it breaks a rule that the protocol (§1)
 * adds to RFC 8259; what an i_ text should be is open, and here only that it gives an answer.
 */
#include <dirent.h>

#include "external.h"

/* The rules of protocol §1 that are stricter than RFC 8259, as our sentences tell them. */
static const char *const stricter[] = {
	"number with a fraction or an exponent",
	"is not allowed in a string",
	"duplicate key",
};

static bool names_a_stricter_rule(const char *sentence)
{
	for (size_t i = 0; i < sizeof stricter / sizeof stricter[0]; i++) {
		if (strstr(sentence, stricter[i]))
			return true;
	}
	return false;
}

static void check_text(struct tally *tally, const char *folder, const char *name)
{
	struct ak_buf text = AK_BUF_INIT;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_json *json = NULL;
	read_file(folder, name, &text);
	bool taken = ak_json_parse(&json, ak_buf_view(&text), &err) == AK_OK;
	if (name[0] == 'n') {
		tally_case(tally, !taken, "%s is taken", name);
	} else if (name[0] == 'y') {
		tally_case(tally, taken || names_a_stricter_rule(err.text), "%s: %s", name, err.text);
		if (!taken)
			printf("  %s is refused by a rule of ours: %s\n", name, err.text);
	} else {
		tally_case(tally, taken || err.status == AK_ERR_FORMAT, "%s: %s", name, err.text);
	}
	ak_json_free(json);
	ak_buf_release(&text);
}

static int is_json(const struct dirent *entry)
{
	size_t size = strlen(entry->d_name);
	return size > 5 && strcmp(entry->d_name + size - 5, ".json") == 0;
}

int main(int argc, char **argv)
{
	struct tally tally = {.suite = "JSONTestSuite", .checked = 0, .wrong = 0};
	struct dirent **names;
	char folder[4096];
	if (argc != 2)
		give_up("wants one folder", argv[0]);
	snprintf(folder, sizeof folder, "%s/jsontestsuite/test_parsing", argv[1]);
	int count = scandir(folder, &names, is_json, alphasort);
	if (count < 0)
		give_up("cannot be read", folder);
	for (int i = 0; i < count; i++) {
		check_text(&tally, folder, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	return tally_end(&tally);
}
