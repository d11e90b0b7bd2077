#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A second implementation of the akkoord protocol, written from docs/protocol.md alone.

It is the oracle of the differential tests: simple rather than fast, and sharing no line with the engine in C.
Numbers such as "§8" are rules of that page.

    model.py verify [--json|--state] [--at TIME] PATH        PATH is a plain folder

Sets of records are integers used as bit sets: bit i is record number i of the Graph.
"""
import base64
import binascii
import calendar
import ctypes
import functools
import hashlib
import json
import os
import re
import stat
import sys

SODIUM = ctypes.CDLL('libsodium.so.23')
if SODIUM.sodium_init() < 0:
    raise SystemExit('libsodium does not start')

# §1 Names, bytes, limits
CHARTER_CANONICAL_MAX = 65536
CHARTER_FILE_MAX = 131072
RECORD_MAX = 131072
SIGNATURE_MAX = 4096
ATTACHMENT_MAX = 67108864
PARENTS_MAX = CHANGES_MAX = ATTACHMENTS_MAX = PARTIES_MAX = 64
PINS_MAX = 8
SEQ_MAX = 999999999
DEPTH_MAX = 16
STRING_MAX = 8192
INT_MAX = 2 ** 53 - 1
ZEROS = '0' * 64

NAME = r'[a-z0-9][a-z0-9-]{0,62}'
ID_RE = re.compile(r'[0-9a-f]{64}')
NAME_RE = re.compile(NAME)
FIELD_RE = re.compile(r'[a-z][a-z0-9_-]{0,62}')
# "`<type>/<name>`; for seats `seat/<body>.<party>`"
OBJECT_RE = re.compile(r'(?!seat/)%s/%s|seat/%s\.%s' % (NAME, NAME, NAME, NAME))
FOR_RE = re.compile(r'%s(/%s)?' % (NAME, NAME))
TIME_RE = re.compile(r'([0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z')
DATE_RE = re.compile(r'([0-9]{4})-([0-9]{2})-([0-9]{2})')


def is_id(v):
    return isinstance(v, str) and ID_RE.fullmatch(v) is not None


def is_name(v):
    return isinstance(v, str) and NAME_RE.fullmatch(v) is not None


def is_object(v):
    return isinstance(v, str) and OBJECT_RE.fullmatch(v) is not None


def is_int(v):
    return isinstance(v, int) and not isinstance(v, bool)


@functools.lru_cache(1 << 16)
def is_date_text(v):
    m = DATE_RE.fullmatch(v)
    if not m:
        return False
    y, mo, d = (int(x) for x in m.groups())
    return 1970 <= y <= 9999 and 1 <= mo <= 12 and 1 <= d <= calendar.monthrange(y, mo)[1]


def is_date(v):
    return isinstance(v, str) and is_date_text(v)


def is_time(v):
    m = isinstance(v, str) and TIME_RE.fullmatch(v)
    return bool(m) and is_date(m.group(1))


def same(a, b):
    """Equality of JSON values: true is not 1."""
    return type(a) is type(b) and a == b


def sha256(data):
    return hashlib.sha256(data).hexdigest()


# §1 JSON

class JsonError(Exception):
    pass


TOKEN = re.compile(r'[ \t\n\r]*(?:([{}\[\],:])|"((?:[^"\\\x00-\x1f]|\\.)*)"'
                   r'|(-?(?:0|[1-9][0-9]*))(?![0-9.eE])|(true|false|null))')
SPACE = re.compile(r'[ \t\n\r]*')
ESCAPE = re.compile(r'\\(u[0-9a-fA-F]{4}|.)')
PLAIN_ESCAPES = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
# "strings free of U+0000 to U+001F (but U+000A is allowed), U+007F to U+009F, and the bidirectional controls"
FORBIDDEN = re.compile('[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')


def unescape(m):
    e = m.group(1)
    if len(e) == 5:
        return chr(int(e[1:], 16))
    if e not in PLAIN_ESCAPES:
        raise JsonError('escape')
    return PLAIN_ESCAPES[e]


def json_string(raw):
    if '\\' in raw:
        raw = ESCAPE.sub(unescape, raw)
        try:  # joins pairs of surrogates; "unpaired surrogates (also as `\u` escapes)" fail
            raw = raw.encode('utf-16-le', 'surrogatepass').decode('utf-16-le')
        except UnicodeDecodeError:
            raise JsonError('surrogate')
    if FORBIDDEN.search(raw):
        raise JsonError('character')
    if len(raw.encode()) > STRING_MAX:
        raise JsonError('string too long')
    return raw


def parse_json(data):
    """The value that the bytes hold, or JsonError: §1, "JSON is RFC 8259 in UTF-8 without a byte order mark, and strict"."""
    try:
        text = data.decode('utf-8')
    except UnicodeDecodeError:
        raise JsonError('not UTF-8')
    position = 0

    def token():
        nonlocal position
        m = TOKEN.match(text, position)
        if not m:
            raise JsonError('token')
        position = m.end()
        return m.lastindex, m.group(m.lastindex)

    def value(t, depth):
        kind, word = t
        if kind == 2:
            return json_string(word)
        if kind == 3:
            if len(word) > 17 or abs(int(word)) > INT_MAX:
                raise JsonError('integer')
            return int(word)
        if kind == 4:
            return {'true': True, 'false': False, 'null': None}[word]
        if word not in '{[':
            raise JsonError('punctuation')
        if depth > DEPTH_MAX:
            raise JsonError('too deep')
        close = '}' if word == '{' else ']'
        out = {} if word == '{' else []
        t = token()
        if t == (1, close):
            return out
        while True:
            if close == '}':
                if t[0] != 2:
                    raise JsonError('key')
                key = json_string(t[1])
                if key in out:
                    raise JsonError('duplicate key')
                if token() != (1, ':'):
                    raise JsonError('colon')
                out[key] = value(token(), depth + 1)
            else:
                out.append(value(t, depth + 1))
            t = token()
            if t == (1, close):
                return out
            if t != (1, ','):
                raise JsonError('comma')
            t = token()

    result = value(token(), 1)
    if SPACE.match(text, position).end() != len(text):
        raise JsonError('more after the value')
    return result


def canonical_text(v):
    if v is None:
        return 'null'
    if v is True:
        return 'true'
    if v is False:
        return 'false'
    if isinstance(v, int):
        return str(v)
    if isinstance(v, str):
        return '"' + v.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n') + '"'
    if isinstance(v, list):
        return '[' + ','.join(map(canonical_text, v)) + ']'
    return '{' + ','.join(canonical_text(k) + ':' + canonical_text(v[k]) for k in sorted(v)) + '}'


def canonical(v):
    """§1 Canonical JSON. Code points sort as their UTF-8 bytes do."""
    return canonical_text(v).encode()


# §3 Signatures

def wire_string(b):
    return len(b).to_bytes(4, 'big') + b


class Wire:
    """Reads SSH wire strings; ValueError where the bytes end too soon."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, n):
        if self.at + n > len(self.data):
            raise ValueError('short')
        self.at += n
        return self.data[self.at - n:self.at]

    def number(self):
        return int.from_bytes(self.take(4), 'big')

    def string(self):
        return self.take(self.number())

    def end(self):
        if self.at != len(self.data):
            raise ValueError('trailing bytes')


ED25519, SK = b'ssh-ed25519', b'sk-ssh-ed25519@openssh.com'


def base64_strict(text):
    """Canonical padded base64, or ValueError."""
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError('base64')
    if base64.b64encode(data) != (text if isinstance(text, bytes) else text.encode()):
        raise ValueError('base64 not canonical')
    return data


@functools.lru_cache(1 << 16)
def parse_key(line):
    """(type, point, application, blob) of a well-formed key as a charter writes it, else None."""
    try:
        kind, text = line.encode('ascii').split(b' ')
        blob = base64_strict(text)
        w = Wire(blob)
        if kind not in (ED25519, SK) or w.string() != kind:
            return None
        point = w.string()
        application = w.string() if kind == SK else None
        w.end()
    except ValueError:
        return None
    # "A key is well-formed only if its point is valid (`crypto_core_ed25519_is_valid_point`)"
    if len(point) != 32 or SODIUM.crypto_core_ed25519_is_valid_point(point) != 1:
        return None
    return kind, point, application, blob


def is_key(v):
    return isinstance(v, str) and parse_key(v) is not None


