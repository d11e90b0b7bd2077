/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Wycheproof: our answer is theirs for every vector. CCTV: every key with a component of low order is refused
 * by the key rule (protocol §3), and of the others just those verify whose R is a proper point.
 */
#include "external.h"
#include "sig/digest.h"
#include "sig/ed25519.h"

/* The answer of the protocol: key rule, size, signature. */
static bool answer(struct ak_bytes key, struct ak_bytes message, struct ak_bytes signature)
{
	return key.size == AK_ED25519_KEY_SIZE && ak_ed25519_key_check(key.data) &&
	       ak_ed25519_verify(signature, message, key.data);
}

static void check_group(struct tally *tally, const struct ak_json *group)
{
	struct ak_buf key = AK_BUF_INIT;
	struct ak_buf message = AK_BUF_INIT;
	struct ak_buf signature = AK_BUF_INIT;
	struct ak_bytes key_bytes = from_hex(text_of(get(group, "publicKey"), "pk"), &key);
	const struct ak_json *tests = get(group, "tests");
	for (size_t i = 0; i < ak_json_count(tests); i++) {
		const struct ak_json *test = ak_json_item(tests, i);
		bool good = answer(key_bytes, from_hex(text_of(test, "msg"), &message),
			from_hex(text_of(test, "sig"), &signature));
		bool expected = strcmp(text_of(test, "result"), "valid") == 0;
		tally_case(tally, good == expected, "vector %lld is %s: %s",
			(long long)ak_json_int(get(test, "tcId")), good ? "taken" : "refused",
			text_of(test, "comment"));
	}
	ak_buf_release(&key);
	ak_buf_release(&message);
	ak_buf_release(&signature);
}

static int check_wycheproof(const char *folder)
{
	struct tally tally = {.suite = "Wycheproof Ed25519", .checked = 0, .wrong = 0};
	struct ak_json *json = read_json(folder, "wycheproof/testvectors_v1/ed25519_test.json");
	const struct ak_json *groups = get(json, "testGroups");
	for (size_t i = 0; i < ak_json_count(groups); i++)
		check_group(&tally, ak_json_item(groups, i));
	ak_json_free(json);
	return tally_end(&tally);
}

static bool has_flag(const struct ak_json *vector, const char *flag)
{
	const struct ak_json *flags = get(vector, "flags");
	if (ak_json_kind(flags) != AK_JSON_ARRAY)
		return false; /* null: an ordinary signature */
	for (size_t i = 0; i < ak_json_count(flags); i++) {
		if (strcmp(ak_json_text(ak_json_item(flags, i)), flag) == 0)
			return true;
	}
	return false;
}

static void check_vector(struct tally *tally, const struct ak_json *vector, int *refused_keys)
{
	struct ak_buf key = AK_BUF_INIT;
	struct ak_buf signature = AK_BUF_INIT;
	struct ak_bytes key_bytes = from_hex(text_of(vector, "key"), &key);
	struct ak_bytes signature_bytes = from_hex(text_of(vector, "sig"), &signature);
	struct ak_bytes message = ak_bytes_of(text_of(vector, "msg"));
	long long number = ak_json_int(get(vector, "number"));
	bool key_good = !has_flag(vector, "low_order_A") && !has_flag(vector, "low_order_component_A") &&
			!has_flag(vector, "non_canonical_A");
	bool r_good = !has_flag(vector, "low_order_R") && !has_flag(vector, "low_order_component_R") &&
		      !has_flag(vector, "non_canonical_R") && !has_flag(vector, "low_order_residue");
	bool key_taken = ak_ed25519_key_check(key_bytes.data);
	*refused_keys += !key_taken;
	tally_case(tally, key_taken == key_good, "key of vector %lld is %s", number,
		key_taken ? "taken" : "refused");
	bool good = answer(key_bytes, message, signature_bytes);
	tally_case(tally, good == (key_good && r_good), "signature of vector %lld is %s", number,
		good ? "taken" : "refused");
	ak_buf_release(&key);
	ak_buf_release(&signature);
}

static int check_cctv(const char *folder)
{
	struct tally tally = {.suite = "CCTV Ed25519", .checked = 0, .wrong = 0};
	struct ak_json *json = read_json(folder, "cctv/ed25519/ed25519vectors.json");
	int refused_keys = 0;
	for (size_t i = 0; i < ak_json_count(json); i++)
		check_vector(&tally, ak_json_item(json, i), &refused_keys);
	printf("  %d of %zu keys are refused\n", refused_keys, ak_json_count(json));
	ak_json_free(json);
	return tally_end(&tally);
}

int main(int argc, char **argv)
{
	if (argc != 2)
		give_up("wants one folder", argv[0]);
	if (ak_sig_start(NULL) != AK_OK)
		give_up("cannot be started", "libsodium");
	int wycheproof = check_wycheproof(argv[1]);
	int cctv = check_cctv(argv[1]);
	return wycheproof || cctv;
}
