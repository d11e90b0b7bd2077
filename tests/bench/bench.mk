# SPDX-License-Identifier: EUPL-1.2
# The programs of the benchmarks: make -f tests/bench/bench.mk BUILD=folder bench-programs

include Makefile

BENCH_HELPERS := signer stream scribe story
BENCH_PROGRAMS := generate commits limit
BENCH_OBJECTS := $(BENCH_HELPERS:%=$(BUILD)/tests/bench/%.o)

.PHONY: bench-programs
bench-programs: $(BENCH_PROGRAMS:%=$(BUILD)/tests/bench/%)

$(BENCH_PROGRAMS:%=$(BUILD)/tests/bench/%): %: %.o $(BENCH_OBJECTS) $(BUILD)/libakkoord.a
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) $(AK_CFLAGS) -o $@ $^ $(LDFLAGS) $(AK_LIBS)
-include $(BENCH_OBJECTS:.o=.d) $(BENCH_PROGRAMS:%=$(BUILD)/tests/bench/%.d)
