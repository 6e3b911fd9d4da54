/* SPDX-License-Identifier: MIT */
/*
 * The mailer: looks for organizations with mail due, one after the other, and
 * keeps a sender at work for each, as many as may be. It holds the database
 * connection; senders hold those to the relay.
 */
#include "mail/mailer.h"

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/config.h"
#include "base/log.h"
#include "base/text.h"
#include "door/json.h"
#include "door/pg.h"
#include "mail/outbox.h"
#include "mail/session.h"

enum {
	SESSIONS_MAX = 64,	/* as mail.sessions */
	LOOK_INTERVAL = 1000,	/* ms */
	CLEAN_INTERVAL = 60000, /* ms */
	HOLD_FIRST = 1000,	/* ms */
	HOLD_LAST = 60000,	/* ms */
};

struct state {
	const struct mailer *mailer;
	struct pg *pg;
	struct session sessions[SESSIONS_MAX];
	size_t count;		    /* of mail.sessions */
	size_t busy;		    /* how many are at work */
	char served[UUID_TEXT + 1]; /* the last organization; "": none */
	int64_t look_at;	    /* when to look what is due */
	int64_t hold;		    /* ms to wait after trouble; 0: none */
	int64_t hold_until;
	int64_t clean_at;
	int signal_fd;
	bool is_stopping;
};

/* ---- trouble with the relay ---- */

/* One try after a growing rest, until the relay takes or refuses a mail. */
static void
note_trouble(struct state *state, const char *trouble)
{
	/* What other sessions met at the same time is the same trouble. */
	if (clock_now() < state->hold_until)
		return;
	state->hold = state->hold == 0 ? HOLD_FIRST : 2 * state->hold;
	if (state->hold > HOLD_LAST)
		state->hold = HOLD_LAST;
	state->hold_until = clock_now() + state->hold;
	state->mailer->set_trouble(trouble);
	log_error("event=relay_trouble next_in_ms=%lld error=\"%s\"",
	    (long long)state->hold, trouble);
}

static void
note_good(struct state *state)
{
	if (state->hold == 0)
		return;
	state->hold = 0;
	state->hold_until = 0;
	state->mailer->set_trouble(NULL);
	log_info("event=relay_good");
}

/* Learn from a session what it has met since we last asked. */
static void
note_relay(struct state *state, struct session *session)
{
	if (session->is_relay_good)
		note_good(state);
	if (session->trouble != NULL)
		note_trouble(state, session->trouble);
	session->is_relay_good = false;
	session->trouble = NULL;
}

/* ---- sessions ---- */

static bool
is_served(const struct state *state, const char *organization_id)
{
	size_t i;

	for (i = 0; i < state->count; i++)
		if (state->sessions[i].arena != NULL &&
		    strcmp(state->sessions[i].organization_id,
			organization_id) == 0)
			return true;
	return false;
}

/*
 * Go on to the next organization with mail due that has no sender, round and
 * round in the order of their ids. False: there is none.
 */
static bool
find_due(struct state *state, struct arena *arena)
{
	const struct json *ids, *id = NULL;
	bool is_new_round;

	do {
		is_new_round = state->served[0] == '\0';
		ids = outbox_due(state->pg, is_new_round ? NULL : state->served,
		    (long)state->count, arena);
		if (ids == NULL)
			return false;
		for (id = ids->first; id != NULL; id = id->next)
			if (!is_served(state, id->text))
				break;
		memset(state->served, 0, sizeof(state->served));
	} while (id == NULL && !is_new_round);
	if (id == NULL)
		return false;
	memcpy(state->served, id->text, strnlen(id->text, UUID_TEXT));
	return true;
}

static struct session *
free_place(struct state *state)
{
	size_t i = 0;

	while (state->sessions[i].arena != NULL)
		i++;
	return &state->sessions[i];
}

