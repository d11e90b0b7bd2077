/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/mdto_fields.h"

#include <string.h>
#include <strings.h>

#include "base/bytes.h"

#define FIELD_ROW(constant, name, required) {name, required},
static const struct {
	const char *name;
	bool required;
} rows[] = {AK_MDTO_FIELDS_TABLE(FIELD_ROW)};

/* MDTO's list of valuations. */
static const struct {
	const char *code, *label;
} valuations[] = {
	{ "B", "Blijvend te bewaren" },
	{ "V", "Tijdelijk te bewaren" },
};

const char *ak_mdto_field_name(enum ak_mdto_field field)
{
	return rows[field].name;
}

enum ak_mdto_field ak_mdto_field_find(const char *name, size_t size)
{
	for (int i = 0; i < AK_MDTO_FIELDS; i++)
		if (strncasecmp(rows[i].name, name, size) == 0 && !rows[i].name[size])
			return (enum ak_mdto_field)i;
	return AK_MDTO_FIELDS;
}

const char *ak_mdto_valuation_label(const char *code)
{
	for (size_t i = 0; i < sizeof valuations / sizeof valuations[0]; i++)
		if (strcmp(valuations[i].code, code) == 0)
			return valuations[i].label;
	return NULL;
}

/* ---- what a value must be */

static bool has(const struct ak_mdto_fields *fields, enum ak_mdto_field field)
{
	return fields->values[field] != NULL;
}

/* An xsd:duration of years, months and days: `P20Y`, `P1Y6M`. */
static bool is_duration(const char *text)
{
	static const char units[] = "YMD";
	const char *left = units;
	if (*text++ != 'P' || !*text)
		return false;
	while (*text) {
		size_t digits = strspn(text, "0123456789");
		const char *unit = digits && text[digits] ? strchr(left, text[digits]) : NULL;
		if (!unit)
			return false;
		left = unit + 1;
		text += digits + 1;
	}
	return true;
}

/* An xsd:language: `nl`, `nl-NL`. */
static bool is_language(const char *text)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const char both[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	size_t size = strspn(text, letters);
	while (size >= 1 && size <= 8 && text[size] == '-') {
		text += size + 1;
		size = strspn(text, both);
	}
	return size >= 1 && size <= 8 && !text[size];
}

/* ---- what lacks */

static void name_lacking(struct ak_buf *out, const struct ak_mdto_fields *fields, enum ak_mdto_field field)
{
	if (!has(fields, field))
		ak_buf_format(out, "%sakkoord.mdto.%s", out->size ? ", " : "", rows[field].name);
}

/* Of two that belong together, those that lack, if anything of them is wanted. */
static void name_lacking_with(struct ak_buf *out, const struct ak_mdto_fields *fields, bool wanted, enum ak_mdto_field one,
	enum ak_mdto_field other)
{
	if (wanted) {
		name_lacking(out, fields, one);
		name_lacking(out, fields, other);
	}
}

static enum ak_status check_lacking(const struct ak_mdto_fields *fields, struct ak_error *err)
{
	struct ak_buf lacking = AK_BUF_INIT;
	const char *valuation = fields->values[AK_MDTO_VALUATION];
	for (int i = 0; i < AK_MDTO_FIELDS; i++)
		if (rows[i].required)
			name_lacking(&lacking, fields, (enum ak_mdto_field)i);
	name_lacking_with(&lacking, fields, has(fields, AK_MDTO_CREATOR_ID) || has(fields, AK_MDTO_CREATOR_SOURCE),
		AK_MDTO_CREATOR_ID, AK_MDTO_CREATOR_SOURCE);
	name_lacking_with(&lacking, fields,
		has(fields, AK_MDTO_CATEGORY) || has(fields, AK_MDTO_CATEGORY_CODE) || has(fields, AK_MDTO_CATEGORY_LIST),
		AK_MDTO_CATEGORY, AK_MDTO_CATEGORY_LIST);
	if (valuation && strcmp(valuation, "V") == 0)
		name_lacking(&lacking, fields, AK_MDTO_RETENTION);
	enum ak_status status = ak_buf_status(&lacking, err);
	if (status == AK_OK && lacking.size)
		status = ak_fail(err, AK_ERR_USAGE,
			"MDTO needs what no ledger knows: set %s with git config, or give --mdto-field NAME=VALUE",
			ak_buf_string(&lacking));
	ak_buf_release(&lacking);
	return status;
}

enum ak_status ak_mdto_fields_check(struct ak_mdto_fields *fields, struct ak_error *err)
{
	for (int i = 0; i < AK_MDTO_FIELDS; i++)
		if (fields->values[i] && fields->values[i][strspn(fields->values[i], " \t\r\n")] == '\0')
			fields->values[i] = NULL;
	const char *valuation = fields->values[AK_MDTO_VALUATION];
	const char *retention = fields->values[AK_MDTO_RETENTION], *language = fields->values[AK_MDTO_LANGUAGE];
	enum ak_status status = check_lacking(fields, err);
	if (status != AK_OK)
		return status;
	if (!ak_mdto_valuation_label(valuation))
		return ak_fail(err, AK_ERR_USAGE,
			"akkoord.mdto.waardering is B (keep for good) or V (keep for a time), not \"%s\"", valuation);
	if (retention && !is_duration(retention))
		return ak_fail(err, AK_ERR_USAGE, "akkoord.mdto.bewaartermijn is a duration such as P20Y, not \"%s\"",
			retention);
	if (language && !is_language(language))
		return ak_fail(err, AK_ERR_USAGE, "akkoord.mdto.taal is a language such as nl, not \"%s\"", language);
	return AK_OK;
}
