/* SPDX-License-Identifier: MIT */
#ifndef POOL_LISTEN_H
#define POOL_LISTEN_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct config;

/* The socket that requests come by. */
struct listener {
	int fd;
	bool is_inherited; /* whoever gave it keeps it when we end */
};

/*
 * Take the socket that was inherited, by LISTEN_FDS (systemd) or on fd 0
 * (spawn-fcgi), else open listen.path: a stale one is replaced, one that
 * answers is left alone. -1: *error says what is wrong, in the arena.
 */
int listen_open(struct listener *, const struct config *, struct arena *,
    const char **error) MUST_CHECK;

/* Let nobody connect any more to a socket opened here. */
void listen_unlink(const struct listener *, const struct config *);

#endif
