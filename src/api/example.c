/* SPDX-License-Identifier: MIT */
/* From rows of fields to examples of what they stand for. */
#include "api/example.h"

#include "api/field.h"
#include "door/json.h"

#define ID "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b"
#define TOKEN "AZChssPUfl-Ka3yNng8aKwGQobLD1H5fimt8jZ4PGiuoRyL5Gvx3Fq0cNnXw8Zt2"

/* The example of a text of this kind; NULL: the kind is no text. */
static const char *const texts[] = {
	[KIND_STRING] = "example",
	[KIND_NAME] = "Example",
	[KIND_MESSAGE] = "We would like to work with you.",
	[KIND_EMAIL] = "b@example.com",
	[KIND_UUID] = ID,
	[KIND_LOCALE] = "en",
	[KIND_URL] = "https://example.com/done",
	[KIND_SITE] = "https://utility.example/",
	[KIND_TIME] = "2026-01-31T12:00:00.000Z",
	[KIND_DATE] = "2026-01-31",
	[KIND_COUNTRY] = "DE",
	[KIND_COLOR] = "#0a7f5c",
	[KIND_LOGO] = "data:image/png;base64,iVBORw0KGgo=",
	[KIND_TOKEN] = TOKEN,
	[KIND_PROOF] = TOKEN,
	[KIND_CODE] = "123456",
	[KIND_SECRET] = "correct horse battery staple",
	[KIND_ANY] = "example",
	[KIND_FREE] = NULL,
};

static struct json *
number(struct arena *arena, const struct field *field)
{
	struct json *value =
	    json_number(arena, field->min > 0 ? field->min : 1);

	if (field->example != NULL)
		value->text = field->example;
	return value;
}

static struct json *
example_of(struct arena *arena, const struct field *field, bool is_reply)
{
	switch (field->kind) {
	case KIND_INTEGER:
		return number(arena, field);
	case KIND_BOOLEAN:
		return json_boolean(arena, true);
	case KIND_WORD:
		return json_string(arena,
		    field->example != NULL ? field->example : field->words[0]);
	case KIND_LIST:
		return json_add(json_list(arena),
		    example_of(arena, field->members, is_reply));
	case KIND_OBJECT:
		return example_of_members(arena, field->members, is_reply);
	case KIND_ANSWERS:
		return json_set(
		    json_object(arena), "key", json_string(arena, "value"));
	case KIND_FREE:
		return json_object(arena);
	default:
		return json_string(arena,
		    field->example != NULL ? field->example
					   : texts[field->kind]);
	}
}

struct json *
example_of_members(
    struct arena *arena, const struct field *table, bool is_reply)
{
	struct json *object = json_object(arena);
	const struct field *field;

	for (field = table; field->kind != KIND_NONE; field++)
		if (is_reply ? !field->may_lack
			     : field->is_required || field->example != NULL)
			json_set(object, field->name,
			    example_of(arena, field, is_reply));
	return object;
}
