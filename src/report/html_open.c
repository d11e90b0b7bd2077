/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a proposal waits for: who may still sign, the rules that it has to meet, and what else is open about the same.
 */

#include "ledger/trial.h"
#include "report/blame.h"
#include "report/fault.h"
#include "report/html_site.h"
#include "report/proposal.h"

/* ---- who may still sign */

/* Whether an actor could sign today, by its own party: for its seat another rule may ask more. */
static bool can_sign(const struct ak_site *site, const char *actor)
{
	struct ak_actor it = ak_actor_of(site->state, actor);
	return it.exists && !it.revoked && it.until >= site->options->today;
}

static void put_nobody(struct ak_site *site)
{
	ak_put_mark(site, "wait", _("nobody holds it"));
}

/* Those who hold a seat and can sign. */
static void put_holders(struct ak_site *site, const struct ak_body *body, const char *party)
{
	uint32_t shown = 0, more = 0;
	const struct ak_map *holders = ak_holders_of(site->state, body, party);
	ak_put_party(site, party);
	ak_html_text(&site->html, ": ");
	for (uint32_t i = holders ? ak_map_first(holders) : AK_MAP_END; i != AK_MAP_END; i = ak_map_next(holders, i)) {
		if (!can_sign(site, ak_map_key(holders, i)))
			continue;
		if (shown == AK_SITE_BRIEF) {
			more++;
			continue;
		}
		ak_html_text(&site->html, shown++ > 0 ? ", " : "");
		ak_put_actor(site, ak_map_key(holders, i));
	}
	if (more > 0)
		ak_html_format(&site->html, P_(" and %u other", " and %u others", more), more);
	if (shown == 0)
		put_nobody(site);
}

/* The seats of a body that did not sign yet. */
static void put_seats(struct ak_site *site, const struct ak_body *body, uint64_t counted)
{
	ak_html_open(&site->html, AK_TAG_UL);
	for (uint32_t i = 0; i < body->seats.count; i++) {
		if (counted >> i & 1)
			continue;
		ak_html_open(&site->html, AK_TAG_LI);
		put_holders(site, body, body->seats.items[i]);
		ak_html_close(&site->html, AK_TAG_LI);
	}
	ak_html_close(&site->html, AK_TAG_UL);
}

static void put_office(struct ak_site *site, const char *office)
{
	const char *holder = ak_holder_of(site->state, office);
	if (holder && can_sign(site, holder))
		ak_put_actor(site, holder);
	else
		put_nobody(site);
}

static void put_who(struct ak_site *site, const struct ak_capacity *capacity, uint32_t proposal)
{
	switch (capacity->kind) {
	case AK_CAPACITY_NONE:
		ak_put_nothing(site);
		return;
	case AK_CAPACITY_PARTY:
		ak_put_party(site, capacity->party);
		return;
	case AK_CAPACITY_BODY:
		put_seats(site, capacity->body, ak_ledger_judged(site->ledger, proposal)->counted);
		return;
	case AK_CAPACITY_OFFICE:
		put_office(site, capacity->text);
		return;
	case AK_CAPACITY_SEAT:
		put_holders(site, capacity->body, capacity->party);
		return;
	case AK_CAPACITY_SELF:
		ak_put_actor(site, site->ledger->records[proposal].actor);
		return;
	}
}

static void put_needed(struct ak_site *site, uint32_t proposal)
{
	struct ak_capacity capacity = ak_capacity_of(site->charter, site->ledger->records[proposal].capacity);
	uint32_t counted = ak_seats_count(ak_ledger_judged(site->ledger, proposal)->counted);
	uint32_t lacking = capacity.needed > counted ? capacity.needed - counted : 0;
	ak_fact(site, _("Still needed"));
	ak_html_format(&site->html, P_("%u signature", "%u signatures", lacking), lacking);
	ak_fact_end(site);
	ak_fact(site, _("May still sign"));
	put_who(site, &capacity, proposal);
	ak_fact_end(site);
}

/* ---- the rules, and whether it would apply */

static void put_rules(struct ak_site *site, uint32_t proposal)
{
	const struct ak_record *record = &site->ledger->records[proposal];
	struct ak_effect effects[AK_CHANGES_MAX];
	struct ak_object made[AK_CHANGES_MAX];
	uint32_t count = 0;
	for (uint32_t i = 0; i < record->change_count; i++)
		if (ak_effect_now(&effects[count], &made[count], site->ledger, record, i))
			effects[count++].proposal = proposal;
	if (count == 0)
		return;
	ak_fact(site, _("The rules"));
	ak_put_rules(site, effects, count);
	ak_fact_end(site);
}

static void put_trial(struct ak_site *site, uint32_t proposal)
{
	const struct ak_record *record = &site->ledger->records[proposal];
	struct ak_fault fault = {.reason = AK_REASON_NONE};
	bool applies = ak_trial_of(site->ledger, proposal, &fault);
	ak_fact(site, _("If decided now"));
	ak_put_mark(site, applies ? "good" : "bad", applies ? _("it would apply") : _("it would be void"));
	if (!applies) {
		ak_buf_clear(&site->text);
		ak_fault_words(&site->text, site->ledger, record, record->capacity, &fault);
		ak_html_classed(&site->html, AK_TAG_SPAN, "help", ak_buf_string(&site->text));
	}
	ak_fact_end(site);
}

/* ---- rivals */

struct rivals {
	uint32_t items[AK_SITE_BRIEF]; /* proposals */
	uint32_t count;
};

static bool is_taken(const struct rivals *rivals, uint32_t proposal)
{
	for (uint32_t i = 0; i < rivals->count; i++)
		if (rivals->items[i] == proposal)
			return true;
	return false;
}

static void take_rivals(const struct ak_site *site, uint32_t proposal, struct rivals *rivals)
{
	const struct ak_record *record = &site->ledger->records[proposal];
	for (uint32_t c = 0; c < record->change_count; c++) {
		uint32_t count;
		const struct ak_proposed *open = ak_index_proposed(&site->index, record->changes[c].object, &count);
		for (uint32_t i = 0; i < count && open[i].pending && rivals->count < AK_SITE_BRIEF; i++)
			if (!is_taken(rivals, open[i].proposal) &&
				ak_is_rival(site->ledger, record, proposal, open[i].proposal))
				rivals->items[rivals->count++] = open[i].proposal;
	}
}

static void put_rivals(struct ak_site *site, uint32_t proposal)
{
	struct rivals rivals = {.count = 0};
	take_rivals(site, proposal, &rivals);
	if (rivals.count == 0)
		return;
	ak_fact(site, _("Also pending about the same"));
	ak_html_open(&site->html, AK_TAG_UL);
	for (uint32_t i = 0; i < rivals.count; i++) {
		ak_html_open(&site->html, AK_TAG_LI);
		ak_put_told_why(site, rivals.items[i]);
		ak_html_close(&site->html, AK_TAG_LI);
	}
	ak_html_close(&site->html, AK_TAG_UL);
	ak_fact_end(site);
}

void ak_put_open(struct ak_site *site, uint32_t record)
{
	if (ak_ledger_judged(site->ledger, record)->verdict != AK_VERDICT_PENDING)
		return;
	ak_site_section(site, "open", _("What it waits for"));
	ak_facts_begin(site);
	put_needed(site, record);
	put_rules(site, record);
	put_trial(site, record);
	put_rivals(site, record);
	ak_facts_end(site);
	ak_site_section_end(site);
}
