/* SPDX-License-Identifier: MIT */
/*
 * Installing, in one transaction: schema and roles, tables, functions, and
 * at last who may call what. Only what is ours is ever touched.
 */
#include "admin/install.h"

#include <stdio.h>
#include <string.h>

#include "admin/cli.h"
#include "admin/installer.h"
#include "base/arena.h"
#include "door/pg.h"

/* ---- roles ---- */

static bool
role_exists(struct installer *in, const char *role)
{
	return installer_ask(in,
		   arena_printf(in->arena,
		       "select 1 from pg_roles where rolname = %s",
		       pg_quote_text(in->arena, role))) != NULL;
}

static void
make_role(struct installer *in, const char *role, const char *url)
{
	const char *password = pg_url_part(url, "password", in->arena);
	const char *error;

	if (role == NULL || role_exists(in, role))
		return;
	installer_run(in, "savepoint one_role");
	installer_run(in,
	    arena_printf(in->arena, "create role %s login %s%s",
		pg_quote_name(in->arena, role),
		password == NULL ? "" : "password ",
		password == NULL ? "" : pg_quote_text(in->arena, password)));
	installer_note(in, "made role", role);
	if (in->error == NULL)
		return;
	/* Roles are the server's: for another database it may be made now. */
	error = in->error;
	in->error = NULL;
	installer_run(in, "rollback to one_role");
	if (!role_exists(in, role))
		in->error = arena_printf(in->arena, "role %s: %s", role, error);
}

/*
 * A server that stalls answers 503, not silence. The procedures bound their
 * lock waits themselves; this bounds the statement, where we may say so.
 */
static void
bound_role(struct installer *in, const char *role)
{
	if (role == NULL || strcmp(role, in->owner) == 0)
		return;
	installer_run(in,
	    arena_printf(in->arena,
		"do $$ begin "
		"execute format('alter role %%I in database %%I "
		"set statement_timeout = ''4s''', %s, current_database()); "
		"exception when insufficient_privilege then null; end $$",
		pg_quote_text(in->arena, role)));
}

static bool
has_schema(struct installer *in)
{
	return installer_ask(in,
		   arena_printf(in->arena,
		       "select 1 from pg_namespace where nspname = %s",
		       pg_quote_text(
			   in->arena, in->config->database_schema))) != NULL;
}

static void
make_schema(struct installer *in)
{
	if (!has_schema(in))
		installer_run(in,
		    arena_printf(in->arena, "create schema %s", in->schema));
	/* Without TEMP nobody can put a table of theirs before ours. */
	installer_run(in,
	    "do $$ begin execute format("
	    "'revoke temporary on database %I from public', "
	    "current_database()); "
	    "exception when insufficient_privilege then null; end $$");
}

/* ---- grants ---- */

static char *
replace(struct arena *arena, const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	if (at == NULL)
		return arena_string(arena, text);
	return arena_printf(arena, "%.*s%s%s", (int)(at - text), text, to,
	    replace(arena, at + strlen(from), from, to));
}

static void
install_grants(struct installer *in)
{
	const char *script;

	if (in->error != NULL ||
	    (script = installer_read(in, "grants.sql")) == NULL)
		return;
	script = replace(in->arena, script, ":schema", in->schema);
	script = replace(
	    in->arena, script, ":web_role", pg_quote_name(in->arena, in->web));
	script = replace(in->arena, script, ":mail_role",
	    pg_quote_name(in->arena, in->mail));
	if (!installer_run(in, script))
		in->error =
		    arena_printf(in->arena, "grants.sql: %s", in->error);
}

/* ---- the whole ---- */

static bool
begin(struct installer *in, struct cli *cli, const struct config *config)
{
	*in = (struct installer){
		.arena = cli->arena, .config = config, .done = ""
	};
	in->pg =
	    pg_new(config->database_owner_url, config->database_schema, false);
	in->schema = pg_quote_name(in->arena, config->database_schema);
	if (pg_open(in->pg) < 0)
		return false;
	in->owner = installer_ask(in, "select current_user");
	in->web = pg_url_part(config->database_url, "user", in->arena);
	in->mail = pg_url_part(config->database_mail_url, "user", in->arena);
	if (in->web == NULL)
		in->web = in->owner;
	if (in->mail == NULL)
		in->mail = in->web;
	return true;
}

static int
end(struct installer *in)
{
	pg_free(in->pg);
	if (in->error == NULL)
		return EXIT_DONE;
	return cli_fail(EXIT_REFUSED, "%s", in->error);
}

static const char *
not_installed(struct installer *in)
{
	return arena_printf(in->arena,
	    "schema %s is not installed: usher db install",
	    in->config->database_schema);
}

static void
lock(struct installer *in)
{
	installer_run(in,
	    arena_printf(in->arena,
		"select pg_advisory_xact_lock(hashtextextended(%s, 0))",
		pg_quote_text(in->arena,
		    arena_printf(
			in->arena, "usher %s", in->config->database_schema))));
}

int
install_run(struct cli *cli, const struct config *config, bool should_make)
{
	struct installer in;

	if (!begin(&in, cli, config))
		return EXIT_DATABASE;
	installer_run(&in, "begin; set local client_min_messages = warning");
	lock(&in);
	if (should_make) {
		make_role(&in, in.web, config->database_url);
		make_role(&in, in.mail, config->database_mail_url);
		make_schema(&in);
	} else if (!has_schema(&in) && in.error == NULL) {
		in.error = not_installed(&in);
	}
	installer_run(&in,
	    arena_printf(
		in.arena, "set local search_path = %s, pg_temp", in.schema));
	migrations_apply(&in);
	functions_replace(&in);
	install_grants(&in);
	bound_role(&in, in.web);
	bound_role(&in, in.mail);
	/* It may have been restored from another server's dump. */
	installer_run(&in, "select event_settle()");
	installer_run(&in, "commit");
	if (in.error == NULL)
		printf("%sschema %s is up to date\n", in.done,
		    config->database_schema);
	return end(&in);
}

static void
say_missing(struct installer *in, const char *name)
{
	(void)in;
	printf("missing %s\n", name);
}

int
install_status(struct cli *cli, const struct config *config)
{
	struct installer in;
	int missing = 0;

	if (!begin(&in, cli, config))
		return EXIT_DATABASE;
	/* A transaction's: behind PgBouncer a session's would be another's. */
	installer_run(&in, "begin");
	installer_run(&in,
	    arena_printf(
		in.arena, "set local search_path = %s, pg_temp", in.schema));
	if (installer_ask(&in, "select to_regclass('migration')::text") ==
	    NULL) {
		if (in.error == NULL)
			in.error = not_installed(&in);
	} else {
		missing = migrations_each_missing(&in, say_missing);
		missing += functions_each_missing(&in, say_missing);
		if (missing == 0 && in.error == NULL)
			printf("schema %s is up to date\n",
			    config->database_schema);
	}
	installer_run(&in, "commit");
	return in.error == NULL && missing > 0 ? EXIT_REFUSED : end(&in);
}
