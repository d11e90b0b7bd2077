/* SPDX-License-Identifier: EUPL-1.2 */
/* MDTO in a dossier (--mdto): the settings from the command line and git's configuration, and the documents put beside the files. */
#ifndef AK_CLI_DOSSIER_MDTO_H
#define AK_CLI_DOSSIER_MDTO_H

#include "cli/cli.h"
#include "cli/fresh.h"
#include "report/mdto.h"

struct ak_dossier_mdto {
	bool wanted;
	struct ak_mdto_fields fields;
	char *configured[AK_MDTO_FIELDS]; /* ours: what fields borrows from the configuration */
};

#define AK_OPTIONS_MDTO                                                                                                \
	{"mdto", 0, AK_OPTION_FLAG, NULL, N_("add metadata for the archive (MDTO 1.0.1); see akkoord.mdto in akkoord(1)")}, \
	{                                                                                                              \
		"mdto-field", 0, AK_OPTION_LIST, N_("NAME=VALUE"), N_("a setting akkoord.mdto.NAME for this once")     \
	}

/* Reads and checks the settings, once the store is open. AK_EXIT_YES, or the exit status with the sentence noted. */
int ak_dossier_mdto_read(struct ak_cli *cli, struct ak_dossier_mdto *mdto);

/* Describes all that was put so far; does nothing if it is not wanted. Texts are in the language that is spoken. */
enum ak_status ak_dossier_mdto_put(const struct ak_dossier_mdto *asked, const struct ak_dossier *dossier,
	struct ak_fresh *fresh, const char *matter, const char *name, struct ak_error *err);
void ak_dossier_mdto_release(struct ak_dossier_mdto *mdto);

#endif
