/* SPDX-License-Identifier: MIT */
/*
 * Repeating a request is safe: three steps in one transaction on one
 * connection. A refusal gives the claim back and commits, since what it
 * counted (a wrong code's try) must stay.
 */
#include "api/idempotency.h"

#include <string.h>

#include "api/call.h"
#include "api/exchange.h"
#include "api/route.h"
#include "base/arena.h"
#include "door/crypto.h"
#include "secret/ring.h"

enum {
	KEY_MAX = 255,
	PATH_KEPT = 1000, /* no path of good ids is as long */
};

const struct pg_procedure idempotency_begin = { "idempotency_begin",
	PG_ARGUMENTS("claim_organization_id", "caller", "link_id",
	    "claim_token_hash", "claim_method", "claim_path", "claim_key",
	    "body_hmacs") };
const struct pg_procedure idempotency_end = { "idempotency_end",
	PG_ARGUMENTS("claim_organization_id", "claim_token_hash",
	    "claim_method", "claim_path", "claim_key", "is_done", "done_code",
	    "done_body", "done_id", "done_revision") };

void
idempotency_check(struct exchange *x)
{
	const char *key = x->idempotency_key;
	size_t len, i;

	if (key == NULL || !route_writes(x->route) ||
	    x->route->is_unrepeatable) {
		x->idempotency_key = NULL;
		return;
	}
	len = strlen(key);
	if (len >= 2 && key[0] == '"' && key[len - 1] == '"')
		key = arena_copy(x->arena, key + 1, len -= 2);
	for (i = 0; i < len && key[i] > ' ' && key[i] < 0x7f; i++)
		;
	if (len == 0 || len > KEY_MAX || i < len)
		field_error(&x->errors, "parameter", "Idempotency-Key",
		    len > KEY_MAX ? "too_long" : "bad_format",
		    "must be 1 to 255 visible ASCII characters");
	x->idempotency_key = key;
}

/*
 * A token in the path is a secret: keep the pattern instead. So too for a path
 * that its index could not hold: the call refuses that one anyway.
 */
static const char *
path_to_keep(const struct exchange *x)
{
	const struct route *route = x->route;
	const char *name;
	size_t i;

	for (i = 0; (name = route_parameter(route, i, x->arena)) != NULL; i++)
		if (parameter_is_token(name))
			return route->path;
	return strlen(x->path) > PATH_KEPT ? route->path : x->path;
}

static const char *
body_hmacs(struct exchange *x)
{
	const struct ring *ring = x->service->ring;
	uint8_t hash[SHA256_BYTES], mac[SHA256_BYTES];
	char digits[2 * SHA256_BYTES + 1];
	struct buf list;
	size_t i;

	buf_init(&list, x->arena, 0);
	crypto_sha256(x->body, x->body_len, hash);
	for (i = 0; ring_number(ring, i) != 0; i++) {
		if (!ring_mac(ring, ring_number(ring, i), "body", hash,
			sizeof(hash), mac))
			continue;
		hex_encode(mac, sizeof(mac), digits);
		pg_array_add(&list, arena_printf(x->arena, "\\x%s", digits));
	}
	return pg_array_end(&list);
}

static const struct problem *
claim(struct exchange *x, struct pg_reply *reply)
{
	bool is_public = x->route->scope == NULL;

	exchange_set(x, "claim_organization_id",
	    is_public ? exchange_get(x, "organization_id")
		      : x->key.organization_id);
	exchange_set(x, "claim_token_hash",
	    is_public ? exchange_get(x, "token_hash") : NULL);
	exchange_set(x, "claim_method", x->method);
	exchange_set(x, "claim_path", path_to_keep(x));
	exchange_set(x, "claim_key", x->idempotency_key);
	exchange_set(x, "body_hmacs", body_hmacs(x));
	return call_make(x, &idempotency_begin, reply);
}

/* problem: what the call refused, or NULL with the reply to remember. */
static const struct problem *
conclude(struct exchange *x, const struct problem *problem,
    const struct pg_reply *reply)
{
	struct json *members = x->members;
	const struct problem *failure;
	struct pg_reply nothing;

	exchange_set(x, "is_done", problem == NULL ? "true" : "false");
	exchange_set(x, "done_code", reply->code);
	exchange_set(x, "done_body", reply->body);
	exchange_set(x, "done_id", reply->id);
	exchange_set(x, "done_revision", reply->revision);
	failure = call_make(x, &idempotency_end, &nothing);
	if (failure == NULL)
		failure =
		    call_outcome(pg_commit(x->service->pg, x->request_id));
	x->members = members;
	if (failure == NULL)
		return problem;
	pg_rollback(x->service->pg, x->request_id);
	return failure;
}

static void
replay(struct exchange *x, struct pg_reply *reply)
{
	const char *code = strchr(reply->code, ':');

	reply->code = code == NULL ? NULL : code + 1;
	exchange_header(x, "Idempotent-Replayed", "true");
}

const struct problem *
idempotency_call(struct exchange *x, struct pg_reply *reply)
{
	struct pg *pg = x->service->pg;
	const struct problem *problem;

	if (x->idempotency_key == NULL)
		return call_route(x, reply);
	problem = call_outcome(pg_begin(pg, x->request_id));
	if (problem != NULL)
		return problem;
	problem = claim(x, reply);
	if (problem == NULL && starts_with(reply->code, "replayed")) {
		pg_rollback(pg, x->request_id);
		replay(x, reply);
		return NULL;
	}
	if (problem == NULL) {
		problem = call_route(x, reply);
		if (!pg_has_aborted(pg))
			return conclude(x, problem, reply);
	}
	pg_rollback(pg, x->request_id);
	return problem;
}
