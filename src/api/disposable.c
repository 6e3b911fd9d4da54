/* SPDX-License-Identifier: MIT */
/*
 * The domains whose mailboxes anybody may open and throw away. Knows nothing
 * of who may not be invited there.
 */
#include "api/disposable.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "door/idn.h"

enum { FILE_BYTES = 4 * 1024 * 1024 };

struct disposable {
	const char **domains; /* sorted, in ASCII and lower case */
	size_t count;
};

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* How many lines there may be domains in. */
static size_t
count_lines(const char *text)
{
	size_t count = 1;

	while ((text = strchr(text, '\n')) != NULL) {
		text++;
		count++;
	}
	return count;
}

/* The domain of a line in ASCII; "": none; NULL: the line holds no domain. */
static const char *
read_line(struct arena *arena, const char *line, size_t len)
{
	const char *email;

	while (len > 0 && strchr(" \t\r", line[len - 1]) != NULL)
		len--;
	if (len == 0)
		return "";
	email =
	    idn_email_key(arena, arena_printf(arena, "a@%.*s", (int)len, line));
	return email == NULL ? NULL : email + strlen("a@");
}

const struct disposable *
disposable_load(const char *path, struct arena *arena, const char **error)
{
	struct disposable *list = arena_alloc(arena, sizeof(*list));
	const char *at = file_read(arena, path, FILE_BYTES, error), *domain;
	size_t len, line = 1;

	if (at == NULL)
		return NULL;
	list->count = 0;
	list->domains =
	    arena_alloc(arena, count_lines(at) * sizeof(*list->domains));
	for (; *at != '\0'; at += len + (at[len] == '\n'), line++) {
		len = strcspn(at, "\n");
		domain = read_line(arena, at, strcspn(at, "#\n"));
		if (domain == NULL) {
			*error = arena_printf(
			    arena, "%s:%zu: is no domain", path, line);
			return NULL;
		}
		if (*domain != '\0')
			list->domains[list->count++] = domain;
	}
	qsort(list->domains, list->count, sizeof(*list->domains), compare);
	return list;
}

bool
disposable_has(const struct disposable *list, const char *email_key)
{
	const char *domain = strchr(email_key, '@');

	if (list == NULL)
		return false;
	/* jim@a.b.example: a.b.example, b.example, example. */
	for (; domain != NULL; domain = strchr(domain, '.')) {
		domain++;
		if (bsearch(&domain, list->domains, list->count,
			sizeof(*list->domains), compare) != NULL)
			return true;
	}
	return false;
}
