/* SPDX-License-Identifier: EUPL-1.2 */
/* What git may be asked to do, by whom, and how its words are shown. */
#include "child/temp.h"

#include "sync/git.h"
#include "sync/remotes.h"
#include "sync/trusted.h"

static void urls_that_only_carry_are_taken(void **state)
{
	(void)state;
	static const char *const good[] = {"/srv/ipo.git", "ipo.git", "./-x", "../a b", "ssh://git@ipo.example/x.git",
		"https://ipo.example/x.git", "http://127.0.0.1:8080/x", "git://ipo.example/x", "file:///srv/x.git",
		"git@ipo.example:x.git", "ipo:x.git", "git+ssh://ipo.example/x", "C:/x", "[::1]:x.git", "ssh://[::1]/x"};
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		struct ak_error err = AK_ERROR_INIT;
		if (ak_git_url_check(good[i], &err) != AK_OK)
			fail_msg("%s: %s", good[i], err.text);
	}
}

static void urls_that_run_something_are_refused_with_what_to_do(void **state)
{
	(void)state;
	static const struct {
		const char *url, *why;
	} bad[] = {
		{"", "the URL is empty"},
		{"-oProxyCommand=x", "begins with \"-\""},
		{"--upload-pack=x", "begins with \"-\""},
		{"ext::sh -c x", "names a helper program"},
		{"fd::3", "names a helper program"},
		{"hg::https://x", "names a helper program"},
		{"EXT::sh", "names a helper program"},
		{"ftp://example.org/x", "is of a transport"},
		{"rsync://example.org/x", "is of a transport"},
		{"persistent-https://example.org/x", "is of a transport"},
		{"https://example.org/\nx", "control characters"},
		{"\x1b[31mx", "control characters"},
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct ak_error err = AK_ERROR_INIT;
		assert_int_equal(ak_git_url_check(bad[i].url, &err), AK_ERR_REFUSED);
		if (!strstr(err.text, bad[i].why))
			fail_msg("%s: %s", bad[i].url, err.text);
	}
}

static void a_url_is_shown_without_who_signs_in_and_with_what(void **state)
{
	(void)state;
	static const char *const urls[][2] = {
		{"https://jan:geheim@ipo.example/x.git", "https://ipo.example/x.git"},
		{"https://geheim@ipo.example/x.git", "https://ipo.example/x.git"},
		{"https://jan:ge@heim@ipo.example:8443/x@y?z", "https://ipo.example:8443/x@y?z"},
		{"https://ipo.example/a@b", "https://ipo.example/a@b"},
		{"https://jan:geheim@ipo.example", "https://ipo.example"},
		{"http://jan:@ipo.example#x", "http://ipo.example#x"},
		{"ssh://git@ipo.example/x", "ssh://git@ipo.example/x"},
		{"ssh://git:geheim@ipo.example:22/x", "ssh://git@ipo.example:22/x"},
		{"git+ssh://git:geheim@ipo.example/x", "git+ssh://git@ipo.example/x"},
		{"git@ipo.example:x.git", "git@ipo.example:x.git"},
		{"/srv/a@b:c", "/srv/a@b:c"},
		{"file:///srv/a@b", "file:///srv/a@b"},
		{"", ""},
	};
	for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
		struct ak_buf shown = AK_BUF_INIT;
		ak_git_url_put(&shown, urls[i][0]);
		assert_string_equal(ak_buf_string(&shown), urls[i][1]);
		ak_buf_release(&shown);
	}
	struct ak_error err = AK_ERROR_INIT;
	assert_int_equal(ak_git_url_check("ftp://jan:geheim@ipo.example/x", &err), AK_ERR_REFUSED);
	assert_non_null(strstr(err.text, "\"ftp://ipo.example/x\""));
}

