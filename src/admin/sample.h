/* SPDX-License-Identifier: MIT */
#ifndef ADMIN_SAMPLE_H
#define ADMIN_SAMPLE_H

#include <stddef.h>

#include "base/attr.h"

struct arena;
struct config;
struct json;
struct message;
struct templates;

/* Secrets of mails that are only shown to an operator. */
#define SAMPLE_URL "https://example.com/i/sample"
#define SAMPLE_CODE "123456"

/* What a mail is made of, with all that a kind may ask for. */
struct json *sample_mail_data(struct arena *);

/*
 * What the kind of mail at a place is called: team, code, team.accepted.
 * NULL past the last.
 */
const char *sample_kind(size_t place, struct arena *);

/* Write a mail of that kind in a language. NULL: it is done; else why not. */
const char *
sample_write(const struct config *, const struct templates *, size_t place,
    const char *locale, struct message *, struct arena *) MUST_CHECK;

#endif
