/* SPDX-License-Identifier: MIT */
#ifndef VIEW_MOMENT_H
#define VIEW_MOMENT_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct tm;
struct words;

/* Read a time as wire_time writes it, in UTC. False: it is none, or NULL. */
bool moment_read(const char *text, struct tm *) MUST_CHECK;

/*
 * Say such a time in a language: "5 March 2030, 14:30 UTC". NULL: it is none,
 * or the language lacks the sentence.
 */
const char *
moment_say(const struct words *, const char *text, struct arena *) MUST_CHECK;

#endif
