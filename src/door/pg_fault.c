/* SPDX-License-Identifier: MIT */
/* What went wrong, by its SQLSTATE, and what that means for the session. */
#include "door/pg_inner.h"

#include <libpq-fe.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"

void
pg_drop(struct pg *pg)
{
	PQfinish(pg->conn);
	pg->conn = NULL;
}

size_t
pg_message_length(const char *message)
{
	size_t len = strlen(message);

	while (len > 0 && message[len - 1] == '\n')
		len--;
	return len;
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

/* What an operator may do about it, as the end of a line of the log. */
static const char *
hint(const struct pg *pg)
{
	/* What is called is not there, or takes other arguments. */
	static const char *const absent[] = { "3F", "42883", NULL };
	/* A statement of another's is there, or ours is somewhere else. */
	static const char *const pooled[] = { "26000", "42P05", NULL };

	return has_state(pg, absent) ? " hint=\"usher db status\""
	    : has_state(pg, pooled)  ? " hint=\"database.prepare = no\""
				     : "";
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

void
pg_note_state(struct pg *pg, const PGresult *result)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

	memset(pg->state, 0, sizeof(pg->state));
	if (state != NULL)
		memcpy(pg->state, state, strnlen(state, 5));
}

enum pg_outcome
pg_fail(
    struct pg *pg, const PGresult *result, const char *who, const char *what)
{
	const char *words = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	enum pg_outcome outcome;

	pg_note_state(pg, result);
	outcome = is_locked(pg) ? PG_LOCKED
	    : is_passing(pg)	? PG_UNAVAILABLE
				: PG_FAILED;
	if (words == NULL)
		words = clock_now() >= pg->deadline ? "no answer in time"
						    : "connection lost";
	log_error("event=database_%s request=%s call=%s sqlstate=%s "
		  "message=\"%s\"%s",
	    outcome == PG_FAILED ? "failed" : "unavailable", who, what,
	    pg->state, words, hint(pg));
	if (is_lost(pg))
		pg_drop(pg);
	return outcome;
}

const char *
pg_last_state(const struct pg *pg)
{
	return pg->state;
}
