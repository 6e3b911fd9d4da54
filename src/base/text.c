/* SPDX-License-Identifier: MIT */
/* Encodings of text and bytes; no input of theirs needs any other room. */
#include "base/text.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

/* How many bytes follow a lead byte, and the least value they may make. */
static int
utf8_tail(unsigned char lead, int32_t *point, int32_t *least)
{
	if (lead < 0x80) {
		*point = lead;
		*least = 0;
		return 0;
	}
	if (lead >= 0xc2 && lead <= 0xdf) {
		*point = lead & 0x1f;
		*least = 0x80;
		return 1;
	}
	if ((lead & 0xf0) == 0xe0) {
		*point = lead & 0x0f;
		*least = 0x800;
		return 2;
	}
	if (lead >= 0xf0 && lead <= 0xf4) {
		*point = lead & 0x07;
		*least = 0x10000;
		return 3;
	}
	return -1;
}

int32_t
utf8_next(const char **at, const char *end)
{
	int32_t point, least;
	int tail;

	if (*at >= end ||
	    (tail = utf8_tail((unsigned char)**at, &point, &least)) < 0)
		return -1;
	if (end - *at <= tail)
		return -1;
	for (++*at; tail > 0; tail--, ++*at) {
		if (((unsigned char)**at & 0xc0) != 0x80)
			return -1;
		point = point << 6 | ((unsigned char)**at & 0x3f);
	}
	if (point < least || point > 0x10ffff ||
	    (point >= 0xd800 && point <= 0xdfff))
		return -1;
	return point;
}

bool
utf8_is_valid(const char *text, size_t len)
{
	const char *end = text + len;

	while (text < end)
		if (utf8_next(&text, end) < 0)
			return false;
	return true;
}

