/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "tap.h"
#include "view/walk.h"

static struct arena *arena;

static enum place
place_after(const char *html)
{
	struct walk walk = { .is_html = true };
	const char *wrong = walk_text(&walk, html, strlen(html));

	if (wrong != NULL)
		printf("# %s: %s\n", walk.wrong, wrong);
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
	ok(place_after("<p title=a=\" ") == PLACE_NOWHERE,
	    "nor what begins in quotes inside of one");
	ok(place_after("<p title=a class=\"") == PLACE_ATTRIBUTE,
	    "which ends at a blank");
	ok(place_after("<p title=a>") == PLACE_TEXT, "or with the tag");
	ok(place_after("<title>a</title><p>") == PLACE_TEXT,
	    "a title is text, and ends");
	ok(place_after("<!doctype html><!-- <p> --><p><!--><p>") == PLACE_TEXT,
	    "comments end");
	ok(place_after("<p title=\"a>b\">") == PLACE_TEXT,
	    "a > in quotes ends nothing");
}

/* Attributes that a browser takes for more than text. */
static void
test_attributes(void)
{
	static const char *const rows[] = {
		"<a title='{}' onclick=\"",
		"<meta http-equiv=\"refresh\" content=\"",
		"<img srcset=\"",
		"<object data=\"",
		"<svg><a xlink:href=\"",
		"<svg><use href=\"",
		"<svg><set to=\"",
		"<video poster=\"",
		"<table background=\"",
		"<form action=\"",
		"<button formaction=\"",
		"<base href=\"",
		"<link href=\"",
		"<embed src=\"",
		"<p unknown=\"",
		"<p title-=\"",
	};
	size_t i;

	for (i = 0; i < COUNT_OF(rows); i++)
		ok(place_after(rows[i]) == PLACE_NOWHERE, rows[i]);
	ok(place_after("<img SRC='") == PLACE_LINK, "a picture is a link");
	ok(place_after("<p aria-describedby='") == PLACE_ATTRIBUTE,
	    "what is said to a screen reader is text");
}

/* HTML that is read in more than one way, up to where that is seen. */
static void
test_refused(void)
{
	static const struct {
		const char *html, *rest;
	} rows[] = {
		{ "a < b", " b" },
		{ "</>", ">" },
		{ "<?xml?>", "?xml?>" },
		{ "<![CDATA[", "[CDATA[" },
		{ "<!x>", "x>" },
		{ "<!-- --!>", "!>" },
		{ "<p =\"a\">", "=\"a\">" },
		{ "<p title =\"a\">", "=\"a\">" },
		{ "<p a\"b>", "\"b>" },
		{ "<p <b>", "<b>" },
		{ "<style><p", "p" },
		{ "<title></b", "b" },
		{ "<textarea></textareas>", "s>" },
		{ "<script>", ">" },
		{ "<noscript >", " >" },
		{ "<svg><style></p", "p" },
	};
	struct walk walk;
	size_t i;

	for (i = 0; i < COUNT_OF(rows); i++) {
		walk = (struct walk){ .is_html = true };
		is(walk_text(&walk, rows[i].html, strlen(rows[i].html)),
		    rows[i].rest, rows[i].html);
	}
	walk = (struct walk){ .is_html = true };
	is(walk_text(&walk, "<p\va=\"b\">", 9), "=\"b\">",
	    "a vertical tab is no blank");
}

static bool
equal_after(const char *html, const char *other)
{
	struct walk a = { .is_html = true }, b = a;

	return walk_text(&a, html, strlen(html)) == NULL &&
	    walk_text(&b, other, strlen(other)) == NULL && walk_equals(&a, &b);
}

static void
test_equals(void)
{
	ok(equal_after("<p>", "<a href='#'>b</a>"), "text is like text");
	ok(equal_after("<p ", "<p class='a' hidden "), "a tag like itself");
	ok(!equal_after("<p title='", "<p title=\""), "a quote is not another");
	ok(!equal_after("<p title='", "<p lang='"), "nor is an attribute");
	ok(!equal_after("<a title='", "<p title='"), "nor is an element");
	ok(!equal_after("<p ", "<p hidden"), "nor a name like none");
	ok(!equal_after("<a href='", "<a href='x"), "nor a link's middle");
	ok(!equal_after("<!-- ", "<!-- -"), "nor a comment that may end");
	ok(!equal_after("<style>", "<title>"), "nor style like a title");
}

int
main(void)
{
	arena = arena_new();
	test_walk();
	test_attributes();
	test_refused();
	test_equals();
	test_put(PLACE_TEXT, "<&>\"'", "&lt;&amp;&gt;&quot;&#39;",
	    "text and attributes are escaped alike");
	test_put(PLACE_ATTRIBUTE, "\001a\033\177\tb\r\n\u00e9",
	    "a\tb\r\n\u00e9", "what HTML does not take is left out");
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
