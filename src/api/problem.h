/* SPDX-License-Identifier: MIT */
#ifndef API_PROBLEM_H
#define API_PROBLEM_H

#include <stddef.h>

/*
 * One way a request can be refused. A fallible function on the request path
 * returns a pointer to one of these; NULL is success.
 */
struct problem {
	const char *code; /* in answers, and the last part of the type URL */
	int status;	  /* HTTP */
	const char *title;
	const char *detail; /* what it means and what to do */
};

extern const struct problem problem_malformed;
extern const struct problem problem_key_missing;
extern const struct problem problem_not_found;
extern const struct problem problem_method_not_allowed;
extern const struct problem problem_revision_mismatch;
extern const struct problem problem_body_too_large;
extern const struct problem problem_media_type;
extern const struct problem problem_invalid_fields;
extern const struct problem problem_internal;
extern const struct problem problem_unavailable;

/* What a 503 says in Retry-After: seconds until all may be well again. */
#define RETRY_AFTER "2"

/* No refusal and in no table: the exchange waits for its job. */
extern const struct problem problem_parked;

/* Find a problem by its code; NULL: there is none. */
const struct problem *problem_find(const char *code);

/* The i-th problem there is; NULL past the last. */
const struct problem *problem_at(size_t i);

#endif
