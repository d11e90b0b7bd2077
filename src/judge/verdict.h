/* SPDX-License-Identifier: EUPL-1.2 */
/* The words of the protocol for what becomes of a file (refusals, §5) and of a record (verdicts and reasons, §8). */
#ifndef AK_JUDGE_VERDICT_H
#define AK_JUDGE_VERDICT_H

/* Why a file is as if it did not exist (protocol §5), in the order in which they are checked. */
enum ak_refusal {
	AK_REFUSAL_NONE,
	AK_REFUSAL_PATH,
	AK_REFUSAL_SIZE,
	AK_REFUSAL_JSON,
	AK_REFUSAL_SCHEMA,
	AK_REFUSAL_SIGNATURE,
	AK_REFUSAL_LEDGER,
	AK_REFUSAL_PARENT,
	AK_REFUSAL_KEY,
	AK_REFUSAL_TIME,
	AK_REFUSAL_TARGET,
	AK_REFUSAL_PREV,
	AK_REFUSAL_SEQ,
};

/* What a record came to (protocol §9). */
enum ak_verdict {
	AK_VERDICT_NONE, /* not judged: outside what was asked for */
	AK_VERDICT_IN_FORCE,
	AK_VERDICT_PENDING,
	AK_VERDICT_COUNTED,
	AK_VERDICT_NOTED,
	AK_VERDICT_WITHDRAWN,
	AK_VERDICT_VOID,
};

/* Why a record is void (protocol §8). */
enum ak_reason {
	AK_REASON_NONE,
	AK_REASON_KEY,
	AK_REASON_REVOKED,
	AK_REASON_EXPIRED,
	AK_REASON_FORK,
	AK_REASON_CAPACITY,
	AK_REASON_AMENDED,
	AK_REASON_TARGET,
	AK_REASON_WITHDRAWN,
	AK_REASON_PIN,
	AK_REASON_UNKNOWN,
	AK_REASON_EXISTS,
	AK_REASON_FROZEN,
	AK_REASON_VALUE,
	AK_REASON_REFERENCE,
	AK_REASON_MOVE,
	AK_REASON_AUTHORITY,
	AK_REASON_STALE,
	AK_REASON_NEEDS,
};

/* "path", "size", …; NULL for none */
const char *ak_refusal_name(enum ak_refusal refusal);

/* "in-force", "pending", …, "void"; NULL for none */
const char *ak_verdict_name(enum ak_verdict verdict);

/* "key", "revoked", …; NULL for none */
const char *ak_reason_name(enum ak_reason reason);

/* The verdict as protocol §9 writes it, `void:<reason>` included. Static. */
const char *ak_verdict_text(enum ak_verdict verdict, enum ak_reason reason);

#endif
