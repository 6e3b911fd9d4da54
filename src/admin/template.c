/* SPDX-License-Identifier: MIT */
/*
 * `usher template`: for operators who write templates of their own. Knows
 * neither the database nor a server key: it can be used before either is.
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "admin/cli.h"
#include "base/arena.h"
#include "base/buf.h"
#include "door/json.h"
#include "door/smtp.h"
#include "mail/compose.h"
#include "mail/kind.h"
#include "mail/mailer.h"
#include "mail/message.h"
#include "view/check.h"
#include "view/template.h"

static const char ours_dir[] = PKGDATADIR "/templates";

/* What a mail is made of, with all that a kind may ask for. */
static const char sample[] =
    "{\"id\":\"01900000-0000-7000-8000-000000000000\","
    "\"invitationId\":\"01900000-0000-7000-8000-000000000001\","
    "\"createdAt\":\"2030-03-01T09:00:00.000Z\","
    "\"expiresAt\":\"2030-03-08T09:00:00.000Z\","
    "\"email\":\"robin@example.com\","
    "\"organizationName\":\"Example Ltd\",\"organizationEmail\":null,"
    "\"organizationLocale\":null,"
    "\"party\":\"Robin & Co\",\"reader\":\"Example Ltd\","
    "\"inviterName\":\"Sam Doe\",\"message\":\"Hello Robin,\\nwelcome.\","
    "\"role\":\"ADMIN\",\"isEdit\":false,\"businessName\":\"Robin & Co\","
    "\"url\":\"https://example.com/i/sample\","
    "\"unsubscribeUrl\":\"https://example.com/u/sample\","
    "\"code\":\"123456\"}";

/* The words behind the verb. */
struct words_given {
	const char *dir; /* NULL: as the configuration says */
	const char *kind, *locale;
	bool wants_html, wants_text, wants_json;
};

enum { WORD_MAX = 64 };

/* What a kind is called here: team, code, team.accepted. */
static bool
kind_at(size_t place, const char **kind, const char **invitation,
    char word[WORD_MAX])
{
	const struct mail_kind *found = mail_kind_at(place);

	if (found == NULL)
		return false;
	*kind = found->name;
	*invitation = found->invitation;
	if (*invitation == NULL)
		snprintf(word, WORD_MAX, "%s", *kind);
	else if (strcmp(*kind, "invitation") == 0)
		snprintf(word, WORD_MAX, "%s", *invitation);
	else
		snprintf(word, WORD_MAX, "%s.%s", *invitation, *kind);
	return true;
}

void
help_template(FILE *out, const char *verb)
{
	const char *kind, *invitation;
	char word[WORD_MAX];
	size_t i;

	(void)verb;
	fputs("usage: usher template check [DIR] [--json]\n"
	      "           read all templates and words, say what is wrong\n"
	      "       usher template preview --kind KIND --locale TAG "
	      "[--html | --text] [DIR]\n"
	      "           print a mail with sample data: whole, or one part "
	      "of it\n\n"
	      "DIR stands in for templates.dir; no configuration is read "
	      "then.\nKinds:",
	    out);
	for (i = 0; kind_at(i, &kind, &invitation, word); i++)
		fprintf(out, " %s", word);
	fputc('\n', out);
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
		{ "locale", required_argument, NULL, 'l' },
		{ "html", no_argument, NULL, 'h' },
		{ "text", no_argument, NULL, 't' }, { 0 } };
	int found;

	optind = 1;
	while ((found = getopt_long(
		    argc, argv, "", is_check ? check : preview, NULL)) != -1) {
		if (found == 'k')
			given->kind = optarg;
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
	return optind == argc && !(given->wants_html && given->wants_text) &&
	    (is_check || (given->kind != NULL && given->locale != NULL));
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

static struct json *
sample_data(struct arena *arena)
{
	const char *wrong;

	return json_parse(arena, sample, sizeof(sample) - 1, &wrong);
}

/* All faults there are; of files that cannot be read the first. */
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
		json_add(faults, json_string(arena, error));
	else
		templates_check(all, ours, sample_data(arena), faults, arena);
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

/* The data of a mail of that kind; NULL: there is no such kind. */
static struct json *
data_of(const struct words_given *given, struct arena *arena)
{
	struct json *data = sample_data(arena);
	const char *kind, *invitation;
	char word[WORD_MAX];
	size_t i;

	for (i = 0; kind_at(i, &kind, &invitation, word); i++)
		if (strcmp(given->kind, word) == 0) {
			json_set(data, "kind", json_string(arena, kind));
			json_set(data, "invitationKind",
			    json_string(arena, invitation));
			json_set(
			    data, "locale", json_string(arena, given->locale));
			return data;
		}
	return NULL;
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
preview(struct cli *cli, const struct words_given *given,
    const struct config *config)
{
	struct mailer mailer = { .config = config };
	struct json *data = data_of(given, cli->arena);
	struct message message;
	const char *error;

	if (data == NULL)
		return cli_fail(EXIT_REFUSED,
		    "there is no mail of kind %s; usher template --help lists "
		    "them",
		    given->kind);
	mailer.templates =
	    templates_load(ours_dir, config->templates_dir, cli->arena, &error);
	if (mailer.templates == NULL ||
	    compose_message(&mailer, data, cli->arena, &message, &error) !=
		COMPOSE_DONE)
		return cli_fail(EXIT_REFUSED, "%s", error);
	return print_mail(given, &message, cli->arena);
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
