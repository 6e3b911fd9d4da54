/* SPDX-License-Identifier: MIT */
#ifndef POOL_HASHER_H
#define POOL_HASHER_H

#include <stdbool.h>

#include "base/attr.h"

struct job;

/*
 * Processes that hash passwords while the worker serves on: two at a time in
 * the whole pool, since each takes 64 MiB and a core, and a flood of log-ins
 * must not hold up the rest. A worker that dies takes them along and gives
 * its places back.
 */
enum { HASHER_PLACES = 2 };

/*
 * Begin; slots_fd is a file that all workers of the pool share. From now on
 * nobody can wait for a child of this process: they go without a trace.
 */
void hasher_init(int slots_fd);

/*
 * False: all places are taken just now. True promises nothing: another worker
 * may be quicker.
 */
bool hasher_has_place(void);

/*
 * Run a job in a process of its own; the job must stay until hasher_next gives
 * owner back. False: all places are taken, or there is no process to be had.
 */
bool hasher_start(struct job *, void *owner) MUST_CHECK;

/* Readable when hasher_next has one. */
int hasher_fd(void);

/* The owner of a job that is now done, or refused as it failed; NULL: none. */
void *hasher_next(void);

#endif
