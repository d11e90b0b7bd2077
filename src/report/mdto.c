/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/mdto.h"

#include <stdlib.h>
#include <string.h>

#include "report/attached.h"
#include "sig/digest.h"

enum { CHARTER_PART, ACCESS_PART };

/* ---- parts */

static void add_part(struct ak_mdto *mdto, enum ak_mdto_kind kind, uint32_t record, const struct ak_id *id, bool *failed)
{
	if (!ak_grow((void **)&mdto->parts, &mdto->part_room, mdto->part_count, sizeof *mdto->parts)) {
		*failed = true;
		return;
	}
	mdto->parts[mdto->part_count++] = (struct ak_mdto_part){.kind = kind, .record = record, .id = id ? *id : ak_id_zero};
}

struct naming {
	struct ak_mdto *mdto;
	uint32_t record;
	bool failed;
};

static void note_attachment(void *context, const struct ak_id *id)
{
	struct naming *naming = context;
	add_part(naming->mdto, AK_MDTO_ATTACHMENT, naming->record, id, &naming->failed);
}

static int by_id(const void *a, const void *b)
{
	const struct ak_mdto_part *one = a, *other = b;
	int order = ak_id_compare(&one->id, &other->id);
	return order ? order : (one->record > other->record) - (one->record < other->record);
}

/* Each attachment once. */
static void sort_attachments(struct ak_mdto *mdto, uint32_t first)
{
	uint32_t kept = first;
	qsort(mdto->parts + first, mdto->part_count - first, sizeof *mdto->parts, by_id);
	for (uint32_t i = first; i < mdto->part_count; i++)
		if (kept == first || !ak_id_equal(&mdto->parts[kept - 1].id, &mdto->parts[i].id))
			mdto->parts[kept++] = mdto->parts[i];
	mdto->part_count = kept;
}

static bool find_parts(struct ak_mdto *mdto)
{
	const struct ak_ledger *ledger = mdto->dossier->ledger;
	struct naming naming = {.mdto = mdto};
	add_part(mdto, AK_MDTO_CHARTER, AK_POSITION_NONE, NULL, &naming.failed);
	add_part(mdto, AK_MDTO_ACCESS, AK_POSITION_NONE, NULL, &naming.failed);
	for (uint32_t i = 0; i < ledger->admission.admitted; i++) {
		uint32_t record = ledger->admission.sequence[i];
		if (!mdto->dossier->holds[record])
			continue;
		mdto->part_of[record] = mdto->part_count;
		add_part(mdto, AK_MDTO_RECORD, record, &ledger->records[record].id, &naming.failed);
		if (ledger->records[record].time > mdto->time)
			mdto->time = ledger->records[record].time;
	}
	uint32_t first = mdto->part_count;
	for (naming.record = 0; naming.record < ledger->count; naming.record++)
		if (mdto->dossier->touches[naming.record])
			ak_attached_each(ledger, naming.record, note_attachment, &naming);
	if (!naming.failed && mdto->part_count > first)
		sort_attachments(mdto, first);
	return !naming.failed;
}

/* Two dossiers of one matter that hold other records or attachments are two things, and get two names. */
static void name_it(struct ak_mdto *mdto, const char *matter)
{
	const struct ak_ledger *ledger = mdto->dossier->ledger;
	struct ak_digest digest;
	ak_digest_init(&digest);
	for (uint32_t i = 0; i < mdto->part_count; i++)
		if (mdto->parts[i].kind == AK_MDTO_RECORD ||
			(mdto->parts[i].kind == AK_MDTO_ATTACHMENT && ak_ledger_has_attachment(ledger, &mdto->parts[i].id)))
			ak_digest_update(&digest, (struct ak_bytes){mdto->parts[i].id.bytes, AK_ID_SIZE});
	struct ak_id id = ak_digest_finish(&digest);
	ak_buf_format(&mdto->id, "dossier/%s/%.16s", matter, ak_id_hex(&id).text);
	if (mdto->fields->values[AK_MDTO_SOURCE])
		ak_buf_text(&mdto->source, mdto->fields->values[AK_MDTO_SOURCE]);
	else
		ak_buf_format(&mdto->source, "akkoord-register %s", ak_id_hex(&ledger->id).text);
}

enum ak_status ak_mdto_begin(struct ak_mdto *mdto, const struct ak_dossier *dossier,
	const struct ak_mdto_fields *fields, const char *matter, const char *name, struct ak_error *err)
{
	*mdto = (struct ak_mdto){.dossier = dossier,
		.fields = fields,
		.name = name,
		.id = AK_BUF_INIT,
		.source = AK_BUF_INIT,
		.part_of = calloc((size_t)dossier->ledger->count + 1, sizeof *mdto->part_of)};
	if (!mdto->part_of || !find_parts(mdto)) {
		ak_mdto_release(mdto);
		return ak_fail_memory(err);
	}
	name_it(mdto, matter);
	return AK_OK;
}

/* ---- files */

static bool starts(const char *path, const char *with)
{
	return strncmp(path, with, strlen(with)) == 0;
}

