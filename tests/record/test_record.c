/* SPDX-License-Identifier: EUPL-1.2 */
/* What a parsed record holds, its lists at their limits, and that a written one parses back. */
#include "record/record_case.h"

#include <pthread.h>

#define ALL_CHANGES                                                                                          \
	",'changes':[{'op':'create','object':'thema/kennis','fields':{'titel':'Kennis','van':3,'open':true," \
	"'partners':['vng','ipo','0x'],'leeg':[]}}," SET                                                     \
	",{'op':'add','object':'seat/do.ienw','field':'holders','value':'ienw-do'}"                          \
	",{'op':'remove','object':'seat/do.ienw','field':'holders','value':'ienw-oud'}"                      \
	",{'op':'amend','from':'" ID_A "','charter':{'b':[1,null],'a':'x\\ny'}}]"
#define WHOLE                                                                                                \
	PROPOSE ALL_CHANGES ",'pins':{'agenda/a22':'" ID_B "','agenda/a21':'" ID_C                           \
			    "'},'respond_by':'2022-10-15',"                                                  \
			    "'attachments':['" ID_C "','" ID_A "']}"

static void a_proposal_holds_what_was_signed(void **state)
{
	(void)state;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_record record = parsed(&arena, WHOLE);
	assert_string_equal(ak_id_hex(record.ledger).text, ID_A);
	assert_string_equal(record.actor, "ienw-do");
	assert_string_equal(record.key, KEY_IENW);
	assert_int_equal(record.seq, 1);
	assert_int_equal(record.parent_count, 0);
	assert_string_equal(ak_kind_name((enum ak_kind)record.kind), "propose");
	assert_string_equal(record.capacity, "do");
	assert_string_equal(record.why, "test");
	assert_int_equal(record.time, 1664625600);
	assert_int_equal(record.respond_by, 19280);
	assert_int_equal(record.pin_count, 2);
	assert_string_equal(record.pins[0].object, "agenda/a22");
	assert_string_equal(ak_id_hex(&record.pins[1].digest).text, ID_C);
	assert_int_equal(record.attachment_count, 2);
	assert_string_equal(ak_id_hex(&record.attachments[1]).text, ID_A);
	assert_int_equal(record.change_count, 5);
	ak_arena_release(&arena);
}

static void a_set_is_sorted_by_byte_value(void **state)
{
	(void)state;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_record record = parsed(&arena, WHOLE);
	const struct ak_change *change = &record.changes[0];
	assert_int_equal(change->op, AK_OP_CREATE);
	assert_int_equal(change->field_count, 5);
	assert_string_equal(change->fields[3].field, "partners");
	const struct ak_value *set = &change->fields[3].value;
	assert_int_equal(set->count, 3);
	assert_string_equal(set->items[0], "0x");
	assert_string_equal(set->items[1], "ipo");
	assert_string_equal(set->items[2], "vng");
	assert_int_equal(change->fields[4].value.kind, AK_VALUE_SET);
	assert_int_equal(change->fields[4].value.count, 0);
	ak_arena_release(&arena);
}

static void changes_hold_their_parts(void **state)
{
	(void)state;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_record record = parsed(&arena, WHOLE);
	assert_int_equal(record.changes[1].from.kind, AK_VALUE_NULL);
	assert_string_equal(record.changes[1].to.text, "Agenda");
	assert_string_equal(record.changes[2].object, "seat/do.ienw");
	assert_string_equal(record.changes[2].to.text, "ienw-do");
	assert_int_equal(record.changes[3].op, AK_OP_REMOVE);
	const struct ak_change *amend = &record.changes[4];
	static const char canonical[] = "{\"a\":\"x\\ny\",\"b\":[1,null]}";
	struct ak_id digest = ak_sha256(ak_bytes_of(canonical));
	assert_null(amend->object);
	assert_string_equal(amend->charter, "{\n  \"b\": [\n    1,\n    null\n  ],\n  \"a\": \"x\\ny\"\n}\n");
	assert_true(ak_id_equal(&amend->charter_digest, &digest));
	assert_string_equal(ak_id_hex(&amend->from_charter).text, ID_A);
	ak_arena_release(&arena);
}

static void the_id_is_the_digest_of_the_bytes(void **state)
{
	(void)state;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_record record = parsed(&arena, ENDORSE "}");
	char *text = quoted(ENDORSE "}");
	struct ak_id id = ak_sha256(ak_bytes_of(text));
	assert_true(ak_id_equal(&record.id, &id));
	free(text);
	ak_arena_release(&arena);
}

