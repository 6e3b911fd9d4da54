/* SPDX-License-Identifier: MIT */
#ifndef API_EXAMPLE_H
#define API_EXAMPLE_H

#include <stdbool.h>

struct arena;
struct field;
struct json;

/*
 * An object that a table of fields takes or gives, for the manual. A request
 * shows what is required and what has an example of its own; a reply shows
 * all its members.
 */
struct json *
example_of_members(struct arena *, const struct field *table, bool is_reply);

#endif
