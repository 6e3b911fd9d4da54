/* SPDX-License-Identifier: MIT */
/* Credentials that are kept to be used: sealed for the place they are for. */
#include "secret/credential.h"

#include <string.h>

#include "base/arena.h"
#include "door/crypto.h"
#include "secret/ring.h"

enum { ABOUT_BYTES = 2 * UUID_BYTES };

static bool
derive(const struct ring *ring, const struct credential_place *place,
    uint8_t key[SHA256_BYTES], uint8_t about[ABOUT_BYTES])
{
	memcpy(about, place->organization_id, UUID_BYTES);
	memcpy(about + UUID_BYTES, place->connection_id, UUID_BYTES);
	return ring_mac(ring, place->number, "seal", "", 0, key);
}

const char *
credential_seal(const struct ring *ring, const struct credential_place *place,
    const char *text, struct arena *arena)
{
	uint8_t key[SHA256_BYTES], about[ABOUT_BYTES], *sealed;
	size_t len = strlen(text) + SEAL_BYTES;
	char *digits = arena_alloc(arena, 2 * len + 1);

	if (!derive(ring, place, key, about))
		return NULL;
	sealed = arena_alloc(arena, len);
	crypto_seal(key, about, sizeof(about), text, strlen(text), sealed);
	hex_encode(sealed, len, digits);
	return digits;
}

const char *
credential_open(const struct ring *ring, const struct credential_place *place,
    const char *sealed, struct arena *arena)
{
	uint8_t key[SHA256_BYTES], about[ABOUT_BYTES], *data;
	size_t len = strlen(sealed) / 2;
	char *text;

	data = arena_alloc(arena, len + 1);
	if (len < SEAL_BYTES || !hex_decode(sealed, data, len) ||
	    !derive(ring, place, key, about))
		return NULL;
	text = arena_alloc(arena, len - SEAL_BYTES + 1);
	if (!crypto_open(key, about, sizeof(about), data, len, text))
		return NULL;
	text[len - SEAL_BYTES] = '\0';
	return text;
}
