/* SPDX-License-Identifier: MIT */
/* The door to libscrypt. Knows no user, and no process to share a core with. */
#include "door/password.h"

#include <libscrypt.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "door/crypto.h"

/*
 * The cost: 64 MiB, the least that OWASP's Password Storage Cheat Sheet gives
 * for p = 1 below its first choice. It stands in every hash, so raising it
 * leaves old ones good.
 */
enum { LOG2_N = 16, BLOCK = 8, LANES = 1, SALT = 16, HASH = 32 };

struct cost {
	int log2_n, block, lanes;
};

static int
derive(const char *password, struct cost cost, const uint8_t salt[SALT],
    uint8_t hash[HASH])
{
	return libscrypt_scrypt((const uint8_t *)password, strlen(password),
	    salt, SALT, (uint64_t)1 << cost.log2_n, (uint32_t)cost.block,
	    (uint32_t)cost.lanes, hash, HASH);
}

int
password_hash(const char *password, char text[PASSWORD_HASH_TEXT])
{
	const struct cost cost = { LOG2_N, BLOCK, LANES };
	char salt_digits[2 * SALT + 1], hash_digits[2 * HASH + 1];
	uint8_t salt[SALT], hash[HASH];

	crypto_random(salt, sizeof(salt));
	if (derive(password, cost, salt, hash) < 0)
		return -1;
	hex_encode(salt, sizeof(salt), salt_digits);
	hex_encode(hash, sizeof(hash), hash_digits);
	snprintf(text, PASSWORD_HASH_TEXT, "scrypt$%d$%d$%d$%s$%s", cost.log2_n,
	    cost.block, cost.lanes, salt_digits, hash_digits);
	return 0;
}

static bool
read_hash(
    const char *text, struct cost *cost, uint8_t salt[SALT], uint8_t hash[HASH])
{
	char salt_digits[2 * SALT + 1], hash_digits[2 * HASH + 1];

	return sscanf(text, "scrypt$%2d$%2d$%2d$%32[0-9a-f]$%64[0-9a-f]",
		   &cost->log2_n, &cost->block, &cost->lanes, salt_digits,
		   hash_digits) == 5 &&
	    cost->log2_n > 0 && cost->log2_n <= 24 && cost->block > 0 &&
	    cost->lanes > 0 && hex_decode(salt_digits, salt, SALT) &&
	    hex_decode(hash_digits, hash, HASH);
}

int
password_check(const char *password, const char *text, bool *is_right)
{
	struct cost cost = { LOG2_N, BLOCK, LANES };
	uint8_t salt[SALT] = { 0 }, wanted[HASH], given[HASH];
	bool is_hash = text != NULL && read_hash(text, &cost, salt, wanted);

	if (!is_hash)
		cost = (struct cost){ LOG2_N, BLOCK, LANES };
	if (derive(password, cost, salt, given) < 0)
		return -1;
	*is_right = is_hash && crypto_equal(wanted, given, HASH);
	return 0;
}
