# SPDX-License-Identifier: EUPL-1.2
#
# Completion of akkoord for fish: commands and options as `akkoord help --json` has them; types, objects, fields, values, records,
# bodies and actors as the replica at hand has them. It asks nothing of any remote, and writes nothing.

# What the program says with --json, of the replica that the line names.
function __akkoord_ask
    set -l replica
    set -l line (commandline -opc)
    for i in (seq (count $line))
        switch $line[$i]
            case -C --replica
                test $i -lt (count $line); and set replica -C $line[(math $i + 1)]
            case '--replica=*'
                set replica -C (string replace -- --replica= '' $line[$i])
        end
    end
    command akkoord $argv --json --no-input $replica 2>/dev/null </dev/null
end

# The texts of a key, in a document on standard input.
function __akkoord_texts
    sed -n 's/^ *"'$argv[1]'": "\(.*\)",\{0,1\}$/\1/p'
end

# The words of the line that are no options: command, words.
function __akkoord_words
    set -l skip
    for word in (commandline -opc)[2..]
        if test -n "$skip"
            set skip
            continue
        end
        switch $word
            case '--*=*'
            case -C --replica --color --as --key --at --for --why -m --respond-by --pin --file -f --attach --actor --kind --verdict \
                    -n --max-count --type --lang --format --output -o --delimiter --map --set --without --by --party --charter \
                    --draft --sign --from --sign-with --ledger --publish --actor-key --name --until --since --where -w --sort -s --columns -c
                set skip yes
            case '-*'
            case '*'
                echo $word
        end
    end
end

function __akkoord_needs_command
    test (count (__akkoord_words)) -eq 0
end

function __akkoord_is
    set -l words (__akkoord_words)
    test (count $words) -gt 0; and contains -- $words[1] $argv
end

function __akkoord_commands
    __akkoord_ask help | sed -n 's/^    "\([a-z-]*\)": "\(.*\)",\{0,1\}$/\1\t\2/p'
end

function __akkoord_types
    __akkoord_ask list | __akkoord_texts type
end

function __akkoord_named
    __akkoord_ask list $argv[1] | __akkoord_texts object | string replace -r '.*/' ''
end

# A type and a slash, or once that is there the objects of the type.
function __akkoord_objects
    set -l token (commandline -ct | string replace -r '^[^=]*=' '')
    if string match -q '*/*' -- $token
        __akkoord_ask list (string split -m 1 / -- $token)[1] | __akkoord_texts object
    else
        for type in (__akkoord_types)
            echo $type/
        end
    end
end

function __akkoord_records
    __akkoord_ask log $argv | __akkoord_texts record | string sub -l 12
end

function __akkoord_bodies
    __akkoord_ask charter show | __akkoord_texts body | sort -u
end

function __akkoord_capacities
    echo self
    __akkoord_bodies
    __akkoord_named office
    __akkoord_named party
end

# The last object on the line.
function __akkoord_object
    set -l objects (string match -r '^[^=]+/[^=]+$' -- (__akkoord_words))
    test (count $objects) -gt 0; and echo $objects[-1]
end

function __akkoord_fields
    set -l object (__akkoord_object)
    test -n "$object"; or return
    set -l type (string split -m 1 / -- $object)[1]
    for field in (__akkoord_ask charter show --type $type | __akkoord_texts field)
        echo $field=
    end
end

# What a field may hold, behind its =.
function __akkoord_values
    set -l token (commandline -ct)
    string match -q '*=*' -- $token; or return
    set -l object (__akkoord_object)
    test -n "$object"; or return
    set -l before (string split -m 1 = -- $token)[1]
    set -l field (string trim -r -c '+-' -- $before)
    set -l type (string split -m 1 / -- $object)[1]
    set -l rules (__akkoord_ask charter show --type $type | sed -n '/"field": "'$field'"/,/^ \{10\}}/p')
    set -l holds (string join \n $rules | __akkoord_texts holds)
    set -l values
    switch "$holds"
        case '*ref to anything*'
            set values (__akkoord_objects)
        case '*ref to *'
            set values (__akkoord_ask list (string match -rg 'ref to ([a-z0-9-]+)' -- $holds) | __akkoord_texts object)
        case '*party*'
            set values (__akkoord_named party)
        case '*actor*'
            set values (__akkoord_named actor)
        case 'bool*'
            set values ja nee
        case 'enum*'
            set values (string join \n $rules | __akkoord_texts to | sort -u)
    end
    for value in $values
        echo $before=$value
    end
