/* SPDX-License-Identifier: EUPL-1.2 */
/* False agents: a thread at a socket that says what it pleases. */
#include "sign/sign_case.h"

#include <pthread.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "sig/key.h"
#include "sig/wire.h"

/* What it answers to the first and the second request: bytes as they go over the wire. */
struct false_agent {
	struct ak_buf answers[2];
	bool silent;  /* keeps the connection after its answers, and says no more */
	bool trickle; /* a byte at a time */
	int listener;
	pthread_t thread;
};

static void send_answer(const struct false_agent *agent, int fd, const struct ak_buf *answer)
{
	size_t step = agent->trickle ? 1 : answer->size;
	for (size_t at = 0; at < answer->size; at += step)
		if (send(fd, answer->data + at, step, MSG_NOSIGNAL) < 0)
			return;
}

static bool take_request(int fd)
{
	uint8_t head[4];
	uint8_t rest[4096];
	if (recv(fd, head, sizeof head, MSG_WAITALL) != sizeof head)
		return false;
	size_t size = (size_t)head[2] << 8 | head[3];
	return size <= sizeof rest && recv(fd, rest, size, MSG_WAITALL) == (ssize_t)size;
}

static void *serve(void *arg)
{
	struct false_agent *agent = arg;
	int fd = accept(agent->listener, NULL, NULL);
	if (fd < 0)
		return NULL;
	for (int i = 0; i < 2 && agent->answers[i].size; i++)
		if (take_request(fd))
			send_answer(agent, fd, &agent->answers[i]);
	uint8_t byte;
	while (agent->silent && recv(fd, &byte, 1, 0) > 0)
		;
	close(fd);
	return NULL;
}

static void start(struct false_agent *agent)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "agent"};
	unlink("agent");
	agent->listener = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_true(agent->listener >= 0);
	assert_int_equal(bind(agent->listener, (struct sockaddr *)&address, sizeof address), 0);
	assert_int_equal(listen(agent->listener, 4), 0);
	assert_int_equal(pthread_create(&agent->thread, NULL, serve, agent), 0);
}

static void stop(struct false_agent *agent)
{
	shutdown(agent->listener, SHUT_RDWR);
	pthread_join(agent->thread, NULL);
	close(agent->listener);
	ak_buf_release(&agent->answers[0]);
	ak_buf_release(&agent->answers[1]);
}

/* A message: its length, its kind, its content. */
static void say(struct ak_buf *answer, unsigned char kind, const struct ak_buf *content)
{
	ak_wire_append_u32(answer, (uint32_t)(1 + content->size));
	ak_buf_char(answer, (char)kind);
	ak_buf_append(answer, ak_buf_string(content), content->size);
}

/* A list that holds the key `k` count times. */
static void say_keys(struct ak_buf *answer, uint32_t count)
{
	struct ak_buf content = AK_BUF_INIT;
	struct ak_buf blob = AK_BUF_INIT;
	assert_true(ak_key_blob(sh_text("cut -d' ' -f1,2 k.pub"), &blob));
	ak_wire_append_u32(&content, count);
	for (uint32_t i = 0; i < count; i++) {
		ak_wire_append_string(&content, ak_buf_view(&blob));
		ak_wire_append_string(&content, ak_bytes_of("comment"));
	}
	say(answer, 12, &content);
	ak_buf_release(&content);
	ak_buf_release(&blob);
}

/* The second half of the signature file that key gives over the message. */
static void say_signature_by(struct ak_buf *answer, const char *key, const char *message)
{
	struct ak_buf content = AK_BUF_INIT;
	sh("printf '%%s' '%s' | ssh-keygen -q -Y sign -n akkoord -f %s | sed '1d;$d' | base64 -d | tail -c "
	   "83 >raw",
		message, key);
	FILE *file = fopen("raw", "rb");
	uint8_t raw[83];
	assert_non_null(file);
	assert_int_equal(fread(raw, 1, sizeof raw, file), sizeof raw);
	fclose(file);
	ak_wire_append_string(&content, (struct ak_bytes){.data = raw, .size = sizeof raw});
	say(answer, 14, &content);
	ak_buf_release(&content);
}

