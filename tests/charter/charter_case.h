/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Cases of a charter, as tables that can be read without knowing C: a sentence, what is edited in a sound
 * charter, and the places where the edited one is at fault.
 *
 * An edit is `path = JSON`, or `path -` to take something out; several are separated by a line feed. `[n]`
 * after the last item of a list appends. In edits and in the charter, ' stands for ". Places are separated by
 * a space.
 */
#ifndef AK_TESTS_CHARTER_CASE_H
#define AK_TESTS_CHARTER_CASE_H

#include "base/table.h"

#include <stdlib.h>
#include <string.h>

#include "charter/charter.h"
#include "sig/digest.h"

/* Keys that nobody uses: their private halves are published with the vectors. */
#define KEY_IENW "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOS458OyOmBw9YQjhNxMa1Ji+eS6SwbF9apxZYOqtUHn"
#define KEY_IPO "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIEUvrb8y4VEVlu8rb4Cy9/GMGzGN5fzbUh4mkim/RtN"
#define KEY_UVW "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICF7sPYSLPbnR3R5VzAcBbD5Iaj0Jhh960pBAghfvwoh"
#define KEY_VNG "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO0hZqDoyUekFWkhmEPdCA/W4wH4Lo9z+dxq6efREPJ9"

static const char sound_charter[] =
	"{"
	"'akkoord': 'charter/1',"
	"'name': 'Proef',"
	"'parties': {"
	"  'ienw': {'name': 'Ministerie', 'key': '" KEY_IENW "'},"
	"  'ipo':  {'name': 'Provincies', 'key': '" KEY_IPO "'},"
	"  'vng':  {'name': 'Gemeenten',  'key': '" KEY_VNG "'}"
	"},"
	"'bodies': {"
	"  'bo': {'name': 'Bestuurlijk Overleg', 'rank': 1, 'seats': ['ienw','ipo','vng'], 'quorum': 3},"
	"  'do': {'name': 'Directeurenoverleg',  'rank': 3, 'seats': ['ienw','ipo'], 'quorum': 1},"
	"  'getuigen': {'name': 'Getuigen',      'rank': 8, 'seats': ['ienw','ipo','vng'], 'quorum': 3}"
	"},"
	"'offices': {'pm': {'name': 'Programmamanager', 'rank': 4, 'appointed_by': ['do']}},"
	"'seal': {'body': 'getuigen', 'by': 'ienw'},"
	"'amend': ['bo'],"
	"'types': {"
	"  'agenda': {"
	"    'name': 'Agenda', 'phase': 'fase', 'create': {'concept': ['do']},"
	"    'fields': {"
	"      'titel': {'type': 'text', 'name': 'Titel', 'required': true, 'by': {'concept': ['do'], '*': "
	"['bo']}},"
	"      'fase': {'type': 'enum', 'values': ['concept','vastgesteld','dicht'], 'initial': 'concept', "
	"'moves': ["
	"        {'from': 'concept', 'to': 'vastgesteld', 'by': ['bo'], 'needs': ['titel'], 'pin': true},"
	"        {'from': 'vastgesteld', 'to': 'dicht', 'by': ['bo']}]}"
	"    }},"
	"  'afspraak': {"
	"    'name': 'Afspraak', 'phase': 'agenda', 'create': {'concept': ['do@trekker'], '*': ['bo']},"
	"    'fields': {"
	"      'agenda': {'type': 'ref', 'to': 'agenda', 'required': true},"
	"      'trekker': {'type': 'party', 'expected': true, 'by': ['do']},"
	"      'projectleider': {'type': 'actor', 'by': ['do']},"
	"      'tekst': {'type': 'text', 'help': 'Wat is afgesproken', 'by': {'concept': ['do'], "
	"'vastgesteld': ['bo']}},"
	"      'termijn': {'type': 'date', 'by': ['do']},"
	"      'budget': {'type': 'int', 'min': 0, 'max': 100, 'unit': 'EUR', 'by': ['do']},"
	"      'soort': {'type': 'enum', 'values': ['resultaat','inspanning'], 'by': ['do']},"
	"      'partners': {'type': 'set', 'of': 'party', 'by': ['do','pm']},"
	"      'thema': {'type': 'set', 'of': 'enum', 'values': ['kennis','water'], 'by': ['do']},"
	"      'samenhang': {'type': 'set', 'of': 'ref', 'to': '*', 'by': ['do']},"
	"      'voortgang': {'type': 'int', 'by': ['@projectleider','do@trekker','pm','vng']},"
	"      'stand': {'type': 'enum', 'values': ['open','gereed'], 'initial': 'open', 'moves': []}"
	"    }},"
	"  'geschil': {"
	"    'name': 'Geschil', 'phase': 'stand', 'create': ['do'],"
	"    'freezes': {'field': 'betreft', 'while': ['lopend'], 'except': ['bo','pm','vng']},"
	"    'fields': {"
	"      'betreft': {'type': 'ref', 'to': '*'},"
	"      'stand': {'type': 'enum', 'values': ['lopend','beslecht'], 'initial': 'lopend',"
	"        'moves': [{'from': 'lopend', 'to': 'beslecht', 'by': ['bo']}]}"
	"    }},"
	"  'nota': {"
	"    'name': 'Nota',"
	"    'fields': {"
	"      'tekst': {'type': 'text', 'by': {'*': ['do']}},"
	"      'openbaar': {'type': 'bool'},"
	"      'besluit': {'type': 'record'},"
	"      'stuk': {'type': 'file'}"
	"    }}"
	"}}";

