/* SPDX-License-Identifier: MIT */
#ifndef SECRET_MARK_H
#define SECRET_MARK_H

#include "base/attr.h"

struct arena;
struct ring;

/*
 * A mark stands in JSON where a secret belongs: a whole string that begins
 * with U+0001, then the kind and what the secret is made of, with blanks
 * between. The database writes marks and keeps them; the last step out puts
 * the secret in their place. No input can hold U+0001, so none is forged.
 *
 *   link | url | public | unsubscribe | key | proof | code
 *       NUMBER OWNER ID SALT    the server key's number, two UUIDs, hex
 *   credential NUMBER ORGANIZATION CONNECTION SEALED
 *                               the last in hex: see secret/credential.h
 *   cursor ID                   a list's place
 */
struct mark_context {
	const struct ring *ring;
	const char *public_url;
	const char *list; /* what cursors are bound to; may be NULL */
};

/*
 * Put secrets in the place of all marks of a JSON text; null where the server
 * key that made one has been retired. NULL: a mark is of no known kind. The
 * text is the arena's.
 */
const char *mark_expand(
    const struct mark_context *, const char *json, struct arena *) MUST_CHECK;

/* The cursor of a list for the id of its last row; the arena's. */
const char *cursor_make(
    const struct mark_context *, const char *id, struct arena *) MUST_CHECK;

/* The id in a cursor; NULL: it was not made here, or for another list. */
const char *cursor_read(
    const struct mark_context *, const char *cursor, struct arena *) MUST_CHECK;

#endif
