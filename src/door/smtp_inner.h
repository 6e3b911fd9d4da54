/* SPDX-License-Identifier: MIT */
#ifndef DOOR_SMTP_INNER_H
#define DOOR_SMTP_INNER_H

/* For the door's own files. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libesmtp.h> /* wants size_t */

#include "base/attr.h"
#include "door/smtp.h"
#include "door/smtp_wire.h"

/* One SMTP session; what it is a session for is the client's. */
struct dialogue {
	const struct smtp_relay *relay;
	const struct smtp_client *client;
	smtp_session_t esmtp;
	const struct smtp_mail *mail; /* no word on it yet; NULL: none */
	bool is_read;		      /* its data has been given out */
	smtp_message_t message;
	smtp_recipient_t recipient;
	struct smtp_wire wire;
	int64_t since;	 /* the last word of either side, ms */
	const char *why; /* it must end, where no answer says it */
};

/* Say what has become of the mail in hand, if there is one still. */
void verdict_give(struct dialogue *, enum smtp_verdict, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* The relay's answer is the verdict. */
void verdict_by_status(struct dialogue *, const smtp_status_t *);

/* The session is over, and no word has come on the mail in hand. */
void verdict_by_silence(struct dialogue *);

/* End the process before the library can say what it is about to. */
void dialogue_stop(struct dialogue *, const char *why) NORETURN;

/* Log in by PLAIN, if the relay has a user for us. */
void dialogue_set_log_in(struct dialogue *);

/* Hand the library one more mail. False: there is none. */
bool dialogue_offer_next(struct dialogue *);

#endif
