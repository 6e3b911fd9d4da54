/* SPDX-License-Identifier: MIT */
/* One message whole: which headers it has, and its parts. */
#include "mail/message.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "mail/encode.h"
#include "mail/mime.h"

static const char *
message_id(const struct message *m, struct arena *arena)
{
	const char *at = strrchr(m->from, '@');

	return arena_printf(
	    arena, "<%s@%s>", m->id, at == NULL ? "localhost" : at + 1);
}

static void
put_headers(const struct message *m, struct buf *out)
{
	mime_put_date(out, "Date", m->date);
	mime_put_mailbox(out, "From", m->from_name, m->from);
	mime_put_token(out, "To", m->to);
	if (m->reply_to != NULL)
		mime_put_token(out, "Reply-To", m->reply_to);
	if (m->subject != NULL)
		mime_put_text(out, "Subject", m->subject);
	mime_put_token(out, "Message-ID", message_id(m, out->arena));
	/* RFC 3834: no vacation notice, please. */
	mime_put_token(out, "Auto-Submitted", "auto-generated");
	if (m->invitation_id != NULL)
		mime_put_token(out, "X-Usher-Invitation", m->invitation_id);
	if (m->unsubscribe_url != NULL) {
		mime_put_token(out, "List-Unsubscribe",
		    arena_printf(out->arena, "<%s>", m->unsubscribe_url));
		/* RFC 8058: a POST there does it, without a page between. */
		mime_put_token(
		    out, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
	}
	mime_put_token(out, "MIME-Version", "1.0");
}

static void
put_part(struct buf *out, const char *type, const char *body)
{
	buf_putf(out, "Content-Type: %s; charset=utf-8\r\n", type);
	encode_put_body(out, body);
}

/* The page, with the logo that stands in it where there is one (RFC 2387). */
static void
put_page(const struct message *m, struct buf *out)
{
	static const char boundary[] = "=_logo";

	if (m->logo == NULL) {
		put_part(out, "text/html", m->html);
		return;
	}
	buf_putf(out,
	    "Content-Type: multipart/related; type=\"text/html\"; "
	    "boundary=\"%s\"\r\n",
	    boundary);
	buf_putf(out, "\r\n--%s\r\n", boundary);
	put_part(out, "text/html", m->html);
	buf_putf(out, "\r\n--%s\r\n", boundary);
	buf_puts(out,
	    "Content-Type: image/png\r\n"
	    "Content-ID: <" MESSAGE_LOGO_ID ">\r\n"
	    "Content-Disposition: inline\r\n"
	    "Content-Transfer-Encoding: base64\r\n\r\n");
	encode_put_lines(out, m->logo);
	buf_putf(out, "\r\n--%s--\r\n", boundary);
}

void
message_write(const struct message *m, struct buf *out)
{
	/* Neither encoding makes `=_`, so no part can hold it. */
	static const char boundary[] = "=_usher";

	put_headers(m, out);
	if (m->html == NULL) {
		put_part(out, "text/plain", m->text);
		return;
	}
	buf_putf(out,
	    "Content-Type: multipart/alternative; boundary=\"%s\"\r\n",
	    boundary);
	buf_putf(out, "\r\n--%s\r\n", boundary);
	put_part(out, "text/plain", m->text);
	buf_putf(out, "\r\n--%s\r\n", boundary);
	put_page(m, out);
	buf_putf(out, "\r\n--%s--\r\n", boundary);
}