BEGIN, END = b'-----BEGIN SSH SIGNATURE-----\n', b'\n-----END SSH SIGNATURE-----'


def signature_good(armoured, message, key_line):
    """Whether the armoured SSHSIG is one by this (well-formed) key over the message."""
    kind, point, application, blob = parse_key(key_line)
    if armoured.endswith(END + b'\n'):
        armoured = armoured[:-1]
    if not armoured.startswith(BEGIN) or not armoured.endswith(END) or len(armoured) < len(BEGIN) + len(END):
        return False
    try:
        w = Wire(base64_strict(armoured[len(BEGIN):-len(END)].replace(b'\n', b'')))
        if w.take(6) != b'SSHSIG' or w.number() != 1:
            return False
        public, namespace, reserved, hash_name, signature = (w.string() for _ in range(5))
        w.end()
        w = Wire(signature)
        signature_kind, raw = w.string(), w.string()
        flags, counter = (w.take(1), w.take(4)) if kind == SK else (None, None)
        w.end()
    except ValueError:
        return False
    if public != blob or namespace != b'akkoord' or reserved != b'' or hash_name not in (b'sha512', b'sha256'):
        return False
    if signature_kind != kind or len(raw) != 64:
        return False
    digest = hashlib.new(hash_name.decode(), message).digest()
    signed = b'SSHSIG' + wire_string(namespace) + wire_string(b'') + wire_string(hash_name) + wire_string(digest)
    if kind == SK:
        if not flags[0] & 1:  # "For the `sk-` type the user-presence flag (0x01) must be set"
            return False
        signed = hashlib.sha256(application).digest() + flags + counter + hashlib.sha256(signed).digest()
    return SODIUM.crypto_sign_verify_detached(raw, signed, ctypes.c_ulonglong(len(signed)), point) == 0


# §4 The charter

RESERVED = {'self', 'party', 'actor', 'seat', 'office'}
FIELD_TYPES = {'text', 'int', 'bool', 'date', 'enum', 'party', 'actor', 'ref', 'record', 'file', 'set'}
FIELD_KEYS = {'int': {'min', 'max', 'unit'}, 'enum': {'values', 'initial', 'moves'}, 'ref': {'to'}, 'set': {'of'}}


class CharterError(Exception):
    pass


def must(condition, words):
    if not condition:
        raise CharterError(words)


def check_keys(v, required, optional=()):
    must(isinstance(v, dict), 'an object is expected')
    must(set(required) <= set(v), 'a key is missing')
    must(set(v) <= set(required) | set(optional), 'an unknown key')


def check_list(v, words, may_be_empty=False):
    """"the items of every list are distinct", and but for `moves` and `needs` there is at least one."""
    must(isinstance(v, list) and (v or may_be_empty), words)
    must(all(isinstance(x, str) for x in v) and len(set(v)) == len(v), words)


class Charter:
    """A charter that obeys rule 4; CharterError where it does not."""

    def __init__(self, raw):
        self.raw = raw
        must(isinstance(raw, dict), 'no object')
        data = canonical(raw)
        must(len(data) <= CHARTER_CANONICAL_MAX, 'too large')
        self.digest = sha256(data)
        check_keys(raw, ('akkoord', 'name', 'parties', 'bodies', 'offices', 'seal', 'amend', 'types'))
        must(raw['akkoord'] == 'charter/1', 'akkoord')
        must(isinstance(raw['name'], str), 'name')
        self.parties, self.bodies, self.offices = raw['parties'], raw['bodies'], raw['offices']
        self.seal, self.amend, self.types = raw['seal'], raw['amend'], raw['types']
        self.check_parties()
        self.check_bodies()
        self.check_offices()
        self.check_names()
        self.check_seal()
        check_list(self.amend, 'amend')
        must(all(b in self.bodies for b in self.amend), 'amend names a body that is none')
        self.check_types()

    def check_parties(self):
        must(isinstance(self.parties, dict), 'parties')
        must(1 <= len(self.parties) <= PARTIES_MAX, '1 to 64 parties')
        for p, v in self.parties.items():
            check_keys(v, ('name', 'key'))
            must(isinstance(v['name'], str) and is_key(v['key']), 'party')
            must(not any(p.startswith(q + '-') for q in self.parties), "a name begins with another's and -")
        must(len({v['key'] for v in self.parties.values()}) == len(self.parties), 'two parties with one key')

    def check_bodies(self):
        must(isinstance(self.bodies, dict), 'bodies')
        for v in self.bodies.values():
            check_keys(v, ('name', 'rank', 'seats', 'quorum'))
            must(isinstance(v['name'], str) and is_int(v['rank']) and 1 <= v['rank'] <= 8, 'body')
            check_list(v['seats'], 'seats')
            must(all(p in self.parties for p in v['seats']), 'a seat of no party')
            must(is_int(v['quorum']) and 1 <= v['quorum'] <= len(v['seats']), 'quorum')

    def check_offices(self):
        must(isinstance(self.offices, dict), 'offices')
        for v in self.offices.values():
            check_keys(v, ('name', 'rank', 'appointed_by'))
            must(isinstance(v['name'], str) and is_int(v['rank']) and 1 <= v['rank'] <= 8, 'office')
            check_list(v['appointed_by'], 'appointed_by')
            must(all(b in self.bodies for b in v['appointed_by']), 'appointed by no body')

    def check_names(self):
        names = list(self.parties) + list(self.bodies) + list(self.offices)
        must(all(is_name(n) and n not in RESERVED for n in names), 'a bad name')
        must(len(set(names)) == len(names), 'one name for two things')

    def check_seal(self):
        if self.seal is None:
            return
        check_keys(self.seal, ('body', 'by'))
        must(isinstance(self.seal['body'], str) and self.seal['body'] in self.bodies, 'seal.body')
        body = self.bodies[self.seal['body']]
        must(3 * body['quorum'] > 2 * len(body['seats']), 'seal.body: quorum of more than two thirds')
        must(self.seal['by'] in body['seats'], 'seal.by')

    def check_types(self):
        must(isinstance(self.types, dict), 'types')
        for t, v in self.types.items():
            must(is_name(t) and t not in RESERVED, 'type name')
            check_keys(v, ('name', 'fields'), ('phase', 'create', 'freezes'))
            must(isinstance(v['name'], str) and isinstance(v['fields'], dict) and v['fields'], 'type')
            for f, d in v['fields'].items():
                must(FIELD_RE.fullmatch(f), 'field name')
                self.check_field(d)
        for t in self.types:
            self.check_phase(t)
        for t, v in self.types.items():
            self.check_powers(v, self.phases(t))
            self.check_freezes(v)

    def check_values(self, d):
        check_list(d.get('values'), 'values')
        must('' not in d['values'] and '*' not in d['values'], 'values')

    def check_to(self, d):
        must(isinstance(d.get('to'), str) and (d['to'] == '*' or d['to'] in self.types), 'to')

    def check_field(self, d):
        must(isinstance(d, dict) and isinstance(d.get('type'), str) and d['type'] in FIELD_TYPES, 'field type')
        kind = d['type']
        keys = {'type', 'name', 'help', 'required', 'expected', 'by'} | FIELD_KEYS.get(kind, set())
        if kind == 'set':
            must(isinstance(d.get('of'), str) and d['of'] in ('text', 'party', 'actor', 'ref', 'enum'), 'of')
            keys |= {'ref': {'to'}, 'enum': {'values'}}.get(d['of'], set())
        must(set(d) <= keys, 'an unknown key of a field')
        must(all(isinstance(d.get(k, ''), str) for k in ('name', 'help', 'unit')), 'label')
        must(all(isinstance(d.get(k, False), bool) for k in ('required', 'expected')), 'required, expected')
        must(all(is_int(d.get(k, 0)) for k in ('min', 'max')), 'min, max')
        if 'min' in d and 'max' in d:
            must(d['min'] <= d['max'], 'max below min')
        if kind == 'ref' or d.get('of') == 'ref':
            self.check_to(d)
        if kind == 'enum' or d.get('of') == 'enum':
            self.check_values(d)
        if 'initial' in d:
            must(isinstance(d['initial'], str) and d['initial'] in d['values'], 'initial')
        if 'moves' in d:
            must('by' not in d and 'initial' in d, 'moves: instead of by; needs initial')

    def check_phase(self, t):
        v = self.types[t]
        if 'phase' not in v:
            return
        must(isinstance(v['phase'], str) and v['phase'] in v['fields'], 'phase')
        d = v['fields'][v['phase']]
        if d['type'] == 'enum':
            must('moves' in d, 'phase: an enum without moves')
            return
        # "a `required` `ref` field to one type that has a `phase`"; "Such a ref field has no `by`"
        must(d['type'] == 'ref' and d.get('required') is True and d['to'] != '*', 'phase')
        must('phase' in self.types[d['to']] and 'by' not in d, 'phase')
        seen = {t}
        while d['type'] == 'ref':
            t = d['to']
            must(t not in seen, 'phases in a circle')
            seen.add(t)
            must(isinstance(self.types[t].get('phase'), str) and self.types[t]['phase'] in self.types[t]['fields'], 'phase')
            d = self.types[t]['fields'][self.types[t]['phase']]
            must(d['type'] in ('enum', 'ref') and d.get('to') != '*', 'phase')

    def phases(self, t):
        """The values of the enum field that the type's phase comes down to; none without a phase."""
        while 'phase' in self.types[t]:
            d = self.types[t]['fields'][self.types[t]['phase']]
            if d['type'] == 'enum':
                return d['values']
            t = d['to']
        return []

    def check_who(self, who, fields):
        check_list(who, 'who-list')
        for item in who:
            if '@' not in item:
                must(item in self.bodies or item in self.offices or item in self.parties, 'who')
                continue
            body, field = item.split('@', 1)
            must(field in fields, 'who: no such field')
            if body:
                must(body in self.bodies and fields[field]['type'] == 'party', 'who: <body>@<field>')
            else:
                must(fields[field]['type'] == 'actor', 'who: @<field>')

    def check_by(self, by, fields, phases):
        if isinstance(by, dict):
            for phase, who in by.items():
                must(phase == '*' or phase in phases, 'a phase that is none')
                self.check_who(who, fields)
        else:
            self.check_who(by, fields)

    def check_powers(self, v, phases):
        fields = v['fields']
        if 'create' in v:
            self.check_by(v['create'], fields, phases)
        for d in fields.values():
            if 'by' in d:
                self.check_by(d['by'], fields, phases)
            if 'moves' not in d:
                continue
            must(isinstance(d['moves'], list), 'moves')
            seen = set()
            for m in d['moves']:
                check_keys(m, ('from', 'to', 'by'), ('needs', 'pin'))
                must(isinstance(m['from'], str) and m['from'] in d['values'], 'move: from')
                must(isinstance(m['to'], str) and m['to'] in d['values'], 'move: to')
                must(m['from'] != m['to'] and (m['from'], m['to']) not in seen, 'moves')
                seen.add((m['from'], m['to']))
                self.check_who(m['by'], fields)
                check_list(m.get('needs', []), 'needs', may_be_empty=True)
                must(all(f in fields for f in m.get('needs', [])), 'needs')
                must(isinstance(m.get('pin', False), bool), 'pin')

    def check_freezes(self, v):
        if 'freezes' not in v:
            return
        z, fields = v['freezes'], v['fields']
        check_keys(z, ('field', 'while', 'except'))
        must(isinstance(z['field'], str) and z['field'] in fields and fields[z['field']]['type'] == 'ref', 'freezes: field')
        must('phase' in v and fields[v['phase']]['type'] == 'enum', 'freezes: needs a phase of its own')
        check_list(z['while'], 'while')
        must(all(x in fields[v['phase']]['values'] for x in z['while']), 'while')
        check_list(z['except'], 'except')
        must(all(x in self.bodies or x in self.offices or x in self.parties for x in z['except']), 'except')

    def has_capacity(self, c):
        """Whether `for` names a capacity of this charter."""
        if '/' in c:
            body, party = c.split('/')
            return body in self.bodies and party in self.bodies[body]['seats']
        return c == 'self' or c in self.bodies or c in self.offices or c in self.parties

    def rank(self, c):
        """§8: "party 0; office and body their `rank`; a seat and `self` 10"."""
        if c in self.parties:
            return 0
        if c in self.bodies:
            return self.bodies[c]['rank']
        if c in self.offices:
            return self.offices[c]['rank']
        return 10

    def needed(self, c):
        """§8: "**Needed**: a body's `quorum`; else 1"."""
        return self.bodies[c]['quorum'] if c in self.bodies else 1

    def seats(self):
        return ['seat/%s.%s' % (b, p) for b, v in self.bodies.items() for p in v['seats']]


