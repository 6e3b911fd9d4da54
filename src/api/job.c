/* SPDX-License-Identifier: MIT */
/* Slow work, apart from the request that waits for it. */
#include "api/job.h"

void
job_run(struct job *job)
{
	if (job->is_check)
		job->is_right = password_is_right(job->password, job->stored);
	else if (password_hash(job->password, job->hash) < 0)
		job->hash[0] = '\0';
}
