#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# What make install puts where, that a program can be built with it, and that make uninstall takes all of it away again.
. "${0%/*}/lib.sh"

if [ "${BUILD:-build}" != build ]; then
	skip 'it is installed' 'this is another variant than the one that is installed'
	exit 0
fi
in_top() { make -s -C "$TOP" "$@"; }
to=("DESTDIR=$WORK/an image" PREFIX=/opt/akkoord)
image="$WORK/an image/opt/akkoord"

t 'it is installed, also where there is a space'  expect 0 in_top install "${to[@]}"
t 'nothing outside of it'                         same "$(ls "$WORK/an image")" opt
t 'the program runs'                              expect 0 "$image/bin/akkoord" version
t 'as a command of git'                           expect 0 env PATH="$image/bin:$PATH" git akkoord version
t 'with its manual'                               test -f "$image/share/man/man1/akkoord-verify.1"
t 'also for git'                                  same "$(readlink "$image/share/man/man1/git-akkoord.1")" akkoord.1
t 'and its completion'                            test -s "$image/share/bash-completion/completions/akkoord"

export PKG_CONFIG_PATH="$WORK/here/lib/pkgconfig"
t 'it is installed elsewhere'                     expect 0 in_top install "PREFIX=$WORK/here"
t 'pkg-config knows it'                           gives "$(sed -n 's/^VERSION := //p' "$TOP/Makefile")" pkg-config --modversion akkoord
t 'in Dutch where one wants it'                   shows Beginnen env -u LC_ALL LANG=nl_NL.UTF-8 "$WORK/here/bin/akkoord" help
compile() {
	# shellcheck disable=SC2046 # words
	cc -std=c17 -Wall -Wextra -Wpedantic -Werror -o example "$TOP/docs/example.c" $(pkg-config --cflags --libs akkoord)
}
t 'the program in docs/ is built with it'         expect 0 compile
t 'and reads the example ledger'                  expect 0 ./example "$TOP" afspraak planning
t 'its state root is that of verify'              stdout_has "state $(akkoord verify --state "$TOP" | sha256sum | cut -c-64)"
t 'a value'                                       stdout_has 'afspraak/governance  "2023-03-31"'
t 'and who decided it'                            stdout_matches '^    2022-..-..  set to "2023-03-31", for do$'
t 'what is no ledger is told in a sentence'       expect 3 ./example "$TOP/docs" prioriteit stand
t 'that says why'                                 stderr_has 'charter.json'
if command -v c++ >/dev/null; then
	# shellcheck disable=SC2046 # words
	as_cpp() { printf '#include <akkoord.h>\nint main() { return akkoord_open(0, 0, 0, 0) == AKKOORD_OK; }\n' |
		c++ -fsyntax-only -Wall -Wextra -Werror -x c++ $(pkg-config --cflags akkoord) -; }
	t 'the header is also one of C++'         as_cpp
else
	skip 'the header is also one of C++' 'there is no c++'
fi

left() { find "$1" ! -type d | wc -l; }
t 'it is taken away again'                        expect 0 in_top uninstall "${to[@]}"
t 'to the last file'                              same "$(left "$WORK/an image")" 0
t 'so is the other'                               expect 0 in_top uninstall "PREFIX=$WORK/here"
t 'to the last file too'                          same "$(left "$WORK/here")" 0
