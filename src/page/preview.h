/* SPDX-License-Identifier: MIT */
#ifndef PAGE_PREVIEW_H
#define PAGE_PREVIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

struct exchange;

/*
 * Each page that there is, with made-up data, for who writes templates. It is
 * made as for a visitor, and wants neither database nor server key.
 */

/* The name of the page at a place; NULL past the last. */
const char *preview_at(size_t place);

/*
 * Answer with the page of a name, for an invitation of that kind, in the
 * language of that tag. False: there is no such page, or no such kind.
 */
bool preview_show(struct exchange *, const char *name, const char *kind,
    const char *locale) MUST_CHECK;

#endif
