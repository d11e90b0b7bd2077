/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The history of a ledger as provenance: PROV-DM in W3C's PROV-JSON, for programs that know nothing of akkoord.
 *
 * Entities are records, attachments, charters, and each state of an object; activities are the signing of each record
 * and the decision on each proposal in force; agents are actors, and the parties, bodies, offices and seats for which
 * they act. Every reference in it resolves. It depends on the records alone, so replicas that hold the same ones
 * write the same.
 */
#ifndef AK_REPORT_PROV_H
#define AK_REPORT_PROV_H

#include "ledger/ledger.h"

/* Of the records in scope (by position; NULL: all that are judged), appended. */
enum ak_status ak_prov_write(
	struct ak_buf *out, const struct ak_ledger *ledger, const bool *scope, struct ak_error *err);

#endif
