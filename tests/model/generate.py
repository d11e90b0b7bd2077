#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes random ledgers for differential testing: the same seed, the same ledger.

    generate.py SEED OUTDIR [--size N]      writes one ledger as a plain folder
    generate.py --census A-B [--size N]     tells what occurs in the ledgers of these seeds

Of size 0 there is nothing but a founding, mostly a bad one; under 10 there always are files to refuse.

A few replicas hold sets of records and merge now and then. Whoever signs does so on one of them: the parents are the tips of
what that replica has, and the model tells what it would see there. So most proposals fit what their signer knew, and what goes
wrong goes wrong as it does in life: by not knowing. A share is made wrong on purpose.
"""
import collections
import copy
import os
import random
import sys
import time

import model
from model import Window, bits, sha256
from charters import TEXTS, altered, calm_charter, mutilate, nearly, random_charter, some
from hostile import add_hostile, spoil_founding
from world import Files, record_path, signer, to_bytes

EPOCH = 1709200000  # 2024-02-29


def clock(seconds):
    return time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(seconds))


def calendar_day(seconds):
    return clock(seconds)[:10]


class Stub:
    """What model.Proposal needs to know of a record that is not signed yet."""

    def __init__(self, n, ancestors, actor, capacity, raw):
        self.n, self.ancestors, self.actor, self.capacity, self.raw = n, ancestors, actor, capacity, raw


class Replica:
    def __init__(self, mask=0, apart=False):
        self.mask = mask
        self.apart = apart   # gets nothing but what is signed on it


class Generator:
    def __init__(self, seed, size=None):
        self.rng = rng = random.Random(seed)
        self.seed = seed
        self.size = rng.choice([20, 30, 40, 40, 50, 60, 80, 120]) if size is None else size
        self.keys = {}       # line -> Signer
        self.key_count = 0
        self.roots = {}
        self.calm = rng.random() < 0.4
        raw = (calm_charter if self.calm else random_charter)(rng, self.root_key)
        self.roots = {p: self.keys[v['key']] for p, v in raw['parties'].items()}
        self.files = Files(raw, self.roots, pinned=rng.random() < 0.8)
        self.graph = model.Graph(model.Charter(raw), self.files.ledger)
        self.replicas = [Replica() for _ in range(rng.choice([1, 2, 2, 3, 3, 4]))]
        self.now = EPOCH + rng.randint(0, 86400 * 300)
        self.views = {}
        self.wrong = rng.choice([0.03, 0.1, 0.25] if not self.calm else [0.01, 0.05])       # share of what is made wrong on purpose
        self.merging = rng.choice([0.1, 0.25, 0.5])
        self.eager_seal = rng.random() < 0.7
        self.actor_count = 0
        self.false_seals = set()
        self.seen = 0        # what the signer at work has seen

    # small things

    def chance(self, p):
        return self.rng.random() < p

    def new_key(self, sk=False):
        self.key_count += 1
        s = signer('%d-%d' % (self.seed, self.key_count), sk)
        self.keys[s.line] = s
        return s.line

    def root_key(self, party):
        return self.new_key(self.chance(0.05))

    def any_key(self):
        return self.new_key(self.chance(0.08)) if self.chance(0.85) else self.rng.choice(list(self.keys))

    def view(self, replica):
        """The answer of the model for what this replica has seen."""
        if replica.mask not in self.views:
            self.views[replica.mask] = model.answer(self.graph, replica.mask)
        return self.views[replica.mask]

    def tips(self, mask):
        seen = 0
        for n in bits(mask):
            seen |= self.graph.records[n].ancestors
        return mask & ~seen

    def full(self):
        return len(self.graph.records) >= self.size

    # signing

    def sign(self, replica, actor, key, kind, body, parents=None, when=None):
        """Signs a record on what the replica has seen; its number, or None where it would be refused."""
        rng, graph = self.rng, self.graph
        if key not in self.keys:
            return None
        tips = self.tips(replica.mask) if parents is None else parents
        if parents is None and self.chance(0.02) and tips:  # a signer that hides what it has seen
            tips = self.tips(self.closure(some(rng, bits(replica.mask), 1, 3)))
        tips = list(bits(tips))[:64]
        ancestors = self.closure(tips)
        least = max((graph.records[n].time for n in tips), default=clock(EPOCH))
        if when is None:
            self.now += rng.choice([0, 1, 60, 600, 3600, 20000]) if not self.chance(0.03 if not self.calm else 0.01) else 86400 * rng.randint(5, 150)
            when = clock(self.now - (rng.choice([0, 600, 90000, 86400 * 40, 86400 * 200]) if self.chance(0.2) else 0))
        seqs = [graph.records[n].seq for n in graph.signed.get((actor, key), ()) if ancestors >> n & 1]
        raw = {'akkoord': 'record/1', 'ledger': graph.ledger, 'actor': actor, 'key': key, 'seq': 1 + max(seqs, default=0),
               'parents': sorted(graph.records[n].id for n in tips), 'time': max(least, when), 'kind': kind}
        raw.update(body)
        if kind != 'seal' and self.chance(0.02):
            raw['attachments'] = [sha256(b'minutes')]
        data = to_bytes(raw, rng.choice([None, 1, 2]), self.chance(0.3))
        if not model.schema_good(raw) or graph.refusal(sha256(data), raw) is not None:
            return None
        self.files.add(raw, self.keys[key], data)
        n = len(graph.records) - 1
        replica.mask |= ancestors | 1 << n
        return n

    def catch_up(self, replica, actor, sure=False):
        """A signer mostly has its own last record, whatever replica it signs on. Whether the replica now has more."""
        if replica.apart or self.chance(0.15 if not sure else 0.03):
            return False
        was = replica.mask
        replica.mask |= self.closure(numbers[-1] for (a, _), numbers in self.graph.signed.items() if a == actor)
        return replica.mask != was

    def closure(self, numbers):
        mask = 0
        for n in numbers:
            mask |= self.graph.records[n].ancestors | 1 << n
        return mask

    def sign_as(self, replica, actor, kind, body, **more):
        """Signs with the key that the actor has in what the replica sees; now and then with another of its keys."""
        if kind != 'propose':
            self.catch_up(replica, actor)
        credentials = self.view(replica).judged.world.credentials(actor)
        if credentials is None:
            return None
        key = credentials[0]
        if self.chance(0.02):
            old = [k for a, k in self.graph.signed if a == actor]
            key = self.rng.choice(old) if old else key
        return self.sign(replica, actor, key, kind, body, **more)

    # who may act

    def actors(self, world):
        return [n[6:] for n in world.things if n.startswith('actor/')]

    def capable(self, replica, capacity, proposer=None):
        """The actors that hold a seat for the capacity and may sign now."""
        world, day = self.view(replica).judged.world, calendar_day(self.now)
        c = world.charter
        if '/' in capacity:
            if not c.has_capacity(capacity):
                return []
            names = world.holders(*capacity.split('/'))
        elif capacity in c.bodies:
            names = [a for p in c.bodies[capacity]['seats'] for a in world.holders(capacity, p)]
        elif capacity in c.offices:
            holder = world.things['office/' + capacity].fields.get('holder', (None, None))[1]
            names = [holder] if holder else []
        elif capacity in c.parties:
            names = [capacity]
        else:
            names = [proposer] if capacity == 'self' and proposer else []
        out = []
        for a in names:
            credentials = world.credentials(a)
            if credentials and (credentials[1] == 'active' and (credentials[2] is None or credentials[2] >= day) or self.chance(0.05)):
                out.append(a)
        return out

    # values

    def text(self):
        return self.rng.choice(TEXTS)

    def value_one(self, world, d, kind):
        rng = self.rng
        if kind == 'int':
            low = d.get('min', d.get('max', 0) - 5)
            return rng.randint(low, max(low, d.get('max', low + 5)))
        if kind == 'bool':
            return rng.random() < 0.5
        if kind == 'date':
            return rng.choice(['2024-02-29', '2023-12-31', '1970-01-01', '9999-12-31'])
        if kind == 'enum':
            return rng.choice(d['values'])
        if kind == 'party':
            return rng.choice(list(world.charter.parties))
        if kind == 'actor':
            return rng.choice(self.actors(world) or ['nobody'])
        if kind == 'ref':
            names = [n for n in world.things if d['to'] in ('*', n.split('/')[0])]
            free = [n for n in names if n.split('/')[0] not in model.BUILT_IN]
            return rng.choice(free if free and rng.random() < 0.85 else names or [d['to'].strip('*') + 'x/none'])
        if kind == 'record':
            seen = list(bits(self.seen)) if not self.chance(self.wrong) else range(len(self.graph.records))
            return self.graph.records[rng.choice(seen)].id if seen else sha256(b'')
        if kind == 'file':
            return sha256(bytes([rng.randrange(4)]))
        return self.text()

    def has_value(self, world, d):
        """Whether there is anything for the field to refer to."""
        if d['type'] == 'ref':
            return any(d['to'] in ('*', n.split('/')[0]) for n in world.things)
        return d['type'] != 'actor' or bool(self.actors(world))

    def value(self, world, d):
        if d['type'] == 'set':
            return sorted({self.value_one(world, d, d['of']) for _ in range(self.rng.randint(0, 3))})
        return self.value_one(world, d, d['type'])

    def wrong_value(self):
        return self.rng.choice(['', 'x', 'no-such', 'UP', '2023-02-29', 'agenda/none', 'actor/none', 'f' * 64, 7, -1, 10 ** 6, True, False,
                                'revoked', 'self', 'ad', 'be', '*'])

    # changes: each gives (change, [(capacity, actor that alone may act or None)…]) or None

    def of_who(self, world, who, read):
        out = []
        for item in who:
            if '@' not in item:
                out.append((item, None))
                continue
            body, field = item.split('@')
            v = read(field)
            if model.is_name(v):   # not so where the field was of another kind before an amendment
                out.append(('%s/%s' % (body, v), None) if body else ('self', v))
        return out

    def of_by(self, world, by, phase, read):
        if by is None:
            return []
        if isinstance(by, dict):
            by = by.get(phase, by.get('*', [])) if phase else by.get('*', [])
        return self.of_who(world, by, read)

    def change_create(self, world):
        types = world.charter.types
        if not types:
            return None
        kind = self.rng.choice(sorted(types))
        t = types[kind]
        fields = {}
        for f, d in t['fields'].items():
            follows = t.get('phase') == f
            if 'moves' in d:
                if self.chance(0.1):
                    fields[f] = d['initial'] if not self.chance(self.wrong) else self.rng.choice(d['values'])
            elif d.get('required') and 'initial' not in d or follows or self.chance(0.5):
                if self.has_value(world, d) or self.chance(self.wrong):
                    fields[f] = self.value(world, d)
                elif d.get('required'):
                    return None
        name = '%s/%s' % (kind, self.rng.choice('abcdefg'))
        if name in world.things and not self.chance(0.1):
            name += self.rng.choice('0123456789')
        phase = ''
        if 'phase' in t:
            d = t['fields'][t['phase']]
            phase = d['initial'] if d['type'] == 'enum' else world.phase(fields[t['phase']])
        who = self.of_by(world, t.get('create'), phase, lambda f: fields.get(f))
        return {'op': 'create', 'object': name, 'fields': fields}, who

    def change_field(self, world):
        """A `set`, `add` or `remove` on an object of the charter's types."""
        rng = self.rng
        names = [n for n in world.things if n.split('/')[0] in world.charter.types]
        if not names:
            return None
        name = rng.choice(names)
        fields = world.charter.types[name.split('/')[0]]['fields']
        f = rng.choice(sorted(fields) + [f for f in sorted(fields) if 'moves' in fields[f]] * 3)
        d, now = fields[f], world.read(name, f)
        read = lambda g: world.read(name, g)
        if 'moves' in d:
            moves = [m for m in d['moves'] if m['from'] == now]
            if self.chance(self.wrong * 0.5) and d['moves']:
                m = rng.choice(d['moves'])
                other = rng.choice([v for v in d['values'] if v != now])
                return {'op': 'set', 'object': name, 'field': f, 'from': now, 'to': other}, self.of_who(world, m['by'], read)
            if not moves:
                return None
            m = rng.choice(moves)
            return {'op': 'set', 'object': name, 'field': f, 'from': now, 'to': m['to']}, self.of_who(world, m['by'], read)
        who = self.of_by(world, d.get('by'), world.phase(name), read)
        if d['type'] == 'set':
            if now and self.chance(0.4):
                return {'op': 'remove', 'object': name, 'field': f, 'value': rng.choice(now + ['x'])}, who
            return {'op': 'add', 'object': name, 'field': f, 'value': self.value_one(world, d, d['of'])}, who
        to = None if not d.get('required') and self.chance(0.15) else self.value(world, d)
        if model.same(now, to) or not self.has_value(world, d) and not self.chance(self.wrong):
            return None
        return {'op': 'set', 'object': name, 'field': f, 'from': now, 'to': to}, who

    def change_office(self, world):
        offices = world.charter.offices
        if not offices:
            return None
        o = self.rng.choice(sorted(offices))
        now = world.read('office/' + o, 'holder')
        to = self.rng.choice(self.actors(world) + [None])
        if to == now:
            return None
        return {'op': 'set', 'object': 'office/' + o, 'field': 'holder', 'from': now, 'to': to}, [
            (b, None) for b in (offices[o]['appointed_by'] if not self.chance(self.wrong) else sorted(world.charter.bodies))]

    def change_recover(self, world):
        p = self.rng.choice(sorted(world.charter.parties))
        now = world.read('party/' + p, 'key')
        who = [(b, None) for b in world.charter.amend]
        return {'op': 'set', 'object': 'party/' + p, 'field': 'key', 'from': now, 'to': self.any_key()}, who

    def change_amend(self, world):
        old = world.charter
        if self.chance(self.wrong):
            raw = copy.deepcopy(old.raw)
            self.rng.choice([mutilate, nearly])(self.rng, raw)
        else:
            keep = lambda r: all(r['parties'].get(p) == v for p, v in old.parties.items()) and model.charter_or_none(r)
            busy = {n.split('/')[0] for n in world.things} & set(old.types)
            raw = altered(self.rng, old.raw, lambda p: self.new_key(), keep, busy)
        if raw is None:
            return None
        return {'op': 'amend', 'from': old.digest, 'charter': raw}, [(b, None) for b in old.amend]

    def change_admin(self, world):
        """What a party arranges among its own people."""
        rng = self.rng
        p = rng.choice(sorted(world.charter.parties))
        who = [(p, None)]
        mine = [a for a in self.actors(world) if world.read('actor/' + a, 'party') == p]
        what = rng.choices(['actor', 'seat', 'unseat', 'key', 'revoke', 'until', 'name', 'root'], [3, 8, 2, 3, 2, 3, 2, 1])[0]
        if what == 'actor' or not mine:
            return self.new_actor(p), who
        if what == 'root':
            now = world.read('party/' + p, 'key')
            return {'op': 'set', 'object': 'party/' + p, 'field': 'key', 'from': now, 'to': self.any_key()}, who
        a = rng.choice(mine if not self.chance(self.wrong * 0.5) else self.actors(world))
        if what in ('seat', 'unseat'):
            seats = [n for n in world.things if n.startswith('seat/') and n.endswith('.' + p)]
            if not seats:
                return None
            seat = rng.choice(seats)
            if what == 'unseat':
                held = world.read(seat, 'holders')
                if held:
                    return {'op': 'remove', 'object': seat, 'field': 'holders', 'value': rng.choice(held)}, who
            seal = world.charter.seal
            if seal and seat.startswith('seat/%s.' % seal['body']) and world.read(seat, 'holders') and self.chance(0.8):
                return None
            return {'op': 'add', 'object': seat, 'field': 'holders', 'value': a}, who
        f = {'key': 'key', 'revoke': 'status', 'until': 'until', 'name': 'name'}[what]
        now = world.read('actor/' + a, f)
        to = {'key': self.any_key, 'revoke': lambda: 'active' if now == 'revoked' else 'revoked', 'name': self.text,
              'until': lambda: rng.choice([None, calendar_day(self.now + 86400 * rng.randint(-3, 120))])}[what]()
        if to == now:
            return None
        return {'op': 'set', 'object': 'actor/' + a, 'field': f, 'from': now, 'to': to}, who

    def new_actor(self, party):
        fields = {'party': party, 'key': self.any_key()}
        if self.chance(0.3):
            fields['name'] = self.text()
        if self.chance(0.35 if not self.calm else 0.12):
            fields['until'] = calendar_day(self.now + 86400 * self.rng.randint(-1, 120))
        if self.chance(0.1):
            fields['status'] = 'active'
        self.actor_count += 1
        return {'op': 'create', 'object': 'actor/%s-%d' % (party, self.actor_count if not self.chance(0.1) else 1), 'fields': fields}

    def spoil_change(self, world, c):
        """Makes a change wrong in one of many ways."""
        rng = self.rng
        what = rng.random()
        if c['op'] == 'amend':
            c['from'] = sha256(b'another')
        elif what < 0.2:
            c['object'] = rng.choice([rng.choice(sorted(world.things)), 'agenda/none', 'none/none', 'seat/bo.zz', 'office/none', 'party/zz', 'actor/zz-1'])
        elif c['op'] == 'create':
            fields = c['fields']
            if fields and what < 0.5:
                del fields[rng.choice(sorted(fields))]
            elif fields and what < 0.85:
                f = rng.choice(sorted(fields))
                fields[f] = self.wrong_value() if not isinstance(fields[f], list) or self.chance(0.5) else sorted({'x', 'no-such'} | set(fields[f]))
            else:
                fields['f%d' % rng.randint(0, 5)] = self.wrong_value()
        elif c['op'] == 'set':
            if what < 0.5:
                c['to'] = rng.choice([self.wrong_value(), None])
            elif what < 0.8:
                looks_like = {True: 1, False: 0}.get(c['from']) if isinstance(c['from'], bool) else bool(c['from']) if c['from'] in (0, 1) else None
                c['from'] = rng.choice([self.wrong_value(), None, looks_like])
            elif what < 0.9:
                c['field'] = rng.choice(['f0', 'f1', 'f9', 'phase', 'of', 'party', 'name', 'key'])
            else:
                c['op'] = 'add'
                del c['from']
                c['value'] = str(c.pop('to'))
        elif what < 0.8:
            c['value'] = str(self.wrong_value())
        else:
            c['field'] = rng.choice(['f0', 'f1', 'f9', 'phase'])

    def sample(self, world):
        rng = self.rng
        make = rng.choices([self.change_field, self.change_create, self.change_admin, self.change_office, self.change_recover, self.change_amend],
                           [12, 7, 2, 1.5, 0.7, 1])[0]
        return make(world)

    # proposals

    def propose(self, replica, first=None, proposer=None):
        """A proposal of one or more changes that one capacity may make. Its number or None."""
        rng = self.rng
        world = self.view(replica).judged.world
        self.seen = replica.mask
        sampled = first
        for _ in range(12):
            if sampled is not None and (self.within_reach(replica, sampled[1], first is not None) or self.chance(0.03)):
                break
            sampled = self.sample(world)
        if sampled is None:
            return None
        change, who = sampled
        who = self.within_reach(replica, who, False) or who
        capacity, alone = rng.choice(who) if who else (rng.choice(sorted(world.charter.bodies)), None)
        if self.chance(self.wrong * 0.5):
            capacity, alone = rng.choice(sorted(world.charter.bodies) + sorted(world.charter.offices) + sorted(world.charter.parties)
                                         + ['self', 'zz', 'bo/ad', 'wit/ad']), None
        if proposer is None:
            proposer = alone or self.proposer(replica, capacity)
        if proposer is None:
            return None
        if self.catch_up(replica, proposer) and first is None and self.chance(0.8):
            return self.propose(replica, proposer=proposer if capacity == 'self' or self.chance(0.2) else None)
        world = self.view(replica).judged.world
        changes = [change]
        stub = Stub(len(self.graph.records), replica.mask, proposer, capacity, {})
        trial = model.Proposal(self.graph, world, stub)
        self.try_change(trial, change)
        for _ in range(rng.choice([0, 0, 0, 1, 2, 6])):
            more = self.sample(trial.world)
            if more and (capacity, None) in more[1]:
                changes.append(more[0])
                self.try_change(trial, more[0])
        if self.chance(self.wrong):
            self.spoil_change(world, rng.choice(changes))
        body = {'for': capacity, 'why': 'why', 'changes': changes}
        pins = self.pins(world, trial, changes, capacity)
        if pins:
            body['pins'] = pins
        if self.chance(0.02):
            body['respond_by'] = '2024-12-31'
        return self.sign_as(replica, proposer, 'propose', body)

    def within_reach(self, replica, who, any_will_do):
        """Those of these capacities for which enough seats can sign."""
        if any_will_do or self.chance(0.1):
            return who
        world = self.view(replica).judged.world
        out = []
        for capacity, alone in who:
            seats = {s for a in self.capable(replica, capacity, alone) for s in world.seats_held(a, capacity, alone)}
            if len(seats) >= world.charter.needed(capacity):
                out.append((capacity, alone))
        return out

    @staticmethod
    def try_change(trial, change):
        try:
            getattr(trial, 'op_' + change['op'])(change)
        except model.Void:
            pass

    def proposer(self, replica, capacity):
        names = self.capable(replica, capacity)
        if names and not self.chance(0.15):
            return self.rng.choice(names)
        world = self.view(replica).judged.world
        return self.rng.choice(self.actors(world) + sorted(world.charter.parties))

    def pins(self, world, trial, changes, capacity):
        rng = self.rng
        names = {n for n, m in trial.moves if m.get('pin') and not self.chance(0.1)}
        if capacity in world.charter.bodies and self.chance(0.35) or self.chance(0.01):
            free = [n for n in sorted(world.things) if n.split('/')[0] in world.charter.types]
            names.add(rng.choice(free if free and not self.chance(self.wrong) else [c.get('object', 'party/ad') for c in changes] + sorted(world.things)))
        out = {}
        for n in sorted(names)[:8]:
            good = n in world.things and n.split('/')[0] in world.charter.types and not self.chance(self.wrong)
            out[n] = world.pin(n) if good else sha256(b'wrong')
        return out

    def endorse_until(self, replica, p, stop=0.1, elsewhere=0.15):
        """Has those who hold seats endorse a proposal until it is decided."""
        record = self.graph.records[p]
        for a in some(self.rng, self.capable(replica, record.capacity, record.actor), 0 if self.chance(0.2) else 99):
            judged = self.view(replica).judged
            if self.chance(stop) or self.full():
                return
            if judged.verdict.get(p) != 'pending' and not self.chance(0.1):
                return
            if a == record.actor and not self.chance(0.2):
                continue
            where = replica
            if self.chance(elsewhere):
                where = self.rng.choice(self.replicas)
                where.mask |= self.closure([p])
            self.sign_as(where, a, 'endorse', {'target': record.id})

    def decide(self, replica, first=None):
        p = self.propose(replica, first)
        if p is not None and not self.full():
            self.endorse_until(replica, p)
        return p

    def pending(self, replica):
        judged = self.view(replica).judged
        return [n for n, v in judged.verdict.items() if v == 'pending']

    # steps of a ledger's life

    def step_decide(self, replica):
        self.decide(replica)

    def step_endorse(self, replica):
        judged, open_ones = self.view(replica).judged, []
        for p in self.pending(replica):
            r = self.graph.records[p]
            if any(not judged.world.seats_held(a, r.capacity, r.actor) <= judged.counted[p] for a in self.capable(replica, r.capacity, r.actor)):
                open_ones.append(p)
        if open_ones:
            self.endorse_until(replica, self.rng.choice(open_ones), stop=0.3)

    def step_stray(self, replica):
        """An endorsement, objection or withdrawal by just anybody."""
        rng = self.rng
        world = self.view(replica).judged.world
        targets = [n for n in bits(replica.mask) if self.graph.records[n].kind in ('propose', 'seal')]
        if not targets:
            return
        if self.chance(0.15):   # a chorus, whatever became of the proposal
            p = self.graph.records[rng.choice(targets)]
            for a in self.capable(replica, p.capacity or 'self', p.actor):
                if not self.full():
                    self.sign_as(replica, a, 'endorse', {'target': p.id})
            return
        t = self.graph.records[rng.choice(targets[-12:])]
        kind = rng.choice(['endorse', 'endorse', 'object', 'withdraw', 'withdraw'])
        actor = t.actor if self.chance(0.6) else rng.choice(self.actors(world) + sorted(world.charter.parties))
        body = {'target': t.id}
        if kind != 'endorse' or self.chance(0.1):
            body['why'] = 'why'
        if kind == 'endorse' and self.chance(0.6):
            actor = rng.choice(self.capable(replica, t.capacity or 'self', t.actor) or [actor])
        self.sign_as(replica, actor, kind, body)

    def step_withdraw(self, replica):
        """A proposer withdraws, and others, knowing it or not, endorse."""
        open_ones = self.pending(replica)
        if not open_ones:
            return
        p = self.rng.choice(open_ones)
        aside = Replica(replica.mask, apart=True)
        self.sign_as(replica, self.graph.records[p].actor, 'withdraw', {'target': self.graph.records[p].id, 'why': 'why'})
        if not self.full():
            self.endorse_until(self.rng.choice([replica, aside]), p, stop=0.4, elsewhere=0)
            for a in self.capable(replica, self.graph.records[p].capacity)[:1]:
                self.sign_as(replica, a, 'endorse', {'target': self.graph.records[p].id})
        replica.mask |= aside.mask

    def step_people(self, replica):
        world = self.view(replica).judged.world
        if self.chance(0.25) and world.charter.seal:   # a witness
            body = world.charter.seal['body']
            holders = sorted(a for p in world.charter.bodies[body]['seats'] for a in world.holders(body, p))
            if holders:
                self.trouble(replica, self.rng.choice(holders))
            return
        first = self.change_admin(world)
        if first:
            self.propose(replica, first)

    def trouble(self, replica, actor, at='seat/'):
        """An actor is revoked, gets another key, loses a seat or has to share it."""
        world, rng = self.view(replica).judged.world, self.rng
        party = world.read('actor/' + actor, 'party')
        held = [n for n in sorted(world.things) if n.startswith(at) and actor in world.read(n, 'holders')]
        others = [a for a in self.actors(world) if world.read('actor/' + a, 'party') == party and a != actor]
        what = rng.choice(['revoke', 'revoke', 'key', 'unseat', 'share', 'share', 'share'])
        change = {'op': 'set', 'object': 'actor/' + actor, 'field': 'status', 'from': world.read('actor/' + actor, 'status'), 'to': 'revoked'}
        if what == 'key' or change['from'] == 'revoked':
            change = dict(change, field='key', to=self.new_key(), **{'from': world.read('actor/' + actor, 'key')})
        elif what == 'unseat' and held:
            change = {'op': 'remove', 'object': rng.choice(held), 'field': 'holders', 'value': actor}
        elif what == 'share' and held and others:
            change = {'op': 'add', 'object': rng.choice(held), 'field': 'holders', 'value': rng.choice(others)}
        self.propose(replica, (change, [(party, None)]), proposer=party)

    def step_storm(self, replica):
        """Much about one proposal, by people who do not know of one another, in any order of time."""
        rng = self.rng
        charter = self.view(replica).judged.world.charter
        made = None
        for _ in range(10):
            made = self.sample(self.view(replica).judged.world)
            bodies = [w for w in (made or (0, ()))[1] if w[0] in charter.bodies and charter.needed(w[0]) > 1]
            if bodies:
                break
        else:
            return
        p = self.propose(replica, (made[0], bodies))
        if p is None:
            return
        record = self.graph.records[p]
        if self.chance(0.4):
            self.endorse_until(replica, p, stop=0.5, elsewhere=0)
            if self.chance(0.6) and not self.full():
                self.seal(replica)
        start, span = self.now, rng.choice([60, 3600, 172800])
        sides = []
        for _ in range(rng.randint(2, 6)):
            if self.full():
                break
            side = Replica(replica.mask, apart=True)
            if sides and self.chance(0.35):
                side.mask |= rng.choice(sides).mask
            self.now = start + rng.randint(0, span)
            self.storm_one(side, record, made)
            sides.append(side)
        self.now = start + span
        for side in sides:
            replica.mask |= side.mask

    def storm_one(self, side, record, made):
        rng = self.rng
        signers = self.capable(side, record.capacity)
        what = rng.choices(['endorse', 'trouble', 'rival', 'withdraw', 'other'], [8, 3, 2, 1, 1])[0]
        if what == 'endorse':
            for a in some(rng, signers, 1, 3):
                if not self.full():
                    self.sign_as(side, a, 'endorse', {'target': record.id})
        elif what == 'trouble':
            world = self.view(side).judged.world
            people = [a for a in signers + [record.actor] if 'actor/' + a in world.things]
            if people:
                self.trouble(side, rng.choice(people))
        elif what == 'rival':
            self.decide(side, (copy.deepcopy(made[0]), made[1]))
        elif what == 'withdraw':
            self.sign_as(side, record.actor, 'withdraw', {'target': record.id, 'why': 'why'})
        else:
            self.decide(side)

    def step_amend(self, replica):
        first = self.change_amend(self.view(replica).judged.world)
        if not first:
            return
        if self.chance(0.3):
            self.propose(replica)     # open when the amendment comes
        self.decide(replica, first)
        for _ in range(self.rng.choice([0, 2, 4])):   # what becomes of the objects that there were
            made = self.change_field(self.view(replica).judged.world)
            if made and not self.full():
                self.decide(replica, made)

    def step_fork(self, replica):
        """One actor signs on two replicas that do not know of one another."""
        other = self.rng.choice(self.replicas)
        common = replica.mask & other.mask
        world = self.view(replica).judged.world
        actors = self.actors(world) + sorted(world.charter.parties)
        a = self.rng.choice(actors)
        first = self.sample(world)
        if first:
            self.propose(replica, first, proposer=a)
        lone = Replica(common, apart=True)
        second = self.sample(self.view(lone).judged.world)
        if second:
            p = self.propose(lone, second, proposer=a)
            if p is not None and self.chance(0.5):
                self.endorse_until(lone, p, elsewhere=0)
        other.mask |= lone.mask

    def step_same_name(self, replica):
        """Two objects of one name, or two changes of one value, on replicas that know the same."""
        if len(self.replicas) < 2:
            return
        other = self.rng.choice([r for r in self.replicas if r is not replica])
        other.mask |= replica.mask
        replica.mask = other.mask
        made = self.sample(self.view(replica).judged.world)
        if not made:
            return
        twin = copy.deepcopy(made)
        self.decide(replica, made)
        if not self.full():
            self.decide(other, twin)

    def step_draft(self, replica):
        """A draft for a body, endorsed; elsewhere and before that, its proposer is revoked or gets another key."""
        world = self.view(replica).judged.world
        actors = self.actors(world)
        if not actors:
            return
        made = self.sample(world)
        bodies = [w for w in (made or (0, ()))[1] if w[0] in world.charter.bodies]
        if not bodies:
            return
        a = self.rng.choice(actors)
        aside = Replica(replica.mask, apart=True)
        start = self.now
        p = self.propose(replica, (made[0], bodies), proposer=a)
        if p is None or self.full():
            return
        self.endorse_until(replica, p, stop=0.15, elsewhere=0)
        if self.full():
            return
        later, self.now = self.now, start
        now = world.read('actor/' + a, 'key')
        field, to = ('status', 'revoked') if self.chance(0.5) else ('key', self.any_key())
        party = world.read('actor/' + a, 'party')
        change = {'op': 'set', 'object': 'actor/' + a, 'field': field, 'from': now if field == 'key' else world.read('actor/' + a, 'status'), 'to': to}
        if not model.same(change['from'], to):
            self.propose(aside, (change, [(party, None)]), proposer=party)
        self.now = max(later, self.now)
        self.rng.choice(self.replicas).mask |= aside.mask

    def step_late(self, replica):
        """A record of before its signer's last day that turns up after a seal of after that day."""
        world = self.view(replica).judged.world
        mortal = [a for a in self.actors(world) if world.read('actor/' + a, 'until')]
        if not mortal:
            return
        aside = Replica(replica.mask, apart=True)
        a = self.rng.choice(mortal)
        day = world.read('actor/' + a, 'until')
        if day + 'T12:00:00Z' > clock(self.now):
            self.now = max(self.now, calendar_seconds(day) + 86400 * 2)
        self.seal(replica)
        if self.full():
            return
        made = self.sample(world)
        if made:
            was = self.now
            self.now = calendar_seconds(day)
            self.propose(aside, made, proposer=a)
            self.now = was
            if self.chance(0.7):
                replica.mask |= aside.mask

    def step_across(self, replica):
        """A proposal that counted some seats, then a seal, then other people or keys in those seats, then the rest of the decision."""
        made = self.sample(self.view(replica).judged.world)
        charter = self.view(replica).judged.world.charter
        bodies = [w for w in (made or (0, ()))[1] if w[0] in charter.bodies and charter.needed(w[0]) > 1]
        if not bodies:
            return
        p = self.propose(replica, (made[0], bodies))
        if p is None:
            return
        record, charter = self.graph.records[p], self.view(replica).judged.world.charter
        for a in self.capable(replica, record.capacity)[:charter.needed(record.capacity) - 1] if record.capacity in charter.bodies else ():
            if self.chance(0.6):
                self.sign_as(replica, a, 'endorse', {'target': record.id})
        if self.full() or self.seal(replica) is None:
            return
        if self.chance(0.7):
            self.unseat_a_signer(replica, p)
            if self.chance(0.6) and not self.full():
                self.seal(replica)
        aside = Replica(replica.mask, apart=True)
        if not self.full():
            self.endorse_until(replica, p, stop=0.1, elsewhere=0)
        if not self.full():   # and a rival that does not know of it
            self.decide(aside, (copy.deepcopy(made[0]), made[1]))
        replica.mask |= aside.mask

    def unseat_a_signer(self, replica, p):
        """Somebody behind a proposal loses a seat, or gets another key."""
        world = self.view(replica).judged.world
        signers = {self.graph.records[n].actor for n in [p] + self.graph.endorses.get(p, [])}
        a = self.rng.choice(sorted(signers & set(self.actors(world))) or [None])
        if a is None:
            return
        party = world.read('actor/' + a, 'party')
        held = [n for n in sorted(world.things) if n.startswith('seat/') and a in world.read(n, 'holders')]
        change = {'op': 'set', 'object': 'actor/' + a, 'field': 'key', 'from': world.read('actor/' + a, 'key'), 'to': self.new_key()}
        if held and self.chance(0.5):
            change = {'op': 'remove', 'object': self.rng.choice(held), 'field': 'holders', 'value': a}
        self.propose(replica, (change, [(party, None)]), proposer=party)

    def step_unseen(self, replica):
        """A change of, or with, what the signer has not seen."""
        other = self.rng.choice(self.replicas)
        blind = Replica(replica.mask & other.mask, apart=True)
        if blind.mask == replica.mask:
            make = self.change_create(self.view(replica).judged.world)
            if make:
                self.decide(replica, make)
        world = self.view(replica).judged.world
        fresh = [n for n in world.things if n not in self.view(blind).judged.world.things]
        for _ in range(20):
            made = self.change_field(world)
            if made and made[1] and (made[0]['object'] in fresh or made[0].get('to', made[0].get('value')) in fresh):
                p = self.sign_blind(blind, made[0], self.rng.choice(made[1]))
                if p is not None:
                    self.endorse_until(blind, p, elsewhere=0)
                break
        replica.mask |= blind.mask

    def sign_blind(self, blind, change, who):
        capacity, alone = who
        proposer = alone or self.rng.choice(self.capable(blind, capacity) or [None])
        if proposer is None or self.full():
            return None
        return self.sign_as(blind, proposer, 'propose', {'for': capacity, 'why': 'why', 'changes': [change]})

    def step_merge(self, replica):
        replica.mask |= self.rng.choice(self.replicas).mask

    # seals

    def round(self, replica):
        """(answer, the SealRound of the next height, the sealer) or None where nobody can seal."""
        a = self.view(replica)
        if a.split:
            return None
        height = len(a.seals) + 1
        prev = a.seals[-1] if a.seals else None
        before = model.state_at_seal(self.graph, self.graph.records[prev]) if a.seals else model.founding(self.graph)
        r = model.SealRound(self.graph, replica.mask, height, before, prev)
        return (a, r) if r.body else None

    def speaker(self, r, party):
        return next((pair for pair, (p, _) in r.speakers.items() if p == party), None)

    def sign_seal(self, replica, right=True, party=None):
        """The sealer of the charter in force seals what the replica has. Number or None."""
        found = self.round(replica)
        if not found:
            return None
        a, r = found
        seal = a.judged.world.charter.seal
        if not seal and party is None:
            return None
        pair = self.speaker(r, party or seal['by'])
        if not pair:
            return None
        if self.catch_up(replica, pair[0], sure=True):
            return self.sign_seal(replica, right, party)
        root = a.judged.root if right else sha256(b'wrong')
        prev = self.graph.records[r.prev].id if r.prev is not None else None
        n = self.sign(replica, pair[0], pair[1], 'seal', {'height': r.height, 'prev': prev, 'state': root})
        if not right:
            self.false_seals.add(n)
        return n

    def answer_seal(self, replica, s, kind, least=0, every=False, strangers=False):
        """Witnesses endorse or object to a seal, until a quorum or a little more."""
        self.now += 60
        where = Replica(replica.mask | self.closure([s]))
        found = self.round(where)
        if not found or found[1].height != self.graph.records[s].raw['height']:
            replica.mask |= where.mask
            return
        r = found[1]
        wanted = r.quorum + (1 if self.chance(0.2) else 0) - (kind == 'endorse')
        if least == 0 and self.chance(0.1):
            wanted -= 1
        signers = [pair for pair in some(self.rng, r.speakers, 99) if pair[0] != self.graph.records[s].actor]
        if strangers or self.chance(0.25):   # some that hold such a seat, now or then, but do not speak for it
            signers = self.would_be_speakers(where, r) + signers
        if every:
            done = {self.graph.records[n].actor for n, x, _ in r.signings if x == s}
            signers, wanted = [pair for pair in signers if pair[0] not in done], 99
        if kind == 'object' and self.chance(0.5):
            signers.append((self.graph.records[s].actor, self.graph.records[s].key))
        together = self.chance(0.5)
        for actor, key in signers[:max(wanted, 0)]:
            on = where
            if not together:
                on = Replica(self.closure([s]) if self.chance(0.5) else where.mask)
            body = {'target': self.graph.records[s].id}
            if kind == 'object':
                body['why'] = 'why'
            self.sign(on, actor, key, kind, body)
            where.mask |= on.mask
        replica.mask |= where.mask

    def would_be_speakers(self, replica, r):
        pairs = set()
        for world in (r.before.world, self.view(replica).judged.world):
            if r.body in world.charter.bodies:
                for p in world.charter.bodies[r.body]['seats']:
                    pairs |= {(a, world.credentials(a)[0]) for a in list(world.holders(r.body, p)) + [p]}
        return some(self.rng, sorted(pairs - set(r.speakers)), 1, 2)

    def open_seal(self, replica):
        """A seal of the next height that is neither complete nor abandoned: another try would not count."""
        found = self.round(replica)
        if not found:
            return None
        r = found[1]
        tried = [s for s in self.graph.seals.get(r.height, ()) if replica.mask >> s & 1
                 and r.counts_for(s, s) is not None and not r.abandoned(s, replica.mask)]
        return tried[0] if tried else None

    def seal(self, replica):
        s = self.open_seal(replica)
        if s is not None and self.chance(0.85):
            kind = 'object' if self.chance(0.35) or s in self.false_seals else 'endorse'
            self.answer_seal(replica, s, kind, every=True)
            return s
        s = self.sign_seal(replica)
        if s is not None:
            self.answer_seal(replica, s, 'endorse')
        return s

    def step_seal(self, replica):
        if self.chance(0.5):
            for other in self.replicas:
                replica.mask |= other.mask
        left = self.propose(replica) if self.chance(0.4) else None   # to be decided after the seal
        if left is not None and self.chance(0.7):
            self.endorse_until(replica, left, stop=0.6)
        self.seal(replica)
        if left is not None and not self.full():
            self.endorse_until(replica, left)

    def step_witness(self, replica):
        """A witness loses its say, that is sealed, and then it signs at the next seal all the same."""
        world = self.view(replica).judged.world
        if not world.charter.seal:
            return
        body = world.charter.seal['body']
        holders = sorted(a for p in world.charter.bodies[body]['seats'] if p != world.charter.seal['by'] for a in world.holders(body, p))
        if not holders:
            return
        self.trouble(replica, self.rng.choice(holders), at='seat/' + body)
        if self.full() or self.seal(replica) is None or self.full():
            return
        self.decide(replica)
        s = self.sign_seal(replica) if not self.full() else None
        if s is not None:
            self.answer_seal(replica, s, 'endorse', least=1, strangers=True)

    def step_seal_wrong(self, replica):
        """A wrong seal, objections, and another try."""
        s = self.sign_seal(replica, right=self.chance(0.5))
        if s is None:
            return
        style = self.rng.choice(['object', 'object', 'endorse first', 'object first', 'object first'])
        if style == 'endorse first':
            self.answer_seal(replica, s, 'endorse')
        if style == 'object first':   # too few object, and then endorse: those seats do not count
            found = self.round(replica)
            for actor, key in some(self.rng, found[1].speakers, 1, 2) if found else ():
                self.sign(replica, actor, key, 'object', {'target': self.graph.records[s].id, 'why': 'why'})
            self.answer_seal(replica, s, 'endorse')
            return
        self.answer_seal(replica, s, 'object')
        if self.chance(0.8):
            again = self.sign_seal(replica)
            if again is not None:
                self.answer_seal(replica, again, 'endorse')

    def step_seal_twice(self, replica):
        """The sealer signs two seals of one height that do not know of one another, and shows each to some witnesses."""
        if len(self.graph.records) < 0.6 * self.size and not self.chance(0.15):
            return   # a split ends most of what there is to see
        aside = Replica(replica.mask, apart=True)
        one = self.sign_seal(replica)
        if one is None:
            return
        if self.chance(0.5) and not self.full():
            self.decide(aside)
        two = self.sign_seal(aside)
        if two is None:
            return
        style = self.rng.choice(['split', 'each', 'each', 'both', 'one', 'one', 'other', 'other'])
        if style == 'other':   # one of the two is brought down first, and then the other endorsed by those who know
            brought, kept = self.rng.sample([one, two], 2)
            if self.chance(0.5):
                self.answer_seal(replica, brought, 'endorse')
            replica.mask |= aside.mask
            self.answer_seal(replica, brought, 'object', least=1)
            self.answer_seal(replica, kept, 'endorse', least=1)
        if style in ('split', 'one', 'both'):
            self.answer_seal(replica, one, 'endorse', least=1)
        if style == 'split' or style == 'both' and self.chance(0.1):
            self.answer_seal(aside, two, 'endorse', least=1)
        if style == 'one':
            self.answer_seal(aside, two, 'object')
        if style == 'each':
            self.share_out(replica, one, aside, two)
        replica.mask |= aside.mask
        if style in ('each', 'both') and self.chance(0.8):
            again = self.sign_seal(replica)
            if again is not None:
                self.answer_seal(replica, again, 'endorse')

    def share_out(self, replica, one, aside, two):
        """Each witness endorses one of two seals, and some of them the other too."""
        found = self.round(replica)
        if not found:
            return
        for actor, key in list(found[1].speakers):
            for on, s in self.rng.sample([(replica, one), (aside, two)], self.rng.choice([1, 1, 2])):
                self.sign(on, actor, key, 'endorse', {'target': self.graph.records[s].id})

    def step_seal_odd(self, replica):
        """A seal by another seat, or by somebody who holds none, or of a stale chain."""
        found = self.round(replica)
        if not found:
            return
        a, r = found
        if self.chance(0.5) and r.speakers:
            s = self.sign_seal(replica, party=self.rng.choice(sorted(p for p, _ in r.speakers.values())))
            if s is not None:
                self.answer_seal(replica, s, 'endorse')
            return
        world = a.judged.world
        actor = self.rng.choice(self.actors(world) + sorted(world.charter.parties))
        seals = [self.graph.records[n] for n in bits(replica.mask) if self.graph.records[n].kind == 'seal']
        prev = self.rng.choice(seals + [None])
        body = {'height': prev.raw['height'] + 1 if prev else 1, 'prev': prev.id if prev else None, 'state': a.judged.root}
        self.sign_as(replica, actor, 'seal', body)

    def step_root_stolen(self, replica):
        """A thief rotates a root; the body in `amend` sets another, knowing it or not."""
        world = self.view(replica).judged.world
        p = self.rng.choice(sorted(world.charter.parties))
        now = world.read('party/' + p, 'key')
        aside = Replica(replica.mask, apart=True)
        for _ in range(self.rng.randint(1, 2)):
            now = self.view(aside).judged.world.read('party/' + p, 'key')
            change = {'op': 'set', 'object': 'party/' + p, 'field': 'key', 'from': now, 'to': self.new_key()}
            self.propose(aside, (change, [(p, None)]), proposer=p)
        where = aside if self.chance(0.4) else replica
        change = {'op': 'set', 'object': 'party/' + p, 'field': 'key', 'from': self.rng.choice([now, world.read('party/' + p, 'key')]),
                  'to': self.new_key()}
        if not self.full():
            self.decide(where, (change, [(b, None) for b in world.charter.amend]))
        replica.mask |= aside.mask

    def step_freeze(self, replica):
        """Something that freezes is brought about where the charter knows it."""
        world = self.view(replica).judged.world
        kinds = [t for t, v in world.charter.types.items() if 'freezes' in v]
        for _ in range(8):
            if not kinds:
                return
            made = self.change_create(world)
            if made and made[0]['object'].split('/')[0] in kinds and made[1]:
                f = world.charter.types[made[0]['object'].split('/')[0]]['freezes']['field']
                d = world.charter.types[made[0]['object'].split('/')[0]]['fields'][f]
                made[0]['fields'][f] = self.value(world, d)
                self.decide(replica, made)
                return

    # the whole

    def found_people(self):
        """Each root appoints somebody, mostly to all of its seats; the records mostly know of one another."""
        first = self.replicas[0]
        charter, sealing = self.graph.charter, set()
        for p in some(self.rng, charter.parties, len(charter.parties)):
            if self.chance(0.05):
                continue
            changes = []
            for _ in range(self.rng.choice([1, 1, 2])):
                make = self.new_actor(p)
                name = make['object'][6:]
                if any(c['object'] == make['object'] for c in changes):
                    continue
                changes.append(make)
                for b, v in charter.bodies.items():
                    witness = charter.seal is not None and b == charter.seal['body']
                    if p in v['seats'] and self.chance((0.95 if len(changes) < 6 else 0.3) if not witness else 0.04 if p in sealing else 0.95):
                        if witness:
                            sealing.add(p)
                        changes.append({'op': 'add', 'object': 'seat/%s.%s' % (b, p), 'field': 'holders', 'value': name})
            where = first if self.chance(0.8) else self.rng.choice(self.replicas)
            self.sign(where, p, self.roots[p].line, 'propose', {'for': p, 'why': 'Appointed', 'changes': changes})
        for r in self.replicas:
            if r is first or self.chance(0.8):
                for other in self.replicas:
                    r.mask |= other.mask

    def step_frozen(self, replica):
        """A change of what something freezes."""
        world = self.view(replica).judged.world
        frozen = [n for n in world.things if world.frozen_for(n, '')]
        if not frozen:
            self.step_freeze(replica)
            return
        for _ in range(30):
            made = self.change_field(world)
            if made and made[0]['object'] in frozen and made[1]:
                self.decide(replica, made)
                return

    STEPS = [('decide', 30), ('endorse', 20), ('stray', 7), ('storm', 7), ('withdraw', 3), ('across', 4), ('unseen', 4), ('people', 3), ('amend', 5), ('fork', 2), ('same_name', 5), ('draft', 3),
             ('late', 4), ('merge', 6), ('seal', 7), ('seal_wrong', 3), ('seal_twice', 2), ('seal_odd', 1.5), ('root_stolen', 1.2), ('frozen', 4), ('witness', 3)]

    def found_objects(self):
        """A first agenda with what hangs under it."""
        first = self.replicas[0]
        above, changes = None, []
        for kind in ('agenda', 'theme', 'deal'):
            fields = {'of': above} if above else {}
            changes.append({'op': 'create', 'object': kind + '/a', 'fields': fields})
            above = kind + '/a'
        who = self.capable(first, 'do')
        if who:
            p = self.sign_as(first, who[0], 'propose', {'for': 'do', 'why': 'why', 'changes': changes})
            if p is not None:
                self.endorse_until(first, p, stop=0, elsewhere=0)
        for r in self.replicas:
            r.mask |= first.mask

    def run(self):
        rng = self.rng
        if self.size == 0:   # nothing but a founding, mostly a bad one
            spoil_founding(self)
            return self
        self.found_people()
        if self.calm and self.chance(0.8):
            self.found_objects()
        if self.eager_seal:
            for r in self.replicas[1:]:
                self.replicas[0].mask |= r.mask
            self.seal(self.replicas[0])
        calm = {'storm': 14, 'fork': 1, 'root_stolen': 1, 'amend': 2, 'late': 2, 'frozen': 2}
        names, weights = [n for n, _ in self.STEPS], [calm.get(n, w) if self.calm else w for n, w in self.STEPS]
        for _ in range(self.size * 3):
            if self.full():
                break
            replica = rng.choice(self.replicas)
            if self.chance(self.merging):
                self.step_merge(replica)
            if self.view(replica).split and self.chance(0.2):
                break
            getattr(self, 'step_' + rng.choices(names, weights)[0])(replica)
        if self.chance(0.5) or self.size < 10:
            add_hostile(self)
        if self.chance(0.02):
            spoil_founding(self)
        return self