static void only_harmless_settings_are_trusted(void **state)
{
	(void)state;
	static const char *const good[] = {"core.bare", "core.repositoryformatversion", "core.filemode", "akkoord.actor",
		"akkoord.publish", "remote.ipo.url", "remote.a.b.pushurl", "remote.ipo.fetch", "user.signingkey",
		"branch.main.remote", "gc.auto", "credential.https://x.example.username", "receive.denynonfastforwards",
		"core.hookspath", "core.fsmonitor"};
	static const char *const bad[] = {"core.sshcommand", "core.gitproxy", "core.askpass", "core.alternaterefscommand",
		"credential.helper", "credential.https://x.example.helper", "remote.ipo.vcs", "remote.ipo.uploadpack",
		"remote.ipo.receivepack", "remote.ipo.promisor", "remote.ipo.partialclonefilter", "remote.ipo.proxy",
		"gc.recentobjectshook", "url.ext::x.insteadof", "protocol.ext.allow", "gpg.program", "gpg.ssh.program",
		"include.path", "includeif.gitdir:/.path", "http.cookiefile", "http.https://x.proxy", "extensions.partialclone",
		"filter.x.smudge", "alias.x", "uploadpackx.y", "cor", "core", "", ".", "fetch.bundleuri", "submodule.x.update"};
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		if (!ak_trusted_setting(good[i]))
			fail_msg("%s is not trusted", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (ak_trusted_setting(bad[i]))
			fail_msg("%s is trusted", bad[i]);
}

static void said(const char *error, const char *expected)
{
	struct ak_child_result result = {.exit_status = 128};
	struct ak_buf out = AK_BUF_INIT;
	ak_buf_text(&result.error, error);
	ak_git_said(&result, &out);
	assert_string_equal(ak_buf_string(&out), expected);
	ak_buf_release(&out);
	ak_buf_release(&result.error);
}

static void of_what_git_says_the_telling_lines_are_kept(void **state)
{
	(void)state;
	said("", "git ended with status 128");
	said("fatal: repository 'x' not found\n", "repository 'x' not found");
	said("git@x: Permission denied (publickey).\r\nfatal: Could not read from remote repository.\n\nPlease make sure you "
	     "have the correct access rights\nand the repository exists.\n",
		"git@x: Permission denied (publickey); Could not read from remote repository");
	said("hint: do this\nerror: failed\nhint: and that", "failed");
	said("one\ntwo\nthree", "two; three");
}

static void a_remote_has_a_name_that_is_fit_for_a_ref(void **state)
{
	(void)state;
	static const char *const good[] = {"ipo", "Origin-2", "a.b", "x_y"};
	static const char *const bad[] = {"", "-x", ".x", "x.", "a..b", "a/b", "a b", "x.lock", "rewritten", "a\nb", "é", "a~1"};
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_true(ak_remote_name_check(good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(ak_remote_name_check(bad[i]));
}

static struct ak_store *new_replica(const char *name)
{
	struct ak_store *store = NULL;
	struct ak_error err = AK_ERROR_INIT;
	if (ak_store_create(&store, name, &err) != AK_OK)
		fail_msg("%s", err.text);
	return store;
}

static void one_s_own_remote_comes_first(void **state)
{
	(void)state;
	struct ak_store *store = new_replica("r");
	struct ak_remotes remotes;
	struct ak_error err = AK_ERROR_INIT;
	sh("git -C r remote add b /b && git -C r remote add c /c && git -C r remote add a /a && git -C r config akkoord.publish c "
	   "&& git -C r config remote.c.pushurl /d");
	assert_int_equal(ak_remotes_read(&remotes, store, &err), AK_OK);
	assert_int_equal(remotes.count, 3);
	assert_string_equal(remotes.items[0].name, "c");
	assert_true(remotes.items[0].own);
	assert_string_equal(remotes.items[0].push_url, "/d");
	assert_string_equal(remotes.items[1].name, "a");
	assert_ptr_equal(ak_remotes_find(&remotes, "b"), &remotes.items[2]);
	assert_null(ak_remotes_find(&remotes, "x"));
	ak_remotes_release(&remotes);
	sh("git -C r config akkoord.publish x");
	assert_int_equal(ak_remotes_read(&remotes, store, &err), AK_ERR_USAGE);
	ak_error_clear(&err);
	sh("git -C r config akkoord.publish b && git -C r config 'remote.a b.url' /x");
	assert_int_equal(ak_remotes_read(&remotes, store, &err), AK_ERR_REFUSED);
	ak_store_free(store);
}

static void git_is_asked_for_the_time_that_is_configured_and_no_longer(void **state)
{
	(void)state;
	struct ak_store *store = new_replica("r");
	struct ak_git git;
	struct ak_error err = AK_ERROR_INIT;
	assert_int_equal(ak_git_open(&git, store, false, &err), AK_OK);
	assert_int_equal(git.timeout_seconds, AK_GIT_TIMEOUT_SECONDS);
	sh("git -C r config akkoord.timeout 7");
	assert_int_equal(ak_git_open(&git, store, false, &err), AK_OK);
	assert_int_equal(git.timeout_seconds, 7);
	sh("git -C r config akkoord.timeout -7");
	assert_int_equal(ak_git_open(&git, store, false, &err), AK_OK);
	assert_int_equal(git.timeout_seconds, AK_GIT_TIMEOUT_SECONDS);
	sh("git -C r config core.sshCommand evil");
	assert_int_equal(ak_git_open(&git, store, false, &err), AK_ERR_REFUSED);
	assert_non_null(strstr(err.text, "\"core.sshcommand\""));
	ak_store_free(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(urls_that_only_carry_are_taken),
		cmocka_unit_test(urls_that_run_something_are_refused_with_what_to_do),
		cmocka_unit_test(a_url_is_shown_without_who_signs_in_and_with_what),
		cmocka_unit_test(only_harmless_settings_are_trusted),
		cmocka_unit_test(of_what_git_says_the_telling_lines_are_kept),
		cmocka_unit_test(a_remote_has_a_name_that_is_fit_for_a_ref),
		cmocka_unit_test_setup_teardown(one_s_own_remote_comes_first, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(
			git_is_asked_for_the_time_that_is_configured_and_no_longer, temp_setup, temp_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
