#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Reading back: as known at a time, as sealed, as the signer of a record had seen it. Each is named for what it is.
. "${0%/*}/lib.sh"
export AKKOORD_NOW=2026-01-01T12:00:00Z
cd "$TOP" || exit 1

last=$(json <(akkoord verify --json .) 'd["seals"][-1]')
before=$(json <(akkoord verify --json .) 'd["seals"][-2]')
root_of() { json "$(find ledger -name "*-$1.json")" 'd["state"]'; }
other=$(json <(akkoord log --json -C . --verdict void:stale) 'd["records"][0]["record"]') # a minute before pm, who had not seen it
pm=$(json <(akkoord log afspraak/governance --json -C . --verdict in-force) 'next(r["record"] for r in d["records"] if r.get("for") == "pm")')

# ---- as known
t 'a day is what was known at its end'            shows 'As known at 2022-01-01T23:59:59Z' akkoord list thema --at 2022-01-01 -C .
t 'a time likewise'                               shows 'As known at 2022-01-01T12:00:00Z' akkoord show thema/kennis --at 2022-01-01T12:00:00Z -C .
t 'now nothing is said'                           fails bash -c 'akkoord show thema/kennis -C . | grep -q "^As "'

# ---- as sealed
t 'a seal is what it fixes'                       shows "As sealed at height 3 by seal ${before:0:12}" akkoord show afspraak/governance --at "$before" -C .
t 'its state is the one that it signed'           same "$(root_of "$before")" "$(json <(akkoord verify --json --at "$before" .) 'd["state"]')"
t 'of the last one too'                           same "$(root_of "$last")" "$(json <(akkoord verify --json --at "$last" .) 'd["state"]')"
t 'the seal is no part of it'                     same false "$(json <(akkoord verify --json --at "$last" .) "'$last' in d['records']")"
t 'and all of it is sealed'                       shows 'Every record is sealed.' akkoord verify --at "$last" .
t 'a charter then'                                shows "As sealed at height 3" akkoord charter show --html --at "$before" -C .
t 'its tables on the terminal too'                shows "As known at 2022-01-01T23:59:59Z" akkoord charter show --at 2022-01-01 -C .
t 'what was not there yet'                        expect 2 akkoord show afspraak/governance --at 2021-10-12 -C .
t 'with nothing before it'                       stdout_is ''
t 'is told as that'                               stderr_has 'there was no object afspraak/governance at that moment; akkoord log afspraak/governance tells'
t 'and log does tell'                             shows 2021-11-15 akkoord log afspraak/governance -C .
for cut in 2022 202203 20220307; do
	t "$cut is no day"                        expect 2 akkoord list afspraak --at "$cut" -C .
	t 'and how a day is written is said'      stderr_has "\"$cut\" is no date: write year-month-day"
done
t 'what differs between two seals'                shows "From  as sealed at height 3" akkoord diff "$before" "$last" -C .
t 'is named on both sides'                        stdout_has "To    as sealed at height 4"
t 'a split has two of them, each with its own'    bash -c 'for id in $1; do akkoord verify --at "$id" "$2" | grep -qF "As sealed at height 2 by seal ${id:0:12}" || exit 1; done' \
	- "$(json "$VECTORS/split/expect.json" '" ".join(d["split"])')" "$VECTORS/split"

# ---- as seen
t 'a record is what its signer had seen'          shows "As vng-pm had seen it when signing ${pm:0:12}" akkoord show afspraak/governance --at "$pm" -C .
t 'with itself'                                   stdout_matches 'Voortgang +40 %'
t 'and nothing else of before that time'          same false "$(json <(akkoord verify --json --at "$pm" .) "'$other' in d['records']")"
t 'a prefix will do'                              gives "$(akkoord verify --json --at "$pm" .)" akkoord verify --json --at "${pm:0:8}" .

