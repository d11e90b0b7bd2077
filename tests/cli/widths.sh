#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# What the reading commands show on a terminal of 80, 60 and 40 columns, in both languages: no line is wider, but for a word that is too
# long by itself, such as an id or a command to copy. Not on a terminal lines are as long as they are.
. "${0%/*}/lib.sh"

mkdir -p "$WORK/app/bin" "$WORK/app/share/locale/nl/LC_MESSAGES"
cp "$AKKOORD" "$WORK/app/bin/akkoord"
msgfmt -o "$WORK/app/share/locale/nl/LC_MESSAGES/akkoord.mo" "$TOP/src/report/po/nl.po"
mkdir example && cp -r "$TOP/keys" "$TOP/ledger" example/
record=$(akkoord log -C example --verdict void --json | grep -o -m1 '[0-9a-f]\{64\}')

# fits COLUMNS LANGUAGE COMMAND…: by the widths that Unicode gives characters.
fits() {
	LC_ALL='' LC_CTYPE=C.UTF-8 LANG=$2 LANGUAGE=$2 GIT_PAGER=cat AKKOORD_NOW=2024-06-01T12:00:00Z \
		"$TOP/tests/cli/on-terminal" "$1" "$WORK/app/bin/akkoord" "${@:3}"
}

for language in en nl; do
	for columns in 80 60; do
		for command in status log 'log --graph' 'list afspraak' 'list afspraak --columns termijn,planning,product' \
			'show afspraak/governance' "show $record" 'blame agenda/2022-2023' 'todo --as ipo-do' conflicts gaps overdue \
			'overdue --at 2023-06-01' progress 'progress --by soort' 'diff 2022-01-01 2022-06-30' 'diff 2022-07-01 2023-01-01' 'charter show' \
			'charter diff 2022-07-01 2023-01-01' verify help 'help propose'; do
			# shellcheck disable=SC2086
			t "$command fits in $columns columns, $language" fits "$columns" "$language" ${command%% *} -C example ${command#"${command%% *}"}
		done
	done
done
for command in 'show afspraak/governance' 'todo --as ipo-do' 'diff 2022-01-01 2022-06-30'; do
	# shellcheck disable=SC2086
	t "$command fits in 40 columns" fits 40 nl ${command%% *} -C example ${command#"${command%% *}"}
done

t 'in a pipe the same line is whole'           expect 0 akkoord log -C example
t 'whatever its width'                         stdout_matches '2022-12-12 09:0. .{80,}'
t 'the help of an option is told to its end'    shows 'all that wait for your seat' "$TOP/tests/cli/on-terminal" --show 60 akkoord help endorse --no-pager
t 'on as many lines as it takes'               fails grep -q '  .*…$' "$out"
t 'an example stays whole, to be copied'       shows '  akkoord propose new afspraak/kaart agenda=2024-2025 prioriteit=kennis-2024-2025 tekst="Kaart maken" --why "afgesproken"' "$TOP/tests/cli/on-terminal" --show 60 akkoord help propose --no-pager
t 'where who set a field has no room beside it' shows '2022-03-07  43db6ceafa70  do' "$TOP/tests/cli/on-terminal" --show 80 akkoord show afspraak/governance -C example --no-pager
t 'what was set with the object is told once'  same 1 "$(grep -c d99ff6a98708 "$out")"
