#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# shellcheck disable=SC1010,SC2016 # do is a body; programs for other shells and for Python stand in single quotes
# gaps, overdue and progress.
. "${0%/*}/lib.sh"
# shellcheck source=../charters/stage.sh
. "$TOP/tests/charters/stage.sh"

dutch >"$WORK/log" 2>&1 || { cat "$WORK/log"; exit 1; }
A=agenda/2022-2023
decided "$DO" --for do new $A titel='Agenda 2022-2023' van=2022-01-01 tot=2023-12-31 \
	new thema/kennis agenda=$A titel=Kennis new thema/later agenda=$A titel='Nader te bepalen' \
	new prioriteit/kennis agenda=$A thema=kennis titel='Kennis: visie en budget' \
	new afspraak/visie agenda=$A prioriteit=kennis soort=resultaat verantwoordelijke=ienw partners=ipo,vng \
	termijn=2022-06-29 tekst='Visie en strategie kennis' indicator='Programmaplan ligt er' product=Programmaplan \
	werkvorm=werkgroep projectleider=ienw-pl \
	new afspraak/budget agenda=$A prioriteit=kennis soort=resultaat verantwoordelijke=ienw termijn=2022-06-30 \
	tekst='Budget kennis' new afspraak/nazorg agenda=$A soort=inspanning verantwoordelijke=ipo tekst='Start nazorg' \
	>"$WORK/log" 2>&1 || { cat "$WORK/log"; exit 1; }

# ---- gaps
t 'gaps are a report'                           expect 0 ak gaps
t 'obligations of result and of effort apart'   gives 'Afspraak, resultaat (4)
Afspraak, inspanning (6)' bash -c 'akkoord -C "$1" gaps | sed -n "s/^  \(Afspraak.*\)/\1/p"' - "$WORK/replica.git"
t 'in the report'                               expect 0 ak gaps
t 'what an obligation of result lacks'          stdout_matches 'afspraak/budget +Werkvorm, Projectleider, Indicator, Op te leveren product'
t 'what one of effort lacks'                    stdout_matches 'afspraak/nazorg +Prioriteit, Termijn'
t 'what is complete is not told'                stdout_lacks 'Visie en strategie kennis  '
t 'a theme to which nothing belongs'            stdout_matches 'thema/later +Bestuurlijke prioriteit, Beleidsopgave'
t 'a theme with a priority is none'             stdout_lacks 'thema/kennis'
t 'a party without a part in anything'          stdout_has 'party/uvw'
t 'two terms of one party in one month'         stdout_matches 'afspraak/visie +ienw +2022-06-29'
t 'a seat that nobody can sign for'             stdout_has 'seat/getuigen.uvw'
t 'one with a holder is none'                   stdout_lacks 'seat/do.ipo'
t 'a script can ask'                            expect 1 ak gaps --check
t 'as one document'                             expect 0 ak gaps --json
t 'with a count of each kind'                   stdout_json 'd["schema"] == "akkoord/gaps/1" and d["counts"]["alone"] == 1 and d["counts"]["clash"] == 2'
t 'with a count of each nature'                 stdout_json '{"type": "afspraak", "label": "Afspraak", "nature": "inspanning", "expected": 6} in d["natures"]'
t 'and each gap'                                stdout_json '{"kind": "expected", "object": "afspraak/nazorg", "title": "Start nazorg", "field": "termijn", "label": "Termijn", "nature": "inspanning"} in d["gaps"]'
t 'as it was before'                            gives '' bash -c 'akkoord -C "$1" gaps --at 2022-01-03T09:00:00Z | grep afspraak || true' - "$WORK/replica.git"

# ---- a mandate that ends
sign vng propose actor/vng-do until=2022-06-30 --for vng --why 'mandate' >"$WORK/log" 2>&1 || cat "$WORK/log"
on 2022-06-30T12:00:00Z
t 'a seat is held as long as the mandate runs'  fails bash -c 'akkoord -C "$1" gaps | grep -q seat/do.vng' - "$WORK/replica.git"
on 2022-07-01T12:00:00Z
t 'and vacant after it'                         shows 'seat/do.vng' ak gaps

