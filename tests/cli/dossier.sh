#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# A dossier: all about one matter, with the verdicts of the whole ledger, in which no byte can be altered unnoticed.
. "${0%/*}/lib.sh"
export AKKOORD_NOW=2023-05-01T12:00:00Z

t 'a dossier of an object is made'              shows 'begin with index.html' akkoord -C "$TOP" dossier afspraak/governance -o 'a dossier'
t 'akkoord verifies it as a ledger'             shows 'Yes: all is well' akkoord verify 'a dossier'
t 'sh, sha256sum and ssh-keygen verify it too'  shows ' 0 wrong.' sh 'a dossier/verify.sh'
t 'and it says what it does not check'          stdout_has 'akkoord verify DIR'

# verify.sh calls nothing but these two
mkdir tools && ln -s "$(command -v sha256sum)" "$(command -v ssh-keygen)" tools
for shell in dash bash; do
	if found=$(command -v $shell); then
		t "with nothing else to be called, in $shell" shows ' 0 wrong.' env PATH="$PWD/tools" "$found" 'a dossier/verify.sh'
	else
		skip "in $shell" "$shell is not installed"
	fi
done

akkoord verify --json "$TOP" >whole.json
same_verdicts() {
	akkoord verify --json "$1" >part.json && python3 -I - <<'END'
import json
whole, part = json.load(open('whole.json')), json.load(open('part.json'))
assert part['records'] and part['ledger'] == whole['ledger'] and part['refused'] == {}
for i, verdict in part['records'].items():
    assert whole['records'][i] == verdict, (i, verdict, whole['records'][i])
assert part['seals'] == whole['seals'][:len(part['seals'])]
END
}
t 'each verdict in it is that of the whole'     same_verdicts 'a dossier'
n=0
for matter in $(akkoord -C "$TOP" log --verdict void --json | python3 -I -c 'import json, sys
for r in json.load(sys.stdin)["records"][:6]: print(r["record"])') uvw-pl prioriteit/sturing thema/kennis actor/uvw-pl; do
	n=$((n + 1))
	akkoord -C "$TOP" dossier "$matter" -o "d$n" >/dev/null
	t "so they are about $matter"           same_verdicts "d$n"
done
akkoord -C "$TOP" dossier thema/kennis -o small >/dev/null
t 'and some are smaller than the whole'         bash -c 'akkoord verify --json small | python3 -I -c "import json, sys; assert len(json.load(sys.stdin)[\"records\"]) < len(json.load(open(\"whole.json\"))[\"records\"])"'

t 'the index has the object as it stands'       grep -qF 'gestroomlijnd' 'a dossier/index.en.txt'
t 'and what each signer had seen'               grep -qE 'Its signer had seen, of this matter: [0-9a-f]{12}, and what these had seen$' 'a dossier/index.en.txt'
t 'the rule behind a verdict'                   grep -qF 'types.afspraak.fields.werkvorm.by.vastgesteld: do' 'a dossier/index.en.txt'
t 'what is disputed'                            expect 0 sed -n '/^What is disputed/,/^$/p' 'a dossier/index.en.txt'
t 'both what lost to a fork'                    stdout_matches 'uvw-pl .* void: fork +Klaar!'
t 'and what came too late'                      stdout_matches 'uvw-pl .* void: stale '
t 'and since when who knew what'                expect 0 sed -n '/^Since when each party/,/^Attach/p' 'a dossier/index.en.txt'
t 'by a record that is in it too'               stdout_matches 'd99ff6a98708 +ienw-do +2021-11-15 09:04 +2021-12-06 09:02 '
told_is_true() {
	akkoord -C "$TOP" list actor --json >actors.json && python3 -I - "$1" <<'END'
import glob, json, re, sys
records = {}
for path in glob.glob(sys.argv[1] + '/ledger/*/*/*.json'):
    records[path[-69:-5]] = json.load(open(path, encoding='utf-8'))
party = {row['object'].split('/')[1]: row['fields']['party'] for row in json.load(open('actors.json'))['objects']}
past, height = {}, {}
def look(i):
    if i not in past:
        past[i], height[i] = set(), 1
        for parent in records[i]['parents']:
            look(parent)
            past[i] |= past[parent] | {parent}
            height[i] = max(height[i], height[parent] + 1)
for i in records:
    look(i)
full = {i[:12]: i for i in records}
text = open(sys.argv[1] + '/index.en.txt', encoding='utf-8').read()
known = text[text.index('\nSince when each'):text.index('\nAttachments')].split('\n\n')[1].splitlines()
parties, rows = known[0].split()[2:], 0
for line in known[1:]:
    cells = re.split('  +', line)
    for name, told in zip(parties, cells[2:]):
        proofs = [(r['time'], height[i], i) for i, r in records.items()
                  if party.get(r['actor'], r['actor']) == name and full[cells[0]] in past[i] | {i}]
        when = min(proofs)[0][:16].replace('T', ' ') if proofs else '-'
        assert told == when, (line, name, told, when)
        rows += 1
about = [full[line.split()[2]] for line in text[text.index('\nIn the order'):].split('\n\n')[0].splitlines()[3:]]
seen = re.findall(r'\nIts signer had seen, of this matter: (.*)\n', text)
for i, told in zip(about, seen):
    mine = past[i] & set(about)
    last = {x[:12] for x in mine if not any(x in past[y] for y in mine)}
    assert set(re.findall('[0-9a-f]{12}', told)) == last, (i, told, last)
assert rows > 20 and len(seen) == len(about) > 5, (rows, len(seen), len(about))
END
}
t 'both as the records in it have it'           expect 0 told_is_true 'a dossier'
t 'in Dutch too'                                grep -qF 'In de volgorde van beoordelen' 'a dossier/index.nl.txt'

# ---- the same as pages
check=$TOP/tests/report/check.py
page() { tr '\n' ' ' <"$1"; }
t 'its pages keep the rules of those of a report' expect 0 python3 "$check" 'a dossier'
t 'in both languages'                           stdout_matches '^2 pages, 0 faults$'
t 'each leads to the other'                     bash -c 'grep -qF "href=\"index.nl.html\" lang=\"nl\"" "a dossier/index.html" && grep -qF "href=\"index.html\" lang=\"en\"" "a dossier/index.nl.html"'
same_told() {
	python3 -I - "$1" <<'END'
import html, re, sys
for language, name, order, after in (('en', 'index.html', 'In the order of judging', 'As it stands'), ('nl', 'index.nl.html', 'In de volgorde van beoordelen', 'Stand van zaken')):
    text = open('%s/index.%s.txt' % (sys.argv[1], language), encoding='utf-8').read()
    page = open('%s/%s' % (sys.argv[1], name), encoding='utf-8').read()
    assert '<html lang="%s"' % language in page
    listed = text[text.index('\n' + order):text.index('\n' + after)]
    ids = re.findall(r'^\S+ \S+  ([0-9a-f]{12}) ', listed, re.M)
    section = lambda name: page[page.index('<section aria-labelledby="h-%s"' % name):].split('</section>')[0]
    assert len(ids) > 5 and ids == re.findall(r'<th scope="row"><a href="[^"]+" class="id">([0-9a-f]{12})', section('order'))
    assert ids == [i[:12] for i in re.findall(r'<div class="card" id="([0-9a-f]{64})"', section('records'))]
    seen = [set(re.findall('[0-9a-f]{12}', line)) for line in re.findall(r'\n(?:Its signer had seen|De ondertekenaar had van deze zaak gezien).*: ?(.*)\n', text)]
    cards = section('records').split('<div class="card"')[1:]
    told = [set(re.findall(r'class="id">([0-9a-f]{12})', card[card.rindex('<h4>'):])) for card in cards]
    assert len(seen) == len(ids) and seen == told, (seen, told)
    known = re.search(r'd99ff6a98708  ienw-do +\d.*', text).group().split()
    row = section('known').split('<tr>')[2]
    assert len(re.findall('<time ', row)) == sum(1 for word in known if re.fullmatch(r'\d\d:\d\d', word)) == 4
END
}
t 'and tells what the text tells'               expect 0 same_told 'a dossier'
t 'one of an actor is called so, in our own language' bash -c 'akkoord -C "$1" dossier uvw-pl -o of-actor >/dev/null && grep -qF "<h1>All that uvw-pl signed, and its mandate</h1>" of-actor/index.html && grep -qF "<h1>Alles wat uvw-pl ondertekende, en het mandaat daarvoor</h1>" of-actor/index.nl.html' - "$TOP"
t 'a long one has its records on further pages' expect 0 akkoord -C "$TOP" dossier ienw-do -o long
t 'that keep the rules too'                     expect 0 python3 "$check" long
t 'of which there are some'                     test -f long/index_3.html
t 'each of its records stands on one of them'   bash -c 'cmp <(grep -ho "class=\"card\" id=\"[0-9a-f]*" long/index*[0-9l].html | sort | uniq -c | awk "{ print \$1 }" | sort -u) <(echo 2)'
# ---- the same from another replica, in another language
mkdir example && cp -r "$TOP/keys" "$TOP/ledger" example && bare_of example other.git >/dev/null 2>&1
t 'made from a repository'                      expect 0 env LC_ALL=nl_NL.UTF-8 akkoord -C other.git dossier afspraak/governance -o again
t 'it is the same byte for byte'                diff -r 'a dossier' again

# ---- an archive
t 'a name that ends in .tar makes an archive'   expect 0 akkoord -C "$TOP" dossier afspraak/governance -o one.tar
t 'from the other it is the same byte for byte' expect 0 env LC_ALL=nl_NL.UTF-8 TAR_OPTIONS=--verbose TZ=Asia/Tokyo bash -c 'umask 077; akkoord -C other.git dossier afspraak/governance -o two.tar; cmp one.tar two.tar'
t 'it unpacks as a folder'                      expect 0 bash -c 'mkdir unpacked && tar -C unpacked -xf one.tar && diff -r "a dossier" unpacked/dossier'
t 'which verifies'                              shows ' 0 wrong.' sh unpacked/dossier/verify.sh
t 'nothing else is left beside it'              bash -c '! ls -d one.tar?* two.tar?* 2>/dev/null'
t 'one that is there is left alone'             expect 1 akkoord -C "$TOP" dossier uvw-pl -o one.tar
t 'without tar none is made'                    expect 3 env PATH="$PWD/tools" "$AKKOORD" -C "$TOP" dossier uvw-pl -o three.tar
t 'and none half'                               bash -c '! ls -d three.tar* 2>/dev/null'

# ---- as of a moment
seal=$(akkoord -C "$TOP" log --kind seal --json | python3 -I -c 'import json, sys; print(json.load(sys.stdin)["records"][0]["record"])')
for at in 2022-12-31 2021-12-31 "$seal" 43db6ceafa70; do
	t "a dossier as of $at is made"         expect 0 akkoord -C "$TOP" dossier afspraak/governance -o "at-$at" --at "$at"
	akkoord verify --json "$TOP" --at "$at" >then.json
	t 'with the verdicts of then'           python3 -I - "at-$at" "$AKKOORD" <<'END'
import json, subprocess, sys
part = json.loads(subprocess.run([sys.argv[2], 'verify', '--json', sys.argv[1]], capture_output=True).stdout)
then = json.load(open('then.json'))
assert part['records'] and not part['refused']
for i, verdict in part['records'].items():
    assert then['records'][i] == verdict, (i, verdict, then['records'][i])
END
done
t 'it says that it is what was known'           grep -qF 'As known at 2022-12-31T23:59:59Z' at-2022-12-31/index.en.txt
t 'or what a seal fixes'                        grep -qE '^As (sealed|fixed)' "at-$seal/index.en.txt"
t 'what came later is not in it'                bash -c '! grep -qF 43db6ceafa70 at-2021-12-31/index.en.txt'
t 'of what was not there yet there is none'     expect 2 akkoord -C "$TOP" dossier afspraak/governance -o none --at 2021-10-12

# ---- keys by period
akkoord -C "$VECTORS/keys-change" dossier ienw-bo -o keys >/dev/null
t 'a key that was replaced has a period'        grep -qE '^[a-z-]+ namespaces="akkoord",valid-after="[0-9]{14}Z" ssh-' keys/allowed_signers
t 'and so has the one before it'                grep -qE '^[a-z-]+ namespaces="akkoord"(,valid-after="[0-9]{14}Z")?,valid-before="[0-9]{14}Z" ssh-' keys/allowed_signers
t 'every record is held against them'           shows ' 0 wrong.' sh keys/verify.sh
cp "$out" told
t 'those signed outside a period are told'      stdout_matches '^NOTE: ledger/uvw/.* tells a time at which its key was not in force for uvw'
outside_is_void() {
	akkoord verify --json keys >keys.json && python3 -I - <<'END'
import json, re
verdicts = json.load(open('keys.json'))['records']
told = set(re.findall(r'^NOTE: .*-([0-9a-f]{64})\.json tells', open('told').read(), re.M))
void = {i for i, verdict in verdicts.items() if verdict in ('void:key', 'void:revoked')}
assert void and void <= told, void - told
assert not [i for i in told if verdicts[i] in ('in-force', 'counted')]
END
}
t 'they are what akkoord finds void for that'   outside_is_void
t 'whatever the time zone of the machine'       expect 0 env TZ=Asia/Tokyo sh keys/verify.sh
t 'the same is told'                            cmp told "$out"
cp -r keys later
sed -i -E 's/valid-after="[0-9]{14}Z"/valid-after="20990101000000Z"/' later/allowed_signers
t 'a key outside its period is told'            expect 1 sh later/verify.sh
t 'record by record'                            stdout_matches '^NOTE: ledger/.* tells a time at which its key was not in force'
t 'in a sum too'                                stdout_matches '^[1-9][0-9]+ signed with a key outside its period'
t 'in Dutch too'                                stdout_matches '^LET OP: ledger/.* noemt een tijd waarop zijn sleutel niet gold'
akkoord -C "$TOP" dossier bodemplus-advies -o advice >/dev/null
t 'with its mandate ends the period of a key'   grep -q '^bodemplus-advies .*,valid-before="20250101000000Z" ssh-' advice/allowed_signers
python3 "$TOP/tests/report/ledgers.py" agenda laid-out
akkoord -C laid-out dossier afspraak/nazorg -o otherwise >/dev/null
t 'records that are laid out otherwise'         shows ' 0 fout.' sh otherwise/verify.sh
t 'are not said to be outside a period'         stdout_lacks 'NOTE: '
t 'but not to have been held against it'        stdout_matches '^[1-9][0-9]+ tell a time in a form that is not read here'

# ---- the mandate of an actor
akkoord -C "$TOP" dossier vng-bo -o of-vng-bo >/dev/null
for why in 'Aanwijzing door VNG' 'Zij mocht niet tekenen' 'Nieuwe secretaris BO'; do
	t "what gave it, or took it back: $why"        grep -qF "$why" of-vng-bo/index.nl.txt
done
t 'and how that stands'                         grep -qE '^actor/vng-bo  ' of-vng-bo/index.nl.txt

# ---- disputes about it
akkoord -C "$TOP" dossier afspraak/spoed -o disputed >/dev/null
ruling=$(akkoord -C "$TOP" log geschil/spoed --json | python3 -I -c 'import json, sys; print([r["record"] for r in json.load(sys.stdin)["records"] if r["why"] == "Uitspraak van de geschilbeslechting"][0])')
t 'a dispute about it is told, also when it is settled' grep -qF 'Er is een geschil hierover: geschil/spoed (De waterschappen missen een termijn), beslecht.' disputed/index.nl.txt
t 'on the page too'                             grep -qF 'Geschillen hierover:' disputed/index.nl.html
akkoord -C "$TOP" dossier afspraak/kennisvisie -o delivered >/dev/null
t 'its pages keep the rules, and so do those with attachments' bash -c 'python3 "$1" disputed && python3 "$1" delivered' - "$TOP/tests/report/check.py"
t 'with the ruling'                             bash -c 'ls disputed/ledger/*/*/*-"$1".json' - "$ruling"
t 'which is a record about the matter'          grep -qF "${ruling:0:12}" disputed/index.nl.txt
t 'and has the verdict that it has in the whole' same "$(akkoord verify --json "$TOP" | grep "$ruling")" "$(akkoord verify --json disputed | grep "$ruling")"

# ---- evidence
for breach in fork split; do
	t "evidence of a $breach is made"       expect 0 akkoord -C "$VECTORS/$breach" dossier --evidence "$breach" -o "e-$breach"
	t 'whose signatures stock tools verify' shows ' 0 wrong.' sh "e-$breach/verify.sh"
	akkoord verify --json "e-$breach" >part.json
	t 'it is there alone as in the whole'   python3 -I -c 'import json, sys
whole, part = json.load(open(sys.argv[1])), json.load(open("part.json"))
assert part.get("split") == whole.get("split") and part["records"]
assert all(whole["records"][i] == v for i, v in part["records"].items())
assert sys.argv[2] == "fork" and "void:fork" in part["records"].values() or sys.argv[2] == "split" and len(part["split"]) > 1
' "$VECTORS/$breach/expect.json" "$breach"
done
split_told() {
	python3 -I - e-split <<'END'
import json, re, subprocess, sys
seals = set(json.load(open('part.json'))['split'])
text, page = open(sys.argv[1] + '/index.en.txt').read(), open(sys.argv[1] + '/index.html').read()
assert len(seals) == 2 and all(text.count('Seal %s\nNot judged: ' % i) == 1 for i in seals)
cards = dict(re.findall(r'<div class="card" id="([0-9a-f]{64})">(.*?)(?=<div class="card"|</section>)', page, re.S))
part = page[page.index('<section aria-labelledby="h-split"'):].split('</section>')[0]
assert {i[:12] for i in seals} == set(re.findall('class="id">([0-9a-f]{12})', part))
assert seals < set(cards) and all('Endorsed by' in cards[i] and 'not judged' in cards[i] for i in seals), cards.keys()
told = int(re.search(r'of which (\d+) are about', text).group(1))
assert len(cards) == told == len(re.findall('^Its signer had seen', text, re.M)), (len(cards), told)
END
}
fork_told() { # each number that an actor used twice, with the records that have it
	python3 -I - e-fork <<'END'
import re, sys
page = open(sys.argv[1] + '/index.html').read()
rows = page[page.index('<section aria-labelledby="h-forks"'):].split('</section>')[0].split('<tr>')[2:]
numbers = [re.search(r'class="number">(\d+)', row).group(1) for row in rows]
assert len(rows) > 2 and all(numbers.count(n) > 1 for n in numbers), numbers
END
}
t 'evidence of a fork shows the numbers used twice' expect 0 fork_told
t 'both seals of a split are told, though nothing after them is judged' expect 0 split_told
t 'the example has a fork too'                   expect 0 akkoord -C "$TOP" dossier --evidence fork -o e-example
t 'where there is no fork'                      expect 1 akkoord -C "$VECTORS/founding" dossier --evidence fork -o none
t 'that is said'                                stderr_has 'no actor signed two histories'
t 'where there is no split'                     expect 1 akkoord -C "$TOP" dossier --evidence split -o none
t 'that is said as well'                        stderr_has 'no two complete seals have one height'
t 'neither leaves anything'                     fails test -e none
t 'another breach is none'                      expect 2 akkoord -C "$TOP" dossier --evidence theft -o none
t 'a matter and evidence are two things'        expect 2 akkoord -C "$TOP" dossier uvw-pl --evidence fork -o none
t 'and nothing is neither'                      expect 2 akkoord -C "$TOP" dossier -o none

# ---- no byte can be flipped unnoticed: each of every file (of long pages every so many) by sha256sum as verify.sh calls it, and many by the whole of both
by_sha256sum() {
	python3 -I - "$1" <<'END'
import os, random, subprocess, sys, tempfile
random.seed(6)
listed = [line.split('  ') for line in open(os.path.join(sys.argv[1], 'SHA256SUMS')).read().splitlines()]
flipped = 0
for digest, name in listed:
    data = open(os.path.join(sys.argv[1], name), 'rb').read()
    places = range(0, len(data), 1 + len(data) // 8000)  # of what is long, thousands all over it
    with tempfile.TemporaryDirectory() as folder:
        for at in places:
            with open('%s/%d' % (folder, at), 'wb') as file:
                file.write(data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1:])
        lines = ''.join('%s  %d\n' % (digest, at) for at in places)
        ran = subprocess.run(['sha256sum', '-c', '--quiet', '-'], cwd=folder, input=lines, capture_output=True, text=True)
        assert ran.returncode == 1 and ran.stdout.count(': FAILED') == len(places), (name, ran)
        flipped += len(places)
print(flipped)
END
}
t 'sha256sum notices the bytes of what is listed' expect 0 by_sha256sum small
t 'which are many'                              stdout_matches '^[1-9][0-9]{4}'
by_both() {
	python3 -I - "$AKKOORD" "$1" <<'END'
import os, random, subprocess, sys
akkoord, top = sys.argv[1:]
random.seed(5)
files = sorted(os.path.join(f, n) for f, _, names in os.walk(top) for n in names)
scripts = 0
signed = [f for f in files if '/ledger/' in f]
shortest = min((f for f in signed if f.endswith('.json')), key=os.path.getsize)
whole = {shortest, shortest[:-5] + '.sig'}  # every third byte of these two
for path in files:
    data = open(path, 'rb').read()
    places = range(0, len(data), 3) if path in whole else \
        random.sample(range(len(data)), 60 if path.endswith('SHA256SUMS') else 1 if path in signed else 4)
    for at in places:
        bent = bytearray(data)
        bent[at] ^= 1 << random.randrange(8)
        open(path, 'wb').write(bent)
        ran = subprocess.run([akkoord, 'verify', '--json', top], capture_output=True)
        assert ran.returncode in (1, 3), (path, at, ran)
        if not path.endswith('verify.sh') and scripts < 10 and random.random() < 0.3:
            scripts += 1
            ran = subprocess.run(['sh', os.path.join(top, 'verify.sh')], capture_output=True)
            assert ran.returncode != 0, (path, at, ran)
    open(path, 'wb').write(data)
assert scripts > 3
END
}
t 'no flipped bit goes unnoticed'               by_both small
: >small/more
t 'nor a file too many'                         expect 1 akkoord verify small
t 'which is named'                              stderr_has 'more'
t 'verify.sh sees it too'                       expect 1 sh small/verify.sh
rm small/more
for lacking in verify.sh SHA256SUMS index.nl.html signers; do
	mv "small/$lacking" aside
	t "nor is $lacking taken away unnoticed"  expect 1 akkoord verify small
	mv aside "small/$lacking"
done
t 'with all of them in place it is whole again' expect 0 akkoord verify small

# ---- refusals
t 'a place that is there is left alone'         expect 1 akkoord -C "$TOP" dossier uvw-pl -o d1
t 'a place is asked for'                        expect 2 akkoord -C "$TOP" dossier uvw-pl
t 'that has a name'                             expect 2 akkoord -C "$TOP" dossier uvw-pl -o ''
t 'a matter that is none'                       expect 2 akkoord -C "$TOP" dossier afspraak/governace -o x
t 'has a near one'                              stderr_has 'did you mean'
t 'nothing is left behind'                      bash -c '! ls -d x* 2>/dev/null'
t 'as JSON'                                     expect 0 akkoord -C "$TOP" dossier uvw-pl -o y --json
t 'it tells how much there is'                  stdout_json "d['schema'] == 'akkoord/dossier/1' and d['records'] >= d['about'] > 0 and (d['path'], d['form']) == ('y', 'folder')"
t 'and of an archive'                           expect 0 akkoord -C "$TOP" dossier uvw-pl -o y.tar --json
t 'that it is one'                              stdout_json "(d['path'], d['form']) == ('y.tar', 'tar')"
