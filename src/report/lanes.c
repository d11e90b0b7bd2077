/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/lanes.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/name.h"
#include "ledger/outlook.h"
#include "report/build.h"
#include "report/gettext.h"
#include "report/words.h"

enum {
	LANE_MIN = 3,	  /* columns of a lane, its name over it if that fits */
	LANE_MAX = 9,
	DRAWING_MAX = 40, /* columns of all lanes together; else they are narrow, and named in a line of their own */
	COLUMNS = 6,	  /* beside the drawing */
};

/* What a row says besides its mark. */
struct row {
	uint64_t older; /* lanes of which it knew no more than a record that is not the next below */
	bool apart;	/* it did not know the next below in its own lane */
};

struct lane {
	const char *party;
	size_t first, last; /* rows from and to which it runs */
};

struct lanes {
	const struct ak_ledger *ledger;
	const uint32_t *records;
	size_t count;
	struct lane lanes[AK_PARTIES_MAX + 1]; /* the last: of actors that are of no party */
	unsigned lane_count;
	unsigned place[AK_PARTIES_MAX + 1]; /* of each party of the charter, its lane; UINT32_MAX: none */
	uint8_t *party; /* of each record, its number in the charter; AK_PARTIES_MAX: of none */
	unsigned width;
	struct row *rows;
};

/* ------------------------------------------------------------------ who is where */

/* The party that an actor signs for by its name, which is how it got in; NULL: of none in the charter in force. */
static const struct ak_party *party_of(const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_charter *charter = ak_ledger_state(ledger)->charter;
	const char *actor = ledger->records[record].actor;
	for (uint32_t i = 0; i < charter->party_count; i++)
		if (strcmp(actor, charter->parties[i].name) == 0 || ak_actor_of_party(actor, charter->parties[i].name))
			return &charter->parties[i];
	return NULL;
}

/* False without memory. */
static bool find_parties(struct lanes *lanes)
{
	const struct ak_ledger *ledger = lanes->ledger;
	lanes->party = malloc((size_t)ledger->count + 1);
	for (uint32_t i = 0; lanes->party && i < ledger->count; i++) {
		const struct ak_party *party = party_of(ledger, i);
		lanes->party[i] = (uint8_t)(party ? party - ak_ledger_state(ledger)->charter->parties : AK_PARTIES_MAX);
	}
	return lanes->party != NULL;
}

static unsigned lane_of(const struct lanes *lanes, uint32_t record)
{
	return lanes->place[lanes->party[record]];
}

static uint32_t parents_of(const struct lanes *lanes, uint32_t record, const uint32_t **parents)
{
	const struct ak_graph *graph = &lanes->ledger->admission.graph;
	*parents = graph->parents + graph->first_parent[record];
	return graph->first_parent[record + 1] - graph->first_parent[record];
}

/* A lane runs on here. */
static void extend(struct lanes *lanes, unsigned lane, size_t row)
{
	struct lane *it = &lanes->lanes[lane];
	it->first = row < it->first ? row : it->first;
	it->last = row > it->last ? row : it->last;
}

/* Lanes for the parties that signed what is shown, in the order of the charter. */
static void choose_lanes(struct lanes *lanes)
{
	const struct ak_charter *charter = ak_ledger_state(lanes->ledger)->charter;
	bool signed_by[AK_PARTIES_MAX + 1] = {false};
	for (size_t row = 0; row < lanes->count; row++)
		signed_by[lanes->party[lanes->records[row]]] = true;
	for (unsigned i = 0; i <= AK_PARTIES_MAX; i++) {
		lanes->place[i] = UINT32_MAX;
		if (!signed_by[i])
			continue;
		lanes->place[i] = lanes->lane_count;
		lanes->lanes[lanes->lane_count++] = (struct lane){
			.party = i < charter->party_count ? charter->parties[i].name : "?", .first = SIZE_MAX};
	}
	for (size_t row = 0; row < lanes->count; row++) {
		const uint32_t *parents;
		uint32_t parent_count = parents_of(lanes, lanes->records[row], &parents);
		extend(lanes, lane_of(lanes, lanes->records[row]), row);
		for (uint32_t i = 0; i < parent_count; i++)
			if (lane_of(lanes, parents[i]) != UINT32_MAX)
				extend(lanes, lane_of(lanes, parents[i]), row);
	}
}