/* By the places that protocol §2 gives to files of a ledger. */
static uint32_t find_part(const struct ak_mdto *mdto, const char *path)
{
	struct ak_record_path parsed;
	struct ak_id id;
	if (ak_record_path_parse(&parsed, path)) {
		uint32_t record = ak_admission_find(&mdto->dossier->ledger->admission, &parsed.id);
		return record == AK_POSITION_NONE ? ACCESS_PART : mdto->part_of[record];
	}
	if (starts(path, "ledger/") || starts(path, "keys/"))
		return CHARTER_PART;
	if (starts(path, "bijlagen/") && ak_id_parse(&id, path + strlen("bijlagen/"), strlen(path + strlen("bijlagen/"))))
		for (uint32_t i = 0; i < mdto->part_count; i++)
			if (mdto->parts[i].kind == AK_MDTO_ATTACHMENT && ak_id_equal(&mdto->parts[i].id, &id))
				return i;
	return ACCESS_PART;
}

enum ak_status ak_mdto_take(struct ak_mdto *mdto, const char *path, struct ak_bytes bytes, struct ak_error *err)
{
	char *kept = strdup(path);
	if (!kept || !ak_grow((void **)&mdto->files, &mdto->file_room, mdto->file_count, sizeof *mdto->files)) {
		free(kept);
		return ak_fail_memory(err);
	}
	mdto->files[mdto->file_count++] = (struct ak_mdto_file){.path = kept,
		.part = find_part(mdto, path),
		.digest = ak_sha256(bytes),
		.size = bytes.size,
		.format = ak_mdto_format_of(path, bytes)};
	return AK_OK;
}

static int by_part(const void *a, const void *b)
{
	const struct ak_mdto_file *one = a, *other = b;
	return one->part != other->part ? (one->part > other->part) - (one->part < other->part)
					: strcmp(one->path, other->path);
}

uint32_t ak_mdto_part_files(const struct ak_mdto *mdto, uint32_t part, uint32_t *count)
{
	uint32_t low = 0, high = mdto->file_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (mdto->files[middle].part < part)
			low = middle + 1;
		else
			high = middle;
	}
	*count = 0;
	while (low + *count < mdto->file_count && mdto->files[low + *count].part == part)
		(*count)++;
	return low;
}

/* ---- documents */

static void place_part(struct ak_buf *out, const struct ak_mdto_part *part)
{
	switch (part->kind) {
	case AK_MDTO_CHARTER:
		ak_buf_text(out, "mdto/charter.mdto.xml");
		break;
	case AK_MDTO_ACCESS:
		ak_buf_text(out, "mdto/toegang.mdto.xml");
		break;
	case AK_MDTO_RECORD:
		ak_buf_format(out, "mdto/records/%s.mdto.xml", ak_id_hex(&part->id).text);
		break;
	case AK_MDTO_ATTACHMENT:
		ak_buf_format(out, "mdto/bijlagen/%s.mdto.xml", ak_id_hex(&part->id).text);
		break;
	}
}

/*
 * No two files of a dossier have one name without folder; and verify.sh looks no deeper than the folders of records
 * are.
 */
static void place_file(struct ak_buf *out, const struct ak_mdto_file *file)
{
	const char *slash = strrchr(file->path, '/');
	ak_buf_format(out, "mdto/bestanden/%s.mdto.xml", slash ? slash + 1 : file->path);
}

struct putting {
	ak_mdto_put *put;
	void *context;
	struct ak_buf path, bytes;
};

static enum ak_status put_one(struct putting *putting, struct ak_error *err)
{
	enum ak_status status = ak_buf_status(&putting->path, err);
	if (status == AK_OK)
		status = ak_buf_status(&putting->bytes, err);
	if (status == AK_OK)
		status = putting->put(putting->context, ak_buf_string(&putting->path), ak_buf_view(&putting->bytes), err);
	ak_buf_clear(&putting->path);
	ak_buf_clear(&putting->bytes);
	return status;
}

enum ak_status ak_mdto_each(struct ak_mdto *mdto, ak_mdto_put *put, void *context, struct ak_error *err)
{
	struct putting putting = {.put = put, .context = context, .path = AK_BUF_INIT, .bytes = AK_BUF_INIT};
	enum ak_status status = ak_buf_status(&mdto->id, err);
	if (status == AK_OK)
		status = ak_buf_status(&mdto->source, err);
	if (status != AK_OK)
		return status;
	if (mdto->file_count > 0)
		qsort(mdto->files, mdto->file_count, sizeof *mdto->files, by_part);
	ak_buf_text(&putting.path, "mdto/dossier.mdto.xml");
	ak_mdto_write_dossier(&putting.bytes, mdto);
	status = put_one(&putting, err);
	for (uint32_t i = 0; status == AK_OK && i < mdto->part_count; i++) {
		place_part(&putting.path, &mdto->parts[i]);
		ak_mdto_write_part(&putting.bytes, mdto, i);
		status = put_one(&putting, err);
	}
	for (uint32_t i = 0; status == AK_OK && i < mdto->file_count; i++) {
		place_file(&putting.path, &mdto->files[i]);
		ak_mdto_write_file(&putting.bytes, mdto, i);
		status = put_one(&putting, err);
	}
	ak_buf_release(&putting.path);
	ak_buf_release(&putting.bytes);
	return status;
}

void ak_mdto_release(struct ak_mdto *mdto)
{
	for (uint32_t i = 0; i < mdto->file_count; i++)
		free(mdto->files[i].path);
	free(mdto->files);
	free(mdto->parts);
	free(mdto->part_of);
	ak_buf_release(&mdto->id);
	ak_buf_release(&mdto->source);
	*mdto = (struct ak_mdto){.files = NULL};
}
