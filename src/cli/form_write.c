/* SPDX-License-Identifier: EUPL-1.2 */
/* A form to be filled in: what there is now, and beside it what the charter says of it. */
#include <inttypes.h>
#include <string.h>

#include "cli/form.h"
#include "judge/read.h"
#include "report/charter_rules.h"
#include "report/gettext.h"
#include "report/page.h"
#include "report/value.h"

enum { COMMENT_COLUMNS = 76 };

/* ------------------------------------------------------------------ lines */

void ak_form_put_comment(struct ak_buf *out, const char *mark, const char *text)
{
	struct ak_page page = AK_PAGE_INIT;
	page.width = COMMENT_COLUMNS;
	ak_page_wrap(&page, AK_STYLE_PLAIN, text);
	const char *line = ak_buf_string(&page.buf);
	while (*line) {
		size_t size = strcspn(line, "\n");
		ak_buf_format(out, size ? "%s %.*s\n" : "%s\n", mark, (int)size, line);
		line += size + (line[size] == '\n');
	}
	if (page.buf.failed)
		out->failed = true;
	ak_page_release(&page);
}

static void comment(struct ak_buf *out, struct ak_buf *taken)
{
	if (taken->size)
		ak_form_put_comment(out, "#", ak_buf_string(taken));
	out->failed |= taken->failed;
	ak_buf_release(taken);
	*taken = (struct ak_buf)AK_BUF_INIT;
}

/* A text that stands below its name: every line of it after four blanks. */
static void put_block(struct ak_buf *out, const char *text)
{
	for (;;) {
		size_t size = strcspn(text, "\n");
		ak_buf_format(out, size ? "    %.*s\n" : "\n", (int)size, text);
		if (!text[size])
			return;
		text += size + 1;
	}
}

void ak_form_put_item(struct ak_buf *out, const char *name, const char *text)
{
	bool is_block = strchr(text, '\n') || *text == ' ' || strncmp(text, "- ", 2) == 0;
	ak_buf_format(out, *text && !is_block ? "%s: %s\n" : "%s:\n", name, text);
	if (is_block)
		put_block(out, text);
}

/* ------------------------------------------------------------------ values */

static void put_members(struct ak_buf *text, const struct ak_map *members)
{
	for (uint32_t i = members ? ak_map_first(members) : AK_MAP_END; i != AK_MAP_END; i = ak_map_next(members, i)) {
		ak_buf_text(text, text->size ? "\n- " : "- ");
		for (const char *at = ak_map_key(members, i); *at; at++) {
			ak_buf_char(text, *at);
			if (*at == '\n')
				ak_buf_text(text, "  ");
		}
	}
}

/* The value as it is to be typed. object NULL: it is not there yet. */
static void put_value(struct ak_buf *out, const struct ak_object *object, const struct ak_field *field)
{
	struct ak_buf text = AK_BUF_INIT;
	struct ak_value value = {.kind = AK_VALUE_NULL};
	if (object && field->type == AK_FIELD_SET)
		put_members(&text, ak_read_members(object, field));
	else if (object)
		value = ak_read(object, field);
	else if (field->initial)
		value = (struct ak_value){.kind = AK_VALUE_TEXT, .text = field->initial};
	switch (value.kind) {
	case AK_VALUE_TEXT:
		ak_buf_text(&text, value.text);
		break;
	case AK_VALUE_INT:
		ak_buf_format(&text, "%" PRId64, value.integer);
		break;
	case AK_VALUE_BOOL:
		ak_buf_text(&text, value.boolean ? "true" : "false");
		break;
	case AK_VALUE_NULL:
	case AK_VALUE_SET:
		break;
	}
	ak_form_put_item(out, field->name, ak_buf_string(&text));
	out->failed |= text.failed;
	ak_buf_release(&text);
}

/* ------------------------------------------------------------------ what the charter says */

struct writing {
	struct ak_buf *out;
	const struct ak_state *state;
	const struct ak_type *type;
	const struct ak_object *object; /* NULL: new */
	const char *phase;
};

static void put_who(struct ak_buf *words, const struct writing *writing, const struct ak_who_list *who)
{
	for (uint32_t i = 0; i < who->count; i++) {
		ak_buf_text(words, i ? ", " : "");
		ak_rules_who(words, writing->state->charter, writing->type, &who->items[i]);
	}
}

