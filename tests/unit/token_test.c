/* SPDX-License-Identifier: MIT */
#include "base/text.h"
#include "secret.h"
#include "secret/token.h"
#include "tap.h"

static struct arena *arena;
static struct ring *ring;

static void
test_text(const struct token *token)
{
	char *link = token_text(ring, TOKEN_LINK, token, arena);
	char *key = token_text(ring, TOKEN_KEY, token, arena);
	uint8_t owner[UUID_BYTES], id[UUID_BYTES];

	ok(strlen(link) == TOKEN_TEXT, "a link's token has 64 characters");
	ok(starts_with(key, "usk_") && strlen(key) == TOKEN_TEXT + 4,
	    "a key's has 64 behind usk_");
	ok(strcmp(link + 48, key + 52) != 0,
	    "the same ids and salt are another secret for another purpose");
	is(token_text(ring, TOKEN_LINK, token, arena), link,
	    "a token can be made again");
	ok(token_read(link, TOKEN_LINK, owner, id) &&
		memcmp(owner, token->owner, UUID_BYTES) == 0 &&
		memcmp(id, token->id, UUID_BYTES) == 0,
	    "owner and id are read from it");
	ok(!token_read(link, TOKEN_KEY, owner, id) &&
		!token_read(link + 1, TOKEN_LINK, owner, id),
	    "what is no such text is not read");
}

static void
test_change(struct token token)
{
	char *before = token_text(ring, TOKEN_LINK, &token, arena);

	token.salt[0] ^= 1;
	ok(strcmp(token_text(ring, TOKEN_LINK, &token, arena), before) != 0,
	    "another salt makes another token");
	token.number = 9;
	is(token_text(ring, TOKEN_LINK, &token, arena), NULL,
	    "without its key there is no token");
	is(code_digits(ring, &token, arena), NULL, "and no code");
}

static void
test_code(const struct token *token)
{
	char *code = code_digits(ring, token, arena);
	char check[TOKEN_HASH_TEXT + 1], other[TOKEN_HASH_TEXT + 1];

	ok(strlen(code) == CODE_DIGITS && strspn(code, "0123456789") == 6,
	    "a code has six digits");
	ok(code_check(ring, 1, token->id, "a@b.example", code, check) &&
		code_check(ring, 1, token->id, "c@b.example", code, other) &&
		strcmp(check, other) != 0,
	    "its check is for one address");
	ok(code_check(ring, 1, token->owner, "a@b.example", code, other) &&
		strcmp(check, other) != 0,
	    "and one link");
}

int
main(void)
{
	const uint8_t owner[UUID_BYTES] = { 1, 2, 3 };
	struct token token, other;
	char hash[TOKEN_HASH_TEXT + 1];

	arena = arena_new();
	ring = test_ring(arena);
	token_mint(ring, owner, &token);
	token_mint(ring, owner, &other);
	ok(memcmp(token.id, other.id, UUID_BYTES) != 0 &&
		memcmp(token.salt, other.salt, SALT_BYTES) != 0,
	    "two tokens minted differ in id and salt");
	test_text(&token);
	test_change(token);
	test_code(&token);
	token_hash("abc", hash);
	is(hash,
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
	    "the hash kept of a token is SHA-256");
	arena_free(arena);
	return done();
}
