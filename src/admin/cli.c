/* SPDX-License-Identifier: MIT */
/* What the verbs of the command line share. */
#include "admin/cli.h"

#include <stdarg.h>
#include <stdio.h>

#include "admin/setup.h"

int
cli_fail(int status, const char *format, ...)
{
	va_list args;

	fputs("usher: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	return status;
}

int
cli_load_config(struct cli *cli, struct config *config)
{
	const char *path = config_find(cli->config_path), *error;

	if (config_load(config, path, cli->arena, &error) < 0)
		return cli_fail(-1, "%s", error);
	if ((error = setup_url_fault(config, cli->arena)) != NULL)
		return cli_fail(-1, "%s: %s", path, error);
	log_set_level((enum log_level)config->log_level);
	return 0;
}
