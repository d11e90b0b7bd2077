/* SPDX-License-Identifier: EUPL-1.2 */
/* The forms of names, fields and objects (protocol §1). Texts are NUL-ended; nothing is allocated. */
#ifndef AK_BASE_NAME_H
#define AK_BASE_NAME_H

#include <stdbool.h>
#include <stddef.h>

/* `[a-z0-9][a-z0-9-]{0,62}` */
bool ak_name_check(const char *text);
bool ak_name_check_n(const char *text, size_t size);

/* `[a-z][a-z0-9_-]{0,62}` */
bool ak_field_check(const char *text);

/* `<type>/<name>`, or for seats `seat/<body>.<party>`. */
bool ak_object_check(const char *text);

/* An actor's name begins with its party's name and `-` (protocol §6). */
bool ak_actor_of_party(const char *actor, const char *party);

#endif
