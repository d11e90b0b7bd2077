#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# status, show, list and log.
. "${0%/*}/lib.sh"
export AKKOORD_NOW=2022-10-05T12:00:00Z
cd "$VECTORS" || exit 1

# ---- list
t 'the types and how many there are'            shows 'actor          22  Actor' akkoord -C decisions list
t 'the objects of one'                          shows 'agenda/a22' akkoord -C decisions list agenda
t 'under the labels of the charter'             stdout_has 'Tot en met'
t 'those where something is so'                 expect 0 akkoord -C "$TOP" list afspraak --where stand=open --where verantwoordelijke=uvw --json
t 'all of it'                                   stdout_json '[o["object"] for o in d["objects"]] == ["afspraak/governance", "afspraak/governance-2024-2025"]'
t 'or before a day'                             expect 0 akkoord -C "$TOP" list afspraak -w 'termijn<2023-01-01' --sort -termijn --columns termijn,title
t 'the last first'                              same 'afspraak/kennisbudget 2022-12-31 afspraak/kennisvisie 2022-06-29 ' "$(sed 1d "$out" | awk '{ printf "%s %s ", $1, $2 }')"
t 'in the columns that are wanted'              stdout_matches '^Afspraak +Termijn *$'
t 'or where nothing is'                         expect 0 akkoord -C "$TOP" list afspraak -w budget= -c phase --json
t 'which is most'                               stdout_json 'len(d["objects"]) > 3 and all(o["fields"] == {} for o in d["objects"])'
t 'or a text has a word in it'                  expect 0 akkoord -C "$TOP" list afspraak -w tekst~pfas -c tekst
t 'whatever its case'                           same 3 "$(wc -l <"$out")"
t 'or where a set has it'                       expect 0 akkoord -C "$TOP" list seat -w holders=uvw-do
t 'by name'                                     stdout_has 'seat/do.uvw'
t 'or it is not so'                             expect 0 akkoord -C "$TOP" list afspraak -w prioriteit!=stoffen --json
t 'of an object without its type'               stdout_json 'd["objects"] and all(o["fields"]["prioriteit"] != "prioriteit/stoffen" for o in d["objects"])'
t 'none is said'                                shows 'There is no Afspraak that is so.' akkoord -C "$TOP" list afspraak -w termijn=1999-01-01
t 'a field that is none'                        expect 2 akkoord -C "$TOP" list afspraak --sort termin
t 'is almost one'                               stderr_has 'did you mean termijn?'
t 'a value that is none'                        expect 2 akkoord -C "$TOP" list afspraak -w stand=opne
t 'is almost one too'                           stderr_has 'did you mean open?'
t 'a party that is none'                        expect 2 akkoord -C "$TOP" list afspraak -w verantwoordelijke=vgn
t 'is almost one'                               stderr_has 'did you mean vng?'
t 'a day that is none'                          expect 2 akkoord -C "$TOP" list afspraak -w 'termijn<2023-02-30'
t 'is no moment before others'                  stderr_has 'termijn takes a date such as 2023-01-31, a day that exists, not "2023-02-30"'
t 'a number that is none'                       expect 2 akkoord -C "$TOP" list afspraak -w 'voortgang>veel'
t 'is more than nothing'                        stderr_has 'voortgang takes a whole number, not "veel"'
t 'a date as people write it'                   expect 0 akkoord -C "$TOP" list afspraak -w 'termijn<1-1-2023' --json
t 'is that day'                                 stdout_json 'sorted(o["object"] for o in d["objects"]) == ["afspraak/kennisbudget", "afspraak/kennisvisie"]'
t 'a condition without a sign'                  expect 2 akkoord -C "$TOP" list afspraak -w stand
t 'a condition of no type'                      expect 2 akkoord -C "$TOP" list -w stand=open
t 'built-in ones too'                           shows 'seat/bo.ienw        ienw-bo' akkoord -C decisions list seat
t 'none is said'                                shows 'There is no Geschil yet.' akkoord -C decisions list geschil
t 'as JSON'                                     expect 0 akkoord -C decisions list afspraak --json
t 'with their fields'                           stdout_json "d['objects'][0]['fields']['partners'] == ['ipo', 'vng'] and d['objects'][0]['phase'] == 'vastgesteld'"
t 'as they were then'                           expect 0 akkoord -C decisions list afspraak --json --at 1970-01-01
t 'when there were none'                        stdout_json "d['objects'] == []"

