/* SPDX-License-Identifier: MIT */
#ifndef API_JOB_H
#define API_JOB_H

#include <stdbool.h>

#include "base/attr.h"
#include "door/password.h"

/*
 * Work that would hold up others: hashing a password. A request that needs it
 * is parked; whoever serves runs the job elsewhere and then dispatches the
 * request again from its start, where the step finds the job done. So there
 * is one way through, and nothing of it must be remembered.
 */
enum job_state {
	JOB_NONE,
	JOB_WANTED,
	JOB_REFUSED, /* too many others wait, or it failed */
	JOB_DONE
};

struct job_result {
	bool is_right;		       /* of a check */
	char hash[PASSWORD_HASH_TEXT]; /* else */
};

struct job {
	enum job_state state;
	bool is_check;
	const char *password; /* the request's arena's */
	const char *stored;   /* is_check: the hash to try; NULL: none known */
	struct job_result result;
};

/* Do it. -1: there is no memory for it. */
int job_run(const struct job *, struct job_result *) MUST_CHECK;

#endif
