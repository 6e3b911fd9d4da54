/* SPDX-License-Identifier: MIT */
/* The query string: a route's own parameters, and those of every list. */
#include "api/query.h"

#include <string.h>

#include "api/decode.h"
#include "api/exchange.h"
#include "api/route.h"
#include "door/json.h"
#include "secret/mark.h"

#define LIMIT_WHEN_LEFT_OUT "50"

enum { LIMIT, CURSOR };

const struct field query_list_fields[] = {
	[LIMIT] = { "limit", KIND_INTEGER, .min = 1, .max = 100,
	    .help = "Rows on a page, " LIMIT_WHEN_LEFT_OUT " when left out." },
	[CURSOR] = { "cursor", KIND_STRING, .max = 200,
	    .help = "nextCursor of the page before." },
	{ 0 },
};

static const struct field *
parameter_field(const struct route *route, const char *name)
{
	const struct field *field = field_of_name(route->query, name);

	if (field == NULL && route_is_list(route))
		field = field_of_name(query_list_fields, name);
	return field;
}

static const struct problem *
read_cursor(struct exchange *x, const char *cursor)
{
	struct mark_context ctx = { .ring = x->service->ring,
		.list = exchange_list_name(x) };
	const char *id = cursor_read(&ctx, cursor, x->arena);

	exchange_set(x, "page_after", id);
	if (id != NULL)
		return NULL;
	x->members = json_set(json_object(x->arena), "detail",
	    json_string(x->arena, "The cursor is not one of this list."));
	return &problem_malformed;
}

static const struct problem *
read_parameter(struct exchange *x, const char *name, const char *text)
{
	const struct field *field = parameter_field(x->route, name);
	struct json *value = json_string(x->arena, text);
	bool was_good = x->errors.list == NULL;

	if (field == NULL) {
		field_error(&x->errors, "parameter", name, "unknown",
		    "is not a parameter of this request");
		return NULL;
	}
	if (field->kind == KIND_INTEGER)
		value->type = JSON_NUMBER;
	field_check_value(&x->errors, field, value, "parameter", name);
	if (was_good && x->errors.list != NULL)
		return NULL;
	if (field == &query_list_fields[LIMIT])
		exchange_set(x, "page_limit", text);
	else if (field == &query_list_fields[CURSOR])
		return read_cursor(x, text);
	else
		decode_field(x, field, value, true);
	return NULL;
}

const struct problem *
query_read(struct exchange *x)
{
	const struct problem *problem;
	struct json *seen = json_object(x->arena);
	const char *at = x->query, *name, *text;
	size_t len, equals;

	if (route_is_list(x->route))
		exchange_set(x, "page_limit", LIMIT_WHEN_LEFT_OUT);
	for (; *at != '\0'; at += len + (at[len] == '&')) {
		len = strcspn(at, "&");
		equals = strcspn(at, "=&");
		if (len == 0)
			continue;
		name = percent_decode(x->arena, at, equals, true);
		text = equals == len ? ""
				     : percent_decode(x->arena, at + equals + 1,
					   len - equals - 1, true);
		if (name == NULL || text == NULL)
			return &problem_malformed;
		if (json_member(seen, name) != NULL)
			field_error(&x->errors, "parameter", name,
			    "not_allowed", "stands twice");
		else if ((problem = read_parameter(x, name, text)) != NULL)
			return problem;
		json_set_text(x->arena, seen, name, NULL);
	}
	return NULL;
}
