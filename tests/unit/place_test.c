/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/buf.h"
#include "tap.h"
#include "view/place.h"

static struct arena *arena;

static enum place
place_after(const char *html)
{
	struct walk walk = { .is_html = true };

	walk_text(&walk, html, strlen(html));
	return walk_place(&walk);
}

static void
test_put(
    enum place place, const char *value, const char *wanted, const char *name)
{
	struct buf buf;

	buf_init(&buf, arena, 0);
	place_put(&buf, place, value);
	is(buf.data, wanted, name);
}

static void
test_walk(void)
{
	ok(place_after("<p>") == PLACE_TEXT, "between tags is text");
	ok(place_after("<p title='") == PLACE_ATTRIBUTE,
	    "inside quotes is an attribute");
	ok(place_after("<a class=\"b\" HREF=\"") == PLACE_LINK,
	    "inside an href is a link, in either case");
	ok(place_after("<a href=\"/problems/") == PLACE_NOWHERE,
	    "behind the beginning of a link is no place");
	ok(place_after("<a href='/a'><a href='") == PLACE_LINK,
	    "the next link has its own beginning");
	ok(place_after("<p style=\"color:") == PLACE_STYLE,
	    "inside a style attribute is style");
	ok(place_after("<style>a{color:") == PLACE_STYLE,
	    "so is inside a style element");
	ok(place_after("<style>a{}</style><p>") == PLACE_TEXT, "which ends");
	ok(place_after("<p ") == PLACE_NOWHERE, "inside a tag is no place");
	ok(place_after("<p title=") == PLACE_NOWHERE,
	    "nor is a value without quotes");
	ok(place_after("<script>") == PLACE_NOWHERE, "nor is a script");
	ok(place_after("<p title=\"a>b\">") == PLACE_TEXT,
	    "a > in quotes ends nothing");
}

int
main(void)
{
	arena = arena_new();
	test_walk();
	test_put(PLACE_TEXT, "<&>\"'", "&lt;&amp;&gt;&quot;&#39;",
	    "text and attributes are escaped alike");
	test_put(PLACE_LINK, "https://a.example/?a&b",
	    "https://a.example/?a&amp;b", "a link of the web stays");
	test_put(PLACE_LINK, "/path", "/path", "so does a path");
	test_put(PLACE_LINK, "//host/path", "", "another host's does not");
	test_put(PLACE_LINK, "data:text/html,x", "", "nor does a page as data");
	test_put(PLACE_STYLE, "#ff0000", "#ff0000", "a colour stays");
	test_put(PLACE_STYLE, "red;background:url(x)", "",
	    "what ends a declaration does not");
	test_put(PLACE_PLAIN, "<&>", "<&>", "plain text stays as it is");
	arena_free(arena);
	return done();
}
