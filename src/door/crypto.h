/* SPDX-License-Identifier: MIT */
#ifndef DOOR_CRYPTO_H
#define DOOR_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SHA256_BYTES = 32 };

/* Fill data from the kernel; ends the process if the kernel cannot. */
void crypto_random(void *data, size_t len);

/* Make a random UUID (RFC 9562, version 4). */
void crypto_uuid(uint8_t id[16]);

void crypto_sha256(const void *data, size_t len, uint8_t hash[SHA256_BYTES]);

/* HMAC-SHA256 (RFC 2104). The key may have any length. */
void crypto_hmac(const void *key, size_t key_len, const void *data, size_t len,
    uint8_t mac[SHA256_BYTES]);

/* Compare in a time that depends on len alone. */
bool crypto_equal(const void *, const void *, size_t len);

#endif
