/* SPDX-License-Identifier: MIT */
/* Digits as keyboards of the world type them, and as JSON has them. */
#include "page/numeral.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"

static const char ascii_digits[] = "0123456789";

/* The zeroes of other scripts (Unicode's Nd); nine digits follow each. */
static const int32_t zeroes[] = { 0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6,
	0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0,
	0x0f20, 0x1040, 0x17e0, 0x1810, 0xff10 };

static int32_t
ascii_of(int32_t point)
{
	size_t i;

	for (i = 0; i < COUNT_OF(zeroes); i++)
		if (point >= zeroes[i] && point <= zeroes[i] + 9)
			return '0' + point - zeroes[i];
	return point;
}

/* The text with the digits of ASCII, as far as it has any. */
static char *
fold(struct arena *arena, const char *text)
{
	const char *end = text + strlen(text);
	struct buf out;
	int32_t point;

	buf_init(&out, arena, 0);
	while (text < end) {
		point = ascii_of(utf8_next(&text, end));
		utf8_put(&out, (uint32_t)point);
	}
	return out.data;
}

const char *
numeral_code(struct arena *arena, const char *text)
{
	const char *at = fold(arena, text);
	struct buf out;

	buf_init(&out, arena, 0);
	for (; *at != '\0'; at++)
		if (strchr(ascii_digits, *at) != NULL)
			buf_putc(&out, *at);
	return out.len > 0 ? out.data : text;
}
