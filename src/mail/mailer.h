/* SPDX-License-Identifier: MIT */
#ifndef MAIL_MAILER_H
#define MAIL_MAILER_H

struct config;
struct ring;
struct templates;

/* What the mailer works with. */
struct mailer {
	const struct config *config;
	const struct ring *ring;
	const struct templates *templates;
	int wake_fd;			   /* an eventfd: there may be mail */
	void (*set_trouble)(const char *); /* of the relay; NULL: none */
};

/*
 * Send what the outbox holds until SIGTERM or SIGQUIT, which must be blocked
 * when this is called: then lease no more, wait for the sessions under way,
 * and return.
 */
void mailer_run(const struct mailer *);

#endif
