/* SPDX-License-Identifier: MIT */
#ifndef PAGE_REFUSAL_H
#define PAGE_REFUSAL_H

struct form_result;
struct visit;

/*
 * Answer for an act that a door refused: the step on which it can be put right,
 * with what was typed, unless the link has died meanwhile or nothing is left to
 * do. step: that of the act; busy_step: the one after it, where it was too soon
 * to act again.
 */
void refusal_show(struct visit *, const char *step, const char *busy_step,
    const struct form_result *);

#endif
