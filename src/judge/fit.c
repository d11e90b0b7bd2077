/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/fit.h"

#include <string.h>

#include "base/date.h"
#include "base/name.h"
#include "sig/key.h"

static bool text_fits(enum ak_field_type type, const struct ak_field *field, const char *text)
{
	struct ak_id id;
	int32_t days;
	switch (type) {
	case AK_FIELD_TEXT:
		return true;
	case AK_FIELD_DATE:
		return ak_date_parse(&days, text);
	case AK_FIELD_ENUM:
		return ak_texts_have(&field->values, text);
	case AK_FIELD_PARTY:
	case AK_FIELD_ACTOR:
		return ak_name_check(text);
	case AK_FIELD_REF:
		return ak_object_check(text);
	case AK_FIELD_RECORD:
	case AK_FIELD_FILE:
		return ak_id_parse(&id, text, strlen(text));
	case AK_FIELD_KEY:
		return ak_key_check(text, NULL);
	case AK_FIELD_INT:
	case AK_FIELD_BOOL:
	case AK_FIELD_SET:
		return false;
	}
	return false;
}

bool ak_member_fits(const struct ak_field *field, const char *member)
{
	return text_fits(field->of, field, member);
}

bool ak_value_fits(const struct ak_field *field, const struct ak_value *value)
{
	switch (value->kind) {
	case AK_VALUE_NULL:
		return false;
	case AK_VALUE_BOOL:
		return field->type == AK_FIELD_BOOL;
	case AK_VALUE_INT:
		return field->type == AK_FIELD_INT && (!field->has_min || value->integer >= field->min) &&
		       (!field->has_max || value->integer <= field->max);
	case AK_VALUE_TEXT:
		return text_fits(field->type, field, value->text);
	case AK_VALUE_SET:
		if (field->type != AK_FIELD_SET)
			return false;
		for (uint32_t i = 0; i < value->count; i++)
			if (!ak_member_fits(field, value->items[i]))
				return false;
		return true;
	}
	return false;
}
