/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/blame.h"

#include <stdlib.h>

#include "judge/read.h"
#include "ledger/origin.h"
#include "report/build.h"
#include "report/gettext.h"
#include "report/value.h"

enum { INDENT = 2, VALUE = 32, DETAIL = 17 };

/* ---- finding */

struct finding {
	struct ak_origins origins;
	struct ak_blame *items;
	size_t count, room;
	bool failed;
};

static void note(struct finding *finding, const struct ak_field *field, const char *member, const struct ak_effect *effect)
{
	if (!ak_grow((void **)&finding->items, &finding->room, finding->count, sizeof *finding->items)) {
		finding->failed = true;
		return;
	}
	finding->items[finding->count++] = (struct ak_blame){.field = field, .member = member, .effect = effect};
}

static void note_members(struct finding *finding, const struct ak_ledger *ledger, const struct ak_object *object,
	const struct ak_field *field, const struct ak_map *members)
{
	struct ak_map origin_of;
	ak_map_init(&origin_of);
	finding->failed |= !ak_origin_members(&origin_of, &finding->origins, ledger, object, field);
	for (uint32_t m = ak_map_first(members); m != AK_MAP_END; m = ak_map_next(members, m))
		note(finding, field, ak_map_key(members, m), ak_origin_of(&origin_of, ledger, ak_map_key(members, m)));
	ak_map_release(&origin_of);
}

enum ak_status ak_blame_find(struct ak_blame **found, size_t *count, const struct ak_ledger *ledger,
	const struct ak_object *object, struct ak_error *err)
{
	const struct ak_type *type = ak_type_of(ak_ledger_state(ledger), object);
	struct finding finding = {.count = 0};
	enum ak_status status = ak_origins_take(&finding.origins, ledger, err);
	if (status != AK_OK)
		return status;
	for (uint32_t i = 0; type && i < type->field_count; i++) {
		const struct ak_field *field = &type->fields[i];
		const struct ak_cell *cell = ak_object_cell(object, field->name);
		const struct ak_map *members = ak_read_members(object, field);
		if (!cell || !cell->written)
			continue;
		if (members)
			note_members(&finding, ledger, object, field, members);
		else
			note(&finding, field, NULL, ak_origin_find(&finding.origins, ledger, object, field));
	}
	ak_origins_release(&finding.origins);
	if (finding.failed) {
		free(finding.items);
		return ak_fail_memory(err);
	}
	*found = finding.items;
	*count = finding.count;
	return AK_OK;
}

/* ---- a decision */

/* Who signed it: the proposer, and whoever's endorsement counted. */
static void name_signers(
	const struct ak_ledger *ledger, uint32_t proposal, struct ak_buf *words, struct ak_json **list)
{
	const struct ak_judge *judge = &ledger->judge;
	for (uint32_t i = judge->first_answer[proposal]; i < judge->first_answer[proposal + 1]; i++) {
		const struct ak_record *answer = &ledger->records[judge->answers[i]];
		if (answer->kind != AK_KIND_ENDORSE ||
			ak_ledger_judged(ledger, judge->answers[i])->verdict != AK_VERDICT_COUNTED)
			continue;
		if (words)
			ak_buf_format(words, "%s%s", words->size ? ", " : "", answer->actor);
		if (list)
			ak_build_append(list, ak_build_text(answer->actor));
	}
}

static int64_t decided_time(const struct ak_ledger *ledger, const struct ak_effect *effect)
{
	return ledger->records[ak_decided_by(ledger, effect->proposal)].time;
}

static void put_signers(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_effect *effect)
{
	const struct ak_record *record = &ledger->records[effect->proposal];
	struct ak_capacity capacity = ak_capacity_of(effect->charter, record->capacity);
	struct ak_buf signers = AK_BUF_INIT, seats = AK_BUF_INIT, line = AK_BUF_INIT;
	name_signers(ledger, effect->proposal, &signers, NULL);
	ak_seats_words(&seats, &capacity, ak_ledger_judged(ledger, effect->proposal)->counted);
	ak_buf_format(&line, signers.size ? _("proposed by %s, endorsed by %s") : _("proposed by %s"), record->actor,
		ak_buf_string(&signers));
	if (capacity.kind == AK_CAPACITY_BODY)
		ak_buf_format(&line, _("; seats: %s"), ak_buf_string(&seats));
	ak_page_label(page, DETAIL, _("signed"));
	ak_page_wrap(page, AK_STYLE_PLAIN, ak_buf_string(&line));
	ak_buf_release(&signers);
	ak_buf_release(&seats);
	ak_buf_release(&line);
}

static void put_rule(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_effect *effect)
{
	struct ak_allowed allowed;
	struct ak_buf line = AK_BUF_INIT;
	ak_allowed_find(&allowed, ledger, effect);
	ak_allowed_words(&line, &allowed);
	if (!allowed.words && allowed.phase[0])
		ak_buf_format(&line, _(" (the phase was %s)"), allowed.phase);
	ak_page_label(page, DETAIL, _("allowed by"));
	ak_page_wrap(page, AK_STYLE_PLAIN, ak_buf_string(&line));
	page->buf.failed |= line.failed;
	ak_allowed_release(&allowed);
	ak_buf_release(&line);
}

