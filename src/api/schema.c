/* SPDX-License-Identifier: MIT */
/* From rows of fields to JSON Schema. */
#include "api/schema.h"

#include "door/idn.h"
#include "door/json.h"

/* The JSON type of a kind and what else its schema says, by rule. */
static const struct {
	const char *type;
	const char *format;
	const char *pattern;
	long min, max;
} kinds[] = {
	[KIND_STRING] = { "string" },
	[KIND_NAME] = { "string", .min = 1, .max = NAME_MAX_POINTS },
	[KIND_MESSAGE] = { "string", .min = 1 },
	[KIND_EMAIL] = { "string", .format = "idn-email", .max = EMAIL_MAX },
	[KIND_UUID] = { "string", .format = "uuid" },
	[KIND_INTEGER] = { "integer" },
	[KIND_BOOLEAN] = { "boolean" },
	[KIND_WORD] = { "string" },
	[KIND_LOCALE] = { "string", .min = 2, .max = LOCALE_MAX },
	[KIND_URL] = { "string", .format = "uri", .max = URL_MAX },
	[KIND_SITE] = { "string", .format = "uri", .pattern = "^https?://",
	    .max = URL_MAX },
	[KIND_TIME] = { "string", .format = "date-time" },
	[KIND_DATE] = { "string", .format = "date" },
	[KIND_COUNTRY] = { "string", .pattern = "^[A-Z]{2}$" },
	[KIND_COLOR] = { "string", .pattern = "^#[0-9a-fA-F]{6}$" },
	[KIND_LOGO] = { "string", .pattern = "^data:image/" },
	[KIND_TOKEN] = { "string" },
	[KIND_PROOF] = { "string" },
	[KIND_CODE] = { "string", .pattern = "^[0-9 ]*$" },
	[KIND_SECRET] = { "string", .format = "password" },
	[KIND_LIST] = { "array" },
	[KIND_OBJECT] = { "object" },
	[KIND_ANSWERS] = { "object" },
	[KIND_ANY] = { NULL },
	[KIND_FREE] = { "object" },
};

static void
set_text(struct arena *arena, struct json *schema, const char *name,
    const char *value)
{
	if (value != NULL)
		json_set_text(arena, schema, name, value);
}

static void
set_number(
    struct arena *arena, struct json *schema, const char *name, long value)
{
	if (value != 0)
		json_set(schema, name, json_number(arena, value));
}

static void
set_type(struct arena *arena, struct json *schema, const char *type,
    bool is_nullable)
{
	struct json *types;

	if (type == NULL)
		return; /* any */
	if (!is_nullable) {
		set_text(arena, schema, "type", type);
		return;
	}
	types = json_list(arena);
	json_add(types, json_string(arena, type));
	json_add(types, json_string(arena, "null"));
	json_set(schema, "type", types);
}

static void
set_words(struct arena *arena, struct json *schema, const struct field *field,
    bool is_nullable)
{
	struct json *words = json_list(arena);
	size_t i;

	for (i = 0; field->words[i] != NULL; i++)
		json_add(words, json_string(arena, field->words[i]));
	if (is_nullable)
		json_add(words, json_string(arena, NULL));
	json_set(schema, "enum", words);
}

/* Bounds stand in requests; a reply's texts are as long as they are. */
static void
set_bounds(struct arena *arena, struct json *schema, const struct field *field)
{
	long min =
	    kinds[field->kind].min != 0 ? kinds[field->kind].min : field->min;
	long max =
	    kinds[field->kind].max != 0 ? kinds[field->kind].max : field->max;

	switch (field->kind) {
	case KIND_INTEGER:
		json_set(schema, "minimum", json_number(arena, min));
		json_set(schema, "maximum", json_number(arena, max));
		return;
	case KIND_LIST:
		set_number(arena, schema, "minItems", min);
		set_number(arena, schema, "maxItems", max);
		return;
	case KIND_WORD:
	case KIND_OBJECT:
	case KIND_ANSWERS:
	case KIND_ANY:
	case KIND_FREE:
	case KIND_BOOLEAN:
		return;
	default:
		set_number(arena, schema, "minLength", min);
		set_number(arena, schema, "maxLength", max);
		return;
	}
}

static struct json *
answer_types(struct arena *arena)
{
	static const char *const types[] = { "string", "number", "boolean",
		"null" };
	struct json *list = json_list(arena);
	size_t i;

	for (i = 0; i < COUNT_OF(types); i++)
		json_add(list, json_string(arena, types[i]));
	return list;
}

