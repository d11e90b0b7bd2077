# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
#
# The story of four governments and their agenda, played with the real commands. `make demo` tells it (tests/demo.sh);
# the worked example in keys/ and ledger/ is the same story with fixed, worthless keys, but for the forgery (tests/make-example).
#
# Who sources this sets AKKOORD (the binary), STORY (an empty folder to play in) and `new_key NAME FILE`, and gets the
# acts below as functions. What an act is about is said with `tell`; a command that is worth seeing is run with `see`.

PARTIES='ienw ipo uvw vng'
CHARTER=bodem-en-ondergrond

# ---- the stage ------------------------------------------------------------------------------------------------

# No one's configuration but our own, no agent, UTC; a clock that is set by the story, as for a rehearsal.
set_stage() {
	local name
	for name in $(compgen -e | grep -E '^(GIT_|SSH_|AKKOORD_|LC_|LANG|XDG_)'); do
		unset "$name"
	done
	export HOME=$STORY/home TZ=UTC LC_ALL=C.UTF-8 GIT_CONFIG_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0
	mkdir -p "$HOME" "$STORY/keys" "$STORY/servers" "$STORY/papers"
	git config --global user.name 'akkoord'
	git config --global user.email 'akkoord@example.org'
	git config --global init.defaultBranch main
}

# on TIME: from now on it is that time.
on() {
	export AKKOORD_NOW=$1
}

# A minute goes by.
tick() {
	AKKOORD_NOW=$(date -u -d "$AKKOORD_NOW + 1 minute" +%Y-%m-%dT%H:%M:%SZ)
	export AKKOORD_NOW
}

# ak PARTY WORDS…: a command in a party's replica.
ak() {
	local party=$1
	shift
	"$AKKOORD" -C "$STORY/$party" "$@"
}

# party_of ACTOR
party_of() {
	echo "${1%%-*}"
}

# sign ACTOR WORDS…: a command that signs, in the replica of the actor's party, with the actor's key.
sign() {
	local actor=$1
	shift
	tick
	ak "$(party_of "$actor")" "$@" --as "$actor" --key "$STORY/keys/$actor" --yes --offline
}

# hush COMMAND…: runs it and says nothing, unless it fails.
hush() {
	"$@" >"$STORY/.hushed" 2>&1 && return 0
	cat "$STORY/.hushed" >&2
	return 1
}

# The id that a signing command told.
id_of() {
	sed -n 's/^Proposal \([0-9a-f]\{4,64\}\).*/\1/p' | head -n 1
}

# proposed ACTOR WORDS…: proposes, keeps the id in $proposal, and lets all others know.
proposed() {
	hush sign "$1" propose "${@:2}" || return
	proposal=$(id_of <"$STORY/.hushed")
	[ -n "$proposal" ] && spread "$(party_of "$1")"
}

# endorsed ID ACTOR…: the actors endorse, each in its own replica.
endorsed() {
	local id=$1 actor
	shift
	for actor in "$@"; do
		hush sign "$actor" endorse "$id" || return
	done
}

# spread PARTY: what this party has reaches all others.
spread() {
	local party
	for party in $1 ${PARTIES/$1/}; do
		hush ak "$party" sync || return
	done
}

# Everybody exchanges with everybody: what the last one publishes reaches the first in a second round.
exchange() {
	spread ienw && spread ienw
}

# ---- the acts -------------------------------------------------------------------------------------------------

