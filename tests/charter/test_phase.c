/* SPDX-License-Identifier: EUPL-1.2 */
/* Phases; who may create and set in which phase; who-lists. */
#include "charter/charter_case.h"

#define AFSPRAAK "types.afspraak"
#define TEKST "types.afspraak.fields.tekst.by"
#define NOTA "types.nota.fields.tekst.by"
#define VOORTGANG "types.afspraak.fields.voortgang.by"

/* clang-format off */
static const struct charter_case cases[] = {
	{"a phase names a field", AFSPRAAK ".phase = 'fase'\n" AFSPRAAK ".create -\n" TEKST " -", AFSPRAAK ".phase"},
	{"a phase is a text", AFSPRAAK ".phase = null", AFSPRAAK ".phase"},
	{"a phase is not a text field", AFSPRAAK ".phase = 'tekst'", AFSPRAAK ".phase"},
	{"a phase is not an enum without moves", AFSPRAAK ".phase = 'soort'", AFSPRAAK ".phase"},
	{"a phase is not a set of refs", AFSPRAAK ".phase = 'samenhang'", AFSPRAAK ".phase"},
	{"a phase may be an enum with an empty list of moves",
	 AFSPRAAK ".phase = 'stand'\n" AFSPRAAK ".create = {'open': ['do']}\n" TEKST " = {'gereed': ['do']}", NULL},
	{"a ref that is the phase is required", AFSPRAAK ".fields.agenda.required -", AFSPRAAK ".phase"},
	{"a ref that is the phase is not just said not to be required", AFSPRAAK ".fields.agenda.required = false", AFSPRAAK ".phase"},
	{"a ref that is the phase is to one type", AFSPRAAK ".fields.agenda.to = '*'", AFSPRAAK ".phase"},
	{"a ref that is the phase is to a type that has one", AFSPRAAK ".fields.agenda.to = 'nota'", AFSPRAAK ".phase"},
	{"a ref that is the phase has no by", AFSPRAAK ".fields.agenda.by = ['do']", AFSPRAAK ".fields.agenda.by"},
	{"not even an empty one", AFSPRAAK ".fields.agenda.by = {}", AFSPRAAK ".fields.agenda.by"},
	{"a phase may be followed through another type",
	 "types.taak = {'name': '', 'phase': 'voor', 'create': {'concept': ['do']},"
	 " 'fields': {'voor': {'type': 'ref', 'to': 'afspraak', 'required': true}}}", NULL},
	{"the values are those at the end of the way",
	 "types.taak = {'name': '', 'phase': 'voor', 'create': {'open': ['do']},"
	 " 'fields': {'voor': {'type': 'ref', 'to': 'afspraak', 'required': true}}}", "types.taak.create.open"},
	{"a type does not follow its own phase",
	 "types.taak = {'name': '', 'phase': 'voor', 'fields': {'voor': {'type': 'ref', 'to': 'taak', 'required': true}}}",
	 "types.taak.phase"},
	{"types do not follow one another's phase in a circle",
	 "types.taak = {'name': '', 'phase': 'voor', 'fields': {'voor': {'type': 'ref', 'to': 'stap', 'required': true}}}\n"
	 "types.stap = {'name': '', 'phase': 'van', 'fields': {'van': {'type': 'ref', 'to': 'taak', 'required': true}}}",
	 "types.taak.phase types.stap.phase"},
	{"a type that leads into a circle is not itself at fault",
	 "types.taak = {'name': '', 'phase': 'voor', 'fields': {'voor': {'type': 'ref', 'to': 'taak', 'required': true}}}\n"
	 "types.stap = {'name': '', 'phase': 'van', 'fields': {'van': {'type': 'ref', 'to': 'taak', 'required': true}}}",
	 "types.taak.phase"},
	{"refs may go in a circle where phases do not",
	 "types.agenda.fields.eerste = {'type': 'ref', 'to': 'afspraak', 'required': true}", NULL},

	{"by may name each value of the phase", TEKST " = {'concept': ['do'], 'vastgesteld': ['bo'], 'dicht': ['bo']}", NULL},
	{"by may name every other phase", TEKST " = {'*': ['do']}", NULL},
	{"by names no other phases", TEKST " = {'afgesloten': ['do']}", TEKST ".afgesloten"},
	{"by names the phase, not another enum of the type", TEKST " = {'open': ['do']}", TEKST ".open"},
	{"by names no phase without a name", TEKST " = {'': ['do']}", TEKST "."},
	{"create names no other phases", AFSPRAAK ".create = {'gereed': ['do']}", AFSPRAAK ".create.gereed"},
	{"a type without phase may name the star", "types.nota.create = {'*': ['do']}", NULL},
	{"a type without phase may give a who-list", NOTA " = ['do']", NULL},
	{"a type without phase names no phase", NOTA " = {'concept': ['do']}", NOTA ".concept"},
	{"a type without phase names no phase for creation", "types.nota.create = {'concept': ['do']}", "types.nota.create.concept"},
	{"by may be left out", TEKST " -", NULL},
	{"create may be left out", AFSPRAAK ".create -", NULL},
	{"by may be an object that names no phase", TEKST " = {}", NULL},
	{"by is a list or an object", TEKST " = 'do'", TEKST},
	{"by is not null", TEKST " = null", TEKST},
	{"create is a list or an object", AFSPRAAK ".create = true", AFSPRAAK ".create"},
	{"a phase has a who-list", TEKST " = {'concept': 'do'}", TEKST ".concept"},
	{"a phase has no phases in it", TEKST " = {'concept': {'*': ['do']}}", TEKST ".concept"},

	{"a who-list is not empty", TEKST " = []", TEKST},
	{"a who-list of a phase is not empty", TEKST ".concept = []", TEKST ".concept"},
	{"a who-list of a creation is not empty", "types.nota.create = []", "types.nota.create"},
	{"its items are distinct", TEKST " = ['do','bo','do']", TEKST "[2]"},
	{"its items are texts", TEKST " = ['do', null]", TEKST "[1]"},
	{"an item may be a body, an office or a party", TEKST " = ['bo','pm','ienw']", NULL},
	{"an item is nobody else", TEKST " = ['minister']", TEKST "[0]"},
	{"an item is not self", TEKST " = ['self']", TEKST "[0]"},
	{"an item is not a seat", TEKST " = ['do/ienw']", TEKST "[0]"},
	{"an item is not empty", TEKST " = ['']", TEKST "[0]"},
	{"a body's seat of the party in a field", TEKST " = ['bo@trekker']", NULL},
	{"not an office's seat", TEKST " = ['pm@trekker']", TEKST "[0]"},
	{"not a party's seat", TEKST " = ['ienw@trekker']", TEKST "[0]"},
	{"not the seat of a party in a field that is not there", TEKST " = ['bo@partij']", TEKST "[0]"},
	{"not the seat of a party in a field of another type", TEKST " = ['bo@projectleider']", TEKST "[0]"},
	{"not the seats of a set of parties", TEKST " = ['bo@partners']", TEKST "[0]"},
	{"not a field of another object", NOTA " = ['bo@trekker']", NOTA "[0]"},
	{"the actor in a field", TEKST " = ['@projectleider']", NULL},
	{"not the actor in a field that is not there", TEKST " = ['@leider']", TEKST "[0]"},
	{"not the actor in a field of another type", TEKST " = ['@trekker']", TEKST "[0]"},
	{"not the actor in no field", TEKST " = ['@']", TEKST "[0]"},
	{"not two fields", TEKST " = ['do@trekker@trekker']", TEKST "[0]"},
	{"the same field may serve twice", TEKST " = ['bo@trekker','do@trekker']", NULL},
	{"a field may name itself", "types.afspraak.fields.projectleider.by = ['@projectleider']", NULL},
	{"a who-list may name a field further on", "types.afspraak.fields.trekker.by = ['@projectleider']", NULL},
	{"both faults of one item are told", TEKST " = ['pm@tekst']", TEKST "[0] " TEKST "[0]"},
	{"creation may go by a field", AFSPRAAK ".create = ['@projectleider','bo@trekker']", NULL},
	{"creation goes by fields of the type", AFSPRAAK ".create = ['@maker']", AFSPRAAK ".create[0]"},
};
/* clang-format on */

int main(void)
{
	return RUN_CASES("charter/phase", cases);
}
