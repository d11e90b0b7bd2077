# SPDX-License-Identifier: EUPL-1.2
"""Files that a verifier must refuse, and odd ones that it must not (§1, §2, §3, §5)."""
import base64
import copy
import json

from charters import mutilate, nearly
from model import answer, bits, sha256
from world import armour, record_path, signer, to_bytes

ORDER = (2 ** 252 + 27742317777372353535851937790883648493)  # of the group of Ed25519
SMALL = ['01' + '00' * 31, 'ec' + 'ff' * 30 + '7f', '00' * 32, '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05']


def leaf(g):
    """(raw, Signer) of a sound record that knows all there is; (None, None) where nobody can sign."""
    rng, graph = g.rng, g.graph
    everything = (1 << len(graph.records)) - 1
    if not everything:
        return None, None
    world = answer(graph, everything).judged.world
    actor = rng.choice(g.actors(world) + sorted(world.charter.parties))
    key = world.credentials(actor)[0]
    tips = list(bits(g.tips(everything)))[:64]
    known = g.closure(tips)
    seqs = [graph.records[n].seq for n in graph.signed.get((actor, key), ()) if known >> n & 1]
    raw = {'akkoord': 'record/1', 'ledger': graph.ledger, 'actor': actor, 'key': key, 'seq': 1 + max(seqs, default=0),
           'parents': sorted(graph.records[n].id for n in tips), 'time': max(graph.records[n].time for n in tips)}
    proposals = [graph.records[n].id for n in bits(known) if graph.records[n].kind == 'propose']
    kind = rng.choice(['propose', 'propose', 'endorse', 'object', 'seal'])
    if kind in ('endorse', 'object') and proposals:
        raw.update(kind=kind, target=rng.choice(proposals), why='why')
    elif kind == 'seal':
        raw.update(kind='seal', height=1, prev=None, state='0' * 64)
    else:
        change = {'op': 'set', 'object': 'agenda/a', 'field': 'f0', 'from': None, 'to': 'x'}
        made = {'op': 'create', 'object': 'agenda/q', 'fields': {'f0': 'x', 'f1': ['a', 'b'], 'f2': 3, 'f3': True}}
        more = {'op': 'add', 'object': 'agenda/a', 'field': 'f1', 'value': 'x'}
        raw.update({'kind': 'propose', 'for': rng.choice(['bo', 'self', 'do', actor, 'bo/ad']), 'why': 'why', 'changes': [change, made, more][:rng.randint(1, 3)]})
        if rng.random() < 0.3:
            raw['pins'] = {'agenda/a': '0' * 64}
        if rng.random() < 0.3:
            raw['attachments'] = [sha256(b'1')]
    return raw, g.keys.get(key)


def put(g, raw, key, data=None, signature=None, path=None):
    """Places a record with any bytes, any signature (b'' for none), anywhere."""
    data = to_bytes(raw) if data is None else data
    path = path or record_path(raw['actor'], raw['seq'], sha256(data))
    g.files.files[path] = data
    signature = key.sign(data) if signature is None else signature
    if signature:
        g.files.files[path[:-4] + 'sig'] = signature
    return sha256(data)


# path and size

def bad_path(g, raw, key):
    rng = g.rng
    data = to_bytes(raw)
    good, rid = record_path(raw['actor'], raw['seq'], sha256(data)), sha256(data)
    path = rng.choice([
        record_path(raw['actor'], raw['seq'], 'a' * 64), record_path('x' + raw['actor'], raw['seq'], rid),
        record_path(raw['actor'], raw['seq'] + 1, rid), good.replace('/0000/', '/0001/'), good.replace('/0000/', '/00000/'),
        good.replace('/0000/', '/000/'), good.replace('/0000/', '/0000/0000/'), good.replace('/000', '/00', 1), good + '.json', good[:-5],
        good[:-5] + '.JSON', good.replace('/0000/0', '/0000/00'), good.replace(rid, rid.upper()), good.replace('/0000/0', '/0000/'),
        'ledger/%s/0000/000000-%s.json' % (raw['actor'], rid), 'ledger/' + good, 'ledger/A/0000/000001-%s.json' % rid,
        'ledger/%s/9999999/999999999-%s.json' % (raw['actor'], rid), 'ledger/%s/10000000/1000000000-%s.json' % (raw['actor'], rid),
        'ledger/%s/10000/1000000-%s.json' % (raw['actor'], rid), 'ledger/%s/0010/001000-%s.json' % (raw['actor'], rid), good])
    put(g, raw, key, data, path=path if path.endswith('.json') else None)
    if not path.endswith('.json'):
        g.files.files[path] = data


