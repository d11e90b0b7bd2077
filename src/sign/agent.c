/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A client of ssh-agent (RFC 9987), which is taken to be hostile: it may be silent, endless, or talk
 * nonsense. A message is its length as uint32, a byte that says what it is, and the rest.
 */
#include "sign/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "sig/armour.h"
#include "sig/key.h"
#include "sig/sshsig.h"
#include "sig/wire.h"

enum {
	REPLY_MAX = 256 * 1024, /* as OpenSSH's own client */
	KEYS_MAX = 2048,

	MSG_FAILURE = 5,
	MSG_REQUEST_IDENTITIES = 11,
	MSG_IDENTITIES_ANSWER = 12,
	MSG_SIGN_REQUEST = 13,
	MSG_SIGN_RESPONSE = 14,
};

struct talk {
	int fd;
	int64_t until_ms;
	unsigned timeout_seconds;
	struct ak_error *err;
};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- bytes there and back */

static enum ak_status wait_for(const struct talk *talk, short events)
{
	struct pollfd fd = {.fd = talk->fd, .events = events};
	for (;;) {
		int64_t left = talk->until_ms - now_ms();
		if (left <= 0)
			return ak_fail(talk->err, AK_ERR_IO,
				"ssh-agent did not answer within %u seconds; if the key wants a touch, try "
				"again and touch it",
				talk->timeout_seconds);
		int ready = poll(&fd, 1, left > 60000 ? 60000 : (int)left);
		if (ready > 0)
			return AK_OK;
		if (ready < 0 && errno != EINTR)
			return ak_fail(
				talk->err, AK_ERR_IO, "ssh-agent cannot be waited for: %s", strerror(errno));
	}
}

static enum ak_status hung_up(const struct talk *talk)
{
	return ak_fail(
		talk->err, AK_ERR_IO, "ssh-agent hung up in the middle of an answer; is it still running?");
}

static enum ak_status write_all(const struct talk *talk, struct ak_bytes bytes)
{
	while (bytes.size) {
		ssize_t sent = send(talk->fd, bytes.data, bytes.size, MSG_NOSIGNAL);
		if (sent > 0) {
			bytes.data += sent;
			bytes.size -= (size_t)sent;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			enum ak_status status = wait_for(talk, POLLOUT);
			if (status != AK_OK)
				return status;
		} else if (errno != EINTR) {
			return hung_up(talk);
		}
	}
	return AK_OK;
}

static enum ak_status read_all(const struct talk *talk, void *data, size_t size)
{
	char *at = data;
	while (size) {
		ssize_t got = recv(talk->fd, at, size, 0);
		if (got > 0) {
			at += got;
			size -= (size_t)got;
		} else if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
			enum ak_status status = wait_for(talk, POLLIN);
			if (status != AK_OK)
				return status;
		} else if (got == 0 || errno != EINTR) {
			return hung_up(talk);
		}
	}
	return AK_OK;
}

/* Sends a message (without its length) and reads the answer into reply. */
static enum ak_status ask(const struct talk *talk, const struct ak_buf *request, struct ak_buf *reply)
{
	struct ak_buf framed = AK_BUF_INIT;
	uint8_t head[4];
	uint32_t size = 0;
	ak_wire_append_string(&framed, ak_buf_view(request));
	enum ak_status status = ak_buf_status(&framed, talk->err);
	if (status == AK_OK)
		status = write_all(talk, ak_buf_view(&framed));
	if (status == AK_OK)
		status = read_all(talk, head, sizeof head);
	if (status == AK_OK) {
		struct ak_wire wire = ak_wire_of((struct ak_bytes){.data = head, .size = sizeof head});
		ak_wire_u32(&wire, &size);
		if (size == 0 || size > REPLY_MAX)
			status = ak_fail(talk->err, AK_ERR_IO,
				"ssh-agent announced an answer of %lu bytes; the limit is %d",
				(unsigned long)size, REPLY_MAX);
	}
	ak_buf_clear(reply);
	void *room = status == AK_OK ? ak_buf_extend(reply, size) : NULL;
	if (status == AK_OK && !room)
		status = ak_fail_memory(talk->err);
	if (status == AK_OK)
		status = read_all(talk, room, size);
	ak_buf_release(&framed);
	return status;
}

/* ---- what it says */

static enum ak_status nonsense(const struct talk *talk, const char *what)
{
	return ak_fail(talk->err, AK_ERR_IO,
		"ssh-agent answered nonsense instead of %s; is it really an agent?",
		ak_error_words(talk->err, what));
}

