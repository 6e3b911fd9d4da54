/* SPDX-License-Identifier: MIT */
/* What mails and pages must hold, whoever wrote their templates. */
#include "admin/rules.h"

#include <string.h>

#include "admin/sample.h"
#include "api/exchange.h"
#include "base/arena.h"
#include "base/attr.h"
#include "base/text.h"
#include "door/json.h"
#include "mail/content.h"
#include "mail/kind.h"
#include "mail/message.h"
#include "page/preview.h"
#include "page/seal.h"
#include "view/template.h"
#include "view/words.h"

struct rules {
	struct arena *arena;
	const struct config *config;
	const struct templates *all, *ours;
	struct json *faults;
};

/* where: in which mail; the same fault in another is not told. */
static void
complain(const struct rules *r, const char *place, const char *fault,
    const char *where)
{
	const char *said = arena_printf(r->arena, "%s: %s", place, fault);
	const struct json *known = r->faults->first;

	for (; known != NULL; known = known->next)
		if (starts_with(known->text, said))
			return;
	json_add(r->faults,
	    json_string(r->arena, arena_printf(r->arena, "%s%s", said, where)));
}

/* ---- Mails ---- */

/* One mail. */
struct letter {
	const struct mail_kind *kind;
	const char *language;
	const char *where;
	struct message message;
};

static void
complain_of_part(const struct rules *r, const struct letter *letter,
    const char *ending, const char *fault)
{
	const char *name =
	    arena_printf(r->arena, "%s%s", letter->kind->template, ending);

	complain(r, arena_printf(r->arena, "%s:1", template_path(r->all, name)),
	    fault, letter->where);
}

static size_t
count(const char *text, const char *what)
{
	size_t found = 0;

	while ((text = strstr(text, what)) != NULL) {
		found++;
		text += strlen(what);
	}
	return found;
}

static bool
has_line(const char *text, const char *line)
{
	const char *end;
	size_t len;

	for (; *text != '\0'; text = *end == '\0' ? end : end + 1) {
		end = text + strcspn(text, "\n");
		len = (size_t)(end - text);
		if (len > 0 && text[len - 1] == '\r')
			len--;
		if (len == strlen(line) && strncmp(text, line, len) == 0)
			return true;
	}
	return false;
}

static void
check_parts(const struct rules *r, const struct letter *letter)
{
	const char *secret = letter->kind->secret;
	const char *text = letter->message.text;
	const char *html = letter->message.html;
	bool has_url = secret != NULL && strcmp(secret, "url") == 0;
	bool has_code = secret != NULL && strcmp(secret, "code") == 0;

	if (has_url &&
	    (!has_line(text, SAMPLE_URL) || count(text, SAMPLE_URL) != 1))
		complain_of_part(r, letter, ".txt",
		    "{{url}} must stand once, alone on its line");
	if (has_url && html != NULL && count(html, SAMPLE_URL) == 0)
		complain_of_part(r, letter, ".html", "{{url}} is missing");
	if (!has_url && count(text, SAMPLE_URL) > 0)
		complain_of_part(
		    r, letter, ".txt", "{{url}} belongs in invitations alone");
	if (!has_url && html != NULL && count(html, SAMPLE_URL) > 0)
		complain_of_part(
		    r, letter, ".html", "{{url}} belongs in invitations alone");
	if (has_code && !has_line(text, SAMPLE_CODE))
		complain_of_part(
		    r, letter, ".txt", "{{code}} must stand alone on its line");
	if (has_code && html != NULL && count(html, SAMPLE_CODE) == 0)
		complain_of_part(r, letter, ".html", "{{code}} is missing");
}

/* It is the sentence of the first of its groups that has one. */
static void
check_subject(const struct rules *r, const struct letter *letter)
{
	const struct words *words = words_find(r->all, letter->language);
	const char *subject = letter->message.subject, *place = NULL;
	size_t i;

	if (subject == NULL || utf8_length(subject) <= SUBJECT_MAX)
		return;
	for (i = 0;
	     i < GROUPS && letter->kind->groups[i] != NULL && place == NULL;
	     i++)
		place = words_place(words,
		    arena_printf(
			r->arena, "%s.subject", letter->kind->groups[i]),
		    r->arena);
	complain(
	    r, place, "a subject has at most 60 characters", letter->where);
}

