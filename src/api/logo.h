/* SPDX-License-Identifier: MIT */
#ifndef API_LOGO_H
#define API_LOGO_H

#include "api/format.h"

struct arena;

/*
 * Check a logo: a data: URI in base64 of a PNG image or of an SVG image that
 * only draws, at most 32 KiB of data.
 */
struct fault logo_check(struct arena *, const char *uri) MUST_CHECK;

#endif
