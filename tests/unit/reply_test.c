/* SPDX-License-Identifier: MIT */
#include "api/exchange.h"
#include "api/reply.h"
#include "api/route.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/text.h"
#include "door/pg.h"
#include "secret.h"
#include "tap.h"

static struct config config;
static struct service service = { .config = &config };
static struct arena *arena;

/* The Link header of a page of the feed that is not the last. */
static const char *
next_page(const char *path, const char *query)
{
	const struct pg_reply reply = { .body = "{\"data\":[]}",
		.next_cursor = "01900000-0000-7000-8000-000000000001" };
	const char *link;
	struct exchange x;

	exchange_init(&x, &service, arena);
	x.method = "GET";
	x.path = path;
	x.query = query;
	if (route_match(&x) != NULL)
		return "no such list";
	reply_done(&x, &reply);
	link = strstr(x.headers.data, "Link: ");
	return link == NULL ? "none"
			    : arena_copy(arena, link, strcspn(link, "\r"));
}

static bool
leads_to(const char *link, const char *begin)
{
	return starts_with(link, begin) && ends_with(link, ">; rel=\"next\"");
}

static void
test_next_page(void)
{
	config.public_url = "https://u.example";
	config.public_path = "";
	ok(leads_to(next_page("/v1/events", "limit=2"),
	       "Link: <https://u.example/v1/events?limit=2&cursor="),
	    "the next page has the query of this one");
	ok(leads_to(next_page("/v1/events", "after=x&limit=2&cursor=y"),
	       "Link: <https://u.example/v1/events?limit=2&cursor="),
	    "but for where it begins");
	ok(leads_to(next_page("/v1/events", "%61fter=x&limit=2&c%75rsor=y"),
	       "Link: <https://u.example/v1/events?limit=2&cursor="),
	    "though that be escaped");
	config.public_url = "https://u.example/invite";
	config.public_path = "/invite";
	ok(leads_to(next_page("/invite/v1/events", ""),
	       "Link: <https://u.example/invite/v1/events?cursor="),
	    "the path of the public URL stands in it once");
	ok(leads_to(next_page("/v1/events", ""),
	       "Link: <https://u.example/invite/v1/events?cursor="),
	    "also where the web server takes it off");
}

int
main(void)
{
	arena = arena_new();
	service.ring = test_ring(arena);
	test_next_page();
	arena_free(arena);
	return done();
}
