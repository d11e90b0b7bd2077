/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/files.h"
#include "cli/propose.h"

static int run(struct ak_cli *cli)
{
	struct ak_proposing proposing = {.words = cli->words,
		.word_count = cli->word_count,
		.edit = ak_cli_flag(cli, "edit"),
		.file = ak_cli_text(cli, "file"),
		.again = ak_cli_text(cli, "again"),
		.capacity = ak_cli_text(cli, "for"),
		.why = ak_cli_text(cli, "why"),
		.respond_by = ak_cli_text(cli, "respond-by")};
	if (proposing.file && cli->word_count > 0)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("give changes as words or as --file, not both"));
	if (proposing.again && (proposing.file || cli->word_count > 0))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("--again takes its changes from the other proposal; give none beside it"));
	if (proposing.edit && proposing.again)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("--again takes its changes from the other proposal; give none beside it"));
	if (proposing.edit && cli->word_count == 0 && !proposing.file)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("say which object is to be edited, such as: propose --edit afspraak/x"));
	for (size_t i = 0; ak_cli_item(cli, "pin", i); i++) {
		if (i == AK_PINS_MAX)
			return ak_cli_fail(cli, AK_EXIT_USAGE, _("more than %u pins do not go in one proposal; make it two"),
				AK_PINS_MAX);
		proposing.pins[i] = ak_cli_item(cli, "pin", i);
	}
	return ak_propose(cli, &proposing);
}

static const struct ak_option options[] = {
	{"for", 0, AK_OPTION_TEXT, N_("CAPACITY"), N_("the body, office, party or seat (body/party) that decides, or self")},
	{"why", 'm', AK_OPTION_TEXT, N_("TEXT"), N_("the reason, as it will stand in the record; required")},
	{"respond-by", 0, AK_OPTION_TEXT, N_("DATE"), N_("by when answers are asked for")},
	{"pin", 0, AK_OPTION_LIST, N_("OBJECT"), N_("decide about this object and all that belongs to it as it is now")},
	{"edit", 'e', AK_OPTION_FLAG, NULL, N_("fill in the changes in your editor; the words name only objects")},
	{"file", 'f', AK_OPTION_TEXT, N_("FILE"), N_("changes from a file, as JSON or as the form of --edit; - is standard input")},
	{"again", 0, AK_OPTION_TEXT, N_("ID"), N_("renew a proposal that came too late, on the values of today")},
	AK_OPTION_ATTACH,
	AK_OPTIONS_END,
};

const struct ak_command ak_cmd_propose = {
	.name = "propose",
	.group = AK_GROUP_DECIDE,
	.words = N_("[new] OBJECT FIELD=VALUE… | amend FILE | --edit [new] OBJECT…"),
	.summary = N_("propose changes for a body, office or party to decide"),
	.about = N_("Each object begins a change; `new` makes it. FIELD=VALUE sets a field, an empty value takes it away; FIELD+=VALUE "
		    "and FIELD-=VALUE put into a set and take out of it. FIELD=@FILE attaches a file. `amend FILE` puts another charter "
		    "in force. All changes apply together or not at all.\n\n"
		    "Without --for the proposal is for the one capacity you hold that may do all of it. Pins that the charter demands "
		    "are added by themselves. What would be void is not signed, unless --even-if-void.\n\n"
		    "With --edit the objects are opened in your editor (the one that git opens), each field with what the charter says "
		    "of it; what you change there is the proposal. A mistake opens it again where the fault is. A form that is not "
		    "proposed is kept, and you are told where, so nothing that you wrote is lost."),
	.examples = "akkoord propose afspraak/pfas-lood-2024-2025 termijn=2025-06-30 --why \"later begonnen\"\n"
		    "akkoord propose new afspraak/kaart agenda=2024-2025 prioriteit=kennis-2024-2025 tekst=\"Kaart maken\" --why \"afgesproken\"\n"
		    "akkoord propose afspraak/nazorg-2024-2025 partners+=uvw,vng --why \"doen mee\"\n"
		    "akkoord propose agenda/2024-2025 uitvoeringstoets=@rapport.pdf --why \"toets is af\"\n"
		    "akkoord propose --edit afspraak/spoed-2024-2025\n"
		    "akkoord propose --edit new afspraak/lood\n"
		    "akkoord propose --file wijziging.json --for do\n"
		    "akkoord propose --again 3f2a1b4c",
	.options = options,
	.words_max = AK_WORDS_ANY,
	.traits = AK_COMMAND_SIGNS,
	.run = run,
};
