/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/mdto_put.h"

#include "judge/read.h"
#include "report/gettext.h"
#include "report/words.h"

/* ---- groups of elements */

void ak_mdto_put_id(struct ak_xml *xml, const char *element, const char *id, const char *source)
{
	ak_xml_open(xml, element);
	ak_xml_text(xml, "identificatieKenmerk", id);
	ak_xml_text(xml, "identificatieBron", source);
	ak_xml_close(xml, element);
}

/* id may be NULL: then there is a name alone. */
void ak_mdto_put_reference(struct ak_xml *xml, const char *element, const char *name, const char *id, const char *source)
{
	ak_xml_open(xml, element);
	ak_xml_text(xml, "verwijzingNaam", name);
	if (id)
		ak_mdto_put_id(xml, "verwijzingIdentificatie", id, source);
	ak_xml_close(xml, element);
}

void ak_mdto_put_term(struct ak_xml *xml, const char *element, const char *label, const char *code, const char *list)
{
	ak_xml_open(xml, element);
	ak_xml_text(xml, "begripLabel", label);
	if (code)
		ak_xml_text(xml, "begripCode", code);
	ak_mdto_put_reference(xml, "begripBegrippenlijst", list, NULL, NULL);
	ak_xml_close(xml, element);
}

void ak_mdto_put_actor(struct ak_xml *xml, const struct ak_mdto *mdto, const char *element, const char *actor)
{
	const struct ak_state *state = ak_ledger_state(mdto->dossier->ledger);
	struct ak_actor facts = ak_actor_of(state, actor);
	const struct ak_party *party = facts.party ? ak_charter_party(state->charter, facts.party) : NULL;
	struct ak_buf name = AK_BUF_INIT, id = AK_BUF_INIT;
	ak_buf_format(&name, party ? "%s (%s)" : "%s", actor, party ? party->label : "");
	ak_buf_format(&id, facts.is_party ? "party/%s" : "actor/%s", actor);
	ak_mdto_put_reference(xml, element, ak_buf_string(&name), ak_buf_string(&id), ak_buf_string(&mdto->source));
	xml->out->failed |= name.failed || id.failed;
	ak_buf_release(&name);
	ak_buf_release(&id);
}

/* ---- what parts and files are called */

void ak_mdto_called_release(struct ak_mdto_called *called, struct ak_xml *xml)
{
	xml->out->failed |= called->name.failed || called->id.failed;
	ak_buf_release(&called->name);
	ak_buf_release(&called->id);
}

void ak_mdto_call_part(struct ak_mdto_called *called, const struct ak_mdto *mdto, const struct ak_mdto_part *part)
{
	const struct ak_ledger *ledger = mdto->dossier->ledger;
	*called = (struct ak_mdto_called){.name = AK_BUF_INIT, .id = AK_BUF_INIT};
	switch (part->kind) {
	case AK_MDTO_CHARTER:
		ak_buf_format(&called->name, _("Charter: %s"), ledger->founding->name);
		ak_buf_format(&called->id, "charter/%s", ak_id_hex(&ledger->id).text);
		break;
	case AK_MDTO_ACCESS:
		ak_buf_text(&called->name, _("Index, and what checks the dossier"));
		ak_buf_format(&called->id, "%s/toegang", ak_buf_string(&mdto->id));
		break;
	case AK_MDTO_RECORD: {
		const struct ak_record *record = &ledger->records[part->record];
		ak_buf_format(&called->name, _("%s by %s of %s"), ak_words_heading(record->kind), record->actor,
			ak_words_day_of(record->time).text);
		ak_buf_text(&called->id, ak_id_hex(&record->id).text);
		break;
	}
	case AK_MDTO_ATTACHMENT:
		ak_buf_format(&called->name, _("Attachment %s"), ak_id_short(&part->id).text);
		ak_buf_format(&called->id, "bijlage/%s", ak_id_hex(&part->id).text);
		break;
	}
}

/* A path in the ledger has an id in it, so it names a file wherever it is; what the dossier adds is its own. */
void ak_mdto_call_file(struct ak_mdto_called *called, const struct ak_mdto *mdto, const struct ak_mdto_file *file)
{
	bool is_own = mdto->parts[file->part].kind == AK_MDTO_ACCESS;
	*called = (struct ak_mdto_called){.name = AK_BUF_INIT, .id = AK_BUF_INIT};
	ak_buf_text(&called->name, file->path);
	if (is_own)
		ak_buf_format(&called->id, "%s/%s", ak_buf_string(&mdto->id), file->path);
	else
		ak_buf_text(&called->id, file->path);
}

static void refer(struct ak_xml *xml, const struct ak_mdto *mdto, const char *element, struct ak_mdto_called *called)
{
	ak_mdto_put_reference(xml, element, ak_buf_string(&called->name), ak_buf_string(&called->id), ak_buf_string(&mdto->source));
	ak_mdto_called_release(called, xml);
}

void ak_mdto_refer_part(struct ak_xml *xml, const struct ak_mdto *mdto, const char *element, uint32_t part)
{
	struct ak_mdto_called called;
	ak_mdto_call_part(&called, mdto, &mdto->parts[part]);
	refer(xml, mdto, element, &called);
}

void ak_mdto_refer_file(
	struct ak_xml *xml, const struct ak_mdto *mdto, const char *element, const struct ak_mdto_file *file)
{
	struct ak_mdto_called called;
	ak_mdto_call_file(&called, mdto, file);
	refer(xml, mdto, element, &called);
}
