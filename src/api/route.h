/* SPDX-License-Identifier: MIT */
#ifndef API_ROUTE_H
#define API_ROUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "api/field.h"
#include "base/attr.h"

struct arena;
struct exchange;
struct problem;

/* What a call needs that only the worker can make: see step.c. */
enum need {
	NEED_LINKS = 1 << 0,	/* links: minted, see the row's `links` */
	NEED_KEY = 1 << 1,	/* key: a minted API key */
	NEED_CODE = 1 << 2,	/* code: minted digits for `email` */
	NEED_PROOF = 1 << 3,	/* proof: minted; code_checks: of `code` */
	NEED_SECRETS = 1 << 4,	/* secret_numbers: the server keys at hand */
	NEED_INTERVAL = 1 << 5, /* resend_interval, from the configuration */
	NEED_RATE = 1 << 6,	/* address_per_hour, from the configuration */
	NEED_PASSWORD = 1 << 7, /* is_right, of `password`: see visitor.c */
	NEED_GATEWAY = 1 << 8	/* sms_gateway, from the configuration */
};

/* What the answer's body is. */
enum shape {
	SHAPE_OBJECT,
	SHAPE_LIST,  /* {data, nextCursor}; takes limit and cursor */
	SHAPE_ARRAY, /* a list that is paged by Link alone */
	SHAPE_QR,    /* a text, drawn as an SVG image */
	SHAPE_NONE
};

/* How a family's document speaks, where it has a way of its own. */
enum dialect {
	DIALECT_USHER,
	DIALECT_ONBOARDING, /* bad fields are 400, and problems say `outcome` */
	DIALECT_JSEND	    /* {status, message, data}, refusals too */
};

/* As many links as any invitation has: one, and one an address. */
enum { LINKS_MAX = 101 };

/*
 * One row says all there is to know of a route. From the rows come matching,
 * decoding, the call, the manual, the OpenAPI document and tests.
 */
struct route {
	const char *method;
	const char *path; /* {name} stands for one segment */
	const char *name; /* operationId */
	const char *tag;  /* its chapter in the manual */
	const char *summary;
	const char *scope; /* NULL: public, without a key */
	/* The path parameter or field that names it; "me": the key's own. */
	const char *organization;
	const char *owner; /* a procedure that finds it, where none does */
	const char *check; /* a procedure that a step asks before: visitor.c */
	const struct field *fields; /* of the body; NULL: takes none */
	const struct field *query;  /* besides limit and cursor */
	unsigned needs;		    /* enum need */
	int links;		    /* how many NEED_LINKS mints, and besides */
	int links_each;		    /* for each element of these lists: */
	const char *links_of;	    /* names with blanks between; or NULL */
	const char *procedure;
	void (*handler)(struct exchange *); /* instead of a procedure */
	bool is_page;	      /* for people: service->serve_page answers */
	bool is_local;	      /* answered without the database */
	bool has_answers;     /* for all families: fields in `answers` */
	bool is_unrepeatable; /* takes no notice of Idempotency-Key */
	bool has_no_head;     /* its GET writes */
	enum dialect dialect;
	size_t body_max;      /* bytes; 0: 64 KiB */
	int status;	      /* when done */
	int pending_status;   /* for the outcome `pending`; 0: never */
	const char *location; /* of what was made: {name}s, {} its id */
	const char *problems; /* codes, besides those every route has */
	enum shape shape;
	const struct field *reply; /* of the object, or of one in the list */
};

enum { BODY_MAX = 64 * 1024 };

/* The i-th route of all families; NULL past the last. */
const struct route *route_at(size_t i);

/*
 * Find the route for method and path; sets route and parameters. A path that
 * only other methods have sets the Allow header.
 */
const struct problem *route_match(struct exchange *) MUST_CHECK;

/* The request's path below the public URL's own, as sent. */
const char *route_path(const struct exchange *);

/* True if a request is for people: its route is, or its path would be. */
bool route_is_page(const struct exchange *);

/* The route of a name; NULL: none. */
const struct route *route_find(const char *name);

/* The name of the i-th {parameter} in the path; NULL past the last. */
const char *route_parameter(const struct route *, size_t i, struct arena *);

/* True if the route's method writes: POST, PUT, PATCH, DELETE. */
bool route_writes(const struct route *);

/* True if it answers pages of a list, by limit and cursor. */
bool route_is_list(const struct route *);

/* The dialect in which a path without a route is refused. */
enum dialect route_dialect_of_path(const struct exchange *);

/* The status with which a problem is answered in a dialect. */
int dialect_status(enum dialect, const struct problem *);

/* True for a {parameter} that is a link's token, by its name's end. */
bool parameter_is_token(const char *name);

/* True if a route may answer with this problem. */
bool route_may_refuse(const struct route *, const struct problem *);

/* The tables, one file a family; each ends in a row without a method. */
extern const struct route routes_applicants[];
extern const struct route routes_connections[];
extern const struct route routes_contributors[];
extern const struct route routes_invitations[];
extern const struct route routes_links[];
extern const struct route routes_onboarding[];
extern const struct route routes_organizations[];
extern const struct route routes_service[];
extern const struct route routes_team[];

#endif
