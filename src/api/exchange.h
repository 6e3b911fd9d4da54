/* SPDX-License-Identifier: MIT */
#ifndef API_EXCHANGE_H
#define API_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "api/field.h"
#include "api/job.h"
#include "api/problem.h"
#include "base/buf.h"
#include "base/text.h"
#include "secret/token.h"

struct arena;
struct config;
struct disposable;
struct json;
struct pg;
struct ring;
struct route;
struct templates;

enum { VALUES_MAX = 64, PARAMETERS_MAX = 4 };

struct exchange;

/* What every request of a process shares. */
struct service {
	const struct config *config;
	const struct ring *ring;
	const struct templates *templates; /* NULL on the command line */
	const struct disposable *disposable;
	struct pg *pg;
	void (*serve_page)(struct exchange *); /* NULL on the command line */
	void (*wake_mailer)(void); /* NULL: it looks by itself, in a second */
	bool (*can_hash)(void); /* whether a job would be run; NULL: it would */
	const char *(*relay_trouble)(struct arena *); /* NULL: all is well */
};

/* An argument of the call: SQL's name and text. */
struct value {
	const char *name;
	const char *text;
};

/* What a presented API key says; the call decides whether it is good. */
struct presented_key {
	char organization_id[UUID_TEXT + 1];
	char id[UUID_TEXT + 1];
	char hash[TOKEN_HASH_TEXT + 1]; /* "": none was presented */
};

/* What a request has done to the database so far. */
enum effect {
	EFFECT_NONE,
	EFFECT_LOCKED_OUT, /* nothing, since others held a row for too long */
	EFFECT_MADE
};

/*
 * One request and its answer. Everything it points to lives in its arena.
 * The door fills the first part; the rest is worked out on the way through.
 */
struct exchange {
	const struct service *service;
	struct arena *arena;
	char request_id[UUID_TEXT + 1];

	const char *method;
	const char *path;	  /* as sent, escaped, without the query */
	const char *query;	  /* as sent; "" for none */
	const char *content_type; /* these may be NULL */
	const char *authorization;
	const char *api_key;
	const char *idempotency_key;
	const char *if_match;
	const char *cookie;
	const char *accept_language;
	const char *remote_address;
	const char *body; /* never NULL */
	size_t body_len;
	size_t body_size; /* as announced; more than body_len: left unread */
	bool is_operator; /* the command line */

	struct presented_key key;
	const struct route *route;
	const struct problem *no_route;		/* why; NULL: there is one */
	const char *parameters[PARAMETERS_MAX]; /* of the path, decoded */
	struct json *fields;			/* the body, an object */
	struct value values[VALUES_MAX];
	size_t value_count;
	struct field_errors errors;
	struct json *members; /* what a problem says besides; may be NULL */
	struct job *job;      /* of a page and the doors it calls alike */
	enum effect effect;

	int status;
	const char *type; /* Content-Type; NULL: no body */
	const char *answer;
	struct buf headers; /* "Name: value\r\n" each */
};

/* Begin an exchange: a new request id, nothing asked, nothing answered. */
void exchange_init(struct exchange *, const struct service *, struct arena *);

/* Set an argument; a later one of the same name takes its place. */
void exchange_set(struct exchange *, const char *name, const char *text);

/* An argument; NULL: not set, or null. */
const char *exchange_get(const struct exchange *, const char *name);

/*
 * What a list's cursors are bound to: its path and the organization whose key
 * asks, since not every path names one, and `me` names another to another.
 */
const char *exchange_list_name(const struct exchange *);

/* True if there is no answer yet: its job is to be run, then all again. */
bool exchange_is_parked(const struct exchange *);

/* Add a header to the answer. The value must hold no control character. */
void exchange_header(struct exchange *, const char *name, const char *value);

#endif
