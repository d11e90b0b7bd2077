#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# shellcheck disable=SC1010 # do is a body
# Whatever is signed is searched for personal data first, by each command that takes a text.
. "${0%/*}/lib.sh"
# shellcheck source=../charters/stage.sh
. "$TOP/tests/charters/stage.sh"

dutch >"$WORK/log" 2>&1 || { cat "$WORK/log"; exit 1; }
A=agenda/2022-2023
decided "$DO" --for do new $A titel='Agenda 2022-2023' van=2022-01-01 tot=2023-12-31 \
	new thema/kennis agenda=$A titel=Kennis >"$WORK/log" 2>&1 || { cat "$WORK/log"; exit 1; }
sign ienw-do propose thema/kennis titel='Kennis en data' --for do --why 'other words' >"$WORK/log" 2>&1 || cat "$WORK/log"
ID=$(pending)
BAD='ask j.jansen@example.nl'
ssh-keygen -q -t ed25519 -N '' -C '' -f new
printf 'titel\n%s\n' "$BAD" >sheet.csv
records() { ak log --json | python3 -I -c 'import json, sys; print(len(json.load(sys.stdin)["records"]))'; }
BEFORE=$(records)

# warns SENTENCE ACTOR WORDS…: the command tells what it found and signs nothing, though --yes is given.
warns() {
	local sentence=$1
	shift
	t "$sentence"                           expect 2 sign "$@"
	t '  what it is is told'                stderr_has '“j.jansen@example.nl” looks like an e-mail address'
}

warns 'propose: in a field'             ienw-do propose thema/kennis toelichting="$BAD" --for do --why 'a note'
warns 'propose: in the reason'          ienw-do propose thema/kennis toelichting=x --for do --why "$BAD"
warns 'endorse'                         ipo-do endorse "$ID" --why "$BAD"
warns 'object'                          uvw-do object "$ID" --why "$BAD"
warns 'withdraw'                        ienw-do withdraw "$ID" --why "$BAD"
warns 'actor: in the name'              vng actor add vng-x --actor-key new.pub --name "$BAD"
warns 'actor: in the reason'            vng actor revoke vng-pl --why "$BAD"
warns 'seat'                            vng seat remove pt vng-pt --why "$BAD"
warns 'office'                          ienw-do office clear pm --why "$BAD"
warns 'roll: in a field'                ienw-do roll $A agenda/2024-2025 titel="$BAD" van=2024-01-01 tot=2025-12-31 --for do
warns 'import: in a cell'               ienw-do import sheet.csv --type thema --set agenda=$A --for do
t 'nothing of it was signed'            same "$(records)" "$BEFORE"
t 'with a word for it, it is'           expect 0 sign uvw-do object "$ID" --why "$BAD" --personal-data-ok
t 'and stands there'                    same "$(records)" $((BEFORE + 1))
