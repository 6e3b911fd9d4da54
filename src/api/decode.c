/* SPDX-License-Identifier: MIT */
/*
 * From bytes to checked values: key, path, body, headers; the query string is
 * query.c's. An id that cannot be one becomes one that nobody has, a token
 * that cannot be one has a hash that none has: so each is refused in its
 * turn, as any other unknown one.
 */
#include "api/decode.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api/argument.h"
#include "api/exchange.h"
#include "api/idempotency.h"
#include "api/query.h"
#include "api/route.h"
#include "base/arena.h"
#include "door/idn.h"
#include "door/json.h"
#include "door/pg.h"

static const char *
presented_key(const struct exchange *x)
{
	const char *text = x->authorization;

	if (text != NULL && strncasecmp(text, "Bearer ", 7) == 0)
		return text + 7 + strspn(text + 7, " ");
	return x->api_key != NULL && *x->api_key != '\0' ? x->api_key : NULL;
}

/* What a token says of itself; nil UUIDs where it is none. */
static void
read_ids(const char *text, enum token_kind kind, char owner[UUID_TEXT + 1],
    char id[UUID_TEXT + 1], char hash[TOKEN_HASH_TEXT + 1])
{
	uint8_t owner_bytes[UUID_BYTES] = { 0 }, id_bytes[UUID_BYTES] = { 0 };

	(void)token_read(text, kind, owner_bytes, id_bytes);
	uuid_format(owner_bytes, owner);
	uuid_format(id_bytes, id);
	token_hash(text, hash);
}

static const struct problem *
read_key(struct exchange *x)
{
	const char *text;

	if (x->route->scope == NULL || x->is_operator)
		return NULL;
	if ((text = presented_key(x)) == NULL)
		return &problem_key_missing;
	read_ids(
	    text, TOKEN_KEY, x->key.organization_id, x->key.id, x->key.hash);
	return NULL;
}

/* For no UUID one made by chance: callers choose ids, even the nil one. */
static const char *
uuid_or_unknown(struct arena *arena, const char *text)
{
	uint8_t id[UUID_BYTES];
	char *chance;

	if (uuid_parse(text, id))
		return text;
	chance = arena_alloc(arena, UUID_TEXT + 1);
	crypto_uuid(id);
	uuid_format(id, chance);
	return chance;
}

void
decode_token(struct exchange *x, const char *text)
{
	char *owner = arena_alloc(x->arena, UUID_TEXT + 1);
	char *id = arena_alloc(x->arena, UUID_TEXT + 1);
	char *hash = arena_alloc(x->arena, TOKEN_HASH_TEXT + 1);

	read_ids(text, TOKEN_LINK, owner, id, hash);
	exchange_set(x, "link_id", id);
	exchange_set(x, "token_hash", hash);
	exchange_set(x,
	    x->route->organization != NULL ? "token_organization_id"
					   : "organization_id",
	    owner);
}

static void
set_organization(struct exchange *x, const char *text)
{
	bool is_me = strcmp(text, "me") == 0 &&
	    (strcmp(x->route->organization, "businessId") == 0 ||
		strcmp(x->route->organization, "me") == 0);

	exchange_set(x, "organization_id",
	    is_me && *x->key.organization_id != '\0'
		? x->key.organization_id
		: uuid_or_unknown(x->arena, text));
}

static bool
names_organization(const struct exchange *x, const char *name)
{
	return x->route->organization != NULL &&
	    strcmp(name, x->route->organization) == 0;
}

static void
read_parameters(struct exchange *x)
{
	const struct route *route = x->route;
	const char *name;
	size_t i;

	if (names_organization(x, "me"))
		set_organization(x, "me");
	for (i = 0; (name = route_parameter(route, i, x->arena)) != NULL; i++) {
		if (parameter_is_token(name))
			decode_token(x, x->parameters[i]);
		else if (names_organization(x, name))
			set_organization(x, x->parameters[i]);
		else
			exchange_set(x, snake_case(x->arena, name),
			    uuid_or_unknown(x->arena, x->parameters[i]));
	}
}

bool
decode_is_type(const struct exchange *x, const char *type)
{
	const char *given = x->content_type;
	size_t len = strlen(type);

	return given != NULL && strncasecmp(given, type, len) == 0 &&
	    (given[len] == '\0' || strchr("; \t", given[len]) != NULL);
}

