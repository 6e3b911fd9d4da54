/* SPDX-License-Identifier: MIT */
/* The manual: the rows of routes, fields and problems as pages. */
#include "page/docs.h"

#include <string.h>

#include "api/exchange.h"
#include "api/problem.h"
#include "api/route.h"
#include "base/arena.h"
#include "base/config.h"
#include "door/json.h"
#include "page/render.h"

/* What a list has many of, else the field itself. */
static const struct field *
item_of(const struct field *field)
{
	return field->kind == KIND_LIST && field->members != NULL
	    ? field->members
	    : field;
}

static struct json *
describe_field(struct arena *arena, const struct field *field, const char *name)
{
	struct json *one = json_object(arena), *words = json_list(arena);
	const char *const *word = item_of(field)->words;

	json_set_text(arena, one, "name", name);
	json_set(one, "required", json_boolean(arena, field->is_required));
	json_set_text(arena, one, "help", field->help);
	for (; word != NULL && *word != NULL; word++)
		json_add(words, json_string(arena, *word));
	json_set(one, "words", words);
	return one;
}

/* Each field, behind each object its members: list[].member. */
static void
add_fields(struct arena *arena, struct json *list, const struct field *field,
    const char *above)
{
	const struct field *item;
	const char *name;

	for (; field != NULL && field->kind != KIND_NONE; field++) {
		name = arena_printf(arena, "%s%s", above, field->name);
		json_add(list, describe_field(arena, field, name));
		item = item_of(field);
		if (item->kind == KIND_OBJECT)
			add_fields(arena, list, item->members,
			    arena_printf(arena, "%s%s.", name,
				item == field ? "" : "[]"));
	}
}

static struct json *
describe_fields(struct arena *arena, const struct field *field)
{
	struct json *list = json_list(arena);

	add_fields(arena, list, field, "");
	return list;
}

static struct json *
describe_reply(struct arena *arena, const struct field *field)
{
	struct json *list = json_list(arena);

	for (; field != NULL && field->kind != KIND_NONE; field++)
		json_add(list, describe_field(arena, field, field->name));
	return list;
}

static struct json *
describe_problems(const struct exchange *x, const struct route *route)
{
	const char *base = x->service->config->public_url;
	const struct problem *problem;
	struct arena *arena = x->arena;
	struct json *list = json_list(arena), *one;
	size_t i;

	for (i = 0; (problem = problem_at(i)) != NULL; i++) {
		if (!route_may_refuse(route, problem))
			continue;
		one = json_object(arena);
		json_set_text(arena, one, "code", problem->code);
		json_set(one, "status", json_number(arena, problem->status));
		json_set_text(arena, one, "url",
		    arena_printf(arena, "%s/problems/%s", base, problem->code));
		json_add(list, one);
	}
	return list;
}

static struct json *
describe_route(const struct exchange *x, const struct route *route)
{
	struct arena *arena = x->arena;
	struct json *one = json_object(arena);

	json_set_text(arena, one, "name", route->name);
	json_set_text(arena, one, "method", route->method);
	json_set_text(arena, one, "path", route->path);
	json_set_text(arena, one, "summary", route->summary);
	json_set_text(arena, one, "scope", route->scope);
	json_set(one, "status", json_number(arena, route->status));
	json_set(one, "fields", describe_fields(arena, route->fields));
	json_set(one, "query", describe_fields(arena, route->query));
	json_set(one, "members", describe_reply(arena, route->reply));
	json_set(one, "isList", json_boolean(arena, route_is_list(route)));
	json_set(one, "problems", describe_problems(x, route));
	return one;
}

/* Routes of one chapter stand together in the tables. */
static struct json *
chapters(const struct exchange *x)
{
	struct arena *arena = x->arena;
	struct json *list = json_list(arena), *routes = NULL, *chapter;
	const struct route *route;
	const char *tag = "";
	size_t i;

	for (i = 0; (route = route_at(i)) != NULL; i++) {
		if (route->is_page)
			continue;
		if (strcmp(tag, route->tag) != 0) {
			tag = route->tag;
			routes = json_list(arena);
			chapter = json_object(arena);
			json_set_text(arena, chapter, "title", tag);
			json_set(chapter, "routes", routes);
			json_add(list, chapter);
		}
		json_add(routes, describe_route(x, route));
	}
	return list;
}

void
docs_show(struct exchange *x)
{
	struct json *data = json_object(x->arena);

	json_set_text(
	    x->arena, data, "publicUrl", x->service->config->public_url);
	json_set_text(x->arena, data, "version", PACKAGE_VERSION);
	json_set(data, "chapters", chapters(x));
	render_page(x, 200, "page/docs.html", data);
}

void
docs_show_problem(struct exchange *x)
{
	const struct problem *problem = problem_find(x->parameters[0]);
	struct json *data = json_object(x->arena);

	if (problem == NULL) {
		render_problem(x, &problem_not_found, NULL);
		return;
	}
	json_set_text(x->arena, data, "title", problem->title);
	json_set_text(x->arena, data, "code", problem->code);
	json_set_text(x->arena, data, "detail", problem->detail);
	json_set(data, "status", json_number(x->arena, problem->status));
	render_page(x, 200, "page/docs_problem.html", data);
}
