/* SPDX-License-Identifier: MIT */
/* How checked values reach SQL: one text a value. */
#include "api/argument.h"

#include <string.h>

#include "api/field.h"
#include "base/arena.h"
#include "base/buf.h"
#include "door/idn.h"
#include "door/json.h"
#include "door/pg.h"
#include "secret/token.h"

static bool
is_object_list(const struct field *field)
{
	return field->kind == KIND_LIST && field->members->kind == KIND_OBJECT;
}

static const char *
list_to_sql(struct arena *arena, const struct field *item, struct json *list)
{
	struct json *value;
	struct buf out;

	buf_init(&out, arena, 0);
	for (value = list->first; value != NULL; value = value->next)
		pg_array_add(&out, field_to_sql(arena, item, value));
	return pg_array_end(&out);
}

const char *
field_keys_to_sql(struct arena *arena, const struct json *list)
{
	const struct json *value;
	struct buf out;

	if (list == NULL || list->type != JSON_LIST)
		return NULL;
	buf_init(&out, arena, 0);
	for (value = list->first; value != NULL; value = value->next)
		pg_array_add(&out, idn_email_key(arena, value->text));
	return pg_array_end(&out);
}

bool
field_is_address_list(const struct field *field)
{
	return field->kind == KIND_LIST && field->members->kind == KIND_EMAIL;
}

static void
add_keys(struct arena *arena, const struct field *table, struct json *object)
{
	const struct field *field;
	struct json *value, *item;

	for (field = table; field->kind != KIND_NONE; field++) {
		value = json_member(object, field->name);
		if (value == NULL || value->type == JSON_NULL)
			continue;
		if (field->kind == KIND_EMAIL)
			json_set_text(arena, object,
			    arena_printf(arena, "%s_key", field->name),
			    idn_email_key(arena, value->text));
		else if (field->kind == KIND_OBJECT)
			add_keys(arena, field->members, value);
		else if (is_object_list(field))
			for (item = value->first; item != NULL;
			     item = item->next)
				add_keys(arena, field->members->members, item);
	}
}

/* An object or a list of them, with the keys of its addresses. */
static const char *
json_to_sql(struct arena *arena, const struct field *field, struct json *value)
{
	struct json *item;

	if (field->kind == KIND_OBJECT)
		add_keys(arena, field->members, value);
	else
		for (item = value->first; item != NULL; item = item->next)
			add_keys(arena, field->members->members, item);
	return json_write(arena, value);
}

const char *
field_to_sql(struct arena *arena, const struct field *field, struct json *value)
{
	char *hash;

	if (value == NULL || value->type == JSON_NULL)
		return NULL;
	switch (field->kind) {
	case KIND_BOOLEAN:
		return value->is_true ? "true" : "false";
	case KIND_LIST:
		return is_object_list(field)
		    ? json_to_sql(arena, field, value)
		    : list_to_sql(arena, field->members, value);
	case KIND_OBJECT:
		return json_to_sql(arena, field, value);
	case KIND_ANSWERS:
		return json_write(arena, value);
	case KIND_SECRET:
		return NULL;
	case KIND_PROOF:
		hash = arena_alloc(arena, TOKEN_HASH_TEXT + 1);
		token_hash(value->text, hash);
		return hash;
	default:
		return value->text;
	}
}
