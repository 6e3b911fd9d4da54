/* SPDX-License-Identifier: MIT */
#ifndef POOL_CHILDREN_H
#define POOL_CHILDREN_H

#include <stddef.h>
#include <stdint.h>

enum role { ROLE_WORKER, ROLE_MAILER };

/* The processes of the pool: who runs, and who starts again and when. */
struct children;

/* What a child does, with what was given for it. It ends when this returns. */
typedef void (*children_main)(void *owner, enum role role, void *given);

/* Begin without any. owner is handed on to main. */
struct children *children_new(children_main main, void *owner);
void children_free(struct children *);

size_t children_count(const struct children *);

enum { CHILDREN_MAX = 1024 };

/*
 * Start a child of a generation (1, 2, ...). While it is not retired it is
 * started again whenever it dies: at once, but with a growing delay if it
 * dies young time and again. given must live until then. There must be fewer
 * than CHILDREN_MAX.
 */
void
children_add(struct children *, enum role role, int generation, void *given);

/* Take note of those that died. Call on SIGCHLD. */
void children_reap(struct children *);

/* Start who is due; gives the milliseconds until the next one is. */
int64_t children_restart(struct children *);

/* Signal those of a generation (0: of all) and restart them no more. */
void children_retire(struct children *, int generation, int number);

/* Kill those that are left. */
void children_kill(struct children *);

#endif
