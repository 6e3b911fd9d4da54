/* SPDX-License-Identifier: MIT */
#ifndef API_SVG_VALUE_H
#define API_SVG_VALUE_H

#include <stdbool.h>

#include "api/format.h"

struct arena;

/*
 * In lower case and without blanks, which a URL may have anywhere; is_css:
 * without escapes too (CSS Syntax, "consume an escaped code point").
 */
const char *svg_fold(struct arena *, const char *text, bool is_css);

/* Check that a style sheet, or what is one in an attribute, loads nothing. */
struct fault svg_check_style(struct arena *, const char *css) MUST_CHECK;

/* Check an attribute of xml_read: it runs nothing and loads nothing. */
struct fault svg_check_attribute(
    struct arena *, const char *name, const char *value) MUST_CHECK;

#endif