/* What a field holds, for who fills it in. */
static const char *kind_words(enum ak_field_type type)
{
	switch (type) {
	case AK_FIELD_TEXT:
		return _("text");
	case AK_FIELD_INT:
		return _("a whole number");
	case AK_FIELD_BOOL:
		return _("true or false");
	case AK_FIELD_DATE:
		return _("a date, such as 2023-01-31");
	case AK_FIELD_ENUM:
		return _("one of a list");
	case AK_FIELD_PARTY:
		return _("a party");
	case AK_FIELD_ACTOR:
		return _("an actor");
	case AK_FIELD_REF:
		return _("an object");
	case AK_FIELD_RECORD:
		return _("a record");
	case AK_FIELD_FILE:
		return _("a file: @ and its name");
	case AK_FIELD_KEY:
		return _("a public key, or @ and its file");
	case AK_FIELD_SET:
		break;
	}
	return "";
}

static void put_kind(struct ak_buf *words, const struct ak_field *field)
{
	if (field->type == AK_FIELD_SET)
		ak_buf_format(words, _("several, each %s"), kind_words(field->of));
	else
		ak_buf_text(words, kind_words(field->type));
	if (field->to && strcmp(field->to, "*") != 0)
		ak_buf_format(words, _(" of type %s"), field->to);
	if (field->has_min && field->has_max)
		ak_buf_format(words, _(", %" PRId64 " to %" PRId64), field->min, field->max);
	else if (field->has_min)
		ak_buf_format(words, _(", at least %" PRId64), field->min);
	else if (field->has_max)
		ak_buf_format(words, _(", at most %" PRId64), field->max);
	if (field->unit)
		ak_buf_format(words, " %s", field->unit);
	if (field->required)
		ak_buf_text(words, _(", required"));
	if (field->expected)
		ak_buf_text(words, _(", expected"));
}

/* What it can be, where that is a list. */
static void put_choices(const struct writing *writing, const struct ak_field *field)
{
	const struct ak_charter *charter = writing->state->charter;
	bool is_enum = field->type == AK_FIELD_ENUM || field->of == AK_FIELD_ENUM;
	bool is_party = field->type == AK_FIELD_PARTY || (field->type == AK_FIELD_SET && field->of == AK_FIELD_PARTY);
	uint32_t count = is_enum && !field->has_moves ? field->values.count : is_party ? charter->party_count : 0;
	struct ak_buf words = AK_BUF_INIT;
	for (uint32_t i = 0; i < count; i++)
		ak_buf_format(&words, i ? ", %s" : _("It can be: %s"),
			is_party ? charter->parties[i].name : field->values.items[i]);
	comment(writing->out, &words);
}

static void put_moves(const struct writing *writing, const struct ak_field *field)
{
	const struct ak_value now = writing->object ? ak_read(writing->object, field) : (struct ak_value){.kind = AK_VALUE_NULL};
	for (uint32_t i = 0; now.kind == AK_VALUE_TEXT && i < field->move_count; i++) {
		const struct ak_move *move = &field->moves[i];
		struct ak_buf words = AK_BUF_INIT;
		if (strcmp(move->from, now.text) != 0)
			continue;
		ak_buf_format(&words, _("It can become “%s”, by: "), move->to);
		put_who(&words, writing, &move->by);
		for (uint32_t n = 0; n < move->needs.count; n++)
			ak_buf_format(&words, n ? ", %s" : _("; that needs: %s"), move->needs.items[n]);
		comment(writing->out, &words);
	}
}

/* A value that says little by itself. */
static void put_title(const struct writing *writing, const struct ak_field *field)
{
	struct ak_buf words = AK_BUF_INIT, plain = AK_BUF_INIT;
	if (!writing->object || !ak_field_filled(writing->object, field))
		return;
	ak_titled_words(&words, writing->state, writing->object, field);
	ak_present_words(&plain, writing->object, field);
	if (strcmp(ak_buf_string(&words), ak_buf_string(&plain)) == 0)
		ak_buf_clear(&words);
	comment(writing->out, &words);
	ak_buf_release(&plain);
}

/* protocol §4: "Left out:" "nobody may set the field after creation." Of built-in types the judge knows who may. */
static bool can_change(const struct writing *writing, const struct ak_field *field)
{
	if (!writing->object)
		return !field->has_moves; /* protocol §8: it begins at its `initial` */
	if (ak_builtin_type(writing->type->name))
		return strcmp(field->name, "party") != 0 && strcmp(writing->type->name, "party") != 0;
	return field->has_moves || ak_rules_find(&field->by, writing->phase).count > 0;
}

