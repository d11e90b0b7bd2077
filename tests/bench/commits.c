/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * commits COUNT FOLDER: COUNT commits, each signed with SSH by one of thirty signers, on refs/heads/main of the
 * repository in FOLDER. Prints who signed as `gpg.ssh.allowedSignersFile` wants it.
 */
#include <git2.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench/signer.h"

enum {
	SIGNERS = 30,
	BEGIN = 1640995200, /* 2022-01-01 */
	SECONDS_BETWEEN = 40,
};

static struct bench_signer signers[SIGNERS];

static void name_of(char name[32], unsigned signer)
{
	snprintf(name, 32, "bench-%u", signer);
}

static void must(int result)
{
	if (result < 0)
		bench_die(git_error_last() ? git_error_last()->message : "libgit2 fails");
}

/* The commit with this number after parent (NULL: none), whose id it becomes. */
static void add(git_repository *repository, const git_tree *tree, unsigned number, git_oid *parent, bool first)
{
	unsigned signer = number % SIGNERS;
	char name[32];
	char message[32];
	git_signature *who = NULL;
	git_commit *before = NULL;
	git_buf content = {0};
	struct ak_buf signature = AK_BUF_INIT;
	name_of(name, signer);
	snprintf(message, sizeof message, "%u\n", number);
	must(git_signature_new(&who, name, "bench@akkoord.invalid", BEGIN + (git_time_t)number * SECONDS_BETWEEN, 0));
	if (!first)
		must(git_commit_lookup(&before, repository, parent));
	const git_commit *parents[] = {before};
	must(git_commit_create_buffer(&content, repository, who, who, NULL, message, tree, first ? 0 : 1, parents));
	bench_signer_sign(&signers[signer], "git", (struct ak_bytes){(const uint8_t *)content.ptr, content.size}, &signature);
	signature.data[signature.size - 1] = '\0'; /* git ends its header without an empty line */
	must(git_commit_create_with_signature(parent, repository, content.ptr, signature.data, "gpgsig"));
	ak_buf_release(&signature);
	git_buf_dispose(&content);
	git_commit_free(before);
	git_signature_free(who);
}

static void write_all(git_repository *repository, unsigned count)
{
	git_treebuilder *builder = NULL;
	git_tree *tree = NULL;
	git_reference *head = NULL;
	git_oid id;
	must(git_treebuilder_new(&builder, repository, NULL));
	must(git_treebuilder_write(&id, builder));
	must(git_tree_lookup(&tree, repository, &id));
	for (unsigned i = 0; i < count; i++)
		add(repository, tree, i, &id, i == 0);
	must(git_reference_create(&head, repository, "refs/heads/main", &id, 1, NULL));
	git_reference_free(head);
	git_tree_free(tree);
	git_treebuilder_free(builder);
}

int main(int argc, char **argv)
{
	git_repository *repository = NULL;
	unsigned long count = argc == 3 ? strtoul(argv[1], NULL, 10) : 0;
	if (count == 0 || count > 10000000 || sodium_init() < 0) {
		fprintf(stderr, "usage: commits COUNT FOLDER\n");
		return 2;
	}
	for (unsigned i = 0; i < SIGNERS; i++) {
		char name[32];
		name_of(name, i);
		bench_signer_init(&signers[i], name);
		printf("%s namespaces=\"git\" %s\n", name, signers[i].key);
	}
	git_libgit2_init();
	must(git_repository_open(&repository, argv[2]));
	write_all(repository, (unsigned)count);
	git_repository_free(repository);
	git_libgit2_shutdown();
	for (unsigned i = 0; i < SIGNERS; i++)
		bench_signer_release(&signers[i]);
	return fflush(stdout) == 0 ? 0 : 3;
}
