/* SPDX-License-Identifier: MIT */
/*
 * What visitors bring, who have no key, made ready for the call: fields that
 * only the family knows, and secrets that the database must not see.
 */
#include "api/visitor.h"

#include <string.h>

#include "api/call.h"
#include "api/exchange.h"
#include "api/route.h"
#include "base/arena.h"
#include "door/crypto.h"
#include "door/json.h"
#include "secret/credential.h"
#include "secret/ring.h"

static const char *const arguments[] = { "repeat_key", "password_hash",
	"connection_id", "sealed", "answers" };

const char *
visitor_argument(size_t i)
{
	return i < COUNT_OF(arguments) ? arguments[i] : NULL;
}

/* A field that was given; NULL: none, or null. */
static const struct json *
given(const struct exchange *x, const char *name)
{
	const struct json *member = json_member(x->fields, name);

	return member == NULL || member->type == JSON_NULL ? NULL : member;
}

static struct json *
answers_of(const struct exchange *x)
{
	struct json *answers = json_object(x->arena), *copy;
	const struct field *field;
	const struct json *member;

	for (field = x->route->fields; field->kind != KIND_NONE; field++) {
		member = given(x, field->name);
		if (member == NULL || field->kind == KIND_TOKEN ||
		    field->kind == KIND_PROOF || field->kind == KIND_SECRET)
			continue;
		copy = arena_alloc(x->arena, sizeof(*copy));
		*copy = *member;
		json_set(answers, field->name, copy);
	}
	return answers;
}

/* A form or an Idempotency-Key names the request; else it is like no other. */
static void
set_repeat_key(struct exchange *x)
{
	char hash[TOKEN_HASH_TEXT + 1];
	uint8_t chance[UUID_BYTES];
	char id[UUID_TEXT + 1];

	if (exchange_get(x, "repeat_key") != NULL)
		return;
	if (x->idempotency_key != NULL) {
		token_hash(x->idempotency_key, hash);
		exchange_set(
		    x, "repeat_key", arena_printf(x->arena, "key:%s", hash));
		return;
	}
	crypto_uuid(chance);
	uuid_format(chance, id);
	exchange_set(x, "repeat_key", arena_printf(x->arena, "once:%s", id));
}

static const struct problem *
park(struct exchange *x, struct job job)
{
	job.state = JOB_WANTED;
	*x->job = job;
	return &problem_parked;
}

static const struct problem *
hash_password(struct exchange *x, const char *password, bool is_open)
{
	if (utf8_length(password) < PASSWORD_MIN) {
		field_error(&x->errors, "pointer", "#/password", "too_short",
		    "must have at least 12 characters");
		return &problem_invalid_fields;
	}
	if (!is_open)
		return NULL; /* the call says what has become of it */
	if (x->job->state == JOB_NONE)
		return park(x, (struct job){ .password = password });
	if (x->job->state == JOB_REFUSED)
		return &problem_unavailable;
	exchange_set(x, "password_hash", x->job->result.hash);
	return NULL;
}

static void
seal(struct exchange *x, struct credential_place *place, struct json *sealed,
    const char *name)
{
	const struct json *secret = given(x, name);

	json_set_text(x->arena, sealed, name,
	    secret == NULL ? NULL
			   : credential_seal(x->service->ring, place,
				 secret->text, x->arena));
}

static void
seal_credentials(struct exchange *x, const char *connection_id)
{
	struct credential_place place = { .number =
					      ring_newest(x->service->ring) };
	struct json *sealed = json_object(x->arena);

	if (!uuid_parse(
		exchange_get(x, "organization_id"), place.organization_id) ||
	    !uuid_parse(connection_id, place.connection_id))
		return;
	json_set(sealed, "number", json_number(x->arena, place.number));
	seal(x, &place, sealed, "username");
	seal(x, &place, sealed, "password");
	exchange_set(x, "connection_id", connection_id);
	exchange_set(x, "sealed", json_write(x->arena, sealed));
}

/* The call refuses it by its name, and never sees what it was. */
static void
leave_to_call(struct exchange *x, struct json *answers, const char *name)
{
	if (given(x, name) != NULL)
		json_set_text(x->arena, answers, name, NULL);
}

static const struct problem *
take_secrets(struct exchange *x, struct json *answers)
{
	const struct json *password = given(x, "password"), *card;
	const struct problem *problem;
	const char *kind;
	struct pg_reply reply;

	problem = call_check(x, &reply);
	if (problem != NULL)
		return problem;
	card = call_body(x, &reply);
	kind = json_text(card, "kind");
	if (kind != NULL && strcmp(kind, "contributors") == 0) {
		seal_credentials(x, reply.id);
		return NULL;
	}
	leave_to_call(x, answers, "username");
	if (kind != NULL && strcmp(kind, "team") == 0)
		return password == NULL ? NULL
					: hash_password(x, password->text,
					      json_is_true(card, "isOpen"));
	leave_to_call(x, answers, "password");
	return NULL;
}

const struct problem *
visitor_accept(struct exchange *x)
{
	struct json *answers = answers_of(x);
	const struct problem *problem;

	set_repeat_key(x);
	if (given(x, "username") != NULL || given(x, "password") != NULL) {
		problem = take_secrets(x, answers);
		if (problem != NULL)
			return problem;
	}
	exchange_set(x, "answers", json_write(x->arena, answers));
	return NULL;
}

const struct problem *
visitor_log_in(struct exchange *x)
{
	const struct problem *problem;
	struct pg_reply reply;

	if (x->job->state == JOB_DONE) {
		exchange_set(
		    x, "is_right", x->job->result.is_right ? "true" : "false");
		exchange_set(x, "password_hash", x->job->stored);
		return NULL;
	}
	/* Others' flood must not use up the tries of this address. */
	if (x->service->can_hash != NULL && !x->service->can_hash())
		return &problem_unavailable;
	/* Once only: it counts the try. */
	problem = call_check(x, &reply);
	if (problem != NULL)
		return problem;
	return park(x,
	    (struct job){ .is_check = true,
		.password = given(x, "password")->text,
		.stored = json_text(call_body(x, &reply), "passwordHash") });
}
