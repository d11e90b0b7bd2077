/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Changes as words, over the ledger of the vector `decisions`. A case is a sentence, words separated by `|`, and the
 * changes that come of them, one to a line; or what the sentence of refusal must hold.
 */
#include "base/table.h"

#include "cli/near.c"
#include "cli/word_amend.c"
#include "cli/word_field.c"
#include "cli/word_json.c"
#include "cli/word_new.c"
#include "cli/typed.c"
#include "cli/word_value.c"
#include "cli/words.c"
#include "sig/digest.h"

#define KEY "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOS458OyOmBw9YQjhNxMa1Ji+eS6SwbF9apxZYOqtUHn"
#define BYTES_OF_RAPPORT "rapport"

static struct ak_store *store;
static struct ak_ledger *ledger;

/* ---- what stands in for files: rapport.pdf can be attached, sleutel.pub and handvest.json be read */

static enum ak_status attach(void *context, const char *path, struct ak_id *id, struct ak_error *err)
{
	(void)context;
	if (strcmp(path, "rapport.pdf") != 0)
		return ak_fail(err, AK_ERR_USAGE, "there is no file %s", path);
	*id = ak_sha256(ak_bytes_of(BYTES_OF_RAPPORT));
	return AK_OK;
}

/* handvest.json is the founding charter with another quorum; zonder-vng.json lacks a party. */
static enum ak_status read_small(
	void *context, const char *path, size_t limit, struct ak_buf *out, struct ak_error *err)
{
	(void)context;
	(void)limit;
	const char *charter = ak_buf_string(&ledger->charter_bytes);
	const char *quorum = strstr(charter, "\"quorum\": 3");
	assert_non_null(quorum);
	if (strcmp(path, "sleutel.pub") == 0) {
		ak_buf_text(out, KEY " iemand\n");
	} else if (strcmp(path, "nu.json") == 0) {
		ak_buf_text(out, charter);
	} else if (strcmp(path, "handvest.json") == 0) {
		ak_buf_append(out, charter, (size_t)(quorum - charter));
		ak_buf_text(out, "\"quorum\": 4");
		ak_buf_text(out, quorum + strlen("\"quorum\": 3"));
	} else if (strcmp(path, "fout.json") == 0) {
		ak_buf_append(out, charter, (size_t)(quorum - charter));
		ak_buf_text(out, "\"quorum\": 9");
		ak_buf_text(out, quorum + strlen("\"quorum\": 3"));
	} else {
		return ak_fail(err, AK_ERR_USAGE, "there is no file %s", path);
	}
	return AK_OK;
}

static const struct ak_word_files files = {.attach = attach, .read = read_small};

/* ---- changes as text */

static void put_value(struct ak_buf *out, const struct ak_value *value)
{
	ak_value_canonical(value, out);
}

static void put_change(struct ak_buf *out, const struct ak_change *change)
{
	ak_buf_format(out, "%s", ak_op_name(change->op));
	if (change->object)
		ak_buf_format(out, " %s", change->object);
	switch (change->op) {
	case AK_OP_CREATE:
		for (uint32_t i = 0; i < change->field_count; i++) {
			ak_buf_format(out, " %s=", change->fields[i].field);
			put_value(out, &change->fields[i].value);
		}
		break;
	case AK_OP_SET:
		ak_buf_format(out, " %s ", change->field);
		put_value(out, &change->from);
		ak_buf_text(out, " -> ");
		put_value(out, &change->to);
		break;
	case AK_OP_ADD:
	case AK_OP_REMOVE:
		ak_buf_format(out, " %s ", change->field);
		put_value(out, &change->to);
		break;
	case AK_OP_AMEND:
		assert_true(ak_id_equal(&change->from_charter, &ak_ledger_state(ledger)->charter->digest));
		break;
	}
	ak_buf_char(out, '\n');
}

struct word_case {
	const char *sentence;
	const char *words;
	const char *changes; /* NULL: refused, and */
	enum ak_status status;
	const char *told;
};

static void check_words(void **state)
{
	const struct word_case *wanted = *state;
	const char *texts[32];
	size_t count = 0;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_words words = {.count = 0};
	struct ak_buf said = AK_BUF_INIT;
	char *copy = strdup(wanted->words);
	for (char *at = strtok(copy, "|"); at; at = strtok(NULL, "|"))
		texts[count++] = at;
	enum ak_status status = ak_words_read(&words, &arena, ledger, texts, count, &files, &err);
	if (wanted->changes) {
		if (status != AK_OK)
			fail_msg("refused: %s", err.text);
		for (uint32_t i = 0; i < words.count; i++)
			put_change(&said, &words.changes[i]);
		assert_string_equal(ak_buf_string(&said), wanted->changes);
	} else {
		if (!strstr(err.text, wanted->told))
			fail_msg("\"%s\" does not hold \"%s\"", err.text, wanted->told);
		assert_int_equal(status, wanted->status);
		assert_null(strchr(err.text, '\n'));
	}
	free(copy);
	ak_buf_release(&said);
	ak_arena_release(&arena);
}

