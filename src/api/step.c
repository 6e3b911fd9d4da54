/* SPDX-License-Identifier: MIT */
/*
 * What a call needs that only the worker can make: secrets, and the
 * operator's limits. Knows nothing of what the procedure does with them.
 */
#include "api/step.h"

#include <string.h>

#include "api/exchange.h"
#include "api/route.h"
#include "api/visitor.h"
#include "base/arena.h"
#include "base/config.h"
#include "door/json.h"
#include "door/pg.h"
#include "secret/ring.h"
#include "secret/token.h"

static void
organization(const struct exchange *x, uint8_t id[UUID_BYTES])
{
	const char *text = exchange_get(x, "organization_id");

	if (text == NULL || !uuid_parse(text, id))
		memset(id, 0, UUID_BYTES);
}

static void
set_hex(struct arena *arena, struct json *object, const char *name,
    const uint8_t *data, size_t len)
{
	char *digits = arena_alloc(arena, 2 * len + 1);

	hex_encode(data, len, digits);
	json_set_text(arena, object, name, digits);
}

/* {id, number, salt} */
static struct json *
describe(struct arena *arena, const struct token *token)
{
	struct json *object = json_object(arena);
	char id[UUID_TEXT + 1];

	uuid_format(token->id, id);
	json_set_text(arena, object, "id", id);
	json_set(object, "number", json_number(arena, token->number));
	set_hex(arena, object, "salt", token->salt, SALT_BYTES);
	return object;
}

/* Add the hash of the secret under name; gives the secret's text back. */
static const char *
set_hash(struct exchange *x, struct json *object, const char *name,
    enum token_kind kind, const struct token *token)
{
	const char *text = token_text(x->service->ring, kind, token, x->arena);
	char hash[TOKEN_HASH_TEXT + 1];

	token_hash(text, hash);
	json_set_text(x->arena, object, name, hash);
	return text;
}

/* How many links the request may need: some for each of what it lists. */
static int
links_wanted(const struct exchange *x)
{
	const struct route *route = x->route;
	const struct json *list, *item;
	const struct field *field;
	int count = route->links;

	/* A resend needs them only to replace the old ones. */
	if (field_of_name(route->fields, "rotate") != NULL)
		return json_is_true(x->fields, "rotate") ? count : 0;
	for (field = route->fields;
	     route->links_of != NULL && field->kind != KIND_NONE; field++) {
		if (!has_word(route->links_of, field->name))
			continue;
		list = json_member(x->fields, field->name);
		for (item = list == NULL ? NULL : list->first; item != NULL;
		     item = item->next)
			count += route->links_each;
	}
	return count;
}

static void
mint_links(struct exchange *x)
{
	struct json *links = json_list(x->arena), *link;
	int i, count = links_wanted(x);
	uint8_t owner[UUID_BYTES];
	struct token token;

	organization(x, owner);
	for (i = 0; i < count; i++) {
		token_mint(x->service->ring, owner, &token);
		link = describe(x->arena, &token);
		set_hash(x, link, "hash", TOKEN_LINK, &token);
		set_hash(
		    x, link, "unsubscribe_hash", TOKEN_UNSUBSCRIBE, &token);
		json_add(links, link);
	}
	exchange_set(x, "links", json_write(x->arena, links));
}

static void
mint_key(struct exchange *x)
{
	enum { HINT = 4 };
	uint8_t owner[UUID_BYTES];
	struct token token;
	struct json *key;
	const char *text;

	organization(x, owner);
	token_mint(x->service->ring, owner, &token);
	key = describe(x->arena, &token);
	text = set_hash(x, key, "hash", TOKEN_KEY, &token);
	json_set_text(x->arena, key, "hint", text + strlen(text) - HINT);
	exchange_set(x, "key", json_write(x->arena, key));
}

