/* SPDX-License-Identifier: EUPL-1.2 */
/* The charters that come with akkoord, inside the program itself: found wherever it is installed. */
#ifndef AK_CLI_SHIPPED_H
#define AK_CLI_SHIPPED_H

#include "base/bytes.h"

/* The bytes of the charter of that name; empty if there is none. */
struct ak_bytes ak_shipped_charter(const char *name);

/* The names, NULL-ended. */
extern const char *const ak_shipped_names[];

#endif
