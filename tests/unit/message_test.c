/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/buf.h"
#include "mail/message.h"
#include "tap.h"

static struct arena *arena;

static const char *
write_message(const struct message *message)
{
	struct buf out;

	buf_init(&out, arena, 0);
	message_write(message, &out);
	return out.data;
}

static const struct message plain = {
	.id = "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b",
	.date = 1700000000,
	.from = "usher@a.example",
	.from_name = "Acme",
	.to = "b@c.example",
	.subject = "Hello",
	.text = "text\n",
	.html = "<p>html</p>\n",
};

static void
test_whole(void)
{
	struct message message = plain;

	message.reply_to = "acme@d.example";
	message.invitation_id = "1234";
	message.unsubscribe_url = "https://a.example/u/x";
	is(write_message(&message),
	    "Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n"
	    "From: \"Acme\" <usher@a.example>\r\n"
	    "To: b@c.example\r\n"
	    "Reply-To: acme@d.example\r\n"
	    "Subject: Hello\r\n"
	    "Message-ID: <0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b@a.example>\r\n"
	    "Auto-Submitted: auto-generated\r\n"
	    "X-Usher-Invitation: 1234\r\n"
	    "List-Unsubscribe: <https://a.example/u/x>\r\n"
	    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
	    "MIME-Version: 1.0\r\n"
	    "Content-Type: multipart/alternative; boundary=\"=_usher\"\r\n"
	    "\r\n"
	    "--=_usher\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n"
	    "\r\n"
	    "text\r\n"
	    "\r\n"
	    "--=_usher\r\n"
	    "Content-Type: text/html; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n"
	    "\r\n"
	    "<p>html</p>\r\n"
	    "\r\n"
	    "--=_usher--\r\n",
	    "a message is written whole");
}

static void
test_logo(void)
{
	struct message message = plain;
	const char *written;

	message.logo = "QUJD";
	written = write_message(&message);
	ok(strstr(written,
	       "--=_usher\r\n"
	       "Content-Type: multipart/related; type=\"text/html\"; "
	       "boundary=\"=_logo\"\r\n"
	       "\r\n"
	       "--=_logo\r\n"
	       "Content-Type: text/html; charset=utf-8\r\n") != NULL,
	    "a logo stands beside the page");
	ok(strstr(written,
	       "Content-Transfer-Encoding: base64\r\n"
	       "\r\n"
	       "QUJD\r\n"
	       "\r\n"
	       "--=_logo--\r\n"
	       "\r\n"
	       "--=_usher--\r\n") != NULL,
	    "as it is, and both end");
	message.html = NULL;
	ok(strstr(write_message(&message), "QUJD") == NULL,
	    "text alone has none");
}

static void
test_hostile(void)
{
	struct message message = plain;
	const char *written;

	message.from_name = "a\r\nBcc: x@y.example\r\n";
	message.subject = "a\nBcc: x@y.example";
	message.reply_to = "a@b.example\r\nBcc: x@y.example";
	message.text = "--=_usher--\r\n.\r\n";
	written = write_message(&message);
	ok(strstr(written, "\r\nBcc:") == NULL &&
		strstr(written, "\nBcc:") == NULL,
	    "no value can begin a header of its own");
	ok(strstr(written, "--=3D_usher--\r\n") != NULL,
	    "no part can end itself");
}

static void
test_sparse(void)
{
	const char *written = write_message(&plain);

	ok(strstr(written, "Reply-To") == NULL &&
		strstr(written, "X-Usher-Invitation") == NULL &&
		strstr(written, "List-Unsubscribe") == NULL,
	    "what it does not have it does not say");
}

int
main(void)
{
	arena = arena_new();
	test_whole();
	test_logo();
	test_hostile();
	test_sparse();
	arena_free(arena);
	return done();
}
