#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Proposing and answering, with keys that ssh-keygen made, over the charter that ships.
. "${0%/*}/lib.sh"

found r.git
commits() { git -C r.git rev-list --count HEAD; }

# ---- appointments

new_key ienw-do >/dev/null
t 'a party appoints an actor'                   expect 0 by ienw actor add ienw-do --actor-key "$HOME/keys/ienw-do.pub" --name 'DO ienw'
t 'at once'                                     stdout_has 'by ienw for ienw is in force.'
t 'after seeing what is signed'                 stderr_has "Key                   ssh-ed25519 $(ssh-keygen -lf "$HOME/keys/ienw-do.pub" | cut -d' ' -f2)"
t 'and fills its seat'                          expect 0 by ienw seat add 'do' ienw-do
for name in ipo uvw vng; do appoint "$name" 'do'; done
for name in ienw ipo uvw vng; do appoint "$name" bo; done
new_key ipo-pl >/dev/null
by ipo actor add ipo-pl --actor-key "$HOME/keys/ipo-pl.pub" --until 2099-12-31 >/dev/null 2>&1
new_key vng-pm >/dev/null
by vng actor add vng-pm --actor-key "$HOME/keys/vng-pm.pub" >/dev/null 2>&1
t 'an actor is not appointed twice'             expect 1 by ienw actor add ienw-do --actor-key "$HOME/keys/ienw-do.pub"
t 'but may get another key'                     stderr_has 'ienw-do exists already; `akkoord actor rotate` gives it another key'
t 'its name begins with its party'              expect 2 by ienw actor add jan --actor-key "$HOME/keys/ienw-do.pub"
t 'its key must be given'                       expect 2 by ienw actor add ienw-x
t 'its private key is none'                     expect 2 by ienw actor add ienw-x --actor-key "$HOME/keys/ienw-do"
t 'a verb that is none'                         expect 2 by ienw actor ad ienw-x
t 'is almost one'                               stderr_has 'did you mean add?'
t 'a seat has an actor'                         expect 2 by ienw seat add 'do' ienw-d
t 'that is there'                               stderr_has 'did you mean ienw-do?'
t 'and a body'                                  expect 2 by ienw seat add dd ienw-do
t 'whoever sits there already does not twice'   expect 1 by ienw seat add 'do' ienw-do
t 'another party cannot decide it'              expect 0 by ipo-do seat remove 'do' ienw-do --why 'proef'
t 'only prepare it'                             stdout_has 'for ienw is pending: one signature decides it.'
draft=$(id)
t 'who prepared it takes it back'               expect 0 by ipo-do withdraw "$draft" --why 'toch niet'
t 'it is withdrawn, which is told once'         stdout_matches '^ipo-do withdrew proposal [0-9a-f]+ \(record [0-9a-f]+\)\.$'

# ---- a proposal and its answers

t 'a proposal in words'                         expect 0 by ienw-do propose new agenda/a22 titel='Agenda 2022-2023' van=2022-01-01 tot=2023-12-31 \
	new thema/kennis agenda=a22 titel=Kennis --why 'begin' --respond-by 2999-11-01
t 'goes to the one capacity that may'           stdout_has 'for do is pending: 1 of 3 seats.'
t 'what comes next is said'                     stdout_has "akkoord endorse $(id)"
first=$(id)
t 'what it makes is not there yet'              expect 1 by ienw-do propose agenda/a22 titel=X --why x
t 'which is said with the reason'               stderr_has "agenda/a22 is not there yet: proposal $first, which makes it, is pending"
t 'who holds no seat cannot endorse'            expect 1 by ipo-pl endorse "$first"
t 'and hears for whom it is'                    stderr_has 'ipo-pl holds no seat for do'
t 'but can object'                              expect 0 by ipo-pl object "$first" --why 'te vroeg'
t 'with a reason'                               expect 2 by ipo-pl object "$first"
t 'who endorses sees what becomes'              expect 0 by ipo-do endorse "${first:0:6}"
t 'why'                                         stderr_has 'why                   begin'
t 'and who objected'                            stderr_matches 'objected by +ipo-pl, .*: te vroeg'
t 'and that it would apply'                     stderr_matches 'if decided now +it would apply'
t 'by which line of the charter'                stderr_matches 'by the charter +types.agenda.create.concept: do'
t 'and whose seats are lacking'                 stderr_has '1 (ienw); not yet: ipo, uvw, vng'
t 'and counts'                                  stdout_has '2 of 3 seats'
t 'once'                                        expect 1 by ipo-do endorse "$first"
t 'which is said'                               stderr_has 'counts for proposal'
t 'nobody else takes it back'                   expect 1 by uvw-do withdraw "$first" --why x
t 'the third seat decides'                      expect 0 by uvw-do endorse "$first"
t 'which is said'                               stdout_has 'It is in force.'
t 'what is in force is not withdrawn'           expect 1 by ienw-do withdraw "$first" --why x
t 'a late endorsement is noted'                 expect 0 by vng-do endorse "$first"
t 'an answer is no proposal'                    expect 2 by vng-do endorse "$(id)" "$(grep -oE 'record [0-9a-f]{12}' "$out" | cut -c8-)"
t 'and says of what it is one'                  stderr_has "to $first; name that one"
t 'an id that is none'                          expect 2 by vng-do endorse 0000000000000000

