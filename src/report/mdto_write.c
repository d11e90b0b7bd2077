/* SPDX-License-Identifier: EUPL-1.2 */
/* The documents of MDTO 1.0.1, element by element in the order of its schema. */
#include <string.h>

#include "base/date.h"
#include "report/gettext.h"
#include "report/mdto_put.h"
#include "report/words.h"

static const char *field(const struct ak_mdto *mdto, enum ak_mdto_field which)
{
	return mdto->fields->values[which];
}

/* informatieobject, or bestand */
static void begin(struct ak_xml *xml, struct ak_buf *out, const char *object)
{
	ak_xml_begin(xml, out, "MDTO", "https://www.nationaalarchief.nl/mdto",
		"https://www.nationaalarchief.nl/mdto/MDTO-XML1.0.1.xsd");
	ak_xml_open(xml, object);
}

static void end(struct ak_xml *xml, const char *object)
{
	ak_xml_close(xml, object);
	ak_xml_end(xml, "MDTO");
}

static void put_date(struct ak_xml *xml, const char *element, int64_t time)
{
	ak_xml_text(xml, element, ak_date_write(ak_date_of(time)).text);
}

/* ---- what every informatieobject has */

static void put_head(struct ak_xml *xml, const struct ak_mdto *mdto, const char *id, const char *name, const char *level)
{
	ak_mdto_put_id(xml, "identificatie", id, ak_buf_string(&mdto->source));
	ak_xml_text(xml, "naam", name);
	ak_mdto_put_term(xml, "aggregatieniveau", level, NULL, "Begrippenlijst Aggregatieniveaus MDTO");
}

static void put_valuation(struct ak_xml *xml, const struct ak_mdto *mdto)
{
	const char *code = field(mdto, AK_MDTO_VALUATION);
	ak_mdto_put_term(xml, "waardering", ak_mdto_valuation_label(code), code, "Begrippenlijst Waarderingen MDTO");
	if (field(mdto, AK_MDTO_RETENTION)) {
		ak_xml_open(xml, "bewaartermijn");
		ak_xml_text(xml, "termijnLooptijd", field(mdto, AK_MDTO_RETENTION));
		ak_xml_close(xml, "bewaartermijn");
	}
	if (field(mdto, AK_MDTO_CATEGORY))
		ak_mdto_put_term(xml, "informatiecategorie", field(mdto, AK_MDTO_CATEGORY), field(mdto, AK_MDTO_CATEGORY_CODE),
			field(mdto, AK_MDTO_CATEGORY_LIST));
}

static void put_creator(struct ak_xml *xml, const struct ak_mdto *mdto)
{
	ak_mdto_put_reference(xml, "archiefvormer", field(mdto, AK_MDTO_CREATOR), field(mdto, AK_MDTO_CREATOR_ID),
		field(mdto, AK_MDTO_CREATOR_SOURCE));
}

static void put_restriction(struct ak_xml *xml, const struct ak_mdto *mdto)
{
	ak_xml_open(xml, "beperkingGebruik");
	ak_mdto_put_term(xml, "beperkingGebruikType", field(mdto, AK_MDTO_RESTRICTION), NULL, field(mdto, AK_MDTO_RESTRICTION_LIST));
	if (field(mdto, AK_MDTO_RESTRICTION_TEXT))
		ak_xml_text(xml, "beperkingGebruikNadereBeschrijving", field(mdto, AK_MDTO_RESTRICTION_TEXT));
	ak_xml_close(xml, "beperkingGebruik");
}

static void put_language(struct ak_xml *xml, const struct ak_mdto *mdto)
{
	if (field(mdto, AK_MDTO_LANGUAGE))
		ak_xml_text(xml, "taal", field(mdto, AK_MDTO_LANGUAGE));
}

