#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The worked example at the top of the source: what a reader of the README sees.
. "${0%/*}/lib.sh"

mkdir example && cp -r "$TOP/keys" "$TOP/ledger" example/
t 'the worked example verifies'                       expect 0 akkoord verify example
t 'and says so'                                       stdout_has 'Yes: all is well'
t 'its ledger id is the SHA-256 of its charter'       pipes_to "$(sha256sum <example/ledger/charter.json | cut -d' ' -f1)" \
	"akkoord verify --json example | python3 -c 'import json,sys; print(json.load(sys.stdin)[\"ledger\"])'"
as_shipped() { # the charter that ships, with the keys of the example
	local name words=()
	for name in ienw ipo uvw vng; do words+=(--party "$name=$(worthless_key "$name").pub"); done
	akkoord init --draft draft --charter bodem-en-ondergrond "${words[@]}" && cmp draft/ledger/charter.json example/ledger/charter.json
}
t 'it was founded with the charter that ships'        as_shipped
t 'stock tools say the same of a record'              bash -c '
	record=$(find example/ledger/vng-pm -name "000001-*.json")
	key=$(sed -n "s/.*\"key\": \"\(.*\)\",/\1/p" "$record")
	echo "vng-pm $key" >signers
	[ "$(sha256sum <"$record" | cut -c-64)" = "$(basename "$record" .json | cut -c8-)" ] &&
		ssh-keygen -Y verify -n akkoord -I vng-pm -f signers -s "${record%.json}.sig" <"$record"'
t 'four seals are complete'                          expect 0 python3 -c '
import json, subprocess
print(len(json.loads(subprocess.run(["akkoord", "verify", "--json", "example"], capture_output=True).stdout)["seals"]))'
t 'four'                                              stdout_is '4'
t 'a DO cannot move what is for the BO'               expect 0 akkoord log -C example --verdict void:authority
t 'and it stays on record'                            stdout_has 'void: authority'
t 'a changed byte is found'                           bash -c '
	sed -i "s/Voortgang/Vooruitgang/" example/ledger/uvw-pl/0000/000001-*.json; ! akkoord verify example'
