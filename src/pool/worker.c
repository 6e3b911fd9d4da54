/* SPDX-License-Identifier: MIT */
/*
 * One worker: a loop over the listening socket and the connections that
 * nginx keeps open. It makes one call at a time; while the database takes
 * long over one, it reads on, answers what needs no database, and refuses
 * what has waited too long, so that no client waits for the sum of others.
 * Signals arrive only between requests, so that none cuts a read short.
 */
#include "pool/worker.h"

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <unistd.h>

#include "api/exchange.h"
#include "base/clock.h"
#include "base/log.h"
#include "door/fcgi.h"
#include "door/pg.h"
#include "pool/connection.h"
#include "pool/connections.h"
#include "pool/hasher.h"
#include "pool/shared.h"

enum {
	PEER_TIMEOUT = 5,    /* seconds; nginx sends requests whole */
	OPEN_TIMEOUT = 2000, /* ms for the database, before the first */
	/*
	 * A call that takes longer than this (ms) lets others in. Most take
	 * less than one: those pay nothing for it.
	 */
	PATIENCE = 50,
	INTERVAL = 20,	/* ms; then others are looked after */
	TAKEN_OVER = 8, /* new connections in each interval */
};

struct worker {
	int listen_fd; /* -1: accepts no more */
	struct pg *pg;
	struct connections *connections;
	int64_t drain_until; /* 0: not draining */
};

static volatile sig_atomic_t stop_signal;

static void
note_signal(int number)
{
	stop_signal = number;
}

static void
set_signals(sigset_t *waiting)
{
	struct sigaction note = { .sa_handler = note_signal };

	sigaction(SIGTERM, &note, NULL);
	sigaction(SIGQUIT, &note, NULL);
	signal(SIGPIPE, SIG_IGN);
	sigprocmask(SIG_BLOCK, NULL, waiting);
	sigdelset(waiting, SIGTERM);
	sigdelset(waiting, SIGQUIT);
}

/* ---- while the database takes long ---- */

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* The milliseconds until then. */
static int
until(int64_t moment)
{
	int64_t left = moment - clock_now();

	return left > 0 ? (int)left : 0;
}

/*
 * Take over some whom no idle worker took in all this time, as one would at
 * once: then all are busy.
 */
static void
accept_left_over(struct worker *w)
{
	int i;

	for (i = 0; i < TAKEN_OVER && w->listen_fd >= 0; i++)
		if (!connections_accept(w->connections, w->listen_fd))
			break;
}

/* How this process waits for the database: see pg_set_wait. */
static bool
wait_for_database(void *arg, int fd, short events, int64_t deadline)
{
	const struct pollfd database = { .fd = fd, .events = events };
	struct worker *w = arg;
	int64_t look = clock_now() + PATIENCE;
	struct pollfd fds = database;

	if (poll(&fds, 1, until(earlier(look, deadline))) > 0)
		return true;
	while (clock_now() < deadline) {
		if (clock_now() >= look) {
			accept_left_over(w);
			look = clock_now() + INTERVAL;
		}
		connections_answer_ready(w->connections);
		if (connections_wait(w->connections, -1, database,
			until(earlier(look, deadline)), NULL))
			return true;
	}
	return false;
}

/* ---- draining ---- */

static void
stop_accepting(struct worker *w)
{
	if (w->listen_fd >= 0)
		close(w->listen_fd);
	w->listen_fd = -1;
}

static void
drain(struct worker *w)
{
	if (w->drain_until == 0) {
		w->drain_until = clock_now() + DRAIN_SECONDS * 1000;
		log_debug("event=draining connections=%zu",
		    connections_count(w->connections));
		if (stop_signal == SIGTERM)
			stop_accepting(w);
	}
	while (w->listen_fd >= 0 && connections_have_room(w->connections))
		if (!connections_accept(w->connections, w->listen_fd))
			stop_accepting(w);
}

static bool
is_drained(const struct worker *w)
{
	bool is_empty =
	    connections_count(w->connections) == 0 && w->listen_fd < 0;

	return w->drain_until != 0 &&
	    (is_empty || clock_now() >= w->drain_until);
}

/* ---- the loop ---- */

static void
serve_queue(struct worker *w)
{
	size_t turns = connections_count(w->connections);
	struct connection *c;

	/* Bounded, since others are taken in while one is served. */
	while (turns-- > 0 && (c = connections_first(w->connections)) != NULL) {
		pg_set_deadline(w->pg, c->deadline);
		connections_answer(w->connections, c);
	}
}

static void
serve(struct worker *w, const sigset_t *waiting)
{
	const struct pollfd jobs = { .fd = hasher_fd(), .events = POLLIN };
	int timeout;

	while (!is_drained(w)) {
		timeout = w->drain_until != 0 ? 1000 : -1;
		if (connections_first(w->connections) != NULL)
			timeout = 0;
		if (connections_wait(
			w->connections, w->listen_fd, jobs, timeout, waiting))
			connections_unpark(w->connections);
		serve_queue(w);
		if (stop_signal != 0)
			drain(w);
	}
}

void
worker_run(int listen_fd, int ready_fd, const struct service *service)
{
	struct worker w = { .listen_fd = listen_fd,
		.pg = service->pg,
		.connections = connections_new(service) };
	sigset_t waiting;

	set_signals(&waiting);
	fcgi_init(PEER_TIMEOUT);
	hasher_init(shared_slots_fd());
	pg_set_wait(w.pg, wait_for_database, &w);
	pg_set_deadline(w.pg, clock_now() + OPEN_TIMEOUT);
	if (pg_open(w.pg) < 0)
		log_warn("event=started_without_database");
	if (ready_fd >= 0 && write(ready_fd, "", 1) == 1)
		close(ready_fd);
	serve(&w, &waiting);
	connections_free(w.connections);
	pg_free(w.pg);
}
