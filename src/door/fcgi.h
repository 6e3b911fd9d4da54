/* SPDX-License-Identifier: MIT */
#ifndef DOOR_FCGI_H
#define DOOR_FCGI_H

#include <stddef.h>

#include "base/attr.h"

/* One connection from the web server, which carries requests one by one. */
struct fcgi;

/*
 * Call once, after the process has set its own signal handlers. SIGALRM is
 * taken: it cuts off a peer that after `timeout` seconds (and at most one
 * more) has not sent a whole request, or not taken a whole answer.
 */
void fcgi_init(unsigned timeout);

/* Take over an accepted socket. fcgi_free closes it, if nobody has. */
struct fcgi *fcgi_new(int fd);
void fcgi_free(struct fcgi *);

/* The socket, to be polled; -1: it is closed already. */
int fcgi_fd(const struct fcgi *);

/*
 * Read the beginning of the next request. -1: the peer closed, was too slow,
 * or spoke badly; free the connection. Otherwise fcgi_read must follow.
 */
int fcgi_begin(struct fcgi *) MUST_CHECK;

/* A parameter of the request, valid until its end; NULL: not sent. */
const char *fcgi_param(const struct fcgi *, const char *name);

/*
 * Read the whole body, which must be of len bytes, into data; or away, if
 * data is NULL. -1: it was shorter or longer, or the peer too slow; free the
 * connection.
 */
int fcgi_read(struct fcgi *, char *data, size_t len) MUST_CHECK;

enum fcgi_end {
	FCGI_KEPT,   /* sent; the connection takes another request */
	FCGI_CLOSED, /* sent; free the connection */
	FCGI_UNSENT  /* the peer has gone, or was too slow; free it */
};

/* Send the answer, headers and body, and end the request. */
enum fcgi_end fcgi_answer(struct fcgi *, const char *head, size_t head_len,
    const char *body, size_t body_len) MUST_CHECK;

#endif
