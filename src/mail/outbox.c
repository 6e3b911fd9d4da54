/* SPDX-License-Identifier: MIT */
/* The procedures that the mailer calls, each in the words of C. */
#include "mail/outbox.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/config.h"
#include "door/json.h"
#include "door/pg.h"

enum { CALL_TIMEOUT = 5000 }; /* ms */

/*
 * A batch: long enough that connecting and greeting weigh little, short
 * enough that a session soon makes room for another organization's.
 */
#define BATCH_MAILS "50"
#define LEASE_SECONDS "120"
#define CLEAN_ROWS "1000"

enum procedure { DUE, LEASE, RESULT, RETURN, CLEAN };

static const struct pg_procedure procedures[] = {
	[DUE] = { "mail_due", PG_ARGUMENTS("after", "page_limit") },
	[LEASE] = { "mail_lease",
	    PG_ARGUMENTS("organization_id", "page_limit", "lease_seconds") },
	[RESULT] = { "mail_result",
	    PG_ARGUMENTS("organization_id", "outbox_id", "lease_id", "outcome",
		"error", "is_alone") },
	[RETURN] = { "mail_return",
	    PG_ARGUMENTS("organization_id", "lease_id", "outbox_ids") },
	[CLEAN] = { "mail_clean", PG_ARGUMENTS("page_limit") },
};

struct pg *
outbox_new(const struct config *config)
{
	struct pg *pg = pg_new(config->database_mail_url,
	    config->database_schema, config->database_prepare);

	pg_set_procedures(pg, procedures, COUNT_OF(procedures));
	return pg;
}

/* The body of the answer, "" for none; NULL: the call did not come through. */
static const char *
call(struct pg *pg, enum procedure procedure, const char *const *values,
    struct arena *arena)
{
	struct pg_reply reply;

	pg_set_deadline(pg, clock_now() + CALL_TIMEOUT);
	if (pg_call(pg, &procedures[procedure], values, arena, "-", &reply) !=
	    PG_DONE)
		return NULL;
	return reply.body == NULL ? "" : reply.body;
}

static const struct json *
call_for_json(struct pg *pg, enum procedure procedure,
    const char *const *values, struct arena *arena)
{
	const char *body = call(pg, procedure, values, arena), *wrong;
	const struct json *json;

	if (body == NULL)
		return NULL;
	json = json_parse(arena, body, strlen(body), &wrong);
	if (json == NULL)
		log_error("event=bad_reply call=%s error=\"%s\"",
		    procedures[procedure].name, wrong);
	return json;
}

const struct json *
outbox_due(struct pg *pg, const char *after, long limit, struct arena *arena)
{
	const char *values[] = { after, arena_printf(arena, "%ld", limit) };

	return call_for_json(pg, DUE, values, arena);
}

const struct json *
outbox_lease(struct pg *pg, const char *organization_id, struct arena *arena)
{
	const char *values[] = { organization_id, BATCH_MAILS, LEASE_SECONDS };

	return call_for_json(pg, LEASE, values, arena);
}

bool
outbox_mark(
    struct pg *pg, const struct outbox_result *result, struct arena *arena)
{
	const char *values[] = { result->organization_id, result->id,
		result->lease_id, result->outcome, result->error,
		result->is_alone ? "true" : "false" };

	return call(pg, RESULT, values, arena) != NULL;
}

bool
outbox_return(struct pg *pg, const char *organization_id, const char *lease_id,
    const char *ids, struct arena *arena)
{
	const char *values[] = { organization_id, lease_id, ids };

	return call(pg, RETURN, values, arena) != NULL;
}

bool
outbox_clean(struct pg *pg, struct arena *arena)
{
	const char *values[] = { CLEAN_ROWS };
	const struct json *body = call_for_json(pg, CLEAN, values, arena);
	const struct json *deleted = json_member(body, "deleted");

	return deleted != NULL && strcmp(deleted->text, "0") != 0;
}
