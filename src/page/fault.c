/* SPDX-License-Identifier: MIT */
/* What a door found wrong, in the place and the words of a page. */
#include "page/fault.h"

#include <stdlib.h>
#include <string.h>

#include "api/field.h"
#include "base/arena.h"
#include "base/text.h"
#include "door/json.h"
#include "page/asked.h"
#include "page/form.h"
#include "page/voice.h"

static const char signatures[] = "signatures.";

/* True if a pointer names this place or something inside it. */
static bool
is_within(const char *pointer, const char *place)
{
	size_t len = strlen(place);

	return strncmp(pointer, place, len) == 0 &&
	    (pointer[len] == '\0' || pointer[len] == '/');
}

const char *
fault_pointer(struct arena *arena, const char *name)
{
	size_t len = strcspn(name, ".");
	const char *pointer =
	    field_pointer(arena, "#", arena_copy(arena, name, len));

	return name[len] == '\0'
	    ? pointer
	    : field_pointer(arena, pointer, name + len + 1);
}

/*
 * The door has a list of those that were signed: a place in it counts them,
 * and what is wrong with the whole list is wrong with those left blank.
 */
static bool
is_of_signature(const char *pointer, const char *name, const struct json *card,
    const struct json *typed)
{
	const struct json *field = json_member(card, "form")->first;
	const char *place = pointer + strlen("#/signatures"), *other;
	long index = *place == '/' ? strtol(place + 1, NULL, 10) : -1;
	bool is_signed = typed != NULL && form_text(typed, name) != NULL;

	if (index < 0)
		return !is_signed;
	for (; is_signed && field != NULL; field = field->next) {
		other = json_text(field, "name");
		if (!starts_with(other, signatures) ||
		    form_text(typed, other) == NULL)
			continue;
		if (index-- == 0)
			return strcmp(other, name) == 0;
	}
	return false;
}

static bool
is_about(struct arena *arena, const struct json *error, const char *name,
    const struct json *card, const struct json *typed)
{
	const char *pointer = json_text(error, "pointer");

	if (pointer == NULL)
		return false;
	if (is_within(pointer, fault_pointer(arena, name)))
		return true;
	return starts_with(name, signatures) &&
	    is_within(pointer, "#/signatures") &&
	    is_of_signature(pointer, name, card, typed);
}

const struct json *
fault_find(struct arena *arena, const struct json *errors, const char *name,
    const struct json *card, const struct json *typed)
{
	const struct json *error = errors == NULL ? NULL : errors->first;

	while (error != NULL && !is_about(arena, error, name, card, typed))
		error = error->next;
	return error;
}

bool
fault_is_shown(struct arena *arena, const struct json *error,
    const struct json *card, const struct json *typed)
{
	const struct json *field = json_member(card, "form")->first;
	const char *name;

	for (; field != NULL; field = field->next) {
		name = json_text(field, "name");
		if (!asked_before(card, name) &&
		    is_about(arena, error, name, card, typed))
			return true;
	}
	return false;
}

const char *
fault_name(struct arena *arena, const struct json *error)
{
	const char *pointer = json_text(error, "pointer");
	char *name, *at;

	if (pointer == NULL || !starts_with(pointer, "#/"))
		return "";
	name = arena_string(arena, pointer + 2);
	for (at = name; *at != '\0'; at++)
		if (*at == '/')
			*at = '.';
	return name;
}

/* What a sentence may say of the row's bounds. */
static struct json *
bounds(struct arena *arena, const char *name)
{
	const struct field *row = asked_row(name);
	struct json *data = json_object(arena);
	long max;

	if (row == NULL)
		return data;
	max = row->kind == KIND_NAME ? NAME_MAX_POINTS : row->max;
	if (row->min > 1)
		json_set(data, "min", json_number(arena, row->min));
	if (max > 0)
		json_set(data, "max", json_number(arena, max));
	return data;
}

const char *
fault_say(const struct voice *v, const char *name, const char *type,
    const struct json *error)
{
	struct arena *arena = v->arena;
	const char *code = json_text(error, "code"), *said;
	struct voice voice = *v;

	if (code == NULL)
		return NULL;
	voice.data = bounds(arena, name);
	said =
	    voice_say(&voice, arena_printf(arena, "fault.%s.%s", name, code));
	if (said == NULL)
		said = voice_say(
		    &voice, arena_printf(arena, "fault.%s.%s", type, code));
	if (said == NULL)
		said = voice_say(&voice, arena_printf(arena, "fault.%s", code));
	return said;
}
