/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * XML that cannot be injected into: elements are opened and closed by names of our own, and whatever is text goes
 * through the one escape of markup. Indented with tabs, an element with a text on one line.
 *
 *   ak_xml_begin(&xml, out, "MDTO", space, schema);
 *   ak_xml_open(&xml, "bestand");
 *   ak_xml_text(&xml, "naam", path);
 *   ak_xml_close(&xml, "bestand");
 *   ak_xml_end(&xml, "MDTO");
 */
#ifndef AK_REPORT_XML_H
#define AK_REPORT_XML_H

#include "base/bytes.h"

enum { AK_XML_DEPTH_MAX = 16 };

struct ak_xml {
	struct ak_buf *out; /* borrowed; it says whether memory ran out */
	const char *open[AK_XML_DEPTH_MAX];
	unsigned depth;
};

/* The declaration and the outermost element, in a namespace; schema is where that of its version stands. */
void ak_xml_begin(struct ak_xml *xml, struct ak_buf *out, const char *root, const char *space, const char *schema);
void ak_xml_end(struct ak_xml *xml, const char *root);

void ak_xml_open(struct ak_xml *xml, const char *name);

/* Closes the innermost element, which must be of this name (asserted). */
void ak_xml_close(struct ak_xml *xml, const char *name);

/* An element with nothing but text in it. */
void ak_xml_text(struct ak_xml *xml, const char *name, const char *text);
void ak_xml_number(struct ak_xml *xml, const char *name, uint64_t number);

#endif
