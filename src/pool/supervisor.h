/* SPDX-License-Identifier: MIT */
#ifndef POOL_SUPERVISOR_H
#define POOL_SUPERVISOR_H

#include "base/attr.h"

struct arena;

/*
 * What the pool runs and how it reads its configuration; the supervisor
 * knows processes, not what they do.
 */
struct program {
	/*
	 * Read everything anew. NULL: error says why, and the old goes on.
	 * The result goes to run_worker and run_mailer, in children.
	 */
	void *(*load)(const char **error, struct arena *);
	long (*workers)(const void *loaded);
	/* The seconds in which a child ends that was told to. */
	long (*longest)(const void *loaded);
	/* ready_fd gets a byte when requests can be served; -1: not asked. */
	void (*run_worker)(void *loaded, int listen_fd, int ready_fd);
	void (*run_mailer)(void *loaded);
};

/*
 * Keep workers and a mailer running on listen_fd until SIGTERM or SIGINT;
 * SIGHUP loads anew and replaces them, the new first. stop_listening is
 * called before the last workers are told to end. -1: nothing could be loaded
 * at all, which has been logged.
 */
int supervisor_run(const struct program *, int listen_fd,
    void (*stop_listening)(void)) MUST_CHECK;

#endif
