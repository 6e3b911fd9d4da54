/* SPDX-License-Identifier: MIT */
/* Digits as keyboards of the world type them, and as JSON has them. */
#include "page/numeral.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"

static const char ascii_digits[] = "0123456789";

/* The zeroes of other scripts (Unicode's Nd); nine digits follow each. */
static const int32_t zeroes[] = { 0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6,
	0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0,
	0x0f20, 0x1040, 0x17e0, 0x1810, 0xff10 };

static const struct sign {
	int32_t point;
	char ascii;
} signs[] = {
	{ 0x060c, ',' }, /* Arabic comma */
	{ 0x066b, '.' }, /* Arabic decimal separator */
	{ 0x2212, '-' }, /* minus */
	{ 0xff0c, ',' }, /* fullwidth comma */
	{ 0xff0e, '.' }, /* fullwidth full stop */
	{ 0x00a0, ' ' },
	{ 0x202f, ' ' },
	{ 0x3000, ' ' },
};

/* Nobody sees them: they come along when something is copied. */
static bool
is_unseen(int32_t point)
{
	return point == 0x00ad || point == 0x061c || point == 0xfeff ||
	    (point >= 0x200b && point <= 0x200f) ||
	    (point >= 0x202a && point <= 0x202e) ||
	    (point >= 0x2060 && point <= 0x2069);
}

static int32_t
ascii_of(int32_t point)
{
	size_t i;

	for (i = 0; i < COUNT_OF(zeroes); i++)
		if (point >= zeroes[i] && point <= zeroes[i] + 9)
			return '0' + point - zeroes[i];
	for (i = 0; i < COUNT_OF(signs); i++)
		if (point == signs[i].point)
			return signs[i].ascii;
	return point;
}

/* The text with the digits and signs of ASCII, as far as it has any. */
static char *
fold(struct arena *arena, const char *text)
{
	const char *end = text + strlen(text);
	struct buf out;
	int32_t point;

	buf_init(&out, arena, 0);
	while (text < end) {
		point = ascii_of(utf8_next(&text, end));
		if (!is_unseen(point))
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

/* 1,234 or 12.345: three digits behind the sign, and before it no zero. */
static bool
is_grouped(const char *number, const char *sign)
{
	const char *first = number + strcspn(number, ascii_digits);

	return *first != '0' && sign - first <= 3 &&
	    strspn(sign + 1, ascii_digits) == 3;
}

static char
sign_of(const char *decimal)
{
	return decimal != NULL && *decimal == ',' ? ',' : '.';
}

const char *
numeral_read(struct arena *arena, const char *text, const char *decimal)
{
	char *number = fold(arena, text);
	char *sign = strpbrk(number, ".,");

	if (sign == NULL || strpbrk(sign + 1, ".,") != NULL)
		return number;
	*sign =
	    *sign != sign_of(decimal) && is_grouped(number, sign) ? ',' : '.';
	return number;
}

const char *
numeral_show(struct arena *arena, const char *number, const char *decimal)
{
	char *shown = arena_string(arena, number);
	char *sign = strchr(shown, '.');

	if (sign != NULL)
		*sign = sign_of(decimal);
	return shown;
}