CHARTERS = {}


def charter_or_none(raw):
    """The Charter, or None where it breaks rule 4. Remembered by digest."""
    digest = sha256(canonical(raw))
    if digest not in CHARTERS:
        try:
            CHARTERS[digest] = Charter(raw)
        except CharterError:
            CHARTERS[digest] = None
    return CHARTERS[digest]


# §5 Records

COMMON = {'akkoord', 'ledger', 'actor', 'key', 'seq', 'parents', 'time', 'kind'}
KINDS = {  # required, optional
    'propose': ({'for', 'why', 'changes'}, {'pins', 'respond_by', 'attachments'}),
    'endorse': ({'target'}, {'why', 'attachments'}),
    'object': ({'target', 'why'}, {'attachments'}),
    'withdraw': ({'target', 'why'}, {'attachments'}),
    'seal': ({'height', 'prev', 'state'}, set()),
}


def schema_value(v):
    return isinstance(v, (str, bool)) or is_int(v)


def distinct_strings(v):
    return isinstance(v, list) and all(isinstance(x, str) for x in v) and len(set(v)) == len(v)


def schema_change(c):
    if not isinstance(c, dict):
        return False
    op, keys = c.get('op'), set(c)
    if op == 'amend':
        return keys == {'op', 'from', 'charter'} and is_id(c['from']) and isinstance(c['charter'], dict)
    if not is_object(c.get('object')):
        return False
    if op == 'create':
        return (keys == {'op', 'object', 'fields'} and isinstance(c['fields'], dict)
                and all(FIELD_RE.fullmatch(f) for f in c['fields'])
                and all(schema_value(v) or distinct_strings(v) for v in c['fields'].values()))
    if not (isinstance(c.get('field'), str) and FIELD_RE.fullmatch(c['field'])):
        return False
    if op == 'set':
        return (keys == {'op', 'object', 'field', 'from', 'to'} and all(c[k] is None or schema_value(c[k]) for k in ('from', 'to'))
                and not same(c['from'], c['to']))
    return op in ('add', 'remove') and keys == {'op', 'object', 'field', 'value'} and isinstance(c['value'], str)


def schema_good(r):
    """Whether the parsed record has the form of §5 and §6."""
    if not isinstance(r, dict) or r.get('akkoord') != 'record/1':
        return False
    kind = r.get('kind')
    if not isinstance(kind, str) or kind not in KINDS:
        return False
    required, optional = KINDS[kind]
    if not COMMON | required <= set(r) <= COMMON | required | optional:
        return False
    parents = r['parents']
    if not (is_id(r['ledger']) and is_name(r['actor']) and is_key(r['key']) and is_time(r['time'])
            and is_int(r['seq']) and 1 <= r['seq'] <= SEQ_MAX):
        return False
    if not (isinstance(parents, list) and all(is_id(p) for p in parents) and len(parents) <= PARENTS_MAX
            and all(a < b for a, b in zip(parents, parents[1:]))):
        return False
    if 'why' in r and not (isinstance(r['why'], str) and r['why']):
        return False
    if 'target' in r and not is_id(r['target']):
        return False
    if 'attachments' in r:
        a = r['attachments']
        if not (distinct_strings(a) and 1 <= len(a) <= ATTACHMENTS_MAX and all(is_id(x) for x in a)):
            return False
    if kind == 'propose':
        if not (isinstance(r['for'], str) and FOR_RE.fullmatch(r['for'])):
            return False
        if not (isinstance(r['changes'], list) and 1 <= len(r['changes']) <= CHANGES_MAX and all(map(schema_change, r['changes']))):
            return False
        if 'pins' in r:
            p = r['pins']
            if not (isinstance(p, dict) and 1 <= len(p) <= PINS_MAX and all(is_object(o) and is_id(d) for o, d in p.items())):
                return False
        if 'respond_by' in r and not is_date(r['respond_by']):
            return False
    if kind == 'seal':
        if not (is_int(r['height']) and r['height'] >= 1 and is_id(r['state'])):
            return False
        if not (r['prev'] is None if r['height'] == 1 else is_id(r['prev'])):  # "`prev` is null exactly at height 1"
            return False
    return True


