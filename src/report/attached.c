/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/attached.h"

#include <string.h>

#include "report/gettext.h"

/* Whether a change gives a field this id that by the charter in force holds a file. */
static bool is_file_value(const struct ak_charter *charter, const char *object, const char *name, const struct ak_value *value,
	const struct ak_id *id)
{
	if (value->kind != AK_VALUE_TEXT || strcmp(value->text, ak_id_hex(id).text) != 0)
		return false;
	const struct ak_type *type = ak_charter_type_of(charter, object);
	const struct ak_field *field = type ? ak_type_field(type, name) : NULL;
	return field && field->type == AK_FIELD_FILE;
}

static bool change_holds_file(const struct ak_charter *charter, const struct ak_change *change, const struct ak_id *id)
{
	for (uint32_t i = 0; change->op == AK_OP_CREATE && i < change->field_count; i++)
		if (is_file_value(charter, change->object, change->fields[i].field, &change->fields[i].value, id))
			return true;
	return change->op == AK_OP_SET && is_file_value(charter, change->object, change->field, &change->to, id);
}

static bool is_attachment(const struct ak_ledger *ledger, uint32_t position, const struct ak_id *id)
{
	const struct ak_record *record = &ledger->records[position];
	if (ak_ledger_has_attachment(ledger, id))
		return true;
	for (uint32_t i = 0; i < record->attachment_count; i++)
		if (ak_id_equal(&record->attachments[i], id))
			return true;
	for (uint32_t i = 0; record->kind == AK_KIND_PROPOSE && i < record->change_count; i++)
		if (change_holds_file(ak_ledger_state(ledger)->charter, &record->changes[i], id))
			return true;
	return false;
}

/* ---- each of them once */

struct walk {
	const struct ak_ledger *ledger;
	uint32_t record;
	ak_record_named *tell;
	void *context;
	uint32_t named; /* ids so far */
};

struct sought {
	const struct ak_id *id;
	uint32_t named, until;
	bool found;
};

static void seek(void *context, const struct ak_id *id)
{
	struct sought *sought = context;
	sought->found |= sought->named++ < sought->until && ak_id_equal(sought->id, id);
}

static void pass_on(void *context, const struct ak_id *id)
{
	struct walk *walk = context;
	struct sought before = {.id = id, .until = walk->named++};
	ak_record_each_named(&walk->ledger->records[walk->record], seek, &before);
	if (!before.found && is_attachment(walk->ledger, walk->record, id))
		walk->tell(walk->context, id);
}

void ak_attached_each(const struct ak_ledger *ledger, uint32_t record, ak_record_named *tell, void *context)
{
	struct walk walk = {.ledger = ledger, .record = record, .tell = tell, .context = context};
	ak_record_each_named(&ledger->records[record], pass_on, &walk);
}

const char *ak_attached_absence(const struct ak_ledger *ledger, const struct ak_id *id)
{
	if (ak_ledger_has_attachment(ledger, id))
		return NULL;
	return ak_ledger_erased_attachment(ledger, id) ? _("(erased here)") : _("(not here)");
}
