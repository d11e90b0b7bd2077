/* SPDX-License-Identifier: EUPL-1.2 */
/* The state text (protocol §9). */
#include <stdlib.h>
#include <string.h>

#include "json/json.h"
#include "judge/window.h"
#include "sig/digest.h"

static void by_text(const struct ak_admission *admission, uint32_t by, struct ak_buf *out)
{
	ak_buf_text(out, "{\"by\":\"");
	if (by != AK_BY_FOUNDING)
		ak_buf_append(out, ak_id_hex(&admission->records[by].id).text, AK_ID_HEX);
	ak_buf_text(out, "\",\"value\":");
}

static void cell_value(const struct ak_cell *cell, struct ak_buf *out)
{
	if (cell->value.kind == AK_VALUE_SET)
		ak_members_canonical(cell->members, out);
	else
		ak_value_canonical(&cell->value, out);
}

struct ak_id ak_object_digest(
	const struct ak_admission *admission, const struct ak_object *object, struct ak_buf *scratch)
{
	const char *comma = "";
	ak_buf_clear(scratch);
	ak_buf_char(scratch, '{');
	for (uint32_t i = 0; i < object->cell_count; i++) {
		const struct ak_cell *cell = &object->cells[i];
		if (!cell->written)
			continue;
		ak_buf_text(scratch, comma);
		ak_json_string(cell->field, scratch);
		ak_buf_char(scratch, ':');
		by_text(admission, cell->by, scratch);
		cell_value(cell, scratch);
		ak_buf_char(scratch, '}');
		comma = ",";
	}
	ak_buf_char(scratch, '}');
	return ak_sha256(ak_buf_view(scratch));
}

static int compare_objects(const void *left, const void *right)
{
	return strcmp((*(struct ak_object *const *)left)->name, (*(struct ak_object *const *)right)->name);
}

/*
 * protocol §9: "An object has a line if it is new in the window or its digest is not what it was at the window's
 * start"
 */
static void object_lines(struct ak_state *state, struct ak_buf *text)
{
	struct ak_buf scratch = AK_BUF_INIT;
	if (state->touched_count > 1)
		qsort(state->touched, state->touched_count, sizeof(struct ak_object *), compare_objects);
	for (uint32_t i = 0; i < state->touched_count; i++) {
		struct ak_object *object = state->touched[i];
		if (!object->exists)
			continue;
		object->next = ak_object_digest(state->admission, object, &scratch);
		state->failed |= scratch.failed; /* before the next one clears it */
		if (!object->sealed || !ak_id_equal(&object->next, &object->digest))
			ak_buf_format(text, "object %s %s\n", object->name, ak_id_hex(&object->next).text);
	}
	ak_buf_release(&scratch);
}

static int compare_positions(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left;
	uint32_t b = *(const uint32_t *)right;
	return a < b ? -1 : a > b;
}

/* protocol §9: "a record, if it was judged in the window or its verdict changed in it" */
static void record_lines(struct ak_state *state, const uint32_t *set, uint32_t count, struct ak_buf *text)
{
	size_t lines = (size_t)count + state->reopened_count;
	uint32_t *sorted = calloc(lines + 1, sizeof *sorted);
	if (!sorted) {
		state->failed = true;
		return;
	}
	if (count)
		memcpy(sorted, set, count * sizeof *sorted);
	if (state->reopened_count)
		memcpy(sorted + count, state->reopened, state->reopened_count * sizeof *sorted);
	qsort(sorted, lines, sizeof *sorted, compare_positions);
	for (size_t i = 0; i < lines; i++) {
		if (i > 0 && sorted[i] == sorted[i - 1])
			continue;
		const struct ak_judged *judged = &state->judged[sorted[i]];
		ak_buf_text(text, "record ");
		ak_buf_append(text, ak_id_hex(&state->admission->records[sorted[i]].id).text, AK_ID_HEX);
		ak_buf_char(text, ' ');
		ak_buf_text(text,
			ak_verdict_text((enum ak_verdict)judged->verdict, (enum ak_reason)judged->reason));
		ak_buf_char(text, '\n');
	}
	free(sorted);
}

void ak_text_write(struct ak_state *state, const struct ak_id *since, const uint32_t *set, uint32_t count,
	struct ak_buf *text)
{
	ak_buf_clear(text);
	ak_buf_format(text, "akkoord state 1\nsince %s\ncharter %s\n", ak_id_hex(since).text,
		ak_id_hex(&state->charter->digest).text);
	object_lines(state, text);
	record_lines(state, set, count, text);
	state->failed |= text->failed;
}
