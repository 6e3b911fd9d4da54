/* SPDX-License-Identifier: MIT */
/*
 * `usher db`: bring the one schema to what this program needs. All of it is
 * one transaction under an advisory lock, and doing it twice changes nothing.
 */
#include <stdio.h>
#include <string.h>

#include "admin/cli.h"
#include "admin/install.h"

void
help_db(FILE *out, const char *verb)
{
	(void)verb;
	fputs("usage: usher db install  make schema and roles, then migrate\n"
	      "       usher db migrate  bring tables, functions and grants to "
	      "this version\n"
	      "       usher db status   say what is missing; 1 if anything "
	      "is\n",
	    out);
}

int
verb_db(struct cli *cli)
{
	const char *what = cli->argc == 2 ? cli->argv[1] : "";
	struct config config;

	if (strcmp(what, "install") != 0 && strcmp(what, "migrate") != 0 &&
	    strcmp(what, "status") != 0) {
		help_db(stderr, cli->argv[0]);
		return EXIT_USAGE;
	}
	if (cli_load_config(cli, &config) < 0)
		return EXIT_CONFIGURATION;
	if (strcmp(what, "status") == 0)
		return install_status(cli, &config);
	return install_run(cli, &config, strcmp(what, "install") == 0);
}
