/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/config.h"
#include "tap.h"

static struct arena *arena;
static struct config config;

/* What config_load says of a file that holds text; NULL: it takes it. */
static const char *
load(const char *text)
{
	char path[] = "/tmp/usher-config-XXXXXX";
	const char *error = NULL;
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");

	fputs(text, file);
	fclose(file);
	if (config_load(&config, path, arena, &error) == 0)
		error = NULL;
	else if (strncmp(error, path, strlen(path)) == 0)
		error += strlen(path);
	unlink(path);
	return error;
}

static void
test_values(void)
{
	is(load("public_url = https://a.example/usher//\n"), NULL,
	    "public_url alone is enough");
	is(config.public_url, "https://a.example/usher",
	    "final slashes of public_url go");
	is(config.public_path, "/usher", "its path is known");
	ok(config.mail_sessions == 4 && config.mail_batch_timeout == 60,
	    "what is not set has its default");
	is(config.database_mail_url, config.database_url,
	    "the mailer connects as the workers unless told otherwise");
	load("# comment\n\n  public_url =  http://a.example \nlisten.mode = "
	     "0600");
	ok(config.listen_mode == 0600, "a mode is octal");
}

static void
test_refusals(void)
{
	const char *error;

	is(load("public_url = http://a.example\nno.such = 1\n"),
	    ":2: unknown option no.such", "an unknown name has its line");
	is(load("public_url = http://a.example\nworkers = 4x\n"),
	    ":2: workers must be a number from 1 to 256",
	    "a number with letters is refused");
	is(load("public_url = http://a.example\nworkers = 1\nworkers = 1\n"),
	    ":3: workers is set twice", "a name stands once");
	is(load("workers = 1\n"), ": public_url is required",
	    "public_url must be there");
	is(load("public_url = ftp://a.example\n"),
	    ":1: public_url must be http:// or https:// and a host, without "
	    "query",
	    "public_url is of the web");
	is(load(arena_printf(arena, "public_url = http://%0193d\n", 0)), NULL,
	    "it may have 200 characters");
	is(load(arena_printf(arena, "public_url = http://%0194d\n", 0)),
	    ":1: public_url must have at most 200 characters", "and no more");
	ok(load("public_url = http://a.example\nsmtp.user = u\n"
		"smtp.password_file = /p\n") != NULL,
	    "a log-in in clear is refused");
	ok(load("public_url = http://a.example\nsmtp.port = 465\n") != NULL,
	    "the port of implicit TLS is refused");
	ok(load("public_url = http://a.example\nsmtp.host = ::1\n") != NULL,
	    "a relay's address with colons is refused");
	ok(config_load(&config, "/", arena, &error) < 0,
	    "what cannot be read is no empty file");
	is(error, "/:1: Is a directory", "and it is said why");
}

/* One of each: of a kind of value, of a line, of the whole. */
static void
test_words_of_refusal(void)
{
	static const struct {
		const char *line, *wrong;
	} bad[] = {
		{ "listen.mode = 0577",
		    ":2: listen.mode must be an octal number from 600 to 777" },
		{ "log.level = loud",
		    ":2: log.level must be one of: error warn info debug" },
		{ "database.prepare = maybe",
		    ":2: database.prepare must be yes or no" },
		{ "workers", ":2: is not `name = value`" },
		{ "workers =", ":2: workers has no value" },
		{ "smtp.starttls = required\nsmtp.user = u",
		    ": smtp.user and smtp.password_file go together" },
		{ "mail.from = nobody", ": mail.from must be an address" },
	};
	size_t i;

	for (i = 0; i < COUNT_OF(bad); i++)
		is(load(arena_printf(arena, "public_url = http://a.example\n%s",
		       bad[i].line)),
		    bad[i].wrong,
		    arena_printf(arena, "it is said%s", bad[i].wrong));
}

static void
test_gateway(void)
{
	static const char *const good[] = { "%s@sms.example.com", "+%s@sms.de",
		"sms.%s.key=1@a-b.example" };
	static const char *const bad[] = { "sms@sms.example.com",
		"%s%s@sms.example.com", "%d@sms.example.com", "%s", "%s@",
		"a@%s.example.com", "%s@a@b", "%s%@a", "%%s@a", "%s @a",
		"<%s@a>", "%s,b@a", "%s@b\xc3\xbc.example",
		"%s.a23456789b123456789c123456789d123456789e1234f12345@a" };
	size_t i;

	for (i = 0; i < COUNT_OF(good); i++) {
		is(load(arena_printf(arena,
		       "public_url = http://a.example\nsms.gateway = %s\n",
		       good[i])),
		    NULL, arena_printf(arena, "a gateway may be %s", good[i]));
		is(config.sms_gateway, good[i], "and is kept");
	}
	for (i = 0; i < COUNT_OF(bad); i++)
		is(load(arena_printf(arena,
		       "public_url = http://a.example\nsms.gateway = %s\n",
		       bad[i])),
		    ": sms.gateway must be an address with %s once, before "
		    "the @",
		    arena_printf(arena, "a gateway is never %s", bad[i]));
	load("public_url = http://a.example\n");
	is(config.sms_gateway, NULL, "there may be no gateway");
}

int
main(void)
{
	arena = arena_new();
	test_values();
	test_refusals();
	test_words_of_refusal();
	test_gateway();
	arena_free(arena);
	return done();
}
