/* SPDX-License-Identifier: MIT */
/* Pages with made-up data, each made by what makes it for a visitor. */
#include "page/preview.h"

#include <string.h>

#include "api/exchange.h"
#include "api/problem.h"
#include "base/arena.h"
#include "door/json.h"
#include "page/docs.h"
#include "page/fault.h"
#include "page/render.h"
#include "page/show.h"
#include "page/unsubscribe.h"
#include "page/value.h"
#include "page/visit.h"

/* What the database says of an invitation (link_show, link_unsubscribe). */
static const char common[] =
    "{\"status\":\"pending\",\"organizationName\":\"Example Ltd\","
    "\"inviterName\":\"Sam Doe\",\"email\":\"robin@example.com\","
    "\"message\":\"Hello Robin,\\nwelcome.\","
    "\"expiresAt\":\"2030-03-08T09:00:00.000Z\",\"isOwn\":true,"
    "\"redirectUrl\":\"https://example.com/\","
    "\"brandColor\":\"#0a7f5c\",\"form\":[]}";

#define DOCUMENT "01900000-0000-7000-8000-000000000002"

/* What it says besides of those of applicants. */
static const char extra[] =
    "{\"businessName\":\"Robin & Co\",\"questions\":["
    "{\"key\":\"size\",\"label\":\"How big is it?\","
    "\"options\":[\"small\",\"large\"]},"
    "{\"key\":\"staff\",\"label\":\"How many people?\"},"
    "{\"key\":\"since\",\"label\":\"Since when?\"},"
    "{\"key\":\"listed\",\"label\":\"It is listed\"}],"
    "\"documents\":[{\"templateId\":\"" DOCUMENT "\",\"name\":\"Terms\","
    "\"text\":\"1. The first\\n2. The second\","
    "\"sha256\":\"00000000000000000000000000000000"
    "00000000000000000000000000000000\"}]}";

static const struct family {
	const char *name;
	const char *role;
	bool can_reject;
	const char *extra;
} families[] = {
	{ "connections", NULL, true, NULL },
	{ "contributors", NULL, false, NULL },
	{ "team", "Admin", false, NULL },
	{ "onboarding", NULL, true, NULL },
	{ "applicants", NULL, true, extra },
};

/* The form of each, as its *_form function has it. */
static const struct asked {
	const char *kind;
	const char *name;
	const char *type;
	bool is_required;
	const char *value; /* NULL: none is known */
} asked[] = {
	{ "connections", "businessName", "text", true, NULL },
	{ "contributors", "url", "text", false, "https://power.example" },
	{ "contributors", "accountNumber", "text", false, NULL },
	{ "contributors", "accountHolder", "text", false, NULL },
	{ "contributors", "utilityTypes", "list", false, "GAS" },
	{ "contributors", "siteIds", "list", false, NULL },
	{ "contributors", "username", "text", false, NULL },
	{ "contributors", "password", "password", false, NULL },
	{ "team", "firstName", "text", true, NULL },
	{ "team", "lastName", "text", true, NULL },
	{ "team", "password", "password", true, NULL },
	{ "onboarding", "firstName", "text", true, "Robin" },
	{ "onboarding", "lastName", "text", true, "Roe" },
	{ "onboarding", "email", "email", false, "robin@example.com" },
	{ "onboarding", "phone", "tel", false, "+49 30 123456" },
	{ "onboarding", "legalName", "text", true, NULL },
	{ "onboarding", "tradingName", "text", false, NULL },
	{ "onboarding", "registrationNumber", "text", false, NULL },
	{ "onboarding", "address.line1", "text", true, NULL },
	{ "onboarding", "address.line2", "text", false, NULL },
	{ "onboarding", "address.city", "text", true, NULL },
	{ "onboarding", "address.region", "text", false, NULL },
	{ "onboarding", "address.postalCode", "text", false, NULL },
	{ "onboarding", "address.country", "text", true, NULL },
	{ "applicants", "customFields.size", "choice", true, "small" },
	{ "applicants", "customFields.staff", "number", true, NULL },
	{ "applicants", "customFields.since", "date", false, NULL },
	{ "applicants", "customFields.listed", "boolean", true, NULL },
	{ "applicants", "signatures." DOCUMENT, "signature", true, NULL },
};

static const struct family *
find_family(const char *name)
{
	size_t i;

	for (i = 0; i < COUNT_OF(families); i++)
		if (strcmp(families[i].name, name) == 0)
			return &families[i];
	return NULL;
}

static void
add_field(struct arena *arena, struct json *form, const struct asked *row)
{
	struct json *field = json_object(arena);

	json_set_text(arena, field, "name", row->name);
	json_set_text(arena, field, "type", row->type);
	json_set(field, "required", json_boolean(arena, row->is_required));
	json_set_text(arena, field, "value", row->value);
	json_add(form, field);
}

