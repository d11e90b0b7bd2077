/* SPDX-License-Identifier: EUPL-1.2 */
/* The keys and values of changes. */
#include "record/record_case.h"

#define CHANGE(text) PROPOSE ",'changes':[" SET ",{" text "}]}"
#define ON(op) "'op':'" op "','object':'agenda/a22',"
#define CREATE(fields) CHANGE(ON("create") "'fields':{" fields "}")
#define SETS(from, to) CHANGE(ON("set") "'field':'titel','from':" from ",'to':" to)
#define ADD(value) CHANGE(ON("add") "'field':'partners','value':" value)

/* clang-format off */
static const struct record_case cases[] = {
	{"a change is an object", PROPOSE ",'changes':['set']}", "changes[0]"},
	{"a change has an op", CHANGE("'object':'agenda/a22'"), "changes[1].op"},
	{"an op is one of five", CHANGE(ON("delete") "'field':'titel'"), "changes[1].op"},
	{"an op is a text", CHANGE("'op':1"), "changes[1].op"},
	{"a change has no unknown keys", CHANGE(ON("create") "'fields':{},'note':'x'"), "changes[1].note"},

	{"a creation", CREATE("'titel':'Agenda','van':'2022-01-01'"), NULL},
	{"a creation may give no fields", CREATE(""), NULL},
	{"a creation says that it does", CHANGE("'op':'create','object':'agenda/a22'"), "changes[1].fields"},
	{"a creation has an object", CHANGE("'op':'create','fields':{}"), "changes[1].object"},
	{"a creation has no from", CHANGE(ON("create") "'fields':{},'from':null"), "changes[1].from"},
	{"a creation has no field", CHANGE(ON("create") "'fields':{},'field':'titel'"), "changes[1].field"},
	{"the fields of a creation are an object", CHANGE(ON("create") "'fields':[]"), "changes[1].fields"},
	{"the fields of a creation have the form of fields", CREATE("'Titel':'x'"), "changes[1].fields"},
	{"a field may be given as an integer", CREATE("'volgorde':-3"), NULL},
	{"a field may be given as a boolean", CREATE("'openbaar':false"), NULL},
	{"a field may be given as a set", CREATE("'partners':['vng','ipo']"), NULL},
	{"a field may be given as an empty set", CREATE("'partners':[]"), NULL},
	{"a field may be given as an empty text", CREATE("'titel':''"), NULL},
	{"the texts of a set are distinct", CREATE("'partners':['vng','ipo','vng']"), "changes[1].partners"},
	{"a set is of texts", CREATE("'partners':['vng',1]"), "changes[1].partners"},
	{"a set is not of sets", CREATE("'partners':[['vng']]"), "changes[1].partners"},
	{"a field is not given as null", CREATE("'titel':null"), "changes[1].titel"},
	{"a field is not given as an object", CREATE("'titel':{}"), "changes[1].titel"},

	{"a set from null", SETS("null", "'x'"), NULL},
	{"a set to null", SETS("'x'", "null"), NULL},
	{"a set of numbers", SETS("1", "2"), NULL},
	{"from and to may differ in kind alone", SETS("1", "true"), NULL},
	{"a text is not a number", SETS("'1'", "1"), NULL},
	{"from and to differ", SETS("'x'", "'x'"), "changes[1].to"},
	{"null is not set to null", SETS("null", "null"), "changes[1].to"},
	{"minus zero is zero", SETS("0", "-0"), "changes[1].to"},
	{"true is not set to true", SETS("true", "true"), "changes[1].to"},
	{"a set is not from a list", SETS("['a']", "'b'"), "changes[1].from"},
	{"a set is not to a list", SETS("'b'", "[]"), "changes[1].to"},
	{"a set is not to an object", SETS("'b'", "{}"), "changes[1].to"},
	{"a set has a from", CHANGE(ON("set") "'field':'titel','to':'x'"), "changes[1].from"},
	{"a set has a to", CHANGE(ON("set") "'field':'titel','from':'x'"), "changes[1].to"},
	{"a set has a field", CHANGE(ON("set") "'from':'x','to':'y'"), "changes[1].field"},
	{"a set has no value", CHANGE(ON("set") "'field':'titel','from':'x','to':'y','value':'z'"), "changes[1].value"},
	{"a field has the form of a field", CHANGE(ON("set") "'field':'2e','from':'x','to':'y'"), "changes[1].field"},
	{"a field is a text", CHANGE(ON("set") "'field':null,'from':'x','to':'y'"), "changes[1].field"},

	{"an addition", ADD("'vng'"), NULL},
	{"an addition of an empty text", ADD("''"), NULL},
	{"an addition is of a text", ADD("1"), "changes[1].value"},
	{"an addition is not of null", ADD("null"), "changes[1].value"},
	{"an addition is not of a list", ADD("['vng']"), "changes[1].value"},
	{"an addition has a value", CHANGE(ON("add") "'field':'partners'"), "changes[1].value"},
	{"an addition has no to", CHANGE(ON("add") "'field':'partners','value':'vng','to':'x'"), "changes[1].to"},
	{"a removal", CHANGE(ON("remove") "'field':'partners','value':'vng'"), NULL},
	{"a removal is of a text", CHANGE(ON("remove") "'field':'partners','value':true"), "changes[1].value"},

	{"an object has a type and a name", CHANGE("'op':'create','object':'agenda','fields':{}"), "changes[1].object"},
	{"an object has a name", CHANGE("'op':'create','object':'agenda/','fields':{}"), "changes[1].object"},
	{"an object's name has no capitals", CHANGE("'op':'create','object':'agenda/A','fields':{}"), "changes[1].object"},
	{"an object's name has no dot", CHANGE("'op':'create','object':'agenda/a.b','fields':{}"), "changes[1].object"},
	{"a seat's name has one", CHANGE("'op':'add','object':'seat/do.ienw','field':'holders','value':'ienw-do'"), NULL},
	{"a seat is of a body and a party", CHANGE("'op':'add','object':'seat/do','field':'holders','value':'ienw-do'"),
	 "changes[1].object"},
	{"an object is a text", CHANGE("'op':'create','object':7,'fields':{}"), "changes[1].object"},

	{"an amendment may hold any object", CHANGE("'op':'amend','from':'" ID_A "','charter':{}"), NULL},
	{"an amendment holds an object", CHANGE("'op':'amend','from':'" ID_A "','charter':[]"), "changes[1].charter"},
	{"an amendment is from a digest", CHANGE("'op':'amend','from':'x','charter':{}"), "changes[1].from"},
	{"an amendment is not from null", CHANGE("'op':'amend','from':null,'charter':{}"), "changes[1].from"},
	{"an amendment has a from", CHANGE("'op':'amend','charter':{}"), "changes[1].from"},
	{"an amendment has a charter", CHANGE("'op':'amend','from':'" ID_A "'"), "changes[1].charter"},
	{"an amendment has no object", CHANGE("'op':'amend','object':'party/x','from':'" ID_A "','charter':{}"), "changes[1].object"},
};
/* clang-format on */

int main(void)
{
	return RUN_CASES("record/change", cases);
}
