/* SPDX-License-Identifier: MIT */
#ifndef PAGE_NUMERAL_H
#define PAGE_NUMERAL_H

#include "base/attr.h"

struct arena;

/*
 * What people type where digits are asked for, and what a JSON door takes.
 * The page is patient, the door is strict. decimal: the sign of the reader's
 * language, "." or ","; NULL: ".".
 */

/* A code's digits; a text without any as it is, for the door to refuse. */
const char *numeral_code(struct arena *, const char *text) MUST_CHECK;

/*
 * A number's text as JSON has it, with whichever decimal sign it was typed.
 * What looks like thousands in the reader's language (1,234 where decimals
 * have a dot) is left no number, since one of the two readings is wrong.
 */
const char *
numeral_read(struct arena *, const char *text, const char *decimal) MUST_CHECK;

/* A number's JSON as it is typed in the reader's language. */
const char *numeral_show(
    struct arena *, const char *number, const char *decimal) MUST_CHECK;

#endif
