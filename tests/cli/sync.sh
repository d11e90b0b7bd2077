#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Exchange with remotes: what comes in, what is held back or refused, what is published.
. "${0%/*}/lib.sh"
# shellcheck source=../sync/replicas.sh
. "$TOP/tests/sync/replicas.sh"

# ---- what comes in

replica a founding
server ipo decisions
git -C a.git remote add ipo "$PWD/ipo.srv"
t 'what a remote has and we have not comes in'    expect 0 in_replica a sync
t 'and is counted'                                stdout_is 'ipo: 49 records came in.'
t 'the answer is that of the vector'              same "$(akkoord verify --json a.git)" "$(akkoord verify --json "$VECTORS/decisions")"
t 'it came as one commit of our own'              same "$(git -C a.git log -1 --format='%s|%an|%P')" "admitted 49 records from ipo|akkoord|$(git -C a.git rev-parse HEAD^)"
t 'a second time there is nothing'                gives 'ipo: nothing new.' in_replica a sync
t 'and no commit'                                 same "$(git -C a.git rev-list --count HEAD)" 2
t 'that no seals contradict each other is kept'   fails test -z "$(stat -c %s a.git/akkoord.settled)"
cp a.git/akkoord.settled settled
echo other >a.git/akkoord.settled
t 'what damages that is not believed'             gives 'ipo: nothing new.' in_replica a sync
t 'and is made again'                             cmp settled a.git/akkoord.settled
t 'as a document it is one object'                expect 0 in_replica a sync --json
t 'with every remote'                             stdout_json 'd["schema"] == "akkoord/sync/1" and d["remotes"][0]["remote"] == "ipo" and d["remotes"][0]["records"] == 0'
t 'a remote can be named'                         gives 'ipo: nothing new.' in_replica a sync ipo
t 'a mistyped one is suggested'                   expect 2 in_replica a sync ipp
t 'by its name'                                   stderr_has 'did you mean "ipo"?'
replica signs founding
git -C signs.git remote add ipo "$PWD/ipo.srv"
git -C signs.git config akkoord.actor ipo-do
t 'who signs here hears where to look next'       expect 0 in_replica signs sync
t 'when something came in'                        stdout_is 'ipo: 49 records came in.
What waits for ipo-do now: akkoord todo'
t 'and not when nothing did'                      gives 'ipo: nothing new.' in_replica signs sync
replica lone founding
t 'without remotes there is nothing to sync'      expect 2 in_replica lone sync
t 'and what to do is said'                        stderr_has 'git remote add'
t 'a plain folder has no remotes'                 expect 1 akkoord -C "$VECTORS/founding" sync

# Records that follow records of another remote: each holds what the other's stand upon.
#   left: the founding course up to ienw's records    right: all the others
server left decisions
server right decisions
mapfile -t of_ienw < <(git -C left.srv ls-tree -r --name-only main ledger/ienw ledger/ienw-do)
mapfile -t of_others < <(git -C left.srv ls-tree -r --name-only main | grep -vE '^(keys|ledger/(ienw|ienw-do)|ledger/charter)')
drop_files left.srv "${of_others[@]}"
drop_files right.srv "${of_ienw[@]}"
replica both founding
git -C both.git remote add left "$PWD/left.srv"
git -C both.git remote add right "$PWD/right.srv"
t 'records whose parents are with another remote'   expect 0 in_replica both sync
t 'all come in by turns'                            same "$(state both.git)" "$(state a.git)"

# ---- seals that contradict each other, of which the second was not complete before

server whole split
server lacking split
second=$(json "$VECTORS/split/expect.json" 'd["split"][1]')
mapfile -t answers < <(git -C lacking.srv grep -l "$second" main -- ledger | sed -n 's/^main:\(.*\)\.json$/\1.json\n\1.sig/p' | grep -v "$second")
drop_files lacking.srv "${answers[@]}"
replica calm founding
git -C calm.git remote add lacking "$PWD/lacking.srv"
git -C calm.git remote add whole "$PWD/whole.srv"
t 'without its endorsements there is one seal'      expect 0 in_replica calm sync lacking
t 'whether it publishes is told'                    shows 'nothing is published from here; to do so: git config akkoord.publish REMOTE' in_replica calm status
t 'which is remembered'                             same "$(grep -c complete calm.git/akkoord/seals)" "$(json "$VECTORS/split/expect.json" 'len(d["seals"]) + 1')"
t 'and a later sync says the same'                  gives 'lacking: nothing new.' in_replica calm sync lacking
t 'the endorsements alone make a split'             expect 1 in_replica calm sync whole
t 'which is told'                                   stdout_has "$second"
t 'again each time'                                 expect 1 in_replica calm sync lacking

