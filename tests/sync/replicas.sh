# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# Replicas and servers to exchange between, for tests/cli. Sourced after lib.sh.
#
# The ledger is that of the vectors; `decisions` is its ordinary course, whose last record is of 2022-10-01T14:43:00Z.
# The clock is set (AKKOORD_NOW), so a run says the same each time.

LEDGER=$(sha256sum "$VECTORS/founding/ledger/charter.json" | cut -c1-64)
export AKKOORD_NOW=2023-01-01T00:00:00Z

# at TIME COMMAND…: with the clock at this time of 2023-01-01, or at a whole time.
at() {
	local now=$1
	shift
	case $now in *T*) ;; *) now=2023-01-01T${now}Z ;; esac
	AKKOORD_NOW=$now "$@"
}

# server NAME [VECTOR]: a bare repository NAME.srv, empty or with the files of a vector.
server() {
	if [ $# -gt 1 ]; then
		bare_of "$VECTORS/$2" "$1.srv"
	else
		git init -q --bare "$1.srv"
	fi
}

# replica NAME VECTOR: a replica NAME.git with the records of a vector, and no remotes.
replica() {
	[ -d "$2.src" ] || bare_of "$VECTORS/$2" "$2.src" || return 1
	akkoord clone "$2.src" "$1.git" --ledger "$LEDGER" >/dev/null && git -C "$1.git" remote remove origin &&
		git -C "$1.git" update-ref -d refs/akkoord/origin
}

# party NAME [VECTOR]: a replica of party NAME whose witness signs, and its server to publish to, with all of it there.
party() {
	server "$1" && replica "$1" "${2:-decisions}" && git -C "$1.git" remote add own "$PWD/$1.srv" &&
		git -C "$1.git" config akkoord.publish own && git -C "$1.git" config akkoord.actor "$1-getuigen" &&
		git -C "$1.git" config akkoord.signingKey "$(worthless_key "$1-getuigen")" &&
		akkoord -C "$1.git" sync >/dev/null
}

# acquaint NAME…: each gets the servers of the others as remotes.
acquaint() {
	local one other
	for one; do
		for other; do
			[ "$one" = "$other" ] || git -C "$one.git" remote add "$other" "$PWD/$other.srv"
		done
	done
}

# in_replica NAME WORD…: akkoord there.
in_replica() {
	local name=$1
	shift
	akkoord -C "$name.git" "$@"
}

# signs NAME DATE [WORD…]: the root of vng signs, in the replica, that vng-pm's mandate ends on DATE: a new record each time.
signs() {
	local name=$1 date=$2
	shift 2
	in_replica "$name" actor until vng-pm "$date" --why 'test' --as vng --key "$(worthless_key vng)" --yes "$@"
}

# attach NAME TEXT: as signs, with two files: minutes, which hold this text for printf, and a mandate. $minutes and $mandate
# are their ids.
attach() {
	# shellcheck disable=SC2059
	printf "$2" >minutes
	printf 'a mandate\n' >mandate
	minutes=$(sha256sum minutes | cut -c1-64)
	mandate=$(sha256sum mandate | cut -c1-64)
	export minutes mandate
	signs "$1" 2031-01-01 --attach minutes --attach mandate >/dev/null 2>&1
}

# record_id COMMAND…: runs a command that signs, with --json, and prints the id of the new record.
record_id() {
	"$@" --json >"$WORK/signed.$BASHPID" 2>/dev/null && json "$WORK/signed.$BASHPID" 'd["record"]'
}

# records PATH: how many there are. state PATH: what verify --json says, as one digest.
records() { git -C "$1" ls-tree -r --name-only HEAD ledger | grep -c '/[0-9]*/.*json$'; }
state() { akkoord verify --json "$1" | sha256sum; }

# commit_file REPOSITORY PATH <BYTES: adds a file to its branch main, by plumbing, so also what no work tree could hold.
commit_file() {
	local repository=$1 path=$2 mode=${3:-100644} blob
	blob=$(git -C "$repository" hash-object -w --stdin) && index_of "$repository" read-tree main &&
		index_of "$repository" update-index --add --cacheinfo "$mode,$blob,$path" && commit_index "$repository"
}

# drop_files REPOSITORY PATH…: takes files away from its branch main.
drop_files() {
	local repository=$1
	shift
	index_of "$repository" read-tree main && index_of "$repository" update-index --force-remove -- "$@" &&
		commit_index "$repository"
}

index_of() {
	local repository=$1
	shift
	GIT_INDEX_FILE=$WORK/index git --git-dir="$repository" --work-tree="$WORK/home" "$@"
}

commit_index() {
	local tree commit
	tree=$(index_of "$1" write-tree) &&
		commit=$(git -C "$1" commit-tree -p main -m 'changed by hand' "$tree") &&
		git -C "$1" update-ref refs/heads/main "$commit"
}

# forge REPOSITORY RECORD KEY SED: signs a record of the branch main again, after changing its text; prints its new id.
forge() {
	local path folder id
	path=$(git -C "$1" ls-tree -r --name-only main | grep -- "-$2.*json$") && folder=${path%-*} || return 1
	git -C "$1" cat-file blob "main:$path" | sed "$4" >"$WORK/forged.json" && rm -f "$WORK/forged.json.sig" &&
		ssh-keygen -q -Y sign -n akkoord -f "$3" "$WORK/forged.json" 2>/dev/null || return 1
	id=$(sha256sum "$WORK/forged.json" | cut -c1-64)
	commit_file "$1" "$folder-$id.json" <"$WORK/forged.json" && commit_file "$1" "$folder-$id.sig" <"$WORK/forged.json.sig" &&
		echo "$id"
}

# take_out REPOSITORY ID: takes a record and its signature away.
take_out() {
	local path
	path=$(git -C "$1" ls-tree -r --name-only main | grep -- "-$2.*json$") && drop_files "$1" "$path" "${path%json}sig"
}
