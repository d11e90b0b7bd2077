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

# What akkoord(1) tells of configuration and of the environment is what the source reads, both ways. A key may be a prefix in the
# source, "akkoord.mdto.", with the names of a table of rows ROW(NAME, "name", …); git's own settings are told in running text.
settings() {
	python3 -I - "$TOP" <<'END'
import glob, re, sys
top = sys.argv[1]
source = {path: open(path, encoding='utf-8').read() for path in glob.glob(top + '/src/*/*.c')}
everything = '\n'.join(source.values())
page = open(top + '/docs/man/akkoord.1', encoding='utf-8').read()
told_keys = {name for line in re.findall(r'^\.It Cm (akkoord\..*)$', page, re.M) for name in line.split(', ')}
read_keys = set(re.findall(r'ak_store_config_get\([^"]*"(akkoord\.[^"]*)"', everything))
for prefix in re.findall(r'= "(akkoord\.\w+\.)"', everything):
    rows = open(top + '/src/report/%s_fields.h' % prefix.split('.')[1], encoding='utf-8').read()
    read_keys |= {prefix + name for name in re.findall(r'\bROW\(\w+, "(\w+)"', rows)}
told_variables = {name for line in re.findall(r'^\.It Ev (.*)$', page, re.M) for name in line.split(' , Ev ')}
read_variables = set(re.findall(r'(?:ak_cli_environment|getenv)\("(\w+)"\)', everything))
git = {'GIT_EDITOR', 'VISUAL', 'EDITOR', 'LANGUAGE'}  # read by git, and by gettext
ours = lambda names: {name for name in names if name.startswith('AKKOORD_')}
if len(read_keys) < 5 or not ours(read_variables):
    sys.exit('the source is not understood: %s, %s' % (sorted(read_keys), sorted(read_variables)))
bad = ['the source reads %s, and akkoord(1) does not tell it' % name for name in sorted((read_keys - told_keys) | (read_variables - told_variables))]
bad += ['akkoord(1) tells %s, and nothing reads it' % name for name in sorted((told_keys - read_keys) | (told_variables - read_variables - git))]
sys.exit('\n'.join(bad) or None)
END
}
t 'akkoord(1) tells each setting and variable that is read, and no other' settings

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
