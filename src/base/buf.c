/* SPDX-License-Identifier: MIT */
/* Growing text with a sticky error; knows nothing of what is written. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"

enum { FIRST_SIZE = 256 };

void
buf_init(struct buf *buf, struct arena *arena, size_t limit)
{
	*buf = (struct buf){ .arena = arena, .limit = limit };
	buf->size = FIRST_SIZE;
	buf->data = arena_alloc(arena, buf->size);
}

static bool
has_room(struct buf *buf, size_t more)
{
	size_t wanted = buf->len + more + 1;
	char *data;

	if (buf->has_failed || (buf->limit > 0 && wanted > buf->limit + 1)) {
		buf->has_failed = true;
		return false;
	}
	if (wanted <= buf->size)
		return true;
	while (buf->size < wanted)
		buf->size *= 2;
	data = arena_alloc(buf->arena, buf->size);
	memcpy(data, buf->data, buf->len);
	buf->data = data;
	return true;
}

void
buf_put(struct buf *buf, const void *data, size_t len)
{
	if (len == 0 || !has_room(buf, len))
		return;
	memcpy(buf->data + buf->len, data, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void
buf_puts(struct buf *buf, const char *string)
{
	buf_put(buf, string, strlen(string));
}

void
buf_putc(struct buf *buf, char c)
{
	buf_put(buf, &c, 1);
}

void
buf_putf(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		fatal("event=bad_format format=\"%s\"", format);
	if (has_room(buf, (size_t)len)) {
		vsnprintf(buf->data + buf->len, (size_t)len + 1, format, again);
		buf->len += (size_t)len;
	}
	va_end(again);
}
