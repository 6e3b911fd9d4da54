/* SPDX-License-Identifier: MIT */
/*
 * Installing: tables are migrated, once each; functions are replaced, all of
 * them, every time. Only what our INDEX names is ever touched.
 */
#include "admin/install.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "admin/cli.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "door/pg.h"

enum { SCRIPT_MAX = 1024 * 1024 };

static const char sql_dir[] = PKGDATADIR "/sql";

struct install {
	struct arena *arena;
	const struct config *config;
	struct pg *pg;
	const char *schema;		/* quoted */
	const char *owner, *web, *mail; /* role names; NULL: not said */
	const char *done; /* lines to print once it is committed */
	const char *error;
};

static void
note(struct install *in, const char *what, const char *name)
{
	if (in->error == NULL)
		in->done =
		    arena_printf(in->arena, "%s%s %s\n", in->done, what, name);
}

static bool
run(struct install *in, const char *script)
{
	if (in->error == NULL)
		in->error = pg_script(in->pg, script, in->arena);
	return in->error == NULL;
}

static const char *
ask(struct install *in, const char *query)
{
	if (in->error != NULL)
		return NULL;
	return pg_value(in->pg, query, in->arena, &in->error);
}

static const char *
read_sql(struct install *in, const char *name)
{
	return file_read(in->arena,
	    arena_printf(in->arena, "%s/%s", sql_dir, name), SCRIPT_MAX,
	    &in->error);
}

/* Run one file; an error names it. */
static void
run_file(struct install *in, const char *name)
{
	const char *script = read_sql(in, name);

	if (script != NULL && !run(in, script))
		in->error = arena_printf(in->arena, "%s: %s", name, in->error);
}

/* ---- roles ---- */

static bool
role_exists(struct install *in, const char *role)
{
	return ask(in,
		   arena_printf(in->arena,
		       "select 1 from pg_roles where rolname = %s",
		       pg_quote_text(in->arena, role))) != NULL;
}

static void
make_role(struct install *in, const char *role, const char *url)
{
	const char *password = pg_url_part(url, "password", in->arena);
	const char *error;

	if (role == NULL || role_exists(in, role))
		return;
	run(in, "savepoint one_role");
	run(in,
	    arena_printf(in->arena, "create role %s login %s%s",
		pg_quote_name(in->arena, role),
		password == NULL ? "" : "password ",
		password == NULL ? "" : pg_quote_text(in->arena, password)));
	note(in, "made role", role);
	if (in->error == NULL)
		return;
	/* Roles are the server's: for another database it may be made now. */
	error = in->error;
	in->error = NULL;
	run(in, "rollback to one_role");
	if (!role_exists(in, role))
		in->error = arena_printf(in->arena, "role %s: %s", role, error);
}

/*
 * A server that stalls answers 503, not silence. The procedures bound their
 * lock waits themselves; this bounds the statement, where we may say so.
 */
static void
bound_role(struct install *in, const char *role)
{
	if (role == NULL || strcmp(role, in->owner) == 0)
		return;
	run(in,
	    arena_printf(in->arena,
		"do $$ begin "
		"execute format('alter role %%I in database %%I "
		"set statement_timeout = ''4s''', %s, current_database()); "
		"exception when insufficient_privilege then null; end $$",
		pg_quote_text(in->arena, role)));
}

static bool
has_schema(struct install *in)
{
	return ask(in,
		   arena_printf(in->arena,
		       "select 1 from pg_namespace where nspname = %s",
		       pg_quote_text(
			   in->arena, in->config->database_schema))) != NULL;
}

static void
make_schema(struct install *in)
{
	if (!has_schema(in))
		run(in,
		    arena_printf(in->arena, "create schema %s", in->schema));
	/* Without TEMP nobody can put a table of theirs before ours. */
	run(in,
	    "do $$ begin execute format("
	    "'revoke temporary on database %I from public', "
	    "current_database()); "
	    "exception when insufficient_privilege then null; end $$");
}

/* ---- tables ---- */

