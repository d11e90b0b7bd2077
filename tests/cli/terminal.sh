#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The tour in a real terminal, by tmux, in both languages: what stands on the screen, prompts, a real editor, colours, the pager,
# Ctrl-C.
. "${0%/*}/lib.sh"

need tmux 'it is the terminal'

# ---- a ledger with a body of three
K=$HOME/keys
for name in ienw ipo uvw vng ienw-do ipo-do uvw-do; do worthless_key "$name" >/dev/null; done
parties=() signs=()
for name in ienw ipo uvw vng; do
	parties+=(--party "$name=$K/$name.pub")
	signs+=(--sign-with "$name=$K/$name")
done
begin() {
	akkoord init --charter bodem-en-ondergrond "${parties[@]}" "${signs[@]}" --yes agenda || return 1
	local name
	for name in ienw ipo uvw; do
		akkoord -C agenda actor add "$name-do" --actor-key "$K/$name-do.pub" --as "$name" --key "$K/$name" --yes || return 1
		akkoord -C agenda seat add do "$name-do" --as "$name" --key "$K/$name" --yes || return 1
	done
}
t 'a ledger is founded' begin

# The messages beside the program, as after `make install`.
mkdir -p "$WORK/app/bin" "$WORK/app/share/locale/nl/LC_MESSAGES"
cp "$AKKOORD" "$WORK/app/bin/akkoord"
msgfmt -o "$WORK/app/share/locale/nl/LC_MESSAGES/akkoord.mo" "$TOP/src/report/po/nl.po"

# ---- the terminal
opened=0 # each terminal has a server of its own: one that ends does not pull down the next
terminal() { tmux -u -f /dev/null -S "$WORK/tmux.$opened" "$@"; }
trap 'terminal kill-server 2>/dev/null; finish' EXIT

# open_terminal LANGUAGE COLUMNS: a new one, with a shell in the replica.
open_terminal() {
	terminal kill-server 2>/dev/null
	opened=$((opened + 1))
	env -u LC_ALL LC_CTYPE=C.UTF-8 LANG="$1" LANGUAGE="$1" PATH="$WORK/app/bin:$PATH" \
		tmux -u -f /dev/null -S "$WORK/tmux.$opened" new-session -d -x "$2" -y 60 -c "$PWD/agenda" "exec env PS1='left-\$?-\$(stty | grep -c -- -echo)> ' bash --norc --noprofile" &&
		left 0
}
screen() { terminal capture-pane -p "$@"; }
# sees TEXT: it stands on the screen within some seconds.
sees() {
	local i
	for ((i = 0; i < 300; i++)); do
		screen 2>/dev/null | grep -qF -e "$1" && return 0
		sleep 0.1
	done
	echo "not on the screen: $1"
	screen
	return 1
}
# typed LINE: at the prompt, on an empty screen, and a return.
typed() { sees '-0>' && terminal send-keys -R && terminal clear-history && terminal send-keys -l "$1" && terminal send-keys Enter; }
answers() { terminal send-keys -l "$1" && terminal send-keys Enter; }
# left STATUS: the shell is back, the command left so, and what is typed is echoed: the terminal is sane. The prompt tells both.
left() { sees "left-$1-0>"; }
records() { akkoord -C agenda status --json | python3 -I -c 'import json, sys; print(json.load(sys.stdin)["records"])'; }
grown() { same $((before + 1)) "$(records)"; }
unchanged() { same "$before" "$(records)"; }
# fits COLUMNS: no line was broken by the terminal: what it joins again is no wider, but for the line that was typed.
fits() { screen -J | grep -vF -e 'end""ed' -e EDITOR=vi | python3 -I -c 'import sys; sys.exit("".join(line for line in sys.stdin if len(line.rstrip()) > int(sys.argv[1])) or None)' "$1"; }

