#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# shellcheck disable=SC1010,SC1112,SC2016 # do is a body; programs for other shells and for Python stand in single quotes
. "${0%/*}/lib.sh"
# shellcheck source=../charters/stage.sh
. "$TOP/tests/charters/stage.sh"

step() { "$@" >"$WORK/log" 2>&1 || { cat "$WORK/log"; return 1; }; }
A=agenda/a22
t 'there is an agenda' step dutch
t 'to import into' step decided "$DO" --for do new $A titel='Agenda' van=2022-01-01 tot=2023-12-31 \
	new thema/kennis agenda=$A titel='Kennis en kunde' new prioriteit/visie agenda=$A thema=kennis titel='Visie op kennis'
im() { ak import "$@"; }
SET=(--type afspraak --set "agenda=$A")

# ---- what a spreadsheet writes
printf '\xef\xbb\xbfNr;Tekst;Termijn;Verantwoordelijke overheid;Wat kost het;Prioriteit;Soort verplichting;Partners;Opmerking\r\n' >a.csv
printf 'A1;"Kaart ""nieuw""; maken\r\nin delen";31-12-2022;VNG;1.500.000;Visie op kennis;Resultaat;"ipo, UvW";x\r\n\r\n' >>a.csv
printf "A2;  Tweede ;2023-06-30;Unie van Waterschappen;;visie;inspanning;;\r\n;;;;;;;;\r\n" >>a.csv
MAP=(--map Nr=object --map 'wat kost het=budget')
t 'a dry run tells what it would be'            expect 0 im a.csv "${SET[@]}" "${MAP[@]}" --dry-run
t 'dates as people write them'                  stdout_matches '^afspraak/a1 .*termijn=2022-12-31'
t 'numbers too'                                 stdout_has 'budget=1500000'
t 'parties in capitals, or by their long name'  stdout_matches '^afspraak/a2 .*verantwoordelijke=uvw'
t 'a reference by its title'                    stdout_has 'prioriteit=prioriteit/visie'
t 'a choice in any case'                        stdout_has 'soort=resultaat'
t 'sets'                                        stdout_has 'partners+=ipo partners+=uvw'
t 'empty rows are none'                         stdout_has 'Rows: 2. Proposals: 1.'
t 'a column that is not used is told'           stderr_has '"Opmerking" is not used'
t 'and nothing was written'                     fails ak show afspraak/a1
t 'it is proposed'                              expect 0 sign ienw-do import a.csv "${SET[@]}" "${MAP[@]}" --for do
t 'and decided'                                 step decide ipo-do uvw-do
t 'as it was in the sheet'                      expect 0 ak show afspraak/a1 --json
t 'with quotes and line feeds'                  stdout_json "d['fields']['tekst']['value'] == 'Kaart \"nieuw\"; maken\nin delen'"
t 'a second time the rows are there already'    expect 1 im a.csv "${SET[@]}" "${MAP[@]}" --dry-run
t 'each by its line'                            stdout_matches '^line 2: afspraak/a1 exists already'
t 'a line feed in a cell counts as a line'      stdout_matches '^line 5: afspraak/a2 exists already'

# ---- faults
printf 'tekst,termijn,verantwoordelijke,budget,bewijs\n' >b.csv
printf 'Een,2022-02-30,ipo,,\nTwee,,xyz,,\nDrie,,,-5,\nVier,,,,@/etc/passwd\n,2022-01-01,,,\nZes,,,,,,\nZeven,,,,\n' >>b.csv
t 'every fault is named'                        expect 1 im b.csv "${SET[@]}" --dry-run
t 'a day that is none'                          stdout_matches '^line 2: Termijn .*2022-02-30'
t 'a party that is none'                        stdout_matches '^line 3: .*xyz'
t 'a number below its least'                    stdout_matches '^line 4: Budget .*-5'
t 'a sheet reads no files of ours'              stdout_matches '^line 5: a sheet cannot attach files'
t 'a row without a name'                        stdout_matches '^line 6: '
t 'a row that is too long'                      stdout_matches '^line 7: it has more cells'
t 'and none more'                               same "$(wc -l <"$out")" 6
t 'in one sentence it is refused'               stderr_has '6 rows of b.csv have faults; nothing is proposed'
t 'also when it is meant'                       expect 1 sign ienw-do import b.csv "${SET[@]}" --for do
t 'nothing was proposed'                        same "$(pending)" ''
t 'as one document'                             expect 1 im b.csv "${SET[@]}" --dry-run --json
t 'with lines'                                  stdout_json '[f["line"] for f in d["faults"]] == [2, 3, 4, 5, 6, 7]'