/* From the last row up: what of each lane comes next below. False without memory. */
static bool look_below(struct lanes *lanes)
{
	uint32_t below[AK_PARTIES_MAX + 1];
	bool *shown = calloc((size_t)lanes->ledger->count + 1, sizeof *shown);
	lanes->rows = calloc(lanes->count + 1, sizeof *lanes->rows);
	memset(below, 0xff, sizeof below);
	for (size_t row = lanes->count; shown && lanes->rows && row-- > 0;) {
		uint32_t record = lanes->records[row];
		unsigned own = lane_of(lanes, record);
		const uint32_t *parents;
		uint32_t count = parents_of(lanes, record, &parents);
		uint64_t newest = 0;
		for (uint32_t i = 0; i < count; i++) {
			unsigned lane = lane_of(lanes, parents[i]);
			if (lane >= 64 || !shown[parents[i]])
				continue;
			lanes->rows[row].older |= UINT64_C(1) << lane;
			newest |= (uint64_t)(below[lane] == parents[i]) << lane;
		}
		lanes->rows[row].older &= ~newest;
		lanes->rows[row].apart = below[own] != UINT32_MAX && !ak_ledger_knows(lanes->ledger, record, below[own]);
		shown[record] = true;
		below[own] = record;
	}
	bool done = shown && lanes->rows;
	free(shown);
	return done;
}

static void choose_width(struct lanes *lanes)
{
	lanes->width = LANE_MIN;
	for (unsigned i = 0; i < lanes->lane_count; i++) {
		unsigned width = ak_text_width(lanes->lanes[i].party) + 2;
		lanes->width = width > lanes->width ? width : lanes->width;
	}
	if (lanes->width > LANE_MAX || lanes->width * lanes->lane_count > DRAWING_MAX)
		lanes->width = LANE_MIN;
}

/* ------------------------------------------------------------------ a row */

static const char *mark_of(enum ak_kind kind)
{
	switch (kind) {
	case AK_KIND_PROPOSE:
		return "●";
	case AK_KIND_SEAL:
		return "◆";
	case AK_KIND_ENDORSE:
	case AK_KIND_OBJECT:
	case AK_KIND_WITHDRAW:
		return "○";
	}
	return "●";
}

/* What stands in a lane where the line from a record meets it: by where the lane and the line go on. */
static const char *joint_of(bool above, bool below, bool left, bool right, bool is_older)
{
	if (is_older)
		return left && right ? "╪" : left ? "╡" : "╞";
	static const char *const joints[2][2][2][2] = {
		/* above, below, left, right */
		{{{" ", "╶"}, {"╴", "─"}}, {{"╷", "┌"}, {"┐", "┬"}}},
		{{{"╵", "└"}, {"┘", "┴"}}, {{"│", "├"}, {"┤", "┼"}}},
	};
	return joints[above][below][left][right];
}

/* Which lanes a record was signed upon; *left and *right are the outermost of them and its own. */
static uint64_t links_of(struct lanes *lanes, size_t row, unsigned own, unsigned *left, unsigned *right)
{
	const uint32_t *parents;
	uint32_t count = parents_of(lanes, lanes->records[row], &parents);
	uint64_t links = 0;
	*left = *right = own;
	for (uint32_t i = 0; i < count; i++) {
		unsigned lane = lane_of(lanes, parents[i]);
		if (lane == UINT32_MAX || lane == own || lane >= 64)
			continue;
		links |= UINT64_C(1) << lane;
		*left = lane < *left ? lane : *left;
		*right = lane > *right ? lane : *right;
	}
	return links;
}

/* Appended. */
static void draw_row(struct ak_buf *out, struct lanes *lanes, size_t row)
{
	unsigned own = lane_of(lanes, lanes->records[row]), left, right;
	uint64_t links = links_of(lanes, row, own, &left, &right);
	for (unsigned i = 0; i < lanes->lane_count; i++) {
		const struct lane *lane = &lanes->lanes[i];
		bool above = row > lane->first && row <= lane->last, below = row >= lane->first && row < lane->last;
		if (i == own)
			ak_buf_text(out, mark_of(lanes->ledger->records[lanes->records[row]].kind));
		else if (i < 64 && (links >> i & 1))
			ak_buf_text(out, joint_of(above, below, i > left, i < right, lanes->rows[row].older >> i & 1));
		else if (above || below)
			ak_buf_text(out, "│");
		else
			ak_buf_text(out, i > left && i < right ? "─" : " ");
		bool is_apart = i == own && lanes->rows[row].apart;
		ak_buf_text(out, is_apart ? "!" : "");
		for (unsigned c = 1 + is_apart; c < lanes->width; c++)
			ak_buf_text(out, i >= left && i < right ? "─" : " ");
	}
}

