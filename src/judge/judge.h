/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The judge: from the records that stand to verdicts, state and seals (protocol §8 to §11). A pure function of the
 * set of records: no clock, no files, the same answer in whatever order they came.
 */
#ifndef AK_JUDGE_JUDGE_H
#define AK_JUDGE_JUDGE_H

#include "judge/admit.h"
#include "judge/state.h"

/* A complete seal. */
struct ak_seal {
	uint32_t record;
	struct ak_id root; /* the state root at it */
};

struct ak_judge_options {
	bool at_given; /* as known at a time (protocol §11) */
	int64_t at;
	/*
	 * With at_given, whose time is then that of this record: judged are a seal's ancestors, in the windows that
	 * its chain of `prev` cuts (protocol §10), or any other record with its ancestors, in those of the complete
	 * seals among them. NULL: by time.
	 */
	const struct ak_id *head;
	/*
	 * Complete seals that this replica has seen before (protocol §10): of two of one height, the one named here
	 * goes on.
	 */
	const struct ak_id *remembered;
	size_t remembered_count;
	/*
	 * With at_given: the same records, judged without it and with the same remembered; its seals are taken, not
	 * found once more. Or NULL.
	 */
	const struct ak_judge *whole;
};

struct ak_judge {
	const struct ak_admission *admission;
	const struct ak_charter *founding;
	struct ak_judge_options options; /* what they point to is copied */
	struct ak_id *remembered;
	uint32_t head; /* the position of options.head, or AK_POSITION_NONE */
	bool head_complete; /* it is a complete seal, so that what is judged is sealed by it */
	struct ak_state state;
	uint32_t *window_of; /* of each record: the window it is judged in, or 0 */
	uint8_t *ranks;	     /* of each record of the window at hand */
	uint8_t *facts;	     /* what held for each at the window's start */
	uint32_t *first_answer, *answers; /* of each record, those that target it, ancestors first */
	uint32_t *seal_records; /* all seal records, by height */
	uint32_t seal_record_count;
	struct ak_seal *seals; /* the chain of complete seals, up to options.at */
	uint32_t seal_count;
	size_t seal_room;
	uint32_t *split; /* complete seals of one height, by id; none: no split */
	uint32_t split_count;
	bool has_split; /* in the whole set, also where the time asked for lies before it: for the exit status */
	struct ak_id since;   /* the state root at the seal that opened the window */
	int32_t opened;	      /* the day of that seal; INT32_MIN before the first */
	struct ak_buf text;   /* the state text of the last window */
	struct ak_buf closed; /* that of the window before, while another is tried */
	struct ak_id root;    /* SHA-256 of text */
	struct ak_mark rest;  /* where the last window began, if nothing stopped before it: */
	bool has_rest;
	uint32_t supposed; /* a proposal that is taken to have the seats behind it that it needs, or AK_POSITION_NONE */
	struct { /* while there is a crown: what the answers were without it */
		uint32_t *first_answer, *answers;
	} bare;
};

/*
 * A judge that judged nothing yet, at the founding: it has its tables of who answers whom and which records are seals.
 * In any case the caller releases it.
 */
enum ak_status ak_judge_init(struct ak_judge *judge, const struct ak_admission *admission,
	const struct ak_charter *founding, const struct ak_judge_options *options, struct ak_error *err);
void ak_judge_release(struct ak_judge *judge);

/*
 * Judges. admission and founding are borrowed for the judge's life. On AK_OK judge->state has the verdicts
 * (AK_VERDICT_NONE for records outside what was asked) and the objects. The caller releases it.
 */
enum ak_status ak_judge_run(struct ak_judge *judge, const struct ak_admission *admission,
	const struct ak_charter *founding, const struct ak_judge_options *options, struct ak_error *err);

/* For a part of a ledger: notes which seals were remembered. False without memory. */
bool ak_judge_remember(struct ak_judge *judge, const struct ak_id *seals, size_t count);

/*
 * Takes along a record that was just put on top of the admission (ak_admission_crown), as one of the last window,
 * which is not judged anew yet: ak_judge_rest does that. False, and nothing changed, where there is no such window (a
 * time was asked for, or there is a split), or no memory.
 */
bool ak_judge_crown(struct ak_judge *judge);
void ak_judge_uncrown(struct ak_judge *judge);

/*
 * Judges the last window anew: after a crown was put, to see what becomes of it and of others, and after it was taken
 * off.
 */
enum ak_status ak_judge_rest(struct ak_judge *judge, struct ak_error *err);

/*
 * What becomes of the crown, and (target may be NULL) of what it answers, by the state as it is, which it leaves so.
 * That is what judging the window anew would tell of a proposal, which comes after all that it has seen and lifts
 * nothing before it; and of an answer to a proposal that is calm.
 */
void ak_judge_top(struct ak_judge *judge, struct ak_judged *judged, struct ak_judged *target);

/*
 * Whether an endorsement on top of everything would leave all that was judged before it as it is: it lifts a proposal
 * and those who endorsed it (protocol §8, rank) only where it brings the last seat, and only in this window; then
 * that is tried out. *calm is false where trying costs more than *effort, in records judged, which it takes from it.
 */
enum ak_status ak_judge_is_calm(struct ak_judge *judge, uint32_t proposal, uint32_t *effort, bool *calm, struct ak_error *err);

#endif
