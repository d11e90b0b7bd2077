/* SPDX-License-Identifier: EUPL-1.2 */
/* A charter read as a whole: section after section, in an arena of its own. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "charter/read.h"
#include "sig/digest.h"

enum section { AKKOORD, NAME, PARTIES, BODIES, OFFICES, SEAL, AMEND, TYPES, SECTIONS };

/* The digest, and the size that a charter may have. False if the reading ends here. */
static bool read_canonical(
	struct ak_charter_reader *reader, const struct ak_place *root, const struct ak_json *json)
{
	struct ak_buf canonical = AK_BUF_INIT;
	ak_json_canonical(json, &canonical);
	if (canonical.failed)
		ak_charter_no_memory(reader);
	/* protocol §1: "a charter at most 65,536 bytes as canonical JSON" */
	else if (canonical.size > AK_CHARTER_CANONICAL_MAX)
		ak_charter_refuse(reader, root,
			"a charter is at most %u bytes as canonical JSON, this is %zu (protocol §1)",
			AK_CHARTER_CANONICAL_MAX, canonical.size);
	else
		reader->charter->digest = ak_sha256(ak_buf_view(&canonical));
	ak_buf_release(&canonical);
	return reader->status == AK_OK;
}

static void read_sections(
	struct ak_charter_reader *reader, const struct ak_place *root, const struct ak_json *json)
{
	/* protocol §4: "All keys shown are required" */
	static const struct ak_shape shape[SECTIONS] = {
		[AKKOORD] = {"akkoord", AK_IS_TEXT, true},
		[NAME] = {"name", AK_IS_TEXT, true},
		[PARTIES] = {"parties", AK_IS_OBJECT, true},
		[BODIES] = {"bodies", AK_IS_OBJECT, true},
		[OFFICES] = {"offices", AK_IS_OBJECT, true},
		[SEAL] = {"seal", AK_IS_OBJECT | AK_IS_NULL, true},
		[AMEND] = {"amend", AK_IS_LIST, true},
		[TYPES] = {"types", AK_IS_OBJECT, true},
	};
	const struct ak_json *given[SECTIONS];
	struct ak_place place[SECTIONS];
	for (size_t i = 0; i < SECTIONS; i++)
		place[i] = ak_place_key(root, shape[i].key);
	ak_read_shape(reader, root, json, shape, SECTIONS, given);
	if (given[AKKOORD] && strcmp(ak_json_text(given[AKKOORD]), "charter/1") != 0)
		ak_charter_refuse(reader, &place[AKKOORD], "this must be \"charter/1\" (protocol §4)");
	reader->charter->name = ak_read_text(reader, given[NAME]);
	ak_read_parties(reader, &place[PARTIES], given[PARTIES]);
	ak_read_bodies(reader, &place[BODIES], given[BODIES]);
	ak_read_offices(reader, &place[OFFICES], given[OFFICES]);
	ak_read_seal(reader, &place[SEAL], given[SEAL]);
	ak_read_amend(reader, &place[AMEND], given[AMEND]);
	ak_read_types(reader, &place[TYPES], given[TYPES]);
}

/* An empty charter in an arena of its own; NULL without memory. */
static struct ak_charter *charter_new(void)
{
	struct ak_charter_memory *memory = calloc(1, sizeof *memory);
	struct ak_charter *charter = memory ? ak_arena_alloc(&memory->arena, sizeof *charter) : NULL;
	if (!charter) {
		free(memory);
		return NULL;
	}
	charter->memory = memory;
	ak_map_init(&charter->party_names);
	ak_map_init(&charter->body_names);
	ak_map_init(&charter->office_names);
	ak_map_init(&charter->type_names);
	return charter;
}

enum ak_status ak_charter_parse(struct ak_charter **charter, const struct ak_json *json,
	ak_charter_fault *fault, void *context, struct ak_error *err)
{
	/* so that the first sentence is ours, whatever err holds */
	struct ak_error own = {.status = AK_OK, .plain = err && err->plain};
	struct ak_place root = {.up = NULL};
	struct ak_charter *made = charter_new();
	if (!made)
		return ak_fail_memory(err);
	struct ak_charter_reader reader = {.charter = made,
		.arena = &made->memory->arena,
		.fault = fault,
		.context = context,
		.err = &own};
	ak_map_init(&reader.names);
	if (ak_read_kind(&reader, &root, json, AK_IS_OBJECT) && read_canonical(&reader, &root, json))
		read_sections(&reader, &root, json);
	ak_map_release(&reader.names);
	if (reader.status != AK_OK) {
		ak_charter_free(made);
		return ak_fail(err, reader.status, "%s", own.text);
	}
	*charter = made;
	return AK_OK;
}

void ak_charter_free(struct ak_charter *charter)
{
	if (!charter)
		return;
	struct ak_charter_memory *memory = charter->memory;
	for (uint32_t i = 0; i < charter->type_count; i++) {
		struct ak_map by_name = charter->types[i].by_name;
		ak_map_release(&by_name);
	}
	ak_map_release(&charter->party_names);
	ak_map_release(&charter->body_names);
	ak_map_release(&charter->office_names);
	ak_map_release(&charter->type_names);
	ak_arena_release(&memory->arena); /* the charter too */
	free(memory);
}
