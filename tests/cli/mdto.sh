#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The metadata of a dossier for the archive: complete and in order by MDTO 1.0.1, and the same from every replica.
. "${0%/*}/lib.sh"
# shellcheck source=../sync/replicas.sh
. "$TOP/tests/sync/replicas.sh"
export AKKOORD_NOW=2023-05-01T12:00:00Z
check=$TOP/tests/cli/check-mdto
given=(--mdto-field archiefvormer='Ministerie van Infrastructuur en Waterstaat' --mdto-field waardering=B
	--mdto-field beperkingGebruik=Openbaar --mdto-field beperkingGebruikLijst='Openbaarheid, lijst van IenW')
make_dossier() { akkoord -C "$1" dossier "$2" -o "$3" --mdto "${@:4}"; }

# ---- what no ledger knows

t 'without settings there is none'              expect 2 make_dossier "$TOP" afspraak/governance none
t 'every one that lacks is named'               stderr_has 'set akkoord.mdto.archiefvormer, akkoord.mdto.waardering, akkoord.mdto.beperkingGebruik, akkoord.mdto.beperkingGebruikLijst with'
t 'in one sentence'                             stderr_one_line
t 'and nothing is written'                      fails test -e none
t 'an empty one lacks too'                      expect 2 make_dossier "$TOP" afspraak/governance none "${given[@]}" --mdto-field archiefvormer=' '
t 'and is named alone'                          stderr_has 'set akkoord.mdto.archiefvormer with'
t 'a kenmerk needs its bron'                    expect 2 make_dossier "$TOP" afspraak/governance none "${given[@]}" --mdto-field archiefvormerKenmerk=x
t 'which is named'                              stderr_has 'set akkoord.mdto.archiefvormerBron with'
t 'what is kept for a time has a term'          expect 2 make_dossier "$TOP" afspraak/governance none "${given[@]}" --mdto-field waardering=V
t 'that is named'                               stderr_has 'set akkoord.mdto.bewaartermijn with'
for wrong in waardering=goed bewaartermijn=20 bewaartermijn=P bewaartermijn=P1D2Y taal=nl_NL; do
	t "$wrong cannot be"                    expect 2 make_dossier "$TOP" afspraak/governance none "${given[@]}" --mdto-field "$wrong"
	t 'as is said'                          stderr_has "akkoord.mdto.${wrong%=*} is"
done
t 'a setting has one of the names'              expect 2 make_dossier "$TOP" afspraak/governance none --mdto-field archiefvormr=x
t 'and a value'                                 expect 2 make_dossier "$TOP" afspraak/governance none --mdto-field archiefvormer
t 'and goes with --mdto'                        expect 2 akkoord -C "$TOP" dossier afspraak/governance -o none --mdto-field taal=nl
t 'still nothing is written'                    fails test -e none

# ---- what is made

t 'with them it is made'                        expect 0 make_dossier "$TOP" afspraak/governance one "${given[@]}"
t 'complete and in order'                       gives '' "$check" one
t 'the dossier has the name of its object'      grep -qF '<naam>Dossier: afspraak/governance (De overleggen over bodem zijn gestroomlijnd' one/mdto/dossier.mdto.xml
t 'and the time that it covers'                 grep -qF '<dekkingInTijdBegindatum>2021-11-15<' one/mdto/dossier.mdto.xml
t 'a record is an archiefstuk of its own'       same "$(find one/mdto/records -type f | wc -l)" "$(find one/ledger -name '*.json' -path '*-*' | wc -l)"
t 'which says what came of it'                  grep -rqF '(void:fork)</eventResultaat>' one/mdto/records
t 'akkoord verifies the dossier'                shows 'Yes: all is well' akkoord verify one
t 'so does verify.sh'                           shows ' 0 wrong.' sh one/verify.sh
t 'SHA256SUMS covers the metadata'              grep -qF '  mdto/dossier.mdto.xml' one/SHA256SUMS
cp -r one bent && sed -i s/Openbaar/Geheim/ bent/mdto/dossier.mdto.xml
t 'altered metadata is noticed'                 expect 1 akkoord verify bent
cp -r one bent2 && sed -i 's/<naam>.*//' bent2/mdto/charter.mdto.xml && rm bent2/mdto/bestanden/verify.sh.mdto.xml
t 'the check finds what lacks'                  expect 1 "$check" bent2
t 'an element'                                  stdout_has 'mdto/charter.mdto.xml/informatieobject has naam 0 times'
t 'and a file'                                  stdout_has 'not every file has its bestand'

