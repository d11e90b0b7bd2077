#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# shellcheck disable=SC1010,SC2016 # do is a body; programs for other shells and for Python stand in single quotes
# charter check, show and diff.
. "${0%/*}/lib.sh"

# ---- check
t 'the charter that ships is one'               gives "bodem-en-ondergrond keeps every rule of a charter.
Root keys are still to come of: ienw, ipo, uvw, vng." akkoord charter check bodem-en-ondergrond
t 'and nothing in it is odd'                    stderr_is ''
t 'so is the file'                              expect 0 akkoord charter check "$TOP/src/charter/bodem-en-ondergrond.json"
t 'and that of a founded ledger'                gives "$VECTORS/founding/ledger/charter.json keeps every rule of a charter." akkoord charter check "$VECTORS/founding/ledger/charter.json"
sed 's/"quorum": 4/"quorum": 9/; s/"pin": true/"pinn": true/' "$TOP/src/charter/bodem-en-ondergrond.json" >bad.json
t 'a faulty one'                                expect 1 akkoord charter check bad.json
t 'is told by place'                            stdout_matches '^bad.json:[0-9]+:[0-9]+: bodies.bo.quorum: a quorum is from 1'
t 'every fault'                                 stdout_matches '^bad.json:[0-9]+:[0-9]+: types.agenda.fields.fase.moves\[1\].*pinn'
t 'and how many'                                stdout_matches '^bad.json breaks [0-9]+ rules.$'
t 'as one document'                             expect 1 akkoord charter check bad.json --json
t 'with places'                                 stdout_json 'd["valid"] is False and d["faults"][0]["place"] == "bodies.bo.quorum"'
# Ten lines of a sound charter made faulty; the line and column of each are asked of grep, not of the program.
python3 -I - "$TOP/tests/charters/joint-budget.json" <<'EOT' >ten.json
import json, sys
c = json.load(open(sys.argv[1], encoding='utf-8'))
types = c['types']
c['akkoord'] = 'charter/9'
c['bodies']['board']['quorum'] = 44
c['bodies']['finance']['fault_a'] = 1
c['bodies']['auditors']['seats'].append('nowhere')
c['offices']['treasurer']['appointed_by'] = ['fault_b']
c['amend'].append('fault_c')
types['year']['fields']['title']['type'] = 'fault_d'
types['line']['fields']['amount']['min'] = 'fault_e'
types['work']['fields']['state']['initial'] = 'fault_f'
types['claim']['fields']['fault_g'] = {'type': 'text', 'by': ['fault_h']}
print(json.dumps(c, indent=1))
EOT
t 'ten faults'                                  expect 1 akkoord charter check ten.json
t 'are all told'                                stdout_matches '^ten.json breaks (1[0-9]) rules.$'
for place in akkoord bodies.board.quorum 'bodies.finance.fault_a' 'bodies.auditors.seats\[[0-9]\]' 'offices.treasurer.appointed_by\[0\]' \
	'amend\[[0-9]\]' types.year.fields.title.type types.line.fields.amount.min types.work.fields.state.initial \
	'types.claim.fields.fault_g.*'; do
	t "$place"                              stdout_matches "^ten.json:[0-9]+:[0-9]+: $place: "
