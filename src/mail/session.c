/* SPDX-License-Identifier: MIT */
/*
 * What the mailer knows of a sender: the batch it has, the words it has said,
 * and, when it is dead, what to think of the mail it had in hand.
 */
#include "mail/session.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/child.h"
#include "base/config.h"
#include "base/log.h"
#include "door/json.h"
#include "door/pg.h"
#include "mail/mailer.h"
#include "mail/outbox.h"
#include "mail/sender.h"

struct parcel {
	const char *id;
	const char *lease_id;
	bool is_begun;	     /* MAIL has gone to the relay */
	bool is_alone;	     /* next time, since its sender died with it */
	const char *outcome; /* NULL: no word yet */
	const char *error;
};

/* In the new process. A relay that takes for ever is not waited for. */
static void NORETURN
become_sender(const struct mailer *mailer, const struct json *batch, int fd)
{
	sigset_t alarm_only;

	signal(SIGALRM, SIG_DFL);
	sigemptyset(&alarm_only);
	sigaddset(&alarm_only, SIGALRM);
	sigprocmask(SIG_UNBLOCK, &alarm_only, NULL);
	alarm((unsigned)mailer->config->mail_batch_timeout);
	log_set_process("sender");
	sender_run(mailer, batch, fd);
}

static void
read_batch(struct session *s, const struct json *batch)
{
	const struct json *mail;

	for (mail = batch->first; mail != NULL; mail = mail->next)
		s->count++;
	s->parcels = arena_alloc(s->arena, s->count * sizeof(*s->parcels));
	s->count = 0;
	for (mail = batch->first; mail != NULL; mail = mail->next)
		s->parcels[s->count++] =
		    (struct parcel){ .id = json_text(mail, "id"),
			    .lease_id = json_text(mail, "leaseId") };
}

int
session_start(struct session *s, const struct mailer *mailer,
    const char *organization_id, const struct json *batch, struct arena *arena)
{
	*s = (struct session){ .arena = arena, .fd = -1 };
	s->organization_id = arena_string(arena, organization_id);
	read_batch(s, batch);
	s->pid = child_fork(&s->fd);
	if (s->pid == 0)
		become_sender(mailer, batch, s->fd);
	return s->pid < 0 ? -1 : 0;
}

/* ---- what is said ---- */

static void
settle(struct session *s, const char *outcome, const char *error)
{
	struct parcel *parcel = &s->parcels[s->settled++];

	parcel->outcome = outcome;
	parcel->error = arena_string(s->arena, error);
	if (error == NULL)
		log_info("event=mail_%s organization=%s mail=%s", outcome,
		    s->organization_id, parcel->id);
	else
		log_warn("event=mail_%s organization=%s mail=%s "
			 "error=\"%s\"",
		    outcome, s->organization_id, parcel->id, error);
}

static void
take_word(struct session *s, const struct sender_word *word)
{
	if (word->mail != s->settled || s->settled == s->count)
		return;
	switch ((enum sender_event)word->event) {
	case SENDER_BEGUN:
		s->parcels[s->settled].is_begun = s->has_begun = true;
		return;
	case SENDER_TROUBLE:
		s->trouble = arena_string(s->arena, word->words);
		settle(s, "deferred", word->words);
		return;
	case SENDER_SENT:
	case SENDER_FAILED:
	case SENDER_DEFERRED:
		break;
	}
	/* Of a mail that could not be written the relay has heard nothing. */
	s->is_relay_good |= s->parcels[s->settled].is_begun;
	if (word->event == SENDER_SENT)
		settle(s, "sent", NULL);
	else
		settle(s, word->event == SENDER_FAILED ? "failed" : "deferred",
		    word->words);
}

/* ---- how it ended ---- */

/*
 * The sender did not end by itself. If a mail was on its way nobody knows
 * what became of it; and whatever killed the sender may be in that mail.
 */
static void
note_death(struct session *s, int status)
{
	struct parcel *parcel = &s->parcels[s->settled];
	bool is_late = WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM;
	const char *error = is_late
	    ? "the relay took too long"
	    : arena_printf(s->arena, "its sender died (%s %d)",
		  WIFSIGNALED(status) ? "signal" : "status",
		  WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));

	/* All was said, but the relay did not let us go. */
	if (s->settled == s->count ||
	    (is_late && s->has_begun && !parcel->is_begun))
		return;
	parcel->is_alone = parcel->is_begun || !is_late;
	if (!s->has_begun)
		s->trouble = error;
	settle(s, "deferred", error);
}

static void
end(struct session *s)
{
	int status = 0;

	close(s->fd);
	s->fd = -1;
	while (waitpid(s->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (status != 0)
		note_death(s, status);
}

void
session_read(struct session *s)
{
	struct sender_word word;
	ssize_t len;

	if (s->fd < 0)
		return;
	while (
	    (len = read(s->fd, &word, sizeof(word))) == (ssize_t)sizeof(word)) {
		word.words[sizeof(word.words) - 1] = '\0';
		take_word(s, &word);
	}
	if (len == 0 || (len < 0 && errno != EAGAIN && errno != EINTR))
		end(s);
}

/* ---- what is stored ---- */

static bool
store_one(struct session *s, struct pg *pg, struct arena *arena)
{
	const struct parcel *parcel = &s->parcels[s->stored];
	const struct outbox_result result = {
		.organization_id = s->organization_id,
		.id = parcel->id,
		.lease_id = parcel->lease_id,
		.outcome = parcel->outcome,
		.error = parcel->error,
		.is_alone = parcel->is_alone,
	};

	if (!outbox_mark(pg, &result, arena))
		return false;
	s->stored++;
	return true;
}

static bool
give_back(struct session *s, struct pg *pg, struct arena *arena)
{
	struct buf ids;
	size_t i;

	if (s->settled == s->count)
		return true;
	buf_init(&ids, arena, 0);
	for (i = s->settled; i < s->count; i++)
		pg_array_add(&ids, s->parcels[i].id);
	return outbox_return(pg, s->organization_id,
	    s->parcels[s->settled].lease_id, pg_array_end(&ids), arena);
}

bool
session_store(struct session *s, struct pg *pg)
{
	struct arena *arena = arena_new();
	bool is_done = true;

	while (is_done && s->stored < s->settled)
		is_done = store_one(s, pg, arena);
	is_done = is_done && s->fd < 0 && give_back(s, pg, arena);
	arena_free(arena);
	if (is_done) {
		arena_free(s->arena);
		*s = (struct session){ 0 };
	}
	return is_done;
}
