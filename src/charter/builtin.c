/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The types that every ledger has (protocol §6). What is required is said in protocol §8 under `value`:
 * "(built-in: actor's `party`, `key`, `status`, a party's `key`)".
 */
#include <string.h>

#include "charter/charter.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* clang-format off */
static const char *status_values[] = {"active", "revoked"};

static const struct ak_field party_fields[] = {
	{.name = "name", .label = "Name", .type = AK_FIELD_TEXT},
	{.name = "key",  .label = "Key",  .type = AK_FIELD_KEY, .required = true},
};

static const struct ak_field actor_fields[] = {
	{.name = "party",  .label = "Party",       .type = AK_FIELD_PARTY, .required = true},
	{.name = "key",    .label = "Key",         .type = AK_FIELD_KEY,   .required = true},
	{.name = "name",   .label = "Name",        .type = AK_FIELD_TEXT},
	{.name = "status", .label = "Status",      .type = AK_FIELD_ENUM,  .required = true,
	 .values = {.items = status_values, .count = COUNT(status_values)}, .initial = "active"},
	{.name = "until",  .label = "Valid until", .type = AK_FIELD_DATE},
};

static const struct ak_field seat_fields[] = {
	{.name = "holders", .label = "Holders", .type = AK_FIELD_SET, .of = AK_FIELD_ACTOR},
};

static const struct ak_field office_fields[] = {
	{.name = "holder", .label = "Holder", .type = AK_FIELD_ACTOR},
};

#define TYPE(type, text) \
	{.name = #type, .label = text, .fields = type##_fields, .field_count = COUNT(type##_fields), \
	 .by_name = {.root = AK_MAP_END, .first = AK_MAP_END}}

static const struct ak_type types[] = {
	TYPE(party, "Party"),
	TYPE(actor, "Actor"),
	TYPE(seat, "Seat"),
	TYPE(office, "Office"),
};
/* clang-format on */

const struct ak_type *ak_builtin_type(const char *name)
{
	for (size_t i = 0; i < COUNT(types); i++)
		if (strcmp(types[i].name, name) == 0)
			return &types[i];
	return NULL;
}
