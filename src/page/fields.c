/* SPDX-License-Identifier: MIT */
/*
 * A form as people see it: each field with its words, what it holds, and what
 * is wrong with it. Knows the form that the database asks for, no family.
 */
#include "page/fields.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "door/json.h"
#include "page/asked.h"
#include "page/control.h"
#include "page/fault.h"
#include "page/form.h"
#include "page/value.h"
#include "page/voice.h"

/* A form that is being laid out. */
struct sheet {
	const struct voice *voice;
	struct arena *arena;
	const struct json *card;
	const struct json *typed;
	const struct json *errors;
	bool is_refused;
	struct fields fields;
	int count;
};

/* A sentence that names the document to be signed. */
static const char *
say_of_document(
    const struct sheet *s, const char *sentence, const struct json *document)
{
	struct voice voice = *s->voice;
	struct json *data = json_object(s->arena);

	json_set_text(s->arena, data, "document", json_text(document, "name"));
	voice.data = data;
	return voice_say(&voice, sentence);
}

static const char *
label_of(const struct sheet *s, const char *name)
{
	const struct json *question = asked_question(s->card, name);
	const struct json *document = asked_document(s->card, name);
	const char *label;

	if (question != NULL)
		return json_text(question, "label");
	if (document != NULL)
		return say_of_document(s, "field.signature", document);
	label = voice_say(s->voice, arena_printf(s->arena, "field.%s", name));
	return label != NULL ? label : name;
}

/* The ids of what belongs to a control besides its label; NULL: nothing. */
static const char *
described_by(
    struct arena *arena, const char *id, const char *hint, const char *fault)
{
	if (hint != NULL && fault != NULL)
		return arena_printf(arena, "%s-hint %s-error", id, id);
	if (hint != NULL)
		return arena_printf(arena, "%s-hint", id);
	return fault != NULL ? arena_printf(arena, "%s-error", id) : NULL;
}

static void
add_words(const struct sheet *s, struct json *one, const struct json *error)
{
	const char *name = json_text(one, "name"), *id = json_text(one, "id");
	const char *hint, *fault;

	hint =
	    voice_say(s->voice, arena_printf(s->arena, "field.%s.hint", name));
	fault = fault_say(s->voice, name, json_text(one, "type"), error);
	json_set_text(s->arena, one, "label", label_of(s, name));
	json_set_text(s->arena, one, "hint", hint);
	json_set_text(s->arena, one, "error", fault);
	json_set_text(s->arena, one, "describedBy",
	    described_by(s->arena, id, hint, fault));
}

/* The text to be read above the line where it is signed. */
static void
add_document(const struct sheet *s, struct json *one)
{
	const struct json *document =
	    asked_document(s->card, json_text(one, "name"));
	struct json *shown;

	if (document == NULL)
		return;
	shown = json_object(s->arena);
	json_set_text(s->arena, shown, "heading",
	    say_of_document(s, "page.document", document));
	json_set_text(s->arena, shown, "text", json_text(document, "text"));
	json_set_text(s->arena, shown, "sha256", json_text(document, "sha256"));
	json_set(one, "document", shown);
}

/* What a field holds: what was typed, but no password, or what is known. */
static const struct json *
texts_of(const struct sheet *s, const struct json *field)
{
	const struct json *texts;

	if (strcmp(json_text(field, "type"), "password") == 0)
		return json_list(s->arena);
	if (s->typed == NULL)
		return value_texts(s->arena, json_member(field, "value"),
		    voice_say(s->voice, "language.decimal"));
	texts = json_member(s->typed, json_text(field, "name"));
	return texts != NULL ? texts : json_list(s->arena);
}

static void
add_fault(const struct sheet *s, const char *label, const char *error,
    const char *anchor)
{
	struct json *fault = json_object(s->arena);

	json_set_text(s->arena, fault, "label", label);
	json_set_text(s->arena, fault, "error", error);
	json_set_text(s->arena, fault, "anchor", anchor);
	json_add(s->fields.faults, fault);
}