static int
is_sql(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return len > 4 && strcmp(entry->d_name + len - 4, ".sql") == 0;
}

/* For each migration not applied yet, in the order of their numbers. */
static int
each_missing(struct install *in, void (*act)(struct install *, const char *))
{
	struct dirent **entries;
	int count, i, missing = 0;

	count = scandir(arena_printf(in->arena, "%s/migrations", sql_dir),
	    &entries, is_sql, alphasort);
	if (count <= 0) {
		in->error =
		    arena_printf(in->arena, "%s/migrations: no files", sql_dir);
		return 0;
	}
	for (i = 0; i < count; i++) {
		if (ask(in,
			arena_printf(in->arena,
			    "select 1 from migration where name = %s",
			    pg_quote_text(in->arena, entries[i]->d_name))) ==
			NULL &&
		    in->error == NULL) {
			act(in, arena_string(in->arena, entries[i]->d_name));
			missing++;
		}
		free(entries[i]);
	}
	free(entries);
	return missing;
}

static void
apply_migration(struct install *in, const char *name)
{
	run_file(in, arena_printf(in->arena, "migrations/%s", name));
	run(in,
	    arena_printf(in->arena, "insert into migration (name) values (%s)",
		pg_quote_text(in->arena, name)));
	note(in, "applied", name);
}

static void
migrate_tables(struct install *in)
{
	if (ask(in, "select to_regclass('migration')::text") == NULL)
		run(in,
		    "create table migration ("
		    "name text constraint migration_pk primary key, "
		    "applied_at timestamptz not null "
		    "default clock_timestamp()); "
		    "comment on table migration is "
		    "'The files of sql/migrations that were applied.'; "
		    "comment on column migration.name is 'The file.'; "
		    "comment on column migration.applied_at is 'When.'");
	each_missing(in, apply_migration);
}

/* ---- functions ---- */

/* connections/connection_get.sql -> connection_get */
static const char *
function_of(struct install *in, const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *name = slash == NULL ? file : slash + 1;

	return arena_copy(in->arena, name, strcspn(name, "."));
}

/* The functions of a name as they are: a list that changes when one does. */
static const char *
versions_of(struct install *in, const char *name)
{
	return ask(in,
	    arena_printf(in->arena,
		"select string_agg(oid || ':' || xmin, ' ') from pg_proc "
		"where pronamespace = "
		"quote_ident(current_schema())::regnamespace "
		"and proname = %s",
		pg_quote_text(in->arena, name)));
}

/* Drop those of the versions that are still as they were. */
static void
drop_versions(struct install *in, const char *versions)
{
	if (versions == NULL)
		return;
	run(in,
	    arena_printf(in->arena,
		"do $$ declare f regprocedure; begin for f in select oid "
		"from pg_proc where oid || ':' || xmin = "
		"any(string_to_array(%s, ' ')) loop "
		"execute 'drop function ' || f; end loop; end $$",
		pg_quote_text(in->arena, versions)));
}

/*
 * Replace a function. One whose signature has changed cannot be replaced, or
 * stays behind beside the new one: then the old is dropped.
 */
static void
install_function(struct install *in, const char *file)
{
	static const char invalid_definition[] = "42P13";
	const char *versions = versions_of(in, function_of(in, file));

	run(in, "savepoint one_function");
	run_file(in, file);
	if (in->error != NULL &&
	    strcmp(pg_last_state(in->pg), invalid_definition) == 0) {
		in->error = NULL;
		run(in, "rollback to one_function");
		drop_versions(in, versions);
		run_file(in, file);
	}
	drop_versions(in, versions);
	run(in, "release one_function");
}

/* For each file that INDEX lists, in its order. */
static void
each_function(
    struct install *in, void (*act)(struct install *, const char *file))
{
	char *index =
	    file_read(in->arena, arena_printf(in->arena, "%s/INDEX", sql_dir),
		SCRIPT_MAX, &in->error);
	char *line, *rest = index;

