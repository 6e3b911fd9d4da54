/* SPDX-License-Identifier: MIT */
#ifndef VIEW_LANGUAGE_H
#define VIEW_LANGUAGE_H

#include "base/attr.h"

struct templates;
struct words;

/*
 * The language for a reader: the first that there is of the invitation's own
 * tag, the organization's, those that an Accept-Language header lists, the
 * most wanted first, and English. Each may be NULL: nothing was said. NULL:
 * there is no English.
 */
const struct words *
language_choose(const struct templates *, const char *invitation,
    const char *organization, const char *accepted) MUST_CHECK;

#endif