struct charter_case {
	const char *sentence;
	const char *edits;
	const char *places; /* NULL: the charter is sound */
};

/* JSON in which ' stands for ". */
static inline struct ak_json *quoted_json(const char *text, size_t size)
{
	struct ak_json *json = NULL;
	struct ak_error err = AK_ERROR_INIT;
	char *copy = malloc(size + 1);
	assert_non_null(copy);
	for (size_t i = 0; i < size; i++)
		copy[i] = text[i] == '\'' ? '"' : text[i];
	copy[size] = '\0';
	if (ak_json_parse(&json, ak_bytes_of(copy), &err) != AK_OK)
		fail_msg("%s in %s", err.text, copy);
	free(copy);
	return json;
}

static inline struct ak_json *sound_json(void)
{
	return quoted_json(sound_charter, strlen(sound_charter));
}

/* One step of a path: a key, or `[n]`. Returns what follows. */
static inline const char *path_step(const char *path, char key[64])
{
	if (*path == '.')
		path++;
	size_t size = *path == '[' ? strcspn(path, "]") + 1 : strcspn(path, ".[");
	assert_true(size > 0 && size < 64);
	memcpy(key, path, size);
	key[size] = '\0';
	return path + size;
}

static inline struct ak_json *edited(
	const struct ak_json *json, const char *path, const struct ak_json *value);

static inline struct ak_json *edited_list(
	const struct ak_json *json, size_t index, const char *rest, const struct ak_json *value)
{
	struct ak_json *list = ak_json_array_new();
	size_t count = ak_json_count(json);
	assert_true(index <= count);
	for (size_t i = 0; i < count; i++) {
		struct ak_json *item = i == index ? edited(ak_json_item(json, i), rest, value)
						  : ak_json_copy(ak_json_item(json, i));
		if (item)
			assert_true(ak_json_append(list, item));
	}
	if (index == count)
		assert_true(ak_json_append(list, edited(NULL, rest, value)));
	return list;
}

/* A copy of json in which what stands at path is a copy of value, or is not there if value is NULL. */
static inline struct ak_json *edited(
	const struct ak_json *json, const char *path, const struct ak_json *value)
{
	char key[64];
	if (!*path)
		return value ? ak_json_copy(value) : NULL;
	const char *rest = path_step(path, key);
	assert_non_null(json);
	if (key[0] == '[')
		return edited_list(json, strtoul(key + 1, NULL, 10), rest, value);
	struct ak_json *object = ak_json_object_new();
	bool met = false;
	for (void *at = ak_json_member(json, NULL); at; at = ak_json_member(json, at)) {
		bool here = strcmp(ak_json_member_key(at), key) == 0;
		struct ak_json *member = here ? edited(ak_json_member_value(at), rest, value)
					      : ak_json_copy(ak_json_member_value(at));
		if (member)
			assert_true(ak_json_set(object, ak_json_member_key(at), member));
		met = met || here;
	}
	if (!met)
		assert_true(ak_json_set(object, key, edited(NULL, rest, value)));
	return object;
}

/* One line of edits; json is taken. */
static inline struct ak_json *edit(struct ak_json *json, const char *line, size_t size)
{
	char path[256];
	size_t path_size = 0;
	while (path_size < size && line[path_size] != ' ')
		path_size++;
	assert_true(path_size < sizeof path && path_size + 1 < size);
	memcpy(path, line, path_size);
	path[path_size] = '\0';
	const char *rest = line + path_size + 1;
	struct ak_json *value = *rest == '-' ? NULL : quoted_json(rest + 1, size - path_size - 2);
	struct ak_json *after = edited(json, path, value);
	ak_json_free(value);
	ak_json_free(json);
	return after;
}

static inline struct ak_json *edited_charter(const char *edits)
{
	struct ak_json *json = sound_json();
	while (*edits) {
		size_t size = strcspn(edits, "\n");
		json = edit(json, edits, size);
		edits += size + (edits[size] == '\n');
	}
	return json;
}

/* Faults as they are told: places with a space between. */
static inline void note_fault(void *context, const char *place, const char *sentence)
{
	struct ak_buf *places = context;
	if (places->size)
		ak_buf_char(places, ' ');
	ak_buf_text(places, place);
	/* every sentence names its rule, and is one line without a full stop */
	assert_non_null(strstr(sentence, "(protocol §"));
	assert_null(strchr(sentence, '\n'));
	assert_int_equal(sentence[strlen(sentence) - 1], ')');
}

static inline void check_case(void **state)
{
	const struct charter_case *wanted = *state;
	struct ak_charter *charter = NULL;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_buf places = AK_BUF_INIT;
	struct ak_json *json = edited_charter(wanted->edits);
	enum ak_status status = ak_charter_parse(&charter, json, note_fault, &places, &err);
	ak_json_free(json);
	assert_string_equal(ak_buf_string(&places), wanted->places ? wanted->places : "");
	assert_int_equal(status, wanted->places ? AK_ERR_FORMAT : AK_OK);
	if (wanted->places) {
		size_t first = strcspn(wanted->places, " ");
		assert_null(charter);
		assert_int_equal(strncmp(err.text, wanted->places, first), 0);
		assert_int_equal(strncmp(err.text + first, ": ", 2), 0);
	}
	ak_charter_free(charter);
	ak_buf_release(&places);
}

#define RUN_CASES(name, cases) (ak_sig_start(NULL) == AK_OK ? RUN_TABLE(name, cases, .test_func = check_case) : 1)

#endif
