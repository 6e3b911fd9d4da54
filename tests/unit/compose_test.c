/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/config.h"
#include "door/json.h"
#include "mail/compose.h"
#include "mail/mailer.h"
#include "secret.h"
#include "tap.h"
#include "view/template.h"

#define ID "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b"
#define MARK(kind, number) \
	"\"\\u0001" kind " " number " " ID " " ID \
	" 00112233445566778899aabbccddeeff\""
#define INVITATION(number, kind, email) \
	"{\"id\":\"" ID "\",\"createdAt\":\"2023-11-14T22:13:20.123Z\"," \
	"\"kind\":\"invitation\",\"invitationKind\":\"" kind "\"," \
	"\"email\":\"" email "\",\"locale\":\"zh\"," \
	"\"invitationId\":\"" ID "\"," \
	"\"organizationName\":\"Acme\",\"organizationEmail\":null," \
	"\"inviterName\":\"Ann\",\"message\":\"one\\ntwo\"," \
	"\"expiresAt\":\"2030-03-05T14:30:59.000Z\"," \
	"\"url\":" MARK("url", number) "," \
				       "\"unsubscribeUrl\":" MARK( \
					   "unsubscribe", number) "}"
#define CODE \
	"{\"id\":\"" ID "\",\"createdAt\":\"2023-11-14T22:13:20.123Z\"," \
	"\"kind\":\"code\",\"invitationKind\":\"connections\"," \
	"\"email\":\"b@c.example\",\"organizationName\":\"Acme\"," \
	"\"expiresAt\":\"2030-03-05T14:30:59.000Z\"," \
	"\"code\":" MARK("code", "1") "}"

#define SMS \
	"{\"id\":\"" ID "\",\"createdAt\":\"2023-11-14T22:13:20.123Z\"," \
	"\"kind\":\"sms\",\"invitationKind\":\"onboarding\"," \
	"\"email\":\"491701234567@sms.example\",\"invitationId\":\"" ID "\"," \
	"\"organizationName\":\"The Shop\",\"message\":\"Hello\"," \
	"\"url\":" MARK("url", "1") "}"

#define NOTICE(kind, family, party) \
	"{\"id\":\"" ID "\",\"createdAt\":\"2023-11-14T22:13:20.123Z\"," \
	"\"kind\":\"" kind "\",\"invitationKind\":\"" family "\"," \
	"\"email\":\"in@acme.example\",\"invitationId\":\"" ID "\"," \
	"\"organizationName\":\"Acme\",\"reader\":\"Acme\"," \
	"\"organizationEmail\":\"in@acme.example\"," \
	"\"inviterName\":\"Ann\",\"role\":\"Admin\"," \
	"\"message\":\"No.\",\"party\":" party "}"

static struct arena *arena;
static struct config config = { .public_url = "https://a.example",
	.mail_from = "usher@a.example" };
static struct mailer mailer = { .config = &config };
static struct smtp_mail mail;
static const char *error;

static enum compose_outcome
write_mail(const char *text)
{
	const char *wrong;

	mail = (struct smtp_mail){ 0 };
	return compose(&mailer, json_parse(arena, text, strlen(text), &wrong),
	    arena, &mail, &error);
}

static bool
holds(const char *piece)
{
	return mail.data != NULL && strstr(mail.data, piece) != NULL;
}

static void
test_invitation(void)
{
	ok(write_mail(INVITATION("1", "connections", "B+x@C.example")) ==
		COMPOSE_DONE,
	    "an invitation is written");
	is(mail.to, "B+x@c.example", "its address is as typed, ASCII");
	is(mail.from, "usher@a.example", "it is from mail.from");
	ok(holds("From: \"Ann via Acme\" <usher@a.example>\r\n"),
	    "the inviter is named with the organization");
	ok(holds("Subject: Acme invites you to connect\r\n"),
	    "an unknown language is English");
	ok(holds("Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n"),
	    "its date is the row's");
	ok(holds("\r\n> one\r\n> two\r\n"), "the message is quoted by line");
	ok(holds("It is open until 5 March 2030, 14:30=C2=A0UTC."),
	    "its end has a zone");
	ok(holds("\r\nhttps://a.example/i/AZChssPUfl-Ka3yNng8a"),
	    "the link begins a line of the text");
	ok(!holds("\\u0001") && !holds("=01"), "no mark is left");
}

static void
test_kinds(void)
{
	static const struct {
		const char *kind;
		const char *subject;
	} kinds[] = {
		{ "connections", "Acme invites you to connect" },
		{ "contributors", "Acme asks for access to a utility account" },
		{ "team", "Acme invites you to its team" },
		{ "onboarding", "Please complete the onboarding of Acme" },
		{ "applicants", "Acme invites you to apply" },
	};
	const char *text;
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		text = arena_printf(
		    arena, INVITATION("1", "%s", "b@c.example"), kinds[i].kind);
		ok(write_mail(text) == COMPOSE_DONE &&
			holds(arena_printf(
			    arena, "Subject: %s\r\n", kinds[i].subject)),
		    kinds[i].kind);
	}
}

static void
write_in(const char *language)
{
	char *text =
	    arena_string(arena, INVITATION("1", "connections", "b@c.example"));

	memcpy(strstr(text, "\"zh\"") + 1, language, 2);
	ok(write_mail(text) == COMPOSE_DONE, language);
}

static void
test_languages(void)
{
	write_in("de");
	ok(holds("Einladung ansehen\r\n"),
	    "a mail is in its invitation's language");
	ok(holds("<html lang=3D\"de\" dir=3D\"ltr\">"), "and says so");
	write_in("ar");
	ok(holds("b@c.example=E2=81=A9"), "an address stands apart in it");
}

