/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/pins.h"

#include <string.h>

#include "base/limits.h"
#include "judge/scope.h"
#include "judge/read.h"
#include "report/gettext.h"

static bool has_pin(const struct ak_record *record, const char *object)
{
	for (uint32_t i = 0; i < record->pin_count; i++)
		if (strcmp(record->pins[i].object, object) == 0)
			return true;
	return false;
}

/* Pins an object as it is now (protocol §7). */
static enum ak_status pin(
	struct ak_record *record, struct ak_pin *pins, const struct ak_ledger *ledger, const char *name, struct ak_error *err)
{
	/* only its indexes are brought up to date, which changes no answer */
	struct ak_state *state = (struct ak_state *)ak_ledger_state(ledger);
	struct ak_object *object = ak_state_find(state, name);
	if (has_pin(record, name))
		return AK_OK;
	if (!object)
		return ak_fail(err, AK_ERR_USAGE, _("there is no %s to pin"), name);
	if (record->pin_count == AK_PINS_MAX)
		return ak_fail(err, AK_ERR_USAGE, _("more than %u pins do not go in one proposal; make it two"), AK_PINS_MAX);
	struct ak_id digest = ak_scope_digest(state, object);
	if (state->failed)
		return ak_fail_memory(err);
	pins[record->pin_count++] = (struct ak_pin){.object = object->name, .digest = digest};
	return AK_OK;
}

/* Whether a change is a move that demands a pin (protocol §7). */
static bool wants_pin(const struct ak_state *state, const struct ak_change *change)
{
	if (change->op != AK_OP_SET)
		return false;
	const struct ak_object *object = ak_state_find(state, change->object);
	const struct ak_type *type = object ? ak_type_of(state, object) : NULL;
	const struct ak_field *field = type ? ak_type_field(type, change->field) : NULL;
	bool is_move = field && field->has_moves && change->from.kind == AK_VALUE_TEXT && change->to.kind == AK_VALUE_TEXT;
	const struct ak_move *move = is_move ? ak_field_move(field, change->from.text, change->to.text) : NULL;
	return move && move->pin;
}

enum ak_status ak_pins_fill(struct ak_record *record, struct ak_arena *arena, const struct ak_ledger *ledger,
	const char *const *given, const struct ak_words *words, struct ak_error *err)
{
	struct ak_pin *pins = ak_arena_alloc(arena, AK_PINS_MAX * sizeof *pins);
	enum ak_status status = pins ? AK_OK : ak_fail_memory(err);
	record->pins = pins;
	for (uint32_t i = 0; status == AK_OK && given[i]; i++)
		status = pin(record, pins, ledger, given[i], err);
	for (uint32_t i = 0; status == AK_OK && i < words->pin_count; i++)
		status = pin(record, pins, ledger, words->pins[i], err);
	for (uint32_t i = 0; status == AK_OK && i < words->count; i++)
		if (wants_pin(ak_ledger_state(ledger), &words->changes[i]))
			status = pin(record, pins, ledger, words->changes[i].object, err);
	return status;
}
