/* SPDX-License-Identifier: MIT */
/*
 * Where a value stands in HTML, and what makes it safe there. The walk knows
 * as much of HTML as our own templates use, and refuses what it does not.
 */
#include "view/place.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/text.h"

enum state {
	TEXT,
	TAG_NAME,
	IN_TAG,
	ATTRIBUTE_NAME,
	BEFORE_VALUE,
	VALUE,
	COMMENT,
	RAW
};

static void
keep(char *name, size_t *len, char c)
{
	if (*len < 15)
		name[(*len)++] = (char)tolower((unsigned char)c);
	name[*len] = '\0';
}

static bool
is_raw_element(const struct walk *walk)
{
	return !walk->is_end &&
	    (strcmp(walk->tag, "script") == 0 ||
		strcmp(walk->tag, "style") == 0);
}

static void
end_tag(struct walk *walk)
{
	walk->state = is_raw_element(walk) ? RAW : TEXT;
}

static void
begin_tag(struct walk *walk)
{
	walk->state = TAG_NAME;
	walk->tag_len = 0;
	walk->tag[0] = '\0';
	walk->is_end = false;
}

static void
step_in_tag(struct walk *walk, char c)
{
	if (c == '>') {
		end_tag(walk);
	} else if (c == '=') {
		walk->state = BEFORE_VALUE;
	} else if (!isspace((unsigned char)c) && c != '/') {
		if (walk->state != ATTRIBUTE_NAME)
			walk->name_len = 0;
		walk->state = ATTRIBUTE_NAME;
		keep(walk->name, &walk->name_len, c);
	} else {
		walk->state = IN_TAG;
	}
}

static void
step(struct walk *walk, const char *at, const char *end)
{
	size_t left = (size_t)(end - at);

	switch ((enum state)walk->state) {
	case TEXT:
		if (left >= 4 && strncmp(at, "<!--", 4) == 0)
			walk->state = COMMENT;
		else if (*at == '<')
			begin_tag(walk);
		break;
	case TAG_NAME:
		if (*at == '/' && walk->tag_len == 0)
			walk->is_end = true;
		else if (*at == '>')
			end_tag(walk);
		else if (isspace((unsigned char)*at) || *at == '/')
			walk->state = IN_TAG;
		else
			keep(walk->tag, &walk->tag_len, *at);
		break;
	case IN_TAG:
	case ATTRIBUTE_NAME:
		step_in_tag(walk, *at);
		break;
	case BEFORE_VALUE:
		if (*at == '"' || *at == '\'') {
			walk->quote = *at;
			walk->is_begun = false;
			walk->state = VALUE;
		} else if (!isspace((unsigned char)*at)) {
			walk->state = IN_TAG; /* unquoted: no value here */
		}
		break;
	case VALUE:
		walk->is_begun = true;
		if (*at == walk->quote)
			walk->state = IN_TAG;
		break;
	case COMMENT:
		if (left >= 3 && strncmp(at, "-->", 3) == 0)
			walk->state = TEXT;
		break;
	case RAW:
		if (left > 2 + walk->tag_len && at[0] == '<' && at[1] == '/' &&
		    strncasecmp(at + 2, walk->tag, walk->tag_len) == 0)
			begin_tag(walk);
		break;
	}
}

void
walk_text(struct walk *walk, const char *text, size_t len)
{
	const char *end = text + len;

	if (!walk->is_html)
		return;
	for (; text < end; text++)
		step(walk, text, end);
}

enum place
walk_place(const struct walk *walk)
{
	static const char links[] = "href src action formaction";

	if (!walk->is_html)
		return PLACE_PLAIN;
	switch ((enum state)walk->state) {
	case TEXT:
		return PLACE_TEXT;
	case VALUE:
		/* A value is a whole link, or would be cut from one. */
		if (has_word(links, walk->name))
			return walk->is_begun ? PLACE_NOWHERE : PLACE_LINK;
		if (strcmp(walk->name, "style") == 0)
			return PLACE_STYLE;
		/* An event handler's value would be a script. */
		return starts_with(walk->name, "on") ? PLACE_NOWHERE
						     : PLACE_ATTRIBUTE;
	case RAW:
		return strcmp(walk->tag, "style") == 0 ? PLACE_STYLE
						       : PLACE_NOWHERE;
	default:
		return PLACE_NOWHERE;
	}
}

bool
walk_equals(const struct walk *a, const struct walk *b)
{
	return a->state == b->state && walk_place(a) == walk_place(b);
}

static void
put_html(struct buf *buf, const char *value)
{
	for (; *value != '\0'; value++) {
		switch (*value) {
		case '&':
			buf_puts(buf, "&amp;");
			break;
		case '<':
			buf_puts(buf, "&lt;");
			break;
		case '>':
			buf_puts(buf, "&gt;");
			break;
		case '"':
			buf_puts(buf, "&quot;");
			break;
		case '\'':
			buf_puts(buf, "&#39;");
			break;
		default:
			buf_putc(buf, *value);
		}
	}
}

static bool
is_link(const char *value)
{
	return starts_with(value, "https://") ||
	    starts_with(value, "http://") || starts_with(value, "mailto:") ||
	    starts_with(value, "data:image/") || value[0] == '#' ||
	    (value[0] == '/' && value[1] != '/');
}

static bool
is_style(const char *value)
{
	return value[strspn(value,
		   "#%.- "
		   "0123456789abcdefghijklmnopqrstuvwxyz"
		   "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] == '\0';
}

void
place_put(struct buf *buf, enum place place, const char *value)
{
	switch (place) {
	case PLACE_PLAIN:
		buf_puts(buf, value);
		break;
	case PLACE_TEXT:
	case PLACE_ATTRIBUTE:
		put_html(buf, value);
		break;
	case PLACE_LINK:
		if (is_link(value))
			put_html(buf, value);
		break;
	case PLACE_STYLE:
		if (is_style(value))
			buf_puts(buf, value);
		break;
	case PLACE_NOWHERE:
		break;
	}
}
