/* SPDX-License-Identifier: EUPL-1.2 */
/* Checking one record file by itself (protocol §5). */
#ifndef AK_LEDGER_CHECK_H
#define AK_LEDGER_CHECK_H

#include "ledger/ledger.h"
#include "sig/sshsig.h"

struct ak_file_check {
	struct ak_arena *arena; /* in: where the record lives */
	struct ak_record_shared *shared; /* in, in the same arena; it remembers which keys are well-formed */
	/* out, likewise: what is left to be asked; until then the signature may be wrong */
	struct ak_sshsig_claim claim;
	struct ak_record record;  /* out, where refusal is AK_REFUSAL_NONE */
	enum ak_refusal refusal;  /* out: the first reason that applies */
};

/*
 * All but the curve. AK_OK with refusal AK_REFUSAL_NONE; AK_ERR_FORMAT with the refusal and its sentence;
 * AK_ERR_MEMORY. path has been parsed already (its form is the first reason). bytes may be over the limit (then they
 * are only digested).
 */
enum ak_status ak_file_check(struct ak_file_check *check, const struct ak_record_path *path, struct ak_bytes bytes,
	struct ak_bytes signature, bool has_signature, struct ak_error *err);

#endif