def calendar_seconds(day):
    import calendar
    return calendar.timegm(time.strptime(day, '%Y-%m-%d'))


def generate(seed, size=None):
    return Generator(seed, size).run()


# census

def census(seeds, size):
    """Counts what occurs in the ledgers of these seeds."""
    counts = collections.Counter()
    original = Window.signer_reason
    judging = {'on': False}

    def watched(window, r):
        reason = original(window, r)
        if judging['on']:
            if reason == 'expired' and window.now.world.credentials(r.actor)[2] >= r.date:
                counts['special: expired by the date of the opening seal'] += 1
            if reason and window.may_be_draft(r, reason):
                counts['special: draft after ' + reason] += 1
        return reason

    Window.signer_reason = watched
    started = time.time()
    for seed in seeds:
        census_one(seed, size, counts, judging)
    counts['total: seconds'] = round(time.time() - started)
    Window.signer_reason = original
    for k in sorted(counts):
        print('%8d  %s' % (counts[k], k))


def census_one(seed, size, counts, judging):
    import tempfile
    g = generate(seed, size)
    counts['total: ledgers'] += 1
    with tempfile.TemporaryDirectory(dir='/dev/shm' if os.path.isdir('/dev/shm') else None) as folder:
        g.files.write(folder)
        try:
            f = model.Folder(folder)
        except model.Unjudgeable as e:
            counts['unjudgeable: ' + str(e).split(':')[0]] += 1
            return
    counts['total: records'] += len(f.graph.records)
    for reason in f.refused.values():
        counts['refused: ' + reason] += 1
    f.graph.founding, f.graph.at_seal = None, {}
    judging['on'] = True
    a = model.answer(f.graph, f.all())
    judging['on'] = False
    last_window = a.judged
    for n, v in last_window.verdict.items():
        counts['verdict: %s %s' % (f.graph.records[n].kind, v)] += 1
    counts['seals: ledgers with %d complete' % len(a.seals)] += 1
    counts['seals: complete'] += len(a.seals)
    counts['seals: split'] += bool(a.split)
    census_changes(f, a, counts)
    census_seals(f, a, counts)
    census_ranks(f, a, counts)
    chain = [model.founding(f.graph)] + [model.state_at_seal(f.graph, f.graph.records[s]) for s in a.seals] + [last_window]
    for before, after in zip(chain, chain[1:]):
        for n, v in after.verdict.items():
            was = before.verdict.get(n)
            if was is not None and was != v:
                counts['special: later window changes %s to %s' % (was, v)] += 1
    for before, after in zip(chain, chain[1:]):
        counts['special: amendments in force in window'] += before.amended_by != after.amended_by


