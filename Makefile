# SPDX-License-Identifier: EUPL-1.2
# akkoord: one page, no configure step. `make help` lists what can be asked.

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
BUILD ?= build
# SAN=1 builds with AddressSanitizer and UndefinedBehaviorSanitizer, in a folder of its own
ifdef SAN
BUILD := $(BUILD)/san
SANFLAGS := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif

PACKAGES := libsodium libgit2 jansson
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch-enum -Wvla -Wmissing-prototypes -Werror
CFLAGS ?= -O2 -g
DEFINES := -D_DEFAULT_SOURCE -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -DAK_VERSION='"$(VERSION)"'
AK_CFLAGS = -std=c17 $(WARNINGS) $(CFLAGS) $(SANFLAGS) -pthread -Isrc -Iinclude -MMD -MP $(DEFINES) \
	$(shell pkg-config --cflags $(PACKAGES))
AK_LIBS = $(shell pkg-config --libs $(PACKAGES)) -pthread

ROOMS := base child json sig charter record graph judge store sign ledger sync report
LIB_SOURCES := $(sort $(foreach room,$(ROOMS),$(wildcard src/$(room)/*.c)))
CLI_SOURCES := $(sort $(wildcard src/cli/*.c))
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o)
CLI_OBJECTS := $(CLI_SOURCES:%.c=$(BUILD)/%.o)
TEST_SOURCES := $(sort $(wildcard tests/*/test_*.c))
TESTS := $(TEST_SOURCES:%.c=$(BUILD)/%)

.PHONY: all lib tests clean
all: $(BUILD)/akkoord
lib: $(BUILD)/libakkoord.a

$(BUILD)/akkoord: $(CLI_OBJECTS) $(BUILD)/libakkoord.a
	$(CC) $(AK_CFLAGS) -o $@ $(CLI_OBJECTS) $(BUILD)/libakkoord.a $(LDFLAGS) $(AK_LIBS)

$(BUILD)/libakkoord.a: $(LIB_OBJECTS)
	rm -f $@ && ar rcs $@ $(LIB_OBJECTS)

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(AK_CFLAGS) -c -o $@ $<

# cmocka tests: one program per module, tests/<room>/test_<module>.c
tests: $(TESTS)
$(BUILD)/tests/%: tests/%.c $(BUILD)/libakkoord.a
	@mkdir -p $(@D)
	$(CC) $(AK_CFLAGS) -Itests -o $@ $< $(BUILD)/libakkoord.a $(LDFLAGS) $(AK_LIBS) -lcmocka

clean:
	rm -rf build

-include $(LIB_OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d) $(TESTS:=.d)
