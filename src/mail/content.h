/* SPDX-License-Identifier: MIT */
#ifndef MAIL_CONTENT_H
#define MAIL_CONTENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

struct arena;
struct json;
struct mail_kind;
struct message;
struct templates;

/* Characters that a list of mails shows of a subject. */
enum { SUBJECT_MAX = 60 };

/* How much there is room for; of what people wrote, in characters. */
struct measure {
	bool has_logo;
	size_t name;	/* of each, wherever a sentence says it */
	size_t message; /* less than all: a sentence says so */
};

/*
 * Fill in what a message says: its sender's name, its subject and its parts,
 * in the language that data, an outbox row without marks, asks for. NULL: it
 * is done; else what is missing, which the operator can mend.
 */
const char *content_write(const struct templates *, const struct mail_kind *,
    const struct json *data, const struct measure *, struct message *,
    struct arena *) MUST_CHECK;

#endif
