/* SPDX-License-Identifier: MIT */
/* Characters that nobody sees. Knows no field. */
#include "api/visible.h"

#include <stdint.h>
#include <string.h>

#include "base/attr.h"
#include "base/text.h"

/*
 * Unicode 15's White_Space and Default_Ignorable_Code_Point, what else of the
 * general category Cf has no shape, and signs that are drawn as a blank.
 */
static const struct {
	int32_t first, last;
} blanks[] = {
	{ 0x0000, 0x0020 },
	{ 0x007f, 0x00a0 },
	{ 0x00ad, 0x00ad },
	{ 0x034f, 0x034f },
	{ 0x061c, 0x061c },
	{ 0x115f, 0x1160 }, /* Hangul fillers */
	{ 0x1680, 0x1680 },
	{ 0x17b4, 0x17b5 },
	{ 0x180b, 0x180f },
	{ 0x2000, 0x200f },
	{ 0x2028, 0x202f },
	{ 0x205f, 0x206f },
	{ 0x2800, 0x2800 }, /* Braille's blank */
	{ 0x3000, 0x3000 },
	{ 0x3164, 0x3164 },
	{ 0xfe00, 0xfe0f },
	{ 0xfeff, 0xfeff },
	{ 0xffa0, 0xffa0 },
	{ 0xfff0, 0xfffb },
	{ 0x1bca0, 0x1bca3 },
	{ 0x1d159, 0x1d159 }, /* a note without a head */
	{ 0x1d173, 0x1d17a },
	{ 0xe0000, 0xe0fff },
};

static bool
is_blank(int32_t point)
{
	size_t i;

	for (i = 0; i < COUNT_OF(blanks) && blanks[i].first <= point; i++)
		if (point <= blanks[i].last)
			return true;
	return false;
}

bool
visible_has(const char *text)
{
	const char *end = text + strlen(text);

	while (text < end)
		if (!is_blank(utf8_next(&text, end)))
			return true;
	return false;
}
