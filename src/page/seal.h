/* SPDX-License-Identifier: MIT */
#ifndef PAGE_SEAL_H
#define PAGE_SEAL_H

#include <stdbool.h>

#include "base/attr.h"

struct exchange;

/*
 * A form token ties an act to what was shown: 16 random bytes and a MAC over
 * them, the link (the exchange's link_id) and the text shown. Where there are
 * no keys, as of a page with made-up data, it is SEAL_SAMPLE.
 */
#define SEAL_SAMPLE "sample-token"
const char *seal_form(const struct exchange *, const char *shown);

/* True if the token was made for this link and this text. */
bool seal_form_is_good(
    const struct exchange *, const char *token, const char *shown) MUST_CHECK;

/* The cookie that says what was done at a link, and how long it is good for. */
#define SEAL_COOKIE "usher_done"
enum { SEAL_DONE_SECONDS = 30 * 60 };

/* Its value. id: of what was made, or NULL. */
const char *
seal_done(const struct exchange *, const char *outcome, const char *id);

/* What a good cookie of this link says was done, and that id; NULL: none. */
const char *seal_read_done(const struct exchange *, const char **id);

#endif