/* The subject for an organization of that name, decoded. */
static const char *
subject_for(const char *name)
{
	const char *mark = "\"organizationName\":\"", *at, *end;
	const char *text = INVITATION("1", "connections", "b@c.example");

	at = strstr(text, mark) + strlen(mark);
	ok(write_mail(arena_printf(arena, "%.*s%s%s", (int)(at - text), text,
	       name, strchr(at, '"'))) == COMPOSE_DONE,
	    "an invitation is written");
	at = strstr(mail.data, "<title>") + strlen("<title>");
	end = strstr(at, "</title>");
	return arena_copy(arena, at, (size_t)(end - at));
}

static void
test_subject(void)
{
	is(subject_for("The Worshipful Company of Makers Ltd."),
	    "The Worshipful Company of Makers Ltd. invites you to connect",
	    "a subject of 60 characters is whole");
	ok(strstr(subject_for("The Worshipful Company of Makers Ltd.!"),
	       "Makers Ltd=E2=80=A6 invites you to connect") != NULL,
	    "in a longer one the name gives way");
}

static void
test_code(void)
{
	ok(write_mail(CODE) == COMPOSE_DONE, "a code is written");
	ok(holds("Subject: Your code to answer Acme\r\n") && !holds("/i/"),
	    "its mail has no link");
	ok(!holds("List-Unsubscribe") && !holds("X-Usher-Invitation"),
	    "nor headers of an invitation");
}

static void
test_sms(void)
{
	const char *body;

	ok(write_mail(SMS) == COMPOSE_DONE, "a text message is written");
	is(mail.to, "491701234567@sms.example", "to the gateway");
	ok(!holds("Subject:") && !holds("multipart") && !holds("text/html"),
	    "it is text alone");
	ok(holds("X-Usher-Invitation: " ID "\r\n"), "it names its invitation");
	body = strstr(mail.data, "\r\n\r\n");
	ok(body != NULL &&
		strncmp(body + 4,
		    "The Shop: please confirm your details\r\n"
		    "https://a.example/i/",
		    39 + 20) == 0,
	    "it says who asks what, then the link begins a line");
	ok(strlen(body + 4) <= 160 + 4, "and fits one message");
}

static void
test_notices(void)
{
	static const struct {
		const char *kind;
		const char *family;
		const char *subject;
	} kinds[] = {
		{ "accepted", "connections", "Bolt accepted your invitation" },
		{ "accepted", "contributors", "Bolt accepted your invitation" },
		{ "accepted", "team", "Bolt accepted your invitation" },
		{ "accepted", "onboarding", "Bolt accepted your invitation" },
		{ "accepted", "applicants", "Bolt accepted your invitation" },
		{ "rejected", "applicants", "Bolt declined your invitation" },
		{ "asked", "team", "A new invitation, please, for Bolt" },
		{ "approval", "connections", "Bolt asks to connect with you" },
		{ "approved", "connections", "Acme approved your request" },
		{ "declined", "connections", "Acme declined your request" },
	};
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		ok(write_mail(
		       arena_printf(arena, NOTICE("%s", "%s", "\"Bolt\""),
			   kinds[i].kind, kinds[i].family)) == COMPOSE_DONE &&
			holds(arena_printf(
			    arena, "Subject: %s\r\n", kinds[i].subject)),
		    kinds[i].subject);
	ok(write_mail(NOTICE("accepted", "team", "null")) == COMPOSE_DONE &&
		holds("Subject: Your invitation was accepted\r\n"),
	    "it may not be known who did it");
	ok(holds("From: \"Acme\" <usher@a.example>\r\n") && !holds("Reply-To"),
	    "the organization is not asked to answer itself");
	ok(holds("X-Usher-Invitation: " ID "\r\n") &&
		holds("Auto-Submitted: auto-generated\r\n") &&
		!holds("List-Unsubscribe") && !holds("http"),
	    "it names the invitation, and has no link");
	ok(holds("They are a member of the team from now on, with the role"),
	    "it says what came of it");
	ok(holds("\r\n> No.\r\n"), "and quotes the words");
	ok(write_mail(NOTICE("rejected", "team",
	       "\"The Worshipful Company of Makers of Fine Playing Cards\"")) ==
		    COMPOSE_DONE &&
		holds("declined your invitation") && holds("=E2=80=A6 declin"),
	    "in its subject a long name gives way");
}

static void
test_refusals(void)
{
	ok(write_mail(INVITATION("2", "connections", "b@c.example")) ==
		COMPOSE_NEVER,
	    "a mail whose server key is retired is never written");
	is(error,
	    "the server key of its link has been retired: resend it with a "
	    "new link",
	    "and says what to do");
	ok(write_mail(INVITATION("1", "later", "b@c.example")) == COMPOSE_LATER,
	    "one of a kind not known yet waits");
	ok(write_mail(INVITATION("1", "connections",
	       "b@c.example\\r\\nRCPT TO:<x@y>")) == COMPOSE_NEVER,
	    "an address with a command in it is refused");
	config.mail_from = "usher";
	ok(write_mail(CODE) == COMPOSE_LATER,
	    "a mail.from that is no address makes mail wait");
}

int
main(void)
{
	const char *source = getenv("srcdir");
	struct ring *ring;

	arena = arena_new();
	mailer.ring = ring = test_ring(arena);
	mailer.templates = templates_load(
	    arena_printf(arena, "%s/templates", source == NULL ? "." : source),
	    NULL, arena, &error);
	if (ok(mailer.templates != NULL, "the templates are sound")) {
		test_invitation();
		test_kinds();
		test_subject();
		test_languages();
		test_code();
		test_sms();
		test_notices();
		test_refusals();
	}
	arena_free(arena);
	return done();
}
