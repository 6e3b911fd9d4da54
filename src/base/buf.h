/* SPDX-License-Identifier: MIT */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

struct arena;

/*
 * A growing piece of text in an arena. It is always NUL-terminated, so data
 * can be read as a string as soon as buf_init has run. A buffer that would
 * pass its limit takes nothing more and stays failed: write on, look once at
 * the end.
 */
struct buf {
	struct arena *arena;
	char *data;
	size_t len;
	size_t size;
	size_t limit; /* bytes; 0: none */
	bool has_failed;
};

/* Begin an empty buffer whose memory is the arena's. */
void buf_init(struct buf *, struct arena *, size_t limit);

void buf_put(struct buf *, const void *data, size_t len);
void buf_puts(struct buf *, const char *);
void buf_putc(struct buf *, char);
void buf_putf(struct buf *, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
