/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/glance.h"

#include "base/date.h"
#include "report/gettext.h"
#include "report/moment.h"
#include "report/value.h"
#include "report/words.h"

enum { INDENT = 2, ROWS_MAX = AK_TALLY_FIRST, DAY_SECONDS = 86400 };

/* ---- sections */

static void put_head(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_tally *tally)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	ak_page_styled(page, AK_STYLE_STRONG, "%s", state->charter->name);
	ak_page_end(page);
	ak_page_format(page, P_("Ledger %s, %u record", "Ledger %s, %u records", tally->records),
		ak_id_short(&ledger->id).text, tally->records);
	if (tally->last != AK_POSITION_NONE)
		ak_page_format(page, _(", the last by %s on %.10s"), ledger->records[tally->last].actor,
			ak_words_day_of(ledger->records[tally->last].time).text);
	ak_page_end(page);
	ak_moment_put(page, ledger);
	if (ledger->refused_count > 0) {
		ak_page_styled(page, AK_STYLE_BAD,
			P_("%u file is refused; akkoord verify tells why", "%u files are refused; akkoord verify tells why",
				ledger->refused_count),
			ledger->refused_count);
		ak_page_end(page);
	}
	if (ledger->judge.split_count > 0) {
		ak_page_styled(page, AK_STYLE_BAD, "%s",
			_("Two complete seals of one height: the ledger is split; akkoord verify names them"));
		ak_page_end(page);
	}
}

/* In one line: what a party is called people know, and `list party` tells. */
static void put_parties(struct ak_page *page, const struct ak_charter *charter, const struct ak_tally *tally)
{
	struct ak_buf line = AK_BUF_INIT;
	for (uint32_t i = 0; i < charter->party_count; i++) {
		ak_buf_format(&line, "%s%s (", i ? ", " : "", charter->parties[i].name);
		ak_buf_format(&line, P_("%u actor", "%u actors", tally->actors[i]), tally->actors[i]);
		ak_buf_char(&line, ')');
	}
	ak_page_heading(page, "%s", _("Parties"));
	page->indent = INDENT;
	ak_page_wrap(page, AK_STYLE_PLAIN, ak_buf_string(&line));
	page->indent = 0;
	page->buf.failed |= line.failed;
	ak_buf_release(&line);
}

/* «3 open, 1 opgeleverd», if there is any; *at is where the field's values are in the tally. */
static void put_field(struct ak_table *table, const struct ak_type *type, const struct ak_field *field, const uint32_t **at)
{
	struct ak_buf counts = AK_BUF_INIT;
	for (uint32_t v = 0; field->has_moves && v < field->values.count; v++) {
		uint32_t count = *(*at)++;
		if (count > 0)
			ak_buf_format(&counts, "%s%u %s", counts.size ? ", " : "", count, field->values.items[v]);
	}
	if (counts.size > 0) {
		ak_table_cell(table, AK_STYLE_PLAIN, "%s", type->label);
		ak_table_cell(table, AK_STYLE_DIM, "%s", field->label);
		ak_table_cell(table, AK_STYLE_PLAIN, "%s", ak_buf_string(&counts));
	}
	ak_buf_release(&counts);
}

/* How far the objects are, for every field with moves: «Afspraak  Stand: 3 open, 1 opgeleverd». */
static void put_phases(struct ak_page *page, const struct ak_charter *charter, const struct ak_tally *tally)
{
	const uint32_t *at = tally->values;
	struct ak_table table;
	ak_table_init(&table, 3);
	table.whole = true;
	for (uint32_t t = 0; t < charter->type_count; t++)
		for (uint32_t f = 0; f < charter->types[t].field_count; f++)
			put_field(&table, &charter->types[t], &charter->types[t].fields[f], &at);
	if (table.count > 0)
		ak_page_heading(page, "%s", _("Where things stand"));
	page->indent = INDENT;
	ak_table_put(&table, page);
	page->indent = 0;
	ak_table_release(&table);
}

/* The first of many, and which command tells the rest; table is released. */
static void put_list(struct ak_page *page, const char *heading, struct ak_table *table, uint32_t more, const char *command)
{
	ak_page_heading(page, "%s", heading);
	page->indent = INDENT;
	ak_table_put(table, page);
	if (more > 0)
		ak_page_line(page, _("and %u more: %s"), more, command);
	page->indent = 0;
	ak_table_release(table);
}

