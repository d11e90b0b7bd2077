/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/typed.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/limits.h"

/* One or two digits and a separator, from *text on, which moves past them; -1 where that is not what stands there. */
static int take_part(const char **text, char *separator)
{
	size_t digits = strspn(*text, "0123456789");
	char after = (*text)[digits];
	if (digits < 1 || digits > 2 || (after != '-' && after != '.') || (*separator && after != *separator))
		return -1;
	int number = digits == 1 ? (*text)[0] - '0' : ((*text)[0] - '0') * 10 + (*text)[1] - '0';
	*separator = after;
	*text += digits + 1;
	return number;
}

bool ak_typed_date(int32_t *days, const char *text)
{
	char date[32], separator = '\0';
	const char *at = text;
	if (ak_date_parse(days, text))
		return true;
	int day = take_part(&at, &separator), month = day < 0 ? -1 : take_part(&at, &separator);
	if (month < 0 || strspn(at, "0123456789") != 4 || at[4])
		return false;
	snprintf(date, sizeof date, "%s-%02d-%02d", at, month, day);
	return ak_date_parse(days, date);
}

enum { NUMBER_MAX = 32 };

bool ak_typed_number(int64_t *number, const char *text)
{
	char plain[NUMBER_MAX] = "", *end = NULL;
	size_t sign = *text == '-', digits = strspn(text + sign, "0123456789"), size = sign + digits;
	bool is_grouped = digits <= 3 && text[size] == '.';
	if (digits == 0 || strlen(text) >= sizeof plain)
		return false;
	memcpy(plain, text, size);
	for (text += size; is_grouped && *text == '.' && strspn(text + 1, "0123456789") == 3; text += 4)
		strncat(plain, text + 1, 3);
	errno = 0;
	long long read = strtoll(plain, &end, 10);
	if (*text || *end || errno || read > AK_JSON_INT_MAX || read < -AK_JSON_INT_MAX)
		return false;
	*number = read;
	return true;
}

bool ak_typed_amount(int64_t *number, const char *unit, const char *text)
{
	char plain[NUMBER_MAX];
	size_t size = strlen(text), unit_size = unit ? strlen(unit) : 0;
	if (size > unit_size && strcmp(text + size - unit_size, unit ? unit : "") == 0)
		size -= unit_size;
	while (size > 0 && text[size - 1] == ' ')
		size--;
	if (size >= sizeof plain)
		return false;
	snprintf(plain, sizeof plain, "%.*s", (int)size, text);
	return ak_typed_number(number, plain);
}
