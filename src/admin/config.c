/* SPDX-License-Identifier: MIT */
/* `usher config`: make, show and check the configuration. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/cli.h"
#include "admin/setup.h"
#include "secret/ring.h"

void
help_config(FILE *out, const char *verb)
{
	(void)verb;
	fputs("usage: usher config init     make the file and the server key, "
	      "if missing\n"
	      "       usher config show     print every option as it is\n"
	      "       usher config check    read it and all it names, say what "
	      "is wrong\n"
	      "       usher config example  print every option with its "
	      "meaning\n",
	    out);
}

/* Open a file that must not be there yet. NULL: it is, or errno says why. */
static FILE *
create(const char *path, mode_t mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);

	return fd < 0 ? NULL : fdopen(fd, "w");
}

static int
init_file(const char *path)
{
	FILE *file = create(path, 0640);

	if (file == NULL) {
		if (errno == EEXIST)
			return 0;
		return cli_fail(-1, "%s: %s", path, strerror(errno));
	}
	config_print_example(file);
	if (fclose(file) != 0)
		return cli_fail(-1, "%s: %s", path, strerror(errno));
	printf("made %s\n", path);
	return 0;
}

static int
init_secret(struct cli *cli, const char *path)
{
	FILE *file = create(path, 0600);

	if (file == NULL) {
		if (errno == EEXIST)
			return 0;
		return cli_fail(-1, "%s: %s", path, strerror(errno));
	}
	fputs(ring_new_line(cli->arena, 1), file);
	if (fclose(file) != 0)
		return cli_fail(-1, "%s: %s", path, strerror(errno));
	printf("made %s: keep a copy, without it no link can be sent again\n",
	    path);
	return 0;
}

static int
init(struct cli *cli)
{
	struct config config;

	if (init_file(config_find(cli->config_path)) < 0 ||
	    cli_load_config(cli, &config) < 0 ||
	    init_secret(cli, config.secret_file) < 0)
		return EXIT_CONFIGURATION;
	return EXIT_DONE;
}

static int
show(struct cli *cli)
{
	struct config config;

	if (cli_load_config(cli, &config) < 0)
		return EXIT_CONFIGURATION;
	config_print(&config, stdout);
	return EXIT_DONE;
}

static int
check(struct cli *cli)
{
	const char *path = config_find(cli->config_path), *error;

	if (setup_load(path, cli->arena, &error) == NULL)
		return cli_fail(EXIT_CONFIGURATION, "%s", error);
	printf("%s is fine\n", path);
	return EXIT_DONE;
}

int
verb_config(struct cli *cli)
{
	const char *what = cli->argc == 2 ? cli->argv[1] : "";

	if (strcmp(what, "init") == 0)
		return init(cli);
	if (strcmp(what, "show") == 0)
		return show(cli);
	if (strcmp(what, "check") == 0)
		return check(cli);
	if (strcmp(what, "example") != 0) {
		help_config(stderr, cli->argv[0]);
		return EXIT_USAGE;
	}
	config_print_example(stdout);
	return EXIT_DONE;
}
