#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The report: a folder of pages, whole or not at all, that nothing in a record can break out of.
. "${0%/*}/lib.sh"

export AKKOORD_NOW=2023-05-01T12:00:00Z
ledgers=$TOP/tests/report/ledgers.py
check=$TOP/tests/report/check.py

python3 "$ledgers" plain plain && python3 "$ledgers" hostile hostile && python3 "$ledgers" large 60 large || exit 1

# page REPORT NAME: the one page of that name, with its line feeds as blanks
page() { tr '\n' ' ' <"$1/$2"; }
holds() { page "$1" "$2" | grep -qF -e "$3"; }

# ---- it is made
t 'a report of a plain folder is made'                shows 'begin with index.html' akkoord report -o out plain
t 'and every page of it keeps the rules'              expect 0 python3 "$check" out
t 'the list of its files is right by stock tools'     bash -c 'cd out && sha256sum --quiet -c SHA256SUMS'
t 'the start tells of what was agreed'                holds out index.html 'Gezamenlijke beleidsontwikkeling'
t 'and of what is overdue, by the day of today'       holds out index.html '<time datetime="2023-05-01">'
t 'the object page tells its rule'                    holds out object/afspraak_spoed.html 'may be changed in phase “<span lang="nl">vastgesteld</span>”'
t 'and the objection beside the endorsements'         bash -c 'grep -rl "financiële dekking" out/record | grep -q html'
t 'obligations of result and of effort are apart'     holds out parties.html 'Apart by kind of promise'
promised() { tr '\n' ' ' <out/parties.html | grep -oP "Afspraak, $1</span>.*?</tr>" | grep -oP 'data-label="Promised" class="number">\K[0-9]+' | awk '{ sum += $1 } END { print sum }'; }
number() { tr '\n' ' ' <out/index.html | grep -oP "<a href=\"[a-z_]*.html\">$1</a>\s*</dt>\s*<dd>\K[0-9]+"; }
together() { tr '\n' ' ' <out/parties.html | grep -oP "Together\s*</th>.*?</tr>" | grep -oP "data-label=\"$1\" class=\"number[^>]*>\K[0-9]+" | head -n 1; }
counted_alike() {
	[ "$(number Overdue)" -gt 0 ] && [ "$(number Delivered)" -gt 0 ] && [ "$(number Promised)" = "$(together Promised)" ] &&
		[ "$(number Delivered)" = "$(together Delivered)" ] && [ "$(number Overdue)" = "$(together Overdue)" ] && [ "$(number 'Expected and missing')" = "$(together Missing)" ]
}
t 'the parties together have what the start tells'    counted_alike
t 'what was dropped is not delivered'                 same '1 0' "$(together Delivered) $(together 'Ended otherwise')"
t 'and each counts what it has'                       same '5 1' "$(promised resultaat) $(promised inspanning)"
t 'in every row too'                                  holds out index.html 'Afspraak, inspanning'
t 'of a decision all signers are told'                bash -c 'tr "\n" " " <out/decisions.html | grep -oP "Vaststelling in het BO.*?</tr>" | grep -oP "actor_[a-z]*-bo.html" | sort | tr "\n" " " | grep -qx "actor_ienw-bo.html actor_ipo-bo.html actor_uvw-bo.html actor_vng-bo.html "'
t 'an actor is told by name and function'             bash -c 'grep -rq "(vng-pt)</a>" out/decisions*.html'
t 'a cell tells its column where there is no room'    holds out decisions.html '<td data-label="Verdict">'
t 'the audit tells how many records each list has'    bash -c "grep -qF 'Void records ($(grep -l 'id=\"void\"' out/record/*.html | wc -l))' out/audit.html"
t 'an agenda tells its term too'                      bash -c 'tr "\n" " " <out/index.html | grep -qP "Term: <time datetime=\"2023-12-31\">"'
t 'the audit names what was refused'                  holds out audit.html 'refused'
t 'with --json it says where and how many'            bash -c 'akkoord report --json -o out plain >answer'
t 'by its own schema'                                 same 'akkoord/report/1' "$(json answer 'd["schema"]')"

