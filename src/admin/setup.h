/* SPDX-License-Identifier: MIT */
#ifndef ADMIN_SETUP_H
#define ADMIN_SETUP_H

#include "base/attr.h"
#include "base/config.h"

struct arena;
struct disposable;
struct ring;
struct templates;

/* All that is read at start, and anew at every reload. */
struct setup {
	struct config config;
	const struct ring *ring;
	const struct templates *templates;
	const struct disposable *disposable;
};

/* What is wrong with the options that say how to connect; NULL: nothing. */
const char *setup_url_fault(const struct config *, struct arena *) MUST_CHECK;

/*
 * Read the configuration and what it names, and check what its lines cannot
 * know: that addresses, connection strings, groups and files are what they
 * should be. NULL: *error says what is wrong. All is the arena's.
 */
struct setup *
setup_load(const char *path, struct arena *, const char **error) MUST_CHECK;

#endif