static void put_field(const struct writing *writing, const struct ak_field *field)
{
	struct ak_buf words = AK_BUF_INIT;
	bool is_open = can_change(writing, field);
	struct ak_who_list who = ak_rules_find(&field->by, writing->phase);
	if (!is_open && !(writing->object && ak_field_filled(writing->object, field)))
		return;
	ak_buf_char(writing->out, '\n');
	ak_buf_format(&words, "%s: ", ak_field_label(writing->type, field));
	put_kind(&words, field);
	comment(writing->out, &words);
	if (!is_open) {
		ak_present_words(&words, writing->object, field);
		comment(writing->out, &words);
		ak_buf_text(&words, _("This cannot be changed."));
		comment(writing->out, &words);
		return;
	}
	if (field->help)
		ak_form_put_comment(writing->out, "#", field->help);
	put_choices(writing, field);
	put_moves(writing, field);
	if (writing->object && who.count > 0) {
		ak_buf_text(&words, _("Changed by: "));
		put_who(&words, writing, &who);
		comment(writing->out, &words);
	}
	put_title(writing, field);
	put_value(writing->out, writing->object, field);
}

static void put_creators(const struct writing *writing)
{
	for (uint32_t i = 0; i < writing->type->create.count; i++) {
		const struct ak_rule *rule = &writing->type->create.items[i];
		struct ak_buf words = AK_BUF_INIT;
		bool any = strcmp(rule->phase, "*") == 0;
		ak_buf_format(&words, any ? _("Made by: ") : _("Made in phase “%s” by: "), rule->phase);
		put_who(&words, writing, &rule->who);
		comment(writing->out, &words);
	}
}

void ak_form_put_object(struct ak_buf *out, const struct ak_ledger *ledger, const char *name)
{
	struct writing writing = {.out = out, .state = ak_ledger_state(ledger), .phase = ""};
	struct ak_buf words = AK_BUF_INIT;
	writing.object = ak_state_find(writing.state, name);
	writing.type = ak_charter_type_of(writing.state->charter, name);
	ak_buf_char(out, '\n');
	if (writing.object)
		writing.phase = ak_phase_of(writing.state, writing.object);
	ak_buf_text(&words, ak_type_label(writing.type));
	if (*writing.phase)
		ak_buf_format(&words, _(", phase %s"), writing.phase);
	comment(out, &words);
	if (!writing.object)
		put_creators(&writing);
	ak_buf_format(out, writing.object ? "[%s]\n" : "[new %s]\n", name);
	for (uint32_t i = 0; i < writing.type->field_count; i++)
		put_field(&writing, &writing.type->fields[i]);
}

/* ------------------------------------------------------------------ around them */

void ak_form_put_head(struct ak_buf *out, const struct ak_form_head *head)
{
	struct ak_buf pins = AK_BUF_INIT;
	ak_form_put_comment(out, "#",
		_("A proposal. Say why, change below what is to change, save, and leave the editor: what differs from what is so now is "
		  "proposed, and shown once more before it is signed.\n"
		  "To propose nothing: leave without a change, or take everything out.\n"
		  "How this form works is told at its end."));
	ak_buf_char(out, '\n');
	ak_form_put_comment(out, "#", _("The reason, as it will stand in the record for good; required."));
	ak_form_put_item(out, "why", head->why ? head->why : "");
	ak_buf_char(out, '\n');
	ak_form_put_comment(out, "#", _("The body, office, party or seat (body/party) that decides; empty: it is found out."));
	ak_form_put_item(out, "for", head->capacity ? head->capacity : "");
	ak_buf_char(out, '\n');
	ak_form_put_comment(out, "#", _("The date by when answers are asked for, such as 2023-01-31; empty: none."));
	ak_form_put_item(out, "respond_by", head->respond_by ? head->respond_by : "");
	for (size_t i = 0; head->pins && head->pins[i]; i++)
		ak_buf_format(&pins, i ? "\n- %s" : "- %s", head->pins[i]);
	if (pins.size) {
		ak_buf_char(out, '\n');
		ak_form_put_item(out, "pins", ak_buf_string(&pins));
	}
	out->failed |= pins.failed;
	ak_buf_release(&pins);
}

void ak_form_put_tail(struct ak_buf *out)
{
	ak_buf_text(out, "\n#\n");
	ak_form_put_comment(out, "#",
		_("Lines that begin with # say nothing. A field without a value loses it; one that is taken out stays as it is.\n"
		  "A text of several lines stands below its name, every line after four blanks:\n"
		  "    tekst:\n"
		  "        The first line,\n"
		  "        and the second.\n"
		  "What a set holds stands there too, one on a line after a dash:\n"
		  "    partners:\n"
		  "        - ipo\n"
		  "        - uvw\n"
		  "A file is attached by its name: bewijs: @rapport.pdf\n"
		  "Another object goes along as [type/name], a new one as [new type/name]."));
}
