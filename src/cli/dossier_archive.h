/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a dossier has for the archive: its history by PROV (--prov), and metadata by MDTO (--mdto), with the settings
 * from the command line and git's configuration.
 */
#ifndef AK_CLI_DOSSIER_ARCHIVE_H
#define AK_CLI_DOSSIER_ARCHIVE_H

#include "cli/cli.h"
#include "cli/fresh.h"
#include "report/mdto.h"

struct ak_dossier_archive {
	bool prov, mdto; /* which are wanted */
	struct ak_mdto_fields fields;
	char *configured[AK_MDTO_FIELDS]; /* ours: what fields borrows from the configuration */
};

#define AK_OPTIONS_ARCHIVE                                                                                             \
	{"prov", 0, AK_OPTION_FLAG, NULL, N_("add the history as W3C PROV-JSON")},                                     \
	{"mdto", 0, AK_OPTION_FLAG, NULL, N_("add metadata for the archive (MDTO 1.0.1); see akkoord.mdto in akkoord(1)")}, \
	{                                                                                                              \
		"mdto-field", 0, AK_OPTION_LIST, N_("NAME=VALUE"), N_("a setting akkoord.mdto.NAME for this once")     \
	}

/* Reads and checks the settings, once the store is open. AK_EXIT_YES, or the exit status with the sentence noted. */
int ak_dossier_archive_read(struct ak_cli *cli, struct ak_dossier_archive *archive);

/* Puts what is wanted; MDTO describes all that was put before. Its texts are in the language that is spoken. */
enum ak_status ak_dossier_archive_put(const struct ak_dossier_archive *archive, const struct ak_dossier *dossier,
	struct ak_fresh *fresh, const char *matter, const char *name, struct ak_error *err);
void ak_dossier_archive_release(struct ak_dossier_archive *archive);

#endif
