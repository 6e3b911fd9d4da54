/* SPDX-License-Identifier: MIT */
#ifndef PAGE_FORM_H
#define PAGE_FORM_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct exchange;
struct json;
struct problem;

enum { FORM_NAMES_MAX = 500, FORM_NAME_MAX = 300 };

/* The form's own field: the names of those that it came filled in with. */
#define FORM_FILLED "filled"

/*
 * Read what a form posts (application/x-www-form-urlencoded) into an object:
 * each name with the list of its texts. NULL: a bad escape, not UTF-8, more
 * than 500 values or a name of more than 300 bytes.
 */
struct json *form_parse(struct arena *, const char *text) MUST_CHECK;

/* Read a posted form from the request's body. */
const struct problem *form_read(struct exchange *, struct json **) MUST_CHECK;

/* The first text of a name; NULL: none, or left blank. */
const char *form_text(const struct json *form, const char *name);

/*
 * The fields of a JSON door from a form. asked: the card's list of {name,
 * type, value}; nothing else is taken. Dotted names become objects,
 * `signatures.ID` a list of {templateId, name}; texts lose blanks around them,
 * but passwords; what was left blank was not given, but what the form came
 * filled in with (FORM_FILLED) is null then, a list an empty one, and a box
 * without a tick is false. decimal: see numeral.h. is_edit: what stands as the
 * card has it was not given.
 */
struct json *form_fields(struct arena *, const struct json *form,
    const struct json *asked, const char *decimal, bool is_edit);

/* What form_call came to. */
struct form_result {
	const struct problem *problem; /* NULL: done */
	struct json *errors;	       /* of the fields; NULL: none */
	struct json *body;	       /* the answer's; NULL: none */
	const char *outcome;	       /* "pending"; NULL: plainly done */
	const char *retry_after;       /* seconds; NULL: not said */
	bool is_crowded;	       /* too many: of others, not of one */
};

/*
 * Call the JSON door of that route with these fields and this page's token.
 * once: the form token that names the act, so that the same form sent twice
 * is one act, and another one sent under its name is refused
 * (idempotency_key_reused); NULL: each sending is one of its own. All of the
 * result is the exchange's arena's.
 */
struct form_result form_call(struct exchange *, const char *route,
    struct json *fields, const char *token, const char *once);

#endif
