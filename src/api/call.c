/* SPDX-License-Identifier: MIT */
/* One procedure call with the exchange's values, found by their names. */
#include "api/call.h"

#include <string.h>

#include "api/exchange.h"
#include "api/route.h"
#include "api/signature.h"
#include "api/step.h"
#include "base/log.h"
#include "door/json.h"

const struct pg_procedure call_link_show = { "link_show",
	PG_ARGUMENTS("organization_id", "link_id", "token_hash", "proof_hash",
	    "connection_id") };
const struct pg_procedure call_link_ask = { "link_ask",
	PG_ARGUMENTS("organization_id", "caller", "link_id", "token_hash") };
const struct pg_procedure call_link_unsubscribe = { "link_unsubscribe",
	PG_ARGUMENTS(
	    "organization_id", "caller", "link_id", "token_hash", "is_final") };
const struct pg_procedure call_health = { "health", NULL, 0 };

void
call_set_caller(struct exchange *x)
{
	struct json *caller = json_object(x->arena);
	struct arena *arena = x->arena;

	json_set_text(arena, caller, "request_id", x->request_id);
	if (x->route->scope != NULL)
		json_set_text(arena, caller, "scope", x->route->scope);
	if (x->is_operator)
		json_set(caller, "is_operator", json_boolean(arena, true));
	if (x->key.hash[0] != '\0') {
		json_set_text(arena, caller, "key_organization_id",
		    x->key.organization_id);
		json_set_text(arena, caller, "key_id", x->key.id);
		json_set_text(arena, caller, "key_hash", x->key.hash);
	}
	exchange_set(x, "caller", json_write(arena, caller));
}

const struct problem *
call_prepare(struct exchange *x)
{
	const struct problem *problem;
	struct pg_reply reply;

	call_set_caller(x);
	if (x->route->owner != NULL) {
		problem = call_make(x, signature_find(x->route->owner), &reply);
		if (problem != NULL)
			return problem;
		exchange_set(x, "organization_id", reply.id);
	}
	return step_run(x);
}

const struct problem *
call_outcome(enum pg_outcome outcome)
{
	switch (outcome) {
	case PG_DONE:
		return NULL;
	case PG_LOCKED:
	case PG_UNAVAILABLE:
		return &problem_unavailable;
	case PG_FAILED:
		break;
	}
	return &problem_internal;
}

/* Whether a code is an outcome of a call that was done. */
static bool
is_outcome(const char *code)
{
	return code == NULL || strcmp(code, "pending") == 0 ||
	    strcmp(code, "claimed") == 0 || starts_with(code, "replayed");
}

struct json *
call_body(const struct exchange *x, const struct pg_reply *reply)
{
	const char *wrong;

	if (reply->body == NULL)
		return NULL;
	return json_parse(x->arena, reply->body, strlen(reply->body), &wrong);
}

const struct problem *
call_make(struct exchange *x, const struct pg_procedure *procedure,
    struct pg_reply *reply)
{
	const char *values[ARGUMENTS_MAX];
	const struct problem *problem;
	enum pg_outcome outcome;
	size_t i;

	for (i = 0; i < procedure->count; i++)
		values[i] = exchange_get(x, procedure->arguments[i]);
	outcome = pg_call(
	    x->service->pg, procedure, values, x->arena, x->request_id, reply);
	if (outcome == PG_LOCKED && x->effect == EFFECT_NONE)
		x->effect = EFFECT_LOCKED_OUT;
	if (outcome != PG_DONE)
		return call_outcome(outcome);
	if (is_outcome(reply->code))
		return NULL;
	if ((problem = problem_find(reply->code)) == NULL) {
		log_error("event=unknown_problem request=%s call=%s code=%s",
		    x->request_id, procedure->name, reply->code);
		return &problem_internal;
	}
	x->members = call_body(x, reply);
	return problem;
}

const struct problem *
call_check(struct exchange *x, struct pg_reply *reply)
{
	return call_make(x, signature_find(x->route->check), reply);
}

const struct problem *
call_route(struct exchange *x, struct pg_reply *reply)
{
	return call_make(x, signature_find(x->route->procedure), reply);
}
