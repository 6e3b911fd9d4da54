/* SPDX-License-Identifier: MIT */
/*
 * The one place that turns results into answers. Domain data is relayed as
 * the database wrote it; only problems are composed here.
 */
#include "api/reply.h"

#include <string.h>

#include "api/exchange.h"
#include "api/route.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/log.h"
#include "door/json.h"
#include "door/pg.h"
#include "door/qr.h"
#include "secret/mark.h"

static void
answer(struct exchange *x, int status, const char *type, const char *text)
{
	x->status = status;
	x->type = type;
	x->answer = text;
	/* Answers hold links and keys. */
	exchange_header(x, "Cache-Control", "no-store");
}

void
reply_json(struct exchange *x, int status, const struct json *value)
{
	answer(x, status, "application/json", json_write(x->arena, value));
}

static const char *
retry_after(const struct exchange *x, const struct problem *problem)
{
	const struct json *seconds = json_member(x->members, "retryAfter");

	if (seconds != NULL && seconds->type == JSON_NUMBER)
		return seconds->text;
	return problem->status == 503 ? RETRY_AFTER : NULL;
}

static const char *
detail_of(const struct exchange *x, const struct problem *problem)
{
	const char *detail = json_text(x->members, "detail");

	return detail != NULL ? detail : problem->detail;
}

/* What is said in another place, or to a page alone. */
static bool
is_aside(const char *name)
{
	return has_word("detail retryAfter isCrowded", name);
}

/* What only this refusal says, behind what all of them do. */
static void
add_members(const struct exchange *x, struct json *body)
{
	struct json *member, *next;

	for (member = x->members == NULL ? NULL : x->members->first;
	     member != NULL; member = next) {
		next = member->next;
		if (!is_aside(member->name))
			json_add(body, member);
	}
}

/* The applicants document speaks JSend. */
static struct json *
describe_in_jsend(struct exchange *x, const struct problem *problem)
{
	struct arena *arena = x->arena;
	struct json *body = json_object(arena);

	json_set_text(
	    arena, body, "status", problem->status < 500 ? "fail" : "error");
	json_set_text(arena, body, "message", detail_of(x, problem));
	json_set_text(arena, body, "code", problem->code);
	json_set_text(arena, body, "requestId", x->request_id);
	if (json_member(x->members, "errors") == NULL)
		json_set(body, "errors",
		    x->errors.list != NULL ? x->errors.list : json_list(arena));
	add_members(x, body);
	return body;
}

static struct json *
describe(struct exchange *x, const struct problem *problem)
{
	struct arena *arena = x->arena;
	struct json *body = json_object(arena);
	int status = dialect_status(route_dialect_of_path(x), problem);

	json_set_text(arena, body, "type",
	    arena_printf(arena, "%s/problems/%s",
		x->service->config->public_url, problem->code));
	json_set_text(arena, body, "title", problem->title);
	json_set(body, "status", json_number(arena, status));
	json_set_text(arena, body, "detail", detail_of(x, problem));
	json_set_text(arena, body, "instance",
	    arena_printf(arena, "urn:uuid:%s", x->request_id));
	json_set_text(arena, body, "code", problem->code);
	json_set_text(arena, body, "requestId", x->request_id);
	if (problem == &problem_invalid_fields && x->errors.list != NULL)
		json_set(body, "errors", x->errors.list);
	add_members(x, body);
	return body;
}

void
reply_refused(struct exchange *x, const struct problem *problem)
{
	enum dialect dialect = route_dialect_of_path(x);
	const char *seconds = retry_after(x, problem);

	if (seconds != NULL)
		exchange_header(x, "Retry-After", seconds);
	if (problem->status == 401) /* RFC 9110 section 11.6.1 */
		exchange_header(x, "WWW-Authenticate", "Bearer");
	if (dialect == DIALECT_JSEND)
		reply_json(x, problem->status, describe_in_jsend(x, problem));
	else
		answer(x, dialect_status(dialect, problem),
		    "application/problem+json",
		    json_write(x->arena, describe(x, problem)));
}

