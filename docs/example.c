/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A program that reads a ledger: what is promised in it, by when, and how each promise came to be.
 *
 *   cc -o example docs/example.c $(pkg-config --cflags --libs akkoord)
 *   ./example /srv/agenda.git afspraak termijn
 *
 * It lists the objects of a type with one field of each, and the decisions behind that field. Texts of a ledger are
 * hostile: here only names and values that a program may print as they are (JSON escapes the others) are shown.
 */
#include <akkoord.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One decision about the field that is asked for, which is the context. */
static int tell(void *context, const struct akkoord_change *change)
{
	const char *field = context;
	if (strcmp(change->field, field) == 0)
		printf("    %.10s  %s to %s, for %s\n", change->time, change->op, change->value, change->capacity);
	return 0;
}

static void list(const struct akkoord *ledger, const char *type, char *field)
{
	size_t size = strlen(type);
	for (size_t i = 0; i < akkoord_object_count(ledger); i++) {
		const char *object = akkoord_object_name(ledger, i);
		if (strncmp(object, type, size) != 0 || object[size] != '/')
			continue;
		char *value = akkoord_value(ledger, object, field);
		printf("%s  %s\n", object, value ? value : "-");
		free(value);
		akkoord_history(ledger, object, tell, field);
	}
}

int main(int argc, char **argv)
{
	char error[AKKOORD_ERROR_SIZE];
	struct akkoord *ledger;
	if (argc != 4) {
		fprintf(stderr, "usage: %s LEDGER TYPE FIELD\n", argv[0]);
		return 2;
	}
	if (akkoord_open(&ledger, argv[1], NULL, error) != AKKOORD_OK) {
		fprintf(stderr, "%s\n", error);
		return 3;
	}
	printf("state %s\n", akkoord_state_root(ledger));
	printf("%zu records, %zu refused, %zu seals\n", akkoord_record_count(ledger), akkoord_refused_count(ledger),
		akkoord_seal_count(ledger));
	list(ledger, argv[2], argv[3]);
	int exit = akkoord_refused_count(ledger) > 0 || akkoord_split_count(ledger) > 0;
	akkoord_close(ledger);
	return exit;
}
