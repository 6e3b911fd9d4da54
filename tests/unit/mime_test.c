/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "mail/encode.h"
#include "mail/mime.h"
#include "tap.h"

static struct arena *arena;

static const char *
text(const char *value)
{
	struct buf out;

	buf_init(&out, arena, 0);
	mime_put_text(&out, "Subject", value);
	return out.data;
}

static const char *
mailbox(const char *display)
{
	struct buf out;

	buf_init(&out, arena, 0);
	mime_put_mailbox(&out, "From", display, "a@b.example");
	return out.data;
}

/* A body behind its header, if it is in that encoding. */
static const char *
body_in(const char *encoding, const char *value)
{
	const char *header = arena_printf(
	    arena, "Content-Transfer-Encoding: %s\r\n\r\n", encoding);
	struct buf out;

	buf_init(&out, arena, 0);
	encode_put_body(&out, value);
	return starts_with(out.data, header) ? out.data + strlen(header) : "";
}

static const char *
body(const char *value)
{
	return body_in("quoted-printable", value);
}

/* The longest line of a text whose lines end in CRLF, and only there. */
static size_t
longest_line(const char *lines)
{
	size_t longest = 0, len;

	for (; *lines != '\0'; lines += len + 2) {
		len = strcspn(lines, "\r\n");
		longest = len > longest ? len : longest;
		if (strncmp(lines + len, "\r\n", 2) != 0)
			return 9999;
	}
	return longest;
}

static const char *
repeat(const char *piece, int count)
{
	struct buf out;

	buf_init(&out, arena, 0);
	while (count-- > 0)
		buf_puts(&out, piece);
	return out.data;
}

static void
test_text(void)
{
	is(text("Hello there"), "Subject: Hello there\r\n",
	    "ASCII words stay as they are");
	is(text("Gr\xc3\xbc\xc3\x9f Gott, Ann"),
	    "Subject: =?UTF-8?B?R3LDvMOf?= Gott, Ann\r\n",
	    "other words are encoded");
	is(text("\xc3\xa4 \xc3\xb6"), "Subject: =?UTF-8?B?w6Qgw7Y=?=\r\n",
	    "a blank between two encoded words is encoded with them");
	is(text("=?UTF-8?B?QQ==?="),
	    "Subject: =?UTF-8?B?PT9VVEYtOD9CP1FRPT0/PQ==?=\r\n",
	    "what looks like an encoded word is encoded");
	is(text("a\r\nBcc: c@d.example"), "Subject: a Bcc: c@d.example\r\n",
	    "a line's end becomes a blank");
	is(text("a\xff"
		"b"),
	    "Subject: a b\r\n", "so does what is not UTF-8");
	ok(longest_line(text(repeat("word ", 100))) <= MIME_LINE,
	    "many words are folded");
	ok(longest_line(text(repeat("x", 300))) <= MIME_LINE,
	    "so is a word that is too long");
}

/* An emoji has four bytes: base64 of whole ones begins alike. */
static void
test_cuts(void)
{
	const char *line = text(repeat("\xf0\x9f\x98\x80", 100)), *word = line;
	int count = 0;
	bool is_whole = true;

	while ((word = strstr(word, "=?UTF-8?B?")) != NULL) {
		word += 10;
		count++;
		is_whole = is_whole && strncmp(word, "8J+Y", 4) == 0;
	}
	ok(longest_line(line) <= MIME_LINE && count == 10,
	    "a hundred emoji take ten encoded words");
	ok(is_whole, "none of which cuts a character");
}

static void
test_mailbox(void)
{
	is(mailbox("Ann, \"the\" \\ <x>"),
	    "From: \"Ann, \\\"the\\\" \\\\ <x>\" <a@b.example>\r\n",
	    "a name in ASCII is quoted");
	is(mailbox(""), "From: <a@b.example>\r\n", "a name may be missing");
	is(mailbox("J\xc3\xb6rg via Acme, Inc"),
	    "From: =?UTF-8?B?SsO2cmc=?= via =?UTF-8?B?QWNtZSw=?= Inc "
	    "<a@b.example>\r\n",
	    "in another, what is no atom is encoded");
	ok(strstr(mailbox(repeat("\xc3\xa4", 22)), "From:\r\n =?") != NULL,
	    "one encoded word is not made two to fill a line");
	ok(strstr(text(repeat("\xc3\xa4", 22)), "Subject: =?") != NULL,
	    "but in a subject, whose first line is not left empty");
	ok(longest_line(mailbox(repeat("name ", 40))) <= MIME_LINE,
	    "a long name is folded");
	is(mailbox("=?x?q?y?="),
	    "From: =?UTF-8?B?PT94P3E/eT89?= <a@b.example>\r\n",
	    "what looks like an encoded word is encoded, not quoted");
}

static void
test_tokens(void)
{
	struct buf out;

	buf_init(&out, arena, 0);
	mime_put_token(&out, "X-Id", "a\r\nBcc: b");
	is(out.data, "X-Id: aBcc: b\r\n", "a token cannot end its header");
	buf_init(&out, arena, 0);
	mime_put_date(&out, "Date", 1700000000);
	is(out.data, "Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n",
	    "a date is in UTC");
}

static void
test_body(void)
{
	is(body("a=b\xc3\xa4\n"), "a=3Db=C3=A4\r\n",
	    "what is not plain is encoded");
	is(body("a \nb\t\n"), "a=20\r\nb=09\r\n",
	    "so is a blank before an end");
	is(body("ab\rcd"), "ab=0Dcd\r\n", "so is a CR alone");
	is(body("a\r\nb"), "a\r\nb\r\n", "CRLF stays one end");
	is(body(repeat("x", 76)),
	    arena_printf(arena, "%s\r\n", repeat("x", 76)),
	    "a line of 76 characters needs no break");
	is(body(repeat("x", 77)),
	    arena_printf(arena, "%s=\r\nxx\r\n", repeat("x", 75)),
	    "a longer one has a soft break");
	ok(longest_line(body(repeat("\xc3\xa4 =", 200))) <= MIME_LINE,
	    "no line is longer than 76");
}

static void
test_base64_body(void)
{
	const char *lines = repeat("\xd0\xb6\n", 1500);
	const char *text = body_in("base64", lines);

	ok(starts_with(text, "0LYNCtC2DQrQtg0K"),
	    "a long one is base64 where that is shorter; each end is CRLF");
	ok(longest_line(text) == MIME_LINE, "in lines of 76");
	is(body_in("base64", repeat("\xd0\xb6\r\n", 1500)), text,
	    "CRLF stays one end");
	ok(*body_in("quoted-printable", repeat("abc\n", 3000)) == 'a',
	    "a long one that is plain is quoted-printable");
}

int
main(void)
{
	arena = arena_new();
	test_text();
	test_cuts();
	test_mailbox();
	test_tokens();
	test_body();
	test_base64_body();
	arena_free(arena);
	return done();
}
