/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "tap.h"
#include "view/contrast.h"

static bool
is_near(double number, double wanted)
{
	return fabs(number - wanted) < 0.005;
}

static void
test_ratio(void)
{
	ok(is_near(contrast_ratio("#000000", "#ffffff"), 21),
	    "black on white is 21:1");
	ok(is_near(contrast_ratio("#123456", "#123456"), 1),
	    "a colour on itself is 1:1");
	ok(is_near(contrast_ratio("#767676", "#FFFFFF"), 4.54) &&
		is_near(contrast_ratio("#ffffff", "#767676"), 4.54),
	    "the grey that just passes on white does, either way round");
	ok(contrast_ratio("#777777", "#ffffff") < 4.5,
	    "and one shade lighter does not");
	ok(contrast_ratio("red", "#ffffff") == 0 &&
		contrast_ratio("#ffffff", "#12345g") == 0 &&
		contrast_ratio(NULL, "#ffffff") == 0,
	    "what is no colour has none");
}

static void
test_text(void)
{
	char color[8];
	int red, green, blue, low = 0;

	is(contrast_text_on("#0a7f5c"), "#ffffff", "on dark green it is white");
	is(contrast_text_on("#ffcc00"), "#000000", "on yellow it is black");
	is(contrast_text_on("green"), NULL, "on no colour it is none");
	for (red = 0; red < 256; red += 15)
		for (green = 0; green < 256; green += 15)
			for (blue = 0; blue < 256; blue += 15) {
				snprintf(color, sizeof(color), "#%02x%02x%02x",
				    red, green, blue);
				low += contrast_ratio(color,
					   contrast_text_on(color)) < 4.5;
			}
	ok(low == 0, "on every colour it can be read: 4.5:1");
}

int
main(void)
{
	test_ratio();
	test_text();
	return done();
}