# ---- one bad remote

git -C a.git remote add gone "$PWD/nowhere.srv"
git -C a.git remote add helper "ext::sh -c touch% $WORK/hacked"
git -C a.git config remote.option.url "-oProxyCommand=touch $WORK/hacked"
git -C a.git remote add empty "$PWD/empty.srv"
server empty
signs both 2030-01-01 >/dev/null 2>&1
server both
git -C both.git push -q "$PWD/both.srv" HEAD:refs/heads/main
git -C a.git remote add zz "$PWD/both.srv"
t 'bad remotes are a finding'                     expect 1 in_replica a sync
t 'one that is not there is told of'              stdout_has 'gone: could not be fetched: git says: '
t 'one that names a program is not asked'         stdout_has 'helper: not asked: the URL "ext::'
t 'nor one that is an option'                     stdout_has 'option: not asked: '
t 'an empty one is empty'                         stdout_has 'empty: is empty.'
t 'and the others came in all the same'           stdout_has 'zz: 1 record came in.'
t 'nothing was run'                               fails test -e "$WORK/hacked"
t 'what was signed today'                         expect 0 in_replica a status
t 'is told so, and what was not by its days'      stdout_matches '^  zz +today +[0-9]+ days ago '
t 'only bad ones are trouble'                     expect 3 in_replica a sync gone helper
for name in gone helper option empty; do git -C a.git remote remove $name; done

# A server that takes the call and says nothing.
python3 -I -c '
import socket, sys, time
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(9)
print(s.getsockname()[1], flush=True)
calls = []
while True: calls.append(s.accept())' >port 2>/dev/null &
deaf=$!
comes -s port
git -C a.git remote add deaf "git://127.0.0.1:$(cat port)/x"
git -C a.git config akkoord.timeout 1
SECONDS=0
t 'a remote that hangs is left after a while'     expect 1 in_replica a sync
t 'and that is said'                              stdout_has 'deaf: could not be fetched: '
t 'the others answered'                           stdout_has 'ipo: nothing new.'
t 'and it did not take long'                      test $SECONDS -lt 30
kill $deaf
git -C a.git remote remove deaf
git -C a.git config --unset akkoord.timeout

# ---- a remote that shows nothing new

t 'a remote whose newest record is young enough'  expect 0 in_replica a sync --max-age 92
t 'one whose newest record is too old'            expect 1 in_replica a sync ipo --max-age 91
t 'is named, with since when'                     stdout_has 'ipo: shows nothing newer than 2022-10-01T14:43:00Z; more than 91 days is too long.'
t 'to programs too'                               expect 1 in_replica a sync --max-age 91 --json
t 'by its name'                                   stdout_json 'd["behind"] == ["ipo"]'
git -C a.git config akkoord.maxAge 91
t 'a replica may keep a limit'                    expect 1 in_replica a sync ipo
t 'and its status tells of it too'                expect 0 in_replica a status
t 'in one line'                                   stdout_has 'ipo: shows nothing newer than 2022-10-01T14:43:00Z; more than 91 days is too long.'
t 'and to programs'                               expect 0 in_replica a status --json
t 'by a word of each remote'                      stdout_json '{r["name"]: r["behind"] for r in d["remotes"]}["ipo"] is True'
t 'the command line goes first'                   expect 0 in_replica a sync --max-age 92
git -C a.git config akkoord.maxAge soon
t 'a limit that is no number is named'            expect 2 in_replica a status
t 'with how to set it'                            stderr_has 'akkoord.maxAge is a number of days from 0 to 36500, not "soon"; set it with `git config akkoord.maxAge DAYS`'
git -C a.git config --unset akkoord.maxAge

# ---- a password in a URL

replica secret founding
git -C secret.git remote add ipo "https://jan:geheim@127.0.0.1:1/ipo.git"
t 'status shows where a remote is'                expect 0 in_replica secret status
t 'without who signs in there'                    stdout_has 'https://127.0.0.1:1/ipo.git'
t 'or a password'                                 stdout_lacks geheim
t 'so it is as a document'                        expect 0 in_replica secret status --json
t 'which has the same'                            stdout_json 'd["remotes"][0]["url"] == "https://127.0.0.1:1/ipo.git"'
t 'sync tells what went wrong'                    expect 3 in_replica secret sync
t 'without it too'                                fails grep geheim "$out" "$err"
t 'and so does a clone'                           expect 3 akkoord clone "https://jan:geheim@127.0.0.1:1/ipo.git" joined --ledger "$(json "$VECTORS/founding/expect.json" 'd["ledger"]')" --no-input
t 'that names where it was to come from'          stderr_has '"https://127.0.0.1:1/ipo.git"'
t 'and no more'                                   fails grep geheim "$out" "$err"

