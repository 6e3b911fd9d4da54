/* SPDX-License-Identifier: MIT */
#ifndef VIEW_PLACE_H
#define VIEW_PLACE_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/* Where in a document a value stands, and so how it is escaped. */
enum place {
	PLACE_PLAIN, /* not HTML */
	PLACE_TEXT,
	PLACE_ATTRIBUTE, /* a quoted value */
	PLACE_LINK,	 /* the quoted value of href, src or action */
	PLACE_STYLE,	 /* the value of style, or inside <style> */
	/* Inside a tag, a comment, a script, behind a link's beginning. */
	PLACE_NOWHERE
};

/* A walk through HTML that knows where it is. Zero is the beginning. */
struct walk {
	bool is_html;
	int state;
	char quote;
	bool is_begun; /* the quoted value, by literal text */
	char name[16]; /* of the attribute, or of the raw element */
	size_t name_len;
	char tag[16];
	size_t tag_len;
	bool is_end;
};

/* Go on over literal text. */
void walk_text(struct walk *, const char *text, size_t len);

/* The place a value would have here. */
enum place walk_place(const struct walk *);

/* True if two walks are at the same kind of place. */
bool walk_equals(const struct walk *, const struct walk *);

/* Append a value, made safe for its place. */
void place_put(struct buf *, enum place, const char *value);

#endif