static void a_seal_holds_what_it_seals(void **state)
{
	(void)state;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_record first = parsed(&arena, SEAL ",'height':1,'prev':null}");
	struct ak_record later = parsed(&arena, SEAL ",'height':2,'prev':'" ID_B "'}");
	assert_null(first.prev);
	assert_int_equal(later.height, 2);
	assert_string_equal(ak_id_hex(later.prev).text, ID_B);
	assert_string_equal(ak_id_hex(later.state).text, ID_C);
	ak_arena_release(&arena);
}

/* begin, then count items that differ in %08zu, then end. */
static void check_list(const char *begin, const char *item, size_t count, const char *end, const char *place)
{
	struct ak_buf text = AK_BUF_INIT;
	ak_buf_text(&text, begin);
	for (size_t i = 0; i < count; i++) {
		const char *number = strstr(item, "%08zu");
		assert_non_null(number);
		ak_buf_text(&text, i ? "," : "");
		ak_buf_append(&text, item, (size_t)(number - item));
		ak_buf_format(&text, "%08zu", i);
		ak_buf_text(&text, number + strlen("%08zu"));
	}
	ak_buf_text(&text, end);
	struct record_case list = {.record = ak_buf_string(&text), .place = place};
	void *state = &list;
	check_case(&state);
	ak_buf_release(&text);
}

#define ID_BUT_8 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static void a_record_has_at_most_64_parents(void **state)
{
	(void)state;
	static const char begin[] = "{'akkoord':'record/1','ledger':'" ID_A
				    "','actor':'ienw-do','key':'" KEY_IENW "','seq':1,'parents':[";
	static const char end[] = "],'time':'2022-10-01T12:00:00Z','kind':'endorse','target':'" ID_B "'}";
	check_list(begin, "'%08zu" ID_BUT_8 "'", 64, end, NULL);
	check_list(begin, "'%08zu" ID_BUT_8 "'", 65, end, "parents");
}

static void a_record_has_at_most_64_attachments(void **state)
{
	(void)state;
	check_list(ENDORSE ",'attachments':[", "'%08zu" ID_BUT_8 "'", 64, "]}", NULL);
	check_list(ENDORSE ",'attachments':[", "'%08zu" ID_BUT_8 "'", 65, "]}", "attachments");
}

static void a_proposal_has_at_most_64_changes(void **state)
{
	(void)state;
	static const char change[] = "{'op':'create','object':'thema/t%08zu','fields':{}}";
	check_list(PROPOSE ",'changes':[", change, 64, "]}", NULL);
	check_list(PROPOSE ",'changes':[", change, 65, "]}", "changes");
}

static void a_set_may_be_long(void **state)
{
	(void)state;
	static const char begin[] = PROPOSE ",'changes':[{'op':'create','object':'thema/t','fields':{'f':[";
	check_list(begin, "'%08zu'", 5000, "]}}]}", NULL);
}

/* Writing what was parsed, and parsing and writing that again. */
static void check_written(const char *text)
{
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_buf once = AK_BUF_INIT;
	struct ak_buf twice = AK_BUF_INIT;
	struct ak_record record = parsed(&arena, text);
	struct ak_record again;
	enum ak_record_fault fault;
	assert_int_equal(ak_record_write(&record, &once, &err), AK_OK);
	if (ak_record_parse(&again, &arena, ak_buf_view(&once), &fault, &err) != AK_OK)
		fail_msg("%s in %s", err.text, ak_buf_string(&once));
	assert_int_equal(ak_record_write(&again, &twice, &err), AK_OK);
	assert_string_equal(ak_buf_string(&once), ak_buf_string(&twice));
	ak_buf_release(&once);
	ak_buf_release(&twice);
	ak_arena_release(&arena);
}

static void what_is_written_parses_back_to_the_same(void **state)
{
	(void)state;
	check_written(WHOLE);
	check_written(PROPOSE CHANGES "}");
	check_written(ENDORSE "}");
	check_written(ENDORSE ",'why':'a \\\"quote\\\"\\n\\\\ and é','attachments':['" ID_A "']}");
	check_written(OBJECT "}");
	check_written(WITHDRAW "}");
	check_written(SEAL ",'height':1,'prev':null}");
	check_written(SEAL ",'height':9007199254740991,'prev':'" ID_B "'}");
}

