/* SPDX-License-Identifier: MIT */
#ifndef PAGE_FIELDS_H
#define PAGE_FIELDS_H

#include <stdbool.h>

struct json;
struct voice;

/* A form's fields as templates show them. */
struct fields {
	struct json *list;   /* one object a field */
	struct json *faults; /* [{label, error, anchor}]; see fields_show */
	const char *filled;  /* see FORM_FILLED; NULL: none is filled in */
};

/*
 * Lay out the form of a card: each field has name, type, id, required, label,
 * hint, error, describedBy, `document` {heading, text, sha256} where one is
 * to be signed, and what control_add says. typed: what was posted, shown
 * again but for passwords (NULL: the card's values are). errors: the door's;
 * NULL: none. A fault that no field shows has neither label nor anchor.
 * is_refused: a password that was typed is asked for again.
 */
struct fields fields_show(const struct voice *, const struct json *card,
    const struct json *typed, const struct json *errors, bool is_refused);

#endif