def stray_file(g, raw, key):
    rng = g.rng
    path = rng.choice(['ledger/README.md', 'ledger/a/b', 'ledger/charter.json.zz.sig', 'ledger/charter.json.sig', 'ledger/.keep', 'ledger/charter',
                       'ledger/ad/0000/.gitkeep', 'ledger/ad/0000/000009-%s.sig' % ('a' * 64), 'ledger/ad/0000/000009-%s.json' % ('b' * 64),
                       'README', 'other/file', 'keys/README', 'keys/deep/ad.pub', 'ledger/x y', 'ledger/é', 'ledger/charter.json.d/x'])
    g.files.files[path] = rng.choice([b'', b'{}\n', b'text'])


def link(g, raw, key):
    rng = g.rng
    g.files.files[rng.choice(['ledger/link', 'ledger/ad/0000/000007-%s.json' % ('c' * 64), 'bijlagen/' + 'd' * 64, 'ledger/ad/0000/dir',
                              'ledger/ad/0000/000007-%s.sig' % ('e' * 64)])] = rng.choice(['nowhere', '..', '/etc/passwd', 'charter.json'])


def attachment(g, raw, key):
    rng = g.rng
    data = rng.choice([b'minutes', b'', b'1'])
    name = rng.choice([sha256(data)] * 4 + ['f' * 64, 'notes.txt', 'deep/' + sha256(data), sha256(data).upper(), sha256(data)[:-1]])
    g.files.files['bijlagen/' + name] = data


def bad_size(g, raw, key):
    rng, data = g.rng, to_bytes(raw)
    if rng.random() < 0.5:
        put(g, raw, key, data + b' ' * (131072 + rng.choice([0, 1]) - len(data)))
    else:
        s = key.sign(data)
        at = s.index(b'\n') + 1
        put(g, raw, key, data, signature=s[:at] + b'\n' * (4096 + rng.choice([0, 1]) - len(s)) + s[at:])


# json

def replaced(raw, text, field='why'):
    """The record with a field's value written as this text."""
    return json.dumps(dict(raw, **{field: '@@'}), ensure_ascii=False).replace('"@@"', text).encode('utf-8', 'surrogatepass')