/* clang-format off */
static const struct word_case cases[] = {
	{"a field is set from what it is now",
		"afspraak/programmaplan|termijn=2023-01-31",
		"set afspraak/programmaplan termijn \"2022-06-30\" -> \"2023-01-31\"\n", AK_OK, NULL},
	{"an empty value is no value",
		"afspraak/programmaplan|termijn=",
		"set afspraak/programmaplan termijn \"2022-06-30\" -> null\n", AK_OK, NULL},
	{"a value may hold = and / and blanks",
		"thema/kennis|toelichting=a = b / c",
		"set thema/kennis toelichting null -> \"a = b / c\"\n", AK_OK, NULL},
	{"an object that is named begins a change",
		"thema/kennis|toelichting=x|agenda/a22|titel=Agenda",
		"set thema/kennis toelichting null -> \"x\"\n"
		"set agenda/a22 titel \"Samenwerkingsagenda 2022-2023\" -> \"Agenda\"\n", AK_OK, NULL},
	{"a number is a number",
		"prioriteit/visie|volgorde=2",
		"set prioriteit/visie volgorde 1 -> 2\n", AK_OK, NULL},
	{"a new object has the fields that are given, sets sorted",
		"new|afspraak/x|agenda=agenda/a22|tekst=Kaart|partners=vng, uvw,vng|budget=",
		"create afspraak/x agenda=\"agenda/a22\" tekst=\"Kaart\" partners=[\"uvw\",\"vng\"]\n", AK_OK, NULL},
	{"the type of a ref may be left out where there is one",
		"new|afspraak/x|agenda=a22|tekst=Kaart|samenhang=thema/kennis",
		"create afspraak/x agenda=\"agenda/a22\" tekst=\"Kaart\" samenhang=[\"thema/kennis\"]\n", AK_OK, NULL},
	{"a member of texts may hold commas when it is added",
		"new|thema/x|agenda=a22|titel=X|betrokkenen=Deltares,RIVM|betrokkenen+=TNO, Delft",
		"create thema/x agenda=\"agenda/a22\" titel=\"X\" betrokkenen=[\"Deltares\",\"RIVM\",\"TNO, Delft\"]\n", AK_OK, NULL},
	{"one new object may name another",
		"new|prioriteit/p|agenda=a22|titel=P|new|afspraak/x|agenda=a22|tekst=Y|prioriteit=p",
		"create prioriteit/p agenda=\"agenda/a22\" titel=\"P\"\n"
		"create afspraak/x agenda=\"agenda/a22\" tekst=\"Y\" prioriteit=\"prioriteit/p\"\n", AK_OK, NULL},
	{"what is new can be changed by later words",
		"new|thema/x|agenda=a22|titel=X|thema/x|stand=geschrapt|titel=Y",
		"create thema/x agenda=\"agenda/a22\" titel=\"X\"\n"
		"set thema/x stand \"opgenomen\" -> \"geschrapt\"\n"
		"set thema/x titel \"X\" -> \"Y\"\n", AK_OK, NULL},
	{"members go into a set and out of it",
		"seat/do.ipo|holders+=ipo-pt|holders-=ipo-do",
		"add seat/do.ipo holders \"ipo-pt\"\nremove seat/do.ipo holders \"ipo-do\"\n", AK_OK, NULL},
	{"a set can be told whole",
		"seat/do.ipo|holders=ipo-pt,ipo-gb",
		"remove seat/do.ipo holders \"ipo-do\"\nadd seat/do.ipo holders \"ipo-gb\"\nadd seat/do.ipo holders \"ipo-pt\"\n",
		AK_OK, NULL},
	{"an empty set has no members",
		"seat/do.ipo|holders=",
		"remove seat/do.ipo holders \"ipo-do\"\n", AK_OK, NULL},
	{"a key comes from a file, without its comment",
		"actor/ipo-pl|key=@sleutel.pub",
		"set actor/ipo-pl key \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEjpaSaxO2E6XRdtnj97KK4w+6yid07oeX50kVSbrvSB\" -> \"" KEY "\"\n", AK_OK, NULL},
	{"an actor is appointed",
		"new|actor/ipo-x|party=ipo|key=" KEY "|until=2024-01-01",
		"create actor/ipo-x party=\"ipo\" key=\"" KEY "\" until=\"2024-01-01\"\n", AK_OK, NULL},
	{"another charter", "amend|handvest.json", "amend\n", AK_OK, NULL},

	{"a number with the unit that it is shown with", "afspraak/programmaplan|budget=1.500 EUR", "set afspraak/programmaplan budget null -> 1500\n", AK_OK, NULL},
	{"a mistyped field", "afspraak/programmaplan|termin=2023-01-31", NULL, AK_ERR_USAGE, "did you mean termijn?"},
	{"a field that is nothing like any", "thema/kennis|xyz=1", NULL, AK_ERR_USAGE, "it has: agenda, titel, toelichting"},
	{"a mistyped type", "new|afspaak/x", NULL, AK_ERR_USAGE, "did you mean afspraak?"},
	{"a mistyped object", "afspraak/programaplan|termijn=2023-01-31", NULL, AK_ERR_USAGE, "did you mean afspraak/programmaplan?"},
	{"an object that is not there", "afspraak/q|termijn=2023-01-31", NULL, AK_ERR_USAGE, "to make it, write: new afspraak/q"},
	{"a field before any object", "termijn=2023-01-31", NULL, AK_ERR_USAGE, "name the object first"},
	{"a word that is neither", "hallo", NULL, AK_ERR_USAGE, "neither an object (type/name"},
	{"no words", "", NULL, AK_ERR_USAGE, "say what is to change"},
	{"an object without a change", "afspraak/programmaplan", NULL, AK_ERR_USAGE, "say what is to change"},
	{"new without an object", "new", NULL, AK_ERR_USAGE, "`new` must be followed"},
	{"a date that is none", "afspraak/programmaplan|termijn=2023-02-30", NULL, AK_ERR_USAGE, "Termijn (termijn) takes a date"},
	{"a number that is none", "prioriteit/visie|volgorde=een", NULL, AK_ERR_USAGE, "a whole number from 1 to 999, not \"een\""},
	{"a number over its limit", "prioriteit/visie|volgorde=1000", NULL, AK_ERR_USAGE, "from 1 to 999"},
	{"a number with a unit", "afspraak/programmaplan|budget=-1", NULL, AK_ERR_USAGE, "at least 0 EUR, not \"-1\""},
	{"a number that C cannot hold", "prioriteit/visie|volgorde=99999999999999999999", NULL, AK_ERR_USAGE, "from 1 to 999"},
	{"a value that is not among them", "afspraak/programmaplan|soort=resultat", NULL, AK_ERR_USAGE,
		"did you mean resultaat? it can be: resultaat, inspanning"},
	{"a party that is none", "afspraak/programmaplan|verantwoordelijke=vgn", NULL, AK_ERR_USAGE, "did you mean vng?"},
	{"an actor that is none", "afspraak/programmaplan|projectleider=ipo-lp", NULL, AK_ERR_USAGE, "there is no actor/ipo-lp"},
	{"a ref of another type", "new|afspraak/x|agenda=thema/kennis", NULL, AK_ERR_USAGE, "takes an object of type agenda"},
	{"a ref to nothing", "new|afspraak/x|agenda=a23", NULL, AK_ERR_USAGE, "there is no agenda/a23; did you mean agenda/a22?"},
	{"a file without @", "afspraak/programmaplan|bewijs=rapport.pdf", NULL, AK_ERR_USAGE, "write bewijs=@rapport.pdf"},
	{"a file that is not there", "afspraak/programmaplan|bewijs=@raport.pdf", NULL, AK_ERR_USAGE, "there is no file raport.pdf"},
	{"a key that is none", "actor/ipo-pl|key=ssh-ed25519 AAAA", NULL, AK_ERR_USAGE, "no public key"},
	{"a control character", "thema/kennis|toelichting=a\x01z", NULL, AK_ERR_USAGE, "cannot stand in a record"},
	{"a required field without a value", "agenda/a22|titel=", NULL, AK_ERR_USAGE, "must have a value"},
	{"all required fields that are left out", "new|thema/x", NULL, AK_ERR_USAGE, "Agenda (agenda), Titel (titel) are required; add agenda=… titel=…"},
	{"a required field left out", "new|thema/x|agenda=a22", NULL, AK_ERR_USAGE, "Titel (titel) is required; add titel="},
	{"a required field left out before another object", "new|thema/x|agenda=a22|thema/kennis|toelichting=x", NULL, AK_ERR_USAGE,
		"Titel (titel) is required"},
	{"what is so already", "afspraak/programmaplan|termijn=2022-06-30", NULL, AK_ERR_REFUSED, "is 2022-06-30 already"},
	{"a member that is in already", "seat/do.ipo|holders+=ipo-do", NULL, AK_ERR_REFUSED, "has ipo-do already"},
	{"a member that is not in", "seat/do.ipo|holders-=ipo-dp", NULL, AK_ERR_REFUSED, "did you mean ipo-do?"},
	{"a field twice", "thema/kennis|titel=A|titel=B", NULL, AK_ERR_USAGE, "is given twice"},
	{"a field of a new object twice", "new|thema/x|agenda=a22|titel=A|titel=B", NULL, AK_ERR_USAGE, "is given twice"},
	{"adding to what is no set", "thema/kennis|titel+=A", NULL, AK_ERR_USAGE, "holds one value; write titel=value"},
	{"a move that there is not", "agenda/a22|fase=concept", NULL, AK_ERR_REFUSED,
		"cannot go from vastgesteld to concept; from vastgesteld it can go to: afgesloten"},
	{"from where no move goes", "afspraak/programmaplan|stand=open", NULL, AK_ERR_REFUSED, "from there it goes nowhere"},
	{"a new object that begins elsewhere", "new|thema/x|agenda=a22|titel=A|stand=geschrapt", NULL, AK_ERR_REFUSED,
		"begins at opgenomen"},
	{"a new object that exists", "new|thema/kennis", NULL, AK_ERR_REFUSED, "exists already; to change it, leave out `new`"},
	{"a new object twice", "new|thema/x|agenda=a22|titel=A|new|thema/x", NULL, AK_ERR_REFUSED, "exists already"},
	{"a new seat", "new|seat/bo.xyz", NULL, AK_ERR_USAGE, "cannot be made"},
	{"an actor of no party", "new|actor/jan", NULL, AK_ERR_USAGE, "begins with its party's"},
	{"a charter that breaks a rule", "amend|fout.json", NULL, AK_ERR_USAGE, "fout.json: bodies."},
	{"the charter in force", "amend|nu.json", NULL, AK_ERR_REFUSED, "in force already"},
};