# ---- overdue
t 'what is overdue, since when, and whose'      expect 0 ak overdue
t 'the oldest first'                            stdout_matches '^2022-06-29 +2 days late +ienw +afspraak/visie +Termijn'
t 'as it was then'                              gives 'Nothing is overdue on 2022-06-29.' ak overdue --at 2022-06-29
t 'a script can ask'                            expect 1 ak overdue --check
t 'as one document'                             expect 0 ak overdue --json
t 'with the days'                               stdout_json '[(o["object"], o["days"], o["party"]) for o in d["overdue"]] == [("afspraak/visie", 2, "ienw"), ("afspraak/budget", 1, "ienw")]'

# ---- progress
step() { "$@" >"$WORK/log" 2>&1 || { cat "$WORK/log"; return 1; }; }
echo toets >toets.txt
echo plan >plan.txt
on 2022-07-02T09:00:00Z
t 'the agenda is established'                   step decided "$BO" $A opdracht='Bereid voor' --for bo
t 'after its test'                              step decided "$DO" $A uitvoeringstoets=@toets.txt --for do
t 'as a whole'                                  step decided "$BO" $A fase=vastgesteld --for bo
t 'the project leader reports'                  step sign ienw-pl propose afspraak/visie voortgang=40 bron='Overleg' --for self --why 'Voortgang juli'
on 2022-08-15T09:00:00Z
t 'and again'                                   step sign ienw-pl propose afspraak/visie voortgang=90 bewijs=@plan.txt --for self --why 'Voortgang augustus'
t 'it is delivered'                             step decided "$DO" afspraak/visie stand='in uitvoering' --for do
t 'with its product'                            step decided "$DO" afspraak/visie stand=opgeleverd --for do
t 'the BO drops another'                        step decided "$BO" afspraak/nazorg stand=vervallen --for bo
on 2022-09-10T09:00:00Z
t 'what was promised and delivered, per party'  expect 0 ak progress
t 'with what is late'                           stdout_matches '^  ienw +2 +2 +1 +0 +1 +50 %'
t 'and dropped'                                 stdout_matches '^  ipo +1 +0 +0 +1 +0'
t 'as it was known in July'                     stdout_matches '^  2022-07 +3 +2 +0 +0 +2 +13 %'
t 'and in August'                               stdout_matches '^  2022-08 to 2022-09 +3 +2 +1 +1 +1 +50 %'
month_of() { expect 0 "${@:2}" && stdout_matches "$1"; }
t 'the same as asked at that time'              month_of '^  2022-07 +3 +2 +0 +0 +2 +13 %' ak progress --at 2022-07-31
t 'the newest report with its source'           shows 'ienw-pl for self' ak progress
t 'per theme'                                   expect 0 ak progress --by thema
t 'reached by way of the priority'              stdout_matches '^  thema/kennis +2 '
t 'what has none is told apart'                 stdout_matches '^  \(none\) +1 '
t 'of result and of effort'                     expect 0 ak progress --by soort
t 'what was promised of each'                   stdout_matches '^  resultaat +2 +2 +1 +0 +1 +50 %$'
t 'apart'                                       stdout_matches '^  inspanning +1 +0 +0 +1 +0'
t 'and beside each report'                      stdout_matches 'afspraak/visie +resultaat +90 %'
t 'a list has it before the dates'              shows 'Stand       Soort verplichting  Termijn' ak list afspraak
t 'of one priority only'                        shows 'ienw         2    2          1        0     1      50 %' ak progress prioriteit/kennis
t 'all reports of one promise'                  expect 0 ak progress afspraak/visie
t 'the first'                                   stdout_matches '40 % +2022-07-02 +ienw-pl for self +[0-9a-f]{12} +Voortgang juli'
t 'and the last'                                stdout_matches '90 % +2022-08-15'
t 'as one document'                             expect 0 ak progress --json
t 'with groups, months and reports'             stdout_json 'd["groups"][0]["group"] == "ienw" and d["months"][-1] == {"month": "2022-09", "promised": 3, "due": 2, "delivered": 1, "dropped": 1, "late": 1, "progress": 50} and len(d["reports"]) == 2'
t 'a mistyped type is suggested'                expect 2 ak progress --by tema
t 'by its name'                                 stderr_has 'thema'