static void put_pending_row(struct ak_table *table, const struct ak_glance *glance, uint32_t proposal)
{
	const struct ak_record *record = &glance->ledger->records[proposal];
	const struct ak_judged *judged = ak_ledger_judged(glance->ledger, proposal);
	struct ak_capacity capacity = ak_capacity_of(ak_ledger_state(glance->ledger)->charter, record->capacity);
	bool late = record->respond_by >= 0 && record->respond_by < ak_date_of(glance->now);
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", record->capacity);
	ak_table_cell(table, AK_STYLE_WAIT, _("%u of %u"), ak_seats_count(judged->counted), capacity.needed);
	ak_table_cell(table, late ? AK_STYLE_BAD : AK_STYLE_PLAIN, "%s%s",
		record->respond_by >= 0 ? ak_words_day(record->respond_by).text : "", late ? "!" : "");
	ak_table_cell(table, AK_STYLE_DIM, "%s", ak_id_short(&record->id).text);
	ak_table_cell(table, AK_STYLE_PLAIN, "%s", record->why);
}

static void put_pending(struct ak_page *page, const struct ak_glance *glance)
{
	const struct ak_tally *tally = glance->tally;
	uint32_t rows = tally->open_count < ROWS_MAX ? tally->open_count : ROWS_MAX;
	struct ak_table table;
	if (tally->pending == 0)
		return;
	ak_table_init(&table, 5);
	for (uint32_t i = 0; i < rows; i++)
		put_pending_row(&table, glance, tally->open[i]);
	put_list(page, _("Waiting for signatures"), &table, tally->pending - rows, "akkoord log --verdict pending");
}

static void put_conflicts(struct ak_page *page, const struct ak_glance *glance)
{
	const struct ak_ledger *ledger = glance->ledger;
	const struct ak_tally *tally = glance->tally;
	uint32_t rows = tally->lost < ROWS_MAX ? tally->lost : ROWS_MAX;
	struct ak_table table;
	if (tally->lost == 0)
		return;
	ak_table_init(&table, 5);
	for (uint32_t i = 0; i < rows; i++) {
		const struct ak_record *record = &ledger->records[tally->losers[i]];
		ak_table_cell(&table, AK_STYLE_BAD, "%s", ak_reason_name(ak_ledger_judged(ledger, tally->losers[i])->reason));
		ak_table_cell(&table, AK_STYLE_PLAIN, "%.10s", ak_words_day_of(record->time).text);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", record->actor);
		ak_table_cell(&table, AK_STYLE_DIM, "%s", ak_id_short(&record->id).text);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", record->why ? record->why : "");
	}
	put_list(page, _("Lost, and worth another look (akkoord conflicts tells against what)"), &table, tally->lost - rows,
		"akkoord conflicts");
}

static void put_overdue(struct ak_page *page, const struct ak_glance *glance)
{
	const struct ak_tally *tally = glance->tally;
	uint32_t rows = tally->overdue_count < ROWS_MAX ? tally->overdue_count : ROWS_MAX;
	struct ak_table table;
	if (tally->late == 0)
		return;
	ak_table_init(&table, 4);
	for (uint32_t i = 0; i < rows; i++) {
		const struct ak_overdue *item = &tally->overdue[i];
		const char *title = ak_object_title(ak_ledger_state(glance->ledger), item->object);
		ak_table_cell(&table, AK_STYLE_BAD, "%s", ak_words_date(item->date).text);
		ak_table_cell(&table, AK_STYLE_DIM, "%s", item->field->label);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", item->object->name);
		ak_table_cell(&table, AK_STYLE_PLAIN, "%s", title ? title : "");
	}
	put_list(page, _("Overdue"), &table, tally->late - rows, "akkoord overdue");
}

static void put_seals(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_tally *tally)
{
	uint32_t count = ledger->judge.seal_count;
	ak_page_heading(page, "%s", _("Seals"));
	page->indent = INDENT;
	if (count > 0) {
		const struct ak_record *last = &ledger->records[ledger->judge.seals[count - 1].record];
		ak_page_line(page, P_("%u complete: %s, of %.10s", "%u complete; the last is %s, of %.10s", count), count,
			ak_id_short(&last->id).text, ak_words_day_of(last->time).text);
	} else {
		ak_page_line(page, "%s", _("none yet"));
	}
	if (tally->unsealed > 0)
		ak_page_line(page, P_("%u record is not sealed", "%u records are not sealed", tally->unsealed),
			tally->unsealed);
	if (tally->sealed_lost > 0)
		ak_page_line(page, P_("%u sealed record lost against something else: akkoord conflicts",
			"%u sealed records lost against something else: akkoord conflicts", tally->sealed_lost),
			tally->sealed_lost);
	page->indent = 0;
}

/* ---- remotes */

static bool is_older(const struct ak_glance *glance, const struct ak_seen_record *seen)
{
	return !seen->is_there || glance->now - seen->time > glance->max_age_days * DAY_SECONDS;
}

