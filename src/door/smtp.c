/* SPDX-License-Identifier: MIT */
/*
 * The door to libesmtp: one session, mail after mail, each word of the relay
 * told as it arrives. It knows SMTP's answers, not what a mail says.
 *
 * The library goes on where it must not: past a refused EHLO to MAIL without
 * TLS, past a refused log-in to MAIL without one. Its monitor shows each
 * command before it leaves and each answer as it comes; watching it is how
 * such a session is ended before it has said a word too much.
 */
#include "door/smtp.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "door/idn.h"
#include "door/smtp_inner.h"
#include "door/tls.h"

/* libesmtp.h declares this only behind OpenSSL's header, which tls.c has. */
int smtp_starttls_set_ctx(smtp_session_t, struct ssl_ctx_st *);

enum { FD_MAX = 32 };

static bool
is_good(const smtp_status_t *status)
{
	return status->code >= 200 && status->code <= 299;
}

/* ---- what the library tells ---- */

static void
on_wire(const char *data, int len, int direction, void *arg)
{
	struct dialogue *d = arg;
	const char *why = NULL;
	bool was_mail = d->wire.phase >= SMTP_MAIL;

	d->since = clock_now();
	if (direction == SMTP_CB_READING)
		why = smtp_wire_hear(&d->wire, data, (size_t)len);
	else if (direction == SMTP_CB_WRITING)
		why = smtp_wire_speak(&d->wire, data, (size_t)len);
	if (why != NULL)
		dialogue_stop(d, why);
	if (d->wire.phase == SMTP_MAIL && !was_mail)
		d->client->begin(d->client->arg);
}

/*
 * A message leaves in pieces of a kilobyte; where the last is smaller, it
 * waits for the answer to the one before, which the other side holds back
 * for 40 ms. The library keeps its socket to itself, but there is no other.
 */
