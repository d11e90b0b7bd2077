/* SPDX-License-Identifier: EUPL-1.2 */
/* The groups of elements that documents of MDTO are made of, and what its things are called. */
#ifndef AK_REPORT_MDTO_PUT_H
#define AK_REPORT_MDTO_PUT_H

#include "report/mdto.h"
#include "report/xml.h"

#define AK_MDTO_OWN_LIST "Begrippenlijst akkoord" /* docs/archive.md has it */

/* identificatieGegevens */
void ak_mdto_put_id(struct ak_xml *xml, const char *element, const char *id, const char *source);

/* verwijzingGegevens; id may be NULL: then there is a name alone. */
void ak_mdto_put_reference(struct ak_xml *xml, const char *element, const char *name, const char *id, const char *source);

/* begripGegevens; code may be NULL. */
void ak_mdto_put_term(struct ak_xml *xml, const char *element, const char *label, const char *code, const char *list);

/* verwijzingGegevens to an actor or party of the ledger. */
void ak_mdto_put_actor(struct ak_xml *xml, const struct ak_mdto *mdto, const char *element, const char *actor);

/* What people call a part or file, and its kenmerk; ak_mdto_called_release passes on to xml that memory ran out. */
struct ak_mdto_called {
	struct ak_buf name, id;
};
void ak_mdto_call_part(struct ak_mdto_called *called, const struct ak_mdto *mdto, const struct ak_mdto_part *part);
void ak_mdto_call_file(struct ak_mdto_called *called, const struct ak_mdto *mdto, const struct ak_mdto_file *file);
void ak_mdto_called_release(struct ak_mdto_called *called, struct ak_xml *xml);

/* verwijzingGegevens to one of them. */
void ak_mdto_refer_part(struct ak_xml *xml, const struct ak_mdto *mdto, const char *element, uint32_t part);
void ak_mdto_refer_file(
	struct ak_xml *xml, const struct ak_mdto *mdto, const char *element, const struct ak_mdto_file *file);

#endif
