#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Every example of the help, and so of the manual, and of the documents is run as it stands in a replica of the worked example, and answered yes.
. "${0%/*}/lib.sh"
. "$TOP/tests/cli/stage.sh"

# ---- what the examples speak of
tick() { # a minute goes by
	AKKOORD_NOW=$(date -u -d "$AKKOORD_NOW + 1 minute" +%Y-%m-%dT%H:%M:%SZ)
}
# kept NAME COMMAND…: signs, and keeps the id of the record.
kept() {
	local name=$1
	shift
	tick
	by "$@" >/dev/null 2>&1 || return 1
	last_id agenda >"$name"
}
# A proposal that came too late: another changed the field meanwhile.
overtaken() {
	local id
	kept again ienw-do propose thema/kennis-2024-2025 titel='Kennis en onderwijs' --for 'do' --why 'onderwijs' || return 1
	kept other ipo-do propose thema/kennis-2024-2025 titel='Kennis en data' --for 'do' --why 'data' || return 1
	for name in uvw-do vng-do; do kept last "$name" endorse "$(cat other)" || return 1; done
	id=$(cat again)
	for name in uvw-do vng-do; do kept last "$name" endorse "$id" --even-if-void || return 1; done
	akkoord -C agenda show "$id" | grep -q stale
}
pending() {
	kept first ipo-do propose agenda/2024-2025 tot=2025-12-30 --for 'do' --why 'een dag eerder' &&
		kept second uvw-do propose thema/water-2024-2025 titel='Water en bodem' --for 'do' --why 'sturend' &&
		kept third vng-do propose thema/governance-2024-2025 titel='Governance' --for 'do' --why 'korter' &&
		kept fourth vng-do propose prioriteit/kennis-2024-2025 titel='Kennis' --for 'do' --why 'korter' &&
		kept own ienw-do propose thema/beleid-2024-2025 titel='Beleid' --for 'do' --why 'korter'
}
# What lies around: keys, papers, sheets, a server, other replicas.
around() {
	local name
	cp keys/vng agenda/vng-root && cp keys/vng.pub agenda/vng-root.pub
	for name in vng-bo-plv new; do python3 -I "$TOP/tests/cli/worthless-key" $name agenda/$name && rm agenda/$name; done
	cp keys/{ienw,ipo,uvw,vng}.pub agenda/
	mkdir -p "$HOME/.ssh" "$HOME/git" && cp keys/ipo keys/ipo.pub "$HOME/.ssh/"
	cp keys/ipo-getuigen "$HOME/.ssh/getuigen" && cp keys/ipo-getuigen.pub "$HOME/.ssh/getuigen.pub"
	printf 'Uitvoeringstoets agenda 2022-2023: uitvoerbaar en betaalbaar.\n' >agenda/uitvoeringstoets.txt
	printf 'De toets.\n' >agenda/rapport.pdf
	cp "$TOP/src/charter/bodem-en-ondergrond.json" agenda/statuut.json && cp agenda/statuut.json agenda/nieuw.json
	printf 'nr;tekst;wie trekt;prioriteit\nnormen;Normen herzien;ipo;kennis-2024-2025\n' >agenda/afspraken.csv
	cat >agenda/wijziging.json <<'END'
{ "why": "korter", "changes": [ { "op": "set", "object": "beleidsopgave/landelijk", "field": "titel", "to": "Bodem op het platteland" } ] }
END
	git -C agenda remote add ipo "$PWD/ipo.git" && cp -R example.git ipo.git
	git init -q --bare "$HOME/git/agenda.git"
	for name in https://git.example.org/bodem.git ssh://git@ipo.example/bodem.git; do
		git config --global --add "url.$PWD/example.git.insteadOf" $name
	done
	git config --global "url.$PWD/vng.git.insteadOf" ssh://git@vng.example/bodem.git
}
# A person who fills in what the form lacks.
cat >"$WORK/bin/fill-in" <<'END'
#!/bin/sh
sed -i -e 's/^planning:.*/planning: 2024-10-01/' -e 's/^agenda:$/agenda: agenda\/2024-2025/' -e 's/^prioriteit:$/prioriteit: prioriteit\/stoffen-2024-2025/' \
	-e 's/^tekst:$/tekst: Lood in kaart/' -e 's/^why:$/why: besproken/' "$1"
END
chmod +x "$WORK/bin/fill-in"
export EDITOR=fill-in

t 'the example has its people'                    stage_keys
t 'and a replica'                                 stage_replica
t 'with a proposal that came too late'            overtaken
t 'and some that wait'                            pending
t 'and what the examples speak of lies around it' around
tick
python3 "$TOP/tests/cli/examples.py" "$LEDGER" "$TOP/docs/man" || failures=$((failures + 1))
