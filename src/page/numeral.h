/* SPDX-License-Identifier: MIT */
#ifndef PAGE_NUMERAL_H
#define PAGE_NUMERAL_H

#include "base/attr.h"

struct arena;

/*
 * What people type where digits are asked for, and what a JSON door takes.
 * The page is patient, the door is strict.
 */

/* A code's digits; a text without any as it is, for the door to refuse. */
const char *numeral_code(struct arena *, const char *text) MUST_CHECK;

#endif
