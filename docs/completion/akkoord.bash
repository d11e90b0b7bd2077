# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
#
# Completion of akkoord for bash: commands and options as `akkoord help --json` has them; types, objects, fields, values, records,
# bodies and actors as the replica at hand has them. It asks nothing of any remote, and writes nothing.

# _akkoord_ask WORD…: what the program says with --json, of the replica that the line names.
_akkoord_ask() {
	command akkoord "$@" --json --no-input ${_akkoord_replica:+-C "$_akkoord_replica"} 2>/dev/null </dev/null
}

# _akkoord_texts KEY: the texts of that key, one a line, in a document on standard input.
_akkoord_texts() { sed -n 's/^ *"'"$1"'": "\(.*\)",\{0,1\}$/\1/p'; }

_akkoord_commands() { _akkoord_ask help | sed -n 's/^    "\([a-z-]*\)": .*/\1/p'; }
_akkoord_options() { _akkoord_ask help ${1:+"$1"} | _akkoord_texts name | sed 's/^/--/'; }
_akkoord_types() { _akkoord_ask list | _akkoord_texts type; }
_akkoord_parties() { _akkoord_ask list party | _akkoord_texts object | sed 's,.*/,,'; }
_akkoord_actors() { _akkoord_ask list actor | _akkoord_texts object | sed 's,.*/,,'; }
_akkoord_offices() { _akkoord_ask list office | _akkoord_texts object | sed 's,.*/,,'; }
_akkoord_bodies() { _akkoord_ask charter show | _akkoord_texts body | sort -u; }
_akkoord_seats() { _akkoord_ask charter show | sed -n '/"body": /{s/.*: "\(.*\)",/\1/;h;};/"seats": \[/,/\]/{/^ *"[^:]*$/{s/[ ",]//g;G;s,\(.*\)\n\(.*\),\2/\1,p;};}'; }
_akkoord_records() { _akkoord_ask log "$@" | _akkoord_texts record | cut -c 1-12; }
_akkoord_remotes() { git ${_akkoord_replica:+-C "$_akkoord_replica"} remote 2>/dev/null; }

# A type and a slash, or once that is there the objects of the type.
_akkoord_objects() {
	case $cur in
	*/*) _akkoord_ask list "${cur%%/*}" | _akkoord_texts object ;;
	*) _akkoord_types | sed 's,$,/,' ;;
	esac
}

# The fields of an object, each with its =.
_akkoord_fields() { _akkoord_ask charter show --type "${1%%/*}" | _akkoord_texts field | sed 's/$/=/'; }

# What a field may hold: the field of the object.
_akkoord_values() {
	local rules holds
	rules=$(_akkoord_ask charter show --type "${1%%/*}" | sed -n '/"field": "'"$2"'"/,/^ \{10\}}/p')
	holds=$(_akkoord_texts holds <<<"$rules")
	case $holds in
	*'ref to '*)
		holds=${holds##*ref to } holds=${holds%%,*}
		case $cur in
		*/*) _akkoord_objects ;;
		*) if [ "$holds" = anything ]; then _akkoord_objects; else _akkoord_ask list "$holds" | _akkoord_texts object; fi ;;
		esac
		;;
	*party*) _akkoord_parties ;;
	*actor*) _akkoord_actors ;;
	bool*) printf '%s\n' ja nee ;;
	enum*) _akkoord_texts to <<<"$rules" | sort -u ;;
	esac
}

# What follows an option: nothing for a flag, which is told by status 1.
_akkoord_argument() { # COMMAND OPTION
	case $2 in
	--for) printf '%s\n' self && _akkoord_bodies && _akkoord_offices && _akkoord_parties && _akkoord_seats ;;
	--as) _akkoord_actors && _akkoord_parties ;;
	--actor) _akkoord_actors ;;
	--party) _akkoord_parties ;;
	--pin) _akkoord_objects ;;
	--type) _akkoord_types ;;
	--kind) printf '%s\n' propose endorse object withdraw seal ;;
	--verdict) printf '%s\n' in-force pending counted noted withdrawn void ;;
	--color) printf '%s\n' auto always never ;;
	--format) printf '%s\n' csv json ics ;;
	--delimiter) printf '%s\n' semicolon comma tab ;;
	--lang) printf '%s\n' nl en ;;
	--by) printf '%s\n' party && _akkoord_types ;;
	--where | --sort | --columns | -w | -s | -c) _akkoord_fields "${first:-}" | sed 's/=$//' ;;
	--without) _akkoord_fields "${object:-}" | sed 's/=$//' ;;
	--replica | -C | --draft | --sign | --from) echo ':folders' ;;
	--key | --actor-key | --attach | --file | -f | --output | -o | --charter | --sign-with) echo ':files' ;;
	*)
		_akkoord_ask help ${1:+"$1"} | awk -v option="$2" '
			/^ *"name": "/ {gsub(/.*: "|",$/, ""); hit = option == "--" $0}
			/^ *"letter": "/ {gsub(/.*: "|",$/, ""); if (option == "-" $0) hit = 1}
			/^ *"argument": "/ {if (hit) found = 1}
			END {exit !found}'
		;;
	esac
}