def bits(mask):
    """The numbers of the records in a bit set, ascending."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class Record:
    def __init__(self, rid, raw):
        self.id, self.raw = rid, raw
        self.actor, self.key, self.seq, self.time, self.kind = raw['actor'], raw['key'], raw['seq'], raw['time'], raw['kind']
        self.date = self.time[:10]
        self.capacity = raw.get('for')
        self.n = None         # its number
        self.ancestors = 0    # without itself
        self.height = 0       # §8 Height
        self.target = None    # number of the target
        self.prev = None      # number of the seal before


class Graph:
    """The records that are not refused, with who knew of whom."""

    def __init__(self, charter, ledger_id):
        self.charter, self.ledger = charter, ledger_id
        self.records = []
        self.by_id = {}
        self.founders = {(p, v['key']) for p, v in charter.parties.items()}
        self.introduced = {}   # (actor, key) -> bit set of the records that propose it
        self.signed = {}       # (actor, key) -> numbers
        self.endorses = {}     # number of a target -> numbers of endorse records
        self.answers = {}      # number of a seal -> numbers of endorse and object records
        self.seals = {}        # height -> numbers
        self.at_seal = {}      # number of a seal -> Judged
        self.founding = None

    def refusal(self, rid, raw):
        """The first of `ledger`, `parent`, `key`, `time`, `target`, `prev`, `seq` that applies, or None after taking it in."""
        r = Record(rid, raw)
        if raw['ledger'] != self.ledger:
            return 'ledger'
        if any(p not in self.by_id for p in raw['parents']):
            return 'parent'
        parents = [self.by_id[p] for p in raw['parents']]
        for p in parents:
            r.ancestors |= p.ancestors
        if any(r.ancestors >> p.n & 1 for p in parents):
            return 'parent'
        for p in parents:
            r.ancestors |= 1 << p.n
        if (r.actor, r.key) not in self.founders and not self.introduced.get((r.actor, r.key), 0) & r.ancestors:
            return 'key'
        if any(r.time < p.time for p in parents):
            return 'time'
        if 'target' in raw:
            t = self.by_id.get(raw['target'])
            if t is None or not r.ancestors >> t.n & 1:
                return 'target'
            if t.kind not in (('propose',) if r.kind == 'withdraw' else ('propose', 'seal')):
                return 'target'
            r.target = t.n
        if raw.get('prev') is not None:
            s = self.by_id.get(raw['prev'])
            if s is None or not r.ancestors >> s.n & 1 or s.kind != 'seal' or s.raw['height'] != raw['height'] - 1:
                return 'prev'
            r.prev = s.n
        seqs = [self.records[n].seq for n in self.signed.get((r.actor, r.key), ()) if r.ancestors >> n & 1]
        if any(s >= r.seq for s in seqs) or r.seq > 1 and r.seq - 1 not in seqs:
            return 'seq'
        self.take(r, parents)
        return None

    def take(self, r, parents):
        r.n = len(self.records)
        r.height = 1 + max((p.height for p in parents), default=0)
        self.records.append(r)
        self.by_id[r.id] = r
        self.signed.setdefault((r.actor, r.key), []).append(r.n)
        if r.kind == 'seal':
            self.seals.setdefault(r.raw['height'], []).append(r.n)
        if r.target is not None:
            if self.records[r.target].kind == 'seal':
                self.answers.setdefault(r.target, []).append(r.n)
            elif r.kind == 'endorse':
                self.endorses.setdefault(r.target, []).append(r.n)
        for pair in introductions(r.raw):
            self.introduced[pair] = self.introduced.get(pair, 0) | 1 << r.n


def introductions(raw):
    """§5: the pairs of actor and key that a propose record introduces, "with whatever success"."""
    pairs = []
    for c in raw.get('changes', ()):
        if c['op'] == 'create' and c['object'].startswith('actor/'):
            pairs.append((c['object'][6:], c['fields'].get('key')))
        elif c['op'] == 'set' and c['field'] == 'key' and c['object'].split('/')[0] in ('actor', 'party'):
            pairs.append((c['object'].split('/')[1], c['to']))
        elif c['op'] == 'amend' and isinstance(c['charter'].get('parties'), dict):
            for p, v in c['charter']['parties'].items():
                if isinstance(v, dict):
                    pairs.append((p, v.get('key')))
    return [(a, k) for a, k in pairs if isinstance(k, str)]


# §6 Changes: the state they work on

BUILT_IN = {
    'party': {'name': {'type': 'text'}, 'key': {'type': 'key', 'required': True}},
    'actor': {'party': {'type': 'party', 'required': True}, 'key': {'type': 'key', 'required': True}, 'name': {'type': 'text'},
              'status': {'type': 'enum', 'values': ['active', 'revoked'], 'initial': 'active', 'required': True},
              'until': {'type': 'date'}},
    'seat': {'holders': {'type': 'set', 'of': 'actor'}},
    'office': {'holder': {'type': 'actor'}},
}


class Thing:
    """An object of the ledger. Never altered: a change makes another."""

    def __init__(self, creator, fields):
        self.creator = creator  # number of the record that created it; None for a party, seat or office
        self.fields = fields    # field -> (number of the record that last changed it or None, value as stored)

    def write(self, field, by, value):
        fields = dict(self.fields)
        fields[field] = (by, value)
        return Thing(self.creator, fields)


class Void(Exception):
    def __init__(self, reason):
        self.reason = reason


class World:
    """A charter in force and the objects there are: what a proposal changes as a whole or not at all."""

    def __init__(self, charter, things):
        self.charter, self.things = charter, things

    def copy(self):
        return World(self.charter, dict(self.things))

    def fields_of(self, kind):
        """The fields of a type, or None where there is no such type."""
        if kind in BUILT_IN:
            return BUILT_IN[kind]
        t = self.charter.types.get(kind)
        return None if t is None else t['fields']

    def read(self, name, field):
        """§6: a field's value as *read*."""
        return self.read_of(self.things[name], (self.fields_of(name.split('/')[0]) or {}).get(field), field)

    @staticmethod
    def read_of(thing, d, field):
        if d is None:
            return None
        v = thing.fields.get(field, (None, None))[1]
        kind = d['type']
        if kind == 'set':
            return v if isinstance(v, list) else []
        # "a stored value whose JSON kind does not suit the field's type, or a `ref` to another type than the field's `to`, is null"
        if kind == 'int':
            v = v if is_int(v) else None
        elif kind == 'bool':
            v = v if isinstance(v, bool) else None
        else:
            v = v if isinstance(v, str) else None
        if kind == 'ref' and v is not None and d['to'] != '*' and not v.startswith(d['to'] + '/'):
            v = None
        # "a field with `moves` whose value is null or not among its `values` is its `initial`"
        if 'moves' in d and v not in d['values']:
            v = d['initial']
        return v

    def phase(self, name):
        """The phase of an object, "" without one. "A `ref` that is null gives phase `""`"."""
        if name not in self.things:
            return ''
        t = self.charter.types.get(name.split('/')[0])
        if t is None or 'phase' not in t:
            return ''
        v = self.read(name, t['phase'])
        if t['fields'][t['phase']]['type'] == 'enum':
            return v
        return '' if v is None else self.phase(v)

    def scope(self, name):
        """§7: the object "and every object whose type's phase follows, directly or through others" it."""
        follows = {}
        for other in self.things:
            t = self.charter.types.get(other.split('/')[0])
            if t is not None and 'phase' in t and t['fields'][t['phase']]['type'] == 'ref':
                follows.setdefault(self.read(other, t['phase']), []).append(other)
        found, todo = {name}, [name]
        while todo:
            for other in follows.get(todo.pop(), ()):
                if other not in found:
                    found.add(other)
                    todo.append(other)
        return found

    def pin(self, name):
        """§7: the digest of an object's scope."""
        lines = []
        for o in sorted(self.scope(name)):
            fields = {f: self.read(o, f) for f in self.charter.types[o.split('/')[0]]['fields']}
            lines.append('%s %s\n' % (o, sha256(canonical(fields))))
        return sha256(''.join(lines).encode())

    def frozen_for(self, name, capacity):
        """§4 freezes: whether an object in such a phase names this one, and the capacity is not in its `except`."""
        if name.split('/')[0] in BUILT_IN:
            return False
        for other in self.things:
            t = self.charter.types.get(other.split('/')[0])
            if t is None or 'freezes' not in t:
                continue
            z = t['freezes']
            if self.read(other, z['field']) == name and self.phase(other) in z['while'] and capacity not in z['except']:
                return True
        return False

    # who is who

    def credentials(self, actor):
        """(key, status, until) of a party's root or an actor; None if neither exists."""
        if actor in self.charter.parties:
            return self.things['party/' + actor].fields['key'][1], 'active', None
        thing = self.things.get('actor/' + actor)
        if thing is None:
            return None
        return tuple(thing.fields.get(f, (None, None))[1] for f in ('key', 'status', 'until'))

    def seats_held(self, actor, capacity, proposer):
        """§8 **Seats** that an actor holds for a capacity."""
        c = self.charter
        if '/' in capacity:
            body, party = capacity.split('/')
            parties = [party] if c.has_capacity(capacity) else []
        else:
            body, parties = capacity, c.bodies[capacity]['seats'] if capacity in c.bodies else []
        held = {'%s.%s' % (body, p) for p in parties if actor in self.holders(body, p)}
        if capacity in c.offices and self.things['office/' + capacity].fields.get('holder', (None, None))[1] == actor:
            held.add(capacity)
        if capacity in c.parties and actor == capacity:
            held.add(capacity)
        if capacity == 'self' and actor == proposer:
            held.add('self')
        return held

    def holders(self, body, party):
        return self.things['seat/%s.%s' % (body, party)].fields.get('holders', (None, []))[1]


