/* SPDX-License-Identifier: MIT */
/*
 * Arenas: blocks that double, bump allocation, one wipe at the end. Secrets
 * pass through request memory, so a reset overwrites what was used.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024 };

struct block {
	struct block *next;
	size_t size;
	size_t used;
	alignas(max_align_t) char data[];
};

struct arena {
	struct block *blocks; /* newest first */
};

static struct block *
block_new(size_t size, struct block *next)
{
	struct block *block = malloc(sizeof(*block) + size);

	if (block == NULL)
		fatal("event=out_of_memory bytes=%zu", size);
	block->next = next;
	block->size = size;
	block->used = 0;
	return block;
}

struct arena *
arena_new(void)
{
	struct arena *arena = malloc(sizeof(*arena));

	if (arena == NULL)
		fatal("event=out_of_memory bytes=%zu", sizeof(*arena));
	arena->blocks = block_new(FIRST_BLOCK, NULL);
	return arena;
}

void
arena_reset(struct arena *arena)
{
	struct block *block;

	/* Keep the oldest block: most requests need no other. */
	while ((block = arena->blocks)->next != NULL) {
		arena->blocks = block->next;
		explicit_bzero(block->data, block->used);
		free(block);
	}
	explicit_bzero(block->data, block->used);
	block->used = 0;
}

void
arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	arena_reset(arena);
	free(arena->blocks);
	free(arena);
}

static size_t
next_size(const struct block *block, size_t wanted)
{
	size_t size = block->size * 2;

	if (size > LARGEST_BLOCK)
		size = LARGEST_BLOCK;
	return size < wanted ? wanted : size;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct block *block = arena->blocks;
	void *at;

	if (size > SIZE_MAX / 2)
		fatal("event=out_of_memory bytes=%zu", size);
	size = (size + align - 1) / align * align;
	if (block->size - block->used < size) {
		block = block_new(next_size(block, size), block);
		arena->blocks = block;
	}
	at = block->data + block->used;
	block->used += size;
	return memset(at, 0, size);
}

char *
arena_copy(struct arena *arena, const void *data, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);

	if (len > 0)
		memcpy(copy, data, len);
	return copy;
}

char *
arena_string(struct arena *arena, const char *string)
{
	return string == NULL ? NULL
			      : arena_copy(arena, string, strlen(string));
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args, again;
	char *text;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		fatal("event=bad_format format=\"%s\"", format);
	text = arena_alloc(arena, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return text;
}
