/* SPDX-License-Identifier: EUPL-1.2 */
/* The table of commands: a command that stands here can be typed, is in the help, the manual and the completion. */
#include "cli/cli.h"

const struct ak_command *const ak_commands[] = {
	&ak_cmd_init,
	&ak_cmd_clone,
	&ak_cmd_status,
	&ak_cmd_todo,
	&ak_cmd_list,
	&ak_cmd_show,
	&ak_cmd_log,
	&ak_cmd_blame,
	&ak_cmd_diff,
	&ak_cmd_conflicts,
	&ak_cmd_knew,
	&ak_cmd_gaps,
	&ak_cmd_overdue,
	&ak_cmd_progress,
	&ak_cmd_charter,
	&ak_cmd_export,
	&ak_cmd_verify,
	&ak_cmd_report,
	&ak_cmd_dossier,
	&ak_cmd_propose,
	&ak_cmd_roll,
	&ak_cmd_import,
	&ak_cmd_endorse,
	&ak_cmd_object,
	&ak_cmd_withdraw,
	&ak_cmd_attach,
	&ak_cmd_actor,
	&ak_cmd_seat,
	&ak_cmd_office,
	&ak_cmd_sync,
	&ak_cmd_seal,
	&ak_cmd_witness,
	&ak_cmd_hook,
	&ak_cmd_help,
	&ak_cmd_version,
	NULL,
};

/* ---- options that several commands share */

static const struct ak_option of_all[] = {
	{ "replica", 'C', AK_OPTION_TEXT, N_("DIR"), N_("the replica, else AKKOORD_REPLICA, else the current folder") },
	{ "json", 0, AK_OPTION_FLAG, NULL, N_("answer with one JSON document") },
	{ "color", 0, AK_OPTION_TEXT, N_("WHEN"), N_("auto, always or never") },
	{ "no-pager", 0, AK_OPTION_FLAG, NULL, N_("do not start a pager") },
	{ "no-input", 0, AK_OPTION_FLAG, NULL, N_("never ask anything") },
	{ "help", 'h', AK_OPTION_FLAG, NULL, N_("tell about the command") },
	AK_OPTIONS_END,
};

static const struct ak_option of_signing[] = {
	{ "as", 0, AK_OPTION_TEXT, N_("ACTOR"), N_("who signs, else akkoord.actor") },
	{ "key", 0, AK_OPTION_TEXT, N_("KEY"), N_("the key to sign with, else akkoord.signingKey or user.signingKey") },
	{ "yes", 'y', AK_OPTION_FLAG, NULL, N_("do not ask before signing") },
	{ "offline", 0, AK_OPTION_FLAG, NULL, N_("do not ask remotes for newer records first") },
	{ "even-if-void", 0, AK_OPTION_FLAG, NULL, N_("sign also what would be void") },
	{ "personal-data-ok", 0, AK_OPTION_FLAG, NULL, N_("sign also what looks like personal data") },
	AK_OPTIONS_END,
};

static const struct ak_option of_moments[] = {
	{ "at", 0, AK_OPTION_TEXT, N_("MOMENT"), N_("read back: as known at a date (its end, UTC) or a time, as sealed by a seal, or as a record's signer had seen it") },
	AK_OPTIONS_END,
};

struct ak_option_tables ak_command_options(const struct ak_command *command)
{
	struct ak_option_tables found = { { NULL } };
	size_t count = 0;
	if (command && command->options)
		found.tables[count++] = command->options;
	if (command && (command->traits & AK_COMMAND_SIGNS) != 0)
		found.tables[count++] = of_signing;
	if (command && (command->traits & AK_COMMAND_AT) != 0)
		found.tables[count++] = of_moments;
	found.tables[count] = of_all;
	return found;
}
