#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# `make demo`: the story of four governments and their agenda, in build/demo, with keys made on the spot. What is left
# behind are four replicas and four servers to look around in.
set -u -o pipefail
cd "$(dirname "$0")/.." || exit 1
AKKOORD=$(realpath "${1:-build/akkoord}")
STORY=$(realpath -m "${2:-build/demo}")
export AKKOORD STORY
rm -rf "$STORY" && mkdir -p "$STORY" || exit 1
# shellcheck source=tests/story.sh
. tests/story.sh

started=$SECONDS
part=0

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
	bold=$'\e[1m' dim=$'\e[2m' plain=$'\e[0m'
else
	bold='' dim='' plain=''
fi

new_key() { # NAME FILE
	ssh-keygen -q -t ed25519 -N '' -C "$1" -f "$2"
}

chapter() {
	part=$((part + 1))
	printf '\n%s%d. %s%s\n' "$bold" "$part" "$1" "$plain"
}

tell() {
	printf '%s\n' "$1" | fold -s -w 88 | sed 's/^/   /; s/ *$//'
}

# as_typed WORD…: as a person would type them, in the folder of the story.
as_typed() {
	local word line=
	for word in "${@//"$STORY/"/}"; do
		case $word in
		*[!A-Za-z0-9_./:=@%+,-]*) word="'${word//"'"/"'\\''"}'" ;;
		esac
		line+="$word "
	done
	printf '%s' "${line% }"
}

# see COMMAND…: shows a command and what it says.
see() {
	local status=0 words=("$@") said=$STORY/.said
	case $1 in
	ak) words=(akkoord -C "${@:2}") ;;
	sign) words=(akkoord -C "$(party_of "$2")" "${@:3}") ;;
	"$AKKOORD") words=(akkoord "${@:2}") ;;
	esac
	printf '\n   %s$ %s%s\n' "$dim" "$(as_typed "${words[@]}")" "$plain"
	"$@" >"$said" 2>&1 || status=$?
	sed "s|$STORY/||g; s/^/   /" "$said"
	return $status
}

# The same for a command that must say no.
see_fail() {
	if see "$@"; then return 1; fi
	return 0
}

broken() {
	printf '\nThe story broke off here: %s. It was played in %s.\n' "$1" "$STORY" >&2
	exit 1
}

set_stage

chapter 'Four governments found a ledger'
on 2021-10-04T09:00:00Z
tell 'Each party makes a root key on its own machine. A draft of the charter travels; each looks at it and signs. With the last signature the ledger is founded, and its id is the SHA-256 of the charter: whoever knows the id can tell it from every other.'
act_founding || broken 'founding'

chapter 'Each party appoints its own people'
on 2021-10-11T09:00:00Z
tell 'No party can appoint for another. Each root names who sits in its seat of the BO, the DO, the geschilbeslechting, the programme team, and who is its witness.'
act_appointments || broken 'appointments'
see ak ipo list seat || broken 'list'

chapter 'A first seal, by the four roots'
on 2021-10-18T09:00:00Z
tell 'A seal says: of all that I had seen, this is the state. The others compute the state themselves before they sign; what is sealed can never be reordered or undone.'
act_first_seal || broken 'the first seal'

chapter 'The DO prepares the agenda 2022-2023'
on 2021-11-08T09:00:00Z
act_programme_manager || broken 'the programme manager'
act_agenda || broken 'the agenda'
tell 'Themes, priorities and commitments of the plan van aanpak are in, as a concept: proposed by one director, in force with three of four.'
see ak vng list afspraak || broken 'list'
keep_old_copy

chapter 'The BO commissions it, and establishes it'
on 2021-12-06T09:00:00Z
tell 'The BO gives the commission, the DO attaches the feasibility test, and the BO establishes: all four seats, with a pin on the agenda as it is. Nothing can slip in between the first signature and the last.'
act_establishment || broken 'the establishment'
see ak ienw show "$AGENDA" || broken 'show'

chapter 'Steering and progress'
on 2022-03-07T09:00:00Z
tell 'The DO steers tactically: it names a project leader. The project leader reports progress by himself.'
act_steering || broken 'steering'
act_progress || broken 'progress'

chapter 'The witnesses seal'
on 2022-04-04T09:00:00Z
seal_by ienw-getuigen ipo-getuigen uvw-getuigen || broken 'the second seal'

