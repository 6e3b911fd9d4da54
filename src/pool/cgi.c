/* SPDX-License-Identifier: MIT */
/* An exchange in the words of CGI (RFC 3875): parameters in, a head out. */
#include "pool/cgi.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "api/exchange.h"
#include "base/arena.h"
#include "base/buf.h"

enum { BODY_KEPT = 128 * 1024 }; /* no route takes more */

static const char *
param(const struct fcgi *fcgi, const char *name)
{
	const char *value = fcgi_param(fcgi, name);

	return value != NULL && *value != '\0' ? value : NULL;
}

int64_t
cgi_age(const struct fcgi *fcgi)
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

void
cgi_read_head(struct exchange *x, const struct fcgi *fcgi)
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

int
cgi_read_body(struct exchange *x, struct fcgi *fcgi)
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

enum fcgi_end
cgi_answer(const struct exchange *x, struct fcgi *fcgi)
{
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
	return fcgi_answer(fcgi, head.data, head.len, body, len);
}
