/* SPDX-License-Identifier: MIT */
#ifndef SECRET_TOKEN_H
#define SECRET_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/text.h"
#include "door/crypto.h"

struct arena;
struct ring;

/* What a derived secret is for; each kind has a label of its own. */
enum token_kind { TOKEN_LINK, TOKEN_UNSUBSCRIBE, TOKEN_KEY, TOKEN_PROOF };

enum {
	SALT_BYTES = 16,
	TOKEN_BYTES = 48,
	TOKEN_TEXT = 64, /* characters, without the prefix of a key */
	TOKEN_HASH_TEXT = 2 * SHA256_BYTES,
	CODE_DIGITS = 6
};

/*
 * What a secret is made of besides the server key. owner and id can be read
 * in its text: a link's organization and link, a key's organization and key,
 * a proof's link and proof.
 */
struct token {
	int number; /* of the server key */
	uint8_t owner[UUID_BYTES];
	uint8_t id[UUID_BYTES];
	uint8_t salt[SALT_BYTES];
};

/* Choose id and salt by chance, under the newest server key. */
void token_mint(
    const struct ring *, const uint8_t owner[UUID_BYTES], struct token *);

/*
 * Make the text: 64 base64url characters of owner, id and the first 16 bytes
 * of the HMAC of label, 0, owner, id and salt; an API key has `usk_` before
 * them. NULL: the server key has been retired. The text is the arena's.
 */
char *token_text(const struct ring *, enum token_kind, const struct token *,
    struct arena *) MUST_CHECK;

/*
 * Read owner and id; false: no such text, and both are left as they are. What
 * it says is not proved yet.
 */
bool token_read(const char *text, enum token_kind, uint8_t owner[UUID_BYTES],
    uint8_t id[UUID_BYTES]);

/* SHA-256 of the text, in hexadecimal: what the database keeps. */
void token_hash(const char *text, char hash[TOKEN_HASH_TEXT + 1]);

/*
 * The six digits of a code mailed for a link (owner: its organization). NULL:
 * the server key has been retired. The text is the arena's.
 */
char *code_digits(
    const struct ring *, const struct token *, struct arena *) MUST_CHECK;

/*
 * What the database keeps of a code: an HMAC over link, address and digits,
 * since a plain hash of six digits is no secret. address, as idn_email_key
 * gives it, and digits have at most 318 bytes together. False: they have more,
 * or the server key has been retired.
 */
bool code_check(const struct ring *, int number, const uint8_t link[UUID_BYTES],
    const char *address, const char *digits,
    char check[TOKEN_HASH_TEXT + 1]) MUST_CHECK;

#endif
