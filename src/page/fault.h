/* SPDX-License-Identifier: MIT */
#ifndef PAGE_FAULT_H
#define PAGE_FAULT_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct json;
struct voice;

/*
 * From a door's errors ({pointer, code, detail}; NULL: none) to a form's
 * fields and a visitor's words.
 */

/* The first error of a field. typed: what was posted; both may be NULL. */
const struct json *
fault_find(struct arena *, const struct json *errors, const char *name,
    const struct json *card, const struct json *typed) MUST_CHECK;

/* True if some field of the card's form is what an error is about. */
bool fault_is_shown(struct arena *, const struct json *error,
    const struct json *card, const struct json *typed);

/* The pointer of an error in a field, by the field's name. */
const char *fault_pointer(struct arena *, const char *name);

/* The name of the field that an error is about. */
const char *fault_name(struct arena *, const struct json *error);

/*
 * The words for an error (NULL: none): of the field, else of its type, else
 * of any.
 */
const char *fault_say(const struct voice *, const char *name, const char *type,
    const struct json *error) MUST_CHECK;

#endif
