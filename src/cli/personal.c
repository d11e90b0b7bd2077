/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/personal.h"

#include <string.h>

enum {
	BSN_DIGITS = 9,
	PHONE_DIGITS = 10,	   /* with the 0 in front */
	PHONE_ABROAD_MIN = 9,	   /* with the country's number */
	PHONE_ABROAD_MAX = 15,	   /* ITU-T E.164 */
	SHOWN_BYTES_MAX = 64,
};

enum kind {
	EMAIL,
	PHONE, /* `06-12345678`, `(030) 123 45 67`, `+31 6 12345678`, `0031…` */
	BSN,   /* nine digits that pass the 11-proef */
};

struct found {
	enum kind kind;
	size_t start, size; /* in the text */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* What may stand within a word: a number in the midst of one is a part of something else, such as a digest or a key. */
static bool is_word(char c)
{
	return is_digit(c) || is_letter(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* ---- e-mail */

static bool is_local(char c)
{
	return is_digit(c) || is_letter(c) || (c && strchr("._%+-", c) != NULL);
}

static bool find_email(struct found *found, const char *text, size_t sign)
{
	size_t start = sign, end = sign + 1, dot = 0;
	while (start > 0 && is_local(text[start - 1]))
		start--;
	for (; is_digit(text[end]) || is_letter(text[end]) || text[end] == '-' || text[end] == '.'; end++)
		if (text[end] == '.' && end > sign + 1 && is_letter(text[end + 1]) && is_letter(text[end + 2]))
			dot = end;
	while (end > sign + 1 && (text[end - 1] == '.' || text[end - 1] == '-'))
		end--;
	if (start == sign || dot == 0)
		return false;
	*found = (struct found){.kind = EMAIL, .start = start, .size = end - start};
	return true;
}

/* ---- numbers */

/* Digits from start on, with at most two signs of separators between them; at most max. *end is after the last one. */
static size_t take_digits(const char *text, size_t start, const char *separators, size_t max, char *digits, size_t *end)
{
	size_t count = 0, at = start, gap = 0;
	for (; text[at] && count < max && gap <= 2; at++) {
		if (is_digit(text[at])) {
			digits[count++] = text[at];
			*end = at + 1;
			gap = 0;
		} else if (strchr(separators, text[at])) {
			gap++;
		} else {
			break;
		}
	}
	digits[count] = '\0';
	return count;
}

/* `01-02-2022 10` has ten digits too. */
static bool is_date(const char *text)
{
	bool grouped = is_digit(text[0]) && is_digit(text[1]) && text[2] && strchr("-./", text[2]) && is_digit(text[3]) &&
		       is_digit(text[4]) && text[5] == text[2];
	return grouped && is_digit(text[6]) && is_digit(text[7]) && is_digit(text[8]) && is_digit(text[9]);
}

static bool find_phone(struct found *found, const char *text, size_t start)
{
	char digits[PHONE_ABROAD_MAX + 3];
	size_t end = start, from = start + (text[start] == '+' || text[start] == '(');
	bool abroad = text[start] == '+' || strncmp(text + start, "00", 2) == 0;
	size_t max = abroad ? PHONE_ABROAD_MAX + 2 : PHONE_DIGITS;
	size_t count = take_digits(text, from, " -.()/", max, digits, &end);
	if (is_date(text + start) || is_word(text[end]))
		return false;
	if (abroad ? count < PHONE_ABROAD_MIN + (text[start] == '+' ? 0U : 2U)
		   : count != PHONE_DIGITS || digits[0] != '0' || digits[1] == '0')
		return false;
	*found = (struct found){.kind = PHONE, .start = start, .size = end - start};
	return true;
}

/* The 11-proef: 9, 8, … 2 times the digits, minus the last one, is a multiple of eleven. */
static bool passes_eleven(const char *digits)
{
	int sum = 0;
	for (int i = 0; i < BSN_DIGITS - 1; i++)
		sum += (BSN_DIGITS - i) * (digits[i] - '0');
	sum -= digits[BSN_DIGITS - 1] - '0';
	return sum != 0 && sum % 11 == 0;
}

static bool find_bsn(struct found *found, const char *text, size_t start)
{
	char digits[BSN_DIGITS + 2];
	size_t end = start;
	size_t count = take_digits(text, start, " .", BSN_DIGITS, digits, &end);
	bool more = is_word(text[end]) || (text[end] && strchr(".,-", text[end]) && is_digit(text[end + 1]));
	if (count != BSN_DIGITS || more || !passes_eleven(digits))
		return false;
	*found = (struct found){.kind = BSN, .start = start, .size = end - start};
	return true;
}

/* The first in text from an offset on; false if there is none. */
static bool find_next(struct found *found, const char *text, size_t from)
{
	for (size_t at = from; text[at]; at++) {
		bool begins = at == 0 || (!is_word(text[at - 1]) && !strchr("+-./", text[at - 1]));
		if (text[at] == '@' && find_email(found, text, at) && found->start >= from)
			return true;
		bool number = is_digit(text[at]) || text[at] == '+' || (text[at] == '(' && text[at + 1] == '0');
		if (begins && number && (find_phone(found, text, at) || find_bsn(found, text, at)))
			return true;
	}
	return false;
}

/* ---- a record */

struct looking {
	struct ak_cli *cli;
	uint32_t count;
};

static void tell(struct ak_page *page, enum kind kind, const char *place, int size, const char *text)
{
	switch (kind) {
	case EMAIL:
		ak_page_line(page, _("%s: “%.*s” looks like an e-mail address"), place, size, text);
		return;
	case PHONE:
		ak_page_line(page, _("%s: “%.*s” looks like a telephone number"), place, size, text);
		return;
	case BSN:
		ak_page_line(page, _("%s: “%.*s” looks like a citizen service number (BSN)"), place, size, text);
		return;
	}
}

static void look(struct looking *looking, const char *place, const char *text)
{
	struct found found;
	size_t at = 0;
	while (text && find_next(&found, text, at)) {
		size_t size = found.size < SHOWN_BYTES_MAX ? found.size : SHOWN_BYTES_MAX;
		if (looking->count++ == 0)
			ak_page_gap(&looking->cli->talk);
		tell(&looking->cli->talk, found.kind, place, (int)size, text + found.start);
		at = found.start + found.size;
	}
}

/* Whether people write what they like in it. What the charter does not know is looked at too. */
static bool is_free(const struct ak_field *field)
{
	if (!field)
		return true;
	return field->type == AK_FIELD_TEXT || (field->type == AK_FIELD_SET && field->of == AK_FIELD_TEXT);
}

static void look_at_value(struct looking *looking, const char *object, const struct ak_field *field, const char *name,
	const struct ak_value *value)
{
	struct ak_buf place = AK_BUF_INIT;
	if (!is_free(field))
		return;
	ak_buf_format(&place, "%s %s", object, name);
	if (value->kind == AK_VALUE_TEXT)
		look(looking, ak_buf_string(&place), value->text);
	for (uint32_t i = 0; value->kind == AK_VALUE_SET && i < value->count; i++)
		look(looking, ak_buf_string(&place), value->items[i]);
	ak_buf_release(&place);
}

static void look_at_change(struct looking *looking, const struct ak_state *state, const struct ak_change *change)
{
	if (change->op == AK_OP_AMEND) {
		look(looking, _("the charter"), change->charter);
		return;
	}
	const struct ak_type *type = ak_charter_type_of(state->charter, change->object);
	if (change->op != AK_OP_CREATE) {
		const struct ak_field *field = type ? ak_type_field(type, change->field) : NULL;
		if (change->op != AK_OP_REMOVE)
			look_at_value(looking, change->object, field, change->field, &change->to);
		return;
	}
	look(looking, _("its name"), change->object);
	for (uint32_t i = 0; i < change->field_count; i++) {
		const char *name = change->fields[i].field;
		look_at_value(looking, change->object, type ? ak_type_field(type, name) : NULL, name,
			&change->fields[i].value);
	}
}

int ak_personal_confirm(struct ak_cli *cli, const struct ak_record *record)
{
	struct looking looking = {.cli = cli};
	look(&looking, _("the reason"), record->why);
	for (uint32_t i = 0; record->kind == AK_KIND_PROPOSE && i < record->change_count; i++)
		look_at_change(&looking, ak_ledger_state(cli->ledger), &record->changes[i]);
	if (looking.count == 0)
		return AK_EXIT_YES;
	ak_page_line(&cli->talk, "%s",
		_("What is signed goes to every party and cannot be taken back. Leave out what identifies a person, or put it in "
		  "an attachment, which can be erased."));
	return ak_cli_confirm_by(cli, "personal-data-ok", _("Sign it with this in it?"));
}
