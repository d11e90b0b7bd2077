# SPDX-License-Identifier: EUPL-1.2
# Checks against public test suites, which are not kept here: make check-external EXTERNAL=folder
#
# The folder holds, of each suite as it is published:
#   jsontestsuite/test_parsing/            github.com/nst/JSONTestSuite
#   wycheproof/testvectors_v1/ed25519_test.json    github.com/C2SP/wycheproof
#   cctv/ed25519/ed25519vectors.json       github.com/C2SP/CCTV
#   sshsig/                                regress/unittests/sshsig/testdata of OpenSSH

include Makefile

CHECKS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/external/check_*.c))

.PHONY: check
check: $(CHECKS)
	@for check in $^; do $$check "$(EXTERNAL)" || exit 1; done

$(CHECKS): %: %.o $(BUILD)/libakkoord.a
	$(Q)$(CC) $(AK_CFLAGS) -o $@ $^ $(LDFLAGS) $(AK_LIBS)