/* What was done by a record, when, by whom, and what came of it. */
static void put_event(struct ak_xml *xml, const struct ak_mdto *mdto, uint32_t record, bool is_creation)
{
	const struct ak_ledger *ledger = mdto->dossier->ledger;
	const struct ak_record *it = &ledger->records[record];
	const struct ak_judged *judged = ak_ledger_judged(ledger, record);
	struct ak_buf outcome = AK_BUF_INIT;
	ak_buf_format(&outcome, "%s (%s)", ak_words_meaning(it->kind, judged->verdict),
		judged->verdict == AK_VERDICT_NONE ? "-" : ak_verdict_text(judged->verdict, judged->reason));
	ak_xml_open(xml, "event");
	if (is_creation)
		ak_mdto_put_term(xml, "eventType", "Creatie", NULL, "Begrippenlijst EventTypeLijst MDTO");
	else
		ak_mdto_put_term(xml, "eventType", ak_words_heading(it->kind), ak_kind_name(it->kind), AK_MDTO_OWN_LIST);
	ak_xml_text(xml, "eventTijd", ak_time_write(it->time).text);
	ak_mdto_put_actor(xml, mdto, "eventVerantwoordelijkeActor", it->actor);
	ak_xml_text(xml, "eventResultaat", ak_buf_string(&outcome));
	ak_xml_close(xml, "event");
	xml->out->failed |= outcome.failed;
	ak_buf_release(&outcome);
}

/* ---- the dossier */

static void put_summary(struct ak_xml *xml, const struct ak_mdto *mdto)
{
	const struct ak_dossier *dossier = mdto->dossier;
	struct ak_buf text = AK_BUF_INIT;
	ak_buf_format(&text, _("%u records, of which %u are about the matter."), dossier->hold_count, dossier->touch_count);
	ak_xml_text(xml, "omschrijving", ak_buf_string(&text));
	xml->out->failed |= text.failed;
	ak_buf_release(&text);
	ak_xml_text(xml, "omschrijving",
		_("Digests and signatures are checked by verify.sh, order and authority by akkoord verify. SHA256SUMS and the files of this metadata are not described in it."));
}

/* From the first to the last record about the matter. */
static void put_period(struct ak_xml *xml, const struct ak_dossier *dossier)
{
	const struct ak_ledger *ledger = dossier->ledger;
	int64_t first = INT64_MAX, last = INT64_MIN;
	for (uint32_t i = 0; i < ledger->count; i++) {
		if (!dossier->touches[i])
			continue;
		first = ledger->records[i].time < first ? ledger->records[i].time : first;
		last = ledger->records[i].time > last ? ledger->records[i].time : last;
	}
	ak_xml_open(xml, "dekkingInTijd");
	ak_mdto_put_term(xml, "dekkingInTijdType", "Looptijd van een dossier", NULL, AK_MDTO_OWN_LIST);
	put_date(xml, "dekkingInTijdBegindatum", first);
	put_date(xml, "dekkingInTijdEinddatum", last);
	ak_xml_close(xml, "dekkingInTijd");
}

/* What tells more of the dossier than MDTO can: its course by PROV. */
static void put_additional(struct ak_xml *xml, const struct ak_mdto *mdto)
{
	for (uint32_t i = 0; i < mdto->file_count; i++)
		if (strcmp(mdto->files[i].path, "prov.json") == 0)
			ak_mdto_refer_file(xml, mdto, "aanvullendeMetagegevens", &mdto->files[i]);
}

static void put_parties(struct ak_xml *xml, const struct ak_mdto *mdto)
{
	const struct ak_charter *charter = ak_ledger_state(mdto->dossier->ledger)->charter;
	for (uint32_t i = 0; i < charter->party_count; i++) {
		ak_xml_open(xml, "betrokkene");
		ak_mdto_put_term(xml, "betrokkeneTypeRelatie", "Partij", "party", AK_MDTO_OWN_LIST);
		ak_mdto_put_actor(xml, mdto, "betrokkeneActor", charter->parties[i].name);
		ak_xml_close(xml, "betrokkene");
	}
}

