/* SPDX-License-Identifier: MIT */
#ifndef MAIL_COMPOSE_H
#define MAIL_COMPOSE_H

#include "base/attr.h"
#include "door/smtp.h"

struct arena;
struct json;
struct mailer;
struct message;

enum compose_outcome {
	COMPOSE_DONE,
	COMPOSE_LATER, /* the operator can mend it: try again */
	COMPOSE_NEVER  /* no later try can do better */
};

/*
 * Make a mail of what mail_lease gave for it, marks and all. Anything but
 * COMPOSE_DONE: *error says why, fit for the sender of the invitation to see.
 * All is the arena's.
 */
enum compose_outcome compose(const struct mailer *, const struct json *leased,
    struct arena *, struct smtp_mail *, const char **error) MUST_CHECK;

/* The same, up to where the mail is written down. */
enum compose_outcome
compose_message(const struct mailer *, const struct json *leased,
    struct arena *, struct message *, const char **error) MUST_CHECK;

#endif
