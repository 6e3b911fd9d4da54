/* SPDX-License-Identifier: MIT */
#ifndef ADMIN_CLI_H
#define ADMIN_CLI_H

#include <stdio.h>

#include "base/attr.h"
#include "base/config.h"

struct arena;

/* Exit statuses: sysexits(3) where it has one. */
enum {
	EXIT_DONE = 0,
	EXIT_REFUSED = 1,
	EXIT_USAGE = 64,
	EXIT_DATABASE = 69,
	EXIT_CONFIGURATION = 78
};

/* What all verbs get: the words behind their own, and what went before. */
struct cli {
	struct arena *arena;	 /* as long as the process */
	const char *config_path; /* --config; NULL: not given */
	int argc;		 /* argv[0] is the verb */
	char **argv;
};

/* One verb of the program; rows of a table that also prints the help. */
struct verb {
	const char *name;
	const char *summary;
	int (*run)(struct cli *);
	void (*help)(FILE *, const char *verb);
};

/* Read the configuration; -1: what is wrong has been printed. */
int cli_load_config(struct cli *, struct config *) MUST_CHECK;

/* Print a line on stderr and give the status back. */
int cli_fail(int status, const char *format, ...) PRINTF_LIKE(2, 3);

/* The verbs, each in a file of its own, and how they are used. */
int verb_config(struct cli *);
void help_config(FILE *, const char *verb);
int verb_db(struct cli *);
void help_db(FILE *, const char *verb);
int verb_serve(struct cli *);
void help_serve(FILE *, const char *verb);
int verb_template(struct cli *);
void help_template(FILE *, const char *verb);

/* org, key and invite: see command.c. */
int verb_command(struct cli *);
void help_command(FILE *, const char *verb);

#endif
