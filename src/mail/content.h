/* SPDX-License-Identifier: MIT */
#ifndef MAIL_CONTENT_H
#define MAIL_CONTENT_H

#include "base/attr.h"

struct arena;
struct json;
struct mail_kind;
struct message;
struct templates;

/*
 * Fill in what a message says: its sender's name, its subject and its parts,
 * in the language that data, an outbox row without marks, asks for. NULL: it
 * is done; else what is missing, which the operator can mend.
 */
const char *content_write(const struct templates *, const struct mail_kind *,
    const struct json *data, struct message *, struct arena *) MUST_CHECK;

#endif
