#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Sealing and witnessing between four parties, also when one of them lies.
. "${0%/*}/lib.sh"
# shellcheck source=../sync/replicas.sh
. "$TOP/tests/sync/replicas.sh"

# four: four parties with a server each, who all know one another and hold the ledger of `decisions`: one seal is complete, and
# the sealer of the next is ienw-getuigen; three of four witnesses make it complete.
four() {
	local name
	rm -rf ./*.git ./*.srv
	if [ ! -d kept ]; then
		for name in ienw ipo uvw vng; do party $name; done
		acquaint ienw ipo uvw vng
		mkdir kept
		cp -r ./*.git ./*.srv kept/
	else
		cp -r kept/* .
	fi
}

# ---- the ordinary course

four
t 'who is not the sealer may not seal'            expect 1 in_replica ipo seal --yes
t 'and is told who may'                           stderr_has 'at height 2 that is for ienw-getuigen, who speaks for the seat getuigen.ienw'
t 'nor with another key'                          expect 1 in_replica ienw seal --yes --key "$(worthless_key ienw)"
t 'nor without being asked'                       expect 2 in_replica ienw seal --no-input
t 'the sealer seals'                              expect 0 in_replica ienw seal --yes
seal=$(git -C ienw.git ls-tree -r --name-only HEAD ledger/ienw-getuigen | sed -n 's/.*-\(.*\)\.json$/\1/p')
t 'what is sealed was shown'                      stderr_has 'It fixes 21 records that no complete seal covers yet.'
t 'and the root'                                  stderr_has "The state root: $(akkoord verify --state "$VECTORS/decisions" | sha256sum | cut -c1-64)"
t 'the answer names it'                           stdout_has "Seal ${seal:0:10}"
t 'twice is refused'                              expect 1 at 00:01:00 in_replica ienw seal --yes
t 'with the first one named'                      stderr_has "signed seal $seal of height 2 already"
t 'even if void'                                  expect 1 at 00:01:00 in_replica ienw seal --yes --even-if-void
in_replica ienw sync >/dev/null
t 'a witness computes it too, and endorses'       expect 0 in_replica ipo witness
t 'which it says'                                 stdout_has "seal ${seal:0:10}"
t 'in so many words'                              stdout_has 'endorsed.'
t 'and publishes'                                 stdout_has 'own: published.'
t 'it does so once'                               expect 0 in_replica ipo witness
t 'and says that it did'                          stdout_has 'signed by this seat before.'
t 'the next one makes it complete'                expect 0 in_replica uvw witness --json
t 'as the document tells'                         stdout_json 'd["seals"][0]["act"] == "endorse" and d["seals"][0]["why"] == "right" and d["seals"][0]["height"] == 2'
t 'the last one need not sign'                    expect 0 in_replica vng witness
t 'for nothing waits'                             stdout_has 'There is no seal that waits for a witness.'
for name in ienw ipo; do in_replica $name sync >/dev/null; done
t 'all four agree'                                same "$(for n in ienw ipo uvw vng; do state $n.git; done | sort -u | wc -l)" 1
t 'on two seals'                                  same "$(akkoord verify --json vng.git >"$WORK/v"; json "$WORK/v" 'len(d["seals"])')" 2
t 'each remembers them'                           same "$(grep -c '^complete ' vng.git/akkoord/seals)" 2
t 'who signed remembers that too'                 grep -q "^signed 2 $seal$" ipo.git/akkoord/seals
t 'there is nothing to seal then'                 expect 1 at 00:02:00 in_replica ienw seal --yes
t 'which is said'                                 stderr_has 'there is nothing to seal'
t 'who speaks for no seat is told so'             expect 0 in_replica vng witness --as vng-pm --key "$(worthless_key vng-pm)"
t 'by name'                                       stdout_has 'vng-pm speaks for no seat here'

# ---- a sealer that shows each witness another seal
#
#   ienw ── S1 ── ipo endorses       twin: the same sealer on a machine that does not know
#   twin ── S2 ── (ipo objects)

four
cp -r ienw.git twin.git
server twin
git -C twin.git remote remove own && git -C twin.git remote add own "$PWD/twin.srv"
for name in ipo uvw vng; do git -C $name.git remote add twin "$PWD/twin.srv"; done
one=$(record_id in_replica ienw seal --yes)
two=$(at 00:01:00 record_id in_replica twin seal --yes --offline)
t 'the two seals differ'                          fails same "$one" "$two"
in_replica ienw sync >/dev/null
in_replica ipo witness >/dev/null
at 00:02:00 in_replica twin sync >/dev/null
t 'who signed the one'                            grep -q "^signed 2 $one$" ipo.git/akkoord/seals
t 'objects to the other'                          expect 1 at 00:03:00 in_replica ipo witness
t 'and says why'                                  stdout_matches "seal ${two:0:10}.*objected to, because this seat signed another seal"
t 'nor is it signed by hand'                      expect 2 at 00:04:00 in_replica ipo endorse "${two:0:12}" --yes
t 'for that is the work of a witness'             stderr_has 'akkoord witness'
t 'who sees both'                                 expect 1 at 00:05:00 in_replica uvw witness
t 'endorses one of them'                          same "$(grep -c '^signed 2 ' uvw.git/akkoord/seals)" 1
t 'the one with more seats'                       grep -q "^signed 2 $one$" uvw.git/akkoord/seals
t 'and objects to the other'                      stdout_matches "seal ${two:0:10}.*objected to, because this seat signed another seal"
at 00:07:00 in_replica vng sync >/dev/null
t 'one is complete, and there is no split'        same "$(akkoord verify --json vng.git >"$WORK/v"; json "$WORK/v" 'len(d["seals"]), d["split"]')" '[2, []]'

# ---- a backup that is put back
#
#   ipo endorses S1 and publishes that; its machine dies, an older copy is put back, and S2 comes first.

four
cp -r ienw.git twin.git
server twin
git -C twin.git remote remove own && git -C twin.git remote add own "$PWD/twin.srv"
cp -r ipo.git backup.git
one=$(record_id in_replica ienw seal --yes)
two=$(at 00:01:00 record_id in_replica twin seal --yes --offline)
in_replica ienw sync >/dev/null
at 00:02:00 in_replica twin sync >/dev/null
in_replica ipo witness >/dev/null
mv ipo.git late.git
cp -r backup.git ipo.git
for name in ienw uvw vng; do git -C ipo.git remote remove $name; done
git -C ipo.git remote add twin "$PWD/twin.srv"
mv ipo.srv away.srv
t 'without its own server a witness signs nothing' expect 3 at 00:03:00 in_replica ipo witness
t 'and says so'                                   stderr_has 'nothing was signed'
t 'indeed nothing'                                fails grep -q signed ipo.git/akkoord/seals
t 'offline is no way round for the service'       expect 2 at 00:03:00 in_replica ipo witness --offline
mv away.srv ipo.srv
t 'with it, it learns what it signed'             expect 1 at 00:04:00 in_replica ipo witness
t 'and objects to the rival'                      stdout_matches "seal ${two:0:10}.*objected to, because this seat signed another seal"
rm -rf ipo.git
cp -r backup.git ipo.git
mkdir -p ipo.git/akkoord
printf 'signed 2 %s\n' "$one" >>ipo.git/akkoord/seals
for name in own ienw uvw vng; do git -C ipo.git remote remove $name; done
git -C ipo.git config --unset akkoord.publish
git -C ipo.git remote add twin "$PWD/twin.srv"
t 'what it only remembers holds as well'          expect 1 at 00:05:00 in_replica ipo witness
t 'and that is said'                              stdout_matches "seal ${two:0:10}.*remembers signing another seal of that height"
printf 'signed 2 66ba' >>ipo.git/akkoord/seals
t 'a torn line in its memory is no harm'          expect 1 at 00:06:00 in_replica ipo witness
t 'it says the same'                                stdout_matches "seal ${two:0:10}.*remembers signing another seal of that height"

# ---- a wrong root, abandoned, and tried again

four
good=$(record_id in_replica ienw seal --yes)
root=$(git -C ienw.git cat-file blob "HEAD:$(git -C ienw.git ls-tree -r --name-only HEAD | grep -- "-$good.json")" | sed -n 's/.*"state": "\(.*\)".*/\1/p')
forge ienw.git "$good" "$(worthless_key ienw-getuigen)" "s/$root/$(printf '%064d' 7)/" >/dev/null
take_out ienw.git "$good"
rm ienw.git/akkoord/seals
in_replica ienw sync >/dev/null
for name in ipo uvw vng; do
	t "$name objects to a wrong root"          expect 1 in_replica $name witness
	t 'and says which it computes itself'      stdout_has "computed here is $root."
done
t 'the sealer learns of it'                       expect 0 at 00:10:00 in_replica ienw sync
t 'and seals again, for the first is abandoned'   expect 0 at 00:11:00 in_replica ienw seal --yes --json
again=$(json "$out" 'd["record"]')
at 00:12:00 in_replica ienw sync >/dev/null
for name in ipo uvw; do
	t "$name endorses the second"              expect 0 at 00:13:00 in_replica $name witness
	t 'and leaves the first'                   stdout_has 'this seat objected to it before'
done
t 'it is complete'                                grep -q "^complete 2 $again$" uvw.git/akkoord/seals

# ---- a seal that leaves out what a witness held
#
#   vng signs R, which ipo has at 00:00 and ienw never gets; ipo first sees the seal at 01:00 or later.

four
signs vng 2030-01-01 >/dev/null 2>&1
in_replica vng sync >/dev/null
at 00:00:01 in_replica ipo sync >/dev/null
git -C ienw.git remote remove vng
git -C ienw.git remote remove ipo
at 00:30:00 in_replica ienw seal --yes >/dev/null 2>&1
at 00:31:00 in_replica ienw sync >/dev/null
t 'what was held for less than an hour'           expect 0 at 00:40:00 in_replica uvw witness
t 'may be left out'                               stdout_has 'endorsed.'
t 'for longer'                                    expect 1 at 01:00:02 in_replica ipo witness
t 'the witness waits'                             stdout_has 'waits, because it leaves out what was known here.'
t 'and says what for'                             stdout_has '1 record that was held for an hour is not in it: '
t 'and how long'                                  stdout_has 'It will be endorsed from 2023-01-08 01:00 on.'
t 'for seven days'                                expect 1 at 2023-01-08T01:00:01Z in_replica ipo witness
t 'then it endorses'                              expect 0 at 2023-01-08T01:00:02Z in_replica ipo witness
t 'and still says what is left out'               stdout_has 'is not in it: '

# ---- a split

split=$(json "$VECTORS/split/expect.json" 'd["split"][1]')
first=$(json "$VECTORS/split/expect.json" 'd["split"][0]')
replica s split
git -C s.git config akkoord.actor ienw-getuigen
git -C s.git config akkoord.signingKey "$(worthless_key ienw-getuigen)"
t 'in a split nothing is sealed'                  expect 1 in_replica s seal --yes
t 'and why is said'                               stderr_has 'contradict each other'
server split split
git -C s.git remote add split "$PWD/split.srv"
t 'each sync tells of it'                         expect 1 in_replica s sync
t 'with both seals'                               stdout_has "$split"
t 'by id'                                         stdout_has "$first"
t 'nor is either remembered'                      fails grep -q "$split\|$first" s.git/akkoord/seals

# One of them came first, and was remembered.
server half split
python3 -I - half.srv "$split" >later <<'PY'
import json, subprocess, sys
git = lambda *words: subprocess.run(['git', '-C', sys.argv[1], *words], check=True, capture_output=True, text=True).stdout
paths = [p for p in git('ls-tree', '-r', '--name-only', 'main', 'ledger').split() if p.endswith('.json') and '/0' in p]
records = {p.split('-')[-1][:-5]: (p, json.loads(git('cat-file', 'blob', 'main:' + p))) for p in paths}
later = {sys.argv[2]}
while True:
    more = {i for i, (p, r) in records.items() if later & set(r['parents'])} - later
    if not more:
        break
    later |= more
print('\n'.join(records[i][0] for i in later))
PY
while read -r path; do drop_files half.srv "$path" "${path%json}sig"; done <later
akkoord clone half.srv r.git --ledger "$LEDGER" >/dev/null
t 'the first one is remembered'                   grep -q "^complete 2 $first$" r.git/akkoord/seals
git -C r.git remote add split "$PWD/split.srv"
t 'when the rival turns up there is a split'      expect 1 in_replica r sync
t 'with which the replica goes on is told'        stdout_matches "$first.*with which this replica goes on"
t 'the rival is kept as evidence'                 same "$(records r.git)" "$(records split.srv)"
t 'and never remembered'                          fails grep -q "$split" r.git/akkoord/seals
t 'it says so each time'                          expect 1 in_replica r sync --json
t 'to programs too'                               stdout_json "d['split'] == ['$first', '$split']"
