/* SPDX-License-Identifier: MIT */
/*
 * The supervisor: starts, reloads and drains generations of workers, each
 * with a mailer. It opens no database and serves no request, so that nothing
 * in a request can hurt it.
 */
#include "pool/supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "pool/children.h"
#include "pool/notify.h"

enum {
	READY_TIMEOUT = 10000, /* ms for the workers of a generation */
	STOP_MARGIN = 15,      /* seconds beside what a child may take */
};

/* What all processes of one generation work with. */
struct generation {
	int number;
	struct arena *arena;
	void *loaded;
};

struct supervisor {
	const struct program *program;
	int listen_fd;
	int ready[2]; /* a pipe to a generation that starts; -1: none does */
	struct generation present;
	int last_number;
	long longest; /* seconds that a child of any generation may take */
	struct children *children;
};

/* In a child. */
static void
run_child(void *owner, enum role role, void *loaded)
{
	const struct supervisor *s = owner;

	if (s->ready[0] >= 0)
		close(s->ready[0]);
	if (role == ROLE_WORKER) {
		s->program->run_worker(loaded, s->listen_fd, s->ready[1]);
		return;
	}
	close(s->listen_fd);
	if (s->ready[1] >= 0)
		close(s->ready[1]);
	s->program->run_mailer(loaded);
}

/* ---- generations ---- */

/* Gives the number of workers that have not said they are ready. */
static long
await_ready(int fd, long workers)
{
	int64_t deadline = clock_now() + READY_TIMEOUT, left;
	struct pollfd ready = { .fd = fd, .events = POLLIN };
	char byte;

	/* Read once: past the deadline poll would wait for ever. */
	while (workers > 0 && (left = deadline - clock_now()) > 0) {
		if (poll(&ready, 1, (int)left) <= 0)
			continue;
		if (read(fd, &byte, 1) <= 0)
			break; /* the others died */
		workers--;
	}
	return workers;
}

/* False: the configuration cannot be read; *error says why. */
static bool
load(struct supervisor *s, struct generation *g, const char **error)
{
	g->number = ++s->last_number;
	g->arena = arena_new();
	g->loaded = s->program->load(error, g->arena);
	if (g->loaded == NULL)
		return false;
	if (s->program->longest(g->loaded) > s->longest)
		s->longest = s->program->longest(g->loaded);
	return true;
}

/* Gives the number of workers that did not become ready. */
static long
start(struct supervisor *s, const struct generation *g)
{
	long workers = s->program->workers(g->loaded), missing, i;

	if (pipe2(s->ready, O_CLOEXEC) != 0)
		fatal("event=no_pipe error=\"%s\"", strerror(errno));
	for (i = 0; i < workers; i++)
		children_add(s->children, ROLE_WORKER, g->number, g->loaded);
	children_add(s->children, ROLE_MAILER, g->number, g->loaded);
	close(s->ready[1]);
	missing = await_ready(s->ready[0], workers);
	close(s->ready[0]);
	s->ready[0] = s->ready[1] = -1;
	return missing;
}

/* NULL: a new generation serves. Else why the old one goes on. */
static const char *
replace(struct supervisor *s, struct generation *g)
{
	const char *error = NULL;
	size_t workers;

	if (!load(s, g, &error))
		return error;
	workers = (size_t)s->program->workers(g->loaded);
	if (children_count(s->children) + workers >= CHILDREN_MAX)
		return "too many processes of older ones still drain";
	if (start(s, g) == 0)
		return NULL;
	children_retire(s->children, g->number, SIGTERM);
	return "the new workers did not become ready";
}

static void
reload(struct supervisor *s)
{
	struct generation fresh, old = s->present;
	const char *error;

	notify_reloading();
	if ((error = replace(s, &fresh)) != NULL) {
		log_error("event=reload_refused error=\"%s\"", error);
		arena_free(fresh.arena);
	} else {
		s->present = fresh;
		children_retire(s->children, old.number, SIGTERM);
		arena_free(old.arena);
		log_info("event=reloaded generation=%d", fresh.number);
	}
	notify_ready();
}

/* ---- signals ---- */

/* The next signal of the set, or 0 after wait milliseconds. */
static int
next_signal(const sigset_t *set, int64_t wait)
{
	struct timespec limit = { .tv_sec = wait / 1000,
		.tv_nsec = wait % 1000 * 1000000 };
	int number = sigtimedwait(set, NULL, &limit);

	return number < 0 ? 0 : number;
}

static void
stop(struct supervisor *s, const sigset_t *set)
{
	long seconds = s->longest + STOP_MARGIN;
	int64_t deadline = clock_now() + seconds * 1000;

	notify_stopping();
	close(s->listen_fd); /* it ends with the last worker that empties it */
	log_info("event=stopping children=%zu seconds=%ld",
	    children_count(s->children), seconds);
	children_retire(s->children, 0, SIGQUIT);
	while (children_count(s->children) > 0 && clock_now() < deadline) {
		next_signal(set, 1000);
		children_reap(s->children);
	}
	children_kill(s->children);
	log_info("event=stopped");
}

static void
block_signals(sigset_t *set)
{
	sigset_t all;

	sigemptyset(set);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGHUP);
	sigaddset(set, SIGCHLD);
	all = *set;
	/* The workers' own; blocked across fork until they listen for it. */
	sigaddset(&all, SIGQUIT);
	sigprocmask(SIG_BLOCK, &all, NULL);
}

int
supervisor_run(
    const struct program *program, int listen_fd, void (*stop_listening)(void))
{
	struct supervisor s = {
		.program = program, .listen_fd = listen_fd, .ready = { -1, -1 }
	};
	const char *error = NULL;
	long missing;
	sigset_t set;
	int number = 0;

	log_set_process("supervisor");
	block_signals(&set);
	s.children = children_new(run_child, &s);
	if (!load(&s, &s.present, &error)) {
		log_error("event=not_started error=\"%s\"", error);
		stop_listening();
		return -1;
	}
	if ((missing = start(&s, &s.present)) > 0)
		log_warn("event=workers_not_ready missing=%ld", missing);
	log_info(
	    "event=started workers=%ld", program->workers(s.present.loaded));
	notify_ready();
	while (number != SIGTERM && number != SIGINT) {
		number = next_signal(&set, children_restart(s.children));
		children_reap(s.children);
		if (number == SIGHUP)
			reload(&s);
	}
	stop_listening();
	stop(&s, &set);
	children_free(s.children);
	arena_free(s.present.arena);
	return 0;
}
