/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/date.h"

#include <assert.h>
#include <string.h>

static const int64_t day_seconds = 86400;

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days from 1970-01-01 to the first day of a year. */
static int32_t year_start(int year)
{
	int y = year - 1;
	return (int32_t)(y * 365 + y / 4 - y / 100 + y / 400 - 719162);
}

/* count digits at text, or -1. */
static int digits(const char *text, int count)
{
	int value = 0;
	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

/* The first ten characters are a date. */
static bool date_read(int32_t *days, const char *text)
{
	int year = digits(text, 4);
	if (year < 1970 || text[4] != '-')
		return false;
	int month = digits(text + 5, 2);
	if (month < 1 || month > 12 || text[7] != '-')
		return false;
	int day = digits(text + 8, 2);
	if (day < 1 || day > month_days(year, month))
		return false;
	int32_t count = year_start(year) + day - 1;
	for (int m = 1; m < month; m++)
		count += month_days(year, m);
	*days = count;
	return true;
}

bool ak_date_parse(int32_t *days, const char *text)
{
	return strlen(text) == 10 && date_read(days, text);
}

bool ak_time_parse(int64_t *seconds, const char *text)
{
	int32_t days = 0;
	if (strlen(text) != 20 || !date_read(&days, text))
		return false;
	if (text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z')
		return false;
	int hour = digits(text + 11, 2);
	int minute = digits(text + 14, 2);
	int second = digits(text + 17, 2);
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
		return false;
	*seconds = days * day_seconds + hour * 3600 + minute * 60 + second;
	return true;
}

/* So many digits of a number, with a character behind them: dates are written by the ten thousand, in lists. */
static void put_digits(char *to, int number, unsigned digits, char after)
{
	to[digits] = after;
	while (digits > 0) {
		to[--digits] = (char)('0' + number % 10);
		number /= 10;
	}
}

struct ak_date_text ak_date_write(int32_t days)
{
	int year = 1970 + days / 366;
	while (year_start(year + 1) <= days)
		year++;
	assert(days >= 0 && year <= 9999);
	int left = days - year_start(year);
	int month = 1;
	while (left >= month_days(year, month))
		left -= month_days(year, month++);
	struct ak_date_text text = {.text = ""};
	put_digits(text.text, year, 4, '-');
	put_digits(text.text + 5, month, 2, '-');
	put_digits(text.text + 8, left + 1, 2, '\0');
	return text;
}

struct ak_time_text ak_time_write(int64_t seconds)
{
	int32_t days = ak_date_of(seconds);
	int left = (int)(seconds - days * day_seconds);
	struct ak_time_text text = {.text = ""};
	const struct ak_date_text date = ak_date_write(days);
	memcpy(text.text, date.text, sizeof date.text - 1);
	text.text[10] = 'T';
	put_digits(text.text + 11, left / 3600, 2, ':');
	put_digits(text.text + 14, left / 60 % 60, 2, ':');
	put_digits(text.text + 17, left % 60, 2, 'Z');
	text.text[20] = '\0';
	return text;
}

int32_t ak_date_of(int64_t seconds)
{
	assert(seconds >= 0);
	return (int32_t)(seconds / day_seconds);
}
