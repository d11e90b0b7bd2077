/* SPDX-License-Identifier: EUPL-1.2 */
/* Many writers, killed writers, a full disk. */
#include "store/store_case.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>

/* In a child: count commits, each of a file of its own, each reported on fd once it is acknowledged. */
static int write_files(const char *prefix, int count, int fd)
{
	struct ak_store *store = NULL;
	struct ak_error err = AK_ERROR_INIT;
	if (ak_store_open(&store, "r", &err) != AK_OK) {
		fprintf(stderr, "# %s\n", err.text);
		return 1;
	}
	int status = 0;
	for (int i = 0; i < count && status == 0; i++) {
		char path[64];
		snprintf(path, sizeof path, "ledger/%s/%06d", prefix, i);
		if (commit_one(store, path, path, 1700000000, &err) != AK_OK) {
			fprintf(stderr, "# %s\n", err.text);
			status = 1;
		} else if (fd >= 0 && write(fd, &i, sizeof i) != sizeof i) {
			status = 1;
		}
	}
	ak_store_free(store);
	return status;
}

static pid_t start_writer(const char *prefix, int count, int fd)
{
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		_exit(write_files(prefix, count, fd));
	return pid;
}

static void four_writers_of_fifty_commits_lose_none(void **state)
{
	(void)state;
	ak_store_free(create_store("r"));
	static const char *const names[] = {"a", "b", "c", "d"};
	pid_t pids[4];
	for (int i = 0; i < 4; i++)
		pids[i] = start_writer(names[i], 50, -1);
	for (int i = 0; i < 4; i++) {
		int status;
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(status, 0);
	}
	assert_string_equal(sh_text("git -C r rev-list --count main"), "200");
	assert_string_equal(sh_text("git -C r ls-tree -r --name-only main | wc -l"), "200");
	sh("git -C r fsck --strict --no-dangling");
}

/* Kills a writer after a while; returns how many commits it was told are safe. */
static int kill_after(const char *prefix, unsigned microseconds)
{
	int pipes[2];
	int last = -1;
	int status;
	assert_int_equal(pipe(pipes), 0);
	pid_t pid = start_writer(prefix, 100000, pipes[1]);
	close(pipes[1]);
	struct timespec wait = {.tv_sec = 0, .tv_nsec = (long)microseconds * 1000};
	nanosleep(&wait, NULL);
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	int done;
	while (read(pipes[0], &done, sizeof done) == sizeof done)
		last = done;
	close(pipes[0]);
	return last + 1;
}

static void a_writer_killed_at_any_moment_loses_nothing_it_acknowledged(void **state)
{
	(void)state;
	unsigned random = 12345;
	ak_store_free(create_store("r"));
	for (int round = 0; round < 25; round++) {
		char prefix[32];
		char path[64];
		random = random * 1103515245U + 12345U;
		snprintf(prefix, sizeof prefix, "round%d", round);
		int safe = kill_after(prefix, 3000 + random / 65536 % 60000);
		struct ak_store *store = open_store("r");
		struct ak_listing listing;
		struct ak_error err = AK_ERROR_INIT;
		assert_int_equal(ak_store_list(store, "ledger", &listing, &err), AK_OK);
		for (int i = 0; i < safe; i++) {
			snprintf(path, sizeof path, "ledger/%s/%06d", prefix, i);
			assert_non_null(ak_listing_find(&listing, path));
		}
		ak_listing_release(&listing);
		/* and what it left behind keeps nobody waiting */
		double start = seconds_now();
		snprintf(path, sizeof path, "after/%d", round);
		commit_text(store, path, path);
		assert_true(seconds_now() - start < 5);
		ak_store_free(store);
	}
	sh("git -C r fsck --strict --no-dangling && ! ls r/refs/heads/*.lock 2>/dev/null");
}

static void a_ref_lock_that_a_dead_writer_left_does_not_block(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	commit_text(store, "a", "1");
	sh("printf w >r/akkoord.lock && : >r/refs/heads/main.lock"); /* it died between making it and moving
									it */
	double start = seconds_now();
	commit_text(store, "b", "2");
	assert_true(seconds_now() - start < 1);
	sh(": >r/refs/heads/main.lock && touch -d '1 minute ago' r/refs/heads/main.lock"); /* somebody's, long
											      ago */
	start = seconds_now();
	commit_text(store, "c", "3");
	assert_true(seconds_now() - start < 1);
	lists(store, "", "a\nb\nc\n");
	ak_store_free(store);
	sh("! ls r/refs/heads/*.lock 2>/dev/null && test ! -s r/akkoord.lock");
}