done
at() { grep -oE "^ten.json:[0-9]+:[0-9]+: $1" "$out" | cut -d: -f2; }
for pair in 'bodies.board.quorum "quorum": 44' 'bodies.auditors.seats "nowhere"' 'types.line.fields.amount.min "fault_e"' \
	'types.work.fields.state.initial "fault_f"'; do
	t "on its line: ${pair%% *}"            [ "$(at "${pair%% *}")" = "$(grep -n "${pair#* }" ten.json | cut -d: -f1)" ]
done
t 'a program gets the numbers'                  expect 1 akkoord charter check ten.json --json
t 'line and column'                             stdout_json '[f["column"] for f in d["faults"] if f["place"] == "bodies.board.quorum"] == [4]'
echo '{"akkoord": "charter/1",}' >comma.json
t 'what is no JSON is a fault too'              expect 1 akkoord charter check comma.json
t 'with its line'                               stdout_has 'line 1, column'
t 'a near name is suggested'                    expect 2 akkoord charter check bodem-en-ondergrnd
t 'by its name'                                 stderr_has 'did you mean bodem-en-ondergrond'
t 'a file is asked'                             expect 2 akkoord charter check
python3 -I - "$TOP/src/charter/bodem-en-ondergrond.json" <<'EOT' >odd.json
import json, sys
c = json.load(open(sys.argv[1], encoding='utf-8'))
del c['types']['geschil']['create']
c['types']['agenda']['fields']['fase']['values'].append('kwijt')
print(json.dumps(c))
EOT
t 'what is allowed and seldom meant is noted'   expect 0 akkoord charter check odd.json
t 'a type that nobody can make'                 stderr_has 'types.geschil: nobody can make one'
t 'a value that no move leads to'               stderr_has 'no move leads to `kwijt`'

# ---- show
t 'the rules as tables'                         expect 0 akkoord charter show bodem-en-ondergrond
t 'who decides, with how many'                  stdout_matches 'bo +Bestuurlijk Overleg +rank 1 +4 of 4 seats'
t 'who may set a field in which phase'          stdout_matches 'Termijn \(termijn\) +date, expected +do +bo +–'
t 'who may make a move, and what it needs'      stdout_matches 'Fase \(fase\) +concept → vastgesteld +bo +as a whole +needs opdracht, uitvoeringstoets'
t 'what freezes what'                           stdout_has 'what “Betreft” names can be changed by gb only'
t 'on a narrow terminal they stand below one another' shows 'Werkvorm (werkvorm)  enum, expected' "$TOP/tests/cli/on-terminal" --show 60 akkoord charter show bodem-en-ondergrond --no-pager
t 'phases with the same together'               stdout_has '      concept, vastgesteld: do; otherwise –'
t 'those in which all are alike too'            stdout_has '      always: do, pm'
t 'of one type only'                            expect 0 akkoord charter show bodem-en-ondergrond --type geschil
t 'and no other'                                stdout_lacks 'Termijn'
t 'the one in force'                            expect 0 akkoord -C "$VECTORS/amendment" charter show --type thema --json
t 'after the amendment'                         stdout_json '"advies" in [f["field"] for f in d["charter"]["types"][0]["fields"]]'
t 'and as it was before'                        expect 0 akkoord -C "$VECTORS/amendment" charter show --type thema --json --at 1970-01-01
t 'without it'                                  stdout_json '"advies" not in [f["field"] for f in d["charter"]["types"][0]["fields"]]'
t 'every phase is worked out'                   stdout_json 'd["charter"]["types"][0]["create"] == {"concept": ["do"], "vastgesteld": ["bo"], "afgesloten": []}'
t 'a page'                                      expect 0 akkoord -C "$VECTORS/amendment" charter show --html
page() {
	python3 -I - "$out" <<'EOT'
import sys
from html.parser import HTMLParser
stack, seen = [], []
class P(HTMLParser):
    def handle_starttag(self, tag, attrs):
        seen.append((tag, dict(attrs)))
        if tag not in ('meta', 'link', 'br'):
            stack.append(tag)
    def handle_endtag(self, tag):
        assert stack.pop() == tag, tag
P().feed(open(sys.argv[1], encoding='utf-8').read())
tags = [t for t, _ in seen]
assert not stack and tags.count('h1') == 1 and tags.count('table') == tags.count('caption') > 5
assert all(a.get('scope') in ('row', 'col') for t, a in seen if t == 'th')
assert 'script' not in tags and not any(a.get('src') for _, a in seen)
EOT
}
t 'well made, with captions and scopes'         page
t 'who, in words'                               stdout_has 'the seat in Programmateam (pt) of the party in “Verantwoordelijke overheid”'
t 'the moment it is of'                         stdout_has 'The charter in force (now)'
sed 's/"name": "Thema"/"name": "<b>Thema<\/b>"/' "$TOP/src/charter/bodem-en-ondergrond.json" >html.json
t 'a label is text, whatever it holds'          shows '&lt;b&gt;Thema&lt;/b&gt;' akkoord charter show html.json --html
t 'what is no charter is not shown'             expect 1 akkoord charter show bad.json
t 'a file has no moments'                       expect 2 akkoord charter show bad.json --at 2022-01-01

# ---- diff
t 'how two files differ'                        gives 'bodies.bo.quorum: 4 → 9' bash -c 'akkoord charter diff bodem-en-ondergrond bad.json | head -n 1'
t 'how the one in force differs from a file'    expect 0 akkoord -C "$VECTORS/amendment" charter diff "$VECTORS/founding/ledger/charter.json"
t 'what is dropped'                             stdout_has 'types.thema.fields.advies is dropped'
t 'between two moments'                         expect 0 akkoord -C "$VECTORS/amendment" charter diff 1970-01-01 9999-01-01
t 'what is new'                                 stdout_has 'parties.rws is new'
t 'as one document'                             expect 0 akkoord -C "$VECTORS/amendment" charter diff 1970-01-01 9999-01-01 --json
t 'place by place'                              stdout_json 'any(p["place"] == "bodies.klankbord" and p["was"] is None for p in d["differences"])'
t 'the same is said'                            gives 'Nothing differs.' akkoord charter diff bodem-en-ondergrond "$TOP/src/charter/bodem-en-ondergrond.json"
t 'another word is suggested'                   expect 2 akkoord charter chek bad.json
t 'by its name'                                 stderr_has 'did you mean check'
t 'a moment that is none'                       expect 2 akkoord -C "$VECTORS/amendment" charter diff nothing.json
