/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * limit COUNT [THREADS]: nothing but `crypto_sign_verify_detached`, COUNT times over messages as long as what an SSH
 * signature signs, on THREADS threads (as many as there are cores). Prints the seconds that took, and the
 * processor's: the limit for whoever verifies COUNT signatures.
 */
#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum {
	SIGNED_SIZE = 99, /* "SSHSIG", namespace, hash and digest, each with its length */
	KEYS = 30,
	KINDS = 3000, /* of messages: more than a processor keeps close by */
	THREADS_MAX = 64,
	BATCH = 64,
};

struct message {
	uint8_t text[SIGNED_SIZE];
	uint8_t signature[crypto_sign_BYTES];
};

static uint8_t keys[KEYS][crypto_sign_PUBLICKEYBYTES];
static struct message messages[KINDS];
static atomic_ulong next;
static unsigned long total;

static void fill(void)
{
	uint8_t secrets[KEYS][crypto_sign_SECRETKEYBYTES];
	for (unsigned i = 0; i < KEYS; i++) {
		uint8_t seed[crypto_sign_SEEDBYTES] = {(uint8_t)i, 77};
		crypto_sign_seed_keypair(keys[i], secrets[i], seed);
	}
	for (unsigned i = 0; i < KINDS; i++) {
		memset(messages[i].text, (int)(i % 251), SIGNED_SIZE);
		memcpy(messages[i].text, &i, sizeof i);
		crypto_sign_detached(messages[i].signature, NULL, messages[i].text, SIGNED_SIZE, secrets[i % KEYS]);
	}
}

static void *run(void *unused)
{
	(void)unused;
	for (;;) {
		unsigned long first = atomic_fetch_add(&next, BATCH);
		for (unsigned long i = first; i < first + BATCH; i++) {
			const struct message *message = &messages[i % KINDS];
			if (i >= total)
				return NULL;
			if (crypto_sign_verify_detached(message->signature, message->text, SIGNED_SIZE, keys[i % KINDS % KEYS]) != 0)
				abort();
		}
	}
}

int main(int argc, char **argv)
{
	pthread_t threads[THREADS_MAX];
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	long count = argc > 2 ? strtol(argv[2], NULL, 10) : cores;
	struct rusage before;
	struct rusage usage;
	struct timespec begin;
	struct timespec end;
	total = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
	if (total == 0 || count < 1 || count > THREADS_MAX || sodium_init() < 0) {
		fprintf(stderr, "usage: limit COUNT [THREADS]\n");
		return 2;
	}
	fill();
	getrusage(RUSAGE_SELF, &before);
	clock_gettime(CLOCK_MONOTONIC, &begin);
	for (long i = 1; i < count; i++)
		if (pthread_create(&threads[i], NULL, run, NULL) != 0)
			abort();
	run(NULL);
	for (long i = 1; i < count; i++)
		pthread_join(threads[i], NULL);
	clock_gettime(CLOCK_MONOTONIC, &end);
	getrusage(RUSAGE_SELF, &usage);
	printf("%.4f %.4f\n", (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9,
		(double)(usage.ru_utime.tv_sec - before.ru_utime.tv_sec) +
			(double)(usage.ru_utime.tv_usec - before.ru_utime.tv_usec) / 1e6);
	return 0;
}
