/* SPDX-License-Identifier: EUPL-1.2 */
/* Asking ssh-keygen for a signature: for keys that no agent holds. */
#include "sign/inside.h"

#include "base/limits.h"
#include "child/child.h"

/* The last line that ssh-keygen said, without control characters: that is where its reason stands. */
static void last_line(char *line, size_t room, const struct ak_buf *said)
{
	const char *text = ak_buf_string(said);
	size_t end = said->size;
	while (end && (text[end - 1] == '\n' || text[end - 1] == '\r'))
		end--;
	size_t start = end;
	while (start && text[start - 1] != '\n')
		start--;
	size_t size = end - start < room ? end - start : room - 1;
	for (size_t i = 0; i < size; i++)
		line[i] = (unsigned char)text[start + i] < ' ' || text[start + i] == 0x7f ? ' '
											  : text[start + i];
	line[size] = '\0';
}

static enum ak_status explain(
	const struct ak_signer *signer, const struct ak_child_result *result, struct ak_error *err)
{
	char line[256];
	last_line(line, sizeof line, &result->error);
	if (signer->interactive || !*line)
		return ak_fail(err, AK_ERR_IO,
			"%s could not sign with \"%s\"; check the passphrase, or the security key",
			signer->program, signer->key_file);
	return ak_fail(err, AK_ERR_IO,
		"%s could not sign with \"%s\" (%s); a key with a passphrase signs through ssh-agent: "
		"ssh-add '%s'",
		signer->program, signer->key_file, line, signer->key_file);
}

/*
 * Without a file to sign it reads its standard input and writes the signature to its standard output. A
 * passphrase it asks for on the terminal itself; where nobody is there to ask, it gets an empty answer at
 * once instead.
 */
enum ak_status ak_sign_by_keygen(const struct ak_signer *signer, struct ak_bytes message,
	const char *name_space, struct ak_buf *file, struct ak_error *err)
{
	const char *const argv[] = {
		signer->program, "-Y", "sign", "-q", "-n", name_space, "-f", signer->key_file, NULL};
	/* the agent was asked before, and may be another than the one that is named in the environment */
	static const char *const quiet[] = {
		"SSH_AUTH_SOCK", "SSH_ASKPASS_REQUIRE=force", "SSH_ASKPASS=false", NULL};
	static const char *const asking[] = {"SSH_AUTH_SOCK", NULL};
	struct ak_child child = {
		.argv = argv,
		.env = signer->interactive ? asking : quiet,
		.input = message,
		.error_ours = signer->interactive,
		.has_terminal = signer->interactive,
		.own_group = !signer->interactive,
		.timeout_seconds = signer->timeout_seconds,
		.output_max = 4 * AK_SIGNATURE_SIZE_MAX,
	};
	struct ak_child_result result;
	enum ak_status status = ak_child_run(&child, &result, err);
	if (status == AK_OK && result.exit_status != 0)
		status = explain(signer, &result, err);
	if (status == AK_OK) {
		ak_buf_append(file, ak_buf_string(&result.output), result.output.size);
		status = ak_buf_status(file, err);
	}
	ak_child_result_release(&result);
	return status;
}