static void
check_mails(const struct rules *r, const char *language)
{
	struct letter letter = { .language = language };
	const char *error;
	size_t i;

	for (i = 0; (letter.kind = mail_kind_at(i)) != NULL; i++) {
		letter.where = arena_printf(r->arena, " (%s in %s)",
		    sample_kind(i, r->arena), language);
		error = sample_write(
		    r->config, r->all, i, language, &letter.message, r->arena);
		if (error != NULL) {
			complain_of_part(r, &letter, ".txt", error);
			continue;
		}
		check_parts(r, &letter);
		check_subject(r, &letter);
	}
}

/* ---- Pages ---- */

/* A form that a page has. */
struct form_rule {
	const char *page, *part;
	const char *preview; /* which shows it */
	const char *action;
	const char *fields; /* it may have more */
};

static const struct form_rule forms[] = {
	{ "page/invitation.html", "page/verify.html", "verify", "verify",
	    "formToken email" },
	{ "page/invitation.html", "page/confirm.html", "confirm", "confirm",
	    "formToken email code" },
	{ "page/invitation.html", "page/confirm.html", "confirm", "verify",
	    "formToken email" },
	{ "page/invitation.html", "page/accept.html", "faulty", "accept",
	    "formToken email proof businessName" },
	{ "page/invitation.html", "page/reject.html", "faulty", "reject",
	    "formToken reason" },
	{ "page/end.html", "page/end.html", "expired", "ask", "formToken" },
};

/* Whether an attribute of the form has that value. */
static bool
has_value(struct arena *arena, const char *form, const char *value)
{
	return strstr(form, arena_printf(arena, "\"%s\"", value)) != NULL ||
	    strstr(form, arena_printf(arena, "'%s'", value)) != NULL;
}

static bool
is_whole(struct arena *arena, const char *form, const struct form_rule *rule)
{
	char *rest = arena_string(arena, rule->fields), *field;

	if (!has_value(arena, form, rule->action) ||
	    !has_value(arena, form, SEAL_SAMPLE))
		return false;
	while ((field = strsep(&rest, " ")) != NULL)
		if (!has_value(arena, form, field))
			return false;
	return true;
}

static bool
has_form(struct arena *arena, const char *html, const struct form_rule *rule)
{
	const char *end;

	while ((html = strcasestr(html, "<form")) != NULL &&
	    (end = strcasestr(html, "</form")) != NULL) {
		if (is_whole(arena,
			arena_copy(arena, html, (size_t)(end - html)), rule))
			return true;
		html = end;
	}
	return false;
}

/* The file that an operator may have changed. */
static const char *
place_of(const struct rules *r, const struct form_rule *rule)
{
	const char *path = template_path(r->all, rule->part);

	if (strcmp(path, template_path(r->ours, rule->part)) == 0)
		path = template_path(r->all, rule->page);
	return arena_printf(r->arena, "%s:1", path);
}

static void
check_form(const struct rules *r, const struct form_rule *rule)
{
	const struct service service = { .config = r->config,
		.templates = r->all };
	struct exchange x;

	exchange_init(&x, &service, r->arena);
	if (preview_show(&x, rule->preview, "connections", "en") &&
	    !has_form(r->arena, x.answer, rule))
		complain(r, place_of(r, rule),
		    arena_printf(r->arena,
			"no form has the action %s with all of: %s",
			rule->action, rule->fields),
		    "");
}

void
rules_check(const struct templates *all, const struct templates *ours,
    const struct config *config, struct json *faults, struct arena *arena)
{
	const struct rules rules = { arena, config, all, ours, faults };
	const char *language;
	size_t i;

	check_mails(&rules, "en");
	for (i = 0; (language = words_at(all, i)) != NULL; i++)
		if (strcmp(language, "en") != 0)
			check_mails(&rules, language);
	for (i = 0; i < COUNT_OF(forms); i++)
		check_form(&rules, &forms[i]);
}
