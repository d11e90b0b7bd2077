/* SPDX-License-Identifier: EUPL-1.2 */
/* Parties, bodies, offices, the seal, amendments, and the charter as a whole. */
#include "charter/charter_case.h"

#define A62 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define BODY "{'name': '', 'rank': 1, 'seats': ['ienw'], 'quorum': 1}"
#define OFFICE "{'name': '', 'rank': 1, 'appointed_by': ['bo']}"
#define PARTY "{'name': '', 'key': '" KEY_UVW "'}"
#define SMALL_ORDER "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

/* clang-format off */
static const struct charter_case cases[] = {
	{"the charter that the other cases edit is sound", "", NULL},

	{"a charter must say which version it is", "akkoord -", "akkoord"},
	{"there is one version", "akkoord = 'charter/2'", "akkoord"},
	{"the version is a text", "akkoord = 1", "akkoord"},
	{"a charter has a name", "name -", "name"},
	{"the name of a charter is a text", "name = null", "name"},
	{"the name of a charter may be empty", "name = ''", NULL},
	{"an unknown key of the charter is an error", "comment = 'x'", "comment"},
	{"parties are required", "parties -",
	 "parties bodies.bo.seats[0] bodies.bo.seats[1] bodies.bo.seats[2] bodies.do.seats[0] bodies.do.seats[1] "
	 "bodies.getuigen.seats[0] bodies.getuigen.seats[1] bodies.getuigen.seats[2] "
	 "types.afspraak.fields.voortgang.by[3] types.geschil.freezes.except[2]"},
	{"offices are required", "offices -",
	 "offices types.afspraak.fields.partners.by[1] types.afspraak.fields.voortgang.by[2] types.geschil.freezes.except[1]"},
	{"there may be no offices",
	 "offices = {}\ntypes = {}", NULL},
	{"there may be no types", "types = {}", NULL},
	{"types are required", "types -", "types"},
	{"types are an object", "types = []", "types"},
	{"types are not null", "types = null", "types"},
	{"seal is required", "seal -", "seal"},
	{"amend is required", "amend -", "amend"},

	{"a party has a name", "parties.vng.name -", "parties.vng.name"},
	{"a party's name may be an empty text", "parties.vng.name = ''", NULL},
	{"a party has a key", "parties.vng.key -", "parties.vng.key"},
	{"a party has no other keys", "parties.vng.seat = 1", "parties.vng.seat"},
	{"a party is an object", "parties.vng = '" KEY_VNG "'", "parties.vng"},
	{"a key is well-formed", "parties.vng.key = 'ROOT KEY OF vng'", "parties.vng.key"},
	{"a key has no comment", "parties.vng.key = '" KEY_VNG " vng'", "parties.vng.key"},
	{"a key is no point of small order", "parties.vng.key = '" SMALL_ORDER "'", "parties.vng.key"},
	{"a key is of one of two types", "parties.vng.key = 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQ=='", "parties.vng.key"},
	{"no two parties have the same key", "parties.vng.key = '" KEY_IPO "'", "parties.vng.key"},
	{"a fourth party is welcome", "parties.uvw = " PARTY, NULL},
	{"a party's name has no capitals", "parties.UvW = " PARTY, "parties.UvW"},
	{"a party's name is not empty",
	 "parties = {'': " PARTY "}\nbodies = {'bo': {'name': '', 'rank': 1, 'seats': [''], 'quorum': 1}}\n"
	 "offices = {}\nseal = null\ntypes = {}", "parties."},
	{"a party's name may start with a digit", "parties.4u = " PARTY, NULL},
	{"a party's name does not start with a dash", "parties.-uvw = " PARTY, "parties.-uvw"},
	{"a party's name may be of 63 bytes", "parties.a" A62 " = " PARTY, NULL},
	{"no party's name begins with another's and a dash", "parties.vng-zh = " PARTY, "parties.vng-zh"},
	{"a party's name may begin with another's", "parties.vngzh = " PARTY, NULL},
	{"no party is called self", "parties.self = " PARTY, "parties.self"},
	{"no party is called party", "parties.party = " PARTY, "parties.party"},
	{"no body is called actor", "bodies.actor = " BODY, "bodies.actor"},
	{"no office is called seat", "offices.seat = " OFFICE, "offices.seat"},
	{"no body is called office", "bodies.office = " BODY, "bodies.office"},

	{"a body may not have a party's name", "bodies.vng = " BODY, "bodies.vng"},
	{"an office may not have a party's name", "offices.vng = " OFFICE, "offices.vng"},
	{"an office may not have a body's name", "offices.do = " OFFICE, "offices.do"},
	{"a body's name may begin with a party's and a dash", "bodies.vng-b = " BODY, NULL},
	{"a body's name has the form of a name", "bodies.b_o = " BODY, "bodies.b_o"},
	{"an office's name has the form of a name", "offices.p_m = " OFFICE, "offices.p_m"},
	{"a body has a name", "bodies.do.name -", "bodies.do.name"},
	{"a body has no other keys", "bodies.do.chair = 'ienw'", "bodies.do.chair"},
	{"a body has a rank", "bodies.do.rank -", "bodies.do.rank"},
	{"a rank is at least 1", "bodies.do.rank = 0", "bodies.do.rank"},
	{"a rank is at most 8", "bodies.do.rank = 9", "bodies.do.rank"},
	{"a rank may be 8", "bodies.do.rank = 8", NULL},
	{"a rank is a number", "bodies.do.rank = '3'", "bodies.do.rank"},
	{"a rank is not true", "bodies.do.rank = true", "bodies.do.rank"},
	{"two bodies may have one rank", "bodies.do.rank = 1", NULL},
	{"a body has seats", "bodies.do.seats -", "bodies.do.seats"},
	{"a body has at least one seat", "bodies.do.seats = []", "bodies.do.seats"},
	{"a seat is of a party", "bodies.do.seats[1] = 'uvw'", "bodies.do.seats[1]"},
	{"a seat is not of a body", "bodies.do.seats[1] = 'bo'", "bodies.do.seats[1]"},
	{"seats are distinct", "bodies.do.seats[1] = 'ienw'", "bodies.do.seats[1]"},
	{"a seat is a text", "bodies.do.seats[1] = 7", "bodies.do.seats[1]"},
	{"seats are a list", "bodies.do.seats = 'ienw'", "bodies.do.seats"},
	{"a body has a quorum", "bodies.do.quorum -", "bodies.do.quorum"},
	{"a quorum is at least 1", "bodies.do.quorum = 0", "bodies.do.quorum"},
	{"a quorum is at most the number of seats", "bodies.do.quorum = 3", "bodies.do.quorum"},
	{"a quorum may be all seats", "bodies.do.quorum = 2", NULL},
	{"a quorum is an integer", "bodies.do.quorum = null", "bodies.do.quorum"},
	{"there is a body, or nobody could amend", "bodies = {}\noffices = {}\nseal = null\ntypes = {}", "amend[0]"},

	{"an office has a name", "offices.pm.name -", "offices.pm.name"},
	{"an office has a rank", "offices.pm.rank -", "offices.pm.rank"},
	{"an office's rank is 1 to 8", "offices.pm.rank = 10", "offices.pm.rank"},
	{"an office has no seats", "offices.pm.seats = ['ienw']", "offices.pm.seats"},
	{"an office is appointed by somebody", "offices.pm.appointed_by -", "offices.pm.appointed_by"},
	{"an office is appointed by at least one body", "offices.pm.appointed_by = []", "offices.pm.appointed_by"},
	{"an office is appointed by bodies, not by parties", "offices.pm.appointed_by = ['ienw']", "offices.pm.appointed_by[0]"},
	{"an office is not appointed by an office", "offices.pm.appointed_by = ['pm']", "offices.pm.appointed_by[0]"},
	{"an office is appointed by distinct bodies", "offices.pm.appointed_by = ['do','bo','do']", "offices.pm.appointed_by[2]"},

	{"there may be no seals", "seal = null", NULL},
	{"a seal is not a list", "seal = []", "seal"},
	{"a seal has a body", "seal.body -", "seal.body"},
	{"a seal has a sealer", "seal.by -", "seal.by"},
	{"a seal has no other keys", "seal.every = 'month'", "seal.every"},
	{"the body that seals is a body", "seal.body = 'pm'", "seal.body"},
	{"its quorum is not half of its seats", "seal.body = 'do'", "seal.body"},
	{"its quorum is not two thirds of its seats", "bodies.getuigen.quorum = 2", "seal.body"},
	{"three of four seats is more than two thirds",
	 "parties.uvw = " PARTY "\nbodies.getuigen.seats[3] = 'uvw'", NULL},
	{"one of one seat is more than two thirds", "bodies.getuigen.seats = ['ienw']\nbodies.getuigen.quorum = 1", NULL},
	{"the sealer has a seat in the body", "seal.body = 'do'\nbodies.do.quorum = 2\nseal.by = 'vng'", "seal.by"},
	{"the sealer is a party", "seal.by = 'bo'", "seal.by"},

	{"somebody may amend", "amend = []", "amend"},
	{"a body amends, not a party", "amend = ['ienw']", "amend[0]"},
	{"a body amends, not an office", "amend = ['pm']", "amend[0]"},
	{"several bodies may amend", "amend = ['bo','do']", NULL},
	{"the bodies that amend are distinct", "amend = ['bo','bo']", "amend[1]"},
	{"amend is a list", "amend = 'bo'", "amend"},

	{"all faults are told, in the order of the sections", "name = 1\nbodies.do.rank = 0\nseal.by = 'x'\namend = []",
	 "name bodies.do.rank seal.by amend"},
};
/* clang-format on */

int main(void)
{
	return RUN_CASES("charter/capacity", cases);
}
