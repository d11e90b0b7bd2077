#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# shellcheck disable=SC1010,SC2016 # do is a body; programs for other shells and for Python stand in single quotes
# Another agreement altogether: three parties, a joint budget, in English. Nothing of the first may have leaked into the program.
. "${0%/*}/lib.sh"
# shellcheck source=../charters/stage.sh
. "$TOP/tests/charters/stage.sh"

step() { "$@" >"$WORK/log" 2>&1 || { cat "$WORK/log"; return 1; }; }
CHARTER=$TOP/tests/charters/joint-budget.json
FINANCE='north-finance south-finance'
BOARD='north-board south-board harbour-board'
Y=year/2022

t 'it is a charter'                             expect 0 akkoord charter check "$CHARTER"
t 'its rules can be read'                       shows 'Budget line (line), in the phase of its “Year”' akkoord charter show "$CHARTER"
t 'as a page'                                   shows '<h2>Claim (claim)</h2>' akkoord charter show "$CHARTER" --html --lang en
t 'three parties found a ledger'                step found "$CHARTER" north south harbour
t 'and appoint'                                 step appoint north board finance auditors witnesses -- foreman
t 'each'                                        step appoint south board finance auditors witnesses
t 'for itself'                                  step appoint harbour board auditors witnesses
t 'what lacks from the start is told'           shows 'office/treasurer' ak gaps
t 'a treasurer'                                 step decided "$FINANCE" office/treasurer holder=north-foreman --for finance

printf 'Name,Title,Amount,Owner,Paid by\nroads,Roads,"1.200.000",North Town,"north, south"\nquay,The new quay,250000,HARBOUR,harbour\n' >lines.csv
t 'a budget year'                               step decided "$FINANCE" new $Y title='Budget 2022' ends=2022-12-31 ceiling=2000000 --for finance
t 'its lines come from a sheet'                 expect 0 sign north-finance import lines.csv --type line --map Name=object --set year=$Y --for finance
t 'are decided'                                 step decide south-finance
t 'and are what they were'                      expect 0 ak show line/roads --json
t 'in number and party'                         stdout_json 'd["fields"]["amount"]["value"] == 1200000 and d["fields"]["owner"]["value"] == "north" and d["fields"]["paid_by"]["value"] == ["north", "south"]'
t 'work is planned'                             step decided "$FINANCE" --for finance \
	new work/bridge year=$Y line=line/roads what='Mend the bridge' lead=south deadline=2022-05-31 foreman=north-foreman \
	new work/lamps year=$Y line=line/roads what='New lamps' lead=south deadline=2022-05-15 \
	new work/crane year=$Y what='A crane'
t 'what lacks'                                  expect 0 ak gaps
t 'by its labels'                               stdout_matches 'work/crane +Budget line, Lead, Deadline'
t 'what nothing belongs to'                     stdout_matches 'line/quay +Work'
t 'what collides'                               stdout_matches 'work/lamps +south +2022-05-15'
t 'the year is adopted'                         step decided "$BOARD" $Y stage=adopted --for board
on 2022-06-02T08:00:00Z
t 'what is overdue, and whose'                  expect 0 ak overdue
t 'by the charter alone'                        stdout_matches '2022-05-15 +18 days late +south +work/lamps +Deadline +New lamps'
echo done >report.txt
t 'the foreman reports'                         step sign north-foreman propose work/bridge done=100 report=@report.txt --for self --why 'It is mended'
t 'it is finished'                              step decided "$FINANCE" work/bridge state=finished --for finance
t 'progress per lead'                           expect 0 ak progress
t 'by the charter alone too'                    stdout_matches '^  south +2 +2 +1 +0 +1 +50 % +South Town'
t 'per budget line'                             shows 'line/roads' ak progress --by line
t 'the next year'                               expect 0 sign north-finance roll $Y year/2023 title='Budget 2023' ends=2023-12-31 --for finance
t 'with what is unfinished'                     stdout_matches 'work/lamps +→ +work/lamps-2023'
t 'and not with what is'                        stdout_lacks work/bridge
t 'is decided'                                  step decide south-finance
t 'and linked by its own field'                 expect 0 ak show work/lamps-2023 --json
t 'to where it came from'                       stdout_json 'd["fields"]["see"]["value"] == ["work/lamps"] and d["fields"]["line"]["value"] == "line/roads-2023"'
t 'everything goes out'                         expect 0 ak export -o out
t 'a folder for each year'                      stdout_has 'out/year-2023/work.csv'
t 'a calendar'                                  grep -q 'SUMMARY:Deadline: New lamps' out/year-2023/terms.ics
t 'a claim freezes what it is about'            step sign harbour-board propose new claim/one by=harbour about=line/quay ground='Not asked' --for board/harbour --why 'claim'
t 'once it is open'                             step decided 'north-auditors south-auditors' claim/one state=open --for auditors
t 'for all but the auditors'                    expect 1 sign north-board propose line/quay amount=1 --for board --why 'less'
t 'a list'                                      shows 'Mend the bridge' ak list work
t 'the whole at a glance'                       shows 'Joint budget of the three towns' ak status
t 'as pages'                                    expect 0 ak report -o pages --lang en
t 'in its own words'                            grep -rqs 'Budget line' pages
t 'what waits for whom'                         expect 0 ak todo --as harbour-auditors
t 'is its claim'                                step sign south-auditors propose claim/one state=settled --for auditors --why 'settled'
t 'once it is proposed'                         shows 'for auditors (Auditors)' ak todo --as harbour-auditors
t 'the matter in one folder'                    expect 0 ak dossier claim/one -o dossier
t 'that stands by itself'                       expect 0 akkoord verify dossier
t 'what was decided, by the line that allows it' shows 'types.line.create.draft: finance' ak blame line/roads
t 'a charter of the ledger'                     shows 'Claim (claim)' ak charter show --type claim
t 'a sheet goes out'                            expect 0 ak export work -o work.csv
t 'by its own fields'                           grep -q 'deadline' work.csv
t 'and all of it verifies'                      expect 0 akkoord verify "$WORK/replica.git"