void ak_mdto_write_dossier(struct ak_buf *out, const struct ak_mdto *mdto)
{
	const struct ak_ledger *ledger = mdto->dossier->ledger;
	struct ak_xml xml;
	begin(&xml, out, "informatieobject");
	put_head(&xml, mdto, ak_buf_string(&mdto->id), mdto->name, "Dossier");
	ak_xml_text(&xml, "trefwoord", ak_ledger_state(ledger)->charter->name);
	put_summary(&xml, mdto);
	put_period(&xml, mdto->dossier);
	put_language(&xml, mdto);
	for (uint32_t i = 0; i < ledger->admission.admitted; i++)
		if (mdto->dossier->touches[ledger->admission.sequence[i]])
			put_event(&xml, mdto, ledger->admission.sequence[i], false);
	put_valuation(&xml, mdto);
	for (uint32_t i = 0; i < mdto->part_count; i++)
		ak_mdto_refer_part(&xml, mdto, "bevatOnderdeel", i);
	put_additional(&xml, mdto);
	put_creator(&xml, mdto);
	put_parties(&xml, mdto);
	put_restriction(&xml, mdto);
	end(&xml, "informatieobject");
}

/* ---- a part */

/* The objects that a proposal changes, each once, and what it says of itself. */
static void put_content(struct ak_xml *xml, const struct ak_record *record)
{
	for (uint32_t i = 0; record->kind == AK_KIND_PROPOSE && i < record->change_count; i++) {
		const char *object = record->changes[i].object;
		bool is_told = !object;
		for (uint32_t before = 0; !is_told && before < i; before++)
			is_told = record->changes[before].object && strcmp(record->changes[before].object, object) == 0;
		if (!is_told)
			ak_xml_text(xml, "trefwoord", object);
	}
	if (record->why && record->why[strspn(record->why, " \n")]) /* an element of MDTO is not blank */
		ak_xml_text(xml, "omschrijving", record->why);
}

static void put_absence(struct ak_xml *xml, const struct ak_mdto *mdto, const struct ak_mdto_part *part)
{
	const struct ak_ledger *ledger = mdto->dossier->ledger;
	if (ak_ledger_has_attachment(ledger, &part->id))
		return;
	ak_xml_text(xml, "omschrijving",
		ak_ledger_erased_attachment(ledger, &part->id)
			? _("This attachment was erased, so the dossier does not have it. Its SHA-256 is in the records that name it.")
			: _("The dossier does not have this attachment. Its SHA-256 is in the records that name it."));
}

static void put_erasure(struct ak_xml *xml, const struct ak_mdto *mdto, const struct ak_mdto_part *part)
{
	if (!ak_ledger_erased_attachment(mdto->dossier->ledger, &part->id))
		return;
	ak_xml_open(xml, "event");
	ak_mdto_put_term(xml, "eventType", "Vernietiging", "erase", AK_MDTO_OWN_LIST);
	ak_xml_close(xml, "event");
}

static void put_relation(struct ak_xml *xml, const struct ak_mdto *mdto, uint32_t record, const char *label, const char *code)
{
	if (record == AK_POSITION_NONE || !mdto->dossier->holds[record])
		return;
	ak_xml_open(xml, "gerelateerdInformatieobject");
	ak_mdto_refer_part(xml, mdto, "gerelateerdInformatieobjectVerwijzing", mdto->part_of[record]);
	ak_mdto_put_term(xml, "gerelateerdInformatieobjectTypeRelatie", label, code, AK_MDTO_OWN_LIST);
	ak_xml_close(xml, "gerelateerdInformatieobject");
}

static void put_signer(struct ak_xml *xml, const struct ak_mdto *mdto, const struct ak_record *record)
{
	ak_xml_open(xml, "betrokkene");
	ak_mdto_put_term(xml, "betrokkeneTypeRelatie", "Ondertekenaar", "signer", AK_MDTO_OWN_LIST);
	ak_mdto_put_actor(xml, mdto, "betrokkeneActor", record->actor);
	ak_xml_close(xml, "betrokkene");
}