act_founding() {
	local party pins=()
	for party in $PARTIES; do
		new_key "$party" "$STORY/keys/$party"
		pins+=(--party "$party=$STORY/keys/$party.pub")
		git init -q --bare "$STORY/servers/$party.git"
	done
	hush "$AKKOORD" init --draft "$STORY/agenda.draft" --charter "$CHARTER" "${pins[@]}" || return
	see "$AKKOORD" init --sign "$STORY/agenda.draft" --as ienw --key "$STORY/keys/ienw" --yes || return
	for party in ipo uvw vng; do
		hush "$AKKOORD" init --sign "$STORY/agenda.draft" --as "$party" --key "$STORY/keys/$party" --yes || return
	done
	see "$AKKOORD" init --from "$STORY/agenda.draft" "$STORY/ienw" || return
	LEDGER=$(sha256sum <"$STORY/agenda.draft/ledger/charter.json" | cut -d' ' -f1)
	publishes ienw
	hush ak ienw sync || return
	for party in ipo uvw vng; do
		hush "$AKKOORD" clone "$STORY/servers/ienw.git" "$STORY/$party" --ledger "$LEDGER" || return
		git -C "$STORY/$party" remote remove origin
		publishes "$party"
	done
}

# A replica publishes on its own party's server, and asks those of the others.
publishes() {
	local other
	for other in $PARTIES; do
		git -C "$STORY/$1" remote add "$other" "$STORY/servers/$other.git"
	done
	git -C "$STORY/$1" config akkoord.publish "$1"
}

# appoint PARTY ROLE…: the party's root names its actors and puts them in their seats, in one proposal.
appoint() {
	local party=$1 role words=()
	shift
	for role in "$@"; do
		new_key "$party-$role" "$STORY/keys/$party-$role"
		words+=(new "actor/$party-$role" "party=$party" "key=@$STORY/keys/$party-$role.pub" "name=${ROLE_NAMES[$role]}")
		case $role in bo | do | gb | pt | getuigen) words+=("seat/$role.$party" "holders+=$party-$role") ;; esac
	done
	hush sign "$party" propose "${words[@]}" --for "$party" --why "Aanwijzing door ${party^^}"
}

declare -A ROLE_NAMES=(
	[bo]='Secretaris BO' [do]='Secretaris DO' [gb]='Lid geschilbeslechting' [pt]='Lid programmateam'
	[getuigen]='Getuige' [pm]='Programmamanager' [pl]='Projectleider'
)

act_appointments() {
	local party
	for party in $PARTIES; do
		appoint "$party" bo do gb pt getuigen || return
	done
	appoint vng pm && appoint uvw pl && exchange
}

# seal_by SEALER WITNESS…: a seal is proposed, and witnesses verify and sign it.
seal_by() {
	local sealer=$1 witness
	shift
	see sign "$sealer" seal && spread "$(party_of "$sealer")" || return
	for witness in "$@"; do
		tick
		hush ak "$(party_of "$witness")" witness --once --as "$witness" --key "$STORY/keys/$witness" --yes || return
	done
	exchange
}

act_first_seal() {
	seal_by ienw ipo uvw vng
}

act_programme_manager() {
	proposed ienw-do office/pm holder=vng-pm --for do --why 'Benoeming programmamanager' || return
	endorsed "$proposal" ipo-do uvw-do && exchange
}

AGENDA=agenda/2022-2023

