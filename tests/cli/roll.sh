#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# shellcheck disable=SC1010,SC2016 # do is a body; programs for other shells and for Python stand in single quotes
. "${0%/*}/lib.sh"
# shellcheck source=../charters/stage.sh
. "$TOP/tests/charters/stage.sh"

step() { "$@" >"$WORK/log" 2>&1 || { cat "$WORK/log"; return 1; }; }
A=agenda/2022-2023
B=agenda/2024-2025
NEXT=(titel='Agenda 2024-2025' van=2024-01-01 tot=2025-12-31 --for do)
t 'there is an agenda' step dutch
t 'with what belongs to it' step decided "$DO" --for do new $A titel='Agenda 2022-2023' van=2022-01-01 tot=2023-12-31 \
	new thema/kennis agenda=$A titel=Kennis betrokkenen+='Bodem+, en anderen' new thema/weg agenda=$A titel=Weg \
	new prioriteit/visie agenda=$A thema=kennis titel=Visie volgorde=1 \
	new afspraak/visie agenda=$A prioriteit=visie soort=resultaat verantwoordelijke=ienw partners=ipo,vng \
	termijn=2022-06-29 tekst='Visie en strategie' \
	new afspraak/budget agenda=$A prioriteit=visie tekst='Budget; "vanaf 2023"' budget=0 samenhang=afspraak/visie,thema/weg \
	afspraak/visie samenhang+=afspraak/budget \
	new afspraak/klaar agenda=$A prioriteit=visie tekst='Wat klaar is'
t 'a theme is dropped' step decided "$BO" thema/weg stand=geschrapt --for bo
t 'a commitment too' step decided "$BO" afspraak/klaar stand=vervallen --for bo

# ---- trying
t 'what would go on'                            expect 0 ak roll $A $B "${NEXT[@]}" --dry-run
t 'is told with its new name'                   stdout_matches 'afspraak/visie +→ +afspraak/visie-2024-2025 +Visie en strategie'
t 'what was dropped stays behind'               stdout_lacks 'thema/weg'
t 'what has ended too'                          stdout_lacks 'afspraak/klaar'
t 'it fits in one proposal'                     stdout_has 'This takes 1 proposal.'
t 'nothing was written'                         fails ak show $B
t 'the type may be left out'                    shows 'thema/kennis-2024-2025' ak roll $A 2024-2025 --dry-run
t 'but is not another one'                      expect 2 ak roll $A thema/x --dry-run
t 'nor is it the same'                          expect 2 ak roll $A $A --dry-run
t 'what it follows must exist'                  expect 2 ak roll agenda/2021 $B --dry-run
t 'as one document'                             expect 0 ak roll $A $B --dry-run --json
t 'with old and new'                            stdout_json '{"from": "thema/kennis", "to": "thema/kennis-2024-2025"} in d["carried"] and d["proposals"] == 1 and d["records"] == []'

# ---- rolling
t 'a missing field is told'                     expect 2 sign ienw-do roll $A $B --for do
t 'by its name'                                 stderr_has 'titel'
t 'the next agenda is proposed'                 expect 0 sign ienw-do roll $A $B "${NEXT[@]}"
t 'and waits'                                   stdout_has 'is pending: 1 of 3 seats'
t 'a second time is too early'                  expect 1 sign ipo-do roll $A $B "${NEXT[@]}"
t 'and says why'                                stderr_has 'still waits for seats'
t 'the others agree'                            step decide ipo-do uvw-do
field() { # OBJECT FIELD
	ak show "$1" --json | python3 -I -c 'import json, sys; v = json.load(sys.stdin)["fields"][sys.argv[1]]["value"]; print(",".join(v) if isinstance(v, list) else v)' "$2"
}
t 'it is linked to where it came from'          same "$(field $B samenhang)" $A
t 'as is all that belongs to it'                same "$(field prioriteit/visie-2024-2025 samenhang)" prioriteit/visie
t 'it belongs to the new agenda'                same "$(field afspraak/budget-2024-2025 agenda)" $B
t 'and to what was carried with it'             same "$(field afspraak/budget-2024-2025 prioriteit)" prioriteit/visie-2024-2025
t 'what they named in sets goes along'          same "$(field afspraak/budget-2024-2025 samenhang)" 'afspraak/budget,afspraak/visie-2024-2025,thema/weg'
t 'both ways'                                   same "$(field afspraak/visie-2024-2025 samenhang)" 'afspraak/budget-2024-2025,afspraak/visie'
t 'values are the same'                         same "$(field afspraak/visie-2024-2025 partners)" 'ipo,vng'
t 'a text with commas in a set too'             same "$(field thema/kennis-2024-2025 betrokkenen)" 'Bodem+, en anderen'
t 'zero is a value'                             same "$(field afspraak/budget-2024-2025 budget)" 0
t 'a text with quotes'                          same "$(field afspraak/budget-2024-2025 tekst)" 'Budget; "vanaf 2023"'
t 'nothing of the old one changed'              same "$(field afspraak/visie agenda)" $A
t 'a second time nothing is left'               expect 1 sign ienw-do roll $A $B --for do
t 'which is said'                               stderr_has 'nothing of agenda/2022-2023 is left'
t 'what comes later is carried later'           step decided "$DO" new afspraak/laat agenda=$A tekst=Laat termijn=2022-07-01 --for do
t 'alone'                                       expect 0 ak roll $A $B --dry-run
t 'with what it is'                             stdout_matches '^afspraak/laat +→ +afspraak/laat-2024-2025'
t 'a fresh round renames, and does not pile up' shows 'afspraak/visie-2026-2027' ak roll $B agenda/2026-2027 --dry-run
t 'a field that is required cannot be left out' expect 2 sign ienw-do roll $A $B --without tekst --for do
t 'a field that nothing has is a slip'          expect 2 ak roll $A $B --without termin --dry-run
t 'of one that something has'                   stderr_has 'nothing that is carried over has a field termin; did you mean termijn?'
t 'another can'                                 step sign ienw-do roll $A $B --without termijn --for do
t 'and then it is'                              step decide ipo-do uvw-do
t 'empty'                                       same "$(field afspraak/laat-2024-2025 termijn)" None

# ---- a large one
words=()
for i in $(seq 1 60); do words+=(new "afspraak/n$i" "agenda=$B" "tekst=Nummer $i"); done
t 'many commitments'                            step decided "$DO" --for do "${words[@]}"
t 'take several proposals'                      shows 'This takes 2 proposals.' ak roll $B agenda/2026-2027 --dry-run
t 'the first is proposed'                       expect 0 sign ienw-do roll $B agenda/2026-2027 titel='Agenda 2026-2027' van=2026-01-01 tot=2027-12-31 --for do
t 'and what follows is told'                    stdout_matches '[0-9]+ changes are left'
t 'once it is decided'                          step decide ipo-do uvw-do
t 'the rest goes'                               expect 0 sign ienw-do roll $B agenda/2026-2027 --for do
t 'by the same command'                         stdout_lacks 'left'
t 'and is decided'                              step decide ipo-do uvw-do
t 'nothing remains'                             expect 1 sign ienw-do roll $B agenda/2026-2027 --for do
t 'all are there'                               same "$(ak list afspraak --json | python3 -I -c 'import json, sys; print(sum(o["fields"]["agenda"] == "agenda/2026-2027" for o in json.load(sys.stdin)["objects"]))')" 63
