#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# shellcheck disable=SC1010,SC2016 # do is a body; programs for other shells and for Python stand in single quotes
. "${0%/*}/lib.sh"
# shellcheck source=../charters/stage.sh
. "$TOP/tests/charters/stage.sh"

step() { "$@" >"$WORK/log" 2>&1 || { cat "$WORK/log"; return 1; }; }
A=agenda/a22
LONG='Een heel lange titel, met een komma; een puntkomma, een \ en letters als é en ë die niet doormidden mogen'
t 'there is an agenda' step dutch
t 'with awkward texts' step decided "$DO" --for do new $A titel="$LONG" van=2022-01-01 tot=2023-12-31 \
	new thema/kennis agenda=$A titel='=HYPERLINK("http://x")' betrokkenen+='-1+1' betrokkenen+='Bodem+' \
	new afspraak/een agenda=$A tekst='+31 "bellen"
op twee regels; met een puntkomma' termijn=2022-06-29 verantwoordelijke=ienw partners=ipo,vng budget=12 \
	new afspraak/twee agenda=$A tekst="'t is @wat" verantwoordelijke=uvw \
	new beleidsopgave/bodem titel='@Bodem'
ex() { ak export "$@"; }

# ---- tables
t 'a table of one type'                         gives 'Wrote a.csv.' ex afspraak -o a.csv
rows() { # FILE EXPRESSION over rows (dictionaries) and raw bytes
	python3 -I - "$1" "$2" <<'EOT'
import csv, io, sys
raw = open(sys.argv[1], 'rb').read()
text = raw.decode('utf-8-sig')
rows = list(csv.DictReader(io.StringIO(text, newline=''), delimiter=';'))
sys.exit(0 if eval(sys.argv[2]) else 'not true: %s\n%r' % (sys.argv[2], rows))
EOT
}
t 'has a row for each'                          rows a.csv '[r["object"] for r in rows] == ["afspraak/een", "afspraak/twee"]'
t 'in the phase of its agenda'                  rows a.csv 'rows[0]["phase"] == "concept"'
t 'a text that begins like a formula is none'   rows a.csv "rows[0]['tekst'].startswith(\"'+31 \\\"bellen\\\"\\n\")"
t 'nor one that begins with an apostrophe'      rows a.csv "rows[1]['tekst'] == \"''t is @wat\""
t 'numbers are numbers'                         rows a.csv 'rows[0]["budget"] == "12" and b";12;" in raw'
t 'lines end as spreadsheets want them'         rows a.csv 'raw.count(b"\r\n") == 3'
t 'there is no mark'                            rows a.csv 'not raw.startswith(b"\xef\xbb\xbf")'
t 'unless it is asked for'                      step ex afspraak -o b.csv --bom
t 'then there is'                               rows b.csv 'raw.startswith(b"\xef\xbb\xbf")'
t 'another delimiter'                           shows '"afspraak/een","concept"' ex afspraak --format csv -o - --delimiter comma
t 'which must be one'                           expect 2 ex afspraak --format csv -o - --delimiter x
t 'what is exported can be imported'            gives 'Rows: 2. Proposals: 1.' bash -c 'sed "s/een\"/drie\"/; s/twee\";/vier\";/" a.csv >c.csv; akkoord -C "$1" import c.csv --type afspraak --map stand= --dry-run | tail -n 1' - "$WORK/replica.git"

# ---- a calendar
t 'a calendar of terms'                         gives 'Wrote t.ics.' ex -o t.ics
unfolded() { python3 -I -c 'import sys; sys.stdout.write(open(sys.argv[1], "rb").read().decode().replace("\r\n ", "").replace("\r\n", "\n"))' "$1"; }
unfolded t.ics >t.txt
t 'has an event for each'                       same "$(grep -c '^BEGIN:VEVENT' t.txt)" 2
t 'on its day'                                  grep -q '^DTSTART;VALUE=DATE:20220629$' t.txt
t 'with escaped text'                           grep -qF 'SUMMARY:Tot en met: Een heel lange titel\, met een komma\; een puntkomma\, een \\ en' t.txt
t 'a line feed too'                             grep -qF '\nResponsible: ienw' t.txt
t 'in lines of at most 75 octets'               same "$(LC_ALL=C awk 'length($0) > 76' t.ics)" ''
t 'cut between characters'                      iconv -f UTF-8 -t UTF-8 -o /dev/null t.ics
t 'each line ends with CRLF'                    same "$(grep -c $'\r$' t.ics)" "$(wc -l <t.ics)"
t 'every rule of a calendar is kept'            gives '' "$TOP/tests/cli/check-ics" t.ics
sed 's/,/\n/; s/^UID:.*/UID:same\r/' t.ics >bad.ics
t 'as a check says that finds faults'           expect 1 "$TOP/tests/cli/check-ics" bad.ics
t 'such as one UID for two'                     stdout_has 'UID same stands twice'
t 'the example keeps them too'                  bash -c 'mkdir example && cp -r "$1/keys" "$1/ledger" example/ && akkoord export -C example -o e.ics && "$1/tests/cli/check-ics" e.ics' - "$TOP"
t 'the same ledger gives the same bytes'        step ex -o u.ics
t 'the very same'                               cmp t.ics u.ics

