/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/name.h"

#include <string.h>

#include "base/limits.h"

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool ak_name_check_n(const char *text, size_t size)
{
	if (size < 1 || size > AK_NAME_MAX || text[0] == '-')
		return false;
	for (size_t i = 0; i < size; i++)
		if (!is_lower(text[i]) && !is_digit(text[i]) && text[i] != '-')
			return false;
	return true;
}

bool ak_name_check(const char *text)
{
	return ak_name_check_n(text, strlen(text));
}

bool ak_field_check(const char *text)
{
	size_t size = strlen(text);
	if (size < 1 || size > AK_NAME_MAX || !is_lower(text[0]))
		return false;
	for (size_t i = 1; i < size; i++)
		if (!is_lower(text[i]) && !is_digit(text[i]) && text[i] != '-' && text[i] != '_')
			return false;
	return true;
}

bool ak_object_check(const char *text)
{
	const char *slash = strchr(text, '/');
	if (!slash || !ak_name_check_n(text, (size_t)(slash - text)))
		return false;
	const char *name = slash + 1;
	if (strncmp(text, "seat/", 5) != 0)
		return ak_name_check(name);
	const char *dot = strchr(name, '.');
	return dot && ak_name_check_n(name, (size_t)(dot - name)) && ak_name_check(dot + 1);
}

bool ak_actor_of_party(const char *actor, const char *party)
{
	size_t size = strlen(party);
	return strncmp(actor, party, size) == 0 && actor[size] == '-';
}
