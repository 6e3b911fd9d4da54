/* SPDX-License-Identifier: MIT */
/*
 * The page behind a link. GET shows what it opens and changes nothing; the
 * form's POST acts through the JSON doors and, when something was done, comes
 * back to the same page.
 */
#include "page/invitation.h"

#include <string.h>

#include "api/call.h"
#include "api/decode.h"
#include "api/exchange.h"
#include "api/route.h"
#include "base/arena.h"
#include "door/json.h"
#include "page/form.h"
#include "page/render.h"
#include "page/seal.h"

/* One visit: the link's card and what the visitor has got to so far. */
struct visit {
	struct exchange *x;
	const char *token;
	struct json *card;   /* link_show's answer */
	struct json *form;   /* what was posted; empty on GET */
	const char *problem; /* why the link opens nothing; NULL: it does */
};

static const struct problem *
open_link(struct visit *v, struct exchange *x, const char *proof)
{
	const struct problem *problem;
	const char *hash = NULL, *wrong;
	struct pg_reply reply;
	bool is_public;

	*v = (struct visit){ .x = x, .token = x->parameters[0] };
	v->form = json_object(x->arena);
	decode_token(x, v->token);
	if (proof != NULL && *proof != '\0') {
		char *digits = arena_alloc(x->arena, TOKEN_HASH_TEXT + 1);

		token_hash(proof, digits);
		hash = digits;
	}
	exchange_set(x, "proof_hash", hash);
	problem = call_make(x, &call_link_show, &reply);
	if (problem != NULL)
		return problem;
	v->card = json_parse(x->arena, reply.body, strlen(reply.body), &wrong);
	v->problem = json_text(v->card, "problem");
	/* Each kind of link has one address. */
	is_public = starts_with(x->route->path, "/p/");
	return json_is_true(v->card, "isPublic") == is_public
	    ? NULL
	    : &problem_not_found;
}

/* What the visitor decides on; a change of it asks for another look. */
static const char *
shown(const struct visit *v)
{
	static const char *const names[] = { "kind", "organizationName",
		"inviterName", "role", "message" };
	struct json *list = json_list(v->x->arena);
	size_t i;

	for (i = 0; i < COUNT_OF(names); i++)
		json_add(list,
		    json_string(v->x->arena, json_text(v->card, names[i])));
	return json_write(v->x->arena, list);
}

static struct json *
data_of(const struct visit *v)
{
	struct arena *arena = v->x->arena;
	struct json *data = json_object(arena);
	const char *kind = json_text(v->card, "kind");

	json_set(data, "card", v->card);
	json_set(data, kind, json_boolean(arena, true));
	json_set(
	    data, "formToken", json_string(arena, seal_form(v->x, shown(v))));
	json_set(
	    data, "email", json_string(arena, json_text(v->form, "email")));
	json_set(
	    data, "proof", json_string(arena, json_text(v->form, "proof")));
	return data;
}

/* The words for a bad field of a form; NULL: it is fine. */
static const char *
error_of(const struct json *errors, const char *name, struct arena *arena)
{
	const char *pointer = arena_printf(arena, "#/%s", name);
	const struct json *error = errors == NULL ? NULL : errors->first;

	for (; error != NULL; error = error->next)
		if (strcmp(json_text(error, "pointer"), pointer) == 0)
			return json_text(error, "detail");
	return NULL;
}

/* The card's form with what was typed and what was wrong with it. */
static struct json *
fields_of(const struct visit *v, const struct json *errors)
{
	struct arena *arena = v->x->arena;
	const struct json *field = json_member(v->card, "form")->first;
	struct json *fields = json_list(arena), *one;
	const char *name, *typed;

	for (; field != NULL; field = field->next) {
		name = json_text(field, "name");
		if (strcmp(name, "email") == 0)
			continue; /* the steps before have asked for it */
		typed = json_text(v->form, name);
		one = json_object(arena);
		json_set(one, "name", json_string(arena, name));
		json_set(one, name, json_boolean(arena, true));
		json_set(one, "required",
		    json_boolean(arena, json_is_true(field, "required")));
		json_set(
		    one, "type", json_string(arena, json_text(field, "type")));
		json_set(one, "value",
		    json_string(arena,
			typed != NULL ? typed : json_text(field, "value")));
		json_set(one, "error",
		    json_string(arena, error_of(errors, name, arena)));
		json_add(fields, one);
	}
	return fields;
}

/* The page of a link that opens: the step the visitor has got to. */
static void
render_step(const struct visit *v, int status, const char *step,
    const struct form_result *result)
{
	struct arena *arena = v->x->arena;
	struct json *data = data_of(v);
	const struct json *errors = result == NULL ? NULL : result->errors;

	json_set(data, step, json_boolean(arena, true));
	json_set(data, "fields", fields_of(v, errors));
	json_set(data, "emailError",
	    json_string(arena, error_of(errors, "email", arena)));
	json_set(data, "codeError",
	    json_string(arena, error_of(errors, "code", arena)));
	if (result != NULL && result->problem != NULL) {
		json_set(data, "problemTitle",
		    json_string(arena, result->problem->title));
		json_set(data, "problemDetail",
		    json_string(arena, result->problem->detail));
		if (result->retry_after != NULL)
			exchange_header(
			    v->x, "Retry-After", result->retry_after);
	}
	render_page(v->x, status, "page/invitation.html", data);
}

/* Which step a visitor stands before who has just come, or come back. */
static const char *
first_step(const struct visit *v)
{
	return json_is_true(v->card, "needsVerification") ? "isVerify"
							  : "isAccept";
}

