/* SPDX-License-Identifier: EUPL-1.2 */
/* include/akkoord.h on top of this room. */
#include <akkoord.h>

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "json/json.h"
#include "judge/read.h"
#include "ledger/ledger.h"

struct akkoord {
	struct ak_store *store;
	struct ak_ledger *ledger;
	struct ak_id_hex id, root;
	struct ak_id_hex *ids;	    /* of all records, by position */
	struct ak_time_text *times; /* likewise */
	uint32_t *judged;	    /* positions in the order of judging */
	size_t judged_count;
	const char **objects; /* names of those that exist */
	size_t object_count;
};

static const struct ak_state *state_of(const struct akkoord *it)
{
	return ak_ledger_state(it->ledger);
}

static bool fill_records(struct akkoord *it)
{
	const struct ak_ledger *ledger = it->ledger;
	size_t count = (size_t)ledger->count + 1;
	it->ids = calloc(count, sizeof *it->ids);
	it->times = calloc(count, sizeof *it->times);
	it->judged = calloc(count, sizeof *it->judged);
	if (!it->ids || !it->times || !it->judged)
		return false;
	for (uint32_t i = 0; i < ledger->count; i++) {
		const struct ak_judged *judged = ak_ledger_judged(ledger, i);
		it->ids[i] = ak_id_hex(&ledger->records[i].id);
		it->times[i] = ak_time_write(ledger->records[i].time);
		if (judged->verdict == AK_VERDICT_NONE)
			continue;
		it->judged[judged->place] = i;
		it->judged_count++;
	}
	return true;
}

static bool fill_objects(struct akkoord *it)
{
	const struct ak_map *objects = &state_of(it)->objects;
	it->objects = calloc((size_t)objects->count + 1, sizeof *it->objects);
	if (!it->objects)
		return false;
	for (uint32_t i = ak_map_first(objects); i != AK_MAP_END; i = ak_map_next(objects, i)) {
		const struct ak_object *object = ak_map_value(objects, i);
		if (object->exists)
			it->objects[it->object_count++] = object->name;
	}
	return true;
}

void akkoord_close(struct akkoord *ledger)
{
	if (!ledger)
		return;
	ak_ledger_free(ledger->ledger);
	ak_store_free(ledger->store);
	free(ledger->ids);
	free(ledger->times);
	free(ledger->judged);
	free(ledger->objects);
	free(ledger);
}

static enum akkoord_status give_up(struct akkoord *it, enum ak_status status, const struct ak_error *err, char *error)
{
	akkoord_close(it);
	if (error) {
		_Static_assert(AKKOORD_ERROR_SIZE >= sizeof err->text, "an error fits");
		memcpy(error, err->text, sizeof err->text);
	}
	if (status == AK_ERR_FORMAT)
		return AKKOORD_NO_LEDGER;
	return status == AK_ERR_USAGE ? AKKOORD_USAGE : AKKOORD_TROUBLE;
}

enum akkoord_status akkoord_open(struct akkoord **ledger, const char *path, const char *at, char *error)
{
	struct ak_error err = AK_ERROR_INIT;
	struct ak_ledger_options options = {.at_given = at != NULL};
	struct akkoord *it = calloc(1, sizeof *it);
	enum ak_status status = it ? AK_OK : ak_fail_memory(&err);
	if (status == AK_OK && at && !ak_time_parse(&options.at, at))
		status = ak_fail(&err, AK_ERR_USAGE, "\"%s\" is not a time, YYYY-MM-DDThh:mm:ssZ", at);
	if (status == AK_OK)
		status = ak_store_open(&it->store, path, &err);
	if (status == AK_OK)
		status = ak_ledger_open(&it->ledger, it->store, &options, &err);
	if (status == AK_OK && (!fill_records(it) || !fill_objects(it)))
		status = ak_fail_memory(&err);
	if (status != AK_OK)
		return give_up(it, status, &err, error);
	it->id = ak_id_hex(&it->ledger->id);
	it->root = ak_id_hex(&it->ledger->judge.root);
	*ledger = it;
	return AKKOORD_OK;
}

const char *akkoord_id(const struct akkoord *ledger)
{
	return ledger->id.text;
}

const char *akkoord_state_root(const struct akkoord *ledger)
{
	return ledger->root.text;
}

const char *akkoord_state_text(const struct akkoord *ledger, size_t *size)
{
	*size = ledger->ledger->judge.text.size;
	return ak_buf_string(&ledger->ledger->judge.text);
}

size_t akkoord_refused_count(const struct akkoord *ledger)
{
	return ledger->ledger->refused_count;
}

const char *akkoord_refused_path(const struct akkoord *ledger, size_t i)
{
	return ledger->ledger->refused[i].path;
}

