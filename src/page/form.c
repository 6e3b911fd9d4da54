/* SPDX-License-Identifier: MIT */
/*
 * From a posted form to the call of a JSON door: a page does what the API
 * does, by the same route.
 */
#include "page/form.h"

#include <string.h>
#include <strings.h>

#include "api/dispatch.h"
#include "api/exchange.h"
#include "api/route.h"
#include "base/arena.h"
#include "base/config.h"
#include "door/json.h"
#include "door/pg.h"
#include "secret/mark.h"

static const char form_type[] = "application/x-www-form-urlencoded";

const struct problem *
form_read(struct exchange *x, struct json **form)
{
	const char *at = x->body, *name, *value;
	size_t len, equals;

	*form = json_object(x->arena);
	if (x->body_size > BODY_MAX)
		return &problem_body_too_large;
	if (x->content_type == NULL ||
	    strncasecmp(x->content_type, form_type, sizeof(form_type) - 1) != 0)
		return &problem_media_type;
	if (memchr(x->body, '\0', x->body_len) != NULL)
		return &problem_malformed;
	for (; *at != '\0'; at += len + (at[len] == '&')) {
		len = strcspn(at, "&");
		equals = strcspn(at, "=&");
		name = percent_decode(x->arena, at, equals, true);
		value = equals >= len
		    ? ""
		    : percent_decode(
			  x->arena, at + equals + 1, len - equals - 1, true);
		if (name == NULL || value == NULL)
			return &problem_malformed;
		if (json_member(*form, name) == NULL)
			json_set(*form, name, json_string(x->arena, value));
	}
	return NULL;
}

/* A form has no empty value: what was left blank was not given. */
static struct json *
fields_for(struct exchange *x, const struct route *route,
    const struct json *form, const char *token)
{
	struct json *fields = json_object(x->arena);
	const struct field *field;
	const char *value;

	for (field = route->fields; field->kind != KIND_NONE; field++) {
		value = field->kind == KIND_TOKEN
		    ? token
		    : json_text(form, field->name);
		if (value != NULL && *value != '\0')
			json_set(
			    fields, field->name, json_string(x->arena, value));
	}
	return fields;
}

static struct json *
read_body(const struct exchange *x, const char *body)
{
	const struct mark_context marks = { .ring = x->service->ring,
		.public_url = x->service->config->public_url };
	const char *wrong, *text;

	if (body == NULL ||
	    (text = mark_expand(&marks, body, x->arena)) == NULL)
		return NULL;
	return json_parse(x->arena, text, strlen(text), &wrong);
}

struct form_result
form_call(struct exchange *x, const char *route, const struct json *form,
    const char *token)
{
	struct form_result result = { 0 };
	const struct json *seconds;
	struct exchange door;
	struct pg_reply reply;

	exchange_init(&door, x->service, x->arena);
	memcpy(door.request_id, x->request_id, sizeof(door.request_id));
	door.route = route_find(route);
	door.method = door.route->method;
	door.path = door.route->path;
	door.job = x->job;
	door.fields = fields_for(x, door.route, form, token);
	result.problem = dispatch_call(&door, &reply);
	if (result.problem == NULL) {
		result.body = read_body(x, reply.body);
		result.outcome = reply.code;
		return result;
	}
	result.errors = door.errors.list;
	if (result.errors == NULL)
		result.errors = json_member(door.members, "errors");
	seconds = json_member(door.members, "retryAfter");
	result.retry_after = seconds == NULL ? NULL : seconds->text;
	return result;
}