static void
set_no_delay(void)
{
	const int yes = 1;
	int fd;

	for (fd = 0; fd < FD_MAX; fd++)
		(void)setsockopt(
		    fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
}

static void
on_mail_or_rcpt(struct dialogue *d, const smtp_status_t *status)
{
	if (!is_good(status))
		verdict_by_status(d, status);
	else
		d->wire.phase =
		    d->wire.phase == SMTP_MAIL ? SMTP_RCPT : SMTP_DATA;
}

/*
 * Also after a lost connection; status 0 then, and what has become of the
 * mail is not known.
 */
static void
on_message(struct dialogue *d)
{
	const smtp_status_t *status = smtp_message_transfer_status(d->message);
	const smtp_status_t *rcpt = smtp_recipient_status(d->recipient);

	if (is_good(status) && is_good(rcpt) &&
	    smtp_recipient_check_complete(d->recipient))
		verdict_give(d, SMTP_SENT, "taken");
	else if (status->code != 0)
		verdict_by_status(d, status);
}

static void
on_event(smtp_session_t session, int event, void *arg, ...)
{
	struct dialogue *d = arg;
	va_list args;

	(void)session;
	if (event != SMTP_EV_DISCONNECT)
		d->since = clock_now();
	va_start(args, arg);
	switch (event) {
	case SMTP_EV_CONNECT:
		set_no_delay();
		smtp_wire_begin(&d->wire);
		break;
	case SMTP_EV_EXTNA_STARTTLS:
		d->why = "STARTTLS is not offered";
		break;
	case SMTP_EV_STARTTLS_OK:
		d->wire.has_tls = true;
		break;
	case SMTP_EV_WRONG_PEER_CERTIFICATE:
		/* It compares the DNS's canonical name; tls.c, the right. */
		*va_arg(args, int *) = 1;
		break;
	case SMTP_EV_MAILSTATUS:
		on_mail_or_rcpt(d, smtp_reverse_path_status(d->message));
		break;
	case SMTP_EV_RCPTSTATUS:
		on_mail_or_rcpt(d, smtp_recipient_status(d->recipient));
		break;
	case SMTP_EV_MESSAGEDATA:
		d->wire.phase = SMTP_DOT;
		break;
	case SMTP_EV_MESSAGESENT:
		on_message(d);
		break;
	}
	va_end(args);
}

/* Give out the whole message at once; len NULL: from the beginning. */
static const char *
on_read(void **ctx, int *len, void *arg)
{
	struct dialogue *d = arg;

	(void)ctx;
	if (len == NULL) {
		d->is_read = false;
		return NULL;
	}
	*len = d->is_read || d->mail == NULL ? 0 : (int)d->mail->len;
	d->is_read = true;
	return *len == 0 ? NULL : d->mail->data;
}

/* ---- a session ---- */

/* libesmtp pastes addresses as they are: a CRLF would be a command. */
static bool
is_address(const char *address)
{
	size_t len = 0;

	while (address[len] > ' ' && address[len] <= '~' &&
	    strchr("<>\"(),:;\\[]", address[len]) == NULL)
		len++;
	return len > 0 && len <= EMAIL_MAX && address[len] == '\0';
}

/*
 * Hand the library one more mail. While it reports on a mail there is time
 * to add the next, so that none is begun before the word on the last is out.
 */
bool
dialogue_offer_next(struct dialogue *d)
{
	d->mail = d->client->next(d->client->arg);
	if (d->mail == NULL)
		return false;
	if (!is_address(d->mail->from) || !is_address(d->mail->to)) {
		verdict_give(
		    d, SMTP_FAILED, "not an address that mail can go to");
		return false;
	}
	d->message = smtp_add_message(d->esmtp);
	if (d->message == NULL ||
	    !smtp_set_reverse_path(d->message, d->mail->from) ||
	    !smtp_set_messagecb(d->message, on_read, d) ||
	    (d->recipient = smtp_add_recipient(d->message, d->mail->to)) ==
		NULL)
		fatal("event=out_of_memory call=smtp_add_message");
	d->is_read = false;
	/* The monitor sleeps behind BDAT; a second mail follows at once. */
	if (d->wire.phase == SMTP_DOT) {
		d->wire.phase = SMTP_MAIL;
		d->client->begin(d->client->arg);
	}
	return true;
}

static void
set_timeouts(struct dialogue *d)
{
	static const int reads[] = { Timeout_GREETING, Timeout_ENVELOPE,
		Timeout_DATA, Timeout_TRANSFER };
	size_t i;

	for (i = 0; i < COUNT_OF(reads); i++)
		smtp_set_timeout(d->esmtp,
		    reads[i] | Timeout_OVERRIDE_RFC2822_MINIMUM,
		    d->relay->read_timeout);
	smtp_set_timeout(d->esmtp,
	    Timeout_DATA2 | Timeout_OVERRIDE_RFC2822_MINIMUM,
	    d->relay->dot_timeout);
}

static void
set_tls(struct dialogue *d)
{
	struct ssl_ctx_st *ctx;

	if (!d->relay->must_use_tls)
		return;
	ctx = tls_client_new(d->relay->host, d->relay->ca_file);
	if (ctx == NULL)
		dialogue_stop(
		    d, tls_error() == NULL ? "TLS failed" : tls_error());
	if (!smtp_starttls_enable(d->esmtp, Starttls_REQUIRED) ||
	    !smtp_starttls_set_ctx(d->esmtp, ctx))
		fatal("event=smtp_failed call=smtp_starttls_enable");
}

static void
set_up(struct dialogue *d)
{
	char server[512];

	/* It reads certificates and keys below these. */
	setenv("HOME", "/nonexistent", 1);
	unsetenv("XDG_CONFIG_DIR");
	signal(SIGPIPE, SIG_IGN);
	snprintf(
	    server, sizeof(server), "%s:%ld", d->relay->host, d->relay->port);
	if ((d->esmtp = smtp_create_session()) == NULL ||
	    !smtp_set_server(d->esmtp, server) ||
	    !smtp_set_eventcb(d->esmtp, on_event, d) ||
	    !smtp_set_monitorcb(d->esmtp, on_wire, d, 0) ||
	    !smtp_option_require_all_recipients(d->esmtp, 1))
		fatal("event=smtp_failed call=smtp_create_session");
	set_timeouts(d);
}

void
smtp_run(const struct smtp_relay *relay, const struct smtp_client *client)
{
	struct dialogue d = { .relay = relay,
		.client = client,
		.wire = { .must_use_tls = relay->must_use_tls,
		    .must_log_in = relay->user != NULL } };

	set_up(&d);
	if (dialogue_offer_next(&d)) {
		set_tls(&d);
		dialogue_set_log_in(&d);
		d.since = clock_now();
		smtp_start_session(d.esmtp);
		verdict_by_silence(&d);
	}
	_exit(0);
}