class Proposal:
    """One proposal being applied to a copy of the world: §8, the table of reasons."""

    def __init__(self, graph, world, record):
        self.graph, self.world, self.record = graph, world.copy(), record
        self.capacity = record.capacity
        self.moves = []       # (object, move) made by this proposal
        self.amends = False

    def apply(self):
        """The world after it; Void with the first reason found."""
        self.check_pins()
        for c in self.record.raw['changes']:
            getattr(self, 'op_' + c['op'])(c)
        self.check_needs()
        return self.world

    def exists(self, name):
        """§6: an object exists for a proposal only if the record that created it is an ancestor of it, or the proposal itself."""
        thing = self.world.things.get(name)
        return thing is not None and (thing.creator is None or thing.creator == self.record.n
                                      or self.record.ancestors >> thing.creator & 1 == 1)

    def check_pins(self):
        for name, digest in self.record.raw.get('pins', {}).items():
            if self.capacity not in self.world.charter.bodies or not self.exists(name):
                raise Void('pin')
            if name.split('/')[0] not in self.world.charter.types or self.world.pin(name) != digest:
                raise Void('pin')

    def check_needs(self):
        for name, move in self.moves:
            for f in move.get('needs', ()):
                if self.world.read(name, f) in (None, []):
                    raise Void('needs')
            if move.get('pin') and name not in self.record.raw.get('pins', {}):
                raise Void('needs')

    # values

    def fits_one(self, d, kind, v):
        """Whether a single value fits: kind, range, real date, values, well-formed key, a name or id of the right form."""
        if kind == 'int':
            return is_int(v) and d.get('min', v) <= v <= d.get('max', v)
        if kind == 'bool':
            return isinstance(v, bool)
        if not isinstance(v, str):
            return False
        if kind == 'date':
            return is_date(v)
        if kind == 'enum':
            return v in d['values']
        if kind in ('party', 'actor'):
            return is_name(v)
        if kind == 'ref':
            return is_object(v)
        if kind in ('record', 'file'):
            return is_id(v)
        if kind == 'key':
            return is_key(v)
        return True

    def fits(self, d, v):
        if d['type'] == 'set':
            return isinstance(v, list) and all(self.fits_one(d, d['of'], x) for x in v)
        return self.fits_one(d, d['type'], v)

    def refers(self, d, v):
        """`reference` does not apply."""
        if d['type'] == 'set':
            return all(self.refers_one(d, d['of'], x) for x in v)
        return self.refers_one(d, d['type'], v)

    def refers_one(self, d, kind, v):
        if kind == 'party':
            return v in self.world.charter.parties
        if kind == 'actor':
            return self.exists('actor/' + v)
        if kind == 'ref':
            return self.exists(v) and d['to'] in ('*', v.split('/')[0])
        if kind == 'record':
            r = self.graph.by_id.get(v)
            return r is not None and self.record.ancestors >> r.n & 1 == 1
        return True

    # authority

    def in_who(self, who, name):
        """Whether the capacity is one of a who-list, for an object with its values now."""
        for item in who:
            if '@' not in item:
                if item == self.capacity:
                    return True
                continue
            body, field = item.split('@')
            v = self.world.read(name, field)
            if body and v is not None and self.capacity == '%s/%s' % (body, v):
                return True
            if not body and self.capacity == 'self' and v is not None and v == self.record.actor:
                return True
        return False

    def in_by(self, by, name):
        if by is None:
            return False
        if isinstance(by, dict):
            phase = self.world.phase(name)
            by = by.get(phase, by.get('*', [])) if phase else by.get('*', [])
        return self.in_who(by, name)

    def may_change(self, name, field, d, move):
        """`set`, `add`, `remove` of a field: §6 for built-in objects, else the field's `by` or that move's."""
        c, (kind, rest) = self.world.charter, name.split('/')
        if kind == 'party':
            return field == 'key' and (self.capacity == rest or self.capacity in c.amend)
        if kind == 'actor':
            return field != 'party' and self.capacity == self.world.things[name].fields['party'][1]
        if kind == 'seat':
            return self.capacity == rest.split('.')[1]
        if kind == 'office':
            return rest in c.offices and self.capacity in c.offices[rest]['appointed_by']
        if move is not None:
            return self.in_who(move['by'], name)
        return self.in_by(d.get('by'), name)

    # operations

    def op_create(self, c):
        name, given = c['object'], c['fields']
        kind = name.split('/')[0]
        fields = self.world.fields_of(kind)
        if fields is None or not set(given) <= set(fields):
            raise Void('unknown')
        if name in self.world.things or kind in ('party', 'seat', 'office'):
            raise Void('exists')
        self.create_value(name, kind, fields, given)
        if not all(self.refers(fields[f], v) for f, v in given.items()):
            raise Void('reference')
        written = {f: d['initial'] for f, d in fields.items() if 'initial' in d}
        written.update({f: sorted(v) if isinstance(v, list) else v for f, v in given.items()})
        self.world.things[name] = Thing(self.record.n, {f: (self.record.n, v) for f, v in written.items()})
        if kind == 'actor':
            allowed = self.capacity == given['party']
        else:
            allowed = self.in_by(self.world.charter.types[kind].get('create'), name)
        if not allowed:
            raise Void('authority')

    def create_value(self, name, kind, fields, given):
        for f, d in fields.items():
            if f not in given:
                if d.get('required') and 'initial' not in d:
                    raise Void('value')
            elif not self.fits(d, given[f]):
                raise Void('value')
            elif ('moves' in d or kind == 'actor' and f == 'status') and given[f] != d['initial']:
                raise Void('value')
        if kind == 'actor' and not name.startswith('actor/%s-' % given['party']):
            raise Void('value')

    def field_to_change(self, c):
        """`unknown` and `frozen`, which `set`, `add` and `remove` share. The field's definition."""
        name = c['object']
        d = (self.world.fields_of(name.split('/')[0]) or {}).get(c['field'])
        if d is None or not self.exists(name) or (d['type'] == 'set') != (c['op'] != 'set'):
            raise Void('unknown')
        if self.world.frozen_for(name, self.capacity):
            raise Void('frozen')
        return d

    def op_set(self, c):
        name, field, to = c['object'], c['field'], c['to']
        d = self.field_to_change(c)
        if d.get('required') if to is None else not self.fits(d, to):
            raise Void('value')
        if to is not None and not self.refers(d, to):
            raise Void('reference')
        move = None
        if 'moves' in d:
            move = next((m for m in d['moves'] if m['from'] == c['from'] and m['to'] == to), None)
            if move is None:
                raise Void('move')
        if not self.may_change(name, field, d, move):
            raise Void('authority')
        if not same(c['from'], self.world.read(name, field)) and not self.recovers(name, field):
            raise Void('stale')
        if move is not None:
            self.moves.append((name, move))
        self.world.things[name] = self.world.things[name].write(field, self.record.n, to)

    def recovers(self, name, field):
        """`stale` is "not asked where a body in `amend` sets a party's `key` whose present value was set for that party itself"."""
        kind, party = name.split('/')
        if kind != 'party' or field != 'key' or self.capacity not in self.world.charter.amend:
            return False
        by = self.world.things[name].fields['key'][0]
        return by is not None and self.graph.records[by].capacity == party

    def op_add(self, c):
        name, field, v = c['object'], c['field'], c['value']
        d = self.field_to_change(c)
        if not self.fits_one(d, d['of'], v):
            raise Void('value')
        if not self.refers_one(d, d['of'], v):
            raise Void('reference')
        # "a seat holder of another party"
        if name.startswith('seat/') and self.world.things['actor/' + v].fields['party'][1] != name.split('.')[1]:
            raise Void('reference')
        if not self.may_change(name, field, d, None):
            raise Void('authority')
        members = self.world.read(name, field)
        if v not in members:  # "already there: no effect at all"
            self.world.things[name] = self.world.things[name].write(field, self.record.n, sorted(members + [v]))

    def op_remove(self, c):
        name, field, v = c['object'], c['field'], c['value']
        d = self.field_to_change(c)
        if not self.may_change(name, field, d, None):
            raise Void('authority')
        members = self.world.read(name, field)
        if v in members:  # "not there: no effect at all"
            self.world.things[name] = self.world.things[name].write(field, self.record.n, [x for x in members if x != v])

    def op_amend(self, c):
        old, new = self.world.charter, charter_or_none(c['charter'])
        # "a charter that breaks rule 4, or that drops or alters a party of the charter in force"
        if new is None or any(new.parties.get(p) != v for p, v in old.parties.items()):
            raise Void('value')
        if self.capacity not in old.amend:
            raise Void('authority')
        if c['from'] != old.digest:
            raise Void('stale')
        self.amends = True
        self.world.charter = new
        found(self.world, self.record.n)


