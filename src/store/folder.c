/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A plain folder. Every step is openat with O_NOFOLLOW: a link is seen, and
 * protocol §2: "is *refused* (rule 5): never followed, never executed"
 */
#include "store/inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_FOLDER = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

enum kind {
	KIND_FILE,
	KIND_FOLDER,
	KIND_OTHER,
};

struct name {
	char *text;
	size_t size;
	enum kind kind;
};

struct names {
	struct name *items;
	size_t count;
	size_t room;
};

static void names_release(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->items[i].text);
	free(names->items);
	*names = (struct names){.count = 0};
}

/* As the full paths will sort. */
static int name_compare(const void *a, const void *b)
{
	const struct name *left = a;
	const struct name *right = b;
	size_t size = left->size < right->size ? left->size : right->size;
	int order = memcmp(left->text, right->text, size);
	if (order)
		return order;
	unsigned l = size < left->size           ? (unsigned char)left->text[size]
		     : left->kind == KIND_FOLDER ? '/'
						 : 0U;
	unsigned r = size < right->size           ? (unsigned char)right->text[size]
		     : right->kind == KIND_FOLDER ? '/'
						  : 0U;
	return (l > r) - (l < r);
}

static enum kind kind_of_mode(mode_t mode)
{
	return S_ISREG(mode) ? KIND_FILE : S_ISDIR(mode) ? KIND_FOLDER : KIND_OTHER;
}

