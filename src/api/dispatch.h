/* SPDX-License-Identifier: MIT */
#ifndef API_DISPATCH_H
#define API_DISPATCH_H

#include <stdbool.h>

#include "base/attr.h"

struct exchange;
struct pg_reply;
struct problem;

/* Find out which route a request means; must be called first, once. */
void dispatch_route(struct exchange *);

/* True if the answer needs no database. */
bool dispatch_is_local(const struct exchange *);

/* Answer a request: the exchange's status, headers and answer are set. */
void dispatch(struct exchange *);

/*
 * Go the way of one route up to the answer: decode, step, call. For pages,
 * whose form posts are calls of their JSON doors.
 */
const struct problem *
dispatch_call(struct exchange *, struct pg_reply *) MUST_CHECK;

#endif
