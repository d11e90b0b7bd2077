/* SPDX-License-Identifier: EUPL-1.2 */
/* What the tests of this room say again and again. */
#ifndef AK_TESTS_STORE_CASE_H
#define AK_TESTS_STORE_CASE_H

#include "child/temp.h"
#include "store/store.h"

#define AUTHOR "replica <replica@example.org>"

static inline struct ak_store *open_store(const char *path)
{
	struct ak_store *store = NULL;
	struct ak_error err = AK_ERROR_INIT;
	if (ak_store_open(&store, path, &err) != AK_OK)
		fail_msg("%s", err.text);
	return store;
}

static inline struct ak_store *create_store(const char *path)
{
	struct ak_store *store = NULL;
	struct ak_error err = AK_ERROR_INIT;
	if (ak_store_create(&store, path, &err) != AK_OK)
		fail_msg("%s", err.text);
	return store;
}

static inline void open_fails(const char *path, enum ak_status status, const char *part)
{
	struct ak_store *store = NULL;
	struct ak_error err = AK_ERROR_INIT;
	assert_int_equal(ak_store_open(&store, path, &err), status);
	assert_null(store);
	if (!strstr(err.text, part))
		fail_msg("\"%s\" is not in \"%s\"", part, err.text);
}

/* The listing as text: each path on a line, with `!` before it if it is irregular. To be freed. */
static inline char *listed(struct ak_store *store, const char *top)
{
	struct ak_listing listing;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_buf text = AK_BUF_INIT;
	if (ak_store_list(store, top, &listing, &err) != AK_OK)
		fail_msg("%s", err.text);
	for (size_t i = 0; i < listing.count; i++)
		ak_buf_format(
			&text, "%s%s\n", listing.entries[i].regular ? "" : "!", listing.entries[i].path);
	ak_listing_release(&listing);
	return ak_buf_take(&text);
}

static inline void lists(struct ak_store *store, const char *top, const char *expected)
{
	char *text = listed(store, top);
	assert_non_null(text);
	assert_string_equal(text, expected);
	free(text);
}

static inline void opened_lists(const char *path, const char *top, const char *expected)
{
	struct ak_store *store = open_store(path);
	lists(store, top, expected);
	ak_store_free(store);
}

/* The bytes of a path as text, to be freed; NULL if it is not there. */
static inline char *text_of(struct ak_store *store, const char *path)
{
	struct ak_listing listing;
	struct ak_reader *reader;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_bytes bytes;
	struct ak_buf text = AK_BUF_INIT;
	bool too_large;
	assert_int_equal(ak_store_list(store, "", &listing, &err), AK_OK);
	const struct ak_entry *entry = ak_listing_find(&listing, path);
	if (entry) {
		assert_int_equal(ak_reader_open(&reader, store, &err), AK_OK);
		if (ak_reader_read(reader, entry, 1 << 20, &bytes, &too_large, &err) != AK_OK)
			fail_msg("%s", err.text);
		assert_false(too_large);
		ak_buf_append(&text, bytes.data, bytes.size);
		ak_reader_free(reader);
	}
	ak_listing_release(&listing);
	return entry ? ak_buf_take(&text) : NULL;
}

static inline void holds(struct ak_store *store, const char *path, const char *expected)
{
	char *text = text_of(store, path);
	assert_non_null(text);
	assert_string_equal(text, expected);
	free(text);
}

static inline enum ak_status commit_one(
	struct ak_store *store, const char *path, const char *text, int64_t time, struct ak_error *err)
{
	struct ak_put put = {.path = path, .bytes = ak_bytes_of(text)};
	enum ak_status status = ak_store_lock(store, 60, err);
	if (status == AK_OK)
		status = ak_store_commit(store, &put, 1, NULL, 0, "add", AUTHOR, time, err);
	ak_store_unlock(store);
	return status;
}

static inline void commit_text(struct ak_store *store, const char *path, const char *text)
{
	struct ak_error err = AK_ERROR_INIT;
	if (commit_one(store, path, text, 1700000000, &err) != AK_OK)
		fail_msg("%s: %s", path, err.text);
}

static inline void commit_fails(
	struct ak_store *store, const char *path, enum ak_status status, const char *part)
{
	struct ak_error err = AK_ERROR_INIT;
	assert_int_equal(commit_one(store, path, "text", 1700000000, &err), status);
	if (!strstr(err.text, part))
		fail_msg("\"%s\" is not in \"%s\"", part, err.text);
}

#endif