def found(world, by):
    """Brings about the parties, seats and offices of the charter in force that are not there yet."""
    c, things = world.charter, world.things
    for p, v in c.parties.items():
        if 'party/' + p not in things:
            things['party/' + p] = Thing(None, {'name': (by, v['name']), 'key': (by, v['key'])})
    for name in c.seats() + ['office/' + o for o in c.offices]:
        if name not in things:
            things[name] = Thing(None, {})


# §8 Order and verdicts

class Judged:
    """What there is after the judging of a window: the state, and what later windows need to know."""

    def __init__(self):
        self.world = None
        self.amended_by = None   # number of the record whose `amend` is in force
        self.judged = 0          # bit set of the records judged so far
        self.verdict = {}        # number -> verdict
        self.counted = {}        # number of a proposal -> seats that counted for it
        self.last = {}           # (actor, key) -> number of the last accepted record
        self.text = None         # §9 state text
        self.root = None


def founding(graph):
    if graph.founding is None:
        j = Judged()
        j.world = World(graph.charter, {})
        found(j.world, None)
        graph.founding = j
    return graph.founding


class Window:
    """Judges the records of one window, from the state at its start."""

    def __init__(self, graph, start, members, opened_by):
        self.graph, self.start, self.members = graph, start, members
        self.opened_by = opened_by   # the complete seal that opened the window, or None
        self.known = start.judged | members
        self.standings = {}
        j = self.now = Judged()
        j.world, j.amended_by, j.judged = start.world, start.amended_by, self.known
        j.verdict, j.counted, j.last = dict(start.verdict), dict(start.counted), dict(start.last)

    def judge(self):
        for n in self.order():
            self.judge_one(self.graph.records[n])
        self.state_text()
        return self.now

    def date(self, r):
        """"the date of the record's `time`, or of the seal that opened this window if that is later"."""
        return r.date if self.opened_by is None else max(r.date, self.opened_by.date)

    # order

    def standing(self, r, proposal):
        """The seats for which the record's actor has standing for the capacity of the proposal, at the start of the window."""
        key = r.n, proposal.n
        if key not in self.standings:
            world = self.start.world
            seats = world.seats_held(r.actor, proposal.capacity, proposal.actor)
            credentials = seats and world.credentials(r.actor)
            if not credentials or credentials[0] != r.key or credentials[1] == 'revoked' \
                    or credentials[2] is not None and self.date(r) > credentials[2]:
                seats = set()
            self.standings[key] = seats
        return self.standings[key]

    def behind(self, p, among):
        """The seats behind a proposal, taking of its endorse records those among these."""
        seats = self.standing(p, p) | self.start.counted.get(p.n, set())
        for n in self.graph.endorses.get(p.n, ()):
            if among >> n & 1:
                seats = seats | self.standing(self.graph.records[n], p)
        return seats

    def rank(self, r):
        if r.kind == 'propose':
            p = r
        elif r.kind == 'endorse' and self.graph.records[r.target].kind == 'propose':
            p = self.graph.records[r.target]
        else:
            return 10
        charter = self.start.world.charter
        brings, needed = self.standing(r, p), charter.needed(p.capacity)
        if not brings or len(self.behind(p, self.known)) < needed:
            return 10
        if r.kind == 'endorse':
            # "only if the proposal was neither in force, void nor withdrawn at the window's start, ..."
            if self.start.verdict.get(p.n, 'pending') != 'pending':
                return 10
            before = self.behind(p, r.ancestors)
            if len(before) >= needed or brings <= before:
                return 10
        return charter.rank(p.capacity)

    def order(self):
        records = self.graph.records
        key = {n: (self.rank(records[n]), records[n].time, records[n].height, records[n].id) for n in bits(self.members)}
        placed, out = 0, []

        def place(those):
            nonlocal placed
            for n in sorted(bits(those), key=key.__getitem__):
                if placed >> n & 1:
                    continue
                place(records[n].ancestors & self.members & ~placed)
                placed |= 1 << n
                out.append(n)

        place(self.members)
        return out

    # verdicts

    def judge_one(self, r):
        now = self.now
        reason = self.signer_reason(r)
        draft = False
        if reason is not None:
            if not self.may_be_draft(r, reason):
                now.verdict[r.n] = 'void:' + reason
                return
            draft = True
        else:
            now.last[r.actor, r.key] = r.n
        now.verdict[r.n] = getattr(self, 'judge_' + r.kind)(r, draft)

    def signer_reason(self, r):
        """Steps 1 and 2."""
        credentials = self.now.world.credentials(r.actor)
        if credentials is None or credentials[0] != r.key:
            return 'key'
        if credentials[1] == 'revoked':
            return 'revoked'
        if credentials[2] is not None and self.date(r) > credentials[2]:
            return 'expired'
        last = self.now.last.get((r.actor, r.key))
        if last is not None and not r.ancestors >> last & 1:
            return 'fork'
        return None

    def may_be_draft(self, r, reason):
        if r.kind != 'propose' or r.capacity not in self.now.world.charter.bodies:
            return False
        if reason != 'key':
            return True
        credentials = self.start.world.credentials(r.actor)
        return credentials is not None and credentials[0] == r.key

    def judge_propose(self, r, draft):
        now, charter = self.now, self.now.world.charter
        if not charter.has_capacity(r.capacity) or r.capacity == 'self' and r.actor in charter.parties:
            return 'void:capacity'
        if r.capacity in charter.bodies and now.amended_by is not None and not r.ancestors >> now.amended_by & 1:
            return 'void:amended'
        now.verdict[r.n] = 'pending'
        now.counted[r.n] = frozenset()
        if not draft:
            self.count(r, now.world.seats_held(r.actor, r.capacity, r.actor))
        return now.verdict[r.n]

    def count(self, p, seats):
        """"Only counting a seat decides"."""
        now = self.now
        if not seats - now.counted[p.n]:
            return
        now.counted[p.n] = now.counted[p.n] | seats
        if len(now.counted[p.n]) < now.world.charter.needed(p.capacity):
            return
        proposal = Proposal(self.graph, now.world, p)
        try:
            now.world = proposal.apply()
        except Void as void:
            now.verdict[p.n] = 'void:' + void.reason
            return
        now.verdict[p.n] = 'in-force'
        if proposal.amends:
            now.amended_by = p.n
            for n, verdict in now.verdict.items():
                if verdict == 'pending':
                    now.verdict[n] = 'void:amended'

    def judge_endorse(self, r, draft):
        p = self.graph.records[r.target]
        if p.kind == 'seal':
            return 'noted'
        verdict = self.now.verdict[p.n]
        if verdict.startswith('void:'):
            return 'void:target'
        if verdict == 'withdrawn':
            return 'void:withdrawn'
        seats = self.now.world.seats_held(r.actor, p.capacity, p.actor)
        if not seats:
            return 'void:capacity'
        if verdict == 'in-force' or seats <= self.now.counted[p.n]:
            return 'noted'
        self.count(p, seats)
        return 'counted'

    def judge_object(self, r, draft):
        return 'noted'

    def judge_seal(self, r, draft):
        return 'noted'

    def judge_withdraw(self, r, draft):
        p = self.graph.records[r.target]
        if r.actor != p.actor:
            return 'void:capacity'
        if self.now.verdict[p.n] != 'pending':
            return 'void:target'
        # "it is for a body of the window's start and the seats behind it reach the quorum"
        charter = self.start.world.charter
        if p.capacity in charter.bodies and len(self.behind(p, self.known)) >= charter.needed(p.capacity):
            return 'void:target'
        self.now.verdict[p.n] = 'withdrawn'
        return 'counted'

    # §9 State

    def thing_digest(self, thing):
        ids = self.graph.records
        return sha256(canonical({f: {'by': '' if by is None else ids[by].id, 'value': v} for f, (by, v) in thing.fields.items()}))

    def state_text(self):
        now, start, first = self.now, self.start, self.opened_by is None
        lines = ['akkoord state 1', 'since ' + (ZEROS if first else start.root), 'charter ' + now.world.charter.digest]
        for name in sorted(now.world.things):
            thing, old = now.world.things[name], None if first else start.world.things.get(name)
            if thing is old:
                continue
            digest = self.thing_digest(thing)
            if old is None or self.thing_digest(old) != digest:
                lines.append('object %s %s' % (name, digest))
        changed = [n for n, v in now.verdict.items() if self.members >> n & 1 or start.verdict[n] != v]
        lines += sorted('record %s %s' % (self.graph.records[n].id, now.verdict[n]) for n in changed)
        now.text = ''.join(line + '\n' for line in lines)
        now.root = sha256(now.text.encode())