static void
render_end(const struct visit *v, int status, const char *outcome)
{
	struct json *data = data_of(v);

	json_set(data, outcome, json_boolean(v->x->arena, true));
	render_page(v->x, status, "page/end.html", data);
}

/* A look at a link of one's own shows what became of it, with 200. */
static void
render_dead(const struct visit *v, bool is_look)
{
	const struct problem *problem = problem_find(v->problem);
	bool is_shown = is_look && json_is_true(v->card, "isMailed") &&
	    strcmp(v->problem, "invitation_used_up") == 0;
	bool is_mine = json_is_true(v->card, "isMine");

	render_end(v, is_shown ? 200 : problem->status,
	    is_shown && is_mine ? "isAccepted" : problem->code);
}

void
invitation_show(struct exchange *x)
{
	const struct problem *problem;
	const char *done;
	struct visit v;

	problem = open_link(&v, x, NULL);
	if (problem != NULL)
		render_problem(x, problem);
	else if ((done = seal_read_done(x)) != NULL)
		render_end(&v, 200, done);
	else if (v.problem != NULL)
		render_dead(&v, true);
	else
		render_step(&v, 200, first_step(&v), NULL);
}

/* ---- acts ---- */

/* A refusal shows the same step again, unless the link has died meanwhile. */
static void
show_refusal(
    struct visit *v, const char *step, const struct form_result *result)
{
	int status = result->problem->status;

	if (status == 410) {
		v->problem = result->problem->code;
		render_dead(v, false);
	} else if (status == 404 || status >= 500) {
		render_problem(v->x, result->problem);
	} else {
		render_step(v, status, step, result);
	}
}

static void
act_verify(struct visit *v)
{
	struct form_result result =
	    form_call(v->x, "linkVerify", v->form, v->token);

	if (result.problem != NULL)
		show_refusal(v, "isVerify", &result);
	else
		render_step(v, 200, "isConfirm", NULL);
}

static void
act_confirm(struct visit *v)
{
	struct form_result result =
	    form_call(v->x, "linkConfirm", v->form, v->token);
	const struct problem *problem;
	struct json *form = v->form;
	const char *proof;

	if (result.problem != NULL) {
		show_refusal(v, "isConfirm", &result);
		return;
	}
	proof = json_text(result.body, "proof");
	problem = open_link(v, v->x, proof);
	if (problem != NULL) {
		render_problem(v->x, problem);
		return;
	}
	v->form = json_set(form, "proof", json_string(v->x->arena, proof));
	render_step(v, 200, "isAccept", NULL);
}

static void
act_accept(struct visit *v)
{
	struct form_result result =
	    form_call(v->x, "linkAccept", v->form, v->token);
	bool is_unproved = json_is_true(v->card, "needsVerification");

	if (result.problem != NULL)
		show_refusal(v, is_unproved ? "isVerify" : "isAccept", &result);
	else
		render_redirect(v->x,
		    seal_done(v->x,
			result.outcome == NULL ? "isAccepted" : "isPending"));
}

static void
act_reject(struct visit *v)
{
	struct form_result result =
	    form_call(v->x, "linkReject", v->form, v->token);

	if (result.problem != NULL)
		show_refusal(v, "isAccept", &result);
	else
		render_redirect(v->x, seal_done(v->x, "isRejected"));
}

static void
act_ask(struct visit *v)
{
	struct json *caller = json_object(v->x->arena);
	const struct problem *problem;
	struct pg_reply reply;

	json_set(
	    caller, "request_id", json_string(v->x->arena, v->x->request_id));
	exchange_set(v->x, "caller", json_write(v->x->arena, caller));
	problem = call_make(v->x, &call_link_ask, &reply);
	if (problem != NULL)
		render_problem(v->x, problem);
	else
		render_redirect(v->x, seal_done(v->x, "isAsked"));
}

/* Acts of a link that opens; `ask` is for those that do not. */
static const struct {
	const char *name;
	void (*act)(struct visit *);
} acts[] = {
	{ "verify", act_verify },
	{ "confirm", act_confirm },
	{ "accept", act_accept },
	{ "reject", act_reject },
};

static void
act_on_live(struct visit *v, const char *action)
{
	const char *token = json_text(v->form, "formToken");
	size_t i;

	for (i = 0; action != NULL && i < COUNT_OF(acts); i++)
		if (strcmp(acts[i].name, action) == 0)
			break;
	if (action == NULL || i == COUNT_OF(acts) ||
	    !seal_form_is_good(v->x, token, shown(v))) {
		struct form_result again = { .problem =
						 &problem_invalid_fields };

		/* Shown anew: what it says may have changed. */
		render_step(v, 422, first_step(v), &again);
		return;
	}
	acts[i].act(v);
}

void
invitation_act(struct exchange *x)
{
	const struct problem *problem;
	const char *action;
	struct json *form;
	struct visit v;

	if ((problem = form_read(x, &form)) != NULL ||
	    (problem = open_link(&v, x, json_text(form, "proof"))) != NULL) {
		render_problem(x, problem);
		return;
	}
	v.form = form;
	action = json_text(form, "action");
	if (action != NULL && strcmp(action, "ask") == 0)
		act_ask(&v);
	else if (v.problem != NULL && action != NULL &&
	    strcmp(action, "accept") == 0)
		act_accept(&v); /* the same subject gets the first result */
	else if (v.problem != NULL)
		render_dead(&v, false);
	else
		act_on_live(&v, action);
}
