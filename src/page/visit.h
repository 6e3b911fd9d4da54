/* SPDX-License-Identifier: MIT */
#ifndef PAGE_VISIT_H
#define PAGE_VISIT_H

#include "base/attr.h"
#include "page/voice.h"

struct exchange;
struct json;
struct problem;

/* One visit: what a link opens, and how far the visitor has got. */
struct visit {
	struct exchange *x;
	const char *token;
	struct json *card;	 /* link_show's answer; a page adds to it */
	const char *problem;	 /* why the link opens nothing; NULL: it does */
	const char *shown;	 /* what the visitor decides on, for the seal */
	const char *done;	 /* what the cookie says was done; or NULL */
	const char *address;	 /* the one that is being proved; or NULL */
	const char *proof;	 /* that it is; or NULL */
	const struct json *form; /* what was posted; NULL: nothing */
	const struct json *typed; /* that, if into the card's form; or NULL */
	const struct json *kept;  /* typed into it, now or before; or NULL */
	struct voice voice;
};

/* Go on with what link_show answered, or might have. */
void visit_take(struct visit *, struct json *card);

/*
 * Ask what the link in the exchange's path opens to who has this proof (NULL:
 * none). A token of the other kind of page is not found.
 */
const struct problem *
visit_open(struct visit *, struct exchange *, const char *proof) MUST_CHECK;

#endif
