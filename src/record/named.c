/* SPDX-License-Identifier: EUPL-1.2 */
/* Which attachments a record names (protocol §2): those that go along with it, and every id that a change gives. */
#include <string.h>

#include "record/record.h"

/* A value of a `file` field is an id too; which field it is for is not asked, for an id is an id. */
static void value_tell(const struct ak_value *value, ak_record_named *tell, void *context)
{
	struct ak_id id;
	if (value->kind == AK_VALUE_TEXT && ak_id_parse(&id, value->text, strlen(value->text)))
		tell(context, &id);
}

static void change_tell(const struct ak_change *change, ak_record_named *tell, void *context)
{
	switch (change->op) {
	case AK_OP_CREATE:
		for (uint32_t i = 0; i < change->field_count; i++)
			value_tell(&change->fields[i].value, tell, context);
		break;
	case AK_OP_SET:
		value_tell(&change->to, tell, context);
		break;
	case AK_OP_ADD: /* no set holds files */
	case AK_OP_REMOVE:
	case AK_OP_AMEND:
		break;
	}
}

void ak_record_each_named(const struct ak_record *record, ak_record_named *tell, void *context)
{
	for (uint32_t i = 0; i < record->attachment_count; i++)
		tell(context, &record->attachments[i]);
	for (uint32_t i = 0; record->kind == AK_KIND_PROPOSE && i < record->change_count; i++)
		change_tell(&record->changes[i], tell, context);
}

struct sought {
	const struct ak_id *id;
	bool found;
};

static void compare(void *context, const struct ak_id *id)
{
	struct sought *sought = context;
	sought->found = sought->found || ak_id_equal(sought->id, id);
}

bool ak_record_names(const struct ak_record *record, const struct ak_id *id)
{
	struct sought sought = {.id = id};
	ak_record_each_named(record, compare, &sought);
	return sought.found;
}
