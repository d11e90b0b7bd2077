# SPDX-License-Identifier: EUPL-1.2
# What the tests of languages share: the messages of the source, and a reader of catalogues.
# shellcheck shell=bash

# Every function that makes a sentence for people, with the place of its text. Below the command line they are translated
# where they are told: see src/base/error.h.
# shellcheck disable=SC2054 # the commas are part of the words
MESSAGE_KEYWORDS=(-k_ -kN_ -kP_:1,2 -kAK_NOTED -kak_fail:3 -kak_fail_add:3 -kak_charter_refuse:3 -kak_json_refuse:3
	-kak_record_refuse:3 -kak_store_git_fail:2 -kak_store_os_fail:2 -krefuse:2)

# Into the file $1.
extract_messages() {
	(cd "$TOP" && xgettext --from-code=UTF-8 "${MESSAGE_KEYWORDS[@]}" -o "$1" src/*/*.[ch])
}

# Runs the Python of $2 over `entries`, each a table of msgid, msgid_plural, msgstr..., of the catalogue $1; the lines that
# it puts in `bad` are told, and are a failure.
read_messages() {
	msgcat --no-wrap "$1" | python3 -I -c '
import ast, re, sys
bad, entries = [], []
for block in sys.stdin.read().split("\n\n"):
    texts = {}
    for line in block.split("\n"):
        match = re.match(r"(msg\w+(?:\[\d\])?) (\".*\")$", line)
        if match:
            key = match.group(1)
            texts[key] = ast.literal_eval(match.group(2))
        elif line.startswith("\""):
            texts[key] += ast.literal_eval(line)
    if texts.get("msgid"):
        entries.append(texts)
exec(sys.argv[1])
sys.exit("\n".join(bad) or None)' "$2"
}
