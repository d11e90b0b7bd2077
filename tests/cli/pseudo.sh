#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Nothing is told in English alone: in a language made for this test every word of ours stands in ⟦ ⟧, and what stands outside
# them is data, or typed.
. "${0%/*}/lib.sh"
. "$TOP/tests/cli/messages.sh"
. "$TOP/tests/cli/stage.sh"

need xgettext 'it reads the messages of the source'
pseudo() { python3 -I "$TOP/tests/cli/pseudo.py" "$@"; }

# ---- the language, beside the program
mkdir -p "$WORK/app/bin" "$WORK/app/share/locale/qps/LC_MESSAGES"
cp "$AKKOORD" "$WORK/app/bin/akkoord"
cp -R "$(dirname "$AKKOORD")/locale/nl" "$WORK/app/share/locale/"
ln -sf "$WORK/app/bin/akkoord" "$WORK/bin/akkoord"
language() {
	extract_messages "$WORK/akkoord.pot" && sed -i 's/charset=CHARSET/charset=UTF-8/' "$WORK/akkoord.pot" &&
		msgen --no-wrap -o "$WORK/en.po" "$WORK/akkoord.pot" && pseudo catalogue "$WORK/en.po" >"$WORK/qps.po" &&
		msgfmt --check-format -o "$WORK/app/share/locale/qps/LC_MESSAGES/akkoord.mo" "$WORK/qps.po"
}
t 'a language is made of the messages'        language
t 'the example has its people'                stage_keys
t 'and a replica'                             stage_replica

