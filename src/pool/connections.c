/* SPDX-License-Identifier: MIT */
/*
 * The connections of a worker: coming, queueing, going. It knows what one of
 * them may do next, not when it is its turn.
 */
#include "pool/connections.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "api/job.h"
#include "base/clock.h"
#include "base/log.h"
#include "pool/connection.h"
#include "pool/hasher.h"

enum { CONNECTIONS_MAX = 900 }; /* under the usual 1024 descriptors */

TAILQ_HEAD(queue, connection);

struct connections {
	const struct service *service;
	struct connection *list[CONNECTIONS_MAX];
	size_t count, limit;
	struct queue queue;
	int64_t began_at; /* when the worker began to serve */
};

struct connections *
connections_new(const struct service *service)
{
	struct connections *all = calloc(1, sizeof(*all));

	if (all == NULL)
		fatal("event=out_of_memory bytes=%zu", sizeof(*all));
	all->service = service;
	all->limit = CONNECTIONS_MAX;
	all->began_at = clock_now();
	TAILQ_INIT(&all->queue);
	return all;
}

/* The last one takes its place. */
static void
end(struct connections *all, struct connection *c)
{
	struct connection *last = all->list[--all->count];

	if (c->state == CONNECTION_QUEUED)
		TAILQ_REMOVE(&all->queue, c, queue);
	all->list[c->at] = last;
	last->at = c->at;
	connection_free(c);
}

void
connections_free(struct connections *all)
{
	while (all->count > 0)
		end(all, all->list[all->count - 1]);
	free(all);
}

size_t
connections_count(const struct connections *all)
{
	return all->count;
}

bool
connections_have_room(const struct connections *all)
{
	return all->count < all->limit;
}

bool
connections_accept(struct connections *all, int listen_fd)
{
	struct connection *c;
	int fd;

	if (!connections_have_room(all))
		return false;
	if ((fd = accept4(listen_fd, NULL, NULL, SOCK_CLOEXEC)) < 0) {
		if (errno == EAGAIN || errno == ECONNABORTED)
			return errno == ECONNABORTED;
		log_error("event=accept_failed connections=%zu error=\"%s\"",
		    all->count, strerror(errno));
		/* Out of descriptors, and it will be so again. */
		all->limit = all->count > 0 ? all->count : 1;
		return false;
	}
	c = connection_new(fd);
	c->at = all->count;
	all->list[all->count++] = c;
	return true;
}

/* What a connection may tell now. That it hung up is always told. */
static struct pollfd
wish(const struct connection *c)
{
	struct pollfd fd = { .fd = connection_fd(c) };

	if (c->state == CONNECTION_IDLE)
		fd.events = POLLIN;
	else if (c->state != CONNECTION_QUEUED)
		fd.fd = -1; /* it is found out when the answer is sent */
	return fd;
}

static void
queue_last(struct connections *all, struct connection *c)
{
	c->state = CONNECTION_QUEUED;
	TAILQ_INSERT_TAIL(&all->queue, c, queue);
}

static void
take_in(struct connections *all, struct connection *c, short events)
{
	/*
	 * Hung up: nginx rested it long enough, or the client left. Nobody
	 * would read an answer.
	 */
	if ((events & ~POLLIN) != 0 ||
	    !connection_read(c, all->service, all->began_at)) {
		end(all, c);
		return;
	}
	queue_last(all, c);
}

bool
connections_wait(struct connections *all, int listen_fd, struct pollfd also,
    int timeout, const sigset_t *mask)
{
	struct pollfd fds[CONNECTIONS_MAX + 2];
	struct timespec limit = { .tv_sec = timeout / 1000,
		.tv_nsec = timeout % 1000 * 1000000L };
	size_t i, count = all->count;

	for (i = 0; i < count; i++)
		fds[i] = wish(all->list[i]);
	fds[count] = also;
	fds[count + 1] = (struct pollfd){ .fd = listen_fd, .events = POLLIN };
	if (!connections_have_room(all))
		fds[count + 1].fd = -1;
	if (ppoll(fds, count + 2, timeout < 0 ? NULL : &limit, mask) <= 0)
		return false;
	/* From the end, since whoever ends gives its place to the last. */
	for (i = count; i > 0; i--)
		if (fds[i - 1].revents != 0)
			take_in(all, all->list[i - 1], fds[i - 1].revents);
	if (fds[count + 1].revents != 0)
		connections_accept(all, listen_fd);
	return fds[count].revents != 0;
}

struct connection *
connections_first(const struct connections *all)
{
	return TAILQ_FIRST(&all->queue);
}

/* Where it goes now that its turn is over. */
static void
put_back(
    struct connections *all, struct connection *c, enum connection_end left)
{
	if (left == CONNECTION_KEPT)
		c->state = CONNECTION_IDLE;
	else if (left == CONNECTION_AGAIN)
		queue_last(all, c);
	else
		end(all, c);
}

void
connections_answer(struct connections *all, struct connection *c)
{
	enum connection_end left;

	TAILQ_REMOVE(&all->queue, c, queue);
	c->state = CONNECTION_SERVED;
	left = connection_answer(c);
	if (left == CONNECTION_HAS_JOB) {
		c->state = CONNECTION_PARKED;
		if (hasher_start(c->x.job, c))
			return;
		left = connection_refuse(c);
	}
	put_back(all, c, left);
}

void
connections_unpark(struct connections *all)
{
	struct connection *c;

	while ((c = hasher_next()) != NULL) {
		connection_resume(c);
		if (c->x.job->state == JOB_DONE)
			queue_last(all, c);
		else
			put_back(all, c, connection_refuse(c));
	}
}

void
connections_answer_ready(struct connections *all)
{
	struct connection *c, *next;

	for (c = TAILQ_FIRST(&all->queue); c != NULL; c = next) {
		next = TAILQ_NEXT(c, queue);
		if (connection_is_local(c) || clock_now() > c->begin_by)
			connections_answer(all, c);
	}
}
