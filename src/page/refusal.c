/* SPDX-License-Identifier: MIT */
/* What a visitor sees where a door refused an act: which step, and why. */
#include "page/refusal.h"

#include <stdlib.h>
#include <string.h>

#include "api/exchange.h"
#include "page/fault.h"
#include "page/form.h"
#include "page/render.h"
#include "page/show.h"
#include "page/visit.h"

/* A code that is worn out is cured by the next, a minute after it. */
enum { SOON_SECONDS = 60 };

static bool
is_soon(const struct form_result *result)
{
	return result->retry_after == NULL ||
	    strtol(result->retry_after, NULL, 10) <= SOON_SECONDS;
}

/* The step on which it can be put right. */
static const char *
step_after(const struct visit *v, const char *step, const char *busy_step,
    const struct form_result *result)
{
	if (result->problem->status == 429)
		return result->is_crowded ? step : busy_step;
	if (strcmp(step, STEP_ACCEPT) == 0)
		return show_first_step(v);
	/* The address stands there unseen. */
	if (strcmp(step, STEP_CONFIRM) == 0 &&
	    fault_find(v->x->arena, result->errors, "email", v->card, NULL) !=
		NULL)
		return STEP_VERIFY;
	return step;
}

static const char *
notice_of(const struct form_result *result)
{
	const char *code = result->problem->code;

	if (result->is_crowded)
		return "crowded";
	/* What a minute cures is a code worn out, or as good as one. */
	return is_soon(result) && strcmp(code, "code_exhausted") == 0
	    ? "code_worn"
	    : code;
}

/* Whether neither another try nor another answer could change it. */
static bool
is_over(const struct problem *problem)
{
	return has_word(
	    "already_connected already_member own_invitation", problem->code);
}

void
refusal_show(struct visit *v, const char *step, const char *busy_step,
    const struct form_result *result)
{
	int status = result->problem->status;

	if (status == 410)
		v->problem = result->problem->code;
	if (v->problem != NULL && (status == 410 || status == 422)) {
		show_dead(v, false); /* there is nothing to put right */
		return;
	}
	if (status == 404) {
		render_problem(v->x, result->problem, v->card);
		return;
	}
	if (is_over(result->problem)) {
		show_over(v, result->problem);
		return;
	}
	if (status == 429 || status == 503)
		exchange_header(v->x, "Retry-After",
		    result->retry_after != NULL ? result->retry_after
						: RETRY_AFTER);
	show_step(v, status, step_after(v, step, busy_step, result),
	    notice_of(result), result->errors);
}