/* Before the valuation: what it is about and what happened. */
static void put_part_before(struct ak_xml *xml, const struct ak_mdto *mdto, const struct ak_mdto_part *part)
{
	const struct ak_ledger *ledger = mdto->dossier->ledger;
	if (part->kind == AK_MDTO_RECORD)
		put_content(xml, &ledger->records[part->record]);
	if (part->kind == AK_MDTO_ATTACHMENT)
		put_absence(xml, mdto, part);
	put_language(xml, mdto);
	if (part->kind == AK_MDTO_RECORD)
		put_event(xml, mdto, part->record, true);
	if (part->kind == AK_MDTO_ATTACHMENT)
		put_erasure(xml, mdto, part);
}

void ak_mdto_write_part(struct ak_buf *out, const struct ak_mdto *mdto, uint32_t number)
{
	const struct ak_mdto_part *part = &mdto->parts[number];
	const struct ak_ledger *ledger = mdto->dossier->ledger;
	struct ak_mdto_called called;
	struct ak_xml xml;
	uint32_t count, first = ak_mdto_part_files(mdto, number, &count);
	ak_mdto_call_part(&called, mdto, part);
	begin(&xml, out, "informatieobject");
	put_head(&xml, mdto, ak_buf_string(&called.id), ak_buf_string(&called.name), "Archiefstuk");
	ak_mdto_called_release(&called, &xml);
	put_part_before(&xml, mdto, part);
	put_valuation(&xml, mdto);
	ak_mdto_put_reference(&xml, "isOnderdeelVan", mdto->name, ak_buf_string(&mdto->id), ak_buf_string(&mdto->source));
	for (uint32_t i = 0; i < count; i++)
		ak_mdto_refer_file(&xml, mdto, "heeftRepresentatie", &mdto->files[first + i]);
	if (part->kind == AK_MDTO_RECORD)
		put_relation(&xml, mdto, ledger->admission.target[part->record], "Antwoord op", "target");
	else if (part->kind == AK_MDTO_ATTACHMENT)
		put_relation(&xml, mdto, part->record, "Bijlage bij", "attachment");
	put_creator(&xml, mdto);
	if (part->kind == AK_MDTO_RECORD)
		put_signer(&xml, mdto, &ledger->records[part->record]);
	put_restriction(&xml, mdto);
	end(&xml, "informatieobject");
}

/* ---- a file */

void ak_mdto_write_file(struct ak_buf *out, const struct ak_mdto *mdto, uint32_t number)
{
	const struct ak_mdto_file *file = &mdto->files[number];
	struct ak_mdto_called called;
	struct ak_xml xml;
	ak_mdto_call_file(&called, mdto, file);
	begin(&xml, out, "bestand");
	ak_mdto_put_id(&xml, "identificatie", ak_buf_string(&called.id), ak_buf_string(&mdto->source));
	ak_xml_text(&xml, "naam", file->path);
	ak_mdto_called_release(&called, &xml);
	ak_xml_number(&xml, "omvang", file->size);
	ak_mdto_put_term(&xml, "bestandsformaat", file->format.label, file->format.code, file->format.code ? "PRONOM-register" : AK_MDTO_OWN_LIST);
	ak_xml_open(&xml, "checksum");
	ak_mdto_put_term(&xml, "checksumAlgoritme", "SHA256", NULL, "Begrippenlijst ChecksumAlgoritme MDTO");
	ak_xml_text(&xml, "checksumWaarde", ak_id_hex(&file->digest).text);
	ak_xml_text(&xml, "checksumDatum", ak_time_write(mdto->time).text);
	ak_xml_close(&xml, "checksum");
	ak_mdto_refer_part(&xml, mdto, "isRepresentatieVan", file->part);
	end(&xml, "bestand");
}
