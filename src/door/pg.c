/* SPDX-License-Identifier: MIT */
/*
 * The door to libpq: one connection, every wait bounded by a deadline, no
 * PGresult past this file. It knows procedures and the row they answer, not
 * what they mean.
 */
#include "door/pg.h"

#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"

enum {
	CONNECT_TIMEOUT = 2000,	   /* ms */
	REST_AFTER_FAILURE = 1000, /* ms */
};

/* A refusal that had to undo what it wrote is raised under this state. */
static const char raised_refusal[] = "US001";

struct pg {
	PGconn *conn;
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

/* Without the newline that ends each of libpq's own messages. */
static size_t
length_of(const char *message)
{
	size_t len = strlen(message);

	while (len > 0 && message[len - 1] == '\n')
		len--;
	return len;
}

static const char *
copy_message(struct arena *arena, const char *message)
{
	return arena_copy(arena, message, length_of(message));
}

static bool
wait_in_poll(void *arg, int fd, short events, int64_t deadline)
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

struct pg *
pg_new(const char *url, const char *schema, bool should_prepare)
{
	struct pg *pg = calloc(1, sizeof(*pg));

	if (pg == NULL)
		fatal("event=out_of_memory bytes=%zu", sizeof(*pg));
	pg->url = url;
	pg->schema = schema;
	pg->should_prepare = should_prepare;
	pg->deadline = INT64_MAX;
	pg->wait = wait_in_poll;
	return pg;
}

void
pg_set_wait(struct pg *pg, pg_wait wait, void *arg)
{
	pg->wait = wait;
	pg->wait_arg = arg;
}

static void
drop(struct pg *pg)
{
	PQfinish(pg->conn);
	pg->conn = NULL;
}

void
pg_free(struct pg *pg)
{
	if (pg == NULL)
		return;
	drop(pg);
	free(pg);
}

void
pg_set_procedures(
    struct pg *pg, const struct pg_procedure *procedures, size_t count)
{
	pg->procedures = procedures;
	pg->count = count;
}

void
pg_set_deadline(struct pg *pg, int64_t deadline)
{
	pg->deadline = deadline;
}

const char *
pg_last_state(const struct pg *pg)
{
	return pg->state;
}

/* Wait until the socket can be read (or written). -1: the deadline passed. */
static int
wait_socket(struct pg *pg, short events, int64_t deadline)
{
	bool is_ready =
	    pg->wait(pg->wait_arg, PQsocket(pg->conn), events, deadline);

	return is_ready ? 0 : -1;
}

/* Of what a server says beside its answers only a farewell matters. */
static void
note_farewell(void *arg, const PGresult *result)
{
	const char *severity =
	    PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
	struct pg *pg = arg;

	if (severity != NULL && strcmp(severity, "FATAL") == 0)
		pg->is_ending = true;
}

/* Drive the handshake. -1: refused, or late. */
static int
finish_connecting(struct pg *pg, int64_t deadline)
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

/* The last result of what was sent. NULL: the connection or the time ended. */
static PGresult *
receive(struct pg *pg)
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

static bool
has_state(const struct pg *pg, const char *const *states)
{
	for (; *states != NULL; states++)
		if (strncmp(pg->state, *states, strlen(*states)) == 0)
			return true;
	return false;
}

/*
 * Whether an error means that the server cannot serve now: gone, stopping,
 * full, stalled behind a lock, a standby, or not installed yet.
 */
static bool
is_passing(const struct pg *pg)
{
	static const char *const states[] = { "08", "25006", "3F", "40",
		"42501", "42883", "53", "55P03", "57", "58", NULL };

	return pg->state[0] == '\0' || has_state(pg, states);
}

/* Whether others were in the way, and all that was begun is undone. */
static bool
is_locked(const struct pg *pg)
{
	static const char *const states[] = { "40001", "40P01", "55P03", NULL };

	return has_state(pg, states);
}

/* After these the session itself is of no use. */
static bool
is_lost(const struct pg *pg)
{
	static const char *const states[] = { "08", "25006", "57P0", "58",
		NULL };

	return pg->conn == NULL || PQstatus(pg->conn) == CONNECTION_BAD ||
	    pg->state[0] == '\0' || has_state(pg, states);
}

static void
note_state(struct pg *pg, const PGresult *result)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

	memset(pg->state, 0, sizeof(pg->state));
	if (state != NULL)
		memcpy(pg->state, state, strnlen(state, 5));
}

