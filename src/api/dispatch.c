/* SPDX-License-Identifier: MIT */
/* The way of a request, in the order the contract decides. */
#include "api/dispatch.h"

#include "api/call.h"
#include "api/decode.h"
#include "api/exchange.h"
#include "api/idempotency.h"
#include "api/reply.h"
#include "api/route.h"
#include "base/log.h"

const struct problem *
dispatch_call(struct exchange *x, struct pg_reply *reply)
{
	const struct problem *problem;

	if ((problem = decode_request(x)) != NULL ||
	    (problem = call_prepare(x)) != NULL ||
	    (problem = idempotency_call(x, reply)) != NULL)
		return problem;
	if (!route_writes(x->route))
		return NULL;
	x->effect = EFFECT_MADE;
	if (x->service->wake_mailer != NULL)
		x->service->wake_mailer();
	return NULL;
}

void
dispatch_route(struct exchange *x)
{
	x->no_route = route_match(x);
	exchange_header(x, "X-Request-Id", x->request_id);
	exchange_header(x, "X-Content-Type-Options", "nosniff");
}

bool
dispatch_is_local(const struct exchange *x)
{
	return x->no_route != NULL || x->route->is_local;
}

void
dispatch(struct exchange *x)
{
	const struct problem *problem = x->no_route;
	struct pg_reply reply;

	if (route_is_page(x)) {
		x->service->serve_page(x);
		return;
	}
	if (problem == NULL && x->route->handler != NULL) {
		x->route->handler(x);
		return;
	}
	if (problem == NULL)
		problem = dispatch_call(x, &reply);
	if (problem == NULL) {
		reply_done(x, &reply);
		return;
	}
	if (exchange_is_parked(x))
		return;
	if (x->route != NULL && !route_may_refuse(x->route, problem))
		log_error("event=unlisted_problem request=%s route=%s "
			  "code=%s",
		    x->request_id, x->route->name, problem->code);
	reply_refused(x, problem);
}
