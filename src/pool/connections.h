/* SPDX-License-Identifier: MIT */
#ifndef POOL_CONNECTIONS_H
#define POOL_CONNECTIONS_H

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

struct connection;
struct service;

/*
 * A worker's connections. Those whose request has been read stand in a queue
 * until it is answered.
 */
struct connections;

struct connections *connections_new(const struct service *);

/* End them all. */
void connections_free(struct connections *);

size_t connections_count(const struct connections *);

/* True if another one can be accepted. */
bool connections_have_room(const struct connections *);

/* Accept one, if there is room. False: none waits, or none can be taken. */
bool connections_accept(struct connections *, int listen_fd);

/*
 * Wait at most timeout ms (-1: no limit) with the signal mask (NULL: as it
 * is). Requests that came whole are queued, who hung up or spoke badly is
 * ended, one is accepted from listen_fd (-1: none). `also` is waited for
 * besides; true: something happened to it.
 */
bool connections_wait(struct connections *, int listen_fd, struct pollfd also,
    int timeout, const sigset_t *mask) MUST_CHECK;

/* The first in the queue; NULL: nobody waits. */
struct connection *connections_first(const struct connections *);

/*
 * Answer the request of one that stands in the queue, or park it while its
 * job is run.
 */
void connections_answer(struct connections *, struct connection *);

/* Queue those whose job is done. */
void connections_unpark(struct connections *);

/* Answer all in the queue that need no database, or waited too long. */
void connections_answer_ready(struct connections *);

#endif
