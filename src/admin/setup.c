/* SPDX-License-Identifier: MIT */
/*
 * What `usher serve` works with and `usher config check` checks: one reading
 * for both, so that what is fine for the one starts the other.
 */
#include "admin/setup.h"

#include <errno.h>
#include <grp.h>
#include <string.h>
#include <unistd.h>

#include "api/disposable.h"
#include "base/arena.h"
#include "door/idn.h"
#include "door/pg.h"
#include "secret/ring.h"
#include "view/template.h"

static const char *
check_url(const char *name, const char *url, struct arena *arena)
{
	const char *wrong = pg_url_fault(url, arena);

	return wrong == NULL ? NULL
			     : arena_printf(arena, "%s: %s", name, wrong);
}

const char *
setup_url_fault(const struct config *config, struct arena *arena)
{
	const char *wrong;

	if ((wrong = check_url("database.url", config->database_url, arena)) ||
	    (wrong = check_url(
		 "database.mail_url", config->database_mail_url, arena)) ||
	    (wrong = check_url(
		 "database.owner_url", config->database_owner_url, arena)))
		return wrong;
	return NULL;
}

static const char *
check_file(const char *name, const char *path, struct arena *arena)
{
	if (path == NULL || access(path, R_OK) == 0)
		return NULL;
	return arena_printf(arena, "%s: %s: %s", name, path, strerror(errno));
}

/* NULL: nothing is wrong. */
static const char *
check(const struct config *config, struct arena *arena)
{
	const char *wrong;

	if (idn_email(arena, config->mail_from) == NULL)
		return "mail.from must be an address, and nothing besides";
	if (config->listen_group != NULL &&
	    getgrnam(config->listen_group) == NULL)
		return "listen.group is unknown";
	if ((wrong = setup_url_fault(config, arena)) ||
	    (wrong = check_file("smtp.ca_file", config->smtp_ca_file, arena)) ||
	    (wrong = check_file(
		 "smtp.password_file", config->smtp_password_file, arena)) ||
	    (wrong = check_file(
		 "templates.dir", config->templates_dir, arena)) ||
	    (wrong = check_file("applicants.disposable_domains",
		 config->applicants_disposable_domains, arena)))
		return wrong;
	return NULL;
}

struct setup *
setup_load(const char *path, struct arena *arena, const char **error)
{
	struct setup *setup = arena_alloc(arena, sizeof(*setup));
	const struct config *config = &setup->config;
	const char *wrong;

	if (config_load(&setup->config, path, arena, error) < 0)
		return NULL;
	if ((wrong = check(config, arena)) != NULL) {
		*error = arena_printf(arena, "%s: %s", path, wrong);
		return NULL;
	}
	setup->templates = templates_load(
	    PKGDATADIR "/templates", config->templates_dir, arena, error);
	if (setup->templates == NULL)
		return NULL;
	setup->disposable = disposable_load(
	    config->applicants_disposable_domains, arena, error);
	if (setup->disposable == NULL)
		return NULL;
	setup->ring = ring_load(config->secret_file, arena, &wrong);
	if (setup->ring != NULL)
		return setup;
	*error = arena_printf(arena, "secret.file: %s", wrong);
	return NULL;
}
