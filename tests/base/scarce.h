/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Want of memory, on purpose: the n-th allocation fails, for every n. Included by one .c of a program, it
 * stands before the C library's own malloc. With a sanitizer, which has a malloc of its own, or another C
 * library, SCARCE is 0.
 */
#ifndef AK_TESTS_BASE_SCARCE_H
#define AK_TESTS_BASE_SCARCE_H

#include <stdbool.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SCARCE 0
#endif
#endif
#if !defined(SCARCE) && (defined(__SANITIZE_ADDRESS__) || !defined(__GLIBC__))
#define SCARCE 0
#endif
#ifndef SCARCE
#define SCARCE 1
#endif

static size_t scarce_left; /* 0: plenty; else this many allocations until the one that fails */
static bool scarce_met;
static long scarce_pieces; /* allocated, and not freed */

/* The n-th allocation from now on fails, once. */
static inline void scarce_start(size_t n)
{
	scarce_left = n;
	scarce_met = false;
}

/* Ends it. Whether an allocation did fail. */
static inline bool scarce_end(void)
{
	scarce_left = 0;
	return scarce_met;
}

/* How many pieces were not freed. */
static inline long scarce_alive(void)
{
	return scarce_pieces;
}

#if SCARCE
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void __libc_free(void *old);

static bool scarce_fails(void)
{
	if (scarce_left == 0 || --scarce_left > 0)
		return false;
	scarce_met = true;
	return true;
}

static void *scarce_counted(void *piece)
{
	scarce_pieces += piece != NULL;
	return piece;
}

void *malloc(size_t size)
{
	return scarce_fails() ? NULL : scarce_counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
	return scarce_fails() ? NULL : scarce_counted(__libc_calloc(count, size));
}

void *realloc(void *old, size_t size)
{
	if (!old)
		return malloc(size);
	return scarce_fails() ? NULL : __libc_realloc(old, size);
}

void free(void *old)
{
	scarce_pieces -= old != NULL;
	__libc_free(old);
}
#endif

#endif
