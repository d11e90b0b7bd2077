/* SPDX-License-Identifier: EUPL-1.2 */
/* What is packed comes out the same; bytes that were cut or bent are refused, or come out as some other record. */
#include "record/pack.h"

#include "record/record_case.h"

static const struct ak_id ours = {.bytes = {7}};
static const struct ak_id theirs = {.bytes = {8}};
static const struct ak_id ids[] = {{.bytes = {1}}, {.bytes = {2}}, {.bytes = {3}}};

static struct ak_value text(const char *words)
{
	return (struct ak_value){.kind = AK_VALUE_TEXT, .text = words};
}

static struct ak_record base(uint8_t kind)
{
	return (struct ak_record){.id = ids[2],
		.ledger = &ours,
		.actor = "ienw-pm",
		.key = "ssh-ed25519 AAAA",
		.time = -12345678901,
		.parents = ids,
		.parent_count = 2,
		.attachments = ids,
		.attachment_count = 3,
		.why = "waarom niet",
		.seq = 999999999,
		.kind = kind};
}

static struct ak_record proposal(void)
{
	static const char *const members[] = {"a", "b"};
	static struct ak_assignment fields[2];
	static struct ak_change changes[5];
	static const struct ak_pin pins[] = {{"agenda/x", {.bytes = {9}}}};
	fields[0] = (struct ak_assignment){"titel", text("T")};
	fields[1] = (struct ak_assignment){"leden", {.kind = AK_VALUE_SET, .count = 2, .items = members}};
	changes[0] = (struct ak_change){.op = AK_OP_CREATE, .object = "nota/a", .fields = fields, .field_count = 2};
	changes[1] = (struct ak_change){.op = AK_OP_SET, .object = "nota/a", .field = "n", .from = {.kind = AK_VALUE_NULL}};
	changes[1].to = (struct ak_value){.kind = AK_VALUE_INT, .integer = -9007199254740991};
	changes[2] = (struct ak_change){.op = AK_OP_SET, .object = "nota/a", .field = "b", .from = text("")};
	changes[2].to = (struct ak_value){.kind = AK_VALUE_BOOL, .boolean = true};
	changes[3] = (struct ak_change){.op = AK_OP_ADD, .object = "nota/a", .field = "leden", .to = text("c")};
	changes[4] = (struct ak_change){.op = AK_OP_AMEND, .from_charter = ids[0], .charter = "{}", .charter_digest = ids[1]};
	struct ak_record record = base(AK_KIND_PROPOSE);
	record.capacity = "do";
	record.changes = changes;
	record.change_count = 5;
	record.pins = pins;
	record.pin_count = 1;
	record.respond_by = -1;
	return record;
}

static void pack_all(struct ak_packer *packer)
{
	struct ak_record endorse = base(AK_KIND_ENDORSE);
	struct ak_record seal = base(AK_KIND_SEAL);
	struct ak_record other = proposal();
	endorse.target = &ids[1];
	endorse.why = NULL;
	endorse.ledger = &theirs;
	seal.height = 300;
	seal.state = &ids[0];
	seal.prev = &ids[1];
	ak_packer_init(packer, &ours);
	ak_pack_record(packer, &other);
	ak_pack_record(packer, &endorse);
	ak_pack_record(packer, &seal);
	assert_true(ak_packer_finish(packer));
}

static void check_common(const struct ak_record *got, const struct ak_record *want)
{
	assert_true(ak_id_equal(&got->id, &want->id) && ak_id_equal(got->ledger, want->ledger));
	assert_string_equal(got->actor, want->actor);
	assert_string_equal(got->key, want->key);
	assert_true(got->time == want->time && got->seq == want->seq && got->kind == want->kind);
	assert_int_equal(got->parent_count, want->parent_count);
	assert_memory_equal(got->parents, want->parents, want->parent_count * sizeof *want->parents);
	assert_int_equal(got->attachment_count, want->attachment_count);
	assert_memory_equal(got->attachments, want->attachments, want->attachment_count * sizeof *want->attachments);
}

