#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# What every command answers with --json is as docs/json.md and the schemas in docs/schema say.
. "${0%/*}/lib.sh"

SCHEMAS=$TOP/docs/schema
kept=0

# valid: standard output of the last run is one document that its schema allows; the schema is the one named in it.
valid() { # [NAME]
	if [ -n "${KEEP:-}" ]; then
		kept=$((kept + 1))
		cp "$out" "$KEEP/$kept.json"
	fi
	python3 -I "$TOP/tests/cli/check-json" "$SCHEMAS" "$out" ${1:+"$1"}
}
# sound STATUS COMMAND…: it leaves with this status and answers with a document of its own schema.
sound() {
	local name=$3
	[ "$name" != -C ] || name=$5
	echo "$name" >>"$WORK/sounded"
	expect "$@" --json && valid "$name"
}
# wrong STATUS COMMAND…: the document is the one of errors.
wrong() { expect "$@" --json && valid error; }

t 'the schemas are those that the validator can read'  python3 -I "$TOP/tests/cli/check-json" "$SCHEMAS"
documented() {
	local schema name
	for schema in "$SCHEMAS"/*.json; do
		name=${schema##*/} name=${name%.json}
		grep -q "^### .*\`$name\`" "$TOP/docs/json.md" || { echo "docs/json.md tells nothing of $name" && return 1; }
	done
	for name in $(akkoord help --json | sed -n 's/^    "\([a-z]*\)": .*/\1/p'); do
		[ -f "$SCHEMAS/$name.json" ] || { echo "there is no schema of $name" && return 1; }
	done
}
t 'each command has a schema, and docs/json.md tells of each' documented

# ---- reading the example
mkdir example && cp -R "$TOP/keys" "$TOP/ledger" example/
cp "$TOP/src/charter/bodem-en-ondergrond.json" charter.json
cd example || exit 1
t 'help'                    sound 0 akkoord help
t 'help of a command'       sound 0 akkoord help propose
t 'version'                 sound 0 akkoord version
t 'status'                  sound 0 akkoord status
t 'status, of a day'        sound 0 akkoord status --at 2021-11-20
for command in status list 'list afspraak' log conflicts gaps overdue progress 'charter show' 'show afspraak/governance' 'blame afspraak/governance' 'export -o ../van-een-dag'; do
	# shellcheck disable=SC2086 # the command is several words
	t "$command, of a day"  sound 0 akkoord $command --at 2022-01-01
done
t 'todo'                    sound 0 akkoord todo --as ienw-bo
t 'list'                    sound 0 akkoord list
for type in agenda thema prioriteit afspraak beleidsopgave geschil party actor seat office; do
	t "list $type"          sound 0 akkoord list $type
done
t 'show an object'          sound 0 akkoord show afspraak/governance
t 'show an actor'           sound 0 akkoord show actor/vng-bo
for kind in propose endorse object withdraw seal; do
	run akkoord log --kind $kind -n 1 --json
	id=$(sed -n 's/^ *"record": "\(.*\)",/\1/p' "$out")
	[ -z "$id" ] || t "show, $kind" sound 0 akkoord show "$id"
done
for reason in stale fork authority; do
	run akkoord log --verdict void:$reason -n 1 --json
	id=$(sed -n 's/^ *"record": "\(.*\)",/\1/p' "$out")
	[ -z "$id" ] || t "show what is void: $reason" sound 0 akkoord show "$id"
