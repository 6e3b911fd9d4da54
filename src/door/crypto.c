/* SPDX-License-Identifier: MIT */
/*
 * The door to libcrypto: hashes, macs, seals, chance. Knows no secret's
 * meaning.
 */
#include "door/crypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>
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

static EVP_CIPHER_CTX *
begin_cipher(const uint8_t *key, const uint8_t *nonce, const void *about,
    size_t about_len, int is_sealing)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	int len;

	if (ctx == NULL ||
	    EVP_CipherInit_ex(
		ctx, EVP_aes_256_gcm(), NULL, key, nonce, is_sealing) != 1 ||
	    EVP_CipherUpdate(ctx, NULL, &len, about, (int)about_len) != 1)
		fatal("event=libcrypto_failed call=EVP_CipherInit_ex");
	return ctx;
}

void
crypto_seal(const uint8_t key[SEAL_KEY_BYTES], const void *about,
    size_t about_len, const void *text, size_t len, uint8_t *sealed)
{
	uint8_t *at = sealed + SEAL_NONCE_BYTES;
	EVP_CIPHER_CTX *ctx;
	int done, rest;

	crypto_random(sealed, SEAL_NONCE_BYTES);
	ctx = begin_cipher(key, sealed, about, about_len, 1);
	if (EVP_CipherUpdate(ctx, at, &done, text, (int)len) != 1 ||
	    EVP_CipherFinal_ex(ctx, at + done, &rest) != 1 ||
	    EVP_CIPHER_CTX_ctrl(
		ctx, EVP_CTRL_GCM_GET_TAG, SEAL_TAG_BYTES, at + len) != 1)
		fatal("event=libcrypto_failed call=EVP_CipherUpdate");
	EVP_CIPHER_CTX_free(ctx);
}

bool
crypto_open(const uint8_t key[SEAL_KEY_BYTES], const void *about,
    size_t about_len, const uint8_t *sealed, size_t len, void *text)
{
	const uint8_t *at = sealed + SEAL_NONCE_BYTES;
	size_t text_len = len - SEAL_BYTES;
	uint8_t tag[SEAL_TAG_BYTES];
	EVP_CIPHER_CTX *ctx;
	int done, rest;
	bool is_good;

	memcpy(tag, at + text_len, sizeof(tag));
	ctx = begin_cipher(key, sealed, about, about_len, 0);
	is_good = EVP_CipherUpdate(ctx, text, &done, at, (int)text_len) == 1 &&
	    EVP_CIPHER_CTX_ctrl(
		ctx, EVP_CTRL_GCM_SET_TAG, SEAL_TAG_BYTES, tag) == 1 &&
	    EVP_CipherFinal_ex(ctx, (uint8_t *)text + done, &rest) == 1;
	EVP_CIPHER_CTX_free(ctx);
	return is_good;
}
