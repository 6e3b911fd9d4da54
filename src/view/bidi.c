/* SPDX-License-Identifier: MIT */
/*
 * Names in sentences of the other direction (UAX #9). The characters do in
 * a mail's text, a subject, a title and an attribute what <bdi> does where
 * elements may stand. No value brings any of its own: they are refused at the
 * door, so what opens here is closed here.
 */
#include "view/bidi.h"

#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"

/* Both are of three bytes. */
static const char first_strong_isolate[] = "\xe2\x81\xa8";
static const char pop_isolate[] = "\xe2\x81\xa9";

/* Hebrew, Arabic and their neighbours: classes R and AL. */
static bool
runs_left(int32_t point)
{
	return (point >= 0x0590 && point <= 0x08ff) ||
	    (point >= 0xfb1d && point <= 0xfdff) ||
	    (point >= 0xfe70 && point <= 0xfeff) ||
	    (point >= 0x10800 && point <= 0x10fff) ||
	    (point >= 0x1e800 && point <= 0x1efff);
}

/* Dashes, dots and quotation marks, which run as what is around them does. */
static bool
runs_along(int32_t point)
{
	return point >= 0x2000 && point <= 0x206f;
}

/* Any other letter; what is no letter, such as a sign, is near enough one. */
static bool
runs_right(int32_t point)
{
	return point < 0x80
	    ? isalpha((int)point) != 0
	    : point >= 0xa0 && !runs_left(point) && !runs_along(point);
}

static bool
runs_otherwise(const char *value, bool is_rtl)
{
	const char *at = value, *end = value + strlen(value);
	int32_t point;

	while (at < end) {
		point = utf8_next(&at, end);
		if (is_rtl ? runs_right(point) : runs_left(point))
			return true;
	}
	return false;
}

void
bidi_put(struct buf *buf, const char *value, bool is_rtl)
{
	bool is_other = runs_otherwise(value, is_rtl);

	if (is_other)
		buf_puts(buf, first_strong_isolate);
	buf_puts(buf, value);
	if (is_other)
		buf_puts(buf, pop_isolate);
}

char *
bidi_strip(struct arena *arena, const char *sentence)
{
	struct buf out;
	size_t len;

	buf_init(&out, arena, 0);
	for (; *sentence != '\0'; sentence += len) {
		len = strlen(pop_isolate);
		if (starts_with(sentence, first_strong_isolate) ||
		    starts_with(sentence, pop_isolate))
			continue;
		buf_putc(&out, *sentence);
		len = 1;
	}
	return out.data;
}
