/* SPDX-License-Identifier: MIT */
#ifndef VIEW_WALK_H
#define VIEW_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "view/place.h"

/*
 * A walk through HTML, one character after the other, that knows where it is
 * as a browser would (HTML 13.2.5). What a browser may read in two ways, or
 * mends, it refuses. Zero is the beginning.
 */
struct walk {
	bool is_html;
	int state;
	char quote;
	bool is_begun;	/* the value, by literal text */
	bool is_end;	/* the tag is an end tag */
	size_t matched; /* of what ends a comment, or a raw element */
	char tag[16];	/* the element's name, as much as has room */
	char name[32];	/* the attribute's */
	const char *wrong;
};

/*
 * Go on over literal text. NULL: fine; else where it cannot be judged, and
 * wrong says why.
 */
const char *walk_text(struct walk *, const char *text, size_t len);

/* The place a value would have here. */
enum place walk_place(const struct walk *);

/* True between tags, where a template may end and another one stand. */
bool walk_is_outside(const struct walk *);

/* True if two walks are at the same place, and go on alike. */
bool walk_equals(const struct walk *, const struct walk *);

#endif
