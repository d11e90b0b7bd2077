/* SPDX-License-Identifier: EUPL-1.2 */
/* Real keys, the real ssh-keygen and a real ssh-agent. */
#include "sign/sign_case.h"

#include <signal.h>

static pid_t agent_pid;

/* An agent at `agent` in the temporary folder, which asks whatever program askpass is. */
static void start_agent(const char *askpass)
{
	fflush(NULL);
	agent_pid = fork();
	assert_true(agent_pid >= 0);
	if (agent_pid == 0) {
		setenv("SSH_ASKPASS", askpass, 1);
		setenv("SSH_ASKPASS_REQUIRE", "force", 1);
		setenv("DISPLAY", ":0", 1);
		if (!freopen("/dev/null", "w", stdout))
			_exit(1);
		execlp("ssh-agent", "ssh-agent", "-D", "-a", "agent", (char *)NULL);
		_exit(1);
	}
	sh("n=0; until SSH_AUTH_SOCK=agent ssh-add -l >/dev/null 2>&1 || [ $? = 1 ]; do n=$((n+1)); [ $n -lt "
	   "200 ] || exit 1; "
	   "sleep 0.02; done");
}

static int teardown(void **state)
{
	if (agent_pid > 0) {
		kill(agent_pid, SIGTERM);
		waitpid(agent_pid, NULL, 0);
		agent_pid = 0;
	}
	return temp_teardown(state);
}

/* The text `<type> <base64>` of a key file, without its comment. */
static const char *key_text(const char *name)
{
	return sh_text("cut -d' ' -f1,2 %s.pub", name);
}

static void a_key_may_be_named_in_every_way_that_git_knows(void **state)
{
	(void)state;
	char prefixed[512];
	char commented[512];
	make_key("k");
	sh("cp k.pub plain; cp k.pub away.pub");
	snprintf(prefixed, sizeof prefixed, "key::%s", key_text("k"));
	snprintf(commented, sizeof commented, "%s somebody@somewhere", key_text("k"));
	const char *const names[] = {"k", "k.pub", "plain", "away.pub", prefixed, commented, prefixed + 5};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct ak_signer *signer = open_signer((struct ak_sign_options){.key = names[i]});
		assert_string_equal(ak_signer_key(signer), prefixed + 5);
		ak_signer_free(signer);
	}
}

#define ACCEPTED                                                                                             \
	"only ssh-ed25519 and sk-ssh-ed25519@openssh.com keys sign here; make one with: ssh-keygen -t "      \
	"ed25519"

static void a_key_of_another_type_is_told_which_are_accepted(void **state)
{
	(void)state;
	char text[1024];
	sh("ssh-keygen -q -t rsa -b 1024 -N '' -f r && ssh-keygen -q -t ecdsa -N '' -f e && echo 'ssh-dss "
	   "AAAA' >d.pub");
	open_fails("r", "\"r.pub\" is a key of type ssh-rsa; " ACCEPTED);
	open_fails("e.pub", "\"e.pub\" is a key of type ecdsa-sha2-nistp256; " ACCEPTED);
	open_fails("d.pub", "\"d.pub\" is a key of type ssh-dss; " ACCEPTED);
	snprintf(text, sizeof text, "key::%s", key_text("e"));
	open_fails(text, "what is named after key:: is a key of type ecdsa-sha2-nistp256; " ACCEPTED);
	open_fails("sk-ecdsa-sha2-nistp256@openssh.com AAAA",
		"what is named as key is a key of type sk-ecdsa-sha2-nistp256@openssh.com; " ACCEPTED);
}

static void a_key_that_is_not_there_is_said_plainly(void **state)
{
	(void)state;
	make_key("k");
	sh("rm k.pub; echo nonsense >n.pub; : >empty.pub; mkdir folder.pub");
	open_fails("absent",
		"there is no key file \"absent\"; make one with: ssh-keygen -t ed25519 -f 'absent'");
	open_fails("absent.pub",
		"there is no key file \"absent.pub\"; make one with: ssh-keygen -t ed25519 -f 'absent.pub'");
	open_fails("k",
		"there is no \"k.pub\" beside the private key; make it with: ssh-keygen -y -f 'k' > 'k.pub'");
	open_fails("n", "\"n.pub\" holds no public key; " ACCEPTED);
	open_fails("empty", "\"empty.pub\" holds no public key; " ACCEPTED);
	open_fails("folder", "public key file \"folder.pub\" cannot be read: not a file");
	open_fails("key::", "what is named after key:: holds no public key; " ACCEPTED);
	open_fails("ssh-ed25519 AAAA", "what is named as key holds no good key: public key is cut short");
}

