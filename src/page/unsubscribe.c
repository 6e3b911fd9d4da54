/* SPDX-License-Identifier: MIT */
/* The page that stops invitations from a sender. */
#include "page/unsubscribe.h"

#include "api/call.h"
#include "api/decode.h"
#include "api/exchange.h"
#include "door/json.h"
#include "page/render.h"
#include "page/voice.h"

void
unsubscribe_answer(struct exchange *x, struct json *data)
{
	struct voice voice = voice_of(x, data);
	struct json *words = json_object(x->arena);

	voice_add_group(&voice, "unsubscribe", words);
	voice_add_group(&voice, "language", words);
	json_set(data, "words", words);
	render_page(x, 200, "page/unsubscribe.html", data);
}

static void
answer(struct exchange *x, bool is_final)
{
	const struct problem *problem;
	struct pg_reply reply;

	decode_token(x, x->parameters[0]);
	call_set_caller(x);
	exchange_set(x, "is_final", is_final ? "true" : "false");
	problem = call_make(x, &call_link_unsubscribe, &reply);
	if (problem != NULL)
		render_problem(x, problem, NULL);
	else
		unsubscribe_answer(x, call_body(x, &reply));
}

void
unsubscribe_show(struct exchange *x)
{
	answer(x, false);
}

void
unsubscribe_act(struct exchange *x)
{
	answer(x, true);
}
