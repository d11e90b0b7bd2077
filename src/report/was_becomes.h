/* SPDX-License-Identifier: EUPL-1.2 */
/* What was, and what becomes of it, as a person takes it in at once. */
#ifndef AK_REPORT_WAS_BECOMES_H
#define AK_REPORT_WAS_BECOMES_H

#include "report/page.h"

/*
 * Puts both from a column on, where the line already is, and ends the line. Short ones stand beside an arrow; of long
 * ones that have much in common the words that differ are marked in the text, `[-went-] {+came+}`; others stand below
 * one another.
 */
void ak_was_becomes_put(struct ak_page *page, unsigned column, const char *was, const char *becomes);

#endif
