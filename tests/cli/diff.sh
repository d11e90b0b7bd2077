#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# What changed between two moments.
. "${0%/*}/lib.sh"
export AKKOORD_NOW=2022-10-05T12:00:00Z
cd "$VECTORS" || exit 1

t 'two days of the example'                     shows 'From  as known at 2022-03-01T23:59:59Z' akkoord -C "$TOP" diff 2022-03-01 2022-05-30
t 'what was and what becomes, by its label'     stdout_matches 'Voortgang +\(nothing\) → 35 %'
t 'built-in objects too'                        stdout_matches 'Status +active → revoked'
t 'as many as differ'                           stdout_has '3 objects differ.'
t 'as JSON'                                     expect 0 akkoord -C "$TOP" diff 2022-03-01 2022-05-30 --json
t 'object by object'                            stdout_json "d['schema'] == 'akkoord/diff/1' and [o['object'] for o in d['objects']] == ['actor/uvw-pl', 'actor/vng-bo', 'afspraak/governance']"
t 'field by field'                              stdout_json "d['objects'][2]['change'] == 'changed' and d['objects'][2]['fields']['voortgang'] == {'label': 'Voortgang', 'was': None, 'becomes': 35}"
t 'since a day until now'                       shows 'To    now' akkoord -C decisions diff 2022-10-01
t 'where nothing differs'                       stdout_has 'Nothing differs.'
t 'since before there was anything'             expect 0 akkoord -C decisions diff 1970-01-01 --json
t 'all is new'                                  stdout_json "d['to'] is None and {o['object']: o['change'] for o in d['objects']}['agenda/a22'] == 'new'"
t 'with its fields'                             stdout_json "[o for o in d['objects'] if o['object'] == 'agenda/a22'][0]['fields']['titel']['becomes'] == 'Samenwerkingsagenda 2022-2023'"
t 'and back'                                    shows 'agenda/a22  not there: Samenwerkingsagenda' akkoord -C decisions diff 2022-10-05 1970-01-01
t 'a seat gained a holder'                      stdout_has '− ipo-bo'
t 'around one record'                           expect 0 akkoord -C decisions diff 2022-10-01T13:30:00Z 5ab049 --json
t 'by the time that it bears'                   stdout_json "d['from'] == '2022-10-01T13:30:00Z'"
t 'another charter is told'                     shows 'Another charter is in force: akkoord charter diff' akkoord -C amendment diff 1970-01-01 2022-10-05
t 'a moment that is none'                       expect 2 akkoord -C decisions diff 2022-13-01
t 'one word at least'                           expect 2 akkoord -C decisions diff
t 'and two at most'                             expect 2 akkoord -C decisions diff 2022-01-01 2022-01-02 2022-01-03
every_ledger() {
	for vector in */; do
		expect 0 akkoord -C "$vector" diff 1970-01-01 && stdout_lacks '(null)' || return 1
		expect 0 akkoord -C "$vector" diff 2999-12-31 && stdout_has 'Nothing differs.' || return 1
	done
}
t 'every vector'                                every_ledger
