/* SPDX-License-Identifier: EUPL-1.2 */
/* What the command line cannot easily show of MDTO: formats of attachments, and any text as XML. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "json/utf8.h"
#include "report/mdto_fields.h"
#include "report/mdto_format.h"
#include "report/xml.h"

static void is_of(const char *path, const char *bytes, const char *label, const char *code)
{
	struct ak_mdto_format format = ak_mdto_format_of(path, ak_bytes_of(bytes));
	assert_string_equal(format.label, label);
	if (code)
		assert_string_equal(format.code, code);
	else
		assert_null(format.code);
}

static const char attachment[] = "bijlagen/9d3488bbe8cf674f738791e0a932bdaf43d1ebe4463aaebb114fd576e8aafc46";

static void what_a_dossier_names_itself_has_a_format_by_its_name(void **state)
{
	(void)state;
	is_of("ledger/ienw/0000/000001-x.json", "{}", "JSON Data Interchange Format", "fmt/817");
	is_of("index.nl.txt", "", "Plain Text File", "x-fmt/111");
	is_of("keys/ienw.pub", "ssh-ed25519 AAAA", "SSH-sleutel (OpenSSH)", NULL);
	is_of("allowed_signers", "", "Lijst van ondertekenaars (OpenSSH allowed_signers)", NULL);
}

static void an_attachment_has_a_number_only_where_its_bytes_leave_no_doubt(void **state)
{
	(void)state;
	is_of(attachment, "%PDF-1.4\nx", "Acrobat PDF 1.4 - Portable Document Format", "fmt/18");
	is_of(attachment, "%PDF-1.7\nx", "Acrobat PDF 1.7 - Portable Document Format", "fmt/276");
	is_of(attachment, "%PDF-1.4\n<p <pdfaid:part>1</pdfaid:part>", "PDF van een bijzonder profiel (zoals PDF/A)", NULL);
	is_of(attachment, "%PDF-2.0\nx", "PDF", NULL);
	is_of(attachment, "GIF89a", "Graphics Interchange Format 89a", "fmt/4");
	is_of(attachment, "\x89PNG\r\n\x1a\n", "PNG", NULL);
	is_of(attachment, "PK\x03\x04", "ZIP, of een formaat dat daarin is verpakt", NULL);
	is_of(attachment, "verslag\r\nvan é\n", "Tekst (UTF-8)", NULL);
	is_of(attachment, "verslag\x01", "Onbekend", NULL);
	is_of(attachment, "\xff\xfe", "Onbekend", NULL);
	is_of(attachment, "", "Onbekend", NULL);
}

/* Every byte alone, and in a row of others, comes out as characters that XML 1.0 allows, without markup. */
static void any_text_is_an_element_without_markup(void **state)
{
	(void)state;
	for (unsigned byte = 1; byte < 256; byte++) {
		const char text[] = {'a', (char)byte, '<', '&', ']', ']', '>', (char)byte, '\0'};
		struct ak_buf out = AK_BUF_INIT;
		struct ak_xml xml = {.out = &out};
		ak_xml_text(&xml, "x", text);
		const char *inside = ak_buf_string(&out) + strlen("<x>");
		size_t size = out.size - strlen("<x></x>\n");
		for (size_t at = 0, step; at < size; at += step) {
			uint32_t character;
			step = ak_utf8_read(&character, inside + at, size - at);
			assert_true(step > 0 && (character >= 0x20 || character == '\n') && character != '<' && character != '>');
		}
		ak_buf_release(&out);
	}
}

static void elements_nest(void **state)
{
	(void)state;
	struct ak_buf out = AK_BUF_INIT;
	struct ak_xml xml;
	ak_xml_begin(&xml, &out, "a", "urn:x&y", "z\"");
	ak_xml_open(&xml, "b");
	ak_xml_text(&xml, "c", "d");
	ak_xml_number(&xml, "e", 12);
	ak_xml_close(&xml, "b");
	ak_xml_end(&xml, "a");
	assert_string_equal(ak_buf_string(&out), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a xmlns=\"urn:x&amp;y\" "
						 "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:x&amp;y z&quot;\">\n\t<b>\n\t\t<c>d</c>\n"
						 "\t\t<e>12</e>\n\t</b>\n</a>\n");
	ak_buf_release(&out);
}

static bool is_duration(const char *text)
{
	struct ak_mdto_fields fields = {.values = {[AK_MDTO_CREATOR] = "x", [AK_MDTO_VALUATION] = "V", [AK_MDTO_RETENTION] = text,
						[AK_MDTO_RESTRICTION] = "x", [AK_MDTO_RESTRICTION_LIST] = "x"}};
	return ak_mdto_fields_check(&fields, NULL) == AK_OK;
}

static void a_term_is_a_duration_of_years_months_and_days(void **state)
{
	static const char *const good[] = {"P20Y", "P6M", "P10D", "P1Y6M", "P1Y1D", "P1Y6M3D"};
	static const char *const bad[] = {"P", "20Y", "P20", "PY", "P1M1Y", "P1Y1Y", "P1W", "PT1H", "P-1Y", "P1Y ", "P1.5Y"};
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_true(is_duration(good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(is_duration(bad[i]));
}

static void a_setting_is_found_without_regard_to_case(void **state)
{
	(void)state;
	assert_int_equal(ak_mdto_field_find("beperkinggebruiklijst", 21), AK_MDTO_RESTRICTION_LIST);
	assert_int_equal(ak_mdto_field_find("waarderingen", 10), AK_MDTO_VALUATION);
	assert_int_equal(ak_mdto_field_find("waarderin", 9), AK_MDTO_FIELDS);
	assert_int_equal(ak_mdto_field_find("", 0), AK_MDTO_FIELDS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_dossier_names_itself_has_a_format_by_its_name),
		cmocka_unit_test(an_attachment_has_a_number_only_where_its_bytes_leave_no_doubt),
		cmocka_unit_test(any_text_is_an_element_without_markup),
		cmocka_unit_test(elements_nest),
		cmocka_unit_test(a_term_is_a_duration_of_years_months_and_days),
		cmocka_unit_test(a_setting_is_found_without_regard_to_case),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
