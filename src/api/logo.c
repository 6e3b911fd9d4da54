/* SPDX-License-Identifier: MIT */
/* A logo is shown in pages and mails of ours: it must be a picture. */
#include "api/logo.h"

#include <string.h>

#include "api/svg.h"
#include "base/arena.h"
#include "base/text.h"

static const char png[] = "data:image/png;base64,";
static const char svg[] = "data:image/svg+xml;base64,";

/* PNG (third edition), section 5.2. */
static const uint8_t png_signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a,
	'\n' };

/* No character is another one in another encoding: XML takes no control. */
static bool
is_text(const char *data, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if ((unsigned char)data[i] < ' ' &&
		    (data[i] == '\0' || strchr("\t\r\n", data[i]) == NULL))
			return false;
	return utf8_is_valid(data, len);
}

struct fault
logo_check(struct arena *arena, const char *uri)
{
	bool is_png = starts_with(uri, png);
	const char *text;
	size_t len;
	char *data;

	if (!is_png && !starts_with(uri, svg))
		return format_fault("bad_format",
		    "must be a data: URI of a PNG or SVG image in base64");
	text = uri + strlen(is_png ? png : svg);
	if ((data = base64_decode(arena, text, &len)) == NULL)
		return format_fault("bad_format", "is not base64");
	if (len > LOGO_MAX)
		return format_fault("too_long", "must have at most 32 KiB");
	if (is_png &&
	    (len < sizeof(png_signature) ||
		memcmp(data, png_signature, sizeof(png_signature)) != 0))
		return format_fault("bad_format", "is not a PNG image");
	if (is_png)
		return format_fault(NULL, NULL);
	if (!is_text(data, len))
		return format_fault("bad_format", "is not an SVG image");
	return svg_check(arena, data);
}
