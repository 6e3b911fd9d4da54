/* SPDX-License-Identifier: MIT */
/* Trees of JSON, and the door to yajl outwards: tree to text. */
#include "door/json.h"

#include <string.h>
#include <yajl/yajl_gen.h>

#include "base/arena.h"
#include "base/log.h"

static void
generate(yajl_gen gen, const struct json *value)
{
	const struct json *child;
	bool is_object = value->type == JSON_OBJECT;

	switch (value->type) {
	case JSON_NULL:
		yajl_gen_null(gen);
		return;
	case JSON_BOOLEAN:
		yajl_gen_bool(gen, value->is_true);
		return;
	case JSON_NUMBER:
		yajl_gen_number(gen, value->text, strlen(value->text));
		return;
	case JSON_STRING:
		yajl_gen_string(gen, (const unsigned char *)value->text,
		    strlen(value->text));
		return;
	case JSON_LIST:
	case JSON_OBJECT:
		break;
	}
	is_object ? yajl_gen_map_open(gen) : yajl_gen_array_open(gen);
	for (child = value->first; child != NULL; child = child->next) {
		if (is_object)
			yajl_gen_string(gen, (const unsigned char *)child->name,
			    strlen(child->name));
		generate(gen, child);
	}
	is_object ? yajl_gen_map_close(gen) : yajl_gen_array_close(gen);
}

char *
json_write(struct arena *arena, const struct json *value)
{
	yajl_gen gen = yajl_gen_alloc(NULL);
	const unsigned char *text;
	char *copy;
	size_t len;

	if (gen == NULL)
		fatal("event=out_of_memory call=yajl_gen_alloc");
	generate(gen, value);
	if (yajl_gen_get_buf(gen, &text, &len) != yajl_gen_status_ok)
		fatal("event=yajl_gen_failed");
	copy = arena_copy(arena, text, len);
	yajl_gen_free(gen);
	return copy;
}

struct json *
json_member(const struct json *object, const char *name)
{
	struct json *member;

	if (object == NULL || object->type != JSON_OBJECT)
		return NULL;
	for (member = object->first; member != NULL; member = member->next)
		if (strcmp(member->name, name) == 0)
			return member;
	return NULL;
}

const char *
json_text(const struct json *object, const char *name)
{
	const struct json *member = json_member(object, name);

	return member != NULL && member->type == JSON_STRING ? member->text
							     : NULL;
}

bool
json_is_true(const struct json *object, const char *name)
{
	const struct json *member = json_member(object, name);

	return member != NULL && member->type == JSON_BOOLEAN &&
	    member->is_true;
}

static struct json *
json_new(struct arena *arena, enum json_type type)
{
	struct json *value = arena_alloc(arena, sizeof(*value));

	value->type = type;
	return value;
}

struct json *
json_object(struct arena *arena)
{
	return json_new(arena, JSON_OBJECT);
}

struct json *
json_list(struct arena *arena)
{
	return json_new(arena, JSON_LIST);
}

struct json *
json_string(struct arena *arena, const char *text)
{
	struct json *value = json_new(arena, JSON_STRING);

	if (text == NULL)
		value->type = JSON_NULL;
	else
		value->text = arena_string(arena, text);
	return value;
}

struct json *
json_number(struct arena *arena, long number)
{
	struct json *value = json_new(arena, JSON_NUMBER);

	value->text = arena_printf(arena, "%ld", number);
	return value;
}

struct json *
json_boolean(struct arena *arena, bool is_true)
{
	struct json *value = json_new(arena, JSON_BOOLEAN);

	value->is_true = is_true;
	return value;
}

struct json *
json_add(struct json *container, struct json *value)
{
	value->next = NULL;
	if (container->last == NULL)
		container->first = value;
	else
		container->last->next = value;
	container->last = value;
	return container;
}

struct json *
json_set(struct json *object, const char *name, struct json *value)
{
	value->name = name;
	return json_add(object, value);
}

void
json_set_text(struct arena *arena, struct json *object, const char *name,
    const char *text)
{
	json_set(object, name, json_string(arena, text));
}
