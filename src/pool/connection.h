/* SPDX-License-Identifier: MIT */
#ifndef POOL_CONNECTION_H
#define POOL_CONNECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

#include "api/exchange.h"
#include "base/attr.h"

struct arena;
struct fcgi;
struct service;

enum connection_state {
	CONNECTION_IDLE,   /* the next request may come */
	CONNECTION_QUEUED, /* one has been read and waits for its turn */
	CONNECTION_SERVED, /* its answer is being made */
	CONNECTION_PARKED  /* its job is run elsewhere, and then it queues */
};

/* What connection_answer leaves behind. */
enum connection_end {
	CONNECTION_KEPT,    /* it takes another request */
	CONNECTION_OVER,    /* it takes no other: free it */
	CONNECTION_HAS_JOB, /* not answered: run x.job, or refuse it */
	CONNECTION_AGAIN,   /* not answered: give it another turn */
};

/*
 * A connection from nginx with the request that it carries now, which may
 * outlive any turn of the worker's loop: nothing of it lies elsewhere.
 */
struct connection {
	enum connection_state state;
	size_t at; /* its place among the worker's */
	TAILQ_ENTRY(connection) queue;
	struct fcgi *fcgi;
	struct arena *arena; /* the request's */
	struct exchange x;
	int64_t sent_at;  /* when nginx passed the request on */
	int64_t begin_by; /* later it is not begun, but refused */
	int64_t deadline; /* of the calls made for it */
	bool is_second_turn;
};

/* Take over an accepted socket; connection_free closes it. */
struct connection *connection_new(int fd);
void connection_free(struct connection *);

int connection_fd(const struct connection *);

/*
 * Read a request. Its time counts from when nginx passed it on, but not from
 * before began_at, when we began to serve: who waited in an inherited socket
 * for a new start is late already, and shall not be refused for it. False:
 * none came whole; free the connection.
 */
bool connection_read(
    struct connection *, const struct service *, int64_t began_at) MUST_CHECK;

/* True if the request can be answered without the database. */
bool connection_is_local(const struct connection *);

/*
 * Answer the request (after begin_by: 503) and log that. One whose job has
 * been done begins anew, and so does, once, one that others kept from a row.
 */
enum connection_end connection_answer(struct connection *) MUST_CHECK;

/*
 * Answer 503 to one that has a job nobody can run; a page's form shows what
 * was typed into it.
 */
enum connection_end connection_refuse(struct connection *) MUST_CHECK;

/* Note that its job is done: it may take its time anew. */
void connection_resume(struct connection *);

#endif
