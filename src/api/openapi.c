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
#include "api/reply.h"
#include "api/route.h"
#include "api/schema.h"
#include "base/arena.h"
#include "base/config.h"
#include "door/json.h"

/* Statuses in which problems come; each is one response of a route. */
static const int statuses[] = { 400, 401, 403, 404, 409, 410, 412, 413, 415,
	422, 429, 500, 503 };

static struct json *
text(struct arena *arena, const char *words)
{
	return json_string(arena, words);
}

static struct json *
reference(struct arena *arena, const char *where)
{
	return json_set(json_object(arena), "$ref", text(arena, where));
}

static struct json *
content(struct arena *arena, const char *type, struct json *schema,
    struct json *example)
{
	struct json *media = json_set(json_object(arena), "schema", schema);

	if (example != NULL)
		json_set(media, "example", example);
	return json_set(json_object(arena), type, media);
}

static struct json *
header(struct arena *arena, const char *description)
{
	struct json *header = json_object(arena);

	json_set(header, "description", text(arena, description));
	json_set(header, "schema",
	    json_set(json_object(arena), "type", text(arena, "string")));
	return header;
}

/* A route's reply as one component, shared by all that reply with it. */
static const char *
component_name(const struct route *route, struct arena *arena)
{
	const struct route *first;
	size_t i;

	for (i = 0; (first = route_at(i)) != NULL; i++)
		if (first->reply == route->reply)
			break;
	return arena_printf(
	    arena, "%sReply", first == NULL ? route->name : first->name);
}

static struct json *
array_of(struct arena *arena, struct json *item)
{
	return json_set(
	    json_set(json_object(arena), "type", text(arena, "array")), "items",
	    item);
}

static struct json *
text_schema(struct arena *arena, bool is_nullable)
{
	struct json *types = json_add(json_list(arena), text(arena, "string"));

	if (is_nullable)
		json_add(types, text(arena, "null"));
	return json_set(json_object(arena), "type", types);
}

/* A closed object with these members, all of them required. */
static struct json *
closed(struct arena *arena, struct json *members)
{
	struct json *schema = json_object(arena), *names = json_list(arena);
	const struct json *member;

	for (member = members->first; member != NULL; member = member->next)
		json_add(names, text(arena, member->name));
	json_set(schema, "type", text(arena, "object"));
	json_set(schema, "additionalProperties", json_boolean(arena, false));
	json_set(schema, "required", names);
	return json_set(schema, "properties", members);
}

/* An example of a reply; NULL for what has no row. */
static struct json *
example_of_reply(struct arena *arena, const struct route *route)
{
	bool is_jsend = route->dialect == DIALECT_JSEND;
	struct json *body = json_object(arena), *item;

	if (route->reply == NULL)
		return NULL;
	item = example_of_members(arena, route->reply, true);
	if (route_is_list(route))
		item = json_add(json_list(arena), item);
	if (route->shape == SHAPE_ARRAY ||
	    (route->shape == SHAPE_OBJECT && !is_jsend))
		return item;
	if (is_jsend) {
		json_set(body, "status", text(arena, "success"));
		json_set(body, "message", text(arena, "Done"));
	}
	json_set(body, "data", item);
	if (route_is_list(route))
		json_set(body, is_jsend ? "next_cursor" : "nextCursor",
		    text(arena, NULL));
	return body;
}

/* What stands around a reply's item: by the row's shape and dialect. */
static struct json *
wrap(struct arena *arena, const struct route *route, struct json *item)
{
	bool is_jsend = route->dialect == DIALECT_JSEND;
	struct json *members = json_object(arena);

	if (route->shape == SHAPE_ARRAY)
		return array_of(arena, item);
	if (is_jsend) {
		json_set(members, "status",
		    json_set(
			json_object(arena), "const", text(arena, "success")));
		json_set(members, "message", text_schema(arena, false));
	}
	if (route->shape == SHAPE_LIST) {
		json_set(members, "data", array_of(arena, item));
		json_set(members, is_jsend ? "next_cursor" : "nextCursor",
		    text_schema(arena, true));
	} else if (is_jsend) {
		json_set(members, "data", item);
	} else {
		return item;
	}
	return closed(arena, members);
}

