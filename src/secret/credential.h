/* SPDX-License-Identifier: MIT */
#ifndef SECRET_CREDENTIAL_H
#define SECRET_CREDENTIAL_H

#include <stdint.h>

#include "base/attr.h"
#include "base/text.h"

struct arena;
struct ring;

/* What a sealed credential belongs to: it opens nowhere else. */
struct credential_place {
	int number; /* of the server key it is sealed under */
	uint8_t organization_id[UUID_BYTES];
	uint8_t connection_id[UUID_BYTES];
};

/*
 * Seal a text under the place's server key. Returns nonce, ciphertext and tag
 * in hexadecimal, the arena's; NULL: that key has been retired.
 */
const char *
credential_seal(const struct ring *, const struct credential_place *,
    const char *text, struct arena *) MUST_CHECK;

/* The text of what was sealed; NULL: not of this place, or changed. */
const char *
credential_open(const struct ring *, const struct credential_place *,
    const char *sealed, struct arena *) MUST_CHECK;

#endif
