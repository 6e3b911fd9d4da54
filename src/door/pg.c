/* SPDX-License-Identifier: MIT */
/*
 * The door to libpq: one connection, every wait bounded by a deadline, no
 * PGresult past the files of this name. It knows procedures and the row they
 * answer, not what they mean.
 */
#include "door/pg.h"

#include <libpq-fe.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "door/pg_inner.h"

enum {
	CONNECT_TIMEOUT = 2000,	   /* ms */
	REST_AFTER_FAILURE = 1000, /* ms */
};

/* A refusal that had to undo what it wrote is raised under this state. */
static const char raised_refusal[] = "US001";

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
	pg->wait = pg_wait_in_poll;
	return pg;
}

void
pg_set_wait(struct pg *pg, pg_wait wait, void *arg)
{
	pg->wait = wait;
	pg->wait_arg = arg;
}

void
pg_free(struct pg *pg)
{
	if (pg == NULL)
		return;
	pg_drop(pg);
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
	result = pg_receive(pg);
	if (PQresultStatus(result) == PGRES_COMMAND_OK)
		done = 0;
	else
		pg_fail(pg, result, "-", procedure->name);
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

int
pg_open(struct pg *pg)
{
	int64_t now = clock_now(), deadline = now + CONNECT_TIMEOUT;
	const char *words;

	if (is_open(pg))
		return 0;
	pg_drop(pg);
	if (now < pg->rest_until)
		return -1;
	if (deadline > pg->deadline)
		deadline = pg->deadline;
	if ((pg->conn = PQconnectStart(pg->url)) == NULL)
		fatal("event=out_of_memory call=PQconnectStart");
	pg->is_ending = false;
	PQsetNoticeReceiver(pg->conn, note_farewell, pg);
	if (PQstatus(pg->conn) != CONNECTION_BAD &&
	    pg_finish_connecting(pg, deadline) == 0 &&
	    PQsetnonblocking(pg->conn, 1) == 0 && prepare_all(pg) == 0)
		return 0;
	words = pg->conn == NULL ? "see above" : PQerrorMessage(pg->conn);
	log_error("event=database_unavailable call=connect message=\"%.*s\"",
	    (int)pg_message_length(words), words);
	pg_drop(pg);
	pg->rest_until = clock_now() + REST_AFTER_FAILURE;
	return -1;
}

static bool
read_refusal(struct pg *pg, const PGresult *result, struct arena *arena,
    struct pg_reply *reply)
{
	const char *detail;

	pg_note_state(pg, result);
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
		result = pg_receive(pg);
	if (PQresultStatus(result) == PGRES_TUPLES_OK &&
	    PQntuples(result) == 1 && PQnfields(result) == 5) {
		reply->code = pg_field(result, 0, arena);
		reply->body = pg_field(result, 1, arena);
		reply->id = pg_field(result, 2, arena);
		reply->revision = pg_field(result, 3, arena);
		reply->next_cursor = pg_field(result, 4, arena);
	} else if (!read_refusal(pg, result, arena, reply)) {
		outcome = pg_fail(pg, result, who, procedure->name);
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
	result = PQsendQuery(pg->conn, text) == 0 ? NULL : pg_receive(pg);
	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		outcome = pg_fail(pg, result, who, text);
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
		pg_drop(pg);
}

bool
pg_has_aborted(const struct pg *pg)
{
	return pg->conn == NULL ||
	    PQtransactionStatus(pg->conn) != PQTRANS_INTRANS;
}
