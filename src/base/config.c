/* SPDX-License-Identifier: MIT */
/*
 * The options: ONE table gives their names, kinds, bounds, defaults and
 * manual. Reading, printing and the example file walk it.
 */
#include "base/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

enum kind { TEXT, URL, NUMBER, OCTAL, YES_NO, WORD };

struct option {
	const char *name;
	enum kind kind;
	size_t offset;
	const char *value; /* default; NULL: none */
	long min, max;
	const char *const *words;
	bool is_required;
	const char *help;
};

static const char *const levels[] = { "error", "warn", "info", "debug", NULL };
static const char *const starttls[] = { "no", "required", NULL };

/* ITU-T E.164: the longest number there is. */
enum { PHONE_DIGITS = 15 };

#define AT(member) offsetof(struct config, member)

static const struct option options[] = {
	{ .name = "public_url",
	    .kind = URL,
	    .offset = AT(public_url),
	    .is_required = true,
	    .help = "Where recipients and clients reach usher through nginx; "
		    "links are made from it." },
	{ .name = "listen.path",
	    .kind = TEXT,
	    .offset = AT(listen_path),
	    .value = RUNSTATEDIR "/usher/usher.sock",
	    .help = "The FastCGI socket, when it is not inherited." },
	{ .name = "listen.mode",
	    .kind = OCTAL,
	    .offset = AT(listen_mode),
	    .value = "0660",
	    .min = 0600,
	    .max = 0777,
	    .help = "Whoever can connect to the socket can crash a worker: "
		    "keep it to nginx." },
	{ .name = "listen.group",
	    .kind = TEXT,
	    .offset = AT(listen_group),
	    .help = "The web server's group, such as www-data." },
	{ .name = "workers",
	    .kind = NUMBER,
	    .offset = AT(workers),
	    .value = "4",
	    .min = 1,
	    .max = 256,
	    .help = "Processes that serve; each keeps one database "
		    "connection." },
	{ .name = "database.url",
	    .kind = TEXT,
	    .offset = AT(database_url),
	    .value = "dbname=usher user=usher_web",
	    .help = "How the workers connect (a libpq URI or key=value "
		    "string)." },
	{ .name = "database.mail_url",
	    .kind = TEXT,
	    .offset = AT(database_mail_url),
	    .help = "How the mailer connects; without it, as the workers." },
	{ .name = "database.owner_url",
	    .kind = TEXT,
	    .offset = AT(database_owner_url),
	    .help = "How the command line connects: as the owner of the "
		    "schema. Without it, as the workers." },
	{ .name = "database.schema",
	    .kind = TEXT,
	    .offset = AT(database_schema),
	    .value = "usher",
	    .help = "The one schema that holds everything." },
	{ .name = "database.prepare",
	    .kind = YES_NO,
	    .offset = AT(database_prepare),
	    .value = "yes",
	    .help = "Say no behind PgBouncer in transaction mode." },
	{ .name = "secret.file",
	    .kind = TEXT,
	    .offset = AT(secret_file),
	    .value = SYSCONFDIR "/usher/secret",
	    .help = "The server keys, mode 0600: the first line makes new "
		    "secrets, older lines still verify and re-make old ones." },
	{ .name = "smtp.host",
	    .kind = TEXT,
	    .offset = AT(smtp_host),
	    .value = "localhost",
	    .help = "The relay that takes the mail; best one on loopback." },
	{ .name = "smtp.port",
	    .kind = NUMBER,
	    .offset = AT(smtp_port),
	    .value = "25",
	    .min = 1,
	    .max = 65535,
	    .help = "465 (TLS from the first byte) is not spoken." },
	{ .name = "smtp.starttls",
	    .kind = WORD,
	    .offset = AT(smtp_starttls),
	    .value = "no",
	    .words = starttls,
	    .help = "no, or required: then never a word of mail in clear." },
	{ .name = "smtp.ca_file",
	    .kind = TEXT,
	    .offset = AT(smtp_ca_file),
	    .help = "Certificates to trust instead of the system's." },
	{ .name = "smtp.user",
	    .kind = TEXT,
	    .offset = AT(smtp_user),
	    .help = "Log in to the relay; needs smtp.starttls = required." },
	{ .name = "smtp.password_file",
	    .kind = TEXT,
	    .offset = AT(smtp_password_file),
	    .help = "A file whose first line is that user's password." },
	{ .name = "mail.from",
	    .kind = TEXT,
	    .offset = AT(mail_from),
	    .value = "usher@localhost",
	    .help = "The address mails come from." },
	{ .name = "mail.sessions",
	    .kind = NUMBER,
	    .offset = AT(mail_sessions),
	    .value = "4",
	    .min = 1,
	    .max = 64,
	    .help = "SMTP sessions at a time, each for another "
		    "organization." },
	{ .name = "mail.batch_timeout",
	    .kind = NUMBER,
	    .offset = AT(mail_batch_timeout),
	    .value = "60",
	    .min = 1,
	    .max = 90,
	    .help = "Seconds until a session that hangs is killed (the lease "
		    "is 120)." },
	{ .name = "sms.gateway",
	    .kind = TEXT,
	    .offset = AT(sms_gateway),
	    .help = "Where a mail becomes a text message, such as "
		    "%s@sms.example.com: %s stands for the number's digits "
		    "(write +%s for a gateway that wants the plus). Without "
		    "it, who invites by telephone delivers the link." },
	{ .name = "templates.dir",
	    .kind = TEXT,
	    .offset = AT(templates_dir),
	    .help = "A folder whose files stand in for usher's own." },
	{ .name = "applicants.disposable_domains",
	    .kind = TEXT,
	    .offset = AT(applicants_disposable_domains),
	    .value = PKGDATADIR "/disposable_domains.txt",
	    .help = "A list, one a line, of domains where no applicant is "
		    "invited." },
	{ .name = "limits.resend_interval",
	    .kind = NUMBER,
	    .offset = AT(limits_resend_interval),
	    .value = "60",
	    .min = 0,
	    .max = 86400,
	    .help = "Seconds between two resends of one invitation." },
	{ .name = "limits.address_per_hour",
	    .kind = NUMBER,
	    .offset = AT(limits_address_per_hour),
	    .value = "5",
	    .min = 1,
	    .max = 10000,
	    .help = "Invitation mails an hour to one address within one "
		    "topmost organization." },
	{ .name = "log.level",
	    .kind = WORD,
	    .offset = AT(log_level),
	    .value = "info",
	    .words = levels,
	    .help = "error, warn, info or debug." },
};

