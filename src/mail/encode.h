/* SPDX-License-Identifier: MIT */
#ifndef MAIL_ENCODE_H
#define MAIL_ENCODE_H

#include <stddef.h>

struct buf;

enum { MIME_LINE = 76 }; /* characters, without CRLF */

/* Append base64 (RFC 4648 section 4), in one line. */
void encode_put_base64(struct buf *, const char *data, size_t len);

/* Append text in ASCII, such as base64, in lines of 76. */
void encode_put_lines(struct buf *, const char *text);

/*
 * End a part's headers with the encoding, and append text; LF ends a line. It
 * is quoted-printable, which any eye and any program can search, unless it is
 * long and base64 shorter, as in most scripts but Latin.
 */
void encode_put_body(struct buf *, const char *text);

#endif
