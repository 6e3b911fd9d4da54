/* SPDX-License-Identifier: MIT */
#ifndef VIEW_PLACE_H
#define VIEW_PLACE_H

#include <stdbool.h>

struct buf;

/* Where in a document a value stands, and so how it is escaped. */
enum place {
	PLACE_PLAIN, /* not HTML */
	PLACE_TEXT,
	PLACE_ATTRIBUTE, /* a quoted value */
	PLACE_LINK,	 /* the quoted value of a's href, or img's src */
	PLACE_STYLE,	 /* the value of style, or inside <style> */
	/* Inside a tag, a comment, another attribute, a link's middle. */
	PLACE_NOWHERE
};

/*
 * The place a value has in an attribute of an element, both in lower case,
 * behind literal text or as the first.
 */
enum place
place_in_attribute(const char *element, const char *attribute, bool is_begun);

/* Append a value, made safe for its place. */
void place_put(struct buf *, enum place, const char *value);

#endif
