/* SPDX-License-Identifier: MIT */
#ifndef DOOR_SMTP_WIRE_H
#define DOOR_SMTP_WIRE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

/* What the relay was last told, and so what its next answer is about. */
enum smtp_phase {
	SMTP_CONNECT,
	SMTP_GREETING,
	SMTP_EHLO,
	SMTP_STARTTLS,
	SMTP_AUTH,
	SMTP_MAIL,
	SMTP_RCPT,
	SMTP_DATA,
	SMTP_DOT
};

enum { SMTP_LINE_BYTES = 1024, SMTP_ANSWER_BYTES = 400 };

/*
 * One connection as seen from the wire. Zero, with the first two members
 * set, is before it.
 */
struct smtp_wire {
	bool must_use_tls;
	bool must_log_in;
	bool has_tls; /* set by who starts it */
	bool is_logged_in;
	bool is_quitting;
	enum smtp_phase phase;
	/* The answer that is coming in, its lines made one. */
	char answer[SMTP_ANSWER_BYTES];
	bool is_whole;
	int code;
	char line[SMTP_LINE_BYTES];
	size_t line_len;
};

/* A new connection stands; the relay speaks first. */
void smtp_wire_begin(struct smtp_wire *);

/* The relay said this. NULL: fine; else why the session must end here. */
const char *
smtp_wire_hear(struct smtp_wire *, const char *data, size_t len) MUST_CHECK;

/*
 * This command is about to leave. NULL: let it; else why the session must
 * end before it does.
 */
const char *
smtp_wire_speak(struct smtp_wire *, const char *data, size_t len) MUST_CHECK;

/* "EHLO", "the final dot"; for people. */
const char *smtp_phase_name(enum smtp_phase);

#endif
