/* SPDX-License-Identifier: MIT */
#ifndef API_SVG_VALUE_H
#define API_SVG_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "api/format.h"

struct arena;

/* XML text as it is meant; NULL: a reference in it wants a declaration. */
const char *svg_decode(struct arena *, const char *text, size_t len) MUST_CHECK;

/* Check that a style sheet, or what is one in an attribute, loads nothing. */
struct fault svg_check_style(struct arena *, const char *css) MUST_CHECK;

/*
 * Check an attribute, decoded: it runs nothing and loads nothing. name: in
 * lower case, without the prefix that it may have.
 */
struct fault svg_check_attribute(struct arena *, const char *name,
    bool has_prefix, const char *value) MUST_CHECK;

#endif
