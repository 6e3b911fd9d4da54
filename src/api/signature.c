/* SPDX-License-Identifier: MIT */
/*
 * From a row to the procedure it calls: the names of the arguments follow
 * from the row, by rule.
 */
#include "api/signature.h"

#include <string.h>

#include "api/argument.h"
#include "api/call.h"
#include "api/idempotency.h"
#include "api/route.h"
#include "api/step.h"
#include "api/visitor.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"

enum { PROCEDURES_MAX = 160 };

static struct pg_procedure procedures[PROCEDURES_MAX];
static size_t procedure_count;

struct list {
	struct arena *arena;
	const char **names;
	size_t count;
};

static void
add(struct list *list, const char *name)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (strcmp(list->names[i], name) == 0)
			return;
	if (list->count == ARGUMENTS_MAX)
		fatal("event=too_many_arguments name=%s", name);
	list->names[list->count++] = name;
}

/* organization_id is the argument then, whatever it is called on the wire. */
static bool
is_organization(const struct route *route, const char *name)
{
	return route->organization != NULL &&
	    strcmp(name, route->organization) == 0;
}

static void
add_fields(struct list *list, const struct route *route,
    const struct field *field, bool is_query)
{
	const char *name;

	for (; field != NULL && field->kind != KIND_NONE; field++) {
		name = snake_case(list->arena, field->name);
		switch (field->kind) {
		case KIND_TOKEN:
			add(list, "link_id");
			add(list, "token_hash");
			break;
		case KIND_PROOF:
			add(list, "proof_hash");
			break;
		case KIND_CODE:
		case KIND_SECRET:
			break; /* a step makes something of them */
		case KIND_EMAIL:
			if (!is_query)
				add(list, name);
			add(list, arena_printf(list->arena, "%s_key", name));
			break;
		default:
			if (!is_query && is_organization(route, field->name))
				break;
			add(list, name);
			if (field_is_address_list(field))
				add(list,
				    arena_printf(list->arena, "%s_key", name));
			break;
		}
	}
}

/* A door's own members; those of the families go into `answers`. */
static void
add_visitor_fields(struct list *list, const struct field *field)
{
	const char *name;
	size_t i;

	add(list, "link_id");
	add(list, "token_hash");
	for (i = 0; (name = visitor_argument(i)) != NULL; i++)
		add(list, name);
	for (; field->kind != KIND_NONE; field++) {
		if (field->kind == KIND_PROOF)
			add(list, "proof_hash");
		else if (field->kind == KIND_EMAIL)
			add(list,
			    arena_printf(list->arena, "%s_key",
				snake_case(list->arena, field->name)));
	}
}

static void
add_parameters(struct list *list, const struct route *route)
{
	const char *name;
	size_t i;

	for (i = 0; (name = route_parameter(route, i, list->arena)) != NULL;
	     i++) {
		if (parameter_is_token(name)) {
			add(list, "link_id");
			add(list, "token_hash");
		} else if (!is_organization(route, name)) {
			add(list, snake_case(list->arena, name));
		}
	}
}

static bool
has_token_in_body(const struct route *route)
{
	return field_of_kind(route->fields, KIND_TOKEN) != NULL;
}

static void
add_route(struct list *list, const struct route *route)
{
	const char *name;
	size_t i;

	if (route->organization != NULL || route->scope == NULL)
		add(list, "organization_id");
	add(list, "caller");
	for (i = 0; (name = step_argument(route, i)) != NULL; i++)
		add(list, name);
	add_parameters(list, route);
	if (route->organization != NULL && has_token_in_body(route))
		add(list, "token_organization_id");
	if (strcmp(route->method, "PATCH") == 0) {
		add(list, "given");
		add(list, "if_revisions");
	}
	if (route->has_answers)
		add_visitor_fields(list, route->fields);
	else
		add_fields(list, route, route->fields, false);
	add_fields(list, route, route->query, true);
	if (route_is_list(route)) {
		add(list, "page_after");
		add(list, "page_limit");
	}
}

static void
add_check(struct list *list, const struct route *route)
{
	add(list, "organization_id");
	add(list, "caller");
	if (route->has_answers) {
		add(list, "link_id");
		add(list, "token_hash");
	} else {
		add_fields(list, route, route->fields, false);
	}
}

static void
add_owner(struct list *list, const struct route *route)
{
	add(list, "caller");
	add_parameters(list, route);
}

const struct pg_procedure *
signature_find(const char *name)
{
	size_t i;

	for (i = 0; i < procedure_count; i++)
		if (strcmp(procedures[i].name, name) == 0)
			return &procedures[i];
	return NULL;
}

static void
keep(struct pg_procedure procedure)
{
	if (signature_find(procedure.name) != NULL)
		return;
	if (procedure_count == PROCEDURES_MAX)
		fatal("event=too_many_procedures");
	procedures[procedure_count++] = procedure;
}

static void
keep_list(struct arena *arena, const char *procedure,
    void (*fill)(struct list *, const struct route *),
    const struct route *route)
{
	struct list list = { .arena = arena };

	if (procedure == NULL)
		return;
	list.names = arena_alloc(arena, ARGUMENTS_MAX * sizeof(*list.names));
	fill(&list, route);
	keep((struct pg_procedure){ procedure, list.names, list.count });
}

void
signature_init(struct arena *arena)
{
	const struct route *route;
	size_t i;

	if (procedure_count > 0)
		return;
	for (i = 0; (route = route_at(i)) != NULL; i++) {
		keep_list(arena, route->procedure, add_route, route);
		keep_list(arena, route->owner, add_owner, route);
		keep_list(arena, route->check, add_check, route);
	}
	keep(call_link_show);
	keep(call_link_ask);
	keep(call_link_unsubscribe);
	keep(call_health);
	keep(idempotency_begin);
	keep(idempotency_end);
}

void
signature_set(struct pg *pg)
{
	pg_set_procedures(pg, procedures, procedure_count);
}
