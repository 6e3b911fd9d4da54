/* SPDX-License-Identifier: MIT */
#ifndef DOOR_CRYPTO_H
#define DOOR_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

enum { SHA256_BYTES = 32 };

/*
 * Fill data, at most 256 bytes, from the kernel; ends the process if it
 * cannot.
 */
void crypto_random(void *data, size_t len);

/* Make a random UUID (RFC 9562, version 4). */
void crypto_uuid(uint8_t id[16]);

void crypto_sha256(const void *data, size_t len, uint8_t hash[SHA256_BYTES]);

/* HMAC-SHA256 (RFC 2104). The key may have any length. */
void crypto_hmac(const void *key, size_t key_len, const void *data, size_t len,
    uint8_t mac[SHA256_BYTES]);

enum { SEAL_KEY_BYTES = 32, SEAL_NONCE_BYTES = 12, SEAL_TAG_BYTES = 16 };

/* What sealing adds to a text's length: the nonce before, the tag behind. */
enum { SEAL_BYTES = SEAL_NONCE_BYTES + SEAL_TAG_BYTES };

/*
 * Seal with AES-256-GCM (NIST SP 800-38D) under a nonce by chance; about says
 * what it belongs to, and must be the same to open it. sealed has room for
 * len + SEAL_BYTES.
 */
void crypto_seal(const uint8_t key[SEAL_KEY_BYTES], const void *about,
    size_t about_len, const void *text, size_t len, uint8_t *sealed);

/*
 * Open what was sealed; text has room for len - SEAL_BYTES, len is at least
 * SEAL_BYTES. False: it was changed, or belongs elsewhere.
 */
bool crypto_open(const uint8_t key[SEAL_KEY_BYTES], const void *about,
    size_t about_len, const uint8_t *sealed, size_t len, void *text) MUST_CHECK;

/* Compare in a time that depends on len alone. */
bool crypto_equal(const void *, const void *, size_t len);

#endif
