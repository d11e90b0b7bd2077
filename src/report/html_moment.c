/* SPDX-License-Identifier: EUPL-1.2 */
/* Days and moments, as they stand on all pages. */
#include "base/date.h"
#include "report/html_site.h"

static const char *const months[] = {
	N_("January"),
	N_("February"),
	N_("March"),
	N_("April"),
	N_("May"),
	N_("June"),
	N_("July"),
	N_("August"),
	N_("September"),
	N_("October"),
	N_("November"),
	N_("December"),
};

static int number_at(const char *text, int digits)
{
	int number = 0;
	for (int i = 0; i < digits; i++)
		number = 10 * number + (text[i] - '0');
	return number;
}

#define NBSP "\u00a0" /* a number is not parted from what it numbers */

/* A day of the form YYYY-MM-DD, in words. */
static void day_words(struct ak_buf *out, const char *date)
{
	ak_buf_format(out, "%d" NBSP "%s %d", number_at(date + 8, 2), _(months[number_at(date + 5, 2) - 1]),
		number_at(date, 4));
}

static void put_day(struct ak_site *site, const char *date)
{
	ak_buf_clear(&site->other);
	day_words(&site->other, date);
	ak_html_text(&site->html, ak_buf_string(&site->other));
}

void ak_day_words(struct ak_buf *out, int32_t days)
{
	day_words(out, ak_date_write(days).text);
}

void ak_put_date(struct ak_site *site, int32_t days)
{
	struct ak_date_text date = ak_date_write(days);
	ak_html_open(&site->html, AK_TAG_TIME);
	ak_html_attr(&site->html, AK_ATTR_DATETIME, date.text);
	put_day(site, date.text);
	ak_html_close(&site->html, AK_TAG_TIME);
}

void ak_put_date_text(struct ak_site *site, const char *date)
{
	int32_t days;
	if (ak_date_parse(&days, date))
		ak_put_date(site, days);
	else
		ak_html_text(&site->html, date);
}

void ak_put_time(struct ak_site *site, int64_t seconds)
{
	struct ak_time_text time = ak_time_write(seconds);
	ak_html_open(&site->html, AK_TAG_TIME);
	ak_html_attr(&site->html, AK_ATTR_DATETIME, time.text);
	ak_html_open(&site->html, AK_TAG_SPAN);
	ak_html_attr(&site->html, AK_ATTR_CLASS, "day");
	put_day(site, time.text);
	ak_html_text(&site->html, ",");
	ak_html_close(&site->html, AK_TAG_SPAN);
	ak_html_format(&site->html, " %.5s" NBSP "UTC", time.text + 11);
	ak_html_close(&site->html, AK_TAG_TIME);
}
