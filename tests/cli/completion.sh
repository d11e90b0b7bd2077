#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Completion: what the shells offer at a place on the line, from the program and the replica at hand.
. "${0%/*}/lib.sh"

BASH_FILE=$TOP/docs/completion/akkoord.bash
cp -R "$TOP/keys" "$TOP/ledger" .

# offers LINE…: what bash offers at the end of these words, as bash would cut them; the last may be ''.
cat >offers.bash <<'EOF'
. "$1"
shift
compopt() { :; }
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_WORDBREAKS=' =:'
_akkoord
printf '%s\n' "${COMPREPLY[@]}"
EOF
offers() { bash --norc offers.bash "$BASH_FILE" "$@"; }
offered() { # WORD LINE…: this word is among them
	local wanted=$1
	shift
	expect 0 offers "$@" && grep -qxF -e "$wanted" "$out" && return 0
	echo "expected to be offered: $wanted"
	tell_run
	return 1
}
only() { # TEXT LINE…: exactly these words
	local wanted=$1
	shift
	gives "$wanted" offers "$@"
}

t 'commands'                                       only 'verify
version' akkoord ver
t 'every command there is'                         same "$(akkoord help --json | grep -c '^    "')" "$(offers akkoord '' | wc -l)"
t 'options of a command'                           offered --respond-by akkoord propose --resp
t 'options of all commands'                        offered --no-pager akkoord log --no
t 'types of the charter'                           offered afspraak akkoord list a
t 'a type and a slash where an object is wanted'   only afspraak/ akkoord blame af
t 'objects of a type'                              only afspraak/kennisvisie akkoord show afspraak/kennisv
t 'of the replica that -C names'                   only thema/later akkoord -C . show thema/l
t 'and of no other'                                only '' akkoord -C /nonexistent show thema/k
t 'fields of the object before'                    only 'termijn=' akkoord propose afspraak/governance term
t 'fields, of which blame tells one'                only 'termijn' akkoord blame afspraak/governance term
t 'parties, where a field holds one'               only ipo akkoord propose afspraak/governance verantwoordelijke = ip
t 'also in a set'                                  only 'uvw' akkoord propose afspraak/governance partners+ = u
t 'actors'                                         only vng-pm akkoord propose afspraak/governance projectleider = vng-pm
t 'objects, where a field refers to one'           only thema/later akkoord propose prioriteit/kennis thema = thema/l
t 'values to which a move leads'                   offered opgeleverd akkoord propose afspraak/governance stand = ''
some=$(akkoord log -n 1 --json | sed -n 's/^ *"record": "\(.*\)",/\1/p')
t 'records by their ids'                           only "${some:0:12}" akkoord show "${some:0:8}"
t 'bodies, for whom a proposal is'                 offered do akkoord propose --for ''
t 'and seats of them'                              offered do/vng akkoord propose --for do/
t 'bodies, where an actor gets a seat'             only 'do' akkoord seat add d
t 'and actors'                                     offered vng-do akkoord seat add do vng-
t 'offices'                                        only pm akkoord office set ''
t 'words of a command'                             only 'revoke
rotate' akkoord actor r
t 'verdicts'                                       only 'pending' akkoord log --verdict pe
t 'kinds'                                          only 'withdraw' akkoord log --kind wi
t 'after an argument of an option comes a word'    only afspraak/kennisvisie akkoord log --kind seal afspraak/kennisv
t 'nothing where nothing is known'                 only '' akkoord status ''

# A ledger of strangers may hold any text: it is not expanded.
mkdir -p trap && cat >trap/akkoord <<'EOF'
#!/bin/sh
echo '                "to": "$(touch hurt)",'
echo '            "field": "stand",'
echo '            "holds": "enum"'
echo '          }'
echo '                  "to": "`touch hurt`; touch hurt"'
EOF
chmod +x trap/akkoord
hostile() {
	(PATH=$PWD/trap:$PATH && offers akkoord propose x/y stand = '') >/dev/null && [ ! -e hurt ]
}
t 'what a ledger says is never run'                hostile

# The others at least parse, where they are installed, and offer the commands.
if command -v zsh >/dev/null; then
	t 'the file of zsh is sound'                   expect 0 zsh -n "$TOP/docs/completion/_akkoord"
else
	skip 'the file of zsh is sound' 'zsh is not installed'
fi
if command -v fish >/dev/null; then
	fish_offers() { fish --no-config -c "source '$TOP/docs/completion/akkoord.fish'; complete -C '$1'" | cut -f 1; }
	t 'fish offers commands'                       shows verify fish_offers 'akkoord ver'
	t 'and objects'                                shows afspraak/governance fish_offers 'akkoord show afspraak/gov'
	t 'and fields'                                 shows 'termijn=' fish_offers 'akkoord propose afspraak/governance term'
	t 'and bodies'                                 shows do fish_offers 'akkoord propose --for '
else
	skip 'fish offers commands' 'fish is not installed'
fi
