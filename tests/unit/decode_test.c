/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "api/decode.h"
#include "api/exchange.h"
#include "api/route.h"
#include "base/arena.h"
#include "door/json.h"
#include "tap.h"

static const struct service service;
static struct arena *arena;
static struct exchange x;

/* Decode the change of a connection. */
static const struct problem *
change(const char *body, const char *if_match)
{
	static const char id[] = "01900000-0000-7000-8000-000000000001";

	exchange_init(&x, &service, arena);
	x.is_operator = true;
	x.route = route_find("connectionUpdate");
	x.method = x.route->method;
	x.parameters[0] = x.parameters[1] = id;
	x.content_type = "application/json";
	x.body = body;
	x.body_len = x.body_size = strlen(body);
	x.if_match = if_match;
	return decode_request(&x);
}

static const char *
repeat(const char *before, const char *piece, int count, const char *behind)
{
	struct buf out;

	buf_init(&out, arena, 0);
	buf_puts(&out, before);
	while (count-- > 0)
		buf_puts(&out, piece);
	buf_puts(&out, behind);
	return out.data;
}

static const char *
revisions(const char *if_match)
{
	return change("{}", if_match) == NULL ? exchange_get(&x, "if_revisions")
					      : "refused";
}

static void
test_if_match(void)
{
	clock_t began;

	is(revisions(NULL), NULL, "without If-Match any revision will do");
	is(revisions("*"), NULL, "so it will with *");
	is(revisions("\"3\", W/\"4\",\"5\""), "{3,5}",
	    "a weak tag is none of those that will");
	is(revisions("\"x\", \"99999999999\", 6, \"7"), "{}",
	    "nor is what no revision can be");
	/* Some web servers join all If-Match of a request. */
	began = clock();
	ok(strlen(revisions(repeat("", "\"1\",", 40000, ""))) == 80001 &&
		clock() - began < CLOCKS_PER_SEC,
	    "a list of 160 KiB takes less than a second");
}

static void
test_list(void)
{
	const struct problem *problem =
	    change(repeat("{\"tags\":[\"\"", ",\"\"", 20000, "]}"), NULL);
	const struct json *error = x.errors.list->first;
	int count = 1;

	ok(problem == &problem_invalid_fields, "a list may have bad elements");
	is(json_text(error, "pointer"), "#/tags/0",
	    "each is told by its place");
	for (; error->next != NULL; error = error->next)
		count++;
	ok(count == 21, "but of those that are too many only that they are");
	is(json_text(error, "pointer"), "#/tags", "which is the list's fault");
	is(json_text(error, "code"), "too_long", "as its length");
}

int
main(void)
{
	arena = arena_new();
	test_if_match();
	test_list();
	arena_free(arena);
	return done();
}
