/* SPDX-License-Identifier: MIT */
/* Jobs in threads, few at a time. Knows no request and no password. */
#include "pool/hasher.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "api/job.h"
#include "base/log.h"

/*
 * A place is a byte of the shared file, locked while it is taken: record
 * locks go with the process that dies. They do not tell our own threads
 * apart, hence is_mine.
 */
struct place {
	bool is_mine;
	struct job *job;
	void *owner;
};

static struct place places[HASHER_PLACES];
static int slots_fd = -1;
static int done_fds[2] = { -1, -1 }; /* a byte for each job done: its place */

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
	if (pipe2(done_fds, O_CLOEXEC | O_NONBLOCK) < 0)
		fatal("event=no_pipe error=\"%s\"", strerror(errno));
}

int
hasher_fd(void)
{
	return done_fds[0];
}

/*
 * A hash takes a core for a fifth of a second, and nobody but who logs in is
 * to wait for it: whoever else wakes up takes the core from it at once.
 * Niceness does not do that where processes share cores by sessions or
 * services, as Linux has them do.
 */
static void
step_aside(void)
{
	const struct sched_param none = { 0 };

	/* On Linux, of this thread alone. */
	if (sched_setscheduler(0, SCHED_IDLE, &none) < 0)
		log_warn("event=not_idle error=\"%s\"", strerror(errno));
}

static void *
run(void *arg)
{
	struct place *place = arg;
	const char number = (char)(place - places);

	step_aside();
	job_run(place->job);
	/* Never full: it holds more bytes than there are places. */
	if (write(done_fds[1], &number, 1) != 1)
		log_error("event=hash_lost error=\"%s\"", strerror(errno));
	return NULL;
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

static void
give_back(struct place *place)
{
	place->is_mine = false;
	set_lock((size_t)(place - places), F_UNLCK);
}

bool
hasher_start(struct job *job, void *owner)
{
	struct place *place = take_place();
	pthread_t thread;
	int error;

	if (place == NULL)
		return false;
	place->job = job;
	place->owner = owner;
	if ((error = pthread_create(&thread, NULL, run, place)) != 0) {
		log_error("event=no_thread error=\"%s\"", strerror(error));
		give_back(place);
		return false;
	}
	pthread_detach(thread);
	return true;
}

void *
hasher_next(void)
{
	struct place *place;
	char number;

	if (read(done_fds[0], &number, 1) != 1)
		return NULL;
	place = &places[(size_t)number];
	place->job->state = JOB_DONE;
	give_back(place);
	return place->owner;
}
