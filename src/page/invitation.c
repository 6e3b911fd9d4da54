/* SPDX-License-Identifier: MIT */
/*
 * The page behind a link. GET shows what it opens and changes nothing; the
 * form's POST acts through the JSON doors and, when something was done, comes
 * back to the same page.
 */
#include "page/invitation.h"

#include <string.h>

#include "api/call.h"
#include "api/exchange.h"
#include "door/json.h"
#include "page/form.h"
#include "page/refusal.h"
#include "page/render.h"
#include "page/seal.h"
#include "page/show.h"
#include "page/value.h"
#include "page/visit.h"

/* The end that a connection's status is. */
static const struct {
	const char *status;
	const char *end;
} connection_ends[] = {
	{ "pending", "pending" },
	{ "active", "accepted" },
	{ "declined", "declined" },
};

/* How what was done here stands by now; NULL: as if nothing had been. */
static const char *
still_done(const struct visit *v)
{
	const char *done = v->done, *status;
	size_t i;

	if (done == NULL)
		return NULL;
	/* Who asked may have been answered: what is live is never hidden. */
	if (starts_with(done, "asked"))
		return v->problem == NULL || json_is_true(v->card, "isMine")
		    ? NULL
		    : done;
	if (!json_is_true(v->card, "isPublic"))
		return done;
	status = json_text(v->card, "connectionStatus");
	for (i = 0; status != NULL && i < COUNT_OF(connection_ends); i++)
		if (strcmp(connection_ends[i].status, status) == 0)
			return connection_ends[i].end;
	return NULL;
}

void
invitation_show(struct exchange *x)
{
	const struct problem *problem;
	const char *done;
	struct visit v;

	if ((problem = visit_open(&v, x, NULL)) != NULL)
		render_problem(x, problem, NULL);
	else if (strcmp(x->query, "again") != 0 &&
	    (done = still_done(&v)) != NULL)
		show_done(&v, done);
	else if (v.problem != NULL)
		show_dead(&v, true);
	else if (json_is_true(v.card, "isMine"))
		show_done(&v, "accepted"); /* others have still to */
	else
		show_step(&v, 200, show_first_step(&v), NULL, NULL);
}

/* ---- acts ---- */

enum { ACT_NAMES = 2 };

/*
 * What a form of the page may do. names: the fields that its door takes, each
 * its own type; none: those of the card's form.
 */
struct act {
	const char *name;
	const char *route;
	const char *names[ACT_NAMES];
	bool is_once;	       /* however often its form is sent */
	const char *step;      /* shown again when refused */
	const char *busy_step; /* when that was for being too soon */
	void (*finish)(struct visit *, const struct form_result *);
};

static void
finish_verify(struct visit *v, const struct form_result *result)
{
	(void)result;
	show_step(v, 200, STEP_CONFIRM, NULL, NULL);
}

static void
finish_confirm(struct visit *v, const struct form_result *result)
{
	const struct visit before = *v;
	const struct problem *problem =
	    visit_open(v, v->x, json_text(result->body, "proof"));

	v->address = before.address;
	v->typed = before.kept;
	if (problem != NULL)
		render_problem(v->x, problem, before.card);
	else if (v->problem != NULL)
		show_dead(v, false);
	else
		show_step(v, 200, show_first_step(v), NULL, NULL);
}

/* What was done before by another form was not done by this one. */
static void
finish_accept(struct visit *v, const struct form_result *result)
{
	const struct json *made = json_member(result->body, "connection");
	const char *outcome = result->outcome;

	if (outcome == NULL)
		outcome = json_is_true(result->body, "alreadyAccepted")
		    ? "accepted_already"
		    : "accepted";
	render_redirect(v->x, seal_done(v->x, outcome, json_text(made, "id")));
}

static void
finish_reject(struct visit *v, const struct form_result *result)
{
	(void)result;
	render_redirect(v->x, seal_done(v->x, "rejected", NULL));
}

static const struct act acts[] = {
	{ "verify", "linkVerify", { "email" }, false, STEP_VERIFY, STEP_CONFIRM,
	    finish_verify },
	{ "confirm", "linkConfirm", { "email", "code" }, false, STEP_CONFIRM,
	    STEP_CONFIRM, finish_confirm },
	{ "accept", "linkAccept", { NULL }, true, STEP_ACCEPT, STEP_ACCEPT,
	    finish_accept },
	{ "reject", "linkReject", { "reason" }, false, STEP_ACCEPT, STEP_ACCEPT,
	    finish_reject },
};