const char *
config_find(const char *given)
{
	const char *named = getenv("USHER_CONFIG");

	if (given != NULL)
		return given;
	if (named != NULL && *named != '\0')
		return named;
	return SYSCONFDIR "/usher/usher.conf";
}

static const struct option *
option_find(const char *name)
{
	size_t i;

	for (i = 0; i < COUNT_OF(options); i++)
		if (strcmp(options[i].name, name) == 0)
			return &options[i];
	return NULL;
}

static const char **
text_at(const struct config *config, const struct option *option)
{
	return (const char **)((char *)(uintptr_t)config + option->offset);
}

static long *
number_at(const struct config *config, const struct option *option)
{
	return (long *)((char *)(uintptr_t)config + option->offset);
}

static bool *
flag_at(const struct config *config, const struct option *option)
{
	return (bool *)((char *)(uintptr_t)config + option->offset);
}

static const char *
set_number(long *at, const struct option *option, const char *value,
    struct arena *arena)
{
	int base = option->kind == OCTAL ? 8 : 10;
	char *end;

	errno = 0;
	*at = strtol(value, &end, base);
	if (errno != 0 || *end != '\0' || end == value || *at < option->min ||
	    *at > option->max)
		return arena_printf(arena,
		    base == 8 ? "must be an octal number from %lo to %lo"
			      : "must be a number from %ld to %ld",
		    option->min, option->max);
	return NULL;
}

static const char *
set_word(struct config *config, const struct option *option, const char *value,
    struct arena *arena)
{
	const char *all = "";
	long i;