# ---- what is asked of the whole is what a folder with nothing else says
# only_ancestors RECORD FOLDER SELF: a copy of the example with nothing but the ancestors of a record, and itself where SELF is 1
only_ancestors() { python3 -I - "$@" <<'END'; }
import json, pathlib, shutil, sys
head, folder, with_self = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3] == '1'
paths = {path.stem.split('-')[1]: path for path in pathlib.Path('ledger').glob('*/*/*.json')}
wanted, todo = set(), [head]
while todo:
    at = todo.pop()
    if at not in wanted:
        wanted.add(at)
        todo += json.loads(paths[at].read_text(encoding='utf-8'))['parents']
for path in list(pathlib.Path('keys').glob('*')) + list(pathlib.Path('ledger').glob('charter.json*')) + \
        [paths[at].with_suffix(end) for at in wanted if with_self or at != head for end in ('.json', '.sig')]:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, folder / path)
END
for id in "$before" "$last"; do
	only_ancestors "$id" "$WORK/of-$id" 0
	t "a seal ($id)"                              gives "$(akkoord verify --json "$WORK/of-$id")" akkoord verify --json --at "$id" .
done
only_ancestors "$pm" "$WORK/of-$pm" 1
t 'a record'                                      gives "$(akkoord verify --json "$WORK/of-$pm")" akkoord verify --json --at "$pm" .

# ---- to programs
moment_of() { akkoord "$@" --json -C . | python3 -I -c 'import json, sys; m = json.load(sys.stdin).get("moment"); print(m and "%s %s %s" % (m["kind"], m["time"], m["record"]))'; }
t 'a list of now tells of no moment'              same None "$(moment_of list afspraak)"
t 'of a day it tells that it was known then'      same 'known 2022-03-31T23:59:59Z None' "$(moment_of list afspraak --at 2022-03-31)"
t 'of a seal, that it is as sealed'               same "sealed 2022-07-11T09:01:00Z $before" "$(moment_of show afspraak/governance --at "$before")"
t 'of a record, what its signer had seen'         same "seen 2022-06-06T09:02:00Z $pm" "$(moment_of charter show --at "$pm")"
sides_of() { akkoord diff "$@" --json -C . | python3 -I -c 'import json, sys; d = json.load(sys.stdin); print(*("%s %s" % (s["kind"], s["record"]) if s else s for s in (d["from_moment"], d["to_moment"])))'; }
t 'both sides of a diff are told apart'           same "sealed $before known None" "$(sides_of "$before" 2022-08-01)"
t 'and now is none'                               same 'known None None' "$(sides_of 2022-03-31)"

# ---- the report
t 'a report as sealed'                            expect 0 akkoord report --lang en -o "$WORK/sealed" --at "$before" .
t 'says so on every page'                         same "$(find "$WORK/sealed" -name '*.html' | wc -l)" "$(grep -l "As sealed at <time" -r "$WORK/sealed" --include='*.html' | wc -l)"
t 'and to programs'                               same "sealed $before" "$(json "$WORK/sealed/akkoord-report.json" 'd["moment"] + " " + d["head"]')"
t 'its links lead somewhere'                      expect 0 python3 tests/report/check.py "$WORK/sealed"
t 'nothing in it waits for a seal'                fails grep -rq 'mark wait">not sealed' "$WORK/sealed"
t 'a report as seen'                              expect 0 akkoord report --lang en -o "$WORK/seen" --at "$pm" .
t 'says so too'                                   grep -q "As seen at <time" "$WORK/seen/index.html"
t 'with links that lead somewhere'                expect 0 python3 tests/report/check.py "$WORK/seen"
t 'a report as known says that'                   bash -c 'akkoord report --lang en -o "$1/known" --at 2022-01-01 . && grep -q "As known at <time" "$1/known/index.html"' - "$WORK"

# ---- what is no moment
for word in 2022-13-01 2022-01-01T25:00:00Z soon abc ''; do
	t "«$word» is no moment"                      expect 2 akkoord show thema/kennis --at "$word" -C .
	t 'which is told in one line'                 stderr_one_line
done
t 'nor is a record that is not there'             expect 2 akkoord show thema/kennis --at "${last:0:10}ffffff" -C .
t 'which is named'                                stderr_has "${last:0:10}ffffff"
t 'nor a diff of one'                             expect 2 akkoord diff 2022-13-01 -C .
