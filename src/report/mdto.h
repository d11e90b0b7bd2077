/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The metadata of a dossier for the archive, by MDTO 1.0.1 (namespace https://www.nationaalarchief.nl/mdto): one
 * informatieobject for the whole dossier, one for each part of it (the charter, each record, each attachment, what
 * gives access), and one bestand for each file. Nothing in it comes from a clock: the same records, files and
 * settings give the same bytes. It is written in the language that is spoken, with the terms of MDTO in Dutch.
 */
#ifndef AK_REPORT_MDTO_H
#define AK_REPORT_MDTO_H

#include "report/dossier.h"
#include "report/mdto_fields.h"
#include "report/mdto_format.h"

enum ak_mdto_kind {
	AK_MDTO_CHARTER,
	AK_MDTO_ACCESS, /* index, keys by period, the script: what the dossier adds to the ledger */
	AK_MDTO_RECORD,
	AK_MDTO_ATTACHMENT,
};

struct ak_mdto_part {
	enum ak_mdto_kind kind;
	uint32_t record;	 /* itself; of an attachment, one about the matter that names it */
	struct ak_id id;	 /* of a record or attachment */
};

struct ak_mdto_file {
	char *path;
	uint32_t part;
	struct ak_id digest;
	size_t size;
	struct ak_mdto_format format;
};

struct ak_mdto {
	const struct ak_dossier *dossier;
	const struct ak_mdto_fields *fields; /* checked */
	const char *name;		     /* of the dossier, for people */
	struct ak_buf id;		     /* kenmerk of the dossier */
	struct ak_buf source;		     /* bron of every kenmerk: the register */
	struct ak_mdto_part *parts;
	struct ak_mdto_file *files; /* by part and path, once all are taken */
	uint32_t *part_of;	    /* of each record */
	size_t part_room, file_room;
	uint32_t part_count, file_count;
	int64_t time; /* of the newest record in it */
};

/*
 * The parts. matter is what it is about, in one word (`afspraak/x`). All is borrowed. On AK_OK the caller releases
 * it.
 */
enum ak_status ak_mdto_begin(struct ak_mdto *mdto, const struct ak_dossier *dossier,
	const struct ak_mdto_fields *fields, const char *matter, const char *name, struct ak_error *err);

/* Takes in a file of the dossier. */
enum ak_status ak_mdto_take(struct ak_mdto *mdto, const char *path, struct ak_bytes bytes, struct ak_error *err);

/* Makes the documents, when every file was taken; put is called with the place of each. */
typedef enum ak_status ak_mdto_put(void *context, const char *path, struct ak_bytes bytes, struct ak_error *err);
enum ak_status ak_mdto_each(struct ak_mdto *mdto, ak_mdto_put *put, void *context, struct ak_error *err);
void ak_mdto_release(struct ak_mdto *mdto);

/* ---- mdto_write.c: one document, appended; of a part or file, by its number */

void ak_mdto_write_dossier(struct ak_buf *out, const struct ak_mdto *mdto);
void ak_mdto_write_part(struct ak_buf *out, const struct ak_mdto *mdto, uint32_t number);
void ak_mdto_write_file(struct ak_buf *out, const struct ak_mdto *mdto, uint32_t number);

/* The number of the first file of a part, and how many they are: none of an attachment that is absent. */
uint32_t ak_mdto_part_files(const struct ak_mdto *mdto, uint32_t part, uint32_t *count);

#endif
