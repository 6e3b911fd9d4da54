/* SPDX-License-Identifier: MIT */
/*
 * From an outbox row to a mail: of which kind, to whom, and the secrets in the
 * place of their marks. Knows no sentence, no SMTP and no MIME.
 */
#include "mail/compose.h"

#include <stdint.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/config.h"
#include "base/text.h"
#include "door/idn.h"
#include "door/json.h"
#include "mail/content.h"
#include "mail/kind.h"
#include "mail/mailer.h"
#include "mail/message.h"
#include "secret/mark.h"
#include "view/moment.h"

enum {
	/* Of a mail, in bytes: 20 KiB, and room for what SMTP puts in. */
	SIZE_MOST = 20 * 1024 - 64,
	/* Characters that still tell one name from another. */
	NAME_SHORT = 40
};

/* A mail that is being written. */
struct work {
	struct arena *arena;
	const struct mailer *mailer;
	const struct mail_kind *kind;
	struct json *data;
	struct message *message;
	const char *error;
	enum compose_outcome outcome;
};

static bool
fail(struct work *w, enum compose_outcome outcome, const char *error)
{
	w->outcome = outcome;
	w->error = error;
	return false;
}

/* Read what the database gave, with the secrets in their places. */
static bool
read_data(struct work *w, const struct json *leased)
{
	const struct mark_context marks = { .ring = w->mailer->ring,
		.public_url = w->mailer->config->public_url };
	const char *text =
	    mark_expand(&marks, json_write(w->arena, leased), w->arena);

	if (text == NULL)
		return fail(w, COMPOSE_LATER, "a mark is of no known kind");
	w->data = json_parse(w->arena, text, strlen(text), &w->error);
	if (w->data == NULL)
		return fail(w, COMPOSE_LATER, w->error);
	return true;
}

static bool
has_secret(struct work *w)
{
	if (w->kind->secret != NULL &&
	    json_text(w->data, w->kind->secret) == NULL)
		return fail(w, COMPOSE_NEVER,
		    "the server key of its link has been retired: resend it "
		    "with a new link");
	return true;
}

static bool
find_kind(struct work *w)
{
	w->kind = mail_kind_find(
	    json_text(w->data, "kind"), json_text(w->data, "invitationKind"));
	if (w->kind != NULL)
		return true;
	/* The database may be ahead of us while an upgrade is under way. */
	return fail(w, COMPOSE_LATER, "this usher has no template for it");
}

static bool
set_addresses(struct work *w)
{
	struct message *message = w->message;
	const char *email = json_text(w->data, "email");
	const char *reply_to = json_text(w->data, "organizationEmail");

	message->from = idn_email(w->arena, w->mailer->config->mail_from);
	if (message->from == NULL)
		return fail(w, COMPOSE_LATER, "mail.from is not an address");
	message->to = email == NULL ? NULL : idn_email(w->arena, email);
	if (message->to == NULL)
		return fail(w, COMPOSE_NEVER, "mail cannot go to the address");
	if (reply_to != NULL)
		message->reply_to = idn_email(w->arena, reply_to);
	/* Who reads a notice of its own does not write to itself. */
	if (message->reply_to != NULL &&
	    strcmp(message->reply_to, message->to) == 0)
		message->reply_to = NULL;
	return true;
}

/* What a mail program, not a reader, needs to know. */
static bool
set_origin(struct work *w)
{
	struct message *message = w->message;
	struct tm time;

	message->id = json_text(w->data, "id");
	message->invitation_id = json_text(w->data, "invitationId");
	message->unsubscribe_url = json_text(w->data, "unsubscribeUrl");
	if (message->id == NULL ||
	    !moment_read(json_text(w->data, "createdAt"), &time))
		return fail(w, COMPOSE_LATER, "the database left things out");
	message->date = timegm(&time);
	return true;
}

static bool
set_content(struct work *w, const struct measure *measure)
{
	const char *error = content_write(w->mailer->templates, w->kind,
	    w->data, measure, w->message, w->arena);

	return error == NULL || fail(w, COMPOSE_LATER, error);
}

static bool
is_small(struct work *w)
{
	struct buf out;

	buf_init(&out, w->arena, 0);
	message_write(w->message, &out);
	return out.len <= SIZE_MOST;
}

/* As little as can be of the message is left to the page behind the link. */
static bool
cut_message(struct work *w)
{
	struct measure measure = { .name = NAME_SHORT };
	size_t low = 0, high = utf8_length(json_text(w->data, "message"));

	while (low < high) {
		measure.message = low + (high - low) / 2;
		if (!set_content(w, &measure))
			return false;
		if (is_small(w))
			low = measure.message + 1;
		else
			high = measure.message;
	}
	measure.message = low > 0 ? low - 1 : 0;
	return set_content(w, &measure);
}

/*
 * Write the content so that the mail is small: at first without the logo,
 * then with shorter names, which stand whole in its head; then without all of
 * the message.
 */
static bool
fit_content(struct work *w)
{
	static const struct measure steps[] = { { true, SIZE_MAX, SIZE_MAX },
		{ false, SIZE_MAX, SIZE_MAX },
		{ false, NAME_SHORT, SIZE_MAX } };
	size_t i;

	for (i = 0; i < COUNT_OF(steps); i++) {
		if (!set_content(w, &steps[i]))
			return false;
		if (is_small(w))
			return true;
	}
	return json_text(w->data, "message") == NULL ||
	    json_text(w->data, "url") == NULL || cut_message(w);
}

enum compose_outcome
compose_message(const struct mailer *mailer, const struct json *leased,
    struct arena *arena, struct message *message, const char **error)
{
	struct work w = {
		.arena = arena, .mailer = mailer, .message = message
	};
	bool is_done;

	*message = (struct message){ 0 };
	is_done = read_data(&w, leased) && find_kind(&w) && has_secret(&w) &&
	    set_addresses(&w) && set_origin(&w) && fit_content(&w);
	*error = w.error;
	return is_done ? COMPOSE_DONE : w.outcome;
}

enum compose_outcome
compose(const struct mailer *mailer, const struct json *leased,
    struct arena *arena, struct smtp_mail *mail, const char **error)
{
	struct message message;
	enum compose_outcome outcome =
	    compose_message(mailer, leased, arena, &message, error);
	struct buf out;

	if (outcome == COMPOSE_DONE) {
		buf_init(&out, arena, 0);
		message_write(&message, &out);
		*mail = (struct smtp_mail){ .from = message.from,
			.to = message.to,
			.data = out.data,
			.len = out.len };
	}
	return outcome;
}
