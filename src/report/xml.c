/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/xml.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "report/escape.h"

static void indent(const struct ak_xml *xml)
{
	for (unsigned i = 0; i < xml->depth; i++)
		ak_buf_char(xml->out, '\t');
}

void ak_xml_begin(struct ak_xml *xml, struct ak_buf *out, const char *root, const char *space, const char *schema)
{
	*xml = (struct ak_xml){.out = out, .open = {root}, .depth = 1};
	ak_buf_format(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=\"", root);
	ak_escape_markup(out, ak_bytes_of(space));
	ak_buf_text(out, "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"");
	ak_escape_markup(out, ak_bytes_of(space));
	ak_buf_char(out, ' ');
	ak_escape_markup(out, ak_bytes_of(schema));
	ak_buf_text(out, "\">\n");
}

void ak_xml_end(struct ak_xml *xml, const char *root)
{
	ak_xml_close(xml, root);
	assert(xml->depth == 0);
}

void ak_xml_open(struct ak_xml *xml, const char *name)
{
	assert(xml->depth < AK_XML_DEPTH_MAX);
	indent(xml);
	ak_buf_format(xml->out, "<%s>\n", name);
	xml->open[xml->depth++] = name;
}

void ak_xml_close(struct ak_xml *xml, const char *name)
{
	assert(xml->depth > 0 && strcmp(xml->open[xml->depth - 1], name) == 0);
	xml->depth--;
	indent(xml);
	ak_buf_format(xml->out, "</%s>\n", name);
}

void ak_xml_text(struct ak_xml *xml, const char *name, const char *text)
{
	indent(xml);
	ak_buf_format(xml->out, "<%s>", name);
	ak_escape_markup(xml->out, ak_bytes_of(text));
	ak_buf_format(xml->out, "</%s>\n", name);
}

void ak_xml_number(struct ak_xml *xml, const char *name, uint64_t number)
{
	indent(xml);
	ak_buf_format(xml->out, "<%s>%" PRIu64 "</%s>\n", name, number, name);
}
