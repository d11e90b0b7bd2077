# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
#
# The harness of the command-line tests. A test is a bash script tests/cli/<subject>.sh:
#
#	#!/usr/bin/env bash
#	# SPDX-License-Identifier: EUPL-1.2
#	. "${0%/*}/lib.sh"
#
#	t 'a mistyped command is a usage error'      expect 2 akkoord verfy .
#	t 'and the near one is suggested'            stderr_has 'verify'
#	t 'the founding vector verifies'             expect 0 akkoord verify --json "$VECTORS/founding"
#	t 'on nothing else than standard output'     stderr_is ''
#	t 'the state root is what sha256sum says'    pipes_to "$root" 'akkoord verify --state . | sha256sum'
#
# t SENTENCE COMMAND… runs the command in this very shell (so `t … cd x` works), keeps what it prints, and passes if its
# status is 0. Afterwards $status, the files $out and $err, and the checks below speak of the last `expect`, `gives` or
# `shows`. A script ends with status 0; one that breaks off is a failure by itself. Run one alone with
# `bash tests/cli/<subject>.sh` after `make`, or `AKKOORD=build/san/akkoord bash …`.
#
# The environment is pinned: an empty folder as working folder, removed at the end; HOME below it; UTC; C.UTF-8; no agent; no git
# configuration but our own; umask 022; standard input is empty.
set -u

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
VECTORS=$TOP/tests/vectors
AKKOORD=$(realpath -m "${AKKOORD:-$TOP/build/akkoord}")
export TOP VECTORS AKKOORD

WORK=$(mktemp -d "${TMPDIR:-/tmp}/akkoord-cli.XXXXXX") || exit 1
cases=0
failures=0
status=0
out=$WORK/.out
err=$WORK/.err

finish() {
	local last=$?
	if [ -n "${agent_pid:-}" ]; then kill "$agent_pid" 2>/dev/null; fi
	if [ $last -ne 0 ]; then
		cases=$((cases + 1)) failures=$((failures + 1))
		echo "not ok - the script runs to its end (status $last)"
	fi
	echo "1..$cases"
	chmod -R u+rwX "$WORK" 2>/dev/null
	rm -rf "$WORK"
	if [ $failures -ne 0 ]; then exit 1; fi
	exit 0
}
trap finish EXIT
trap 'exit 130' INT TERM

for name in $(compgen -e | grep -E '^(GIT_|SSH_|AKKOORD_|LC_|LANG|XDG_|PAGER|EDITOR|VISUAL|DISPLAY|WAYLAND|NO_COLOR|COLUMNS|LESS)'); do
	unset "$name"
done
mkdir -p "$WORK/home" "$WORK/bin" "$WORK/work"
ln -s "$AKKOORD" "$WORK/bin/akkoord"
ln -s "$AKKOORD" "$WORK/bin/git-akkoord"
export PATH="$WORK/bin:$PATH" HOME="$WORK/home" TMPDIR="$WORK" TZ=UTC LC_ALL=C.UTF-8 TERM=dumb
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL="$WORK/home/.gitconfig" GIT_TERMINAL_PROMPT=0
umask 022
cat >"$GIT_CONFIG_GLOBAL" <<'EOF'
[user]
	name = Test
	email = test@example.org
[init]
	defaultBranch = main
[advice]
	detachedHead = false
EOF
cd "$WORK/work" || exit 1
exec </dev/null

# ---- saying ---------------------------------------------------------------------------------------------------

# t SENTENCE COMMAND…: one test case.
t() {
	local sentence=$1 said=$WORK/.said result=0
	shift
	cases=$((cases + 1))
	"$@" >"$said" 2>&1 || result=$?
	if [ $result -eq 0 ]; then
		echo "ok - $sentence"
		return 0
	fi
	failures=$((failures + 1))
	echo "not ok - $sentence"
	printf '# '
	printf ' %q' "$@"
	printf '\n'
	sed 's/^/#  /' "$said"
	return 0
}

# skip SENTENCE WHY: a case that cannot be run here.
skip() {
	cases=$((cases + 1))
	echo "ok - $1 # SKIP $2"
}

# need COMMAND WHY: ends the script in peace if there is no such program.
need() {
	command -v "$1" >/dev/null 2>&1 && return 0
	skip "needs $1" "$1 is not installed"
	exit 0
}

# ---- running --------------------------------------------------------------------------------------------------

# run COMMAND…: sets $status, and the files $out and $err.
run() {
	status=0
	"$@" >"$out" 2>"$err" || status=$?
}

tell_run() {
	echo "status $status; standard output:"
	head -c 4000 "$out" | cat -v | sed 's/^/  | /'
	echo 'standard error:'
	head -c 4000 "$err" | cat -v | sed 's/^/  | /'
}

# expect STATUS COMMAND…: it leaves with this status. A sanitizer's report never counts as an expected status.
expect() {
	local wanted=$1
	shift
	run "$@"
	if [ "$status" -eq "$wanted" ] && ! grep -qE 'ERROR: (Address|Leak)Sanitizer|runtime error:' "$err"; then
		return 0
	fi
	echo "expected status $wanted"
	tell_run
	return 1
}

# gives TEXT COMMAND…: status 0 and exactly this on standard output (trailing line feeds are free).
gives() {
	local wanted=$1
	shift
	expect 0 "$@" && stdout_is "$wanted"
}

# shows TEXT COMMAND…: status 0 and this somewhere on standard output.
shows() {
	local wanted=$1
	shift
	expect 0 "$@" && stdout_has "$wanted"
}

# pipes_to TEXT 'PIPELINE': a whole shell pipeline, each part of status 0, gives this text.
pipes_to() {
	gives "$1" bash -c "set -o pipefail; $2"
}

