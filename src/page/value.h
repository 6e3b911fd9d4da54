/* SPDX-License-Identifier: MIT */
#ifndef PAGE_VALUE_H
#define PAGE_VALUE_H

#include <stdbool.h>

#include "base/attr.h"

struct arena;
struct json;

/*
 * What was typed into a field of a type (see link_card) as a JSON door takes
 * it; of a code, what is pasted with it goes. texts: all that was posted under
 * its name; NULL: nothing. decimal: see numeral.h. NULL: it was left blank.
 * What is no number stays a text, for the door to refuse.
 */
struct json *value_read(struct arena *, const char *type,
    const struct json *texts, const char *decimal) MUST_CHECK;

/*
 * The code of what a door, when it gets so far, will find wrong with the form
 * of what was read; NULL: nothing, or what only the door knows.
 */
const char *value_fault(const char *type, const struct json *value) MUST_CHECK;

/* A card's value of any kind as the texts that a form would post. */
struct json *value_texts(
    struct arena *, const struct json *value, const char *decimal) MUST_CHECK;

/* True if a list of texts holds this one. */
bool value_has(const struct json *texts, const char *text);

#endif