/* Lease a batch of the organization found and start its sender. */
static void
start_session(struct state *state)
{
	struct arena *arena = arena_new();
	const struct json *batch =
	    outbox_lease(state->pg, state->served, arena);

	if (batch == NULL || batch->first == NULL) {
		arena_free(arena);
		return;
	}
	state->busy++;
	if (session_start(free_place(state), state->mailer, state->served,
		batch, arena) < 0)
		log_error("event=no_sender organization=%s", state->served);
}

static bool
can_start(const struct state *state)
{
	if (state->hold != 0 && state->busy > 0)
		return false; /* one sees whether the relay is well again */
	return state->busy < state->count && clock_now() >= state->hold_until &&
	    clock_now() >= state->look_at;
}

/* As long as there is room, mail, and no trouble. */
static void
start_sessions(struct state *state)
{
	struct arena *arena = arena_new();
	size_t tries;

	/* A lease may come back empty: then do not ask for ever. */
	for (tries = 0; tries < 2 * state->count && can_start(state); tries++) {
		if (find_due(state, arena))
			start_session(state);
		else
			state->look_at = clock_now() + LOOK_INTERVAL;
	}
	arena_free(arena);
}

static void
serve_sessions(struct state *state)
{
	struct session *session;
	size_t i;

	for (i = 0; i < state->count; i++) {
		session = &state->sessions[i];
		if (session->arena == NULL)
			continue;
		session_read(session);
		note_relay(state, session);
		if (session_store(session, state->pg)) {
			state->busy--;
			state->look_at = 0;
		}
	}
}

/* ---- the loop ---- */

static void
clean_up(struct state *state)
{
	struct arena *arena;

	if (clock_now() < state->clean_at)
		return;
	arena = arena_new();
	/* The next part comes after a look at the sessions. */
	if (!outbox_clean(state->pg, arena))
		state->clean_at = clock_now() + CLEAN_INTERVAL;
	arena_free(arena);
}

/* How long there is nothing to do but what poll tells of, in ms. */
static int
patience(const struct state *state)
{
	int64_t now = clock_now(), until = now + LOOK_INTERVAL;

	if (state->hold_until > now && state->hold_until < until)
		until = state->hold_until;
	if (!state->is_stopping && state->clean_at < until)
		until = state->clean_at;
	return until > now ? (int)(until - now) : 0;
}

static void
await(struct state *state)
{
	struct pollfd fds[SESSIONS_MAX + 2];
	struct signalfd_siginfo signal_info;
	uint64_t news;
	nfds_t count = 0;
	size_t i;

	fds[count++] =
	    (struct pollfd){ .fd = state->signal_fd, .events = POLLIN };
	/* While we stop, the news is for the mailer that follows us. */
	fds[count++] =
	    (struct pollfd){ .fd = state->is_stopping ? -1
						      : state->mailer->wake_fd,
		    .events = POLLIN };
	for (i = 0; i < state->count; i++)
		if (state->sessions[i].arena != NULL)
			fds[count++] =
			    (struct pollfd){ .fd = state->sessions[i].fd,
				    .events = POLLIN };
	if (poll(fds, count, patience(state)) <= 0)
		return;
	if (fds[0].revents != 0 &&
	    read(state->signal_fd, &signal_info, sizeof(signal_info)) > 0)
		state->is_stopping = true;
	/* A read that fails: another mailer has taken the news. */
	if (fds[1].revents != 0 &&
	    read(state->mailer->wake_fd, &news, sizeof(news)) > 0)
		state->look_at = 0;
}

static int
open_signals(void)
{
	sigset_t set;
	int fd;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGQUIT);
	if ((fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)) < 0)
		fatal("event=no_signalfd");
	return fd;
}

void
mailer_run(const struct mailer *mailer)
{
	struct state state = { .mailer = mailer,
		.pg = outbox_new(mailer->config),
		.count = (size_t)mailer->config->mail_sessions,
		.signal_fd = open_signals() };

	mailer->set_trouble(NULL); /* none that we have met */
	while (!state.is_stopping || state.busy > 0) {
		if (!state.is_stopping) {
			start_sessions(&state);
			clean_up(&state);
		}
		await(&state);
		serve_sessions(&state);
	}
	pg_free(state.pg);
}