def bad_json(g, raw, key):
    rng, data = g.rng, to_bytes(raw)
    words = ['"a\\u0000b"', '"\\u001f"', '"\\t"', '"\\n"', '"\t"', '"a\nb"', '"\\u007f"', '"\\u0080"', '"\x80"', '"\x9f"', '"\xa0"', '"\\u00a0"', '"\u061c"',
             '"\u200e"', '"\u200d"', '"\u200f"', '"\u202a"', '"\u202e"', '"\u202f"', '"\u2065"', '"\u2066"', '"\\u2069"', '"\u206a"', '"\ufeff"', '"\\ud800"',
             '"\\udc00\\ud800"', '"\\ud83d\\ude00"', '"\\uD83D\\uDE00x"', '"\\ud83d\\u0041"', '"\ud800"', '"\U0001F600"', '"\\/"', '"\\a"', '"\\u00g0"', '"\\u12"',
             '"\\\\"', '"\\""', '"\\b"', '"\\f"', '"\\r"', "'a'", '"' + 'x' * 8192 + '"', '"' + 'x' * 8193 + '"', '"' + 'é' * 4096 + '"', '"' + 'é' * 4096 + 'x"',
             '"' + '\\u0041' * 8192 + '"', '"' + '\\u20ac' * 2731 + '"', 'NaN', 'Infinity', '-Infinity', 'nul', 'True', '1', '-0', '-', '+1', '01', '.5', '1.', '1.0', '1e5',
             '1E5', '0x1', '9007199254740991', '9007199254740992', '-9007199254740991', '-9007199254740992', '99999999999999999999', '1' * 400,
             '[' * 15 + ']' * 15, '[' * 16 + ']' * 16, '{"a":' * 15 + '1' + '}' * 15, '{"a":' * 16 + '1' + '}' * 16, '[1,]', '[,1]', '{"a":1,}', '{"a":1,"a":1}',
             '{"a":1,"\\u0061":1}', '{1:1}', '[1 2]', '{"a" 1}', '"a" "b"', '', '"open', '/*c*/"a"', '{"' + 'k' * 8193 + '":1}', '{"\\u0001":1}', '"\u0378"',
             '"\uffff"', '"\U0010FFFF"']
    style = rng.random()
    if style < 0.7:
        data = replaced(raw, rng.choice(words), rng.choice(['why', 'why', 'why', 'akkoord', 'extra']))
    elif style < 0.78:
        field = rng.choice(['seq', 'height'])
        data = replaced(raw, rng.choice(['1.0', '1e0', '-0', '01', '1', '9007199254740993', '1000000000', '999999999', 'true', '"1"']), field)
    else:
        at = rng.randrange(len(data))
        data = rng.choice([b'\xef\xbb\xbf' + data, data + b'x', data + b'{}', data + b' \t\r\n', b' \t\r\n' + data, data + b'\x0c', b'\x0b' + data, data + b'\x00', b'',
                           b'{}', b'[]', b'null', b'1', b'"x"', data.replace(b'\n', b'\r\n'), data.replace(b'\n', b'\xc2\xa0'), data[:-3], data[:at] + b'\xff' + data[at:],
                           data.replace(b'"why"', b'"w\xc0\xaf"', 1), data.replace(b'"why"', b'"\\u0077hy"', 1), data.replace(b':', b' : '),
                           data.replace(b'"kind"', b'"time": "x", "kind"', 1), data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1:],
                           b'[' * 100000, b'{"a":' * 30 + b'1' + b'}' * 30, data.decode().encode('utf-16')])
    put(g, raw, key, data)