end

complete -c akkoord -f
complete -c akkoord -n __akkoord_needs_command -a '(__akkoord_commands)'

# Of every command.
complete -c akkoord -s C -l replica -x -a '(__fish_complete_directories)' -d 'the replica'
complete -c akkoord -l json -d 'answer with one JSON document'
complete -c akkoord -l color -x -a 'auto always never'
complete -c akkoord -l no-pager -d 'do not start a pager'
complete -c akkoord -l no-input -d 'never ask anything'
complete -c akkoord -s h -l help -d 'tell about the command'

# Of a command: the options as it tells them itself.
function __akkoord_options
    set -l words (__akkoord_words)
    test (count $words) -gt 0; or return
    string match -q -- '-*' (commandline -ct); or return
    for name in (__akkoord_ask help $words[1] | __akkoord_texts name)
        echo -- --$name
    end
end
complete -c akkoord -a '(__akkoord_options)'

# What an option takes. It is offered with the commands that have it.
complete -c akkoord -n 'not __akkoord_needs_command' -l for -x -a '(__akkoord_capacities)'
complete -c akkoord -n 'not __akkoord_needs_command' -l as -x -a '(__akkoord_named actor; __akkoord_named party)'
complete -c akkoord -n '__akkoord_is log' -l actor -x -a '(__akkoord_named actor)'
complete -c akkoord -n '__akkoord_is actor' -l party -x -a '(__akkoord_named party)'
complete -c akkoord -n '__akkoord_is propose' -l pin -x -a '(__akkoord_objects)'
complete -c akkoord -n '__akkoord_is list' -s w -l where -x
complete -c akkoord -n '__akkoord_is list' -s s -l sort -x
complete -c akkoord -n '__akkoord_is list' -s c -l columns -x
complete -c akkoord -n '__akkoord_is charter import' -l type -x -a '(__akkoord_types)'
complete -c akkoord -n '__akkoord_is log' -l kind -x -a 'propose endorse object withdraw seal'
complete -c akkoord -n '__akkoord_is log' -l verdict -x -a 'in-force pending counted noted withdrawn void'
complete -c akkoord -n '__akkoord_is export' -l format -x -a 'csv json ics'
complete -c akkoord -n '__akkoord_is export import' -l delimiter -x -a 'semicolon comma tab'
complete -c akkoord -n '__akkoord_is charter report' -l lang -x -a 'nl en'
complete -c akkoord -n '__akkoord_is progress' -l by -x -a 'party (__akkoord_types)'
complete -c akkoord -n 'not __akkoord_needs_command' -l key -r -F
complete -c akkoord -n 'not __akkoord_needs_command' -l attach -r -F
complete -c akkoord -n '__akkoord_is propose' -s f -l file -r -F
complete -c akkoord -n '__akkoord_is actor' -l actor-key -r -F
complete -c akkoord -n '__akkoord_is export' -s o -l output -r -F

# Words.
complete -c akkoord -n '__akkoord_is help' -a '(__akkoord_commands)'
complete -c akkoord -n '__akkoord_is list export' -a '(__akkoord_types)'
complete -c akkoord -n '__akkoord_is show blame log progress export propose roll' -a '(__akkoord_objects)'
complete -c akkoord -n '__akkoord_is show' -a '(__akkoord_records)'
complete -c akkoord -n '__akkoord_is endorse object withdraw' -a '(__akkoord_records --kind propose --verdict pending)'
complete -c akkoord -n '__akkoord_is blame' -a '(__akkoord_fields | string trim -r -c =)'
complete -c akkoord -n '__akkoord_is propose roll' -a '(__akkoord_fields; __akkoord_values)'
complete -c akkoord -n '__akkoord_is propose' -a 'new amend'
complete -c akkoord -n '__akkoord_is actor' -a 'add revoke rotate until (__akkoord_named actor)'
complete -c akkoord -n '__akkoord_is seat' -a 'add remove (__akkoord_bodies; __akkoord_named actor)'
complete -c akkoord -n '__akkoord_is office' -a 'set clear (__akkoord_named office; __akkoord_named actor)'
complete -c akkoord -n '__akkoord_is charter' -a 'check show diff' -F
complete -c akkoord -n '__akkoord_is sync' -a '(git remote 2>/dev/null)'
complete -c akkoord -n '__akkoord_is init clone verify attach import' -F
