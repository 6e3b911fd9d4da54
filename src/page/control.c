/* SPDX-License-Identifier: MIT */
/* Which control asks for a field, and what a browser is told of it. */
#include "page/control.h"

#include <stdbool.h>
#include <string.h>

#include "api/field.h"
#include "base/arena.h"
#include "base/buf.h"
#include "door/json.h"
#include "page/asked.h"
#include "page/value.h"
#include "page/voice.h"

/* What browsers know to fill in (HTML, autofill), and which keys they show. */
static const struct aid {
	const char *kind; /* of invitation; NULL: any */
	const char *name;
	const char *autocomplete;
	const char *inputmode;
	bool is_exact; /* a phone must not capitalize or correct it */
} aids[] = {
	{ "team", "password", "new-password", NULL, false },
	/* A utility's own: a browser must not offer those of this site. */
	{ "contributors", "username", "off", NULL, true },
	{ "contributors", "password", "off", NULL, false },
	{ NULL, "firstName", "given-name", NULL, false },
	{ NULL, "lastName", "family-name", NULL, false },
	{ NULL, "email", "email", NULL, false },
	{ NULL, "phone", "tel", NULL, false },
	{ NULL, "businessName", "organization", NULL, false },
	{ NULL, "legalName", "organization", NULL, false },
	{ NULL, "address.line1", "address-line1", NULL, false },
	{ NULL, "address.line2", "address-line2", NULL, false },
	{ NULL, "address.city", "address-level2", NULL, false },
	{ NULL, "address.region", "address-level1", NULL, false },
	{ NULL, "address.postalCode", "postal-code", NULL, false },
	{ NULL, "address.country", "country", NULL, false },
	{ NULL, "url", "off", "url", true },
};

/*
 * The control of each type of field; the first for any other. Where a page
 * runs from right to left, what is typed may still run the other way.
 */
static const struct control {
	const char *type;
	const char *flag;
	const char *input;
	const char *inputmode;
	const char *dir;
} controls[] = {
	{ "text", "isInput", "text", NULL, "auto" },
	{ "email", "isInput", "email", NULL, "ltr" },
	{ "tel", "isInput", "tel", NULL, "ltr" },
	{ "password", "isInput", "password", NULL, "ltr" },
	{ "date", "isInput", "date", NULL, NULL },
	/* Not HTML's `number`, which a wheel changes by accident. */
	{ "number", "isInput", "text", "decimal", "ltr" },
	{ "boolean", "isTick", NULL, NULL, NULL },
	{ "choice", "isChoice", NULL, NULL, NULL },
	{ "list", "isLines", NULL, NULL, "auto" },
	{ "signature", "isSignature", NULL, NULL, "auto" },
};

static const struct aid *
aid_of(const struct voice *v, const char *name)
{
	static const struct aid none;
	size_t i;

	for (i = 0; i < COUNT_OF(aids); i++)
		if (strcmp(aids[i].name, name) == 0 &&
		    (aids[i].kind == NULL ||
			(v->kind != NULL &&
			    strcmp(aids[i].kind, v->kind) == 0)))
			return &aids[i];
	return &none;
}

static const struct control *
control_of(const char *type)
{
	size_t i;

	for (i = 0; i < COUNT_OF(controls); i++)
		if (strcmp(controls[i].type, type) == 0)
			return &controls[i];
	return &controls[0];
}

static void
add_choice(const struct voice *v, struct json *field, const char *word,
    const char *label, const struct json *texts)
{
	struct json *choices = json_member(field, "choices");
	struct json *choice = json_object(v->arena);
	const struct json *one;
	int number = 1;

	for (one = choices->first; one != NULL; one = one->next)
		number++;
	json_set_text(v->arena, choice, "choiceId",
	    arena_printf(v->arena, "%s-%d", json_text(field, "id"), number));
	json_set_text(v->arena, choice, "word", word);
	json_set_text(v->arena, choice, "choice", label);
	json_set(
	    choice, "isChosen", json_boolean(v->arena, value_has(texts, word)));
	json_add(choices, choice);
}

/* Nobody knows a country's code, least of all on a phone. */
static void
add_countries(
    const struct voice *v, struct json *field, const struct json *texts)
{
	const struct json *one = voice_list(v, "country")->first;

	for (; one != NULL; one = one->next)
		add_choice(v, field, json_text(one, "name"),
		    json_text(one, "text"), texts);
}

/* What one chooses from: the question's options, or the words of a row. */
static void
add_choices(const struct voice *v, struct json *field,
    const struct json *options, const struct json *texts)
{
	const struct field *row = asked_row(json_text(field, "name"));
	const struct json *option = options == NULL ? NULL : options->first;
	const char *word, *label;
	size_t i;

	json_set(field, "choices", json_list(v->arena));
	for (; option != NULL; option = option->next)
		if ((word = option->text) != NULL)
			add_choice(v, field, word, word, texts);
	if (row != NULL && row->kind == KIND_COUNTRY)
		add_countries(v, field, texts);
	if (row != NULL && row->kind == KIND_LIST)
		row = row->members;
	for (i = 0; row != NULL && row->words != NULL && row->words[i] != NULL;
	     i++) {
		word = row->words[i];
		label = voice_say(v, arena_printf(v->arena, "choice.%s", word));
		add_choice(v, field, word, label != NULL ? label : word, texts);
	}
}

/* Whose a new password is, for what keeps passwords: the page knows it. */
static const char *
username_of(const struct aid *aid, const struct json *card)
{
	if (aid->autocomplete == NULL ||
	    strcmp(aid->autocomplete, "new-password") != 0 ||
	    !json_is_true(card, "isOwn"))
		return NULL;
	return json_text(card, "email");
}

static const char *
join(struct arena *arena, const struct json *texts)
{
	const struct json *one;
	struct buf joined;

	buf_init(&joined, arena, 0);
	for (one = texts->first; one != NULL; one = one->next)
		buf_putf(&joined, "%s%s", one == texts->first ? "" : "\n",
		    one->text == NULL ? "" : one->text);
	return joined.data;
}

void
control_add(const struct voice *v, struct json *field, const struct json *card,
    const struct json *texts)
{
	const char *name = json_text(field, "name");
	const struct control *control = control_of(json_text(field, "type"));
	const struct aid *aid = aid_of(v, name);
	const char *flag = control->flag;

	add_choices(v, field,
	    json_member(asked_question(card, name), "options"), texts);
	if (json_member(field, "choices")->first != NULL)
		flag = strcmp(flag, "isLines") == 0 ? "isTicks" : "isChoice";
	json_set(field, flag, json_boolean(v->arena, true));
	json_set_text(v->arena, field, "inputType", control->input);
	json_set_text(v->arena, field, "inputmode",
	    control->inputmode != NULL ? control->inputmode : aid->inputmode);
	json_set_text(v->arena, field, "autocomplete", aid->autocomplete);
	json_set_text(v->arena, field, "username", username_of(aid, card));
	json_set(field, "isExact", json_boolean(v->arena, aid->is_exact));
	json_set_text(v->arena, field, "dir",
	    aid->inputmode == NULL ? control->dir : "ltr");
	json_set_text(v->arena, field, "value", join(v->arena, texts));
	json_set(field, "isTicked",
	    json_boolean(v->arena, value_has(texts, "true")));
}