# ---- the same from another replica, by its configuration, in another language
mkdir example && cp -r "$TOP/keys" "$TOP/ledger" example && bare_of example other.git >/dev/null 2>&1
git -C other.git config akkoord.mdto.archiefvormer 'Ministerie van Infrastructuur en Waterstaat'
git -C other.git config akkoord.mdto.waardering B
git -C other.git config akkoord.mdto.beperkinggebruik Openbaar
git -C other.git config akkoord.mdto.beperkingGebruikLijst 'Openbaarheid, lijst van IenW'
t 'the settings may be configured'              expect 0 env LC_ALL=nl_NL.UTF-8 AKKOORD_NOW=2031-01-01T00:00:00Z akkoord -C other.git dossier afspraak/governance -o two --mdto
t 'it is the same byte for byte'                diff -r one two
t 'an archive too'                              expect 0 bash -c 'akkoord -C other.git dossier afspraak/governance -o two.tar --mdto && mkdir un && tar -C un -xf two.tar && diff -r one un/dossier'
t 'the command line goes first'                 expect 0 make_dossier other.git afspraak/governance three --mdto-field waardering=V --mdto-field bewaartermijn=P7Y6M \
	--mdto-field taal=nl --mdto-field selectielijst='Selectielijst 2020' --mdto-field informatiecategorie=Beleid --mdto-field informatiecategoriecode=2.1 \
	--mdto-field identificatieBron=Register --mdto-field archiefvormerKenmerk=mnre1130 --mdto-field archiefvormerBron=TOOI --mdto-field beperkingGebruikToelichting='Geen <beperking> & meer'
t 'complete and in order as well'               gives '' "$check" three
t 'with every setting in its place'             same "$(grep -cE '<(begripCode>V|termijnLooptijd>P7Y6M|taal>nl|begripCode>2.1|verwijzingNaam>Selectielijst 2020|identificatieKenmerk>mnre1130|identificatieBron>TOOI)<' three/mdto/charter.mdto.xml)" 7
t 'and markup in it escaped'                    grep -qF '>Geen &lt;beperking&gt; &amp; meer<' three/mdto/charter.mdto.xml
for matter in ienw-do "$(cd one/ledger && find . -name '*.json' -path '*uvw-*' | head -n 1 | grep -oE '[0-9a-f]{64}')"; do
	t "a dossier of $matter has it"         expect 0 make_dossier other.git "$matter" "of-$matter"
	t 'complete and in order'               gives '' "$check" "of-$matter"
done
t 'so has evidence'                             expect 0 akkoord -C other.git dossier --evidence fork -o fork --mdto
t 'likewise'                                    gives '' "$check" fork

# ---- hostile texts
python3 "$TOP/tests/report/ledgers.py" hostile hostile
for matter in $(akkoord -C hostile list agenda --json | python3 -I -c 'import json, sys; print(*[o["object"] for o in json.load(sys.stdin)["objects"]])') ienw-do; do
	t "of a hostile ledger $matter has it"  expect 0 make_dossier hostile "$matter" "hostile-${matter%/*}" "${given[@]}"
	t 'complete and in order'               gives '' "$check" "hostile-${matter%/*}"
done
t 'nothing in it is markup'                     bash -c '! grep -rqiE "<(script|img|svg|a )|<!\[CDATA|<!ENTITY" hostile-agenda/mdto hostile-ienw-do/mdto'

# ---- an attachment that is erased
replica a decisions
attach a '%%PDF-1.7\nminutes of a meeting\n'
t 'a dossier with two attachments'              expect 0 make_dossier a.git actor/vng-pm before "${given[@]}"
t 'is complete and in order'                    gives '' "$check" before
t 'and knows the format of one'                 grep -qF '<begripCode>fmt/276<' "before/mdto/bestanden/$minutes.mdto.xml"
t 'one is erased'                               expect 0 in_replica a attach --erase "$minutes" --yes
t 'then the dossier'                            expect 0 make_dossier a.git actor/vng-pm after "${given[@]}"
t 'is complete and in order'                    gives '' "$check" after
t 'every signature in it is as before'          shows ' 0 wrong.' sh after/verify.sh
t 'its verdicts too'                            gives "$(akkoord verify --json before)" akkoord verify --json after
t 'the attachment has no bestand'               fails test -e "after/mdto/bestanden/$minutes.mdto.xml"
t 'but is named'                                grep -qF 'Deze bijlage is gewist' "after/mdto/bijlagen/$minutes.mdto.xml"
t 'as destroyed'                                grep -qF '<begripLabel>Vernietiging<' "after/mdto/bijlagen/$minutes.mdto.xml"
t 'the index says so too'                       grep -qF "$minutes (erased here)" after/index.en.txt
t 'the other is as it was'                      test -e "after/mdto/bestanden/$mandate.mdto.xml"
t 'and nothing of the ledger changed'           bash -c 'diff -r before/ledger after/ledger && diff -r before/keys after/keys'
