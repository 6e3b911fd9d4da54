/* SPDX-License-Identifier: MIT */
/* Small text files, read whole. */
#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

char *
file_read(struct arena *arena, const char *path, size_t max, const char **error)
{
	char *text = arena_alloc(arena, max + 2);
	FILE *stream = fopen(path, "re");
	const char *wrong = NULL;
	size_t len;

	if (stream == NULL) {
		*error = arena_printf(arena, "%s: %s", path, strerror(errno));
		return NULL;
	}
	len = fread(text, 1, max + 1, stream);
	if (ferror(stream))
		wrong = strerror(errno);
	else if (len > max)
		wrong = "is too long";
	else if (memchr(text, '\0', len) != NULL || !utf8_is_valid(text, len))
		wrong = "is not UTF-8 text";
	fclose(stream);
	if (wrong == NULL)
		return text;
	*error = arena_printf(arena, "%s: %s", path, wrong);
	return NULL;
}
