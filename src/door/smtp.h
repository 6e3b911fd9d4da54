/* SPDX-License-Identifier: MIT */
#ifndef DOOR_SMTP_H
#define DOOR_SMTP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

/* The relay that takes the mail. */
struct smtp_relay {
	const char *host; /* a name or an IPv4 address */
	long port;
	bool must_use_tls;    /* else no TLS at all */
	const char *ca_file;  /* NULL: the system's certificates */
	const char *user;     /* NULL: no log-in; else must_use_tls is set */
	const char *password; /* at most SMTP_PASSWORD_MAX bytes, as the user */
	int read_timeout;     /* ms for each answer */
	int dot_timeout;      /* ms for the one that takes a message over */
};

enum { SMTP_PASSWORD_MAX = 255 };

/*
 * A message and its envelope. The addresses are ASCII; the lines of data end
 * in CRLF. All must stay until the verdict.
 */
struct smtp_mail {
	const char *from;
	const char *to;
	const char *data;
	size_t len;
};

/* How a mail fared. Anything but SMTP_SENT ends the session. */
enum smtp_verdict {
	SMTP_SENT,     /* the relay took it over */
	SMTP_FAILED,   /* 5xx to RCPT, DATA or the dot: never */
	SMTP_DEFERRED, /* 4xx there, or no knowing: later */
	SMTP_TROUBLE   /* it did not come to RCPT: about the relay, or us */
};

/* Who uses a session. */
struct smtp_client {
	/* Give the next mail, NULL for none: the session ends. */
	const struct smtp_mail *(*next)(void *arg);
	/* The mail is about to be offered to the relay. */
	void (*begin)(void *arg);
	/*
	 * The word on the mail, called once for each as soon as it is known.
	 * words: the relay's, or what went wrong, made one line of UTF-8.
	 */
	void (*report)(void *arg, enum smtp_verdict, const char *words);
	void *arg;
};

/*
 * Run one session, the last thing a process of its own does: it ends there,
 * since libesmtp lets nobody stop a session that must not go on. There must
 * be a first mail. The caller bounds the time (alarm(2)): connecting and the
 * DNS have no limit here.
 */
void smtp_run(const struct smtp_relay *, const struct smtp_client *) NORETURN;

#endif
