/* SPDX-License-Identifier: MIT */
#ifndef VIEW_BIDI_H
#define VIEW_BIDI_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct buf;

/*
 * Append a value to a sentence that runs from right to left, or from left to
 * right. A value with letters that run the other way is isolated (U+2068,
 * U+2069): else it, and what follows it, would stand in the wrong order.
 */
void bidi_put(struct buf *, const char *value, bool is_rtl);

/* The sentence without what isolates values in it; the text is the arena's. */
char *bidi_strip(struct arena *, const char *sentence) MUST_CHECK;

#endif