# decide PROPOSAL ACTOR…: all of them endorse.
decide() {
	local proposal=$1
	shift
	for actor in "$@"; do by "$actor" endorse "$proposal" >/dev/null 2>&1 || return 1; done
}
# agree WORDS… for the DO, without more ado
agree() {
	run by ienw-do propose "$@" --why 'afgesproken'
	decide "$(id)" ipo-do uvw-do
}
t 'a commitment is made'                        agree new afspraak/plan agenda=a22 tekst='Plan maken' termijn=2022-06-30 partners=uvw,vng verantwoordelijke=ipo projectleider=ipo-pl
t 'a date and a number as people write them'    expect 0 by ipo-do propose afspraak/plan termijn=31-12-2022 budget=1.500.000 --why x --respond-by 1-12-2999
t 'are understood'                              stderr_has '2022-06-30 → 2022-12-31'
t 'the number with its thousands apart'         stderr_has '(nothing) → 1,500,000 EUR'
t 'the date to answer by'                       stderr_matches 'answer by +2999-12-01'
by ipo-do withdraw "$(id)" --why x >/dev/null 2>&1
t 'a number with its unit, as it is shown'      expect 0 by ipo-do propose afspraak/plan budget='1.500 EUR' --why x
t 'is understood'                               stderr_has '(nothing) → 1500 EUR'
by ipo-do withdraw "$(id)" --why x >/dev/null 2>&1
t 'a date in the order of month and day is not' expect 2 by ipo-do propose afspraak/plan termijn=12/31/2022 --why x
t 'nor a number with a fraction'                expect 2 by ipo-do propose afspraak/plan budget=1.50 --why x
t 'a long text'                                 agree afspraak/plan product='Een plan voor de ondergrond, waarin staat wie wat doet en wanneer'
t 'that is changed'                             expect 0 by ipo-do propose afspraak/plan product='Een plan voor de hele ondergrond, waarin staat wie wat doet' --why 'korter'
shorter=$(id)
t 'and once more'                               expect 0 by vng-do propose afspraak/plan product='Iets heel anders dan er nu staat, in geheel andere woorden en bewoordingen' termijn=2023-01-01 --why 'anders'
t 'is shown whole where it is another'          stderr_has 'was: Een plan voor de ondergrond'
t 'with what else is pending on it'             stderr_matches "also pending +$shorter by ipo-do for do, about Op te leveren product of"
other=$(id)
t 'who reads it sees that too'                  expect 0 akkoord show "$shorter"
t 'and whether it would apply'                  stdout_matches 'if decided now +it would apply'
t 'and the line of the charter'                 stdout_matches 'by the charter +types.afspraak.fields.product.by'
t 'and its rival'                               stdout_matches "also pending +$other by vng-do for do, about Op te leveren product of"
t 'programs too'                                expect 0 akkoord show "$shorter" --json
t 'hear of both'                                stdout_json "d['open']['applies'] and d['open']['rivals'][0].startswith('$other')"
t 'is shown by its words where they are few'    expect 0 by uvw-do endorse "$shorter"
t 'that come'                                   stderr_has 'voor de {+hele +}ondergrond'
t 'and go'                                      stderr_has 'wie wat doet[- en'
t 'and what else is pending then'               stderr_matches "also pending +$other by vng-do for do, about Op te leveren product of"
by vng-do withdraw "$other" --why x >/dev/null 2>&1
before=$(commits)
t 'the DO may not give the commission'          expect 1 by ienw-do propose agenda/a22 opdracht='Doe het' --why x
t 'and hears who may'                           stderr_has 'none of what ienw-do holds (do, do/ienw) may do all of this; it is for bo'
t 'not even for itself'                         expect 1 by ienw-do propose agenda/a22 opdracht='Doe het' --why x --for 'do'
t 'by which rule'                               stderr_has 'this would be void (authority): do may not change Opdracht van het BO aan het DO of agenda/a22; in phase concept that is for bo'
t 'a field by a word of its label'              expect 2 by ienw-do propose new afspraak/y agenda=a22 verplichting=resultaat --why x
t 'is found'                                    stderr_has 'has no field verplichting; did you mean soort?'
printf '[{"op":"set","object":"agenda/a22","field":"title","to":"X"}]' >wrong.json
t 'what is wrong for every capacity'            expect 1 by ienw-do propose --file wrong.json --why x
t 'is told, and no choice is asked'             stderr_has 'agenda/a22 has no field title'
t 'a capacity that is none'                     expect 2 by ienw-do propose agenda/a22 titel=X --why x --for dp
t 'a reason must be given'                      expect 2 by ienw-do propose agenda/a22 titel=X
t 'an actor that is none'                       expect 2 by ienw-dp propose agenda/a22 titel=X --why x
t 'is almost one'                               stderr_has 'did you mean ienw-do?'
t 'nobody can answer by yesterday'               expect 2 by ipo-do propose agenda/a22 titel=X --why x --respond-by 2022-09-30
t 'which is told'                               stderr_has 'nobody can answer by 2022-09-30, which has passed'
t 'a date to answer by is a date'               expect 2 by ienw-do propose agenda/a22 titel=X --why x --respond-by soon
t 'a key that is not the own'                   expect 1 akkoord propose agenda/a22 titel=X --why x --as ienw-do --key "$HOME/keys/ipo-do" --yes
t 'is told apart, with the right one'           stderr_has "the key of ienw-do is $(ssh-keygen -lf "$HOME/keys/ienw-do.pub" | cut -d' ' -f2)"
t 'a private key is no public one'              expect 2 by ienw actor add ienw-x --actor-key "$HOME/keys/ipo-do"
t 'and which is to be given is said'            stderr_has 'a private key; the public one is in the .pub file beside it'
t 'nobody can be asked'                         expect 2 akkoord propose agenda/a22 titel=X --why x --as ienw-do --key "$HOME/keys/ienw-do"
t 'none of this wrote anything'                 same "$(commits)" "$before"
t 'a claim can be put on record'                expect 0 by ienw-do propose agenda/a22 opdracht='Doe het' --why x --for 'do' --even-if-void
claim=$(id)
t 'who would decide it is told'                 decide "$claim" ipo-do
t 'that it would be void'                       expect 1 by uvw-do endorse "$claim"
t 'and why'                                     stderr_has 'with this the proposal would be decided, and it would be void (authority)'

