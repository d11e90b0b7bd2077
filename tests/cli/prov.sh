#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The history of a ledger in W3C's PROV-JSON: sound, complete, and the same from every replica.
. "${0%/*}/lib.sh"
check=$TOP/tests/cli/check-prov
holds() { # FILE EXPRESSION over d, the document, and of(section), its relations as pairs
	python3 -I - "$@" <<'END'
import json, sys
d = json.load(open(sys.argv[1]))
of = lambda section: {tuple(v for k, v in r.items() if k not in ('prov:time', 'prov:type', 'prov:plan', 'prov:activity') or section in ('used', 'wasGeneratedBy', 'wasAssociatedWith') and k == 'prov:activity') for r in d[section].values()}
sys.exit(0 if eval(sys.argv[2]) else 'not true: ' + sys.argv[2])
END
}

t 'the history of the example'                  gives 'Wrote all.json.' akkoord -C "$TOP" export --prov -o all.json
t 'is sound'                                    gives '' "$check" all.json
akkoord -C "$TOP" log --json >log.json
t 'it has every record'                         holds all.json '{"record:" + r["record"] for r in json.load(open("log.json"))["records"]} == {e for e in d["entity"] if e.startswith("record:")}'
t 'with its verdict'                            holds all.json 'all(d["entity"]["record:" + r["record"]]["akkoord:verdict"].split(":")[0] == r["verdict"] for r in json.load(open("log.json"))["records"])'
t 'signed by its actor at its time'             holds all.json 'all(("signing:" + r["record"], ("party:" if "-" not in r["actor"] else "actor:") + r["actor"]) in of("wasAssociatedWith") and d["activity"]["signing:" + r["record"]]["prov:endTime"] == r["time"] for r in json.load(open("log.json"))["records"])'
t 'an answer comes of what it answers'          holds all.json 'all(("record:" + r["record"], "record:" + r["target"]) in of("wasDerivedFrom") for r in json.load(open("log.json"))["records"] if r["target"])'
t 'an actor acts for its party'                 holds all.json '("actor:ienw-bo", "party:ienw") in of("actedOnBehalfOf")'
t 'and for the body that decides'               holds all.json '("actor:ienw-bo", "body:bo") in of("actedOnBehalfOf")'
t 'a state revises the one before'              holds all.json 'any(a.startswith("object:afspraak/governance@") and b.startswith("object:afspraak/governance@") for a, b in of("wasDerivedFrom"))'
t 'only what is in force decided'               holds all.json 'all(d["entity"]["record:" + a[9:]]["akkoord:verdict"] == "in-force" for a in d["activity"] if a.startswith("decision:"))'
t 'by a charter'                                holds all.json 'all("prov:plan" in r for r in d["wasAssociatedWith"].values() if r["prov:activity"].startswith("decision:"))'

t 'of one object'                               expect 0 akkoord -C "$TOP" export afspraak/governance --prov -o -
cp "$out" one.json
t 'it is sound too'                             gives '' "$check" one.json
t 'and has what touches it'                     holds one.json '0 < len([e for e in d["entity"] if e.startswith("record:")]) < 20'
t 'as it was known'                             expect 0 akkoord -C "$TOP" export --prov --at 2022-01-01 -o then.json
t 'sound as well'                               gives '' "$check" then.json
t 'with nothing from later'                     holds then.json 'max(a["prov:endTime"] for a in d["activity"].values()) < "2022-01-02"'
t 'a type has no history'                       expect 2 akkoord -C "$TOP" export afspraak --prov -o no.json
t 'nor has it another format'                   expect 2 akkoord -C "$TOP" export --prov --format csv -o no.json
t 'nothing is written then'                     fails test -e no.json

mkdir example && cp -r "$TOP/keys" "$TOP/ledger" example && bare_of example other.git >/dev/null 2>&1
t 'another replica, in another language'        expect 0 env LC_ALL=nl_NL.UTF-8 akkoord -C other.git export --prov -o other.json
t 'tells the same'                              cmp all.json other.json
for vector in amendment split; do
	akkoord -C "$VECTORS/$vector" export --prov -o "v.json" >/dev/null
	t "that of $vector is sound"            gives '' "$check" v.json
done
python3 "$TOP/tests/report/ledgers.py" hostile hostile
akkoord -C hostile export --prov -o hostile.json >/dev/null
t 'that of a hostile ledger too'                gives '' "$check" hostile.json
t 'and nothing in it hides'                     bash -c '! LC_ALL=C grep -qP "\xe2\x80[\x8b-\x8f\xaa-\xae]|\x1b" hostile.json'

t 'a dossier may have it'                       expect 0 akkoord -C "$TOP" dossier afspraak/governance -o dossier --prov
t 'sound'                                       gives '' "$check" dossier/prov.json
t 'with its ancestors'                          holds dossier/prov.json 'len([e for e in d["entity"] if e.startswith("record:")]) == '"$(find dossier/ledger -name '*-*.json' | wc -l)"
t 'from another replica it is the same'         bash -c 'akkoord -C other.git dossier afspraak/governance -o again --prov && diff -r dossier again'
t 'its metadata names it'                       expect 0 akkoord -C "$TOP" dossier afspraak/governance -o both --prov --mdto --mdto-field archiefvormer=x --mdto-field waardering=B \
	--mdto-field beperkingGebruik=x --mdto-field beperkingGebruikLijst=x
t 'complete and in order'                       gives '' "$TOP/tests/cli/check-mdto" both
t 'as additional metadata'                      grep -qF '<aanvullendeMetagegevens>' both/mdto/dossier.mdto.xml

sed 's/"prov:endTime": "20/"prov:endTime": "19/' one.json >bad.json
t 'the check finds a time out of order'         expect 1 "$check" bad.json
t 'and says so'                                 stdout_has 'ends before it starts'
sed '0,/"actor:/s//"actor:no-/' one.json >bad.json
t 'and a name that nothing has'                 expect 1 "$check" bad.json
t 'and says which'                              stdout_has 'is no agent here'