	while (in->error == NULL && (line = strsep(&rest, "\n")) != NULL)
		if (*line != '\0' && *line != '#')
			act(in, line);
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
close_function(struct install *in, const char *file)
{
	run(in,
	    arena_printf(in->arena, "revoke all on function %s from public",
		pg_quote_name(in->arena, function_of(in, file))));
}

static void
install_grants(struct install *in)
{
	const char *script;

	if (in->error != NULL || (script = read_sql(in, "grants.sql")) == NULL)
		return;
	script = replace(in->arena, script, ":schema", in->schema);
	script = replace(
	    in->arena, script, ":web_role", pg_quote_name(in->arena, in->web));
	script = replace(in->arena, script, ":mail_role",
	    pg_quote_name(in->arena, in->mail));
	if (!run(in, script))
		in->error =
		    arena_printf(in->arena, "grants.sql: %s", in->error);
}

/* ---- the whole ---- */

static bool
begin(struct install *in, struct cli *cli, const struct config *config)
{
	*in = (struct install){
		.arena = cli->arena, .config = config, .done = ""
	};
	in->pg =
	    pg_new(config->database_owner_url, config->database_schema, false);
	in->schema = pg_quote_name(in->arena, config->database_schema);
	if (pg_open(in->pg) < 0)
		return false;
	in->owner = ask(in, "select current_user");
	in->web = pg_url_part(config->database_url, "user", in->arena);
	in->mail = pg_url_part(config->database_mail_url, "user", in->arena);
	if (in->web == NULL)
		in->web = in->owner;
	if (in->mail == NULL)
		in->mail = in->web;
	return true;
}

static int
end(struct install *in)
{
	pg_free(in->pg);
	if (in->error == NULL)
		return EXIT_DONE;
	return cli_fail(EXIT_REFUSED, "%s", in->error);
}

static const char *
not_installed(struct install *in)
{
	return arena_printf(in->arena,
	    "schema %s is not installed: usher db install",
	    in->config->database_schema);
}

static void
lock(struct install *in)
{
	run(in,
	    arena_printf(in->arena,
		"select pg_advisory_xact_lock(hashtextextended(%s, 0))",
		pg_quote_text(in->arena,
		    arena_printf(
			in->arena, "usher %s", in->config->database_schema))));
}

int
install_run(struct cli *cli, const struct config *config, bool should_make)
{
	struct install in;

	if (!begin(&in, cli, config))
		return EXIT_DATABASE;
	run(&in, "begin; set local client_min_messages = warning");
	lock(&in);
	if (should_make) {
		make_role(&in, in.web, config->database_url);
		make_role(&in, in.mail, config->database_mail_url);
		make_schema(&in);
	} else if (!has_schema(&in) && in.error == NULL) {
		in.error = not_installed(&in);
	}
	run(&in,
	    arena_printf(
		in.arena, "set local search_path = %s, pg_temp", in.schema));
	migrate_tables(&in);
	each_function(&in, install_function);
	each_function(&in, close_function);
	install_grants(&in);
	bound_role(&in, in.web);
	bound_role(&in, in.mail);
	run(&in, "commit");
	if (in.error == NULL)
		printf("%sschema %s is up to date\n", in.done,
		    config->database_schema);
	return end(&in);
}

static void
say_missing(struct install *in, const char *name)
{
	(void)in;
	printf("missing %s\n", name);
}

int
install_status(struct cli *cli, const struct config *config)
{
	struct install in;
	int missing = 0;

	if (!begin(&in, cli, config))
		return EXIT_DATABASE;
	run(&in,
	    arena_printf(in.arena, "set search_path = %s, pg_temp", in.schema));
	if (ask(&in, "select to_regclass('migration')::text") == NULL) {
		if (in.error == NULL)
			in.error = not_installed(&in);
	} else {
		missing = each_missing(&in, say_missing);
		if (missing == 0 && in.error == NULL)
			printf("schema %s is up to date\n",
			    config->database_schema);
	}
	return in.error == NULL && missing > 0 ? EXIT_REFUSED : end(&in);
}