static struct json *
done_response(struct arena *arena, const struct route *route, int status)
{
	struct json *response = json_object(arena), *headers, *schema;

	json_set(response, "description",
	    text(arena, status == 202 ? "Accepted, and waiting." : "Done."));
	headers = json_set(json_object(arena), "X-Request-Id",
	    header(arena, "The request's id, also in our log."));
	if (route->location != NULL)
		json_set(headers, "Location",
		    header(arena, "Where what was made is."));
	if (route_is_list(route))
		json_set(headers, "Link",
		    header(arena, "The next page, rel=\"next\"."));
	json_set(response, "headers", headers);
	if (route->shape == SHAPE_NONE)
		return response;
	if (route->reply == NULL) /* this document */
		schema =
		    json_set(json_object(arena), "type", text(arena, "object"));
	else
		schema = reference(arena,
		    arena_printf(arena, "#/components/schemas/%s",
			component_name(route, arena)));
	json_set(response, "content",
	    content(arena, "application/json", wrap(arena, route, schema),
		example_of_reply(arena, route)));
	return response;
}

static int
status_in(const struct route *route, const struct problem *problem)
{
	bool is_onboarding = route->dialect == DIALECT_ONBOARDING;

	return is_onboarding && problem->status == 422 ? 400 : problem->status;
}

/* The codes that a route may answer in a status; NULL: none. */
static struct json *
codes_of(struct arena *arena, const struct route *route, int status)
{
	const struct problem *problem;
	struct json *codes = json_list(arena);
	size_t i;

	for (i = 0; (problem = problem_at(i)) != NULL; i++)
		if (status_in(route, problem) == status &&
		    route_may_refuse(route, problem))
			json_add(codes, text(arena, problem->code));
	return codes->first == NULL ? NULL : codes;
}

static struct json *
problem_response(struct arena *arena, const struct route *route, int status,
    struct json *codes)
{
	bool is_jsend = route->dialect == DIALECT_JSEND;
	struct json *response = json_object(arena), *narrow, *schema, *headers;

	narrow = json_set(json_object(arena), "properties",
	    json_set(json_object(arena), "code",
		json_set(json_object(arena), "enum", codes)));
	schema = json_set(json_object(arena), "allOf",
	    json_add(json_add(json_list(arena),
			 reference(arena,
			     is_jsend ? "#/components/schemas/Fail"
				      : "#/components/schemas/Problem")),
		narrow));
	headers = json_set(json_object(arena), "X-Request-Id",
	    header(arena, "The request's id, also in our log."));
	if (status == 429 || status == 503)
		json_set(headers, "Retry-After",
		    header(arena, "Seconds until it may be tried again."));
	json_set(response, "description",
	    text(arena, problem_find(codes->first->text)->title));
	json_set(response, "headers", headers);
	json_set(response, "content",
	    content(arena,
		is_jsend ? "application/json" : "application/problem+json",
		schema, NULL));
	return response;
}

static struct json *
responses(struct arena *arena, const struct route *route)
{
	struct json *all = json_object(arena), *codes;
	size_t i;

	json_set(all, arena_printf(arena, "%d", route->status),
	    done_response(arena, route, route->status));
	if (route->pending_status != 0)
		json_set(all, arena_printf(arena, "%d", route->pending_status),
		    done_response(arena, route, route->pending_status));
	for (i = 0; i < COUNT_OF(statuses); i++)
		if ((codes = codes_of(arena, route, statuses[i])) != NULL)
			json_set(all, arena_printf(arena, "%d", statuses[i]),
			    problem_response(arena, route, statuses[i], codes));
	return all;
}

static struct json *
parameter(struct arena *arena, const char *where, const struct field *field)
{
	struct json *one = json_object(arena);
	bool is_path = strcmp(where, "path") == 0;

	json_set(one, "name", text(arena, field->name));
	json_set(one, "in", text(arena, where));
	json_set(one, "required",
	    json_boolean(arena, is_path || field->is_required));
	if (field->help != NULL)
		json_set(one, "description", text(arena, field->help));
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
		field.kind = KIND_UUID;
		if (strstr(field.name, "oken") != NULL)
			field.kind = KIND_TOKEN;
		json_add(list, parameter(arena, "path", &field));
	}
}

