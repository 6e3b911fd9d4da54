/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/text.h"
#include "tap.h"

static void
test_utf8(void)
{
	ok(utf8_is_valid("a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80", 10),
	    "characters of one to four bytes are UTF-8");
	ok(!utf8_is_valid("\xc0\xaf", 2), "an overlong form is not");
	ok(!utf8_is_valid("\xe0\x80\xaf", 3), "nor one of three bytes");
	ok(!utf8_is_valid("\xed\xa0\x80", 3), "nor is a surrogate");
	ok(!utf8_is_valid("\xf4\x90\x80\x80", 4),
	    "nor is what lies above U+10FFFF");
	ok(!utf8_is_valid("\xe2\x82", 2), "nor is a character cut short");
	ok(utf8_length("a\xc3\xa4\xf0\x9f\x98\x80") == 3,
	    "a length is counted in code points");
}

static void
test_uuid(void)
{
	static const char text[] = "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";
	uint8_t id[UUID_BYTES];
	char back[UUID_TEXT + 1];

	ok(uuid_parse("0190A1B2-C3D4-7E5F-8A6B-7C8D9E0F1A2B", id),
	    "a UUID is read in either case");
	uuid_format(id, back);
	is(back, text, "and written in lower case");
	ok(!uuid_parse("0190a1b2c3d4-7e5f-8a6b-7c8d9e0f1a2b-", id),
	    "its dashes have their places");
	ok(!uuid_parse("0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2", id),
	    "it has 36 characters");
}

static void
test_base64url(struct arena *arena)
{
	const uint8_t data[] = { 0xfb, 0xff, 0xfe, 0x01 };
	uint8_t back[4];

	is(base64url_encode(arena, data, 4), "-__-AQ",
	    "base64url has - and _ and no padding");
	ok(base64url_decode("-__-AQ", back, 4) && memcmp(data, back, 4) == 0,
	    "it is read back");
	ok(!base64url_decode("-__-AR", back, 4),
	    "a text with bits left over is refused");
	ok(!base64url_decode("+//+AQ", back, 4),
	    "the other alphabet is refused");
}

static void
test_base64(struct arena *arena)
{
	static const char *const wrong[] = { "AAA", "AA=A",
		"A===", "AA AA=", "AA-_", "AAAA=", "====", "AB==" };
	size_t len, i;
	int taken = 0;
	char *data = base64_decode(arena, "+/8Bgf8=", &len);

	ok(data != NULL && len == 5 &&
		memcmp(data, "\xfb\xff\x01\x81\xff", 6) == 0,
	    "base64 is read, and a NUL put behind it");
	is(base64_decode(arena, "", &len), "", "also where there is nothing");
	for (i = 0; i < COUNT_OF(wrong); i++)
		taken += base64_decode(arena, wrong[i], &len) != NULL;
	ok(taken == 0, "another length, alphabet or padding is refused");
}

static void
test_percent(struct arena *arena)
{
	is(percent_decode(arena, "a%20b+c", 7, true), "a b c",
	    "a form's plus is a blank");
	is(percent_decode(arena, "a%20b+c", 7, false), "a b+c",
	    "a path's plus is a plus");
	is(percent_decode(arena, "%0", 2, false), NULL,
	    "an escape cut short is refused");
	is(percent_decode(arena, "%00", 3, false), NULL, "so is NUL");
	is(percent_decode(arena, "%ff", 3, false), NULL,
	    "so is what is not UTF-8");
}

int
main(void)
{
	struct arena *arena = arena_new();

	test_utf8();
	test_uuid();
	test_base64url(arena);
	test_base64(arena);
	test_percent(arena);
	is(snake_case(arena, "expiresInDays"), "expires_in_days",
	    "a wire name becomes an SQL name by rule");
	ok(has_word("one two three", "two") && !has_word("one twofold", "two"),
	    "a word is found whole only");
	ok(!has_word("one", "") && !has_word("", ""), "no text is no word");
	ok(ends_with("a.html", ".html") && !ends_with(".html", ".html") &&
		!ends_with("html", ".html"),
	    "an ending has something before it");
	arena_free(arena);
	return done();
}