# The agenda as the DO prepares it: the facts of the plan van aanpak, in words of our own.
act_agenda() {
	proposed ienw-do --for do --why 'Het DO bereidt de agenda 2022-2023 voor, in opdracht van het BO' \
		new "$AGENDA" titel='Samenwerkingsagenda Bodem en ondergrond 2022-2023' van=2022-01-01 tot=2023-12-31 \
		new thema/beleid agenda="$AGENDA" titel='Gezamenlijke beleidsontwikkeling en aansluiting beleid en uitvoering' \
		new thema/kennis agenda="$AGENDA" titel='Kennisontwikkeling en kennisinfrastructuur' \
		new thema/governance agenda="$AGENDA" titel='Doorontwikkeling van de governance' \
		new thema/later agenda="$AGENDA" titel='Nader te bepalen thema’s' \
		new prioriteit/kennis agenda="$AGENDA" thema=thema/kennis titel='Kennis: visie, strategie en budget' volgorde=1 \
		new prioriteit/saneringen agenda="$AGENDA" thema=thema/beleid titel='Resterende spoedsaneringen en nazorg' volgorde=2 \
		new prioriteit/stoffen agenda="$AGENDA" thema=thema/beleid titel='PFAS en diffuus lood' volgorde=3 \
		new prioriteit/sturing agenda="$AGENDA" thema=thema/governance titel='Governance stroomlijnen' volgorde=4 \
		new prioriteit/verbinding agenda="$AGENDA" thema=thema/beleid titel='Beleid en uitvoering verbinden' volgorde=5 || return
	endorsed "$proposal" ipo-do vng-do && exchange || return
	proposed ienw-do --for do --why 'De afspraken die voor 2022 en 2023 al vastliggen' \
		new afspraak/kennisvisie agenda="$AGENDA" prioriteit=prioriteit/kennis soort=resultaat verantwoordelijke=ienw \
		partners=ipo,uvw,vng termijn=2022-06-29 \
		tekst='Vóór 30 juni 2022 ligt er een visie en strategie kennis, in de vorm van een programmaplan' \
		new afspraak/kennisbudget agenda="$AGENDA" prioriteit=prioriteit/kennis soort=resultaat verantwoordelijke=ienw \
		termijn=2022-12-31 tekst='Afspraken over omvang en inzet van het kennisbudget vanaf 2023' \
		new afspraak/spoed agenda="$AGENDA" prioriteit=prioriteit/saneringen soort=inspanning verantwoordelijke=ipo \
		tekst='De projecten voor de resterende spoedsaneringen starten, op basis van afspraken met het bevoegd gezag' \
		new afspraak/nazorg agenda="$AGENDA" prioriteit=prioriteit/saneringen soort=inspanning verantwoordelijke=ipo \
		tekst='Het project nazorg spoedsaneringen start' \
		new afspraak/pfas-lood agenda="$AGENDA" prioriteit=prioriteit/stoffen soort=resultaat verantwoordelijke=vng \
		partners=ipo,uvw termijn=2023-12-31 tekst='Het programma PFAS en diffuus lood start' \
		new afspraak/governance agenda="$AGENDA" prioriteit=prioriteit/sturing soort=resultaat verantwoordelijke=uvw \
		termijn=2023-06-30 tekst='De overleggen over bodem zijn gestroomlijnd, en andere partners doen mee' \
		new afspraak/kennisagenda agenda="$AGENDA" prioriteit=prioriteit/kennis soort=inspanning verantwoordelijke=ienw \
		partners=ipo,uvw,vng termijn=2023-12-31 \
		tekst='Een kennisagenda, samen met kennisinstituten; de infrastructuur voor kennis komt er in twee jaar' \
		new afspraak/visie-uitvoering agenda="$AGENDA" prioriteit=prioriteit/verbinding soort=resultaat verantwoordelijke=vng \
		termijn=2023-12-31 samenhang=afspraak/kennisvisie \
		tekst='Een visie en strategie over de relatie tussen beleid en uitvoering, met meetpunten' \
		new beleidsopgave/energie titel='Energietransitie en ondergrond' thema=thema/beleid \
		samenhang=thema/kennis doelen='Ruimte in de ondergrond verdelen zonder het grondwater te schaden' \
		new beleidsopgave/landelijk titel='Bodemkwaliteit in het landelijk gebied' thema=thema/beleid || return
	endorsed "$proposal" uvw-do vng-do && exchange
}

act_establishment() {
	local id
	proposed ienw-bo "$AGENDA" opdracht='Het DO bereidt de tweejaarlijkse agenda voor; het BO stelt haar vast' \
		--for bo --why 'Opdracht van het BO aan het DO' || return
	id=$proposal
	printf 'Uitvoeringstoets agenda 2022-2023: uitvoerbaar en betaalbaar.\n' >"$STORY/papers/uitvoeringstoets.txt"
	proposed ipo-do "$AGENDA" uitvoeringstoets="@$STORY/papers/uitvoeringstoets.txt" \
		--for do --why 'De uitvoeringstoets gaat vooraf aan de vaststelling' || return
	endorsed "$id" ipo-bo uvw-bo vng-bo && endorsed "$proposal" ienw-do uvw-do && exchange || return
	proposed ienw-bo "$AGENDA" fase=vastgesteld --for bo --why 'Vaststelling van de agenda 2022-2023' \
		--respond-by 2021-12-31 || return
	endorsed "$proposal" ipo-bo uvw-bo && exchange && see sign vng-bo endorse "$proposal" && exchange
}

