/* SPDX-License-Identifier: MIT */
/*
 * What a mail says: the language, the sentences, the subject and the colours,
 * and with them the parts. Knows no address and no secret.
 */
#include "mail/content.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/text.h"
#include "door/json.h"
#include "mail/kind.h"
#include "mail/message.h"
#include "mail/quote.h"
#include "view/bidi.h"
#include "view/contrast.h"
#include "view/language.h"
#include "view/moment.h"
#include "view/template.h"
#include "view/words.h"

/* Where an organization has chosen none. */
static const char plain_color[] = "#1d4f91";

/* A mail's content on its way. */
struct content {
	struct arena *arena;
	const struct templates *templates;
	const struct words *words;
	const struct mail_kind *kind;
	struct json *data; /* for the templates */
	struct json *said; /* for the sentences, which may shorten names */
};

/* The data with another text for one member, which is found first. */
static struct json *
replace(struct arena *arena, const struct json *data, const char *name,
    const char *text)
{
	struct json *other = json_object(arena), *copy;
	const struct json *member = data->first;

	json_set_text(arena, other, name, text);
	for (; member != NULL; member = member->next) {
		copy = arena_alloc(arena, sizeof(*copy));
		*copy = *member;
		json_add(other, copy);
	}
	return other;
}

static const char *
cut(struct arena *arena, const char *text, size_t length)
{
	const char *at = text, *end = text + strlen(text);

	while (length-- > 0 && at < end)
		utf8_next(&at, end);
	return arena_printf(arena, "%.*s\xe2\x80\xa6", (int)(at - text), text);
}

/* The text if it has room, else as much of it as has. */
static const char *
fit(struct arena *arena, const char *text, size_t room)
{
	if (text == NULL || utf8_length(text) <= room)
		return text;
	return cut(arena, text, room);
}

/* The sentence of that name that the first of the groups with one has. */
static const char *
say(struct content *c, const char *name, const struct json *data)
{
	const char *const *groups = c->kind->groups;
	const char *said = NULL;
	size_t i;

	for (i = 0; i < GROUPS && groups[i] != NULL && said == NULL; i++)
		said = words_say(c->words,
		    arena_printf(c->arena, "%s.%s", groups[i], name), data,
		    c->arena);
	return said;
}

/*
 * As much as a list of mails shows: a long name gives way to what it is. A
 * notice is of who did it, any other mail of the organization.
 */
static const char *
subject(struct content *c)
{
	const char *member =
	    json_text(c->data, "party") == NULL ? "organizationName" : "party";
	const char *name = json_text(c->data, member);
	const char *said = say(c, "subject", c->data);
	size_t length = said == NULL ? 0 : utf8_length(said), over;

	if (length <= SUBJECT_MAX || name == NULL)
		return said;
	over = length - SUBJECT_MAX + 1; /* and the sign that it is cut */
	if (utf8_length(name) <= over)
		return said;
	name = cut(c->arena, name, utf8_length(name) - over);
	return say(c, "subject", replace(c->arena, c->data, member, name));
}

/* Whom the mail is from; the name is said whole here in any case. */
static const char *
sender(struct content *c)
{
	const char *said = say(c, "from", c->data);

	return said != NULL
	    ? said
	    : words_say(c->words, "mail.from", c->data, c->arena);
}

/* The data with names that are as long as has room. */
static struct json *
with_short_names(struct arena *arena, struct json *data, size_t room)
{
	static const char *const names[] = { "organizationName", "inviterName",
		"businessName", "party", "reader" };
	const char *name;
	size_t i;

	for (i = 0; i < COUNT_OF(names); i++) {
		name = json_text(data, names[i]);
		if (name != NULL && utf8_length(name) > room)
			data = replace(
			    arena, data, names[i], cut(arena, name, room));
	}
	return data;
}