/* as a file */
static const struct word_case json_cases[] = {
	{"a list of changes, from filled in",
		"[{'op':'set','object':'afspraak/programmaplan','field':'termijn','to':'2023-01-31'}]",
		"set afspraak/programmaplan termijn \"2022-06-30\" -> \"2023-01-31\"\n", AK_OK, NULL},
	{"a from that is given stays",
		"{'changes':[{'op':'set','object':'thema/kennis','field':'titel','from':'X','to':'Y'}]}",
		"set thema/kennis titel \"X\" -> \"Y\"\n", AK_OK, NULL},
	{"with all that a proposal may have",
		"{'why':'w','for':'do','pins':['agenda/a22'],'respond_by':'2023-01-31',"
		"'changes':[{'op':'add','object':'afspraak/programmaplan','field':'partners','value':'uvw'}]}",
		"add afspraak/programmaplan partners \"uvw\"\n", AK_OK, NULL},
	{"no JSON", "{", NULL, AK_ERR_USAGE, ""},
	{"no changes", "{'why':'w'}", NULL, AK_ERR_USAGE, "changes: a proposal has at least one"},
	{"an empty list", "[]", NULL, AK_ERR_USAGE, "changes: 1 to 64"},
	{"an unknown key", "{'whi':'w'}", NULL, AK_ERR_USAGE, "whi: a proposal has no such key"},
	{"a change that is none", "[{'op':'sett'}]", NULL, AK_ERR_USAGE, "changes[0]"},
	{"a date that is none", "{'respond_by':'soon','changes':[]}", NULL, AK_ERR_USAGE, "respond_by: a date"},
	{"a pin that is none", "{'pins':['x']}", NULL, AK_ERR_USAGE, "pins: a list"},
	{"a reason that is no text", "{'why':1}", NULL, AK_ERR_USAGE, "why: a text"},
};
/* clang-format on */

