/* SPDX-License-Identifier: MIT */
/* What a visitor sees: the steps of a link that opens, and every end. */
#include "page/show.h"

#include <string.h>

#include "api/exchange.h"
#include "base/arena.h"
#include "base/config.h"
#include "door/json.h"
#include "door/qr.h"
#include "page/fault.h"
#include "page/fields.h"
#include "page/form.h"
#include "page/groups.h"
#include "page/render.h"
#include "page/seal.h"
#include "page/visit.h"

static void
set_flag(const struct visit *v, const char *name, bool is_true)
{
	json_set(v->card, name, json_boolean(v->x->arena, is_true));
}

/* The words of every page; those that words has already stay. */
static void
add_words(const struct visit *v, struct json *words)
{
	voice_add_group(&v->voice, "page", words);
	voice_add_group(&v->voice, "language", words);
	json_set(v->card, "words", words);
}

const char *
show_first_step(const struct visit *v)
{
	return json_is_true(v->card, "needsVerification") ? STEP_VERIFY
							  : STEP_ACCEPT;
}

/* ---- steps ---- */

/*
 * One of the few fields that no card lists, labelled by words of the page;
 * its fault joins the others.
 */
static void
add_plain(const struct visit *v, const char *name, const char *label,
    const struct json *errors, struct json *faults)
{
	struct arena *arena = v->x->arena;
	const struct json *error =
	    fault_find(arena, errors, name, v->card, NULL);
	const char *words = fault_say(&v->voice, name, name, error);
	struct json *fault;

	json_set_text(
	    arena, v->card, arena_printf(arena, "%sError", name), words);
	if (words == NULL)
		return;
	fault = json_object(arena);
	json_set_text(arena, fault, "label", voice_say(&v->voice, label));
	json_set_text(arena, fault, "error", words);
	json_set_text(arena, fault, "anchor", arena_printf(arena, "#%s", name));
	json_add(faults, fault);
}

static void
add_notice(const struct visit *v, const char *name, struct json *faults)
{
	struct json *notice = json_object(v->x->arena);

	voice_add_pair(&v->voice, "problem", name, notice);
	json_set(notice, "faults", faults);
	json_set(notice, "hasFaults",
	    json_boolean(v->x->arena, faults->first != NULL));
	json_set(v->card, "notice", notice);
}

/* errors: of what was typed into the card's form. */
static void
add_fields(const struct visit *v, bool is_refused, const struct json *errors,
    struct json *faults)
{
	struct fields fields =
	    fields_show(&v->voice, v->card, v->typed, errors, is_refused);
	struct json *one, *next;

	set_flag(v, "hasFields", fields.list->first != NULL);
	json_set_text(v->x->arena, v->card, FORM_FILLED, fields.filled);
	json_set(v->card, "groups", groups_of(&v->voice, fields.list));
	for (one = fields.faults->first; one != NULL; one = next) {
		next = one->next;
		json_add(faults, one);
	}
}

/* What of the errors a step can show where it is asked for. */
static void
add_faults(const struct visit *v, bool is_refused, const char *step,
    const struct json *errors, struct json *faults)
{
	bool is_of_form = v->typed != NULL;

	if (strcmp(step, STEP_ACCEPT) == 0) {
		add_fields(v, is_refused, is_of_form ? errors : NULL, faults);
		if (!is_of_form)
			add_plain(v, "reason", "page.reason", errors, faults);
	} else if (is_of_form)
		return;
	else if (strcmp(step, STEP_CONFIRM) == 0)
		add_plain(v, "code", "page.code", errors, faults);
	else
		add_plain(v, "email", "page.address", errors, faults);
}

/* Add a hidden field for each text of a name; NULL: there is none. */
static void
keep(struct arena *arena, struct json *list, const char *name,
    const struct json *texts)
{
	const struct json *text = texts == NULL ? NULL : texts->first;
	struct json *one;

	for (; text != NULL; text = text->next) {
		one = json_object(arena);
		json_set_text(arena, one, "name", name);
		json_set_text(arena, one, "value", text->text);
		json_add(list, one);
	}
}

/*
 * What was typed into the form goes along while its address is proved anew;
 * not that address, which the step asks for itself, and no password.
 */
static void
add_kept(const struct visit *v)
{
	struct arena *arena = v->x->arena;
	struct json *list = json_list(arena);
	const struct json *field = json_member(v->card, "form")->first;
	const char *name;

	keep(arena, list, FORM_FILLED, json_member(v->kept, FORM_FILLED));
	for (; field != NULL; field = field->next) {
		name = json_text(field, "name");
		if (strcmp(name, "email") != 0 &&
		    strcmp(json_text(field, "type"), "password") != 0)
			keep(arena, list, name, json_member(v->kept, name));
	}
	json_set(v->card, "kept", list);
	set_flag(v, "isKept", v->kept != NULL);
}

