#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/report/check.py REPORT [LIKE]: parses every page of a report, or of a dossier, and holds it against what may be in it.

Every element and attribute must be one that src/report/html.h knows, properly nested; ids are unique, and so are names of regions, headings in order, tables have
captions and scopes; every link leads to a page, and to a place in it, that is there; no character hides or reorders text; no
page is heavy. With LIKE, another report of a ledger that differs in nothing but its texts, every page must have exactly the elements
of its counterpart, in the same order with the same attributes: what a text says never becomes markup.
"""
import hashlib
import html.parser
import json
import os
import re
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGE_MAX = 1 << 20  # a record of 131,072 bytes that is all quotes is the worst
VOID = {'br', 'link', 'meta'}
# Elements that only a stranger would bring; html.h has none of them, and must never have.
NEVER = {'script', 'style', 'iframe', 'object', 'embed', 'form', 'input', 'button', 'img', 'video', 'audio', 'base', 'template', 'foreignobject'}
# What nobody sees, or sees elsewhere than where it is: C0 but the line feed, DEL, C1, soft hyphen, zero width, bidi, tags, selectors.
HIDDEN = re.compile('[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e'
                    '\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]')


def known():
    """The elements and attributes of src/report/html.h."""
    with open(os.path.join(TOP, 'src', 'report', 'html.h'), encoding='utf-8') as file:
        text = file.read()
    tags = set(re.findall(r'ROW\(\w+, "(\w+)", \w+\)', text))
    attributes = {name.lower() for name in re.findall(r'ROW\(\w+, "([\w-]+)"\)', text)}
    assert len(tags) > 30 and len(attributes) > 20, 'html.h has another form than it had'
    assert not tags & NEVER
    return tags, attributes


TAGS, ATTRIBUTES = known()


class Page(html.parser.HTMLParser):
    def __init__(self, path, text):
        super().__init__(convert_charrefs=True)
        self.path, self.faults = path, []
        self.stack, self.shape, self.ids, self.links, self.headings = [], [], set(), [], []
        self.tables = []   # of each open table: [has a caption, has headings of columns]
        self.names = {}    # what headings and captions say, by id
        self.named = None  # the id of the one that is open
        self.regions = []  # the ids that name each landmark
        self.feed(text)
        self.close()
        if self.stack:
            self.fault('is not closed: %s' % ' '.join(self.stack))
        self.check_headings()
        self.check_regions()

    def fault(self, words):
        self.faults.append('%s:%d: %s' % (self.path, self.getpos()[0], words))

    def handle_starttag(self, tag, pairs):
        names = dict(pairs)
        if tag not in TAGS:
            self.fault('<%s> is no element of ours' % tag)
        for name, value in pairs:
            if name not in ATTRIBUTES:
                self.fault('%s is no attribute of ours' % name)
            if value is None:
                self.fault('%s has no value' % name)
        if len(names) != len(pairs):
            self.fault('an attribute stands twice')
        self.shape.append((tag, tuple(sorted((n, v if n in ('class', 'scope', 'role', 'lang', 'aria-current') else '') for n, v in pairs))))
        if names.get('id'):
            if names['id'] in self.ids:
                self.fault('id %s stands twice' % names['id'])
            self.ids.add(names['id'])
        if names.get('href') is not None and tag in ('a', 'link'):
            self.links.append(names['href'])
        if re.fullmatch('h[1-6]', tag):
            self.headings.append(int(tag[1]))
        if names.get('id') and (tag == 'caption' or re.fullmatch('h[1-6]', tag)):
            self.named = names['id']
            self.names[self.named] = ''
        if names.get('aria-labelledby') and (tag == 'section' or names.get('role') == 'region'):
            self.regions.append(names['aria-labelledby'].split())
        self.check_table(tag, names)
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, pairs):
        if 'svg' not in self.stack:
            self.fault('<%s/> closes itself outside a drawing' % tag)
        self.handle_starttag(tag, pairs)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag):
        if not self.stack or self.stack[-1] != tag:
            self.fault('</%s> closes what is not open' % tag)
            return
        self.stack.pop()
        if tag == 'caption' or re.fullmatch('h[1-6]', tag):
            self.named = None
        if tag == 'table':
            caption, columns = self.tables.pop()
            if not caption or not columns:
                self.fault('a table lacks a caption, or headings')

    def handle_data(self, data):
        if self.named:
            self.names[self.named] += data

    def check_regions(self):
        called = [' '.join(self.names.get(name, '?') for name in names) for names in self.regions]
        for name in sorted({name for name in called if called.count(name) > 1}):
            self.fault('two regions are called “%s”' % name[:80])

    def check_table(self, tag, names):
        if tag == 'table':
            self.tables.append([False, False])
        if tag == 'caption':
            self.tables[-1][0] = True
        if tag == 'th':
            if names.get('scope') not in ('col', 'row'):
                self.fault('a heading of a table lacks its scope')
            self.tables[-1][1] = True

    def check_headings(self):
        if self.headings.count(1) != 1 or self.headings[0] != 1:
            self.fault('there must be one h1, first')
        for before, after in zip(self.headings, self.headings[1:]):
            if after > before + 1:
                self.fault('h%d follows h%d' % (after, before))

    def handle_comment(self, data):
        self.fault('a comment')

    def handle_pi(self, data):
        self.fault('a processing instruction')

    def unknown_decl(self, data):
        self.fault('a declaration')

    def handle_decl(self, decl):
        if decl != 'DOCTYPE html':
            self.fault('another document type')


def files(report):
    for folder, _, names in os.walk(report):
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), report)


def read(report, path):
    with open(os.path.join(report, path), 'rb') as file:
        return file.read()


def strict(path, text, shape):
    """What a parser as browsers have makes of it, where it is installed: not one error, and the same elements in the same order."""
    try:
        import html5lib
    except ImportError:
        return
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder('etree'))
    tree = parser.parse(text)
    for (line, _), code, _ in parser.errors:
        yield '%s:%d: html5lib: %s' % (path, line, code)
    if [element.tag.split('}')[-1].lower() for element in tree.iter()] != [tag for tag, _ in shape]:
        yield '%s: html5lib finds other elements' % path


def check_links(report, pages):
    there = set(files(report))
    for path, page in pages.items():
        for link in page.links:
            target, _, anchor = link.partition('#')
            if re.match('[a-z]+:|//', target, re.I):
                yield '%s: leads elsewhere: %s' % (path, link)
                continue
            target = os.path.normpath(os.path.join(os.path.dirname(path), target)) if target else path
            if target not in there:
                yield '%s: leads nowhere: %s' % (path, link)
            elif anchor and anchor not in pages[target].ids:
                yield '%s: no such place: %s' % (path, link)


def check_list(report):
    """SHA256SUMS lists every file, and rightly."""
    listed = {}
    for line in read(report, 'SHA256SUMS').decode().splitlines():
        listed[line[66:]] = line[:64]
    for path in files(report):
        if path != 'SHA256SUMS' and listed.pop(path, None) != hashlib.sha256(read(report, path)).hexdigest():
            yield '%s: is not as SHA256SUMS says' % path
    yield from ('%s: is listed and not there' % path for path in listed)


def names_of_records(report):
    """Ids differ with the texts: a record goes by its signer and number instead."""
    out = {}
    for name in os.listdir(os.path.join(report, 'record')) if os.path.isdir(os.path.join(report, 'record')) else []:
        if name.endswith('.json'):
            raw = json.loads(read(report, 'record/' + name))
            out['record/%s.html' % name[:-5]] = 'record of %s %d' % (raw['actor'], raw['seq'])
    return out


def shapes(report, pages):
    names = names_of_records(report)
    return {names.get(path, path): page.shape for path, page in pages.items()}


def parse(report):
    pages, faults = {}, []
    for path in sorted(files(report)):
        if not path.endswith('.html'):
            continue
        data = read(report, path)
        text = data.decode('utf-8')
        if len(data) > PAGE_MAX:
            faults.append('%s: is heavy: %d bytes' % (path, len(data)))
        hidden = HIDDEN.search(text)
        if hidden:
            faults.append('%s: U+%04X stands in it as it is' % (path, ord(hidden.group())))
        pages[path] = Page(path, text)
        faults += pages[path].faults
        faults += strict(path, text, pages[path].shape)
    return pages, faults


def differences(one, other):
    for path in sorted(set(one) | set(other)):
        if path not in one or path not in other:
            yield '%s: only one of the two reports has it' % path
            continue
        a, b = one[path], other[path]
        place = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        if a != b:
            yield '%s: element %d differs: %s, %s' % (path, place, a[place:place + 1], b[place:place + 1])


def main(words):
    pages, faults = parse(words[0])
    faults += check_links(words[0], pages)
    faults += check_list(words[0])
    if len(words) > 1:
        others, _ = parse(words[1])
        faults += differences(shapes(words[0], pages), shapes(words[1], others))
    for fault in faults[:40]:
        print(fault)
    print('%d pages, %d faults' % (len(pages), len(faults)))
    return 1 if faults or not pages else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