static void with_a_key_file_ssh_keygen_signs(void **state)
{
	(void)state;
	make_key("k");
	signs((struct ak_sign_options){.key = "k"});
	signs((struct ak_sign_options){.key = "k.pub"});
	signs((struct ak_sign_options){.key = temp_path("k"), .agent = "no-such-socket"});
	sh("printf '%%s' '" MESSAGE "' >m && ssh-keygen -q -Y sign -n akkoord -f k m && cmp m.sig sig");
}

static void a_key_file_of_any_name_serves(void **state)
{
	(void)state;
	make_key("'a key'");
	signs((struct ak_sign_options){.key = "a key"});
	sh("mv 'a key' -- \"-f 'q\" && mv 'a key.pub' -- \"-f 'q.pub\"");
	signs((struct ak_sign_options){.key = "-f 'q"});
}

static void with_an_agent_no_file_is_needed_and_the_bytes_are_those_of_ssh_keygen(void **state)
{
	(void)state;
	char text[512];
	make_key("k");
	start_agent("false");
	snprintf(text, sizeof text, "key::%s", key_text("k"));
	sign_fails((struct ak_sign_options){.key = text, .agent = "agent"}, AK_ERR_IO,
		"nobody can sign: ssh-agent at \"agent\" does not answer or does not hold the key, and its "
		"file was not named");
	sh("SSH_AUTH_SOCK=agent ssh-add -q k && mkdir away && mv k away");
	signs((struct ak_sign_options){.key = text, .agent = "agent"});
	signs((struct ak_sign_options){.key = "k.pub", .agent = "agent"});
	sh("printf '%%s' '" MESSAGE "' >m && ssh-keygen -q -Y sign -n akkoord -f away/k m && cmp m.sig sig");
	sign_fails((struct ak_sign_options){.key = text}, AK_ERR_IO,
		"nobody can sign: the key was named without its file, and no ssh-agent is running");
}

static void an_agent_without_the_key_leaves_it_to_the_file(void **state)
{
	(void)state;
	make_key("k");
	make_key("other");
	start_agent("false");
	sh("SSH_AUTH_SOCK=agent ssh-add -q other");
	signs((struct ak_sign_options){.key = "k", .agent = "agent"});
}

static void a_passphrase_is_never_asked_for_unattended(void **state)
{
	(void)state;
	sh("ssh-keygen -q -t ed25519 -N secret -f k");
	/* whatever the desktop would ask with must not be used either */
	write_text("ask", "#!/bin/sh\ntouch asked\necho secret\n");
	sh("chmod +x ask");
	setenv("SSH_ASKPASS", temp_path("ask"), 1);
	setenv("SSH_ASKPASS_REQUIRE", "force", 1);
	setenv("DISPLAY", ":0", 1);
	double start = seconds_now();
	sign_fails((struct ak_sign_options){.key = "k", .timeout_seconds = 20}, AK_ERR_IO,
		"a key with a passphrase signs through ssh-agent: ssh-add 'k'");
	unsetenv("SSH_ASKPASS");
	unsetenv("SSH_ASKPASS_REQUIRE");
	unsetenv("DISPLAY");
	assert_true(seconds_now() - start < 10);
	sh("test ! -e asked");
}

static void where_somebody_is_there_ssh_keygen_may_ask(void **state)
{
	(void)state;
	sh("ssh-keygen -q -t ed25519 -N secret -f k");
	write_text("ask", "#!/bin/sh\necho secret\n");
	sh("chmod +x ask");
	setenv("SSH_ASKPASS", temp_path("ask"), 1);
	setenv("SSH_ASKPASS_REQUIRE", "force", 1);
	signs((struct ak_sign_options){.key = "k", .interactive = true});
	unsetenv("SSH_ASKPASS");
	unsetenv("SSH_ASKPASS_REQUIRE");
}

