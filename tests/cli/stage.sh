# SPDX-License-Identifier: EUPL-1.2
# What tests share that need the worked example as a party has it: a replica, its remotes, and the keys of its people.
# shellcheck shell=bash

# A week after the example's last record; its next agenda is being prepared.
export AKKOORD_NOW=2023-12-18T09:00:00Z

# The keys that are in force, each in keys/ under the name of its actor.
stage_keys() {
	local name
	mkdir -p keys
	for name in ienw ipo uvw vng {ienw,ipo,uvw,vng}-do {ienw,ipo}-getuigen vng-pm; do
		python3 -I "$TOP/tests/cli/worthless-key" "$name" "keys/$name" || return 1
	done
	python3 -I "$TOP/tests/cli/worthless-key" uvw-pl.new keys/uvw-pl
}

# The folders example.git, a server that has it; agenda, the replica of ienw-do; vng.git, what another publishes.
stage_replica() {
	mkdir example && cp -R "$TOP/keys" "$TOP/ledger" example/ && bare_of example example.git || return 1
	LEDGER=$(sha256sum <"$TOP/ledger/charter.json" | cut -d' ' -f1)
	akkoord clone example.git agenda --ledger "$LEDGER" >/dev/null || return 1
	git init -q --bare vng.git && git -C agenda remote add vng "$PWD/vng.git" || return 1
	git -C agenda config akkoord.publish vng
	git -C agenda config akkoord.actor ienw-do
	git -C agenda config akkoord.signingKey "$PWD/keys/ienw-do"
}

# by ACTOR COMMAND…: in the replica, with the actor's key, and no question asked.
by() {
	local actor=$1
	shift
	akkoord -C agenda "$@" --as "$actor" --key "keys/$actor" --yes --offline
}

# last_id REPLICA: the id of the record that was signed last.
last_id() { akkoord -C "$1" log -n 1 --json | sed -n 's/^ *"record": "\(.*\)",/\1/p'; }
