#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""examples.py LEDGER MANUAL: runs every example of the help of each command, line by line, each command's in a copy of all that
stands in this folder; and those of akkoord(1), akkoord-record(5), README.md, docs/agenda.md, docs/operating.md and docs/secretaris.nl.md. Standard error and input are a terminal, where a question
is answered with yes. One TAP line per example.

An example ends with status 0, unless its comment names another («exit status 1»). An id or a ledger that only the reader has
stands for one of the files again, first, second, third and own, or for LEDGER.
"""
import errno
import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys

LEDGER, MANUAL = sys.argv[1:]
# Who signs, where it is not ienw-do.
ACTORS = {'seal': 'ienw-getuigen', 'witness': 'ipo-getuigen'}
WITHIN = os.getcwd()
failed = count = 0


def kept(name):
    return open(os.path.join(WITHIN, name), encoding='utf-8').read().strip()


def as_here(command, line):
    first = {'withdraw': 'own', 'propose': 'again'}.get(command, 'first')
    return line.replace('3f2a1b4c', kept(first)).replace('77e01d20', kept('second')).replace('91b0c2d4', kept('third')).replace('3f0c…', LEDGER)


def answered(line, folder, home):
    """Its status, and all that it printed."""
    master, slave = pty.openpty()
    child = subprocess.Popen(['bash', '-c', line], cwd=folder, stdin=slave, stdout=subprocess.PIPE, stderr=slave,
                             env={**os.environ, 'HOME': home, 'GIT_CONFIG_GLOBAL': os.path.join(home, '.gitconfig')}, start_new_session=True)
    os.close(slave)
    said, open_ends = b'', [master, child.stdout.fileno()]
    while open_ends:
        ready = select.select(open_ends, [], [], 60)[0]
        if not ready:
            child.kill()
            break
        for end in ready:
            try:
                got = os.read(end, 65536)
            except OSError as trouble:
                if trouble.errno != errno.EIO:
                    raise
                got = b''
            if not got:
                open_ends.remove(end)
            said += got
            if got.endswith(b'[y/N] '):
                os.write(master, b'y\n')
    child.stdout.close()
    os.close(master)
    return child.wait(), said.decode('utf-8', 'replace')


def tell(good, sentence, said):
    global count, failed
    count += 1
    failed += not good
    print('%s - %s' % ('ok' if good else 'not ok', sentence))
    if not good:
        print(''.join('# %s\n' % line for line in said.split('\n')), end='')


def stage(name):
    """A copy of all, where a command may do what it likes: the folder, its replica, its home."""
    folder = os.path.join(os.path.dirname(WITHIN), 'play-' + name)
    subprocess.run(['cp', '-a', WITHIN, folder], check=True)
    home = os.path.join(folder, 'home')
    subprocess.run(['cp', '-a', os.environ['HOME'], home], check=True)
    replica = os.path.join(folder, 'agenda')
    for path in (os.path.join(replica, 'config'), os.path.join(home, '.gitconfig')):  # its own servers too
        text = open(path, encoding='utf-8').read()
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text.replace(WITHIN + '/', folder + '/'))
    for copy in (os.path.join(folder, 'replica.git'), os.path.join(home, 'agenda.git')):
        os.symlink(replica, copy)
    actor = ACTORS.get(name)
    if actor:
        subprocess.run('git config akkoord.actor %s; git config akkoord.signingKey %s/keys/%s' % (actor, folder, actor),
                       shell=True, cwd=replica, check=True)
    return folder, replica, home


def on_server(line, replica, home):
    """A line of a hook: it is put there, and a push is made."""
    hook = re.search(r'# in (hooks/\S+)', line).group(1)
    server = os.path.join(home, 'git', 'agenda.git')
    shutil.rmtree(os.path.join(server, 'hooks'))
    os.mkdir(os.path.join(server, 'hooks'))
    with open(os.path.join(server, hook), 'w', encoding='utf-8') as file:
        file.write('#!/bin/sh\n' + line + '\n')
        os.chmod(file.fileno(), 0o755)
    subprocess.run(['git', 'update-ref', '-d', 'refs/heads/main'], cwd=server, check=True)
    return answered('git push %s HEAD:refs/heads/main' % server, replica, home)


def examples(name, lines):
    folder, replica, home = stage(name)
    for line in lines:
        here = as_here(name, line)
        if line.startswith('akkoord init --from'):  # the others sign too, each on its own machine
            for party in ('ienw', 'uvw', 'vng'):
                answered('akkoord init --sign agenda.draft --as %s --key ../keys/%s' % (party, party), replica, home)
        if line.startswith('exec '):
            status, said = on_server(here, replica, home)
        else:
            status, said = answered(here, replica, home)
        wanted = int((re.search(r'exit status (\d)', line) or [0, 0])[1])
        tell(status == wanted, 'example of %s: %s' % (name, ' '.join(line.split())), 'status %d\n%s' % (status, said))
    shutil.rmtree(folder, ignore_errors=True)


def literal(page):
    """The lines of each display of a page of the manual, as they are typed."""
    text = open(os.path.join(MANUAL, page), encoding='utf-8').read()
    for block in re.findall(r'^\.Bd -literal.*\n((?:.*\n)*?)\.Ed$', text.split('.Sh EXAMPLES')[1], re.M):
        yield block.replace('\\-', '-').replace('\\e\n', '\\\n').rstrip('\n')


def blocks(path):
    """The commands of each block of a Markdown file that holds nothing but commands of ours; what a `\\` ends goes on."""
    for kind, block in re.findall(r'^```(\w*)\n((?:.*\n)*?)```$', open(path, encoding='utf-8').read(), re.M):
        lines = block.replace('\\\n', '').rstrip('\n').split('\n')
        if not kind and all(line.startswith('akkoord ') for line in lines):
            yield lines


def checked_by_hand():
    """akkoord-record(5): the two commands that check a record, with its files and its key."""
    folder, replica, home = stage('record')
    record = json.loads(subprocess.run(['akkoord', 'log', '--actor', 'ienw-do', '-n', '1', '--json'], cwd=replica,
                                       check=True, capture_output=True).stdout)['records'][0]['record']
    found = subprocess.run('git ls-tree -r --name-only HEAD | grep %s' % record, shell=True, cwd=replica, check=True,
                           capture_output=True, text=True).stdout.split()
    for path in found:
        with open(os.path.join(folder, 'RECORD' + os.path.splitext(path)[1]), 'wb') as file:
            file.write(subprocess.run(['git', 'show', 'HEAD:' + path], cwd=replica, check=True, capture_output=True).stdout)
    with open(os.path.join(folder, 'allowed_signers'), 'w', encoding='utf-8') as file:
        file.write('ienw-do ' + open(os.path.join(folder, 'keys', 'ienw-do.pub'), encoding='utf-8').read())
    for block in literal('akkoord-record.5'):
        status, said = answered('set -e\n' + block, folder, home)
        tell(status == 0 and record in said and 'Good "akkoord" signature' in said, 'a record is checked as akkoord-record(5) says', said)


def field_of_a_charter():
    """akkoord-charter(5): the field that it shows is one that a charter can have."""
    folder, replica, home = stage('charter-page')
    path = os.path.join(replica, 'statuut.json')
    charter = json.load(open(path, encoding='utf-8'))
    for block in literal('akkoord-charter.5'):
        charter['types']['afspraak']['fields'].update(json.loads('{%s}' % block))
        json.dump(charter, open(path, 'w', encoding='utf-8'), ensure_ascii=False)
        status, said = answered('akkoord charter check statuut.json', replica, home)
        tell(status == 0, 'the field of akkoord-charter(5) can stand in a charter', said)


def main():
    asked = lambda *words: json.loads(subprocess.run(['akkoord', 'help', '--json', *words], check=True, capture_output=True).stdout)
    for name in asked()['commands']:
        lines = asked(name)['examples']
        tell(bool(lines), 'akkoord %s has examples' % name, '')
        examples(name, lines)
    for block in literal('akkoord.1'):
        examples('akkoord', block.split('\n'))
    for page in ('README.md', 'docs/agenda.md', 'docs/operating.md', 'docs/secretaris.nl.md'):
        for lines in blocks(os.path.join(MANUAL, '..', '..', page)):
            examples(os.path.basename(page), lines)
    checked_by_hand()
    field_of_a_charter()
    print('1..%d' % count)
    return failed > 0


sys.exit(main())
