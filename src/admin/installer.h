/* SPDX-License-Identifier: MIT */
#ifndef ADMIN_INSTALLER_H
#define ADMIN_INSTALLER_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct config;
struct pg;

/*
 * One installing, with a sticky error: after the first nothing more is run,
 * so look once at the end. All texts are the arena's.
 */
struct installer {
	struct arena *arena;
	const struct config *config;
	struct pg *pg;
	const char *schema;		/* quoted */
	const char *owner, *web, *mail; /* role names */
	const char *done;  /* lines to print once it is committed */
	const char *error; /* NULL: none */
};

/* The path of a file or folder below sql/ where that is installed. */
const char *installer_path(struct installer *, const char *name);

/* Run statements; false: there is an error. */
bool installer_run(struct installer *, const char *script);

/* The one text that a query gives; NULL: none, or there is an error. */
const char *installer_ask(struct installer *, const char *query) MUST_CHECK;

/* A file below sql/; NULL: there is an error. */
char *installer_read(struct installer *, const char *name) MUST_CHECK;

/* Run one file below sql/; an error names it. */
void installer_run_file(struct installer *, const char *name);

/* Say what was done, once it is committed. */
void installer_note(struct installer *, const char *what, const char *name);

/* Apply the migrations that were not yet, each once. */
void migrations_apply(struct installer *);

/* For each of them, in the order of their numbers; gives how many. */
int migrations_each_missing(
    struct installer *, void (*act)(struct installer *, const char *name));

/*
 * Replace the functions that INDEX names, and no other; then take them from
 * PUBLIC.
 */
void functions_replace(struct installer *);

/* For each that is not there with the body it has here; gives how many. */
int functions_each_missing(
    struct installer *, void (*act)(struct installer *, const char *file));

#endif
