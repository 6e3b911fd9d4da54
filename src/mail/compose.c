/* SPDX-License-Identifier: MIT */
/*
 * From an outbox row to a mail: which template and which sentences, the
 * secrets in the place of their marks. Knows no SMTP and no MIME.
 */
#include "mail/compose.h"

#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/config.h"
#include "base/text.h"
#include "door/idn.h"
#include "door/json.h"
#include "mail/kind.h"
#include "mail/mailer.h"
#include "mail/message.h"
#include "secret/mark.h"
#include "view/bidi.h"
#include "view/contrast.h"
#include "view/language.h"
#include "view/moment.h"
#include "view/template.h"
#include "view/words.h"

enum { SUBJECT_MAX = 60 };

/* Where an organization has chosen none. */
static const char plain_color[] = "#1d4f91";

/* A mail that is being written. */
struct work {
	struct arena *arena;
	const struct mailer *mailer;
	const struct words *words;
	const struct mail_kind *kind;
	struct json *data;
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

/* The inviter's message line by line, as both parts quote it. */
static struct json *
lines_of(struct arena *arena, const char *text)
{
	struct json *list = json_list(arena);
	char *rest = arena_string(arena, text), *line;

	while ((line = strsep(&rest, "\n")) != NULL)
		json_add(list, json_string(arena, line));
	return list;
}

/* The data with another text for one member, which is found first. */
static struct json *
replace(struct work *w, const char *name, const char *text)
{
	struct json *data = json_object(w->arena), *copy;
	const struct json *member = w->data->first;

	json_set(data, name, json_string(w->arena, text));
	for (; member != NULL; member = member->next) {
		copy = arena_alloc(w->arena, sizeof(*copy));
		*copy = *member;
		json_add(data, copy);
	}
	return data;
}

static const char *
cut(struct arena *arena, const char *text, size_t length)
{
	const char *at = text, *end = text + strlen(text);

	while (length-- > 0 && at < end)
		utf8_next(&at, end);
	return arena_printf(arena, "%.*s\xe2\x80\xa6", (int)(at - text), text);
}

/* The subject that the first of the groups with one has. */
static const char *
say_subject(struct work *w, const struct json *data)
{
	const char *const *groups = w->kind->groups;
	const char *said = NULL;
	size_t i;

	for (i = 0; i < GROUPS && groups[i] != NULL && said == NULL; i++)
		said = words_say(w->words,
		    arena_printf(w->arena, "%s.subject", groups[i]), data,
		    w->arena);
	return said;
}

/*
 * As much as a list of mails shows: a long name gives way to what it is. A
 * notice is of who did it, any other mail of the organization.
 */
static const char *
subject(struct work *w)
{
	const char *member =
	    json_text(w->data, "party") == NULL ? "organizationName" : "party";
	const char *name = json_text(w->data, member);
	const char *said = say_subject(w, w->data);
	size_t length = said == NULL ? 0 : utf8_length(said), over;

	if (length <= SUBJECT_MAX || name == NULL)
		return said;
	over = length - SUBJECT_MAX + 1; /* and the sign that it is cut */
	if (utf8_length(name) <= over)
		return said;
	name = cut(w->arena, name, utf8_length(name) - over);
	return say_subject(w, replace(w, member, name));
}

/* The colour of the button, and of the text that can be read on it. */
static void
add_colors(struct work *w)
{
	const char *color = json_text(w->data, "brandColor");

	if (color == NULL || contrast_text_on(color) == NULL)
		color = plain_color;
	w->data = replace(w, "brandColor", color);
	json_set(w->data, "brandText",
	    json_string(w->arena, contrast_text_on(color)));
}

/* Add what the templates need beside what the database gave. */
static bool
add_words(struct work *w)
{
	struct json *words = json_object(w->arena);
	size_t i;

	w->words =
	    language_choose(w->mailer->templates, json_text(w->data, "locale"),
		json_text(w->data, "organizationLocale"), NULL);
	if (w->words == NULL)
		return fail(w, COMPOSE_LATER, "there is no words/en.words");
	json_set(w->data, "expires",
	    json_string(w->arena,
		moment_say(
		    w->words, json_text(w->data, "expiresAt"), w->arena)));
	json_set(w->data, "lines",
	    lines_of(w->arena, json_text(w->data, "message")));
	add_colors(w);
	json_set(words, "subject", json_string(w->arena, subject(w)));
	for (i = 0; i < GROUPS; i++)
		if (w->kind->groups[i] != NULL)
			words_add(w->words, w->kind->groups[i], w->data, words,
			    w->arena);
	words_add(w->words, "mail", w->data, words, w->arena);
	words_add(w->words, "language", w->data, words, w->arena);
	json_set(w->data, "words", words);
	return true;
}

static const char *
render(struct work *w, const char *ending)
{
	const char *name =
	    arena_printf(w->arena, "%s%s", w->kind->template, ending);
	struct buf out;

	buf_init(&out, w->arena, 0);
	if (template_render(w->mailer->templates, name, w->data, &out) < 0)
		fail(w, COMPOSE_LATER,
		    arena_printf(w->arena, "there is no template %s", name));
	return out.data;
}

static bool
set_addresses(struct work *w, struct message *message)
{
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

static bool
set_texts(struct work *w, struct message *message)
{
	const struct json *words = json_member(w->data, "words");
	struct tm time;

	message->id = json_text(w->data, "id");
	message->from_name = json_text(words, "from");
	/* Filters take what cannot be seen in a sender's name for a trick. */
	if (message->from_name != NULL)
		message->from_name = bidi_strip(w->arena, message->from_name);
	message->subject = json_text(words, "subject");
	message->invitation_id = json_text(w->data, "invitationId");
	message->unsubscribe_url = json_text(w->data, "unsubscribeUrl");
	if (message->from_name == NULL ||
	    (message->subject == NULL && !w->kind->is_short))
		return fail(w, COMPOSE_LATER, "its language lacks sentences");
	if (message->id == NULL ||
	    !moment_read(json_text(w->data, "createdAt"), &time))
		return fail(w, COMPOSE_LATER, "the database left things out");
	message->date = timegm(&time);
	message->text = render(w, ".txt");
	if (!w->kind->is_short)
		message->html = render(w, ".html");
	return w->outcome == COMPOSE_DONE;
}

enum compose_outcome
compose_message(const struct mailer *mailer, const struct json *leased,
    struct arena *arena, struct message *message, const char **error)
{
	struct work w = { .arena = arena, .mailer = mailer };
	bool is_done;

	*message = (struct message){ 0 };
	is_done = read_data(&w, leased) && find_kind(&w) && has_secret(&w) &&
	    add_words(&w) && set_addresses(&w, message) &&
	    set_texts(&w, message);
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
