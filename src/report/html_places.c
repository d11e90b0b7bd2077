/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/html_places.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "report/record.h"

/*
 * What a page may weigh, in bytes, by an estimate: that of the elements around a text, and the text twice, for it is
 * escaped.
 */
enum { PAGE_MAX = 200000, CARD = 4000, ROW = 600, ANSWER = 600 };

static size_t weigh_value(const struct ak_value *value)
{
	size_t weight = 0;
	if (value->kind == AK_VALUE_TEXT)
		weight += 2 * strlen(value->text);
	for (uint32_t i = 0; value->kind == AK_VALUE_SET && i < value->count; i++)
		weight += ROW / 4 + 2 * strlen(value->items[i]);
	return weight;
}

static size_t weigh_change(const struct ak_change *change)
{
	size_t weight = ROW;
	if (change->op == AK_OP_AMEND)
		return weight;
	if (change->op != AK_OP_CREATE)
		return weight + weigh_value(&change->to) + (change->op == AK_OP_SET ? weigh_value(&change->from) : 0);
	for (uint32_t i = 0; i < change->field_count; i++)
		weight += ROW + weigh_value(&change->fields[i].value);
	return weight;
}

static size_t weigh(const struct ak_ledger *ledger, uint32_t record)
{
	const struct ak_record *it = &ledger->records[record];
	const struct ak_judge *judge = &ledger->judge;
	size_t weight = CARD + (it->why ? 4 * strlen(it->why) : 0);
	weight += (size_t)ANSWER * (judge->first_answer[record + 1] - judge->first_answer[record]);
	for (uint32_t i = 0; it->kind == AK_KIND_PROPOSE && i < it->change_count; i++)
		weight += weigh_change(&it->changes[i]);
	return weight;
}

/* All on the first page, if they fit there; else all on those after it. */
static void take_pages(struct ak_places *places)
{
	const struct ak_dossier_facts *facts = places->facts;
	size_t weight = 0;
	uint32_t page = 1;
	places->first[1] = 0;
	for (uint32_t i = 0; i < facts->count; i++) {
		size_t more = weigh(facts->ledger, facts->order[i]);
		if (weight > 0 && weight + more > PAGE_MAX) {
			places->first[++page] = i;
			weight = 0;
		}
		weight += more;
		places->page_of[facts->order[i]] = page;
	}
	places->first[page + 1] = facts->count;
	places->page_count = page + 1;
	if (page > 1)
		return;
	places->first[1] = facts->count;
	places->page_count = 1;
	for (uint32_t i = 0; i < facts->count; i++)
		places->page_of[facts->order[i]] = 0;
}

enum ak_status ak_places_init(
	struct ak_places *places, const struct ak_dossier_facts *facts, const char *base, struct ak_error *err)
{
	const struct ak_ledger *ledger = facts->ledger;
	*places = (struct ak_places){.facts = facts,
		.base = base,
		.page_of = calloc((size_t)ledger->count + 1, sizeof *places->page_of),
		.first = calloc((size_t)facts->count + 3, sizeof *places->first)};
	if (!places->page_of || !places->first) {
		ak_places_release(places);
		return ak_fail_memory(err);
	}
	for (uint32_t i = 0; i < ledger->count; i++)
		places->page_of[i] = AK_POSITION_NONE;
	take_pages(places);
	return AK_OK;
}

void ak_places_release(struct ak_places *places)
{
	free(places->page_of);
	free(places->first);
	*places = (struct ak_places){.page_count = 0};
}

bool ak_places_path(const struct ak_places *places, uint32_t record, struct ak_buf *out)
{
	const struct ak_ledger *ledger = places->facts->ledger;
	if (record >= ledger->count || !places->facts->dossier->holds[record])
		return false;
	const struct ak_record *it = &ledger->records[record];
	uint32_t page = places->page_of[record];
	if (page == AK_POSITION_NONE)
		ak_record_place(out, it, false);
	else if (page == 0)
		ak_buf_format(out, "%s.html#%s", places->base, ak_id_hex(&it->id).text);
	else
		ak_buf_format(out, "%s_%" PRIu32 ".html#%s", places->base, page + 1, ak_id_hex(&it->id).text);
	return true;
}
