/* SPDX-License-Identifier: EUPL-1.2 */
/* Programs that are started: what goes in and comes out, how they end, and what they do not inherit. */
#include "child/temp.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>

#include "child/child.h"

/* Runs a shell script with these options set; the shell is what is tried, and not only a means. */
static enum ak_status run(
	struct ak_child child, const char *script, struct ak_child_result *result, struct ak_error *err)
{
	const char *const argv[] = {"sh", "-c", script, NULL};
	child.argv = argv;
	*err = (struct ak_error)AK_ERROR_INIT;
	return ak_child_run(&child, result, err);
}

static void expect(struct ak_child child, const char *script, int status, const char *output)
{
	struct ak_child_result result;
	struct ak_error err;
	if (run(child, script, &result, &err) != AK_OK)
		fail_msg("%s", err.text);
	assert_int_equal(result.exit_status, status);
	assert_string_equal(ak_buf_string(&result.output), output);
	ak_child_result_release(&result);
}

static void expect_trouble(struct ak_child child, const char *script, const char *sentence)
{
	struct ak_child_result result;
	struct ak_error err;
	assert_int_equal(run(child, script, &result, &err), AK_ERR_IO);
	assert_string_equal(err.text, sentence);
	ak_child_result_release(&result);
}

static void what_it_says_and_how_it_ends_is_told(void **state)
{
	(void)state;
	struct ak_child_result result;
	struct ak_error err;
	assert_int_equal(run((struct ak_child){.timeout_seconds = 10}, "echo out; echo err >&2; exit 7",
				 &result, &err),
		AK_OK);
	assert_int_equal(result.exit_status, 7);
	assert_string_equal(ak_buf_string(&result.output), "out\n");
	assert_string_equal(ak_buf_string(&result.error), "err\n");
	ak_child_result_release(&result);
	expect((struct ak_child){.timeout_seconds = 10}, "kill -9 $$", 128 + 9, "");
}

static void without_input_it_reads_nothing(void **state)
{
	(void)state;
	expect((struct ak_child){.timeout_seconds = 10}, "cat; echo end", 0, "end\n");
}

static void a_megabyte_goes_in_and_comes_out(void **state)
{
	(void)state;
	struct ak_child_result result;
	struct ak_error err;
	size_t size = 1000000;
	uint8_t *data = malloc(size);
	assert_non_null(data);
	for (size_t i = 0; i < size; i++)
		data[i] = (uint8_t)(i * 31 >> 3);
	struct ak_child child = {.input = {.data = data, .size = size}};
	assert_int_equal(run(child, "cat", &result, &err), AK_OK);
	assert_int_equal(result.output.size, size);
	assert_memory_equal(result.output.data, data, size);
	ak_child_result_release(&result);
	free(data);
}

static void a_child_that_does_not_read_its_input_is_no_trouble(void **state)
{
	(void)state;
	static uint8_t data[500000];
	struct ak_child child = {.input = {.data = data, .size = sizeof data}, .timeout_seconds = 10};
	expect(child, "echo no thanks", 0, "no thanks\n");
	expect(child, "exec <&-; sleep 0.05; exit 3", 3, "");
}

static void a_program_that_is_not_there_is_named(void **state)
{
	(void)state;
	struct ak_child_result result;
	struct ak_error err = AK_ERROR_INIT;
	const char *const absent[] = {"akkoord-no-such-program", NULL};
	struct ak_child child = {.argv = absent};
	assert_int_equal(ak_child_run(&child, &result, &err), AK_ERR_IO);
	assert_string_equal(err.text, "akkoord-no-such-program is not installed or not in PATH");
	ak_child_result_release(&result);
	ak_error_clear(&err);
	const char *const path[] = {"/no/such/program", NULL};
	child.argv = path;
	assert_int_equal(ak_child_run(&child, &result, &err), AK_ERR_IO);
	assert_string_equal(err.text, "\"/no/such/program\" cannot be started: No such file or directory");
	ak_child_result_release(&result);
}

static void it_runs_in_the_folder_that_was_named(void **state)
{
	(void)state;
	char expected[TEMP_PATH_MAX + 8];
	sh("mkdir sub");
	snprintf(expected, sizeof expected, "%s\n", sh_text("cd sub && pwd -P"));
	expect((struct ak_child){.directory = "sub"}, "pwd -P", 0, expected);
	expect_trouble((struct ak_child){.directory = "absent"}, "pwd",
		"folder \"absent\" cannot be entered: No such file or directory");
}

static void the_environment_is_ours_with_the_changes(void **state)
{
	(void)state;
	setenv("AK_KEPT", "kept", 1);
	setenv("AK_CHANGED", "old", 1);
	setenv("AK_GONE", "old", 1);
	static const char *const env[] = {"AK_CHANGED=new=er", "AK_GONE", "AK_ADDED=", NULL};
	expect((struct ak_child){.env = env}, "echo $AK_KEPT $AK_CHANGED ${AK_GONE-none} ${AK_ADDED-none}.",
		0, "kept new=er none .\n");
	unsetenv("AK_KEPT");
	unsetenv("AK_CHANGED");
	unsetenv("AK_GONE");
}

