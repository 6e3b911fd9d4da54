/* SPDX-License-Identifier: MIT */
/*
 * The secrets usher gives out, all derived from a server key, so that none
 * need be stored and each can be made again. Knows no database and no HTTP.
 */
#include "secret/token.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "secret/ring.h"

enum { MAC_BYTES = 16 };

static const struct {
	const char *label;
	const char *prefix;
} kinds[] = {
	[TOKEN_LINK] = { "link", "" },
	[TOKEN_UNSUBSCRIBE] = { "unsubscribe", "" },
	[TOKEN_KEY] = { "key", "usk_" },
	[TOKEN_PROOF] = { "proof", "" },
};

void
token_mint(const struct ring *ring, const uint8_t owner[UUID_BYTES],
    struct token *token)
{
	token->number = ring_newest(ring);
	memcpy(token->owner, owner, UUID_BYTES);
	crypto_uuid(token->id);
	crypto_random(token->salt, SALT_BYTES);
}

static bool
mac_of(const struct ring *ring, const char *label, const struct token *token,
    uint8_t mac[SHA256_BYTES])
{
	uint8_t data[2 * UUID_BYTES + SALT_BYTES];

	memcpy(data, token->owner, UUID_BYTES);
	memcpy(data + UUID_BYTES, token->id, UUID_BYTES);
	memcpy(data + 2 * UUID_BYTES, token->salt, SALT_BYTES);
	return ring_mac(ring, token->number, label, data, sizeof(data), mac);
}

char *
token_text(const struct ring *ring, enum token_kind kind,
    const struct token *token, struct arena *arena)
{
	uint8_t bytes[TOKEN_BYTES], mac[SHA256_BYTES];

	if (!mac_of(ring, kinds[kind].label, token, mac))
		return NULL;
	memcpy(bytes, token->owner, UUID_BYTES);
	memcpy(bytes + UUID_BYTES, token->id, UUID_BYTES);
	memcpy(bytes + 2 * UUID_BYTES, mac, MAC_BYTES);
	return arena_printf(arena, "%s%s", kinds[kind].prefix,
	    base64url_encode(arena, bytes, sizeof(bytes)));
}

bool
token_read(const char *text, enum token_kind kind, uint8_t owner[UUID_BYTES],
    uint8_t id[UUID_BYTES])
{
	uint8_t bytes[TOKEN_BYTES];

	if (!starts_with(text, kinds[kind].prefix) ||
	    !base64url_decode(
		text + strlen(kinds[kind].prefix), bytes, sizeof(bytes)))
		return false;
	memcpy(owner, bytes, UUID_BYTES);
	memcpy(id, bytes + UUID_BYTES, UUID_BYTES);
	return true;
}

void
token_hash(const char *text, char hash[TOKEN_HASH_TEXT + 1])
{
	uint8_t bytes[SHA256_BYTES];

	crypto_sha256(text, strlen(text), bytes);
	hex_encode(bytes, sizeof(bytes), hash);
}

char *
code_digits(
    const struct ring *ring, const struct token *token, struct arena *arena)
{
	uint8_t mac[SHA256_BYTES];
	uint64_t value = 0;
	int i;

	if (!mac_of(ring, "code", token, mac))
		return NULL;
	/* 64 bits: the remainder's bias is below one in 10^13. */
	for (i = 0; i < 8; i++)
		value = value << 8 | mac[i];
	return arena_printf(
	    arena, "%0*u", CODE_DIGITS, (unsigned)(value % 1000000));
}

bool
code_check(const struct ring *ring, int number, const uint8_t link[UUID_BYTES],
    const char *address, const char *digits, char check[TOKEN_HASH_TEXT + 1])
{
	uint8_t data[UUID_BYTES + 320], mac[SHA256_BYTES];
	int len;

	memcpy(data, link, UUID_BYTES);
	len = snprintf((char *)data + UUID_BYTES, sizeof(data) - UUID_BYTES,
	    "%s %s", address, digits);
	if (len < 0 || (size_t)len >= sizeof(data) - UUID_BYTES)
		return false;
	if (!ring_mac(ring, number, "code check", data,
		UUID_BYTES + (size_t)len, mac))
		return false;
	hex_encode(mac, sizeof(mac), check);
	return true;
}
