#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""transcript.py FILE FOLDER [--write]: runs the ```console blocks of a Markdown file in a folder, and compares.

A line that begins with «$ » is a command, the lines below it what it prints, standard output and error together. A line «…» stands for
any lines. One TAP line per command. With --write, what a command prints is put in place of what stands there, except where
a «…» matches.
"""
import re, subprocess, sys


def blocks(lines):
    """(first, end) of the lines inside each console block."""
    start = None
    for i, line in enumerate(lines):
        if line.startswith('```'):
            if start is not None:
                yield start, i
                start = None
            elif line.strip() == '```console':
                start = i + 1


def steps(lines, first, end):
    at = None
    for i in range(first, end + 1):
        if i == end or lines[i].startswith('$ '):
            if at is not None:
                yield at, i
            at = i


def fits(want, got):
    pattern = '\n'.join('(?:.*\n)*?.*' if w == '…' else re.escape(w) for w in want)
    return re.fullmatch(pattern, '\n'.join(got)) is not None


def main():
    path, folder = sys.argv[1:3]
    lines = open(path, encoding='utf-8').read().split('\n')
    out, done, count, failed = [], 0, 0, 0
    for first, end in blocks(lines):
        for at, stop in steps(lines, first, end):
            ran = subprocess.run(['bash', '-c', lines[at][2:]], cwd=folder, text=True, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            got = [x.rstrip() for x in ran.stdout.rstrip('\n').split('\n')]
            good = fits(lines[at + 1:stop], got)
            count += 1
            failed += not good
            print('%s - %s prints what it says: %s' % ('ok' if good else 'not ok', path.split('/')[-1], lines[at]))
            if not good:
                print(''.join('# %s\n' % x for x in got), end='')
            out += lines[done:at + 1] + (lines[at + 1:stop] if good and '--write' in sys.argv and lines[at + 1:stop] != ['…'] else got)
            done = stop
    print('1..%d' % count)
    if '--write' in sys.argv:
        open(path, 'w', encoding='utf-8').write('\n'.join(out + lines[done:]))
        return 0
    return failed > 0


sys.exit(main())
