/* SPDX-License-Identifier: MIT */
#ifndef DOOR_PG_H
#define DOOR_PG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

struct arena;
struct buf;
struct pg;

/*
 * A procedure and the names of the arguments that a call gives it. Every one
 * answers a row of the SQL type `reply`. Its name is also that of the
 * prepared statement.
 */
struct pg_procedure {
	const char *name;
	const char *const *arguments;
	size_t count;
};

/* The last two members, where they are written down. */
#define PG_ARGUMENTS(...) \
	(const char *const[]){ __VA_ARGS__ }, \
	    COUNT_OF(((const char *const[]){ __VA_ARGS__ }))

/* The row; NULL where SQL said null. The arena given to pg_call owns it. */
struct pg_reply {
	const char *code; /* NULL: done; else a problem's code or an outcome */
	const char *body; /* JSON */
	const char *id;
	const char *revision;
	const char *next_cursor;
};

enum pg_outcome {
	PG_DONE,   /* the procedure answered; a raised refusal counts as one */
	PG_LOCKED, /* others held a row for too long: nothing was done */
	PG_UNAVAILABLE, /* no server, or too slow: what it did is unknown */
	PG_FAILED	/* the server said an error that should not be */
};

/*
 * Make a connection object; nothing is opened until it is needed. url is a
 * libpq URI or key=value string, schema the name of the one schema; both must
 * outlive it. should_prepare: keep prepared statements (not behind PgBouncer
 * in transaction mode).
 */
struct pg *pg_new(const char *url, const char *schema, bool should_prepare);
void pg_free(struct pg *);

/*
 * Name the procedures whose calls are prepared as soon as a connection opens,
 * so that a schema that does not fit is found then. They must outlive pg.
 */
void pg_set_procedures(struct pg *, const struct pg_procedure *, size_t count);

/*
 * From now on no call waits past this moment (of clock_now);
 * one that would is PG_UNAVAILABLE and its connection is dropped.
 */
void pg_set_deadline(struct pg *, int64_t deadline);

/*
 * How pg waits: until fd is ready for events (poll's) or the deadline passes;
 * true: it is ready. It may look after other things, but make no call.
 */
typedef bool (*pg_wait)(void *arg, int fd, short events, int64_t deadline);

/* Wait that way instead of in poll(2). */
void pg_set_wait(struct pg *, pg_wait, void *arg);

/*
 * Open the connection if it is not. -1: unavailable; for a second after a
 * failure it is that at once, so that a stalled server holds up one request
 * and not the queue behind it.
 */
int pg_open(struct pg *) MUST_CHECK;

/*
 * Make one call, with a value (or NULL) for each argument. Failures are
 * logged under who.
 */
enum pg_outcome
pg_call(struct pg *, const struct pg_procedure *, const char *const *values,
    struct arena *, const char *who, struct pg_reply *) MUST_CHECK;

/* `begin`, `commit` and `rollback`. */
enum pg_outcome pg_begin(struct pg *, const char *who) MUST_CHECK;
enum pg_outcome pg_commit(struct pg *, const char *who) MUST_CHECK;
void pg_rollback(struct pg *, const char *who);

/* True if the transaction can only be rolled back, or is lost. */
bool pg_has_aborted(const struct pg *);

/*
 * For installing only: run a script of many statements, without a deadline.
 * NULL: done; else the server's words, the arena's.
 */
const char *
pg_script(struct pg *, const char *script, struct arena *) MUST_CHECK;

/* For installing only: the one text a query without parameters gives. */
const char *pg_value(struct pg *, const char *query, struct arena *,
    const char **error) MUST_CHECK;

/*
 * The part of a libpq URL: "user", "dbname", "password", the arena's. NULL:
 * not said, or no URL.
 */
const char *pg_url_part(const char *url, const char *part, struct arena *);

/*
 * What is wrong with a libpq URL, the arena's, in words without its password.
 * NULL: libpq takes it.
 */
const char *pg_url_fault(const char *url, struct arena *) MUST_CHECK;

/* Quote a name for SQL: usher -> "usher". */
char *pg_quote_name(struct arena *, const char *name);

/* Quote a text for SQL (standard_conforming_strings, the default). */
char *pg_quote_text(struct arena *, const char *text);

/*
 * Write an array as SQL's text, {"a","b"}: add each element to a buffer that
 * was empty, then end it; gives the buffer's text.
 */
void pg_array_add(struct buf *, const char *text);
const char *pg_array_end(struct buf *);

/* The SQLSTATE of the last error, or "" for none. */
const char *pg_last_state(const struct pg *);

#endif
