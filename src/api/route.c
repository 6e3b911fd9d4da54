/* SPDX-License-Identifier: MIT */
/* The rows of all families together, and which one a request means. */
#include "api/route.h"

#include <string.h>
#include <strings.h>

#include "api/exchange.h"
#include "base/arena.h"
#include "base/config.h"

static const struct route *const families[] = {
	routes_connections,
	routes_contributors,
	routes_team,
	routes_onboarding,
	routes_applicants,
	routes_links,
	routes_invitations,
	routes_organizations,
	routes_service,
};

const struct route *
route_at(size_t i)
{
	const struct route *route;
	size_t family;

	for (family = 0; family < COUNT_OF(families); family++)
		for (route = families[family]; route->method != NULL; route++)
			if (i-- == 0)
				return route;
	return NULL;
}

const struct route *
route_find(const char *name)
{
	const struct route *route;
	size_t i;

	for (i = 0; (route = route_at(i)) != NULL; i++)
		if (strcmp(route->name, name) == 0)
			return route;
	return NULL;
}

const char *
route_parameter(const struct route *route, size_t i, struct arena *arena)
{
	const char *at = route->path;

	while ((at = strchr(at, '{')) != NULL) {
		at++;
		if (i-- == 0)
			return arena_copy(arena, at, strcspn(at, "}"));
	}
	return NULL;
}

bool
route_writes(const struct route *route)
{
	return strcmp(route->method, "GET") != 0;
}

bool
route_is_list(const struct route *route)
{
	return route->shape == SHAPE_LIST || route->shape == SHAPE_ARRAY;
}

bool
parameter_is_token(const char *name)
{
	const size_t end = strlen("token"), len = strlen(name);

	return len >= end && strcasecmp(name + len - end, "token") == 0;
}

static bool
has_key(const struct route *route)
{
	return route->scope != NULL;
}

static bool
has_revision(const struct route *route)
{
	return strcmp(route->method, "PATCH") == 0 || !route_writes(route);
}

static bool
always(const struct route *route)
{
	(void)route;
	return true;
}

/* Problems that a row need not name, and which routes have them. */
static const struct {
	const char *codes;
	bool (*applies)(const struct route *);
} common[] = {
	{ "internal unavailable malformed not_found invalid_fields", always },
	{ "key_missing key_invalid scope_missing", has_key },
	{ "body_too_large media_type idempotency_key_reused "
	  "request_in_progress",
	    route_writes },
	{ "revision_mismatch", has_revision },
};

bool
route_may_refuse(const struct route *route, const struct problem *problem)
{
	size_t i;

	if (route->problems != NULL && has_word(route->problems, problem->code))
		return true;
	for (i = 0; i < COUNT_OF(common); i++)
		if (has_word(common[i].codes, problem->code))
			return common[i].applies(route);
	return false;
}

/* The length of the segment at path, which stands behind its slash. */
static size_t
segment(const char *path)
{
	return strcspn(path, "/");
}

/*
 * Lay path over pattern. values and sizes get the segments under {name}s.
 * Returns how many there are, or -1: it does not fit.
 */
static int
lay(const char *pattern, const char *path, const char **values, size_t *sizes)
{
	size_t wanted, given;
	int count = 0;

	for (;; pattern += wanted, path += given) {
		if (*pattern == '\0' || *path == '\0')
			return *pattern == *path ? count : -1;
		if (*pattern++ != '/' || *path++ != '/')
			return -1;
		wanted = segment(pattern);
		given = segment(path);
		if (*pattern == '{') {
			if (given == 0 || count == PARAMETERS_MAX)
				return -1;
			values[count] = path;
			sizes[count++] = given;
		} else if (wanted != given ||
		    memcmp(pattern, path, given) != 0) {
			return -1;
		}
	}
}

/* Of two patterns that fit one path: the one literal where they part. */
static const char *
closer(const char *a, const char *b)
{
	size_t i;

	if (a == NULL)
		return b;
	for (i = 0; a[i] == b[i] && a[i] != '\0'; i++)
		;
	return b[i] == '{' ? a : b;
}

static const struct problem *
refuse_method(struct exchange *x, const char *pattern)
{
	const struct route *route;
	const char *allow = NULL;
	size_t i;

	for (i = 0; (route = route_at(i)) != NULL; i++) {
		if (strcmp(route->path, pattern) != 0)
			continue;
		allow = allow == NULL
		    ? route->method
		    : arena_printf(x->arena, "%s, %s", allow, route->method);
		if (!route_writes(route) && !route->has_no_head)
			allow = arena_printf(x->arena, "%s, HEAD", allow);
	}
	exchange_header(x, "Allow", allow);
	return &problem_method_not_allowed;
}

const char *
route_path(const struct exchange *x)
{
	const char *above = x->service->config->public_path;

	return starts_with(x->path, above) ? x->path + strlen(above) : x->path;
}

enum dialect
route_dialect_of_path(const struct exchange *x)
{
	static const struct {
		const char *below;
		enum dialect dialect;
	} dialects[] = {
		{ "/customers/", DIALECT_JSEND },
		{ "/invite/", DIALECT_JSEND },
		{ "/api/Invitations", DIALECT_ONBOARDING },
	};
	const char *path = route_path(x);
	size_t i;

	if (x->route != NULL)
		return x->route->dialect;
	for (i = 0; i < COUNT_OF(dialects); i++)
		if (starts_with(path, dialects[i].below))
			return dialects[i].dialect;
	return DIALECT_USHER;
}

/* The onboarding document says 400 for bad fields. */
int
dialect_status(enum dialect dialect, const struct problem *problem)
{
	if (dialect == DIALECT_ONBOARDING && problem->status == 422)
		return 400;
	return problem->status;
}

bool
route_is_page(const struct exchange *x)
{
	const char *path = route_path(x);

	if (x->route != NULL)
		return x->route->is_page;
	return starts_with(path, "/i/") || starts_with(path, "/p/") ||
	    starts_with(path, "/u/");
}

const struct problem *
route_match(struct exchange *x)
{
	const char *values[PARAMETERS_MAX], *path = route_path(x);
	const char *method = x->method, *pattern = NULL;
	bool is_head = strcmp(method, "HEAD") == 0;
	const struct route *route;
	size_t sizes[PARAMETERS_MAX], i;
	int count;

	for (i = 0; (route = route_at(i)) != NULL; i++)
		if (lay(route->path, path, values, sizes) >= 0)
			pattern = closer(pattern, route->path);
	if (pattern == NULL)
		return &problem_not_found;
	if (is_head)
		method = "GET";
	for (i = 0; (route = route_at(i)) != NULL; i++)
		if (strcmp(route->path, pattern) == 0 &&
		    strcmp(route->method, method) == 0 &&
		    !(is_head && route->has_no_head))
			break;
	if (route == NULL)
		return refuse_method(x, pattern);
	x->route = route;
	count = lay(pattern, path, values, sizes);
	while (--count >= 0) {
		x->parameters[count] = percent_decode(
		    x->arena, values[count], sizes[count], false);
		if (x->parameters[count] == NULL)
			return &problem_not_found;
	}
	return NULL;
}
