#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Who set each field, by which decision and by which line of the charter.
. "${0%/*}/lib.sh"
export AKKOORD_NOW=2022-10-05T12:00:00Z
cd "$VECTORS" || exit 1

# decision FIELD EXPRESSION: of the field of the last --json, an expression about its decision.
decision() { stdout_json "[x for x in [f['decision'] for f in d['fields'] if f['field'] == '$1'][0:1] for r in [x and x['rule']] if $2]"; }

t 'a field and its value'                       shows 'Voortgang                     100 %' akkoord -C decisions blame afspraak/programmaplan
t 'the decision'                                stdout_has '2022-10-01 for pt/ienw, proposal 35d6f9239b64'
t 'who signed'                                  stdout_has 'proposed by ienw-do, endorsed by ipo-do, uvw-do; seats: ienw, ipo, uvw'
t 'the line of the charter and the phase'       stdout_has 'types.afspraak.create.concept: do (the phase was concept)'
t 'of a move, from where to where'              stdout_has 'types.afspraak.fields.stand.moves[in uitvoering → opgeleverd].by: do'
t 'whom the line names'                         stdout_has 'types.afspraak.fields.voortgang.by.vastgesteld: @projectleider or'
t 'that it is not sealed'                       stdout_matches 'sealed +not yet'
t 'what one decision did stands together'       same "$(grep -c 'types.afspraak.create.concept' "$out")" 1
t 'one field of it alone'                       expect 0 akkoord -C decisions blame afspraak/programmaplan voortgang --json
t 'is all that is told'                         stdout_json "[f['field'] for f in d['fields']] == ['voortgang']"
t 'a field that there is not'                   expect 2 akkoord -C decisions blame afspraak/programmaplan voortgan
t 'is almost one'                               stderr_has 'did you mean voortgang?'
t 'one that was never set'                      shows 'Nothing was ever set.' akkoord -C decisions blame afspraak/programmaplan budget
t 'a part of the name will do'                  expect 0 akkoord -C decisions blame programmaplan --json
t 'as JSON'                                     stdout_json "d['schema'] == 'akkoord/blame/1' and d['object'] == 'afspraak/programmaplan'"
t 'each member of a set by itself'              stdout_json "[f['value'] for f in d['fields'] if f['field'] == 'partners' and f['member']] == ['ipo', 'vng']"
t 'with its decision'                           decision partners "x['for'] == 'do' and x['seats'] == ['ienw', 'ipo', 'uvw']"
t 'and its rule'                                decision voortgang "r['place'] == 'types.afspraak.fields.voortgang.by.vastgesteld' and r['who'] == ['@projectleider', 'pm', 'pt@verantwoordelijke'] and r['phase'] == 'vastgesteld'"
t 'a seat is for its party'                     shows 'whoever sits there is for the party of the seat to say' akkoord -C decisions blame seat/bo.ipo
t 'and sealed'                                  stdout_matches 'sealed +2022-10-01, by seal [0-9a-f]{12}'
t 'a key of the founding'                       shows 'with the founding' akkoord -C decisions blame party/ipo
t 'an office, by whom the charter says'         shows 'offices.pm.appointed_by: do' akkoord -C decisions blame office/pm
t 'as it was then'                              expect 0 akkoord -C decisions blame agenda/a22 --json --at 2022-10-01T13:30:00Z
t 'another phase, another decision'             decision fase "x['for'] == 'do' and r['place'] == 'types.agenda.create.concept'"
t 'and now'                                     expect 0 akkoord -C decisions blame agenda/a22 --json
t 'the phase and who moved it'                  decision fase "x['for'] == 'bo' and x['record'].startswith('5ab049b22076') and r['who'] == ['bo']"
t 'an object that is not there'                 expect 2 akkoord -C decisions blame agenda/b22
t 'is almost one'                               stderr_has 'did you mean agenda/a22?'
t 'a word is needed'                            expect 2 akkoord -C decisions blame

# Whatever the type, in vectors where decisions go odd ways and the example: the value is that of show, and every decision has a rule.
everything() {
	for ledger in amended-fields amendment authority dispute drafts keys-change security-keys stolen-root "$TOP"; do
		for type in $(akkoord -C "$ledger" list --json | python3 -I -c 'import json, sys; print(*(t["type"] for t in json.load(sys.stdin)["types"]))'); do
			for object in $(akkoord -C "$ledger" list "$type" --json | python3 -I -c 'import json, sys; print(*[o["object"] for o in json.load(sys.stdin)["objects"]][:1])'); do
				expect 0 akkoord -C "$ledger" blame "$object" && stdout_lacks '(null)' || return 1
				akkoord -C "$ledger" show "$object" --json >"$WORK/show.json"
				expect 0 akkoord -C "$ledger" blame "$object" --json || return 1
				python3 -I - "$WORK/show.json" "$out" <<'END' || { echo "$ledger $object"; return 1; }
import json, sys
show, blame = (json.load(open(name, encoding='utf-8')) for name in sys.argv[1:])
for row in blame['fields']:
    field = show['fields'][row['field']]
    if row['member']:
        assert row['value'] in field['value'], row
    else:
        assert row['value'] == field['value'], row
        was = field['set'] and field['set']['record']
        assert was == (row['decision'] and row['decision']['record']), row
    if row['decision']:
        rule = row['decision']['rule']
        assert rule['who'] or rule['place'] is None, row
END
			done
		done
	done
}
t 'of every type there is'                       everything
