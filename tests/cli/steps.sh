#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Signing, at every step of which the disk fails, is full, or the program dies: a record that was acknowledged is there, none is
# half there, and the next one needs no help.
. "${0%/*}/lib.sh"
# shellcheck source=../sync/replicas.sh
. "$TOP/tests/sync/replicas.sh"

cc -shared -fPIC -O1 -o "$WORK/failing.so" "$TOP/tests/cli/failing/calls.c" -ldl || exit 1
case $(nm -D "$AKKOORD" 2>/dev/null) in *__asan_init*)
	skip 'each step may fail' 'a sanitizer wants to be loaded first'
	exit 0
	;;
esac

replica whole decisions
K=$(worthless_key vng)
before=$(records whole.git)
# sign DATE: a record in r.git, under the failing library.
sign() {
	LD_PRELOAD=$WORK/failing.so akkoord -C r.git actor until vng-pm "$1" --why test --as vng --key "$K" --yes --offline
}
fresh() { rm -rf r.git && cp -R whole.git r.git; }
export AK_STEP=0 AK_STEP_ERROR=5 AK_STEP_COUNT=$WORK/count
fresh
t 'signing goes well where nothing fails'  expect 0 sign 2031-01-01
read -r steps <"$WORK/count"
t 'it has many steps'                      test "$steps" -gt 20

# check STATUS: what must hold after an attempt that left with it. Prints what does not.
check() {
	local status=$1 now
	now=$(records r.git)
	[ "$status" -ne 0 ] || [ "$now" -eq $((before + 1)) ] || echo "step $AK_STEP: acknowledged, and not there"
	[ "$now" -eq "$before" ] || [ "$now" -eq $((before + 1)) ] || echo "step $AK_STEP: $now records"
	akkoord verify r.git >/dev/null || echo "step $AK_STEP: it does not verify"
}
# every ERRNO [STRIDE]: $failed is how many attempts failed.
every() {
	local step status found=
	failed=0
	AK_STEP_ERROR=$1
	for ((step = 1; step <= steps; step += ${2:-1})); do
		AK_STEP=$step
		fresh
		status=0
		sign 2031-01-01 >"$WORK/said" 2>&1 || status=$?
		[ $status -eq 0 ] || failed=$((failed + 1))
		found+=$(check $status)
		if [ "$1" -ne 0 ] && [ $status -ne 0 ]; then
			[ $status -eq 3 ] || found+="step $step: status $status "
			[ "$(grep -c '^akkoord: ' "$WORK/said")" -eq 1 ] || found+="step $step: $(tail -n 1 "$WORK/said") "
		fi
		# the next one, without waiting for anybody
		AK_STEP=0 sign 2032-01-01 >"$WORK/said" 2>&1 || found+="step $step: then $(tail -n 1 "$WORK/said") "
	done
	same "$found" ''
}
t "the disk fails at one of $steps steps"  every 5 2
t 'nearly each of which matters'           test "$failed" -gt $((steps * 3 / 8))
t 'the disk is full'                       every 28 3
export AK_STEP_ALONE=1
t 'for a moment'                           every 28 6
unset AK_STEP_ALONE
t 'the program dies'                       every 0
t 'at each of them'                        test "$failed" -eq "$steps"

# ---- joining: whole, or nothing is left

server there decisions
join() { LD_PRELOAD=$WORK/failing.so akkoord clone there.srv joined.git --ledger "$LEDGER"; }
AK_STEP=0 AK_STEP_ERROR=28
t 'joining goes well where nothing fails'  expect 0 join
read -r steps <"$WORK/count"
whole=$(state joined.git)
every_join() {
	local status found=
	for ((AK_STEP = 1; AK_STEP <= steps; AK_STEP += steps / 15)); do
		rm -rf joined.git
		status=0
		join >"$WORK/said" 2>&1 || status=$?
		case $status in
		0) [ "$(state joined.git)" = "$whole" ] || found+="step $AK_STEP: not whole " ;;
		3) [ ! -e joined.git ] || found+="step $AK_STEP: something is left " ;;
		*) found+="step $AK_STEP: status $status " ;;
		esac
	done
	same "$found" ''
}
t "a disk that is full at some of $steps steps" every_join