act_steering() {
	proposed uvw-do afspraak/governance projectleider=uvw-pl werkvorm=werkgroep planning=2023-03-31 \
		indicator='Aantal overleggen over bodem' --for do --why 'Tactische sturing door het DO' || return
	endorsed "$proposal" ienw-do ipo-do && exchange
}

act_progress() {
	see sign uvw-pl propose afspraak/governance voortgang=25 toelichting='De overleggen zijn in kaart gebracht' \
		--for self --why 'Voortgang eerste kwartaal' || return
	exchange
}

# What only the BO may move, the DO cannot; the tool says so before anything is signed, and a record that is made all the
# same is void for everybody.
act_trespass() {
	see_fail sign uvw-do propose afspraak/kennisvisie termijn=2022-12-31 --for do --why 'Meer tijd nodig' || return
	proposed uvw-do afspraak/kennisvisie termijn=2022-12-31 --for do --why 'Meer tijd nodig' --even-if-void || return
	endorsed_all_the_same "$proposal" ienw-do vng-do
	exchange && see ak ienw show "$proposal"
}

endorsed_all_the_same() {
	local id=$1 actor
	shift
	for actor in "$@"; do
		sign "$actor" endorse "$id" --even-if-void >/dev/null 2>&1
	done
}

# A stranger with write access to a server puts in a record in the name of another, signed with a key of his own.
act_forgery() {
	local mallory=$STORY/mallory record forged id
	git clone -q "$STORY/servers/vng.git" "$mallory" 2>/dev/null || return
	ssh-keygen -q -t ed25519 -N '' -C mallory -f "$STORY/keys/mallory" || return
	record=$(find "$mallory/ledger/uvw-bo" -name '000001-*.json' | head -n 1)
	forged=$STORY/papers/forged.json
	sed 's/"seq": 1,/"seq": 2,/' "$record" >"$forged"
	id=$(sha256sum <"$forged" | cut -d' ' -f1)
	cp "$forged" "$mallory/ledger/uvw-bo/0000/000002-$id.json"
	ssh-keygen -q -Y sign -n akkoord -f "$STORY/keys/mallory" <"$forged" \
		>"$mallory/ledger/uvw-bo/0000/000002-$id.sig" 2>/dev/null || return
	git -C "$mallory" add . && git -C "$mallory" -c commit.gpgsign=false commit -q -m 'nothing to see here' || return
	git -C "$mallory" push -q origin HEAD:main 2>/dev/null || return
	see_fail ak ienw sync vng --no-publish
	# VNG's sysadmin puts back what VNG's own replica holds.
	git -C "$STORY/vng" push -q --force "$STORY/servers/vng.git" HEAD:main
}

# A thief has the project leader's key, and signs a second history in a copy of the replica.
act_thief() {
	cp -a "$STORY/uvw" "$STORY/thief" || return
	new_key uvw-pl.new "$STORY/keys/uvw-pl.new"
	hush sign uvw-pl propose afspraak/governance voortgang=35 --for self --why 'Voortgang tweede kwartaal' || return
	tick
	hush "$AKKOORD" -C "$STORY/thief" propose afspraak/governance voortgang=100 --for self --why 'Klaar!' \
		--as uvw-pl --key "$STORY/keys/uvw-pl" --yes --offline || return
	git -C "$STORY/uvw" remote add thief "$STORY/thief"
	hush ak uvw sync thief --no-publish
	git -C "$STORY/uvw" remote remove thief
	see ak uvw log --verdict void:fork || return
	hush sign uvw propose actor/uvw-pl key="@$STORY/keys/uvw-pl.new.pub" --for uvw \
		--why 'De sleutel van de projectleider is gestolen' || return
	exchange || return
	see_fail sign uvw-pl propose afspraak/governance voortgang=99 --for self --why 'Nog een keer' || return
	mv "$STORY/keys/uvw-pl.new" "$STORY/keys/uvw-pl" && mv "$STORY/keys/uvw-pl.new.pub" "$STORY/keys/uvw-pl.pub"
}

