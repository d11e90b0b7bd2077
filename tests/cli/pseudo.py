#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A language that nobody speaks: every word of ours stands in ⟦ ⟧, so a word outside them is data or was never translated.

pseudo.py catalogue ENGLISH: writes such a catalogue, from one whose translations are its messages (msgen makes it).
pseudo.py words FOLDER: the words of every record and charter below a folder, one a line.
pseudo.py typed FILE…: the words that are typed, of what `akkoord help COMMAND --json` says: its name, options and examples.
pseudo.py check WORDS: tells the words of standard input that stand outside ⟦ ⟧ and not in the file WORDS; status 1 if any do.
pseudo.py pages WORDS FILE…: the same of files; HTML is read as a browser shows it.
"""
import html.parser
import json
import os
import re
import sys

CONVERSION = r'%(?:\d+\$)?[-+#0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:<PRI\w+>|(?:hh|h|ll|l|z|j)?[a-zA-Z%])'
# What the program reads rather than shows: answers, the form of a day, the name of the language.
READ = {'y yes': 'y yes', 'YYYY-MM-DD': 'YYYY-MM-DD', 'en': 'qps'}


def marked(text):
    """Each word by itself, since lines may be broken between any two; conversions and escapes stay."""
    return re.sub(r'(%s|\\.)|([^\s%%\\"]+)' % CONVERSION, lambda m: m.group(1) or '⟦%s⟧' % m.group(2), text)


def catalogue(path):
    print('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"')
    for entry in open(path, encoding='utf-8').read().strip().split('\n\n')[1:]:
        translated = False
        message = re.search(r'^msgid "(.*)"$', entry, re.M).group(1)
        print()
        for line in entry.split('\n'):
            translated = translated and not line.startswith('msgid') or line.startswith('msgstr')
            if translated:
                start, text = re.fullmatch(r'(.*?)"(.*)"', line).groups()
                line = '%s"%s"' % (start, READ.get(message) or marked(text))
            print(line)


def letters(text):
    return re.findall(r'[^\W\d_]+', text)


def tell(texts):
    print('\n'.join(sorted({word for text in texts for word in letters(text)})))


def texts(value, keys):
    """Every text in a JSON value, and with keys the keys of its objects: the names of what a charter or a change has."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, keys)
    elif isinstance(value, dict):
        for key, item in value.items():
            if keys:
                yield key
            yield from texts(item, keys)


def words(folder):
    found = []
    for place, _, names in os.walk(folder):
        for name in names:
            if name.endswith('.json'):
                document = json.load(open(os.path.join(place, name), encoding='utf-8'))
                found += texts(document, name == 'charter.json')
                found += texts(document.get('changes', []), True)
    tell(found)


def typed(*paths):
    for path in paths:
        document = json.load(open(path, encoding='utf-8'))
        tell([document['command'], *document['examples'], *(option['name'] + ' ' + (option['letter'] or '') for option in document['options'])])


class Shown(html.parser.HTMLParser):
    """What of a page is seen or heard, a line for each text."""

    def __init__(self):
        super().__init__()
        self.lines, self.inside = [], None

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        self.lines += [text for name, text in attrs if name in ('title', 'alt', 'aria-label')]

    def handle_data(self, data):
        if self.inside != 'style':
            self.lines += data.split('\n')


def strange(text, known):
    """The words of text outside ⟦ ⟧ that are not known, and the line where they stand."""
    lines = text.split('\n')
    if text.startswith('<!DOCTYPE html>'):
        page = Shown()
        page.feed(text)
        lines = page.lines
    for line in lines:
        bare = re.sub(r'⟦[^⟧]*(⟧|$)', ' ', line.replace(os.getcwd(), ''))
        bare = re.sub(r'\w+…|\S+/\S+\.\w+', ' ', bare)  # a word that was cut, a path
        # a fingerprint, a key, an id, a time
        bare = re.sub(r'SHA256:[\w+/]+|AAAA[\w+/=]+|\b(?=[a-f]*\d)[0-9a-f]{4,64}\b|\d[\dTZ:-]*\d[TZ]?', ' ', bare)
        lost = [word for word in letters(bare) if word not in known]
        if lost:
            yield '%s: %s' % (' '.join(lost), line.strip())


def check(path):
    known = set(letters(open(path, encoding='utf-8').read()))
    sys.exit('\n'.join(strange(sys.stdin.read(), known)) or None)


def pages(path, *files):
    known = set(letters(open(path, encoding='utf-8').read()))
    sys.exit('\n'.join('%s: %s' % (file, line) for file in files for line in strange(open(file, encoding='utf-8').read(), known)) or None)


{'catalogue': catalogue, 'words': words, 'typed': typed, 'check': check, 'pages': pages}[sys.argv[1]](*sys.argv[2:])
