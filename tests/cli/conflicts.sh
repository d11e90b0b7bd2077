#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# What lost against something else.
. "${0%/*}/lib.sh"
export AKKOORD_NOW=2022-10-05T12:00:00Z
cd "$VECTORS" || exit 1

t 'where nothing lost'                          gives 'No conflicts: nothing lost against anything else.' akkoord -C founding conflicts
t 'where something did'                         shows '(stale)' akkoord -C concurrent conflicts
t 'against what'                                stdout_matches '(It lost against|What stood in its way came from) proposal [0-9a-f]{12}'
t 'and what to do'                              stdout_matches 'To renew it: akkoord propose --again [0-9a-f]{12}$'
t 'as JSON'                                     expect 0 akkoord -C concurrent conflicts --json
t 'each with its winner'                        stdout_json "d['schema'] == 'akkoord/conflicts/1' and any(c['reason'] == 'stale' and c['against'] and c['against']['verdict'] == 'in-force' for c in d['conflicts'])"
t 'a fork'                                      shows '(fork)' akkoord -C fork conflicts
t 'against the record in its other history'     expect 0 akkoord -C fork conflicts --json
t 'which the same actor signed'                 stdout_json "all(c['against']['actor'] == c['actor'] and not c['seen'] for c in d['conflicts'] if c['reason'] == 'fork')"
t 'a name that was taken'                       expect 0 akkoord -C same-name conflicts --json
t 'is one'                                      stdout_json "any(c['reason'] == 'exists' for c in d['conflicts'])"
t 'something slipped in'                        shows '(pin)' akkoord -C slipped-in conflicts
t 'as known before'                             gives $'As known at 1970-01-01T23:59:59Z\n\nNo conflicts: nothing lost against anything else.' akkoord -C concurrent conflicts --at 1970-01-01
as_in_log() {
	for vector in */; do
		expect 0 akkoord -C "$vector" conflicts && stdout_lacks '(null)' || return 1
		for reason in stale fork pin exists; do
			akkoord -C "$vector" log --verdict void:$reason --json >"$WORK/log.json"
			expect 0 akkoord -C "$vector" conflicts --json || return 1
			python3 -I - "$WORK/log.json" "$out" $reason <<'END' || { echo "$vector $reason"; return 1; }
import json, sys
log, found = (json.load(open(name, encoding='utf-8')) for name in sys.argv[1:3])
assert [r['record'] for r in log['records']] == [c['record'] for c in found['conflicts'] if c['reason'] == sys.argv[3]]
END
		done
	done
}
t 'all of them, in the order of the log'        as_in_log