done
t 'it tells who might have' same "types.afspraak.fields.termijn.by.vastgesteld ['bo']" "$(json "$out" 'd["rule"]["place"] + " " + str(d["rule"]["who"])')"
t 'log'                     sound 0 akkoord log
t 'log, drawn'            sound 0 akkoord log --graph
t 'log, of nothing'         sound 0 akkoord log --verdict void:frozen
t 'blame'                   sound 0 akkoord blame afspraak/governance
t 'blame, of an actor'      sound 0 akkoord blame actor/vng-bo
t 'diff'                    sound 0 akkoord diff 2021-11-20
t 'diff of two days'        sound 0 akkoord diff 2021-11-01 2022-06-30
t 'conflicts'               sound 0 akkoord conflicts
run akkoord log --kind propose --verdict in-force --json
t 'knew'                    sound 0 akkoord knew uvw "$(sed -n 's/^ *"record": "\(.*\)",/\1/p' "$out" | tail -n 1)"
t 'gaps'                    sound 0 akkoord gaps
t 'overdue'                 sound 0 akkoord overdue
t 'progress'                sound 0 akkoord progress
t 'progress by theme'       sound 0 akkoord progress --by thema
t 'progress of one'         sound 0 akkoord progress afspraak/governance
t 'charter show'            sound 0 akkoord charter show
t 'charter show --type'     sound 0 akkoord charter show --type geschil
t 'charter diff'            sound 0 akkoord charter diff ../charter.json
t 'charter check'           sound 0 akkoord charter check ../charter.json
echo '{"akkoord":"charter/1","name":""}' >../bad.json
t 'charter check, bad'      sound 1 akkoord charter check ../bad.json
t 'export to a file'        sound 0 akkoord export afspraak -o ../afspraken.csv
t 'export to a folder'      sound 0 akkoord export -o ../uitvoer
t 'verify'                  sound 0 akkoord verify
t 'verify, of a day'        sound 0 akkoord verify --at 2022-01-01
cp -R . ../broken && echo '{' >../broken/ledger/ienw/0000/000001-"$(printf '0%.0s' {1..64})".json
t 'verify, refused'         sound 1 akkoord verify ../broken
t 'status, refused'         sound 0 akkoord -C ../broken status
if akkoord help report >/dev/null 2>&1; then
	t 'report'              sound 0 akkoord report -o ../verslag
fi
t 'dossier'                 sound 0 akkoord dossier afspraak/governance -o ../dossier
t 'a mistyped command'      wrong 2 akkoord verfy
t 'a mistyped option'       wrong 2 akkoord log --actr x
t 'a type that is not there' wrong 2 akkoord list afsprak
t 'no ledger'               wrong 3 akkoord -C /nonexistent status
cd .. || exit 1

# ---- a ledger of one's own
for name in ienw ipo uvw vng ienw-do ipo-do uvw-do vng-do ienw-getuigen ipo-getuigen uvw-getuigen vng-pm vng-new; do
	worthless_key "$name" >/dev/null
done
K=$HOME/keys
parties=() signs=()
for name in ienw ipo uvw vng; do
	parties+=(--party "$name=$K/$name.pub")
	signs+=(--sign-with "$name=$K/$name")
done
t 'init, a draft'           sound 0 akkoord init --draft draft --charter bodem-en-ondergrond "${parties[@]}"
t 'init, a signature'       sound 0 akkoord init --sign draft --as ienw --key "$K/ienw" --yes
t 'init, the founding'      sound 0 akkoord init --charter bodem-en-ondergrond "${parties[@]}" "${signs[@]}" --yes agenda
ledger=$(json "$out" 'd.get("ledger", "")')
as() { # STATUS ACTOR COMMAND…
	local wanted=$1 actor=$2
	shift 2
	sound "$wanted" akkoord "$@" --as "$actor" --key "$K/$actor" --yes
}
cd agenda || exit 1
for name in ienw ipo uvw; do
	t "actor add $name-do"  as 0 $name actor add $name-do --actor-key "$K/$name-do.pub"
	t "seat add $name-do"   as 0 $name seat add do $name-do
	t "actor add $name-getuigen" as 0 $name actor add $name-getuigen --actor-key "$K/$name-getuigen.pub"
	t "seat add $name-getuigen"  as 0 $name seat add getuigen $name-getuigen