accented=$'e\u0301' # two code points, one column
# tour LANGUAGE STATUS NOTHING PROMPT YES REFUSED
tour() {
	local language=$1 seen=$2 idle=$3 prompt=$4 yes=$5 refused=$6 id
	t "$language: a terminal opens"                      open_terminal "$language" 80
	t "$language: status"                                typed 'akkoord --no-pager status'
	t "$language: stands on the screen"                  sees "$seen"
	t "$language: and left well"                         left 0
	t "$language: nothing waits"                         typed 'akkoord todo --as ipo-do'
	t "$language: and that is said"                      sees "$idle"
	before=$(records)
	local propose="akkoord propose new agenda/$language titel='日本 $accented' van=2022-01-01 tot=2023-12-31 --why begin --as ienw-do --key '$K/ienw-do'"
	t "$language: a proposal is shown and asked about"   typed "$propose"
	t "$language: with a prompt"                         sees "$prompt"
	t "$language: wide and combining letters are whole"  sees "日本 $accented"
	t "$language: Ctrl-C at the prompt"                  terminal send-keys C-c
	t "$language: leaves a sane terminal"                left 130
	t "$language: and nothing written"                   unchanged
	t "$language: an answer that is none"                typed "$propose"
	t "$language: to the prompt"                         sees "$prompt"
	t "$language: is no yes"                             answers perhaps
	t "$language: which is said"                         sees "$refused"
	t "$language: as a finding"                          left 1
	t "$language: and nothing is written"                unchanged
	t "$language: once more"                             typed "$propose"
	t "$language: to the prompt"                         sees "$prompt"
	t "$language: yes"                                   answers "$yes"
	t "$language: signs it"                              left 0
	t "$language: once"                                  grown
	id=$(akkoord -C agenda log --kind propose -n 1 --json | sed -n 's/^ *"record": "\(.*\)",/\1/p')
	t "$language: another has it to do"                  typed 'akkoord todo --as ipo-do'
	t "$language: and sees it"                           sees "${id:0:12}"
	before=$(records)
	t "$language: endorsing shows it and asks"           typed "akkoord endorse ${id:0:12} --as ipo-do --key '$K/ipo-do'"
	t "$language: with a prompt"                         sees "$prompt"
	t "$language: below what it is about"                sees "agenda/$language"
	t "$language: yes"                                   answers "$yes"
	t "$language: signs it"                              left 0
	t "$language: once"                                  grown
	t "$language: a third signature makes the object"    akkoord -C agenda endorse "$id" --as uvw-do --key "$K/uvw-do" --yes
}
tour en 'Interbestuurlijke samenwerkingsagenda' 'Nothing' '[y/N]' y 'not confirmed: nothing was done'
tour nl 'Interbestuurlijke samenwerkingsagenda' 'Er wacht niets' '[j/N]' j 'niet bevestigd'

# ---- the editor: vi, at 60 columns too
at_cursor() { screen | sed -n "$(($(terminal display-message -p '#{cursor_y}') + 1))p"; }
stands_on() {
	at_cursor | grep -qF -e "$1" && return 0
	screen
	return 1
}
# edit_tour LANGUAGE COLUMNS FAULT NOTHING-CHANGED PROMPT YES
edit_tour() {
	local language=$1 columns=$2 fault=$3 idle=$4 prompt=$5 yes=$6
	local here="$language, $columns columns" edit
	edit="EDITOR=vi akkoord propose --edit agenda/$language --why longer --as uvw-do --key '$K/uvw-do'"
	before=$(records)
	t "$here: a terminal opens"                          open_terminal "$language" "$columns"
	t "$here: the editor"                                typed "$edit"
	t "$here: has the form"                              sees "[agenda/$language]"
	t "$here: that is left as it was"                    answers :q
	t "$here: and nothing is proposed"                   sees "$idle"
	t "$here: which is a finding"                        left 1
	t "$here: the editor once more"                      typed "$edit"
	t "$here: has the form"                              sees "[agenda/$language]"
	t "$here: a mistake is made in it"                   answers ':%s/^tot:.*/tot: gisteren/'
	t "$here: and saved"                                 answers :wq
	t "$here: it opens again, with the fault"            sees "$fault"
	t "$here: and the cursor on its line"                stands_on 'tot: gisteren'
	t "$here: which is mended there"                     answers ':s/gisteren/2024-06-30/'
	t "$here: and saved"                                 answers :wq
	t "$here: what comes of it is shown"                 sees '2024'
	t "$here: with a prompt"                             sees "$prompt"
	t "$here: in which the terminal breaks no line"      fits "$columns"
	t "$here: yes"                                       answers "$yes"
	t "$here: signs it"                                  left 0
	t "$here: once"                                      grown
}
if command -v vi >/dev/null 2>&1; then
	for columns in 80 60; do
		edit_tour en $columns '#! Tot en met (tot) takes a date' 'nothing was changed' '[y/N]' y
		edit_tour nl $columns '#! Tot en met (tot)' 'er is niets gewijzigd' '[j/N]' j
	done
