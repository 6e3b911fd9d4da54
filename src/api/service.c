/* SPDX-License-Identifier: MIT */
/* Whether the service works, as far as a worker can tell. */
#include "api/service.h"

#include <string.h>

#include "api/call.h"
#include "api/exchange.h"
#include "api/reply.h"
#include "base/text.h"
#include "door/json.h"

void
service_health(struct exchange *x)
{
	reply_json(x, 200,
	    json_set(
		json_object(x->arena), "status", json_string(x->arena, "ok")));
}

/* nginx names the peer: 127.0.0.0/8, ::1, or none on a unix socket. */
static bool
is_from_loopback(const struct exchange *x)
{
	const char *from = x->remote_address;

	return from == NULL || starts_with(from, "127.") ||
	    strcmp(from, "::1") == 0 || strcmp(from, "unix:") == 0;
}

void
service_ready(struct exchange *x)
{
	struct json *body = json_object(x->arena);
	const char *relay = x->service->relay_trouble(x->arena);
	struct pg_reply reply;
	bool has_database;

	if (!is_from_loopback(x)) {
		reply_refused(x, &problem_not_found);
		return;
	}
	has_database = call_make(x, &call_health, &reply) == NULL;
	json_set_text(x->arena, body, "status",
	    has_database && relay == NULL ? "ok" : "degraded");
	json_set_text(
	    x->arena, body, "database", has_database ? "ok" : "unavailable");
	json_set_text(x->arena, body, "relay", relay == NULL ? "ok" : relay);
	/* Invitations are taken while the relay is away: still ready. */
	reply_json(x, has_database ? 200 : 503, body);
}
