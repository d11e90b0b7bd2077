#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Words on the command line: help, slips, exit statuses, the one document of --json, and where the answer goes.
. "${0%/*}/lib.sh"

decisions=$VECTORS/decisions

# ---- help
t 'without words there is help'                 shows 'usage: akkoord' akkoord
t 'help lists every command'                    shows 'verify every record' akkoord help
t 'help tells of one'                           shows 'akkoord verify --json' akkoord help verify
t 'so does --help'                              shows 'akkoord verify --json' akkoord verify --help
t 'and -h, whatever else is missing'            shows 'akkoord show' akkoord show -h
t 'a version is told'                           shows 'akkoord 0.' akkoord --version
t 'git akkoord works'                           shows 'akkoord 0.' git akkoord version
every_command_helps() {
	for command in $(akkoord help --json | python3 -I -c 'import json, sys; print(*json.load(sys.stdin)["commands"])'); do
		expect 0 akkoord help "$command" && stdout_has "akkoord $command" || return 1
		expect 0 akkoord help "$command" --json && stdout_json "d['schema'] == 'akkoord/help/1' and d['command'] == '$command'" || return 1
	done
}
t 'every command has help, for people and as JSON' every_command_helps

# ---- slips
t 'a mistyped command is a usage error'         expect 2 akkoord verfy
t 'the near one is suggested'                   stderr_is 'akkoord: there is no command verfy; did you mean verify?'
t 'a word of git'                               expect 2 akkoord push
t 'is told what does it here'                   stderr_is 'akkoord: there is no command push; did you mean sync?'
t 'by help too'                                 expect 2 akkoord help commit
t 'for each'                                    stderr_is 'akkoord: there is no command commit; did you mean propose?'
t 'and for what a person thinks of, in Dutch too' expect 2 akkoord toon
t 'there is one'                                stderr_is 'akkoord: there is no command toon; did you mean show?'
t 'a body in capitals'                          expect 2 akkoord -C "$decisions" endorse --all --for BO --as ienw-bo
t 'is told how it is written'                   stderr_is 'akkoord: the charter knows no body, office or party BO; did you mean bo?'
t 'a mistyped option too'                       expect 2 akkoord verify --jsn
t 'with the near one'                           stderr_has 'did you mean --json?'
t 'a mistyped type'                             expect 2 akkoord -C "$decisions" list afsprak
t 'with the near one'                           stderr_has 'did you mean afspraak?'
t 'a mistyped object'                           expect 2 akkoord -C "$decisions" show agenda/b22
t 'with the near one'                           stderr_has 'did you mean agenda/a22?'
t 'a mistyped kind'                             expect 2 akkoord -C "$decisions" log --kind endrose
t 'with the near one'                           stderr_has 'did you mean endorse?'
t 'a mistyped actor'                            expect 2 akkoord -C "$decisions" log --actor ipo-d
t 'with the near one'                           stderr_has 'did you mean ipo-do?'
t 'an unknown record'                           expect 2 akkoord -C "$decisions" show deadbeef
t 'is named'                                    stderr_has 'deadbeef'
t 'a word too many'                             expect 2 akkoord verify a b
t 'is named'                                    stderr_has '"b"'
t 'a word too few'                              expect 2 akkoord show
t 'tells what belongs there'                    stderr_has 'OBJECT | RECORD'
t 'a moment that is none'                       expect 2 akkoord -C "$decisions" status --at 2022-13-01
t 'tells how to write one'                      stderr_has '2023-01-31'
t 'an error is one line'                        stderr_one_line
t 'and nothing is on standard output'           stdout_is ''
t 'a colour that is none'                       expect 2 akkoord --color=blue help

# ---- options stand anywhere
t 'options after words'                         expect 0 akkoord verify "$decisions" --json
t 'options before the command'                  expect 0 akkoord --json -C "$decisions" status
t 'a value glued on'                            expect 0 akkoord status --replica="$decisions"
t 'what comes after -- is a word'               expect 3 akkoord verify -- --json
t 'the environment names the replica'           env AKKOORD_REPLICA="$decisions" akkoord status
t 'a path beginning with a dash'                expect 3 akkoord verify -- -x

# ---- JSON: one document, whatever happens
for words in 'verfy --json' 'verify --json --nonsense' '--json show' '--json list nonsense' '--json verify /nowhere' '--json'; do
	one_document() {
		# shellcheck disable=SC2086
		run akkoord -C "$decisions" $words
		stdout_json 'isinstance(d, dict)' && stdout_json "d['schema'] != 'akkoord/error/1' or d['exit'] == $status"
	}
	t "akkoord $words answers with one document" one_document
done
t 'an error is in it'                           expect 2 akkoord --json verfy
t 'with its sentence and exit status'           stdout_json "d == {'schema': 'akkoord/error/1', 'error': 'there is no command verfy; did you mean verify?', 'exit': 2}"
for command in status list log 'list afspraak' 'list seat' 'show agenda/a22' 'show actor/ipo-do' 'show 5ab049b2' version help; do
	with_schema() {
		# shellcheck disable=SC2086
		expect 0 akkoord -C "$decisions" --json $command && stdout_json "d['schema'] == 'akkoord/${command%% *}/1'" && stderr_is ''
	}
	t "akkoord $command --json names its schema" with_schema
done

# ---- where the answer goes
closed() { akkoord -C "$decisions" log | head -1 >/dev/null; [ "${PIPESTATUS[0]}" -eq 0 ]; }
t 'a reader that has seen enough is no trouble' closed
full() {
	local result=0
	akkoord -C "$decisions" log >/dev/full 2>"$err" || result=$?
	same $result 3 && stderr_has 'cannot be written'
}
t 'a full disk is'                              full
closed_out() {
	local result=0
	akkoord -C "$decisions" log >&- 2>"$err" || result=$?
	same $result 3
}
t 'so is no standard output at all'             closed_out
mkdir empty
t 'a folder without a ledger'                   expect 3 akkoord -C empty todo
t 'is named, with what to do'                   stderr_is "akkoord: \"$PWD/empty\": it holds no ledger: there is no ledger/charter.json; go to the folder of a replica, or name it with -C"
t 'no colour in a file'                         expect 0 akkoord -C "$decisions" log
t 'at all'                                      stdout_lacks $'\033'
t 'unless it is asked for'                      shows $'\033[' akkoord -C "$decisions" --color=always log
t 'NO_COLOR does not undo what is asked for'    shows $'\033[' env NO_COLOR=1 akkoord -C "$decisions" --color=always log
t 'a locale that is not there is no trouble'    env LC_ALL=xx_YY.UTF-8 akkoord -C "$decisions" status
t 'text is UTF-8 in the plainest locale'        shows → env LC_ALL=C akkoord -C "$decisions" show 5ab049
