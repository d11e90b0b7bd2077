#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# A hosting server that looks at what is pushed: real pushes, by akkoord and by git, sound and not.
. "${0%/*}/lib.sh"
# shellcheck source=../sync/replicas.sh
. "$TOP/tests/sync/replicas.sh"

server srv
replica r decisions
git -C r.git remote add srv "$PWD/srv.srv"
git -C r.git config akkoord.publish srv

# ---- putting it there

t 'it is put into the repository'                 expect 0 akkoord hook --install -C srv.srv
t 'as git looks for it'                           stdout_is "From now on every push here is looked at: $PWD/srv.srv/hooks/pre-receive"
t 'to be run by all'                              same "$(stat -c %a srv.srv/hooks/pre-receive)" 755
t 'a second time is no harm'                      expect 0 akkoord hook --install -C srv.srv
t 'and says where it is, as a document too'       expect 0 akkoord hook --install -C srv.srv --json
t 'by its path'                                   stdout_json "d['schema'] == 'akkoord/hook/1' and d['hook'] == '$PWD/srv.srv/hooks/pre-receive'"
t 'nothing is left beside it'                     same "$(find srv.srv/hooks -name 'pre-receive*' | grep -vc sample)" 1
git init -q --bare mine.srv && printf '#!/bin/sh\nexit 0\n' >mine.srv/hooks/pre-receive
t 'the hook of another is left alone'             expect 1 akkoord hook --install -C mine.srv
t 'with what to do'                               stderr_has 'let it run `akkoord hook`'
t 'indeed'                                        same "$(tail -n 1 mine.srv/hooks/pre-receive)" 'exit 0'
git -C mine.srv config core.hooksPath /etc/hooks
t 'where git looks elsewhere that is said'        expect 2 akkoord hook --install -C mine.srv
t 'by the setting'                                stderr_has 'core.hooksPath'
t 'a plain folder has no hooks'                   expect 1 akkoord hook --install -C "$VECTORS/founding"

# ---- what may come in

t 'a whole ledger may'                            expect 0 in_replica r sync
t 'and is there'                                  same "$(state srv.srv)" "$(state r.git)"
signs r 2031-01-01 >/dev/null 2>&1
t 'a new record may'                              expect 0 in_replica r sync
t 'and is there'                                  same "$(state srv.srv)" "$(state r.git)"
git clone -q --bare srv.srv g.git
clean=$(git -C g.git rev-parse main)
again() { git -C g.git update-ref refs/heads/main "$clean"; }
push() { git -C g.git push -q "$PWD/srv.srv" "$@"; }
head_of() { git -C srv.srv rev-parse main; }
echo draft | commit_file g.git ledger/junk
t 'nor is another branch'                         expect 0 push main:refs/heads/draft
t 'nor its end'                                   expect 0 push :refs/heads/draft
again

# Two machines of one party: each has a journal of its own.
git clone -q --bare srv.srv two.git && git -C two.git remote remove origin && mv two.git m2.git
git -C m2.git remote add srv "$PWD/srv.srv" && git -C m2.git config akkoord.publish srv
signs m2 2031-02-01 >/dev/null 2>&1
expect 0 in_replica m2 sync >/dev/null
t 'a machine that has not fetched'                expect 0 in_replica r sync
t 'publishes all the same'                        same "$(state srv.srv)" "$(state m2.git)"
git -C g.git fetch -q "$PWD/srv.srv" +main:main
echo 'read me' | commit_file g.git README.md
t 'a file beside the ledger is no concern'        expect 0 push main
clean=$(git -C g.git rev-parse main)

# ---- what may not