# ---- capacities

t 'a project leader reports as itself'          expect 1 by ipo-pl propose afspraak/plan voortgang=10 --why x
t 'where the phase allows'                      stderr_has 'phase concept'
t 'the BO commissions'                          expect 0 by ienw-bo propose agenda/a22 opdracht='Bereid voor' --why 'opdracht' --json
t 'and answers as a document'                   stdout_json 'd["schema"] == "akkoord/propose/1" and d["for"] == "bo" and d["verdict"] == "pending" and d["counted"] == 1 and d["needed"] == 4'
commission=$(json "$out" 'd["record"]')
t 'with four seats'                             decide "$commission" ipo-bo uvw-bo vng-bo
printf 'toets' >toets.pdf
t 'a file goes along'                           agree agenda/a22 uitvoeringstoets=@toets.pdf
digest=$(sha256sum <toets.pdf | cut -c1-64)
t 'into the replica'                            same "$(git -C r.git show "HEAD:bijlagen/$digest")" toets
t 'a file that is not there does not'           expect 2 by ienw-do propose agenda/a22 uitvoeringstoets=@nietes.pdf --why x
t 'establishing pins by itself'                 expect 0 by ienw-bo propose agenda/a22 fase=vastgesteld --why 'vaststelling' --attach toets.pdf
t 'what goes along is not told as lacking'      stderr_matches '^  attached +[0-9a-f]{12}$'
t 'what was shown'                              stderr_matches 'pins +agenda/a22'
establish=$(id)
t 'and the attachment too'                      stderr_matches "attached +${digest:0:12}"
t 'meanwhile something slips in'                agree thema/kennis toelichting='er tussendoor'
t 'somebody without a seat claims one'          expect 0 by ipo-pl endorse "$establish" --even-if-void
t 'who is asked then'                           expect 0 by ipo-bo endorse "$establish"
t 'sees what came of that'                      stderr_matches 'ipo-pl, [0-9-]+ \(void: '
t 'and that the pin does not fit any more'      stderr_matches 'pins +agenda/a22, which has changed since: decided now, this is void'
t 'who reads it too'                            expect 0 akkoord show "$establish"
t 'and why that matters'                        stdout_has 'agenda/a22, which has changed since: decided now, this is void'
t 'programs too'                                expect 0 akkoord show "$establish" --json
t 'are told which pin it is'                    stdout_json 'd["open"] == {"applies": False, "reason": "pin", "pins": [{"object": "agenda/a22", "fits": False}], "rivals": []}'
t 'another agrees'                              decide "$establish" uvw-bo
t 'the last one is warned'                      expect 1 by vng-bo endorse "$establish"
t 'that the pin no longer fits'                 stderr_has 'would be void (pin)'
t 'it is taken back'                            expect 0 by ienw-bo withdraw "$establish" --why 'er kwam iets tussen'
t 'and done anew'                               expect 0 by ienw-bo propose agenda/a22 fase=vastgesteld --why 'vaststelling'
t 'by all'                                      decide "$(id)" ipo-bo uvw-bo vng-bo
t 'now the project leader may'                  expect 0 by ipo-pl propose afspraak/plan voortgang=10 --why 'begonnen'
t 'alone'                                       stdout_has 'by ipo-pl for self is in force.'
t 'the office is filled'                        expect 0 by ienw-do office set pm vng-pm
t 'by the DO'                                   decide "$(id)" ipo-do uvw-do
t 'an office that is none'                      expect 2 by ienw-do office set pn vng-pm
t 'its holder may too'                          expect 0 by vng-pm propose afspraak/plan voortgang=20 --why 'volgens plan'
t 'for the office'                              stdout_has 'for pm is in force.'
t 'a set loses and gains'                       expect 0 by ienw-bo propose afspraak/plan partners-=uvw partners+=ienw --why x
t 'which is shown'                              stderr_has '− uvw'
t 'for the body in its phase'                   stdout_has 'for bo is pending'
t 'and named once where it waits'               expect 0 akkoord todo -C r.git --as ipo-bo
t 'however often it is changed'                 stdout_matches 'about +afspraak/plan: Partners$'

