#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# What was verified before changes no answer: every command that reads says the same with that memory, without it, and with a damaged one.
. "${0%/*}/lib.sh"

mkdir example && cp -R "$TOP/keys" "$TOP/ledger" example/
bare_of example ledger.git
t 'a first command keeps what it verified'  expect 0 akkoord status -C ledger.git
cache=ledger.git/akkoord.cache
head=ledger.git/akkoord.head
sound=$WORK/sound
cp $cache "$sound" || exit 1
size=$(wc -c <"$sound")

# flipped N: the sound one, with one bit of its byte N the other way round.
flipped() {
	local byte
	byte=$(od -An -tu1 -j"$1" -N1 "$sound")
	cp "$sound" $cache
	# shellcheck disable=SC2059 # the format is the byte
	printf "\\$(printf '%03o' $((byte ^ 4)))" | dd of=$cache bs=1 seek="$1" conv=notrunc status=none
}
without() { rm -f $cache; }
with() { cp "$sound" $cache; }
empty() { : >$cache; }
truncated() { head -c $((size / 2)) "$sound" >$cache; }
at_the_head() { flipped 20; }
in_the_middle() { flipped $((size / 2)); }
at_the_end() { flipped $((size - 1)); }

# Without the state at the head, which would answer some of them by itself.
answer() {
	rm -f $head
	told_now "$@"
}
told_now() {
	akkoord "$@" -C ledger.git 2>&1
	echo "status $?"
}
# alike COMMAND…: of the same status and the same answer, whatever the cache is.
alike() {
	local cold warm kind
	without
	cold=$(answer "$@")
	case $cold in *'status 2' | *'status 3') echo "$cold" && return 1 ;; esac
	for kind in with empty truncated at_the_head in_the_middle at_the_end; do
		$kind
		warm=$(answer "$@")
		if [ "$warm" != "$cold" ]; then
			echo "$kind:" && diff <(echo "$cold") <(echo "$warm") | head -20
			return 1
		fi
	done
}

record=$(akkoord log -C example --kind propose --verdict in-force --json | sed -n 's/^ *"record": "\(.*\)",/\1/p' | tail -n 1)
export AKKOORD_NOW=2022-10-01T00:00:00Z
while read -r -a words; do
	t "${words[*]}" alike "${words[@]}" --json
done <<EOT
status
status --at 2021-11-20
todo --as ienw-bo
list
list afspraak
list actor
show afspraak/governance
show $record
log
log --graph
blame afspraak/governance
diff 2021-11-01 2022-06-30
conflicts
knew uvw $record
gaps
overdue
progress
charter show
verify
EOT
t 'export'                                  alike export --format json --output -

# ---- and the state at the head, for what is asked of one object, for one actor, or of the whole
with
t 'a question about one object keeps the state at the head'  bash -c "akkoord show afspraak/governance -C ledger.git >/dev/null && test -s $head"
# told WORDS…: the same without that state, when it is made, and from it.
told() {
	local cold made kept
	without
	rm -f $head
	cold=$(told_now "$@")
	made=$(told_now "$@")
	kept=$(told_now "$@")
	if [ "$made" != "$cold" ] || [ "$kept" != "$cold" ]; then diff <(echo "$cold") <(echo "$kept") | head; return 1; fi
}
for actor in ienw-bo ipo-bo uvw-bo vng-bo ienw-pm nobody; do
	t "todo --as $actor"                     told todo --as "$actor"
	t "todo --as $actor --json"              told todo --as "$actor" --json
done
for words in 'status' 'status --json' 'status --at 2022-06-30'; do
	# shellcheck disable=SC2086 # they are words
	t "$words"                               told $words