static void check_json(void **state)
{
	const struct word_case *wanted = *state;
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_words words = {.count = 0};
	struct ak_buf said = AK_BUF_INIT;
	char *copy = strdup(wanted->words);
	for (char *at = strchr(copy, '\''); at; at = strchr(at, '\''))
		*at = '"';
	enum ak_status status = ak_words_read_json(&words, &arena, ledger, ak_bytes_of(copy), &err);
	if (wanted->changes) {
		if (status != AK_OK)
			fail_msg("refused: %s", err.text);
		for (uint32_t i = 0; i < words.count; i++)
			put_change(&said, &words.changes[i]);
		assert_string_equal(ak_buf_string(&said), wanted->changes);
		assert_true(!words.why || strcmp(words.why, "w") == 0);
		assert_int_equal(words.pin_count, words.why ? 1 : 0);
	} else {
		if (!strstr(err.text, wanted->told))
			fail_msg("\"%s\" does not hold \"%s\"", err.text, wanted->told);
		assert_int_equal(status, wanted->status);
	}
	free(copy);
	ak_buf_release(&said);
	ak_arena_release(&arena);
}

/* ---- what the charter of the vector has not */

static struct ak_word_reader reader_of(struct ak_arena *arena, struct ak_error *err)
{
	return (struct ak_word_reader){
		.arena = arena, .ledger = ledger, .state = ak_ledger_state(ledger), .files = &files, .err = err};
}

