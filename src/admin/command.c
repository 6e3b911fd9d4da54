/* SPDX-License-Identifier: MIT */
/*
 * `usher org`, `usher key`, `usher invite`: each command is a row that turns
 * words into a request of the API, which is then answered in this process.
 * So the command line does the same as the API, by the same procedures.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "admin/cli.h"
#include "admin/print.h"
#include "api/dispatch.h"
#include "api/exchange.h"
#include "api/route.h"
#include "api/signature.h"
#include "base/arena.h"
#include "base/clock.h"
#include "door/json.h"
#include "door/pg.h"
#include "secret/ring.h"

enum { FLAGS_MAX = 8, CALL_TIMEOUT = 15000 /* ms */ };

enum { IS_FLAG = 1, IS_LIST = 2, IS_NUMBER = 3 };

/* What getopt_long gives for --json; for a flag its place, from 1. */
enum { WANTS_JSON = 1000 };

struct flag {
	const char *name;   /* --name */
	const char *member; /* of the body, the query or the path */
	int how; /* IS_FLAG: true; IS_LIST: may stand again; IS_NUMBER */
};

struct command {
	const char *verb, *name;
	const char *route;
	const char *operand; /* the path parameter that is no option */
	const char *usage;
	struct flag flags[FLAGS_MAX];
};

static const struct command commands[] = {
	{ "org", "create", "organizationCreate", NULL,
	    "--kind KIND --name NAME [--email A] [--parent ID] [--id ID] "
	    "[--locale L]",
	    { { "kind", "kind", 0 }, { "name", "name", 0 },
		{ "email", "email", 0 }, { "parent", "parentId", 0 },
		{ "id", "id", 0 }, { "locale", "locale", 0 } } },
	{ "org", "list", "organizationList", NULL,
	    "[--kind KIND] [--parent ID] [--limit N] [--cursor C]",
	    { { "kind", "kind", 0 }, { "parent", "parentId", 0 },
		{ "limit", "limit", 0 }, { "cursor", "cursor", 0 } } },
	{ "org", "show", "organizationGet", "id", "ID", { { 0 } } },
	{ "org", "license", "licenseSet", "id",
	    "--id ID --seats N [--renewal TIME] [--billing STATUS]",
	    { { "id", "id", 0 }, { "seats", "seatLimit", IS_NUMBER },
		{ "renewal", "renewalDate", 0 },
		{ "billing", "billingStatus", 0 } } },
	{ "key", "create", "keyCreate", NULL,
	    "--org ID --name NAME [--scope S]... [--role R] [--expires TIME]",
	    { { "org", "id", 0 }, { "name", "name", 0 },
		{ "scope", "scopes", IS_LIST }, { "role", "role", 0 },
		{ "expires", "expiresAt", 0 } } },
	{ "key", "list", "keyList", NULL, "--org ID [--limit N] [--cursor C]",
	    { { "org", "id", 0 }, { "limit", "limit", 0 },
		{ "cursor", "cursor", 0 } } },
	{ "key", "revoke", "keyRevoke", "keyId", "ID", { { 0 } } },
	{ "invite", "list", "invitationList", NULL,
	    "[--kind K] [--status S] [--email A] [--org ID] [--limit N] "
	    "[--cursor C]",
	    { { "kind", "kind", 0 }, { "status", "status", 0 },
		{ "email", "email", 0 }, { "org", "organizationId", 0 },
		{ "limit", "limit", 0 }, { "cursor", "cursor", 0 } } },
	{ "invite", "show", "invitationGet", "invitationId", "ID", { { 0 } } },
	{ "invite", "resend", "invitationResend", "invitationId",
	    "ID [--rotate]", { { "rotate", "rotate", IS_FLAG } } },
	{ "invite", "revoke", "invitationRevoke", "invitationId", "ID",
	    { { 0 } } },
};

static void
print_usage(FILE *out, const struct command *command)
{
	fprintf(out, "usage: usher %s %s %s [--json]\n", command->verb,
	    command->name, command->usage);
}

void
help_command(FILE *out, const char *verb)
{
	size_t i;

	for (i = 0; i < COUNT_OF(commands); i++)
		if (strcmp(commands[i].verb, verb) == 0)
			print_usage(out, &commands[i]);
}

