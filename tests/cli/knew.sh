#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Since when a party is proven to have known.
. "${0%/*}/lib.sh"
export AKKOORD_NOW=2022-10-05T12:00:00Z
cd "$VECTORS" || exit 1

t 'its own record'                              shows 'ienw signed proposal 5ab049b22076 itself' akkoord -C decisions knew ienw 5ab049
t 'that of another'                             shows 'is proven since' akkoord -C decisions knew vng 5ab049
t 'with the proof'                              stdout_has 'has it among what its signer had seen'
t 'and whether it is sealed'                    stdout_has 'No seal covers it yet'
t 'as JSON'                                     expect 0 akkoord -C decisions knew vng 5ab049 --json
t 'with the record'                             stdout_json "d['schema'] == 'akkoord/knew/1' and d['party'] == 'vng' and d['since'] and d['proof'] and d['actor'].startswith('vng') and d['seal'] is None"
last=$(akkoord -C decisions log --json -n 1 | python3 -I -c 'import json, sys; r = json.load(sys.stdin)["records"][0]; print(r["record"], r["actor"].split("-")[0])')
others=$(printf '%s\n' ienw ipo uvw vng | grep -v "${last#* }" | head -1)
t 'what nobody answered proves nothing'         expect 1 akkoord -C decisions knew "$others" "${last% *}"
t 'and that is said'                            stdout_has 'Nothing that'
t 'as JSON too'                                 expect 1 akkoord -C decisions knew "$others" "${last% *}" --json
t 'with null'                                   stdout_json "d['since'] is None and d['proof'] is None"
t 'what a revoked actor drafted, though it stays open, proves nothing' expect 1 akkoord -C drafts knew vng 84c8061cda7d
t 'a party that is none'                        expect 2 akkoord -C decisions knew vgn 5ab049
t 'is almost one'                               stderr_has 'did you mean vng?'
t 'an actor is none'                            expect 2 akkoord -C decisions knew vng-do 5ab049
t 'but has one'                                 stderr_has 'vng-do is an actor of vng; ask it of the party: akkoord knew vng 5ab049'
t 'a record that is none'                       expect 2 akkoord -C decisions knew vng deadbeef
t 'both words are needed'                       expect 2 akkoord -C decisions knew vng

# Whatever the record: by the parents alone the same first proof.
by_parents() {
	python3 -I - "$AKKOORD" "$TOP" <<'END'
import glob, hashlib, json, subprocess, sys
akkoord, top = sys.argv[1:]
records = {}
for path in glob.glob(top + '/ledger/*/*/*.json'):
    data = open(path, 'rb').read()
    records[hashlib.sha256(data).hexdigest()] = json.loads(data)
seen = {}
def ancestors(i):
    if i not in seen:
        seen[i] = {i}.union(*(ancestors(p) for p in records[i]['parents']))
    return seen[i]
for i in sorted(records)[::9]:
    for party in ('ipo', 'vng'):
        times = [r['time'] for k, r in records.items() if r['actor'].split('-')[0] == party and i in ancestors(k)]
        ran = subprocess.run([akkoord, '-C', top, 'knew', party, i, '--json'], capture_output=True)
        found = json.loads(ran.stdout)
        assert found['since'] == (min(times) if times else None), (i, party, found, times)
        assert ran.returncode == (0 if times else 1)
END
}
t 'the example, asked of its files alone'       by_parents
