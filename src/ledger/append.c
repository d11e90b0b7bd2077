/* SPDX-License-Identifier: EUPL-1.2 */
#include "ledger/append.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/limits.h"
#include "ledger/crown.h"
#include "sig/digest.h"
#include "sig/key.h"

/* ------------------------------------------------------------------ what every new record has */

/*
 * protocol §5: "of more than 64, some 64 that have its own last record among their ancestors or themselves": the
 * first one that knows it is moved into the first 64.
 */
static void choose_parents(struct ak_ledger *ledger, uint32_t *tips, uint32_t count, uint32_t own)
{
	for (uint32_t i = AK_PARENTS_MAX; own != AK_POSITION_NONE && i < count; i++)
		if (tips[i] == own || ak_graph_is_ancestor(&ledger->admission.graph, own, tips[i])) {
			uint32_t other = tips[0];
			tips[0] = tips[i];
			tips[i] = other;
			return;
		}
}

static int compare_ids(const void *left, const void *right)
{
	return ak_id_compare(left, right);
}

static enum ak_status take_parents(struct ak_record *record, struct ak_arena *arena, struct ak_ledger *ledger,
	uint32_t own, int64_t *latest, struct ak_error *err)
{
	uint32_t *tips = NULL;
	uint32_t count = 0;
	enum ak_status status = ak_graph_tips(&ledger->admission.graph, &tips, &count, err);
	if (status != AK_OK)
		return status;
	choose_parents(ledger, tips, count, own);
	if (count > AK_PARENTS_MAX)
		count = AK_PARENTS_MAX;
	struct ak_id *parents = ak_arena_alloc(arena, count * sizeof *parents);
	for (uint32_t i = 0; parents && i < count; i++) {
		parents[i] = ledger->records[tips[i]].id;
		if (ledger->records[tips[i]].time > *latest)
			*latest = ledger->records[tips[i]].time;
	}
	free(tips);
	if (!parents)
		return ak_fail_memory(err);
	qsort(parents, count, sizeof *parents, compare_ids);
	record->parents = parents;
	record->parent_count = (uint16_t)count;
	return AK_OK;
}

enum ak_status ak_record_draft(struct ak_record *record, struct ak_arena *arena, const struct ak_ledger *ledger,
	const char *actor, const char *key, int64_t now, struct ak_error *err)
{
	uint32_t own = ak_admission_last(&ledger->admission, actor, key);
	int64_t latest = 0;
	enum ak_status status =
		take_parents(record, arena, (struct ak_ledger *)ledger, own, &latest, err);
	if (status != AK_OK)
		return status;
	if (latest > now + AK_CLOCK_AHEAD_SECONDS)
		return ak_fail(err, AK_ERR_REFUSED,
			"the newest record here is of %s, and this computer's clock says %s; set the clock right first",
			ak_time_write(latest).text, ak_time_write(now).text);
	if (own != AK_POSITION_NONE && ledger->records[own].seq == AK_SEQ_MAX)
		return ak_fail(err, AK_ERR_REFUSED, "this key has signed its last record, number %u; rotate it", AK_SEQ_MAX);
	record->ledger = &ledger->id;
	record->actor = actor;
	record->key = key;
	record->seq = own == AK_POSITION_NONE ? 1 : ledger->records[own].seq + 1;
	record->time = latest > now ? latest : now;
	return AK_OK;
}

/* ------------------------------------------------------------------ foreseeing */

static int compare_records(const void *left, const void *right)
{
	return ak_id_compare(&((const struct ak_record *)left)->id, &((const struct ak_record *)right)->id);
}

/* Judges the ledger's records and one more. */
static enum ak_status judge_with(const struct ak_ledger *ledger, const struct ak_record *extra,
	enum ak_refusal *refusal, struct ak_judged *judged, struct ak_judged *target, struct ak_error *err)
{
	struct ak_admission admission = {.count = 0};
	struct ak_judge judge = {.seal_count = 0};
	ak_map_init(&admission.owner_map);
	ak_map_init(&judge.state.objects);
	uint32_t count = ledger->count + 1;
	struct ak_record *records = calloc(count, sizeof *records);
	if (!records)
		return ak_fail_memory(err);
	if (ledger->count)
		memcpy(records, ledger->records, ledger->count * sizeof *records);
	records[ledger->count] = *extra;
	qsort(records, count, sizeof *records, compare_records);
	enum ak_status status = ak_admit(&admission, records, count, ledger->founding, &ledger->id, err);
	if (status == AK_OK) {
		uint32_t at = ak_admission_find(&admission, &extra->id);
		*refusal = (enum ak_refusal)admission.refusals[at];
		if (*refusal == AK_REFUSAL_NONE)
			status = ak_judge_run(&judge, &admission, ledger->founding, &ledger->judge.options, err);
		if (*refusal == AK_REFUSAL_NONE && status == AK_OK) {
			uint32_t other = admission.target[at];
			*judged = judge.state.judged[at];
			if (target && other != AK_POSITION_NONE)
				*target = judge.state.judged[other];
		}
	}
	ak_judge_release(&judge);
	ak_admission_release(&admission);
	free(records);
	return status;
}

