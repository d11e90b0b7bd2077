/* SPDX-License-Identifier: EUPL-1.2 */
/* A charter that was read: what it holds, what can be asked of it, its size and digest. */
#include "charter/charter_case.h"

#include <stdio.h>

static struct ak_charter *sound(void)
{
	struct ak_charter *charter = NULL;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_json *json = sound_json();
	if (ak_charter_parse(&charter, json, NULL, NULL, &err) != AK_OK)
		fail_msg("%s", err.text);
	ak_json_free(json); /* nothing of it is used any more */
	return charter;
}

static void parties_and_bodies_are_found_by_name(void **state)
{
	(void)state;
	struct ak_charter *charter = sound();
	assert_string_equal(charter->name, "Proef");
	assert_int_equal(charter->party_count, 3);
	assert_string_equal(charter->parties[2].name, "vng");
	assert_string_equal(ak_charter_party(charter, "ipo")->label, "Provincies");
	assert_string_equal(ak_charter_party(charter, "ipo")->key, KEY_IPO);
	assert_null(ak_charter_party(charter, "bo"));
	const struct ak_body *body = ak_charter_body(charter, "do");
	assert_int_equal(body->rank, 3);
	assert_int_equal(body->quorum, 1);
	assert_int_equal(ak_body_seat(body, "ipo"), 1);
	assert_int_equal(ak_body_seat(body, "vng"), -1);
	assert_null(ak_charter_body(charter, "pm"));
	assert_string_equal(ak_charter_office(charter, "pm")->appointed_by.items[0], "do");
	assert_ptr_equal(charter->seal_body, ak_charter_body(charter, "getuigen"));
	assert_string_equal(charter->seal_by, "ienw");
	assert_true(ak_texts_have(&charter->amend, "bo"));
	ak_charter_free(charter);
}

static void a_charter_without_seal_has_no_body_that_seals(void **state)
{
	(void)state;
	struct ak_charter *charter = NULL;
	struct ak_json *json = edited_charter("seal = null");
	assert_int_equal(ak_charter_parse(&charter, json, NULL, NULL, NULL), AK_OK);
	assert_null(charter->seal_body);
	assert_null(charter->seal_by);
	ak_json_free(json);
	ak_charter_free(charter);
}

static void fields_keep_their_options(void **state)
{
	(void)state;
	struct ak_charter *charter = sound();
	const struct ak_type *type = ak_charter_type(charter, "afspraak");
	const struct ak_field *budget = ak_type_field(type, "budget");
	assert_int_equal(budget->type, AK_FIELD_INT);
	assert_true(budget->has_min && budget->has_max && budget->min == 0 && budget->max == 100);
	assert_string_equal(budget->unit, "EUR");
	assert_string_equal(budget->label, "budget"); /* there is no name */
	assert_string_equal(ak_type_field(type, "tekst")->help, "Wat is afgesproken");
	assert_true(ak_type_field(type, "trekker")->expected);
	assert_int_equal(ak_type_field(type, "partners")->of, AK_FIELD_PARTY);
	assert_string_equal(ak_type_field(type, "samenhang")->to, "*");
	assert_int_equal(ak_type_field(type, "thema")->values.count, 2);
	assert_true(ak_type_field(type, "stand")->has_moves);
	assert_false(ak_type_field(type, "soort")->has_moves);
	assert_null(ak_type_field(type, "fase"));
	assert_ptr_equal(type->phase, ak_type_field(type, "agenda"));
	const struct ak_field *titel = ak_type_field(ak_charter_type(charter, "agenda"), "titel");
	assert_string_equal(titel->label, "Titel");
	assert_true(titel->required);
	ak_charter_free(charter);
}

static void who_lists_are_taken_apart(void **state)
{
	(void)state;
	struct ak_charter *charter = sound();
	const struct ak_field *field = ak_type_field(ak_charter_type(charter, "afspraak"), "voortgang");
	struct ak_who_list who = ak_rules_find(&field->by, "anything");
	assert_int_equal(who.count, 4);
	assert_int_equal(who.items[0].kind, AK_WHO_ACTOR);
	assert_string_equal(who.items[0].field, "projectleider");
	assert_null(who.items[0].capacity);
	assert_int_equal(who.items[1].kind, AK_WHO_SEAT);
	assert_string_equal(who.items[1].text, "do@trekker");
	assert_string_equal(who.items[1].capacity, "do");
	assert_string_equal(who.items[1].field, "trekker");
	assert_int_equal(who.items[2].kind, AK_WHO_CAPACITY);
	assert_string_equal(who.items[2].capacity, "pm");
	assert_null(who.items[2].field);
	ak_charter_free(charter);
}