void
decode_field(struct exchange *x, const struct field *field, struct json *value,
    bool is_query)
{
	const char *text = field_to_sql(x->arena, field, value);
	const char *name = snake_case(x->arena, field->name);

	switch (field->kind) {
	case KIND_TOKEN:
		if (text != NULL)
			decode_token(x, text);
		break;
	case KIND_PROOF:
		exchange_set(x, "proof_hash", text);
		break;
	case KIND_CODE:
	case KIND_SECRET:
		break;
	case KIND_EMAIL:
		if (!is_query)
			exchange_set(x, name, text);
		exchange_set(x, arena_printf(x->arena, "%s_key", name),
		    text == NULL ? NULL : idn_email_key(x->arena, text));
		break;
	default:
		if (!is_query && names_organization(x, field->name)) {
			set_organization(x, text);
			break;
		}
		exchange_set(x, name, text);
		if (field_is_address_list(field))
			exchange_set(x, arena_printf(x->arena, "%s_key", name),
			    field_keys_to_sql(x->arena, value));
		break;
	}
}

static const struct problem *
parse_body(struct exchange *x)
{
	const char *wrong = NULL;

	if (x->body_len == 0 && x->content_type == NULL) {
		x->fields = json_object(x->arena);
		return NULL;
	}
	if (!decode_is_type(x, "application/json"))
		return &problem_media_type;
	x->fields = json_parse(x->arena, x->body, x->body_len, &wrong);
	if (x->fields != NULL)
		return NULL;
	x->members = json_set(json_object(x->arena), "detail",
	    json_string(
		x->arena, arena_printf(x->arena, "The body %s.", wrong)));
	return &problem_malformed;
}

static const struct problem *
read_body(struct exchange *x)
{
	static const struct field nothing[] = { { 0 } };
	const struct route *route = x->route;
	const struct field *table = route->fields;
	const struct problem *problem;

	if (!route_writes(route))
		return NULL;
	if (x->body_size > (route->body_max > 0 ? route->body_max : BODY_MAX))
		return &problem_body_too_large;
	/* A page's form has been made the fields of its JSON door already. */
	if (x->fields == NULL && (problem = parse_body(x)) != NULL)
		return problem;
	if (x->fields->type != JSON_OBJECT) {
		field_error(&x->errors, "pointer", "#", "wrong_type",
		    "must be an object");
		return NULL;
	}
	field_check_object(
	    &x->errors, x->fields, table == NULL ? nothing : table, "#");
	return NULL;
}

/* Only when all fields are good: then nothing is left to refuse. */
static void
set_fields(struct exchange *x)
{
	const struct field *field;
	const struct json *member;
	struct buf given;

	for (field = x->route->fields;
	     field != NULL && field->kind != KIND_NONE; field++)
		decode_field(
		    x, field, json_member(x->fields, field->name), false);
	if (x->fields == NULL)
		return;
	buf_init(&given, x->arena, 0);
	for (member = x->fields->first; member != NULL; member = member->next)
		pg_array_add(&given, member->name);
	exchange_set(x, "given", pg_array_end(&given));
}

/* RFC 9110 section 13.1.1; a weak tag never matches. */
static void
read_if_match(struct exchange *x)
{
	const char *at = x->if_match;
	struct buf list;
	long revision;
	char *end;

	if (at == NULL || strcmp(at, "*") == 0)
		return;
	buf_init(&list, x->arena, 0);
	while (*(at += strspn(at, ", ")) != '\0') {
		if (*at == '"' && at[1] >= '0' && at[1] <= '9' &&
		    (revision = strtol(at + 1, &end, 10)) <= INT32_MAX &&
		    *end == '"')
			buf_putf(
			    &list, "%s%ld", list.len == 0 ? "" : ",", revision);
		at += strcspn(at, ",");
	}
	exchange_set(
	    x, "if_revisions", arena_printf(x->arena, "{%s}", list.data));
}

const struct problem *
decode_request(struct exchange *x)
{
	const struct problem *problem;

	if ((problem = read_key(x)) != NULL ||
	    (problem = read_body(x)) != NULL ||
	    (problem = query_read(x)) != NULL)
		return problem;
	idempotency_check(x);
	if (x->errors.list != NULL)
		return &problem_invalid_fields;
	read_parameters(x);
	set_fields(x);
	read_if_match(x);
	return NULL;
}
