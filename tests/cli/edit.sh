#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# A proposal filled in in an editor: the form, what differs, mistakes, and what is kept. The editor is a script.
. "${0%/*}/lib.sh"

found r.git
for name in ienw ipo uvw; do appoint "$name" 'do'; done
by() { # with questions asked
	local actor=$1 command=$2
	shift 2
	akkoord "$command" "$@" --as "$actor" --key "$(new_key "$actor")"
}
by ienw-do propose new agenda/a22 titel='Agenda 2022-2023' van=2022-01-01 tot=2023-12-31 new thema/kennis agenda=a22 \
	titel=Kennis new prioriteit/p agenda=a22 thema=kennis titel=Kennis new afspraak/kaart agenda=a22 prioriteit=p tekst='Een kaart' --why begin --yes >/dev/null 2>&1
first=$(akkoord log --json --kind propose -n 1 | python3 -c 'import json, sys; print(json.load(sys.stdin)["records"][0]["record"])')
by ipo-do endorse "$first" --yes >/dev/null 2>&1
by uvw-do endorse "$first" --yes >/dev/null 2>&1
t 'there is something to edit'                   expect 0 akkoord show afspraak/kaart
commits() { git -C r.git rev-list --count HEAD; }
kept() { find r.git -name 'proposal-*'; }

# editor STEP…: the editor runs one sed script after another, each time it is opened; what it was given is in seen.N.
editor() {
	rm -f seen.* steps.*
	local n=0
	for step in "$@"; do
		n=$((n + 1))
		printf '%s\n' "$step" >"steps.$n"
	done
	cat >"$WORK/bin/fill-in" <<'EOS'
#!/bin/sh
n=1
while [ -f "seen.$n" ]; do n=$((n + 1)); done
cp "$1" "seen.$n"
[ ! -f "steps.$n" ] || sed -i -f "steps.$n" "$1"
EOS
	chmod +x "$WORK/bin/fill-in"
	export EDITOR=fill-in
}

# ---- the form

editor
t 'a form that is left as it was proposes nothing'     expect 1 by ipo-do propose --edit afspraak/kaart
t 'which is said'                                stderr_has 'nothing was changed: nothing is proposed'
t 'and leaves nothing behind'                    same '' "$(kept)"
t 'the form has the values'                      text_has seen.1 'tekst: Een kaart'
t 'the labels and help of the charter'           text_has seen.1 '# Op te leveren product: text, expected'
t 'what is allowed'                              text_has seen.1 '# It can be: resultaat, inspanning'
t 'who may change it'                            text_has seen.1 '# Changed by: Directeurenoverleg (do)'
t 'where it can go from here'                    text_has seen.1 '# It can become “in uitvoering”, by: Programmamanager (pm), Directeurenoverleg'
t 'and what never changes'                       text_has seen.1 '# This cannot be changed.'
t 'which is no field of it'                      fails text_has seen.1 'agenda: agenda/a22'
editor '1,$d'
t 'an empty form proposes nothing'               expect 1 by ipo-do propose --edit afspraak/kaart --why x
t 'which is said too'                            stderr_has 'the form is empty'

# ---- what differs

editor 's/^why:/& later begonnen/
s/^termijn:/& 2023-05-01/
s/^tekst:.*/tekst:\
    Een kaart\
\
    van alles: #1, [x] en y: z/
s/^partners:/&\
    - uvw\
    - ipo/
/^soort:/d'
t 'what was changed is proposed'                 expect 0 by ipo-do propose --edit afspraak/kaart --yes
t 'for whom is found out'                        stdout_has 'for do is pending: 1 of 3 seats'
t 'what it was and becomes is shown'             stderr_has 'Termijn               (nothing) → 2023-05-01'
t 'a set by what goes in'                        stderr_has '+ ipo'
t 'a text with its lines'                        stderr_has 'van alles: #1, [x] en y: z'
t 'a field that was taken out stays'             stderr_lacks 'Soort'
t 'the form is gone'                             same '' "$(kept)"
id=$(grep -oE '[0-9a-f]{12}' "$out" | head -1)
akkoord show "$id" --json >shown
t 'and the text is what was written'             same $'Een kaart\n\nvan alles: #1, [x] en y: z' "$(json shown '[c["to"] for c in d["content"]["changes"] if c["field"] == "tekst"][0]')"
by ienw-do endorse "$id" --yes >/dev/null 2>&1
by uvw-do endorse "$id" --yes >/dev/null 2>&1

editor 's/^why:/& x/
s/^    - uvw/    - vng/'
t 'that text comes back as it is'                expect 0 by ipo-do propose --edit afspraak/kaart --yes --for do
t 'so only the set differs'                      stderr_has '− uvw'
t 'by what goes out and in'                      stderr_has '+ vng'
t 'and the text does not'                        stderr_lacks 'Tekst'

editor 's/^why:/& nieuw/
s/^tekst:/& Een tweede kaart/
s/^agenda:/& a22/
s/^prioriteit:/& p/'
t 'a new object is made by a form'               expect 0 by ipo-do propose --edit new afspraak/twee --yes
t 'which told who may make it'                   text_has seen.1 '# Made in phase “concept” by: Directeurenoverleg (do)'
t 'as what was filled in says'                   stderr_has 'afspraak/twee (new: Afspraak)'
t 'one that is there is not new'                 expect 1 by ipo-do propose --edit new afspraak/kaart
t 'a value is no word of a form'                 expect 2 by ipo-do propose --edit new afspraak/drie tekst=drie
t 'which is said with what to do'                stderr_has 'with --edit the words name only objects; fill "tekst=drie" in in the form, or leave out --edit'
t 'nor is one there that is not'                 expect 2 by ipo-do propose --edit afspraak/drie
t 'an object must be named'                      expect 2 by ipo-do propose --edit
t 'of a type that there is'                      expect 2 by ipo-do propose --edit dier/aap