# ---- several may

by ienw seat add bo ienw-do >/dev/null 2>&1
t 'where several capacities may, it asks'       expect 2 by ienw-do propose new prioriteit/p agenda=a22 titel=P new geschil/g indiener=ienw betreft=afspraak/plan stelling=S --why x --for nobody
t 'a move both may make'                        expect 2 by ienw-do propose new geschil/g indiener=ienw betreft=afspraak/plan stelling=S --why x
t 'is for one of them'                          stderr_has 'ienw-do may act here for several: bo/ienw, do/ienw; choose with --for'
t 'with what each may, one below the other'     stderr_matches '^  --for bo/ienw  the seat'
t 'in columns'                                  stderr_matches '^  --for do/ienw  the seat'
t 'as is said'                                  expect 0 by ienw-do propose new geschil/g indiener=ienw betreft=afspraak/plan stelling=S --why 'oneens' --for do/ienw
t 'and is in force'                             stdout_has 'for do/ienw is in force.'

# ---- stale

run by ienw-bo propose afspraak/plan termijn=2023-01-01 --why 'eerste'
one=$(id)
run by ipo-bo propose afspraak/plan termijn=2023-02-02 --why 'tweede'
two=$(id)
t 'one of two is decided'                       decide "$one" ipo-bo uvw-bo vng-bo
t 'the other can only be void'                  decide "$two" ienw-bo uvw-bo
t 'which the last one hears'                    expect 1 by vng-bo endorse "$two"
t 'with both values'                            stderr_has 'Termijn is now 2023-01-01, no longer 2022-06-30'
t 'and by whom'                                 stderr_has "that was decided by $one"
t 'the first but one saw it too'                expect 1 by vng-bo endorse "$two" --json
t 'also as a document'                          stdout_json '"error" in d or "signed" in d'

# ---- several at once

