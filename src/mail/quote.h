/* SPDX-License-Identifier: MIT */
#ifndef MAIL_QUOTE_H
#define MAIL_QUOTE_H

#include "base/attr.h"

struct arena;
struct json;

/*
 * What an inviter wrote, as a mail may hold it: without links of invitations,
 * since a mail has one, its own, for which another could be taken. NULL for
 * NULL.
 */
const char *quote_text(struct arena *, const char *text) MUST_CHECK;

/* It line by line, as both parts of a mail quote it; NULL has no line. */
struct json *quote_lines(struct arena *, const char *text) MUST_CHECK;

#endif