	for (i = 0; option->words[i] != NULL; i++) {
		if (strcmp(option->words[i], value) == 0) {
			*number_at(config, option) = i;
			return NULL;
		}
		all = arena_printf(arena, "%s %s", all, option->words[i]);
	}
	return arena_printf(arena, "must be one of:%s", all);
}

static const char *
set_url(struct config *config, const char *value, struct arena *arena)
{
	char *url = arena_string(arena, value);
	size_t len = strlen(url);
	const char *host, *path;

	while (len > 0 && url[len - 1] == '/')
		url[--len] = '\0';
	host = strstr(url, "://");
	if ((!starts_with(url, "https://") && !starts_with(url, "http://")) ||
	    host[3] == '\0' || strpbrk(url, " \"<>\\?#") != NULL)
		return "must be http:// or https:// and a host, without query";
	path = strchr(host + 3, '/');
	config->public_url = url;
	config->public_path = path == NULL ? "" : path;
	return NULL;
}

/* NULL: set; else what is wrong with the value. */
static const char *
option_set(struct config *config, const struct option *option,
    const char *value, struct arena *arena)
{
	switch (option->kind) {
	case TEXT:
		*text_at(config, option) = arena_string(arena, value);
		return NULL;
	case URL:
		return set_url(config, value, arena);
	case NUMBER:
	case OCTAL:
		return set_number(
		    number_at(config, option), option, value, arena);
	case YES_NO:
		*flag_at(config, option) = strcmp(value, "yes") == 0;
		if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
			return "must be yes or no";
		return NULL;
	case WORD:
		return set_word(config, option, value, arena);
	}
	return "has no kind";
}

static void
set_defaults(struct config *config, struct arena *arena)
{
	const char *wrong;
	size_t i;

	for (i = 0; i < COUNT_OF(options); i++) {
		if (options[i].value == NULL)
			continue;
		wrong =
		    option_set(config, &options[i], options[i].value, arena);
		if (wrong != NULL)
			fatal("event=bad_default option=%s", options[i].name);
	}
}

static char *
trim(char *text)
{
	char *end = text + strlen(text);

	while (end > text && strchr(" \t\r\n", end[-1]) != NULL)
		*--end = '\0';
	return text + strspn(text, " \t");
}

/* NULL: the line is fine; else what is wrong with it. */
static const char *
read_line(struct config *config, char *line, bool *is_set, struct arena *arena)
{
	const struct option *option;
	char *name = trim(line), *value = strchr(name, '=');
	const char *wrong;

	if (*name == '\0' || *name == '#')
		return NULL;
	if (value == NULL)
		return "is not `name = value`";
	*value++ = '\0';
	name = trim(name);
	value = trim(value);
	if ((option = option_find(name)) == NULL)
		return arena_printf(arena, "unknown option %s", name);
	if (is_set[option - options])
		return arena_printf(arena, "%s is set twice", name);
	is_set[option - options] = true;
	if (*value == '\0')
		return arena_printf(arena, "%s has no value", name);
	wrong = option_set(config, option, value, arena);
	return wrong == NULL ? NULL : arena_printf(arena, "%s %s", name, wrong);
}