# Two replicas that did not see one another change the same field.
act_apart() {
	hush sign uvw-pl propose afspraak/governance voortgang=45 --for self --why 'Voortgang volgens de projectleider' || return
	hush sign vng-pm propose afspraak/governance voortgang=40 --for pm --why 'Voortgang volgens de programmamanager' || return
	exchange && see ak uvw log afspraak/governance -n 2 && see ak uvw show afspraak/governance
}

act_dispute() {
	proposed uvw-do new geschil/spoed indiener=uvw betreft=afspraak/spoed \
		stelling='De waterschappen missen een termijn' --for do/uvw --why 'Geschil over de spoedsaneringen' || return
	proposed ienw-gb geschil/spoed stand='in behandeling' --for gb --why 'In behandeling genomen' || return
	endorsed "$proposal" ipo-gb vng-gb && exchange || return
	see_fail sign ipo-do propose afspraak/spoed planning=2023-01-31 --for do --why 'Toch maar plannen' || return
	proposed ienw-gb geschil/spoed uitspraak='Het BO stelt voor 1 maart 2023 een termijn vast' stand=beslecht \
		--for gb --why 'Uitspraak van de geschilbeslechting' || return
	endorsed "$proposal" ipo-gb vng-gb && exchange
}

# A copy of VNG's replica from before the establishment, to be used later by somebody who does not like it.
keep_old_copy() {
	cp -a "$STORY/vng" "$STORY/old-copy"
	OLD_TIME=$AKKOORD_NOW
}

# VNG's root revokes its BO secretary, dated back to before the establishment that she signed.
act_back_dated() {
	local now=$AKKOORD_NOW
	AKKOORD_NOW=$OLD_TIME
	tick
	hush "$AKKOORD" -C "$STORY/old-copy" propose actor/vng-bo status=revoked --for vng --why 'Zij mocht niet tekenen' \
		--as vng --key "$STORY/keys/vng" --yes --offline || return
	AKKOORD_NOW=$now
	tick
	git -C "$STORY/vng" remote add old-copy "$STORY/old-copy"
	see ak vng sync old-copy --no-publish
	git -C "$STORY/vng" remote remove old-copy
	exchange && see ak vng show "$AGENDA"
}

# ---- the second half: how the agenda goes on ---------------------------------------------------------------------

# A policy task goes round the cycle: to find one another, share knowledge, weigh, test, establish, evaluate. The BO weighs,
# and at the same table drops a theme and takes up another.
act_policy() {
	hush sign vng-pm propose beleidsopgave/energie gesprek='Gesprek met energieregio’s en drinkwaterbedrijven' stap=gesprek \
		beleidsopgave/landelijk gesprek='Ronde langs de waterschappen' stap=gesprek --for pm --why 'De partijen hebben elkaar gevonden' &&
		hush sign vng-pm propose beleidsopgave/energie kennis='Overzicht van bodemenergie en drukte onder de grond' \
			stap='kennis gedeeld' --for pm --why 'Kennis is gedeeld' && exchange || return
	proposed ienw-bo beleidsopgave/energie weging='Drinkwater gaat voor, daarna warmte' stap=gewogen \
		thema/later stand=geschrapt \
		new thema/water agenda="$AGENDA" titel='Bodem en water verbinden' samenhang=thema/beleid betrokkenen='Drinkwaterbedrijven,Omgevingsdiensten' \
		--for bo --why 'Weging door het BO; het open thema maakt plaats voor water' || return
	endorsed "$proposal" ipo-bo uvw-bo vng-bo && exchange
}

