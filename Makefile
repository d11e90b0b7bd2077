# SPDX-License-Identifier: EUPL-1.2
# akkoord: one page, no configure step. `make help` lists what can be asked.
#
#   make SAN=1        with AddressSanitizer and UndefinedBehaviorSanitizer
#   make CC=clang     with another compiler; each such variant builds in a folder of its own, below build/
#   make V=1          shows the commands whole

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR ?= $(PREFIX)/share/man

CC ?= cc
CFLAGS ?= -O2 -g
VARIANT := $(subst $() ,,$(filter-out cc,$(notdir $(firstword $(CC))))$(if $(SAN),-san))
BUILD := build$(if $(VARIANT),/$(VARIANT:-%=%))
Q := $(if $(V),,@)
MAKEFLAGS += --no-print-directory

# ---- what is needed -------------------------------------------------------------------------------------------
# Debian packages, to build and test; what only `make lint` and .ci/run use besides; and what `make bench-check` does.
DEPS := gcc libc6-dev pkg-config libsodium-dev libgit2-dev libjansson-dev zlib1g-dev libdeflate-dev libcmocka-dev \
	git openssh-client gettext python3 python3-html5lib tmux vim-tiny,vim
LINT_DEPS := clang clang-tidy cppcheck shellcheck mandoc zsh fish
BENCH_DEPS := valgrind

PACKAGES := libsodium libgit2 jansson zlib libdeflate
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch-enum -Wvla -Wmissing-prototypes -Werror
DEFINES := -D_DEFAULT_SOURCE -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -DAK_VERSION='"$(VERSION)"'
ifdef SAN
HARDEN := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
else
HARDEN := -fstack-protector-strong $(if $(filter -O1 -O2 -O3 -Os,$(CFLAGS)),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
endif
# pkg-config is asked once, and only when something is compiled: `make deps` must run without it.
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) || echo missing))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $(shell pkg-config --libs $(PACKAGES)))$(PKG_LIBS)
AK_CFLAGS = -std=c17 $(WARNINGS) $(HARDEN) $(CFLAGS) -pthread -Isrc -Iinclude -MMD -MP $(DEFINES) $(CPPFLAGS) \
	$(if $(filter missing,$(PKG_CFLAGS)),$(error libraries are missing; `make deps` installs them),$(PKG_CFLAGS))
AK_LIBS = $(PKG_LIBS) -pthread

