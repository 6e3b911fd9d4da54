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

#include <auth-client.h>
#include <libesmtp.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "door/smtp_wire.h"
#include "door/tls.h"

/* libesmtp.h declares this only behind OpenSSL's header, which tls.c has. */
int smtp_starttls_set_ctx(smtp_session_t, struct ssl_ctx_st *);

enum { ADDRESS_MAX = 254, WORDS_MAX = 480, FD_MAX = 32 };

struct session {
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

static bool offer_next(struct session *);

/* ---- the word on a mail ---- */

/*
 * A relay speaks ASCII; what it says else must not reach a log or an API,
 * and a log sets its words in quotes.
 */
static void
clean(char *words)
{
	for (; *words != '\0'; words++)
		if (*words < ' ' || *words > '~')
			*words = '?';
		else if (*words == '"')
			*words = '\'';
}

static void settle(struct session *, enum smtp_verdict, const char *format, ...)
    PRINTF_LIKE(3, 4);

static void
settle(struct session *s, enum smtp_verdict verdict, const char *format, ...)
{
	char words[WORDS_MAX];
	va_list args;

	if (s->mail == NULL)
		return;
	va_start(args, format);
	vsnprintf(words, sizeof(words), format, args);
	va_end(args);
	clean(words);
	s->mail = NULL;
	s->client->report(s->client->arg, verdict, words);
	if (verdict == SMTP_SENT)
		offer_next(s);
}

/* End the process before the library can say what it is about to. */
static void NORETURN
stop(struct session *s, const char *why)
{
	if (s->wire.is_whole && s->wire.code >= 400)
		settle(s, SMTP_TROUBLE, "%s (in reply to %s)", s->wire.answer,
		    smtp_phase_name(s->wire.phase));
	else
		settle(s, SMTP_TROUBLE, "%s", why);
	_exit(0);
}

static bool
is_good(const smtp_status_t *status)
{
	return status->code >= 200 && status->code <= 299;
}

static void
settle_by_status(struct session *s, const smtp_status_t *status)
{
	enum smtp_verdict verdict = SMTP_DEFERRED;
	const char *text = status->text == NULL ? "" : status->text;
	char enhanced[48] = "";

	if (s->wire.phase == SMTP_MAIL)
		verdict = SMTP_TROUBLE;
	else if (status->code >= 500 && status->code <= 599)
		verdict = SMTP_FAILED;
	if (status->enh_class != 0)
		snprintf(enhanced, sizeof(enhanced), " %d.%d.%d",
		    status->enh_class, status->enh_subject, status->enh_detail);
	settle(s, verdict, "%d%s %.*s (in reply to %s)", status->code, enhanced,
	    (int)strcspn(text, "\r\n"), text, smtp_phase_name(s->wire.phase));
}

/* ---- what the library tells ---- */

static void
on_wire(const char *data, int len, int direction, void *arg)
{
	struct session *s = arg;
	const char *why = NULL;
	bool was_mail = s->wire.phase >= SMTP_MAIL;

	s->since = clock_now();
	if (direction == SMTP_CB_READING)
		why = smtp_wire_hear(&s->wire, data, (size_t)len);
	else if (direction == SMTP_CB_WRITING)
		why = smtp_wire_speak(&s->wire, data, (size_t)len);
	if (why != NULL)
		stop(s, why);
	if (s->wire.phase == SMTP_MAIL && !was_mail)
		s->client->begin(s->client->arg);
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
on_mail_or_rcpt(struct session *s, const smtp_status_t *status)
{
	if (!is_good(status))
		settle_by_status(s, status);
	else
		s->wire.phase =
		    s->wire.phase == SMTP_MAIL ? SMTP_RCPT : SMTP_DATA;
}

/*
 * Also after a lost connection; status 0 then, and what has become of the
 * mail is not known.
 */
static void
on_message(struct session *s)
{
	const smtp_status_t *status = smtp_message_transfer_status(s->message);
	const smtp_status_t *rcpt = smtp_recipient_status(s->recipient);

	if (is_good(status) && is_good(rcpt) &&
	    smtp_recipient_check_complete(s->recipient))
		settle(s, SMTP_SENT, "taken");
	else if (status->code != 0)
		settle_by_status(s, status);
}

static void
on_event(smtp_session_t session, int event, void *arg, ...)
{
	struct session *s = arg;
	va_list args;

	(void)session;
	if (event != SMTP_EV_DISCONNECT)
		s->since = clock_now();
	va_start(args, arg);
	switch (event) {
	case SMTP_EV_CONNECT:
		set_no_delay();
		smtp_wire_begin(&s->wire);
		break;
	case SMTP_EV_EXTNA_STARTTLS:
		s->why = "STARTTLS is not offered";
		break;
	case SMTP_EV_STARTTLS_OK:
		s->wire.has_tls = true;
		break;
	case SMTP_EV_WRONG_PEER_CERTIFICATE:
		/* It compares the DNS's canonical name; tls.c, the right. */
		*va_arg(args, int *) = 1;
		break;
	case SMTP_EV_MAILSTATUS:
		on_mail_or_rcpt(s, smtp_reverse_path_status(s->message));
		break;
	case SMTP_EV_RCPTSTATUS:
		on_mail_or_rcpt(s, smtp_recipient_status(s->recipient));
		break;
	case SMTP_EV_MESSAGEDATA:
		s->wire.phase = SMTP_DOT;
		break;
	case SMTP_EV_MESSAGESENT:
		on_message(s);
		break;
	}
	va_end(args);
}

/* Give out the whole message at once; len NULL: from the beginning. */
static const char *
on_read(void **ctx, int *len, void *arg)
{
	struct session *s = arg;

	(void)ctx;
	if (len == NULL) {
		s->is_read = false;
		return NULL;
	}
	*len = s->is_read || s->mail == NULL ? 0 : (int)s->mail->len;
	s->is_read = true;
	return *len == 0 ? NULL : s->mail->data;
}

static int
on_log_in(auth_client_request_t request, char **result, int count, void *arg)
{
	const struct session *s = arg;
	const char *value;
	int i;

	for (i = 0; i < count; i++) {
		value = request[i].flags & AUTH_USER ? s->relay->user
		    : request[i].flags & AUTH_PASS   ? s->relay->password
						     : NULL;
		if (value == NULL)
			return 0; /* a mechanism with a realm */
		result[i] = (char *)(uintptr_t)value;
	}
	return 1;
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
	return len > 0 && len <= ADDRESS_MAX && address[len] == '\0';
}

/*
 * Hand the library one more mail. While it reports on a mail there is time
 * to add the next, so that none is begun before the word on the last is out.
 */
static bool
offer_next(struct session *s)
{
	s->mail = s->client->next(s->client->arg);
	if (s->mail == NULL)
		return false;
	if (!is_address(s->mail->from) || !is_address(s->mail->to)) {
		settle(s, SMTP_FAILED, "not an address that mail can go to");
		return false;
	}
	s->message = smtp_add_message(s->esmtp);
	if (s->message == NULL ||
	    !smtp_set_reverse_path(s->message, s->mail->from) ||
	    !smtp_set_messagecb(s->message, on_read, s) ||
	    (s->recipient = smtp_add_recipient(s->message, s->mail->to)) ==
		NULL)
		fatal("event=out_of_memory call=smtp_add_message");
	s->is_read = false;
	/* The monitor sleeps behind BDAT; a second mail follows at once. */
	if (s->wire.phase == SMTP_DOT) {
		s->wire.phase = SMTP_MAIL;
		s->client->begin(s->client->arg);
	}
	return true;
}

static void
set_timeouts(struct session *s)
{
	static const int reads[] = { Timeout_GREETING, Timeout_ENVELOPE,
		Timeout_DATA, Timeout_TRANSFER };
	size_t i;

	for (i = 0; i < COUNT_OF(reads); i++)
		smtp_set_timeout(s->esmtp,
		    reads[i] | Timeout_OVERRIDE_RFC2822_MINIMUM,
		    s->relay->read_timeout);
	smtp_set_timeout(s->esmtp,
	    Timeout_DATA2 | Timeout_OVERRIDE_RFC2822_MINIMUM,
	    s->relay->dot_timeout);
}

static void
set_tls(struct session *s)
{
	struct ssl_ctx_st *ctx;

	if (!s->relay->must_use_tls)
		return;
	ctx = tls_client_new(s->relay->host, s->relay->ca_file);
	if (ctx == NULL)
		stop(s, tls_error() == NULL ? "TLS failed" : tls_error());
	if (!smtp_starttls_enable(s->esmtp, Starttls_REQUIRED) ||
	    !smtp_starttls_set_ctx(s->esmtp, ctx))
		fatal("event=smtp_failed call=smtp_starttls_enable");
}

static void
set_log_in(struct session *s)
{
	auth_context_t auth;

	if (s->relay->user == NULL)
		return;
	/* PLAIN copies both into a buffer for this many, unchecked. */
	if (strlen(s->relay->user) > SMTP_PASSWORD_MAX ||
	    strlen(s->relay->password) > SMTP_PASSWORD_MAX)
		stop(s, "smtp.user or its password is too long");
	auth_client_init();
	if ((auth = auth_create_context()) == NULL ||
	    !auth_set_mechanism_flags(auth, AUTH_PLUGIN_PLAIN, 0) ||
	    !auth_set_interact_cb(auth, on_log_in, s) ||
	    !smtp_auth_set_context(s->esmtp, auth))
		fatal("event=smtp_failed call=auth_create_context");
}

static void
set_up(struct session *s)
{
	char server[512];

	/* It reads certificates and keys below these. */
	setenv("HOME", "/nonexistent", 1);
	unsetenv("XDG_CONFIG_DIR");
	signal(SIGPIPE, SIG_IGN);
	snprintf(
	    server, sizeof(server), "%s:%ld", s->relay->host, s->relay->port);
	if ((s->esmtp = smtp_create_session()) == NULL ||
	    !smtp_set_server(s->esmtp, server) ||
	    !smtp_set_eventcb(s->esmtp, on_event, s) ||
	    !smtp_set_monitorcb(s->esmtp, on_wire, s, 0) ||
	    !smtp_option_require_all_recipients(s->esmtp, 1))
		fatal("event=smtp_failed call=smtp_create_session");
	set_timeouts(s);
}

/* The session is over, and no word has come on the mail in hand. */
static void
settle_by_silence(struct session *s)
{
	enum smtp_verdict verdict =
	    s->wire.phase <= SMTP_MAIL ? SMTP_TROUBLE : SMTP_DEFERRED;
	int limit = s->wire.phase == SMTP_DOT ? s->relay->dot_timeout
					      : s->relay->read_timeout;
	const char *name = smtp_phase_name(s->wire.phase);
	char error[128];

	if (s->wire.phase == SMTP_CONNECT)
		settle(s, verdict, "no connection to %s: %s", s->relay->host,
		    smtp_strerror(smtp_errno(), error, sizeof(error)));
	else if (s->why != NULL)
		settle(s, verdict, "%s", s->why);
	else if (s->wire.is_whole && s->wire.code >= 400 &&
	    s->wire.phase < SMTP_MAIL)
		settle(s, verdict, "%s (in reply to %s)", s->wire.answer, name);
	else if (s->wire.phase == SMTP_STARTTLS && tls_error() != NULL)
		settle(s, verdict, "TLS: %s", tls_error());
	else if (clock_now() - s->since >= limit)
		settle(s, verdict, "no answer to %s within %d s", name,
		    limit / 1000);
	else
		settle(s, verdict, "connection lost after %s", name);
}

void
smtp_run(const struct smtp_relay *relay, const struct smtp_client *client)
{
	struct session s = { .relay = relay,
		.client = client,
		.wire = { .must_use_tls = relay->must_use_tls,
		    .must_log_in = relay->user != NULL } };

	set_up(&s);
	if (offer_next(&s)) {
		set_tls(&s);
		set_log_in(&s);
		s.since = clock_now();
		smtp_start_session(s.esmtp);
		settle_by_silence(&s);
	}
	_exit(0);
}
