/* SPDX-License-Identifier: MIT */
#ifndef API_STEP_H
#define API_STEP_H

#include <stddef.h>

#include "base/attr.h"

struct exchange;
struct route;

/*
 * Do what SQL cannot: mint what the route's row says it needs, and take from
 * the configuration. Sets arguments; the organization must be known by now.
 */
const struct problem *step_run(struct exchange *) MUST_CHECK;

/* The i-th argument that the route's needs give; NULL past the last. */
const char *step_argument(const struct route *, size_t i);

#endif
