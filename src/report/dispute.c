/* SPDX-License-Identifier: EUPL-1.2 */
/* Disputes about an object: what names it in a field that freezes, be it now, before or not yet (protocol §4). */
#include "judge/scope.h"
#include "report/build.h"
#include "report/dossier.h"
#include "report/gettext.h"
#include "report/object.h"
#include "report/value.h"

/* The next object that is a dispute about it, by name; start with AK_MAP_END, which comes back after the last. */
static uint32_t next(
	const struct ak_state *state, const struct ak_object *object, uint32_t at, const struct ak_object **dispute)
{
	do
		at = ak_objects_next(state, NULL, at, dispute);
	while (at != AK_MAP_END && !ak_is_dispute_about(state, *dispute, object->name));
	return at;
}

/* protocol §6: "Built-in objects are never frozen." */
static bool freezes_now(const struct ak_state *state, const struct ak_object *dispute, const struct ak_object *object)
{
	return !ak_builtin_type(object->type) && ak_freezes(state, dispute);
}

static void put_freeze(struct ak_page *page, const struct ak_type *type, const struct ak_object *object)
{
	struct ak_buf except = AK_BUF_INIT;
	for (uint32_t i = 0; i < type->freeze_except.count; i++)
		ak_buf_format(&except, i ? ", %s" : "%s", type->freeze_except.items[i]);
	ak_page_styled(page, AK_STYLE_BAD, _("While it is, %s is frozen for all but %s."), object->name, ak_buf_string(&except));
	ak_page_end(page);
	ak_buf_release(&except);
}

void ak_disputes_put(struct ak_page *page, const struct ak_ledger *ledger, const struct ak_object *object)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const struct ak_object *dispute = NULL;
	for (uint32_t at = next(state, object, AK_MAP_END, &dispute); at != AK_MAP_END; at = next(state, object, at, &dispute)) {
		const char *title = ak_object_title(state, dispute);
		ak_page_line(page, _("There is a dispute about it: %s (%s), %s."), dispute->name, title ? title : "",
			ak_phase_of(state, dispute));
		if (freezes_now(state, dispute, object))
			put_freeze(page, ak_type_of(state, dispute), object);
	}
}

struct ak_json *ak_disputes_document(const struct ak_ledger *ledger, const struct ak_object *object)
{
	const struct ak_state *state = ak_ledger_state(ledger);
	const struct ak_object *dispute = NULL;
	struct ak_json *list = ak_json_array_new();
	for (uint32_t at = next(state, object, AK_MAP_END, &dispute); at != AK_MAP_END; at = next(state, object, at, &dispute)) {
		struct ak_json *document = ak_json_object_new();
		ak_build_set(&document, "object", ak_build_text(dispute->name));
		ak_build_set(&document, "phase", ak_build_text(ak_phase_of(state, dispute)));
		ak_build_set(&document, "freezes", ak_json_bool_new(freezes_now(state, dispute, object)));
		ak_build_append(&list, document);
	}
	return list;
}
