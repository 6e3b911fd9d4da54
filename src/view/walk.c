/* SPDX-License-Identifier: MIT */
/* Where in HTML one is. Knows no template, and not how a value is escaped. */
#include "view/walk.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"

enum state {
	TEXT,
	OPEN,	     /* behind < */
	END_OPEN,    /* behind </ */
	MARKUP,	     /* behind <! */
	DECLARATION, /* up to > */
	COMMENT,
	TAG_NAME,
	BEFORE_NAME,
	NAME,
	BEFORE_VALUE,
	QUOTED,
	UNQUOTED,
	RAW, /* in an element whose tags are text */
	RAW_OPEN,
	RAW_END, /* behind </ */
	WRONG
};

/* Elements in which only their own end is a tag. */
static const char raw_elements[] = "style title textarea";

/* Elements that a browser reads in a way of their own. */
static const char odd_elements[] =
    "script noscript iframe noembed noframes plaintext xmp";

static bool
is_blank(char c)
{
	return c != '\0' && strchr(" \t\r\n\f", c) != NULL;
}

static void
refuse(struct walk *walk, const char *why)
{
	walk->state = WRONG;
	walk->wrong = why;
}

/* Go to a state; of what was before only what it needs is kept. */
static void
enter(struct walk *walk, enum state state)
{
	struct walk next = { .is_html = true, .state = (int)state };

	switch (state) {
	case TAG_NAME:
		next.is_end = walk->is_end;
		break;
	case NAME:
	case BEFORE_NAME:
	case RAW:
		memcpy(next.tag, walk->tag, sizeof(next.tag));
		next.is_end = walk->is_end;
		break;
	default:
		break;
	}
	*walk = next;
}

static void
keep(char *name, size_t size, char c)
{
	size_t len = strlen(name);

	if (len + 1 < size)
		name[len] = (char)tolower((unsigned char)c);
}

static void
end_tag(struct walk *walk)
{
	bool is_raw = !walk->is_end && has_word(raw_elements, walk->tag);

	enter(walk, is_raw ? RAW : TEXT);
}

/* Behind <, or </. */
static void
begin_tag(struct walk *walk, char c)
{
	if (isalpha((unsigned char)c)) {
		enter(walk, TAG_NAME);
		keep(walk->tag, sizeof(walk->tag), c);
	} else if (c == '/' && !walk->is_end) {
		walk->state = END_OPEN;
		walk->is_end = true;
	} else if (c == '!' && !walk->is_end) {
		enter(walk, MARKUP);
	} else {
		refuse(walk, "this < begins no tag: as text it is &lt;");
	}
}

static void
step_markup(struct walk *walk, char c)
{
	if (c == '-' && walk->matched == 1) {
		walk->state = COMMENT;
		walk->matched = 2; /* <!--> is a whole comment */
	} else if (c == '-') {
		walk->matched = 1;
	} else if (tolower((unsigned char)c) == 'd' && walk->matched == 0) {
		enter(walk, DECLARATION);
	} else {
		refuse(walk, "<! begins a comment, <!--, or <!doctype");
	}
}

static void
step_comment(struct walk *walk, char c)
{
	if (c == '-') {
		walk->matched = walk->matched == 0 ? 1 : 2;
	} else if (c == '>' && walk->matched == 2) {
		enter(walk, TEXT);
	} else if (c == '!' && walk->matched == 2) {
		refuse(walk, "a comment ends in -->, and holds no --!");
	} else {
		walk->matched = 0;
	}
}

/* In a tag, outside of a value. */
static void
step_tag(struct walk *walk, char c)
{
	if (walk->state == TAG_NAME && !walk->is_end &&
	    (c == '>' || c == '/' || is_blank(c)) &&
	    has_word(odd_elements, walk->tag)) {
		refuse(walk, "this element cannot stand in a template");
	} else if (c == '>') {
		end_tag(walk);
	} else if (c == '/' || is_blank(c)) {
		enter(walk, BEFORE_NAME);
	} else if (c == '=' && walk->state == NAME) {
		walk->state = BEFORE_VALUE;
	} else if (strchr("=\"'<", c) != NULL) {
		refuse(walk, "here begins no attribute");
	} else if (walk->state == TAG_NAME) {
		keep(walk->tag, sizeof(walk->tag), c);
	} else {
		if (walk->state == BEFORE_NAME)
			enter(walk, NAME);
		keep(walk->name, sizeof(walk->name), c);
	}
}

