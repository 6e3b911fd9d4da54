/* SPDX-License-Identifier: MIT */
/*
 * The OpenAPI 3.1 document, from the same rows that serve: every reply
 * closed, every member required, every problem under its status.
 */
#include "api/service.h"

#include <stdio.h>
#include <string.h>

#include "api/example.h"
#include "api/exchange.h"
#include "api/query.h"
#include "api/reply.h"
#include "api/response.h"
#include "api/route.h"
#include "api/schema.h"
#include "base/arena.h"
#include "base/config.h"
#include "door/json.h"

static struct json *
parameter(struct arena *arena, const char *where, const struct field *field)
{
	struct json *one = json_object(arena);
	bool is_path = strcmp(where, "path") == 0;

	json_set_text(arena, one, "name", field->name);
	json_set_text(arena, one, "in", where);
	json_set(one, "required",
	    json_boolean(arena, is_path || field->is_required));
	if (field->help != NULL)
		json_set_text(arena, one, "description", field->help);
	json_set(one, "schema", schema_of_field(arena, field, false));
	return one;
}

static void
add_path_parameters(
    struct arena *arena, struct json *list, const struct route *route)
{
	struct field field = { 0 };
	size_t i;

	for (i = 0; (field.name = route_parameter(route, i, arena)) != NULL;
	     i++) {
		field.kind =
		    parameter_is_token(field.name) ? KIND_TOKEN : KIND_UUID;
		json_add(list, parameter(arena, "path", &field));
	}
}

static void
add_query(struct arena *arena, struct json *list, const struct field *field)
{
	for (; field != NULL && field->kind != KIND_NONE; field++)
		json_add(list, parameter(arena, "query", field));
}

static struct json *
parameters(struct arena *arena, const struct route *route)
{
	static const struct field idempotency_key = { "Idempotency-Key",
		KIND_STRING, .min = 1, .max = 257,
		.help = "Makes repeating the request safe for 24 hours." };
	static const struct field if_match = { "If-Match", KIND_STRING,
		.max = 1000, .help = "The revision it must have, an ETag." };
	struct json *list = json_list(arena);

	add_path_parameters(arena, list, route);
	add_query(arena, list, route->query);
	if (route_is_list(route))
		add_query(arena, list, query_list_fields);
	if (route_writes(route) && !route->is_unrepeatable)
		json_add(list, parameter(arena, "header", &idempotency_key));
	if (strcmp(route->method, "PATCH") == 0)
		json_add(list, parameter(arena, "header", &if_match));
	return list;
}

static struct json *
request_body(struct arena *arena, const struct route *route)
{
	struct json *body = json_object(arena);
	const struct field *field;
	bool is_required = false;

	for (field = route->fields; field->kind != KIND_NONE; field++)
		is_required |= field->is_required;
	json_set(body, "required", json_boolean(arena, is_required));
	json_set(body, "content",
	    response_content(arena, "application/json",
		schema_of_members(arena, route->fields, false),
		example_of_members(arena, route->fields, false)));
	return body;
}

static struct json *
security(struct arena *arena, const struct route *route)
{
	struct json *list = json_list(arena);
	const char *const schemes[] = { "bearer", "header" };
	size_t i;

	for (i = 0; route->scope != NULL && i < COUNT_OF(schemes); i++)
		json_add(list,
		    json_set(json_object(arena), schemes[i],
			json_add(json_list(arena),
			    json_string(arena, route->scope))));
	return list;
}

static struct json *
operation(struct arena *arena, const struct route *route)
{
	struct json *one = json_object(arena);

	json_set_text(arena, one, "operationId", route->name);
	json_set(one, "tags",
	    json_add(json_list(arena), json_string(arena, route->tag)));
	json_set_text(arena, one, "summary", route->summary);
	json_set_text(arena, one, "description",
	    route->scope == NULL
		? "Public."
		: arena_printf(arena, "Needs the scope `%s`.", route->scope));
	json_set(one, "security", security(arena, route));
	json_set(one, "parameters", parameters(arena, route));
	if (route->fields != NULL)
		json_set(one, "requestBody", request_body(arena, route));
	json_set(one, "responses", response_of_route(arena, route));
	return one;
}

