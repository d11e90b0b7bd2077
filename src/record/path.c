/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/limits.h"
#include "base/name.h"
#include "record/record.h"

/* "ledger/", an actor, seven digits, nine digits, an id, the longer ending, slashes, a dash and the NUL */
enum { PATH_ROOM = 7 + 63 + 1 + 7 + 1 + 9 + 1 + 64 + 5 + 1 };

static char *put_text(char *at, const char *text, size_t size)
{
	memcpy(at, text, size);
	return at + size;
}

/* With zeros before it up to width. */
static char *put_number(char *at, uint32_t number, unsigned width)
{
	char digits[10];
	unsigned count = 0;
	do
		digits[count++] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	while (count < width)
		digits[count++] = '0';
	while (count > 0)
		*at++ = digits[--count];
	return at;
}

/* protocol §2: "a record: <seq> padded to six digits, <hundred> = seq div 100 padded to four" */
static void path_format(
	char out[PATH_ROOM], const char *actor, uint32_t seq, const char *hex, bool is_signature)
{
	char *at = put_text(out, "ledger/", 7);
	at = put_text(at, actor, strnlen(actor, AK_NAME_MAX));
	*at++ = '/';
	at = put_number(at, seq / 100, 4);
	*at++ = '/';
	at = put_number(at, seq, 6);
	*at++ = '-';
	at = put_text(at, hex, AK_ID_HEX);
	put_text(at, is_signature ? ".sig" : ".json", is_signature ? 5 : 6);
}

/* The number of digits at text, and their value if there are at most nine. */
static size_t read_digits(const char *text, uint32_t *value)
{
	size_t size = 0;
	*value = 0;
	for (; text[size] >= '0' && text[size] <= '9'; size++)
		if (size < 9)
			*value = *value * 10 + (uint32_t)(text[size] - '0');
	return size;
}

/* The parts are read loosely; then the one path that they may have is written and compared. */
bool ak_record_path_parse(struct ak_record_path *parsed, const char *path)
{
	static const char root[] = "ledger/";
	struct ak_record_path read;
	char only[PATH_ROOM];
	if (strncmp(path, root, sizeof root - 1) != 0)
		return false;
	const char *actor = path + sizeof root - 1;
	size_t actor_size = strcspn(actor, "/");
	const char *file = strrchr(path, '/') + 1;
	if (!ak_name_check_n(actor, actor_size) || file <= actor)
		return false;
	memcpy(read.actor, actor, actor_size);
	read.actor[actor_size] = '\0';
	size_t digits = read_digits(file, &read.seq);
	if (digits > 9 || read.seq < 1 || read.seq > AK_SEQ_MAX || file[digits] != '-')
		return false;
	const char *hex = file + digits + 1;
	if (strlen(hex) < AK_ID_HEX || !ak_id_parse(&read.id, hex, AK_ID_HEX))
		return false;
	read.is_signature = strcmp(hex + AK_ID_HEX, ".sig") == 0;
	path_format(only, read.actor, read.seq, hex, read.is_signature);
	if (strcmp(only, path) != 0)
		return false;
	*parsed = read;
	return true;
}

void ak_record_path_write(
	struct ak_buf *out, const char *actor, uint32_t seq, const struct ak_id *id, bool is_signature)
{
	char path[PATH_ROOM];
	path_format(path, actor, seq, ak_id_hex(id).text, is_signature);
	ak_buf_text(out, path);
}