static void put_decision(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_effect *effect)
{
	const struct ak_record *record = &ledger->records[effect->proposal];
	uint32_t seal;
	page->indent = INDENT + 2;
	ak_page_label(page, DETAIL, _("decided"));
	ak_page_format(page, _("%s for %s, proposal "), ak_words_day_of(decided_time(ledger, effect)).text,
		record->capacity);
	ak_page_styled(page, AK_STYLE_DIM, "%s", ak_id_short(&record->id).text);
	ak_page_end(page);
	ak_page_label(page, DETAIL, _("why"));
	ak_page_wrap(page, AK_STYLE_PLAIN, record->why);
	put_signers(page, ledger, effect);
	put_rule(page, ledger, effect);
	ak_page_label(page, DETAIL, _("sealed"));
	if (ak_is_sealed(ledger, ak_decided_by(ledger, effect->proposal), &seal))
		ak_page_line(page, _("%s, by seal %s"), ak_words_day_of(ledger->records[seal].time).text,
			ak_id_short(&ledger->records[seal].id).text);
	else
		ak_page_line(page, "%s", _("not yet"));
	page->indent = 0;
}

/* ---- for people */

static void put_value(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_object *object,
	const struct ak_type *type, const struct ak_blame *item, bool labelled)
{
	struct ak_buf value = AK_BUF_INIT;
	if (item->member)
		ak_buf_text(&value, item->member);
	else
		ak_titled_words(&value, ak_ledger_state(ledger), object, item->field);
	page->indent = INDENT;
	if (labelled)
		ak_page_cut(page, AK_STYLE_STRONG, ak_field_label(type, item->field), VALUE - INDENT - 2);
	ak_page_beside(page, VALUE);
	ak_page_wrap(page, AK_STYLE_PLAIN, ak_buf_string(&value));
	page->indent = 0;
	ak_buf_release(&value);
}

static void put_origin(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_effect *effect)
{
	if (effect) {
		put_decision(page, ledger, effect);
		return;
	}
	page->indent = INDENT + 2;
	ak_page_styled(page, AK_STYLE_DIM, "%s", _("with the founding"));
	ak_page_end(page);
	page->indent = 0;
}

void ak_blame_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_object *object,
	struct ak_blame *items, size_t count)
{
	const struct ak_type *type = ak_type_of(ak_ledger_state(ledger), object);
	ak_page_styled(page, AK_STYLE_STRONG, "%s", object->name);
	ak_page_line(page, "  %s", type ? ak_type_label(type) : object->type);
	if (count == 0)
		ak_page_line(page, "%s", _("Nothing was ever set."));
	for (size_t i = 0; i < count; i++) {
		if (items[i].shown)
			continue;
		const struct ak_field *last = NULL;
		ak_page_gap(page);
		for (size_t k = i; k < count; k++) {
			if (items[k].effect != items[i].effect)
				continue;
			put_value(page, ledger, object, type, &items[k], items[k].field != last);
			last = items[k].field;
			items[k].shown = true;
		}
		put_origin(page, ledger, items[i].effect);
	}
}

/* ---- as JSON */

static struct ak_json *rule_document(const struct ak_ledger *ledger, const struct ak_effect *effect)
{
	struct ak_allowed allowed;
	ak_allowed_find(&allowed, ledger, effect);
	struct ak_json *rule = ak_allowed_document(&allowed);
	ak_allowed_release(&allowed);
	return rule;
}

static struct ak_json *decision_document(const struct ak_ledger *ledger, const struct ak_effect *effect)
{
	if (!effect)
		return ak_json_null_new();
	uint32_t seal;
	const struct ak_record *record = &ledger->records[effect->proposal];
	struct ak_capacity capacity = ak_capacity_of(effect->charter, record->capacity);
	uint64_t counted = ak_ledger_judged(ledger, effect->proposal)->counted;
	struct ak_json *decision = ak_json_object_new(), *endorsed = ak_json_array_new(), *seats = ak_json_array_new();
	name_signers(ledger, effect->proposal, NULL, &endorsed);
	for (uint32_t i = 0; capacity.kind == AK_CAPACITY_BODY && i < capacity.body->seats.count; i++) {
		if (counted >> i & 1)
			ak_build_append(&seats, ak_build_text(capacity.body->seats.items[i]));
	}
	bool sealed = ak_is_sealed(ledger, ak_decided_by(ledger, effect->proposal), &seal);
	ak_build_set(&decision, "record", ak_build_id(&record->id));
	ak_build_set(&decision, "decided", ak_build_time(decided_time(ledger, effect)));
	ak_build_set(&decision, "for", ak_build_text(record->capacity));
	ak_build_set(&decision, "why", ak_build_text(record->why));
	ak_build_set(&decision, "actor", ak_build_text(record->actor));
	ak_build_set(&decision, "endorsed", endorsed);
	ak_build_set(&decision, "seats", seats);
	ak_build_set(&decision, "rule", rule_document(ledger, effect));
	ak_build_set(&decision, "seal", sealed ? ak_build_id(&ledger->records[seal].id) : ak_json_null_new());
	return decision;
}

struct ak_json *ak_blame_document(const struct ak_ledger *ledger, const struct ak_object *object,
	const struct ak_blame *items, size_t count)
{
	const struct ak_type *type = ak_type_of(ak_ledger_state(ledger), object);
	struct ak_json *list = ak_json_array_new();
	for (size_t i = 0; i < count; i++) {
		struct ak_json *row = ak_json_object_new();
		ak_build_set(&row, "field", ak_build_text(items[i].field->name));
		ak_build_set(&row, "label", ak_build_text(ak_field_label(type, items[i].field)));
		ak_build_set(&row, "value", items[i].member ? ak_build_text(items[i].member)
							    : ak_present_document(object, items[i].field));
		ak_build_set(&row, "member", ak_json_bool_new(items[i].member != NULL));
		ak_build_set(&row, "decision", decision_document(ledger, items[i].effect));
		ak_build_append(&list, row);
	}
	return list;
}
