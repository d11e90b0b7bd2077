/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Documents built part by part. Without memory (or with a part that is NULL for want of it) the whole is freed and
 * becomes NULL, and stays so: test the result once, at the end.
 */
#ifndef AK_REPORT_BUILD_H
#define AK_REPORT_BUILD_H

#include <stdint.h>

#include "base/id.h"
#include "json/json.h"

void ak_build_set(struct ak_json **object, const char *key, struct ak_json *taken);
void ak_build_append(struct ak_json **array, struct ak_json *taken);

/* null for NULL */
struct ak_json *ak_build_text(const char *text);
struct ak_json *ak_build_id(const struct ak_id *id);
struct ak_json *ak_build_time(int64_t seconds);
struct ak_json *ak_build_date(int32_t days);

#endif
