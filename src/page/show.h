/* SPDX-License-Identifier: MIT */
#ifndef PAGE_SHOW_H
#define PAGE_SHOW_H

#include <stdbool.h>

struct json;
struct problem;
struct visit;

/* The steps of a link that opens: flags of page/invitation.html. */
#define STEP_VERIFY "isVerify"
#define STEP_CONFIRM "isConfirm"
#define STEP_ACCEPT "isAccept"

/* The step before which a visitor stands who has just come, or come back. */
const char *show_first_step(const struct visit *);

/*
 * Answer with a step of a link that opens. notice: the problem (in the
 * catalogue) that is told above it, or NULL; errors: the door's, or NULL.
 */
void show_step(const struct visit *, int status, const char *step,
    const char *notice, const struct json *errors);

/*
 * Answer with how it ended: `accepted`, `accepted_already`, `pending`,
 * `declined`, `rejected`, `asked`, `asked_again`.
 */
void show_done(const struct visit *, const char *outcome);

/* Whether a new link may be asked for in the place of one that is dead. */
bool show_can_ask(const struct visit *);

/*
 * Answer for a link that opens nothing. is_look: nothing was tried, so that
 * what became of a link of one's own is shown with 200.
 */
void show_dead(const struct visit *, bool is_look);

/* Answer for an act after which nothing is left to do: the problem alone. */
void show_over(const struct visit *, const struct problem *);

#endif
