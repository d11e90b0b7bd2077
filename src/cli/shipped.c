/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/shipped.h"

#include <string.h>

/* The file as it is, by the assembler: C17 has no way to take in a file. The Makefile knows that this depends on it. */
__asm__(".pushsection .rodata\n"
	".global ak_shipped_bodem\n"
	"ak_shipped_bodem:\n"
	".incbin \"src/charter/bodem-en-ondergrond.json\"\n"
	".global ak_shipped_bodem_end\n"
	"ak_shipped_bodem_end:\n"
	".byte 0\n"
	".popsection\n");
extern const uint8_t ak_shipped_bodem[], ak_shipped_bodem_end[];

const char *const ak_shipped_names[] = {"bodem-en-ondergrond", NULL};

struct ak_bytes ak_shipped_charter(const char *name)
{
	struct ak_bytes none = {.size = 0};
	if (strcmp(name, ak_shipped_names[0]) != 0)
		return none;
	return (struct ak_bytes){
		.data = ak_shipped_bodem, .size = (uintptr_t)ak_shipped_bodem_end - (uintptr_t)ak_shipped_bodem};
}
