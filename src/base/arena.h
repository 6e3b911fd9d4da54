/* SPDX-License-Identifier: MIT */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/attr.h"

/*
 * Memory with one lifetime: a request's, a mail's, a start's. Nothing in an
 * arena is freed alone. Running out of memory ends the process (the
 * supervisor starts another), so none of these returns NULL.
 */
struct arena;

/* Make an empty arena. The caller owns it and ends it with arena_free. */
struct arena *arena_new(void);

/* Wipe and take back everything; what it gave out is dead. */
void arena_reset(struct arena *);

/* Wipe, then free the arena itself. NULL is allowed. */
void arena_free(struct arena *);

/* Give size zeroed bytes, aligned for any type, until the next reset. */
void *arena_alloc(struct arena *, size_t size);

/* Copy len bytes and end them with a NUL that len does not count. */
char *arena_copy(struct arena *, const void *data, size_t len);

/* Copy a string; NULL gives NULL. */
char *arena_string(struct arena *, const char *);

char *arena_printf(struct arena *, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
