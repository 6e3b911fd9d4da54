/* SPDX-License-Identifier: MIT */
/* Slow work, apart from the request that waits for it. */
#include "api/job.h"

int
job_run(const struct job *job, struct job_result *result)
{
	if (job->is_check)
		return password_check(
		    job->password, job->stored, &result->is_right);
	return password_hash(job->password, result->hash);
}
