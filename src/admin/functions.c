/* SPDX-License-Identifier: MIT */
/* The functions: replaced, all of them, every time. */
#include "admin/installer.h"

#include <string.h>

#include "base/arena.h"
#include "door/pg.h"

/* connections/connection_get.sql -> connection_get */
static const char *
function_of(struct installer *in, const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *name = slash == NULL ? file : slash + 1;

	return arena_copy(in->arena, name, strcspn(name, "."));
}

/* The functions of a name as they are: a list that changes when one does. */
static const char *
versions_of(struct installer *in, const char *name)
{
	return installer_ask(in,
	    arena_printf(in->arena,
		"select string_agg(oid || ':' || xmin, ' ') from pg_proc "
		"where pronamespace = "
		"quote_ident(current_schema())::regnamespace "
		"and proname = %s",
		pg_quote_text(in->arena, name)));
}

/* Drop those of the versions that are still as they were. */
static void
drop_versions(struct installer *in, const char *versions)
{
	if (versions == NULL)
		return;
	installer_run(in,
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
install_function(struct installer *in, const char *file)
{
	static const char invalid_definition[] = "42P13";
	const char *versions = versions_of(in, function_of(in, file));

	installer_run(in, "savepoint one_function");
	installer_run_file(in, file);
	if (in->error != NULL &&
	    strcmp(pg_last_state(in->pg), invalid_definition) == 0) {
		in->error = NULL;
		installer_run(in, "rollback to one_function");
		drop_versions(in, versions);
		installer_run_file(in, file);
	}
	drop_versions(in, versions);
	installer_run(in, "release one_function");
}

/* The next file that INDEX lists, from its rest on. NULL: no more. */
static const char *
next_file(const struct installer *in, char **rest)
{
	const char *line;

	while (in->error == NULL && (line = strsep(rest, "\n")) != NULL)
		if (*line != '\0' && *line != '#')
			return line;
	return NULL;
}

/* For each file that INDEX lists, in its order. */
static void
each_function(
    struct installer *in, void (*act)(struct installer *, const char *file))
{
	char *rest = installer_read(in, "INDEX");
	const char *file;

	while ((file = next_file(in, &rest)) != NULL)
		act(in, file);
}

static void
close_function(struct installer *in, const char *file)
{
	installer_run(in,
	    arena_printf(in->arena, "revoke all on function %s from public",
		pg_quote_name(in->arena, function_of(in, file))));
}

void
functions_replace(struct installer *in)
{
	each_function(in, install_function);
	each_function(in, close_function);
}

/* Reads only: whoever asks may be looking at a standby. */
static bool
is_installed(struct installer *in, const char *file)
{
	const char *script = installer_read(in, file);

	return script != NULL &&
	    installer_ask(in,
		arena_printf(in->arena,
		    "select 1 from pg_proc where pronamespace = "
		    "quote_ident(current_schema())::regnamespace "
		    "and proname = %s and strpos(%s, prosrc) > 0",
		    pg_quote_text(in->arena, function_of(in, file)),
		    pg_quote_text(in->arena, script))) != NULL;
}

int
functions_each_missing(
    struct installer *in, void (*act)(struct installer *, const char *file))
{
	char *rest = installer_read(in, "INDEX");
	const char *file;
	int missing = 0;

	while ((file = next_file(in, &rest)) != NULL)
		if (!is_installed(in, file) && in->error == NULL) {
			act(in, file);
			missing++;
		}
	return missing;
}
