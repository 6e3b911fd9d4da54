/* SPDX-License-Identifier: MIT */
/* What a link opens: asked once a request, and once more when proved. */
#include "page/visit.h"

#include "api/call.h"
#include "api/decode.h"
#include "api/exchange.h"
#include "api/route.h"
#include "base/arena.h"
#include "door/json.h"
#include "page/seal.h"
#include "view/moment.h"

static const char *
hash_of(struct exchange *x, const char *proof)
{
	char *digits;

	if (proof == NULL)
		return NULL;
	digits = arena_alloc(x->arena, TOKEN_HASH_TEXT + 1);
	token_hash(proof, digits);
	return digits;
}

/* A change of any of these asks for another look before an act. */
static const char *
shown(struct arena *arena, const struct json *card)
{
	static const char *const names[] = { "kind", "organizationName",
		"inviterName", "role", "message", "connectionName",
		"businessName" };
	const struct json *documents, *document;
	struct json *list = json_list(arena);
	size_t i;

	for (i = 0; i < COUNT_OF(names); i++)
		json_add(list, json_string(arena, json_text(card, names[i])));
	documents = json_member(json_member(card, "extra"), "documents");
	document = documents == NULL ? NULL : documents->first;
	for (; document != NULL; document = document->next)
		json_add(
		    list, json_string(arena, json_text(document, "sha256")));
	return json_write(arena, list);
}

/* What sentences and templates name beside what the database said. */
static void
complete(struct visit *v)
{
	static const char *const names[] = { "connectionName", "businessName" };
	struct arena *arena = v->x->arena;
	struct json *card = v->card;
	const struct json *extra = json_member(card, "extra"), *documents;
	size_t i;

	for (i = 0; i < COUNT_OF(names); i++)
		json_set_text(
		    arena, card, names[i], json_text(extra, names[i]));
	json_set(
	    card, "isEdit", json_boolean(arena, json_is_true(extra, "isEdit")));
	documents = json_member(extra, "documents");
	json_set(card, "hasDocuments",
	    json_boolean(arena, documents != NULL && documents->first != NULL));
	if (v->voice.words != NULL)
		json_set_text(arena, card, "expires",
		    moment_say(
			v->voice.words, json_text(card, "expiresAt"), arena));
}

/* The role as its reader's language has it. */
static void
say_role(struct visit *v)
{
	struct json *role = json_member(v->card, "role");
	const char *said = NULL;

	if (role != NULL && role->type == JSON_STRING)
		said = voice_say(&v->voice,
		    arena_printf(v->x->arena, "role.%s", role->text));
	if (said != NULL)
		role->text = said;
}

/* Which account it is that is edited, nobody is told who proves no address. */
static void
hide_account(struct visit *v)
{
	struct json *name = json_member(v->card, "connectionName");
	const char *said;

	if (name == NULL || name->type != JSON_STRING ||
	    !json_is_true(v->card, "needsVerification"))
		return;
	said = voice_say(&v->voice, "page.account");
	name->text = said != NULL ? said : "";
}

void
visit_take(struct visit *v, struct json *card)
{
	v->card = card;
	v->problem = json_text(card, "problem");
	v->voice = voice_of(v->x, card);
	complete(v);
	/* Before it is said: a look and an act may come in two languages. */
	v->shown = shown(v->x->arena, card);
	say_role(v);
	hide_account(v);
}

const struct problem *
visit_open(struct visit *v, struct exchange *x, const char *proof)
{
	const struct problem *problem;
	struct pg_reply reply;
	const char *connection_id;
	bool is_public;

	*v =
	    (struct visit){ .x = x, .token = x->parameters[0], .proof = proof };
	decode_token(x, v->token);
	v->done = seal_read_done(x, &connection_id);
	exchange_set(x, "proof_hash", hash_of(x, proof));
	exchange_set(x, "connection_id", connection_id);
	problem = call_make(x, &call_link_show, &reply);
	if (problem != NULL)
		return problem;
	visit_take(v, call_body(x, &reply));
	/* Each kind of link has one address. */
	is_public = starts_with(x->route->path, "/p/");
	return json_is_true(v->card, "isPublic") == is_public
	    ? NULL
	    : &problem_not_found;
}