static const struct ak_sign_options asked = {.key = "k.pub", .agent = "agent", .timeout_seconds = 1};

/* The file of the private key is there: it must not paper over a false agent. */
static void ends_in(struct false_agent *agent, enum ak_status status, const char *sentence)
{
	start(agent);
	double begin = seconds_now();
	sign_fails(asked, status, sentence);
	assert_true(seconds_now() - begin < 3);
	stop(agent);
}

static void an_honest_answer_in_single_bytes_is_understood(void **state)
{
	(void)state;
	struct false_agent agent = {.trickle = true};
	make_key("k");
	say_keys(&agent.answers[0], 3);
	say_signature_by(&agent.answers[1], "k", MESSAGE);
	start(&agent);
	signs(asked);
	stop(&agent);
}

static void a_silent_agent_is_left_when_the_time_is_over(void **state)
{
	(void)state;
	struct false_agent mute = {.silent = true};
	struct false_agent halfway = {.silent = true};
	make_key("k");
	ends_in(&mute, AK_ERR_IO, "ssh-agent did not answer within 1 seconds");
	say_keys(&halfway.answers[0], 1);
	ends_in(&halfway, AK_ERR_IO, "ssh-agent did not answer within 1 seconds");
}

static void an_agent_that_hangs_up_is_named(void **state)
{
	(void)state;
	struct false_agent at_once = {.silent = false};
	struct false_agent halfway = {.silent = false};
	make_key("k");
	ends_in(&at_once, AK_ERR_IO, "ssh-agent hung up in the middle of an answer");
	say_keys(&halfway.answers[0], 1);
	halfway.answers[0].size -= 3;
	ends_in(&halfway, AK_ERR_IO, "ssh-agent hung up in the middle of an answer");
}

static void a_huge_answer_is_not_waited_for(void **state)
{
	(void)state;
	static const uint32_t sizes[] = {0, 256 * 1024 + 1, UINT32_MAX};
	make_key("k");
	for (size_t i = 0; i < 3; i++) {
		struct false_agent agent = {.silent = true};
		ak_wire_append_u32(&agent.answers[0], sizes[i]);
		ends_in(&agent, AK_ERR_IO, "; the limit is 262144");
	}
}

static void nonsense_instead_of_a_list_is_named(void **state)
{
	(void)state;
	static const char *const contents[] = {
		"", "\xff\xff\xff\xff", "\x01\x01\x01\x01", "\x11\x11\x11\x11rest"};
	make_key("k");
	for (size_t i = 0; i < 4; i++) {
		for (unsigned kind = 0; kind < 256; kind += 3) {
			if (kind == 5)
				continue;
			struct false_agent agent = {.silent = false};
			struct ak_buf content = AK_BUF_INIT;
			ak_buf_text(&content, contents[i]);
			say(&agent.answers[0], (unsigned char)kind, &content);
			ends_in(&agent, AK_ERR_IO, "ssh-agent answered nonsense instead of a list of keys");
			ak_buf_release(&content);
		}
	}
}

static void a_list_that_is_cut_short_is_nonsense(void **state)
{
	(void)state;
	struct false_agent agent = {.silent = false};
	struct ak_buf content = AK_BUF_INIT;
	make_key("k");
	ak_wire_append_u32(&content, 2);
	ak_wire_append_string(&content, ak_bytes_of("key"));
	ak_wire_append_string(&content, ak_bytes_of("comment"));
	ak_wire_append_u32(&content, 1000);
	say(&agent.answers[0], 12, &content);
	ends_in(&agent, AK_ERR_IO, "ssh-agent answered nonsense instead of a list of keys");
	ak_buf_release(&content);
}

