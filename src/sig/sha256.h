/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * SHA-256 by the instructions that many x86-64 processors have for it, some ten times as fast as without. Only the
 * compression of whole blocks is here; digest.c pads, and asks libsodium where these instructions are not there.
 */
#ifndef AK_SIG_SHA256_H
#define AK_SIG_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { AK_SHA256_BLOCK = 64 };

/* Whether this processor has them. */
bool ak_sha256_is_quick(void);

/* Takes count blocks of 64 bytes into the eight words of a digest. Only where ak_sha256_is_quick. */
void ak_sha256_blocks(uint32_t words[8], const uint8_t *data, size_t count);

#endif
