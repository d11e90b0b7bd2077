/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Terms as a calendar (iCalendar, RFC 5545): one whole-day event for each term of an object. The same ledger gives
 * the same bytes; an event keeps its UID when its date moves, so that a calendar program moves it too.
 */
#ifndef AK_REPORT_CALENDAR_H
#define AK_REPORT_CALENDAR_H

#include "ledger/ledger.h"

/* keeps (may be NULL) tells which objects. Appended to out; *count (may be NULL) is the number of events. */
void ak_calendar_write(struct ak_buf *out, const struct ak_ledger *ledger,
	bool (*keeps)(const void *context, const struct ak_object *object), const void *context, uint32_t *count);

#endif
