/* SPDX-License-Identifier: MIT */
/* Reading the configuration file: each line by its option, then the whole. */
#include "base/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/option.h"
#include "base/text.h"

enum {
	SCHEMA_MAX = 63,   /* NAMEDATALEN - 1, in bytes */
	PHONE_DIGITS = 15, /* ITU-T E.164: the longest number there is */
	/* A mail holds seven links made from it, and stays under 20 KiB. */
	PUBLIC_URL_MAX = 200,
	/* RFC 5321 section 4.5.3.1, bytes: a local part, and an address. */
	LOCAL_MAX = 64,
	ADDRESS_MAX = 254
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

static const char *
set_number(long *at, const struct config_option *option, const char *value,
    struct arena *arena)
{
	int base = option->kind == OPTION_OCTAL ? 8 : 10;
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
set_word(struct config *config, const struct config_option *option,
    const char *value, struct arena *arena)
{
	const char *all = "";
	long i;

	for (i = 0; option->words[i] != NULL; i++) {
		if (strcmp(option->words[i], value) == 0) {
			*option_number(config, option) = i;
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
	if (len > PUBLIC_URL_MAX)
		return "must have at most 200 characters";
	path = strchr(host + 3, '/');
	config->public_url = url;
	config->public_path = path == NULL ? "" : path;
	return NULL;
}

/* NULL: set; else what is wrong with the value. */
static const char *
set_option(struct config *config, const struct config_option *option,
    const char *value, struct arena *arena)
{
	switch (option->kind) {
	case OPTION_TEXT:
		*option_text(config, option) = arena_string(arena, value);
		return NULL;
	case OPTION_URL:
		return set_url(config, value, arena);
	case OPTION_NUMBER:
	case OPTION_OCTAL:
		return set_number(
		    option_number(config, option), option, value, arena);
	case OPTION_YES_NO:
		*option_flag(config, option) = strcmp(value, "yes") == 0;
		if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
			return "must be yes or no";
		return NULL;
	case OPTION_WORD:
		return set_word(config, option, value, arena);
	}
	return "has no kind";
}

static void
set_defaults(struct config *config, struct arena *arena)
{
	const struct config_option *option;
	size_t i;

	for (i = 0; (option = option_at(i)) != NULL; i++)
		if (option->value != NULL &&
		    set_option(config, option, option->value, arena) != NULL)
			fatal("event=bad_default option=%s", option->name);
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
	const struct config_option *option;
	char *name = trim(line), *value = strchr(name, '=');
	const char *wrong;
	size_t i;

	if (*name == '\0' || *name == '#')
		return NULL;
	if (value == NULL)
		return "is not `name = value`";
	*value++ = '\0';
	name = trim(name);
	value = trim(value);
	for (i = 0; (option = option_at(i)) != NULL; i++)
		if (strcmp(option->name, name) == 0)
			break;
	if (option == NULL)
		return arena_printf(arena, "unknown option %s", name);
	if (is_set[i])
		return arena_printf(arena, "%s is set twice", name);
	is_set[i] = true;
	if (*value == '\0')
		return arena_printf(arena, "%s has no value", name);
	wrong = set_option(config, option, value, arena);
	return wrong == NULL ? NULL : arena_printf(arena, "%s %s", name, wrong);
}

/* True if an address comes of the pattern, whatever digits are put in. */
static bool
is_gateway(const char *pattern)
{
	const char *number = strstr(pattern, "%s"), *at = strchr(pattern, '@');

	return number != NULL && strchr(number + 1, '%') == NULL &&
	    strchr(pattern, '%') == number && at > number + 1 &&
	    at - pattern - 2 + PHONE_DIGITS <= LOCAL_MAX && at[1] != '\0' &&
	    strchr(at + 1, '@') == NULL &&
	    LOCAL_MAX + strlen(at) <= ADDRESS_MAX &&
	    strspn(pattern,
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789!#$&'*+/=?^_`{|}~.-%@") == strlen(pattern);
}

/* The first option that must be there and is not; NULL: none is missing. */
static const char *
find_missing(const bool *is_set)
{
	const struct config_option *option;
	size_t i;

	for (i = 0; (option = option_at(i)) != NULL; i++)
		if (option->is_required && !is_set[i])
			return option->name;
	return NULL;
}

/* What no single line can know. NULL: nothing is wrong. */
static const char *
check_whole(
    const struct config *config, const bool *is_set, struct arena *arena)
{
	const char *missing = find_missing(is_set);

	if (missing != NULL)
		return arena_printf(arena, "%s is required", missing);
	/* PostgreSQL cuts a name that is longer, and then does not find it. */
	if (strlen(config->database_schema) > SCHEMA_MAX)
		return "database.schema must have at most 63 bytes";
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

/* All lines. NULL: they are fine; else which is not, and why. */
static const char *
read_lines(struct config *config, FILE *file, bool *is_set, struct arena *arena)
{
	const char *wrong = NULL;
	char *line = NULL;
	size_t size = 0;
	int number = 0;

	while (wrong == NULL && getline(&line, &size, file) >= 0) {
		number++;
		wrong = read_line(config, line, is_set, arena);
	}
	if (wrong == NULL && ferror(file)) {
		number++;
		wrong = strerror(errno);
	}
	free(line);
	return wrong == NULL
	    ? NULL
	    : arena_printf(arena, "%s:%d: %s", config->path, number, wrong);
}

int
config_load(struct config *config, const char *path, struct arena *arena,
    const char **error)
{
	bool is_set[OPTIONS_MAX] = { false };
	const char *wrong;
	FILE *file = fopen(path, "re");

	if (file == NULL) {
		*error = arena_printf(arena, "%s: %s%s", path, strerror(errno),
		    errno == ENOENT ? " (usher config init makes one)" : "");
		return -1;
	}
	*config = (struct config){ .path = arena_string(arena, path) };
	set_defaults(config, arena);
	*error = read_lines(config, file, is_set, arena);
	fclose(file);
	if (*error != NULL)
		return -1;
	if ((wrong = check_whole(config, is_set, arena)) != NULL) {
		*error = arena_printf(arena, "%s: %s", path, wrong);
		return -1;
	}
	if (config->database_mail_url == NULL)
		config->database_mail_url = config->database_url;
	if (config->database_owner_url == NULL)
		config->database_owner_url = config->database_url;
	return 0;
}
