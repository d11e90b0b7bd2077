#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# What waits for whom.
. "${0%/*}/lib.sh"
export AKKOORD_NOW=2022-10-05T12:00:00Z

# ---- ledgers that are there
cd "$VECTORS" || exit 1
t 'a proposal that lacks one seat'              shows '13af8fcc2a11  for do (Directeurenoverleg)' akkoord -C quorum todo --as ipo-do
t 'who answered already'                        stdout_matches 'endorsed +ienw-do'
t 'what is still needed'                        stdout_has '2 of the 3 seats needed (ienw, vng); yours decides it'
t 'and that it came too late'                   stdout_has 'now, it is void (stale):'
t 'with the sentence'                           stdout_has 'Planning is now 2022-12-01, no longer'
t 'whose seat counted has nothing to do'        gives 'Nothing waits for ienw-do.' akkoord -C quorum todo --as ienw-do
t 'a seat of its own'                           shows 'for the seat of uvw in do (Directeurenoverleg)' akkoord -C dispute todo --as uvw-do
t 'decides alone'                               stdout_matches 'signed +yours decides it'
t 'the oldest comes first'                      expect 0 akkoord -C keys-change todo --as ienw-do --json
t 'by its time'                                 stdout_json "len(d['proposals']) == 3 and [p['time'] for p in d['proposals']] == sorted(p['time'] for p in d['proposals'])"
t 'as JSON, all of it'                          stdout_json "d['schema'] == 'akkoord/todo/1' and d['actor'] == 'ienw-do' and d['seals'] == [] and all(p['for'] == 'do' and p['needed'] == 3 and p['applies'] and not p['late'] for p in d['proposals'])"
t 'a root has what its party decides'           shows 'for vng (Vereniging' akkoord -C claimed-rank todo --as vng
t 'the example too'                             expect 0 akkoord -C "$TOP" todo --as ipo-do
t 'who asks must be known'                      expect 2 akkoord -C quorum todo
t 'and how to say it is told'                   stderr_has '--as ACTOR'
t 'somebody who is not there'                   expect 2 akkoord -C quorum todo --as ipo-dp
t 'is almost somebody'                          stderr_has 'did you mean'
everybody() {
	for vector in */; do
		for actor in $(akkoord -C "$vector" list actor --json | python3 -I -c 'import json, sys; print(*(o["object"][6:] for o in json.load(sys.stdin)["objects"]))'); do
			expect 0 akkoord -C "$vector" todo --as "$actor" && stdout_lacks '(null)' || return 1
		done
	done
}
t 'everybody in every vector can ask'           everybody

# ---- one that is founded here
cd "$WORK/work" || exit 1
found r.git
for name in ienw ipo uvw vng; do appoint "$name" 'do' getuigen; done
t 'at first there is nothing'                   gives 'Nothing waits for ipo-do.' akkoord todo --as ipo-do
t 'and that is all: no empty line comes after'  same 1 "$(akkoord todo --as ipo-do | wc -l)"
run by ienw-do propose new agenda/a22 titel='Agenda 2022-2023' van=2022-01-01 tot=2023-12-31 --why 'begin van de samenwerking' --respond-by 2022-11-01
first=$(id)
run by ienw-do propose new agenda/a24 titel='Agenda 2024-2025' van=2024-01-01 tot=2025-12-31 --why 'alvast' --respond-by 2999-12-31
second=$(id)
unset AKKOORD_NOW
git -C r.git config akkoord.actor ipo-do
t 'the replica knows who asks'                  shows '2 things wait for ipo-do.' akkoord todo
t 'why it was proposed'                         stdout_has 'begin van de samenwerking'
t 'what it is about'                            stdout_matches 'about +agenda/a22 \(new\)$'
t 'a term that has passed'                      stdout_matches 'answer by +2022-11-01 \([0-9]+ days ago\)'
t 'and one that has not'                        stdout_matches 'answer by +2999-12-31$'
t 'how many are needed after mine'              stdout_has '1 of the 3 seats needed (ienw); 1 more after yours'
t 'that it would apply'                         stdout_matches 'outcome +if it is decided now, it applies'
t 'how to answer'                               stdout_has "  akkoord endorse $first"
t 'or to object'                                stdout_has "  akkoord object $first"
by uvw-do object "$first" --why 'te vroeg' >/dev/null 2>&1
t 'an objection is told'                        expect 0 akkoord todo
t 'by whom'                                     stdout_matches 'objected +uvw-do'
by ipo-do endorse "$first" >/dev/null 2>&1
t 'what is answered no longer waits'            shows '1 thing waits for ipo-do.' akkoord todo
t 'the other does'                              stdout_has "$second"
t 'late is told as JSON'                        expect 0 akkoord todo --as vng-do --json
t 'what each is about'                          stdout_json "[p['objects'] for p in d['proposals']] == [['agenda/a22'], ['agenda/a24']]"
t 'and what mine would do'                      stdout_json "[(p['late'], p['decides'], p['endorsed']) for p in d['proposals']] == [(True, True, ['ipo-do']), (False, False, [])]"
by ienw seal >/dev/null 2>&1
for i in {1..10}; do by uvw-do propose new "agenda/x$i" titel=X van=2022-01-01 tot=2023-12-31 --why "meer $i" >/dev/null 2>&1; done
t 'of all that is pending status names ten'     expect 0 akkoord status
t 'one on a line'                               same 10 "$(grep -cE '^  do  [123] of 3 ' "$out")"
t 'and how many more, and where'                stdout_matches '^  and 2 more: akkoord log --verdict pending$'
t 'a seal waits for the root'                   shows 'a seal of height 1, for the seat of ipo' akkoord todo --as ipo
t 'with what this replica says of it'           stdout_has 'is what this replica computes'
t 'and what to do'                              stdout_has 'akkoord witness'
t 'not for who sealed it'                       gives 'Nothing waits for ienw.' akkoord todo --as ienw
t 'as JSON'                                     expect 0 akkoord todo --as ipo --json
t 'likewise'                                    stdout_json "len(d['seals']) == 1 and d['seals'][0]['right'] and d['seals'][0]['seat'] == 'ipo'"
by ipo witness --once >/dev/null 2>&1
t 'once endorsed it waits no more'              gives 'Nothing waits for ipo.' akkoord todo --as ipo
by ienw actor revoke ienw-do --why 'andere functie' >/dev/null 2>&1
t 'who is revoked hears so'                     shows 'ienw-do is revoked: what it signs counts for nothing.' akkoord todo --as ienw-do
