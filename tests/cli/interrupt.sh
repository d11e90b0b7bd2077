#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# ^C at every kind of question: the command ends as by an interrupt, the terminal is as it was, and nothing is left half done.
. "${0%/*}/lib.sh"
. "$TOP/tests/cli/stage.sh"

t 'the example has its people'                    stage_keys
t 'and a replica'                                 stage_replica
by ipo-do propose thema/kennis-2024-2025 titel='Kennis!' --for 'do' --why een >/dev/null 2>&1
by ipo-do propose thema/beleid-2024-2025 titel='Beleid!' --for 'do' --why twee >/dev/null 2>&1
id=$(last_id agenda)
export AKKOORD_REPLICA=agenda
state() { git -C agenda rev-parse HEAD && git -C agenda status --porcelain 2>/dev/null; ls -A agenda; }
commits() { git -C agenda rev-list --count HEAD; }
# whole: nothing came in, nothing lies about, no lock is held, and the ledger is sound.
whole() { same "$before" "$(state)" && expect 0 akkoord verify && expect 0 by vng-do propose thema/water-2024-2025 titel="Water $RANDOM" --for 'do' --why "$RANDOM"; }
# stopped SENTENCE WAIT… -- COMMAND…
stopped() {
	before=$(state)
	t "^C $1"                                 python3 -I "$TOP/tests/cli/interrupt.py" "${@:2}"
	t '  leaves all whole'                    whole
}
stopped 'where a proposal is confirmed'           '[y/N]' -- akkoord propose thema/kennis-2024-2025 titel=Anders --for do --why x
stopped 'where an endorsement is'                 '[y/N]' -- akkoord endorse "$id"
stopped 'where an objection is'                   '[y/N]' -- akkoord object "$id" --why nee
stopped 'where a seal is'                         '[y/N]' -- akkoord seal --as ienw-getuigen --key keys/ienw-getuigen
stopped 'where the next agenda is'                '[y/N]' -- akkoord roll agenda/2024-2025 2026-2027 titel=Verder van=2026-01-01 tot=2027-12-31 --why x
printf 'object;tekst;prioriteit;agenda\nnorm;Een norm;kennis-2024-2025;2024-2025\n' >rows.csv
stopped 'where rows are'                          '[y/N]' -- akkoord import rows.csv --type afspraak --for do --why x
stopped 'where what looks personal is'            '[y/N]' -- akkoord propose thema/kennis-2024-2025 titel='Bel 06-12345678' --for do --why x
ssh-keygen -q -p -N 'a secret' -P '' -f keys/ienw-do >/dev/null
stopped 'where ssh-keygen asks a passphrase'      assphrase -- akkoord propose thema/kennis-2024-2025 titel=Anders --for do --why x --yes
ssh-keygen -q -p -P 'a secret' -N '' -f keys/ienw-do >/dev/null
printf '#!/bin/sh\necho an editor\nread -r word\n' >"$WORK/bin/stays"
chmod +x "$WORK/bin/stays"
export EDITOR=stays
stopped 'in an editor that ends by it'            'an editor' -- akkoord propose --edit prioriteit/kennis-2024-2025 --for do --why x
# ---- a server that asks who one is
coproc ASKS { exec python3 -I "$TOP/tests/cli/unauthorized"; }
asks=$ASKS_PID
trap 'kill "$asks" 2>/dev/null; finish' EXIT
read -r port <&"${ASKS[0]}"
git -C agenda remote add asks "http://127.0.0.1:$port/bodem.git"
stopped 'where git asks a name'                   'Username for' -- akkoord sync asks
stopped 'where git asks a password'               'Username for=someone' 'Password for' -- akkoord sync asks
git -C agenda remote remove asks
t '^C where git asks it of who joins'             python3 -I "$TOP/tests/cli/interrupt.py" 'Username for' -- akkoord clone "http://127.0.0.1:$port/bodem.git" joined --ledger "$LEDGER"
t '  leaves no folder'                            fails test -e joined

# Of several, those that were signed before stay signed.
n=$(commits)
t '^C at the second of a meeting'                 python3 -I "$TOP/tests/cli/interrupt.py" '[y/N]=y' '[y/N]' -- akkoord endorse --all --for do
t '  leaves the first signed'                     same $((n + 1)) "$(commits)"
t '  and all sound'                               expect 0 akkoord verify
akkoord init --draft draft --charter bodem-en-ondergrond --party ienw=keys/ienw.pub --party ipo=keys/ipo.pub --party uvw=keys/uvw.pub \
	--party vng=keys/vng.pub >/dev/null 2>&1
before=$(find draft | sort)
t '^C where a charter is signed'                  python3 -I "$TOP/tests/cli/interrupt.py" '[y/N]' -- akkoord init --sign draft --as ipo --key keys/ipo
t '  leaves the draft as it was'                  same "$before" "$(find draft | sort)"

# ---- a reader that has seen enough
for words in log 'log --graph' status 'list afspraak' 'show afspraak/governance' help verify 'log --json'; do
	closed() {
		# shellcheck disable=SC2086
		bash -c "akkoord $words 2>said | head -1 >/dev/null; exit \${PIPESTATUS[0]}" && same '' "$(cat said)"
	}
	t "akkoord $words | head -1 is silent"    closed
done
