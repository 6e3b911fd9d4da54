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
    struct dialogue *d, enum smtp_verdict verdict, const char *format, ...)
{
	char words[WORDS_MAX];
	va_list args;

	if (d->mail == NULL)
		return;
	va_start(args, format);
	vsnprintf(words, sizeof(words), format, args);
	va_end(args);
	clean(words);
	d->mail = NULL;
	d->client->report(d->client->arg, verdict, words);
	if (verdict == SMTP_SENT)
		dialogue_offer_next(d);
}

void
dialogue_stop(struct dialogue *d, const char *why)
{
	if (d->wire.is_whole && d->wire.code >= 400)
		verdict_give(d, SMTP_TROUBLE, "%s (in reply to %s)",
		    d->wire.answer, smtp_phase_name(d->wire.phase));
	else
		verdict_give(d, SMTP_TROUBLE, "%s", why);
	_exit(0);
}

void
verdict_by_status(struct dialogue *d, const smtp_status_t *status)
{
	enum smtp_verdict verdict = SMTP_DEFERRED;
	const char *text = status->text == NULL ? "" : status->text;
	char enhanced[48] = "";

	if (d->wire.phase == SMTP_MAIL)
		verdict = SMTP_TROUBLE;
	else if (status->code >= 500 && status->code <= 599)
		verdict = SMTP_FAILED;
	if (status->enh_class != 0)
		snprintf(enhanced, sizeof(enhanced), " %d.%d.%d",
		    status->enh_class, status->enh_subject, status->enh_detail);
	verdict_give(d, verdict, "%d%s %.*s (in reply to %s)", status->code,
	    enhanced, (int)strcspn(text, "\r\n"), text,
	    smtp_phase_name(d->wire.phase));
}

void
verdict_by_silence(struct dialogue *d)
{
	enum smtp_verdict verdict =
	    d->wire.phase <= SMTP_MAIL ? SMTP_TROUBLE : SMTP_DEFERRED;
	int limit = d->wire.phase == SMTP_DOT ? d->relay->dot_timeout
					      : d->relay->read_timeout;
	const char *name = smtp_phase_name(d->wire.phase);
	char error[128];

	if (d->wire.phase == SMTP_CONNECT)
		verdict_give(d, verdict, "no connection to %s:%ld: %s",
		    d->relay->host, d->relay->port,
		    smtp_strerror(smtp_errno(), error, sizeof(error)));
	else if (d->why != NULL)
		verdict_give(d, verdict, "%s", d->why);
	else if (d->wire.is_whole && d->wire.code >= 400 &&
	    d->wire.phase < SMTP_MAIL)
		verdict_give(
		    d, verdict, "%s (in reply to %s)", d->wire.answer, name);
	else if (d->wire.phase == SMTP_STARTTLS && tls_error() != NULL)
		verdict_give(d, verdict, "TLS: %s", tls_error());
	else if (clock_now() - d->since >= limit)
		verdict_give(d, verdict, "no answer to %s within %d s", name,
		    limit / 1000);
	else
		verdict_give(d, verdict, "connection lost after %s", name);
}
