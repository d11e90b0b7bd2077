/* SPDX-License-Identifier: EUPL-1.2 */
/* Types, their fields, and what a field of each type may have. */
#include "charter/charter_case.h"

#define F "types.nota.fields.f"
#define TYPE "{'name': '', 'fields': {'f': {'type': 'text'}}}"

/* clang-format off */
static const struct charter_case cases[] = {
	{"a type needs no more than a name and a field", "types.lijst = " TYPE, NULL},
	{"a type has a name", "types.nota.name -", "types.nota.name"},
	{"a type's name may be an empty text", "types.nota.name = ''", NULL},
	{"a type has fields", "types.nota.fields -", "types.nota.fields"},
	{"a type has at least one field", "types.nota.fields = {}", "types.nota.fields"},
	{"fields are an object", "types.nota.fields = ['tekst']", "types.nota.fields"},
	{"a type has no other keys", "types.nota.by = ['do']", "types.nota.by"},
	{"a type is an object", "types.nota = 'text'", "types.nota"},
	{"a type's word has the form of a name", "types.no_ta = " TYPE, "types.no_ta"},
	{"no type is called actor", "types.actor = " TYPE, "types.actor"},
	{"no type is called self", "types.self = " TYPE, "types.self"},
	{"a type may have a party's name", "types.ienw = " TYPE, NULL},
	{"a type may have a body's name", "types.bo = " TYPE, NULL},

	{"a field's word has the form of a field", "types.nota.fields.Tekst = {'type': 'text'}", "types.nota.fields.Tekst"},
	{"a field's word does not start with a digit", "types.nota.fields.4u = {'type': 'text'}", "types.nota.fields.4u"},
	{"a field's word may have an underscore", "types.nota.fields.a_b-c = {'type': 'text'}", NULL},
	{"a field may be called self", "types.nota.fields.self = {'type': 'text'}", NULL},
	{"a field is an object", F " = 'text'", F},
	{"a field has a type", F " = {}", F ".type"},
	{"a field's type is one that is known", F " = {'type': 'number'}", F ".type"},
	{"a field's type is not key", F " = {'type': 'key'}", F ".type"},
	{"a field's type is a text", F " = {'type': ['text']}", F ".type"},
	{"a field has no unknown keys", F " = {'type': 'text', 'length': 5}", F ".length"},
	{"a field may have a name", F " = {'type': 'text', 'name': ''}", NULL},
	{"a field's name is a text", F " = {'type': 'text', 'name': 5}", F ".name"},
	{"a field may have help", F " = {'type': 'bool', 'help': 'Zeg ja of nee'}", NULL},
	{"help is a text", F " = {'type': 'bool', 'help': true}", F ".help"},
	{"a field of any type may be required", F " = {'type': 'set', 'of': 'text', 'required': true}", NULL},
	{"required is true or false", F " = {'type': 'text', 'required': 'yes'}", F ".required"},
	{"required is not null", F " = {'type': 'text', 'required': null}", F ".required"},
	{"required may be false", F " = {'type': 'text', 'required': false}", NULL},
	{"a field of any type may be expected", F " = {'type': 'record', 'expected': true}", NULL},
	{"expected is true or false", F " = {'type': 'record', 'expected': 1}", F ".expected"},

	{"an int may have a range", F " = {'type': 'int', 'min': -5, 'max': 5}", NULL},
	{"a range may be one number", F " = {'type': 'int', 'min': 5, 'max': 5}", NULL},
	{"max is not below min", F " = {'type': 'int', 'min': 6, 'max': 5}", F ".max"},
	{"min is an integer", F " = {'type': 'int', 'min': '1'}", F ".min"},
	{"max is an integer", F " = {'type': 'int', 'max': true}", F ".max"},
	{"an int may have a unit", F " = {'type': 'int', 'unit': '%'}", NULL},
	{"a unit is a text", F " = {'type': 'int', 'unit': 1}", F ".unit"},
	{"a text has no min", F " = {'type': 'text', 'min': 1}", F ".min"},
	{"a date has no max", F " = {'type': 'date', 'max': 1}", F ".max"},
	{"a bool has no unit", F " = {'type': 'bool', 'unit': 'EUR'}", F ".unit"},
	{"a set has no min", F " = {'type': 'set', 'of': 'text', 'min': 1}", F ".min"},

	{"an enum has values", F " = {'type': 'enum'}", F ".values"},
	{"an enum has at least one value", F " = {'type': 'enum', 'values': []}", F ".values"},
	{"an enum may have one value", F " = {'type': 'enum', 'values': ['a']}", NULL},
	{"values are texts", F " = {'type': 'enum', 'values': ['a', 1]}", F ".values[1]"},
	{"values are distinct", F " = {'type': 'enum', 'values': ['a','b','a']}", F ".values[2]"},
	{"no value is empty", F " = {'type': 'enum', 'values': ['a','']}", F ".values[1]"},
	{"no value is a star", F " = {'type': 'enum', 'values': ['*','a']}", F ".values[0]"},
	{"a value may be any other text", F " = {'type': 'enum', 'values': ['in uitvoering','**','geëvalueerd']}", NULL},
	{"an enum may have an initial value without moves", F " = {'type': 'enum', 'values': ['a'], 'initial': 'a'}", NULL},
	{"initial is among the values", F " = {'type': 'enum', 'values': ['a'], 'initial': 'b'}", F ".initial"},
	{"initial is not null", F " = {'type': 'enum', 'values': ['a'], 'initial': null}", F ".initial"},
	{"a text has no values", F " = {'type': 'text', 'values': ['a']}", F ".values"},
	{"a text has no initial value", F " = {'type': 'text', 'initial': 'a'}", F ".initial"},
	{"a bool has no initial value", F " = {'type': 'bool', 'initial': 'true'}", F ".initial"},
	{"a text has no moves", F " = {'type': 'text', 'moves': []}", F ".moves"},

	{"a ref is to something", F " = {'type': 'ref'}", F ".to"},
	{"a ref is to a type", F " = {'type': 'ref', 'to': 'agenda'}", NULL},
	{"a ref may be to its own type", F " = {'type': 'ref', 'to': 'nota'}", NULL},
	{"a ref may be to any object", F " = {'type': 'ref', 'to': '*'}", NULL},
	{"a ref is to a type of the charter", F " = {'type': 'ref', 'to': 'besluit'}", F ".to"},
	{"a ref is not to a built-in type", F " = {'type': 'ref', 'to': 'actor'}", F ".to"},
	{"a ref is to one type", F " = {'type': 'ref', 'to': ['agenda']}", F ".to"},
	{"a party field has no to", F " = {'type': 'party', 'to': 'agenda'}", F ".to"},

	{"a set is of something", F " = {'type': 'set'}", F ".of"},
	{"a set may be of text", F " = {'type': 'set', 'of': 'text'}", NULL},
	{"a set may be of actor", F " = {'type': 'set', 'of': 'actor'}", NULL},
	{"a set is not of int", F " = {'type': 'set', 'of': 'int'}", F ".of"},
	{"a set is not of sets", F " = {'type': 'set', 'of': 'set'}", F ".of"},
	{"a set is not of dates", F " = {'type': 'set', 'of': 'date'}", F ".of"},
	{"a set is not of files", F " = {'type': 'set', 'of': 'file'}", F ".of"},
	{"a set is not of records", F " = {'type': 'set', 'of': 'record'}", F ".of"},
	{"a set of refs has a to", F " = {'type': 'set', 'of': 'ref'}", F ".to"},
	{"a set of refs has a to that is a type", F " = {'type': 'set', 'of': 'ref', 'to': 'x'}", F ".to"},
	{"a set of texts has no to", F " = {'type': 'set', 'of': 'text', 'to': '*'}", F ".to"},
	{"a set of enum has values", F " = {'type': 'set', 'of': 'enum'}", F ".values"},
	{"a set of enum has sound values", F " = {'type': 'set', 'of': 'enum', 'values': ['a','*']}", F ".values[1]"},
	{"a set of enum has no initial value", F " = {'type': 'set', 'of': 'enum', 'values': ['a'], 'initial': 'a'}", F ".initial"},
	{"a set of texts has no values", F " = {'type': 'set', 'of': 'text', 'values': ['a']}", F ".values"},
	{"a text has no of", F " = {'type': 'text', 'of': 'text'}", F ".of"},
};
/* clang-format on */

int main(void)
{
	return RUN_CASES("charter/field", cases);
}