# The charter in force, with Bodem+ as a fifth party that has no seat in BO or DO, and a body of which it is the first seat.
charter_with_bodemplus() {
	python3 - "$STORY/ienw" "$STORY/keys/bodemplus.pub" <<'PY'
import json, subprocess, sys
replica, key = sys.argv[1:]
charter = json.loads(subprocess.run(['git', '-C', replica, 'show', 'HEAD:ledger/charter.json'],
                                    check=True, capture_output=True).stdout)
charter['parties']['bodemplus'] = {'name': 'Bodem+', 'key': ' '.join(open(key).read().split()[:2])}
charter['bodies']['advies'] = {'name': 'Adviserende partners', 'rank': 8, 'seats': ['bodemplus'], 'quorum': 1}
offer = charter['types']['bijdrage']
offer['create']['aangeboden'].append('advies')
for field in ('inhoud', 'toegezegd', 'stuk'):
    offer['fields'][field]['by']['aangeboden'].append('advies')
json.dump(charter, sys.stdout, ensure_ascii=False, indent=2)
PY
}

# Others take part: a party by amendment, a body that advises, a contribution that is answered and delivered.
act_stakeholders() {
	new_key bodemplus "$STORY/keys/bodemplus"
	charter_with_bodemplus >"$STORY/papers/charter-bodemplus.json" || return
	proposed ienw-bo amend "$STORY/papers/charter-bodemplus.json" --for bo --why 'Bodem+ doet mee, zonder zetel in BO of DO' || return
	endorsed "$proposal" ipo-bo uvw-bo vng-bo && exchange || return
	git init -q --bare "$STORY/servers/bodemplus.git"
	hush "$AKKOORD" clone "$STORY/servers/ienw.git" "$STORY/bodemplus" --ledger "$LEDGER" || return
	git -C "$STORY/bodemplus" remote remove origin
	git -C "$STORY/bodemplus" remote add bodemplus "$STORY/servers/bodemplus.git"
	publishes bodemplus
	for party in $PARTIES; do git -C "$STORY/$party" remote add bodemplus "$STORY/servers/bodemplus.git"; done
	PARTIES+=' bodemplus'
	new_key bodemplus-advies "$STORY/keys/bodemplus-advies"
	hush sign bodemplus propose new actor/bodemplus-advies party=bodemplus key="@$STORY/keys/bodemplus-advies.pub" \
		name='Adviseur' until=2024-12-31 seat/advies.bodemplus holders+=bodemplus-advies --for bodemplus \
		--why 'Aanwijzing door Bodem+, met mandaat tot eind 2024' || return
	hush sign bodemplus-advies propose new bijdrage/nazorg organisatie='Bodem+' namens=bodemplus betreft=afspraak/nazorg \
		soort=kennis inhoud='Handreiking voor de nazorg van gesaneerde locaties' toegezegd=2023-06-01 --for advies \
		--why 'Aanbod van Bodem+' && exchange || return
	hush sign vng-pm propose bijdrage/nazorg reactie='Graag; de provincies gebruiken haar' stand=aanvaard \
		new bijdrage/metingen organisatie='Omgevingsdiensten' namens=ipo betreft=afspraak/pfas-lood soort=uitvoering \
		inhoud='Metingen van PFAS en lood uit vergunningen en toezicht' \
		new bijdrage/markt organisatie='Bedrijfsleven' namens=vng betreft=thema/kennis soort=kennis \
		inhoud='Ervaring met nieuwe technieken, in een jaarlijkse bijeenkomst' --for pm \
		--why 'Antwoord op het aanbod, en wat omgevingsdiensten en de markt bijdragen' && exchange
}

