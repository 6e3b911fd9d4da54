/* SPDX-License-Identifier: MIT */
/* The tables: migrated, file by file, each once. */
#include "admin/installer.h"

#include <dirent.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/text.h"
#include "door/pg.h"

static int
is_sql(const struct dirent *entry)
{
	return ends_with(entry->d_name, ".sql");
}

int
migrations_each_missing(
    struct installer *in, void (*act)(struct installer *, const char *))
{
	const char *path = installer_path(in, "migrations");
	struct dirent **entries;
	int count, i, missing = 0;

	count = scandir(path, &entries, is_sql, alphasort);
	if (count <= 0) {
		in->error = arena_printf(in->arena, "%s: no files", path);
		return 0;
	}
	for (i = 0; i < count; i++) {
		if (installer_ask(in,
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
apply_migration(struct installer *in, const char *name)
{
	installer_run_file(in, arena_printf(in->arena, "migrations/%s", name));
	installer_run(in,
	    arena_printf(in->arena, "insert into migration (name) values (%s)",
		pg_quote_text(in->arena, name)));
	installer_note(in, "applied", name);
}

void
migrations_apply(struct installer *in)
{
	if (installer_ask(in, "select to_regclass('migration')::text") == NULL)
		installer_run(in,
		    "create table migration ("
		    "name text constraint migration_pk primary key, "
		    "applied_at timestamptz not null "
		    "default clock_timestamp()); "
		    "comment on table migration is "
		    "'The files of sql/migrations that were applied.'; "
		    "comment on column migration.name is 'The file.'; "
		    "comment on column migration.applied_at is 'When.'");
	migrations_each_missing(in, apply_migration);
}
