/* SPDX-License-Identifier: EUPL-1.2 */
/* Words of the command line that name something in the ledger. */
#include <string.h>

#include "cli/capacity.h"
#include "cli/near.h"
#include "judge/read.h"
#include "report/object.h"

int ak_cli_find_record(struct ak_cli *cli, const char *word, uint32_t *record)
{
	struct ak_error err = AK_ERROR_INIT;
	enum ak_status status = ak_ledger_find(cli->ledger, word, record, &err);
	if (status == AK_ERR_NOT_FOUND)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("there is no record %s here; akkoord sync brings what others have"), word);
	return ak_cli_trouble(cli, status, &err);
}

/* ---- types and fields */

static const char *const builtin[] = {"party", "actor", "seat", "office"};
enum { BUILTIN_COUNT = sizeof builtin / sizeof builtin[0] };

int ak_cli_find_type(struct ak_cli *cli, const char *word, const struct ak_type **type)
{
	const struct ak_state *state = ak_ledger_state(cli->ledger);
	struct ak_near near;
	*type = ak_type_named(state, word);
	if (*type)
		return AK_EXIT_YES;
	ak_near_init(&near, word);
	for (uint32_t i = 0; i < state->charter->type_count; i++)
		ak_near_offer(&near, state->charter->types[i].name);
	for (size_t i = 0; i < BUILTIN_COUNT; i++)
		ak_near_offer(&near, builtin[i]);
	if (ak_near_found(&near))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("the charter knows no type %s; did you mean %s?"), word,
			ak_near_found(&near));
	return ak_cli_fail(cli, AK_EXIT_USAGE, _("the charter knows no type %s; akkoord list shows what there is"), word);
}

int ak_cli_find_field(
	struct ak_cli *cli, const struct ak_type *type, const char *word, const struct ak_field **field)
{
	struct ak_near near;
	*field = ak_type_field(type, word);
	if (*field)
		return AK_EXIT_YES;
	ak_near_init(&near, word);
	for (uint32_t i = 0; i < type->field_count; i++)
		ak_near_offer_called(&near, type->fields[i].name, type->fields[i].label);
	if (ak_near_found(&near))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("%s has no field %s; did you mean %s?"), type->name, word,
			ak_near_found(&near));
	struct ak_buf names = AK_BUF_INIT;
	for (uint32_t i = 0; i < type->field_count; i++)
		ak_buf_format(&names, "%s%s", i ? ", " : "", type->fields[i].name);
	int exit = ak_cli_fail(cli, AK_EXIT_USAGE, _("%s has no field %s; it has %s"), type->name, word,
		ak_buf_string(&names));
	ak_buf_release(&names);
	return exit;
}

/* ---- objects */

/* The one object of that name whatever its type, or whose full name begins so; NULL if there is none or several. */
static const struct ak_object *only_object(const struct ak_state *state, const char *word)
{
	const struct ak_object *only = NULL;
	size_t size = strlen(word);
	for (uint32_t i = ak_map_first(&state->objects); i != AK_MAP_END; i = ak_map_next(&state->objects, i)) {
		const struct ak_object *object = ak_map_value(&state->objects, i);
		const char *name = strchr(object->name, '/') + 1;
		if (!object->exists || (strcmp(name, word) != 0 && strncmp(object->name, word, size) != 0))
			continue;
		if (only)
			return NULL;
		only = object;
	}
	return only;
}

/*
 * The object, or the type, whose name is nearest to a word: of an object the whole, or without a type what comes after
 * that. NULL: none is near.
 */
static const char *near_object(const struct ak_state *state, const char *word)
{
	struct ak_near near;
	const char *found = NULL;
	bool is_whole = strchr(word, '/') != NULL;
	ak_near_init(&near, word);
	for (uint32_t i = ak_map_first(&state->objects); i != AK_MAP_END; i = ak_map_next(&state->objects, i)) {
		const struct ak_object *object = ak_map_value(&state->objects, i);
		const char *before = ak_near_found(&near);
		if (object->exists)
			ak_near_offer(&near, is_whole ? object->name : strchr(object->name, '/') + 1);
		if (ak_near_found(&near) != before)
			found = object->name;
	}
	for (uint32_t i = 0; !is_whole && i < state->charter->type_count; i++) {
		const char *before = ak_near_found(&near);
		ak_near_offer(&near, state->charter->types[i].name);
		if (ak_near_found(&near) != before)
			found = state->charter->types[i].name;
	}
	return found;
}

static int no_object(struct ak_cli *cli, const char *word)
{
	const struct ak_state *state = ak_ledger_state(cli->ledger);
	if (ak_type_named(state, word))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("%s is a type; akkoord list %s shows its objects"), word, word);
	if (ak_capacity_of(state->charter, word).kind == AK_CAPACITY_BODY)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("%s is a body; akkoord charter show tells its rules, akkoord list seat who sits in it"),
			word);
	const char *slash = strchr(word, '/'), *near = near_object(state, word);
	if (near)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("there is no object %s; did you mean %s?"), word, near);
	if (slash && cli->ledger->judge.options.at_given)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("there was no object %s at that moment; akkoord log %s tells when it came to be, if it did"),
			word, word);
	if (!slash)
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("there is no object %s; akkoord list shows what there is"), word);
	return ak_cli_fail(cli, AK_EXIT_USAGE, _("there is no object %s; akkoord list %.*s shows what there is"), word,
		(int)(slash - word), word);
}

int ak_cli_find_object(struct ak_cli *cli, const char *word, const struct ak_object **object)
{
	const struct ak_state *state = ak_ledger_state(cli->ledger);
	*object = ak_state_find(state, word);
	if (!*object && word[0])
		*object = only_object(state, word);
	return *object ? AK_EXIT_YES : no_object(cli, word);
}

/* ---- actors */

int ak_cli_check_actor(struct ak_cli *cli, const char *actor)
{
	const struct ak_state *state = ak_ledger_state(cli->ledger);
	const struct ak_object *object;
	struct ak_near near;
	if (ak_actor_of(state, actor).exists)
		return AK_EXIT_YES;
	ak_near_init(&near, actor);
	for (uint32_t at = AK_MAP_END; (at = ak_objects_next(state, "actor", at, &object)) != AK_MAP_END;)
		ak_near_offer(&near, strchr(object->name, '/') + 1);
	for (uint32_t at = AK_MAP_END; (at = ak_objects_next(state, "party", at, &object)) != AK_MAP_END;)
		ak_near_offer(&near, strchr(object->name, '/') + 1);
	if (ak_near_found(&near))
		return ak_cli_fail(cli, AK_EXIT_USAGE, _("this ledger has no actor %s; did you mean %s?"), actor,
			ak_near_found(&near));
	return ak_cli_fail(cli, AK_EXIT_USAGE, _("this ledger has no actor %s; `akkoord list actor` shows those it has"), actor);
}

/* ---- capacities */

int ak_cli_find_capacity(struct ak_cli *cli, const char *word, const char **capacity)
{
	struct ak_error err = AK_ERROR_INIT;
	*capacity = word;
	return ak_cli_trouble(cli, ak_capacity_check(ak_ledger_state(cli->ledger)->charter, word, &err), &err);
}
