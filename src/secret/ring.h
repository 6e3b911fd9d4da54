/* SPDX-License-Identifier: MIT */
#ifndef SECRET_RING_H
#define SECRET_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "door/crypto.h"

struct arena;

/*
 * The server keys, newest first. Each is known by its number, which stands
 * beside whatever was derived from it, so that an old secret can be made
 * again for as long as its line stays in the file.
 */
struct ring;

enum { RING_KEY_BYTES = 32, RING_NUMBER_MAX = 32767 };

/*
 * Read the secret file: lines of a number from 1 to 32767, a blank and 64
 * hexadecimal digits, at most 64 of them. NULL: *error says what is wrong; a
 * file that others than its owner can read is wrong. The ring and the error
 * are the arena's, which wipes the keys with all that it holds.
 */
struct ring *
ring_load(const char *path, struct arena *, const char **error) MUST_CHECK;

/* The number that new secrets are made under. */
int ring_newest(const struct ring *);

/* The i-th newest number, or 0 past the end. */
int ring_number(const struct ring *, size_t i);

/* All numbers as a PostgreSQL array, "{2,1}"; the arena's. */
const char *ring_numbers(const struct ring *, struct arena *);

/*
 * HMAC-SHA256 under key number of label (at most 31 bytes), a zero byte and
 * data (at most 1024); more ends the process. False: that key has been
 * retired.
 */
bool ring_mac(const struct ring *, int number, const char *label,
    const void *data, size_t len, uint8_t mac[SHA256_BYTES]) MUST_CHECK;

/* Make a new line for the file: number, blank, key; the arena's. */
const char *ring_new_line(struct arena *, int number);

#endif
