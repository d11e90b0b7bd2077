/* SPDX-License-Identifier: EUPL-1.2 */
/* Moves, and what a type freezes. */
#include "charter/charter_case.h"

#define FASE "types.agenda.fields.fase"
#define MOVE FASE ".moves[1]"
#define FREEZES "types.geschil.freezes"

/* clang-format off */
static const struct charter_case cases[] = {
	{"moves may be an empty list", "types.afspraak.fields.stand.moves = []", NULL},
	{"moves are a list", FASE ".moves = {}", FASE ".moves"},
	{"moves stand instead of by", "types.afspraak.fields.stand.by = ['do']", "types.afspraak.fields.stand.by"},
	{"moves need an initial value", "types.afspraak.fields.stand.initial -", "types.afspraak.fields.stand.moves"},
	{"a move is an object", MOVE " = 'dicht'", MOVE},
	{"a move has a from", MOVE ".from -", MOVE ".from"},
	{"a move has a to", MOVE ".to -", MOVE ".to"},
	{"a move has a by", MOVE ".by -", MOVE ".by"},
	{"a move has no other keys", MOVE ".name = 'Sluiten'", MOVE ".name"},
	{"from is among the values", MOVE ".from = 'begin'", MOVE ".from"},
	{"to is among the values", MOVE ".to = 'einde'", MOVE ".to"},
	{"from is not null", MOVE ".from = null", MOVE ".from"},
	{"from is not a star", MOVE ".from = '*'", MOVE ".from"},
	{"no move has from and to equal", MOVE ".to = 'vastgesteld'", MOVE},
	{"no two moves have the same from and to", MOVE ".from = 'concept'\n" MOVE ".to = 'vastgesteld'", MOVE},
	{"a move may be undone by another", MOVE ".to = 'concept'", NULL},
	{"two moves may have one from", MOVE ".from = 'concept'", NULL},
	{"the by of a move is a who-list", MOVE ".by = {'*': ['bo']}", MOVE ".by"},
	{"the by of a move is not empty", MOVE ".by = []", MOVE ".by"},
	{"the by of a move names who there is", MOVE ".by = ['bo','notaris']", MOVE ".by[1]"},
	{"the by of a move may name a field", FASE ".moves[1].by = ['bo@houder']\ntypes.agenda.fields.houder = {'type': 'party'}", NULL},
	{"needs may be left out", FASE ".moves[0].needs -", NULL},
	{"needs may be an empty list", MOVE ".needs = []", NULL},
	{"needs are fields", MOVE ".needs = ['titel','bijlage']", MOVE ".needs[1]"},
	{"needs are fields of this type", MOVE ".needs = ['tekst']", MOVE ".needs[0]"},
	{"needs are distinct", MOVE ".needs = ['titel','titel']", MOVE ".needs[1]"},
	{"needs are a list", MOVE ".needs = 'titel'", MOVE ".needs"},
	{"needs are texts", MOVE ".needs = [['titel']]", MOVE ".needs[0]"},
	{"pin is true or false", MOVE ".pin = 'yes'", MOVE ".pin"},
	{"pin may be false", MOVE ".pin = false", NULL},

	{"freezes may be left out", FREEZES " -", NULL},
	{"freezes are an object", FREEZES " = null", FREEZES},
	{"freezes have a field", FREEZES ".field -", FREEZES ".field"},
	{"freezes have a while", FREEZES ".while -", FREEZES ".while"},
	{"freezes have an except", FREEZES ".except -", FREEZES ".except"},
	{"freezes have no other keys", FREEZES ".until = 'beslecht'", FREEZES ".until"},
	{"what is frozen is named by a field", FREEZES ".field = 'agenda'", FREEZES ".field"},
	{"what is frozen is named by a ref field", FREEZES ".field = 'stand'", FREEZES ".field"},
	{"what is frozen is not named by a set of refs",
	 "types.geschil.fields.ook = {'type': 'set', 'of': 'ref', 'to': '*'}\n" FREEZES ".field = 'ook'", FREEZES ".field"},
	{"what is frozen may be of one type", "types.geschil.fields.betreft.to = 'afspraak'", NULL},
	{"while is not empty", FREEZES ".while = []", FREEZES ".while"},
	{"while has values of the phase", FREEZES ".while = ['lopend','open']", FREEZES ".while[1]"},
	{"while has distinct values", FREEZES ".while = ['lopend','lopend']", FREEZES ".while[1]"},
	{"while has no star", FREEZES ".while = ['*']", FREEZES ".while[0]"},
	{"while may have all values", FREEZES ".while = ['lopend','beslecht']", NULL},
	{"a type without phase freezes nothing", "types.geschil.phase -", FREEZES},
	{"a type freezes by a phase of its own",
	 "types.afspraak.freezes = {'field': 'agenda', 'while': ['concept'], 'except': ['bo']}", "types.afspraak.freezes"},
	{"except is not empty", FREEZES ".except = []", FREEZES ".except"},
	{"except has distinct items", FREEZES ".except = ['bo','bo']", FREEZES ".except[1]"},
	{"except names who there is", FREEZES ".except = ['gb']", FREEZES ".except[0]"},
	{"except names no fields",
	 "types.geschil.fields.wie = {'type': 'actor'}\n" FREEZES ".except = ['@wie']", FREEZES ".except[0]"},
	{"except names no seats of a field",
	 "types.geschil.fields.wie = {'type': 'party'}\n" FREEZES ".except = ['bo@wie']", FREEZES ".except[0]"},
};
/* clang-format on */

int main(void)
{
	return RUN_CASES("charter/move", cases);
}
