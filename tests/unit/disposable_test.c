/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "api/disposable.h"
#include "base/arena.h"
#include "tap.h"

static const struct disposable *
load(struct arena *arena, const char *text, const char **error)
{
	char path[] = "/tmp/usher-disposable-XXXXXX";
	int fd = mkstemp(path);
	const struct disposable *list;

	if (fd < 0 || dprintf(fd, "%s", text) < 0)
		abort();
	close(fd);
	list = disposable_load(path, arena, error);
	unlink(path);
	return list;
}

static void
test_list(struct arena *arena)
{
	const char *error = NULL;
	const struct disposable *list = load(arena,
	    "# comment\n\n  \nZap.Example # why\r\nb\xc3\xbc"
	    "cher.example\nlast.example",
	    &error);

	if (list == NULL) {
		ok(false, error);
		return;
	}
	ok(disposable_has(list, "jim@zap.example"),
	    "an address at a domain of the list is found");
	ok(disposable_has(list, "jim@a.b.zap.example"), "and one below it");
	ok(!disposable_has(list, "jim@notzap.example"),
	    "not one that only ends alike");
	ok(!disposable_has(list, "jim@example"), "nor one above it");
	ok(!disposable_has(list, "zap.example@jim.example"),
	    "nor a name before the @");
	ok(disposable_has(list, "jim@xn--bcher-kva.example"),
	    "a domain beyond ASCII is compared in ASCII");
	ok(disposable_has(list, "jim@last.example"),
	    "the last line needs no end");
	ok(!disposable_has(NULL, "jim@zap.example"),
	    "without a list nothing is found");
}

static void
test_faults(struct arena *arena)
{
	const char *error = NULL;

	ok(load(arena, "a.example\nnot a domain\n", &error) == NULL,
	    "a line that is no domain is refused");
	ok(strstr(error, ":2: is no domain") != NULL, "by its number");
	ok(disposable_load("no/such/file", arena, &error) == NULL,
	    "and so is a file that is not there");
	ok(strstr(error, "no/such/file") != NULL, "whose name is said");
	ok(load(arena, "", &error) != NULL, "an empty file is an empty list");
}

int
main(void)
{
	struct arena *arena = arena_new();

	test_list(arena);
	test_faults(arena);
	arena_free(arena);
	return done();
}
