/* SPDX-License-Identifier: MIT */
#ifndef API_SVG_H
#define API_SVG_H

#include <stddef.h>

#include "api/format.h"

struct arena;

/*
 * Check an SVG image: a picture and nothing else. It runs nothing, moves
 * nothing, loads nothing from elsewhere and declares no entities.
 */
struct fault svg_check(struct arena *, const char *data, size_t len) MUST_CHECK;

#endif