static const char *
lower(struct arena *arena, const char *method)
{
	char *text = arena_string(arena, method), *at;

	for (at = text; *at != '\0'; at++)
		*at = (char)(*at | 0x20);
	return text;
}

/* Pages are for people; the document lists what programs call. */
static bool
is_listed(const struct route *route)
{
	return !route->is_page;
}

static struct json *
paths(struct arena *arena)
{
	struct json *all = json_object(arena), *path;
	const struct route *route;
	size_t i;

	for (i = 0; (route = route_at(i)) != NULL; i++) {
		if (!is_listed(route))
			continue;
		if ((path = json_member(all, route->path)) == NULL) {
			path = json_object(arena);
			json_set(all, route->path, path);
		}
		json_set(
		    path, lower(arena, route->method), operation(arena, route));
	}
	return all;
}

static struct json *
tags(struct arena *arena)
{
	struct json *all = json_list(arena), *tag;
	const struct route *route;
	const char *seen = NULL;
	size_t i;

	for (i = 0; (route = route_at(i)) != NULL; i++) {
		if (!is_listed(route) ||
		    (seen != NULL && strcmp(seen, route->tag) == 0))
			continue;
		tag = json_set(
		    json_object(arena), "name", json_string(arena, route->tag));
		json_set_text(arena, tag, "description", route->tag);
		json_add(all, tag);
		seen = route->tag;
	}
	return all;
}

/* The two headers that a key may come in. */
static struct json *
security_schemes(struct arena *arena)
{
	struct json *bearer = json_object(arena), *header = json_object(arena);

	json_set_text(arena, bearer, "type", "http");
	json_set_text(arena, bearer, "scheme", "bearer");
	json_set_text(arena, header, "type", "apiKey");
	json_set_text(arena, header, "in", "header");
	json_set_text(arena, header, "name", "X-API-KEY");
	return json_set(
	    json_set(json_object(arena), "bearer", bearer), "header", header);
}

static struct json *
schemas(struct arena *arena)
{
	struct json *all = json_object(arena);
	const struct route *route;
	const char *name;
	size_t i;

	json_set(all, "Problem", schema_of_problem(arena));
	for (i = 0; (route = route_at(i)) != NULL; i++) {
		if (route->dialect == DIALECT_JSEND &&
		    json_member(all, "Fail") == NULL)
			json_set(all, "Fail", schema_of_fail(arena));
		if (route->reply == NULL)
			continue;
		name = response_component(route, arena);
		if (json_member(all, name) == NULL)
			json_set(all, name,
			    schema_of_members(arena, route->reply, true));
	}
	return all;
}

static struct json *
components(struct arena *arena)
{
	struct json *all = json_object(arena);

	json_set(all, "securitySchemes", security_schemes(arena));
	return json_set(all, "schemas", schemas(arena));
}

static struct json *
info(struct arena *arena)
{
	struct json *info = json_object(arena), *license;

	license = json_object(arena);
	json_set_text(arena, license, "name", "MIT");
	json_set_text(arena, license, "identifier", "MIT");
	json_set_text(arena, info, "title", "usher");
	json_set_text(arena, info, "version", PACKAGE_VERSION);
	json_set_text(arena, info, "summary", "Invitations as a service.");
	json_set_text(arena, info, "description",
	    "Invite a business, a person, a merchant; know what became of "
	    "it. Every answer carries X-Request-Id; every refusal is an "
	    "RFC 9457 problem whose `code` is stable.");
	json_set(info, "license", license);
	return info;
}

void
service_openapi(struct exchange *x)
{
	struct arena *arena = x->arena;
	struct json *all = json_object(arena);

	json_set_text(arena, all, "openapi", "3.1.0");
	json_set(all, "info", info(arena));
	json_set(all, "servers",
	    json_add(json_list(arena),
		json_set(json_object(arena), "url",
		    json_string(arena, x->service->config->public_url))));
	json_set(all, "tags", tags(arena));
	json_set(all, "paths", paths(arena));
	json_set(all, "components", components(arena));
	reply_json(x, 200, all);
}
