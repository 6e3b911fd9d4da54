/* SPDX-License-Identifier: MIT */
#ifndef VIEW_CONTRAST_H
#define VIEW_CONTRAST_H

#include "base/attr.h"

/*
 * The contrast of two colours, #rrggbb, as WCAG 2.2 has it: 1 for the same,
 * 21 for black and white, 0 if one of them is no colour.
 */
double contrast_ratio(const char *color, const char *other) MUST_CHECK;

/*
 * Black or white, whichever is easier to read on a colour: at least 4.58:1,
 * where WCAG's level AA asks for 4.5. NULL: it is no colour.
 */
const char *contrast_text_on(const char *color) MUST_CHECK;

#endif
