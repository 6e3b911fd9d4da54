/* SPDX-License-Identifier: MIT */
/* What stands between the tags of an SVG image and in their attributes. */
#include "api/svg_value.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"

static const char blanks[] = " \t\r\n";

/* One reference, behind its `&`; 0: it is none that needs no declaration. */
static size_t
put_reference(struct buf *out, const char *text)
{
	static const struct {
		const char *name, *value;
	} known[] = { { "amp;", "&" }, { "lt;", "<" }, { "gt;", ">" },
		{ "quot;", "\"" }, { "apos;", "'" } };
	bool is_hex = text[0] == '#' && text[1] == 'x';
	unsigned long point;
	char *end;
	size_t i;

	for (i = 0; i < COUNT_OF(known); i++)
		if (starts_with(text, known[i].name)) {
			buf_puts(out, known[i].value);
			return strlen(known[i].name);
		}
	if (text[0] != '#' || !isxdigit((unsigned char)text[1 + is_hex]))
		return 0;
	point = strtoul(text + 1 + is_hex, &end, is_hex ? 16 : 10);
	if (*end != ';' || point == 0 || point > 0x10ffff)
		return 0;
	utf8_put(out, (uint32_t)point);
	return (size_t)(end + 1 - text);
}

const char *
svg_decode(struct arena *arena, const char *text, size_t len)
{
	const char *end = text + len;
	struct buf out;
	size_t taken;

	buf_init(&out, arena, 0);
	while (text < end) {
		if (*text != '&') {
			buf_putc(&out, *text++);
			continue;
		}
		if ((taken = put_reference(&out, text + 1)) == 0)
			return NULL;
		text += 1 + taken;
	}
	return out.data;
}

/*
 * In lower case and without blanks, which a URL may have anywhere; is_css:
 * without escapes too (CSS Syntax, "consume an escaped code point").
 */
static const char *
fold(struct arena *arena, const char *text, bool is_css)
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
	const char *folded = fold(arena, css, true), *at = folded;
	size_t i;

	for (i = 0; i < COUNT_OF(reaching); i++)
		if (strstr(folded, reaching[i]) != NULL)
			return reaches_out();
	while ((at = strstr(at, "url(")) != NULL) {
		at += strlen("url(");
		if (!is_inner(at))
			return reaches_out();
	}
	return format_fault(NULL, NULL);
}

/* Names and notes of drawing programs, which style nothing. */
static bool
is_note(const char *name, bool has_prefix)
{
	return has_prefix || has_word("id class", name) ||
	    starts_with(name, "data-") || starts_with(name, "aria-");
}

struct fault
svg_check_attribute(
    struct arena *arena, const char *name, bool has_prefix, const char *value)
{
	const char *folded = fold(arena, value, false);

	if (starts_with(name, "on") || strstr(folded, "script:") != NULL)
		return format_fault("not_allowed", "must hold no script");
	/* Namespaces whose elements do more than draw. */
	if (strstr(folded, "www.w3.org/1999/xhtml") != NULL ||
	    strstr(folded, "www.w3.org/1998/math") != NULL)
		return format_fault("not_allowed", "must hold SVG alone");
	if (strcmp(name, "base") == 0 ||
	    (has_word("href src", name) && !is_inner(folded)))
		return reaches_out();
	return is_note(name, has_prefix) ? format_fault(NULL, NULL)
					 : svg_check_style(arena, value);
}
