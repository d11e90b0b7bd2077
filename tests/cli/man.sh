#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The manual: pages of commands say what the program says, all are sound, and the tutorial can be typed.
. "${0%/*}/lib.sh"

PAGES=$TOP/docs/man

current() {
	mkdir -p made && "$TOP/tests/make-man" "$AKKOORD" made || return 1
	local page
	for page in made/*.1; do
		diff -u "$PAGES/${page##*/}" "$page" && continue
		echo 'make them anew: tests/make-man'
		return 1
	done
	for page in "$PAGES"/*.1; do
		[ -f "made/${page##*/}" ] || { echo "there is no command for $page" && return 1; }
	done
}
t 'the pages are those that tests/make-man makes of the program' current

marked() { # every page has its licence, and names itself
	local page name
	for page in "$PAGES"/*.[1-8]; do
		name=${page##*/} name=${name%.*}
		grep -q 'SPDX-License-Identifier: EUPL-1.2' "$page" || { echo "$page has no licence" && return 1; }
		sed 's/[\]-/-/g' "$page" | grep -qx ".Nm $name" || { echo "$page does not name $name" && return 1; }
	done
}
t 'each page names its subject and its licence'                 marked

linked() { # every page of ours that another names is there
	local page
	sed -n 's/^\.\(It \)\{0,1\}Xr \(akkoord[a-z-]*\) \([1-8]\).*/\2.\3/p' "$PAGES"/*.[1-8] | sort -u >linked
	[ -s linked ] || return 1
	while read -r page; do
		[ -f "$PAGES/$page" ] || { echo "there is no $page" && return 1; }
	done <linked
}
t 'no page names one that is not there'                         linked

if command -v mandoc >/dev/null; then
	t 'mandoc has nothing to say'                               gives '' mandoc -Tlint -W warning "$PAGES"/*.[1-8]
else
	skip 'mandoc has nothing to say' 'mandoc is not installed'
fi

# The lines of the tutorial that begin with $, and what continues them.
typed() {
	awk '/^\.Bd -literal/ {inside = 1; next} /^\.Ed/ {inside = 0} inside {sub(/^\$ /, ""); gsub(/\\e/, "\\"); print}' \
		"$PAGES/akkoord-tutorial.7"
}
tutorial() {
	mkdir tutorial && (set -e && typed >tutorial.sh && cd tutorial && bash -exu ../tutorial.sh)
}
t 'the tutorial can be typed from the first line to the last'   tutorial
t 'and what it decided is there, in both replicas'              shows 'agenda/2024-2025' akkoord -C tutorial/copy.git list agenda