# ---- what a git that was killed left behind

git -C a.git pack-refs --all
signs both 2030-01-02 --offline >/dev/null 2>&1
git -C both.git push -q "$PWD/both.srv" HEAD:refs/heads/main
mkdir -p a.git/refs/akkoord && touch -d '20 seconds ago' a.git/refs/akkoord/zz.lock
touch -d '2 days ago' a.git/objects/pack/tmp_pack_x1y2z3
t 'a lock that nobody holds is no hindrance'      shows 'zz: 1 record came in.' in_replica a sync
t 'it is gone'                                    fails test -e a.git/refs/akkoord/zz.lock
t 'and so is a pack that was never finished'      fails test -e a.git/objects/pack/tmp_pack_x1y2z3
git -C both.srv update-ref refs/heads/main "$(git -C both.srv rev-parse main~1)"
in_replica a sync >/dev/null

# ---- rolled back, rewritten, another ledger

before=$(git -C both.srv rev-parse main)
git -C both.srv update-ref refs/heads/main "$(git -C both.srv rev-parse main~1)"
had=$(state a.git)
t 'a remote that is rolled back is a finding'     expect 1 in_replica a sync
t 'it is told which records are gone'             stdout_matches 'zz: was rolled back or rewritten: 1 record that was there is gone'
t 'by name'                                       stdout_matches '^  ledger/vng/0000/.*json$'
t 'nothing is lost here'                          same "$(state a.git)" "$had"
t 'what it was is kept as evidence'               git -C a.git rev-parse -q --verify "refs/akkoord/rewritten/zz/$before"
t 'it is told once'                               expect 0 in_replica a sync
git -C both.srv update-ref -d refs/heads/main
t 'a remote that is emptied is rolled back too'   expect 1 in_replica a sync
t 'with all that it had'                          stdout_has '49 records that were there are gone'
git -C both.srv update-ref refs/heads/main "$before"
expect 0 in_replica a sync >/dev/null

git init -q --bare other.srv
mkdir -p forged/ledger
sed 's/2022-2030/2022-2040/' "$VECTORS/decisions/ledger/charter.json" >forged/ledger/charter.json
cp -r "$VECTORS/decisions/ledger/ienw" forged/ledger/
bare_of forged forged.srv
git -C a.git remote add forged "$PWD/forged.srv"
t 'a remote with another ledger is a finding'     expect 1 in_replica a sync
t 'it is refused as a whole'                      stdout_has 'forged: nothing of it was taken: it holds another ledger, '
git -C a.git remote remove forged
mkdir -p plain && echo hello >plain/README
bare_of plain plain.srv
git -C a.git remote add plain "$PWD/plain.srv"
t 'and so is one without a ledger'                expect 1 in_replica a sync
t 'which is another sentence'                     stdout_has 'plain: nothing of it was taken: it holds no ledger'
git -C a.git remote remove plain

# ---- junk beside sound records

server junk decisions
replica j founding
git -C j.git remote add junk "$PWD/junk.srv"
record=$(git -C junk.srv ls-tree -r --name-only main ledger/vng-pm | grep json$ | tail -1)
echo hello | commit_file junk.srv ledger/README
echo /etc/passwd | commit_file junk.srv ledger/link 120000
printf 'x' | commit_file junk.srv "$(printf 'ledger/\033]0;owned\007\342\200\256x')"
printf '{}' | commit_file junk.srv "ledger/vng/0000/000099-$(printf '{}' | sha256sum | cut -c1-64).json"
drop_files junk.srv "${record%json}sig"
t 'junk is a finding'                             expect 1 in_replica j sync
t 'what is sound came in'                         stdout_has 'junk: 43 records came in.'
t 'a file of another name is refused'             stdout_has 'ledger/README: '
t 'a link is refused'                             stdout_has 'ledger/link: '
t 'a record without a signature is refused'       stdout_matches "$record: .*\\(signature\\)"
t 'what is no record is refused'                  stdout_matches '000099-.*\(schema\)'
t 'no control character gets through'             fails grep -q "$(printf '\033')" "$out"
t 'it is shown as what it is'                     stdout_has 'ledger/\x1b]0;owned\x07<U+202E>x'
t 'nothing of it is here'                         expect 0 in_replica j verify
t 'with --json the reasons are named'             expect 1 in_replica j sync --json
t 'for each path'                                 stdout_json 'd["remotes"][0]["refused"]["ledger/README"] == "path" and len(d["remotes"][0]["refused"]) == 10'
t 'the document has no control characters'        fails grep -q "$(printf '\033')" "$out"

