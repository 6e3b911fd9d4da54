/* SPDX-License-Identifier: MIT */
/* How a mail fared, in one word and in the relay's own. */
#include "door/smtp_inner.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "door/tls.h"

enum { WORDS_MAX = 480 };

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

void
verdict_give(
    struct session *s, enum smtp_verdict verdict, const char *format, ...)
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
		session_offer_next(s);
}

void
session_stop(struct session *s, const char *why)
{
	if (s->wire.is_whole && s->wire.code >= 400)
		verdict_give(s, SMTP_TROUBLE, "%s (in reply to %s)",
		    s->wire.answer, smtp_phase_name(s->wire.phase));
	else
		verdict_give(s, SMTP_TROUBLE, "%s", why);
	_exit(0);
}

void
verdict_by_status(struct session *s, const smtp_status_t *status)
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
	verdict_give(s, verdict, "%d%s %.*s (in reply to %s)", status->code,
	    enhanced, (int)strcspn(text, "\r\n"), text,
	    smtp_phase_name(s->wire.phase));
}

void
verdict_by_silence(struct session *s)
{
	enum smtp_verdict verdict =
	    s->wire.phase <= SMTP_MAIL ? SMTP_TROUBLE : SMTP_DEFERRED;
	int limit = s->wire.phase == SMTP_DOT ? s->relay->dot_timeout
					      : s->relay->read_timeout;
	const char *name = smtp_phase_name(s->wire.phase);
	char error[128];

	if (s->wire.phase == SMTP_CONNECT)
		verdict_give(s, verdict, "no connection to %s:%ld: %s",
		    s->relay->host, s->relay->port,
		    smtp_strerror(smtp_errno(), error, sizeof(error)));
	else if (s->why != NULL)
		verdict_give(s, verdict, "%s", s->why);
	else if (s->wire.is_whole && s->wire.code >= 400 &&
	    s->wire.phase < SMTP_MAIL)
		verdict_give(
		    s, verdict, "%s (in reply to %s)", s->wire.answer, name);
	else if (s->wire.phase == SMTP_STARTTLS && tls_error() != NULL)
		verdict_give(s, verdict, "TLS: %s", tls_error());
	else if (clock_now() - s->since >= limit)
		verdict_give(s, verdict, "no answer to %s within %d s", name,
		    limit / 1000);
	else
		verdict_give(s, verdict, "connection lost after %s", name);
}
