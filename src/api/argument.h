/* SPDX-License-Identifier: MIT */
#ifndef API_ARGUMENT_H
#define API_ARGUMENT_H

#include <stdbool.h>

struct arena;
struct field;
struct json;

/*
 * A checked value as SQL's text, the value's or the arena's; NULL for null,
 * absent or a secret. Inside JSON every address gets its folded form beside
 * it, as `email_key`.
 */
const char *
field_to_sql(struct arena *, const struct field *, struct json *value);

/* The folded forms of a list of addresses, as an array; NULL: no list. */
const char *field_keys_to_sql(struct arena *, const struct json *list);

/* True for a list of addresses, which has folded forms. */
bool field_is_address_list(const struct field *);

#endif
