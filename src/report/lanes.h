/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who knew of whom, drawn: a lane for each party, a mark in it for each record that the party signed, and a line to
 * the lanes of what it was signed upon.
 *
 *   ienw  ipo   uvw
 *   ●─────┤     │     2022-06-20  38c6dbed8071  ienw-do  proposal …
 *   │     ○─────┘     2022-06-20  c709c7937479  ipo-do   endorsement …
 */
#ifndef AK_REPORT_LANES_H
#define AK_REPORT_LANES_H

#include "json/json.h"
#include "ledger/ledger.h"
#include "report/page.h"

/* The records, the one judged last first (so each before what it was signed upon). */
enum ak_status ak_lanes_put(struct ak_page *page, const struct ak_ledger *ledger, const uint32_t *records, size_t count,
	struct ak_error *err);

/* Adds `party` and `parents` to what a list shows of a record. */
void ak_lanes_document(struct ak_json **summary, const struct ak_ledger *ledger, uint32_t record);

#endif
