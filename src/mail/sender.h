/* SPDX-License-Identifier: MIT */
#ifndef MAIL_SENDER_H
#define MAIL_SENDER_H

#include <stdint.h>

#include "base/attr.h"

struct json;
struct mailer;

/* What a sender says of one mail of its batch. */
enum sender_event {
	SENDER_BEGUN, /* MAIL is on its way to the relay */
	SENDER_SENT,
	SENDER_FAILED,
	SENDER_DEFERRED,
	SENDER_TROUBLE /* as deferred, and it is about the relay or us */
};

/* One write(2), below PIPE_BUF, so that it comes whole or not at all. */
struct sender_word {
	uint32_t mail; /* counted from 0 */
	uint32_t event;
	char words[496]; /* the server's, or what went wrong */
};

/*
 * Send a batch, which mail_lease gave, in one session, and say each word on
 * it at once through fd. The first mail that is not plainly sent ends it, and
 * so does half of mail.batch_timeout; what then has had no word was not
 * tried. Runs in a process of its own, which ends with it or by alarm(2).
 */
void
sender_run(const struct mailer *, const struct json *batch, int fd) NORETURN;

#endif
