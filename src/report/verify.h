/* SPDX-License-Identifier: EUPL-1.2 */
/* What a verifier says (protocol §12), as the document that is compared and as a page for people. */
#ifndef AK_REPORT_VERIFY_H
#define AK_REPORT_VERIFY_H

#include "json/json.h"
#include "ledger/ledger.h"
#include "report/page.h"

/* Exactly the object of protocol §12, keys sorted. The caller's; NULL without memory. */
struct ak_json *ak_verify_document(const struct ak_ledger *ledger);

/* The same for who wants to know whether it is well; path is how they named it. Ends with a plain yes or no. */
void ak_verify_page(const struct ak_ledger *ledger, const char *path, struct ak_page *page);

/*
 * Nothing was refused and there is no split in the whole, whatever moment was asked for: exit status 0 of protocol
 * §12, else 1.
 */
bool ak_verify_is_well(const struct ak_ledger *ledger);

#endif
