/* SPDX-License-Identifier: MIT */
/*
 * How well colours stand out from each other. The formulae are those of WCAG
 * 2.2, "relative luminance" and "contrast ratio".
 */
#include "view/contrast.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const char black[] = "#000000", white[] = "#ffffff";

/* One of the three numbers of sRGB, 0 to 255, as light: 0 to 1. */
static double
light_of(long number)
{
	double part = (double)number / 255;

	return part <= 0.04045 ? part / 12.92
			       : pow((part + 0.055) / 1.055, 2.4);
}

/* 0 for black, 1 for white; less than 0: it is no colour. */
static double
luminance_of(const char *color)
{
	long number;

	if (color == NULL || color[0] != '#' || strlen(color) != 7 ||
	    strspn(color + 1, "0123456789abcdefABCDEF") != 6)
		return -1;
	number = strtol(color + 1, NULL, 16);
	return 0.2126 * light_of(number >> 16) +
	    0.7152 * light_of(number >> 8 & 255) +
	    0.0722 * light_of(number & 255);
}

double
contrast_ratio(const char *color, const char *other)
{
	double one = luminance_of(color), two = luminance_of(other);

	if (one < 0 || two < 0)
		return 0;
	return (fmax(one, two) + 0.05) / (fmin(one, two) + 0.05);
}

const char *
contrast_text_on(const char *color)
{
	double on_black = contrast_ratio(color, black);

	if (on_black == 0)
		return NULL;
	return on_black >= contrast_ratio(color, white) ? black : white;
}
