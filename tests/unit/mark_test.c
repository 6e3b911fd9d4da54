/* SPDX-License-Identifier: MIT */
#include "base/text.h"
#include "secret.h"
#include "secret/mark.h"
#include "tap.h"

#define IDS \
	" 0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b" \
	" 0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2c" \
	" 00112233445566778899aabbccddeeff"

static struct arena *arena;
static struct mark_context marks;

static const char *
expand(const char *json)
{
	return mark_expand(&marks, json, arena);
}

static void
test_kinds(void)
{
	const char *link = expand("{\"a\":\"\\u0001link 1" IDS "\",\"b\":1}");

	ok(starts_with(link, "{\"a\":\"AZChssPUfl-Ka3yNng8aK") &&
		strlen(link) == 6 + 64 + 8,
	    "a link's mark becomes its token");
	ok(strstr(expand("[\"\\u0001url 1" IDS "\"]"),
	       "[\"https://a.example/i/AZCh") != NULL,
	    "a url's becomes the whole URL");
	ok(strstr(expand("[\"\\u0001key 1" IDS "\"]"), "[\"usk_") != NULL,
	    "a key's becomes the key");
	ok(strlen(expand("[\"\\u0001code 1" IDS "\"]")) == 4 + 6,
	    "a code's becomes six digits");
}

static void
test_refusals(void)
{
	is(expand("[\"\\u0001link 2" IDS "\"]"), "[null]",
	    "a mark whose key is retired becomes null");
	is(expand("[\"\\u0001other 1" IDS "\"]"), NULL,
	    "one of no known kind refuses the whole text");
	is(expand("[\"\\u0001link 1 x y z\"]"), NULL,
	    "so does one that is cut short");
	is(expand("[\"\\\\u0001link 1" IDS "\"]"),
	    "[\"\\\\u0001link 1" IDS "\"]", "what a user typed stays");
}

static void
test_cursors(void)
{
	static const char id[] = "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";
	struct mark_context other = marks;
	const char *cursor = cursor_make(&marks, id, arena);

	other.list = "another";
	is(cursor_read(&marks, cursor, arena), id, "a cursor is read back");
	is(cursor_read(&other, cursor, arena), NULL,
	    "another list does not take it");
	is(cursor_read(&marks, "AAAA", arena), NULL,
	    "nor is anything else taken");
}

int
main(void)
{
	struct ring *ring;

	arena = arena_new();
	ring = test_ring(arena);
	marks = (struct mark_context){
		.ring = ring, .public_url = "https://a.example", .list = "one"
	};
	test_kinds();
	test_refusals();
	test_cursors();
	arena_free(arena);
	return done();
}
