/* SPDX-License-Identifier: EUPL-1.2 */
/* protocol §1: dates and times, of every day that there is, and of none that there is not. */
#include "base/base_case.h"

#include "base/date.h"

enum { DAYS = 2932897 }; /* from 1970-01-01 up to and with 9999-12-31 */

/* The day after, by the calendar as it is taught. */
static void next_day(int *year, int *month, int *day)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = *year % 4 == 0 && (*year % 100 != 0 || *year % 400 == 0);
	int last = days[*month - 1] + (*month == 2 && leap);
	if (++*day <= last)
		return;
	*day = 1;
	if (++*month <= 12)
		return;
	*month = 1;
	++*year;
}

static void every_day_is_one_later_than_the_one_before_and_reads_back(void **state)
{
	(void)state;
	int year = 1970;
	int month = 1;
	int day = 1;
	for (int32_t days = 0; days < DAYS; days++) {
		char text[40];
		int32_t read = -1;
		struct ak_date_text written = ak_date_write(days);
		snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
		if (strcmp(written.text, text) != 0)
			fail_msg("day %d is %s, and not %s", days, text, written.text);
		assert_true(ak_date_parse(&read, text));
		assert_int_equal(read, days);
		next_day(&year, &month, &day);
	}
	assert_int_equal(year, 10000);
}

static void every_second_of_a_day_reads_back(void **state)
{
	(void)state;
	for (int64_t day = 0; day < DAYS; day += 733223)
		for (int64_t second = 0; second < 86400; second++) {
			int64_t read = -1;
			struct ak_time_text text = ak_time_write(day * 86400 + second);
			assert_true(ak_time_parse(&read, text.text));
			assert_int_equal(read, day * 86400 + second);
			assert_int_equal(ak_date_of(read), day);
		}
}

static void known_moments_are_where_everyone_has_them(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t seconds; /* as `date -u -d … +%s` says */
	} moments[] = {
		{"1970-01-01T00:00:00Z", 0},
		{"2000-02-29T23:59:59Z", 951868799},
		{"2022-10-01T12:00:00Z", 1664625600},
		{"2038-01-19T03:14:08Z", 2147483648},
		{"9999-12-31T23:59:59Z", 253402300799},
	};
	for (size_t i = 0; i < COUNT(moments); i++) {
		int64_t read = -1;
		assert_true(ak_time_parse(&read, moments[i].text));
		assert_int_equal(read, moments[i].seconds);
		assert_string_equal(ak_time_write(moments[i].seconds).text, moments[i].text);
	}
}

static const char *const no_dates[] = {
	"", "2022", "2022-10", "2022-10-1", "2022-1-01", "22-10-01", "2022-10-001", "02022-10-01", "2022-10-01 ", " 2022-10-01",
	"2022/10/01", "2022-10-0a", "2022-10-32", "2022-00-01", "2022-13-01", "2022-01-00", "2022-02-29", "2100-02-29",
	"2022-04-31", "2022-06-31", "2022-09-31", "2022-11-31", "1969-12-31", "0000-01-01", "+022-10-01", "-022-10-01",
	"20222-1-01", "2022-10-01T00:00:00Z", "2022-10-+1", "2022-1a-01", "2022--1-01",
};

static void what_is_no_date_is_none_and_nothing_is_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(no_dates); i++) {
		int32_t days = 77;
		if (ak_date_parse(&days, no_dates[i]))
			fail_msg("%s", no_dates[i]);
		assert_int_equal(days, 77);
	}
}

static const char *const no_times[] = {
	"", "2022-10-01", "2022-10-01T12:00:00", "2022-10-01T12:00Z", "2022-10-01 12:00:00Z", "2022-10-01t12:00:00Z",
	"2022-10-01T12:00:00z", "2022-10-01T12:00:00+00:00", "2022-10-01T12:00:00.0Z", "2022-10-01T24:00:00Z",
	"2022-10-01T12:60:00Z", "2022-10-01T12:00:60Z", "2022-10-01T12:00:61Z", "2022-02-30T12:00:00Z",
	"2022-10-01T1a:00:00Z", "2022-10-01T12:0:000Z", "2022-10-01T12-00-00Z", "2022-10-01T-1:00:00Z",
	"1969-12-31T23:59:59Z", "2022-10-01T12:00:00Z ", "2022-10-01T12:00:00ZZ", "2022-10-01T+1:00:00Z",
};

static void what_is_no_time_is_none_and_nothing_is_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(no_times); i++) {
		int64_t seconds = 77;
		if (ak_time_parse(&seconds, no_times[i]))
			fail_msg("%s", no_times[i]);
		assert_int_equal(seconds, 77);
	}
}

/* One byte of a good time replaced by any other: it is none, or another good one that reads back the same. */
static void no_text_is_a_time_by_accident(void **state)
{
	(void)state;
	static const char good[] = "2022-10-01T12:00:00Z";
	for (size_t at = 0; at < sizeof good - 1; at++)
		for (int byte = 1; byte < 256; byte++) {
			char text[sizeof good];
			int64_t seconds;
			memcpy(text, good, sizeof good);
			text[at] = (char)byte;
			if (ak_time_parse(&seconds, text))
				assert_string_equal(ak_time_write(seconds).text, text);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_is_one_later_than_the_one_before_and_reads_back),
		cmocka_unit_test(every_second_of_a_day_reads_back),
		cmocka_unit_test(known_moments_are_where_everyone_has_them),
		cmocka_unit_test(what_is_no_date_is_none_and_nothing_is_written),
		cmocka_unit_test(what_is_no_time_is_none_and_nothing_is_written),
		cmocka_unit_test(no_text_is_a_time_by_accident),
	};
	return cmocka_run_group_tests_name("base/date", tests, NULL, NULL);
}
