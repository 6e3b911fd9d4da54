/* SPDX-License-Identifier: MIT */
/* `usher serve`: what the pool runs, put together. */
#include <string.h>

#include "admin/cli.h"
#include "admin/setup.h"
#include "api/exchange.h"
#include "api/signature.h"
#include "door/pg.h"
#include "mail/mailer.h"
#include "page/page.h"
#include "pool/hasher.h"
#include "pool/listen.h"
#include "pool/shared.h"
#include "pool/supervisor.h"
#include "pool/worker.h"

static struct cli *command_line;
static struct listener listener;
static struct config first_config; /* whose socket is open */

/* The socket is opened once; the rest is read anew at every reload. */
static void
warn_of_listen(const struct config *config)
{
	if (!listener.is_inherited &&
	    strcmp(config->listen_path, first_config.listen_path) != 0)
		log_warn("event=restart_needed option=listen.path");
}

static void *
load(const char **error, struct arena *arena)
{
	struct setup *setup =
	    setup_load(config_find(command_line->config_path), arena, error);

	if (setup == NULL)
		return NULL;
	log_set_level((enum log_level)setup->config.log_level);
	warn_of_listen(&setup->config);
	return setup;
}

static long
workers(const void *setup)
{
	return ((const struct setup *)setup)->config.workers;
}

/* A worker drains; a mailer waits for the sessions under way. */
static long
longest(const void *setup)
{
	long session = ((const struct setup *)setup)->config.mail_batch_timeout;

	return session > DRAIN_SECONDS ? session : DRAIN_SECONDS;
}

static void
run_worker(void *arg, int listen_fd, int ready_fd)
{
	struct setup *setup = arg;
	const struct config *config = &setup->config;
	struct service service = { .config = config,
		.ring = setup->ring,
		.templates = setup->templates,
		.disposable = setup->disposable,
		.serve_page = page_serve,
		.wake_mailer = shared_wake_mailer,
		.can_hash = hasher_has_place,
		.relay_trouble = shared_relay_trouble };

	signature_init(command_line->arena);
	service.pg = pg_new(config->database_url, config->database_schema,
	    config->database_prepare);
	signature_set(service.pg);
	worker_run(listen_fd, ready_fd, &service);
}

static void
run_mailer(void *arg)
{
	struct setup *setup = arg;
	struct mailer mailer = { .config = &setup->config,
		.ring = setup->ring,
		.templates = setup->templates,
		.wake_fd = shared_mailer_fd(),
		.set_trouble = shared_set_relay_trouble };

	mailer_run(&mailer);
}

static void
stop_listening(void)
{
	listen_unlink(&listener, &first_config);
}

void
help_serve(FILE *out, const char *verb)
{
	(void)verb;
	fputs(
	    "usage: usher serve\n\n"
	    "Runs in the foreground and logs to stderr. The socket is the one "
	    "that systemd\n"
	    "or spawn-fcgi passes, else it is made at listen.path. HUP reads "
	    "the\n"
	    "configuration anew; TERM answers what was accepted, and ends.\n",
	    out);
}

int
verb_serve(struct cli *cli)
{
	const struct program program = { load, workers, longest, run_worker,
		run_mailer };
	const char *error;

	if (cli->argc != 1) {
		help_serve(stderr, cli->argv[0]);
		return EXIT_USAGE;
	}
	if (cli_load_config(cli, &first_config) < 0)
		return EXIT_CONFIGURATION;
	command_line = cli;
	shared_init();
	if (listen_open(&listener, &first_config, cli->arena, &error) < 0)
		return cli_fail(EXIT_CONFIGURATION, "%s", error);
	return supervisor_run(&program, listener.fd, stop_listening) < 0
	    ? EXIT_CONFIGURATION
	    : EXIT_DONE;
}