run by ienw-bo propose thema/kennis titel='Kennis en kunde' --why a
a=$(id)
run by ienw-bo propose thema/kennis toelichting='kort' --why b
b=$(id)
t 'several are answered in one go'              expect 0 by ipo-bo endorse "$a" "$b" "$a"
t 'each once'                                   same "$(grep -c endorsed "$out")" 2
t 'one that cannot be does not stop the others' expect 1 by uvw-bo endorse "$two" "$claim" "$a" "$b" --json
t 'as the document tells'                       stdout_json 'len(d["signed"]) == 2'

# ---- a file of changes

cat >wijziging.json <<'END'
{ "why": "uit een bestand", "for": "bo", "pins": ["agenda/a22"],
  "changes": [ { "op": "set", "object": "prioriteit/geen", "field": "titel", "to": "X" } ] }
END
t 'a file of changes is tried too'              expect 1 by ienw-bo propose --file wijziging.json
t 'and refused for what it is'                  stderr_has 'void (unknown): prioriteit/geen does not exist'
sed -i 's/prioriteit\/geen/thema\/kennis/; s/"X"/"Kennis!"/' wijziging.json
t 'what is right is proposed'                   expect 0 by ienw-bo propose --file wijziging.json
t 'with its pin'                                stderr_matches 'pins +agenda/a22'
t 'a file from standard input'                  expect 0 bash -c 'akkoord propose --file - --as ienw-bo --key ~/keys/ienw-bo --yes --why x --for bo <wijziging.json'
t 'words and a file are one too many'           expect 2 by ienw-bo propose thema/kennis titel=X --file wijziging.json --why x
t 'a file that is no JSON'                      expect 2 bash -c 'echo "{" | akkoord propose --file - --as ienw-bo --key ~/keys/ienw-bo --yes'

# ---- keys

new_key ienw-do2 >/dev/null
t 'an actor gets another key'                   expect 0 by ienw actor rotate ienw-do --actor-key "$HOME/keys/ienw-do2.pub"
t 'the old one is no longer its'                expect 1 by ienw-do propose afspraak/plan planning=2023-01-01 --why x
t 'the new one is'                              expect 0 akkoord propose afspraak/plan planning=2023-01-01 --why x --as ienw-do --key "$HOME/keys/ienw-do2" --yes --for 'do'
t 'it has an end'                               expect 0 by ienw actor until ienw-do 2001-01-01
t 'after which it does not sign'                expect 1 akkoord propose afspraak/plan planning=2023-02-01 --why x --as ienw-do --key "$HOME/keys/ienw-do2" --yes --for 'do'
t 'or none'                                     expect 0 by ienw actor until ienw-do none
t 'revoking wants a reason'                     expect 2 by ienw actor revoke ienw-do
t 'and then it is revoked'                      expect 0 by ienw actor revoke ienw-do --why 'andere functie'

# ---- the charter

python3 -I - r.git <<'END'
import json, subprocess, sys
c = json.loads(subprocess.run(['git', '-C', sys.argv[1], 'show', 'HEAD:ledger/charter.json'], capture_output=True).stdout)
c['bodies']['pt']['quorum'] = 4
c['types']['afspraak']['fields']['kosten'] = {'type': 'int', 'by': ['do']}
json.dump(c, open('nieuw.json', 'w'), ensure_ascii=False)
del c['parties']['vng']
json.dump(c, open('zonder.json', 'w'), ensure_ascii=False)
END
t 'an amendment is shown place by place'        expect 0 by ienw-bo propose amend nieuw.json --why 'evaluatie'
t 'what changed'                                stderr_has 'bodies.pt.quorum: 3 → 4'
t 'and what is new'                             stderr_has 'types.afspraak.fields.kosten is new: {"by":["do"],"type":"int"}'
t 'for the body that may'                       stdout_has 'for bo is pending'
t 'no party is dropped'                         expect 2 by ienw-bo propose amend zonder.json --why x
t 'a charter is a file'                         expect 2 by ienw-bo propose amend --why x

# ---- attachments

t 'a file that no record names is not kept'     expect 1 akkoord attach wijziging.json
t 'with the way to do it'                       stderr_has '--attach FILE'
t 'one that is named is'                        expect 0 akkoord attach toets.pdf
t 'or was already'                              stdout_has 'was here already'

t 'all of it verifies'                          expect 0 akkoord verify r.git
t 'nothing was refused'                         fails grep -q refused "$out"
