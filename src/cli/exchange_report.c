/* SPDX-License-Identifier: EUPL-1.2 */
/* What came of an exchange, in plain sentences, or as the document. */
#include <inttypes.h>

#include "cli/exchange.h"
#include "report/escape.h"
#include "report/words.h"

/* So many files of a kind are named; the others are counted. --json names all. */
enum { NAMED_MAX = 10 };

/* ---- for people */

static void tell_more(struct ak_page *page, size_t all)
{
	if (all > NAMED_MAX)
		ak_page_line(page, P_("and %zu more", "and %zu more", all - NAMED_MAX), all - NAMED_MAX);
}

static void tell_arrivals(struct ak_page *page, const struct ak_exchanged *item)
{
	const char *name = item->remote->name;
	if (item->records)
		ak_page_line(page, P_("%s: %u record came in.", "%s: %u records came in.", item->records), name,
			item->records);
	if (item->attachments)
		ak_page_line(page, P_("%s: %u attachment came in.", "%s: %u attachments came in.", item->attachments),
			name, item->attachments);
	if (!item->records && !item->attachments)
		ak_page_line(page, _("%s: nothing new."), name);
}

void ak_exchange_tell_refused(struct ak_page *page, const char *name, const struct ak_refused *refused, uint32_t count)
{
	if (count == 0)
		return;
	ak_page_line(page, P_("%s: %u file was refused:", "%s: %u files were refused:", count), name, count);
	page->indent += 2;
	for (uint32_t i = 0; i < count && i < NAMED_MAX; i++) {
		struct ak_buf why = AK_BUF_INIT;
		ak_words_refused(&why, &refused[i]);
		ak_page_line(page, "%s: %s (%s)", refused[i].path, ak_buf_string(&why), ak_refusal_name(refused[i].reason));
		ak_buf_release(&why);
	}
	tell_more(page, count);
	page->indent -= 2;
}

void ak_exchange_tell_held(
	struct ak_page *page, const char *name, const struct ak_record *const *held, uint32_t count)
{
	if (count == 0)
		return;
	ak_page_line(page,
		P_("%s: %u record is held back, because it bears a time that is still to come, or follows one that does:",
			"%s: %u records are held back, because they bear a time that is still to come, or follow one that does:",
			count),
		name, count);
	page->indent += 2;
	for (uint32_t i = 0; i < count && i < NAMED_MAX; i++)
		ak_page_line(page, _("%s by %s, of %s"), ak_id_short(&held[i]->id).text, held[i]->actor,
			ak_words_minute(held[i]->time).text);
	tell_more(page, count);
	page->indent -= 2;
}

static void tell_gone(struct ak_page *page, const char *name, const struct ak_fetched *fetched)
{
	if (fetched->gone == 0)
		return;
	ak_page_line(page,
		P_("%s: was rolled back or rewritten: %zu record that was there is gone. It is kept here:",
			"%s: was rolled back or rewritten: %zu records that were there are gone. They are kept here:",
			fetched->gone),
		name, fetched->gone);
	page->indent += 2;
	for (size_t i = 0; i < fetched->gone_named; i++)
		ak_page_line(page, "%s", fetched->gone_paths[i]);
	if (fetched->gone > fetched->gone_named)
		ak_page_line(page, P_("and %zu more", "and %zu more", fetched->gone - fetched->gone_named),
			fetched->gone - fetched->gone_named);
	page->indent -= 2;
}

static void tell_published(struct ak_page *page, const struct ak_exchanged *item)
{
	const char *name = item->remote->name;
	if (!item->publishes)
		return;
	if (item->publish_status != AK_OK)
		ak_page_line(page, _("%s: not published: %s."), name, item->publish_error.text);
	else if (item->sent)
		ak_page_line(page, _("%s: published."), name);
}

static void tell(struct ak_page *page, const struct ak_exchanged *item)
{
	const char *name = item->remote->name;
	if (item->fetch_status == AK_ERR_REFUSED)
		ak_page_line(page, _("%s: not asked: %s."), name, item->fetch_error.text);
	else if (item->fetch_status != AK_OK)
		ak_page_line(page, _("%s: could not be fetched: %s."), name, item->fetch_error.text);
	else if (item->fetched.empty)
		ak_page_line(page, _("%s: is empty."), name);
	else if (item->intake_status != AK_OK)
		ak_page_line(page, _("%s: nothing of it was taken: %s."), name, item->intake_error.text);
	else
		tell_arrivals(page, item);
	tell_gone(page, name, &item->fetched);
	ak_exchange_tell_refused(page, name, item->intake.joined.refused, item->intake.joined.refused_count);
	ak_exchange_tell_held(page, name, item->intake.joined.held, item->intake.joined.held_count);
	if (item->intake.erased)
		ak_page_line(page,
			P_("%s: %u attachment that was erased here stays away.",
				"%s: %u attachments that were erased here stay away.", item->intake.erased),
			name, item->intake.erased);
	tell_published(page, item);
}

/* ---- for programs */