# ---- show an object
t 'an object with its labels'                   shows 'Verantwoordelijke overheid' akkoord -C decisions show afspraak/programmaplan
t 'who set a field, and when'                   stdout_matches 'Voortgang +100 % +2022-10-01  35d6f9239b64  pt/ienw'
t 'what it refers to by its name'               stdout_has '(Visie en'
t 'and what is expected and not there'          stdout_has 'Expected, and not filled in: Werkvorm, Indicator'
t 'a bare name will do'                         shows 'afspraak/programmaplan' akkoord -C decisions show programmaplan
t 'a part of the name too'                      shows 'afspraak/programmaplan' akkoord -C decisions show afspraak/prog
t 'but not if it could be several'              expect 2 akkoord -C decisions show actor/ipo
t 'a name with a slip, without its type'        expect 2 akkoord -C decisions show progammaplan
t 'is almost one'                               stderr_has 'did you mean afspraak/programmaplan?'
t 'a type is no object'                         expect 2 akkoord -C "$TOP" show afspraak
t 'but has some'                                stderr_has 'afspraak is a type; akkoord list afspraak shows its objects'
t 'a record that is not here'                   expect 2 akkoord -C decisions show 00000000abcd
t 'may be with others'                          stderr_has 'there is no record 00000000abcd here; akkoord sync brings what others have'
t 'a type with a slip'                          expect 2 akkoord -C "$TOP" show afsprak
t 'is almost one'                               stderr_has 'did you mean afspraak?'
t 'a body is no object'                         expect 2 akkoord -C decisions show bo
t 'but has rules'                               stderr_has 'bo is a body; akkoord charter show tells its rules'
t 'the field as it was then'                    expect 0 akkoord -C decisions show agenda/a22 --json --at 2022-10-01T13:30:00Z
t 'before the decision'                         stdout_json "d['fields']['fase']['value'] == 'concept'"
t 'and after'                                   expect 0 akkoord -C decisions show agenda/a22 --json
t 'with the decision that set it'               stdout_json "d['fields']['fase']['value'] == 'vastgesteld' and d['fields']['fase']['set']['record'].startswith('5ab049b22076')"
t 'a key by its fingerprint'                    shows 'ssh-ed25519 SHA256:' akkoord -C decisions show party/ipo

t 'a dispute about it, also when it is settled' shows 'There is a dispute about it: geschil/spoed (De waterschappen missen een termijn), beslecht.' akkoord -C "$TOP" show afspraak/spoed
t 'which froze it then'                         shows 'While it is, afspraak/spoed is frozen for all but gb.' akkoord -C "$TOP" show afspraak/spoed --at 2022-06-20T09:05:00Z
t 'as JSON'                                     expect 0 akkoord -C "$TOP" show afspraak/spoed --json --at 2022-06-20T09:05:00Z
t 'likewise'                                    stdout_json "d['disputes'] == [{'object': 'geschil/spoed', 'phase': 'in behandeling', 'freezes': True}]"
t 'where there is none nothing is said of it'   expect 0 akkoord -C "$TOP" show afspraak/kennisvisie
t 'at all'                                      stdout_lacks 'dispute'

