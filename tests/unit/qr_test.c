/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/arena.h"
#include "door/qr.h"
#include "tap.h"

enum { TOO_MUCH = 3000 /* characters; a code of level M holds 2331 */ };

static void
test_svg(struct arena *arena)
{
	const char *svg = qr_svg(arena, "https://usher.example/p/A");

	if (!ok(svg != NULL, "a URL is drawn"))
		return;
	ok(strncmp(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\"", 39) == 0,
	    "it is an SVG image by itself");
	/* 25 characters need version 2, of 25 modules: 33 with the zone. */
	ok(strstr(svg, "viewBox=\"0 0 33 33\"") != NULL,
	    "four modules on each side are quiet");
	ok(strstr(svg, "fill=\"#fff\" d=\"M0 0h33v33H0z\"") != NULL,
	    "white lies under all of it");
	/* The finder at the top left: seven dark modules, then one light. */
	ok(strstr(svg, "fill=\"#000\" d=\"M4 4h7v1H4z") != NULL,
	    "black lies on it, from the first finder on");
	ok(strstr(svg, "M4 28h7v1H4z") != NULL, "to the last row of the last");
	is(svg, qr_svg(arena, "https://usher.example/p/A"),
	    "the same text is the same image");
}

static void
test_image(struct arena *arena)
{
	static const char begin[] =
	    "data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg"
	    "%22%20";
	const char *image = qr_image(arena, "https://usher.example/p/A");

	if (!ok(image != NULL, "it is a URI, too"))
		return;
	ok(strncmp(image, begin, sizeof(begin) - 1) == 0,
	    "of an image, in which marks of HTML and URIs are escaped");
	ok(strpbrk(image, " \n\"<>#") == NULL, "none is left");
}

static void
test_bounds(struct arena *arena)
{
	char *text = arena_alloc(arena, TOO_MUCH + 1);

	memset(text, 'a', TOO_MUCH);
	is(qr_svg(arena, text), NULL, "what is too long is not drawn");
	is(qr_image(arena, text), NULL, "in neither form");
	is(qr_svg(arena, ""), NULL, "nor is nothing");
}

int
main(void)
{
	struct arena *arena = arena_new();

	test_svg(arena);
	test_image(arena);
	test_bounds(arena);
	arena_free(arena);
	return done();
}