struct ak_json *ak_exchange_safe_text(const char *text)
{
	struct ak_buf safe = AK_BUF_INIT;
	ak_escape_invalid(&safe, text);
	struct ak_json *json = safe.failed ? NULL : ak_json_text_new(ak_buf_string(&safe));
	ak_buf_release(&safe);
	return json;
}

static bool set_error(struct ak_json *object, const char *key, enum ak_status status, const struct ak_error *err)
{
	return status == AK_OK || ak_json_set(object, key, ak_exchange_safe_text(err->text));
}

bool ak_exchange_put_refused(struct ak_json *object, const struct ak_refused *refused, uint32_t count)
{
	struct ak_json *reasons = ak_json_object_new();
	bool room = true;
	for (uint32_t i = 0; i < count; i++) {
		struct ak_buf path = AK_BUF_INIT;
		ak_escape_invalid(&path, refused[i].path);
		room &= ak_json_set(
			reasons, ak_buf_string(&path), ak_json_text_new(ak_refusal_name(refused[i].reason)));
		ak_buf_release(&path);
	}
	return ak_json_set(object, "refused", reasons) && room;
}

bool ak_exchange_put_held(struct ak_json *object, const struct ak_record *const *held, uint32_t count)
{
	struct ak_json *ids = ak_json_array_new();
	bool room = true;
	for (uint32_t i = 0; i < count; i++)
		room &= ak_json_append(ids, ak_json_text_new(ak_id_hex(&held[i]->id).text));
	return ak_json_set(object, "held_back", ids) && room;
}

static struct ak_json *document_of(const struct ak_exchanged *item)
{
	const struct ak_union *joined = &item->intake.joined;
	struct ak_json *object = ak_json_object_new();
	bool room = true;
	room &= ak_json_set(object, "remote", ak_json_text_new(item->remote->name));
	room &= ak_json_set(object, "answered", ak_json_bool_new(item->fetch_status == AK_OK));
	room &= set_error(object, "error", item->fetch_status, &item->fetch_error);
	room &= set_error(object, "not_taken", item->intake_status, &item->intake_error);
	room &= ak_json_set(object, "records", ak_json_int_new(item->records));
	room &= ak_json_set(object, "attachments", ak_json_int_new(item->attachments));
	room &= ak_exchange_put_refused(object, joined->refused, joined->refused_count);
	room &= ak_exchange_put_held(object, joined->held, joined->held_count);
	room &= ak_json_set(object, "gone", ak_json_int_new((int64_t)item->fetched.gone));
	if (item->publishes) {
		room &= ak_json_set(object, "published", ak_json_bool_new(item->publish_status == AK_OK));
		room &= set_error(object, "not_published", item->publish_status, &item->publish_error);
	}
	if (room)
		return object;
	ak_json_free(object);
	return NULL;
}

/* ---- both */

static bool is_in_chain(const struct ak_judge *judge, uint32_t seal)
{
	for (uint32_t i = 0; i < judge->seal_count; i++)
		if (judge->seals[i].record == seal)
			return true;
	return false;
}

static bool is_finding(const struct ak_exchanged *item)
{
	return item->fetch_status != AK_OK || item->intake_status != AK_OK || item->fetched.gone ||
	       item->intake.joined.refused_count || item->intake.joined.held_count ||
	       (item->publishes && item->publish_status != AK_OK);
}

bool ak_exchange_report(struct ak_cli *cli, const struct ak_exchange *exchange)
{
	struct ak_json *remotes = cli->json ? ak_json_array_new() : NULL;
	bool finding = false;
	for (size_t i = 0; i < exchange->count; i++) {
		finding |= is_finding(&exchange->items[i]);
		if (cli->json)
			ak_json_append(remotes, document_of(&exchange->items[i]));
		else
			tell(&cli->page, &exchange->items[i]);
	}
	if (cli->json)
		ak_json_set(ak_cli_document(cli), "remotes", remotes);
	return finding;
}

bool ak_exchange_report_split(struct ak_cli *cli)
{
	const struct ak_ledger *ledger = cli->ledger;
	const struct ak_judge *judge = ledger ? &ledger->judge : NULL;
	uint32_t count = judge ? judge->split_count : 0;
	struct ak_json *split = cli->json ? ak_json_array_new() : NULL;
	if (count && !cli->json)
		ak_page_line(&cli->page,
			_("Split: these complete seals of one height contradict each other, so witnesses signed against one another:"));
	for (uint32_t i = 0; i < count; i++) {
		const struct ak_record *seal = &ledger->records[judge->split[i]];
		if (cli->json)
			ak_json_append(split, ak_json_text_new(ak_id_hex(&seal->id).text));
		else
			ak_page_line(&cli->page,
				is_in_chain(judge, judge->split[i])
					? _("  seal %s by %s, of height %" PRId64 ", with which this replica goes on")
					: _("  seal %s by %s, of height %" PRId64),
				ak_id_hex(&seal->id).text, seal->actor, seal->height);
	}
	if (cli->json)
		ak_json_set(ak_cli_document(cli), "split", split);
	return count > 0;
}