mkdir help
for name in $(akkoord help --json | sed -n 's/^    "\([a-z]*\)": .*/\1/p'); do akkoord help "$name" --json >"help/$name.json"; done
# What is never translated: data and what is typed, reasons of verdicts, where things are, how a signature is checked.
{
	pseudo words example
	pseudo typed help/*.json
	echo norm Een gisteren force counted noted withdrawn
	echo fork stale pin authority key path schema UTC
	echo sha sum ssh keygen Y echo sig git show HEAD
} >data

# told STATUS COMMAND…: it leaves so; what it tells is kept. STATUS is a pattern.
told() {
	echo "${@:2}" >>data
	LANGUAGE=qps run "${@:2}"
	cat "$out" "$err" >>said
	# shellcheck disable=SC2053 # it is a pattern
	[[ $status = $1 ]] && ! grep -qE 'Sanitizer|runtime error:' "$err" && return 0
	echo "expected status $1 of: ${*:2}"
	tell_run
	return 1
}
# all_told STATUS: the same of every line of standard input, each the words after akkoord.
all_told() {
	local line
	while read -r line; do
		eval "told '$1' akkoord $line" || return 1
	done
}
# known: of all that was told since, every word is of the language, is data, or was typed.
known() { [ -s said ] && pseudo check data <said && : >said; }
fails_in_english() { expect 0 akkoord status -C agenda && ! pseudo check data <"$out" >/dev/null 2>&1; }
t 'what is not in the language is noticed'    fails_in_english

# ---- help
for file in help/*.json; do
	name=${file#help/}
	echo "help ${name%.json}"
done >helps
t 'help, of every command'                    all_told 0 <helps
t 'and of all, and the version'               all_told 0 <<END
help
version
END
t 'are of the language'                       known

# ---- what is read
export AKKOORD_REPLICA=agenda
void=$(akkoord log --verdict void:stale --json | sed -n 's/^ *"record": "\(.*\)",/\1/p')
t 'the whole at a glance' all_told 0 <<END
status
status --at 2022-06-01
todo --as ipo-do
verify
END
t 'lists' all_told 0 <<END
list
list agenda
list afspraak
list actor
list seat
list office
list party
list geschil
list afspraak --where termijn=2023-06-30
END
t 'objects' all_told 0 <<END
show afspraak/governance
show geschil/spoed
show actor/vng-bo
show party/ienw
show seat/do.vng
show afspraak/governance --at 2022-06-01
END
for kind in propose endorse object withdraw seal; do
	record=$(akkoord log --kind $kind -n 1 --json | sed -n 's/^ *"record": "\(.*\)",/\1/p')
	[ -z "$record" ] || t "a record: $kind"       told 0 akkoord show "$record"
done
for reason in stale fork authority; do
	record=$(akkoord log --verdict void:$reason --json -n 1 | sed -n 's/^ *"record": "\(.*\)",/\1/p')
	t "a record that is void: $reason"            told 0 akkoord show "$record"
done
t 'history' all_told 0 <<END
log
log --graph
log afspraak/governance
blame afspraak/governance
blame actor/vng-bo
diff 2022-06-01
diff 2021-11-20 2022-03-31
conflicts
knew uvw "$record"
END
t 'what lacks, and what is late' all_told 0 <<END
gaps
overdue
progress
progress --by thema
progress --by soort
progress afspraak/governance
END
t 'the charter' all_told 0 <<END
charter show
charter show --type afspraak
charter diff 2022-01-01 2023-01-01
charter check "$TOP/src/charter/bodem-en-ondergrond.json"
END
t 'all of it is of the language'              known

# ---- what is made
t 'exports' all_told 0 <<END
export afspraak -o a.csv
export agenda/2022-2023 -o a.ics
export -o uit
END
t 'a report'                                  told 0 akkoord report -o verslag --since 2022-06-01
pages() {
	local page sample=()
	for page in verslag/*.html verslag/*/*.html; do
		[[ $page != */record/* || ${#sample[@]} -lt 120 ]] && sample+=("$page")
	done
	[ ${#sample[@]} -gt 50 ] && pseudo pages data "${sample[@]}"
}
t 'of which every page is of the language'    pages
t 'dossiers' all_told 0 <<END
dossier afspraak/governance -o dossier
dossier --evidence fork -o bewijs
END
t 'all of it is of the language'              known

# ---- what is signed
t 'a proposal'                                told 0 by ienw-do propose new afspraak/kaart agenda=agenda/2024-2025 prioriteit=kennis-2024-2025 \
	tekst='Een kaart' soort=resultaat verantwoordelijke=ipo --for 'do' --why 'afgesproken' --respond-by 2024-02-01
id=$(last_id agenda)
t 'waits' all_told 0 <<END
todo --as ipo-do
show "$id"
status
log --verdict pending
END
t 'an objection'                              told 0 by uvw-do object "$id" --why 'te vroeg'
t 'an endorsement'                            told 0 by ipo-do endorse "$id"
t 'waits with it' all_told 0 <<END
todo --as vng-do
show "$id"
END
t 'the last'                                  told 0 by vng-do endorse "$id"
t 'one that comes late'                       told 0 by uvw-do endorse "$id"
t 'a withdrawal by another'                   told 1 by uvw-do withdraw "$id" --why nee
t 'a proposal that would be void'                        told 1 by vng-pm propose afspraak/kaart tekst=x --for pm --why zomaar
t 'that is signed all the same'               told 0 by vng-pm propose afspraak/kaart tekst=x --for pm --why zomaar --even-if-void
t 'and is told as what it is'                 told 0 akkoord show "$(last_id agenda)"
t 'one to take back'                          told 0 by ienw-do propose afspraak/kaart planning=2024-06-30 --for 'do' --why dubbel
t 'taken back'                                told 0 by ienw-do withdraw "$(last_id agenda)" --why dubbel
t 'shown'                                     told 0 akkoord show "$(last_id agenda)"
t 'one again'                                 told 1 by uvw-pl propose --again "$void"
t 'a form'                                    told 1 env EDITOR=cat akkoord propose --edit afspraak/kaart --for 'do' --why x --as ienw-do --key keys/ienw-do --offline
t 'an actor'                                  told 0 by vng actor add vng-jz --actor-key keys/vng-do.pub --until 2025-12-31
t 'with another key'                          told 0 by vng actor rotate vng-jz --actor-key keys/vng-pm.pub --why kwijt
t 'and no longer'                             told 0 by vng actor revoke vng-jz --why weg
t 'a seat'                                    told 0 by ipo seat add 'do' ipo-bo
t 'and not'                                   told 0 by ipo seat remove 'do' ipo-bo --why weg
t 'an office'                                 told 0 by ienw-do office clear pm --why vertrokken
printf 'object;tekst;prioriteit;agenda\nnorm;Een norm;kennis-2024-2025;2024-2025\n' >goed.csv
printf 'object;tekst;prioriteit;termijn\nnorm;Een norm;kennis-2024-2025;gisteren\n' >fout.csv
t 'rows'                                      told 0 by ienw-do import goed.csv --type afspraak --for 'do' --why lijst
t 'rows with a fault'                         told 1 by ienw-do import fout.csv --type afspraak --for 'do' --why lijst
t 'the next agenda'                           told 0 by ienw-do roll agenda/2024-2025 2026-2027 van=2026-01-01 tot=2027-12-31 titel=Verder --dry-run
t 'a seal'                                    told 0 by ienw-getuigen seal
t 'shown'                                     told 0 akkoord show "$(last_id agenda)"
t 'witnessed'                                 told 0 akkoord witness --once --as ipo-getuigen --key keys/ipo-getuigen --yes
t 'an attachment that nobody names'           told 1 akkoord attach goed.csv
t 'exchange'                                  told 0 akkoord sync
t 'without news'                              told 1 akkoord sync --max-age 3
# What git says is git's.
git_told() { git ls-remote "$PWD/weg.git" >>data 2>&1; told "$@"; }
git -C agenda remote add weg "$PWD/weg.git"
t 'without one of the remotes'                git_told 1 akkoord sync
t 'a copy'                                    told 0 akkoord clone vng.git kopie --ledger "$LEDGER"
t 'of another ledger'                         told 1 akkoord clone vng.git anders --ledger "$(printf '%064d' 7)"
t 'a draft'                                   told 0 akkoord init --draft ontwerp --charter bodem-en-ondergrond --party ienw=keys/ienw.pub \
	--party ipo=keys/ipo.pub --party uvw=keys/uvw.pub --party vng=keys/vng.pub
t 'signed'                                    told 0 akkoord init --sign ontwerp --as ipo --key keys/ipo --yes
t 'not yet founded'                           told 1 akkoord init --from ontwerp nieuw
t 'a hook'                                    told 0 akkoord hook --install -C vng.git
head=$(git -C vng.git rev-parse HEAD)
t 'that refuses'                              told 1 akkoord -C vng.git hook refs/heads/main "$head" "$(printf '%040d' 0)"
cp -R example kapot && echo '{' >kapot/ledger/ienw/0000/notes.json
t 'a folder with a file that is refused'      told 1 akkoord verify kapot
t 'at a glance'                               told 0 akkoord status -C kapot
t 'all of it is of the language'              known

# ---- what is wrong
echo '{"akkoord":"charter/1","name":"","parties":{"a":{}}}' >statuut.json
t 'a charter with faults'                     told 1 akkoord charter check statuut.json
t 'words that cannot be understood' all_told '[123]' <<END
verfy
list afsprak
list afspraak --where x=1
show afspraak/governanse
show 000000
show zz
log --actr x
log --actor wie
log -n x
log --kind zegel
log --verdict mooi
log --since gisteren
show
show a b c
status --at ooit
status --color rood
knew xyz "$id"
diff
export afspraak --format xls -o -
export afspraak --delimiter ab -o a.csv
report
dossier
dossier afspraak/governance -o dossier
dossier --evidence fork
todo --as niemand
propose
propose x
propose new
propose afspraak/kaart
propose afspraak/kaart tekst
propose afspraak/kaart x=1
propose afspraak/kaart termijn=morgen --why x --for 'do'
propose afspraak/kaart termijn=2024-01-01
endorse
endorse "$id" --all
object "$id"
actor
actor add
actor add x
actor add vng-xx --as vng
actor until vng-pm ooit --as vng --key keys/vng
seat add
seat add do
seat add zz ipo-do --as ipo
office set
office set xx vng-pm
clone
clone a.git b.git --ledger kort
init
init --draft
init --charter nergens.json --sign-with a=b nieuw
import nergens.csv
roll
roll agenda/2024-2025
hook x
help verfy
gaps x
charter
charter maak
charter check
attach
attach --erase kort
verify a b
seal x
sync nergens
progress --by kleur
END
t 'trouble' all_told '[123]' <<END
status -C nergens
verify nergens
sync --max-age 3 -C nergens
charter check nergens.json
init --sign nergens --as ipo --key keys/ipo
clone nergens.git er --ledger "$LEDGER"
propose afspraak/kaart planning=2024-09-30 --why x --for 'do' --yes --key nergens --offline
export -o /
END
t 'all of it is of the language'              known
