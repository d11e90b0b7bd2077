/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Admission: which records stand, by the rules of protocol §5 that need the other records (`ledger`, `parent`, `key`,
 * `time`, `target`, `prev`, `seq`). All of them depend on the record and its ancestors alone, so every replica
 * refuses the same ones. What is left is the graph that the judge works on.
 */
#ifndef AK_JUDGE_ADMIT_H
#define AK_JUDGE_ADMIT_H

#include "charter/charter.h"
#include "graph/graph.h"
#include "judge/beyond.h"
#include "judge/verdict.h"
#include "record/record.h"

struct ak_admission {
	const struct ak_record *records; /* borrowed, by ascending id */
	uint32_t count;
	struct ak_graph graph;
	uint8_t *refusals; /* enum ak_refusal of each */
	uint32_t *owners;  /* of each record: the number of its pair of actor and key */
	uint32_t owner_count;
	uint32_t *sequence; /* the admitted records, parents before children */
	uint32_t admitted;
	uint32_t *target;	/* of each record, the position of its target or prev; or none */
	/* what stands behind: */
	uint32_t *first_parent, *parents;
	struct ak_map owner_map;
	struct ak_arena arena;
	uint32_t *fan; /* where the ids with each beginning of fan_bits begin; NULL: the records are searched */
	unsigned fan_bits;
	uint32_t *party_owners; /* introduced by the founding charter */
	uint32_t party_owner_count;
	struct ak_beyond *beyond; /* of a part of a ledger; NULL: all is here */
};

/*
 * Decides over records, which passed all reasons up to `signature`, sorted by ascending id and distinct.
 * On AK_OK *admission is the caller's to release.
 */
enum ak_status ak_admit(struct ak_admission *admission, const struct ak_record *records, uint32_t count,
	const struct ak_charter *founding, const struct ak_id *ledger, struct ak_error *err);
void ak_admission_release(struct ak_admission *admission);

/*
 * One record more, which stands in the array behind the others: a proposal, or an answer to one, whose parents are
 * all tips there are. It is put on top of them if no reason speaks against it, without deciding over the others anew.
 * False, and nothing changed, if it is something else, or may be refused: then only ak_admit can tell. introduced
 * tells that some record, or the founding, introduced its actor with its key; false: that is not known.
 */
bool ak_admission_crown(struct ak_admission *admission, const struct ak_id *ledger, bool introduced);
void ak_admission_uncrown(struct ak_admission *admission);

/*
 * The admitted record with the highest number of this actor and key, of several the one with the lowest id; or
 * AK_POSITION_NONE.
 */
uint32_t ak_admission_last(const struct ak_admission *admission, const char *actor, const char *key);

/* The same of every owner; last has room for them. */
void ak_admission_last_of_all(const struct ak_admission *admission, uint32_t *last);

/* The position of an id among the records, admitted or not, or AK_POSITION_NONE. */
uint32_t ak_admission_find(const struct ak_admission *admission, const struct ak_id *id);

#endif
