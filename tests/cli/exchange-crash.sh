#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Killed at any moment, and many at once: what was said to be done is there, and nothing is half.
. "${0%/*}/lib.sh"
# shellcheck source=../sync/replicas.sh
. "$TOP/tests/sync/replicas.sh"

# killed_after MILLISECONDS COMMAND…: runs it for so long; true if it ended by itself with status 0.
killed_after() {
	local ms=$1 pid
	shift
	"$@" >"$out" 2>"$err" &
	pid=$!
	sleep "$(printf '0.%03d' "$ms")"
	if [ "$(type -t "$1")" = function ]; then pkill -KILL -P $pid 2>/dev/null; fi # the program that it runs
	kill -KILL $pid 2>/dev/null
	wait $pid 2>/dev/null
}

worthless_key vng >/dev/null # before anything is killed
server ipo decisions
replica start founding
git -C start.git remote add ipo "$PWD/ipo.srv"
wanted=$(akkoord verify --json "$VECTORS/decisions")

kills=0 bad=0
for ms in 2 4 7 9 12 15 18 22 26 31 36 42 48 55 63 72 82 95 110 130; do
	rm -rf k.git
	cp -r start.git k.git
	for again in 1 2; do
		killed_after $((ms + again)) akkoord -C k.git sync || kills=$((kills + 1))
		case $(records k.git) in 0 | 49) ;; *) bad=$((bad + 1)) ;; esac
	done
	akkoord -C k.git sync >"$out" 2>&1 || bad=$((bad + 1))
	[ "$(akkoord verify --json k.git)" = "$wanted" ] || bad=$((bad + 1))
	git -C k.git fsck --connectivity-only >/dev/null 2>&1 || bad=$((bad + 1))
done
t "a sync that is killed ($kills of 40 times) is done or not done, and the next one does it" same $bad 0

# The root of vng signs, and is killed while it does.
said=0 bad=0
for ms in 10 20 30 35 40 45 50 55 60 65 70 80 90 120 150 200; do
	killed_after $ms signs k "20$((20 + ms % 70))-01-01" --offline --json
	id=$(sed -n 's/.*"record": "\(.*\)".*/\1/p' "$out")
	if [ -n "$id" ]; then
		said=$((said + 1))
		git -C k.git ls-tree -r --name-only HEAD | grep -q -- "-$id.json" || bad=$((bad + 1))
	fi
done
t "a record that was said to be signed ($said of 16) is there" same $bad 0
t 'the ledger is whole'                          expect 0 akkoord verify k.git
t 'and can be written to'                        expect 0 signs k 2099-01-01 --offline

# Many at once: four remotes of which each sync takes some, and signatures in between.
for name in one two three; do
	server $name decisions
	git -C k.git remote add $name "$PWD/$name.srv"
done
replica m founding
for name in one two three; do git -C m.git remote add $name "$PWD/$name.srv"; done
for name in one two three; do akkoord -C m.git sync $name >$name.out 2>&1 & done
wait
t 'three that sync at once'                      same "$(cat one.out two.out three.out | grep -c 'records came in')" 1
t 'find the same ledger'                         same "$(akkoord verify --json m.git)" "$wanted"
for i in 1 2 3 4 5 6; do signs m 204$i-01-01 --offline --json >sign$i.out 2>&1 & done
wait
t 'six that sign at once'                        same "$(cat sign?.out | grep -c '"record": "')" 6
t 'are six records, and no fork'                 same "$(records m.git) $(akkoord verify --json m.git | grep -c fork)" '55 0'
