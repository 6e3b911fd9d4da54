/* SPDX-License-Identifier: MIT */
#ifndef API_VISITOR_H
#define API_VISITOR_H

#include <stddef.h>

#include "base/attr.h"

struct exchange;
struct problem;

enum { PASSWORD_MIN = 12, PASSWORD_MAX = 200 };

/*
 * What a door for all families needs of an accept: its fields as `answers`,
 * a name for the request by which a repeat is known, and of `username` and
 * `password` what the link's family makes of them: credentials are sealed, a
 * member's password is hashed (which parks the exchange). No hash is made for
 * a token that opens nothing.
 */
const struct problem *visitor_accept(struct exchange *) MUST_CHECK;

/* The i-th argument that it sets; NULL past the last. */
const char *visitor_argument(size_t i);

/* For POST /v1/sessions: check a password, which parks the exchange. */
const struct problem *visitor_log_in(struct exchange *) MUST_CHECK;

#endif
