/* SPDX-License-Identifier: MIT */
/* A child with nothing of its parent but a pipe to it. */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

/*
 * What the parent has open is not to be touched, nor kept open should the
 * parent die: a client would wait for an answer that cannot come.
 */
static int
leave_parent(pid_t parent, int fd)
{
	enum { PIPE = STDERR_FILENO + 1 };

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent || dup2(fd, PIPE) < 0 ||
	    close_range(PIPE + 1, ~0U, 0) != 0)
		_exit(1);
	return PIPE;
}

static int
fail(const int fds[2])
{
	int error = errno;

	close(fds[0]);
	close(fds[1]);
	errno = error;
	return -1;
}

pid_t
child_fork(int *fd)
{
	pid_t parent = getpid(), pid;
	int fds[2];

	if (pipe2(fds, O_CLOEXEC) != 0)
		return -1;
	if (fcntl(fds[0], F_SETFL, O_NONBLOCK) != 0 || (pid = fork()) < 0)
		return fail(fds);
	if (pid == 0) {
		*fd = leave_parent(parent, fds[1]);
		return 0;
	}
	close(fds[1]);
	*fd = fds[0];
	return pid;
}