chapter 'The DO tries to move a term that only the BO may move'
on 2022-05-09T09:00:00Z
tell 'The tool refuses to sign what would be void, and says why. Signed all the same, it is void on every replica.'
act_trespass || broken 'the trespass'

chapter 'A forged signature'
on 2022-05-16T09:00:00Z
tell 'A stranger who may write to a server of VNG puts in a record in the name of the BO secretary of UVW.'
act_forgery || broken 'the forgery'

chapter 'A stolen key'
on 2022-05-23T09:00:00Z
tell 'A thief has the key of the project leader and signs a second history in a copy. Both histories are kept; the later one counts for nothing, and is named as a fork. UVW gives its project leader another key: with the old one nothing can be signed any more.'
act_thief || broken 'the thief'

chapter 'Two replicas change the same thing apart'
on 2022-06-06T09:00:00Z
tell 'The project leader says 45 %, the programme manager, who has not seen it, 40 %. Higher authority comes first; the other is void because its starting value was no longer true, and it says against whom.'
act_apart || broken 'the merge'

chapter 'A dispute: opened, frozen, settled'
on 2022-06-20T09:00:00Z
tell 'UVW disputes a commitment. While the geschilbeslechting has it in hand, nobody else can change what it is about.'
act_dispute || broken 'the dispute'

chapter 'A revocation dated back'
on 2022-07-04T09:00:00Z
tell 'From an old copy, VNG’s root revokes its BO secretary with a date before the establishment that she signed. It is valid from now on, but what is sealed stays: the agenda is still established.'
act_back_dated || broken 'the back-dated revocation'

chapter 'A policy task goes round the cycle'
on 2022-09-05T09:00:00Z
tell 'VNG names a new BO secretary, and a deputy in the DO whose mandate ends by itself. A policy task goes through the perspectives one by one, each with its own result, up to the weighing by the BO, which strikes the open theme and takes up another.'
act_mandates || broken 'the mandates'
on 2022-09-12T09:00:00Z
act_policy || broken 'the policy task'
see ak ipo list beleidsopgave || broken 'list'

chapter 'Bodem+ takes part'
on 2022-10-10T09:00:00Z
tell 'By an amendment of the charter, which takes all four seats of the BO, Bodem+ becomes a party without a seat in BO or DO, with a body that advises. It offers a contribution from a replica of its own.'
act_stakeholders || broken 'the stakeholders'
see ak bodemplus list bijdrage || broken 'list'

chapter 'Delivered, with the product as proof'
on 2022-12-12T09:00:00Z
tell 'The knowledge plan is delivered: the DO says so, the deputy for VNG, and the digest of the plan itself is signed. The budget for knowledge is late.'
act_delivery || broken 'the delivery'
see ak uvw overdue --at 2023-03-31 || true

chapter 'The agenda rolls on to 2024-2025'
on 2023-10-02T09:00:00Z
act_evaluation || broken 'the evaluation'
on 2023-11-06T09:00:00Z
tell 'Policy and agenda are evaluated. What is unfinished is carried over to the next agenda, linked to where it came from; the BO closes the old one.'
act_roll || broken 'the next agenda'
see ak vng list agenda || broken 'list'

chapter 'A last seal, by three witnesses'
on 2023-12-11T09:00:00Z
seal_by ienw-getuigen ipo-getuigen vng-getuigen || broken 'the last seal'
see ak uvw verify || broken 'verify'

chapter 'All replicas, one state'
tell 'Each replica computes the state from its own copy of the records:'
roots=$(state_roots) || broken 'the state roots'
printf '\n%s\n' "$roots" | sed 's/^/   /'
[ "$(cut -c11- <<<"$roots" | sort -u | wc -l)" -eq 1 ] || broken 'the replicas do not agree'

printf '\n%sAll replicas agree, those of the four governments and that of Bodem+.%s It took %d seconds. Look around next:\n\n' "$bold" "$plain" $((SECONDS - started))
cd "$(dirname "$STORY")/.." || exit 1
here=$(realpath --relative-to=. "$STORY")
sed 's/^/   /' <<TXT
build/akkoord status -C $here/uvw
build/akkoord log -C $here/uvw
build/akkoord show afspraak/governance -C $here/uvw
build/akkoord verify $here/servers/ipo.git
git -C $here/vng log --oneline

README.md has a tour, docs/charter.md tells how the rules are written, docs/protocol.md why this can be relied upon.
TXT