# What may stand as word number $2 (from 0) of a command.
_akkoord_words() { # COMMAND NUMBER OBJECT FIRST
	case $1 in
	help) [ "$2" -gt 0 ] || _akkoord_commands ;;
	list) [ "$2" -gt 0 ] || _akkoord_types ;;
	show) case $cur in *[!0-9a-f]* | '') _akkoord_objects ;; *) _akkoord_records && _akkoord_objects ;; esac ;;
	blame) if [ "$2" -gt 0 ]; then _akkoord_fields "$3" | sed 's/=$//'; else _akkoord_objects; fi ;;
	log | progress) [ "$2" -gt 0 ] || _akkoord_objects ;;
	roll) case $2 in 0 | 1) _akkoord_objects ;; *) _akkoord_fields "$3" ;; esac ;;
	export) [ "$2" -gt 0 ] || { case $cur in */*) _akkoord_objects ;; *) _akkoord_types && _akkoord_objects ;; esac } ;;
	endorse | object | withdraw) _akkoord_records --kind propose --verdict pending ;;
	propose)
		[ -z "$3" ] || _akkoord_fields "$3"
		[ "$2" -gt 0 ] || printf '%s\n' new amend
		[ "$4" != amend ] || echo ':files'
		_akkoord_objects
		;;
	actor) case $2 in 0) printf '%s\n' add revoke rotate until ;; 1) _akkoord_actors ;; esac ;;
	seat) case $2 in 0) printf '%s\n' add remove ;; 1) _akkoord_bodies ;; 2) _akkoord_actors ;; esac ;;
	office) case $2 in 0) printf '%s\n' set clear ;; 1) _akkoord_offices ;; 2) _akkoord_actors ;; esac ;;
	charter) case $2 in 0) printf '%s\n' check show diff ;; *) echo ':files' ;; esac ;;
	sync) _akkoord_remotes ;;
	init | clone | verify) echo ':folders' ;;
	attach | import) echo ':files' ;;
	esac
}

# Offers what begins with what is typed, from lines on standard input. The words may come from a ledger that is not one's own, so they are
# never given to the shell to expand, and are quoted where it would. A line «:files» or «:folders» asks for those of the disk.
_akkoord_offer() {
	local item
	while IFS= read -r item; do
		case $item in
		:files) compopt -o default 2>/dev/null ;;
		:folders) compopt -o dirnames 2>/dev/null ;;
		'') ;;
		"$cur"*)
			printf -v item '%q' "$item"
			COMPREPLY+=("$prefix$item")
			case $item in */ | *=) compopt -o nospace 2>/dev/null ;; esac
			;;
		esac
	done
}

_akkoord() {
	local cur word field prefix='' command='' object='' first='' pending='' _akkoord_replica='' number=0 i
	local -a line=()
	COMPREPLY=()
	# bash cuts words at = and :, this makes them whole again
	for ((i = 1; i <= COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		if [ ${#line[@]} -gt 0 ] && { [[ $word == [=:]* ]] || [[ ${line[-1]} == *[=:] ]]; }; then
			line[-1]+=$word
		else
			line+=("$word")
		fi
	done
	cur=${line[-1]-}
	[ ${#line[@]} -eq 0 ] || unset 'line[-1]'
	for word in "${line[@]}"; do
		if [ -n "$pending" ]; then
			case $pending in -C | --replica) _akkoord_replica=$word ;; esac
			pending=''
			continue
		fi
		case $word in
		--replica=*) _akkoord_replica=${word#*=} ;;
		--*=*) ;;
		-*) if _akkoord_argument "$command" "$word" >/dev/null 2>&1; then pending=$word; fi ;;
		*)
			if [ -z "$command" ]; then
				command=$word
				continue
			fi
			[ "$number" -gt 0 ] || first=$word
			number=$((number + 1))
			case $word in *=*) ;; */*) object=$word ;; esac
			;;
		esac
	done
	word=''
	case $cur in
	*=*)
		word=${cur%%=*} cur=${cur#*=}
		[[ $COMP_WORDBREAKS == *=* ]] || prefix=$word=
		;;
	esac
	if [ -n "$pending" ]; then
		_akkoord_offer < <(_akkoord_argument "$command" "$pending")
	elif [[ $word == --* ]]; then
		_akkoord_offer < <(_akkoord_argument "$command" "$word")
	elif [ -n "$word" ]; then
		field=${word%[+-]}
		_akkoord_offer < <(_akkoord_values "$object" "$field")
	elif [[ $cur == -* ]]; then
		_akkoord_offer < <(_akkoord_options "$command")
	elif [ -z "$command" ]; then
		_akkoord_offer < <(_akkoord_commands)
	else
		_akkoord_offer < <(_akkoord_words "$command" "$number" "$object" "$first")
	fi
}
complete -F _akkoord akkoord

# `git akkoord …`, where git's own completion is there.
_git_akkoord() {
	local skip
	for ((skip = 0; skip < COMP_CWORD; skip++)); do [ "${COMP_WORDS[skip]}" != akkoord ] || break; done
	COMP_WORDS=("${COMP_WORDS[@]:skip}") COMP_CWORD=$((COMP_CWORD - skip))
	_akkoord
}