static void a_written_record_has_its_keys_in_order(void **state)
{
	(void)state;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_buf out = AK_BUF_INIT;
	struct ak_record record = parsed(&arena, PROPOSE CHANGES "}");
	char *wanted = quoted("{\n  'akkoord': 'record/1',\n  'ledger': '" ID_A "',\n  'actor': 'ienw-do',\n"
			      "  'key': '" KEY_IENW "',\n  'seq': 1,\n  'parents': [],\n"
			      "  'time': '2022-10-01T12:00:00Z',\n  'kind': 'propose',\n  'for': 'do',\n"
			      "  'why': 'test',\n  'changes': [\n    {\n      'op': 'set',\n"
			      "      'object': 'agenda/a22',\n      'field': 'titel',\n      'from': null,\n"
			      "      'to': 'Agenda'\n    }\n  ]\n}\n");
	assert_int_equal(ak_record_write(&record, &out, NULL), AK_OK);
	assert_string_equal(ak_buf_string(&out), wanted);
	free(wanted);
	ak_buf_release(&out);
	ak_arena_release(&arena);
}

static void a_change_by_hand_is_read_with_its_place(void **state)
{
	(void)state;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_change change;
	struct ak_json *json = NULL;
	char *text = quoted(SET);
	assert_int_equal(ak_json_parse(&json, ak_bytes_of(text), NULL), AK_OK);
	assert_int_equal(ak_change_read(&change, &arena, json, "change 3", &err), AK_OK);
	assert_string_equal(change.field, "titel");
	assert_true(ak_json_set(json, "to", ak_json_null_new()));
	assert_int_equal(ak_change_read(&change, &arena, json, "change 3", &err), AK_ERR_FORMAT);
	assert_string_equal(err.text, "change 3.to: `from` and `to` must differ (protocol §6)");
	ak_json_free(json);
	free(text);
	ak_arena_release(&arena);
}

static void *parse_often(void *context)
{
	struct ak_arena arena = AK_ARENA_INIT;
	const char *text = context;
	for (int i = 0; i < 200; i++) {
		struct ak_record record;
		enum ak_record_fault fault;
		if (ak_record_parse(&record, &arena, ak_bytes_of(text), &fault, NULL) != AK_OK)
			return context;
	}
	ak_arena_release(&arena);
	return NULL;
}

static void several_threads_parse_at_once(void **state)
{
	(void)state;
	pthread_t threads[4];
	char *text = quoted(WHOLE);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, parse_often, text), 0);
	for (size_t i = 0; i < 4; i++) {
		void *failed = NULL;
		assert_int_equal(pthread_join(threads[i], &failed), 0);
		assert_null(failed);
	}
	free(text);
}

/* Every beginning of a record, and every record with one bit flipped: an answer, and nothing read beyond the end. */
static void a_damaged_record_is_refused_or_another_one(void **state)
{
	(void)state;
	char *text = quoted(WHOLE);
	size_t size = strlen(text);
	for (size_t i = 0; i < size; i++) {
		struct ak_arena arena = AK_ARENA_INIT;
		struct ak_record record;
		enum ak_record_fault fault;
		uint8_t *copy = malloc(size);
		assert_non_null(copy);
		memcpy(copy, text, size);
		assert_int_equal(ak_record_parse(&record, &arena, (struct ak_bytes){copy, i}, &fault, NULL),
			AK_ERR_FORMAT);
		copy[i] ^= (uint8_t)(1U << (i % 8));
		ak_record_parse(&record, &arena, (struct ak_bytes){copy, size}, &fault, NULL);
		free(copy);
		ak_arena_release(&arena);
	}
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_proposal_holds_what_was_signed),
		cmocka_unit_test(a_set_is_sorted_by_byte_value),
		cmocka_unit_test(changes_hold_their_parts),
		cmocka_unit_test(the_id_is_the_digest_of_the_bytes),
		cmocka_unit_test(a_seal_holds_what_it_seals),
		cmocka_unit_test(a_record_has_at_most_64_parents),
		cmocka_unit_test(a_record_has_at_most_64_attachments),
		cmocka_unit_test(a_proposal_has_at_most_64_changes),
		cmocka_unit_test(a_set_may_be_long),
		cmocka_unit_test(what_is_written_parses_back_to_the_same),
		cmocka_unit_test(a_written_record_has_its_keys_in_order),
		cmocka_unit_test(a_change_by_hand_is_read_with_its_place),
		cmocka_unit_test(several_threads_parse_at_once),
		cmocka_unit_test(a_damaged_record_is_refused_or_another_one),
	};
	return ak_sig_start(NULL) == AK_OK ? cmocka_run_group_tests_name("record", tests, NULL, NULL) : 1;
}