static void a_phase_that_is_not_named_meets_the_star(void **state)
{
	(void)state;
	struct ak_charter *charter = sound();
	const struct ak_type *agenda = ak_charter_type(charter, "agenda");
	const struct ak_rules *by = &ak_type_field(agenda, "titel")->by;
	assert_string_equal(ak_rules_find(by, "concept").items[0].text, "do");
	assert_string_equal(ak_rules_find(by, "dicht").items[0].text, "bo");
	assert_string_equal(ak_rules_find(by, "").items[0].text, "bo");
	assert_int_equal(ak_rules_find(&agenda->create, "dicht").count, 0);
	assert_int_equal(ak_rules_find(&agenda->create, "").count, 0);
	assert_int_equal(ak_type_field(agenda, "fase")->by.count, 0);
	ak_charter_free(charter);
}

static void moves_and_freezes_are_kept(void **state)
{
	(void)state;
	struct ak_charter *charter = sound();
	const struct ak_field *fase = ak_type_field(ak_charter_type(charter, "agenda"), "fase");
	const struct ak_move *move = ak_field_move(fase, "concept", "vastgesteld");
	assert_true(move->pin);
	assert_string_equal(move->needs.items[0], "titel");
	assert_string_equal(move->by.items[0].capacity, "bo");
	assert_false(ak_field_move(fase, "vastgesteld", "dicht")->pin);
	assert_null(ak_field_move(fase, "vastgesteld", "concept"));
	const struct ak_type *geschil = ak_charter_type(charter, "geschil");
	assert_ptr_equal(geschil->freeze, ak_type_field(geschil, "betreft"));
	assert_true(ak_texts_have(&geschil->freeze_while, "lopend"));
	assert_true(ak_texts_have(&geschil->freeze_except, "vng"));
	ak_charter_free(charter);
}

static void the_digest_is_that_of_the_canonical_form(void **state)
{
	(void)state;
	struct ak_charter *charter = sound();
	struct ak_json *json = sound_json();
	struct ak_buf canonical = AK_BUF_INIT;
	ak_json_canonical(json, &canonical);
	struct ak_id digest = ak_sha256(ak_buf_view(&canonical));
	assert_true(ak_id_equal(&digest, &charter->digest));
	ak_buf_release(&canonical);
	ak_json_free(json);
	ak_charter_free(charter);
}

/* A sound charter whose canonical form is of exactly this size. */
static enum ak_status parse_of_size(size_t size, struct ak_error *err)
{
	struct ak_json *json = edited_charter("types.nota.fields.tekst = {'type': 'enum', 'values': ['']}");
	struct ak_buf canonical = AK_BUF_INIT;
	ak_json_canonical(json, &canonical);
	size_t left = size - canonical.size + 3; /* without the `""` and with no comma before the first */
	struct ak_json *values = ak_json_array_new();
	for (size_t i = 0; left > 0; i++) {
		size_t piece = left > 2 * 4003 ? 4003 : left;
		char text[2 * 4003 + 1];
		memset(text, 'a', sizeof text);
		assert_true(piece >= 3 + 8);
		snprintf(text, sizeof text, "%08zu", i);
		text[8] = 'a';
		text[piece - 3] = '\0';
		assert_true(ak_json_append(values, ak_json_text_new(text)));
		left -= piece;
	}
	struct ak_json *whole = edited(json, "types.nota.fields.tekst.values", values);
	ak_buf_clear(&canonical);
	ak_json_canonical(whole, &canonical);
	assert_int_equal(canonical.size, size);
	struct ak_charter *charter = NULL;
	enum ak_status status = ak_charter_parse(&charter, whole, NULL, NULL, err);
	ak_charter_free(charter);
	ak_json_free(json);
	ak_json_free(values);
	ak_json_free(whole);
	ak_buf_release(&canonical);
	return status;
}

static void a_charter_is_at_most_65536_bytes_as_canonical_json(void **state)
{
	(void)state;
	struct ak_error err = AK_ERROR_INIT;
	assert_int_equal(parse_of_size(65536, &err), AK_OK);
	assert_int_equal(parse_of_size(65537, &err), AK_ERR_FORMAT);
	assert_string_equal(err.text,
		"charter: a charter is at most 65536 bytes as canonical JSON, this is 65537 (protocol §1)");
}

static void a_charter_is_an_object(void **state)
{
	(void)state;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_charter *charter = NULL;
	struct ak_json *json = quoted_json("[]", 2);
	assert_int_equal(ak_charter_parse(&charter, json, NULL, NULL, &err), AK_ERR_FORMAT);
	assert_string_equal(err.text, "charter: this must be an object (protocol §4)");
	ak_json_free(json);
}

static void a_fault_says_place_rule_and_number(void **state)
{
	(void)state;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_charter *charter = NULL;
	struct ak_json *json = edited_charter("bodies.bo.quorum = 4");
	assert_int_equal(ak_charter_parse(&charter, json, NULL, NULL, &err), AK_ERR_FORMAT);
	assert_string_equal(
		err.text, "bodies.bo.quorum: a quorum is from 1 to the number of seats, 3 (protocol §4)");
	ak_json_free(json);
}

