/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * libgit2 built with mbedTLS reads all of the system's certificates when it starts: half of what a warm command costs.
 * akkoord has git do its transport and never speaks TLS itself, so in this program the function that reads them
 * reads none; whom libgit2 would trust is then nobody. Not in the library: who links that may need them. Where
 * libgit2 has another TLS this is never called.
 */
int mbedtls_x509_crt_parse_file(void *chain, const char *path);

int mbedtls_x509_crt_parse_file(void *chain, const char *path)
{
	(void)chain;
	(void)path;
	return 0;
}