done
# remotes: one that was last seen with the first records of each actor only, one that was never asked
mkdir early && (cd example && find keys ledger/charter* ledger/*/0000/00000[1-3]-* -type f -exec cp --parents -t ../early {} +)
bare_of early early.git && git -C ledger.git fetch -q ../early.git HEAD:refs/akkoord/other
git -C ledger.git remote add other ../early.git && git -C ledger.git remote add never ../never.git
git -C ledger.git config akkoord.maxAge 30
for words in 'status' 'status --json'; do
	# shellcheck disable=SC2086 # they are words
	t "$words, with remotes"                 told $words
done
told_of_remotes() {
	akkoord status -C ledger.git >shown && grep -q '^  never  never asked' shown && grep -qE '^  other +(today|[0-9]+ days ago)' shown
}
t 'and both are in it'                      told_of_remotes
for words in 'show afspraak/governance' 'show afspraak/spoed' 'show afspraak/spoed --json' 'blame agenda/2022-2023' 'show agenda/2022-2023 --at 2022-06-30' 'show afspraak/nothing' 'blame governance' 'show actor/ienw-bo'; do
	# shellcheck disable=SC2086 # they are words
	t "$words"                               told $words
done
t 'nor has verify anything to do with it'   bash -c "rm $head && akkoord verify -C ledger.git >/dev/null; test ! -e $head"
t 'what is asked at another time keeps none' bash -c "akkoord show afspraak/governance --at 2022-06-30 -C ledger.git >/dev/null; test ! -e $head"
t 'a damaged one is made anew'              bash -c "akkoord blame afspraak/governance -C ledger.git >sound && cp $head right && head -c 300 right >$head && akkoord blame afspraak/governance -C ledger.git | cmp - sound && cmp $head right"

t 'it is made anew where it was damaged'    bash -c "akkoord log -C ledger.git >/dev/null && cmp $cache '$sound'"
t 'and verify makes none'                   bash -c "rm $cache && akkoord verify -C ledger.git >/dev/null; test ! -e $cache"

# ---- who is stopped while writing it
# stopped WORDS…: where a file of more than 4 KiB is being written the command is killed.
stopped() {
	(ulimit -c 0 -f 4 && akkoord "$@" -C ledger.git) >/dev/null 2>&1
	test $? -gt 128
}
pieces() { find ledger.git -maxdepth 1 -name 'akkoord.*' | wc -l; }
leaves_one() {
	local before
	rm -f $cache $head
	stopped list && before=$(pieces) && stopped list && stopped list && test "$(pieces)" = "$before"
}
t 'leaves one piece, however often'         leaves_one
made_again() {
	akkoord list -C ledger.git >/dev/null && cmp $cache "$sound" && test -z "$(find ledger.git -name 'akkoord.cache.*')"
}
t 'which the next takes over'               made_again

# ---- and for who signs
export AKKOORD_NOW=2024-06-01T12:00:00Z
for name in ipo-do uvw-do vng-do ienw-do ienw-bo uvw-pl; do worthless_key $name >/dev/null; done
# drafted NAME WORDS…: the same, up to where it would be signed, without that state, when it is made, and from it.
drafted() {
	local name=$1
	shift
	told "$@" --as "$name" --key "$(worthless_key "$name")" --offline --no-input
}
while read -r name words; do
	# shellcheck disable=SC2086 # they are words
	t "$name: $words"                          drafted "$name" $words
done <<EOT
ipo-do propose afspraak/pfas-lood-2024-2025 termijn=2025-06-30 --why x
ipo-do propose afspraak/pfas-lood-2024-2025 termijn=2025-06-30 partners+=uvw --why x --for do
ipo-do propose afspraak/pfas-lood-2024-2025 termijn=vandaag --why x
ipo-do propose afspraak/pfas termijn=2025-06-30 --why x
ipo-do propose new afspraak/kaart agenda=2024-2025 prioriteit=kennis-2024-2025 tekst=Kaart soort=resultaat verantwoordelijke=ipo termijn=2025-01-01 --why x
ipo-do propose new afspraak/governance agenda=2024-2025 prioriteit=kennis-2024-2025 tekst=Kaart --why x
ipo-do propose agenda/2024-2025 fase=vastgesteld --why x
ipo-do propose agenda/2024-2025 fase=vastgesteld --for bo --why x
ipo-do propose agenda/2024-2025 opdracht=x --pin agenda/2024-2025 --why x
uvw-pl propose afspraak/governance voortgang=50 --why x
ienw-do propose office/pm holder=ienw-do --why x
ienw-do propose agenda/2024-2025 fase=vastgesteld --for bo --even-if-void --why x
nobody propose afspraak/governance voortgang=50 --why x
EOT
key=$(worthless_key ipo-do)
signed() { akkoord "$@" -C ledger.git --as ipo-do --key "$key" --offline --yes >/dev/null 2>&1 && git -C ledger.git rev-parse 'HEAD^{tree}'; }
# bytes WORDS…: what is signed is the same whether there was that state or not. The replica is as it was before.
bytes() {
	local kept without before
	before=$(git -C ledger.git rev-parse HEAD)
	akkoord "$@" -C ledger.git --as ipo-do --key "$key" --offline --no-input >/dev/null 2>&1
	test -s $head && rm -f $cache && kept=$(signed "$@") && test ! -e $cache || return 1
	git -C ledger.git update-ref HEAD "$before" && rm $head && without=$(signed "$@")
	git -C ledger.git update-ref HEAD "$before"
	[ -n "$kept" ] && [ "$kept" = "$without" ]
}
t 'what is signed is signed from it alone, and alike'  bytes propose afspraak/pfas-lood-2024-2025 termijn=2025-06-30 --why x
proposal=$(akkoord propose afspraak/pfas-lood-2024-2025 termijn=2025-06-30 --why x -C ledger.git --as ipo-do --key "$key" --yes --json 2>/dev/null | sed -n 's/^ *"record": "\(.*\)",/\1/p')
for name in ipo-do uvw-do ienw-bo nobody; do
	t "$name: endorse"                         drafted $name endorse "$proposal"
	t "$name: endorse --json"                  drafted $name endorse "${proposal:0:10}" --json
done
t 'a second endorsement'                    drafted uvw-do endorse "$proposal" "$record"
t 'an objection'                            drafted uvw-do object "$proposal" --why nee
t 'a withdrawal'                            drafted ipo-do withdraw "$proposal" --why nee
t 'no such proposal'                        drafted uvw-do endorse 00000000
other=$(worthless_key uvw-do)
t 'what came in between is seen'            bash -c "
	akkoord endorse $proposal -C ledger.git --as uvw-do --key $other --no-input --offline >/dev/null 2>&1
	akkoord endorse $proposal -C ledger.git --as uvw-do --key $other --yes --offline >/dev/null 2>&1 || exit 1
	akkoord endorse $proposal -C ledger.git --as uvw-do --key $other --yes --offline 2>&1 | grep -q 'counts for proposal'"