/* Log a failure, drop a session that is lost, say which of the two it is. */
static enum pg_outcome
fail(struct pg *pg, const PGresult *result, const char *who, const char *what)
{
	const char *words = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	enum pg_outcome outcome;

	note_state(pg, result);
	outcome = is_locked(pg) ? PG_LOCKED
	    : is_passing(pg)	? PG_UNAVAILABLE
				: PG_FAILED;
	if (words == NULL)
		words = clock_now() >= pg->deadline ? "no answer in time"
						    : "connection lost";
	log_error("event=database_%s request=%s call=%s sqlstate=%s "
		  "message=\"%s\"",
	    outcome == PG_FAILED ? "failed" : "unavailable", who, what,
	    pg->state, words);
	if (is_lost(pg))
		drop(pg);
	return outcome;
}

/* `select … from "usher"."procedure"("argument" => $1, …)` */
static char *
call_text(const struct pg *pg, const struct pg_procedure *procedure,
    struct arena *arena)
{
	struct buf text;
	size_t i;

	buf_init(&text, arena, 0);
	buf_putf(&text,
	    "select code, body, id, revision, next_cursor from %s.%s(",
	    pg_quote_name(arena, pg->schema),
	    pg_quote_name(arena, procedure->name));
	for (i = 0; i < procedure->count; i++)
		buf_putf(&text, "%s%s => $%zu", i == 0 ? "" : ", ",
		    pg_quote_name(arena, procedure->arguments[i]), i + 1);
	buf_putc(&text, ')');
	return text.data;
}

static int
prepare(
    struct pg *pg, const struct pg_procedure *procedure, struct arena *arena)
{
	PGresult *result;
	int done = -1;

	if (PQsendPrepare(pg->conn, procedure->name,
		call_text(pg, procedure, arena), 0, NULL) == 0)
		return -1;
	result = receive(pg);
	if (PQresultStatus(result) == PGRES_COMMAND_OK)
		done = 0;
	else
		fail(pg, result, "-", procedure->name);
	PQclear(result);
	return done;
}

static int
prepare_all(struct pg *pg)
{
	struct arena *arena;
	size_t i;
	int done = 0;

	if (!pg->should_prepare)
		return 0;
	arena = arena_new();
	for (i = 0; i < pg->count && done == 0; i++)
		done = prepare(pg, &pg->procedures[i], arena);
	arena_free(arena);
	return done;
}

/*
 * Whether an idle session still stands. All that a server says unasked is
 * that it ends (or, hardly ever, a changed setting); finding that before a
 * call is sent leaves no doubt about what the call did.
 */
static bool
is_open(struct pg *pg)
{
	struct pollfd fd = { .events = POLLIN };

	if (pg->conn == NULL || PQstatus(pg->conn) != CONNECTION_OK)
		return false;
	if (PQtransactionStatus(pg->conn) != PQTRANS_IDLE)
		return true;
	/* A farewell may have come with the last answer: take it in. */
	if (PQisBusy(pg->conn) || pg->is_ending)
		return false;
	fd.fd = PQsocket(pg->conn);
	return poll(&fd, 1, 0) == 0;
}

int
pg_open(struct pg *pg)
{
	int64_t now = clock_now(), deadline = now + CONNECT_TIMEOUT;
	const char *words;

	if (is_open(pg))
		return 0;
	drop(pg);
	if (now < pg->rest_until)
		return -1;
	if (deadline > pg->deadline)
		deadline = pg->deadline;
	if ((pg->conn = PQconnectStart(pg->url)) == NULL)
		fatal("event=out_of_memory call=PQconnectStart");
	pg->is_ending = false;
	PQsetNoticeReceiver(pg->conn, note_farewell, pg);
	if (PQstatus(pg->conn) != CONNECTION_BAD &&
	    finish_connecting(pg, deadline) == 0 &&
	    PQsetnonblocking(pg->conn, 1) == 0 && prepare_all(pg) == 0)
		return 0;
	words = pg->conn == NULL ? "see above" : PQerrorMessage(pg->conn);
	log_error("event=database_unavailable call=connect message=\"%.*s\"",
	    (int)length_of(words), words);
	drop(pg);
	pg->rest_until = clock_now() + REST_AFTER_FAILURE;
	return -1;
}

static const char *
field(const PGresult *result, int column, struct arena *arena)
{
	if (PQgetisnull(result, 0, column))
		return NULL;
	return arena_copy(arena, PQgetvalue(result, 0, column),
	    (size_t)PQgetlength(result, 0, column));
}

static bool
read_refusal(struct pg *pg, const PGresult *result, struct arena *arena,
    struct pg_reply *reply)
{
	const char *detail;

	note_state(pg, result);
	if (strcmp(pg->state, raised_refusal) != 0)
		return false;
	detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
	reply->code = arena_string(
	    arena, PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
	reply->body = arena_string(arena, detail);
	return true;
}

static int
send_call(struct pg *pg, const struct pg_procedure *procedure,
    const char *const *values, struct arena *arena)
{
	int count = (int)procedure->count;

	if (pg->should_prepare)
		return PQsendQueryPrepared(
		    pg->conn, procedure->name, count, values, NULL, NULL, 0);
	return PQsendQueryParams(pg->conn, call_text(pg, procedure, arena),
	    count, NULL, values, NULL, NULL, 0);
}

enum pg_outcome
pg_call(struct pg *pg, const struct pg_procedure *procedure,
    const char *const *values, struct arena *arena, const char *who,
    struct pg_reply *reply)
{
	enum pg_outcome outcome = PG_DONE;
	PGresult *result = NULL;

