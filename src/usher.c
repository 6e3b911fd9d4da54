/* SPDX-License-Identifier: MIT */
/* The program: its verbs, and the words before them. */
#include <stdio.h>
#include <string.h>

#include "admin/cli.h"
#include "base/arena.h"

static const struct verb verbs[] = {
	{ "serve", "run the workers and the mailer", verb_serve },
	{ "db", "install or migrate the database schema", verb_db },
	{ "config", "make, show and check the configuration", verb_config },
	{ "org", "make, list and show organizations", verb_command },
	{ "key", "make, list and revoke API keys", verb_command },
	{ "invite", "list, show, resend and revoke invitations", verb_command },
};

static void
print_help(FILE *out)
{
	size_t i;

	fputs("usage: usher [--config FILE] VERB ...\n\n"
	      "Invitations as a service, behind the nginx you already "
	      "have.\n\n",
	    out);
	for (i = 0; i < COUNT_OF(verbs); i++)
		fprintf(out, "  %-8s %s\n", verbs[i].name, verbs[i].summary);
	fputs("\n  --config FILE  else $USHER_CONFIG, else " SYSCONFDIR
	      "/usher/usher.conf\n"
	      "  --help, --version\n\n"
	      "Exit: 0 done, 1 refused, 64 usage, 69 database, 78 "
	      "configuration.\n",
	    out);
}

static int
run_verb(struct cli *cli)
{
	size_t i;

	for (i = 0; cli->argc > 0 && i < COUNT_OF(verbs); i++) {
		if (strcmp(verbs[i].name, cli->argv[0]) != 0)
			continue;
		if (cli->argc == 2 && strcmp(cli->argv[1], "--help") == 0) {
			cli->argc = 1;
			if (verbs[i].run == verb_serve) {
				print_help(stdout);
				return EXIT_DONE;
			}
			verbs[i].run(cli);
			return EXIT_DONE;
		}
		return verbs[i].run(cli);
	}
	print_help(stderr);
	return EXIT_USAGE;
}

int
main(int argc, char **argv)
{
	struct cli cli = { .arena = arena_new() };
	int status, i = 1;

	if (i + 1 < argc && strcmp(argv[i], "--config") == 0) {
		cli.config_path = argv[i + 1];
		i += 2;
	}
	cli.argc = argc - i;
	cli.argv = argv + i;
	if (cli.argc > 0 && strcmp(cli.argv[0], "--version") == 0) {
		puts(PACKAGE_STRING);
		return EXIT_DONE;
	}
	if (cli.argc > 0 && strcmp(cli.argv[0], "--help") == 0) {
		print_help(stdout);
		return EXIT_DONE;
	}
	status = run_verb(&cli);
	arena_free(cli.arena);
	return status;
}
