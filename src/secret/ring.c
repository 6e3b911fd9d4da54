/* SPDX-License-Identifier: MIT */
/* The server keys: one small file, read at start and at each reload. */
#include "secret/ring.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"

enum { KEYS_MAX = 64, DATA_MAX = 1024, LABEL_MAX = 32 };

struct key {
	int number;
	uint8_t bytes[RING_KEY_BYTES];
};

struct ring {
	size_t count;
	struct key keys[KEYS_MAX];
};

static const struct key *
find(const struct ring *ring, int number)
{
	size_t i;

	for (i = 0; i < ring->count; i++)
		if (ring->keys[i].number == number)
			return &ring->keys[i];
	return NULL;
}

/* NULL: taken (or an empty line or a comment); else what is wrong. */
static const char *
read_line(struct ring *ring, char *line)
{
	struct key *key = &ring->keys[ring->count];
	char *end;
	long number;

	line[strcspn(line, "\r\n")] = '\0';
	if (*line == '\0' || *line == '#')
		return NULL;
	if (ring->count == KEYS_MAX)
		return "more than 64 keys";
	number = strtol(line, &end, 10);
	if (*end != ' ' || number < 1 || number > RING_NUMBER_MAX ||
	    !hex_decode(end + 1, key->bytes, RING_KEY_BYTES))
		return "a line is not a number, a blank and 64 hexadecimal "
		       "digits";
	if (find(ring, (int)number) != NULL)
		return "a number stands twice";
	key->number = (int)number;
	ring->count++;
	return NULL;
}

static const char *
read_file(struct ring *ring, FILE *file)
{
	struct stat info;
	const char *wrong = NULL;
	char line[128];

	if (fstat(fileno(file), &info) != 0)
		return strerror(errno);
	if (S_ISDIR(info.st_mode))
		return strerror(EISDIR);
	if ((info.st_mode & 077) != 0)
		return "others can read it: chmod 600";
	while (wrong == NULL && fgets(line, sizeof(line), file) != NULL)
		wrong = read_line(ring, line);
	if (wrong == NULL && ferror(file))
		wrong = strerror(errno);
	explicit_bzero(line, sizeof(line));
	if (wrong == NULL && ring->count == 0)
		wrong = "holds no key";
	return wrong;
}

struct ring *
ring_load(const char *path, struct arena *arena, const char **error)
{
	char buffer[BUFSIZ];
	struct ring *ring;
	const char *wrong;
	FILE *file = fopen(path, "re");

	if (file == NULL) {
		*error = arena_printf(arena, "%s: %s%s", path, strerror(errno),
		    errno == ENOENT ? " (usher config init makes one)" : "");
		return NULL;
	}
	ring = arena_alloc(arena, sizeof(*ring));
	setvbuf(file, buffer, _IOFBF, sizeof(buffer));
	wrong = read_file(ring, file);
	fclose(file);
	explicit_bzero(buffer, sizeof(buffer));
	if (wrong == NULL)
		return ring;
	*error = arena_printf(arena, "%s: %s", path, wrong);
	return NULL;
}

int
ring_newest(const struct ring *ring)
{
	return ring->keys[0].number;
}

int
ring_number(const struct ring *ring, size_t i)
{
	return i < ring->count ? ring->keys[i].number : 0;
}

const char *
ring_numbers(const struct ring *ring, struct arena *arena)
{
	const char *list = "{";
	size_t i;

	for (i = 0; i < ring->count; i++)
		list = arena_printf(arena, "%s%s%d", list, i == 0 ? "" : ",",
		    ring->keys[i].number);
	return arena_printf(arena, "%s}", list);
}

bool
ring_mac(const struct ring *ring, int number, const char *label,
    const void *data, size_t len, uint8_t mac[SHA256_BYTES])
{
	const struct key *key = find(ring, number);
	uint8_t message[LABEL_MAX + DATA_MAX];
	size_t label_size = strlen(label) + 1;

	if (key == NULL)
		return false;
	if (label_size > LABEL_MAX || len > DATA_MAX)
		fatal("event=message_too_long label=%s", label);
	memcpy(message, label, label_size);
	memcpy(message + label_size, data, len);
	crypto_hmac(key->bytes, RING_KEY_BYTES, message, label_size + len, mac);
	explicit_bzero(message, sizeof(message));
	return true;
}

const char *
ring_new_line(struct arena *arena, int number)
{
	uint8_t bytes[RING_KEY_BYTES];
	char digits[2 * RING_KEY_BYTES + 1];

	crypto_random(bytes, sizeof(bytes));
	hex_encode(bytes, sizeof(bytes), digits);
	explicit_bzero(bytes, sizeof(bytes));
	return arena_printf(arena, "%d %s\n", number, digits);
}