static void put_row(struct ak_table *table, struct lanes *lanes, size_t row)
{
	uint32_t record = lanes->records[row];
	const struct ak_record *it = &lanes->ledger->records[record];
	const struct ak_judged *judged = ak_ledger_judged(lanes->ledger, record);
	struct ak_buf drawing = AK_BUF_INIT;
	draw_row(&drawing, lanes, row);
	ak_table_text(table, AK_STYLE_PLAIN, ak_buf_string(&drawing));
	ak_table_text(table, AK_STYLE_PLAIN, ak_words_day_of(it->time).text);
	ak_table_text(table, AK_STYLE_DIM, ak_id_short(&it->id).text);
	ak_table_text(table, AK_STYLE_PLAIN, it->actor);
	ak_table_text(table, ak_words_style((enum ak_verdict)judged->verdict),
		ak_words_judged((enum ak_verdict)judged->verdict, (enum ak_reason)judged->reason).text);
	if (it->kind == AK_KIND_PROPOSE)
		ak_table_cell(table, AK_STYLE_PLAIN, _("%s for %s"), ak_words_kind(it->kind), it->capacity);
	else
		ak_table_text(table, AK_STYLE_PLAIN, ak_words_kind(it->kind));
	table->failed |= drawing.failed;
	ak_buf_release(&drawing);
}

/* The names of the lanes: over them, or, where they are narrow, in a line of their own. */
static void put_heading(struct ak_page *page, struct ak_table *table, const struct lanes *lanes)
{
	static const char *const headings[] = {N_("signed"), N_("record"), N_("by"), N_("verdict"), N_("kind")};
	struct ak_buf names = AK_BUF_INIT;
	bool is_narrow = lanes->width == LANE_MIN;
	for (unsigned i = 0; i < lanes->lane_count; i++) {
		const char *party = lanes->lanes[i].party;
		ak_buf_format(&names, "%s%s", i && is_narrow ? ", " : "", party);
		for (unsigned c = ak_text_width(party); c < lanes->width && !is_narrow; c++)
			ak_buf_char(&names, ' ');
	}
	if (is_narrow)
		ak_page_line(page, _("Lanes: %s"), ak_buf_string(&names));
	ak_table_cell(table, AK_STYLE_DIM, "%s", is_narrow ? "" : ak_buf_string(&names));
	for (unsigned i = 0; i + 1 < COLUMNS; i++)
		ak_table_cell(table, AK_STYLE_DIM, "%s", _(headings[i]));
	table->failed |= names.failed;
	ak_buf_release(&names);
}

enum ak_status ak_lanes_put(struct ak_page *page, const struct ak_ledger *ledger, const uint32_t *records, size_t count,
	struct ak_error *err)
{
	struct lanes *lanes = calloc(1, sizeof *lanes);
	struct ak_table table;
	if (!lanes)
		return ak_fail_memory(err);
	lanes->ledger = ledger;
	lanes->records = records;
	lanes->count = count;
	bool done = find_parties(lanes);
	if (done) {
		choose_lanes(lanes);
		choose_width(lanes);
		done = look_below(lanes);
	}
	if (done) {
		ak_table_init(&table, COLUMNS);
		table.drawn = true;
		put_heading(page, &table, lanes);
		for (size_t row = 0; row < count; row++)
			put_row(&table, lanes, row);
		ak_table_put(&table, page);
		ak_table_release(&table);
	}
	free(lanes->rows);
	free(lanes->party);
	free(lanes);
	return done ? AK_OK : ak_fail_memory(err);
}

/* ------------------------------------------------------------------ as JSON */

void ak_lanes_document(struct ak_json **summary, const struct ak_ledger *ledger, uint32_t record)
{
	const struct lanes lanes = {.ledger = ledger};
	const struct ak_party *party = party_of(ledger, record);
	const uint32_t *parents;
	uint32_t count = parents_of(&lanes, record, &parents);
	struct ak_json *ids = ak_json_array_new();
	for (uint32_t i = 0; i < count; i++)
		ak_build_append(&ids, ak_build_id(&ledger->records[parents[i]].id));
	ak_build_set(summary, "party", ak_build_text(party ? party->name : NULL));
	ak_build_set(summary, "parents", ids);
}