# ---- checks of the last run -----------------------------------------------------------------------------------

text_is() { # FILE TEXT
	[ "$(cat "$1")" = "$2" ] && return 0
	echo 'expected exactly:'
	printf '%s\n' "$2" | cat -v | sed 's/^/  | /'
	tell_run
	return 1
}

text_has() { # FILE TEXT
	grep -qF -e "$2" "$1" && return 0
	echo "expected to hold: $2"
	tell_run
	return 1
}

text_lacks() { # FILE TEXT
	grep -qF -e "$2" "$1" || return 0
	echo "expected not to hold: $2"
	tell_run
	return 1
}

text_matches() { # FILE REGEX (extended)
	grep -qE -e "$2" "$1" && return 0
	echo "expected a line that matches: $2"
	tell_run
	return 1
}

stdout_is() { text_is "$out" "$1"; }
stderr_is() { text_is "$err" "$1"; }
stdout_has() { text_has "$out" "$1"; }
stderr_has() { text_has "$err" "$1"; }
stdout_lacks() { text_lacks "$out" "$1"; }
stderr_lacks() { text_lacks "$err" "$1"; }
stdout_matches() { text_matches "$out" "$1"; }
stderr_matches() { text_matches "$err" "$1"; }

# stdout_same FILE: byte for byte.
stdout_same() {
	cmp "$out" "$1" && return 0
	diff <(cat -v "$1") <(cat -v "$out") | head -40
	return 1
}

# stderr_one_line: a single sentence, as every error is.
stderr_one_line() {
	[ "$(wc -l <"$err")" -eq 1 ] && return 0
	echo 'expected one line on standard error'
	tell_run
	return 1
}

# stdout_json EXPRESSION: standard output is exactly one JSON document d, of which the Python expression is true.
stdout_json() {
	python3 -I - "$out" "$1" <<'EOF' && return 0
import json, sys
d = json.load(open(sys.argv[1], encoding='utf-8'))
value = eval(sys.argv[2])
if not value:
    sys.exit('not true: %s' % sys.argv[2])
EOF
	tell_run
	return 1
}

# json FILE EXPRESSION: prints the value of a Python expression over the document d.
json() {
	python3 -I -c 'import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
v = eval(sys.argv[2])
print(v if isinstance(v, str) else json.dumps(v, sort_keys=True))' "$1" "$2"
}

# fails COMMAND…: true if it is not. same A B: true if the texts are.
fails() { ! "$@"; }
same() {
	[ "$1" = "$2" ] && return 0
	printf 'these differ:\n  %s\n  %s\n' "$1" "$2"
	return 1
}

# ---- things to test with --------------------------------------------------------------------------------------

# new_key NAME: an Ed25519 key without passphrase, $HOME/keys/NAME and NAME.pub; prints its path.
new_key() {
	mkdir -p "$HOME/keys"
	[ -f "$HOME/keys/$1" ] || ssh-keygen -q -t ed25519 -N '' -C "$1" -f "$HOME/keys/$1" || return 1
	echo "$HOME/keys/$1"
}

# worthless_key NAME: the key of the vectors and the example for this name, seed SHA-256("akkoord-test:" + NAME), as
# $HOME/keys/NAME and NAME.pub; prints its path.
worthless_key() {
	mkdir -p "$HOME/keys"
	[ -f "$HOME/keys/$1" ] || python3 -I "$TOP/tests/cli/worthless-key" "$1" "$HOME/keys/$1" || return 1
	echo "$HOME/keys/$1"
}

# comes TEST…: waits until it holds, at most twenty seconds.
comes() {
	local i
	for ((i = 0; i < 200; i++)); do
		test "$@" && return 0
		sleep 0.1
	done
	return 1
}

# start_agent [KEYFILE…]: an ssh-agent for this script, with these keys; it is gone at the end.
start_agent() {
	SSH_AUTH_SOCK=$WORK/agent.sock
	export SSH_AUTH_SOCK
	ssh-agent -D -a "$SSH_AUTH_SOCK" >/dev/null 2>&1 &
	agent_pid=$!
	comes -S "$SSH_AUTH_SOCK"
	if [ $# -gt 0 ]; then ssh-add -q "$@"; fi
}

# bare_of FOLDER REPOSITORY: the files of a folder, as one commit of a new bare repository.
bare_of() {
	git init -q --bare "$2" &&
		git --git-dir="$2" --work-tree="$1" -c core.autocrlf=false add -A -f . &&
		git --git-dir="$2" --work-tree="$1" commit -q -m 'as given' --date=2022-10-01T00:00:00Z
}

# found REPLICA: a ledger of the charter that ships, founded by four parties with keys of their own; commands go there.
found() {
	local name with=()
	for name in ienw ipo uvw vng; do with+=(--sign-with "$name=$(new_key "$name")"); done
	akkoord init "$1" --charter bodem-en-ondergrond "${with[@]}" --yes >/dev/null 2>&1 || return 1
	export AKKOORD_REPLICA=$1
}

# by ACTOR COMMAND…: as this actor, with its own key, without being asked.
by() {
	local actor=$1 command=$2
	shift 2
	akkoord "$command" "$@" --as "$actor" --key "$(new_key "$actor")" --yes
}

# appoint PARTY BODY…: an actor PARTY-BODY in the party's seat of each.
appoint() {
	local party=$1 body
	shift
	for body; do
		by "$party" actor add "$party-$body" --actor-key "$(new_key "$party-$body").pub" >/dev/null 2>&1 &&
			by "$party" seat add "$body" "$party-$body" >/dev/null 2>&1 || return 1
	done
}

# id: of the record that the last `expect` answered with.
id() { grep -oE '[0-9a-f]{12}' "$out" | head -1; }
