/* SPDX-License-Identifier: MIT */
#include "pool/hasher.h"

#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "api/job.h"
#include "base/log.h"
#include "tap.h"

/*
 * A process with all that this one has open, until it is killed; its end
 * sends no signal, so wait() does not wait for it.
 */
static pid_t
fork_holder(void)
{
	pid_t pid = (pid_t)syscall(SYS_clone, 0, NULL, NULL, NULL, 0);

	if (pid < 0)
		fatal("event=no_process");
	while (pid == 0)
		pause();
	return pid;
}

/* Children go without a trace, so there is none when the last has ended. */
static void
await_hash(void)
{
	wait(NULL);
}

int
main(void)
{
	struct job job = { .state = JOB_WANTED, .password = "correct horse" };
	FILE *slots = tmpfile();
	pid_t holder;
	int owner;

	if (slots == NULL)
		fatal("event=no_file");
	hasher_init(fileno(slots));
	ok(hasher_start(&job, &owner), "a job begins");
	holder = fork_holder();
	await_hash();
	ok(hasher_next() == &owner && job.state == JOB_DONE, "and is done");
	ok(hasher_next() == NULL && job.state == JOB_DONE,
	    "once, whoever was forked meanwhile");
	kill(holder, SIGKILL);
	return done();
}
