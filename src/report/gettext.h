/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Messages in the reader's language. JSON keys, verdicts, field and command names are never translated; labels come
 * from the charter. A message is a whole sentence or a whole label, never a piece to be glued to another.
 */
#ifndef AK_REPORT_GETTEXT_H
#define AK_REPORT_GETTEXT_H

#include <libintl.h>

#define AK_TEXT_DOMAIN "akkoord"

#define _(text) dgettext(AK_TEXT_DOMAIN, text)
#define N_(text) text /* noted for translation, translated where it is shown */
#define P_(one, many, n) dngettext(AK_TEXT_DOMAIN, one, many, (unsigned long)(n))

#endif
