/* SPDX-License-Identifier: MIT */
/* What stands between the tags of an SVG image and in their attributes. */
#include "api/svg_value.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "door/xml.h"

static const char blanks[] = " \t\r\n";

const char *
svg_fold(struct arena *arena, const char *text, bool is_css)
{
	char digits[7];
	struct buf out;
	size_t len;

	buf_init(&out, arena, 0);
	for (; *text != '\0'; text++) {
		if (strchr(blanks, *text) != NULL)
			continue;
		if (!is_css || *text != '\\') {
			buf_putc(&out, (char)tolower((unsigned char)*text));
			continue;
		}
		len = strspn(text + 1, "0123456789abcdefABCDEF");
		len = len > 6 ? 6 : len;
		memcpy(digits, text + 1, len);
		digits[len] = '\0';
		if (len > 0 && strtoul(digits, NULL, 16) < 0x80)
			buf_putc(&out,
			    (char)tolower((int)strtoul(digits, NULL, 16)));
		text += len;
	}
	return out.data;
}

/* True if a reference leads to a place in the image or to data in it. */
static bool
is_inner(const char *reference)
{
	static const char *const begins[] = { "#", "data:image/png",
		"data:image/jpeg", "data:image/gif", "data:image/webp",
		"data:font/" };
	size_t i;

	reference += strspn(reference, "\"'");
	for (i = 0; i < COUNT_OF(begins); i++)
		if (starts_with(reference, begins[i]))
			return true;
	return false;
}

static struct fault
reaches_out(void)
{
	return format_fault("not_allowed", "must load nothing from elsewhere");
}

struct fault
svg_check_style(struct arena *arena, const char *css)
{
	static const char *const reaching[] = { "@import", "expression(",
		"image-set(", "image(", "src(" };
	const char *folded = svg_fold(arena, css, true), *at = folded;
	size_t i;

	for (i = 0; i < COUNT_OF(reaching); i++)
		if (strstr(folded, reaching[i]) != NULL)
			return reaches_out();
	while ((at = strstr(at, "url(")) != NULL) {
		at += strlen("url(");
		if (!is_inner(at))
			return reaches_out();
	}
	return format_fine;
}

/* Names and notes of drawing programs, which style nothing. */
static bool
is_note(const char *name)
{
	return strchr(name, ' ') != NULL || has_word("id class", name) ||
	    starts_with(name, "data-") || starts_with(name, "aria-");
}

struct fault
svg_check_attribute(struct arena *arena, const char *name, const char *value)
{
	const char *local = svg_fold(arena, xml_local_name(name), false);
	const char *folded = svg_fold(arena, value, false);

	if (starts_with(local, "on") || strstr(folded, "script:") != NULL)
		return format_fault("not_allowed", "must hold no script");
	if (strcmp(local, "base") == 0 ||
	    (has_word("href src", local) && !is_inner(folded)))
		return reaches_out();
	return is_note(name) ? format_fine : svg_check_style(arena, value);
}