/* What can be seen to be wrong with what was typed; NULL: nothing. */
static const char *
fault_of(const struct sheet *s, const struct json *field)
{
	const char *type = json_text(field, "type");
	const struct json *value = value_read(s->arena, type,
	    json_member(s->typed, json_text(field, "name")),
	    voice_say(s->voice, "language.decimal"));

	if (value != NULL)
		return value_fault(type, value);
	return json_is_true(field, "required") ? "required" : NULL;
}

/* Nobody looks again at a field that is filled in: of a password it is not. */
static bool
is_lost(const struct sheet *s, const struct json *field)
{
	return s->is_refused &&
	    strcmp(json_text(field, "type"), "password") == 0 &&
	    form_text(s->typed, json_text(field, "name")) != NULL;
}

/*
 * A door that finds something else wrong does not always get as far as what
 * the database checks, and nobody wants to be told of one thing after the
 * other.
 */
static const struct json *
error_of(const struct sheet *s, const struct json *field)
{
	const char *name = json_text(field, "name");
	const struct json *error =
	    fault_find(s->arena, s->errors, name, s->card, s->typed);
	const char *code = NULL;
	struct json *seen;

	if (error != NULL || s->typed == NULL)
		return error;
	if (s->errors != NULL)
		code = fault_of(s, field);
	if (code == NULL && is_lost(s, field))
		code = "again";
	if (code == NULL)
		return NULL;
	seen = json_object(s->arena);
	json_set_text(s->arena, seen, "code", code);
	return seen;
}

/* Where the focus goes: a group of boxes takes none, its first box does. */
static const char *
anchor_of(const struct sheet *s, const struct json *one)
{
	const struct json *first = json_member(one, "choices")->first;
	const char *id = json_text(one, "id");

	if (json_is_true(one, "isTicks") && first != NULL)
		id = json_text(first, "choiceId");
	return arena_printf(s->arena, "#%s", id);
}

static void
add_field(struct sheet *s, const struct json *field)
{
	const char *name = json_text(field, "name"), *id;
	const struct json *error = error_of(s, field);
	struct json *one = json_object(s->arena);

	id = arena_printf(s->arena, "field-%d", ++s->count);
	json_set_text(s->arena, one, "name", name);
	json_set_text(s->arena, one, "id", id);
	json_set_text(s->arena, one, "type", json_text(field, "type"));
	json_set(one, "required",
	    json_boolean(s->arena, json_is_true(field, "required")));
	add_words(s, one, error);
	control_add(s->voice, one, s->card, texts_of(s, field));
	add_document(s, one);
	json_add(s->fields.list, one);
	if (error != NULL)
		add_fault(s, json_text(one, "label"), json_text(one, "error"),
		    anchor_of(s, one));
}

/* What is wrong with something that this form does not show. */
static void
add_rest(const struct sheet *s)
{
	const struct json *error = s->errors == NULL ? NULL : s->errors->first;

	for (; error != NULL; error = error->next)
		if (!fault_is_shown(s->arena, error, s->card, s->typed))
			add_fault(s, NULL,
			    fault_say(s->voice, fault_name(s->arena, error), "",
				error),
			    NULL);
}

/* Which fields the form came filled in with; shown again, it says so. */
static const char *
filled_of(const struct sheet *s)
{
	const struct json *field = json_member(s->card, "form")->first;
	struct buf names;

	if (s->typed != NULL)
		return form_text(s->typed, FORM_FILLED);
	buf_init(&names, s->arena, 0);
	for (; field != NULL; field = field->next)
		if (texts_of(s, field)->first != NULL)
			buf_putf(&names, "%s%s", names.len == 0 ? "" : " ",
			    json_text(field, "name"));
	return names.len == 0 ? NULL : names.data;
}

struct fields
fields_show(const struct voice *voice, const struct json *card,
    const struct json *typed, const struct json *errors, bool is_refused)
{
	const struct json *field = json_member(card, "form")->first;
	struct sheet s = { .voice = voice,
		.arena = voice->arena,
		.card = card,
		.typed = typed,
		.errors = errors,
		.is_refused = is_refused };

	s.fields.list = json_list(s.arena);
	s.fields.faults = json_list(s.arena);
	for (; field != NULL; field = field->next)
		if (!asked_before(card, json_text(field, "name")))
			add_field(&s, field);
	add_rest(&s);
	s.fields.filled = filled_of(&s);
	return s.fields;
}