static const struct act *
find_act(const char *name)
{
	size_t i;

	for (i = 0; name != NULL && i < COUNT_OF(acts); i++)
		if (strcmp(acts[i].name, name) == 0)
			return &acts[i];
	return NULL;
}

static struct json *
fields_for(const struct visit *v, const struct act *act)
{
	struct arena *arena = v->x->arena;
	struct json *fields = json_object(arena);
	struct json *value;
	size_t i;

	if (act->names[0] == NULL) {
		fields =
		    form_fields(arena, v->form, json_member(v->card, "form"),
			voice_say(&v->voice, "language.decimal"),
			json_is_true(v->card, "isEdit"));
		if (v->proof != NULL)
			json_set_text(arena, fields, "proof", v->proof);
		return fields;
	}
	for (i = 0; i < ACT_NAMES && act->names[i] != NULL; i++)
		if ((value = value_read(arena, act->names[i],
			 json_member(v->form, act->names[i]), NULL)) != NULL)
			json_set(fields, act->names[i], value);
	return fields;
}

static void
run_act(struct visit *v, const struct act *act)
{
	struct form_result result =
	    form_call(v->x, act->route, fields_for(v, act), v->token,
		act->is_once ? form_text(v->form, "formToken") : NULL);

	if (exchange_is_parked(v->x))
		return;
	if (result.problem == NULL)
		act->finish(v, &result);
	else
		refusal_show(v, act->step, act->busy_step, &result);
}

static void
ask(struct visit *v)
{
	const struct problem *problem;
	struct pg_reply reply;
	bool is_again;

	call_set_caller(v->x);
	problem = call_make(v->x, &call_link_ask, &reply);
	if (problem != NULL) {
		render_problem(v->x, problem, v->card);
		return;
	}
	is_again = json_is_true(call_body(v->x, &reply), "isAgain");
	render_redirect(
	    v->x, seal_done(v->x, is_again ? "asked_again" : "asked", NULL));
}

/* Acts of a link that opens nothing. */
static void
act_on_dead(struct visit *v, const char *action, bool is_sealed)
{
	if (strcmp(action, "ask") == 0 && is_sealed && show_can_ask(v))
		ask(v);
	else if (strcmp(action, "accept") == 0 ||
	    (strcmp(action, "reject") == 0 &&
		json_is_true(v->card, "canReject")))
		run_act(v, find_act(action)); /* done twice, it is done once */
	else
		show_dead(v, false);
}

static void
act_on_live(struct visit *v, const char *action, bool is_sealed)
{
	const struct act *act = find_act(action);

	/* Shown anew: what it says may have changed. */
	if (act == NULL || !is_sealed)
		show_step(v, 422, show_first_step(v), "stale", NULL);
	else if (strcmp(act->name, "verify") == 0 &&
	    json_member(v->form, "email") == NULL)
		show_step(v, 200, STEP_VERIFY, NULL, NULL); /* which one? */
	else if (strcmp(act->name, "accept") == 0 &&
	    json_is_true(v->card, "needsVerification"))
		show_step(v, 422, STEP_VERIFY, "unproved", NULL);
	else
		run_act(v, act);
}

void
invitation_act(struct exchange *x)
{
	const struct problem *unread, *unopened;
	const char *action, *token;
	struct json *form = NULL;
	struct visit v;
	bool is_sealed;

	unread = form_read(x, &form);
	unopened = visit_open(&v, x, form_text(form, "proof"));
	if (unread != NULL || unopened != NULL) {
		render_problem(x, unread != NULL ? unread : unopened,
		    unopened == NULL ? v.card : NULL);
		return;
	}
	v.form = form;
	v.address = form_text(form, "email");
	action = form_text(form, "action");
	token = form_text(form, "formToken");
	if (action == NULL)
		action = "";
	if (strcmp(action, "accept") == 0)
		v.typed = v.kept = form;
	else if (form_text(form, "kept") != NULL)
		v.kept = form;
	is_sealed = seal_form_is_good(x, token, v.shown);
	if (v.problem != NULL)
		act_on_dead(&v, action, is_sealed);
	else
		act_on_live(&v, action, is_sealed);
}
