/* SPDX-License-Identifier: MIT */
/* What goes to and fro: every wait has a deadline. */
#include "door/pg_inner.h"

#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>

#include "base/arena.h"
#include "base/clock.h"

bool
pg_wait_in_poll(void *arg, int fd, short events, int64_t deadline)
{
	struct pollfd fds = { .fd = fd, .events = events };
	int64_t left;
	int ready;

	(void)arg;
	do {
		left = deadline - clock_now();
		if (left <= 0)
			return false;
		ready = poll(&fds, 1, left > 1000 ? 1000 : (int)left);
	} while (ready == 0 || (ready < 0 && errno == EINTR));
	return ready > 0;
}

/* Wait until the socket can be read (or written). -1: the deadline passed. */
static int
wait_socket(struct pg *pg, short events, int64_t deadline)
{
	bool is_ready =
	    pg->wait(pg->wait_arg, PQsocket(pg->conn), events, deadline);

	return is_ready ? 0 : -1;
}

int
pg_finish_connecting(struct pg *pg, int64_t deadline)
{
	PostgresPollingStatusType next = PGRES_POLLING_WRITING;

	while (next != PGRES_POLLING_OK) {
		if (next == PGRES_POLLING_FAILED ||
		    wait_socket(pg,
			next == PGRES_POLLING_READING ? POLLIN : POLLOUT,
			deadline) < 0)
			return -1;
		next = PQconnectPoll(pg->conn);
	}
	return 0;
}

/* Send what is queued; what the server says meanwhile is taken in. */
static int
flush(struct pg *pg)
{
	int left;

	while ((left = PQflush(pg->conn)) == 1) {
		if (wait_socket(pg, POLLIN | POLLOUT, pg->deadline) < 0 ||
		    PQconsumeInput(pg->conn) == 0)
			return -1;
	}
	return left;
}

PGresult *
pg_receive(struct pg *pg)
{
	PGresult *result = NULL, *next;

	if (flush(pg) < 0)
		return NULL;
	for (;;) {
		while (PQisBusy(pg->conn)) {
			if (wait_socket(pg, POLLIN, pg->deadline) < 0 ||
			    PQconsumeInput(pg->conn) == 0) {
				PQclear(result);
				return NULL;
			}
		}
		if ((next = PQgetResult(pg->conn)) == NULL)
			return result;
		/* The first failure is the cause of those behind it. */
		if (result != NULL &&
		    PQresultStatus(result) == PGRES_FATAL_ERROR) {
			PQclear(next);
			continue;
		}
		PQclear(result);
		result = next;
	}
}

const char *
pg_field(const PGresult *result, int column, struct arena *arena)
{
	if (PQgetisnull(result, 0, column))
		return NULL;
	return arena_copy(arena, PQgetvalue(result, 0, column),
	    (size_t)PQgetlength(result, 0, column));
}
