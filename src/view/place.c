/* SPDX-License-Identifier: MIT */
/* What makes a value safe where it stands, and where none may stand. */
#include "view/place.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"

/*
 * Attributes that are no more than text to a browser: none is a link, a
 * document, a script or a setting of either.
 */
static const char text_attributes[] =
    "abbr align alt autocomplete bgcolor class color cols colspan datetime "
    "dir for height id inputmode label lang max maxlength min minlength name "
    "nonce placeholder role rows rowspan size start summary title type "
    "valign value width";

static bool
holds_link(const char *element, const char *attribute)
{
	return (strcmp(element, "a") == 0 && strcmp(attribute, "href") == 0) ||
	    (strcmp(element, "img") == 0 && strcmp(attribute, "src") == 0);
}

enum place
place_in_attribute(const char *element, const char *attribute, bool is_begun)
{
	/* A value is a whole link, or would be cut from one. */
	if (holds_link(element, attribute))
		return is_begun ? PLACE_NOWHERE : PLACE_LINK;
	if (strcmp(attribute, "style") == 0)
		return PLACE_STYLE;
	return has_word(text_attributes, attribute) ||
		starts_with(attribute, "aria-")
	    ? PLACE_ATTRIBUTE
	    : PLACE_NOWHERE;
}

/* HTML takes no control of ASCII but tab and the breaks of lines. */
static bool
is_forbidden(char c)
{
	return c == 0x7f || (c > 0 && c < ' ' && strchr("\t\n\r", c) == NULL);
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
			if (!is_forbidden(*value))
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
