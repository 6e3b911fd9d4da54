/* SPDX-License-Identifier: MIT */
#ifndef API_SVG_H
#define API_SVG_H

#include "api/format.h"

struct arena;

/*
 * Check an SVG image in text, without NUL: a picture and nothing else. It
 * runs nothing, moves nothing, loads nothing from elsewhere and declares no
 * entities. What a browser would not draw, since it is no XML, may pass.
 */
struct fault svg_check(struct arena *, const char *text) MUST_CHECK;

#endif
