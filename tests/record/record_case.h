/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Cases of a record, as tables: a sentence, a record in which ' stands for ", and where it is at fault. The
 * words in capitals below stand for what would hide the point.
 */
#ifndef AK_TESTS_RECORD_CASE_H
#define AK_TESTS_RECORD_CASE_H

#include "base/table.h"

#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "sig/digest.h"

#define ID_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define ID_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define ID_C "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
#define KEY_IENW "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOS458OyOmBw9YQjhNxMa1Ji+eS6SwbF9apxZYOqtUHn"

/* The keys that each record has, but for its kind. */
#define SIGNED                                                                                               \
	"'akkoord':'record/1','ledger':'" ID_A "','actor':'ienw-do','key':'" KEY_IENW                        \
	"','seq':1,'parents':[],'time':'2022-10-01T12:00:00Z'"
#define PROPOSE "{" SIGNED ",'kind':'propose','for':'do','why':'test'"
#define ENDORSE "{" SIGNED ",'kind':'endorse','target':'" ID_B "'"
#define OBJECT "{" SIGNED ",'kind':'object','target':'" ID_B "','why':'nee'"
#define WITHDRAW "{" SIGNED ",'kind':'withdraw','target':'" ID_B "','why':'vergissing'"
#define SEAL "{" SIGNED ",'kind':'seal','state':'" ID_C "'"
#define SET "{'op':'set','object':'agenda/a22','field':'titel','from':null,'to':'Agenda'}"
#define CHANGES ",'changes':[" SET "]"

struct record_case {
	const char *sentence;
	const char *record;
	const char *place; /* NULL: the record is sound; else how the sentence begins, or "json" */
};

/* text with ' turned into ", to be freed. */
static inline char *quoted(const char *text)
{
	char *copy = malloc(strlen(text) + 1);
	assert_non_null(copy);
	strcpy(copy, text);
	for (char *at = strchr(copy, '\''); at; at = strchr(at, '\''))
		*at = '"';
	return copy;
}

/* Parses the record, which must be sound. */
static inline struct ak_record parsed(struct ak_arena *arena, const char *text)
{
	struct ak_record record = {.seq = 0};
	struct ak_error err = AK_ERROR_INIT;
	enum ak_record_fault fault;
	char *copy = quoted(text);
	if (ak_record_parse(&record, arena, ak_bytes_of(copy), &fault, &err) != AK_OK)
		fail_msg("%s in %s", err.text, copy);
	free(copy); /* nothing of it is used any more */
	return record;
}

static inline void check_refused(struct ak_bytes bytes, const char *place)
{
	struct ak_record record = {.seq = 7};
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_error err = AK_ERROR_INIT;
	enum ak_record_fault fault = AK_RECORD_FAULT_SCHEMA;
	bool json = strcmp(place, "json") == 0;
	assert_int_equal(ak_record_parse(&record, &arena, bytes, &fault, &err), AK_ERR_FORMAT);
	assert_int_equal(fault, json ? AK_RECORD_FAULT_JSON : AK_RECORD_FAULT_SCHEMA);
	assert_int_equal(record.seq, 7); /* written only on success */
	if (!json) {
		size_t size = strlen(place);
		if (strncmp(err.text, place, size) != 0 || strncmp(err.text + size, ": ", 2) != 0)
			fail_msg("\"%s\" is not at %s", err.text, place);
		assert_non_null(strstr(err.text, "(protocol §"));
	}
	ak_arena_release(&arena);
}

static inline void check_case(void **state)
{
	const struct record_case *wanted = *state;
	if (wanted->place) {
		char *copy = quoted(wanted->record);
		check_refused(ak_bytes_of(copy), wanted->place);
		free(copy);
		return;
	}
	struct ak_arena arena = AK_ARENA_INIT;
	parsed(&arena, wanted->record);
	ak_arena_release(&arena);
}

#define RUN_CASES(name, cases) (ak_sig_start(NULL) == AK_OK ? RUN_TABLE(name, cases, .test_func = check_case) : 1)

#endif