/* The same where the last window tells it, see ledger/crown.h. *done is false where it does not. */
static enum ak_status judge_on_top(const struct ak_ledger *ledger, const struct ak_record *extra, bool *done,
	struct ak_judged *judged, struct ak_judged *target, struct ak_error *err)
{
	/* What is done is undone before anybody looks. */
	struct ak_ledger *own = (struct ak_ledger *)ledger;
	*done = ak_crown_put(own, extra);
	if (!*done)
		return AK_OK;
	enum ak_status status = ak_crown_judge(own, judged, target, err);
	enum ak_status undone = ak_crown_take_off(own, true, err);
	return status != AK_OK ? status : undone;
}

enum ak_status ak_ledger_foresee(const struct ak_ledger *ledger, struct ak_bytes bytes, enum ak_refusal *refusal,
	struct ak_judged *judged, struct ak_judged *target, struct ak_error *err)
{
	struct ak_arena *arena = &((struct ak_ledger *)ledger)->arena; /* the state may keep names of what was undone */
	struct ak_record record;
	enum ak_record_fault fault;
	bool done = false;
	*refusal = AK_REFUSAL_NONE;
	*judged = (struct ak_judged){.verdict = AK_VERDICT_NONE};
	if (target)
		*target = *judged;
	enum ak_status status = ak_record_parse(&record, arena, bytes, &fault, err);
	if (status == AK_OK && !ak_key_check(record.key, err))
		status = AK_ERR_FORMAT;
	if (status == AK_ERR_FORMAT) {
		*refusal = AK_REFUSAL_SCHEMA;
		ak_error_clear(err);
		status = AK_OK;
	} else if (status == AK_OK) {
		record.id = ak_sha256(bytes);
		if (ak_admission_find(&ledger->admission, &record.id) != AK_POSITION_NONE)
			status = ak_fail(err, AK_ERR_EXISTS, "this very record is in the ledger already");
		else
			status = judge_on_top(ledger, &record, &done, judged, target, err);
		if (status == AK_OK && !done && ledger->demand)
			status = AK_ERR_NOT_FOUND; /* a part that is short, which nobody is told */
		if (status == AK_OK && !done)
			status = judge_with(ledger, &record, refusal, judged, target, err);
	}
	return status;
}

/* ------------------------------------------------------------------ writing */

static enum ak_status check_new(struct ak_bytes bytes, struct ak_bytes signature, struct ak_buf *path,
	struct ak_buf *signature_path, struct ak_error *err)
{
	struct ak_arena arena = AK_ARENA_INIT;
	struct ak_record record;
	enum ak_record_fault fault;
	enum ak_status status = ak_record_parse(&record, &arena, bytes, &fault, err);
	if (status == AK_OK) {
		struct ak_id id = ak_sha256(bytes);
		ak_record_path_write(path, record.actor, record.seq, &id, false);
		ak_record_path_write(signature_path, record.actor, record.seq, &id, true);
		status = ak_buf_status(path, err);
	}
	if (status == AK_OK &&
		ak_record_check(&record, &arena, ak_buf_string(path), bytes, signature, err) != AK_REFUSAL_NONE)
		status = AK_ERR_REFUSED;
	ak_arena_release(&arena);
	return status;
}

enum ak_status ak_ledger_append(struct ak_ledger *ledger, struct ak_bytes bytes, struct ak_bytes signature,
	const struct ak_attached *attachments, size_t attachment_count, const char *author, int64_t now,
	struct ak_error *err)
{
	struct ak_buf path = AK_BUF_INIT;
	struct ak_buf signature_path = AK_BUF_INIT;
	struct ak_buf names = AK_BUF_INIT;
	struct ak_buf message = AK_BUF_INIT;
	struct ak_put *puts = calloc(attachment_count + 2, sizeof *puts);
	enum { NAME_SIZE = sizeof "bijlagen/" + AK_ID_HEX };
	enum ak_status status = puts ? check_new(bytes, signature, &path, &signature_path, err) : ak_fail_memory(err);
	if (status != AK_OK)
		goto out;
	char *name = ak_buf_extend(&names, attachment_count * NAME_SIZE);
	ak_buf_format(&message, "this replica signed a record\n\n%s\n", ak_buf_string(&path));
	if (names.failed || ak_buf_status(&message, err) != AK_OK) {
		status = ak_fail_memory(err);
		goto out;
	}
	puts[0] = (struct ak_put){.path = ak_buf_string(&path), .bytes = bytes};
	puts[1] = (struct ak_put){.path = ak_buf_string(&signature_path), .bytes = signature};
	for (size_t i = 0; i < attachment_count; i++, name += NAME_SIZE) {
		memcpy(name, "bijlagen/", sizeof "bijlagen/" - 1);
		memcpy(name + sizeof "bijlagen/" - 1, ak_id_hex(&attachments[i].id).text, AK_ID_HEX + 1);
		puts[i + 2] = (struct ak_put){.path = name, .bytes = attachments[i].bytes};
	}
	status = ak_store_commit(ledger->store, puts, attachment_count + 2, NULL, 0, ak_buf_string(&message), author,
		now, err);
out:
	ak_buf_release(&path);
	ak_buf_release(&signature_path);
	ak_buf_release(&names);
	ak_buf_release(&message);
	free(puts);
	return status;
}
