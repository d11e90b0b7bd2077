/* SPDX-License-Identifier: EUPL-1.2 */
/* The laws of the small worlds: one charter, and what may become of it, each told as the words that change. */
#include "judge/world.h"

#include <stdlib.h>
#include <string.h>

/* clang-format off */
const char small_charter[] =
	"{'akkoord': 'charter/1', 'name': 'Klein',\n"
	"'parties': {'p': {'name': 'P', 'key': '$p'}, 'q': {'name': 'Q', 'key': '$q'},\n"
	"            'r': {'name': 'R', 'key': '$r'}, 's': {'name': 'S', 'key': '$s'}},\n"
	"'bodies': {'bo':  {'name': 'Bestuur',    'rank': 1, 'seats': ['p','q','r'],     'quorum': 2},\n"
	"           'do':  {'name': 'Directeuren', 'rank': 3, 'seats': ['p','q'],         'quorum': 1},\n"
	"           'wit': {'name': 'Getuigen',   'rank': 8, 'seats': ['p','q','r','s'], 'quorum': 3}},\n"
	"'offices': {'pm': {'name': 'Manager', 'rank': 4, 'appointed_by': ['do']}},\n"
	"'seal': {'body': 'wit', 'by': 'p'},\n"
	"'amend': ['bo'],\n"
	"'types': {\n"
	" 'agenda': {'name': 'Agenda', 'phase': 'fase', 'create': {'concept': ['do'], '*': ['bo']}, 'fields': {\n"
	"  'titel': {'type': 'text', 'required': true, 'by': {'concept': ['do'], '*': ['bo']}},\n"
	"  'jaar': {'type': 'int', 'min': 2000, 'max': 2100, 'by': ['do']},\n"
	"  'fase': {'type': 'enum', 'values': ['concept','vast','dicht'], 'initial': 'concept', 'moves': [\n"
	"   {'from': 'concept', 'to': 'vast', 'by': ['bo'], 'needs': ['jaar'], 'pin': true},\n"
	"   {'from': 'vast', 'to': 'dicht', 'by': ['bo']}]}}},\n"
	" 'afspraak': {'name': 'Afspraak', 'phase': 'agenda', 'create': {'concept': ['do','p'], '*': ['bo']}, 'fields': {\n"
	"  'agenda': {'type': 'ref', 'to': 'agenda', 'required': true},\n"
	"  'tekst': {'type': 'text', 'by': {'concept': ['do','p'], '*': ['bo']}},\n"
	"  'trekker': {'type': 'party', 'by': ['do','p']},\n"
	"  'leider': {'type': 'actor', 'by': ['do','p']},\n"
	"  'voortgang': {'type': 'int', 'by': ['@leider','do@trekker','pm']},\n"
	"  'stukken': {'type': 'set', 'of': 'text', 'by': ['do','p']}}},\n"
	" 'deel': {'name': 'Deel', 'phase': 'afspraak', 'create': ['do','p'], 'fields': {\n"
	"  'afspraak': {'type': 'ref', 'to': 'afspraak', 'required': true},\n"
	"  'tekst': {'type': 'text', 'by': ['do','p']}}},\n"
	" 'geschil': {'name': 'Geschil', 'phase': 'stand', 'create': ['p','q'],\n"
	"  'freezes': {'field': 'betreft', 'while': ['lopend'], 'except': ['bo','r']}, 'fields': {\n"
	"  'betreft': {'type': 'ref', 'to': '*', 'by': ['p','q']},\n"
	"  'stand': {'type': 'enum', 'values': ['lopend','klaar'], 'initial': 'lopend', 'moves': [\n"
	"   {'from': 'lopend', 'to': 'klaar', 'by': ['p','q','bo']}]}}},\n"
	" 'nota': {'name': 'Nota', 'create': ['p','q','r','s'], 'fields': {\n"
	"  'tekst': {'type': 'text', 'by': ['p','q','r','s','bo','do']},\n"
	"  'getal': {'type': 'int', 'min': 0, 'max': 9, 'by': ['p','q','r','s']},\n"
	"  'ja': {'type': 'bool', 'by': ['p']},\n"
	"  'dag': {'type': 'date', 'by': ['p']},\n"
	"  'soort': {'type': 'enum', 'values': ['kort','lang'], 'by': ['p']},\n"
	"  'partij': {'type': 'party', 'by': ['p']},\n"
	"  'wie': {'type': 'actor', 'by': ['p']},\n"
	"  'bij': {'type': 'ref', 'to': 'agenda', 'by': ['p']},\n"
	"  'iets': {'type': 'ref', 'to': '*', 'by': ['p']},\n"
	"  'besluit': {'type': 'record', 'by': ['p']},\n"
	"  'stuk': {'type': 'file', 'by': ['p']},\n"
	"  'woorden': {'type': 'set', 'of': 'text', 'by': ['p','q']},\n"
	"  'soorten': {'type': 'set', 'of': 'enum', 'values': ['kort','lang'], 'by': ['p']},\n"
	"  'mensen': {'type': 'set', 'of': 'actor', 'by': ['p']}}}\n"
	"}}";

