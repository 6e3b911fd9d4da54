/* SPDX-License-Identifier: MIT */
/*
 * One connection and the request it carries: its turns, its end, and how long
 * it may take. It does not know whose turn it is.
 */
#include "pool/connection.h"

#include <stdlib.h>
#include <string.h>

#include "api/dispatch.h"
#include "api/reply.h"
#include "api/route.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "door/fcgi.h"
#include "page/render.h"
#include "pool/cgi.h"

enum {
	BUDGET = 4500, /* ms: an answer within 5 s of the request */
	/*
	 * With less (ms) a request is not begun. A procedure gives up a lock
	 * after 500 ms by itself; cut off by us it would cost its session.
	 */
	BUDGET_LEAST = 700,
};

struct connection *
connection_new(int fd)
{
	struct connection *c = calloc(1, sizeof(*c));

	if (c == NULL)
		fatal("event=out_of_memory bytes=%zu", sizeof(*c));
	c->fcgi = fcgi_new(fd);
	c->arena = arena_new();
	return c;
}

void
connection_free(struct connection *c)
{
	fcgi_free(c->fcgi);
	arena_free(c->arena);
	free(c);
}

int
connection_fd(const struct connection *c)
{
	return fcgi_fd(c->fcgi);
}

bool
connection_read(
    struct connection *c, const struct service *service, int64_t began_at)
{
	int64_t start;

	if (fcgi_begin(c->fcgi) < 0) {
		log_warn("event=bad_request");
		return false;
	}
	c->sent_at = clock_now() - cgi_age(c->fcgi);
	start = c->sent_at > began_at ? c->sent_at : began_at;
	c->begin_by = start + BUDGET - BUDGET_LEAST;
	c->deadline = start + BUDGET;
	c->is_second_turn = false;
	exchange_init(&c->x, service, c->arena);
	cgi_read_head(&c->x, c->fcgi);
	if (cgi_read_body(&c->x, c->fcgi) < 0) {
		log_warn("event=bad_body request=%s", c->x.request_id);
		return false;
	}
	dispatch_route(&c->x);
	return true;
}

bool
connection_is_local(const struct connection *c)
{
	return dispatch_is_local(&c->x);
}

/* The path may hold a token: say the route's pattern instead. */
static void
log_answer(const struct connection *c, enum fcgi_end end)
{
	const struct exchange *x = &c->x;

	log_info("event=request request=%s method=%s route=%s status=%d "
		 "ms=%lld%s",
	    x->request_id, x->method, x->route == NULL ? "-" : x->route->name,
	    x->status, (long long)(clock_now() - c->sent_at),
	    end == FCGI_UNSENT ? " sent=no" : "");
}

/* It waited too long to be begun. */
static void
refuse(struct exchange *x)
{
	if (route_is_page(x))
		render_problem(x, &problem_unavailable, NULL);
	else
		reply_refused(x, &problem_unavailable);
}

/* As it was when it had just been read, but for its job. */
static void
begin_anew(struct connection *c)
{
	const struct exchange first = c->x;

	exchange_init(&c->x, first.service, c->arena);
	memcpy(c->x.request_id, first.request_id, sizeof(first.request_id));
	cgi_read_head(&c->x, c->fcgi);
	c->x.body = first.body;
	c->x.body_len = first.body_len;
	c->x.body_size = first.body_size;
	c->x.job = first.job;
	dispatch_route(&c->x);
}

static enum connection_end
finish(struct connection *c)
{
	enum fcgi_end end = cgi_answer(&c->x, c->fcgi);

	log_answer(c, end);
	arena_reset(c->arena);
	return end == FCGI_KEPT ? CONNECTION_KEPT : CONNECTION_OVER;
}

/*
 * A crowd on one row is served one after the other: a disk that stalls for a
 * moment keeps the last of them from it for longer than they wait. Whoever
 * comes again behind the others finds the row free, or one that is held.
 */
static bool
may_try_again(struct connection *c)
{
	if (c->is_second_turn || c->x.effect != EFFECT_LOCKED_OUT)
		return false;
	c->is_second_turn = true;
	return true;
}

enum connection_end
connection_answer(struct connection *c)
{
	if (c->x.job->state == JOB_DONE || c->is_second_turn)
		begin_anew(c);
	if (clock_now() > c->begin_by)
		refuse(&c->x);
	else
		dispatch(&c->x);
	if (exchange_is_parked(&c->x))
		return CONNECTION_HAS_JOB;
	return may_try_again(c) ? CONNECTION_AGAIN : finish(c);
}

enum connection_end
connection_refuse(struct connection *c)
{
	c->x.job->state = JOB_REFUSED;
	begin_anew(c);
	/* A form shows again what was typed into it. */
	if (route_is_page(&c->x) && clock_now() <= c->begin_by)
		dispatch(&c->x);
	else
		refuse(&c->x);
	return finish(c);
}

void
connection_resume(struct connection *c)
{
	c->begin_by = clock_now() + BUDGET - BUDGET_LEAST;
	c->deadline = clock_now() + BUDGET;
}