# §10 Seals

class SealRound:
    """The seals of one height, in a set of records, after the complete seal of the height before."""

    def __init__(self, graph, known, height, before, prev):
        self.graph, self.known, self.height, self.before, self.prev = graph, known, height, before, prev
        self.memo = {}
        charter = before.world.charter
        self.body = charter.seal['body'] if charter.seal else None
        self.quorum = charter.bodies[self.body]['quorum'] if self.body else None
        self.speakers = {}      # (actor, key) -> (party of the seat, until)
        if self.body:
            self.find_speakers(charter)
        self.signings = []      # (number of the record, number of the seal, seat)
        self.objections = []
        for s in graph.seals.get(height, ()):
            if known >> s & 1:
                self.sort_out(s)

    def find_speakers(self, charter):
        world = self.before.world
        for p in charter.bodies[self.body]['seats']:
            # "At height 1, the founding, the party's root speaks for its seat."
            holders = [p] if self.height == 1 else world.holders(self.body, p)
            if len(holders) == 1:  # "a seat with more than one, or none, counts for nothing"
                key, status, until = world.credentials(holders[0])
                if status != 'revoked':
                    self.speakers[holders[0], key] = p, until

    def seat(self, r):
        """The seat that this record is by, or None."""
        party, until = self.speakers.get((r.actor, r.key), (None, None))
        return None if until is not None and r.date > until else party

    def sort_out(self, s):
        for n in [s] + [a for a in self.graph.answers.get(s, ()) if self.known >> a & 1]:
            r = self.graph.records[n]
            seat = self.seat(r)
            if seat is not None:
                (self.objections if r.kind == 'object' else self.signings).append((n, s, seat))

    def signed_by(self, seat, among):
        return [(n, s) for n, s, x in self.signings if x == seat and among >> n & 1]

    def counts_for(self, n, s):
        """The seat for which the record (seal S or an endorse of it) counts, or None."""
        r = self.graph.records[n]
        seat, among = self.seat(r), r.ancestors
        if seat is None:
            return None
        if any(o == s and x == seat and among >> m & 1 for m, o, x in self.objections):
            return None
        for _, other in self.signed_by(seat, among):
            if other != s and not self.abandoned(other, among):
                return None
        return seat

    def abandoned(self, s, among):
        """"A seal is **abandoned** among some records if a quorum of seats stands against it there"."""
        if (s, among) not in self.memo:
            against = {seat for seat, _ in self.speakers.values() if self.stands_against(seat, s, among)}
            self.memo[s, among] = len(against) >= self.quorum
        return self.memo[s, among]

    def stands_against(self, seat, s, among):
        for n, o, x in self.objections:
            if o == s and x == seat and among >> n & 1:
                # "with neither that seal itself nor an endorse of it, by the same seat, among the objection's ancestors"
                if not any(t == s for _, t in self.signed_by(seat, self.graph.records[n].ancestors)):
                    return True
        signed = self.signed_by(seat, among)
        for n, one in signed:
            for m, other in signed:
                # "where neither seal was abandoned among the ancestors of the signing of the other"
                if one < other and not self.abandoned(one, self.graph.records[m].ancestors) \
                        and not self.abandoned(other, self.graph.records[n].ancestors):
                    return True
        return False

    def complete(self):
        """The complete seals of this height."""
        if not self.body:
            return []
        out = []
        for s in self.graph.seals.get(self.height, ()):
            r = self.graph.records[s]
            if self.known >> s & 1 and r.prev == self.prev and self.is_complete(r):
                out.append(s)
        return out

    def is_complete(self, r):
        # the cheap questions first: all must hold
        signers = [n for n, s, _ in self.signings if s == r.n]
        seats = {self.counts_for(n, r.n) for n in signers} - {None}
        own = self.counts_for(r.n, r.n)
        if own is None or len(seats) < self.quorum:
            return False
        at = state_at_seal(self.graph, r)
        seal = at.world.charter.seal
        return seal is not None and seal['by'] == own and at.root == r.raw['state']


def state_at_seal(graph, r):
    """The state over exactly the ancestors of a seal, "judged in the windows that its chain of `prev` cuts"."""
    if r.n not in graph.at_seal:
        if r.prev is None:
            graph.at_seal[r.n] = Window(graph, founding(graph), r.ancestors, None).judge()
        else:
            prev = graph.records[r.prev]
            members = r.ancestors & ~prev.ancestors
            graph.at_seal[r.n] = Window(graph, state_at_seal(graph, prev), members, prev).judge()
    return graph.at_seal[r.n]


class Answer:
    """The complete seals, a split, and the state of the last window."""

    def __init__(self, seals, split, judged, members):
        self.seals, self.split, self.judged, self.members = seals, split, judged, members


def find_seals(graph, known):
    """(numbers of the complete seals by height, numbers of a split)."""
    seals, before = [], founding(graph)
    while True:
        found_now = SealRound(graph, known, len(seals) + 1, before, seals[-1] if seals else None).complete()
        if len(found_now) != 1:
            return seals, sorted(found_now, key=lambda n: graph.records[n].id)
        seals.append(found_now[0])
        before = state_at_seal(graph, graph.records[found_now[0]])


def answer(graph, known, at=None):
    """§10 and §11: what a set of records that is whole says, at the end or as known at a time."""
    seals, split = find_seals(graph, known)
    records = graph.records
    if at is not None:
        # "a split all of whose seals are later than T is as if those seals were not there"
        if all(records[s].time > at for s in split):
            split = []
        cut = [s for s in seals if records[s].time <= at]
        if len(cut) < len(seals):
            split = []
            known &= records[seals[len(cut)]].ancestors
        known = sum(1 << n for n in bits(known) if records[n].time <= at)
        seals = cut
    last = records[seals[-1]] if seals else None
    if split:  # "`records` and `state` are then those at the last seal before (of the founding, where there is none)"
        judged = state_at_seal(graph, last) if last else Window(graph, founding(graph), 0, None).judge()
        return Answer(seals, split, judged, judged.judged)
    if last is None:
        judged = Window(graph, founding(graph), known, None).judge()
    else:
        judged = Window(graph, state_at_seal(graph, last), known & ~last.ancestors, last).judge()
    return Answer(seals, [], judged, judged.judged)


