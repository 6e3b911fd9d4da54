/* SPDX-License-Identifier: MIT */
/* One request and its answer: what travels through all the rooms. */
#include "api/exchange.h"

#include <string.h>

#include "api/route.h"
#include "base/arena.h"
#include "base/log.h"
#include "door/crypto.h"

void
exchange_init(
    struct exchange *x, const struct service *service, struct arena *arena)
{
	uint8_t id[UUID_BYTES];

	*x = (struct exchange){ .service = service, .arena = arena };
	x->query = "";
	x->body = "";
	x->errors.arena = arena;
	x->errors.disposable = service->disposable;
	x->job = arena_alloc(arena, sizeof(*x->job));
	*x->job = (struct job){ 0 };
	buf_init(&x->headers, arena, 0);
	crypto_uuid(id);
	uuid_format(id, x->request_id);
}

static size_t
find(const struct exchange *x, const char *name)
{
	size_t i = 0;

	while (i < x->value_count && strcmp(x->values[i].name, name) != 0)
		i++;
	return i;
}

void
exchange_set(struct exchange *x, const char *name, const char *text)
{
	size_t i = find(x, name);

	if (i == VALUES_MAX)
		fatal("event=too_many_values name=%s", name);
	if (i == x->value_count)
		x->value_count++;
	x->values[i] = (struct value){ name, text };
}

const char *
exchange_get(const struct exchange *x, const char *name)
{
	size_t i = find(x, name);

	return i == x->value_count ? NULL : x->values[i].text;
}

bool
exchange_is_parked(const struct exchange *x)
{
	return x->job->state == JOB_WANTED;
}

void
exchange_header(struct exchange *x, const char *name, const char *value)
{
	buf_putf(&x->headers, "%s: %s\r\n", name, value);
}

const char *
exchange_list_name(const struct exchange *x)
{
	return arena_printf(x->arena, "%s %s", x->path, x->key.organization_id);
}