done
t 'actor until'             as 0 vng actor add vng-pm --actor-key "$K/vng-pm.pub" --until 2099-12-31
t 'office set'              as 0 ienw-do office set pm vng-pm
t 'propose'                 as 0 ienw-do propose new agenda/a titel=A van=2022-01-01 tot=2023-12-31 --why begin --respond-by 2099-01-01
id=$(json "$out" 'd.get("record", "")')
t 'todo, with a proposal'   sound 0 akkoord todo --as ipo-do
t 'show what is pending'    sound 0 akkoord show "$id"
t 'status, with it'         sound 0 akkoord status
t 'object'                  as 0 uvw-do object "$id" --why nee
t 'endorse'                 as 0 ipo-do endorse "$id"
t 'endorse, which decides'  as 0 uvw-do endorse "$id"
t 'show what is in force'   sound 0 akkoord show "$id"
t 'propose, to withdraw it' as 0 ienw-do propose agenda/a titel=B --why dubbel
id=$(json "$out" 'd.get("record", "")')
t 'withdraw'                as 0 ienw-do withdraw "$id" --why dubbel
t 'show what is withdrawn'  sound 0 akkoord show "$id"
echo rapport >rapport.txt
t 'propose, an attachment'  as 0 ienw-do propose agenda/a uitvoeringstoets=@rapport.txt --why toets
t 'attach'                  sound 0 akkoord attach rapport.txt
printf 'object;titel;van;tot\nx;X;2024-01-01;2025-12-31\n' >x.csv
t 'import, only tried'      sound 0 akkoord import x.csv --type agenda --for do --why lijst --dry-run --as ienw-do --key "$K/ienw-do"
t 'import'                  as 0 ienw-do import x.csv --type agenda --for do --why lijst
printf 'object;titel;van;tot\nx;X;gisteren;2025-12-31\n' >y.csv
t 'import, with a fault'    sound 1 akkoord import y.csv --type agenda --for do --why lijst --as ienw-do --key "$K/ienw-do"
t 'roll'                    as 0 ienw-do roll agenda/a agenda/b titel=B van=2024-01-01 tot=2025-12-31 --why verder
t 'seal'                    as 0 ienw seal
t 'todo, with a seal'       sound 0 akkoord todo --as ipo
git init -q --bare ../server.git
git remote add own ../server.git
git config akkoord.publish own
t 'hook, put there'         sound 0 akkoord hook --install -C ../server.git
t 'sync'                    sound 0 akkoord sync
t 'sync, nothing new'       sound 0 akkoord sync
t 'sync, with ages'         sound 0 akkoord sync --max-age 9999
t 'witness'                 as 0 ipo witness
git remote add gone ../gone.git
t 'sync, one is gone'       sound 1 akkoord sync
t 'clone'                   sound 0 akkoord clone ../server.git ../copy --ledger "$ledger"
t 'status, with remotes'    sound 0 akkoord status
head=$(git -C ../server.git rev-parse HEAD)
t 'hook'                    sound 0 akkoord hook refs/heads/main "$head" "$head"
t 'hook, a deletion'        sound 1 akkoord hook refs/heads/main "$head" "$(printf '%040d' 0)"
t 'propose, as nobody'      wrong 2 akkoord propose agenda/a titel=C --why x

# ---- whatever happens, and whatever the command
names=$(akkoord help --json | sed -n 's/^    "\([a-z]*\)": .*/\1/p')
every() {
	local name
	for name in $names; do grep -qx "$name" "$WORK/sounded" || { echo "no answer of $name was looked at" && return 1; }; done
}
t 'an answer of every command was looked at'      every
# Each answer that was kept is one document, of its command or of errors, and tells the status that there was.
one_document() {
	python3 -I - <<'EOF'
import glob, json, os, sys
bad = []
for path in sorted(glob.glob('answers/*.json')):
    name, status = os.path.basename(path)[:-5].split('-')[:2]
    try:
        document = json.load(open(path, encoding='utf-8'))
    except ValueError as fault:
        bad.append('%s: %s' % (path, fault))
        continue
    if document.get('schema') == 'akkoord/error/1':
        if document['exit'] != int(status) or not document['error'] or set(document) != {'schema', 'error', 'exit'}:
            bad.append('%s: %s' % (path, document))
    elif name == 'verify' and 'records' in document:
        continue  # the document of protocol §12, which names no schema
    elif document.get('schema') not in ('akkoord/%s/1' % name, 'akkoord/help/1'):
        bad.append('%s: schema %s' % (path, document.get('schema')))
sys.exit('\n'.join(bad) or None)
EOF
}
mkdir answers
answered() { # NAME WAY WORD…: keeps the answer
	run akkoord "${@:3}" --json
	cp "$out" "answers/$1-$status-$2.json"
}
for name in $names; do
	answered "$name" option "$name" --no-such-option
	answered "$name" words "$name" a b c d e f g
	answered "$name" none "$name"
	answered "$name" nowhere -C /nowhere "$name"
done
t 'one document, at every fault of every command' one_document