	*reply = (struct pg_reply){ 0 };
	if (pg_open(pg) < 0)
		return PG_UNAVAILABLE;
	if (send_call(pg, procedure, values, arena) != 0)
		result = receive(pg);
	if (PQresultStatus(result) == PGRES_TUPLES_OK &&
	    PQntuples(result) == 1 && PQnfields(result) == 5) {
		reply->code = field(result, 0, arena);
		reply->body = field(result, 1, arena);
		reply->id = field(result, 2, arena);
		reply->revision = field(result, 3, arena);
		reply->next_cursor = field(result, 4, arena);
	} else if (!read_refusal(pg, result, arena, reply)) {
		outcome = fail(pg, result, who, procedure->name);
	}
	PQclear(result);
	return outcome;
}

static enum pg_outcome
command(struct pg *pg, const char *text, const char *who)
{
	enum pg_outcome outcome = PG_DONE;
	PGresult *result;

	if (pg_open(pg) < 0)
		return PG_UNAVAILABLE;
	result = PQsendQuery(pg->conn, text) == 0 ? NULL : receive(pg);
	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		outcome = fail(pg, result, who, text);
	PQclear(result);
	return outcome;
}

enum pg_outcome
pg_begin(struct pg *pg, const char *who)
{
	return command(pg, "begin", who);
}

enum pg_outcome
pg_commit(struct pg *pg, const char *who)
{
	return command(pg, "commit", who);
}

void
pg_rollback(struct pg *pg, const char *who)
{
	if (pg->conn != NULL && command(pg, "rollback", who) != PG_DONE)
		drop(pg);
}

bool
pg_has_aborted(const struct pg *pg)
{
	return pg->conn == NULL ||
	    PQtransactionStatus(pg->conn) != PQTRANS_INTRANS;
}

const char *
pg_script(struct pg *pg, const char *script, struct arena *arena)
{
	const char *error = NULL;
	PGresult *result;

	if (pg_open(pg) < 0)
		return "the database cannot be reached";
	result = PQsendQuery(pg->conn, script) == 0 ? NULL : receive(pg);
	note_state(pg, result);
	if (result == NULL || PQresultStatus(result) == PGRES_FATAL_ERROR)
		error = copy_message(arena,
		    result == NULL ? PQerrorMessage(pg->conn)
				   : PQresultErrorMessage(result));
	PQclear(result);
	return error;
}

const char *
pg_value(
    struct pg *pg, const char *query, struct arena *arena, const char **error)
{
	const char *value = NULL;
	PGresult *result;

	*error = "the database cannot be reached";
	if (pg_open(pg) < 0)
		return NULL;
	result = PQsendQuery(pg->conn, query) == 0 ? NULL : receive(pg);
	note_state(pg, result);
	if (PQresultStatus(result) == PGRES_TUPLES_OK) {
		*error = NULL;
		if (PQntuples(result) > 0)
			value = field(result, 0, arena);
	} else {
		*error = copy_message(arena, PQerrorMessage(pg->conn));
	}
	PQclear(result);
	return value;
}

const char *
pg_url_part(const char *url, const char *part, struct arena *arena)
{
	PQconninfoOption *options = PQconninfoParse(url, NULL), *option;
	const char *value = NULL;

	if (options == NULL)
		return NULL;
	for (option = options; option->keyword != NULL; option++)
		if (strcmp(option->keyword, part) == 0)
			value = arena_string(arena, option->val);
	PQconninfoFree(options);
	return value;
}

const char *
pg_url_fault(const char *url, struct arena *arena)
{
	char *words = NULL;
	PQconninfoOption *options = PQconninfoParse(url, &words);
	const char *fault = NULL;

	if (options == NULL)
		fault = words == NULL ? "out of memory"
				      : copy_message(arena, words);
	PQfreemem(words);
	PQconninfoFree(options);
	return fault;
}

static char *
quote(struct arena *arena, const char *text, char mark)
{
	struct buf buf;

	buf_init(&buf, arena, 0);
	buf_putc(&buf, mark);
	for (; *text != '\0'; text++) {
		if (*text == mark)
			buf_putc(&buf, mark);
		buf_putc(&buf, *text);
	}
	buf_putc(&buf, mark);
	return buf.data;
}

char *
pg_quote_name(struct arena *arena, const char *name)
{
	return quote(arena, name, '"');
}

char *
pg_quote_text(struct arena *arena, const char *text)
{
	return quote(arena, text, '\'');
}
