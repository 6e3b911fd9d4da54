/* SPDX-License-Identifier: MIT */
#ifndef MAIL_MIME_H
#define MAIL_MIME_H

#include <time.h>

struct buf;

/*
 * Each of these appends one header, folded and ended by CRLF. Whatever is in
 * the value, it cannot end the header: a control character becomes a blank.
 */

/* Any words (RFC 5322 unstructured, RFC 2047 where they are not ASCII). */
void mime_put_text(struct buf *, const char *name, const char *text);

/* Somebody's name, which may be empty, and an address in ASCII. */
void mime_put_mailbox(
    struct buf *, const char *name, const char *display, const char *address);

/* A value in ASCII that is never folded: an id, a URL. Other bytes vanish. */
void mime_put_token(struct buf *, const char *name, const char *value);

/* A moment, in UTC (RFC 5322 section 3.3). */
void mime_put_date(struct buf *, const char *name, time_t);

#endif
