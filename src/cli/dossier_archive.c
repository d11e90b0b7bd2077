/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/dossier_archive.h"

#include <stdlib.h>
#include <string.h>

#include "report/prov.h"

/* ---- settings */

static int read_option(struct ak_cli *cli, struct ak_dossier_archive *archive, const char *option)
{
	const char *equals = strchr(option, '=');
	enum ak_mdto_field field = equals ? ak_mdto_field_find(option, (size_t)(equals - option)) : AK_MDTO_FIELDS;
	if (!equals)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("--mdto-field takes NAME=VALUE, not \"%s\""), option);
	if (field == AK_MDTO_FIELDS)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("\"%.*s\" is no setting of akkoord.mdto; akkoord(1) lists them"),
			(int)(equals - option), option);
	archive->fields.values[field] = equals + 1;
	return AK_EXIT_YES;
}

static int read_options(struct ak_cli *cli, struct ak_dossier_archive *archive)
{
	const char *option;
	int exit = AK_EXIT_YES;
	for (size_t i = 0; !exit && (option = ak_cli_item(cli, "mdto-field", i)) != NULL; i++)
		exit = archive->mdto ? read_option(cli, archive, option)
				    : ak_cli_fail(cli, AK_EXIT_USAGE, _("--mdto-field goes with --mdto"));
	return exit;
}

static void read_configuration(struct ak_cli *cli, struct ak_dossier_archive *archive)
{
	for (int i = 0; i < AK_MDTO_FIELDS; i++) {
		char key[64] = "akkoord.mdto.";
		strcat(key, ak_mdto_field_name((enum ak_mdto_field)i));
		archive->configured[i] = ak_store_config_get(cli->store, key);
		archive->fields.values[i] = archive->configured[i];
	}
}

int ak_dossier_archive_read(struct ak_cli *cli, struct ak_dossier_archive *archive)
{
	struct ak_error err = AK_ERROR_INIT;
	*archive = (struct ak_dossier_archive){.prov = ak_cli_flag(cli, "prov"), .mdto = ak_cli_flag(cli, "mdto")};
	if (archive->mdto)
		read_configuration(cli, archive);
	int exit = read_options(cli, archive);
	if (!exit && archive->mdto)
		exit = ak_cli_trouble(cli, ak_mdto_fields_check(&archive->fields, &err), &err);
	return exit;
}

void ak_dossier_archive_release(struct ak_dossier_archive *archive)
{
	for (int i = 0; i < AK_MDTO_FIELDS; i++)
		free(archive->configured[i]);
	*archive = (struct ak_dossier_archive){.mdto = false};
}

/* ---- the files */

static enum ak_status take_all(struct ak_mdto *mdto, const char *folder, struct ak_error *err)
{
	struct ak_store *store = NULL;
	struct ak_listing all = {.count = 0};
	struct ak_reader *reader = NULL;
	enum ak_status status = ak_store_open(&store, folder, err);
	if (status == AK_OK)
		status = ak_store_list(store, "", &all, err);
	if (status == AK_OK)
		status = ak_reader_open(&reader, store, err);
	for (size_t i = 0; status == AK_OK && i < all.count; i++) {
		struct ak_bytes bytes;
		bool too_large = false;
		status = ak_reader_read(reader, &all.entries[i], SIZE_MAX, &bytes, &too_large, err);
		if (status == AK_OK)
			status = ak_mdto_take(mdto, all.entries[i].path, bytes, err);
	}
	ak_reader_free(reader);
	ak_listing_release(&all);
	ak_store_free(store);
	return status;
}

static enum ak_status put(void *context, const char *path, struct ak_bytes bytes, struct ak_error *err)
{
	return ak_fresh_put(context, path, bytes, err);
}

static enum ak_status put_mdto(const struct ak_dossier_archive *archive, const struct ak_dossier *dossier, struct ak_fresh *fresh,
	const char *matter, const char *name, struct ak_error *err)
{
	struct ak_mdto mdto;
	enum ak_status status = ak_mdto_begin(&mdto, dossier, &archive->fields, matter, name, err);
	if (status != AK_OK)
		return status;
	status = take_all(&mdto, fresh->folder, err);
	if (status == AK_OK)
		status = ak_mdto_each(&mdto, put, fresh, err);
	ak_mdto_release(&mdto);
	return status;
}

static enum ak_status put_prov(const struct ak_dossier *dossier, struct ak_fresh *fresh, struct ak_error *err)
{
	struct ak_buf document = AK_BUF_INIT;
	enum ak_status status = ak_prov_write(&document, dossier->ledger, dossier->holds, err);
	if (status == AK_OK)
		status = ak_fresh_put(fresh, "prov.json", ak_buf_view(&document), err);
	ak_buf_release(&document);
	return status;
}

enum ak_status ak_dossier_archive_put(const struct ak_dossier_archive *archive, const struct ak_dossier *dossier,
	struct ak_fresh *fresh, const char *matter, const char *name, struct ak_error *err)
{
	enum ak_status status = archive->prov ? put_prov(dossier, fresh, err) : AK_OK;
	if (status == AK_OK && archive->mdto)
		status = put_mdto(archive, dossier, fresh, matter, name, err);
	return status;
}