static void
step_value(struct walk *walk, char c)
{
	if (walk->state == BEFORE_VALUE) {
		if (c == '"' || c == '\'') {
			walk->quote = c;
			walk->state = QUOTED;
		} else if (c == '>') {
			end_tag(walk);
		} else if (!is_blank(c)) {
			walk->state = UNQUOTED;
		}
	} else if (walk->state == QUOTED) {
		/* Only of a link is it asked. */
		walk->is_begun = place_in_attribute(walk->tag, walk->name,
				     false) == PLACE_LINK;
		if (c == walk->quote)
			enter(walk, BEFORE_NAME);
	} else if (c == '>') {
		end_tag(walk);
	} else if (is_blank(c)) {
		enter(walk, BEFORE_NAME);
	}
}

/* In style, title or textarea: what looks like a tag is not taken for one. */
static void
step_raw(struct walk *walk, char c)
{
	size_t len = strlen(walk->tag);

	if (walk->state == RAW && c != '<')
		return;
	if (walk->state == RAW) {
		walk->state = RAW_OPEN;
	} else if (walk->state == RAW_OPEN && c == '/') {
		walk->state = RAW_END;
	} else if (walk->state == RAW_END && walk->matched < len &&
	    tolower((unsigned char)c) == walk->tag[walk->matched]) {
		walk->matched++;
	} else if (walk->state == RAW_END && walk->matched == len &&
	    (c == '>' || c == '/' || is_blank(c))) {
		walk->is_end = true;
		enter(walk, TAG_NAME);
		step_tag(walk, c);
	} else {
		refuse(walk, "in style, title or textarea a < is &lt;");
	}
}

static void
step(struct walk *walk, char c)
{
	switch ((enum state)walk->state) {
	case TEXT:
		if (c == '<')
			enter(walk, OPEN);
		break;
	case OPEN:
	case END_OPEN:
		begin_tag(walk, c);
		break;
	case MARKUP:
		step_markup(walk, c);
		break;
	case DECLARATION:
		if (c == '>')
			enter(walk, TEXT);
		break;
	case COMMENT:
		step_comment(walk, c);
		break;
	case TAG_NAME:
	case BEFORE_NAME:
	case NAME:
		step_tag(walk, c);
		break;
	case BEFORE_VALUE:
	case QUOTED:
	case UNQUOTED:
		step_value(walk, c);
		break;
	case RAW:
	case RAW_OPEN:
	case RAW_END:
		step_raw(walk, c);
		break;
	case WRONG:
		break;
	}
}

const char *
walk_text(struct walk *walk, const char *text, size_t len)
{
	const char *end = text + len;

	if (!walk->is_html)
		return NULL;
	for (; text < end; text++) {
		step(walk, *text);
		if (walk->state == WRONG)
			return text;
	}
	return NULL;
}

enum place
walk_place(const struct walk *walk)
{
	if (!walk->is_html)
		return PLACE_PLAIN;
	switch ((enum state)walk->state) {
	case TEXT:
		return PLACE_TEXT;
	case QUOTED:
		return place_in_attribute(
		    walk->tag, walk->name, walk->is_begun);
	case RAW:
		return strcmp(walk->tag, "style") == 0 ? PLACE_STYLE
						       : PLACE_TEXT;
	default:
		return PLACE_NOWHERE;
	}
}

bool
walk_is_outside(const struct walk *walk)
{
	return walk->state == TEXT;
}

bool
walk_equals(const struct walk *a, const struct walk *b)
{
	return a->state == b->state && a->quote == b->quote &&
	    a->is_begun == b->is_begun && a->is_end == b->is_end &&
	    a->matched == b->matched && strcmp(a->tag, b->tag) == 0 &&
	    strcmp(a->name, b->name) == 0;
}
