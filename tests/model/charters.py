# SPDX-License-Identifier: EUPL-1.2
"""Random small charters, and random alterations of them (§4)."""
import copy

import model

PARTY_NAMES = ['ad', 'be', 'cor', 'd1', 'e-f', '0g', 'hh']
BODY_NAMES = ['bo', 'do', 'gb', 'wit', 'x2']
OFFICE_NAMES = ['pm', 'chair']
TYPE_NAMES = ['agenda', 'theme', 'deal', 'note', 'dispute']
PHASES = ['draft', 'open', 'in use', 'gerëed', 'shut']
TEXTS = ['', 'a', 'Tekst', 'two\nlines', 'quote " and \\', 'é€😀', 'x' * 40, 'agenda/a', 'open', '2024-02-29']


def some(rng, items, least=1, most=None):
    """A random choice of distinct items, in a random order."""
    items = list(items)
    most = len(items) if most is None else min(most, len(items))
    return rng.sample(items, rng.randint(min(least, most), most))


class Maker:
    """Fills in one charter."""

    def __init__(self, rng, raw):
        self.rng, self.raw = rng, raw

    def capacity(self):
        r = self.raw
        pools = [list(r['bodies']), list(r['bodies']), list(r['offices']), list(r['parties'])]
        return self.rng.choice(self.rng.choice([p for p in pools if p]))

    def who(self, fields):
        out = [self.capacity() for _ in range(self.rng.randint(1, 2))]
        for f, d in fields.items():
            if d['type'] == 'party' and self.rng.random() < 0.4:
                out.append(self.rng.choice(list(self.raw['bodies'])) + '@' + f)
            if d['type'] == 'actor' and self.rng.random() < 0.4:
                out.append('@' + f)
        return sorted(set(out), key=lambda _: self.rng.random())

    def by(self, fields, phases):
        rng = self.rng
        if rng.random() < 0.5:
            return self.who(fields)
        out = {p: self.who(fields) for p in phases if rng.random() < 0.7}
        if rng.random() < 0.6 or not out:
            out['*'] = self.who(fields)
        return out

    def body(self):
        rng, seats = self.rng, some(self.rng, self.raw['parties'])
        quorum = rng.choice([1, len(seats), rng.randint(1, len(seats)), len(seats) // 2 + 1])
        return {'name': rng.choice(TEXTS), 'rank': rng.randint(1, 8), 'seats': seats, 'quorum': min(quorum, len(seats))}

    def office(self):
        return {'name': 'office', 'rank': self.rng.randint(1, 8), 'appointed_by': some(self.rng, self.raw['bodies'], 1, 2)}

    def field(self, kinds=('text', 'text', 'int', 'bool', 'date', 'enum', 'party', 'actor', 'ref', 'record', 'file', 'set', 'set')):
        """A field without powers."""
        rng, d = self.rng, {'type': self.rng.choice(kinds)}
        kind = d['type']
        if rng.random() < 0.2:
            d[rng.choice(['name', 'help'])] = rng.choice(TEXTS)
        if rng.random() < 0.2:
            d['expected'] = rng.random() < 0.5
        if rng.random() < 0.2:
            d['required'] = rng.random() < 0.7
        if kind == 'int':
            if rng.random() < 0.5:
                d['min'] = rng.randint(-3, 3)
            if rng.random() < 0.5:
                d['max'] = rng.randint(3, 9)
            if rng.random() < 0.2:
                d['unit'] = '%'
        if kind == 'set':
            d['of'] = rng.choice(['text', 'party', 'actor', 'ref', 'enum'])
        if kind == 'enum' or d.get('of') == 'enum':
            d['values'] = some(rng, PHASES, 2)
            if kind == 'enum' and rng.random() < 0.4:
                d['initial'] = rng.choice(d['values'])
        if kind == 'ref' or d.get('of') == 'ref':
            d['to'] = rng.choice(['*'] + list(self.raw['types']))
        return d

    def moves(self, d, fields):
        rng, out, seen = self.rng, [], set()
        for _ in range(rng.randint(1, 5)):
            a, b = rng.sample(d['values'], 2)
            if (a, b) in seen:
                continue
            seen.add((a, b))
            m = {'from': a, 'to': b, 'by': self.who(fields)}
            if rng.random() < 0.5:
                m['needs'] = some(rng, [f for f in fields if 'moves' not in fields[f]] or list(fields), 0, 2)
            if rng.random() < 0.35:
                m['pin'] = rng.random() < 0.8
                m['by'] = sorted(set(m['by']) | {rng.choice(list(self.raw['bodies']))})
            out.append(m)
        return out

    def type(self, name, followable):
        """A type; `followable` are the types with a phase that it may follow."""
        rng = self.rng
        fields = {'f%d' % i: self.field() for i in range(rng.randint(1, 5))}
        t = {'name': rng.choice(TEXTS), 'fields': fields}
        style = rng.choice(['own', 'own', 'follow', 'follow', 'none'])
        if style == 'own' and rng.random() < 0.5:  # so that it may freeze something
            fields['f%d' % rng.randint(0, 5)] = {'type': 'ref', 'to': rng.choice(['*'] + list(self.raw['types'])), 'required': rng.random() < 0.7}
        if style == 'follow' and not followable:
            style = 'own'
        if style == 'own':
            values = some(rng, PHASES, 2)
            fields['phase'] = {'type': 'enum', 'values': values, 'initial': rng.choice(values)}
            t['phase'] = 'phase'
            phases = values
        elif style == 'follow':
            to = rng.choice([sorted(followable)[0], list(followable)[-1]])   # the last one made: so that chains come about
            fields['of'] = {'type': 'ref', 'to': to, 'required': True}
            t['phase'] = 'of'
            phases = followable[to]
        else:
            phases = []
        for f, d in fields.items():
            if d['type'] == 'enum' and 'initial' in d and (f == 'phase' or rng.random() < 0.4):
                d['moves'] = self.moves(d, fields)
            elif f != 'of' and rng.random() < 0.85:
                d['by'] = self.by(fields, phases)
        if rng.random() < 0.95:
            t['create'] = self.by(fields, phases)
        refs = [f for f, d in fields.items() if d['type'] == 'ref']
        if style == 'own' and refs and rng.random() < 0.6:
            excepts = some(rng, list(self.raw['bodies']) + list(self.raw['offices']) + list(self.raw['parties']), 1, 2)
            t['freezes'] = {'field': rng.choice(refs), 'while': some(rng, phases, 1, 2), 'except': excepts}
        return t, phases if style != 'none' else None

    def seal(self):
        """Makes the charter have seals, by a body of its own or another that will do."""
        rng, r = self.rng, self.raw
        good = [b for b, v in r['bodies'].items() if 3 * v['quorum'] > 2 * len(v['seats'])]
        if not good or rng.random() < 0.7:
            seats = some(rng, r['parties'], min(2, len(r['parties'])))
            quorum = rng.randint(2 * len(seats) // 3 + 1, len(seats))
            r['bodies']['wit'] = {'name': 'wit', 'rank': rng.randint(1, 8), 'seats': seats, 'quorum': quorum}
            good = ['wit']
        body = rng.choice(good)
        r['seal'] = {'body': body, 'by': rng.choice(r['bodies'][body]['seats'])}


def random_charter(rng, key_of, least=1):
    """A valid charter; `key_of(party)` gives the line of a new key."""
    raw = {'akkoord': 'charter/1', 'name': 'Test', 'parties': {}, 'bodies': {}, 'offices': {}, 'seal': None, 'amend': [], 'types': {}}
    m = Maker(rng, raw)
    for p in some(rng, PARTY_NAMES, least, rng.choice([2, 3, 4, 5]) if least == 1 else 4):
        raw['parties'][p] = {'name': rng.choice(TEXTS), 'key': key_of(p)}
    for b in some(rng, BODY_NAMES[:3], 1):
        raw['bodies'][b] = m.body()
    for o in some(rng, OFFICE_NAMES, 0):
        raw['offices'][o] = m.office()
    if rng.random() < 0.85:
        m.seal()
    raw['amend'] = some(rng, raw['bodies'], 1, 2)
    followable = {}
    names = some(rng, TYPE_NAMES, 1)
    for t in names:
        raw['types'][t] = None  # so that refs may name types to come
    for t in names:
        raw['types'][t], phases = m.type(t, followable)
        if phases is not None:
            followable[t] = phases
    return raw


def calm_charter(rng, key_of):
    """A charter under which much can be decided: what is subtle in order and seals shows there."""
    raw = random_charter(rng, key_of, least=3)
    m, seats = Maker(rng, raw), sorted(raw['parties'])
    raw['bodies'] = {'bo': {'name': 'bo', 'rank': 1, 'seats': seats, 'quorum': rng.randint(2, len(seats))},
                     'do': {'name': 'do', 'rank': 3, 'seats': seats, 'quorum': 2},
                     'wit': {'name': 'wit', 'rank': 8, 'seats': seats, 'quorum': 2 * len(seats) // 3 + 1}}
    raw['offices'] = {'pm': {'name': 'pm', 'rank': rng.choice([2, 4]), 'appointed_by': ['do', 'bo']}}
    raw['seal'], raw['amend'], raw['types'] = {'body': 'wit', 'by': rng.choice(seats)}, ['bo'], {}
    who = lambda: some(rng, ['bo', 'do', 'do', 'pm', rng.choice(seats)][:rng.choice([2, 3, 5])], 1, 3)
    by = lambda phases: {'draft': sorted(set(who())), '*': sorted(set(who()))} if rng.random() < 0.7 and 'draft' in phases else sorted(set(who()))
    phases = ['draft', 'open', 'shut']
    moves = [{'from': a, 'to': b, 'by': sorted(set(who() + ['bo'])), 'needs': some(rng, ['f0', 'f1', 'set'], 0, 1), 'pin': rng.random() < 0.6}
             for a in phases for b in phases if a != b]
    above = None
    for t in ('agenda', 'theme', 'deal'):
        fields = {'f0': dict(m.field(), by=by(phases)), 'f1': dict(m.field(), by=by(phases)), 'text': {'type': 'text', 'by': by(phases)},
                  'set': {'type': 'set', 'of': rng.choice(['text', 'party']), 'by': by(phases)}}
        for f in ('f0', 'f1'):
            fields[f].pop('required', None)
            if fields[f].get('to') not in (None, '*'):
                fields[f]['to'] = '*'
        raw['types'][t] = {'name': t, 'phase': 'of' if above else 'phase', 'create': {'*': sorted({'do'} | set(who()))}, 'fields': fields}
        if above:
            fields['of'] = {'type': 'ref', 'to': above, 'required': True}
        else:
            fields['phase'] = {'type': 'enum', 'values': phases, 'initial': 'draft', 'moves': moves}
        above = t
    raw['types']['dispute'] = {
        'name': 'dispute', 'phase': 'phase', 'create': ['do', rng.choice(seats), 'do@party'], 'freezes': {'field': 'about', 'while': ['open'], 'except': ['bo']},
        'fields': {'about': {'type': 'ref', 'to': '*', 'required': True}, 'party': {'type': 'party', 'required': True},
                   'phase': {'type': 'enum', 'values': ['open', 'shut'], 'initial': 'open', 'moves': [{'from': 'open', 'to': 'shut', 'by': ['bo', 'do@party']}]}}}
    return raw


def altered(rng, old, key_of, valid, busy=(), times=4):
    """A charter that differs from `old` and that `valid` accepts; None where none was found in a few tries.

    `busy`: the types that have objects, where alterations show most.
    """
    for _ in range(6):
        raw = copy.deepcopy(old)
        for _ in range(rng.randint(1, times)):
            alter(rng, raw, key_of, busy)
        if raw != old and valid(raw):
            return raw
    return None


def alter(rng, raw, key_of, busy=()):
    """One change that keeps most charters valid."""
    m = Maker(rng, raw)
    what = rng.choice(['party', 'body', 'body', 'type', 'field', 'field', 'field', 'field', 'drop field', 'drop type', 'drop body', 'kind',
                       'kind', 'kind', 'kind', 'office', 'drop office', 'seal', 'no seal', 'amend', 'label', 'by', 'by', 'moves', 'moves',
                       'moves', 'to', 'to', 'phase'])
    types = raw['types']
    busy = [t for t in sorted(busy) if t in types]
    t = types[rng.choice(busy if busy and rng.random() < 0.8 else sorted(types))] if types else None
    fields = t['fields'] if t else None
    f = rng.choice(sorted(fields)) if fields else None
    if what == 'party':
        free = [p for p in PARTY_NAMES if p not in raw['parties']]
        if free:
            p = rng.choice(free)
            raw['parties'][p] = {'name': p, 'key': key_of(p)}
            if rng.random() < 0.7:
                b = raw['bodies'][rng.choice(sorted(raw['bodies']))]
                b['seats'].append(p)
    elif what == 'body':
        raw['bodies'][rng.choice(BODY_NAMES)] = m.body()
    elif what == 'office':
        raw['offices'][rng.choice(OFFICE_NAMES)] = m.office()
    elif what == 'drop office' and raw['offices']:
        del raw['offices'][rng.choice(sorted(raw['offices']))]
    elif what == 'drop body' and len(raw['bodies']) > 1:
        del raw['bodies'][rng.choice(sorted(raw['bodies']))]
    elif what == 'seal':
        m.seal()
    elif what == 'no seal':
        raw['seal'] = None
    elif what == 'amend':
        raw['amend'] = some(rng, raw['bodies'], 1, 2)
    elif what == 'label':
        raw['name'] = rng.choice(TEXTS)
    elif what == 'type':
        name = rng.choice(TYPE_NAMES)
        types[name] = None
        types[name], _ = m.type(name, {})
    elif what == 'drop type' and types:
        del types[rng.choice(sorted(types))]
    elif f is None:
        return
    elif what == 'field':
        fields['f%d' % rng.randint(0, 6)] = dict(m.field(), by=m.by(fields, []))
    elif what == 'drop field':
        del fields[f]
    elif what == 'kind':
        by = fields[f].get('by')
        fields[f] = m.field()
        if by is not None:
            fields[f]['by'] = by
    elif what == 'by' and 'moves' not in fields[f]:
        fields[f]['by'] = m.by(fields, fields.get('phase', {}).get('values', []))
    elif what == 'moves':
        enums = [d for d in fields.values() if d['type'] == 'enum']
        if enums:
            d = rng.choice(enums)
            if rng.random() < 0.5 or len(d['values']) < 2:
                d['values'] = some(rng, PHASES, 2)
            d['initial'] = rng.choice(d['values'])
            d.pop('by', None)
            d['moves'] = m.moves(d, fields)
    elif what == 'to':
        refs = [d for d in fields.values() if 'to' in d]
        if refs:
            rng.choice(refs)['to'] = rng.choice(['*'] + sorted(types))
    elif what == 'phase':
        t['phase'] = rng.choice(sorted(f for f, d in fields.items() if 'moves' in d or d['type'] == 'ref') or [f])
        if rng.random() < 0.3:
            del t['phase']


def nearly(rng, raw):
    """Takes a charter just over, or just to, a limit of rule 4."""
    parties, bodies, offices, types = raw['parties'], raw['bodies'], raw['offices'], raw['types']
    p, b = rng.choice(sorted(parties)), rng.choice(sorted(bodies))
    t = types[rng.choice(sorted(types))] if types else {'name': 'x', 'fields': {'f0': {'type': 'text'}}}
    f = rng.choice(sorted(t['fields']))
    d = t['fields'][f]
    if raw['seal'] and rng.random() < 0.3:
        b = raw['seal']['body']
    body = bodies[b]
    edits = [
        lambda: body.update(quorum=max(1, 2 * len(body['seats']) // 3)), lambda: body.update(quorum=2 * len(body['seats']) // 3 + 1),
        lambda: body.update(quorum=len(body['seats']) + 1), lambda: body.update(quorum=0), lambda: body.update(rank=0), lambda: body.update(rank=8),
        lambda: body.update(rank=9), lambda: body['seats'].append(body['seats'][0]), lambda: body.update(seats=[]), lambda: body['seats'].append('zz'),
        lambda: parties.update({p + '-x': {'name': 'x', 'key': ''}}), lambda: parties.update({p + 'x': dict(parties[p])}), lambda: parties.pop(p),
        lambda: parties[p].update(name='other'), lambda: parties[p].update(key=parties[p]['key'] + ' c'), lambda: parties.update(zz={'name': 'x'}),
        lambda: bodies.update({p: copy.deepcopy(body)}), lambda: bodies.update(self=copy.deepcopy(body)), lambda: bodies.update({'A': copy.deepcopy(body)}),
        lambda: bodies.update({'x' * 63: copy.deepcopy(body)}), lambda: bodies.update({'x' * 64: copy.deepcopy(body)}),
        lambda: offices.update({b: {'name': '', 'rank': 1, 'appointed_by': [b]}}), lambda: offices.update(o={'name': '', 'rank': 1, 'appointed_by': []}),
        lambda: offices.update(o={'name': '', 'rank': 1, 'appointed_by': [p]}), lambda: raw.update(amend=[]), lambda: raw.update(amend=[b, b]),
        lambda: raw.update(amend=[p]), lambda: raw.update(seal={'body': b, 'by': p}), lambda: raw.update(seal={'body': p, 'by': p}), lambda: raw.pop('seal'),
        lambda: raw.update(types={}), lambda: raw.update(extra=1), lambda: types.update(seat=t), lambda: types.update({b: copy.deepcopy(t)}),
        lambda: t.update(phase=f), lambda: t.pop('phase', 0), lambda: t.update(fields={}), lambda: t.update(create={}), lambda: t.update(create={'zz': [b]}),
        lambda: t.update(create={'*': []}), lambda: t.update(create=[]), lambda: t.update(create=['@' + f]), lambda: t.update(create=[b + '@' + f]),
        lambda: t.update(create=[b, b]), lambda: t.update(create=['self']), lambda: d.update(by=[b]), lambda: d.update(by={}), lambda: d.update(by=[]),
        lambda: d.update(initial='open'), lambda: d.update(moves=[]), lambda: d.update(values=['a', 'a']), lambda: d.update(values=['']),
        lambda: d.update(values=['*']), lambda: d.update(min=3, max=2), lambda: d.update(min=2, max=2), lambda: d.update(to='zz'), lambda: d.update(to='party'),
        lambda: d.update(to='*'), lambda: d.update(of='int'), lambda: d.update(required=True), lambda: d.update(unit='x'),
        lambda: t['fields'].update(A={'type': 'text'}), lambda: t['fields'].update({'a_b-': {'type': 'text'}}), lambda: t['fields'].update({'0a': {'type': 'text'}}),
        lambda: t['fields'].update({'x' * 63: {'type': 'text'}}), lambda: t['fields'].update({'x' * 64: {'type': 'text'}}),
        lambda: t.update(freezes={'field': f, 'while': ['open'], 'except': [b]}), lambda: t.update(freezes={'field': f, 'while': [], 'except': [b]}),
        lambda: t.get('freezes', {}).update({'except': []}), lambda: t.get('freezes', {}).update({'except': ['self']}),
        lambda: t.get('freezes', {}).update({'while': ['zz']}), lambda: near_move(rng, t, b), lambda: near_move(rng, t, b), lambda: near_move(rng, t, b),
        lambda: near_circle(types), lambda: near_size(raw)]
    rng.choice(edits)()


def near_move(rng, t, body):
    enums = [d for d in t['fields'].values() if d.get('moves')]
    if not enums:
        return
    d = rng.choice(enums)
    m = rng.choice(d['moves'])
    rng.choice([lambda: d['moves'].append(dict(m)), lambda: m.update(to=m['from']), lambda: m.update(needs=[]), lambda: m.update(needs=['zz']), lambda: m.update(by=[]),
                lambda: m.update(by={'*': [body]}), lambda: m.update(pin='x'), lambda: d.pop('initial'), lambda: d.update(by=[body]), lambda: m.update(to='zz'),
                lambda: d.update(initial='zz'), lambda: d.update(moves=[]), lambda: m.update(needs=sorted(t['fields'])[:2])])()


def near_circle(types):
    """Two types that follow one another's phase, or one that follows its own."""
    names = sorted(types)
    for a, b in zip(names, names[1:2] + names[:1]):
        types[a]['phase'] = 'of'
        types[a]['fields']['of'] = {'type': 'ref', 'to': b, 'required': True}


def near_size(raw):
    """Pads with labels to about the size that a canonical charter may have."""
    raw['types']['padding'] = {'name': 'x', 'fields': {'f%d' % i: {'type': 'text', 'help': '€' * 2700} for i in range(8)}}
    raw['name'] = 'x' * max(0, min(8000, 65536 - len(model.canonical(raw)) + len(raw['name'])))


ODD = [None, True, False, 0, 1, -1, 2 ** 53 - 1, '', 'x', '*', 'self', 'seat', 'bo', 'ad', 'a-b', 'UP', 'phase', 'f0', 'f1', 'enum', 'ref', 'set', 'text',
       'open', '@f0', 'bo@f1', 'bo@', '@', 'a@b@c', [], {}, ['x'], ['bo'], ['bo', 'bo'], {'*': ['bo']}, {'x': 1}, 'record/1', 'charter/1', 9, 64, 65,
       '2022-02-30', '2024-02-29', '0' * 64, '9999-12-31T23:59:59Z', '2022-01-01T00:00:60Z', 'a/b', 'a/b/c', 'seat/a.b', 'seat/ab', 'x/a.b', 'a' * 63, 'a' * 64]
KEYS = ['name', 'phase', 'by', 'min', 'max', 'unit', 'values', 'initial', 'moves', 'to', 'of', 'needs', 'pin', 'required', 'expected', 'help', 'freezes',
        'create', 'extra', 'x', '*', 'why', 'for', 'pins', 'target', 'attachments', 'respond_by', 'prev', 'height', 'field', 'value', 'from']


def places(v, out=None):
    """Every (container, key or index) of a JSON value."""
    out = [] if out is None else out
    for k in (v if isinstance(v, dict) else range(len(v)) if isinstance(v, list) else ()):
        out.append((v, k))
        places(v[k], out)
    return out


def mutilate(rng, value):
    """Alters one random place of a JSON value, with no thought for sense."""
    box, k = rng.choice(places(value))
    what = rng.random()
    if what < 0.25:
        del box[k]
    elif what < 0.6:
        box[k] = copy.deepcopy(rng.choice(ODD))
    elif what < 0.75 and isinstance(box, dict):
        box[rng.choice(KEYS)] = copy.deepcopy(rng.choice(ODD))
    elif what < 0.85 and isinstance(box, list):
        box.append(copy.deepcopy(rng.choice([box[k], rng.choice(ODD)])))
    elif what < 0.95:
        other, j = rng.choice(places(value))
        box[k] = copy.deepcopy(other[j])
    elif isinstance(box[k], int) and not isinstance(box[k], bool):
        box[k] += rng.choice([-1, 1])
    elif isinstance(box[k], list):
        rng.shuffle(box[k])
    elif isinstance(box[k], str) and box[k]:
        i = rng.randrange(len(box[k]))
        box[k] = box[k][:i] + rng.choice(['', 'A', '-', '/', '.', '\n', ' ', '0', 'é']) + box[k][i + 1:]
