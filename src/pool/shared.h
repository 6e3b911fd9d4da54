/* SPDX-License-Identifier: MIT */
#ifndef POOL_SHARED_H
#define POOL_SHARED_H

struct arena;

/*
 * What the processes of a pool tell each other: in memory they share, by an
 * eventfd, by locks on a file. shared_init must run before the first fork.
 */
void shared_init(void);

/* Tell the mailer that there may be mail. Never waits. */
void shared_wake_mailer(void);

/* The descriptor to poll for that; reading it takes the news. */
int shared_mailer_fd(void);

/* A file without content, for record locks: see pool/hasher.h. */
int shared_slots_fd(void);

/* Say what is wrong with the relay; NULL: nothing. */
void shared_set_relay_trouble(const char *);

/* What is; NULL: nothing. The text is the arena's. */
const char *shared_relay_trouble(struct arena *);

#endif