# ---- a document, a folder
t 'one document'                                step ex --format json -o all.json
t 'with state and objects'                      same "$(json all.json '[o["object"] for o in d["objects"]][-1] + " " + d["schema"]')" 'thema/kennis akkoord/objects/1'
t 'a folder'                                    expect 0 ex -o map
t 'with one for the agenda'                     stdout_has 'map/agenda-a22/afspraak.csv'
t 'its calendar'                                test -s map/agenda-a22/terms.ics
t 'its themes'                                  rows map/agenda-a22/thema.csv "rows[0]['titel'].startswith(\"'=HYPER\") and rows[0]['betrokkenen'] == \"'-1+1\\nBodem+\""
t 'and what belongs to none beside it'          rows map/beleidsopgave.csv "rows[0]['titel'] == \"'@Bodem\""
t 'actors, parties and seats are objects too'   rows map/actor.csv '"actor/ienw-do" in [r["object"] for r in rows]'
t 'in the document as well'                     same "$(json map/objects.json 'sorted({o["object"].split("/")[0] for o in d["objects"]} & {"actor", "party", "seat", "office"})')" '["actor", "office", "party", "seat"]'
t 'each record is in the history'               bash -c 'akkoord -C "$1" verify --json >verdicts.json' - "$WORK/replica.git"
history() { # EXPRESSION over v (verdicts), r, c, a (tables) and d (the document)
	python3 -I - "$1" <<'EOT'
import csv, json, sys
read = lambda name: list(csv.DictReader(open('map/history/%s.csv' % name, newline='', encoding='utf-8'), delimiter=';', strict=True))
v = json.load(open('verdicts.json'))['records']
r, c, a, d = read('records'), read('changes'), read('attachments'), json.load(open('map/history/records.json'))
sys.exit(0 if eval(sys.argv[1]) else 'not true: ' + sys.argv[1])
EOT
}
t 'with its verdict'                            history '{x["record"]: x["verdict"] + (":" + x["reason"] if x["reason"] else "") for x in r} == v'
git --git-dir="$WORK/replica.git" archive HEAD ledger | tar -x
t 'as it was signed'                            history '{x["record"] for x in d["records"]} == set(v) and all(x["content"] == json.load(open(x["path"])) for x in d["records"])'
t 'with all that it changes'                    history '{x["record"] for x in c} == {x["record"] for x in r if x["kind"] == "propose"}'
t 'field by field'                              history '["afspraak/een", "termijn", "2022-06-29"] in [[x["object"], x["field"], x["to"]] for x in c]'
t 'no cell of it is a formula'                  history '["\x27+31 \"bellen\"\nop twee regels; met een puntkomma"] == [x["to"] for x in c if x["field"] == "tekst" and "een" in x["object"]]'
schemas=$TOP/docs/export
t 'there are schemas of both documents'         gives '' "$TOP/tests/cli/check-json" "$schemas"
t 'the objects are as theirs says'              gives '' "$TOP/tests/cli/check-json" "$schemas" map/objects.json
t 'and the records as theirs'                   gives '' "$TOP/tests/cli/check-json" "$schemas" map/history/records.json
t 'the columns are those of the manual'         python3 -I - "$TOP/docs/archive.md" <<'EOT'
import re, sys
text = open(sys.argv[1]).read()
for name in 'records', 'changes', 'attachments':
    columns = open('map/history/%s.csv' % name).readline().strip().replace('"', '').split(';')
    told = re.search(r'^\| `history/%s.csv` \|.*?\| (`.*`) \|$' % name, text, re.M).group(1)
    assert re.findall(r'`(\w+)`', told) == columns, (told, columns)
EOT
python3 "$TOP/tests/report/ledgers.py" hostile "$WORK/hostile"
t 'everything of a hostile ledger goes out'     step akkoord -C "$WORK/hostile" export -o evil
t 'by the same schemas'                         gives '' "$TOP/tests/cli/check-json" "$schemas" evil/history/records.json
t 'no cell of any table is a formula'           python3 -I - <<'EOT'
import csv, glob, re
cells = 0
for name in glob.glob('evil/**/*.csv', recursive=True):
    raw = open(name, newline='', encoding='utf-8').read()
    rows = list(csv.reader(raw.splitlines(keepends=True), delimiter=';', strict=True))
    assert raw.endswith('\r\n') and len({len(row) for row in rows}) == 1, name
    for row in rows:
        for cell in row:
            cells += 1
            assert not re.match(r'[=+@\t\r-]', cell) or re.fullmatch(r'-?[0-9]+', cell), (name, cell)
assert cells > 1000
EOT
t 'it is not overwritten'                       expect 1 ex -o map
t 'of one agenda only'                          expect 0 ex $A -o one --format csv
t 'without the others'                          stdout_lacks beleidsopgave
t 'as it was known'                             expect 0 ex afspraak --format csv -o - --at 2022-01-01
t 'when there was nothing'                      same "$(wc -l <"$out")" 1
t 'where to is asked'                           expect 2 ex afspraak
t 'several files do not go to standard output'  expect 2 ex -o -
t 'a format is one of three'                    expect 2 ex -o x --format xml
t 'a folder that is not there is trouble'       expect 3 ex afspraak -o none/x.csv
t 'in one sentence'                             stderr_one_line
