/* SPDX-License-Identifier: EUPL-1.2 */
/* Charters that a command line names: a file, one that ships, or the one in force at a moment. */
#ifndef AK_CLI_CHARTER_FILE_H
#define AK_CLI_CHARTER_FILE_H

#include "charter/charter.h"
#include "cli/cli.h"

/* A charter as it stands in a file, or as a record has it. */
struct ak_charter_text {
	struct ak_buf bytes;
	struct ak_json *json; /* NULL where the bytes are none; then: */
	struct ak_error fault;
};

void ak_charter_text_release(struct ak_charter_text *text);

/*
 * Reads the file of that name, or the charter that ships under it. Bytes that are no JSON are no failure: text->fault
 * then says why. On AK_EXIT_YES *text is the caller's to release.
 */
int ak_charter_text_read(struct ak_cli *cli, const char *name, struct ak_charter_text *text);

/* Whether the word names a charter that ships, or a file. */
bool ak_charter_text_is_file(const char *word);

/* The charter in force at a moment (NULL: now, or --at) in the replica. */
int ak_charter_text_at(struct ak_cli *cli, const char *moment, struct ak_charter_text *text);

/*
 * Parses it as it will be at the founding: root keys that are yet to come (`ROOT KEY OF …`) are stood in for; their
 * parties are appended to open, with commas. fault hears of every rule that is broken; then AK_ERR_FORMAT.
 */
enum ak_status ak_charter_text_parse(const struct ak_charter_text *text, struct ak_charter **charter,
	struct ak_buf *open, ak_charter_fault *fault, void *context, struct ak_error *err);

#endif
