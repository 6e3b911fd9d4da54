/* SPDX-License-Identifier: MIT */
/*
 * Between FastCGI and an exchange: parameters in, status and bytes out, and
 * how long a request may take. It knows one connection, not whose turn it is.
 */
#include "pool/connection.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "api/dispatch.h"
#include "api/reply.h"
#include "api/route.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "door/fcgi.h"
#include "page/render.h"

enum {
	BODY_KEPT = 128 * 1024, /* no route takes more */
	BUDGET = 4500,		/* ms: an answer within 5 s of the request */
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

static const char *
param(const struct fcgi *fcgi, const char *name)
{
	const char *value = fcgi_param(fcgi, name);

	return value != NULL && *value != '\0' ? value : NULL;
}

/* Milliseconds since nginx passed the request on: it may have waited. */
static int64_t
age(const struct fcgi *fcgi)
{
	const char *sent = param(fcgi, "USHER_TIME");
	struct timespec now;
	double seconds;

	if (sent == NULL)
		return 0;
	clock_gettime(CLOCK_REALTIME, &now);
	seconds =
	    (double)now.tv_sec + (double)now.tv_nsec / 1e9 - strtod(sent, NULL);
	return seconds > 0 && seconds < 60 ? (int64_t)(seconds * 1000) : 0;
}

static void
read_head(struct exchange *x, const struct fcgi *fcgi)
{
	const char *target = param(fcgi, "REQUEST_URI"), *query;

	/* A copy, since the parameters end with the answer and the log not. */
	x->method = arena_string(x->arena, param(fcgi, "REQUEST_METHOD"));
	if (x->method == NULL)
		x->method = "GET";
	if (target == NULL)
		target = "/";
	query = strchr(target, '?');
	x->path = query == NULL
	    ? target
	    : arena_copy(x->arena, target, (size_t)(query - target));
	if (query != NULL)
		x->query = query + 1;
	x->content_type = param(fcgi, "CONTENT_TYPE");
	x->authorization = param(fcgi, "HTTP_AUTHORIZATION");
	x->api_key = param(fcgi, "HTTP_X_API_KEY");
	x->idempotency_key = fcgi_param(fcgi, "HTTP_IDEMPOTENCY_KEY");
	x->if_match = param(fcgi, "HTTP_IF_MATCH");
	x->cookie = param(fcgi, "HTTP_COOKIE");
	x->accept_language = param(fcgi, "HTTP_ACCEPT_LANGUAGE");
	x->remote_address = param(fcgi, "REMOTE_ADDR");
}

/*
 * Read the body; a larger one than any route takes is read away. -1: it
 * was not as long as announced.
 */
static int
read_body(struct exchange *x, struct fcgi *fcgi)
{
	const char *length = param(fcgi, "CONTENT_LENGTH");
	char *body, *end = NULL;

	errno = 0;
	x->body_size = length == NULL ? 0 : strtoul(length, &end, 10);
	if (errno != 0 || (end != NULL && *end != '\0'))
		return -1;
	if (x->body_size > BODY_KEPT)
		return fcgi_read(fcgi, NULL, x->body_size);
	body = arena_alloc(x->arena, x->body_size + 1);
	x->body = body;
	x->body_len = x->body_size;
	return fcgi_read(fcgi, body, x->body_len);
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
	c->sent_at = clock_now() - age(c->fcgi);
	start = c->sent_at > began_at ? c->sent_at : began_at;
	c->begin_by = start + BUDGET - BUDGET_LEAST;
	c->deadline = start + BUDGET;
	c->is_second_turn = false;
	exchange_init(&c->x, service, c->arena);
	read_head(&c->x, c->fcgi);
	if (read_body(&c->x, c->fcgi) < 0) {
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

/* Reason phrases (RFC 9110 section 15) of the statuses that we send. */
static const char *
reason(int status)
{
	static const struct {
		int status;
		const char *reason;
	} reasons[] = {
		{ 200, "OK" },
		{ 201, "Created" },
		{ 202, "Accepted" },
		{ 204, "No Content" },
		{ 303, "See Other" },
		{ 400, "Bad Request" },
		{ 401, "Unauthorized" },
		{ 403, "Forbidden" },
		{ 404, "Not Found" },
		{ 405, "Method Not Allowed" },
		{ 409, "Conflict" },
		{ 410, "Gone" },
		{ 412, "Precondition Failed" },
		{ 413, "Content Too Large" },
		{ 415, "Unsupported Media Type" },
		{ 422, "Unprocessable Content" },
		{ 429, "Too Many Requests" },
		{ 500, "Internal Server Error" },
		{ 503, "Service Unavailable" },
	};
	size_t i;

	for (i = 0; i < COUNT_OF(reasons); i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "Other";
}

static enum fcgi_end
send_answer(struct connection *c)
{
	const struct exchange *x = &c->x;
	const char *body = x->answer == NULL ? "" : x->answer;
	size_t len = strlen(body);
	struct buf head;

	buf_init(&head, x->arena, 0);
	buf_putf(&head, "Status: %d %s\r\n%s", x->status, reason(x->status),
	    x->headers.data);
	if (x->type != NULL)
		buf_putf(&head, "Content-Type: %s\r\nContent-Length: %zu\r\n",
		    x->type, len);
	buf_puts(&head, "\r\n");
	if (strcmp(x->method, "HEAD") == 0)
		len = 0;
	return fcgi_answer(c->fcgi, head.data, head.len, body, len);
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
	read_head(&c->x, c->fcgi);
	c->x.body = first.body;
	c->x.body_len = first.body_len;
	c->x.body_size = first.body_size;
	c->x.job = first.job;
	dispatch_route(&c->x);
}

static enum connection_end
finish(struct connection *c)
{
	enum fcgi_end end = send_answer(c);

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