# ---- names and columns
printf 'tekst;x\nÉén plan voor thema’s;1\nEen plan voor thema’s;2\n' >c.csv
t 'without a name a text gives one'             shows 'afspraak/een-plan-voor-themas ' im c.csv "${SET[@]}" --dry-run
t 'and the second gets a number'                stdout_has 'afspraak/een-plan-voor-themas-2 '
t 'a column that is not there'                  expect 2 im c.csv "${SET[@]}" --map y=tekst --dry-run
t 'is told with those that are'                 stderr_has 'there are: tekst, x'
t 'a field that is not there'                   expect 2 im c.csv "${SET[@]}" --map x=termjin --dry-run
t 'with the near one'                           stderr_has 'termijn'
t 'two columns for one field'                   expect 2 im c.csv "${SET[@]}" --map x=tekst --dry-run
t 'a type is asked'                             expect 2 im c.csv --dry-run
t 'of the charter'                              expect 2 im c.csv --type actor --dry-run
t 'a constant is checked too'                   expect 1 im c.csv --type afspraak --set agenda=agenda/x --dry-run
printf 'tekst\n"open\n' >d.csv
t 'a quote that is never closed'                expect 1 im d.csv "${SET[@]}" --dry-run
t 'is told with its line'                       stderr_has 'd.csv, line 2: a quote is opened'
printf 'tekst;termijn\rEen;2022-01-01\r' >mac.csv
t 'line ends that are none'                     expect 1 im mac.csv "${SET[@]}" --dry-run
t 'are told'                                    stderr_has 'mac.csv, line 1: a carriage return stands alone'
printf '\xef\xbb\xbfsep=|\r\ntekst|termijn\r\nEen; twee|2022-02-30\r\n' >sep.csv
t 'a first line may say what is between cells'  expect 1 im sep.csv "${SET[@]}" --dry-run
t 'and counts as a line'                        stdout_matches '^line 3: Termijn .*2022-02-30'
printf 'sep=' >sep.csv
t 'which is a heading where it ends so'         expect 1 im sep.csv "${SET[@]}" --dry-run
printf 'tekst\nCaf\xe9\n' >e.csv
t 'another encoding is told'                    expect 1 im e.csv "${SET[@]}" --dry-run
t 'with what to do'                             stderr_has 'UTF-8'
t 'a sheet of headings only'                    expect 1 bash -c 'echo tekst | akkoord -C "$1" import - --type afspraak --set agenda=agenda/a22 --dry-run' - "$WORK/replica.git"

# ---- many
{ echo 'tekst'; for i in $(seq 1 130); do echo "Nummer $i"; done; } >m.csv
t 'many rows take several proposals'            expect 0 sign ienw-do import m.csv "${SET[@]}" --for do --json
t 'of at most 64'                               stdout_json 'd["proposals"] == 3 and len(d["records"]) == 3'
t 'each decided by itself'                      step decide ipo-do uvw-do
t 'all are there'                               same "$(ak list afspraak --json | python3 -I -c 'import json, sys; print(len(json.load(sys.stdin)["objects"]))')" 132

# ---- personal data
printf 'tekst\nBel 06-12345678\n' >p.csv
t 'what looks like personal data stops it'      expect 2 sign ienw-do import p.csv "${SET[@]}" --for do
t 'and is shown'                                stderr_has '“06-12345678” looks like a telephone number'
t 'unless it is confirmed by itself'            expect 0 sign ienw-do import p.csv "${SET[@]}" --for do --personal-data-ok
say() { sign ienw-do propose afspraak/a1 toelichting="$1" --for do --even-if-void --why "${2:-x}"; }
t 'an e-mail address too'                       expect 2 say 'mail jan.de-vries+x@gemeente.example.nl.'
t 'as far as it goes'                           stderr_has '“jan.de-vries+x@gemeente.example.nl”'
t 'in the reason too'                           expect 2 say x 'volgens 123456782'
t 'a citizen service number'                    stderr_has 'the reason: “123456782” looks like a citizen service number'
t 'in groups'                                   expect 2 say 'nr 1234.56.782'
t 'nine other digits are none'                  expect 0 say 'nr 123456789'
t 'a foreign telephone number'                  expect 2 say 'bel +31 (0)30 123 45 67'
t 'a date is none'                              expect 0 say 'van 01-02-2022 10 uur tot 2022-2023, 1.500.000 euro'
t 'nor is a digest'                             expect 0 say "bijlage $(printf x | sha256sum | cut -c1-64) en a123456782b"
