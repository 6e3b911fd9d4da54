/* SPDX-License-Identifier: MIT */
/* What a route may answer, as the OpenAPI document says it. */
#include "api/response.h"

#include "api/example.h"
#include "api/problem.h"
#include "api/route.h"
#include "base/arena.h"
#include "door/json.h"

/* Statuses in which problems come; each is one response of a route. */
static const int statuses[] = { 400, 401, 403, 404, 409, 410, 412, 413, 415,
	422, 429, 500, 503 };

static struct json *
reference(struct arena *arena, const char *where)
{
	return json_set(json_object(arena), "$ref", json_string(arena, where));
}

struct json *
response_content(struct arena *arena, const char *type, struct json *schema,
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

	json_set_text(arena, header, "description", description);
	json_set(header, "schema",
	    json_set(json_object(arena), "type", json_string(arena, "string")));
	return header;
}

/* A route's reply as one component, shared by all that reply with it. */
const char *
response_component(const struct route *route, struct arena *arena)
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
	    json_set(json_object(arena), "type", json_string(arena, "array")),
	    "items", item);
}

static struct json *
text_schema(struct arena *arena, bool is_nullable)
{
	struct json *types =
	    json_add(json_list(arena), json_string(arena, "string"));

	if (is_nullable)
		json_add(types, json_string(arena, "null"));
	return json_set(json_object(arena), "type", types);
}

/* A closed object with these members, all of them required. */
static struct json *
closed(struct arena *arena, struct json *members)
{
	struct json *schema = json_object(arena), *names = json_list(arena);
	const struct json *member;

	for (member = members->first; member != NULL; member = member->next)
		json_add(names, json_string(arena, member->name));
	json_set_text(arena, schema, "type", "object");
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
		json_set_text(arena, body, "status", "success");
		json_set_text(arena, body, "message", "Done");
	}
	json_set(body, "data", item);
	if (route_is_list(route))
		json_set_text(
		    arena, body, is_jsend ? "next_cursor" : "nextCursor", NULL);
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
		    json_set(json_object(arena), "const",
			json_string(arena, "success")));
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

	json_set_text(arena, response, "description",
	    status == 202 ? "Accepted, and waiting." : "Done.");
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
	if (route->shape == SHAPE_QR)
		return json_set(response, "content",
		    response_content(arena, "image/svg+xml",
			text_schema(arena, false), NULL));
	if (route->reply == NULL) /* this document */
		schema = json_set(
		    json_object(arena), "type", json_string(arena, "object"));
	else
		schema = reference(arena,
		    arena_printf(arena, "#/components/schemas/%s",
			response_component(route, arena)));
	json_set(response, "content",
	    response_content(arena, "application/json",
		wrap(arena, route, schema), example_of_reply(arena, route)));
	return response;
}

/* The codes that a route may answer in a status; NULL: none. */
static struct json *
codes_of(struct arena *arena, const struct route *route, int status)
{
	const struct problem *problem;
	struct json *codes = json_list(arena);
	size_t i;

	for (i = 0; (problem = problem_at(i)) != NULL; i++)
		if (dialect_status(route->dialect, problem) == status &&
		    route_may_refuse(route, problem))
			json_add(codes, json_string(arena, problem->code));
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
	json_set_text(arena, response, "description",
	    problem_find(codes->first->text)->title);
	json_set(response, "headers", headers);
	json_set(response, "content",
	    response_content(arena,
		is_jsend ? "application/json" : "application/problem+json",
		schema, NULL));
	return response;
}

struct json *
response_of_route(struct arena *arena, const struct route *route)
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
