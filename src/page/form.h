/* SPDX-License-Identifier: MIT */
#ifndef PAGE_FORM_H
#define PAGE_FORM_H

#include "base/attr.h"

struct exchange;
struct json;
struct pg_reply;
struct problem;

/*
 * Read a posted form (application/x-www-form-urlencoded) into an object of
 * texts; of a name that stands twice the first counts.
 */
const struct problem *form_read(struct exchange *, struct json **) MUST_CHECK;

/* What form_call came to. */
struct form_result {
	const struct problem *problem; /* NULL: done */
	struct json *errors;	       /* of the fields; NULL: none */
	struct json *body;	       /* the answer's; NULL: none */
	const char *outcome;	       /* "pending"; NULL: plainly done */
	const char *retry_after;       /* seconds; NULL: not said */
};

/*
 * Call the JSON door of that route with the form's fields that it knows,
 * empty ones left out, and this page's token. All of the result is the
 * exchange's arena's.
 */
struct form_result form_call(struct exchange *, const char *route,
    const struct json *form, const char *token);

#endif