size_t
utf8_length(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

void
utf8_put(struct buf *buf, uint32_t point)
{
	char text[4];
	size_t tail = point < 0x80 ? 0
	    : point < 0x800	   ? 1
	    : point < 0x10000	   ? 2
				   : 3;
	static const unsigned char lead[] = { 0, 0xc0, 0xe0, 0xf0 };
	size_t i;

	for (i = tail; i > 0; i--, point >>= 6)
		text[i] = (char)(0x80 | (point & 0x3f));
	text[0] = (char)(lead[tail] | point);
	buf_put(buf, text, tail + 1);
}

int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

void
hex_encode(const uint8_t *data, size_t len, char *text)
{
	static const char digits[] = "0123456789abcdef";

	for (; len > 0; len--, data++) {
		*text++ = digits[*data >> 4];
		*text++ = digits[*data & 15];
	}
	*text = '\0';
}

bool
hex_decode(const char *text, uint8_t *data, size_t len)
{
	int high, low;

	if (strlen(text) != 2 * len)
		return false;
	for (; len > 0; len--, text += 2) {
		high = hex_value(text[0]);
		low = hex_value(text[1]);
		if (high < 0 || low < 0)
			return false;
		*data++ = (uint8_t)(high << 4 | low);
	}
	return true;
}

const char base64url_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				"abcdefghijklmnopqrstuvwxyz"
				"0123456789-_";

char *
base64url_encode(struct arena *arena, const uint8_t *data, size_t len)
{
	char *text = arena_alloc(arena, (len + 2) / 3 * 4 + 1), *at = text;
	uint32_t bits = 0;
	int held = 0;

	for (; len > 0; len--) {
		bits = bits << 8 | *data++;
		for (held += 8; held >= 6; held -= 6)
			*at++ = base64url_digits[bits >> (held - 6) & 63];
	}
	if (held > 0)
		*at++ = base64url_digits[bits << (6 - held) & 63];
	*at = '\0';
	return text;
}

bool
base64url_decode(const char *text, uint8_t *data, size_t len)
{
	const char *digit;
	uint32_t bits = 0;
	int held = 0;

	if (strlen(text) != (len * 8 + 5) / 6)
		return false;
	for (; *text != '\0'; text++) {
		if ((digit = strchr(base64url_digits, *text)) == NULL)
			return false;
		bits = bits << 6 | (uint32_t)(digit - base64url_digits);
		if ((held += 6) >= 8)
			*data++ = (uint8_t)(bits >> (held -= 8));
	}
	/* Bits left over must be zero, or two texts would be one secret. */
	return (bits & ((1U << held) - 1)) == 0;
}

char *
base64_decode(struct arena *arena, const char *text, size_t *len)
{
	size_t digits = strcspn(text, "="), pad = strspn(text + digits, "=");
	char *url = arena_copy(arena, text, digits), *data, *at;

	if (text[digits + pad] != '\0' || pad > 2 || (digits + pad) % 4 != 0 ||
	    strpbrk(url, "-_") != NULL)
		return NULL;
	for (at = url; (at = strpbrk(at, "+/")) != NULL; at++)
		*at = *at == '+' ? '-' : '_';
	*len = digits * 3 / 4;
	data = arena_alloc(arena, *len + 1);
	data[*len] = '\0';
	return base64url_decode(url, (uint8_t *)data, *len) ? data : NULL;
}

static bool
is_uuid_dash(size_t at)
{
	return at == 8 || at == 13 || at == 18 || at == 23;
}

bool
uuid_parse(const char *text, uint8_t id[UUID_BYTES])
{
	char digits[2 * UUID_BYTES + 1];
	size_t i, n = 0;

	if (strlen(text) != UUID_TEXT)
		return false;
	for (i = 0; i < UUID_TEXT; i++) {
		if (is_uuid_dash(i) != (text[i] == '-'))
			return false;
		if (text[i] != '-')
			digits[n++] = text[i];
	}
	digits[n] = '\0';
	return hex_decode(digits, id, UUID_BYTES);
}

void
uuid_format(const uint8_t id[UUID_BYTES], char text[UUID_TEXT + 1])
{
	char digits[2 * UUID_BYTES + 1];
	size_t i, n = 0;

	hex_encode(id, UUID_BYTES, digits);
	for (i = 0; i < UUID_TEXT; i++)
		text[i] = is_uuid_dash(i) ? '-' : digits[n++];
	text[UUID_TEXT] = '\0';
}

char *
percent_decode(
    struct arena *arena, const char *text, size_t len, bool plus_is_blank)
{
	const char *end = text + len;
	char *decoded = arena_alloc(arena, len + 1), *at = decoded;
	int high, low;

	for (; text < end; text++) {
		if (*text == '%') {
			if (end - text < 3 || (high = hex_value(text[1])) < 0 ||
			    (low = hex_value(text[2])) < 0)
				return NULL;
			*at++ = (char)(high << 4 | low);
			text += 2;
		} else if (*text == '+' && plus_is_blank) {
			*at++ = ' ';
		} else {
			*at++ = *text;
		}
	}
	len = (size_t)(at - decoded);
	if (memchr(decoded, '\0', len) != NULL || !utf8_is_valid(decoded, len))
		return NULL;
	return decoded;
}

bool
starts_with(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool
ends_with(const char *text, const char *ending)
{
	size_t len = strlen(text), end = strlen(ending);

	return len > end && strcmp(text + len - end, ending) == 0;
}

bool
has_word(const char *words, const char *word)
{
	size_t len = strlen(word);
	const char *at = words;

	while (len > 0 && (at = strstr(at, word)) != NULL) {
		if ((at == words || at[-1] == ' ') &&
		    (at[len] == '\0' || at[len] == ' '))
			return true;
		at += len;
	}
	return false;
}

char *
snake_case(struct arena *arena, const char *name)
{
	char *snake = arena_alloc(arena, 2 * strlen(name) + 1), *at = snake;

	for (; *name != '\0'; name++) {
		if (isupper((unsigned char)*name))
			*at++ = '_';
		*at++ = (char)tolower((unsigned char)*name);
	}
	return snake;
}
