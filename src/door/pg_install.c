/* SPDX-License-Identifier: MIT */
/* For the command line: scripts, single values, URLs; and quoting for all. */
#include "door/pg_inner.h"

#include <libpq-fe.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

static const char *
copy_message(struct arena *arena, const char *message)
{
	return arena_copy(arena, message, pg_message_length(message));
}

const char *
pg_script(struct pg *pg, const char *script, struct arena *arena)
{
	const char *error = NULL;
	PGresult *result;

	if (pg_open(pg) < 0)
		return "the database cannot be reached";
	result = PQsendQuery(pg->conn, script) == 0 ? NULL : pg_receive(pg);
	pg_note_state(pg, result);
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
	result = PQsendQuery(pg->conn, query) == 0 ? NULL : pg_receive(pg);
	pg_note_state(pg, result);
	if (PQresultStatus(result) == PGRES_TUPLES_OK) {
		*error = NULL;
		if (PQntuples(result) > 0)
			value = pg_field(result, 0, arena);
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

/*
 * How much of libpq's words to say: they end in a piece of the URL, which may
 * be the password, if that has a blank or a % as it should not stand there.
 */
static size_t
fault_length(const char *words)
{
	const char *piece = strstr(words, " after \"");

	if (piece == NULL)
		piece = strstr(words, ": \"");
	return piece == NULL ? pg_message_length(words)
			     : (size_t)(piece - words);
}

const char *
pg_url_fault(const char *url, struct arena *arena)
{
	char *words = NULL;
	PQconninfoOption *options = PQconninfoParse(url, &words);
	const char *fault = NULL;

	if (options == NULL)
		fault = words == NULL
		    ? "out of memory"
		    : arena_copy(arena, words, fault_length(words));
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

void
pg_array_add(struct buf *array, const char *text)
{
	buf_puts(array, array->len == 0 ? "{\"" : ",\"");
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			buf_putc(array, '\\');
		buf_putc(array, *text);
	}
	buf_putc(array, '"');
}

const char *
pg_array_end(struct buf *array)
{
	buf_puts(array, array->len == 0 ? "{}" : "}");
	return array->data;
}
