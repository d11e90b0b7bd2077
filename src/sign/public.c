/* SPDX-License-Identifier: EUPL-1.2 */
/* From what a person calls a key to the public key. A private key's file is never read, only the `.pub` beside it. */
#include "sign/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "sig/key.h"

static bool begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* As git tells a key from a path, and the other types of OpenSSH, so that they get the right sentence. */
static bool is_key_text(const char *text)
{
	return begins(text, "ssh-") || begins(text, "sk-ssh-") || begins(text, "sk-ecdsa-") ||
	       begins(text, "ecdsa-");
}

/* The key of a line, or a sentence: which types there are if it is of another. */
static enum ak_status read_key(char **key, struct ak_bytes line, const char *where, struct ak_error *err)
{
	struct ak_error why = AK_ERROR_INIT;
	char *found = NULL;
	enum ak_status status = ak_key_read_line(&found, line, &why);
	if (status == AK_ERR_MEMORY)
		return ak_fail_memory(err);
	if (status == AK_OK && ak_key_check(found, &why)) {
		*key = found;
		return AK_OK;
	}
	free(found);
	const char *text = (const char *)line.data;
	size_t size = line.size ? strcspn(text, " \t\r\n") : 0;
	bool accepted = (size == 11 && begins(text, "ssh-ed25519")) ||
			(size == 26 && begins(text, "sk-ssh-ed25519@openssh.com"));
	if (accepted)
		return ak_fail(err, AK_ERR_NOT_FOUND, "%s holds no good key: %s", where, why.text);
	if (size && size < 64 && is_key_text(text))
		return ak_fail(err, AK_ERR_NOT_FOUND,
			"%s is a key of type %.*s; only ssh-ed25519 and sk-ssh-ed25519@openssh.com keys sign here; make one "
			"with: ssh-keygen -t ed25519",
			where, (int)size, text);
	return ak_fail(err, AK_ERR_NOT_FOUND,
		"%s holds no public key; only ssh-ed25519 and sk-ssh-ed25519@openssh.com keys sign here; make one with: "
		"ssh-keygen -t ed25519",
		where);
}

/* Up to most bytes of a file, NUL-ended; NULL if it is not there or no regular file. */
static char *read_start(const char *path, size_t most, size_t *size)
{
	struct stat info;
	errno = 0;
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (file < 0)
		return NULL;
	char *text = fstat(file, &info) == 0 && S_ISREG(info.st_mode) ? malloc(most + 1) : NULL;
	*size = 0;
	while (text && *size < most) {
		ssize_t got = read(file, text + *size, most - *size);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		*size += (size_t)got;
	}
	if (text)
		text[*size] = '\0';
	close(file);
	return text;
}

/* Whether a file begins as a public key does. Four bytes tell, and are no secret of a private one. */
static bool is_public_file(const char *path)
{
	size_t size;
	char *start = read_start(path, 4, &size);
	bool is_public = start && (begins(start, "ssh-") || begins(start, "sk-s") || begins(start, "sk-e") ||
					  begins(start, "ecds"));
	free(start);
	return is_public;
}

static enum ak_status read_public_file(char **key, const char *path, struct ak_error *err)
{
	size_t size;
	char *text = read_start(path, AK_KEY_FILE_MAX, &size);
	if (!text)
		return ak_fail(err, AK_ERR_NOT_FOUND, "public key file \"%s\" cannot be read: %s", path,
			errno ? strerror(errno) : "not a file");
	struct ak_buf where = AK_BUF_INIT;
	ak_buf_format(&where, "\"%s\"", path);
	struct ak_bytes line = {.data = (const uint8_t *)text, .size = size};
	enum ak_status status = read_key(key, line, ak_buf_string(&where), err);
	ak_buf_release(&where);
	free(text);
	return status;
}

/* The private key of a public key's file, if it is beside it. */
static enum ak_status find_private(char **key_file, const char *public_path, struct ak_error *err)
{
	size_t size = strlen(public_path);
	*key_file = NULL;
	if (size < 5 || strcmp(public_path + size - 4, ".pub") != 0)
		return AK_OK;
	char *path = strndup(public_path, size - 4);
	if (!path)
		return ak_fail_memory(err);
	if (access(path, F_OK) == 0)
		*key_file = path;
	else
		free(path);
	return AK_OK;
}

static enum ak_status find_by_private(char **key, char **key_file, const char *path, struct ak_error *err)
{
	struct ak_buf beside = AK_BUF_INIT;
	ak_buf_format(&beside, "%s.pub", path);
	enum ak_status status = ak_buf_status(&beside, err);
	bool there = access(path, F_OK) == 0;
	if (status == AK_OK && access(ak_buf_string(&beside), F_OK) == 0)
		status = read_public_file(key, ak_buf_string(&beside), err);
	else if (status == AK_OK && there)
		status = ak_fail(err, AK_ERR_NOT_FOUND,
			"there is no \"%s.pub\" beside the private key; make it with: ssh-keygen -y -f '%s' "
			"> '%s.pub'",
			path, path, path);
	else if (status == AK_OK)
		status = ak_fail(err, AK_ERR_NOT_FOUND,
			"there is no key file \"%s\"; make one with: ssh-keygen -t ed25519 -f '%s'", path,
			path);
	ak_buf_release(&beside);
	if (status == AK_OK && there && !(*key_file = strdup(path))) {
		free(*key);
		status = ak_fail_memory(err);
	}
	return status;
}

enum ak_status ak_sign_key_find(char **key, char **key_file, const char *named, struct ak_error *err)
{
	*key_file = NULL;
	if (begins(named, "key::"))
		return read_key(key, ak_bytes_of(named + 5), "what is named after key::", err);
	if (is_key_text(named) && strchr(named, ' '))
		return read_key(key, ak_bytes_of(named), "what is named as key", err);
	if (!is_public_file(named))
		return find_by_private(key, key_file, named, err);
	enum ak_status status = read_public_file(key, named, err);
	if (status == AK_OK) {
		status = find_private(key_file, named, err);
		if (status != AK_OK)
			free(*key);
	}
	return status;
}