/* The seal made last that is complete here. */
static struct ak_seen_record own_seal(const struct ak_ledger *ledger)
{
	uint32_t count = ledger->judge.seal_count;
	const struct ak_record *seal = count ? &ledger->records[ledger->judge.seals[count - 1].record] : NULL;
	return seal ? (struct ak_seen_record){true, seal->id, seal->time} : (struct ak_seen_record){.is_there = false};
}

bool ak_glance_is_behind(const struct ak_glance *glance, const struct ak_glance_remote *remote)
{
	struct ak_seen_record own = own_seal(glance->ledger);
	return glance->max_age_days >= 0 && (is_older(glance, &remote->seen.last) ||
						    (is_older(glance, &remote->seen.seal) && !is_older(glance, &own)));
}

void ak_glance_put_behind(struct ak_page *page, const struct ak_glance *glance, const struct ak_glance_remote *remote)
{
	long long limit = (long long)glance->max_age_days;
	bool no_seal = !is_older(glance, &remote->seen.last);
	const struct ak_seen_record *newest = no_seal ? &remote->seen.seal : &remote->seen.last;
	if (newest->is_there)
		ak_page_styled(page, AK_STYLE_BAD,
			no_seal ? P_("%s: shows no seal newer than %s; more than %lld day is too long.",
					  "%s: shows no seal newer than %s; more than %lld days is too long.", limit)
				: P_("%s: shows nothing newer than %s; more than %lld day is too long.",
					  "%s: shows nothing newer than %s; more than %lld days is too long.", limit),
			remote->name, ak_words_time(newest->time).text, limit);
	else if (no_seal)
		ak_page_styled(page, AK_STYLE_BAD, _("%s: shows none of the seals that are here."), remote->name);
	else
		ak_page_styled(page, AK_STYLE_BAD, _("%s: shows no record that is here."), remote->name);
	ak_page_end(page);
}

static void put_age(struct ak_table *table, const struct ak_glance *glance, const struct ak_seen_record *seen, const char *none)
{
	if (!seen->is_there) {
		ak_table_cell(table, AK_STYLE_WAIT, "%s", none);
		return;
	}
	long long days = (long long)ak_date_of(glance->now) - ak_date_of(seen->time);
	if (days <= 0)
		ak_table_cell(table, AK_STYLE_PLAIN, "%s", _("today"));
	else
		ak_table_cell(table, AK_STYLE_PLAIN, P_("%lld day ago", "%lld days ago", days), days);
}

static void put_remotes(struct ak_page *page, const struct ak_glance *glance)
{
	struct ak_table table;
	bool publishes = false;
	if (glance->remote_count == 0)
		return;
	ak_table_init(&table, 4);
	ak_table_cell(&table, AK_STYLE_DIM, "%s", "");
	ak_table_cell(&table, AK_STYLE_DIM, "%s", _("last record"));
	ak_table_cell(&table, AK_STYLE_DIM, "%s", _("last seal"));
	ak_table_cell(&table, AK_STYLE_DIM, "%s", _("where"));
	for (size_t i = 0; i < glance->remote_count; i++) {
		const struct ak_glance_remote *remote = &glance->remotes[i];
		ak_table_cell(&table, AK_STYLE_PLAIN, remote->own ? _("%s (published to)") : "%s", remote->name);
		put_age(&table, glance, &remote->seen.last, remote->fetched ? _("none") : _("never asked"));
		put_age(&table, glance, &remote->seen.seal, _("none"));
		ak_table_cell(&table, AK_STYLE_DIM, "%s", remote->url);
		publishes = publishes || remote->own;
	}
	ak_page_heading(page, "%s", _("Remotes, as last fetched"));
	page->indent = INDENT;
	ak_table_put(&table, page);
	for (size_t i = 0; i < glance->remote_count; i++)
		if (ak_glance_is_behind(glance, &glance->remotes[i]))
			ak_glance_put_behind(page, glance, &glance->remotes[i]);
	if (!publishes)
		ak_page_line(page, "%s", _("nothing is published from here; to do so: git config akkoord.publish REMOTE"));
	page->indent = 0;
	ak_table_release(&table);
}

void ak_glance_put(struct ak_page *page, const struct ak_glance *glance)
{
	const struct ak_charter *charter = ak_ledger_state(glance->ledger)->charter;
	put_head(page, glance->ledger, glance->tally);
	put_parties(page, charter, glance->tally);
	put_phases(page, charter, glance->tally);
	put_pending(page, glance);
	put_conflicts(page, glance);
	put_overdue(page, glance);
	put_seals(page, glance->ledger, glance->tally);
	put_remotes(page, glance);
}
