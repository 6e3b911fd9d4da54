/* SPDX-License-Identifier: MIT */
/*
 * `usher template`: for operators who write templates of their own. Knows
 * neither the database nor a server key: it can be used before either is.
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "admin/cli.h"
#include "admin/rules.h"
#include "admin/sample.h"
#include "api/exchange.h"
#include "base/arena.h"
#include "base/buf.h"
#include "door/json.h"
#include "mail/message.h"
#include "page/preview.h"
#include "view/check.h"
#include "view/template.h"

static const char ours_dir[] = PKGDATADIR "/templates";

/* The words behind the verb. */
struct words_given {
	const char *dir;  /* NULL: as the configuration says */
	const char *page; /* NULL: a mail */
	const char *kind, *locale;
	bool wants_html, wants_text, wants_json;
};

void
help_template(FILE *out, const char *verb)
{
	struct arena *arena = arena_new();
	const char *kind;
	size_t i;

	(void)verb;
	fputs("usage: usher template check [DIR] [--json]\n"
	      "           read all templates and words, say what is wrong\n"
	      "       usher template preview --kind KIND --locale TAG "
	      "[--html | --text] [DIR]\n"
	      "           print a mail with sample data: whole, or one part "
	      "of it\n"
	      "       usher template preview --page PAGE [--kind KIND] "
	      "--locale TAG [DIR]\n"
	      "           print a page with sample data\n\n"
	      "DIR stands in for templates.dir; no configuration is read "
	      "then.\nKinds:",
	    out);
	for (i = 0; (kind = sample_kind(i, arena)) != NULL; i++)
		fprintf(out, " %s", kind);
	fputs("\nPages:", out);
	for (i = 0; (kind = preview_at(i)) != NULL; i++)
		fprintf(out, " %s", kind);
	fputc('\n', out);
	arena_free(arena);
}

/* True if what is to be shown is said, and said once. */
static bool
is_wish(const struct words_given *given)
{
	if (given->locale == NULL ||
	    (given->kind == NULL && given->page == NULL))
		return false;
	return given->wants_html + given->wants_text + (given->page != NULL) <=
	    1;
}

/* False: they are not as they should be. */
static bool
read_words(struct words_given *given, bool is_check, int argc, char **argv)
{
	static const struct option check[] = {
		{ "json", no_argument, NULL, 'j' }, { 0 }
	};
	static const struct option preview[] = { { "kind", required_argument,
						     NULL, 'k' },
		{ "page", required_argument, NULL, 'p' },
		{ "locale", required_argument, NULL, 'l' },
		{ "html", no_argument, NULL, 'h' },
		{ "text", no_argument, NULL, 't' }, { 0 } };
	int found;

	optind = 1;
	while ((found = getopt_long(
		    argc, argv, "", is_check ? check : preview, NULL)) != -1) {
		if (found == 'k')
			given->kind = optarg;
		else if (found == 'p')
			given->page = optarg;
		else if (found == 'l')
			given->locale = optarg;
		else if (found == 'h')
			given->wants_html = true;
		else if (found == 't')
			given->wants_text = true;
		else if (found == 'j')
			given->wants_json = true;
		else
			return false;
	}
	if (optind < argc)
		given->dir = argv[optind++];
	return optind == argc && (is_check || is_wish(given));
}

/* A folder that was given needs no configuration. */
static int
find_config(
    struct cli *cli, const struct words_given *given, struct config *config)
{
	if (given->dir == NULL)
		return cli_load_config(cli, config);
	*config = (struct config){ .public_url = "https://example.com",
		.mail_from = "invitations@example.com",
		.templates_dir = given->dir };
	return 0;
}

/*
 * All faults there are; of files that cannot be read the first, and of what
 * is made of them only where they are sound.
 */
static struct json *
find_faults(const struct config *config, struct arena *arena)
{
	struct json *faults = json_list(arena);
	const struct templates *ours, *all = NULL;
	const char *error;

	ours = templates_load(ours_dir, NULL, arena, &error);
	if (ours != NULL)
		all = templates_load(
		    ours_dir, config->templates_dir, arena, &error);
	if (all == NULL)
		return json_add(faults, json_string(arena, error));
	templates_check(all, ours, sample_mail_data(arena), faults, arena);
	if (faults->first == NULL)
		rules_check(all, ours, config, faults, arena);
	return faults;
}

