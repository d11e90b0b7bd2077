/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/mdto_format.h"

#include <string.h>

#include "json/utf8.h"

/* Files that a dossier names itself, by the end of their path. */
static const struct {
	const char *ending;
	struct ak_mdto_format format;
} named[] = {
	{ ".json", { "JSON Data Interchange Format", "fmt/817" } },
	{ ".html", { "Hypertext Markup Language 5", "fmt/471" } },
	{ ".css", { "Cascading Style Sheet", "x-fmt/224" } },
	{ ".txt", { "Plain Text File", "x-fmt/111" } },
	{ ".sig", { "SSH-handtekening (SSHSIG)", NULL } },
	{ ".pub", { "SSH-sleutel (OpenSSH)", NULL } },
	{ ".sh", { "Shellscript (POSIX sh)", NULL } },
	{ "signers", { "Lijst van ondertekenaars (OpenSSH allowed_signers)", NULL } },
};

/* What the first bytes of a file say without doubt. */
static const struct {
	const char *magic;
	struct ak_mdto_format format;
} known[] = {
	{ "%PDF-1.0", { "Acrobat PDF 1.0 - Portable Document Format", "fmt/14" } },
	{ "%PDF-1.1", { "Acrobat PDF 1.1 - Portable Document Format", "fmt/15" } },
	{ "%PDF-1.2", { "Acrobat PDF 1.2 - Portable Document Format", "fmt/16" } },
	{ "%PDF-1.3", { "Acrobat PDF 1.3 - Portable Document Format", "fmt/17" } },
	{ "%PDF-1.4", { "Acrobat PDF 1.4 - Portable Document Format", "fmt/18" } },
	{ "%PDF-1.5", { "Acrobat PDF 1.5 - Portable Document Format", "fmt/19" } },
	{ "%PDF-1.6", { "Acrobat PDF 1.6 - Portable Document Format", "fmt/20" } },
	{ "%PDF-1.7", { "Acrobat PDF 1.7 - Portable Document Format", "fmt/276" } },
	{ "GIF87a", { "Graphics Interchange Format 87a", "fmt/3" } },
	{ "GIF89a", { "Graphics Interchange Format 89a", "fmt/4" } },
	{ "%PDF-", { "PDF", NULL } },
	{ "\x89PNG\r\n\x1a\n", { "PNG", NULL } },
	{ "\xff\xd8\xff", { "JPEG", NULL } },
	{ "PK\x03\x04", { "ZIP, of een formaat dat daarin is verpakt", NULL } },
};

static bool begins(struct ak_bytes bytes, const char *magic)
{
	size_t size = strlen(magic);
	return bytes.size >= size && memcmp(bytes.data, magic, size) == 0;
}

static bool holds(struct ak_bytes bytes, const char *word)
{
	while (bytes.size > 0) {
		const uint8_t *at = memchr(bytes.data, word[0], bytes.size);
		if (!at)
			return false;
		bytes.size -= (size_t)(at - bytes.data);
		bytes.data = at;
		if (begins(bytes, word))
			return true;
		bytes.data++;
		bytes.size--;
	}
	return false;
}

/*
 * Of PDF there are kinds for the archive and for print, which have numbers of their own and tell of themselves in
 * clear text.
 */
static bool is_special_pdf(struct ak_bytes bytes)
{
	static const char *const marks[] = {"pdfaid", "pdfxid", "pdfeid", "pdfvtid", "GTS_PDFX"};
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (holds(bytes, marks[i]))
			return true;
	return false;
}

static bool is_text(struct ak_bytes bytes)
{
	const char *data = (const char *)bytes.data;
	for (size_t at = 0, size; at < bytes.size; at += size) {
		uint32_t character;
		size = ak_utf8_read(&character, data + at, bytes.size - at);
		if (!size || (character < 0x20 && !memchr("\t\n\r\f", (int)character, 4)))
			return false;
	}
	return true;
}

static struct ak_mdto_format by_content(struct ak_bytes bytes)
{
	static const struct ak_mdto_format special = {"PDF van een bijzonder profiel (zoals PDF/A)", NULL};
	static const struct ak_mdto_format text = {"Tekst (UTF-8)", NULL}, unknown = {"Onbekend", NULL};
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (begins(bytes, known[i].magic))
			return begins(bytes, "%PDF-") && is_special_pdf(bytes) ? special : known[i].format;
	return bytes.size > 0 && is_text(bytes) ? text : unknown;
}

struct ak_mdto_format ak_mdto_format_of(const char *path, struct ak_bytes bytes)
{
	size_t size = strlen(path);
	for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
		size_t ending = strlen(named[i].ending);
		if (size >= ending && strcmp(path + size - ending, named[i].ending) == 0)
			return named[i].format;
	}
	return by_content(bytes);
}