/* True if an address comes of the pattern, whatever digits are put in. */
static bool
is_gateway(const char *pattern)
{
	const char *number = strstr(pattern, "%s"), *at = strchr(pattern, '@');

	/* RFC 5321 section 4.5.3.1.1: the local part has at most 64 bytes. */
	return number != NULL && strchr(number + 1, '%') == NULL &&
	    strchr(pattern, '%') == number && at > number + 1 &&
	    at - pattern - 2 + PHONE_DIGITS <= 64 && at[1] != '\0' &&
	    strchr(at + 1, '@') == NULL && strlen(at) < 190 &&
	    strspn(pattern,
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789!#$&'*+/=?^_`{|}~.-%@") == strlen(pattern);
}

/* What no single line can know. NULL: nothing is wrong. */
static const char *
check_whole(const struct config *config, const bool *is_set)
{
	size_t i;

	for (i = 0; i < COUNT_OF(options); i++)
		if (options[i].is_required && !is_set[i])
			return options[i].name;
	if (config->smtp_port == 465)
		return "smtp.port 465 needs TLS from the first byte, which "
		       "libesmtp does not speak: use 587 with smtp.starttls = "
		       "required";
	if (strchr(config->smtp_host, ':') != NULL)
		return "smtp.host must be a name or an IPv4 address: "
		       "libesmtp takes what follows a colon for the port";
	if (config->smtp_user != NULL && !config->smtp_starttls)
		return "smtp.user needs smtp.starttls = required: a password "
		       "is never sent in clear";
	if ((config->smtp_user == NULL) != (config->smtp_password_file == NULL))
		return "smtp.user and smtp.password_file go together";
	if (strchr(config->mail_from, '@') == NULL)
		return "mail.from must be an address";
	if (config->sms_gateway != NULL && !is_gateway(config->sms_gateway))
		return "sms.gateway must be an address with %s once, before "
		       "the @";
	return NULL;
}

int
config_load(struct config *config, const char *path, struct arena *arena,
    const char **error)
{
	bool is_set[COUNT_OF(options)] = { false };
	const char *wrong = NULL;
	char *line = NULL;
	size_t size = 0;
	int number = 0;
	FILE *file = fopen(path, "re");

	if (file == NULL) {
		*error = arena_printf(arena, "%s: %s%s", path, strerror(errno),
		    errno == ENOENT ? " (usher config init makes one)" : "");
		return -1;
	}
	*config = (struct config){ .path = arena_string(arena, path) };
	set_defaults(config, arena);
	while (wrong == NULL && getline(&line, &size, file) >= 0) {
		number++;
		wrong = read_line(config, line, is_set, arena);
	}
	free(line);
	fclose(file);
	if (wrong != NULL) {
		*error = arena_printf(arena, "%s:%d: %s", path, number, wrong);
		return -1;
	}
	if ((wrong = check_whole(config, is_set)) != NULL) {
		*error = arena_printf(arena, "%s: %s%s", path, wrong,
		    strchr(wrong, ' ') == NULL ? " is required" : "");
		return -1;
	}
	if (config->database_mail_url == NULL)
		config->database_mail_url = config->database_url;
	if (config->database_owner_url == NULL)
		config->database_owner_url = config->database_url;
	return 0;
}

static void
print_value(const struct config *config, const struct option *option, FILE *out)
{
	const char *text;

	switch (option->kind) {
	case TEXT:
	case URL:
		text = *text_at(config, option);
		if (text == NULL)
			fprintf(out, "# %s =\n", option->name);
		else
			fprintf(out, "%s = %s\n", option->name, text);
		break;
	case NUMBER:
	case OCTAL:
		fprintf(out,
		    option->kind == OCTAL ? "%s = 0%lo\n" : "%s = %ld\n",
		    option->name, *number_at(config, option));
		break;
	case YES_NO:
		fprintf(out, "%s = %s\n", option->name,
		    *flag_at(config, option) ? "yes" : "no");
		break;
	case WORD:
		fprintf(out, "%s = %s\n", option->name,
		    option->words[*number_at(config, option)]);
		break;
	}
}

void
config_print(const struct config *config, FILE *out)
{
	size_t i;

	for (i = 0; i < COUNT_OF(options); i++)
		print_value(config, &options[i], out);
}

/* Wrap help at 76 columns behind `# `. */
static void
print_help(const char *help, FILE *out)
{
	size_t column = 0, len;

	while (*help != '\0') {
		len = strcspn(help, " ");
		if (column > 0 && column + len + 1 > 76) {
			fputc('\n', out);
			column = 0;
		}
		column += (size_t)fprintf(
		    out, column == 0 ? "# %.*s" : " %.*s", (int)len, help);
		help += len + strspn(help + len, " ");
	}
	fputc('\n', out);
}

void
config_print_example(FILE *out)
{
	const struct option *option;

	for (option = options; option < options + COUNT_OF(options); option++) {
		print_help(option->help, out);
		if (option->is_required)
			fprintf(out, "%s = https://invite.example.com\n\n",
			    option->name);
		else
			fprintf(out, "#%s = %s\n\n", option->name,
			    option->value == NULL ? "" : option->value);
	}
}