static void
mint_code(struct exchange *x)
{
	char check[TOKEN_HASH_TEXT + 1];
	struct token token;
	struct json *code;
	uint8_t owner[UUID_BYTES];
	const char *digits;

	organization(x, owner);
	token_mint(x->service->ring, owner, &token);
	/* A code hangs on its link: only the salt is its own. */
	if (!uuid_parse(exchange_get(x, "link_id"), token.id))
		memset(token.id, 0, UUID_BYTES);
	code = describe(x->arena, &token);
	digits = code_digits(x->service->ring, &token, x->arena);
	if (code_check(x->service->ring, token.number, token.id,
		exchange_get(x, "email_key"), digits, check))
		json_set_text(x->arena, code, "check", check);
	exchange_set(x, "code", json_write(x->arena, code));
}

/* What the check of the right code would be, under each server key. */
static const char *
checks_of_code(struct exchange *x, const uint8_t link[UUID_BYTES])
{
	const char *digits = json_text(x->fields, "code");
	const struct ring *ring = x->service->ring;
	char check[TOKEN_HASH_TEXT + 1];
	struct buf list;
	size_t i;

	buf_init(&list, x->arena, 0);
	for (i = 0; ring_number(ring, i) != 0; i++)
		if (code_check(ring, ring_number(ring, i), link,
			exchange_get(x, "email_key"), digits, check))
			pg_array_add(&list, check);
	return pg_array_end(&list);
}

static void
mint_proof(struct exchange *x)
{
	uint8_t link[UUID_BYTES];
	struct token token;
	struct json *proof;

	if (!uuid_parse(exchange_get(x, "link_id"), link))
		memset(link, 0, UUID_BYTES);
	token_mint(x->service->ring, link, &token);
	proof = describe(x->arena, &token);
	set_hash(x, proof, "hash", TOKEN_PROOF, &token);
	exchange_set(x, "proof", json_write(x->arena, proof));
	exchange_set(x, "code_checks", checks_of_code(x, link));
}

static void
take_secrets(struct exchange *x)
{
	exchange_set(
	    x, "secret_numbers", ring_numbers(x->service->ring, x->arena));
}

static void
take_interval(struct exchange *x)
{
	exchange_set(x, "resend_interval",
	    arena_printf(
		x->arena, "%ld", x->service->config->limits_resend_interval));
}

static void
take_rate(struct exchange *x)
{
	exchange_set(x, "address_per_hour",
	    arena_printf(
		x->arena, "%ld", x->service->config->limits_address_per_hour));
}

static void
take_gateway(struct exchange *x)
{
	exchange_set(x, "sms_gateway", x->service->config->sms_gateway);
}

static const struct {
	enum need need;
	void (*run)(struct exchange *);
	const char *arguments[2];
} steps[] = {
	{ NEED_LINKS, mint_links, { "links" } },
	{ NEED_KEY, mint_key, { "key" } },
	{ NEED_CODE, mint_code, { "code" } },
	{ NEED_PROOF, mint_proof, { "proof", "code_checks" } },
	{ NEED_SECRETS, take_secrets, { "secret_numbers" } },
	{ NEED_INTERVAL, take_interval, { "resend_interval" } },
	{ NEED_RATE, take_rate, { "address_per_hour" } },
	{ NEED_GATEWAY, take_gateway, { "sms_gateway" } },
	{ NEED_PASSWORD, NULL, { "is_right", "password_hash" } },
};

const struct problem *
step_run(struct exchange *x)
{
	size_t i;

	for (i = 0; i < COUNT_OF(steps); i++)
		if ((x->route->needs & steps[i].need) != 0 &&
		    steps[i].run != NULL)
			steps[i].run(x);
	if ((x->route->needs & NEED_PASSWORD) != 0)
		return visitor_log_in(x);
	return x->route->has_answers ? visitor_accept(x) : NULL;
}

const char *
step_argument(const struct route *route, size_t i)
{
	size_t step, argument;

	for (step = 0; step < COUNT_OF(steps); step++) {
		if ((route->needs & steps[step].need) == 0)
			continue;
		for (argument = 0; argument < 2; argument++)
			if (steps[step].arguments[argument] != NULL && i-- == 0)
				return steps[step].arguments[argument];
	}
	return NULL;
}