const char *akkoord_refused_reason(const struct akkoord *ledger, size_t i)
{
	return ak_refusal_name(ledger->ledger->refused[i].reason);
}

size_t akkoord_record_count(const struct akkoord *ledger)
{
	return ledger->judged_count;
}

static const struct ak_record *record_at(const struct akkoord *ledger, size_t i)
{
	return &ledger->ledger->records[ledger->judged[i]];
}

const char *akkoord_record_id(const struct akkoord *ledger, size_t i)
{
	return ledger->ids[ledger->judged[i]].text;
}

const char *akkoord_record_actor(const struct akkoord *ledger, size_t i)
{
	return record_at(ledger, i)->actor;
}

const char *akkoord_record_time(const struct akkoord *ledger, size_t i)
{
	return ledger->times[ledger->judged[i]].text;
}

const char *akkoord_record_kind(const struct akkoord *ledger, size_t i)
{
	return ak_kind_name((enum ak_kind)record_at(ledger, i)->kind);
}

const char *akkoord_record_verdict(const struct akkoord *ledger, size_t i)
{
	const struct ak_judged *judged = ak_ledger_judged(ledger->ledger, ledger->judged[i]);
	return ak_verdict_text((enum ak_verdict)judged->verdict, (enum ak_reason)judged->reason);
}

size_t akkoord_seal_count(const struct akkoord *ledger)
{
	return ledger->ledger->judge.seal_count;
}

const char *akkoord_seal_id(const struct akkoord *ledger, size_t i)
{
	return ledger->ids[ledger->ledger->judge.seals[i].record].text;
}

size_t akkoord_split_count(const struct akkoord *ledger)
{
	return ledger->ledger->judge.split_count;
}

const char *akkoord_split_id(const struct akkoord *ledger, size_t i)
{
	return ledger->ids[ledger->ledger->judge.split[i]].text;
}

size_t akkoord_object_count(const struct akkoord *ledger)
{
	return ledger->object_count;
}

const char *akkoord_object_name(const struct akkoord *ledger, size_t i)
{
	return ledger->objects[i];
}

char *akkoord_value(const struct akkoord *ledger, const char *object, const char *field)
{
	const struct ak_object *found = ak_state_find(state_of(ledger), object);
	const struct ak_type *type = found ? ak_type_of(state_of(ledger), found) : NULL;
	const struct ak_field *known = type ? ak_type_field(type, field) : NULL;
	struct ak_buf out = AK_BUF_INIT;
	if (!known)
		return NULL;
	struct ak_value value = ak_read(found, known);
	if (known->type == AK_FIELD_SET)
		ak_members_canonical(ak_read_members(found, known), &out);
	else
		ak_value_canonical(&value, &out);
	return ak_buf_take(&out);
}

/* The value of a change: of a creation the fields as one object. */
static void change_write(const struct ak_change *change, struct ak_buf *out)
{
	if (change->op != AK_OP_CREATE) {
		ak_value_canonical(&change->to, out);
		return;
	}
	ak_buf_char(out, '{');
	for (uint32_t i = 0; i < change->field_count; i++) {
		if (i > 0)
			ak_buf_char(out, ',');
		ak_json_string(change->fields[i].field, out);
		ak_buf_char(out, ':');
		ak_value_canonical(&change->fields[i].value, out);
	}
	ak_buf_char(out, '}');
}

int akkoord_history(const struct akkoord *ledger, const char *object,
	int (*each)(void *context, const struct akkoord_change *change), void *context)
{
	const struct ak_state *state = state_of(ledger);
	struct ak_buf value = AK_BUF_INIT;
	int result = 0;
	for (uint32_t i = 0; i < state->effect_count && result == 0; i++) {
		const struct ak_effect *effect = &state->effects[i];
		const struct ak_record *record = &ledger->ledger->records[effect->proposal];
		const struct ak_change *change = &record->changes[effect->change];
		if (!effect->effective || !effect->object || strcmp(effect->object->name, object) != 0)
			continue;
		ak_buf_clear(&value);
		change_write(change, &value);
		struct akkoord_change told = {.record = ledger->ids[effect->proposal].text,
			.time = ledger->times[effect->proposal].text,
			.decided_by = ledger->ids[ak_ledger_judged(ledger->ledger, effect->proposal)->decided_by].text,
			.capacity = record->capacity,
			.op = ak_op_name(change->op),
			.field = change->op == AK_OP_CREATE ? "" : change->field,
			.phase = effect->phase,
			.value = ak_buf_string(&value)};
		result = value.failed ? -1 : each(context, &told);
	}
	ak_buf_release(&value);
	return result;
}