# ---- show a record
t 'a decision in words'                         shows 'In force: it was decided, and all its changes apply.' akkoord -C decisions show 5ab049
t 'what was and what becomes'                   stdout_matches 'Fase +concept → vastgesteld'
t 'who signed'                                  stdout_has '4 of the 4 seats needed have signed: ienw, ipo, uvw, vng.'
t 'with whose signature it was decided'         stdout_has 'Decided by the signature of vng-bo'
t 'that it is not sealed'                       stdout_has 'Not sealed yet'
t 'or that it is'                               shows 'this is final' akkoord -C decisions show "$(akkoord -C decisions log --json | python3 -I -c 'import json, sys; print(next(r["record"] for r in json.load(sys.stdin)["records"] if r["sealed"]))')"
stock() {
	expect 0 akkoord -C "$1" show "$2" || return 1
	sed -n 's/^  \(sha256sum .*\)/\1/p' "$out" >digest.sh
	sed -n 's/^  \(ssh-keygen .*\)/\1/p' "$out" >verify.sh
	[ "$(bash digest.sh | cut -c1-64)" = "$3" ] && bash verify.sh | grep -q '^Good "akkoord" signature'
}
id=5ab049b220761aabd07a3e83c355d9b8d4ea82e254c992558f738885fa80f863
cd "$WORK/work" || exit 1
mkdir "it's a folder"
cp -r "$VECTORS/decisions" "it's a folder/decisions"
bare_of "$VECTORS/decisions" bare.git 2>/dev/null
t 'the stock tools agree, as shown'             stock "$VECTORS/decisions" 5ab049 $id
t 'in a folder with an awkward name too'        stock "it's a folder/decisions" 5ab049 $id
t 'and in a bare repository'                    stock bare.git 5ab049 $id
cd "$VECTORS" || exit 1
t 'a void record says why'                      shows 'The reason: the value that it replaces was not, or no longer, the value there (stale).' akkoord -C concurrent show "$(akkoord -C concurrent log --verdict void:stale --json -n 1 | python3 -I -c 'import json, sys; print(json.load(sys.stdin)["records"][0]["record"])')"
t 'where'                                       stdout_matches 'Change [0-9]+ of [0-9]+: '
t 'and against what'                            stdout_matches '(It lost against|What stood in its way came from) proposal [0-9a-f]{12}'
t 'one without authority the line of the charter'  shows 'The rule: types.thema.create.vastgesteld: bo' akkoord -C authority show aa369d90073a
t 'a rule of the protocol is told in words'     shows 'The rule: an actor is for its party to appoint' akkoord -C authority show 6e1524a8e26c
t 'a fork names the other history'              shows 'in the other history' akkoord -C fork show 305143076ebc
t 'and waits for no signature any more'         stdout_lacks 'One signature is needed'
t 'as JSON the record itself is there'          expect 0 akkoord -C decisions show 5ab049 --json
t 'with what came of it'                        stdout_json "d['content']['akkoord'] == 'record/1' and d['verdict'] == 'in-force' and d['seats'] == {'needed': 4, 'counted': ['ienw', 'ipo', 'uvw', 'vng']} and len(d['answers']) == 3 and d['sealed'] is False"
# one record of every kind, verdict and reason that the vectors have
kinds_of_records() {
	for vector in */; do
		akkoord -C "$vector" log --json | python3 -I -c 'import json, sys
for r in json.load(sys.stdin)["records"]:
    print(r["kind"], r["verdict"], r["reason"], r["sealed"], sys.argv[1], r["record"])' "$vector"
	done | sort -u -k1,4
}
every_kind() {
	while read -r _ _ _ _ vector record; do
		expect 0 akkoord -C "$vector" show "$record" && stdout_lacks '(null)' &&
			expect 0 akkoord -C "$vector" show "$record" --json && stdout_json "d['record'] == '$record'" || return 1
	done < <(kinds_of_records)
}
t 'a record of every kind and verdict can be shown' every_kind
every_type() {
	for vector in dispute amended-fields; do
		for type in $(akkoord -C "$vector" list --json | python3 -I -c 'import json, sys; print(*(t["type"] for t in json.load(sys.stdin)["types"]))'); do
			expect 0 akkoord -C "$vector" list "$type" && stdout_lacks '(null)' || return 1
			object=$(akkoord -C "$vector" list "$type" --json | python3 -I -c 'import json, sys; print(*(o["object"] for o in json.load(sys.stdin)["objects"][-1:]))')
			[ -z "$object" ] || { expect 0 akkoord -C "$vector" show "$object" && stdout_lacks '(null)'; } || return 1
		done
	done
}
t 'and an object of every type'                 every_type