# §2 Files

class Unjudgeable(Exception):
    """The ledger cannot be judged at all: exit status 3."""


RECORD_PATH = re.compile(r'ledger/(%s)/([0-9]+)/([0-9]+)-([0-9a-f]{64})\.(json|sig)' % NAME)


def regular(path):
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def read_file(path):
    with open(path, 'rb') as f:
        return f.read()


def walk(root, top):
    """(path relative to the root, whether it is a regular file) of everything under it that is no folder."""
    out, todo = [], [top]
    while todo:
        folder = todo.pop()
        with os.scandir(os.path.join(root, folder)) as entries:
            for e in entries:
                path = folder + '/' + e.name
                if e.is_dir(follow_symlinks=False):
                    todo.append(path)
                else:
                    out.append((path, e.is_file(follow_symlinks=False)))
    return out


def padded(text, width):
    """The number, or None: "Padding is with zeros, and no longer number has a leading zero"."""
    if len(text) < width or len(text) > width and text[0] == '0':
        return None
    return int(text)


def path_parts(path):
    """(actor, seq, id, suffix) of a record's path, or None."""
    m = RECORD_PATH.fullmatch(path)
    if not m:
        return None
    actor, hundred, seq, rid, suffix = m.groups()
    hundred, seq = padded(hundred, 4), padded(seq, 6)
    if hundred is None or seq is None or hundred != seq // 100:
        return None
    return actor, seq, rid, suffix


class Folder:
    """A plain folder read as a replica: the graph of its records and what was refused."""

    def __init__(self, root):
        self.root = root
        self.refused = {}
        try:
            self.load_charter()
            self.check_keys()
            self.load_records()
            self.check_attachments()
        except OSError as e:
            raise Unjudgeable(str(e))

    def path(self, name):
        return os.path.join(self.root, name)

    def load_charter(self):
        name = self.path('ledger/charter.json')
        if os.path.islink(self.path('ledger')) or not regular(name):
            raise Unjudgeable('no charter')
        data = read_file(name)
        if len(data) > CHARTER_FILE_MAX:
            raise Unjudgeable('the charter is too large')
        try:
            charter = Charter(parse_json(data))
        except JsonError as e:
            raise Unjudgeable('the charter is no strict JSON: %s' % e)
        except CharterError as e:
            raise Unjudgeable('the charter breaks rule 4: %s' % e)
        self.charter_files = {'ledger/charter.json'}
        for p, v in charter.parties.items():
            name = 'ledger/charter.json.%s.sig' % p
            self.charter_files.add(name)
            if not regular(self.path(name)):
                raise Unjudgeable('no signature of ' + p)
            signature = read_file(self.path(name))
            if len(signature) > SIGNATURE_MAX or not signature_good(signature, data, v['key']):
                raise Unjudgeable('a bad signature of ' + p)
        self.graph = Graph(charter, sha256(data))

    def check_keys(self):
        if not os.path.isdir(self.path('keys')):
            return
        parties = dict(self.graph.charter.parties)
        for name in os.listdir(self.path('keys')):
            if not name.endswith('.pub') or not regular(self.path('keys/' + name)):
                continue
            party = parties.pop(name[:-4], None)
            if party is None:
                raise Unjudgeable('keys/%s is of no party' % name)
            line = read_file(self.path('keys/' + name))
            line = line[:-1] if line.endswith(b'\n') else line
            if b'\n' in line or b' '.join(line.split(b' ', 2)[:2]) != party['key'].encode():
                raise Unjudgeable('keys/%s is not the key of the charter' % name)
        if parties:
            raise Unjudgeable('keys/ lacks a party')

    def load_records(self):
        files = dict(walk(self.root, 'ledger'))
        waiting = {}
        for path, is_regular in files.items():
            if path in self.charter_files:
                continue
            parts = path_parts(path)
            if parts is not None and parts[3] == 'sig' and path[:-3] + 'json' in files:
                continue  # "with a refused record, only the `.json` is reported"
            if parts is None or parts[3] == 'sig' or not is_regular:
                self.refused[path] = 'path'
                continue
            signature = path[:-4] + 'sig'
            reason, raw = self.file_reason(path, parts, signature if files.get(signature) else None)
            if reason is not None:
                self.refused[path] = reason
            else:
                waiting[parts[2]] = path, raw
        self.admit(waiting)

    def file_reason(self, path, parts, signature_path):
        """The reasons that the two files give by themselves: (reason, None) or (None, the parsed record)."""
        actor, seq, rid, _ = parts
        data = read_file(self.path(path))
        if sha256(data) != rid:
            return 'path', None
        signature = read_file(self.path(signature_path)) if signature_path else None
        if len(data) > RECORD_MAX or signature is not None and len(signature) > SIGNATURE_MAX:
            return 'size', None
        try:
            raw = parse_json(data)
        except JsonError:
            return 'json', None
        if not schema_good(raw):
            return 'schema', None
        if raw['actor'] != actor or raw['seq'] != seq:
            return 'path', None
        if signature is None or not signature_good(signature, data, raw['key']):
            return 'signature', None
        return None, raw

    def admit(self, waiting):
        """Takes records in after their parents; the others in `waiting` are then refused."""
        children, missing, ready = {}, {}, []
        for rid, (_, raw) in waiting.items():
            known = [p for p in raw['parents'] if p in waiting]
            missing[rid] = len(known)
            for p in known:
                children.setdefault(p, []).append(rid)
            if not known:
                ready.append(rid)
        while ready:
            rid = ready.pop()
            path, raw = waiting[rid]
            reason = self.graph.refusal(rid, raw)
            if reason is not None:
                self.refused[path] = reason
            for c in children.get(rid, ()):
                missing[c] -= 1
                if missing[c] == 0:
                    ready.append(c)

    def check_attachments(self):
        if os.path.islink(self.path('bijlagen')) or not os.path.isdir(self.path('bijlagen')):
            return
        for path, is_regular in walk(self.root, 'bijlagen'):
            name = path[len('bijlagen/'):]
            if not is_regular or not ID_RE.fullmatch(name):
                self.refused[path] = 'path'
                continue
            data = read_file(self.path(path))
            if sha256(data) != name:
                self.refused[path] = 'path'
            elif len(data) > ATTACHMENT_MAX:
                self.refused[path] = 'size'

    def all(self):
        return (1 << len(self.graph.records)) - 1


# §12 What a verifier prints

def report(folder, at=None):
    """(the JSON document, the state text, the exit status)"""
    graph = folder.graph
    a = answer(graph, folder.all(), at)
    ids = [r.id for r in graph.records]
    document = {
        'ledger': graph.ledger,
        'state': a.judged.root,
        'records': {ids[n]: v for n, v in a.judged.verdict.items()},
        'refused': folder.refused,
        'seals': [ids[n] for n in a.seals],
        'split': [ids[n] for n in a.split],
    }
    # "refusals and the meaning of the exit status stay those of the whole"
    split = a.split or at is not None and find_seals(graph, folder.all())[1]
    return document, a.judged.text, 1 if folder.refused or split else 0


def main(arguments):
    usage = 'usage: model.py verify [--json|--state] [--at TIME] PATH'
    if arguments[:1] != ['verify']:
        print(usage, file=sys.stderr)
        return 2
    mode, at, paths, rest = None, None, [], arguments[1:]
    while rest:
        word = rest.pop(0)
        if word in ('--json', '--state') and mode in (None, word):
            mode = word
        elif word == '--at' and rest and is_time(rest[0]):
            at = rest.pop(0)
        elif not word.startswith('-'):
            paths.append(word)
        else:
            paths = []
            break
    if len(paths) != 1:
        print(usage, file=sys.stderr)
        return 2
    try:
        document, text, status = report(Folder(paths[0]), at)
    except Unjudgeable as e:
        print('cannot be judged: %s' % e, file=sys.stderr)
        return 3
    if mode == '--state':
        sys.stdout.write(text)
    elif mode == '--json':
        print(json.dumps(document, indent=1, sort_keys=True))
    else:
        print('%d records, %d refused, %d seals%s' % (len(document['records']), len(document['refused']),
                                                      len(document['seals']), ', a split' if document['split'] else ''))
    return status


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