/* The data with the colours of the button: itself, and of its text. */
static struct json *
with_colors(struct arena *arena, const struct json *data)
{
	const char *color = json_text(data, "brandColor");
	struct json *colored;

	if (color == NULL || contrast_text_on(color) == NULL)
		color = plain_color;
	colored = replace(arena, data, "brandColor", color);
	return json_set(
	    colored, "brandText", json_string(arena, contrast_text_on(color)));
}

/* The data with the message as lines, as many as have room. */
static struct json *
with_message(struct arena *arena, struct json *data, size_t room)
{
	const char *whole = quote_text(arena, json_text(data, "message"));
	const char *text = fit(arena, whole, room);

	data = replace(arena, data, "message", text);
	json_set(data, "lines", quote_lines(arena, text));
	return json_set(data, "isCut", json_boolean(arena, text != whole));
}

/* The data with the role as its reader's language has it. */
static struct json *
with_role(struct arena *arena, const struct words *words, struct json *data)
{
	const char *role = json_text(data, "role"), *said = NULL;

	if (role != NULL)
		said = words_say(
		    words, arena_printf(arena, "role.%s", role), NULL, arena);
	return said == NULL ? data : replace(arena, data, "role", said);
}

/* Add the sentences to what the templates have. */
static void
add_words(struct content *c)
{
	struct json *words = json_object(c->arena);
	size_t i;

	json_set_text(c->arena, words, "subject", subject(c));
	json_set_text(c->arena, words, "from", sender(c));
	for (i = 0; i < GROUPS; i++)
		if (c->kind->groups[i] != NULL)
			words_add(c->words, c->kind->groups[i], c->said, words,
			    c->arena);
	words_add(c->words, "mail", c->said, words, c->arena);
	words_add(c->words, "language", c->said, words, c->arena);
	json_set(c->data, "words", words);
}

/* One part; NULL: there is no such template, and *error says so. */
static const char *
render(struct content *c, const char *ending, const char **error)
{
	const char *name =
	    arena_printf(c->arena, "%s%s", c->kind->template, ending);
	struct buf out;

	buf_init(&out, c->arena, 0);
	if (template_render(c->templates, name, c->data, &out) == 0)
		return out.data;
	*error = arena_printf(c->arena, "there is no template %s", name);
	return NULL;
}

static const char *
say_moment(struct content *c, const char *name)
{
	return moment_say(c->words, json_text(c->data, name), c->arena);
}

const char *
content_write(const struct templates *templates, const struct mail_kind *kind,
    const struct json *data, const struct measure *measure,
    struct message *message, struct arena *arena)
{
	struct content c = {
		.arena = arena, .templates = templates, .kind = kind
	};
	const struct json *words;
	const char *error = NULL;

	c.words = language_choose(templates, json_text(data, "locale"),
	    json_text(data, "organizationLocale"), NULL);
	if (c.words == NULL)
		return "there is no words/en.words";
	c.data = with_role(arena, c.words,
	    with_message(arena, with_colors(arena, data), measure->message));
	message->logo = measure->has_logo ? json_text(data, "logo") : NULL;
	json_set(c.data, "hasLogo", json_boolean(arena, message->logo != NULL));
	json_set_text(arena, c.data, "expires", say_moment(&c, "expiresAt"));
	c.said = with_short_names(arena, c.data, measure->name);
	add_words(&c);
	words = json_member(c.data, "words");
	message->from_name = json_text(words, "from");
	message->subject = json_text(words, "subject");
	if (message->from_name == NULL ||
	    (message->subject == NULL && !kind->is_short))
		return "its language lacks sentences";
	/* Filters take what cannot be seen in a sender's name for a trick. */
	message->from_name = bidi_strip(arena, message->from_name);
	message->text = render(&c, ".txt", &error);
	if (!kind->is_short)
		message->html = render(&c, ".html", &error);
	/* What an operator's own template does not show is not sent along. */
	if (message->html == NULL ||
	    strstr(message->html, MESSAGE_LOGO_ID) == NULL)
		message->logo = NULL;
	return error;
}
