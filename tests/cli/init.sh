#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Founding: a draft that travels, signatures one by one, and the replica.
. "${0%/*}/lib.sh"

for name in ienw ipo uvw vng thief; do new_key $name >/dev/null; done
keys=$HOME/keys
roots=(--party "ienw=$keys/ienw.pub" --party "ipo=$keys/ipo.pub" --party "uvw=$(cut -d' ' -f1,2 "$keys/uvw.pub")")
all=("${roots[@]}" --party "vng=$keys/vng.pub")

# ---- a draft

t 'a draft needs the key of every party'        expect 2 akkoord init --draft d --charter bodem-en-ondergrond "${roots[@]}"
t 'and says whose is lacking'                   stderr_has 'no root key yet of vng; give each with --party PARTY=FILE'
t 'and leaves nothing'                          same "$(ls)" ''
t 'a draft is made of the charter that ships'   expect 0 akkoord init --draft d --charter bodem-en-ondergrond "${all[@]}"
t 'the answer has the ledger id'                stdout_has "$(sha256sum <d/ledger/charter.json | cut -c1-64)"
t 'and who is to sign'                          stdout_has 'Not signed yet by: ienw, ipo, uvw, vng.'
t 'it is a folder in the layout of the protocol' same "$(cd d && find . -type f | sort | tr '\n' ' ')" \
	'./keys/ienw.pub ./keys/ipo.pub ./keys/uvw.pub ./keys/vng.pub ./ledger/charter.json '
t 'the keys are in the charter'                 same "$(json d/ledger/charter.json 'd["parties"]["uvw"]["key"]')" "$(cut -d' ' -f1,2 "$keys/uvw.pub")"
t 'a draft is not made twice'                   expect 1 akkoord init --draft d --charter bodem-en-ondergrond "${all[@]}"
t 'which is said'                               stderr_has '"d" exists already'

# ---- signatures

t 'nobody can be asked here'                    expect 2 akkoord init --sign d --as ipo --key "$keys/ipo"
t 'but everything was shown'                    stderr_has "$(ssh-keygen -lf "$keys/vng.pub" | cut -d' ' -f2)"
t 'nothing was signed'                          fails test -e d/ledger/charter.json.ipo.sig
t 'each signs with its own key'                 expect 1 akkoord init --sign d --as ipo --key "$keys/thief" --yes
t 'or hears which key is asked for'             stderr_has "is not the root key of ipo in this charter ($(ssh-keygen -lf "$keys/ipo.pub" | cut -d' ' -f2))"
t 'a party that is none'                        expect 2 akkoord init --sign d --as ip --key "$keys/ipo" --yes
t 'is almost one'                               stderr_has 'did you mean ipo?'
t 'who signs must be said'                      expect 2 akkoord init --sign d --yes
t 'and with which key'                          expect 2 akkoord init --sign d --yes --as ipo
cp -r d copy
t 'one signs'                                   expect 0 akkoord init --sign d --as ipo --key "$keys/ipo" --yes
t 'and sees who has not'                        stdout_has 'Not signed yet by: ienw, uvw, vng.'
printf 'ipo %s\n' "$(cut -d' ' -f1,2 "$keys/ipo.pub")" >signers
t 'stock tools agree'                           expect 0 bash -c \
	'ssh-keygen -Y verify -f signers -I ipo -n akkoord -s d/ledger/charter.json.ipo.sig <d/ledger/charter.json'
t 'nothing is founded before all have signed'   expect 1 akkoord init --from d r.git
t 'and it says who has not'                     stderr_has 'the charter is not signed yet by ienw, uvw, vng'
t 'and leaves nothing'                          same "$(ls)" "$(printf 'copy\nd\nsigners')"
t 'another signs'                               expect 0 akkoord init --sign d --as ienw --key "$keys/ienw" --yes
t 'two sign a copy'                             expect 0 akkoord init --sign copy --as uvw --key "$keys/uvw" --yes
t 'of their own'                                expect 0 akkoord init --sign copy --as vng --key "$keys/vng" --yes
t 'the copies together found it'                expect 0 akkoord init --from d --from copy r.git --as ipo --key "$keys/ipo"
t 'with the id that all signed'                 stdout_has "$(sha256sum <d/ledger/charter.json | cut -c1-64)"
t 'which verifies'                              expect 0 akkoord verify r.git
t 'it is a bare repository of one commit'       same "$(git -C r.git rev-list --count HEAD) $(git -C r.git config core.bare)" '1 true'
t 'it knows who works here'                     same "$(git -C r.git config akkoord.actor)" ipo
t 'and with which key, from anywhere'           same "$(git -C r.git config akkoord.signingKey)" "$(realpath "$keys/ipo")"
t 'no folder is founded over'                   expect 1 akkoord init --from d --from copy r.git
mkdir empty
t 'but an empty one may be there'               expect 0 akkoord init --from d --from copy empty/
t 'nothing else is left behind'                 same "$(find . -name '*.new-*')" ''

# ---- drafts that are none