static void a_ref_lock_that_somebody_holds_is_waited_for(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	commit_text(store, "a", "1");
	sh(": >r/refs/heads/main.lock; (sleep 0.5; rm r/refs/heads/main.lock) &");
	double start = seconds_now();
	commit_text(store, "b", "2");
	assert_true(seconds_now() - start > 0.3);
	lists(store, "", "a\nb\n");
	ak_store_free(store);
}

static void old_leftovers_are_swept_and_young_ones_left(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	sh("cd r/objects && : >tmp_object_git2_old && : >tmp_object_git2_new && touch -d '2 hours ago' "
	   "tmp_object_git2_old");
	commit_text(store, "a", "1");
	ak_store_free(store);
	sh("test ! -e r/objects/tmp_object_git2_old && test -e r/objects/tmp_object_git2_new");
}

static void on_a_full_disk_nothing_is_half_written_and_the_sentence_says_so(void **state)
{
	(void)state;
	struct ak_store *store = create_store("r");
	struct ak_error err = AK_ERROR_INIT;
	struct rlimit old;
	commit_text(store, "a", "1");
	char *head = strdup(ak_store_head(store));
	assert_non_null(head);
	char *big = malloc(200001);
	assert_non_null(big);
	unsigned random = 1;
	for (int i = 0; i < 200000; i++) {
		random = random * 1103515245U + 12345U;
		big[i] = (char)('!' + random / 65536 % 90);
	}
	big[200000] = '\0';
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	const rlim_t limits[] = {0, 20, 100, 50000};
	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
		const struct rlimit small = {.rlim_cur = limits[i], .rlim_max = old.rlim_max};
		setrlimit(RLIMIT_FSIZE, &small);
		ak_error_clear(&err);
		enum ak_status status = commit_one(store, "b", big, 1, &err);
		setrlimit(RLIMIT_FSIZE, &old);
		assert_int_equal(status, AK_ERR_IO);
		if (!strstr(err.text, "the disk is full; nothing was recorded; make room and try again"))
			fail_msg("%s", err.text);
		assert_string_equal(sh_text("git -C r rev-parse main"), head);
	}
	signal(SIGXFSZ, SIG_DFL);
	lists(store, "", "a\n");
	commit_text(store, "b", big);
	holds(store, "b", big);
	ak_store_free(store);
	free(big);
	free(head);
	sh("git -C r fsck --strict --no-dangling && ! ls r/objects/tmp_object* r/refs/heads/*.lock "
	   "2>/dev/null");
}

static void a_replica_that_cannot_be_made_leaves_nothing(void **state)
{
	(void)state;
	struct ak_store *store = NULL;
	struct ak_error err = AK_ERROR_INIT;
	struct rlimit old;
	sh("mkdir empty");
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	const struct rlimit none = {.rlim_cur = 10, .rlim_max = old.rlim_max};
	setrlimit(RLIMIT_FSIZE, &none);
	enum ak_status fresh = ak_store_create(&store, "new", &err);
	ak_error_clear(&err);
	enum ak_status empty = ak_store_create(&store, "empty", &err);
	setrlimit(RLIMIT_FSIZE, &old);
	signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(fresh, AK_ERR_IO);
	assert_int_equal(empty, AK_ERR_IO);
	assert_non_null(strstr(err.text, "the disk is full"));
	assert_null(store);
	sh("test ! -e new && test -d empty && test -z \"$(ls -A empty)\"");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		TEST(four_writers_of_fifty_commits_lose_none),
		TEST(a_writer_killed_at_any_moment_loses_nothing_it_acknowledged),
		TEST(a_ref_lock_that_a_dead_writer_left_does_not_block),
		TEST(a_ref_lock_that_somebody_holds_is_waited_for),
		TEST(old_leftovers_are_swept_and_young_ones_left),
		TEST(on_a_full_disk_nothing_is_half_written_and_the_sentence_says_so),
		TEST(a_replica_that_cannot_be_made_leaves_nothing),
	};
	return cmocka_run_group_tests_name("store crash", tests, NULL, NULL);
}
