/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/name.h"
#include "cli/files.h"
#include "cli/propose.h"
#include "cli/sugar.h"

enum {
	ADD,
	REVOKE,
	ROTATE,
	UNTIL,
};

static const struct ak_verb verbs[] = {
	{"add", 1, 1, N_("akkoord actor add NAME --actor-key FILE [--name TEXT] [--until DATE]")},
	{"revoke", 1, 1, N_("akkoord actor revoke NAME --why TEXT")},
	{"rotate", 1, 1, N_("akkoord actor rotate NAME --actor-key FILE")},
	{"until", 2, 2, N_("akkoord actor until NAME DATE|none")},
	{NULL, 0, 0, NULL},
};

/* A key is given as its text, or as the file that holds it. */
static void key_word(struct ak_sugar *sugar, const char *key)
{
	bool is_text = strncmp(key, "ssh-", 4) == 0 || strncmp(key, "sk-ssh-", 7) == 0;
	ak_sugar_word(sugar, strchr(key, ' ') && is_text ? "key=%s" : "key=@%s", key);
}

/* The party of a new actor: --party, else the one whose name its name begins with. party has room for a name. */
static int party_of(struct ak_cli *cli, const char *name, char *party)
{
	const struct ak_charter *charter = ak_ledger_state(cli->ledger)->charter;
	const char *given = ak_cli_text(cli, "party");
	struct ak_buf list = AK_BUF_INIT;
	const struct ak_party *found = given ? ak_charter_party(charter, given) : NULL;
	for (uint32_t i = 0; i < charter->party_count; i++) {
		ak_buf_format(&list, i ? ", %s" : "%s", charter->parties[i].name);
		if (!given && ak_actor_of_party(name, charter->parties[i].name))
			found = &charter->parties[i];
	}
	int exit = AK_EXIT_YES;
	if (given && !found)
		exit = ak_cli_fail(cli, AK_EXIT_USAGE, _("the charter has no party %s; it has: %s"), given, ak_buf_string(&list));
	else if (!found || !ak_actor_of_party(name, found->name))
		exit = ak_cli_fail(cli, AK_EXIT_USAGE,
			_("an actor's name begins with its party's and -, such as %s-bo, and \"%s\" does not"),
			found ? found->name : charter->parties[0].name, name);
	else
		strcpy(party, found->name);
	ak_buf_release(&list);
	return exit;
}

static int add(struct ak_cli *cli, const char *name)
{
	struct ak_sugar sugar = {.count = 0};
	const char *key = ak_cli_text(cli, "actor-key");
	const char *label = ak_cli_text(cli, "name");
	const char *until = ak_cli_text(cli, "until");
	char party[AK_NAME_MAX + 1];
	char why[2 * AK_NAME_MAX + 100];
	if (!key)
		return ak_cli_fail(cli, AK_EXIT_USAGE,
			_("give the public key of %s: --actor-key FILE (the .pub file, never the private key)"), name);
	int exit = party_of(cli, name, party);
	if (exit)
		return exit;
	if (ak_state_find_in(ak_ledger_state(cli->ledger), "actor", name))
		return ak_cli_fail(cli, AK_EXIT_NO,
			_("%s exists already; `akkoord actor rotate` gives it another key, and another actor needs another name"), name);
	ak_sugar_word(&sugar, "new");
	ak_sugar_word(&sugar, "actor/%s", name);
	ak_sugar_word(&sugar, "party=%s", party);
	key_word(&sugar, key);
	if (label)
		ak_sugar_word(&sugar, "name=%s", label);
	if (until)
		ak_sugar_word(&sugar, "until=%s", until);
	snprintf(why, sizeof why, _("%s appoints %s"), party, name);
	return ak_sugar_propose(cli, &sugar, party, why);
}

static int change(struct ak_cli *cli, size_t verb, const char *name)
{
	struct ak_sugar sugar = {.count = 0};
	const char *key = ak_cli_text(cli, "actor-key");
	const char *found = "";
	char party[AK_NAME_MAX + 1] = "";
	char why[AK_NAME_MAX + 100] = "";
	int32_t day;
	int exit = ak_sugar_actor(cli, name, &found);
	strncat(party, found ? found : "", AK_NAME_MAX); /* the ledger is opened again before it is used */
	if (!exit && verb == REVOKE && !ak_cli_text(cli, "why"))
		exit = ak_cli_fail(cli, AK_EXIT_USAGE, _("say why %s is revoked: --why TEXT"), name);
	if (!exit && verb == ROTATE && !key)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("give the new public key of %s: --actor-key FILE"), name);
	if (!exit && verb == UNTIL && strcmp(cli->words[2], "none") != 0)
		exit = ak_cli_find_date(cli, cli->words[2], &day);
	if (exit)
		return exit;
	ak_sugar_word(&sugar, "actor/%s", name);
	if (verb == REVOKE) {
		ak_sugar_word(&sugar, "status=revoked");
	} else if (verb == ROTATE) {
		key_word(&sugar, key);
		snprintf(why, sizeof why, _("%s has a new key"), name);
	} else {
		bool is_none = strcmp(cli->words[2], "none") == 0;
		ak_sugar_word(&sugar, "until=%s", is_none ? "" : cli->words[2]);
		snprintf(why, sizeof why, is_none ? _("%s stays without end") : _("%s stays until %s"), name, cli->words[2]);
	}
	return ak_sugar_propose(cli, &sugar, party, why);
}

static int run(struct ak_cli *cli)
{
	size_t verb;
	int exit = ak_sugar_verb(cli, verbs, &verb);
	if (!exit)
		exit = ak_cli_ledger(cli);
	if (exit)
		return exit;
	return verb == ADD ? add(cli, cli->words[1]) : change(cli, verb, cli->words[1]);
}

static const struct ak_option options[] = {
	{"party", 0, AK_OPTION_TEXT, N_("PARTY"), N_("whose actor it is, else by the beginning of its name")},
	{"actor-key", 0, AK_OPTION_TEXT, N_("FILE"), N_("the actor's public key: a .pub file, or the key itself")},
	{"name", 0, AK_OPTION_TEXT, N_("TEXT"), N_("what it is called: a function, not a person")},
	{"until", 0, AK_OPTION_TEXT, N_("DATE"), N_("the last day on which its signatures count")},
	AK_OPTION_WHY,
	AK_OPTION_ATTACH,
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_actor = {
	.name = "actor",
	.group = AK_GROUP_APPOINT,
	.words = N_("add NAME | revoke NAME | rotate NAME | until NAME DATE"),
	.summary = N_("appoint who signs for a party, revoke it, or give it another key"),
	.about = N_("An actor is somebody, or something, that signs for a party: named by function, such as vng-bo. Its party decides, "
		    "by the party's root key (--as PARTY); what anyone else proposes here, the root endorses. `revoke` ends an actor at "
		    "once, `rotate` gives it another key, `until` sets the last day on which it counts (none: no end)."),
	.examples = "akkoord actor add vng-bo-plv --actor-key vng-bo-plv.pub --as vng --key vng-root\n"
		    "akkoord actor until vng-bo-plv 2024-12-31 --as vng --key vng-root\n"
		    "akkoord actor rotate vng-bo-plv --actor-key new.pub --as vng --key vng-root\n"
		    "akkoord actor revoke vng-bo-plv --why \"other function\" --as vng --key vng-root",
	.options = options,
	.words_min = 1,
	.words_max = 3,
	.traits = AK_COMMAND_SIGNS,
	.run = run,
};