static struct json *
make_card(struct arena *arena, const struct family *family)
{
	const char *wrong;
	struct json *card =
	    json_parse(arena, common, sizeof(common) - 1, &wrong);
	size_t i;

	json_set_text(arena, card, "kind", family->name);
	json_set_text(arena, card, "role", family->role);
	json_set(card, "canReject", json_boolean(arena, family->can_reject));
	if (family->extra != NULL)
		json_set(card, "extra",
		    json_parse(
			arena, family->extra, strlen(family->extra), &wrong));
	for (i = 0; i < COUNT_OF(asked); i++)
		if (strcmp(asked[i].kind, family->name) == 0)
			add_field(arena, json_member(card, "form"), &asked[i]);
	return card;
}

static void
set_flag(struct visit *v, const char *name)
{
	json_set(v->card, name, json_boolean(v->x->arena, true));
}

/* ---- pages ---- */

static void
show_plain(struct visit *v, const char *step)
{
	show_step(v, 200, step, NULL, NULL);
}

static void
show_confirm(struct visit *v, const char *step)
{
	json_set_text(v->x->arena, v->card, "email", "r***@example.com");
	v->address = "other@example.com";
	show_plain(v, step);
}

static void
show_public(struct visit *v, const char *step)
{
	set_flag(v, "isPublic");
	show_plain(v, step);
}

/* The first field is wrong; the others hold what they held. */
static void
show_faulty(struct visit *v, const char *step)
{
	struct arena *arena = v->x->arena;
	const struct json *field = json_member(v->card, "form")->first;
	struct json *typed = json_object(arena), *errors = json_list(arena);
	struct json *error = json_object(arena);

	json_set_text(arena, error, "pointer",
	    fault_pointer(arena, json_text(field, "name")));
	json_set_text(arena, error, "code", "bad_format");
	json_add(errors, error);
	for (; field != NULL; field = field->next)
		json_set(typed, json_text(field, "name"),
		    value_texts(arena, json_member(field, "value"),
			voice_say(&v->voice, "language.decimal")));
	v->typed = typed;
	v->proof = "sample-proof";
	v->address = json_text(v->card, "email");
	show_step(v, 422, step, "invalid_fields", errors);
}

static void
show_dead_link(struct visit *v, const char *problem)
{
	if (strcmp(problem, "public_link_closed") == 0)
		set_flag(v, "isPublic");
	v->problem = problem;
	show_dead(v, false);
}

static void
show_outcome(struct visit *v, const char *outcome)
{
	show_done(v, outcome);
}

static void
show_unsubscribe(struct visit *v, const char *flag)
{
	if (flag != NULL)
		set_flag(v, flag);
	unsubscribe_answer(v->x, v->card);
}

static void
show_problem(struct visit *v, const char *code)
{
	render_problem(v->x, problem_find(code), NULL);
}

static void
show_docs(struct visit *v, const char *none)
{
	(void)none;
	docs_show(v->x);
}

static void
show_docs_problem(struct visit *v, const char *code)
{
	v->x->parameters[0] = code;
	docs_show_problem(v->x);
}

static const struct preview {
	const char *name;
	void (*show)(struct visit *, const char *about);
	const char *about;
} previews[] = {
	{ "open", show_plain, STEP_ACCEPT },
	{ "faulty", show_faulty, STEP_ACCEPT },
	{ "verify", show_plain, STEP_VERIFY },
	{ "public", show_public, STEP_VERIFY },
	{ "confirm", show_confirm, STEP_CONFIRM },
	{ "accepted", show_outcome, "accepted" },
	{ "accepted_already", show_outcome, "accepted_already" },
	{ "pending", show_outcome, "pending" },
	{ "declined", show_outcome, "declined" },
	{ "rejected", show_outcome, "rejected" },
	{ "asked", show_outcome, "asked" },
	{ "asked_again", show_outcome, "asked_again" },
	{ "expired", show_dead_link, "invitation_expired" },
	{ "revoked", show_dead_link, "invitation_revoked" },
	{ "used_up", show_dead_link, "invitation_used_up" },
	{ "rejected_before", show_dead_link, "invitation_rejected" },
	{ "replaced", show_dead_link, "link_replaced" },
	{ "closed", show_dead_link, "public_link_closed" },
	{ "unsubscribe", show_unsubscribe, NULL },
	{ "unsubscribed", show_unsubscribe, "isSuppressed" },
	{ "unknown", show_problem, "not_found" },
	{ "too_large", show_problem, "body_too_large" },
	{ "broken", show_problem, "internal" },
	{ "unavailable", show_problem, "unavailable" },
	{ "docs", show_docs, NULL },
	{ "docs_problem", show_docs_problem, "not_found" },
};

const char *
preview_at(size_t place)
{
	return place < COUNT_OF(previews) ? previews[place].name : NULL;
}

bool
preview_show(
    struct exchange *x, const char *name, const char *kind, const char *locale)
{
	struct visit v = { .x = x, .token = "sample" };
	const struct family *found = find_family(kind);
	struct json *card;
	size_t i = 0;

	while (i < COUNT_OF(previews) && strcmp(previews[i].name, name) != 0)
		i++;
	if (found == NULL || i == COUNT_OF(previews))
		return false;
	card = make_card(x->arena, found);
	json_set_text(x->arena, card, "locale", locale);
	x->accept_language = locale;
	visit_take(&v, card);
	previews[i].show(&v, previews[i].about);
	return true;
}
