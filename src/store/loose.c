/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/loose.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/inflate.h"

enum {
	HEAD_MAX = 32,     /* "commit " and twenty digits and a NUL, inflated */
	START_SIZE = 4096, /* of a file, more than enough to inflate that */
};

static enum ak_status damaged(const git_oid *oid, struct ak_error *err)
{
	char hex[GIT_OID_HEXSZ + 1];
	return ak_fail(err, AK_ERR_IO,
		"git object %s is damaged; fetch it again, after removing its file in objects/",
		git_oid_tostr(hex, sizeof hex, oid));
}

static bool path_of(char path[PATH_MAX], const char *folder, const git_oid *oid)
{
	char hex[GIT_OID_HEXSZ + 1];
	git_oid_tostr(hex, sizeof hex, oid);
	int size = snprintf(path, PATH_MAX, "%s/%.2s/%s", folder, hex, hex + 2);
	return size > 0 && size < PATH_MAX;
}

static int open_object(const char *folder, const git_oid *oid)
{
	char path[PATH_MAX];
	if (!path_of(path, folder, oid)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
}

void ak_loose_remove(const char *folder, const git_oid *oid)
{
	char path[PATH_MAX];
	if (path_of(path, folder, oid))
		unlink(path);
}

/* Up to size bytes from the beginning. */
static bool read_file(int file, uint8_t *data, size_t size, size_t *got)
{
	for (*got = 0; *got < size;) {
		ssize_t more = pread(file, data + *got, size - *got, (off_t)*got);
		if (more < 0 && errno == EINTR)
			continue;
		if (more < 0)
			return false;
		if (more == 0)
			break;
		*got += (size_t)more;
	}
	return true;
}

/* "<type> <size>\0" at the beginning of text. */
static bool read_head(const char *text, size_t text_size, git_object_t *type, size_t *size, size_t *head_size)
{
	static const git_object_t types[] = {
		GIT_OBJECT_BLOB, GIT_OBJECT_TREE, GIT_OBJECT_COMMIT, GIT_OBJECT_TAG};
	const char *end = memchr(text, '\0', text_size);
	for (size_t i = 0; end && i < sizeof types / sizeof types[0]; i++) {
		const char *name = git_object_type2string(types[i]);
		size_t length = strlen(name);
		if (strncmp(text, name, length) != 0 || text[length] != ' ')
			continue;
		const char *digit = text + length + 1;
		if (digit == end || (*digit == '0' && digit + 1 != end))
			return false;
		for (*size = 0; digit < end; digit++) {
			if (*digit < '0' || *digit > '9' || *size > (SIZE_MAX - 1024) / 10)
				return false;
			*size = *size * 10 + (size_t)(*digit - '0');
		}
		*type = types[i];
		*head_size = (size_t)(end - text) + 1;
		return true;
	}
	return false;
}

/* Inflates the whole file into fresh memory, in which the content begins after the head. NULL if it is damaged. */
static uint8_t *inflate_all(int file, size_t file_size, size_t whole_size, bool *memory)
{
	uint8_t *packed = malloc(file_size ? file_size : 1);
	uint8_t *whole = malloc(whole_size + 1);
	size_t got = 0;
	size_t size = 0;
	*memory = packed && whole;
	bool good = packed && whole && read_file(file, packed, file_size, &got) && got == file_size &&
		    ak_inflate(whole, whole_size, &size,
			    (struct ak_bytes){.data = packed, .size = file_size}) == AK_INFLATE_DONE &&
		    size == whole_size;
	free(packed);
	if (good)
		return whole;
	free(whole);
	return NULL;
}

static enum ak_status read_content(uint8_t **data, int file, size_t file_size, size_t head_size, size_t size,
	git_object_t type, const git_oid *oid, struct ak_error *err)
{
	git_oid found;
	bool memory;
	/* nothing that was deflated honestly is much larger than what it holds */
	if (file_size > size + size / 8 + START_SIZE)
		return damaged(oid, err);
	uint8_t *whole = inflate_all(file, file_size, head_size + size, &memory);
	if (!memory)
		return ak_fail_memory(err);
	if (!whole)
		return damaged(oid, err);
	memmove(whole, whole + head_size, size);
	whole[size] = '\0';
	if (git_odb_hash(&found, whole, size, type) < 0 || !git_oid_equal(&found, oid)) {
		free(whole);
		return damaged(oid, err);
	}
	*data = whole;
	return AK_OK;
}

enum ak_status ak_loose_read(uint8_t **data, size_t *size, git_object_t *type, const char *folder,
	const git_oid *oid, size_t limit, struct ak_error *err)
{
	uint8_t start[START_SIZE];
	uint8_t head[HEAD_MAX];
	struct stat info;
	size_t got;
	size_t head_size;
	enum ak_status status;
	int file = open_object(folder, oid);
	if (file < 0 && (errno == ENOENT || errno == ENOTDIR))
		return AK_ERR_NOT_FOUND;
	*data = NULL;
	if (file < 0 || fstat(file, &info) != 0 || !S_ISREG(info.st_mode) ||
		!read_file(file, start, sizeof start, &got)) {
		status = damaged(oid, err);
	} else if (ak_inflate(head, sizeof head, &head_size, (struct ak_bytes){.data = start, .size = got}) ==
			   AK_INFLATE_BAD ||
		   !read_head((const char *)head, head_size, type, size, &head_size)) {
		status = damaged(oid, err);
	} else if (*size > limit) {
		status = AK_OK;
	} else {
		status = read_content(data, file, (size_t)info.st_size, head_size, *size, *type, oid, err);
	}
	if (file >= 0)
		close(file);
	return status;
}
