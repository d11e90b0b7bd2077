#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Dutch: every message of the source has one, and the program speaks it. A locale that this machine lacks is made here.
. "${0%/*}/lib.sh"
. "$TOP/tests/cli/messages.sh"

PO=$TOP/src/report/po/nl.po

# ---- the catalogue is whole

need xgettext 'it reads the messages of the source'
extract() {
	if extract_messages "$WORK/akkoord.pot" 2>"$WORK/warned" && [ ! -s "$WORK/warned" ]; then return 0; fi
	cat "$WORK/warned"
	return 1
}
# One for one: what the source no longer says is told by msgcmp as a warning, and is a fault too.
compare() {
	local said
	said=$(msgcmp "$PO" "$WORK/akkoord.pot" 2>&1) && [ -z "$said" ] && return 0
	printf '%s\n' "$said" | head -40
	return 1
}
finished() { ! grep -nE '^#~|^#,.*fuzzy' "$PO"; }
# The values that a sentence takes, with their types: of a Dutch one the same, whether it is marked as a format or not.
formats() {
	read_messages "$PO" '
def taken(text):
    found = re.findall(r"%(?:(\d+)\$)?[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(<PRI\w+>|(?:hh|h|ll|l|z|j)?[a-zA-Z%])", text)
    kinds = [(int(at or i + 1), kind) for i, (at, kind) in enumerate(f for f in found if f[1] != "%")]
    return sorted(kinds)
for entry in entries:
    for name, text in entry.items():
        wanted = [taken(entry[key]) for key in ("msgid", "msgid_plural") if key in entry]
        if name.startswith("msgstr") and taken(text) not in wanted:
            bad.append("not the same values: %s / %s" % (entry["msgid"], text))'
}
# What is typed, and so is never translated: every option and every `akkoord command` of a message stands in its Dutch too.
typed() {
	read_messages "$PO" '
for entry in entries:
    said = [text for name, text in entry.items() if name.startswith("msgstr")]
    for word in re.findall(r"--[a-z][a-z-]+|`akkoord [a-z]+|git config akkoord\.\w+", entry["msgid"]):
        if not all(word in text for text in said):
            bad.append("%s is lost in: %s" % (word, " / ".join(said)))'
}
t 'the messages of the source can be extracted'      extract
t 'each of them has its Dutch, and nothing else has' compare
t 'none is obsolete, or waits for a translator'      finished
t 'a Dutch sentence takes the values of its English' formats
t 'the catalogue passes the checks of msgfmt'        msgfmt --check -o "$WORK/akkoord.mo" "$PO"
t 'options and commands in it are those one types'   typed

# ---- the program speaks it

# The messages beside the program, as after `make` and after `make install`.
mkdir -p "$WORK/app/bin" "$WORK/app/share/locale/nl/LC_MESSAGES"
cp "$AKKOORD" "$WORK/app/bin/akkoord"
cp "$WORK/akkoord.mo" "$WORK/app/share/locale/nl/LC_MESSAGES/akkoord.mo"
dutch() {
	local words=("$@")
	[ "${words[0]}" != akkoord ] || words[0]=$WORK/app/bin/akkoord
	LC_ALL='' LANG=nl_NL.UTF-8 LANGUAGE=nl "${words[@]}"
}
printf '{"charter":\n' >torn.json
printf '{"charter":"charter/1","name":7}\n' >wrong.json
copy() { cp -R "$TOP/keys" "$TOP/ledger" .; }
copy