def bad_schema(g, raw, key):
    rng = g.rng
    other = copy.deepcopy(raw)
    style = rng.random()
    if style < 0.75:
        mutilate(rng, other)
    elif style < 0.9:
        edit = rng.choice([{'parents': other['parents'] * 2}, {'parents': other['parents'][::-1]}, {'parents': [sha256(b'%d' % i) for i in range(65)]},
                           {'parents': sorted(sha256(b'%d' % i) for i in range(65))}, {'parents': sorted(sha256(b'%d' % i) for i in range(64))},
                           {'time': '2024-02-30T00:00:00Z'}, {'time': '2024-02-29T23:59:60Z'}, {'time': '1969-12-31T23:59:59Z'}, {'time': '9999-12-31T23:59:59Z'},
                           {'time': '10000-01-01T00:00:00Z'}, {'time': other['time'].replace('Z', '+00:00')}, {'time': other['time'].lower()},
                           {'seq': 0}, {'seq': 10 ** 9}, {'for': 'bo/ad/x'}, {'for': ''}, {'for': '/ad'}, {'why': ''}, {'pins': {}}, {'attachments': []},
                           {'attachments': [sha256(b'1')] * 2}, {'attachments': [sha256(b'%d' % i) for i in range(65)]}, {'respond_by': '2023-02-29'},
                           {'respond_by': '2024-02-29'}, {'pins': {'agenda/%d' % i: '0' * 64 for i in range(9)}}, {'pins': {'agenda': '0' * 64}},
                           {'changes': [{'op': 'add', 'object': 'a/b', 'field': 'f', 'value': str(i)} for i in range(65)]},
                           {'changes': [{'op': 'set', 'object': 'a/b', 'field': 'f', 'from': True, 'to': 1}]},
                           {'changes': [{'op': 'set', 'object': 'a/b', 'field': 'f', 'from': 1, 'to': 1}]},
                           {'changes': [{'op': 'set', 'object': 'a/b', 'field': 'f', 'from': [], 'to': 1}]},
                           {'changes': [{'op': 'create', 'object': 'a/b', 'fields': {'f': ['a', 'a']}}]},
                           {'changes': [{'op': 'create', 'object': 'a/b', 'fields': {'f': None}}]},
                           {'changes': [{'op': 'create', 'object': 'a/b', 'fields': {}}]},
                           {'changes': [{'op': 'create', 'object': 'seat/b', 'fields': {}}]},
                           {'changes': [{'op': 'create', 'object': 'seat/b.a', 'fields': {}}]},
                           {'changes': [{'op': 'create', 'object': 'a/b.c', 'fields': {}}]},
                           {'changes': [{'op': 'amend', 'from': '0' * 64, 'charter': {}}]},
                           {'changes': [{'op': 'amend', 'from': '0' * 64, 'charter': []}]},
                           {'changes': [{'op': 'amend', 'from': 'x', 'charter': {}}]},
                           {'changes': [{'op': 'drop', 'object': 'a/b'}]}])
        other.update(edit)
    else:
        bad = bytearray(key.public)
        blob = rng.choice([bytes.fromhex(rng.choice(SMALL)), bytes(bad[:31]), bytes(bad) + b'x', bytes([bad[0] ^ 1]) + bytes(bad[1:]), b'\xff' * 32])
        wire = lambda b: len(b).to_bytes(4, 'big') + b
        kind = b'ssh-ed25519'
        text = base64.b64encode(wire(kind) + wire(blob)).decode()
        other['key'] = rng.choice(['ssh-ed25519 ' + text, key.line + ' comment', key.line + ' ', ' ' + key.line, key.line.replace(' ', '  '), key.line + '=',
                                   'ssh-rsa ' + text, key.line[:-1], base64.b64encode(key.blob).decode(), key.type.decode() + ' ' + base64.b64encode(key.blob + b'x').decode(),
                                   'sk-' + key.line, key.line.replace('A', 'B', 1), key.line + '\n', key.type.decode() + ' '])
    actor, seq = other.get('actor'), other.get('seq')
    if not (isinstance(actor, str) and actor and '/' not in actor and '\n' not in actor):
        actor = raw['actor']
    if not (isinstance(seq, int) and not isinstance(seq, bool) and 1 <= seq <= 999999999):
        seq = raw['seq']
    data = to_bytes(other)
    put(g, other, key, data, path=record_path(actor, seq, sha256(data)))


# signature

def malleable(signature):
    """The same signature with S + L."""
    body = base64.b64decode(b''.join(signature.split(b'\n')[1:-2]))
    tail = body[-32:]
    s = int.from_bytes(tail, 'little') + ORDER
    return armour(body[:-32] + s.to_bytes(32, 'little')) if s < 1 << 256 else signature


