/* SPDX-License-Identifier: MIT */
/* The little that workers and mailer must know of each other. */
#include "pool/shared.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"

struct shared {
	atomic_bool has_trouble;
	char trouble[256]; /* one writer; a torn read is only ugly */
};

static struct shared *shared;
static int mailer_fd = -1;
static int slots_fd = -1;

void
shared_init(void)
{
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	mailer_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	slots_fd = memfd_create("usher", MFD_CLOEXEC);
	if (shared == MAP_FAILED || mailer_fd < 0 || slots_fd < 0)
		fatal("event=no_shared_memory");
}

void
shared_wake_mailer(void)
{
	const uint64_t one = 1;

	if (write(mailer_fd, &one, sizeof(one)) < 0)
		return; /* full: it has been told */
}

int
shared_mailer_fd(void)
{
	return mailer_fd;
}

int
shared_slots_fd(void)
{
	return slots_fd;
}

void
shared_set_relay_trouble(const char *trouble)
{
	if (trouble != NULL)
		snprintf(
		    shared->trouble, sizeof(shared->trouble), "%s", trouble);
	atomic_store(&shared->has_trouble, trouble != NULL);
}

const char *
shared_relay_trouble(struct arena *arena)
{
	if (!atomic_load(&shared->has_trouble))
		return NULL;
	return arena_copy(arena, shared->trouble,
	    strnlen(shared->trouble, sizeof(shared->trouble) - 1));
}
