/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/again.h"

#include "base/limits.h"
#include "judge/read.h"
#include "report/gettext.h"
#include "report/record.h"
#include "report/value.h"
#include "report/words.h"

enum { INDENT = 2, VALUE = 24 };

/* ---- what is now */

/* The object and field of a change, where both are there. */
static bool find_field(const struct ak_ledger *ledger, const struct ak_change *change, const struct ak_object **object,
	const struct ak_type **type, const struct ak_field **field)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	if (change->op == AK_OP_AMEND || change->op == AK_OP_CREATE)
		return false;
	*object = ak_state_find(state, change->object);
	*type = *object ? ak_type_of(state, *object) : NULL;
	*field = *type ? ak_type_field(*type, change->field) : NULL;
	return *field && ((*field)->type == AK_FIELD_SET) == (change->op != AK_OP_SET);
}

/* The same change on what is there now. False: it is so already. */
static bool renew(struct ak_change *change, const struct ak_ledger *ledger)
{
	const struct ak_object *object;
	const struct ak_type *type;
	const struct ak_field *field;
	if (!find_field(ledger, change, &object, &type, &field))
		return true;
	if (change->op == AK_OP_SET) {
		change->from = ak_read(object, field);
		return !ak_value_equal(&change->from, &change->to);
	}
	const struct ak_map *members = ak_read_members(object, field);
	bool has = members && ak_map_find(members, change->to.text) != AK_MAP_END;
	return has == (change->op == AK_OP_REMOVE);
}

/* ---- reading */

static enum ak_status find_proposal(
	const struct ak_ledger *ledger, const char *id, uint32_t *proposal, struct ak_error *err)
{
	enum ak_status status = ak_ledger_find(ledger, id, proposal, err);
	if (status == AK_ERR_NOT_FOUND)
		return AK_ERR_USAGE; /* a word that names what is not there */
	if (status != AK_OK)
		return status;
	const struct ak_record *record = &ledger->records[*proposal];
	const struct ak_id_short cut = ak_id_short(&record->id);
	if (record->kind != AK_KIND_PROPOSE)
		return ak_fail(err, AK_ERR_USAGE, _("%s is no proposal; only a proposal is proposed again"), cut.text);
	if (ak_ledger_judged(ledger, *proposal)->verdict == AK_VERDICT_IN_FORCE)
		return ak_fail(err, AK_ERR_REFUSED, _("proposal %s is in force; there is nothing to renew"), cut.text);
	for (uint32_t i = 0; i < record->change_count; i++) {
		if (record->changes[i].op == AK_OP_AMEND)
			return ak_fail(err, AK_ERR_REFUSED,
				_("proposal %s replaces the charter, and is written anew on the one in force: akkoord propose amend FILE"),
				cut.text);
	}
	return AK_OK;
}

enum ak_status ak_again_read(struct ak_words *words, struct ak_arena *arena, const struct ak_ledger *ledger, const char *id,
	struct ak_error *err)
{
	uint32_t proposal;
	*words = (struct ak_words){.respond_by = -1};
	enum ak_status status = find_proposal(ledger, id, &proposal, err);
	if (status != AK_OK)
		return status;
	const struct ak_record *record = &ledger->records[proposal];
	struct ak_change *changes = ak_arena_alloc(arena, AK_CHANGES_MAX * sizeof *changes);
	words->pins = ak_arena_alloc(arena, AK_PINS_MAX * sizeof *words->pins);
	if (!changes || !words->pins)
		return ak_fail_memory(err);
	for (uint32_t i = 0; i < record->change_count; i++) {
		changes[words->count] = record->changes[i];
		words->count += renew(&changes[words->count], ledger);
	}
	for (uint32_t i = 0; i < record->pin_count; i++)
		words->pins[words->pin_count++] = record->pins[i].object;
	words->changes = changes;
	words->capacity = record->capacity;
	words->why = record->why;
	words->attachments = record->attachments;
	words->attachment_count = record->attachment_count;
	if (words->count == 0)
		return ak_fail(err, AK_ERR_REFUSED, _("all that proposal %s wanted is so already"), ak_id_short(&record->id).text);
	return AK_OK;
}

/* ---- showing */

static void put_change(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_change *given)
{
	const struct ak_object *object;
	const struct ak_type *type;
	const struct ak_field *field;
	struct ak_change change = *given;
	struct ak_buf was = AK_BUF_INIT, now = AK_BUF_INIT;
	bool is_needed = renew(&change, ledger);
	bool found = find_field(ledger, &change, &object, &type, &field);
	bool moved = found && change.op == AK_OP_SET && !ak_value_equal(&change.from, &given->from);
	if (is_needed && !moved)
		return;
	page->indent = INDENT;
	ak_page_format(page, "%s", ak_field_label(type, field));
	ak_page_beside(page, VALUE);
	if (!is_needed) {
		ak_page_line(page, _("of %s is so already, and left out"), change.object);
	} else {
		ak_value_words(&was, field, &given->from);
		ak_value_words(&now, field, &change.from);
		ak_page_line(page, _("of %s was %s then, and is %s now"), change.object, ak_buf_string(&was), ak_buf_string(&now));
	}
	page->indent = 0;
	ak_buf_release(&was);
	ak_buf_release(&now);
}

void ak_again_put(struct ak_page *page, const struct ak_ledger *ledger, const char *id)
{
	uint32_t proposal;
	if (find_proposal(ledger, id, &proposal, NULL) != AK_OK)
		return;
	const struct ak_record *record = &ledger->records[proposal];
	const struct ak_judged *judged = ak_ledger_judged(ledger, proposal);
	ak_page_gap(page);
	ak_page_line(page, _("Renews proposal %s by %s (%s)."), ak_id_short(&record->id).text, record->actor,
		ak_words_judged((enum ak_verdict)judged->verdict, (enum ak_reason)judged->reason).text);
	ak_void_put(page, ledger, proposal);
	for (uint32_t i = 0; i < record->change_count; i++)
		put_change(page, ledger, &record->changes[i]);
}
