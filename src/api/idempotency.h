/* SPDX-License-Identifier: MIT */
#ifndef API_IDEMPOTENCY_H
#define API_IDEMPOTENCY_H

#include "base/attr.h"
#include "door/pg.h"

struct exchange;
struct problem;

extern const struct pg_procedure idempotency_begin;
extern const struct pg_procedure idempotency_end;

/* Check the header's form; a bad one adds to the errors. */
void idempotency_check(struct exchange *);

/*
 * Make the route's call, once for all requests with the same key: claim the
 * key, call, remember; or give the remembered answer, which
 * `Idempotent-Replayed: true` tells. NULL: done, reply is filled.
 */
const struct problem *
idempotency_call(struct exchange *, struct pg_reply *) MUST_CHECK;

#endif
