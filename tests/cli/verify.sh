#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# verify, beyond what tests/vectors/check compares: its plain form, hostile names, moments, and what cannot be judged.
. "${0%/*}/lib.sh"

# ---- for people
t 'a sound ledger ends with yes'                expect 0 akkoord verify "$VECTORS/decisions"
t 'in so many words'                            text_is <(tail -1 "$out") 'Yes: all is well.'
t 'what is not sealed is told'                  stdout_has '24 records are not sealed yet'
t 'void records are no damage'                  shows 'Void records are history, not damage.' akkoord verify "$VECTORS/reasons"
t 'refused files end with no'                   expect 1 akkoord verify "$VECTORS/refusals"
t 'each with its path and reason'               stdout_has 'signature: there is no signature beside it'
t 'and no answer but that one'                  stdout_lacks 'Yes'
t 'a split ends with no'                        expect 1 akkoord verify "$VECTORS/split"
t 'and names both seals'                        stdout_has 'cea6e7e57285082d18a74a2a0e977c107c65d744ccdc7fda60b7dff8fbc14c04'
here() { (cd "$VECTORS/decisions" && akkoord verify); }
t 'the current folder is meant where none is named' here
t 'or the replica'                              expect 0 akkoord -C "$VECTORS/decisions" verify

mkdir short && cp -r "$TOP/keys" "$TOP/ledger" short/
taken=$(cd short/ledger/uvw-do/0000 && ls 000005-*.json)
rm "short/ledger/uvw-do/0000/${taken%.json}".*
t 'a record that was taken away'                expect 1 akkoord verify short
t 'is named, though nothing is left of it'      stdout_has "  $(taken=${taken%.json} && echo "${taken#*-}")"
t 'with what to do'                             stdout_has 'A record is not here on which others build; ask another party for it:'
t 'and nothing else is missed'                  same 1 "$(grep -cE '^  [0-9a-f]{64}$' "$out")"

# ---- the document
t 'exactly the keys of the protocol'            expect 0 akkoord verify --json "$VECTORS/decisions"
t 'and no others, sorted'                       stdout_json "list(d) == ['ledger', 'records', 'refused', 'seals', 'split', 'state']"
t 'the state root is what sha256sum says'       pipes_to "$(json "$out" 'd["state"]')  -" 'akkoord verify --state "$VECTORS/decisions" | sha256sum'
t '--json and --state do not go together'       expect 2 akkoord verify --json --state "$VECTORS/decisions"

# ---- moments
t 'a date is the end of that day'               gives "$(akkoord verify --json --at 2022-10-01T23:59:59Z "$VECTORS/known-at")" akkoord verify --json --at 2022-10-01 "$VECTORS/known-at"
t 'before all records there is the founding'    expect 0 akkoord verify --json --at 1970-01-01 "$VECTORS/decisions"
t 'without records'                             stdout_json "d['records'] == {} and d['seals'] == []"

# ---- what cannot be judged
mkdir empty
t 'an empty folder is no ledger'                expect 3 akkoord verify empty
t 'and that is said in one sentence'            stderr_one_line
t 'a folder that is not there'                  expect 3 akkoord verify nowhere
t 'a file'                                      expect 3 akkoord verify "$VECTORS/README.md"
cp -r "$VECTORS/founding" broken
echo '{' >broken/ledger/charter.json
t 'a broken charter'                            expect 3 akkoord verify broken
cp -r "$VECTORS/founding" unsigned
rm unsigned/ledger/charter.json.ipo.sig
t 'a party that did not sign'                   expect 3 akkoord verify unsigned
t 'is named'                                    stderr_has ipo

# ---- hostile names
cp -r "$VECTORS/founding" hostile
(
	cd hostile/ledger || exit 1
	for name in $'evil\e[31m' $'bad\xff\xfe' $'lit\xff' 'lit\xff' $'bidi\u202egnp' $'two\nlines' 'quo"te' '漢字é'; do echo x >"$name"; done
)
t 'hostile names are refused'                   expect 1 akkoord verify hostile
t 'and shown for what they are'                 stdout_has 'evil\x1b[31m'
t 'bytes that are no text too'                  stdout_has 'bad\xff\xfe'
t 'and what turns text round'                   stdout_has 'bidi<U+202E>gnp'
t 'on one line each'                            stdout_has 'two\nlines'
t 'nothing gets through'                        fails grep -qP '[\x00-\x09\x0b-\x1f\x7f]|\xe2\x80\xae' "$out"
t 'in JSON none is lost'                        expect 1 akkoord verify --json hostile
t 'not even where two look the same'            stdout_json 'len(d["refused"]) == 8'
t 'and text is exactly what it is'              stdout_json '{"ledger/evil\x1b[31m", "ledger/two\nlines", "ledger/quo\"te", "ledger/漢字é", "ledger/bidi\u202egnp"} <= set(d["refused"])'
t 'but not raw on a terminal'                   stdout_lacks $'\u202e'

# ---- what git itself would show otherwise
bare_of "$VECTORS/decisions" odd.git
answer=$(akkoord verify --json odd.git)
record=$(git -C odd.git ls-tree -r main ledger/vng | grep json$ | head -n 1)
blob=$(printf '%s' "$record" | cut -d ' ' -f 3 | cut -f 1)
other=$(echo '{}' | git -C odd.git hash-object -w --stdin)
git -C odd.git replace "$blob" "$other"
t 'git shows what replaces an object'           same "$(git -C odd.git cat-file blob "$blob")" '{}'
t 'and we what it is'                           same "$(akkoord verify --json odd.git)" "$answer"
empty=$(git -C odd.git commit-tree -m 'nothing' "$(git -C odd.git hash-object -w -t tree /dev/null)")
git -C odd.git replace "$(git -C odd.git rev-parse main)" "$empty"
mkdir -p odd.git/info && echo "$(git -C odd.git rev-parse main) $empty" >odd.git/info/grafts
t 'a head that is replaced, or has other parents' same "$(akkoord verify --json odd.git)" "$answer"
git -C odd.git rev-parse main >odd.git/shallow
t 'a copy without history is as good'           same "$(akkoord verify --json odd.git)" "$answer"
git clone -q --no-local --depth 1 "file://$PWD/odd.git" shallow.git --bare 2>/dev/null
t 'also one that git made'                      same "$(akkoord verify --json shallow.git)" "$answer"

# ---- one file that is wrong takes others with it
mkdir altered && cp -R "$TOP/keys" "$TOP/ledger" altered/
printf ' ' >>"$(find altered/ledger/vng-do -name '*.json' | sort | head -1)"
t 'of an altered record'                          expect 1 akkoord verify altered
first_told() { same path "$(sed -n 's/^ *\(path\|parent\): .*/\1/p' "$out" | head -1)" && stdout_has 'parent: a parent is missing'; }
t 'it is told first, and then what builds on it'  first_told
