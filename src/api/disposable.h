/* SPDX-License-Identifier: MIT */
#ifndef API_DISPOSABLE_H
#define API_DISPOSABLE_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct disposable;

/*
 * Read a list of domains, one a line, # before comments. NULL: *error says
 * what is wrong, the path first. All is the arena's.
 */
const struct disposable *disposable_load(
    const char *path, struct arena *, const char **error) MUST_CHECK;

/*
 * True if the address, as idn_email_key gives it, is at one of these domains
 * or below one. No list: never.
 */
bool disposable_has(const struct disposable *, const char *email_key);

#endif
