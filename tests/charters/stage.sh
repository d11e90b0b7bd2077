# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash disable=SC1010,SC2034 # do is a body
# A ledger of any charter in one replica where everybody signs, for tests/cli. Sourced after lib.sh.

export AKKOORD_NOW=2022-01-03T09:00:00Z
NL=$TOP/src/charter/bodem-en-ondergrond.json

# on TIME: from now on it is that time. Each signature takes a minute.
on() { export AKKOORD_NOW=$1; }

# ak WORDS…: a command in the replica.
ak() { akkoord -C "$WORK/replica.git" "$@"; }

# sign ACTOR WORDS…: a command that signs.
sign() {
	local actor=$1
	shift
	AKKOORD_NOW=$(date -u -d "$AKKOORD_NOW + 1 minute" +%Y-%m-%dT%H:%M:%SZ)
	ak "$@" --as "$actor" --key "$(worthless_key "$actor")" --yes --offline
}

# found CHARTER PARTY…: the replica, founded.
found() {
	local charter=$1 party with=()
	shift
	for party in "$@"; do with+=(--sign-with "$party=$(worthless_key "$party")"); done
	akkoord init --charter "$charter" "${with[@]}" --yes "$WORK/replica.git"
}

# appoint PARTY [BODY…] [-- OFFICE-HOLDER…]: actors PARTY-BODY in their seats, others without one.
appoint() {
	local party=$1 role seat=1 words=()
	shift
	for role in "$@"; do
		if [ "$role" = -- ]; then
			seat=0
			continue
		fi
		words+=(new "actor/$party-$role" "party=$party" "key=@$(worthless_key "$party-$role").pub")
		[ $seat -eq 0 ] || words+=("seat/$role.$party" "holders+=$party-$role")
	done
	sign "$party" propose "${words[@]}" --for "$party" --why 'appointed'
}

# pending: the ids of proposals that wait, oldest first.
pending() {
	ak log --verdict pending --kind propose --json | python3 -I -c '
import json, sys
for r in sorted(json.load(sys.stdin)["records"], key=lambda r: r["time"]):
    print(r["record"])'
}

# decide ACTOR…: they endorse whatever waits.
decide() {
	local id actor
	for id in $(pending); do
		for actor in "$@"; do sign "$actor" endorse "$id" || return; done
	done
}

# decided "ACTOR…" WORDS…: the first proposes, the others endorse.
decided() {
	local actors
	read -ra actors <<<"$1"
	shift
	sign "${actors[0]}" propose "$@" --why 'agreed' && decide "${actors[@]:1}"
}

# dutch: the shipped charter, its four parties, all appointed, a programme manager, and the clock.
dutch() {
	local party
	found "$NL" ienw ipo uvw vng || return
	for party in ienw ipo uvw vng; do appoint "$party" bo do gb pt -- pl || return; done
	appoint vng -- pm && decided "$DO" office/pm holder=vng-pm --for do
}
# shellcheck disable=SC2034 # for who sources this
BO='ienw-bo ipo-bo uvw-bo vng-bo'
DO='ienw-do ipo-do uvw-do'