static void nonsense_instead_of_a_signature_is_named(void **state)
{
	(void)state;
	struct ak_buf empty = AK_BUF_INIT;
	make_key("k");
	struct false_agent none = {.silent = false};
	say_keys(&none.answers[0], 1);
	say(&none.answers[1], 14, &empty);
	ends_in(&none, AK_ERR_IO, "ssh-agent answered nonsense instead of a signature");
	struct false_agent trailing = {.silent = false};
	struct ak_buf content = AK_BUF_INIT;
	ak_wire_append_string(&content, ak_bytes_of("signature"));
	ak_buf_char(&content, 'x');
	say_keys(&trailing.answers[0], 1);
	say(&trailing.answers[1], 14, &content);
	ends_in(&trailing, AK_ERR_IO, "ssh-agent answered nonsense instead of a signature");
	struct false_agent refusing = {.silent = false};
	say_keys(&refusing.answers[0], 1);
	say(&refusing.answers[1], 5, &empty);
	ends_in(&refusing, AK_ERR_IO, "ssh-agent refused to sign");
	ak_buf_release(&content);
	ak_buf_release(&empty);
}

static void a_signature_that_does_not_verify_is_refused(void **state)
{
	(void)state;
	make_key("k");
	make_key("other");
	struct false_agent by_other = {.silent = false};
	say_keys(&by_other.answers[0], 1);
	say_signature_by(&by_other.answers[1], "other", MESSAGE);
	ends_in(&by_other, AK_ERR_REFUSED,
		"what ssh-agent gave is no good signature by the key that was asked for");
	struct false_agent of_other = {.silent = false};
	say_keys(&of_other.answers[0], 1);
	say_signature_by(&of_other.answers[1], "k", "another message");
	ends_in(&of_other, AK_ERR_REFUSED,
		"what ssh-agent gave is no good signature by the key that was asked for");
	struct false_agent garbage = {.silent = false};
	struct ak_buf content = AK_BUF_INIT;
	ak_wire_append_string(&content, ak_bytes_of("garbage"));
	say_keys(&garbage.answers[0], 1);
	say(&garbage.answers[1], 14, &content);
	ends_in(&garbage, AK_ERR_REFUSED,
		"what ssh-agent gave is no good signature by the key that was asked for");
	ak_buf_release(&content);
	struct false_agent large = {.silent = false};
	struct ak_buf much = AK_BUF_INIT;
	ak_wire_append_u32(&much, 200000);
	void *room = ak_buf_extend(&much, 200000);
	assert_non_null(room);
	memset(room, 'x', 200000);
	say_keys(&large.answers[0], 1);
	say(&large.answers[1], 14, &much);
	ends_in(&large, AK_ERR_REFUSED,
		"what ssh-agent gave is no good signature by the key that was asked for");
	ak_buf_release(&much);
}

static void a_socket_that_nobody_serves_leaves_it_to_the_file(void **state)
{
	(void)state;
	make_key("k");
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "agent"};
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
	close(fd); /* as an agent that died leaves its socket */
	signs(asked);
	signs((struct ak_sign_options){.key = "k", .agent = ""});
	signs((struct ak_sign_options){.key = "k",
		.agent = "a path that is much longer than the hundred and eight bytes that the address of a "
			 "Unix socket can "
			 "hold, whatever the system"});
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		TEST(an_honest_answer_in_single_bytes_is_understood),
		TEST(a_silent_agent_is_left_when_the_time_is_over),
		TEST(an_agent_that_hangs_up_is_named),
		TEST(a_huge_answer_is_not_waited_for),
		TEST(nonsense_instead_of_a_list_is_named),
		TEST(a_list_that_is_cut_short_is_nonsense),
		TEST(nonsense_instead_of_a_signature_is_named),
		TEST(a_signature_that_does_not_verify_is_refused),
		TEST(a_socket_that_nobody_serves_leaves_it_to_the_file),
	};
	return cmocka_run_group_tests_name("agent", tests, NULL, NULL);
}
