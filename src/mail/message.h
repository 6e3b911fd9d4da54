/* SPDX-License-Identifier: MIT */
#ifndef MAIL_MESSAGE_H
#define MAIL_MESSAGE_H

#include <time.h>

struct buf;

/* What a mail says, before it is put into the form that mail has. */
struct message {
	const char *id; /* the same each time it is sent again */
	time_t date;
	const char *from;      /* address, ASCII */
	const char *from_name; /* may be empty */
	const char *to;	       /* address, ASCII */
	const char *reply_to;  /* address, ASCII, or NULL */
	const char *subject;   /* or NULL */
	const char *text;
	const char *html;	     /* NULL: the text is all */
	const char *logo;	     /* a PNG image in base64, or NULL */
	const char *invitation_id;   /* NULL: it carries none */
	const char *unsubscribe_url; /* or NULL */
};

/* What the HTML part calls the logo: cid:logo@usher (RFC 2392). */
#define MESSAGE_LOGO_ID "logo@usher"

/*
 * Append the message whole, as it goes behind DATA: MIME, CRLF, ASCII. A
 * line is at most 76 characters but for an address or a URL that is longer.
 */
void message_write(const struct message *, struct buf *out);

#endif
