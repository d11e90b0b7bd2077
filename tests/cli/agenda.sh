#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# shellcheck disable=SC2016 # a backtick is what a command stands between
# What docs/agenda.md tells a reader to look at is there: every command of its table answers on the worked example.
. "${0%/*}/lib.sh"

mkdir example && cp -r "$TOP/keys" "$TOP/ledger" example/

# The rows of the table «What the plan asks»: what is asked, a tab, where to see it.
rows() { awk -F ' [|] ' '/^## /{on=($0 == "## What the plan asks")} on && /^\| / && ++n > 2 {print substr($1, 3) "\t" $3}' "$TOP/docs/agenda.md"; }

# answers COMMAND: a line as a reader would type it, in the checkout.
answers() {
	(cd example && eval "$1") >"$WORK/shown" 2>"$WORK/said"
	local status=$?
	[ "$status" -le 1 ] && [ -s "$WORK/shown" ] && return 0
	printf 'status %s\n' "$status"
	cat "$WORK/said"
	return 1
}

rows >table
t 'the table has a row for all that the plan asks'     [ "$(wc -l <table)" -ge 20 ]
while IFS=$'\t' read -r asked where; do
	mapfile -t commands < <(grep -o '`akkoord [^`]*`' <<<"$where" | tr -d '`')
	t "a command shows: ${asked%% (*}"             [ "${#commands[@]}" -gt 0 ]
	for command in "${commands[@]}"; do
		t "$command"                           answers "$command"
	done
done <table
