/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Times and dates of the protocol (§1): `YYYY-MM-DDThh:mm:ssZ` and `YYYY-MM-DD`, years 1970 to 9999, real days,
 * seconds 00 to 59, always UTC. A time is counted in seconds since 1970-01-01T00:00:00Z, a date in days.
 */
#ifndef AK_BASE_DATE_H
#define AK_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

struct ak_time_text {
	char text[21];
};

struct ak_date_text {
	char text[11];
};

/* text is exactly one time. On false *seconds is unchanged. */
bool ak_time_parse(int64_t *seconds, const char *text);

/* text is exactly one date. On false *days is unchanged. */
bool ak_date_parse(int32_t *days, const char *text);

/* seconds must lie in the years 1970 to 9999. */
struct ak_time_text ak_time_write(int64_t seconds);
struct ak_date_text ak_date_write(int32_t days);

/* The day that a time falls on. */
int32_t ak_date_of(int64_t seconds);

#endif
