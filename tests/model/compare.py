#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Compares an akkoord binary with the model on random ledgers.

    compare.py BINARY [--seeds A-B] [--size N] [--jobs J] [--keep FOLDER]

Per seed: `verify --json` and `verify --state`, and both again `--at` a few moments. Only differences are printed, each with its
seed; the ledger that showed it stays in FOLDER/<seed>. The exit status is 1 where anything differs.
"""
import argparse
import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

import model
from generate import clock, generate

SHOWN = 4   # differences shown of one answer


def moments(folder, seed):
    """A few moments: of records, of seals, between, before and after all."""
    rng = random.Random(seed)
    records = folder.graph.records
    times = sorted({r.time for r in records})
    seals = sorted({r.time for r in records if r.kind == 'seal'})
    out = ['1970-01-01T00:00:00Z'] if rng.random() < 0.1 else []
    if times:
        out += rng.sample(times, min(2, len(times)))
        seconds = [calendar_seconds(t) for t in (times[0], times[-1])]
        out.append(clock(rng.randint(seconds[0] - 10, seconds[1] + 10)))
    if seals:
        at = rng.choice(seals)
        out += [at, clock(calendar_seconds(at) - 1)]
    return out


def calendar_seconds(text):
    import calendar
    return calendar.timegm(time.strptime(text, '%Y-%m-%dT%H:%M:%SZ'))


def run(binary, arguments):
    done = subprocess.run([binary, 'verify'] + arguments, capture_output=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def differences(want, got):
    """What differs between two JSON documents, in words."""
    out = []
    for k in sorted(set(want) | set(got)):
        a, b = want.get(k, '(absent)'), got.get(k, '(absent)')
        if a == b:
            continue
        if isinstance(a, dict) and isinstance(b, dict):
            odd = sorted(x for x in set(a) | set(b) if a.get(x) != b.get(x))
            out += ['%s %s: %s, the model says %s' % (k, x, b.get(x), a.get(x)) for x in odd[:SHOWN]]
            out += ['and %d more of %s' % (len(odd) - SHOWN, k)] if len(odd) > SHOWN else []
        else:
            out.append('%s: %s, the model says %s' % (k, b, a))
    return out


def compare_json(binary, root, options, want, status):
    code, out, err = run(binary, ['--json'] + options + [root])
    if code != status:
        return ['exit status %d, the model says %d: %s' % (code, status, err.decode('utf-8', 'replace')[:200])]
    if status == 3:
        return [] if err else ['exit status 3 without a reason on standard error']
    try:
        return differences(want, json.loads(out))
    except ValueError:
        return ['no JSON: %r' % out[:200]]


def compare_state(binary, root, options, want, status):
    code, out, err = run(binary, ['--state'] + options + [root])
    if code != status:
        return ['--state: exit status %d, the model says %d: %s' % (code, status, err.decode('utf-8', 'replace')[:200])]
    if status == 3 or out == want.encode():
        return []
    a, b = want.splitlines(), out.decode('utf-8', 'replace').splitlines()
    odd = ['- ' + x for x in a if x not in b] + ['+ ' + x for x in b if x not in a]
    return ['state text differs (- model, + binary)'] + odd[:2 * SHOWN]


def compare_all(binary, root, seed):
    """Everything that differs for the ledger in this folder."""
    try:
        folder = model.Folder(root)
    except model.Unjudgeable:
        return compare_json(binary, root, [], None, 3) + compare_state(binary, root, [], None, 3)
    trouble = []
    for at in [None] + moments(folder, seed):
        document, text, status = model.report(folder, at)
        options = ['--at', at] if at else []
        found = compare_json(binary, root, options, document, status)
        if found or at is None or seed % 3 == 0:
            found += compare_state(binary, root, options, text, status)
        trouble += ['at %s: %s' % (at, t) if at else t for t in found]
    return trouble


def one_seed(task):
    binary, seed, size, keep = task
    place = tempfile.mkdtemp(prefix='akkoord-', dir='/dev/shm' if os.path.isdir('/dev/shm') else None)
    root = os.path.join(place, 'ledger')
    os.mkdir(root)
    try:
        generate(seed, size).files.write(root)
        trouble = compare_all(binary, root, seed)
    except Exception:
        trouble = ['failed to compare: ' + traceback.format_exc()]
    if trouble:
        kept = os.path.join(keep, str(seed))
        shutil.rmtree(kept, ignore_errors=True)
        os.makedirs(keep, exist_ok=True)
        shutil.copytree(root, kept, symlinks=True)
        trouble = ['seed %d, kept in %s' % (seed, kept)] + ['    ' + t for t in trouble]
    shutil.rmtree(place)
    return trouble


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('binary')
    parser.add_argument('--seeds', default='1-200')
    parser.add_argument('--size', type=int)
    parser.add_argument('--jobs', type=int, default=os.cpu_count())
    parser.add_argument('--keep', default=os.path.join(tempfile.gettempdir(), 'akkoord-compare'))
    options = parser.parse_args()
    first, last = (int(x) for x in options.seeds.split('-'))
    binary = os.path.abspath(options.binary)
    tasks = [(binary, seed, options.size, options.keep) for seed in range(first, last + 1)]
    passed = failed = 0
    with multiprocessing.Pool(options.jobs) as pool:
        for trouble in pool.imap_unordered(one_seed, tasks, chunksize=4):
            passed, failed = passed + (not trouble), failed + bool(trouble)
            if trouble:
                print('\n'.join(trouble), flush=True)
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