static void truth_is_told_in_english_and_dutch(void **state)
{
	static const struct ak_field field = {.name = "open", .label = "Open", .type = AK_FIELD_BOOL};
	static const char *const words[] = {"true", "ja", "yes", "false", "nee", "no"};
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_word_reader reader = reader_of(&arena, &err);
	struct ak_value value;
	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		assert_int_equal(ak_word_value(&reader, &field, words[i], &value), AK_OK);
		assert_int_equal(value.kind, AK_VALUE_BOOL);
		assert_int_equal(value.boolean, i < 3);
	}
	assert_int_equal(ak_word_value(&reader, &field, "maybe", &value), AK_ERR_USAGE);
	assert_non_null(strstr(err.text, "Open (open) takes true or false"));
	ak_arena_release(&arena);
}

static void a_file_is_named_by_its_digest(void **state)
{
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_words words;
	const struct ak_id id = ak_sha256(ak_bytes_of(BYTES_OF_RAPPORT));
	const char *texts[] = {"afspraak/programmaplan", "bewijs=@rapport.pdf"};
	(void)state;
	assert_int_equal(ak_words_read(&words, &arena, ledger, texts, 2, &files, &err), AK_OK);
	assert_int_equal(words.count, 1);
	assert_string_equal(words.changes[0].to.text, ak_id_hex(&id).text);
	ak_arena_release(&arena);
}

static void a_record_is_named_by_the_beginning_of_its_id(void **state)
{
	static const struct ak_field field = {.name = "besluit", .label = "besluit", .type = AK_FIELD_RECORD};
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_word_reader reader = reader_of(&arena, &err);
	struct ak_value value;
	char prefix[11] = "";
	(void)state;
	memcpy(prefix, ak_id_hex(&ledger->records[3].id).text, 10);
	assert_int_equal(ak_word_value(&reader, &field, prefix, &value), AK_OK);
	assert_string_equal(value.text, ak_id_hex(&ledger->records[3].id).text);
	assert_int_equal(ak_word_value(&reader, &field, "zzzz", &value), AK_ERR_USAGE);
	ak_arena_release(&arena);
}

static void more_than_64_changes_are_too_many(void **state)
{
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_error err = AK_ERROR_INIT;
	struct ak_words words;
	const char *texts[2 * 65];
	char members[65][32];
	(void)state;
	texts[0] = "thema/kennis";
	for (int i = 0; i < 65; i++) {
		snprintf(members[i], sizeof members[i], "betrokkenen+=nieuw %d", i);
		texts[i + 1] = members[i];
	}
	assert_int_equal(ak_words_read(&words, &arena, ledger, texts, 65, &files, &err), AK_OK);
	assert_int_equal(words.count, 64);
	assert_int_equal(ak_words_read(&words, &arena, ledger, texts, 66, &files, &err), AK_ERR_USAGE);
	assert_non_null(strstr(err.text, "more than 64 changes"));
	ak_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest others[] = {
		cmocka_unit_test(truth_is_told_in_english_and_dutch),
		cmocka_unit_test(a_file_is_named_by_its_digest),
		cmocka_unit_test(a_record_is_named_by_the_beginning_of_its_id),
		cmocka_unit_test(more_than_64_changes_are_too_many),
	};
	if (ak_store_open(&store, "tests/vectors/decisions", NULL) != AK_OK ||
		ak_ledger_open(&ledger, store, NULL, NULL) != AK_OK)
		return 1;
	int failed = RUN_TABLE("words", cases, .test_func = check_words);
	failed += RUN_TABLE("words, as JSON", json_cases, .test_func = check_json);
	failed += cmocka_run_group_tests_name("words, beside the tables", others, NULL, NULL);
	ak_ledger_free(ledger);
	ak_store_free(store);
	return failed;
}
