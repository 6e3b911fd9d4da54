/* SPDX-License-Identifier: MIT */
#ifndef UNIT_SECRET_H
#define UNIT_SECRET_H

#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "secret/ring.h"

/* A ring with key 1, the same in every run; the arena's. */
static inline struct ring *
test_ring(struct arena *arena)
{
	static const char key[] = "1 000102030405060708090a0b0c0d0e0f"
				  "101112131415161718191a1b1c1d1e1f\n";
	char path[] = "/tmp/usher-ring-XXXXXX";
	int fd = mkstemp(path);
	const char *error = "cannot be written";
	struct ring *ring = NULL;

	if (write(fd, key, sizeof(key) - 1) == (ssize_t)sizeof(key) - 1)
		ring = ring_load(path, arena, &error);
	close(fd);
	unlink(path);
	if (ring == NULL)
		fatal("%s", error);
	return ring;
}

#endif