static struct json *
schema_of(struct arena *arena, const struct field *field, bool is_reply,
    bool is_nullable)
{
	struct json *schema = json_object(arena);

	if (field->kind == KIND_OBJECT && field->or_members != NULL)
		json_set(schema, "anyOf",
		    json_add(
			json_add(json_list(arena),
			    schema_of_members(arena, field->members, is_reply)),
			schema_of_members(arena, field->or_members, is_reply)));
	else if (field->kind == KIND_OBJECT)
		schema = schema_of_members(arena, field->members, is_reply);
	else
		set_type(arena, schema, kinds[field->kind].type, is_nullable);
	if (field->kind == KIND_OBJECT && is_nullable)
		schema = json_set(json_object(arena), "anyOf",
		    json_add(json_add(json_list(arena), schema),
			json_set(json_object(arena), "type",
			    json_string(arena, "null"))));
	set_text(arena, schema, "description", field->help);
	set_text(arena, schema, "format", kinds[field->kind].format);
	set_text(arena, schema, "pattern", kinds[field->kind].pattern);
	if (field->kind == KIND_NAME && !is_reply) {
		set_text(arena, schema, "pattern", "\\S");
		json_set(schema, "not",
		    json_set(json_object(arena), "pattern",
			json_string(arena, "://|[Ww][Ww][Ww]\\.")));
	}
	if (field->kind == KIND_ANSWERS)
		json_set(schema, "additionalProperties",
		    json_set(json_object(arena), "type", answer_types(arena)));
	if (field->kind == KIND_WORD)
		set_words(arena, schema, field, is_nullable);
	if (field->kind == KIND_LIST)
		json_set(schema, "items",
		    schema_of_field(arena, field->members, is_reply));
	if (!is_reply)
		set_bounds(arena, schema, field);
	return schema;
}

struct json *
schema_of_field(struct arena *arena, const struct field *field, bool is_reply)
{
	return schema_of(
	    arena, field, is_reply, is_reply && field->is_nullable);
}

/* What a request may leave out it may send as null, too. */
static bool
may_be_null(const struct field *field, bool is_reply)
{
	return is_reply ? field->is_nullable
			: !field->is_required && !field->is_kept;
}

struct json *
schema_of_members(struct arena *arena, const struct field *table, bool is_reply)
{
	struct json *schema = json_object(arena);
	struct json *members = json_object(arena), *required;
	const struct field *field;

	required = json_list(arena);
	for (field = table; field->kind != KIND_NONE; field++) {
		json_set(members, field->name,
		    schema_of(
			arena, field, is_reply, may_be_null(field, is_reply)));
		if (is_reply ? !field->may_lack : field->is_required)
			json_add(required, json_string(arena, field->name));
	}
	set_text(arena, schema, "type", "object");
	json_set(schema, "additionalProperties", json_boolean(arena, false));
	if (required->first != NULL)
		json_set(schema, "required", required);
	json_set(schema, "properties", members);
	return schema;
}

static const char *const field_codes[] = { "required", "unknown", "wrong_type",
	"too_short", "too_long", "out_of_range", "bad_format",
	"forbidden_character", "not_allowed", NULL };

static const struct field error_members[] = {
	{ "pointer", KIND_STRING, .may_lack = true,
	    .help = "A JSON pointer into the body." },
	{ "parameter", KIND_STRING, .may_lack = true,
	    .help = "Or the name of a parameter or header." },
	{ "code", KIND_WORD, .words = field_codes },
	{ "detail", KIND_STRING },
	{ 0 },
};

static const struct field error_item[] = {
	{ "error", KIND_OBJECT, .members = error_members },
	{ 0 },
};

/* RFC 9457, and what we add to it. */
struct json *
schema_of_problem(struct arena *arena)
{
	static const char *const outcomes[] = { "MerchantNotFound",
		"NoDeliveryChannel", NULL };
	static const struct field problem[] = {
		{ "type", KIND_STRING,
		    .help = "A page that explains the problem." },
		{ "title", KIND_STRING },
		{ "status", KIND_INTEGER },
		{ "detail", KIND_STRING },
		{ "instance", KIND_STRING },
		{ "code", KIND_STRING },
		{ "requestId", KIND_UUID },
		{ "errors", KIND_LIST, .members = error_item, .may_lack = true,
		    .help = "All bad fields at once." },
		{ "existingId", KIND_UUID, .may_lack = true },
		{ "outcome", KIND_WORD, .words = outcomes, .may_lack = true,
		    .help = "Onboarding only." },
		{ 0 },
	};

	return schema_of_members(arena, problem, true);
}

struct json *
schema_of_fail(struct arena *arena)
{
	static const char *const statuses[] = { "fail", "error", NULL };
	static const struct field fail[] = {
		{ "status", KIND_WORD, .words = statuses },
		{ "message", KIND_STRING },
		{ "code", KIND_STRING },
		{ "requestId", KIND_UUID },
		{ "errors", KIND_LIST, .members = error_item },
		{ "existingId", KIND_UUID, .may_lack = true },
		{ 0 },
	};

	return schema_of_members(arena, fail, true);
}