/* Location: the row's pattern with the path's parameters and the new id. */
static const char *
location(const struct exchange *x, const char *id)
{
	const char *at = x->route->location, *name;
	struct buf url;
	size_t len, i;

	buf_init(&url, x->arena, 0);
	buf_puts(&url, x->service->config->public_url);
	for (; *at != '\0'; at += len) {
		len = strcspn(at + 1, "{") + 1;
		if (*at != '{') {
			buf_put(&url, at, len);
			continue;
		}
		len = strcspn(at, "}") + 1;
		if (len == 2)
			buf_puts(&url, id);
		for (i = 0;
		     (name = route_parameter(x->route, i, x->arena)) != NULL;
		     i++)
			if (strncmp(name, at + 1, len - 2) == 0 &&
			    name[len - 2] == '\0')
				buf_puts(&url, x->parameters[i]);
	}
	return url.data;
}

/* Whether a parameter says where this page begins; its name may be escaped. */
static bool
is_place(struct arena *arena, const char *parameter)
{
	const char *name =
	    percent_decode(arena, parameter, strcspn(parameter, "=&"), true);

	return name != NULL &&
	    (strcmp(name, "cursor") == 0 || strcmp(name, "after") == 0);
}

static void
set_next_link(
    struct exchange *x, const struct mark_context *ctx, const char *id)
{
	const char *cursor = cursor_make(ctx, id, x->arena), *at;
	struct buf query;
	size_t len;

	buf_init(&query, x->arena, 0);
	for (at = x->query; *at != '\0'; at += len + (at[len] == '&')) {
		len = strcspn(at, "&");
		if (len > 0 && !is_place(x->arena, at))
			buf_putf(&query, "%.*s&", (int)len, at);
	}
	exchange_header(x, "Link",
	    arena_printf(x->arena, "<%s%s?%scursor=%s>; rel=\"next\"",
		x->service->config->public_url, route_path(x), query.data,
		cursor));
}

/* A read may be made conditional too: RFC 9110 section 13.1.1. */
static bool
has_other_revision(const struct exchange *x, const char *revision)
{
	const char *wanted = exchange_get(x, "if_revisions"), *at;
	size_t len = strlen(revision);

	if (wanted == NULL || route_writes(x->route))
		return false;
	for (at = wanted + 1; *at != '\0'; at += strcspn(at, ",}") + 1)
		if (strncmp(at, revision, len) == 0 &&
		    (at[len] == ',' || at[len] == '}'))
			return false;
	return true;
}

/* A text in JSON as a QR code; nothing in an image may act. */
static void
answer_qr(struct exchange *x, const char *body)
{
	const char *wrong, *svg = NULL;
	const struct json *url =
	    json_parse(x->arena, body, strlen(body), &wrong);

	if (url != NULL && url->type == JSON_STRING)
		svg = qr_svg(x->arena, url->text);
	if (svg == NULL) {
		log_error("event=no_qr request=%s", x->request_id);
		reply_refused(x, &problem_internal);
		return;
	}
	exchange_header(x, "Content-Security-Policy", "default-src 'none'");
	answer(x, x->route->status, "image/svg+xml", svg);
}

void
reply_done(struct exchange *x, const struct pg_reply *reply)
{
	const struct route *route = x->route;
	struct mark_context ctx = { .ring = x->service->ring,
		.public_url = x->service->config->public_url,
		.list = exchange_list_name(x) };
	const char *body = NULL;
	bool is_pending = reply->code != NULL;

	if (reply->revision != NULL) {
		exchange_header(x, "ETag",
		    arena_printf(x->arena, "\"%s\"", reply->revision));
		if (has_other_revision(x, reply->revision)) {
			reply_refused(x, &problem_revision_mismatch);
			return;
		}
	}
	if (route->shape != SHAPE_NONE &&
	    (body = mark_expand(&ctx, reply->body, x->arena)) == NULL) {
		log_error("event=bad_mark request=%s route=%s", x->request_id,
		    route->name);
		reply_refused(x, &problem_internal);
		return;
	}
	if (route->shape == SHAPE_QR) {
		answer_qr(x, body);
		return;
	}
	if (route->location != NULL)
		exchange_header(x, "Location", location(x, reply->id));
	if (reply->next_cursor != NULL)
		set_next_link(x, &ctx, reply->next_cursor);
	answer(x, is_pending ? route->pending_status : route->status,
	    body == NULL ? NULL : "application/json", body);
}