/* A public link is handed on: from a screen to a phone, or on paper. */
static void
add_qr(const struct visit *v)
{
	const struct exchange *x = v->x;

	if (!json_is_true(v->card, "isPublic"))
		return;
	json_set_text(v->x->arena, v->card, "qr",
	    qr_image(x->arena,
		arena_printf(x->arena, "%s/p/%s",
		    x->service->config->public_url, v->token)));
}

/*
 * What may have been done, or is being done, is tried again by the same name:
 * a second click while the first one's password is hashed, say.
 */
static const char *
token_of(const struct visit *v, int status)
{
	const char *given =
	    v->form == NULL ? NULL : form_text(v->form, "formToken");

	return (status == 503 || status == 409) &&
		seal_form_is_good(v->x, given, v->shown)
	    ? given
	    : seal_form(v->x, v->shown);
}

/* Whether nothing of what was sent was taken: it is to be sent again. */
static bool
was_refused(int status, const char *notice)
{
	return status == 422 &&
	    (notice == NULL || strcmp(notice, "idempotency_key_reused") != 0);
}

void
show_step(const struct visit *v, int status, const char *step,
    const char *notice, const struct json *errors)
{
	struct arena *arena = v->x->arena;
	struct json *faults = json_list(arena);

	json_set_text(arena, v->card, "formToken", token_of(v, status));
	json_set_text(arena, v->card, "address", v->address);
	json_set_text(arena, v->card, "proof", v->proof);
	json_set_text(arena, v->card, "reason",
	    v->form == NULL ? NULL : form_text(v->form, "reason"));
	set_flag(v, step, true);
	/* Of a code that is worn out, or refused, none is on its way. */
	set_flag(v, "isSent", notice == NULL || !starts_with(notice, "code_"));
	if (strcmp(step, STEP_VERIFY) == 0)
		add_qr(v);
	add_faults(v, was_refused(status, notice), step, errors, faults);
	add_kept(v);
	if (notice != NULL)
		add_notice(v, notice, faults);
	add_words(v, json_object(arena));
	render_page(v->x, status, "page/invitation.html", v->card);
}

/* ---- ends ---- */

/* group: where in the catalogue the end is told. */
static void
show_end(const struct visit *v, int status, const char *group, const char *end)
{
	struct json *words = json_object(v->x->arena);

	json_set_text(
	    v->x->arena, v->card, "formToken", seal_form(v->x, v->shown));
	voice_add_pair(&v->voice, group, end, words);
	add_words(v, words);
	render_page(v->x, status, "page/end.html", v->card);
}

/* Nobody should go anywhere unawares. */
static const char *
host_of(struct arena *arena, const char *url)
{
	static const char scheme[] = "https://";

	if (url == NULL || !starts_with(url, scheme))
		return NULL;
	url += strlen(scheme);
	return arena_copy(arena, url, strcspn(url, "/?#"));
}

void
show_done(const struct visit *v, const char *outcome)
{
	const char *kind = json_text(v->card, "kind");
	bool is_asked = starts_with(outcome, "asked");

	set_flag(v, "isDone", !is_asked);
	set_flag(v, "isAccepted", strcmp(outcome, "accepted") == 0);
	set_flag(v, "isRejected", strcmp(outcome, "rejected") == 0);
	json_set_text(v->x->arena, v->card, "redirectHost",
	    host_of(v->x->arena, json_text(v->card, "redirectUrl")));
	/* One link for several accounts, or for whoever comes next. */
	set_flag(v, "isOpen",
	    !is_asked && v->problem == NULL &&
		(strcmp(kind, "contributors") == 0 ||
		    json_is_true(v->card, "isPublic")));
	show_end(v, 200, "end", outcome);
}

static bool
is_used_up(const struct visit *v, const char *flag)
{
	return strcmp(v->problem, "invitation_used_up") == 0 &&
	    json_is_true(v->card, flag);
}

bool
show_can_ask(const struct visit *v)
{
	/* Of a public one nobody would know whom to send the new one. */
	return !json_is_true(v->card, "isPublic") && !is_used_up(v, "isMine");
}

void
show_dead(const struct visit *v, bool is_look)
{
	const struct problem *problem = problem_find(v->problem);
	bool is_shown = is_look && is_used_up(v, "isOwn");

	set_flag(v, "canAsk", show_can_ask(v));
	if (!is_used_up(v, "isMine"))
		show_end(
		    v, is_shown ? 200 : problem->status, "end", problem->code);
	else if (is_shown)
		show_done(v, "accepted");
	else
		show_end(v, problem->status, "end", "accepted_already");
}

void
show_over(const struct visit *v, const struct problem *problem)
{
	show_end(v, problem->status, "problem", problem->code);
}
