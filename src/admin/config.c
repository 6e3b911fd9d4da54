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
#include "base/arena.h"
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

/*
 * Make a file, unless it is there, and then it is left alone; one that cannot
 * be written whole does not stay. 1: it is made; 0: it was there; -1: what is
 * wrong has been printed.
 */
static int
make_file(const char *path, mode_t mode, void (*fill)(FILE *))
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
	bool is_whole;

	if (fd < 0 && errno == EEXIST)
		return 0;
	if (file == NULL)
		return cli_fail(-1, "%s: %s", path, strerror(errno));
	fill(file);
	is_whole = fflush(file) == 0 && !ferror(file);
	if (fclose(file) == 0 && is_whole)
		return 1;
	cli_fail(-1, "%s: %s", path, strerror(errno));
	unlink(path);
	return -1;
}

static int
make_config(const char *path)
{
	int made = make_file(path, 0640, config_print_example);

	if (made > 0)
		printf("made %s\n", path);
	return made;
}

static void
print_key(FILE *file)
{
	struct arena *arena = arena_new();

	fputs(ring_new_line(arena, 1), file);
	arena_free(arena);
}

static int
make_secret(const char *path)
{
	int made = make_file(path, 0600, print_key);

	if (made > 0)
		printf("made %s: keep a copy, without it no link can be sent "
		       "again\n",
		    path);
	return made;
}

static int
init(struct cli *cli)
{
	struct config config;

	if (make_config(config_find(cli->config_path)) < 0 ||
	    cli_load_config(cli, &config) < 0 ||
	    make_secret(config.secret_file) < 0)
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
