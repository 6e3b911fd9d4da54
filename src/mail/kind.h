/* SPDX-License-Identifier: MIT */
#ifndef MAIL_KIND_H
#define MAIL_KIND_H

#include <stdbool.h>
#include <stddef.h>

enum { GROUPS = 3 };

/*
 * One kind of mail: NAME.txt and NAME.html below templates, filled with the
 * sentences of the groups, the first before the others. What goes to a
 * telephone is NAME.txt alone, and has no subject, which would cost letters.
 */
struct mail_kind {
	const char *name;
	const char *invitation; /* of this kind; NULL: of any */
	const char *template;
	const char *secret; /* the member without which it is nothing */
	const char *groups[GROUPS];
	bool is_short;
};

/* The kind at a place; NULL past the last. */
const struct mail_kind *mail_kind_at(size_t place);

/* That of an outbox row; NULL: there is none. Both names may be NULL. */
const struct mail_kind *
mail_kind_find(const char *name, const char *invitation);

#endif
