/* SPDX-License-Identifier: MIT */
/*
 * The child that sends: writes each mail, hands it to the relay, passes on
 * what the relay says. It has no database and decides nothing.
 */
#include "mail/sender.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/config.h"
#include "base/file.h"
#include "base/text.h"
#include "door/json.h"
#include "door/smtp.h"
#include "mail/compose.h"
#include "mail/mailer.h"
#include "secret/token.h"

enum {
	QUIT_SECONDS = 2,     /* for good-byes, once all is said */
	PASSWORD_FILE = 4096, /* bytes */
};

struct sender {
	const struct mailer *mailer;
	const struct json *mail; /* in hand */
	const struct json *next;
	uint32_t number;     /* of the mail in hand */
	int64_t last_begin;  /* no mail is begun after */
	struct arena *arena; /* of the mail in hand */
	struct smtp_mail smtp_mail;
	int fd;
};

/* Cover each run of such characters that is at least, at most so long. */
static void
cover_runs(char *words, const char *set, size_t least, size_t most)
{
	size_t len;

	for (; *words != '\0'; words += len > 0 ? len : 1) {
		len = strspn(words, set);
		if (len >= least && len <= most)
			memset(words, '*', len);
	}
}

/* A relay that refuses a mail for what it holds may quote its secrets. */
static void
hide_secrets(char *words, bool has_code)
{
	cover_runs(words, base64url_digits, TOKEN_TEXT / 2, SIZE_MAX);
	if (has_code)
		cover_runs(words, "0123456789", CODE_DIGITS, CODE_DIGITS);
}

static void
say(struct sender *s, enum sender_event event, const char *words)
{
	struct sender_word word = { .mail = s->number, .event = event };
	const char *kind = json_text(s->mail, "kind");

	snprintf(word.words, sizeof(word.words), "%s", words);
	hide_secrets(word.words, kind != NULL && strcmp(kind, "code") == 0);
	if (write(s->fd, &word, sizeof(word)) != (ssize_t)sizeof(word))
		_exit(1); /* nobody would mark what is sent from here on */
}

/* Nothing more will be said: whatever is left to do, be quick. */
static void
hurry(void)
{
	alarm(QUIT_SECONDS);
}

/* Take the next mail in hand that can be written. */
static const struct smtp_mail *
on_next(void *arg)
{
	struct sender *s = arg;
	enum compose_outcome outcome;
	const char *error;

	while (s->next != NULL && clock_now() < s->last_begin) {
		s->number += s->mail != NULL;
		s->mail = s->next;
		s->next = s->mail->next;
		arena_reset(s->arena);
		outcome = compose(
		    s->mailer, s->mail, s->arena, &s->smtp_mail, &error);
		if (outcome == COMPOSE_DONE)
			return &s->smtp_mail;
		say(s,
		    outcome == COMPOSE_NEVER ? SENDER_FAILED : SENDER_DEFERRED,
		    error);
	}
	hurry();
	return NULL;
}

static void
on_begin(void *arg)
{
	say(arg, SENDER_BEGUN, "");
}

static void
on_report(void *arg, enum smtp_verdict verdict, const char *words)
{
	static const enum sender_event events[] = {
		[SMTP_SENT] = SENDER_SENT,
		[SMTP_FAILED] = SENDER_FAILED,
		[SMTP_DEFERRED] = SENDER_DEFERRED,
		[SMTP_TROUBLE] = SENDER_TROUBLE,
	};

	say(arg, events[verdict], words);
	if (verdict != SMTP_SENT)
		hurry();
}

/* The first line of smtp.password_file, read anew for each session. */
static const char *
read_password(struct sender *s, struct arena *arena)
{
	const char *path = s->mailer->config->smtp_password_file, *error;
	char *text;

	if (path == NULL)
		return NULL;
	text = file_read(arena, path, PASSWORD_FILE, &error);
	if (text == NULL) {
		s->mail = s->next;
		say(s, SENDER_TROUBLE, error);
		_exit(0);
	}
	text[strcspn(text, "\r\n")] = '\0';
	return text;
}

void
sender_run(const struct mailer *mailer, const struct json *batch, int fd)
{
	const struct config *config = mailer->config;
	int limit = (int)config->mail_batch_timeout * 1000;
	struct sender sender = { .mailer = mailer,
		.next = batch->first,
		.last_begin = clock_now() + limit / 2,
		.arena = arena_new(),
		.fd = fd };
	const struct smtp_client client = { .next = on_next,
		.begin = on_begin,
		.report = on_report,
		.arg = &sender };
	struct smtp_relay relay = { .host = config->smtp_host,
		.port = config->smtp_port,
		.must_use_tls = config->smtp_starttls != 0,
		.ca_file = config->smtp_ca_file,
		.user = config->smtp_user,
		.read_timeout = limit / 2,
		.dot_timeout = limit };

	relay.password = read_password(&sender, arena_new());
	smtp_run(&relay, &client);
}