static struct json *
parameters(struct arena *arena, const struct route *route)
{
	static const struct field list_query[] = {
		{ "limit", KIND_INTEGER, .min = 1, .max = LIST_LIMIT_MAX,
		    .help = "Rows on a page, 50 when left out." },
		{ "cursor", KIND_STRING, .max = 200,
		    .help = "nextCursor of the page before." },
	};
	static const struct field idempotency_key = { "Idempotency-Key",
		KIND_STRING, .min = 1, .max = 257,
		.help = "Makes repeating the request safe for 24 hours." };
	static const struct field if_match = { "If-Match", KIND_STRING,
		.max = 1000, .help = "The revision it must have, an ETag." };
	struct json *list = json_list(arena);
	const struct field *field;

	add_path_parameters(arena, list, route);
	for (field = route->query; field != NULL && field->kind != KIND_NONE;
	     field++)
		json_add(list, parameter(arena, "query", field));
	if (route_is_list(route)) {
		json_add(list, parameter(arena, "query", &list_query[0]));
		json_add(list, parameter(arena, "query", &list_query[1]));
	}
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
	    content(arena, "application/json",
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
			json_add(json_list(arena), text(arena, route->scope))));
	return list;
}

static struct json *
operation(struct arena *arena, const struct route *route)
{
	struct json *one = json_object(arena);

	json_set(one, "operationId", text(arena, route->name));
	json_set(
	    one, "tags", json_add(json_list(arena), text(arena, route->tag)));
	json_set(one, "summary", text(arena, route->summary));
	json_set(one, "description",
	    text(arena,
		route->scope == NULL
		    ? "Public."
		    : arena_printf(
			  arena, "Needs the scope `%s`.", route->scope)));
	json_set(one, "security", security(arena, route));
	json_set(one, "parameters", parameters(arena, route));
	if (route->fields != NULL)
		json_set(one, "requestBody", request_body(arena, route));
	json_set(one, "responses", responses(arena, route));
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
		    json_object(arena), "name", text(arena, route->tag));
		json_set(tag, "description", text(arena, route->tag));
		json_add(all, tag);
		seen = route->tag;
	}
	return all;
}

static struct json *
components(struct arena *arena)
{
	struct json *schemas = json_object(arena), *schemes, *all;
	const struct route *route;
	const char *name;
	size_t i;

	json_set(schemas, "Problem", schema_of_problem(arena));
	for (i = 0; (route = route_at(i)) != NULL; i++) {
		if (route->dialect == DIALECT_JSEND &&
		    json_member(schemas, "Fail") == NULL)
			json_set(schemas, "Fail", schema_of_fail(arena));
		if (route->reply == NULL)
			continue;
		name = component_name(route, arena);
		if (json_member(schemas, name) == NULL)
			json_set(schemas, name,
			    schema_of_members(arena, route->reply, true));
	}
	schemes = json_object(arena);
	json_set(schemes, "bearer",
	    json_set(json_set(json_object(arena), "type", text(arena, "http")),
		"scheme", text(arena, "bearer")));
	json_set(schemes, "header",
	    json_set(json_set(json_set(json_object(arena), "type",
				  text(arena, "apiKey")),
			 "in", text(arena, "header")),
		"name", text(arena, "X-API-KEY")));
	all = json_object(arena);
	json_set(all, "securitySchemes", schemes);
	json_set(all, "schemas", schemas);
	return all;
}

static struct json *
info(struct arena *arena)
{
	struct json *info = json_object(arena), *license;

	license = json_object(arena);
	json_set(license, "name", text(arena, "MIT"));
	json_set(license, "identifier", text(arena, "MIT"));
	json_set(info, "title", text(arena, "usher"));
	json_set(info, "version", text(arena, PACKAGE_VERSION));
	json_set(info, "summary", text(arena, "Invitations as a service."));
	json_set(info, "description",
	    text(arena,
		"Invite a business, a person, a merchant; know what became of "
		"it. Every answer carries X-Request-Id; every refusal is an "
		"RFC 9457 problem whose `code` is stable."));
	json_set(info, "license", license);
	return info;
}

void
service_openapi(struct exchange *x)
{
	struct arena *arena = x->arena;
	struct json *all = json_object(arena);

	json_set(all, "openapi", text(arena, "3.1.0"));
	json_set(all, "info", info(arena));
	json_set(all, "servers",
	    json_add(json_list(arena),
		json_set(json_object(arena), "url",
		    text(arena, x->service->config->public_url))));
	json_set(all, "tags", tags(arena));
	json_set(all, "paths", paths(arena));
	json_set(all, "components", components(arena));
	reply_json(x, 200, all);
}