static const struct command *
find_command(const char *verb, const char *name)
{
	size_t i;

	for (i = 0; i < COUNT_OF(commands); i++)
		if (strcmp(commands[i].verb, verb) == 0 &&
		    strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

/* A command's words on their way into a request. */
struct request {
	struct arena *arena;
	const struct route *route;
	const char *path;
	struct json *body;
	struct buf query;
	bool wants_json;
};

static void
put_escaped(struct buf *buf, const char *text)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789-._~";

	for (; *text != '\0'; text++)
		if (strchr(plain, *text) != NULL)
			buf_putc(buf, *text);
		else
			buf_putf(buf, "%%%02X", (unsigned char)*text);
}

/* Put a value under {name} of the path. False: the path has no such. */
static bool
fill_path(struct request *r, const char *name, const char *value)
{
	const char *tag = arena_printf(r->arena, "{%s}", name);
	const char *at = strstr(r->path, tag);
	struct buf path;

	if (at == NULL)
		return false;
	buf_init(&path, r->arena, 0);
	buf_put(&path, r->path, (size_t)(at - r->path));
	put_escaped(&path, value);
	buf_puts(&path, at + strlen(tag));
	r->path = path.data;
	return true;
}

static void
add_to_list(struct request *r, const char *name, const char *value)
{
	struct json *list = json_member(r->body, name);

	if (list == NULL) {
		list = json_list(r->arena);
		json_set(r->body, name, list);
	}
	json_add(list, json_string(r->arena, value));
}

/* A number, or the text as it is: then the API says what is wrong with it. */
static struct json *
number_or_text(struct arena *arena, const char *value)
{
	char *end;
	long number = strtol(value, &end, 10);

	return end == value || *end != '\0' ? json_string(arena, value)
					    : json_number(arena, number);
}

static void
take_option(struct request *r, const struct flag *flag, const char *value)
{
	if (fill_path(r, flag->member, value == NULL ? "" : value))
		return;
	if (!route_writes(r->route)) {
		buf_putf(&r->query, "%s%s=", r->query.len > 0 ? "&" : "",
		    flag->member);
		put_escaped(&r->query, value);
	} else if (flag->how == IS_LIST) {
		add_to_list(r, flag->member, value);
	} else if (flag->how == IS_NUMBER) {
		json_set(
		    r->body, flag->member, number_or_text(r->arena, value));
	} else if (flag->how == IS_FLAG) {
		json_set(r->body, flag->member, json_boolean(r->arena, true));
	} else {
		json_set_text(r->arena, r->body, flag->member, value);
	}
}

/* Read the words; false: they are not as they should be. */
static bool
read_words(
    struct request *r, const struct command *command, int argc, char **argv)
{
	struct option options[FLAGS_MAX + 2] = { { 0 } };
	int i, found;

	for (i = 0; i < FLAGS_MAX && command->flags[i].name != NULL; i++)
		options[i] = (struct option){ command->flags[i].name,
			command->flags[i].how == IS_FLAG ? no_argument
							 : required_argument,
			NULL, i + 1 };
	options[i] = (struct option){ "json", no_argument, NULL, WANTS_JSON };
	optind = 1;
	while ((found = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (found == WANTS_JSON)
			r->wants_json = true;
		else if (found >= 1 && found <= FLAGS_MAX)
			take_option(r, &command->flags[found - 1], optarg);
		else
			return false;
	}
	if (command->operand != NULL && optind < argc)
		fill_path(r, command->operand, argv[optind++]);
	return optind == argc && strchr(r->path, '{') == NULL;
}

static int
print_answer(const struct exchange *x, const struct request *r)
{
	bool is_done = x->status < 300;
	FILE *out = is_done ? stdout : stderr;

	if (r->wants_json && x->answer != NULL)
		fprintf(out, "%s\n", x->answer);
	else if (x->status == 503)
		return cli_fail(EXIT_DATABASE, "the database is not available");
	else if (x->answer != NULL)
		print_json(out, x->answer, x->arena);
	if (is_done)
		return EXIT_DONE;
	return x->status == 503 ? EXIT_DATABASE : EXIT_REFUSED;
}

static int
perform(struct cli *cli, const struct config *config, const struct ring *ring,
    const struct request *r)
{
	struct service service = { .config = config, .ring = ring };
	struct exchange x;

	signature_init(cli->arena);
	service.pg =
	    pg_new(config->database_owner_url, config->database_schema, false);
	signature_set(service.pg);
	pg_set_deadline(service.pg, clock_now() + CALL_TIMEOUT);
	exchange_init(&x, &service, cli->arena);
	x.is_operator = true;
	x.method = r->route->method;
	x.path = arena_printf(cli->arena, "%s%s", config->public_path, r->path);
	x.query = r->query.data;
	x.body = json_write(cli->arena, r->body);
	x.body_len = x.body_size = strlen(x.body);
	x.content_type = "application/json";
	dispatch_route(&x);
	dispatch(&x);
	pg_free(service.pg);
	return print_answer(&x, r);
}

int
verb_command(struct cli *cli)
{
	const struct command *command = NULL;
	struct request r = { .arena = cli->arena };
	struct config config;
	const struct ring *ring;
	const char *error;

	if (cli->argc >= 2)
		command = find_command(cli->argv[0], cli->argv[1]);
	if (command == NULL) {
		help_command(stderr, cli->argv[0]);
		return EXIT_USAGE;
	}
	r.route = route_find(command->route);
	r.path = r.route->path;
	r.body = json_object(cli->arena);
	buf_init(&r.query, cli->arena, 0);
	/* What getopt_long says begins with the first word. */
	cli->argv[1] = arena_printf(
	    cli->arena, "usher %s %s", command->verb, command->name);
	if (!read_words(&r, command, cli->argc - 1, cli->argv + 1)) {
		print_usage(stderr, command);
		return EXIT_USAGE;
	}
	if (cli_load_config(cli, &config) < 0)
		return EXIT_CONFIGURATION;
	if ((ring = ring_load(config.secret_file, cli->arena, &error)) == NULL)
		return cli_fail(EXIT_CONFIGURATION, "secret.file: %s", error);
	return perform(cli, &config, ring, &r);
}
