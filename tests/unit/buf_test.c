/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/buf.h"
#include "tap.h"

int
main(void)
{
	struct arena *arena = arena_new();
	struct buf buf;
	int i;

	buf_init(&buf, arena, 0);
	is(buf.data, "", "a new buffer is an empty string");
	for (i = 0; i < 1000; i++)
		buf_putf(&buf, "%d,", i);
	ok(buf.len == 3890 && strlen(buf.data) == 3890 && !buf.has_failed,
	    "a buffer without a limit grows");

	buf_init(&buf, arena, 4);
	buf_puts(&buf, "four");
	ok(!buf.has_failed, "a buffer takes as much as its limit");
	buf_putc(&buf, '!');
	ok(buf.has_failed, "one byte more makes it fail");
	is(buf.data, "four", "what it held stays");

	buf_init(&buf, arena, 4);
	buf_puts(&buf, "fives");
	buf_puts(&buf, "one");
	is(buf.data, "", "once failed it takes nothing, though it would fit");
	arena_free(arena);
	return done();
}
