/* SPDX-License-Identifier: MIT */
/* How an installing speaks with the database, and stops at the first error. */
#include "admin/installer.h"

#include "base/arena.h"
#include "base/file.h"
#include "door/pg.h"

enum { SCRIPT_MAX = 1024 * 1024 };

static const char folder[] = PKGDATADIR "/sql";

const char *
installer_path(struct installer *in, const char *name)
{
	return arena_printf(in->arena, "%s/%s", folder, name);
}

void
installer_note(struct installer *in, const char *what, const char *name)
{
	if (in->error == NULL)
		in->done =
		    arena_printf(in->arena, "%s%s %s\n", in->done, what, name);
}

bool
installer_run(struct installer *in, const char *script)
{
	if (in->error == NULL)
		in->error = pg_script(in->pg, script, in->arena);
	return in->error == NULL;
}

const char *
installer_ask(struct installer *in, const char *query)
{
	if (in->error != NULL)
		return NULL;
	return pg_value(in->pg, query, in->arena, &in->error);
}

char *
installer_read(struct installer *in, const char *name)
{
	return file_read(
	    in->arena, installer_path(in, name), SCRIPT_MAX, &in->error);
}

void
installer_run_file(struct installer *in, const char *name)
{
	const char *script = installer_read(in, name);

	if (script != NULL && !installer_run(in, script))
		in->error = arena_printf(in->arena, "%s: %s", name, in->error);
}
