/* SPDX-License-Identifier: MIT */
/*
 * From a posted form to the call of a JSON door: a page does what the API
 * does, by the same route.
 */
#include "page/form.h"

#include <string.h>

#include "api/decode.h"
#include "api/dispatch.h"
#include "api/exchange.h"
#include "api/route.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/text.h"
#include "door/json.h"
#include "door/pg.h"
#include "page/value.h"
#include "secret/mark.h"
#include "secret/token.h"

/* One name and its value, of len bytes, into the form. */
static bool
take_pair(struct arena *arena, struct json *form, const char *pair, size_t len)
{
	const char *sign = memchr(pair, '=', len), *name, *value = "";
	size_t name_len = sign == NULL ? len : (size_t)(sign - pair);
	struct json *list;

	name = percent_decode(arena, pair, name_len, true);
	if (sign != NULL)
		value =
		    percent_decode(arena, sign + 1, len - name_len - 1, true);
	if (name == NULL || value == NULL || strlen(name) > FORM_NAME_MAX)
		return false;
	if ((list = json_member(form, name)) == NULL) {
		list = json_list(arena);
		json_set(form, name, list);
	}
	json_add(list, json_string(arena, value));
	return true;
}

struct json *
form_parse(struct arena *arena, const char *text)
{
	struct json *form = json_object(arena);
	int count = 0;
	size_t len;

	for (; *text != '\0'; text += len + (text[len] == '&')) {
		len = strcspn(text, "&");
		if (len > 0 &&
		    (++count > FORM_NAMES_MAX ||
			!take_pair(arena, form, text, len)))
			return NULL;
	}
	return form;
}

const struct problem *
form_read(struct exchange *x, struct json **form)
{
	if (x->body_size > BODY_MAX)
		return &problem_body_too_large;
	if (!decode_is_type(x, "application/x-www-form-urlencoded"))
		return &problem_media_type;
	if (memchr(x->body, '\0', x->body_len) != NULL ||
	    (*form = form_parse(x->arena, x->body)) == NULL)
		return &problem_malformed;
	return NULL;
}

const char *
form_text(const struct json *form, const char *name)
{
	const struct json *list = json_member(form, name);

	if (list == NULL || list->first == NULL || *list->first->text == '\0')
		return NULL;
	return list->first->text;
}

/* Two levels at most: whatever stands behind the first dot is one name. */
static void
put(struct arena *arena, struct json *fields, const char *name,
    struct json *value)
{
	size_t len = strcspn(name, ".");
	const char *group;
	struct json *object;

	if (name[len] == '\0') {
		json_set(fields, name, value);
		return;
	}
	group = arena_copy(arena, name, len);
	if ((object = json_member(fields, group)) == NULL) {
		object = json_object(arena);
		json_set(fields, group, object);
	}
	json_set(object, name + len + 1, value);
}

static void
put_signature(struct arena *arena, struct json *fields, const char *name,
    struct json *signer)
{
	const char *template = name + strcspn(name, ".");
	struct json *list, *one = json_object(arena);

	if ((list = json_member(fields, "signatures")) == NULL) {
		list = json_list(arena);
		json_set(fields, "signatures", list);
	}
	json_set_text(arena, one, "templateId", template + (*template == '.'));
	json_set(one, "name", signer);
	json_add(list, one);
}

/*
 * What came filled in and is blank now was taken away, not left out; what
 * another has answered since the form was shown was never seen.
 */
static struct json *
take_away(
    struct arena *arena, const struct json *form, const struct json *field)
{
	const struct json *known = json_member(field, "value");
	const char *filled = form_text(form, FORM_FILLED);

	if (known == NULL || known->type == JSON_NULL || filled == NULL ||
	    !has_word(filled, json_text(field, "name")))
		return NULL;
	if (strcmp(json_text(field, "type"), "list") != 0)
		return json_string(arena, NULL);
	return known->first == NULL ? NULL : json_list(arena);
}

/* A list's order says nothing: boxes stand in one of the page's own. */
static bool
has_all(const struct json *texts, const struct json *others)
{
	const struct json *one = others->first;

	while (one != NULL && value_has(texts, one->text))
		one = one->next;
	return one == NULL;
}

/* Whether it stands there as the card has it. */
static bool
is_as_known(struct arena *arena, const struct json *field,
    const struct json *value, const char *decimal)
{
	const struct json *known = value_read(arena, json_text(field, "type"),
	    value_texts(arena, json_member(field, "value"), decimal), decimal);

	if (known != NULL && known->type == JSON_LIST)
		return has_all(known, value) && has_all(value, known);
	return known != NULL &&
	    strcmp(json_write(arena, known), json_write(arena, value)) == 0;
}

struct json *
form_fields(struct arena *arena, const struct json *form,
    const struct json *asked, const char *decimal, bool is_edit)
{
	struct json *fields = json_object(arena), *value;
	const struct json *field = asked == NULL ? NULL : asked->first;
	const char *name, *type;

	for (; field != NULL; field = field->next) {
		name = json_text(field, "name");
		type = json_text(field, "type");
		value =
		    value_read(arena, type, json_member(form, name), decimal);
		if (value == NULL)
			value = take_away(arena, form, field);
		if (value == NULL ||
		    (is_edit && is_as_known(arena, field, value, decimal)))
			continue;
		if (strcmp(type, "signature") == 0)
			put_signature(arena, fields, name, value);
		else
			put(arena, fields, name, value);
	}
	return fields;
}

static struct json *
read_body(const struct exchange *x, const char *body)
{
	const struct mark_context marks = { .ring = x->service->ring,
		.public_url = x->service->config->public_url };
	const char *wrong, *text;

	if (body == NULL ||
	    (text = mark_expand(&marks, body, x->arena)) == NULL)
		return NULL;
	return json_parse(x->arena, text, strlen(text), &wrong);
}

/*
 * A form's token does for a page what an Idempotency-Key does for the JSON
 * doors, and the family remembers it for longer; the token itself is a secret.
 */
static void
set_once(struct exchange *door, const struct exchange *x, const char *once)
{
	char digits[TOKEN_HASH_TEXT + 1];

	if (once == NULL)
		return;
	token_hash(once, digits);
	door->idempotency_key = arena_printf(x->arena, "form:%s", digits);
	exchange_set(door, "repeat_key", door->idempotency_key);
	/* As posted: the fields that are asked for may change with the act. */
	door->body = x->body;
	door->body_len = x->body_len;
}

struct form_result
form_call(struct exchange *x, const char *route, struct json *fields,
    const char *token, const char *once)
{
	struct form_result result = { 0 };
	const struct json *seconds;
	struct exchange door;
	struct pg_reply reply;

	exchange_init(&door, x->service, x->arena);
	memcpy(door.request_id, x->request_id, sizeof(door.request_id));
	door.route = route_find(route);
	door.method = door.route->method;
	door.path = door.route->path;
	door.job = x->job;
	door.effect = x->effect;
	door.fields = json_set(fields, "token", json_string(x->arena, token));
	set_once(&door, x, once);
	result.problem = dispatch_call(&door, &reply);
	x->effect = door.effect;
	if (result.problem == NULL) {
		result.body = read_body(x, reply.body);
		result.outcome = reply.code;
		return result;
	}
	result.errors = door.errors.list;
	if (result.errors == NULL)
		result.errors = json_member(door.members, "errors");
	seconds = json_member(door.members, "retryAfter");
	result.retry_after = seconds == NULL ? NULL : seconds->text;
	result.is_crowded = json_is_true(door.members, "isCrowded");
	return result;
}