/* Three parties may have keys of one type and a fourth one on a security key. */
static void a_root_key_may_be_on_a_security_key(void **state)
{
	(void)state;
	struct ak_charter *charter = NULL;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_json *json = edited_charter("parties.ipo.key = 'sk-ssh-ed25519@openssh.com "
					      "AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIIEUvrb8y4VE"
					      "Vlu8rb4Cy9/GMGzGN5fzbUh4mkim/RtNAAAABHNzaDo='");
	if (ak_charter_parse(&charter, json, NULL, NULL, &err) != AK_OK)
		fail_msg("%s", err.text);
	ak_json_free(json);
	ak_charter_free(charter);
}

static void built_in_types_have_their_fields(void **state)
{
	(void)state;
	const struct ak_type *actor = ak_builtin_type("actor");
	assert_int_equal(actor->field_count, 5);
	assert_true(ak_type_field(actor, "party")->required);
	assert_true(ak_type_field(actor, "key")->required);
	assert_int_equal(ak_type_field(actor, "key")->type, AK_FIELD_KEY);
	assert_false(ak_type_field(actor, "name")->required);
	assert_string_equal(ak_type_field(actor, "status")->initial, "active");
	assert_true(ak_texts_have(&ak_type_field(actor, "status")->values, "revoked"));
	assert_int_equal(ak_type_field(actor, "until")->type, AK_FIELD_DATE);
	assert_null(ak_type_field(actor, "rank"));
	assert_true(ak_type_field(ak_builtin_type("party"), "key")->required);
	assert_int_equal(ak_type_field(ak_builtin_type("seat"), "holders")->of, AK_FIELD_ACTOR);
	assert_int_equal(ak_type_field(ak_builtin_type("office"), "holder")->type, AK_FIELD_ACTOR);
	assert_null(ak_builtin_type("afspraak"));
	assert_null(ak_builtin_type("self"));
}

static void every_field_type_has_a_word(void **state)
{
	(void)state;
	for (int type = AK_FIELD_TEXT; type <= AK_FIELD_KEY; type++)
		assert_true(*ak_field_type_name((enum ak_field_type)type));
}

/* The whole of a small file, from the top of the tree; NULL where the test runs elsewhere. */
static char *read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = calloc(1, 1 << 17);
	assert_non_null(text);
	if (!file) {
		free(text);
		return NULL;
	}
	assert_true(fread(text, 1, (1 << 17) - 1, file) > 0);
	fclose(file);
	return text;
}

static void the_charter_that_ships_is_sound_but_for_its_keys(void **state)
{
	(void)state;
	char *text = read_file("src/charter/bodem-en-ondergrond.json");
	if (!text)
		skip();
	struct ak_json *json = NULL;
	struct ak_buf places = AK_BUF_INIT;
	struct ak_charter *charter = NULL;
	assert_int_equal(ak_json_parse(&json, ak_bytes_of(text), NULL), AK_OK);
	assert_int_equal(ak_charter_parse(&charter, json, note_fault, &places, NULL), AK_ERR_FORMAT);
	assert_string_equal(
		ak_buf_string(&places), "parties.ienw.key parties.ipo.key parties.uvw.key parties.vng.key");
	static const char *const keys[] = {"parties.ienw.key = '" KEY_IENW "'",
		"parties.ipo.key = '" KEY_IPO "'", "parties.uvw.key = '" KEY_UVW "'",
		"parties.vng.key = '" KEY_VNG "'"};
	for (size_t i = 0; i < 4; i++)
		json = edit(json, keys[i], strlen(keys[i]));
	assert_int_equal(ak_charter_parse(&charter, json, NULL, NULL, NULL), AK_OK);
	ak_charter_free(charter);
	ak_json_free(json);
	ak_buf_release(&places);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parties_and_bodies_are_found_by_name),
		cmocka_unit_test(a_charter_without_seal_has_no_body_that_seals),
		cmocka_unit_test(fields_keep_their_options),
		cmocka_unit_test(who_lists_are_taken_apart),
		cmocka_unit_test(a_phase_that_is_not_named_meets_the_star),
		cmocka_unit_test(moves_and_freezes_are_kept),
		cmocka_unit_test(the_digest_is_that_of_the_canonical_form),
		cmocka_unit_test(a_charter_is_at_most_65536_bytes_as_canonical_json),
		cmocka_unit_test(a_charter_is_an_object),
		cmocka_unit_test(a_fault_says_place_rule_and_number),
		cmocka_unit_test(a_root_key_may_be_on_a_security_key),
		cmocka_unit_test(built_in_types_have_their_fields),
		cmocka_unit_test(every_field_type_has_a_word),
		cmocka_unit_test(the_charter_that_ships_is_sound_but_for_its_keys),
	};
	return ak_sig_start(NULL) == AK_OK ? cmocka_run_group_tests_name("charter", tests, NULL, NULL) : 1;
}
