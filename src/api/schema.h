/* SPDX-License-Identifier: MIT */
#ifndef API_SCHEMA_H
#define API_SCHEMA_H

#include <stdbool.h>

#include "api/field.h"

struct arena;
struct json;

/*
 * JSON Schema (2020-12, as OpenAPI 3.1 has it) of a row, of a table's object,
 * of a problem. is_reply: members may be null by is_nullable, and all of them
 * are required but those that may_lack; else those that is_required, and null
 * may stand for any other, but in a PATCH for one that is_kept.
 */
struct json *
schema_of_field(struct arena *, const struct field *, bool is_reply);
struct json *
schema_of_members(struct arena *, const struct field *table, bool is_reply);
struct json *schema_of_problem(struct arena *);

/* The same in JSend. */
struct json *schema_of_fail(struct arena *);

#endif
