/* SPDX-License-Identifier: EUPL-1.2 */
/* The keys of a record, by kind. */
#include "record/record_case.h"

/* The eight keys one by one, so that one can be left out or altered. */
#define A "'akkoord':'record/1',"
#define L "'ledger':'" ID_A "',"
#define N "'actor':'ienw-do',"
#define K "'key':'" KEY_IENW "',"
#define S "'seq':1,"
#define P "'parents':[],"
#define T "'time':'2022-10-01T12:00:00Z',"
#define E "'kind':'endorse','target':'" ID_B "'}"
#define ID_UPPER "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define ID_SHORT "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define A21 "aaaaaaaaaaaaaaaaaaaaa"

/* clang-format off */
static const struct record_case cases[] = {
	{"a proposal", PROPOSE CHANGES "}", NULL},
	{"an endorsement", ENDORSE "}", NULL},
	{"an objection", OBJECT "}", NULL},
	{"a withdrawal", WITHDRAW "}", NULL},
	{"a first seal", SEAL ",'height':1,'prev':null}", NULL},
	{"a later seal", SEAL ",'height':2,'prev':'" ID_B "'}", NULL},

	{"what is no JSON is refused as json", "{", "json"},
	{"nothing is refused as json", "", "json"},
	{"a key that is given twice is refused as json", ENDORSE ",'target':'" ID_B "'}", "json"},
	{"a fraction is refused as json", "{" A L N K "'seq':1.0," P T E, "json"},
	{"a list is no record", "[]", "record"},
	{"a text is no record", "'record/1'", "record"},
	{"an empty object is no record", "{}", "kind"},
	{"an unknown key is an error", ENDORSE ",'note':'x'}", "note"},
	{"an unknown key is an error even if it is empty", ENDORSE ",'':null}", ""},

	{"the version is required", "{" L N K S P T E, "akkoord"},
	{"the ledger is required", "{" A N K S P T E, "ledger"},
	{"the actor is required", "{" A L K S P T E, "actor"},
	{"the key is required", "{" A L N S P T E, "key"},
	{"the seq is required", "{" A L N K P T E, "seq"},
	{"the parents are required", "{" A L N K S T E, "parents"},
	{"the time is required", "{" A L N K S P E, "time"},
	{"the kind is required", "{" A L N K S P "'time':'2022-10-01T12:00:00Z'}", "kind"},

	{"there is one version", "{'akkoord':'record/2'," L N K S P T E, "akkoord"},
	{"a charter is no record", "{'akkoord':'charter/1'," L N K S P T E, "akkoord"},
	{"the ledger is an id", "{" A "'ledger':'abc'," N K S P T E, "ledger"},
	{"an id has no capitals", "{" A "'ledger':'" ID_UPPER "'," N K S P T E, "ledger"},
	{"an id has 64 digits", "{" A "'ledger':'" ID_SHORT "'," N K S P T E, "ledger"},
	{"an id has no more than 64 digits", "{" A "'ledger':'" ID_A "a'," N K S P T E, "ledger"},
	{"the ledger is a text", "{" A "'ledger':null," N K S P T E, "ledger"},
	{"the actor's name has the form of a name", "{" A L "'actor':'ienw_do'," K S P T E, "actor"},
	{"the actor's name is at most 63 bytes", "{" A L "'actor':'" A21 A21 A21 "a'," K S P T E, "actor"},
	{"the actor's name may be 63 bytes", "{" A L "'actor':'" A21 A21 A21 "'," K S P T E, NULL},
	{"the key is of one of two types", "{" A L N "'key':'ssh-rsa AAAA'," S P T E, "key"},
	{"the key has its base64", "{" A L N "'key':'ssh-ed25519 '," S P T E, "key"},
	{"the key has no comment", "{" A L N "'key':'" KEY_IENW " ienw'," S P T E, "key"},
	{"the key has one space", "{" A L N "'key':'ssh-ed25519  AAAA'," S P T E, "key"},
	{"the key may be on a security key", "{" A L N "'key':'sk-ssh-ed25519@openssh.com AAAA'," S P T E, NULL},
	{"the first seq is 1", "{" A L N K "'seq':0," P T E, "seq"},
	{"a seq is not negative", "{" A L N K "'seq':-1," P T E, "seq"},
	{"a seq is at most 999,999,999", "{" A L N K "'seq':1000000000," P T E, "seq"},
	{"a seq may be 999,999,999", "{" A L N K "'seq':999999999," P T E, NULL},
	{"a seq is a number", "{" A L N K "'seq':'1'," P T E, "seq"},
	{"a seq is not true", "{" A L N K "'seq':true," P T E, "seq"},
	{"parents are a list", "{" A L N K S "'parents':'" ID_A "'," T E, "parents"},
	{"parents are not null", "{" A L N K S "'parents':null," T E, "parents"},
	{"parents are ids", "{" A L N K S "'parents':['" ID_A "','x']," T E, "parents[1]"},
	{"parents are texts", "{" A L N K S "'parents':[1]," T E, "parents[0]"},
	{"parents are sorted", "{" A L N K S "'parents':['" ID_B "','" ID_A "']," T E, "parents[1]"},
	{"parents are distinct", "{" A L N K S "'parents':['" ID_A "','" ID_A "']," T E, "parents[1]"},
	{"there may be several parents", "{" A L N K S "'parents':['" ID_A "','" ID_B "','" ID_C "']," T E, NULL},
	{"a time has a zone", "{" A L N K S P "'time':'2022-10-01T12:00:00'," E, "time"},
	{"a time is in UTC", "{" A L N K S P "'time':'2022-10-01T12:00:00+01:00'," E, "time"},
	{"a time is a real instant", "{" A L N K S P "'time':'2022-02-29T12:00:00Z'," E, "time"},
	{"a time has no leap second", "{" A L N K S P "'time':'2016-12-31T23:59:60Z'," E, "time"},
	{"a time is not before 1970", "{" A L N K S P "'time':'1969-12-31T23:59:59Z'," E, "time"},
	{"a time may be far ahead", "{" A L N K S P "'time':'9999-12-31T23:59:59Z'," E, NULL},
	{"a kind is one of five", "{" SIGNED ",'kind':'amend'}", "kind"},
	{"a kind is a text", "{" SIGNED ",'kind':1}", "kind"},

	{"a proposal is for a capacity", "{" SIGNED ",'kind':'propose','why':'test'" CHANGES "}", "for"},
	{"a proposal has a reason", "{" SIGNED ",'kind':'propose','for':'do'" CHANGES "}", "why"},
	{"a proposal has changes", PROPOSE "}", "changes"},
	{"a proposal has at least one change", PROPOSE ",'changes':[]}", "changes"},
	{"changes are a list", PROPOSE ",'changes':" SET "}", "changes"},
	{"a proposal has no target", PROPOSE CHANGES ",'target':'" ID_B "'}", "target"},
	{"a proposal has no height", PROPOSE CHANGES ",'height':1}", "height"},
	{"a capacity may be a seat", "{" SIGNED ",'kind':'propose','for':'do/ienw','why':'x'" CHANGES "}", NULL},
	{"a capacity may be self", "{" SIGNED ",'kind':'propose','for':'self','why':'x'" CHANGES "}", NULL},
	{"a capacity has no two slashes", "{" SIGNED ",'kind':'propose','for':'a/b/c','why':'x'" CHANGES "}", "for"},
	{"a capacity has something before the slash", "{" SIGNED ",'kind':'propose','for':'/b','why':'x'" CHANGES "}", "for"},
	{"a capacity has something after the slash", "{" SIGNED ",'kind':'propose','for':'a/','why':'x'" CHANGES "}", "for"},
	{"a capacity is no who-list item", "{" SIGNED ",'kind':'propose','for':'do@x','why':'x'" CHANGES "}", "for"},
	{"a capacity is not empty", "{" SIGNED ",'kind':'propose','for':'','why':'x'" CHANGES "}", "for"},
	{"a capacity is a text", "{" SIGNED ",'kind':'propose','for':['do'],'why':'x'" CHANGES "}", "for"},
	{"a reason is not empty", "{" SIGNED ",'kind':'propose','for':'do','why':''" CHANGES "}", "why"},
	{"a reason is a text", "{" SIGNED ",'kind':'propose','for':'do','why':null" CHANGES "}", "why"},
	{"a reason may have lines", "{" SIGNED ",'kind':'propose','for':'do','why':'a\\nb'" CHANGES "}", NULL},
	{"a reason has no tabs", "{" SIGNED ",'kind':'propose','for':'do','why':'a\\tb'" CHANGES "}", "json"},

	{"a proposal may pin", PROPOSE CHANGES ",'pins':{'agenda/a22':'" ID_B "'}}", NULL},
	{"a proposal may pin a seat as far as its form goes", PROPOSE CHANGES ",'pins':{'seat/do.ienw':'" ID_B "'}}", NULL},
	{"pins are not empty", PROPOSE CHANGES ",'pins':{}}", "pins"},
	{"pins are an object", PROPOSE CHANGES ",'pins':['" ID_B "']}", "pins"},
	{"pins are not null", PROPOSE CHANGES ",'pins':null}", "pins"},
	{"a pin is of an object", PROPOSE CHANGES ",'pins':{'agenda':'" ID_B "'}}", "pins.agenda"},
	{"a pin is a digest", PROPOSE CHANGES ",'pins':{'agenda/a22':'abc'}}", "pins.agenda/a22"},
	{"at most 8 pins", PROPOSE CHANGES ",'pins':{'a/1':'" ID_B "','a/2':'" ID_B "','a/3':'" ID_B "','a/4':'" ID_B "','a/5':'"
	 ID_B "','a/6':'" ID_B "','a/7':'" ID_B "','a/8':'" ID_B "'}}", NULL},
	{"not 9 pins", PROPOSE CHANGES ",'pins':{'a/1':'" ID_B "','a/2':'" ID_B "','a/3':'" ID_B "','a/4':'" ID_B "','a/5':'"
	 ID_B "','a/6':'" ID_B "','a/7':'" ID_B "','a/8':'" ID_B "','a/9':'" ID_B "'}}", "pins"},
	{"an endorsement does not pin", ENDORSE ",'pins':{'agenda/a22':'" ID_B "'}}", "pins"},
	{"a proposal may ask for answers by a date", PROPOSE CHANGES ",'respond_by':'2022-10-15'}", NULL},
	{"that date is a real day", PROPOSE CHANGES ",'respond_by':'2022-10-32'}", "respond_by"},
	{"that date is no time", PROPOSE CHANGES ",'respond_by':'2022-10-01T12:00:00Z'}", "respond_by"},
	{"that date is not null", PROPOSE CHANGES ",'respond_by':null}", "respond_by"},
	{"an objection asks for no answers", OBJECT ",'respond_by':'2022-10-15'}", "respond_by"},

	{"a proposal may have attachments", PROPOSE CHANGES ",'attachments':['" ID_B "','" ID_A "']}", NULL},
	{"an endorsement may have attachments", ENDORSE ",'attachments':['" ID_A "']}", NULL},
	{"an objection may have attachments", OBJECT ",'attachments':['" ID_A "']}", NULL},
	{"a withdrawal may have attachments", WITHDRAW ",'attachments':['" ID_A "']}", NULL},
	{"a seal has no attachments", SEAL ",'height':1,'prev':null,'attachments':['" ID_A "']}", "attachments"},
	{"attachments are not empty", ENDORSE ",'attachments':[]}", "attachments"},
	{"attachments are distinct", ENDORSE ",'attachments':['" ID_B "','" ID_A "','" ID_B "']}", "attachments[2]"},
	{"attachments are ids", ENDORSE ",'attachments':['notulen.pdf']}", "attachments[0]"},

	{"an endorsement has a target", "{" SIGNED ",'kind':'endorse'}", "target"},
	{"a target is an id", "{" SIGNED ",'kind':'endorse','target':'afspraak/x'}", "target"},
	{"an endorsement may have a reason", ENDORSE ",'why':'akkoord'}", NULL},
	{"the reason of an endorsement is not empty", ENDORSE ",'why':''}", "why"},
	{"an endorsement has no changes", ENDORSE CHANGES "}", "changes"},
	{"an endorsement is for no capacity", ENDORSE ",'for':'do'}", "for"},
	{"an objection has a reason", "{" SIGNED ",'kind':'object','target':'" ID_B "'}", "why"},
	{"a withdrawal has a reason", "{" SIGNED ",'kind':'withdraw','target':'" ID_B "'}", "why"},
	{"a withdrawal has a target", "{" SIGNED ",'kind':'withdraw','why':'x'}", "target"},

	{"a seal has a height", SEAL ",'prev':null}", "height"},
	{"a height is at least 1", SEAL ",'height':0,'prev':null}", "height"},
	{"a height may be very high", SEAL ",'height':9007199254740991,'prev':'" ID_B "'}", NULL},
	{"a height is a number", SEAL ",'height':'1','prev':null}", "height"},
	{"a seal has a prev", SEAL ",'height':1}", "prev"},
	{"the first seal has no seal before it", SEAL ",'height':1,'prev':'" ID_B "'}", "prev"},
	{"a later seal has one", SEAL ",'height':2,'prev':null}", "prev"},
	{"that one is an id", SEAL ",'height':2,'prev':2}", "prev"},
	{"a seal has a state", "{" SIGNED ",'kind':'seal','height':1,'prev':null}", "state"},
	{"a state is an id", "{" SIGNED ",'kind':'seal','height':1,'prev':null,'state':''}", "state"},
	{"a seal has no reason", SEAL ",'height':1,'prev':null,'why':'x'}", "why"},
	{"a seal has no target", SEAL ",'height':1,'prev':null,'target':'" ID_B "'}", "target"},
};
/* clang-format on */

int main(void)
{
	return RUN_CASES("record/schema", cases);
}
