/* SPDX-License-Identifier: MIT */
#ifndef API_QUERY_H
#define API_QUERY_H

#include "api/field.h"
#include "base/attr.h"

struct exchange;
struct problem;

/*
 * Read the query string by the route's row; what passes becomes the
 * exchange's values, a bad parameter adds to its errors. One that cannot be
 * read at all, and a cursor of another list, is malformed.
 */
const struct problem *query_read(struct exchange *) MUST_CHECK;

/* The parameters that every list takes: where its page begins and ends. */
extern const struct field query_list_fields[];

#endif
