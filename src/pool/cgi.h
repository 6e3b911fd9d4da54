/* SPDX-License-Identifier: MIT */
#ifndef POOL_CGI_H
#define POOL_CGI_H

#include <stdint.h>

#include "base/attr.h"
#include "door/fcgi.h"

struct exchange;

/* Milliseconds since nginx passed the request on: it may have waited. */
int64_t cgi_age(const struct fcgi *);

/* Read what the parameters say; they last until the answer. */
void cgi_read_head(struct exchange *, const struct fcgi *);

/*
 * Read the body; a larger one than any route takes is read away. -1: it was
 * not as long as announced.
 */
int cgi_read_body(struct exchange *, struct fcgi *) MUST_CHECK;

/* Send the answer, without its body to a HEAD. */
enum fcgi_end cgi_answer(const struct exchange *, struct fcgi *) MUST_CHECK;

#endif
