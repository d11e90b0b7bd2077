/* SPDX-License-Identifier: EUPL-1.2 */
#include "judge/verdict.h"

#include <stddef.h>

static const char *const refusals[] = {
	[AK_REFUSAL_NONE] = NULL,
	[AK_REFUSAL_PATH] = "path",
	[AK_REFUSAL_SIZE] = "size",
	[AK_REFUSAL_JSON] = "json",
	[AK_REFUSAL_SCHEMA] = "schema",
	[AK_REFUSAL_SIGNATURE] = "signature",
	[AK_REFUSAL_LEDGER] = "ledger",
	[AK_REFUSAL_PARENT] = "parent",
	[AK_REFUSAL_KEY] = "key",
	[AK_REFUSAL_TIME] = "time",
	[AK_REFUSAL_TARGET] = "target",
	[AK_REFUSAL_PREV] = "prev",
	[AK_REFUSAL_SEQ] = "seq",
};

static const char *const verdicts[] = {
	[AK_VERDICT_NONE] = NULL,
	[AK_VERDICT_IN_FORCE] = "in-force",
	[AK_VERDICT_PENDING] = "pending",
	[AK_VERDICT_COUNTED] = "counted",
	[AK_VERDICT_NOTED] = "noted",
	[AK_VERDICT_WITHDRAWN] = "withdrawn",
	[AK_VERDICT_VOID] = "void",
};

/* Written whole, so that the name is the text's end. */
static const char *const voids[] = {
	[AK_REASON_NONE] = NULL,
	[AK_REASON_KEY] = "void:key",
	[AK_REASON_REVOKED] = "void:revoked",
	[AK_REASON_EXPIRED] = "void:expired",
	[AK_REASON_FORK] = "void:fork",
	[AK_REASON_CAPACITY] = "void:capacity",
	[AK_REASON_AMENDED] = "void:amended",
	[AK_REASON_TARGET] = "void:target",
	[AK_REASON_WITHDRAWN] = "void:withdrawn",
	[AK_REASON_PIN] = "void:pin",
	[AK_REASON_UNKNOWN] = "void:unknown",
	[AK_REASON_EXISTS] = "void:exists",
	[AK_REASON_FROZEN] = "void:frozen",
	[AK_REASON_VALUE] = "void:value",
	[AK_REASON_REFERENCE] = "void:reference",
	[AK_REASON_MOVE] = "void:move",
	[AK_REASON_AUTHORITY] = "void:authority",
	[AK_REASON_STALE] = "void:stale",
	[AK_REASON_NEEDS] = "void:needs",
};

const char *ak_refusal_name(enum ak_refusal refusal)
{
	return refusals[refusal];
}

const char *ak_verdict_name(enum ak_verdict verdict)
{
	return verdicts[verdict];
}

const char *ak_reason_name(enum ak_reason reason)
{
	return voids[reason] ? voids[reason] + sizeof "void:" - 1 : NULL;
}

const char *ak_verdict_text(enum ak_verdict verdict, enum ak_reason reason)
{
	return verdict == AK_VERDICT_VOID ? voids[reason] : verdicts[verdict];
}