static int
check(struct cli *cli, const struct words_given *given,
    const struct config *config)
{
	struct json *faults = find_faults(config, cli->arena);
	const struct json *fault = faults->first;
	bool is_fine = fault == NULL;

	if (given->wants_json)
		fprintf(is_fine ? stdout : stderr, "%s\n",
		    json_write(cli->arena,
			json_set(json_object(cli->arena), "faults", faults)));
	else if (is_fine)
		puts("the templates are fine");
	else
		for (; fault != NULL; fault = fault->next)
			fprintf(stderr, "%s\n", fault->text);
	return is_fine ? EXIT_DONE : EXIT_REFUSED;
}

/* Find the place of a kind by its name. */
static bool
find_kind(const char *name, struct arena *arena, size_t *place)
{
	const char *kind;

	for (*place = 0; (kind = sample_kind(*place, arena)) != NULL; ++*place)
		if (strcmp(kind, name) == 0)
			return true;
	return false;
}

static int
print_mail(const struct words_given *given, const struct message *message,
    struct arena *arena)
{
	const char *part = given->wants_html ? message->html : message->text;
	struct buf out;

	if (part == NULL)
		return cli_fail(
		    EXIT_REFUSED, "a mail of this kind has no HTML part");
	buf_init(&out, arena, 0);
	if (given->wants_html || given->wants_text)
		buf_puts(&out, part);
	else
		message_write(message, &out);
	fwrite(out.data, 1, out.len, stdout);
	return EXIT_DONE;
}

static int
preview_mail(const struct words_given *given, const struct config *config,
    const struct templates *templates, struct arena *arena)
{
	struct message message;
	const char *error;
	size_t place;

	if (!find_kind(given->kind, arena, &place))
		return cli_fail(EXIT_REFUSED,
		    "there is no mail of kind %s; usher template --help lists "
		    "them",
		    given->kind);
	error = sample_write(
	    config, templates, place, given->locale, &message, arena);
	if (error != NULL)
		return cli_fail(EXIT_REFUSED, "%s", error);
	return print_mail(given, &message, arena);
}

static int
preview_page(const struct words_given *given, const struct config *config,
    const struct templates *templates, struct arena *arena)
{
	const struct service service = { .config = config,
		.templates = templates };
	const char *kind = given->kind == NULL ? "connections" : given->kind;
	struct exchange x;

	exchange_init(&x, &service, arena);
	if (!preview_show(&x, given->page, kind, given->locale))
		return cli_fail(EXIT_REFUSED,
		    "there is no page %s of kind %s; usher template --help "
		    "lists them",
		    given->page, kind);
	fputs(x.answer, stdout);
	return EXIT_DONE;
}

static int
preview(struct cli *cli, const struct words_given *given,
    const struct config *config)
{
	const char *error;
	const struct templates *templates =
	    templates_load(ours_dir, config->templates_dir, cli->arena, &error);

	if (templates == NULL)
		return cli_fail(EXIT_REFUSED, "%s", error);
	return (given->page != NULL ? preview_page : preview_mail)(
	    given, config, templates, cli->arena);
}

int
verb_template(struct cli *cli)
{
	const char *what = cli->argc >= 2 ? cli->argv[1] : "";
	bool is_check = strcmp(what, "check") == 0;
	struct words_given given = { 0 };
	struct config config;

	if (!is_check && strcmp(what, "preview") != 0) {
		help_template(stderr, cli->argv[0]);
		return EXIT_USAGE;
	}
	/* What getopt_long says begins with the first word. */
	cli->argv[1] = arena_printf(cli->arena, "usher template %s", what);
	if (!read_words(&given, is_check, cli->argc - 1, cli->argv + 1)) {
		help_template(stderr, cli->argv[0]);
		return EXIT_USAGE;
	}
	if (find_config(cli, &given, &config) < 0)
		return EXIT_CONFIGURATION;
	return is_check ? check(cli, &given, &config)
			: preview(cli, &given, &config);
}
