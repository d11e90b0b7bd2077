#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""interrupt.py WAIT… -- COMMAND…: runs a command on a terminal of its own; each WAIT is a text that is waited for, or TEXT=ANSWER,
where the answer is typed. After the last, ^C is pressed. Status 0 if the command then ends as by an interrupt, and the terminal is as it was.
"""
import os
import pty
import select
import signal
import sys
import termios
import time

at = sys.argv.index('--')
waits, command = sys.argv[1:at], sys.argv[at + 1:]
SECONDS = 30


def modes(terminal):
    return termios.tcgetattr(terminal)[3] & (termios.ECHO | termios.ICANON | termios.ISIG)


def until(terminal, text):
    said = b''
    deadline = time.monotonic() + SECONDS
    while text.encode() not in said:
        if not select.select([terminal], [], [], max(0, deadline - time.monotonic()))[0]:
            sys.exit('waited for %s, and saw: %s' % (text, said.decode('utf-8', 'replace')))
        try:
            said += os.read(terminal, 65536)
        except OSError:
            sys.exit('it ended before %s: %s' % (text, said.decode('utf-8', 'replace')))


# The command has the terminal from somebody who stays, as from a shell: what ends by ^C may still put the terminal back.
told, tells = os.pipe()
child, terminal = pty.fork()
if child == 0:
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    command_id = os.fork()
    if command_id == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.execvp(command[0], command)
    os.write(tells, b'%d' % os.waitpid(command_id, 0)[1])
    signal.pause()
before = modes(terminal)
for wait in waits:
    text, answers, answer = wait.partition('=')
    until(terminal, text)
    if answers:
        os.write(terminal, answer.encode() + b'\n')
deadline = time.monotonic() + SECONDS
while not select.select([told], [], [], 0)[0]:
    if time.monotonic() > deadline:
        sys.exit('it goes on after ^C')
    os.write(terminal, b'\x03')  # ssh-keygen loses one that comes just before it reads, so again, as a person would
    if select.select([terminal, told], [], [], 1)[0] == [terminal]:
        os.read(terminal, 65536)
status = int(os.read(told, 16))
if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGINT or os.WIFEXITED(status) and os.WEXITSTATUS(status) == 130):
    sys.exit('it ended with status %d, and not by the interrupt' % status)
while modes(terminal) != before:  # a child that has it puts it back, perhaps later than we ended
    if time.monotonic() > deadline:
        sys.exit('the terminal is not as it was')
    time.sleep(0.01)