/* A law is the one above with these words changed, up to three times. */
static const struct variant {
	const char *name;
	const char *changes[6]; /* from, to, … */
} variants[] = {
	{"one", {NULL}},
	{"wider", {"'s': {'name': 'S', 'key': '$s'}", "'s': {'name': 'S', 'key': '$s'}, 't': {'name': 'T', 'key': '$t'}",
		"'offices': {", "'offices': {'secretaris': {'name': 'S', 'rank': 5, 'appointed_by': ['bo']}, ",
		"'bodies': {", "'bodies': {'raad': {'name': 'Raad', 'rank': 2, 'seats': ['t','p'], 'quorum': 1}, "}},
	{"renamed", {"'name': 'S', 'key': '$s'", "'name': 'Es', 'key': '$s'"}},
	{"smaller", {"'s': {'name': 'S', 'key': '$s'}", "'t': {'name': 'T', 'key': '$t'}",
		"'p','q','r','s'], 'quorum': 3", "'p','q','r','t'], 'quorum': 3",
		" 'nota': {'name': 'Nota', 'create': ['p','q','r','s'], 'fields': {\n"
		"  'tekst': {'type': 'text', 'by': ['p','q','r','s','bo','do']},\n"
		"  'getal': {'type': 'int', 'min': 0, 'max': 9, 'by': ['p','q','r','s']},\n", " 'nota': {'name': 'Nota', 'fields': {"}},
	{"broken", {"'akkoord': 'charter/1'", "'akkoord': 'charter/2'"}},
	{"free", {"'freezes': {'field': 'betreft', 'while': ['lopend'], 'except': ['bo','r']}, ", ""}},
	{"other-freeze", {"'while': ['lopend']", "'while': ['klaar']"}},
	{"notes-freeze", {"'freezes': {'field': 'betreft', 'while': ['lopend'], 'except': ['bo','r']}, ", "",
		" 'nota': {'name': 'Nota', ", " 'nota': {'name': 'Nota', 'phase': 'stand', "
		"'freezes': {'field': 'iets', 'while': ['geldt'], 'except': ['bo']}, ",
		"'tekst': {'type': 'text', 'by': ['p','q','r','s','bo','do']}",
		"'tekst': {'type': 'text', 'by': ['p']}, 'stand': {'type': 'enum', 'values': ['geldt','weg'], 'initial': 'geldt', 'moves': []}"}},
	{"notes-move", {"'ja': {'type': 'bool'", "'staat': {'type': 'enum', 'values': ['open','af'], 'initial': 'open', 'moves': ["
		"{'from': 'open', 'to': 'af', 'by': ['p'], 'needs': ['woorden']}]}, 'ja': {'type': 'bool'"}},
	{"nota-in-agenda", {"'nota': {'name': 'Nota', 'create'", "'nota': {'name': 'Nota', 'phase': 'bij', 'create'",
		"'bij': {'type': 'ref', 'to': 'agenda', 'by': ['p']}", "'bij': {'type': 'ref', 'to': 'agenda', 'required': true}"}},
	{"number", {"'dag': {'type': 'date', 'by': ['p']}", "'dag': {'type': 'int', 'by': ['p']}"}},
	{"no-day", {"'dag': {'type': 'date', 'by': ['p']},", ""}},
	{"no-notes", {"'nota': {'name': 'Nota'", "'memo': {'name': 'Memo'"}},
	{"high-do", {"'rank': 3, 'seats': ['p','q'],         'quorum': 1", "'rank': 3, 'seats': ['p','q'],         'quorum': 2"}},
	{"seal-by-q", {"'seal': {'body': 'wit', 'by': 'p'}", "'seal': {'body': 'wit', 'by': 'q'}"}},
	{"no-seal", {"'seal': {'body': 'wit', 'by': 'p'}", "'seal': null"}},
	{"do-amends", {"'amend': ['bo']", "'amend': ['do']"}},
};
/* clang-format on */

enum { LAW_COUNT = sizeof variants / sizeof variants[0] };

/* text with the words from replaced by the words to, once; to be freed. */
static char *replaced(char *taken, const char *from, const char *to)
{
	struct ak_buf out = AK_BUF_INIT;
	const char *at = strstr(taken, from);
	if (!at)
		fail_msg("the small charter does not say: %s", from);
	ak_buf_append(&out, taken, (size_t)(at - taken));
	ak_buf_text(&out, to);
	ak_buf_text(&out, at + strlen(from));
	free(taken);
	return ak_buf_take(&out);
}

static struct law laws[LAW_COUNT];

static void laws_free(void)
{
	for (size_t i = 0; i < LAW_COUNT; i++)
		law_free(&laws[i]);
}

const struct law *small_laws(void)
{
	if (laws[0].charter)
		return laws;
	for (size_t i = 0; i < LAW_COUNT; i++) {
		struct ak_buf text = AK_BUF_INIT;
		ak_buf_text(&text, small_charter);
		char *whole = ak_buf_take(&text);
		for (size_t c = 0; c < 6 && variants[i].changes[c]; c += 2)
			whole = replaced(whole, variants[i].changes[c], variants[i].changes[c + 1]);
		laws[i] = law_new(variants[i].name, whole);
		free(whole);
		if (strcmp(variants[i].name, "broken") != 0 && !laws[i].charter)
			fail_msg("the law %s is not sound: %s", variants[i].name, laws[i].err.text);
	}
	atexit(laws_free);
	return laws;
}

void world_of(struct world *world, const char *drawing)
{
	world_init(world, small_laws(), LAW_COUNT);
	world_draw(world, drawing);
}