# VNG names another BO secretary and a deputy in the DO, both with a mandate that ends: a seat counts once, whoever of them signs.
act_mandates() {
	new_key vng-bo.new "$STORY/keys/vng-bo.new"
	new_key vng-do-plv "$STORY/keys/vng-do-plv"
	hush sign vng propose actor/vng-bo key="@$STORY/keys/vng-bo.new.pub" status=active \
		new actor/vng-do-plv party=vng key="@$STORY/keys/vng-do-plv.pub" name='Plaatsvervanger secretaris DO' until=2024-06-30 \
		seat/do.vng holders+=vng-do-plv --for vng --why 'Nieuwe secretaris BO, en een plaatsvervanger in het DO' || return
	mv "$STORY/keys/vng-bo.new" "$STORY/keys/vng-bo" && mv "$STORY/keys/vng-bo.new.pub" "$STORY/keys/vng-bo.pub" && exchange
}

# The policy task is tested and a commitment is delivered, with its product as proof; the deputy signs for VNG.
act_delivery() {
	printf 'Programmaplan kennis: doel, inhoud, infrastructuur, verbinding, financiering.\n' >"$STORY/papers/programmaplan.txt"
	printf 'Toets: uitvoerbaar met de omgevingsdiensten, betaalbaar binnen het budget.\n' >"$STORY/papers/toets-energie.txt"
	hush sign vng-pm propose afspraak/kennisvisie voortgang=100 bron='Verslag DO van juni 2022' stand='in uitvoering' \
		bewijs="@$STORY/papers/programmaplan.txt" afspraak/kennisbudget voortgang=60 bron='Overleg financiën' \
		stand='in uitvoering' bijdrage/nazorg stand=geleverd --for pm --why 'Voortgang tot het eind van 2022' && exchange || return
	proposed ienw-do afspraak/kennisvisie stand=opgeleverd product='Programmaplan kennis' \
		beleidsopgave/energie uitvoeringstoets="@$STORY/papers/toets-energie.txt" stap=getoetst \
		--for do --why 'Opgeleverd: het programmaplan; getoetst: energie en ondergrond' || return
	endorsed "$proposal" ipo-do vng-do-plv && exchange || return
	proposed ienw-bo beleidsopgave/energie stap=vastgesteld --for bo --why 'Vaststelling van de beleidsopgave' || return
	endorsed "$proposal" ipo-bo uvw-bo vng-bo && exchange
}

# The cycle closes: the policy task and the agenda are held against what they were for.
act_evaluation() {
	printf 'Evaluatie 2022-2023: een van de acht afspraken is af; de termijnen waren te krap.\n' >"$STORY/papers/evaluatie.txt"
	proposed ipo-do beleidsopgave/energie evaluatie='De verdeling van de ondergrond staat; drinkwater is beschermd' \
		stap=geëvalueerd "$AGENDA" evaluatie="@$STORY/papers/evaluatie.txt" --for do --why 'Evaluatie van beleid en agenda' || return
	endorsed "$proposal" ienw-do uvw-do && exchange
}

# Two years are over: the next agenda, with what is unfinished carried over and linked to where it came from, its terms to be
# agreed anew. The BO commissions it and closes the old one.
act_roll() {
	hush sign ienw-do roll "$AGENDA" agenda/2024-2025 titel='Samenwerkingsagenda Bodem en ondergrond 2024-2025' \
		van=2024-01-01 tot=2025-12-31 --without termijn --for do --why 'De agenda rolt door: wat niet af is gaat mee' || return
	proposal=$(id_of <"$STORY/.hushed")
	spread ienw && endorsed "$proposal" ipo-do uvw-do && exchange || return
	proposed ienw-bo agenda/2024-2025 opdracht='Het DO maakt de agenda 2024-2025 af, met nieuwe termijnen' \
		"$AGENDA" fase=afgesloten --for bo --why 'De agenda 2022-2023 is afgesloten; de volgende wordt voorbereid' || return
	endorsed "$proposal" ipo-bo uvw-bo vng-bo && exchange
}

# Every replica verifies what it holds and tells its state root: one line each, the party and the root.
state_roots() {
	local party
	for party in $PARTIES; do
		ak "$party" verify --state >"$STORY/.state" || return
		printf '%-10s%s\n' "$party" "$(sha256sum <"$STORY/.state" | cut -d' ' -f1)"
	done
}
