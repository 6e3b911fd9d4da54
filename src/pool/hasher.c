/* SPDX-License-Identifier: MIT */
/*
 * Jobs in processes, few at a time. Knows no request and no password. Threads
 * would share the worker's memory, and with it the kernel's lock on its map:
 * the worker would wait while one of them, which has no core just then, holds
 * it to give 64 MiB back. Tried: now and then its clients waited seven times
 * as long.
 */
#include "pool/hasher.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include "api/job.h"
#include "base/child.h"
#include "base/log.h"

/*
 * A place is a byte of the shared file, locked while it is taken: record
 * locks go with the process that dies. They do not tell our own jobs apart,
 * hence is_mine.
 */
struct place {
	bool is_mine;
	int fd; /* the job's result is read from it */
	struct job *job;
	void *owner;
};

static struct place places[HASHER_PLACES];
static int slots_fd = -1;
static int ended_fd = -1; /* an epoll of the places' fds */

static bool
set_lock(size_t i, short type)
{
	struct flock lock = { .l_type = type,
		.l_whence = SEEK_SET,
		.l_start = (off_t)i,
		.l_len = 1 };

	return fcntl(slots_fd, F_SETLK, &lock) == 0;
}

void
hasher_init(int fd)
{
	slots_fd = fd;
	ended_fd = epoll_create1(EPOLL_CLOEXEC);
	if (ended_fd < 0)
		fatal("event=no_epoll error=\"%s\"", strerror(errno));
	/* Waiting for one that has no core would hold the worker up. */
	signal(SIGCHLD, SIG_IGN);
}

int
hasher_fd(void)
{
	return ended_fd;
}

enum {
	NICENESS = 10,
	TRIES = 10,
	BETWEEN = 20 * 1000 /* microseconds */
};

/*
 * Say what this process's session weighs (sched(7), autogroup; proc(5)).
 * Linux takes one such word in a tenth of a second from all who are not root.
 */
static bool
weigh_little(void)
{
	int fd = open("/proc/self/autogroup", O_WRONLY | O_CLOEXEC);
	int tries = TRIES;
	bool is_taken;

	if (fd < 0)
		return true; /* no such groups: niceness alone counts */
	do {
		is_taken = dprintf(fd, "%d", NICENESS) > 0;
	} while (!is_taken && errno == EAGAIN && --tries > 0 &&
	    usleep(BETWEEN) == 0);
	close(fd);
	return is_taken;
}

/*
 * A hash takes a core for a fifth of a second, and nobody but who logs in is
 * to wait for it. Linux shares cores by sessions first: in ours it would use
 * up what is the worker's, and with our weight it would keep a core for 3 ms
 * from whoever wakes up. Measured: others' p99 of 2.4 ms is 6 ms beside two of
 * full weight, 4.2 at niceness 5, 3.3 at 19. At 10, a tenth of the weight, a
 * log-in still ends in two seconds beside a program a core that is ever busy.
 */
static void
step_aside(void)
{
	if (setsid() < 0 || setpriority(PRIO_PROCESS, 0, NICENESS) < 0 ||
	    !weigh_little())
		log_warn("event=not_nice error=\"%s\"", strerror(errno));
}

/* In the new process. Its word is shorter than PIPE_BUF, so it comes whole. */
static void NORETURN
run(const struct job *job, int fd)
{
	struct job_result result = { 0 };

	log_set_process("hasher");
	step_aside();
	if (job_run(job, &result) < 0 ||
	    write(fd, &result, sizeof(result)) != (ssize_t)sizeof(result))
		log_error("event=hash_failed error=\"%s\"", strerror(errno));
	_exit(0);
}

static bool
is_free(size_t i)
{
	struct flock lock = { .l_type = F_WRLCK,
		.l_whence = SEEK_SET,
		.l_start = (off_t)i,
		.l_len = 1 };

	return !places[i].is_mine && fcntl(slots_fd, F_GETLK, &lock) == 0 &&
	    lock.l_type == F_UNLCK;
}

bool
hasher_has_place(void)
{
	size_t i;

	for (i = 0; i < HASHER_PLACES; i++)
		if (is_free(i))
			return true;
	return false;
}

static struct place *
take_place(void)
{
	size_t i;

	for (i = 0; i < HASHER_PLACES; i++) {
		if (!places[i].is_mine && set_lock(i, F_WRLCK)) {
			places[i].is_mine = true;
			return &places[i];
		}
	}
	return NULL;
}

/*
 * A process forked meanwhile may still hold the pipe, so closing it is not
 * enough for epoll to forget it (epoll(7), questions and answers).
 */
static void
stop_listening(const struct place *place)
{
	epoll_ctl(ended_fd, EPOLL_CTL_DEL, place->fd, NULL);
	close(place->fd);
}

static void
give_back(struct place *place)
{
	place->is_mine = false;
	set_lock((size_t)(place - places), F_UNLCK);
}

/* Begin to listen to its process. */
static bool
start(struct place *place)
{
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = place };
	pid_t pid = child_fork(&place->fd);

	if (pid == 0)
		run(place->job, place->fd);
	if (pid < 0)
		return false;
	if (epoll_ctl(ended_fd, EPOLL_CTL_ADD, place->fd, &event) == 0)
		return true;
	close(place->fd);
	return false;
}

bool
hasher_start(struct job *job, void *owner)
{
	struct place *place = take_place();

	if (place == NULL)
		return false;
	place->job = job;
	place->owner = owner;
	if (start(place))
		return true;
	log_error("event=no_hasher error=\"%s\"", strerror(errno));
	give_back(place);
	return false;
}

void *
hasher_next(void)
{
	struct epoll_event event;
	struct place *place;
	ssize_t len;

	if (epoll_wait(ended_fd, &event, 1, 0) != 1)
		return NULL;
	place = event.data.ptr;
	len = read(place->fd, &place->job->result, sizeof(struct job_result));
	/* Whoever dies has said nothing. */
	place->job->state =
	    len == (ssize_t)sizeof(struct job_result) ? JOB_DONE : JOB_REFUSED;
	stop_listening(place);
	give_back(place);
	return place->owner;
}