# refused SENTENCE TEXT PUSH…: the push fails, says this, and the server is as it was.
refused() {
	local sentence=$1 text=$2 before
	shift 2
	before=$(head_of)
	t "$sentence"                      expect 1 push "$@"
	t '  which the pusher is told'     stderr_has "$text"
	t '  and the branch is as it was'  same "$(head_of)" "$before"
	again
}
record=$(git -C g.git ls-tree -r --name-only main ledger/vng-pm | grep json$ | tail -1)
drop_files g.git "$record" "${record%json}sig"
refused 'a record is not taken away'              '2 files of the ledger would be taken away or altered' main
drop_files g.git "${record%json}sig"
refused 'nor a signature'                         "${record%json}sig" main
echo '{}' | commit_file g.git "$record"
refused 'a record is not altered'                 "$record" main
drop_files g.git keys/vng.pub
refused 'a pinned key is not taken away'          'keys/vng.pub' main
echo x | commit_file g.git ledger/charter.json
refused 'the charter is not altered'              'it holds another ledger' main
refused 'the branch is not deleted'               'this branch holds the ledger and is not deleted' :refs/heads/main
refused 'nor rewound'                             'would be taken away' "+main~2:refs/heads/main"
echo hello | commit_file g.git ledger/README
refused 'a file of another name'                  'ledger/README' main
echo /etc/passwd | commit_file g.git ledger/link 120000
refused 'a link'                                  'ledger/link' main
printf '{}' | commit_file g.git "ledger/vng/0000/000099-$(printf '{}' | sha256sum | cut -c1-64).json"
refused 'what is no record'                       '(schema)' main
printf '{' | commit_file g.git "ledger/vng/0000/000099-$(printf '{' | sha256sum | cut -c1-64).json"
refused 'what is no JSON'                         '(json)' main
head -c 140000 /dev/zero | tr '\0' ' ' >big
id=$(sha256sum big | cut -c1-64)
commit_file g.git "ledger/vng/0000/000099-$id.json" <big
refused 'what is too large'                       '(size)' main
last=$(git -C g.git ls-tree -r --name-only main ledger/vng | grep -o '[0-9a-f]\{64\}\.json$' | tail -1)
forge g.git "${last%.json}" "$(new_key thief)" 's/2031/2032/' >/dev/null
refused 'a forged record'                         '(signature)' main
forge g.git "${last%.json}" "$(worthless_key vng)" 's/"ledger": *"[0-9a-f]/"ledger":"0/; s/"ledger":"\([0-9a-f]\)[0-9a-f]/"ledger":"\10/' >/dev/null
refused 'a record of another ledger'              '(ledger)' main
AKKOORD_NOW=2023-06-01T00:00:00Z signs r 2031-03-01 --offline >/dev/null 2>&1
git -C g.git fetch -q "$PWD/r.git" +HEAD:main
refused 'a record of a time to come'              'held back' +main:main
printf 'spam\n' | commit_file g.git "bijlagen/$(printf 'spam\n' | sha256sum | cut -c1-64)"
refused 'an attachment that nobody names'         '1 attachment is named by no record' main
printf 'x' | commit_file g.git bijlagen/notes.txt
refused 'what is no attachment'                   '(path)' main
printf x | commit_file g.git "$(printf 'ledger/\033]0;owned\007x')"
refused 'no control character gets through'       'ledger/\x1b]0;owned\x07x' main

# Of several refs none moves if one may not.
drop_files g.git "$record"
t 'a push of several branches is refused whole'   expect 1 push main:refs/heads/main "$clean:refs/heads/other"
t 'indeed'                                        fails git -C srv.srv rev-parse -q --verify refs/heads/other
again

# Nothing of a refused push stays: git keeps it apart until the hook says yes.
head -c 3000000 /dev/urandom >huge
commit_file g.git ledger/huge <huge
blob=$(git hash-object huge)
expect 1 push main >/dev/null
t 'what is refused is not kept'                   fails git -C srv.srv cat-file -e "$blob"
again
t 'and the next push comes in'                    expect 0 push main:refs/heads/later
t 'what is there is what it was'                  expect 0 akkoord verify srv.srv

# ---- a ledger that is no ledger

server new
akkoord hook --install -C new.srv >/dev/null
drop_files g.git ledger/charter.json.vng.sig
t 'no founding without every signature'           expect 1 git -C g.git push -q "$PWD/new.srv" main:main
t 'which is said'                                 stderr_has 'vng'
again
echo x | commit_file g.git ledger/junk
t 'nor one with junk'                             expect 1 git -C g.git push -q "$PWD/new.srv" main:main
t 'which is named'                                stderr_has 'ledger/junk'
again
t 'nothing came in'                               fails git -C new.srv rev-parse -q --verify main

# ---- as the hook update, and by hand

git clone -q --bare srv.srv up.srv && git -C up.srv update-ref refs/heads/main "$clean"
printf '#!/bin/sh\nexec akkoord hook "$1" "$2" "$3"\n' >up.srv/hooks/update && chmod +x up.srv/hooks/update
drop_files g.git "$record"
bad=$(git -C g.git rev-parse main)
t 'the hook update refuses too'                   expect 1 git -C g.git push -q "$PWD/up.srv" main
t 'with the same words'                           stderr_has 'would be taken away or altered'
git -C srv.srv fetch -q "$PWD/g.git" "$bad"
zero=$(printf '%040d' 0)
t 'as a document it is one object'                expect 1 akkoord hook -C srv.srv --json refs/heads/main "$clean" "$bad"
t 'with what would be gone'                       stdout_json "d['schema'] == 'akkoord/hook/1' and d['refs'][0]['gone'] == ['$record'] and not d['refs'][0]['accepted']"
t 'a sentence where it cannot be judged'          expect 1 akkoord hook -C srv.srv --json refs/heads/main "$clean" "$zero"
t 'is in the document'                            stdout_json '"is not deleted" in d["refs"][0]["error"]'
t 'lines come on standard input'                  expect 0 bash -c "echo '$clean $clean refs/heads/main' | akkoord hook -C srv.srv"
t 'and nothing is nothing'                        gives '' akkoord hook -C srv.srv
t 'other lines are none'                          expect 2 bash -c "echo hello | akkoord hook -C srv.srv"
t 'two words are one too few'                     expect 2 akkoord hook -C srv.srv refs/heads/main "$clean"
t 'a commit is 40 digits'                         expect 2 akkoord hook -C srv.srv refs/heads/main HEAD "$clean"
