/* SPDX-License-Identifier: EUPL-1.2 */
/* Files that the command line names: what is read, and what goes along with a record as attachments. */
#ifndef AK_CLI_FILES_H
#define AK_CLI_FILES_H

#include "cli/cli.h"
#include "ledger/append.h"

struct ak_files {
	struct ak_attached *items; /* each id once */
	char **data;		   /* the bytes of each, ours */
	size_t count, room, data_room;
};

void ak_files_release(struct ak_files *files);

/*
 * Reads a whole file (`-`: standard input) of at most limit bytes into out. AK_ERR_NOT_FOUND, AK_ERR_IO or
 * AK_ERR_REFUSED (too large) with the sentence. context is not looked at: the form is that of cli/words.h.
 */
enum ak_status ak_file_read(void *context, const char *path, size_t limit, struct ak_buf *out, struct ak_error *err);

/* Reads a file that is to be attached and keeps it; *id is its digest. context is a struct ak_files. */
enum ak_status ak_files_attach(void *context, const char *path, struct ak_id *id, struct ak_error *err);

/* What --attach of the command names. */
enum ak_status ak_files_take(struct ak_files *files, struct ak_cli *cli, struct ak_error *err);

/* Names all of them in the record, after those that it names already. */
enum ak_status ak_files_name(
	const struct ak_files *files, struct ak_record *record, struct ak_arena *arena, struct ak_error *err);

/* The option of every command that signs and can bring files. */
#define AK_OPTION_ATTACH                                                                                               \
	{                                                                                                              \
		"attach", 0, AK_OPTION_LIST, N_("FILE"), N_("a file that goes along, such as minutes or a mandate")    \
	}

#endif