# A record that is put right later comes in later.
server junk2 decisions
git -C j.git remote add junk2 "$PWD/junk2.srv"
t 'the missing signature comes from elsewhere'    expect 1 in_replica j sync
t 'and with it the record and those that follow'  stdout_has 'junk2: 6 records came in.'
t 'then the ledgers are the same'                 same "$(state j.git)" "$(akkoord verify --json "$VECTORS/decisions" | sha256sum)"

# Trees that no git would write: git refuses to take them, and nothing comes of it.
for name in .git ..; do
	git init -q --bare odd.srv
	blob=$(printf x | git -C odd.srv hash-object -w --stdin)
	tree=$(python3 -I -c 'import sys; sys.stdout.buffer.write(b"100644 %s\0" % sys.argv[1].encode() + bytes.fromhex(sys.argv[2]))' \
		"$name" "$blob" | git -C odd.srv hash-object -w -t tree --literally --stdin)
	git -C odd.srv update-ref refs/heads/main "$(git -C odd.srv commit-tree -m odd "$tree")"
	replica odd founding
	git -C odd.git remote add odd "$PWD/odd.srv"
	t "a tree with an entry $name"             expect 3 in_replica odd sync
	t 'is not taken'                           stdout_has 'odd: could not be fetched: '
	t 'not even kept'                          fails git -C odd.git cat-file -e "$tree"
	rm -rf odd.srv odd.git
done

# ---- clocks

replica f founding
git -C f.git remote add ipo "$PWD/ipo.srv"
t 'records of a time to come are held back'       expect 1 at 2022-10-01T08:56:59Z in_replica f sync
t 'with those that follow them'                   stdout_has 'ipo: 49 records are held back'
t 'later they come in'                            gives 'ipo: 49 records came in.' in_replica f sync
replica f2 founding
git -C f2.git remote add ipo "$PWD/ipo.srv"
t 'ten minutes are allowed'                       expect 0 at 2022-10-01T14:33:00Z in_replica f2 sync
replica f3 founding
git -C f3.git remote add ipo "$PWD/ipo.srv"
t 'and no second more'                            expect 1 at 2022-10-01T14:32:59Z in_replica f3 sync

# ---- attachments

server att decisions
replica b founding
git -C b.git remote add att "$PWD/att.srv"
in_replica b sync >/dev/null
printf 'minutes of a meeting\n' >minutes
minutes=$(sha256sum minutes | cut -c1-64)
in_replica b actor until vng-pm 2031-01-01 --why 'with minutes' --attach minutes --as vng --key "$(worthless_key vng)" --yes >/dev/null 2>&1
git -C b.git push -q -f "$PWD/att.srv" HEAD:refs/heads/main
printf 'spam\n' | commit_file att.srv "bijlagen/$(printf 'spam\n' | sha256sum | cut -c1-64)"
printf 'swapped\n' | commit_file att.srv "bijlagen/$(printf '%064d' 1)"
printf 'x\n' | commit_file att.srv bijlagen/notes.txt
git -C a.git remote add att "$PWD/att.srv"
t 'an attachment comes with the record that names it' expect 1 in_replica a sync att
t 'which is said'                                 stdout_has 'att: 1 attachment came in.'
t 'byte for byte'                                 same "$(git -C a.git cat-file blob "HEAD:bijlagen/$minutes" | sha256sum | cut -c1-64)" "$minutes"
t 'no other one does'                             same "$(git -C a.git ls-tree --name-only HEAD bijlagen/)" "bijlagen/$minutes"
t 'what is no attachment is refused'              stdout_has 'bijlagen/notes.txt'
t 'what nobody names is left alone'               stdout_lacks "$(printf 'spam\n' | sha256sum | cut -c1-64)"
drop_files a.git "bijlagen/$minutes"
t 'one that was erased here'                      expect 1 in_replica a sync att
t 'stays away'                                    stdout_has '1 attachment that was erased here stays away'
t 'indeed'                                        fails git -C a.git cat-file -e "HEAD:bijlagen/$minutes"
git -C a.git remote remove att

# ---- publishing, and two machines of one person

server home
replica m1 decisions
AKKOORD_NOW=2023-01-01T00:00:01Z
replica m2 decisions
AKKOORD_NOW=2023-01-01T00:00:00Z
for m in m1 m2; do
	git -C $m.git remote add home "$PWD/home.srv"
	git -C $m.git config akkoord.publish home