def bad_signature(g, raw, key):
    rng, data = g.rng, to_bytes(raw)
    good = key.sign(data)
    body = b''.join(good.split(b'\n')[1:-2])
    blob = base64.b64decode(body)
    at, other = rng.randrange(len(blob)), signer('other-%d' % g.seed)
    flipped = blob[:at] + bytes([blob[at] ^ 1 << rng.randrange(8)]) + blob[at + 1:]
    head, end = b'-----BEGIN SSH SIGNATURE-----', b'-----END SSH SIGNATURE-----'
    options = [b'', other.sign(data), key.sign(data + b' '), key.sign(data, namespace=b'file'), key.sign(data, namespace=b''), key.sign(data, hash_name='sha256'),
               key.sign(data, hash_name='sha384'), key.sign(data, version=0), key.sign(data, version=2), key.sign(data, reserved=b'x'), key.sign(data, tail=b'x'),
               key.sign(data, inner_tail=b'\x00'), key.sign(data, flags=0), key.sign(data, flags=5), key.sign(data, flags=4), armour(blob, 1000), armour(blob, 4), armour(blob[:-1]),
               armour(blob + b'\x00'), armour(flipped), armour(flipped), armour(flipped), good[:-1], good + b'\n', good + b'x', b'\n' + good, good.replace(b'\n', b'\r\n'),
               good.replace(b'\n', b'\n\n'), good.replace(b'\n', b' \n'), good.replace(head, head + b' '), good.replace(head, head.lower()), head + end,
               head + b'\n' + end, head + b'\n\n' + end, head + body + b'\n' + end, head + b'\n' + body + end, head + b'\n' + body + b'\n' + end, head + b'\n' + body + b'=\n' + end,
               head + b'\n' + body.rstrip(b'=') + b'\n' + end, malleable(good) if not key.sk else good, b'SSHSIG' + good, blob, good + good,
               good.replace(b'A', b'-', 1), noncanonical(body, head, end)]
    put(g, raw, key, data, signature=rng.choice(options))


def noncanonical(body, head, end):
    """Stray bits in the last character before the padding."""
    text = body.rstrip(b'=')
    if len(text) == len(body):
        return head + b'\n' + body + b'\n' + end
    alphabet = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    last = alphabet[alphabet.index(text[-1]) ^ 1]
    return head + b'\n' + text[:-1] + bytes([last]) + body[len(text):] + b'\n' + end


# what depends on other records

def bad_context(g, raw, key):
    rng, records = g.rng, g.graph.records
    r = rng.choice(records)
    seals = [x for x in records if x.kind == 'seal']
    what = rng.choice(['ledger', 'parent', 'parent', 'parent', 'key', 'key', 'time', 'target', 'target', 'prev', 'prev', 'seq', 'seq', 'seq', 'parents'])
    if what == 'ledger':
        raw['ledger'] = sha256(b'another')
    elif what == 'parent':
        raw['parents'] = sorted(set(raw['parents'] + [rng.choice([sha256(b'none'), r.id, records[0].id])]))
    elif what == 'parents':
        raw['parents'] = sorted({r.id, rng.choice(records).id})
    elif what == 'key':
        if rng.random() < 0.5:
            key = signer('intruder-%d' % g.seed)
            raw['key'] = key.line
        else:
            raw['actor'], raw['seq'] = rng.choice(records).actor, rng.randint(1, 3)
    elif what == 'time':
        raw['time'] = rng.choice(['1999-01-01T00:00:00Z', r.time])
    elif what == 'target':
        raw = {k: v for k, v in raw.items() if k in ('akkoord', 'ledger', 'actor', 'key', 'seq', 'parents', 'time')}
        raw.update(kind=rng.choice(['endorse', 'object', 'withdraw']), target=rng.choice([r.id, sha256(b'none')]), why='why')
        if rng.random() < 0.5:
            raw['parents'] = [rng.choice(records).id]
    elif what == 'prev':
        raw = {k: v for k, v in raw.items() if k in ('akkoord', 'ledger', 'actor', 'key', 'seq', 'parents', 'time')}
        prev = rng.choice(seals) if seals else r
        raw.update(kind='seal', height=rng.choice([2, 3, prev.raw.get('height', 1) + 1]), prev=rng.choice([prev.id, r.id, sha256(b'none')]), state='1' * 64)
        if rng.random() < 0.5:
            raw['parents'] = [rng.choice(records).id]
    elif what == 'seq':
        raw['seq'] = rng.choice([raw['seq'] + 1, max(1, raw['seq'] - 1), raw['seq'] + 100, 1])
    rid = put(g, raw, key)
    if rng.random() < 0.3:  # one that follows it
        child = dict(raw, parents=[rid], seq=raw['seq'] + 1)
        put(g, child, key)


