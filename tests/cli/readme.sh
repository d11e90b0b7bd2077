#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The tour in the README: every command in it prints what it says.
. "${0%/*}/lib.sh"

mkdir checkout && cp -r "$TOP/keys" "$TOP/ledger" checkout/
t 'the tour of the README is true' python3 "$TOP/tests/cli/transcript.py" "$TOP/README.md" checkout
