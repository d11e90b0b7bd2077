/* SPDX-License-Identifier: EUPL-1.2 */
/* One window: its facts at the start, its order, its records one by one, its state text (protocol §8, §9). */
#ifndef AK_JUDGE_WINDOW_H
#define AK_JUDGE_WINDOW_H

#include "judge/judge.h"
#include "judge/read.h"

/* What held at the window's start (bits of judge->facts). */
#define AK_FACT_KEY 1U	  /* of a propose: its key was its actor's */
#define AK_FACT_BEHIND 2U /* of a propose: it is for a body, and the seats behind it reach the quorum */
#define AK_FACT_ONE_SHORT 8U /* of a propose: one seat more would reach what is needed */

/*
 * Judges the count records of set, which are all that the window has, into judge->state, and writes judge->text and
 * judge->root. set is put in order. judge->window_of must be judge->state.window for them.
 */
enum ak_status ak_window_judge(struct ak_judge *judge, uint32_t *set, uint32_t count, struct ak_error *err);

/* The window that was just judged is closed by this seal: the next one is since its root and its day. */
void ak_window_close(struct ak_judge *judge, uint32_t seal);

/* Ranks and facts by the state at the window's start, before anything is judged. */
void ak_standing_take(struct ak_judge *judge, const uint32_t *set, uint32_t count);

/*
 * What is wrong, in the state as it is now, with the key that a record is signed with: AK_REASON_KEY (it is not its
 * actor's), AK_REASON_REVOKED or AK_REASON_EXPIRED; else AK_REASON_NONE.
 */
enum ak_reason ak_key_reason(const struct ak_judge *judge, uint32_t record);

/* Judges one record in the state as it is now. */
void ak_record_judge(struct ak_judge *judge, uint32_t record);

/* The state text (protocol §9) of a window over its records in any order. Notes the digests of the touched objects. */
void ak_text_write(struct ak_state *state, const struct ak_id *since, const uint32_t *set, uint32_t count,
	struct ak_buf *text);

/* The digest of an object as the state text has it (protocol §9). */
struct ak_id ak_object_digest(const struct ak_admission *admission, const struct ak_object *object, struct ak_buf *scratch);

#endif