def odd_but_good(g, raw, key):
    rng = g.rng
    data = rng.choice([to_bytes(raw, None), to_bytes(raw, 7, True), b'\r\n' + to_bytes(raw), to_bytes(dict(reversed(raw.items()))), to_bytes(raw).rstrip()])
    put(g, raw, key, data, signature=key.sign(data, hash_name=rng.choice(['sha256', 'sha512'])))


def twin_signature(g, raw, key):
    """Damages the signature of a record that others build on: it goes, and takes its descendants with it."""
    r = g.rng.choice(g.graph.records[-12:])
    path = record_path(r.actor, r.seq, r.id)[:-4] + 'sig'
    if g.rng.random() < 0.5:
        g.files.files.pop(path, None)
    else:
        g.files.files[path] = key.sign(b'else')


KINDS = [(bad_path, 3), (stray_file, 2), (link, 1), (attachment, 2), (bad_size, 1), (bad_json, 6), (bad_schema, 6), (bad_signature, 6), (bad_context, 7),
         (odd_but_good, 1), (twin_signature, 0.5)]


def add_hostile(g):
    for _ in range(g.rng.choice([1, 2, 4, 8] if g.size >= 10 else [8, 16])):
        raw, key = leaf(g)
        if raw is not None and key is not None:
            g.rng.choices([k for k, _ in KINDS], [w for _, w in KINDS])[0](g, raw, key)


def spoil_founding(g):
    """Breaks what a ledger cannot be judged without; now and then only nearly."""
    rng, files = g.rng, g.files.files
    party = rng.choice(sorted(g.roots))
    data = files['ledger/charter.json']
    signature = 'ledger/charter.json.%s.sig' % party
    what = rng.choice(['charter'] * (12 if g.size else 90) + ['none', 'no signature', 'signature', 'keys', 'keys', 'size', 'link'])
    if what == 'charter':
        raw = json.loads(data)
        style = rng.random()
        if style < 0.6:
            nearly(rng, raw)
        if style > 0.5:
            mutilate(rng, raw)
        data = to_bytes(raw)
        if rng.random() < 0.2:
            data = rng.choice([b'\xef\xbb\xbf' + data, data + b'x', data.replace(b'1', b'1.0', 1), b'', b'[]'])
    elif what == 'size':
        data += b' ' * (131072 + rng.choice([0, 1]) - len(data))
    files['ledger/charter.json'] = data
    for p, s in g.roots.items():
        files['ledger/charter.json.%s.sig' % p] = s.sign(data)
    if what == 'none':
        del files['ledger/charter.json']
    elif what == 'no signature':
        del files[signature]
    elif what == 'signature':
        files[signature] = rng.choice([signer('other').sign(data), g.roots[party].sign(data, namespace=b'file'), b'', g.roots[party].sign(data, hash_name='sha256')])
    elif what == 'link':
        files[signature] = 'charter.json'
    elif what == 'keys':
        for p, s in g.roots.items():
            files['keys/%s.pub' % p] = s.line.encode() + b'\n'
        line = g.roots[party].line.encode()
        choice = rng.randrange(10)
        if choice == 0:
            del files['keys/%s.pub' % party]
        elif choice == 1:
            files['keys/zz.pub'] = line + b'\n'
        else:
            files['keys/%s.pub' % party] = [line, line + b' root of %s\n' % party.encode(), line + b' a b c\n', b'', signer('other').line.encode() + b'\n',
                                            b' ' + line + b'\n', line.replace(b'A', b'B', 1) + b'\n', line + b'\n' + line + b'\n'][choice - 2]