# ---- what there is --------------------------------------------------------------------------------------------
ROOMS := base child json sig charter record graph judge store sign ledger sync report
LIB_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(sort $(foreach room,$(ROOMS),$(wildcard src/$(room)/*.c))))
CLI_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard src/cli/*.c)))
# tests/<room>/test_<module>.c is a program; any other .c beside them helps, and is linked into all of them.
# The folders in APART have programs of their own kind.
APART := tests/external/% tests/bench/% tests/fuzz/%
TEST_SOURCES := $(filter-out $(APART),$(sort $(wildcard tests/*/*.c)))
TESTS := $(patsubst %.c,$(BUILD)/%,$(filter $(foreach dir,$(wildcard tests/*),$(dir)/test_%),$(TEST_SOURCES)))
HELPER_OBJECTS := $(filter-out $(TESTS:=.o),$(TEST_SOURCES:%.c=$(BUILD)/%.o))
MAN_PAGES := $(wildcard docs/man/*.[1-8])

PO := $(wildcard src/report/po/*.po)
MESSAGES := $(PO:src/report/po/%.po=$(BUILD)/locale/%/LC_MESSAGES/akkoord.mo)
DEFINES += -DAK_LOCALE_DIR='"$(PREFIX)/share/locale"'

.PHONY: all lib tests clean deps lint-deps test demo lint check-external a11y bench bench-check install uninstall help where
.DELETE_ON_ERROR:
all: $(if $(CLI_OBJECTS),$(BUILD)/akkoord) lib $(MESSAGES)
lib: $(BUILD)/libakkoord.a
tests: $(TESTS)

$(BUILD)/akkoord: $(CLI_OBJECTS) $(BUILD)/libakkoord.a
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) $(AK_CFLAGS) -o $@ $^ $(LDFLAGS) $(AK_LIBS)

$(BUILD)/libakkoord.a: $(LIB_OBJECTS)
	$(if $(V),,@echo "  AR    $@")
	$(Q)rm -f $@ && ar rcs $@ $^

# The charter that ships is taken in by the assembler.
$(BUILD)/src/cli/shipped.o: src/charter/bodem-en-ondergrond.json

$(BUILD)/locale/%/LC_MESSAGES/akkoord.mo: src/report/po/%.po
	$(if $(V),,@echo "  MO    $@")
	$(Q)mkdir -p $(@D) && msgfmt --check -o $@ $<

$(BUILD)/%.o: %.c Makefile
	$(if $(V),,@echo "  CC    $<")
	$(Q)mkdir -p $(@D) && $(CC) $(AK_CFLAGS) $(if $(filter tests/%,$<),-Itests) -c -o $@ $<

$(TESTS): %: %.o $(HELPER_OBJECTS) $(BUILD)/libakkoord.a
	$(if $(V),,@echo "  LINK  $@")
	$(Q)$(CC) $(AK_CFLAGS) -o $@ $^ $(LDFLAGS) $(AK_LIBS) -lcmocka
.SECONDARY: $(TESTS:=.o)

-include $(LIB_OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d) $(TESTS:=.d) $(HELPER_OBJECTS:.o=.d)

# ---- what can be asked ----------------------------------------------------------------------------------------
# On a fresh machine the packages must be there before make looks for them: hence a make of its own for the rest.
JOBS = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 2))

help:
	@echo 'make                    build $(BUILD)/akkoord and the library'
	@echo 'make demo               play the story of four parties, in build/demo'
	@echo 'make test               build, and run all tests; the last line is the count'
	@echo 'make lint               silent when the tree is as it should be'
	@echo 'make install, uninstall [PREFIX=/usr/local] [DESTDIR=]'
	@echo 'make check-external     EXTERNAL=folder of public test suites'
	@echo 'make bench              how long things take, and how much memory (BENCH_N=100000: of the large ledger)'
	@echo 'make bench-check        whether fixed workloads take more instructions than is noted (RENEW=1: note them)'
	@echo 'make a11y               the pages of `report` in headless Chromium with axe-core (A11Y=--quick: less)'
	@echo 'make deps, lint-deps    install the Debian packages that are missing'
	@echo 'make clean              remove build/'

deps:
	@tests/deps $(DEPS)
lint-deps:
	@tests/deps $(DEPS) $(LINT_DEPS)

test: deps
	@$(MAKE) $(JOBS) all tests || { echo 'it does not build'; echo '0 passed, 1 failed'; exit 1; }
	@tests/run $(BUILD)

demo: deps
	@$(MAKE) $(JOBS) all
	@PATH="$(CURDIR)/$(BUILD):$$PATH" tests/demo.sh

lint:
	@tests/lint $(DEFINES) $(filter-out missing,$(PKG_CFLAGS))

check-external: deps
	@test -n "$(EXTERNAL)" || { echo 'say where the suites are: make check-external EXTERNAL=folder' >&2; exit 2; }
	@$(MAKE) $(JOBS) all
	@$(MAKE) -f tests/external/external.mk BUILD="$(BUILD)" EXTERNAL="$(EXTERNAL)" check

bench: deps
	@$(MAKE) $(JOBS) all
	@tests/bench/run $(BUILD)

bench-check: deps
	@tests/deps $(BENCH_DEPS)
	@$(MAKE) $(JOBS) all
	@CC="$(CC)" tests/bench/check $(BUILD) $(if $(RENEW),--renew)

a11y: deps
	@$(MAKE) $(JOBS) all
	@tests/a11y/run $(BUILD)/akkoord $(A11Y)

# Any folder may have a space in its name.
install: all
	install -d "$(DESTDIR)$(BINDIR)" "$(DESTDIR)$(LIBDIR)/pkgconfig" "$(DESTDIR)$(INCLUDEDIR)" "$(DESTDIR)$(MANDIR)/man1"
	install -m 755 $(BUILD)/akkoord "$(DESTDIR)$(BINDIR)/akkoord"
	ln -sf akkoord "$(DESTDIR)$(BINDIR)/git-akkoord"
	install -m 644 $(BUILD)/libakkoord.a "$(DESTDIR)$(LIBDIR)/libakkoord.a"
	install -m 644 include/akkoord.h "$(DESTDIR)$(INCLUDEDIR)/akkoord.h"
	printf '%s\n' 'Name: akkoord' 'Description: multi-party ledger of signed records' 'Version: $(VERSION)' \
		'Requires: $(PACKAGES)' 'Cflags: -I$(INCLUDEDIR)' 'Libs: -L$(LIBDIR) -lakkoord -pthread' \
		> "$(DESTDIR)$(LIBDIR)/pkgconfig/akkoord.pc"
	for po in $(notdir $(PO:.po=)); do install -D -m 644 $(BUILD)/locale/$$po/LC_MESSAGES/akkoord.mo \
		"$(DESTDIR)$(PREFIX)/share/locale/$$po/LC_MESSAGES/akkoord.mo" || exit 1; done
	for page in $(MAN_PAGES); do install -D -m 644 $$page "$(DESTDIR)$(MANDIR)/man$${page##*.}/$${page##*/}" || exit 1; done
	ln -sf akkoord.1 "$(DESTDIR)$(MANDIR)/man1/git-akkoord.1"
	install -D -m 644 docs/completion/akkoord.bash "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/akkoord"
	install -D -m 644 docs/completion/_akkoord "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_akkoord"
	install -D -m 644 docs/completion/akkoord.fish "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/akkoord.fish"

uninstall:
	rm -f "$(DESTDIR)$(BINDIR)/akkoord" "$(DESTDIR)$(BINDIR)/git-akkoord" "$(DESTDIR)$(LIBDIR)/libakkoord.a"
	rm -f "$(DESTDIR)$(LIBDIR)/pkgconfig/akkoord.pc" "$(DESTDIR)$(INCLUDEDIR)/akkoord.h"
	for po in $(notdir $(PO:.po=)); do rm -f "$(DESTDIR)$(PREFIX)/share/locale/$$po/LC_MESSAGES/akkoord.mo"; done
	for page in $(MAN_PAGES) git-akkoord.1; do rm -f "$(DESTDIR)$(MANDIR)/man$${page##*.}/$${page##*/}"; done
	for file in bash-completion/completions/akkoord zsh/site-functions/_akkoord fish/vendor_completions.d/akkoord.fish; do \
		rm -f "$(DESTDIR)$(PREFIX)/share/$$file"; done

clean:
	rm -rf build

# where this variant is built, for scripts
where:
	@echo $(BUILD)
