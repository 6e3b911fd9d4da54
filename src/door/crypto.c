/* SPDX-License-Identifier: MIT */
/* The door to libcrypto: hashes, macs, chance. Knows no secret's meaning. */
#include "door/crypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sys/random.h>

#include "base/log.h"

void
crypto_random(void *data, size_t len)
{
	/* Up to 256 bytes come whole or not at all: getrandom(2). */
	if (len > 256 || getrandom(data, len, 0) != (ssize_t)len)
		fatal("event=no_random bytes=%zu", len);
}

void
crypto_uuid(uint8_t id[16])
{
	crypto_random(id, 16);
	id[6] = (uint8_t)((id[6] & 0x0f) | 0x40);
	id[8] = (uint8_t)((id[8] & 0x3f) | 0x80);
}

void
crypto_sha256(const void *data, size_t len, uint8_t hash[SHA256_BYTES])
{
	if (EVP_Digest(data, len, hash, NULL, EVP_sha256(), NULL) != 1)
		fatal("event=libcrypto_failed call=EVP_Digest");
}

void
crypto_hmac(const void *key, size_t key_len, const void *data, size_t len,
    uint8_t mac[SHA256_BYTES])
{
	if (HMAC(EVP_sha256(), key, (int)key_len, data, len, mac, NULL) == NULL)
		fatal("event=libcrypto_failed call=HMAC");
}

bool
crypto_equal(const void *a, const void *b, size_t len)
{
	return CRYPTO_memcmp(a, b, len) == 0;
}