static void check_proposal(const struct ak_record *got)
{
	const struct ak_record want = proposal();
	check_common(got, &want);
	assert_string_equal(got->why, want.why);
	assert_string_equal(got->capacity, want.capacity);
	assert_int_equal(got->respond_by, -1);
	assert_int_equal(got->change_count, 5);
	assert_int_equal(got->changes[0].field_count, 2);
	assert_string_equal(got->changes[0].fields[1].field, "leden");
	for (unsigned i = 0; i < 2; i++)
		assert_true(ak_value_equal(&got->changes[0].fields[i].value, &want.changes[0].fields[i].value));
	for (unsigned i = 1; i < 4; i++) {
		assert_string_equal(got->changes[i].object, want.changes[i].object);
		assert_string_equal(got->changes[i].field, want.changes[i].field);
		assert_true(ak_value_equal(&got->changes[i].to, &want.changes[i].to));
		assert_true(i == 3 || ak_value_equal(&got->changes[i].from, &want.changes[i].from));
	}
	assert_null(got->changes[4].object);
	assert_string_equal(got->changes[4].charter, "{}");
	assert_true(ak_id_equal(&got->changes[4].from_charter, &ids[0]) && ak_id_equal(&got->changes[4].charter_digest, &ids[1]));
	assert_int_equal(got->pin_count, 1);
	assert_string_equal(got->pins[0].object, "agenda/x");
	assert_true(ak_id_equal(&got->pins[0].digest, &want.pins[0].digest));
}

static void what_is_packed_comes_out_the_same(void **state)
{
	(void)state;
	struct ak_packer packer;
	struct ak_unpacker from;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_record got[3];
	pack_all(&packer);
	ak_unpacker_init(&from, &arena, ak_buf_view(&packer.out), &ours);
	for (unsigned i = 0; i < 3; i++)
		ak_unpack_record(&from, &got[i]);
	assert_false(from.failed);
	assert_ptr_equal(from.at, from.end);
	check_proposal(&got[0]);
	assert_null(got[1].why);
	assert_true(ak_id_equal(got[1].target, &ids[1]) && ak_id_equal(got[1].ledger, &theirs));
	assert_true(got[2].height == 300 && ak_id_equal(got[2].state, &ids[0]) && ak_id_equal(got[2].prev, &ids[1]));
	ak_arena_release(&arena);
	ak_packer_release(&packer);
}

/* Each copy has just the memory that it needs, so that a checker sees a step beside it. */
static void bytes_that_were_cut_or_bent_do_no_harm(void **state)
{
	(void)state;
	struct ak_packer packer;
	pack_all(&packer);
	for (size_t i = 0; i < 2 * packer.out.size; i++) {
		struct ak_arena arena = AK_ARENA_INIT;
		struct ak_unpacker from;
		struct ak_record got;
		size_t size = i < packer.out.size ? i : packer.out.size;
		uint8_t *copy = malloc(size + 1);
		assert_non_null(copy);
		memcpy(copy, packer.out.data, size);
		if (i >= packer.out.size)
			copy[i - packer.out.size] ^= 0x55;
		uint8_t *exact = realloc(copy, size ? size : 1);
		assert_non_null(exact);
		ak_unpacker_init(&from, &arena, (struct ak_bytes){exact, size}, &ours);
		for (unsigned n = 0; n < 3; n++)
			ak_unpack_record(&from, &got);
		if (i < packer.out.size)
			assert_true(from.failed);
		free(exact);
		ak_arena_release(&arena);
	}
	ak_packer_release(&packer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_packed_comes_out_the_same),
		cmocka_unit_test(bytes_that_were_cut_or_bent_do_no_harm),
	};
	return cmocka_run_group_tests_name("record/pack", tests, NULL, NULL);
}
