/* SPDX-License-Identifier: MIT */
#ifndef API_CALL_H
#define API_CALL_H

#include "base/attr.h"
#include "door/pg.h"

struct exchange;
struct json;
struct problem;

/* Set the argument `caller`: the request, and the key or the operator. */
void call_set_caller(struct exchange *);

/*
 * Set the arguments `caller` and, where the path names no organization but
 * the route needs one, `organization_id`; then run the route's step.
 */
const struct problem *call_prepare(struct exchange *) MUST_CHECK;

/*
 * Make one call with the exchange's values. A refusal comes back as its
 * problem with x->members set; NULL: done, reply is filled.
 */
const struct problem *call_make(struct exchange *, const struct pg_procedure *,
    struct pg_reply *) MUST_CHECK;

/* What a call answered; NULL: nothing. It is the exchange's arena's. */
struct json *
call_body(const struct exchange *, const struct pg_reply *) MUST_CHECK;

/* Ask the procedure that a route's step needs before: the row's `check`. */
const struct problem *
call_check(struct exchange *, struct pg_reply *) MUST_CHECK;

/* Make the call of the exchange's route. */
const struct problem *
call_route(struct exchange *, struct pg_reply *) MUST_CHECK;

/* What pages and health checks call; not of any row. */
extern const struct pg_procedure call_link_show;
extern const struct pg_procedure call_link_ask;
extern const struct pg_procedure call_link_unsubscribe;
extern const struct pg_procedure call_health;

/* The problem for a call that did not come through; NULL for PG_DONE. */
const struct problem *call_outcome(enum pg_outcome);

#endif
