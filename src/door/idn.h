/* SPDX-License-Identifier: MIT */
#ifndef DOOR_IDN_H
#define DOOR_IDN_H

#include "base/attr.h"

struct arena;

enum {
	EMAIL_MAX = 254, /* bytes: RFC 5321 section 4.5.3.1.3, less brackets */
	EMAIL_LOCAL_MAX = 64 /* bytes: RFC 5321 section 4.5.3.1.1 */
};

/*
 * Give an address as mail needs it: the local part as typed, which must be an
 * RFC 5322 dot-atom in ASCII, @, the domain in ASCII by IDNA 2008
 * (non-transitional UTS 46, lower case). NULL: it is not such an address, or
 * is longer than EMAIL_MAX. The text is the arena's.
 */
char *idn_email(struct arena *, const char *email) MUST_CHECK;

/*
 * Give what addresses are compared by: idn_email in lower case. NULL as
 * there. The text is the arena's.
 */
char *idn_email_key(struct arena *, const char *email) MUST_CHECK;

#endif