done
t 'the first machine publishes'                   gives "$(printf 'home: is empty.\nhome: published.')" in_replica m1 sync
t 'the second finds it, with another history'     gives "$(printf 'home: nothing new.\nhome: published.')" in_replica m2 sync
t 'which is no loss to the first'                 gives "$(printf 'home: nothing new.\nhome: published.')" in_replica m1 sync
signs m1 2030-06-01 >/dev/null 2>&1
in_replica m1 sync >/dev/null
t 'who signs on the second has the newer record first' expect 0 signs m2 2030-06-02
t 'and is told'                                   stderr_has 'home: 1 record came in first, for there were newer ones of vng'
t 'both go out'                                   expect 0 in_replica m2 sync
t 'and come back to the first'                    gives "$(printf 'home: 1 record came in.\nhome: published.')" in_replica m1 sync
t 'the machines agree'                            same "$(state m1.git)" "$(state m2.git)"
t 'and nobody signed two histories'               fails grep -q fork <(akkoord verify --json m1.git)
signs m1 2030-07-01 >/dev/null 2>&1
in_replica m1 sync >/dev/null
signs m2 2030-07-02 --offline >/dev/null 2>&1
in_replica m2 sync >/dev/null
t 'offline, two histories are possible'           grep -q 'void:fork' <(akkoord verify --json m2.git)
t 'and both are kept on the server'               same "$(records home.srv)" "$(records m2.git)"
t 'a server that is away'                         git -C m1.git config remote.home.url "$PWD/nowhere.srv"
t 'stops no signature'                            expect 0 signs m1 2030-08-01
t 'but is told of'                                stderr_has 'home: not asked for newer records of vng: '
git -C m1.git config remote.home.url "$PWD/home.srv"

echo hello | commit_file home.srv ledger/README
t 'what is on the server and not here'            expect 1 in_replica m1 sync
t 'is not published over'                         stdout_has 'home: not published: it holds "ledger/README", which is not here'
drop_files home.srv ledger/README
t 'without it publishing goes on'                 expect 0 in_replica m1 sync
t 'unless it is not wanted'                       expect 0 in_replica m1 sync --no-publish
t 'then nothing is said of it'                    stdout_lacks published
git -C m1.git config akkoord.publish nowhere
t 'a remote to publish to must be there'          expect 2 in_replica m1 sync
t 'by name'                                       stderr_has 'akkoord.publish names the remote "nowhere"'
git -C m1.git config akkoord.publish home

# A server that was rolled back by its host gets all of it again.
in_replica m1 sync >/dev/null
full=$(git -C home.srv rev-parse main)
git -C home.srv update-ref refs/heads/main "$(git -C home.srv rev-list --max-parents=0 main)"
t 'an own server that was rolled back'            expect 1 in_replica m1 sync
t 'is told of'                                    stdout_has 'home: was rolled back or rewritten'
t 'and restored'                                  same "$(git -C home.srv rev-parse main)" "$full"

# ---- a replica that somebody else made

replica h decisions
git -C h.git remote add ipo "$PWD/ipo.srv"
mkdir -p h.git/hooks
for hook in post-merge reference-transaction pre-push post-update pre-auto-gc; do
	printf '#!/bin/sh\ntouch %s/hacked\n' "$WORK" >h.git/hooks/$hook
	chmod +x h.git/hooks/$hook
done
git -C h.git config core.fsmonitor "touch $WORK/hacked"
t 'its hooks are not run'                         expect 0 in_replica h sync
t 'none of them'                                  fails test -e "$WORK/hacked"
for setting in 'core.sshCommand' 'core.gitProxy' 'credential.helper' 'remote.ipo.uploadpack' 'remote.ipo.vcs' 'url.x.insteadOf' \
	'protocol.ext.allow' 'gc.recentObjectsHook' 'include.path' 'gpg.program' 'http.cookieFile' 'unheard.of'; do
	git -C h.git config "$setting" "touch $WORK/hacked"
	t "a $setting of its own is not trusted"  expect 1 in_replica h sync
	t 'and which one it was is said'          grep -qi "$setting" "$err"
	git -C h.git config --unset "$setting"
done
git -C h.git config remote.ipo.url "$PWD/ipo.srv"
t 'without them it is a replica like any other'   expect 0 in_replica h sync
git config --global core.sshCommand 'ssh -v'
t 'what the user set is trusted'                  expect 0 in_replica h sync
git config --global --unset core.sshCommand
