/* SPDX-License-Identifier: MIT */
#ifndef DOOR_PG_INNER_H
#define DOOR_PG_INNER_H

#include "door/pg.h"

/*
 * Behind the door to libpq; for its own files alone. libpq's types stand by
 * their tags, so that nobody needs its header for this one.
 */
struct pg_conn;
struct pg_result;

struct pg {
	struct pg_conn *conn; /* NULL: none is open */
	const char *url;
	const char *schema;
	bool should_prepare;
	const struct pg_procedure *procedures;
	size_t count;
	int64_t deadline;
	int64_t rest_until; /* no attempt to open before */
	pg_wait wait;
	void *wait_arg;
	char state[6];
	bool is_ending; /* the server has said farewell */
};

/* How pg waits unless it is told otherwise: see pg_set_wait. */
bool pg_wait_in_poll(void *arg, int fd, short events, int64_t deadline);

/* Drive the handshake of a connection begun. -1: refused, or late. */
int pg_finish_connecting(struct pg *, int64_t deadline) MUST_CHECK;

/*
 * The last result of what was sent, for the caller to clear. NULL: the
 * connection or the time ended.
 */
struct pg_result *pg_receive(struct pg *) MUST_CHECK;

/* A column of the only row, the arena's; NULL for null. */
const char *pg_field(const struct pg_result *, int column, struct arena *);

/* Close the connection; the next call opens another. */
void pg_drop(struct pg *);

/* Remember the SQLSTATE of a result; "" for none. */
void pg_note_state(struct pg *, const struct pg_result *);

/*
 * Log a failure, drop a session that is lost, say which of the three it is.
 * who and what: the request's id and the call.
 */
enum pg_outcome pg_fail(
    struct pg *, const struct pg_result *, const char *who, const char *what);

/* The length of a message of libpq's without the newline that ends it. */
size_t pg_message_length(const char *message);

#endif
