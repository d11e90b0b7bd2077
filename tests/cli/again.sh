#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# A proposal that came too late is proposed again; a meeting answers all that waits for it.
. "${0%/*}/lib.sh"

found r.git
for name in ienw ipo uvw; do appoint "$name" 'do'; done
run by ienw-do propose new agenda/a22 titel='Agenda 2022-2023' van=2022-01-01 tot=2023-12-31 --why 'begin'
run by ipo-do propose new agenda/a24 titel='Agenda 2024-2025' van=2024-01-01 tot=2025-12-31 --why 'alvast' --for 'do'

# ---- all that waits for a body
t 'all needs the body'                          expect 2 by uvw-do endorse --all
t 'without it proposals are named'              expect 2 by uvw-do endorse
t 'and not both'                                expect 2 by uvw-do endorse --all --for 'do' "$(id)"
t 'the body is one'                             expect 2 by uvw-do endorse --all --for dp
t 'in a meeting one endorses all'               expect 0 by uvw-do endorse --all --for 'do'
t 'each of them'                                same "$(grep -c endorsed "$out")" 2
read -r first second < <(grep -oE 'proposal [0-9a-f]{12}' "$out" | cut -d' ' -f2 | xargs)
t 'of several each that cannot be is told'      expect 1 by uvw-do endorse "$first" "$second"
t 'with why, of the first'                      stderr_has "$first: the seat of uvw-do counts for proposal $first already"
t 'and of the other'                            stderr_has "$second: the seat of uvw-do counts for proposal $second already"
t 'and how many they are'                       stderr_has 'akkoord: 2 of the 2 were not signed'
t 'programs hear it too'                        expect 1 by uvw-do endorse "$second" --json
t 'with the proposal'                           stdout_json "d['signed'] == [] and [(r['target'][:12], r['sentence']) for r in d['refused']] == [('$second', 'the seat of uvw-do counts for proposal $second already')]"
t 'an actor that is none answers nothing'       expect 2 by uvw-dp endorse "$second"
t 'but is almost one'                           stderr_has 'this ledger has no actor uvw-dp; did you mean uvw-do?'
t 'what one proposed oneself no longer waits'   expect 0 by ipo-do endorse --all --for 'do' --json
t 'the other does'                              stdout_json "len(d['signed']) == 1 and d['signed'][0]['target_verdict'] == 'in-force'"
t 'the last one too'                            expect 0 by ienw-do endorse --all --for 'do'
t 'and then there is nothing'                   shows 'Nothing for do waits for ienw-do.' by ienw-do endorse --all --for 'do'
t 'which is an empty list'                      expect 0 by ienw-do endorse --all --for 'do' --json
t 'as JSON'                                     stdout_json "d['signed'] == []"

# ---- too late
run by ienw-do propose agenda/a22 titel='Agenda A' --why 'eerste'
one=$(id)
echo verslag >minutes
run by ipo-do propose agenda/a22 titel='Agenda B' tot=2024-12-31 --why 'tweede' --attach minutes
two=$(id)
run by uvw-do propose agenda/a22 titel='Agenda A' --why 'derde'
three=$(id)
by ipo-do endorse "$one" >/dev/null 2>&1
by uvw-do endorse "$one" >/dev/null 2>&1
by ienw-do endorse "$two" >/dev/null 2>&1
by uvw-do endorse "$two" --even-if-void >/dev/null 2>&1
t 'the second is void'                          shows "akkoord propose --again $two" akkoord conflicts
t 'against the first'                           stdout_has "proposal $one"
t 'it is proposed again'                        expect 0 by ipo-do propose --again "$two" --why 'opnieuw'
t 'after seeing what it renews'                 stderr_has "Renews proposal $two by ipo-do (void: stale)."
t 'what is otherwise now'                       stderr_has 'of agenda/a22 was Agenda 2022-2023 then, and is Agenda A now'
t 'and what becomes'                            stderr_has 'Agenda A → Agenda B'
t 'with what was attached to it'                stderr_matches "attached +$(sha256sum <minutes | cut -c1-12)\$"
again=$(id)
t 'for the same body'                           stdout_has 'for do is pending: 1 of 3 seats.'
by ienw-do endorse "$again" >/dev/null 2>&1
t 'and now it comes into force'                 shows 'It is in force.' by uvw-do endorse "$again"
t 'both of its changes'                         expect 0 akkoord show agenda/a22 --json
t 'are so'                                      stdout_json "(d['fields']['titel']['value'], d['fields']['tot']['value']) == ('Agenda B', '2024-12-31')"
t 'without a reason the old one serves'         expect 0 by uvw-do propose --again "$three"
t 'as is shown'                                 stderr_matches 'why +derde'
t 'what is so already is not proposed'          expect 1 by ipo-do propose --again "$two"
t 'and that is said'                            stderr_has "all that proposal $two wanted is so already"
t 'what is in force need not be'                expect 1 by ipo-do propose --again "$one"
t 'nothing else beside it'                      expect 2 by ipo-do propose --again "$two" agenda/a22 titel=X
t 'a record that is none'                       expect 2 by ipo-do propose --again deadbeef
t 'all of it verifies'                          expect 0 akkoord verify r.git