# ---- what does not stand is not told as if it did
t 'an object tells what is proposed about it'         holds out object/afspraak_nazorg.html 'Wacht nog op handtekeningen'
t 'what was taken back'                               holds out object/afspraak_nazorg.html 'Voorstel dat is teruggenomen'
t 'and what is void'                                  holds out object/afspraak_spoed.html 'Op een oude waarde'
t 'but nothing of another'                            fails holds out object/afspraak_pfas.html 'Wacht nog op handtekeningen'
t 'a seal tells whether it is complete'               holds out "record/$(basename "$(grep -l '"kind": "seal"' out/record/*.json | head -n 1)" .json).html" 'a quorum of witnesses signed for it'
t 'who was revoked is so marked in its seat'          holds out object/seat_pt.vng.html '<span class="mark wait">revoked</span>'
t 'and whose mandate ended'                           holds out object/seat_pt.uvw.html '<span class="mark wait">mandate ended</span>'
t 'its key is not theirs for ever'                    holds out keys.html 'the end of the mandate'
akkoord report --lang en -o split "$VECTORS/split" >/dev/null
t 'complete seals that contradict are complete'       fails grep -q 'height 2' split/seals.html
mapfile -t seals < <(grep -l '"height": 2' split/record/*.json | sed 's/json$/html/')
t 'on their own pages too'                            same 2 "$(grep -l 'a quorum of witnesses signed for it' "${seals[@]}" | wc -l)"
t 'and what nobody judged says why'                   grep -q 'comes after two complete seals of one height' "${seals[@]}"
akkoord report --lang en -o amended "$TOP" >/dev/null
t 'an amendment tells place by place what it changes' holds amended "record/$(basename "$(grep -l '"op": "amend"' amended/record/*.json)" .json).html" 'types.bijdrage.create.aangeboden</code>'
t 'of two agendas with the same themes every page keeps the rules' expect 0 python3 "$check" amended
t 'and the page of the charter why'                   holds amended charter.html 'Bodem+ doet mee, zonder zetel in BO of DO'
mkdir founded && cp -R "$VECTORS/founding/keys" "$VECTORS/founding/ledger" founded/
t 'a ledger with its charter alone is told'           expect 0 akkoord report --lang en -o none founded
t 'as one that has no records yet'                    holds none seals.html 'There are no records yet.'

# ---- the record pages can be checked without us
one_of() { grep -l "\"kind\": \"$1\"" out/record/*.json | head -n 1; }
commands_of() { python3 -I -c 'import html, re, sys
for code in re.findall(r"<pre><code>((?:sha256sum|ssh-keygen) .*?)</code></pre>", open(sys.argv[1], encoding="utf-8").read(), re.S):
    print(html.unescape(code))' "$1"; }
commands_work() {
	local file=$1 commands
	commands=$(commands_of "${file%.json}.html")
	[ "$(wc -l <<<"$commands")" -eq 2 ] || return 1
	(cd out && bash -c "set -e; $commands") >said 2>&1 || { cat said; return 1; }
	grep -q "^$(basename "$file" .json) " said && grep -q 'Good "akkoord" signature' said
}
rules_told() { python3 -I - <<'END'
import json, glob
told = 0
for path in glob.glob('out/record/*.json'):
    page = open(path[:-5] + '.html', encoding='utf-8').read()
    in_force = json.load(open(path, encoding='utf-8'))['kind'] == 'propose' and '>in force<' in page
    assert ('id="rules"' in page) == in_force, path
    told += in_force
assert told > 3, told
END
}
t 'each decision in force tells the rules that allow it, and nothing else does' rules_told
# told PAGE SECTION: the words of a section of the page of a record, on one line
page_of() { for file in "$1"/record/*.json; do grep -qF "\"why\": \"$2\"" "$file" && echo "${file%.json}.html"; done | head -n 1; }
told() { python3 -I -c 'import html, re, sys
section = re.search("<section [^>]*id=\"%s\">(.*?)</section>" % sys.argv[2], open(sys.argv[1], encoding="utf-8").read(), re.S)
print(" ".join(html.unescape(re.sub("<[^>]*>", " ", section.group(1))).split()) if section else "")' "$1" "$2"; }
tells() { told "$1" "$2" | grep -qF -e "$3"; }
for of in out 'v.reasons'; do [ -d $of ] || akkoord report -o $of "$VECTORS/${of#v.}" >/dev/null; done
void=$(page_of out 'Dit mag het DO niet')
t 'a void record tells the change at fault'           tells "$void" void 'At fault change 1 of 1: Termijn , Programma PFAS en diffuus lood starten'
t 'the rule that refused it, of the phase at the time' tells "$void" void '“ Termijn ” may be changed in phase “ vastgesteld ” by a decision of Bestuurlijk Overleg bo'
t 'and where in the charter that stands'              tells "$void" void 'types.afspraak.fields.termijn.by.vastgesteld: bo'
void=$(page_of out 'Op een oude waarde')
t 'a stale one tells what it was to replace'          tells "$void" void 'It was to replace 1 November 2022 There stood 31 March 2023'
t 'which decision stood in its way'                   tells "$void" void 'Uitstel, op verzoek van het bevoegd gezag Its signer had seen that.'
void=$(page_of out 'Voortgang tijdens het geschil')
t 'a frozen one tells what froze it'                  tells "$void" void 'What “Betreft” names can be changed by nobody but gb while this is: in behandeling'
t 'whatever is void tells its rule'                   bash -c 'for file in v.reasons/record/*.html; do ! grep -q "id=\"void\"" "$file" || tr "\n" " " <"$file" | grep -qP "The rule</dt>\s*<dd>\s*[^ ].*?</dd>" || exit 1; done'
none_void() { ! grep -lZ 'id="void"' out/record/*.html | xargs -0 grep -L '>void</span>' | grep -q .; }
t 'and nothing else does'                             none_void
waits=$(page_of out 'Wacht nog op handtekeningen')
t 'a pending proposal tells what it lacks'            tells "$waits" open 'Still needed 1 signature'
t 'who may still sign'                                tells "$waits" open 'May still sign ienw : ienw-do vng : vng-do The rules'
t 'the rule that it has to meet'                      tells "$waits" open '“ Planning ” may be changed in phase “ vastgesteld ” by a decision of Directeurenoverleg do'
t 'and whether it would apply now'                    tells "$waits" open 'If decided now it would apply'
t 'and what else is pending about the same'           tells "$waits" open 'Also pending about the same proposal'
t 'which tells of this one too'                       tells "$(page_of out 'Over hetzelfde')" open 'Wacht nog op handtekeningen'
t 'what is decided waits for nothing'                 same 2 "$(grep -l 'id="open"' out/record/*.html | wc -l)"
for kind in propose endorse object withdraw seal; do
	t "the two commands on the page of a $kind work" commands_work "$(one_of $kind)"
done

# ---- the same again
t 'it is made again in the same place'                expect 0 akkoord report -o out plain
cp -r out before
t 'and again'                                         expect 0 akkoord report -o out plain
t 'byte for byte the same'                            diff -r before out
bare_of plain plain.git >/dev/null 2>&1
t 'from a bare repository too'                        expect 0 akkoord report -o from-git plain.git
# what is refused by its path cannot all be in a git tree; the rest must be the same
t 'a command that only shows keeps what it verified'  bash -c 'akkoord status -C plain.git >/dev/null && rm plain.git/akkoord.cache'
t 'a report takes nothing from there'                 expect 0 akkoord report -o from-git -C plain.git
t 'nor keeps it'                                      fails test -e plain.git/akkoord.cache
t 'with the same pages of objects'                    diff -r before/object from-git/object

# ---- two agendas
mkdir ex && cp -r "$TOP/keys" "$TOP/ledger" ex
t 'the example makes a report'                        expect 0 akkoord report -o ex.out ex
t 'that keeps the rules'                              expect 0 python3 "$check" ex.out
for years in 2022-2023 2024-2025; do
	t "two gaps of one title are told apart ($years)" holds ex.out gaps.html "Thema · Samenwerkingsagenda Bodem en ondergrond $years"
done
t 'what an agenda left behind is not delivered'       bash -c 'tr "\n" " " <ex.out/parties.html | grep -oP "Together\s*</th>.*?</tr>" | grep -oP "class=\"number[^>]*>\K[0-9]+" | head -n 4 | tr "\n" " " | grep -qx "18 2 7 9 "'
t 'what is referred to elsewhere stands in words'     holds ex.out relations.html '→ Resterende spoedsaneringen en nazorg'

# ---- whatever its texts say
t 'a hostile ledger makes a report'                   expect 0 akkoord report -o hostile.out hostile
t 'whose elements are exactly those of a plain one'   expect 0 python3 "$check" hostile.out out
second= # a Python that has the parser of browsers
for python in python3 /usr/bin/python3; do
	[ -n "$second" ] || { "$python" -c 'import html5lib' 2>/dev/null && second=$python; }
done
if [ -n "$second" ]; then
	t 'as browsers read it too'                       expect 0 "$second" "$check" hostile.out out
else
	skip 'as browsers read it too' 'html5lib is not installed'
fi
for ledger in plain hostile; do
	akkoord dossier afspraak/spoed -C $ledger -o "$ledger.dossier" >said || cat said
done
t 'nor does a dossier of either differ'               expect 0 "${second:-python3}" "$check" hostile.dossier plain.dossier
t 'no text of it is markup'                           bash -c '! grep -rqiE "<(script|img|iframe|form|svg/|base|style)" hostile.out hostile.dossier --include=*.html'
t 'and nothing in it runs by its policy'              holds hostile.out index.html "script-src &#39;none&#39;"

# ---- long lists are cut
t 'a larger ledger makes a report'                    expect 0 akkoord report -o large.out large
t 'that keeps the rules'                              expect 0 python3 "$check" large.out
t 'its lists go on on further pages'                  test -f large.out/records_2.html
t 'and no page is heavy'                              same '' "$(find large.out -name '*.html' -size +256k)"

# ---- moments
t 'a report as known at a day'                        expect 0 akkoord report -o at.out --at 2022-10-15 plain
t 'says so on every page'                             holds at.out parties.html 'As known at <time datetime="2022-10-15T23:59:59Z">'
void=$(basename "$(page_of out 'Dit mag het DO niet')" .html)
t 'one as a signer had seen it links the record'      bash -c "akkoord report -o seen.out --at $void plain >/dev/null && grep -qF 'href=\"record/$void.html\"' seen.out/parties.html"
t 'there the proposal still waits, and tells why not' tells "seen.out/record/$void.html" open 'If decided now it would be void do may not change Termijn of afspraak/pfas'
t 'and knows nothing of later'                        bash -c '! grep -rq "Vaststelling in het BO" at.out'
t 'its links lead somewhere'                          expect 0 python3 "$check" at.out
t 'what changed since a day is told apart'            expect 0 akkoord report -o since.out --since 2022-10-25 plain
t 'on a page of its own'                              test -f since.out/changed.html
t 'with what was and becomes'                         bash -c 'tr "\n" " " <since.out/changed.html | grep -qP "Uitstel, op verzoek van het bevoegd gezag</h2>.*?1.November 2022.*?31.March 2023"'
t 'that says since which day'                         holds since.out changed.html $'What changed since 25\u00a0October 2022</h1>'
t 'a split is told on every page'                     expect 0 akkoord report -o split.out "$VECTORS/split"
t 'as a warning'                                      holds split.out charter.html 'witnesses signed against one another'
for id in $(json "$VECTORS/split/expect.json" '" ".join(d["split"])'); do
	t 'with each of the seals'                        grep -q "$id" split.out/audit.html
done
for vector in decisions dispute seals reasons fork amendment; do
	t "the vector $vector makes a report"             expect 0 akkoord report -o "v.$vector" "$VECTORS/$vector"
	t "that keeps the rules ($vector)"                expect 0 python3 "$check" "v.$vector"
done

t 'a fork is told with its other history'           bash -c 'tr "\n" " " <v.fork/audit_conflicts.html | grep -oP "305143076ebc.*?</tr>" | grep -q 6d3433a81bab'

# ---- languages
t 'English is asked for'                              expect 0 akkoord report --lang en -o en.out plain
t 'and the page says so'                              holds en.out index.html '<html lang="en">'
t 'what records say is marked as Dutch'               holds en.out object/afspraak_spoed.html '<h1 lang="nl">'
t 'or as what it is'                                  expect 0 akkoord report --lang en --content-lang fy -o fy.out plain
t 'which the page tells'                              holds fy.out object/afspraak_spoed.html '<h1 lang="fy">'
t 'another language is not known'                     expect 2 akkoord report --lang de -o de.out plain
t 'a language tag is no markup'                       expect 2 akkoord report --content-lang '"><b>' -o de.out plain
if [ -f "${AKKOORD%/*}/locale/nl/LC_MESSAGES/akkoord.mo" ]; then
	t 'Dutch is asked for'                            expect 0 akkoord report --lang nl -o nl.out plain
	t 'and spoken'                                    holds nl.out index.html '<html lang="nl">'
	t 'in the menu'                                   holds nl.out index.html 'Besluiten'
	t 'with nothing marked as foreign'                holds nl.out object/afspraak_spoed.html '<h1>'
else
	skip 'Dutch is asked for' 'the messages are not built'
fi

# ---- where it goes
t 'it must be said where to'                          expect 2 akkoord report plain
mkdir full && echo mine >full/mine
t 'a folder with something else in it is left alone'  expect 1 akkoord report -o full plain
t 'which is told in one line'                         stderr_one_line
t 'and nothing in it changed'                         same mine "$(cat full/mine)"
echo mine >out/mine
t 'so is a report with something added'               expect 1 akkoord report -o out plain
t 'which is named'                                    stderr_has '"mine"'
t 'and still there'                                   same mine "$(cat out/mine)"
rm out/mine && ln -s /etc/passwd out/object/link
t 'a link in it counts as something added'            expect 1 akkoord report -o out plain
rm out/object/link
mkdir empty
t 'an empty folder is filled'                         expect 0 akkoord report -o empty plain
t 'with a report'                                     test -f empty/index.html
t 'the folder that one is in is not replaced'         bash -c 'mkdir here && cd here && ! akkoord report -o . ../plain'
t 'a file is no folder'                               expect 1 akkoord report -o full/mine plain
t 'a folder above that is not there is trouble'       expect 3 akkoord report -o nowhere/out plain
t 'what is no ledger makes no report'                 expect 3 akkoord report -o none.out full
t 'and no folder'                                     fails test -e none.out
t 'nothing half-made is left beside'                  same '' "$(find . -maxdepth 1 \( -name '*.out.*' -o -name 'out.*' \))"
if [ "$(id -u)" -ne 0 ]; then
	mkdir locked && chmod a-w locked
	t 'where nothing can be written it says so'       expect 3 akkoord report -o locked/out plain
fi