static enum ak_status list(const struct talk *talk, struct ak_bytes blob, bool *held)
{
	struct ak_buf request = AK_BUF_INIT;
	struct ak_buf reply = AK_BUF_INIT;
	uint8_t kind = 0;
	uint32_t count = 0;
	ak_buf_char(&request, MSG_REQUEST_IDENTITIES);
	*held = false;
	enum ak_status status = ask(talk, &request, &reply);
	struct ak_wire wire = ak_wire_of(ak_buf_view(&reply));
	if (status == AK_OK && ak_wire_u8(&wire, &kind) && kind == MSG_FAILURE)
		count = 0; /* it is locked, or has none to show */
	else if (status == AK_OK &&
		 (kind != MSG_IDENTITIES_ANSWER || !ak_wire_u32(&wire, &count) || count > KEYS_MAX))
		status = nonsense(talk, AK_NOTED("a list of keys"));
	for (uint32_t i = 0; i < count && status == AK_OK; i++) {
		struct ak_bytes key;
		struct ak_bytes comment;
		if (!ak_wire_string(&wire, &key) || !ak_wire_string(&wire, &comment))
			status = nonsense(talk, AK_NOTED("a list of keys"));
		else if (ak_bytes_equal(key, blob))
			*held = true;
	}
	ak_buf_release(&request);
	ak_buf_release(&reply);
	return status;
}

static enum ak_status sign(const struct talk *talk, const struct ak_signer *signer, struct ak_bytes blob,
	struct ak_bytes message, const char *name_space, struct ak_buf *file)
{
	struct ak_buf request = AK_BUF_INIT;
	struct ak_buf data = AK_BUF_INIT;
	struct ak_buf reply = AK_BUF_INIT;
	struct ak_bytes signature = {.data = NULL, .size = 0};
	uint8_t kind = 0;
	ak_sshsig_tosign(message, name_space, &data);
	ak_buf_char(&request, MSG_SIGN_REQUEST);
	ak_wire_append_string(&request, blob);
	ak_wire_append_string(&request, ak_buf_view(&data));
	ak_wire_append_u32(&request, 0);
	enum ak_status status = ak_buf_status(&data, talk->err);
	if (status == AK_OK)
		status = ak_buf_status(&request, talk->err);
	if (status == AK_OK)
		status = ask(talk, &request, &reply);
	struct ak_wire wire = ak_wire_of(ak_buf_view(&reply));
	if (status == AK_OK && ak_wire_u8(&wire, &kind) && kind == MSG_FAILURE)
		status = ak_fail(talk->err, AK_ERR_IO,
			"ssh-agent refused to sign; unlock it, or confirm or touch the key when it asks");
	else if (status == AK_OK &&
		 (kind != MSG_SIGN_RESPONSE || !ak_wire_string(&wire, &signature) || !ak_wire_end(&wire)))
		status = nonsense(talk, AK_NOTED("a signature"));
	if (status == AK_OK)
		status = ak_armour_write(signer->key, name_space, signature, file, talk->err);
	ak_buf_release(&request);
	ak_buf_release(&data);
	ak_buf_release(&reply);
	return status;
}

/* ---- the connection */

/* -1 if nobody is there. */
static int connect_to(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	size_t size = strlen(path);
	if (size == 0 || size >= sizeof address.sun_path)
		return -1;
	memcpy(address.sun_path, path, size + 1);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	/* a local connection is made at once, or waits while the agent's queue is full: then nobody serves it */
	if (fcntl(fd, F_SETFL, O_NONBLOCK) != 0 ||
		connect(fd, (const struct sockaddr *)&address, sizeof address) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

enum ak_status ak_sign_by_agent(const struct ak_signer *signer, struct ak_bytes message,
	const char *name_space, struct ak_buf *file, bool *held, struct ak_error *err)
{
	struct ak_buf blob = AK_BUF_INIT;
	*held = false;
	struct talk talk = {
		.fd = connect_to(signer->agent), .timeout_seconds = signer->timeout_seconds, .err = err};
	if (talk.fd < 0)
		return AK_OK;
	talk.until_ms = now_ms() + (int64_t)signer->timeout_seconds * 1000;
	enum ak_status status = ak_key_blob(signer->key, &blob) ? AK_OK : ak_fail_memory(err);
	if (status == AK_OK)
		status = list(&talk, ak_buf_view(&blob), held);
	if (status == AK_OK && *held)
		status = sign(&talk, signer, ak_buf_view(&blob), message, name_space, file);
	close(talk.fd);
	ak_buf_release(&blob);
	return status;
}
