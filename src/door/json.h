/* SPDX-License-Identifier: MIT */
#ifndef DOOR_JSON_H
#define DOOR_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

struct arena;

enum json_type {
	JSON_NULL,
	JSON_BOOLEAN,
	JSON_NUMBER,
	JSON_STRING,
	JSON_LIST,
	JSON_OBJECT
};

/*
 * A value and, inside a list or an object, its place there. Everything it
 * points to belongs to the arena it was made in.
 */
struct json {
	enum json_type type;
	const char *name; /* as a member; else NULL */
	const char *text; /* a string's UTF-8, a number's digits as written */
	bool is_true;
	struct json *first, *last, *next;
};

enum { JSON_DEPTH_MAX = 16 };

/*
 * Read one whole JSON text (RFC 8259). NULL: *wrong says why, in words for
 * the sender. Refused besides bad syntax: bytes that are not UTF-8 (RFC
 * 3629), NUL, lone surrogates, a name twice in one object, more than 16
 * containers inside each other, text after the value.
 */
struct json *json_parse(struct arena *, const char *text, size_t len,
    const char **wrong) MUST_CHECK;

/* Write the value without blanks; the text is the arena's. */
char *json_write(struct arena *, const struct json *);

/* The member of that name; NULL: none, or not an object, or NULL given. */
struct json *json_member(const struct json *, const char *name);

/* The text of a string member, else NULL. */
const char *json_text(const struct json *object, const char *name);

/* True if the member is `true`. */
bool json_is_true(const struct json *object, const char *name);

struct json *json_object(struct arena *);
struct json *json_list(struct arena *);
struct json *json_string(struct arena *, const char *); /* NULL: null */
struct json *json_number(struct arena *, long);
struct json *json_boolean(struct arena *, bool);

/* Add a member or an element at the end; gives the container back. */
struct json *
json_set(struct json *object, const char *name, struct json *value);
struct json *json_add(struct json *list, struct json *value);

/* Add a member that is a text, which is copied; NULL is null. */
void json_set_text(
    struct arena *, struct json *object, const char *name, const char *text);

#endif
