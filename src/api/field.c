/* SPDX-License-Identifier: MIT */
/*
 * Tables of fields against values: which members there are, and of which
 * type. What a value may be is kind.c's, a text's format format.c's; how each
 * reaches SQL, argument.c's.
 */
#include "api/field.h"

#include <string.h>

#include "api/disposable.h"
#include "api/kind.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "door/idn.h"
#include "door/json.h"

void
field_error(struct field_errors *errors, const char *where, const char *place,
    const char *code, const char *detail)
{
	struct json *error = json_object(errors->arena);

	if (errors->list == NULL)
		errors->list = json_list(errors->arena);
	json_set_text(errors->arena, error, where, place);
	json_set_text(errors->arena, error, "code", code);
	json_set_text(errors->arena, error, "detail", detail);
	json_add(errors->list, error);
}

const char *
field_pointer(struct arena *arena, const char *above, const char *name)
{
	struct buf pointer;

	buf_init(&pointer, arena, 0);
	buf_puts(&pointer, above);
	buf_putc(&pointer, '/');
	for (; *name != '\0'; name++) {
		if (*name == '~')
			buf_puts(&pointer, "~0");
		else if (*name == '/')
			buf_puts(&pointer, "~1");
		else
			buf_putc(&pointer, *name);
	}
	return pointer.data;
}

const struct field *
field_of_name(const struct field *table, const char *name)
{
	for (; table != NULL && table->kind != KIND_NONE; table++)
		if (strcmp(table->name, name) == 0)
			return table;
	return NULL;
}

const struct field *
field_of_kind(const struct field *table, enum kind kind)
{
	for (; table != NULL && table->kind != KIND_NONE; table++)
		if (table->kind == kind)
			return table;
	return NULL;
}

static void
check_type(struct field_errors *errors, const char *where, const char *place,
    const char *wanted)
{
	field_error(errors, where, place, "wrong_type",
	    arena_printf(errors->arena, "must be %s", wanted));
}

static void
note(struct field_errors *errors, const char *where, const char *place,
    struct fault found)
{
	if (found.code != NULL)
		field_error(errors, where, place, found.code, found.detail);
}

static void
check_list(struct field_errors *errors, const struct field *field,
    struct json *value, const char *where, const char *place)
{
	struct arena *arena = errors->arena;
	struct json *item;
	long count = 0;

	if (value->type != JSON_LIST) {
		check_type(errors, where, place, "a list");
		return;
	}
	/*
	 * Those past the last that may be there are wrong whatever they are:
	 * 64 KiB hold thirty thousand, and a form looks through the errors
	 * once for each of its fields.
	 */
	for (item = value->first; item != NULL; item = item->next, count++)
		if (count < field->max)
			field_check_value(errors, field->members, item, where,
			    arena_printf(arena, "%s/%ld", place, count));
	if (count < field->min)
		field_error(errors, where, place, "too_short",
		    arena_printf(
			arena, "must have at least %ld elements", field->min));
	if (count > field->max)
		field_error(errors, where, place, "too_long",
		    arena_printf(
			arena, "must have at most %ld elements", field->max));
}

/* Answers to questions that only the database knows. */
static void
check_answers(
    struct field_errors *errors, const struct json *object, const char *pointer)
{
	static const struct field text = { "", KIND_STRING, .min = 0,
		.max = ANSWER_TEXT_MAX };
	struct json *answer;
	const char *place;
	long count = 0;

	for (answer = object->first; answer != NULL; answer = answer->next) {
		place = field_pointer(errors->arena, pointer, answer->name);
		count++;
		note(errors, "pointer", place,
		    kind_check_characters(answer->name, false));
		if (utf8_length(answer->name) > ANSWER_NAME_MAX)
			field_error(errors, "pointer", place, "too_long",
			    "must have a name of at most 64 characters");
		if (answer->type == JSON_STRING)
			field_check_value(
			    errors, &text, answer, "pointer", place);
		else if (answer->type == JSON_LIST ||
		    answer->type == JSON_OBJECT)
			check_type(errors, "pointer", place,
			    "a text, a number, true or false");
	}
	if (count > ANSWERS_MAX)
		field_error(errors, "pointer", pointer, "too_long",
		    "must have at most 100 members");
}

static void
check_text(struct field_errors *errors, const struct field *field,
    struct json *value, const char *where, const char *place)
{
	struct arena *arena = errors->arena;
	struct fault found = kind_check_text(arena, field, value);

	note(errors, where, place, found);
	if (found.code == NULL && field->must_last &&
	    disposable_has(
		errors->disposable, idn_email_key(arena, value->text)))
		field_error(errors, where, place, "not_allowed",
		    "is at a domain of disposable mailboxes");
}

void
field_check_value(struct field_errors *errors, const struct field *field,
    struct json *value, const char *where, const char *place)
{
	switch (field->kind) {
	case KIND_INTEGER:
		if (value->type != JSON_NUMBER)
			check_type(errors, where, place, "a whole number");
		else
			note(errors, where, place,
			    kind_check_integer(
				errors->arena, field, value->text));
		return;
	case KIND_BOOLEAN:
		if (value->type != JSON_BOOLEAN)
			check_type(errors, where, place, "true or false");
		return;
	case KIND_LIST:
		check_list(errors, field, value, where, place);
		return;
	case KIND_OBJECT:
		if (value->type != JSON_OBJECT)
			check_type(errors, where, place, "an object");
		else
			field_check_object(
			    errors, value, field->members, place);
		return;
	case KIND_ANSWERS:
		if (value->type != JSON_OBJECT)
			check_type(errors, where, place, "an object");
		else
			check_answers(errors, value, place);
		return;
	default:
		if (value->type != JSON_STRING)
			check_type(errors, where, place, "a string");
		else
			check_text(errors, field, value, where, place);
		return;
	}
}

static void
check_unknown(struct field_errors *errors, const struct json *object,
    const struct field *table, const char *pointer)
{
	const struct json *member;
	const char *place;

	for (member = object->first; member != NULL; member = member->next) {
		place = field_pointer(errors->arena, pointer, member->name);
		if (kind_check_characters(member->name, false).code != NULL)
			field_error(errors, "pointer", place,
			    "forbidden_character",
			    "is a name that holds a control character");
		else if (field_of_name(table, member->name) == NULL)
			field_error(errors, "pointer", place, "unknown",
			    "is not a member of this request");
	}
}

void
field_check_object(struct field_errors *errors, struct json *object,
    const struct field *table, const char *pointer)
{
	const struct field *field;
	struct json *value;
	const char *place;

	check_unknown(errors, object, table, pointer);
	for (field = table; field->kind != KIND_NONE; field++) {
		value = json_member(object, field->name);
		place = field_pointer(errors->arena, pointer, field->name);
		if (value != NULL && value->type != JSON_NULL)
			field_check_value(
			    errors, field, value, "pointer", place);
		else if (field->is_required ||
		    (value != NULL && field->is_kept))
			field_error(errors, "pointer", place, "required",
			    "is required");
	}
}
