#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# An attachment is erased: nothing else changes, it shows, and nothing brings it back but who has the file.
. "${0%/*}/lib.sh"
# shellcheck source=../sync/replicas.sh
. "$TOP/tests/sync/replicas.sh"

replica a decisions
attach a 'minutes of a meeting\n'
record=$(git -C a.git cat-file blob "$(git -C a.git grep -l "$minutes" HEAD -- ledger)" | sha256sum | cut -c1-64)
server other decisions
git -C a.git push -q -f "$PWD/other.srv" HEAD:refs/heads/main
git -C a.git remote add other "$PWD/other.srv"
in_replica a sync >/dev/null
akkoord verify --json a.git >before.json
git -C a.git ls-tree -r HEAD | grep -v "$minutes" >before.tree
head=$(git -C a.git rev-parse HEAD)

# ---- what is not erased

t 'an id cut short is none'                     expect 2 in_replica a attach --erase "${minutes:0:12}" --yes
t 'one that nobody ever had is not here'        expect 1 in_replica a attach --erase "$(printf '%064d' 7)" --yes
t 'which is said'                               stderr_has 'is not here, so there is nothing to erase'
t 'where nobody can be asked nothing is done'   expect 2 in_replica a attach --erase "$minutes"
t 'but the way to do it is said'                stderr_has '--yes'
t 'with one that is here goes one that is not'  expect 1 in_replica a attach --erase "$minutes" "$(printf '%064d' 7)" --yes
t 'and then neither is erased'                  same "$(git -C a.git rev-parse HEAD)" "$head"

# ---- what is

t 'an attachment is erased'                     shows "Erased $minutes, named by 1 record." in_replica a attach --erase "$minutes" --yes
t 'it is told that the history has it'          stdout_has 'in the git history of this replica'
t 'and others too'                              stdout_has 'in every other replica'
t 'it left the files'                           fails git -C a.git cat-file -e "HEAD:bijlagen/$minutes"
t 'and nothing else did'                        same "$(git -C a.git ls-tree -r HEAD)" "$(cat before.tree)"
t 'the answer of verify is the same'            expect 0 akkoord verify --json a.git
t 'byte for byte'                               stdout_same before.json
t 'the record that names it says so'            shows "$minutes (erased here)" in_replica a show "$record"
t 'and not of the other'                        stdout_lacks "$mandate ("
t 'the report too'                              expect 0 in_replica a report -o pages
t 'on the page of the record'                   grep -rqF 'attachment was erased here' pages
t 'in Dutch too'                                shows "(hier gewist)" env LC_ALL=nl_NL.UTF-8 akkoord -C a.git show "$record"
t 'it is not erased twice'                      expect 1 in_replica a attach --erase "$minutes" --yes
t 'but that it was is said'                     stderr_has 'was erased here already'
t 'sync leaves it away'                         shows '1 attachment that was erased here stays away' in_replica a sync
t 'indeed'                                      fails git -C a.git cat-file -e "HEAD:bijlagen/$minutes"
git -C a.git config akkoord.publish other
t 'what is published is without it'             expect 0 in_replica a sync
t 'there too'                                   fails git -C other.srv cat-file -e "refs/heads/main:bijlagen/$minutes"
replica never decisions
git -C never.git remote add other "$PWD/other.srv"
in_replica never sync >/dev/null
t 'a replica that never had it says not here'   shows "$minutes (not here)" in_replica never show "$record"

t 'who has the file puts it back'               expect 0 in_replica a attach minutes
t 'and then it is here'                         shows "$minutes" in_replica a show "$record"
t 'and shows as nothing else'                   stdout_lacks 'erased here'
t 'as a document'                               expect 0 in_replica a attach --erase "$minutes" "$mandate" --yes --json
t 'both are named'                              stdout_json "d['attachments'] == [] and d['erased'] == ['$minutes', '$mandate']"
t 'without any attachment it verifies'          gives "$(cat before.json)" akkoord verify --json a.git

# ---- the history too, by the commands that help gives

akkoord help attach | grep -E '^  git ' >commands
t 'help has three commands for the history'     same "$(wc -l <commands)" 3
t 'before them the bytes are in the history'    git -C a.git cat-file -e "$(git hash-object minutes)"
t 'they run'                                    env -C a.git bash -e ../commands
t 'then the bytes are gone'                     fails git -C a.git cat-file -e "$(git hash-object minutes)"
t 'and all else stands'                         gives "$(cat before.json)" akkoord verify --json a.git

ledger=$(git -C never.git rev-parse HEAD)
t 'a plain folder has nothing to be erased from' expect 1 akkoord -C "$VECTORS/founding" attach --erase "$minutes" --yes
t 'and another replica is as it was'            same "$(git -C never.git rev-parse HEAD)" "$ledger"

# ---- one that a field names: the object tells too
# shellcheck source=../charters/stage.sh
. "$TOP/tests/charters/stage.sh"
printf 'a test of feasibility\n' >feasible
feasible=$(sha256sum feasible | cut -c1-64)
stage() {
	dutch && decided "$DO" --for do new agenda/a22 titel=Agenda van=2022-01-01 tot=2023-12-31 &&
		decided "$DO" --for do agenda/a22 uitvoeringstoets=@feasible
}
t 'a field names a file'                        expect 0 stage
t 'that is here'                                expect 0 ak show agenda/a22
t 'and shows as nothing else'                   stdout_lacks ' here)'
t 'asked again, from the state that was kept'   expect 0 ak show agenda/a22
t 'it shows as nothing else either'            stdout_lacks ' here)'
t 'it is erased'                                expect 0 ak attach --erase "$feasible" --yes
t 'then its object says so'                     expect 0 ak show agenda/a22
t 'beside the digest'                           stdout_matches "${feasible:0:12}.* \(erased here\)"
t 'and says so again'                            expect 0 ak show agenda/a22
t 'from what was kept'                           stdout_matches "${feasible:0:12}.* \(erased here\)"
t 'the index of a dossier as well'              bash -c 'akkoord -C "$1" dossier agenda/a22 -o dossier && grep -qE "$2.* \(erased here\)" dossier/index.en.txt' - "$WORK/replica.git" "${feasible:0:12}"
t 'an export has its state'                     bash -c 'akkoord -C "$1" export -o map >/dev/null && grep -qF "$2" map/history/attachments.csv && grep -qF "\"erased\"" map/history/attachments.csv' - "$WORK/replica.git" "$feasible"
