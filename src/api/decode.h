/* SPDX-License-Identifier: MIT */
#ifndef API_DECODE_H
#define API_DECODE_H

#include "base/attr.h"

struct exchange;
struct problem;

/*
 * Read the request by its route's row, in the contract's order: is there a
 * key, is the body too large, JSON, well formed; then all fields. What passes
 * becomes the exchange's values. Nothing here asks the database.
 */
const struct problem *decode_request(struct exchange *) MUST_CHECK;

/* Set link_id, token_hash and the organization of a link's token. */
void decode_token(struct exchange *, const char *text);

#endif