# ---- log
t 'as many as are wanted'                       expect 0 akkoord -C decisions log --json -n 3
t 'the one judged last first'                   stdout_json "[r['record'][:8] for r in d['records']] == ['713020a0', '9f6921b7', '0d1a8ac9']"
t 'of one actor'                                expect 0 akkoord -C decisions log --json --actor ipo-do --kind endorse
t 'and kind'                                    stdout_json "d['records'] and all(r['actor'] == 'ipo-do' and r['kind'] == 'endorse' for r in d['records'])"
t 'of one object'                               expect 0 akkoord -C decisions log --json agenda/a22
t 'with the answers'                            stdout_json "{r['kind'] for r in d['records']} == {'propose', 'endorse'}"
t 'of one verdict'                              expect 0 akkoord -C reasons log --json --verdict void:stale
t 'and reason'                                  stdout_json "d['records'] and all(r['reason'] == 'stale' for r in d['records'])"
t 'of one body'                                 expect 0 akkoord -C decisions log --json --for bo
t 'with the answers to it'                      stdout_json 'd["records"] and all(r["for"] == "bo" for r in d["records"] if r["kind"] == "propose") and any(r["kind"] == "endorse" for r in d["records"])'
t 'that there is'                               expect 2 akkoord -C decisions log --for b0
t 'of a time'                                   expect 0 akkoord -C decisions log --json
first=$(json "$out" 'd["records"][-1]["time"][:10]')
last=$(json "$out" 'd["records"][0]["time"]')
t 'from a day on'                               expect 0 akkoord -C decisions log --json --since "$first"
t 'with that day'                               stdout_json "d['records'][-1]['time'].startswith('$first')"
t 'up to a day'                                 expect 0 akkoord -C decisions log --json --until "$first"
t 'with that day too'                           stdout_json "d['records'] and all(r['time'].startswith('$first') for r in d['records'])"
t 'from a moment on'                            expect 0 akkoord -C decisions log --json --since "$last"
t 'to the second'                               stdout_json "d['records'] and all(r['time'] >= '$last' for r in d['records'])"
t 'a time that is none'                         expect 2 akkoord -C decisions log --since gisteren
t 'who knew of whom is drawn'                   expect 0 akkoord -C decisions log --graph
t 'a lane for each party'                       stdout_matches '^ienw +ipo +uvw +vng +signed'
t 'with a line to what was signed upon'         stdout_matches '○─*[─┤┐│]+ '
t 'who signed without knowing is marked'        expect 0 akkoord -C fork log --graph --kind propose
t 'beside the mark'                             stdout_has '●!'
t 'as a document it names parents'              expect 0 akkoord -C decisions log --graph --json -n 2
t 'and parties'                                 stdout_json 'all(r["parents"] and r["party"] for r in d["records"])'
t 'none is said'                                shows 'No records.' akkoord -C decisions log --verdict withdrawn
t 'in columns for people'                       shows 'Vaststelling in het BO' akkoord -C decisions log

# ---- status
t 'the ledger at a glance'                      shows 'Samenwerkingsagenda      Fase   1 vastgesteld' akkoord -C fork status
t 'with its parties'                            stdout_has 'ipo (6 actors), uvw (5 actors)'
t 'what lost'                                   stdout_matches 'fork +2022-10-01  vng-pm  305143076ebc'
t 'what is overdue'                             stdout_has '2022-06-30  Termijn  afspraak/programmaplan'
t 'seals, and what is not sealed'               stdout_has '24 records are not sealed'
t 'what is finished is not overdue'             expect 0 akkoord -C decisions status
t 'however late'                                stdout_lacks 'Overdue'
t 'what waits for signatures'                   shows 'do/uvw  0 of 1' akkoord -C dispute status
t 'a split'                                     shows 'the ledger is split' akkoord -C split status
t 'before its term nothing is overdue'          expect 0 env AKKOORD_NOW=2022-06-30T12:00:00Z akkoord -C fork status --json
t 'not even on the day itself'                  stdout_json "d['overdue'] == []"
t 'as JSON'                                     expect 0 akkoord -C fork status --json
t 'all of it'                                   stdout_json "d['seals'] == 1 and len(d['conflicts']) == 3 and len(d['parties']) == 4 and d['overdue'][0]['object'] == 'afspraak/programmaplan' and d['remotes'] == []"
