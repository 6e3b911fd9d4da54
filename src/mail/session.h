/* SPDX-License-Identifier: MIT */
#ifndef MAIL_SESSION_H
#define MAIL_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/attr.h"

struct arena;
struct json;
struct mailer;
struct parcel;
struct pg;

/*
 * One batch of one organization on its way: its sender's process, the words
 * that have come from it, and which of them are stored. Zero is none.
 */
struct session {
	struct arena *arena; /* NULL: this place is free */
	const char *organization_id;
	struct parcel *parcels; /* the mails */
	size_t count;
	size_t settled; /* how many, from the first, have had their word */
	size_t stored;	/* and how many of these are marked */
	pid_t pid;
	int fd;		/* of the pipe; -1: the sender has ended */
	bool has_begun; /* it came to MAIL once */
	/* News for whoever reads and resets them. */
	const char *trouble; /* with the relay; NULL: none */
	bool is_relay_good;  /* it has said yes or no to a mail */
};

/*
 * Start a sender for a batch that outbox_lease gave; the session owns the
 * arena from now on. -1: there is no process to be had; the session stays, to
 * give the batch back.
 */
int session_start(struct session *, const struct mailer *,
    const char *organization_id, const struct json *batch,
    struct arena *) MUST_CHECK;

/* Take what the sender has said. Never waits, but for a dead one's end. */
void session_read(struct session *);

/*
 * Store what has been said, and in the end give back what was not tried.
 * True: all is done and the place is free again; false: more is to come, or
 * the database is away.
 */
bool session_store(struct session *, struct pg *) MUST_CHECK;

#endif
