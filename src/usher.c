/* SPDX-License-Identifier: MIT */
/* The program: its verbs, and the words before them. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "admin/cli.h"
#include "base/arena.h"

static const struct verb verbs[] = {
	{ "serve", "run the workers and the mailer", verb_serve, help_serve },
	{ "db", "install or migrate the database schema", verb_db, help_db },
	{ "config", "make, show and check the configuration", verb_config,
	    help_config },
	{ "template", "check and preview templates and words", verb_template,
	    help_template },
	{ "org", "make, list and show organizations", verb_command,
	    help_command },
	{ "key", "make, list and revoke API keys", verb_command, help_command },
	{ "invite", "list, show, resend and revoke invitations", verb_command,
	    help_command },
};

static bool
is_help(const char *word)
{
	return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

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
	      "  --help, --version; usher VERB --help says more\n\n"
	      "Exit: 0 done, 1 refused, 64 usage, 69 database, 78 "
	      "configuration.\n",
	    out);
}

static const struct verb *
find_verb(const char *name)
{
	size_t i;

	for (i = 0; i < COUNT_OF(verbs); i++)
		if (strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	return NULL;
}

/* The words are the verb's, but for a last one that asks how it is used. */
static int
run_verb(struct cli *cli)
{
	const struct verb *verb = find_verb(cli->argv[0]);

	if (verb == NULL)
		return cli_fail(EXIT_USAGE,
		    "there is no verb %s; usher --help lists them",
		    cli->argv[0]);
	if (is_help(cli->argv[cli->argc - 1])) {
		verb->help(stdout, verb->name);
		return EXIT_DONE;
	}
	return verb->run(cli);
}

/* An answer that nobody can read is none: a new key is shown only once. */
static int
end_output(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	cli_fail(status, "the answer cannot be written: %s", strerror(errno));
	return status == EXIT_DONE ? EXIT_REFUSED : status;
}

int
main(int argc, char **argv)
{
	struct cli cli = { .arena = arena_new() };
	int status = EXIT_DONE, i = 1;

	if (i + 1 < argc && strcmp(argv[i], "--config") == 0) {
		cli.config_path = argv[i + 1];
		i += 2;
	}
	cli.argc = argc - i;
	cli.argv = argv + i;
	if (cli.argc == 0) {
		print_help(stderr);
		status = EXIT_USAGE;
	} else if (strcmp(cli.argv[0], "--config") == 0) {
		status = cli_fail(EXIT_USAGE, "--config needs a file");
	} else if (strcmp(cli.argv[0], "--version") == 0) {
		puts(PACKAGE_STRING);
	} else if (is_help(cli.argv[0]) || strcmp(cli.argv[0], "help") == 0) {
		print_help(stdout);
	} else {
		status = run_verb(&cli);
	}
	arena_free(cli.arena);
	return end_output(status);
}