# ---- mistakes

before=$(commits)
editor 's/^planning:.*/planning: 2023-13-01/' \
	's/^planning:.*/planning: 2023-05-01/
s/^werkvorm:.*/werkvorm: werkgroup/' \
	's/^werkvorm:.*/werkvorm: werkgroep/
$a onzin' \
	'/^onzin/d' \
	's/^why:.*/why: de planning/'
t 'a mistake opens the form again'               expect 0 by ipo-do propose --edit afspraak/kaart --yes
t 'with the fault above its line'                same "#! Planning (planning) takes a date such as 2023-01-31, a day that exists, not|#! \"2023-13-01\"|planning: 2023-13-01" "$(grep -B 2 '^planning:' seen.2 | tr '\n' '|' | sed 's/|$//')"
t 'and the next one above its own'               same '#! be: werkgroep, externe opdracht, opdracht aan partner, programma' "$(grep -B 1 '^werkvorm:' seen.3 | head -1)"
t 'where the first is gone'                      fails text_has seen.3 '2023-13-01'
t 'a line that is nothing too'                   same '#! stands' "$(grep -B 3 '^onzin' seen.4 | grep -q '^#! this line is no field' && echo '#! stands')"
t 'and a reason that lacks'                      text_has seen.5 '#! say why, below this line'
t 'one proposal comes of it'                     same $((before + 1)) "$(commits)"

cat >"$WORK/bin/vim" <<'EOS'
#!/bin/sh
printf '%s\n' "$1" >>lines
for path; do :; done
sed -i 's/^termijn:.*/termijn: morgen/' "$path"
EOS
chmod +x "$WORK/bin/vim"
t 'who leaves the fault proposes nothing'        expect 1 env EDITOR=vim akkoord propose --edit afspraak/kaart --why x --as ipo-do --key "$(new_key ipo-do)"
t 'the editor was led to its line'               text_matches lines '^\+[0-9]+$'
t 'and what was written is kept'                 stderr_has 'is kept; to go on with it: akkoord propose --edit --file '
t 'alone'                                        text_is "$(kept)" $'why: x\nfor:\nrespond_by:\n\n[afspraak/kaart]\ntermijn: morgen'
editor 's/morgen/2023-06-01/'
t 'it can be gone on with'                       expect 0 by ipo-do propose --edit --file "$(kept)" --yes
t 'to its end'                                   stderr_has 'Termijn               2023-05-01 → 2023-06-01'
find r.git -name 'proposal-*' -delete

editor 's/^why:/& x/
s/^termijn:.*/termijn: 2023-07-01/'
t 'who does not sign keeps it too'               expect 2 by ipo-do propose --edit afspraak/kaart --no-input
t 'as a form'                                    text_has "$(kept)" 'termijn: 2023-07-01'
t 'that --file takes'                            expect 0 by ipo-do propose --file "$(kept)" --yes
find r.git -name 'proposal-*' -delete
printf '[afspraak/kaart]\ntermijn: 2023-08-01\nniets\n' >bad
t 'a form with a fault is refused by its line'   expect 2 by ipo-do propose --file bad --why x
t 'that is named'                                stderr_has 'bad, line 3: this line is no field'
t 'JSON is no form'                              expect 2 by ipo-do propose --edit --file <(echo '{"changes":[]}')

# ---- the editor

editor 's/^why:/& x/'
before=$(commits)
t 'an editor that fails proposes nothing'        expect 1 env EDITOR=false akkoord propose --edit afspraak/kaart --why x --as ipo-do --key "$(new_key ipo-do)"
t 'which is said with its status'                stderr_has 'the editor (false) ended with status 1'
t 'GIT_EDITOR goes first'                        expect 1 env GIT_EDITOR=false EDITOR=true akkoord propose --edit afspraak/kaart --as ipo-do --key "$(new_key ipo-do)"
git config --global core.editor 'false #'
t 'then core.editor of the user'                 expect 1 by ipo-do propose --edit afspraak/kaart
t 'run by a shell, as git does'                  stderr_has 'the editor (false #) ended'
git config --global --unset core.editor
git -C r.git config core.editor "touch $WORK/hostile"
t 'never that of the replica'                    expect 1 by ipo-do propose --edit afspraak/kaart
t 'which may be a stranger'"'"'s'                  fails test -e "$WORK/hostile"
unset EDITOR
t 'without any it is told what to do'            expect 2 by ipo-do propose --edit afspraak/kaart
t 'in words'                                     stderr_has 'set EDITOR'
cat >"$WORK/bin/noisy" <<'EOS'
#!/bin/sh
echo noise
EOS
chmod +x "$WORK/bin/noisy"
t 'an editor may say what it likes'              expect 1 env EDITOR=noisy akkoord propose --edit afspraak/kaart --json --as ipo-do --key "$(new_key ipo-do)"
t 'the answer is one document all the same'      stdout_json 'd["schema"] == "akkoord/propose/1" or d["schema"] == "akkoord/error/1"'
t 'nothing was written all along'                same "$before" "$(commits)"