static void an_agent_that_refuses_is_named_and_the_file_is_not_used_instead(void **state)
{
	(void)state;
	make_key("k");
	start_agent("false"); /* so that every confirmation is refused */
	sh("SSH_AUTH_SOCK=agent ssh-add -q -c k");
	sign_fails((struct ak_sign_options){.key = "k", .agent = "agent"}, AK_ERR_IO,
		"ssh-agent refused to sign");
}

static void a_program_that_is_no_ssh_keygen_ends_in_one_sentence(void **state)
{
	(void)state;
	static const char *const scripts[][2] = {
		{"exit 0", "gave is no good signature by the key that was asked for"},
		{"echo nonsense", "gave is no good signature by the key that was asked for"},
		{"ssh-keygen -q -Y sign -n akkoord -f other",
			"gave is no good signature by the key that was asked for"},
		{"ssh-keygen -q -Y sign -n file -f k",
			"gave is no good signature by the key that was asked for"},
		{"echo something else | ssh-keygen -q -Y sign -n akkoord -f k",
			"gave is no good signature by the key"},
		{"ssh-keygen -q -Y sign -n akkoord -f k; echo more", "gave is no good signature by the key"},
		{"yes", "said more than 16384 bytes and was stopped"},
		{"sleep 60", "did not finish within 1 seconds and was stopped"},
		{"printf 'one\\033[31m\\ntwo\\033[31m\\n' >&2; exit 9",
			"could not sign with \"k\" (two [31m)"},
		{"exit 9", "could not sign with \"k\"; check the passphrase, or the security key"},
	};
	make_key("k");
	make_key("other");
	for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
		char script[512];
		snprintf(script, sizeof script, "#!/bin/sh\n%s\n", scripts[i][0]);
		write_text("program", script);
		sh("chmod +x program");
		sign_fails(
			(struct ak_sign_options){
				.key = "k", .program = "./program", .timeout_seconds = i == 7 ? 1 : 30},
			strstr(scripts[i][1], "gave") ? AK_ERR_REFUSED : AK_ERR_IO, scripts[i][1]);
	}
	sign_fails((struct ak_sign_options){.key = "k", .program = "akkoord-no-such-program"}, AK_ERR_IO,
		"akkoord-no-such-program is not installed or not in PATH");
}

static void a_private_key_that_does_not_fit_its_public_one_is_refused(void **state)
{
	(void)state;
	make_key("k");
	make_key("other");
	sh("cp other.pub k.pub");
	struct ak_error err = AK_ERROR_INIT;
	struct ak_buf file = AK_BUF_INIT;
	struct ak_signer *signer = open_signer((struct ak_sign_options){.key = "k"});
	enum ak_status status = ak_signer_sign(signer, ak_bytes_of(MESSAGE), "akkoord", &file, &err);
	assert_true(status == AK_ERR_REFUSED || status == AK_ERR_IO);
	assert_int_equal(file.size, 0);
	ak_signer_free(signer);
	ak_buf_release(&file);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_key_may_be_named_in_every_way_that_git_knows),
		TEST(a_key_of_another_type_is_told_which_are_accepted),
		TEST(a_key_that_is_not_there_is_said_plainly),
		TEST(with_a_key_file_ssh_keygen_signs),
		TEST(a_key_file_of_any_name_serves),
		TEST(with_an_agent_no_file_is_needed_and_the_bytes_are_those_of_ssh_keygen),
		TEST(an_agent_without_the_key_leaves_it_to_the_file),
		TEST(a_passphrase_is_never_asked_for_unattended),
		TEST(where_somebody_is_there_ssh_keygen_may_ask),
		TEST(an_agent_that_refuses_is_named_and_the_file_is_not_used_instead),
		TEST(a_program_that_is_no_ssh_keygen_ends_in_one_sentence),
		TEST(a_private_key_that_does_not_fit_its_public_one_is_refused),
	};
	return cmocka_run_group_tests_name("sign", tests, NULL, NULL);
}
