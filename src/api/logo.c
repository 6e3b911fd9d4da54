/* SPDX-License-Identifier: MIT */
/* A logo is shown in pages and mails of ours: it must be a picture. */
#include "api/logo.h"

#include <string.h>

#include "api/svg.h"
#include "base/arena.h"
#include "base/text.h"

enum { LOGO_MAX = 32 * 1024 };

static const char png[] = "data:image/png;base64,";
static const char svg[] = "data:image/svg+xml;base64,";

/* PNG (third edition), section 5.2. */
static const uint8_t png_signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a,
	'\n' };

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
	return is_png ? format_fine : svg_check(arena, data, len);
}
