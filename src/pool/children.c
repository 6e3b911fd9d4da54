/* SPDX-License-Identifier: MIT */
/*
 * The table of child processes: forks, notes deaths, restarts. It knows
 * neither what children do nor when the pool reloads or stops.
 */
#include "pool/children.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/clock.h"
#include "base/log.h"

enum {
	GROWN_UP = 1000,     /* ms alive: then a death is no crash loop */
	EXCUSED = 5,	     /* early deaths in a row without a delay */
	DELAY_FIRST = 100,   /* ms; doubles with each further one */
	DELAY_LAST = 10000,  /* ms */
	LONGEST_WAIT = 60000 /* ms; nobody is due */
};

static const char *const role_names[] = { "worker", "mailer" };

struct child {
	enum role role;
	int generation;
	void *given;
	pid_t pid; /* 0: not running */
	bool is_retired;
	int early_deaths; /* in a row */
	int64_t started_at;
	int64_t restart_at;
};

struct children {
	children_main main;
	void *owner;
	pid_t parent;
	struct child list[CHILDREN_MAX];
	size_t count;
};

struct children *
children_new(children_main main, void *owner)
{
	struct children *children = calloc(1, sizeof(*children));

	if (children == NULL)
		fatal("event=out_of_memory bytes=%zu", sizeof(*children));
	children->main = main;
	children->owner = owner;
	children->parent = getpid();
	return children;
}

void
children_free(struct children *children)
{
	free(children);
}

size_t
children_count(const struct children *children)
{
	return children->count;
}

/* In the child: leave the supervisor's life behind. */
static void NORETURN
live(const struct children *children, const struct child *child)
{
	const struct rlimit none = { 0, 0 };

	/* A supervisor killed outright takes its children along. */
	prctl(PR_SET_PDEATHSIG, SIGQUIT);
	if (getppid() != children->parent)
		exit(0);	       /* it was, just before that */
	setrlimit(RLIMIT_CORE, &none); /* request memory holds secrets */
	signal(SIGINT, SIG_IGN);       /* the terminal's is the supervisor's */
	log_set_process(role_names[child->role]);
	children->main(children->owner, child->role, child->given);
	exit(0);
}

static void
start(const struct children *children, struct child *child)
{
	pid_t pid = fork();

	if (pid == 0)
		live(children, child);
	child->started_at = clock_now();
	if (pid < 0) {
		log_error("event=fork_failed error=\"%s\"", strerror(errno));
		child->restart_at = clock_now() + DELAY_LAST;
		return;
	}
	child->pid = pid;
	log_debug("event=started role=%s child=%d", role_names[child->role],
	    (int)pid);
}

void
children_add(
    struct children *children, enum role role, int generation, void *given)
{
	struct child *child = &children->list[children->count++];

	*child = (struct child){
		.role = role, .generation = generation, .given = given
	};
	start(children, child);
}

/* The last one takes its place. */
static void
forget(struct children *children, struct child *child)
{
	*child = children->list[--children->count];
}

static struct child *
find(struct children *children, pid_t pid)
{
	size_t i;

	for (i = 0; i < children->count; i++)
		if (children->list[i].pid == pid)
			return &children->list[i];
	return NULL;
}

static int64_t
restart_delay(const struct child *child)
{
	int64_t delay = DELAY_FIRST;
	int i;

	if (child->early_deaths <= EXCUSED)
		return 0;
	for (i = EXCUSED + 1; i < child->early_deaths && delay < DELAY_LAST;
	     i++)
		delay *= 2;
	return delay < DELAY_LAST ? delay : DELAY_LAST;
}

static void
note_death(struct children *children, struct child *child, int status)
{
	int64_t lived = clock_now() - child->started_at;
	const char *role = role_names[child->role];
	int pid = (int)child->pid;

	if (child->is_retired) {
		log_debug("event=ended role=%s child=%d", role, pid);
		forget(children, child);
		return;
	}
	child->pid = 0;
	child->early_deaths = lived < GROWN_UP ? child->early_deaths + 1 : 0;
	child->restart_at = clock_now() + restart_delay(child);
	log_error("event=died role=%s child=%d %s=%d lived_ms=%lld "
		  "restart_in_ms=%lld",
	    role, pid, WIFSIGNALED(status) ? "signal" : "status",
	    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status),
	    (long long)lived, (long long)restart_delay(child));
}

void
children_reap(struct children *children)
{
	struct child *child;
	pid_t pid;
	int status;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		if ((child = find(children, pid)) != NULL)
			note_death(children, child, status);
}

int64_t
children_restart(struct children *children)
{
	int64_t wait = LONGEST_WAIT, left;
	struct child *child;
	size_t i;

	for (i = 0; i < children->count; i++) {
		child = &children->list[i];
		if (child->pid != 0)
			continue;
		left = child->restart_at - clock_now();
		if (left <= 0)
			start(children, child);
		else if (left < wait)
			wait = left;
	}
	return wait;
}

void
children_retire(struct children *children, int generation, int number)
{
	struct child *child;
	size_t i;

	for (i = children->count; i > 0; i--) {
		child = &children->list[i - 1];
		if (generation != 0 && child->generation != generation)
			continue;
		child->is_retired = true;
		if (child->pid == 0)
			forget(children, child);
		else
			kill(child->pid, number);
	}
}

void
children_kill(struct children *children)
{
	const struct child *child;
	size_t i;

	for (i = 0; i < children->count; i++) {
		child = &children->list[i];
		log_error("event=killed role=%s child=%d",
		    role_names[child->role], (int)child->pid);
		kill(child->pid, SIGKILL);
	}
}
