/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

static enum ak_status missing(struct ak_error *err, const git_oid *oid, int code)
{
	char hex[GIT_OID_HEXSZ + 1];
	git_oid_tostr(hex, sizeof hex, oid);
	if (code == GIT_ENOTFOUND)
		return ak_fail(err, AK_ERR_IO, "git object %s is missing from the repository; fetch it again", hex);
	return ak_store_git_fail(err, "git object %s cannot be read", hex);
}

/* The header comes first: a small object can inflate to a huge one. */
enum ak_status ak_store_object_read(git_odb_object **object, git_odb *odb, const git_oid *oid, git_object_t type,
	size_t limit, bool *large, struct ak_error *err)
{
	char hex[GIT_OID_HEXSZ + 1];
	size_t size;
	git_object_t found;
	if (large)
		*large = false;
	ak_store_errno_clear();
	int code = git_odb_read_header(&size, &found, odb, oid);
	if (code < 0)
		return missing(err, oid, code);
	git_oid_tostr(hex, sizeof hex, oid);
	if (found != type)
		return ak_fail(err, AK_ERR_IO, "git object %s is a %s, where a %s should be", hex,
			git_object_type2string(found), git_object_type2string(type));
	if (size > limit) {
		if (!large)
			return ak_fail(err, AK_ERR_IO, "git object %s, a %s, is %zu bytes; the limit is %zu", hex,
				git_object_type2string(type), size, limit);
		*large = true;
		*object = NULL;
		return AK_OK;
	}
	git_odb_object *read;
	code = git_odb_read(&read, odb, oid);
	if (code < 0)
		return missing(err, oid, code);
	if (git_odb_object_size(read) != size || git_odb_object_type(read) != type) {
		git_odb_object_free(read);
		return ak_fail(err, AK_ERR_IO, "git object %s is not what its header says; the repository is damaged", hex);
	}
	*object = read;
	return AK_OK;
}

/* "<key> <40 hex>\n" at *at; moves behind it. */
static bool read_oid_line(const char **at, const char *end, const char *key, git_oid *oid)
{
	size_t size = strlen(key);
	const char *text = *at;
	if ((size_t)(end - text) < size + 1 + GIT_OID_HEXSZ + 1 || memcmp(text, key, size) != 0 || text[size] != ' ')
		return false;
	text += size + 1;
	if (text[GIT_OID_HEXSZ] != '\n' || git_oid_fromstrn(oid, text, GIT_OID_HEXSZ) < 0)
		return false;
	*at = text + GIT_OID_HEXSZ + 1;
	return true;
}

/* The seconds of "committer name <mail> SECONDS +0000", or 0. */
static int64_t read_time(const char *at, const char *end)
{
	while (at < end && *at != '\n') {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		if (!stop)
			return 0;
		if (stop - at > 10 && memcmp(at, "committer ", 10) == 0) {
			const char *mail = stop;
			while (mail > at && *mail != '>')
				mail--;
			long long seconds = mail > at ? strtoll(mail + 1, NULL, 10) : 0;
			return seconds > 0 ? seconds : 0;
		}
		at = stop + 1;
	}
	return 0;
}

enum ak_status ak_store_commit_read(
	struct ak_store_step *step, git_oid *parent, git_odb *odb, const git_oid *oid, struct ak_error *err)
{
	git_odb_object *object;
	enum ak_status status =
		ak_store_object_read(&object, odb, oid, GIT_OBJECT_COMMIT, AK_STORE_COMMIT_MAX, NULL, err);
	if (status != AK_OK)
		return status;
	const char *at = git_odb_object_data(object);
	const char *end = at + git_odb_object_size(object);
	git_oid first = {{0}};
	git_oid_cpy(&step->commit, oid);
	if (read_oid_line(&at, end, "tree", &step->tree)) {
		read_oid_line(&at, end, "parent", &first);
		step->time = read_time(at, end);
		if (parent)
			git_oid_cpy(parent, &first);
	} else {
		char hex[GIT_OID_HEXSZ + 1];
		git_oid_tostr(hex, sizeof hex, oid);
		status = ak_fail(err, AK_ERR_IO, "commit %s is malformed; the repository is damaged", hex);
	}
	git_odb_object_free(object);
	return status;
}
