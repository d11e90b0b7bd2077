/* SPDX-License-Identifier: EUPL-1.2 */
/* The blocks of what is kept at a ledger's head (ledger/head.h), as both sides know them: keep.h, fill.h. */
#ifndef AK_LEDGER_HEAD_BLOCKS_H
#define AK_LEDGER_HEAD_BLOCKS_H

#include "base/id.h"

/* Of a block, whose name is appended to a cleared buffer. */
#define AK_HEAD_BASE "base"
#define AK_HEAD_WAITING "waiting"
#define AK_HEAD_RECORD "record/%u"
#define AK_HEAD_OBJECT "object/%s"
#define AK_HEAD_CHARTER "charter/%u" /* 0: the founding charter, which is in the base */
#define AK_HEAD_TALLY "tally"
#define AK_HEAD_FIRST "first" /* of each list of the tally */
#define AK_HEAD_ALL "all"     /* of them, whole */
#define AK_HEAD_REFUSED "refused"

/* Rows of so many records by id and time, the newest first: all that were judged, and the complete seals. */
enum { AK_HEAD_ROW = 64 };
#define AK_HEAD_NEWEST "newest"
#define AK_HEAD_SEALS "seals"

/* Of a kind and a number. */
#define AK_HEAD_NUMBERED "%s/%u"
/* for ledger/demand.h: */
#define AK_HEAD_DEMAND "demand"
#define AK_HEAD_NAMES "names/%u" /* of what names there are, one part in so many, with: */
#define AK_NAME_EXISTS 1U	 /* there is an object of that name */
#define AK_NAME_MEMBERS 2U	 /* to which others may belong */
#define AK_NAME_FREEZERS 4U	 /* which others may freeze */
#define AK_NAME_ABOUT 8U	 /* open proposals are about it */
#define AK_NAME_OWNER 16U	 /* it is an actor and key, and signed */
#define AK_HEAD_MEMBERS "members/%s"
#define AK_HEAD_FREEZERS "freezers/%s"
#define AK_HEAD_ABOUT "about/%s"
#define AK_HEAD_IDS "ids/%u"	 /* those that begin with the same digits */
#define AK_HEAD_OWNER "owner/%s" /* the last record of an actor and key */
#define AK_HEAD_OPEN "open/%u"	 /* what an open proposal had seen */

/* Which of so many blocks of names has it. */
uint32_t ak_head_bucket(const char *name, uint32_t buckets);

/* The first hexadecimal digits of an id, 1 to 3, as a number. */
uint32_t ak_head_digits(const struct ak_id *id, uint32_t digits);

#endif
