/* SPDX-License-Identifier: MIT */
#include "door/smtp_wire.h"
#include "tap.h"

static struct smtp_wire wire;

static void
begin(bool must_use_tls, bool must_log_in)
{
	wire = (struct smtp_wire){ .must_use_tls = must_use_tls,
		.must_log_in = must_log_in };
	smtp_wire_begin(&wire);
}

static const char *
hear(const char *data)
{
	return smtp_wire_hear(&wire, data, strlen(data));
}

static const char *
speak(const char *data)
{
	return smtp_wire_speak(&wire, data, strlen(data));
}

static void
test_answers(void)
{
	begin(false, false);
	ok(hear("220 he") == NULL && !wire.is_whole,
	    "half an answer is not whole");
	ok(hear("llo\r\n") == NULL && wire.is_whole && wire.code == 220,
	    "the rest makes it so");
	ok(speak("EHLO me\r\n") == NULL && wire.phase == SMTP_EHLO,
	    "a command begins a phase");
	ok(hear("550-no\r\n550 never\r\n") == NULL && wire.code == 550,
	    "an answer may have lines");
	is(wire.answer, "550 no never", "which are made one");
	ok(speak("QUIT\r\n") == NULL && hear("221 bye\r\n") == NULL,
	    "good-byes are said");
	is(wire.answer, "550 no never", "and leave the answer before");
}

static void
test_tls(void)
{
	begin(true, false);
	ok(hear("220 hello\r\n") == NULL && speak("EHLO me\r\n") == NULL &&
		hear("250 STARTTLS\r\n") == NULL &&
		speak("STARTTLS\r\n") == NULL && hear("220 go\r\n") == NULL,
	    "before TLS only the way to it is spoken");
	wire.has_tls = true;
	ok(speak("EHLO me\r\n") == NULL && speak("MAIL FROM:<a@b>\r\n") == NULL,
	    "under TLS anything is");
	begin(true, false);
	is(speak("HELO me\r\n"), "STARTTLS is not offered",
	    "HELO in clear is stopped");
	is(speak("MAIL FROM:<a@b>\r\n"), "STARTTLS is not offered",
	    "so is MAIL");
	is(speak("AUTH PLAIN AGEAYg==\r\n"), "STARTTLS is not offered",
	    "so is a password");
	begin(true, false);
	is(hear("220 hello\r\n250 more\r\n"),
	    "the relay spoke out of turn before TLS",
	    "an answer that nobody asked for is stopped");
}

static void
test_log_in(void)
{
	begin(false, true);
	ok(hear("220 hello\r\n") == NULL && speak("EHLO me\r\n") == NULL &&
		hear("250 AUTH LOGIN\r\n") == NULL &&
		speak("AUTH LOGIN\r\n") == NULL &&
		hear("334 VXNlcm5hbWU6\r\n") == NULL,
	    "a log-in is spoken");
	ok(speak("QUIT\r\n") == NULL && !wire.is_quitting,
	    "what answers a challenge is no command");
	ok(hear("535 no\r\n") == NULL && speak("MAIL FROM:<a@b>\r\n") != NULL,
	    "MAIL after a failed log-in is stopped");
	ok(speak("AUTH PLAIN AGEAYg==\r\n") == NULL &&
		hear("235 welcome\r\n") == NULL &&
		speak("MAIL FROM:<a@b>\r\n") == NULL,
	    "MAIL after a good one is not");
	begin(false, true);
	ok(hear("235 welcome\r\n") == NULL &&
		speak("MAIL FROM:<a@b>\r\n") != NULL,
	    "a 235 that answers no AUTH does not count");
}

int
main(void)
{
	test_answers();
	test_tls();
	test_log_in();
	return done();
}
