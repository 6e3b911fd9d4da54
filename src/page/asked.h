/* SPDX-License-Identifier: MIT */
#ifndef PAGE_ASKED_H
#define PAGE_ASKED_H

#include <stdbool.h>

#include "base/attr.h"

struct field;
struct json;

/*
 * What is known of a field that a card asks for, by its name: dotted where
 * it is nested. Each NULL: nothing.
 */

/* Its row at the door that accepts, or that rejects. */
const struct field *asked_row(const char *name) MUST_CHECK;

/* The question behind `customFields.KEY`, of the card's extra. */
const struct json *
asked_question(const struct json *card, const char *name) MUST_CHECK;

/* The document behind `signatures.TEMPLATEID`, of the card's extra. */
const struct json *
asked_document(const struct json *card, const char *name) MUST_CHECK;

/* True if an earlier step has asked for it: an address that is proved. */
bool asked_before(const struct json *card, const char *name);

#endif
