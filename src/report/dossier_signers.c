/* SPDX-License-Identifier: EUPL-1.2 */
/* The keys of a dossier, for ssh-keygen. */
#include <string.h>

#include "base/date.h"
#include "report/dossier.h"
#include "report/key_periods.h"

static void add_line(struct ak_map *lines, struct ak_arena *arena, struct ak_buf *line, struct ak_buf *out)
{
	const char *kept = line->failed ? NULL : ak_arena_text(arena, ak_buf_string(line), line->size);
	out->failed |= !kept || !ak_map_set(lines, kept, NULL);
	ak_buf_clear(line);
}

static void put_lines(const struct ak_map *lines, struct ak_buf *out)
{
	for (uint32_t i = ak_map_first(lines); i != AK_MAP_END; i = ak_map_next(lines, i))
		ak_buf_text(out, ak_map_key(lines, i));
}

/* One line for each pair that signed. */
static void take_signers(const struct ak_dossier *dossier, struct ak_map *lines, struct ak_arena *arena, struct ak_buf *out)
{
	const struct ak_ledger *ledger = dossier->ledger;
	struct ak_buf line = AK_BUF_INIT;
	for (uint32_t i = 0; i < ledger->count; i++)
		if (dossier->holds[i]) {
			const struct ak_record *it = &ledger->records[i];
			ak_buf_format(&line, "%s namespaces=\"akkoord\" %s\n", it->actor, it->key);
			add_line(lines, arena, &line, out);
		}
	for (uint32_t i = 0; i < ledger->founding->party_count; i++) {
		const struct ak_party *party = &ledger->founding->parties[i];
		ak_buf_format(&line, "%s namespaces=\"akkoord\" %s\n", party->name, party->key);
		add_line(lines, arena, &line, out);
	}
	ak_buf_release(&line);
}

void ak_dossier_signers(const struct ak_dossier *dossier, struct ak_buf *out)
{
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_map lines;
	ak_map_init(&lines);
	take_signers(dossier, &lines, &arena, out);
	put_lines(&lines, out);
	ak_map_release(&lines);
	ak_arena_release(&arena);
}

/* The edges of a period in seconds; INT64_MIN and INT64_MAX where it has none. */
static int64_t period_from(const struct ak_index *index, const struct ak_key_period *period)
{
	return period->from < index->ledger->count ? ak_decided_time(index, period->from) : INT64_MIN;
}

static int64_t period_to(const struct ak_index *index, const struct ak_key_period *period)
{
	int64_t to = period->to < index->ledger->count ? ak_decided_time(index, period->to) : INT64_MAX;
	int32_t until;
	if (!period->until || strcmp(period->until, "9999-12-31") == 0 || !ak_date_parse(&until, period->until))
		return to; /* after the last day that there is comes no time that could be written */
	/* protocol §8: "is after its `until`", by the date of the record's time */
	int64_t end = ((int64_t)until + 1) * 86400;
	return end < to ? end : to;
}

/* An edge as ssh-keygen reads it, appended after its name. */
static void put_edge(const char *name, int64_t seconds, struct ak_buf *line)
{
	if (seconds == INT64_MIN || seconds == INT64_MAX)
		return;
	struct ak_time_text time = ak_time_write(seconds);
	ak_buf_format(line, ",%s=\"", name);
	for (const char *c = time.text; *c; c++)
		if (*c != '-' && *c != 'T' && *c != ':')
			ak_buf_char(line, *c);
	ak_buf_text(line, "\"");
}

static void put_periods(
	const struct ak_index *index, const struct ak_key_periods *periods, const struct ak_map *signers, struct ak_buf *out)
{
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_map lines;
	struct ak_buf line = AK_BUF_INIT;
	ak_map_init(&lines);
	for (uint32_t i = 0; i < periods->count; i++) {
		const struct ak_key_period *period = &periods->items[i];
		const char *name = strchr(period->node->object->name, '/') + 1;
		ak_buf_format(&line, "%s namespaces=\"akkoord\" %s\n", name, period->key);
		bool signed_here = ak_map_find(signers, ak_buf_string(&line)) != AK_MAP_END;
		ak_buf_clear(&line);
		int64_t from = period_from(index, period), to = period_to(index, period);
		if (!signed_here || from >= to) /* ssh-keygen would refuse a period without length */
			continue;
		ak_buf_format(&line, "%s namespaces=\"akkoord\"", name);
		put_edge("valid-after", from, &line);
		put_edge("valid-before", to, &line);
		ak_buf_format(&line, " %s\n", period->key);
		add_line(&lines, &arena, &line, out);
	}
	put_lines(&lines, out);
	ak_map_release(&lines);
	ak_arena_release(&arena);
	ak_buf_release(&line);
}

enum ak_status ak_dossier_periods(const struct ak_dossier *dossier, struct ak_buf *out, struct ak_error *err)
{
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_map signers;
	struct ak_index index;
	struct ak_key_periods periods = {.items = NULL};
	enum ak_status status = ak_index_init(&index, dossier->ledger, err);
	if (status != AK_OK)
		return status;
	ak_map_init(&signers);
	take_signers(dossier, &signers, &arena, out);
	status = ak_key_periods_init(&periods, &index, err);
	if (status == AK_OK)
		put_periods(&index, &periods, &signers, out);
	if (status == AK_OK)
		status = ak_buf_status(out, err);
	ak_key_periods_release(&periods);
	ak_index_release(&index);
	ak_map_release(&signers);
	ak_arena_release(&arena);
	return status;
}