t 'a folder that is no draft'                   expect 3 akkoord init --from "$HOME" x.git
t 'is called so'                                stderr_has 'there is no ledger/charter.json in it'
t 'a folder that is not there'                  expect 3 akkoord init --sign nowhere --as ipo --key "$keys/ipo" --yes
cp -r d forged
cp copy/ledger/charter.json.vng.sig forged/ledger/charter.json.ipo.sig
t 'a signature by another key'                  expect 3 akkoord init --from forged --from copy x.git
t 'is named'                                    stderr_has 'the signature of ipo on the charter is not good'
akkoord init --draft other --charter bodem-en-ondergrond "${roots[@]}" --party "vng=$keys/thief.pub" >/dev/null 2>&1
t 'a draft of another charter does not join'    expect 1 akkoord init --from d --from other x.git
t 'nothing came of them'                        fails test -e x.git
t 'three steps are not one'                     expect 2 akkoord init --draft a --sign b --as ipo
t 'a draft brings its own charter'              expect 2 akkoord init --from d x.git --charter bodem-en-ondergrond
t 'where the replica is to be must be said'     expect 2 akkoord init --charter bodem-en-ondergrond

# ---- on a branch

git init -q travel && cp -r d/keys d/ledger travel && (cd travel && git add -A && git commit -q -m draft)
t 'a draft in a work tree is signed there'      expect 0 akkoord init --sign travel --as uvw --key "$keys/uvw" --yes
(cd travel && git add -A && git commit -q -m uvw && git rev-parse HEAD) >/dev/null
t 'and read from its last commit'               expect 0 akkoord init --from travel --from copy fromgit.git
echo ' ' >>travel/ledger/charter.json
t 'a charter that was edited since is not signed' expect 3 akkoord init --sign travel --as vng --key "$keys/vng" --yes

# ---- at once

with=(--sign-with "ienw=$keys/ienw" --sign-with "ipo=$keys/ipo" --sign-with "uvw=$keys/uvw")
t 'one machine with all keys needs one step'    expect 0 akkoord init one.git --charter bodem-en-ondergrond "${with[@]}" --sign-with "vng=$keys/vng" --yes --json
t 'and answers as a document'                   stdout_json 'd["schema"] == "akkoord/init/1" and all(p["signed"] for p in d["parties"].values())'
t 'the same keys make the same ledger'          stdout_has "$(sha256sum <d/ledger/charter.json | cut -c1-64)"
t 'with a key too few it does not'              expect 1 akkoord init two.git --charter bodem-en-ondergrond "${with[@]}" --party "vng=$keys/vng.pub" --yes
t 'which is said'                               stderr_has 'not signed by vng'
t 'and nothing is there'                        fails test -e two.git
t 'a pair must be one'                          expect 2 akkoord init two.git --charter bodem-en-ondergrond --party vng
t 'a private key is no public one'              expect 2 akkoord init --draft p --charter bodem-en-ondergrond "${roots[@]}" --party "vng=$keys/vng"
t 'a party that is none'                        expect 2 akkoord init --draft p --charter bodem-en-ondergrond "${all[@]}" --party "xyz=$keys/thief.pub"
start_agent "$keys/ienw"
t 'an agent signs'                              expect 0 akkoord init --draft agent --charter bodem-en-ondergrond "${all[@]}" --as ienw --key "$keys/ienw.pub" --yes
t 'for a party'                                 stdout_has 'Not signed yet by: ipo, uvw, vng.'

# ---- charters

t 'a charter that ships has a name'             expect 2 akkoord init --draft p --charter bodem-en-ondergrnd "${all[@]}"
t 'that is suggested'                           stderr_has 'did you mean bodem-en-ondergrond'
sed 's/"quorum": 4/"quorum": 5/; s/"rank": 8/"rank": 9/' "$TOP/src/charter/bodem-en-ondergrond.json" >bad.json
t 'a charter that breaks rules'                 expect 3 akkoord init --draft p --charter bad.json "${all[@]}"
t 'is told the first place'                     stderr_has 'akkoord: the charter bad.json: bodies.bo.quorum'
t 'and the other'                               stderr_has '  bodies.getuigen.rank'
echo '{' >broken.json
t 'one that is no JSON'                         expect 3 akkoord init --draft p --charter broken.json "${all[@]}"
t 'one that is too large'                       expect 1 bash -c "head -c 200000 /dev/zero >big; akkoord init --draft p --charter big"
t 'one that is not there'                       expect 2 akkoord init --draft p --charter nothing.json "${all[@]}"
cp d/ledger/charter.json whole.json
t 'a charter with its keys stays byte for byte' expect 0 akkoord init --draft p --charter whole.json
t 'so its id is known beforehand'               cmp p/ledger/charter.json whole.json
t 'its keys are not replaced'                   expect 1 akkoord init --draft q --charter whole.json --party "vng=$keys/thief.pub"

# ---- a disk that does not want

mkdir closed && chmod a-w closed
if [ -w closed ]; then
	skip 'a folder that cannot be written' 'this is root'
else
	t 'a folder that cannot be written'         expect 3 akkoord init --from d --from copy closed/x.git
fi