static void no_descriptor_of_ours_is_inherited(void **state)
{
	(void)state;
	int leak = open("/dev/null", O_RDONLY); /* NOLINT(android-cloexec-open): that is the point */
	int high = fcntl(leak, F_DUPFD, 100);
	assert_true(leak >= 0 && high >= 100);
	expect((struct ak_child){.directory = NULL},
		"for fd in /proc/self/fd/*; do n=${fd##*/}; [ $n -gt 2 ] && [ -e /proc/$$/fd/$n ] && echo "
		"$n; done; true",
		0, "");
	close(leak);
	close(high);
}

static void our_closed_standard_descriptors_do_not_mix_up_its_own(void **state)
{
	(void)state;
	int kept[3];
	for (int fd = 0; fd < 3; fd++)
		kept[fd] = fcntl(fd, F_DUPFD_CLOEXEC, 10);
	close(0);
	close(1);
	close(2);
	struct ak_child_result result;
	struct ak_error err;
	struct ak_child child = {.input = ak_bytes_of("in")};
	enum ak_status status = run(child, "cat; echo err >&2", &result, &err);
	for (int fd = 0; fd < 3; fd++) {
		if (kept[fd] >= 0) {
			dup2(kept[fd], fd);
			close(kept[fd]);
		}
	}
	assert_int_equal(status, AK_OK);
	assert_string_equal(ak_buf_string(&result.output), "in");
	assert_string_equal(ak_buf_string(&result.error), "err\n");
	ak_child_result_release(&result);
}

static void signals_are_as_a_program_expects_them(void **state)
{
	(void)state;
	sigset_t blocked;
	sigset_t old;
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &blocked, &old);
	void (*before)(int) = signal(SIGPIPE, SIG_IGN);
	expect((struct ak_child){.timeout_seconds = 10}, "kill -PIPE $$; echo survived", 128 + SIGPIPE, "");
	expect((struct ak_child){.timeout_seconds = 10}, "kill -TERM $$; echo survived", 128 + SIGTERM, "");
	signal(SIGPIPE, before);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
}

static void when_its_time_is_over_it_and_all_it_started_is_gone(void **state)
{
	(void)state;
	double start = seconds_now();
	expect_trouble((struct ak_child){.timeout_seconds = 1, .own_group = true},
		"sleep 600 & echo $! >inner; trap '' TERM; while :; do sleep 600; done",
		"sh did not finish within 1 seconds and was stopped");
	assert_true(seconds_now() - start < 6);
	sh("p=$(cat inner); n=0; while [ -e /proc/$p ] && ! grep -q '^State:.Z' /proc/$p/status 2>/dev/null; "
	   "do "
	   "n=$((n+1)); [ $n -lt 50 ] || exit 1; sleep 0.02; done");
}

static void it_may_not_say_without_end(void **state)
{
	(void)state;
	expect_trouble((struct ak_child){.output_max = 1000, .own_group = true}, "yes",
		"sh said more than 1000 bytes and was stopped");
	expect((struct ak_child){.output_max = 4}, "printf abcd", 0, "abcd");
}

static void of_what_it_complains_the_end_is_kept(void **state)
{
	(void)state;
	struct ak_child_result result;
	struct ak_error err;
	struct ak_child child = {.own_group = true, .timeout_seconds = 20};
	assert_int_equal(run(child,
				 "i=0; while [ $i -lt 3000 ]; do printf '%0100d' $i >&2; i=$((i+1)); done; "
				 "echo last >&2",
				 &result, &err),
		AK_OK);
	assert_true(result.error.size <= 65536);
	assert_true(result.error.size > 60000);
	assert_string_equal(ak_buf_string(&result.error) + result.error.size - 6, "9last\n");
	ak_child_result_release(&result);
}

static void a_grandchild_that_keeps_the_pipes_is_not_waited_for(void **state)
{
	(void)state;
	double start = seconds_now();
	expect((struct ak_child){.timeout_seconds = 30}, "sleep 3 & echo done", 0, "done\n");
	assert_true(seconds_now() - start < 2);
}

static void *run_many(void *arg)
{
	(void)arg;
	for (int i = 0; i < 20; i++)
		expect((struct ak_child){.input = ak_bytes_of("x\n"), .timeout_seconds = 20}, "cat", 0, "x\n");
	return NULL;
}

static void threads_may_run_children_at_once(void **state)
{
	(void)state;
	pthread_t threads[4];
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, run_many, NULL), 0);
	for (int i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		TEST(what_it_says_and_how_it_ends_is_told),
		TEST(without_input_it_reads_nothing),
		TEST(a_megabyte_goes_in_and_comes_out),
		TEST(a_child_that_does_not_read_its_input_is_no_trouble),
		TEST(a_program_that_is_not_there_is_named),
		TEST(it_runs_in_the_folder_that_was_named),
		TEST(the_environment_is_ours_with_the_changes),
		TEST(no_descriptor_of_ours_is_inherited),
		TEST(our_closed_standard_descriptors_do_not_mix_up_its_own),
		TEST(signals_are_as_a_program_expects_them),
		TEST(when_its_time_is_over_it_and_all_it_started_is_gone),
		TEST(it_may_not_say_without_end),
		TEST(of_what_it_complains_the_end_is_kept),
		TEST(a_grandchild_that_keeps_the_pipes_is_not_waited_for),
		TEST(threads_may_run_children_at_once),
	};
	return cmocka_run_group_tests_name("child", tests, NULL, NULL);
}
