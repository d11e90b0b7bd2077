/* SPDX-License-Identifier: EUPL-1.2 */
/* protocol §8: every reason for which a record is void, with the change at fault and what stood in the way. */
#include "judge/world.h"

#define NOTE APPOINTED "n p : propose p: create nota/n tekst=een => in-force\n"
#define AGENDA APPOINTED "n p-1 : propose do: create agenda/a titel=een => in-force by=n\n"

/* clang-format off */
static const struct drawing drawings[] = {
	{"everyone is appointed", APPOINTED},
	{"the appointments are sealed", SEALED},

	/* ---- who signs */
	{"key: an actor that nobody managed to create",
		APPOINTED
		"a q   : propose q: create actor/p-2 party=p key=$p-2    => void:authority change=0 against=none\n"
		"b p-2 : propose p: create nota/n                        => void:key change=0 against=none by=none\n"},
	{"key: the actor has another key now",
		APPOINTED
		"a p       : propose p: set actor/p-1 key $p-1 -> $p-9   => in-force\n"
		"b p-1     : propose do/p: create agenda/a titel=een     => void:key\n"
		"c p-1/p-9 : propose do: create agenda/a titel=een       => in-force\n"},
	{"key: the root has another key now",
		"a p     : propose p: set party/p key $p -> $p-9         => in-force\n"
		"b p     : propose p: create nota/n                      => void:key\n"
		"c p/p-9 : propose p: create nota/n                      => in-force\n"},
	{"revoked",
		APPOINTED
		"a p   : propose p: set actor/p-1 status active -> revoked => in-force\n"
		"b p-1 : propose do/p: create agenda/a titel=een           => void:revoked\n"
		"c p   : propose p: set actor/p-1 status revoked -> active => in-force\n"
		"d p-1 : propose do: create agenda/a titel=een             => in-force\n"},
	{"expired: from the day after the last",
		APPOINTED
		"a p               : propose p: set actor/p-1 until null -> 2022-10-03 => in-force\n"
		"b p-1 @2022-10-03 : propose do: create agenda/a titel=een             => in-force\n"
		"c p-1 @2022-10-04 : propose do/p: create agenda/b titel=een           => void:expired\n"},
	{"expired: by the date of the seal, where the record says it is older",
		APPOINTED
		"u p               : propose p: set actor/p-1 until null -> 2022-10-03 => in-force\n"
		"z p @2022-10-04   : seal 1 - root                                     => noted window=2\n"
		"y q               : endorse z                                         => noted\n"
		"x r               : endorse z                                         => noted\n"
		"c p-1 @2022-10-02 < u : propose do/p: create agenda/b titel=een       => void:expired\n"},
	{"fork: one actor, two histories, and what follows the losing one",
		"n p           : propose p: create nota/n tekst=een      => in-force\n"
		"a q @10 < n   : propose q: set nota/n tekst een -> twee => in-force\n"
		"b q @11 < n   : propose q: set nota/n getal null -> 2   => void:fork against=a by=none\n"
		"c q @12 < b   : propose q: set nota/n getal null -> 3   => void:fork against=a\n"
		"d q @13 < a   : propose q: set nota/n getal null -> 4   => in-force\n"},
	{"fork: whoever joins both histories goes on",
		"n p           : propose p: create nota/n tekst=een      => in-force\n"
		"a q @10 < n   : propose q: set nota/n tekst een -> twee => in-force\n"
		"b q @11 < n   : propose q: set nota/n getal null -> 2   => void:fork\n"
		"c q @12 < a b : propose q: set nota/n getal null -> 3   => in-force\n"},
	{"fork: a void record is the last accepted one all the same",
		"a q @10 < -   : propose q: set nota/n tekst een -> twee => void:unknown\n"
		"b q @11 < -   : propose q: create nota/n                => void:fork\n"},

	/* ---- for whom */
	{"capacity: no such body",  APPOINTED "a p-1 : propose raad: create nota/n => void:capacity change=0\n"},
	{"capacity: a party without that seat", APPOINTED "a p-1 : propose do/r: create nota/n => void:capacity\n"},
	{"capacity: a seat of no body", APPOINTED "a p-1 : propose pm/p: create nota/n => void:capacity\n"},
	{"capacity: a root is nobody's self", APPOINTED "a p : propose self: create nota/n => void:capacity\n"},
	{"capacity: an endorse by who has no seat",
		AGENDA
		"a p-1 : propose bo: set agenda/a titel een -> twee => pending\n"
		"b s-1 : endorse a => void:capacity\n"
		"c q   : endorse a => void:capacity\n"},
	{"capacity: a withdraw by another",
		AGENDA
		"a p-1 : propose bo: set agenda/a titel een -> twee => pending\n"
		"b q-1 : withdraw a => void:capacity\n"},
	{"amended: it was open when the charter changed, or drafted without having seen that",
		APPOINTED
		"a p-1          : propose bo: create agenda/a titel=een  => void:amended against=b by=none\n"
		"b p-1 @30      : propose bo: amend one -> wider         => in-force by=c\n"
		"c q-1 @31      : endorse b                              => counted\n"
		"d r-1 @40 < s1 : propose bo: create agenda/a titel=een  => void:amended against=none by=none\n"
		"e r-1 @41 < c  : propose bo: create agenda/a titel=een  => pending\n" /* a draft, though its author forked */},
	{"target: of an endorse, void",
		NOTE
		"a q   : propose q: create nota/n => void:exists change=0 against=n by=a\n"
		"b q   : endorse a                => void:target\n"},
	{"target: of a withdraw, in force, void or withdrawn",
		NOTE
		"a p   : withdraw n               => void:target\n"
		"b q   : propose q: create nota/n => void:exists against=n\n"
		"c q   : withdraw b               => void:target\n"
		"d p-1 : propose bo: create agenda/a titel=een => withdrawn\n"
		"e p-1 : withdraw d               => counted\n"
		"f p-1 : withdraw d               => void:target\n"},
	{"target: a drafter does not undo what a body decides",
		SEALED
		"a p-1        : propose bo: create agenda/a titel=een => void:authority by=c\n"
		"b p-1        : withdraw a => void:target\n"
		"c q-1        : endorse a  => counted\n"},
	{"target: but may, where nobody stands behind it",
		SEALED
		"a p-1        : propose bo: create agenda/a titel=een => withdrawn by=none\n"
		"b p-1        : withdraw a => counted\n"
		"c s-1        : endorse a  => void:withdrawn\n"},
	{"withdrawn", AGENDA
		"a p-1 : propose bo: set agenda/a titel een -> twee => withdrawn\n"
		"b p-1 : withdraw a => counted\n"
		"c q-1 : endorse a  => void:withdrawn\n"},
	{"noted: an endorse of what is in force, and of what one counted for",
		AGENDA
		"a p-1 : propose bo: set agenda/a jaar null -> 2022 => void:authority by=c\n"
		"b p-1 : endorse a => noted\n"
		"c q-1 : endorse a => counted\n"
		"d q-1 : propose do: set agenda/a jaar null -> 2022 => in-force by=d\n"
		"e p-1 : endorse d => noted\n"
		"f p-1 : object d  => noted\n"},

	/* ---- pins */
	{"pin: for a party", NOTE "a p : propose p pin nota/n: set nota/n tekst een -> x => void:pin change=1 against=none by=a\n"},
	{"pin: on what is not there", NOTE "a p-1 : propose do pin nota/m: set nota/n tekst een -> x => void:pin change=1\n"},
	{"pin: on a built-in object", NOTE "a p-1 : propose do pin party/p: set nota/n tekst een -> x => void:pin change=1\n"},
	{"pin: another digest", NOTE "a p-1 : propose do pin nota/n=wrong: set nota/n tekst een -> x => void:pin change=1\n"},
	{"pin: the right one", NOTE "a p-1 : propose do pin nota/n: set nota/n tekst een -> x => in-force change=1\n"},
	{"pin: all are asked before any change",
		NOTE "a p-1 : propose do pin nota/n=wrong: set niets/n tekst een -> x => void:pin change=1\n"},
	{"pin: on what its signers had not seen",
		NOTE
		"a p-1      : propose do pin nota/n: set nota/n tekst een -> x => in-force\n"
		"b q-1 @9 < s1 : propose do pin nota/n=wrong: set nota/n tekst een -> x => void:pin\n"},

	/* ---- unknown, exists */
	{"unknown: a type", NOTE "a p : propose p: create ding/n => void:unknown change=0 against=none\n"},
	{"unknown: a field of a creation", NOTE "a p : propose p: create nota/m kleur=rood => void:unknown change=0\n"},
	{"unknown: a field of a set", NOTE "a p : propose p: set nota/n tekst een -> x; set nota/n kleur null -> x => void:unknown change=1\n"},
	{"unknown: an object", NOTE "a p : propose p: set nota/m tekst een -> x => void:unknown change=0\n"},
	{"unknown: an object that the signers had not seen",
		NOTE "a q < s1 : propose q: set nota/n tekst een -> x => void:unknown change=0\n"},
	{"unknown: set on a set", NOTE "a p : propose p: set nota/n woorden null -> x => void:unknown\n"},
	{"unknown: add on a text", NOTE "a p : propose p: add nota/n tekst x => void:unknown\n"},
	{"unknown: remove on a text", NOTE "a p : propose p: remove nota/n tekst x => void:unknown\n"},
	{"unknown: a field of a built-in object", NOTE "a p : propose p: set party/p rang null -> x => void:unknown\n"},
	{"unknown: a seat that no body has", NOTE "a p : propose p: add seat/do.r holders p-1 => void:unknown\n"},
	{"exists: made by another", NOTE "a q : propose q: create nota/n => void:exists change=0 against=n\n"},
	{"exists: unseen too", NOTE "a q @99 < s1 : propose q: create nota/n => void:exists change=0 against=n\n"},
	{"exists: twice in one proposal", NOTE "a q : propose q: create nota/m; create nota/m => void:exists change=1 against=a\n"},
	{"exists: an actor", NOTE "a p : propose p: create actor/p-1 party=p key=$p-5 => void:exists against=p1\n"},
	{"exists: any party", NOTE "a p : propose p: create party/zz => void:exists against=none\n"},
	{"exists: any seat", NOTE "a p : propose p: create seat/do.r => void:exists against=none\n"},
	{"exists: the seats that there are", NOTE "a p : propose p: create seat/do.p => void:exists against=founding\n"},
	{"exists: any office", NOTE "a p : propose p: create office/zz => void:exists against=none\n"},

	/* ---- move, authority, stale, needs; value and reference have tables of their own */
	{"move: none from there to there",
		AGENDA "a p-1 : propose do: set agenda/a fase concept -> dicht => void:move change=0 against=none\n"},
	{"move: none from where it is not, before it is stale",
		AGENDA "a p-1 : propose do: set agenda/a fase dicht -> vast => void:move\n"},
	{"move: none to nothing", AGENDA "a p-1 : propose do: set agenda/a fase concept -> null => void:move\n"},
	{"authority", AGENDA "a p : propose p: set agenda/a titel een -> x => void:authority change=0 against=none by=a\n"},
	{"authority comes before stale", AGENDA "a p : propose p: set agenda/a titel twee -> x => void:authority\n"},
	{"stale: against whoever wrote what is there",
		NOTE
		"a p : propose p: set nota/n tekst een -> twee => in-force\n"
		"b q @9 < n : propose q: set nota/n tekst een -> drie => void:stale change=0 against=a\n"
		"c q : propose q: set nota/n getal 4 -> 5 => void:stale change=0 against=n\n"},
	{"stale: against the founding", "a p : propose p: set party/p key $q -> $p-2 => void:stale against=founding\n"},
	{"stale: a member is never", NOTE
		"a p : propose p: add nota/n woorden x => in-force\n"
		"b p : propose p: add nota/n woorden x => in-force\n"
		"c p : propose p: remove nota/n woorden y; remove nota/n woorden x; remove nota/n woorden x => in-force\n"},
	{"stale: a proposal sees its own changes", NOTE
		"a p : propose p: set nota/n tekst een -> twee; set nota/n tekst twee -> drie => in-force\n"
		"b p : propose p: set nota/n tekst drie -> vier; set nota/n tekst drie -> vijf => void:stale change=1 against=b\n"
		"c p : propose p: set nota/n tekst drie -> zes => in-force\n"},
	{"stale: not where a body recovers a root that its party, or its thief, set itself",
		APPOINTED
		"a p           : propose p: set party/p key $p -> $p-7         => in-force\n"
		"b p/p-7       : propose p: set party/p key $p-7 -> $p-8       => in-force\n"
		"c q-1 @99 < a : propose bo: set party/p key $p -> $p-9        => in-force by=d\n"
		"d r-1 @99     : endorse c                                     => counted\n"
		"e p/p-8 @20 < b : propose p: create nota/n                    => in-force\n"
		"f p/p-8 @100 < e d : propose p: create nota/m                 => void:key\n"
		"g p/p-9 < f   : propose p: create nota/m                      => in-force\n"},
	{"stale: but where the founding, an amendment or a body set it",
		APPOINTED
		"a q-1   : propose bo: set party/p key $q -> $p-9              => void:stale against=founding\n b r-1 : endorse a => counted\n"
		"c q-1   : propose bo: set party/p key $p -> $p-9              => in-force\n d r-1 : endorse c => counted\n"
		"e q-1   : propose bo: set party/p key $p -> $p-8              => void:stale against=c\n f r-1 : endorse e => counted\n"
		"g q-1   : propose bo: amend one -> wider                      => in-force\n h r-1 : endorse g => counted\n"
		"i q-1   : propose bo: set party/t key $p -> $t-8              => void:stale against=g\n j r-1 : endorse i => counted\n"},
	{"stale: of every kind of value", NOTE
		"a p : propose p: set nota/n ja null -> true; set nota/n getal null -> 3; set nota/n dag null -> 2022-10-01 => in-force\n"
		"b p : propose p: set nota/n ja false -> true                  => void:stale\n"
		"c p : propose p: set nota/n ja true -> false                  => in-force\n"
		"d p : propose p: set nota/n getal 4 -> 5                      => void:stale\n"
		"e p : propose p: set nota/n getal true -> 5                   => void:stale\n"
		"f p : propose p: set nota/n getal 3 -> null; set nota/n getal null -> 4 => in-force\n"},
	{"stale: an amend of another charter",
		APPOINTED
		"a p-1 : propose bo: amend wider -> one => void:stale change=0 against=founding by=b\n"
		"b q-1 : endorse a => counted\n"},
	{"needs: a field that is null",
		AGENDA
		"a p-1 : propose bo pin agenda/a: set agenda/a fase concept -> vast => void:needs change=1 against=none by=b\n"
		"b q-1 : endorse a => counted\n"
		"c q-1 : propose do: set agenda/a jaar null -> 2022 => in-force\n"
		"d p-1 : propose bo: set agenda/a fase concept -> vast => void:needs change=1\n"
		"e q-1 : endorse d => counted\n"
		"f p-1 : propose bo pin agenda/a: set agenda/a fase concept -> vast => in-force by=g change=1\n"
		"g q-1 : endorse f => counted\n"},

	{"needs: a set with a member, and what the proposal itself brings",
		NOTE "m p-1 : propose bo: amend one -> notes-move => in-force\n o q-1 : endorse m => counted\n"
		"a p : propose p: set nota/n staat open -> af                      => void:needs change=1\n"
		"b p : propose p: add nota/n woorden x; remove nota/n woorden x; set nota/n staat open -> af => void:needs change=3\n"
		"c p : propose p: set nota/n staat open -> af; add nota/n woorden x => in-force\n"
		"d p : propose p: remove nota/n woorden x                          => in-force\n"},

	/* ---- drafts */
	{"a body's draft outlives its typist",
		SEALED
		"n p-1       : propose do: create agenda/a titel=een             => in-force rank=3\n"
		"x p-1       : propose bo: set agenda/a titel een -> twee        => void:authority rank=1 by=c\n"
		"b q-1       : endorse x                                         => counted rank=1\n"
		"c r-1       : endorse x                                         => counted rank=10\n"
		"a p @99 < n : propose p: set actor/p-1 status active -> revoked => in-force rank=0\n"},
	{"a party's or seat's does not",
		SEALED
		"a p   @90      : propose p: set actor/p-1 status active -> revoked => in-force\n"
		"b p-1 @10 < y2 : propose do/p: create agenda/a titel=een           => void:revoked\n"
		"c p-1 @11 < b  : propose do: create agenda/a titel=een             => pending\n"
		"d q-1 @12 < c  : propose do: create agenda/b titel=een             => in-force\n"},
};
/* clang-format on */

int main(void)
{
	return RUN_DRAWINGS("judge/reason", drawings);
}
