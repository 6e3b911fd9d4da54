/* SPDX-License-Identifier: MIT */
#ifndef API_DECODE_H
#define API_DECODE_H

#include <stdbool.h>

#include "base/attr.h"

struct exchange;
struct field;
struct json;
struct problem;

/*
 * Read the request by its route's row, in the contract's order: is there a
 * key, is the body too large, JSON, well formed; then all fields. What passes
 * becomes the exchange's values. Nothing here asks the database.
 */
const struct problem *decode_request(struct exchange *) MUST_CHECK;

/* True if the body is said to be of this media type, whatever its charset. */
bool decode_is_type(const struct exchange *, const char *type);

/*
 * Set what a checked value (NULL: left out) gives to the call. An address in
 * a query is only compared, so its folded form is all there is of it.
 */
void decode_field(
    struct exchange *, const struct field *, struct json *value, bool is_query);

/* Set link_id, token_hash and the organization of a link's token. */
void decode_token(struct exchange *, const char *text);

#endif