def census_changes(f, a, counts):
    charter = a.judged.world.charter
    for n, v in a.judged.verdict.items():
        raw = f.graph.records[n].raw
        if v != 'in-force' or raw['kind'] != 'propose':
            continue
        counts['in force: for ' + ('body' if raw['for'] in charter.bodies else 'office' if raw['for'] in charter.offices else 'party'
                                   if raw['for'] in charter.parties else 'self' if raw['for'] == 'self' else 'seat or dropped')] += 1
        counts['in force: with pins'] += 'pins' in raw
        for c in raw['changes']:
            kind = c.get('object', '').split('/')[0]
            what = kind if kind in model.BUILT_IN else 'of the charter'
            t = charter.types.get(kind)
            if c['op'] == 'set' and t and 'moves' in t['fields'].get(c['field'], {}):
                what = 'a move'
            counts['in force: %s %s' % (c['op'], what)] += 1


def census_seals(f, a, counts):
    for height, seals in f.graph.seals.items():
        if height > len(a.seals) + 1:
            counts['seals: above the chain'] += len(seals)
            continue
        prev = a.seals[height - 2] if height > 1 else None
        before = model.state_at_seal(f.graph, f.graph.records[prev]) if height > 1 else model.founding(f.graph)
        r = model.SealRound(f.graph, f.all(), height, before, prev)
        complete = r.complete()
        for s in seals:
            counts['seals: abandoned'] += bool(r.body) and r.abandoned(s, f.all())
            counts['seals: abandoned after being complete'] += bool(r.body) and s in complete and r.abandoned(s, f.all())
            if s in complete:
                counts['seals: complete after another try'] += len(seals) > 1
                continue
            signers = [n for n, x, _ in r.signings if x == s]
            seats = {r.counts_for(n, s) for n in signers} - {None}
            counts['seals: a signing that does not count'] += any(r.counts_for(n, s) is None for n in signers)
            if r.body and len(seats) >= r.quorum:
                counts['seals: quorum, yet not complete'] += 1


def census_ranks(f, a, counts):
    """Endorsements that have a rank of their own, in the last window."""
    records = f.graph.records
    last = records[a.seals[-1]] if a.seals else None
    start = model.state_at_seal(f.graph, last) if last else model.founding(f.graph)
    w = Window(f.graph, start, f.all() & ~start.judged, last)
    for n in bits(w.members):
        counts['rank: %s of rank below 10' % records[n].kind] += w.rank(records[n]) < 10
    order = w.order()
    counts['rank: ledgers where rank alters the order'] += order != sorted(order, key=lambda n: (records[n].time, records[n].height, records[n].id))


def main(arguments):
    size = None
    if '--size' in arguments:
        i = arguments.index('--size')
        size = int(arguments[i + 1])
        del arguments[i:i + 2]
    if len(arguments) == 2 and arguments[0] == '--census':
        first, last = arguments[1].split('-')
        census(range(int(first), int(last) + 1), size)
    elif len(arguments) == 2:
        generate(int(arguments[0]), size).files.write(arguments[1])
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
