/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Every limit, by name, with its reason. Those of the protocol (§1) are the same for every replica: a record over a
 * limit is refused by all. The others bound what hostile input can make one machine do.
 */
#ifndef AK_BASE_LIMITS_H
#define AK_BASE_LIMITS_H

/*
 * protocol §1: "a charter at most 65,536 bytes as canonical JSON and 131,072 as a file, a record 131,072, a signature
 * 4,096"
 */
#define AK_CHARTER_CANONICAL_MAX 65536U
#define AK_CHARTER_FILE_MAX 131072U
#define AK_RECORD_SIZE_MAX 131072U
#define AK_SIGNATURE_SIZE_MAX 4096U
#define AK_ATTACHMENT_SIZE_MAX 67108864U
#define AK_PARENTS_MAX 64U
#define AK_CHANGES_MAX 64U
#define AK_PINS_MAX 8U
#define AK_ATTACHMENTS_MAX 64U
#define AK_JSON_DEPTH_MAX 16U
#define AK_JSON_STRING_MAX 8192U
#define AK_JSON_INT_MAX 9007199254740991LL /* 2^53 - 1 */
#define AK_NAME_MAX 63U			   /* bytes in a name or field */
#define AK_PARTIES_MAX 64U
#define AK_RANK_LOWEST 10U /* protocol §8: a seat, `self`, and every record without rank */
#define AK_SEQ_MAX 999999999U
#define AK_PATH_SEQ_MAX 16U /* digits of a <seq> in a path: no integer of JSON that the rules admit has more */

/* An object is `<type>/<name>` or `seat/<body>.<party>`: the longest is "seat/" and two names with a dot. */
#define AK_OBJECT_MAX (5U + AK_NAME_MAX + 1U + AK_NAME_MAX)

/* protocol §5: "records whose time is more than ten minutes ahead of its own clock" are held back */
#define AK_CLOCK_AHEAD_SECONDS 600

/* A public key line in keys/: the key and a comment; longer is no key of ours. */
#define AK_KEY_FILE_MAX 16384U

#endif