static enum kind kind_of(int folder, const struct dirent *item)
{
	switch (item->d_type) {
	case DT_REG:
		return KIND_FILE;
	case DT_DIR:
		return KIND_FOLDER;
	case DT_UNKNOWN: {
		struct stat info;
		return fstatat(folder, item->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0
			       ? kind_of_mode(info.st_mode)
			       : KIND_OTHER;
	}
	default:
		return KIND_OTHER;
	}
}

static enum ak_status names_add(
	struct names *names, int folder, const struct dirent *item, struct ak_error *err)
{
	if (strcmp(item->d_name, ".") == 0 || strcmp(item->d_name, "..") == 0)
		return AK_OK;
	if (names->count >= AK_STORE_FILES_MAX)
		return ak_fail(err, AK_ERR_IO, "there are more than %d files in one folder",
			(int)AK_STORE_FILES_MAX);
	if (!ak_grow((void **)&names->items, &names->room, names->count, sizeof *names->items))
		return ak_fail_memory(err);
	struct name *name = &names->items[names->count];
	*name = (struct name){.size = strlen(item->d_name), .kind = kind_of(folder, item)};
	name->text = strdup(item->d_name);
	if (!name->text)
		return ak_fail_memory(err);
	names->count++;
	return AK_OK;
}

static enum ak_status names_read(struct names *names, DIR *dir, const char *path, struct ak_error *err)
{
	enum ak_status status = AK_OK;
	const struct dirent *item;
	while (errno = 0, status == AK_OK && (item = readdir(dir)) != NULL)
		status = names_add(names, dirfd(dir), item, err);
	if (status == AK_OK && errno)
		status = ak_store_os_fail(err, "folder \"%s\" cannot be read", path);
	if (status == AK_OK && names->count > 1)
		qsort(names->items, names->count, sizeof *names->items, name_compare);
	return status;
}

static enum ak_status list_below(struct ak_collect *collect, int taken, unsigned depth, struct ak_error *err);

/* One name in an open folder; collect->path ends with it. */
static enum ak_status list_name(struct ak_collect *collect, int folder, const char *name, enum kind kind,
	unsigned depth, struct ak_error *err)
{
	if (kind != KIND_FOLDER)
		return ak_collect_file(collect, kind == KIND_FILE, NULL, err);
	int below = openat(folder, name, OPEN_FOLDER);
	if (below < 0 && (errno == ELOOP || errno == ENOTDIR))
		return ak_collect_file(collect, false, NULL, err);
	if (below < 0)
		return ak_store_os_fail(err, "folder \"%s\" cannot be opened", ak_buf_string(&collect->path));
	ak_buf_char(&collect->path, '/');
	return list_below(collect, below, depth + 1, err);
}

static enum ak_status list_below(struct ak_collect *collect, int taken, unsigned depth, struct ak_error *err)
{
	struct names names = {.count = 0};
	size_t size = collect->path.size;
	DIR *dir = fdopendir(taken);
	if (!dir) {
		close(taken);
		return ak_fail_memory(err);
	}
	enum ak_status status = ak_collect_folder(collect, depth, err);
	if (status == AK_OK)
		status = names_read(&names, dir, ak_buf_string(&collect->path), err);
	for (size_t i = 0; i < names.count && status == AK_OK; i++) {
		const struct name *name = &names.items[i];
		ak_buf_append(&collect->path, name->text, name->size);
		status = list_name(collect, dirfd(dir), name->text, name->kind, depth, err);
		ak_collect_back(collect, size);
	}
	names_release(&names);
	closedir(dir);
	return status;
}

enum ak_status ak_folder_list(
	struct ak_store *store, const char *top, struct ak_collect *collect, struct ak_error *err)
{
	struct stat info;
	int root = open(store->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (root < 0)
		return ak_store_os_fail(err, "folder \"%s\" cannot be opened", store->path);
	if (!*top)
		return list_below(collect, root, 0, err);
	enum ak_status status = AK_OK;
	if (fstatat(root, top, &info, AT_SYMLINK_NOFOLLOW) == 0) {
		ak_buf_text(&collect->path, top);
		status = list_name(collect, root, top, kind_of_mode(info.st_mode), 0, err);
	} else if (errno != ENOENT) {
		status = ak_store_os_fail(
			err, "\"%s\" in folder \"%s\" cannot be looked at", top, store->path);
	}
	close(root);
	return status;
}

/* Opens the folder of size bytes of path, which ends with `/` or is empty. -1 with errno. */
static int open_parent(const char *root, const char *path, size_t size)
{
	char part[AK_STORE_NAME_MAX + 1];
	const char *end = path + size;
	int folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	while (folder >= 0 && path < end) {
		size_t length = strcspn(path, "/");
		int below = -1;
		errno = ENAMETOOLONG;
		if (length < sizeof part) {
			memcpy(part, path, length);
			part[length] = '\0';
			below = openat(folder, part, OPEN_FOLDER);
		}
		int number = errno;
		close(folder);
		errno = number;
		folder = below;
		path += length + 1;
	}
	return folder;
}

/* Moves to the folder of path; *name is the rest. False with errno. */
static bool go_to(struct ak_folder_place *place, const char *path, const char **name)
{
	const char *slash = strrchr(path, '/');
	size_t size = slash ? (size_t)(slash + 1 - path) : 0;
	*name = path + size;
	if (place->fd >= 0 && place->path.size == size &&
		memcmp(ak_buf_string(&place->path), path, size) == 0)
		return true;
	if (place->fd >= 0)
		close(place->fd);
	ak_buf_clear(&place->path);
	ak_buf_append(&place->path, path, size);
	place->fd = place->path.failed ? -1 : open_parent(place->root, path, size);
	return place->fd >= 0;
}

int ak_folder_open_file(struct ak_folder_place *place, const char *path, struct ak_error *err)
{
	const char *name;
	struct stat info;
	int file = -1;
	/* a pipe would block, were it put there since it was listed */
	if (go_to(place, path, &name))
		file = openat(place->fd, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (file < 0) {
		ak_store_os_fail(err, "file \"%s\" cannot be opened", path);
		return -1;
	}
	if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
		ak_fail(err, AK_ERR_IO, "\"%s\" is not a regular file any more; somebody changes the folder",
			path);
		close(file);
		return -1;
	}
	return file;
}

void ak_folder_place_release(struct ak_folder_place *place)
{
	if (place->fd >= 0)
		close(place->fd);
	ak_buf_release(&place->path);
	free(place->root);
	*place = (struct ak_folder_place){.fd = -1, .path = AK_BUF_INIT};
}
