/* SPDX-License-Identifier: MIT */
#ifndef API_FIELD_H
#define API_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

struct arena;
struct disposable;
struct json;

/* What a value may be. The comment says how it reaches SQL if not as text. */
enum kind {
	KIND_NONE,    /* ends a table */
	KIND_STRING,  /* min to max code points */
	KIND_NAME,    /* 1 to 100 code points, one visible, no URL */
	KIND_MESSAGE, /* 1 to max code points; lines, which end in LF */
	KIND_EMAIL,   /* also as <name>_key: folded, in ASCII */
	KIND_UUID,
	KIND_INTEGER, /* min to max */
	KIND_BOOLEAN,
	KIND_WORD,    /* one of words */
	KIND_LOCALE,  /* BCP 47, at most 35 characters */
	KIND_URL,     /* https, at most 2048 characters */
	KIND_SITE,    /* http or https, at most 2048 characters */
	KIND_TIME,    /* RFC 3339 */
	KIND_DATE,    /* RFC 3339, full-date */
	KIND_COUNTRY, /* ISO 3166-1 alpha-2 */
	KIND_COLOR,   /* #rrggbb */
	KIND_LOGO,    /* data: URI of PNG or SVG: see logo.h */
	KIND_TOKEN,   /* as link_id, token_hash and the organization's id */
	KIND_PROOF,   /* as proof_hash */
	KIND_CODE,    /* six digits, blanks allowed; as code_checks */
	KIND_SECRET,  /* min to max code points; never itself: see visitor.c */
	KIND_LIST,    /* min to max of members[0]; as an array, or as JSON if
		       * they are objects */
	KIND_OBJECT,  /* of members; as JSON */
	KIND_ANSWERS, /* an object of texts, numbers, booleans; as JSON */
	KIND_ANY,     /* any value, only in replies */
	KIND_FREE     /* any object, only in replies */
};

/*
 * One member of a request or of a reply, or one parameter. Tables of them end
 * in KIND_NONE. They check what comes in and describe what goes out.
 */
struct field {
	const char *name; /* on the wire; SQL's is its snake_case */
	enum kind kind;
	bool is_required; /* in a request: must be there */
	bool must_last;	  /* an address: not at a disposable domain */
	bool is_kept;	  /* in a PATCH: cannot be cleared by null */
	bool is_nullable; /* in a reply: may be null */
	bool may_lack;	  /* in a reply: only some have it */
	long min, max;
	const char *const *words;
	const struct field *members;
	const struct field *or_members; /* in a reply: of these instead */
	const char *help;
	const char *example; /* for the manual; NULL: the kind's */
};

enum {
	NAME_MAX_POINTS = 100,
	LOCALE_MAX = 35, /* RFC 5646 section 4.4.1 */
	URL_MAX = 2048,
	ANSWERS_MAX = 100,     /* members of an object of answers */
	ANSWER_NAME_MAX = 64,  /* code points of a name in it */
	ANSWER_TEXT_MAX = 1000 /* code points of a text in it */
};

/* Bad fields found so far: a list of {pointer | parameter, code, detail}. */
struct field_errors {
	struct arena *arena;
	struct json *list;		     /* NULL: none */
	const struct disposable *disposable; /* NULL: no domain is */
};

/* The field of a table with this name; NULL: none (or no table). */
const struct field *field_of_name(const struct field *table, const char *name);

/* The first field of a table with this kind; NULL: none (or no table). */
const struct field *field_of_kind(const struct field *table, enum kind);

/* Note one bad field. where: "pointer" or "parameter"; place: its value. */
void field_error(struct field_errors *, const char *where, const char *place,
    const char *code, const char *detail);

/*
 * A JSON pointer (RFC 6901, section 6: as a URI fragment, but not
 * percent-encoded) one step below another.
 */
const char *field_pointer(struct arena *, const char *above, const char *name);

/*
 * Check the members of an object against a table: unknown ones, required
 * ones, each value. Text that is normalized is changed in place. Every bad
 * field adds to errors.
 */
void field_check_object(struct field_errors *, struct json *object,
    const struct field *table, const char *pointer);

/*
 * Check one value against its row. where and place as for field_error; below
 * a list or an object the place grows.
 */
void field_check_value(struct field_errors *, const struct field *,
    struct json *value, const char *where, const char *place);

#endif
