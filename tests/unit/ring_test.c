/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "secret/ring.h"
#include "tap.h"

#define KEY_1 \
	"1 00000000000000000000000000000000000000000000000000000000000000aa\n"
#define KEY_2 \
	"2 00000000000000000000000000000000000000000000000000000000000000bb\n"

static struct arena *arena;

static struct ring *
load(const char *text, mode_t mode, const char **error)
{
	char path[] = "/tmp/usher-ring-XXXXXX";
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");
	struct ring *ring;

	fputs(text, file);
	fclose(file);
	chmod(path, mode);
	*error = NULL;
	ring = ring_load(path, arena, error);
	if (*error != NULL)
		*error += strlen(path);
	unlink(path);
	return ring;
}

static void
test_refusal(const char *text, const char *wanted, const char *name)
{
	const char *error;

	ok(load(text, 0600, &error) == NULL, name);
	is(error, wanted, "and it is said why");
}

static void
test_folder(void)
{
	char path[] = "/tmp/usher-ring-XXXXXX";
	const char *error = NULL;

	if (mkdtemp(path) == NULL)
		fatal("cannot make %s", path);
	ok(ring_load(path, arena, &error) == NULL,
	    "what cannot be read is no empty file");
	is(error, arena_printf(arena, "%s: Is a directory", path),
	    "and it is said why");
	rmdir(path);
}

static void
test_keys(struct ring *ring)
{
	uint8_t one[SHA256_BYTES], other[SHA256_BYTES];

	ok(ring_newest(ring) == 2, "the first line makes new secrets");
	is(ring_numbers(ring, arena), "{2,1}", "all numbers are known");
	ok(ring_mac(ring, 1, "a", "b", 1, one), "an older key still works");
	ok(ring_mac(ring, 2, "a", "b", 1, other) &&
		memcmp(one, other, sizeof(one)) != 0,
	    "each key makes another MAC");
	ok(ring_mac(ring, 1, "ab", "", 0, other) &&
		memcmp(one, other, sizeof(one)) != 0,
	    "the label cannot run into the data");
	ok(!ring_mac(ring, 3, "a", "b", 1, one), "a retired key says so");
}

static void
test_count(void)
{
	const char *error, *text = "";
	int i;

	for (i = 1; i <= 64; i++)
		text = arena_printf(arena, "%s%d %064d\n", text, i, i);
	ok(load(text, 0600, &error) != NULL, "64 keys are taken");
	text = arena_printf(arena, "%s%d %064d\n", text, i, i);
	test_refusal(text, ": more than 64 keys", "65 are too many");
}

int
main(void)
{
	const char *error;
	struct ring *ring;

	arena = arena_new();
	ring = load("# newest first\n" KEY_2 KEY_1, 0600, &error);
	if (ok(ring != NULL, "a file of keys is read"))
		test_keys(ring);
	ring = load(KEY_1, 0640, &error);
	is(error, ": others can read it: chmod 600",
	    "a file that others read is refused");
	test_refusal("", ": holds no key", "an empty file is refused");
	test_refusal(
	    KEY_1 KEY_1, ": a number stands twice", "a number stands once");
	test_refusal("1 00aa\n",
	    ": a line is not a number, a blank and 64 hexadecimal digits",
	    "a short key is refused");
	test_folder();
	test_count();
	ring = load(ring_new_line(arena, 7), 0600, &error);
	ok(ring != NULL && ring_newest(ring) == 7, "a line made is read back");
	arena_free(arena);
	return done();
}