t 'the overview of commands is Dutch'                shows 'gebruik: akkoord <opdracht>' dutch akkoord help
t 'and has no English summary left'                  stdout_lacks 'show the whole ledger'
t 'the help of a command is Dutch'                   shows 'Voorbeelden' dutch akkoord help endorse
t 'with its options'                                 stdout_has 'antwoord met één JSON-document'
t 'the verdict of verify is Dutch'                   shows 'Ja: alles is in orde.' dutch akkoord verify .
t 'with days as Dutch writes them'                   stdout_has 'ondertekend tussen 11-10-2021 en 11-12-2023'
t 'what is refused is told in Dutch'                 expect 1 dutch akkoord verify "$VECTORS/refusals"
t 'with the place and what belongs there'            stdout_has 'schema: respond_by: een datum is JJJJ-MM-DD, een bestaande dag'
t 'and what only other records can show'             stdout_has 'key: niemand van dit register heeft deze deelnemer met deze sleutel'
t 'columns of lists are Dutch'                       shows 'oordeel' dutch akkoord log --verdict void
t 'a verdict reads as Dutch, its reason as the word' stdout_has 'nietig: fork'
t 'what is filtered on is typed as ever'             expect 0 dutch akkoord log --verdict void:fork
t 'the remark behind an example'                   shows 'akkoord sync ipo vng           # alleen deze' dutch akkoord help sync
t 'what a field holds'                              shows 'geheel getal, ten minste 0 EUR' dutch akkoord charter show bodem-en-ondergrond
t 'an object is shown in Dutch'                      shows 'Niet ingevuld' dutch akkoord show afspraak/governance
t 'errors are Dutch, and still one line'             expect 2 dutch akkoord verfy .
t 'with the near command in it'                      stderr_is 'akkoord: er is geen opdracht verfy; bedoelt u verify?'
# A sentence of the rooms below the command line, where nothing knows of languages.
t 'so are errors from deep down'                     expect 3 dutch akkoord verify nowhere
t 'whole'                                            stderr_is 'akkoord: er is geen map "nowhere"'
t 'and with a place in a file'                       expect 1 dutch akkoord charter check torn.json
t 'whose words are Dutch'                            stdout_has 'regel 2, kolom 1: de tekst eindigt waar een waarde hoort'
t 'a rule of the charter is told in Dutch'           expect 1 dutch akkoord charter check wrong.json
t 'with the kinds that it names'                     stdout_has 'name: dit moet een tekst zijn (protocol §4)'
t 'but in JSON as everywhere'                        expect 1 dutch akkoord charter check wrong.json --json
t 'for who reads it by program'                      stdout_json 'any(f["sentence"] == "this must be a text (protocol §4)" for f in d["faults"])'
t 'JSON has the same keys'                           expect 0 dutch akkoord verify --json .
t 'and the same schema'                              stdout_json 'len(d["ledger"]) == 64 and "in-force" in d["records"].values()'
dutch_sentence() { LC_ALL=nl_NL.UTF-8 shows 'Ja: alles is in orde.' "$WORK/app/bin/akkoord" verify .; }
t 'LC_ALL alone says it, installed or not'           dutch_sentence
english() { LC_ALL=$1 LANGUAGE='' shows 'Yes: all is well.' "$WORK/app/bin/akkoord" verify .; }
t 'C.UTF-8 is English'                               english C.UTF-8
t 'and so is C'                                      english C

# A locale that is really there takes another path through the C library.
if command -v localedef >/dev/null && [ -f /usr/share/i18n/locales/nl_NL ]; then
	mkdir -p "$WORK/locales"
	localedef -i nl_NL -f UTF-8 "$WORK/locales/nl_NL.UTF-8" >/dev/null 2>&1
	installed() {
		LOCPATH=$WORK/locales LC_ALL=nl_NL.UTF-8 shows 'Ja: alles is in orde.' "$WORK/app/bin/akkoord" verify .
	}
	t 'an installed Dutch locale gives Dutch'        installed
else
	skip 'an installed Dutch locale gives Dutch' 'there is no localedef, or no source of the locale'
fi

t 'a built-in type and its fields are named in Dutch' expect 2 dutch akkoord propose seat/do.ipo holder=x --why x --as ipo-do
t 'as the whole sentence'                            stderr_has 'seat/do.ipo (Zetel) heeft geen veld holder; bedoelt u holders?'
t 'a value of such a field too'                      expect 2 dutch akkoord propose seat/do.ipo holders+=niemand --why x --as ipo-do
t 'with its label'                                   stderr_has 'Bekleders (holders)'

# ---- dates and numbers, as Dutch writes them, but never in what a program reads
dutch() { LC_ALL=C.UTF-8 LANGUAGE=nl akkoord "$@" -C "$TOP"; }
t 'a day is day-month-year'                          shows '30-06-2023' dutch show afspraak/governance
t 'of a record too'                                  shows 'Gemaakt  15-11-2021  ' dutch show afspraak/governance
t 'with its time'                                    shows '06-06-2022 09:01' dutch log
t 'not in JSON'                                      expect 0 dutch show afspraak/governance --json
t 'where it is year-month-day'                       stdout_json 'd["fields"]["termijn"]["value"] == "2023-06-30"'
t 'a moment is written so too'                       shows 'Zoals bekend op 30-11-2021 23:59:59 UTC' dutch show agenda/2022-2023 --at 30-11-2021
t 'in a comparison'                                  shows 'Vanaf zoals bekend op 01-01-2022 23:59:59 UTC' dutch diff 2022-01-01 2022-06-30
t 'the time of a record'                             shows 'op            15-11-2021 09:0' dutch show d99ff6a98708
t 'and months'                                       shows '11-2021 – ' dutch progress
t 'not in JSON, though'                              expect 0 dutch progress --json
t 'where they are year-month'                        stdout_json 'd["months"][0]["month"] == "2021-11"'
t 'a day is read as it is written'                   shows 'fase concept' dutch show agenda/2022-2023 --at 30-11-2021
