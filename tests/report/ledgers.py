#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/report/ledgers.py KIND FOLDER: writes a ledger to make a report of, as a plain folder. The keys are worth nothing.

agenda   a small agenda of the shipped charter: themes, priorities, commitments, progress, a dispute, gaps, seals
plain    the same, with a few files that are refused
hostile  just as plain, with markup, quotes, bidirectional controls and huge words in every text that can hold them
large N  the same with N commitments (some 10 records each), for weighing
"""
import json
import os
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(TOP, 'tests', 'model'))
import model  # noqa: E402
from world import Files, signer  # noqa: E402

PARTIES = ['ienw', 'ipo', 'uvw', 'vng']
BODIES = ['bo', 'do', 'gb', 'pt', 'getuigen']
# What the protocol lets into a text (no control characters but the line feed, no bidirectional controls), at its worst.
NASTY = [
    '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", '</title><h1>injected</h1>',
    '</td></tr></table></main><form action=//evil.example>', '<!-- ', '-->', ']]>', '&lt;b&gt; &amp;#60; &nbsp', 'javascript:alert(1)',
    '\nregel twee\n<p>drie', '\u200b\u200d\ufeff\u00ad\u2060', '\U000e0001\ufe0f\u3164', 'W' * 4000, '\u0301' * 300, '\U0001f525' * 200,
    '<svg/onload=alert(1)>', '{{7*7}} ${7*7} <%= 7 %>', '<a href="http://evil.example">klik</a>', '\\x3cb\\x3e',
    'Ω≈ç√ 測試 اختبار בדיקה', '<U+202E> nagemaakt', '`"\'<>&' * 40, '%s%n%d%p', '<base href=//evil.example/>', '<style>*{display:none}</style>',
]


class World:
    """A ledger that one clerk writes: each record follows the one before."""

    def __init__(self, nasty=False):
        self.nasty = nasty
        self.turn = 0
        with open(os.path.join(TOP, 'src', 'charter', 'bodem-en-ondergrond.json'), encoding='utf-8') as file:
            charter = json.load(file)
        roots = {p: signer(p) for p in PARTIES}
        for p in PARTIES:
            charter['parties'][p]['key'] = roots[p].line
        self.label(charter)
        self.charter = charter
        self.files = Files(charter, roots)
        self.seqs, self.tips, self.clock = {}, [], 1664618400
        self.graph = model.Graph(model.Charter(charter), self.files.ledger)
        self.seal_ids = []
        self.people()

    # ---- texts

    def text(self, plain):
        """The text itself; in a hostile ledger one of the nasty ones before it, each in turn."""
        if not self.nasty:
            return plain
        self.turn += 1
        return NASTY[self.turn % len(NASTY)] + ' ' + plain

    def label(self, charter):
        """A text of ours wherever a charter can have one."""
        charter['name'] = self.text(charter['name'])
        for group in ('parties', 'bodies', 'offices', 'types'):
            for item in charter[group].values():
                item['name'] = self.text(item['name'])[:900]
        for kind in charter['types'].values():
            for field in kind['fields'].values():
                field['name'] = self.text(field.get('name', 'x'))[:120]
                field['help'] = self.text(field.get('help', 'Toelichting bij dit veld'))[:160]
                if field.get('unit', '%') != '%':
                    field['unit'] = self.text(field['unit'])[:80]

    # ---- records

    def sign(self, actor, kind, **what):
        self.clock += 3600 * 7
        seq = self.seqs.get(actor, 0) + 1
        self.seqs[actor] = seq
        raw = {'akkoord': 'record/1', 'ledger': self.files.ledger, 'actor': actor, 'key': signer(actor).line, 'seq': seq,
               'parents': sorted(self.tips), 'time': time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(self.clock)), 'kind': kind}
        raw.update(what)
        rid = self.files.add(raw, signer(actor))
        refusal = self.graph.refusal(rid, raw)
        assert refusal is None, refusal
        self.tips = [rid]
        return rid

    def judged(self):
        """What the model of the protocol makes of it all."""
        return model.answer(self.graph, (1 << len(self.graph.records)) - 1).judged

    def seal(self):
        """A complete seal: by the roots at first, then by the witnesses."""
        speakers = ['%s-getuigen' % p for p in PARTIES] if self.seal_ids else PARTIES
        rid = self.sign(speakers[0], 'seal', height=len(self.seal_ids) + 1, prev=self.seal_ids[-1] if self.seal_ids else None,
                        state=self.judged().root)
        for speaker in speakers[1:3]:
            self.sign(speaker, 'endorse', target=rid)
        self.seal_ids.append(rid)

    def propose(self, actor, capacity, changes, why, others=(), **more):
        rid = self.sign(actor, 'propose', **{'for': capacity}, why=self.text(why), changes=changes, **more)
        for other in others:
            self.sign(other, 'endorse', target=rid)
        return rid

    def decide(self, body, changes, why, parties=None, **more):
        """A decision of a body, by the seats of these parties (all of those that are needed)."""
        seats = parties or (PARTIES if body == 'bo' else PARTIES[:3])
        return self.propose('%s-%s' % (seats[0], body), body, changes, why, ['%s-%s' % (p, body) for p in seats[1:]], **more)

    def people(self):
        for party in PARTIES:
            for body in BODIES:
                name = '%s-%s' % (party, body)
                self.propose(party, party, [
                    create('actor/' + name, party=party, key=signer(name).line, name=self.text('Lid %s' % body.upper())),
                    {'op': 'add', 'object': 'seat/%s.%s' % (body, party), 'field': 'holders', 'value': name}], 'Benoeming')
        for name in ('vng-pm', 'ipo-pl'):
            self.propose(name[:3], name[:3], [create('actor/' + name, party=name[:3], key=signer(name).line, name=self.text('Functie ' + name[4:]))],
                         'Aanstelling')
        self.decide('do', [change('office/pm', 'holder', None, 'vng-pm')], 'Benoeming programmamanager')

    def write(self, folder):
        self.files.write(folder)


def create(object_name, **fields):
    return {'op': 'create', 'object': object_name, 'fields': fields}


def change(name, field, was, becomes):
    return {'op': 'set', 'object': name, 'field': field, 'from': was, 'to': becomes}


THEMES = [
    ('beleid', 'Gezamenlijke beleidsontwikkeling en aansluiting van beleid op uitvoering'),
    ('kennis', 'Kennisontwikkeling en kennisinfrastructuur'),
    ('governance', 'Doorontwikkeling van de governance'),
    ('nader', 'Nader te bepalen thema’s'),
]
COMMITMENTS = [
    ('visie-kennis', 'kennis', 'Visie en strategie kennis vaststellen, met een programmaplan', 'ienw', '2023-06-30', 60, 'in uitvoering'),
    ('budget-kennis', 'kennis', 'Afspraken over omvang en aanwending van het kennisbudget vanaf 2023', 'vng', '2022-12-31', 100, 'opgeleverd'),
    ('spoed', 'beleid', 'Projecten voor de resterende spoedsaneringen starten, samen met het bevoegd gezag', 'ipo', '2022-11-01', 20, 'in uitvoering'),
    ('nazorg', 'beleid', 'Project nazorg spoedsaneringen starten', 'ipo', '2023-12-31', None, 'open'),
    ('pfas', 'beleid', 'Programma PFAS en diffuus lood starten', 'uvw', '2022-10-15', 5, 'in uitvoering'),
    ('cyclus', 'governance', 'Een sluitende beleidscyclus inrichten: agenderen, gesprek, kennis, weging, toets', None, None, None, 'open'),
]


def agenda(world):
    text = world.text
    world.decide('do', [
        create('agenda/a22', titel=text('Samenwerkingsagenda 2022-2023'), van='2022-01-01', tot='2023-12-31'),
        *[create('thema/' + name, agenda='agenda/a22', titel=text(title), toelichting=text('Toelichting bij ' + title + '.\nMet een tweede regel.'))
          for name, title in THEMES],
        create('prioriteit/beleid', agenda='agenda/a22', thema='thema/beleid', titel=text('Uitvoering bestuurlijke afspraken'), volgorde=1),
        create('prioriteit/kennis', agenda='agenda/a22', thema='thema/kennis', titel=text('Visie en strategie kennis'), volgorde=2),
        create('prioriteit/governance', agenda='agenda/a22', thema='thema/governance', titel=text('Governance optimaliseren'), volgorde=3)],
        'Eerste concept van de agenda')
    for name, theme, title, party, term, _, _ in COMMITMENTS:
        fields = {'agenda': 'agenda/a22', 'prioriteit': 'prioriteit/' + theme, 'tekst': text(title), 'soort': 'inspanning' if name == 'nazorg' else 'resultaat', 'werkvorm': 'werkgroep'}
        fields.update({'verantwoordelijke': party, 'partners': sorted(set(PARTIES) - {party})} if party else {})
        fields.update({'termijn': term, 'projectleider': 'ipo-pl', 'indicator': text('Vastgesteld door het BO'), 'budget': 1250000} if term else {})
        world.decide('do', [create('afspraak/' + name, **fields)], 'Afspraak over ' + name)
    world.seal()
    world.decide('bo', [change('agenda/a22', 'opdracht', None, text('Bereid de agenda voor'))], 'Opdracht aan het DO')
    world.decide('do', [change('agenda/a22', 'uitvoeringstoets', None, 'ab' * 32)], 'De toets is er')
    world.decide('do', [{'op': 'add', 'object': 'afspraak/pfas', 'field': 'samenhang', 'value': 'afspraak/spoed'},
                        {'op': 'add', 'object': 'afspraak/spoed', 'field': 'samenhang', 'value': 'afspraak/nazorg'},
                        {'op': 'add', 'object': 'thema/beleid', 'field': 'betrokkenen', 'value': text('Bodem+')},
                        {'op': 'add', 'object': 'thema/kennis', 'field': 'samenhang', 'value': 'thema/governance'}], 'Samenhang')
    establish(world)
    course(world)
    dispute(world)


def establish(world):
    """Vaststelling by the BO: pinned, objected to, and agreed in the end."""
    rid = world.propose('ienw-bo', 'bo', [change('agenda/a22', 'fase', 'concept', 'vastgesteld')], 'Vaststelling in het BO',
                        ['ipo-bo', 'uvw-bo'], pins={'agenda/a22': world.judged().world.pin('agenda/a22')}, respond_by='2022-12-01')
    world.sign('vng-bo', 'object', target=rid, why=world.text('De financiële dekking ontbreekt nog'))
    world.sign('vng-bo', 'endorse', target=rid, why=world.text('Akkoord, onder verwijzing naar het verslag'), attachments=['cd' * 32])
    world.seal()


def course(world):
    """Progress, delivery, a later term, what is void, what waits, what was taken back."""
    for name, _, _, party, term, done, stand in COMMITMENTS:
        it = 'afspraak/' + name
        if stand != 'open':
            world.propose('vng-pm', 'pm', [change(it, 'stand', 'open', 'in uitvoering')], 'Gestart')
        if done is not None:
            world.propose('ipo-pl', 'self', [change(it, 'voortgang', None, done), change(it, 'toelichting', None, world.text('Op schema.\nTweede regel.'))],
                          'Voortgang van het kwartaal')
        if stand == 'opgeleverd':
            world.propose('%s-pt' % party, 'pt/' + party, [change(it, 'bewijs', None, 'ef' * 32)], 'Het product')
            world.decide('do', [change(it, 'stand', 'in uitvoering', 'opgeleverd')], 'Opgeleverd')
    world.decide('bo', [change('afspraak/spoed', 'termijn', '2022-11-01', '2023-03-31')], 'Uitstel, op verzoek van het bevoegd gezag')
    world.decide('do', [change('afspraak/pfas', 'termijn', '2022-10-15', '2024-01-01')], 'Dit mag het DO niet')
    world.decide('bo', [change('afspraak/spoed', 'termijn', '2022-11-01', '2023-04-30')], 'Op een oude waarde')
    late = world.propose('uvw-do', 'do', [change('afspraak/nazorg', 'planning', None, '2023-05-01')], 'Voorstel dat is teruggenomen')
    world.sign('uvw-do', 'withdraw', target=late, why=world.text('Te vroeg'))
    world.propose('uvw-do', 'do', [change('afspraak/nazorg', 'planning', None, '2023-06-01')], 'Wacht nog op handtekeningen', ['ipo-do'], respond_by='2023-02-01')
    world.propose('ienw-do', 'do', [change('afspraak/nazorg', 'planning', None, '2023-09-01')], 'Over hetzelfde')


def dispute(world):
    world.seal()
    world.propose('uvw-do', 'do/uvw', [create('geschil/g1', indiener='uvw', betreft='afspraak/pfas', stelling=world.text('De verdeling van kosten is niet afgesproken'))],
                  'Wij zijn het oneens')
    world.decide('gb', [change('geschil/g1', 'stand', 'aangemeld', 'in behandeling')], 'In behandeling genomen', parties=['ienw', 'ipo', 'vng'])
    world.propose('ipo-pl', 'self', [change('afspraak/pfas', 'voortgang', 5, 10)], 'Voortgang tijdens het geschil')
    world.propose('vng', 'vng', [change('actor/vng-pt', 'status', 'active', 'revoked')], 'Uit dienst')
    world.propose('uvw', 'uvw', [change('actor/uvw-pt', 'until', None, '2023-01-31')], 'Tijdelijk')
    world.propose('ipo', 'ipo', [change('actor/ipo-pt', 'until', None, '2024-01-31')], 'Tijdelijk, tot later')


def refused(world):
    """Files that do not belong, with names as hostile as a file system allows."""
    world.files.files['ledger/<script>alert(1)<' + 'x' * 100] = b'{}'
    world.files.files["ledger/'\u202e\x1b[31m\".json"] = b'{}'
    last = [path for path in world.files.files if path.endswith('.sig')][-1]
    world.files.files[last] = b'<b>nonsense</b>'


def large(world, count):
    """Commitments, each made, altered and altered again."""
    for i in range(count):
        theme = 'thema/t%d' % (i // 40)
        if i % 40 == 0:
            world.decide('do', [create(theme, agenda='agenda/a22', titel='Thema %d' % (i // 40))], 'Thema')
        it = 'afspraak/a%d' % i
        world.decide('do', [create(it, agenda='agenda/a22', tekst='Afspraak %d' % i, verantwoordelijke=PARTIES[i % 4],
                                   termijn='20%02d-06-30' % (23 + i % 7), samenhang=['thema/t%d' % (i // 40)])], 'Afspraak')
        world.decide('do', [change(it, 'planning', None, '2023-01-01')], 'Planning')
        world.decide('do', [change(it, 'planning', '2023-01-01', '2023-02-01')], 'Later')


def main(words):
    kind, folder = words[0], words[1] if words[0] != 'large' else words[2]
    world = World(nasty=kind == 'hostile')
    world.seal()
    if kind == 'large':
        world.graph.refusal = lambda rid, raw: None  # nothing further is asked of the model, which is slow
        world.decide('do', [create('agenda/a22', titel='Agenda', van='2022-01-01', tot='2029-12-31')], 'Agenda')
        large(world, int(words[1]))
    else:
        agenda(world)
    if kind in ('plain', 'hostile'):
        refused(world)
    world.write(folder)


if __name__ == '__main__':
    main(sys.argv[1:]) if len(sys.argv) > 2 else sys.exit(__doc__)