else
	skip 'a proposal is edited in the terminal' 'vi is not installed'
fi

# ---- width, colours, the pager
for columns in 80 132; do
	t "$columns columns: a terminal opens"   open_terminal en $columns
	t "$columns columns: an object"          typed "akkoord --no-pager -C '$TOP' show afspraak/governance; echo end\"\"ed"
	t "$columns columns: is shown"           sees ended
	t "$columns columns: and fits"           fits $columns
done
coloured() { screen -e | grep -q $'\033\[[0-9;]*m'; }
t 'colours are used on a terminal'           typed 'akkoord --no-pager log; echo end""ed'
t 'when the log has come'                    sees ended
t 'they are there'                           coloured
t 'with NO_COLOR'                            typed 'NO_COLOR=1 akkoord --no-pager log; echo end""ed'
t 'when the log has come'                    sees ended
t 'they are not'                             fails coloured
t 'what git is to run, typed by a person'    typed 'akkoord hook'
t 'does not wait for git'                    sees 'akkoord hook --install'
t 'but is told to be wrong'                  left 2
t 'a long answer goes through the pager'     typed "PAGER='sed s/^/paged:/' akkoord log"
t 'that the person chose'                    sees paged:
t 'in UTF-8, whatever the locale'            typed "PAGER='cat >/dev/null; echo by-\$LESSCHARSET' akkoord log"
t 'which it is told'                         sees by-utf-8
cat >"$WORK/pager" <<'END'
#!/bin/sh
interrupted=
trap 'interrupted=yes' INT
cat
echo 'reading on'
until read -r word </dev/tty; do
	[ "$interrupted" ] || exit
	interrupted=
done
echo "closed by $word"
END
chmod +x "$WORK/pager"
t 'a pager that reads on'                    typed "PAGER='$WORK/pager' akkoord log"
t 'has the terminal'                         sees 'reading on'
t 'is pressed ^C in'                         terminal send-keys C-c
t 'and reads on'                             answers enough
t 'until it is left'                         sees 'closed by enough'
t 'and so is the command, well'              left 0
t 'a reader that has seen enough'            typed 'akkoord log | head -1; echo ${PIPESTATUS[0]}-""head'
t 'is no trouble'                            sees 0-head

# ---- a meeting: several are asked about one after another, and a person may think it over
extend() { akkoord -C agenda propose agenda/en "tot=$1" --why "to $1" --as ienw-do --key "$K/ienw-do" --yes --json | sed -n 's/^ *"record": "\(.*\)",/\1/p'; }
first=$(extend 2025-01-01) second=$(extend 2025-02-01)
before=$(records)
t 'a meeting: a terminal opens'              open_terminal en 80
t 'two proposals are endorsed'               typed "akkoord endorse $first $second --as ipo-do --key '$K/ipo-do'"
t 'of which the first is shown'              sees '1 of 2:'
t 'and asked about'                          sees '[y/N]'
t 'yes'                                      answers y
t 'what was signed is told at once'          sees "endorsed proposal ${first:0:12}"
t 'before the next one'                      sees '2 of 2:'
t 'and it is signed'                         grown
t 'while a person thinks, another writes'    expect 0 timeout 10 akkoord -C agenda object "$second" --why 'too late' --as uvw-do --key "$K/uvw-do" --yes
before=$(records)
t 'whoever then says yes'                    answers y
t 'is told so'                               sees 'something came in'
t 'and sees it'                              sees 'uvw-do'
t 'with nothing signed'                      unchanged
t 'before the same is asked once more'       sees 'objected'
t 'yes'                                      answers y
t 'signs it'                                 left 0
t 'once'                                     grown
