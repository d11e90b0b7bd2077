/* SPDX-License-Identifier: EUPL-1.2 */
/* The path of a record says who signed it, its number and its id (protocol §2). */
#include <string.h>

#include "base/limits.h"
#include "base/name.h"
#include "record/record.h"

/*
 * "ledger/", an actor, eight digits, ten digits (of any uint32_t), an id, the longer ending, slashes, a dash and the
 * NUL
 */
enum { PATH_ROOM = 7 + 63 + 1 + 8 + 1 + 10 + 1 + 64 + 5 + 1 };

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

/* Nine digits or less are a number; more are that of no record, but the path may have them. */
static uint32_t read_number(const char *digits, size_t count)
{
	uint32_t number = 0;
	if (count > 9)
		return UINT32_MAX;
	for (size_t i = 0; i < count; i++)
		number = number * 10 + (uint32_t)(digits[i] - '0');
	return number;
}

/*
 * How many digits at file are a <seq> of the form of §2, whose <hundred> is all but the last two of them; 0 if they
 * are not.
 */
static size_t seq_digits(const char *hundred, size_t hundred_size, const char *file)
{
	size_t count = strspn(file, "0123456789");
	bool padded = count == 6 || (count > 6 && count <= AK_PATH_SEQ_MAX && *file != '0');
	return padded && hundred_size == count - 2 && memcmp(hundred, file, hundred_size) == 0 ? count : 0;
}

bool ak_record_path_parse(struct ak_record_path *parsed, const char *path)
{
	static const char root[] = "ledger/";
	struct ak_record_path read;
	if (strncmp(path, root, sizeof root - 1) != 0)
		return false;
	const char *actor = path + sizeof root - 1;
	size_t actor_size = strcspn(actor, "/");
	const char *hundred = actor + actor_size + 1;
	if (!ak_name_check_n(actor, actor_size) || hundred[-1] == '\0')
		return false;
	size_t hundred_size = strcspn(hundred, "/");
	const char *file = hundred + hundred_size + 1;
	if (file[-1] == '\0')
		return false;
	size_t digits = seq_digits(hundred, hundred_size, file);
	const char *hex = file + digits + 1;
	if (digits == 0 || hex[-1] != '-' || strlen(hex) < AK_ID_HEX || !ak_id_parse(&read.id, hex, AK_ID_HEX))
		return false;
	read.is_signature = strcmp(hex + AK_ID_HEX, ".sig") == 0;
	if (!read.is_signature && strcmp(hex + AK_ID_HEX, ".json") != 0)
		return false;
	memcpy(read.actor, actor, actor_size);
	read.actor[actor_size] = '\0';
	read.seq = read_number(file, digits);
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
