/* SPDX-License-Identifier: MIT */
/*
 * The door to yajl, inwards: text to tree by its SAX calls. What yajl 2.1
 * lets through (duplicate names, lone surrogates, NUL, any depth) is refused
 * here.
 */
#include "door/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"

struct builder {
	struct arena *arena;
	struct json *open[JSON_DEPTH_MAX];
	int depth;
	struct json *root;
	const char *name; /* of the member whose value comes next */
	const char *wrong;
};

static int
refuse(struct builder *b, const char *wrong)
{
	b->wrong = wrong;
	return 0; /* yajl: stop */
}

static struct json *
place(struct builder *b, enum json_type type)
{
	struct json *value = arena_alloc(b->arena, sizeof(*value));

	value->type = type;
	if (b->depth == 0)
		b->root = value;
	else if (b->open[b->depth - 1]->type == JSON_OBJECT)
		json_set(b->open[b->depth - 1], b->name, value);
	else
		json_add(b->open[b->depth - 1], value);
	return value;
}

static int
on_null(void *ctx)
{
	place(ctx, JSON_NULL);
	return 1;
}

static int
on_boolean(void *ctx, int is_true)
{
	place(ctx, JSON_BOOLEAN)->is_true = is_true != 0;
	return 1;
}

static int
on_number(void *ctx, const char *text, size_t len)
{
	struct builder *b = ctx;

	place(b, JSON_NUMBER)->text = arena_copy(b->arena, text, len);
	return 1;
}

static int
on_string(void *ctx, const unsigned char *text, size_t len)
{
	struct builder *b = ctx;

	place(b, JSON_STRING)->text = arena_copy(b->arena, text, len);
	return 1;
}

static int
on_name(void *ctx, const unsigned char *text, size_t len)
{
	struct builder *b = ctx;

	b->name = arena_copy(b->arena, text, len);
	return 1;
}

static int
on_open(struct builder *b, enum json_type type)
{
	struct json *value;

	if (b->depth == JSON_DEPTH_MAX)
		return refuse(b, "nested more than 16 deep");
	value = place(b, type);
	b->open[b->depth++] = value;
	return 1;
}

static int
on_object(void *ctx)
{
	return on_open(ctx, JSON_OBJECT);
}

static int
on_list(void *ctx)
{
	return on_open(ctx, JSON_LIST);
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorted, not searched: 64 KiB hold ten thousand names. */
static bool
has_duplicate(struct arena *arena, const struct json *object)
{
	const struct json *member;
	const char **names;
	size_t i, count = 0;

	for (member = object->first; member != NULL; member = member->next)
		count++;
	names = arena_alloc(arena, count * sizeof(*names));
	for (i = 0, member = object->first; i < count; member = member->next)
		names[i++] = member->name;
	qsort(names, count, sizeof(*names), compare_names);
	for (i = 1; i < count; i++)
		if (strcmp(names[i - 1], names[i]) == 0)
			return true;
	return false;
}

static int
on_object_end(void *ctx)
{
	struct builder *b = ctx;

	if (has_duplicate(b->arena, b->open[--b->depth]))
		return refuse(b, "a member name stands twice in one object");
	return 1;
}

static int
on_list_end(void *ctx)
{
	struct builder *b = ctx;

	b->depth--;
	return 1;
}

static const yajl_callbacks callbacks = {
	.yajl_null = on_null,
	.yajl_boolean = on_boolean,
	.yajl_number = on_number,
	.yajl_string = on_string,
	.yajl_start_map = on_object,
	.yajl_map_key = on_name,
	.yajl_end_map = on_object_end,
	.yajl_start_array = on_list,
	.yajl_end_array = on_list_end,
};

/* The code unit of `\uXXXX` at text, or -1. */
static int
escape_unit(const char *text, const char *end)
{
	int i, unit = 0, digit;

	if (end - text < 6 || text[0] != '\\' || text[1] != 'u')
		return -1;
	for (i = 2; i < 6; i++) {
		if ((digit = hex_value(text[i])) < 0)
			return -1;
		unit = unit << 4 | digit;
	}
	return unit;
}

/*
 * yajl makes a question mark of a lone surrogate and a NUL of `\u0000`, so
 * look before it does. A backslash is legal inside strings only.
 */
static const char *
check_escapes(const char *text, const char *end)
{
	int unit, low;

	while ((text = memchr(text, '\\', (size_t)(end - text))) != NULL) {
		unit = escape_unit(text, end);
		if (unit == 0)
			return "holds the character NUL";
		if (unit >= 0xdc00 && unit <= 0xdfff)
			return "holds half a surrogate pair";
		if (unit >= 0xd800 && unit <= 0xdbff) {
			low = escape_unit(text + 6, end);
			if (low < 0xdc00 || low > 0xdfff)
				return "holds half a surrogate pair";
			text += 6;
		}
		text += unit < 0 ? 2 : 6;
		if (text >= end)
			break;
	}
	return NULL;
}

static const char *
check_bytes(const char *text, size_t len)
{
	if (memchr(text, '\0', len) != NULL)
		return "holds the character NUL";
	if (!utf8_is_valid(text, len))
		return "is not UTF-8";
	return check_escapes(text, text + len);
}

struct json *
json_parse(
    struct arena *arena, const char *text, size_t len, const char **wrong)
{
	struct builder b = { .arena = arena };
	yajl_handle yajl;
	yajl_status status;

	if ((*wrong = check_bytes(text, len)) != NULL)
		return NULL;
	if ((yajl = yajl_alloc(&callbacks, NULL, &b)) == NULL)
		fatal("event=out_of_memory call=yajl_alloc");
	status = yajl_parse(yajl, (const unsigned char *)text, len);
	if (status == yajl_status_ok)
		status = yajl_complete_parse(yajl);
	yajl_free(yajl);
	if (status == yajl_status_ok && b.root != NULL && b.depth == 0)
		return b.root;
	*wrong = b.wrong != NULL ? b.wrong : "is not JSON";
	return NULL;
}
