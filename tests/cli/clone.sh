#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# A ledger is joined by its URL and its id.
. "${0%/*}/lib.sh"
# shellcheck source=../sync/replicas.sh
. "$TOP/tests/sync/replicas.sh"

server ipo decisions
server empty
other=$(printf '%064d' 7)

t 'a ledger is joined by URL and id'              expect 0 akkoord clone ipo.srv a.git --ledger "$LEDGER"
t 'it says which'                                 stdout_has 'Interbestuurlijke samenwerkingsagenda'
t 'every record came in'                          stdout_has '49 records came in'
t 'and how who signs says who that is'           stdout_has '  git config akkoord.actor ACTOR'
t 'the replica says of itself what the vector does' same "$(akkoord verify --json a.git)" "$(akkoord verify --json "$VECTORS/decisions")"
t 'it is bare'                                    same "$(git -C a.git rev-parse --is-bare-repository)" true
t 'its first commit pins the keys'                same "$(git -C a.git ls-tree --name-only "$(git -C a.git rev-list --max-parents=0 HEAD)" keys/ | wc -l)" 4
t 'nothing of the server is in its history'       fails git -C a.git merge-base --is-ancestor refs/akkoord/origin HEAD
t 'its remote is a whole path'                    same "$(git -C a.git config remote.origin.url)" "$PWD/ipo.srv"
t 'git finds it sound'                            git -C a.git fsck --strict

t 'another ledger is refused'                     expect 1 akkoord clone ipo.srv b.git --ledger "$other"
t 'and which one it was is said'                  stderr_has "$LEDGER"
t 'nothing is left of it'                         fails test -e b.git
t 'an id is asked for'                            expect 2 akkoord clone ipo.srv b.git
t 'with where to get it'                          stderr_has 'ask a party for it'
t 'an id has 64 digits'                           expect 2 akkoord clone ipo.srv b.git --ledger "${LEDGER:0:20}"
t 'an empty server has no ledger'                 expect 3 akkoord clone empty.srv b.git --ledger "$LEDGER"
t 'which is one sentence'                         stderr_one_line
t 'a server that is not there is trouble'         expect 3 akkoord clone nowhere.srv b.git --ledger "$LEDGER"
t 'which is one sentence too'                     stderr_one_line
t 'again nothing is left'                         fails test -e b.git
t 'a helper program is not run'                   expect 1 akkoord clone "ext::sh -c 'touch $WORK/hacked'" b.git --ledger "$LEDGER"
t 'and what to use is said'                       stderr_has 'use ssh, https or a path'
t 'an option is no URL'                           expect 1 akkoord clone --ledger "$LEDGER" -- "--upload-pack=touch $WORK/hacked" b.git
t 'nor a transport of another kind'               expect 1 akkoord clone ftp://example.org/x b.git --ledger "$LEDGER"
t 'nothing was run'                               fails test -e "$WORK/hacked"

mkdir full void
touch full/file
t 'a folder with something in it stays as it is'  expect 3 akkoord clone ipo.srv full --ledger "$LEDGER"
t 'with its file'                                 test -e full/file
t 'an empty folder may be used'                   expect 0 akkoord clone ipo.srv void --ledger "$LEDGER"
mkdir void2
t 'after a refusal'                               expect 1 akkoord clone ipo.srv void2 --ledger "$other"
t 'it is empty again'                             rmdir void2

t 'a replica can be given where to publish'       expect 0 akkoord clone ipo.srv p.git --ledger "$LEDGER" --publish empty.srv
t 'which sync does'                               expect 0 akkoord -C p.git sync
t 'and it says so'                                stdout_has 'own: published.'
t 'others get the same from there'                same "$(akkoord clone empty.srv q.git --ledger "$LEDGER" >/dev/null; state q.git)" "$(state a.git)"

# A charter that one party did not sign is no founding, whatever its id.
server unsigned decisions
drop_files unsigned.srv ledger/charter.json.vng.sig
t 'a charter that a party did not sign is no ledger' expect 3 akkoord clone unsigned.srv u.git --ledger "$LEDGER"
t 'and nothing is left of it'                        fails test -e u.git
