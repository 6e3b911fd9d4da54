/* SPDX-License-Identifier: MIT */
#ifndef MAIL_OUTBOX_H
#define MAIL_OUTBOX_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct config;
struct json;
struct pg;

/* The mailer's calls to the database. What they give is the arena's. */

/* Make the connection object that the others take. */
struct pg *outbox_new(const struct config *);

/*
 * The ids of organizations with mail due, a list, at most limit, behind
 * `after` in order (NULL: from the first). NULL: the database is away.
 */
const struct json *outbox_due(
    struct pg *, const char *after, long limit, struct arena *) MUST_CHECK;

/*
 * Lease a batch of an organization's mails for two minutes. NULL: the
 * database is away.
 */
const struct json *outbox_lease(
    struct pg *, const char *organization_id, struct arena *) MUST_CHECK;

/* What became of a leased mail; see mail_result. error may be NULL. */
struct outbox_result {
	const char *organization_id;
	const char *id;
	const char *lease_id;
	const char *outcome; /* sent, failed, deferred */
	const char *error;
	bool is_alone;
};

/* False: it is not stored; try again. */
bool outbox_mark(
    struct pg *, const struct outbox_result *, struct arena *) MUST_CHECK;

/* Give back mails that were not tried; ids: an array. False: try again. */
bool outbox_return(struct pg *, const char *organization_id,
    const char *lease_id, const char *ids, struct arena *) MUST_CHECK;

/* Delete what is past its time. True: there may be more. */
bool outbox_clean(struct pg *, struct arena *) MUST_CHECK;

#endif
