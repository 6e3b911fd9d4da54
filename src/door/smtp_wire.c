/* SPDX-License-Identifier: MIT */
/*
 * SMTP as it passes on the wire, command by command and answer by answer:
 * just enough to say that a session must not go on. No library here.
 */
#include "door/smtp_wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

const char *
smtp_phase_name(enum smtp_phase phase)
{
	static const char *const names[] = { "connect", "connect", "EHLO",
		"STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "the final dot" };

	return names[phase];
}

static void
forget_answer(struct smtp_wire *wire)
{
	wire->is_whole = false;
	wire->answer[0] = '\0';
	wire->line_len = 0;
}

void
smtp_wire_begin(struct smtp_wire *wire)
{
	wire->phase = SMTP_GREETING;
	wire->has_tls = wire->is_logged_in = wire->is_quitting = false;
	wire->code = 0;
	forget_answer(wire);
}

static void
end_line(struct smtp_wire *wire)
{
	char *answer = wire->answer;
	const char *line = wire->line, *text;
	size_t len = strlen(answer);

	wire->line[wire->line_len] = '\0';
	wire->line[strcspn(line, "\r\n")] = '\0';
	wire->line_len = 0;
	text = strlen(line) > 4 ? line + 4 : "";
	wire->code = atoi(line);
	wire->is_whole = strlen(line) < 4 || line[3] != '-';
	if (len == 0)
		snprintf(answer, SMTP_ANSWER_BYTES, "%d %s", wire->code, text);
	else
		snprintf(answer + len, SMTP_ANSWER_BYTES - len, " %s", text);
	if (wire->is_whole && wire->phase == SMTP_AUTH && wire->code == 235)
		wire->is_logged_in = true;
}

const char *
smtp_wire_hear(struct smtp_wire *wire, const char *data, size_t len)
{
	if (wire->is_quitting)
		return NULL; /* what was said before tells why */
	for (; len > 0; len--, data++) {
		/*
		 * What comes behind an answer before TLS begins would be
		 * taken for the first word under TLS (CVE-2011-0411).
		 */
		if (wire->is_whole && wire->must_use_tls && !wire->has_tls)
			return "the relay spoke out of turn before TLS";
		if (wire->is_whole)
			forget_answer(wire);
		if (wire->line_len < SMTP_LINE_BYTES - 1)
			wire->line[wire->line_len++] = *data;
		if (*data == '\n')
			end_line(wire);
	}
	return NULL;
}

/* What may be said before TLS, where there must be TLS. */
static bool
is_harmless(const char *command)
{
	return starts_with(command, "EHLO ") ||
	    starts_with(command, "STARTTLS\r\n") ||
	    starts_with(command, "QUIT\r\n");
}

static enum smtp_phase
next_phase(const struct smtp_wire *wire, const char *command)
{
	static const struct {
		const char *command;
		enum smtp_phase phase;
	} phases[] = { { "EHLO ", SMTP_EHLO }, { "HELO ", SMTP_EHLO },
		{ "STARTTLS\r\n", SMTP_STARTTLS }, { "AUTH ", SMTP_AUTH },
		{ "MAIL FROM:", SMTP_MAIL } };
	size_t i;

	for (i = 0; i < COUNT_OF(phases); i++)
		if (starts_with(command, phases[i].command))
			return phases[i].phase;
	return wire->phase;
}

const char *
smtp_wire_speak(struct smtp_wire *wire, const char *data, size_t len)
{
	char command[16];

	snprintf(command, sizeof(command), "%.*s", (int)len, data);
	if (wire->must_use_tls && !wire->has_tls && !is_harmless(command))
		return "STARTTLS is not offered";
	/* An answer to a challenge is no command, whatever it looks like. */
	if (wire->phase == SMTP_AUTH && wire->code == 334) {
		forget_answer(wire);
		return NULL;
	}
	if (wire->must_log_in && !wire->is_logged_in &&
	    starts_with(command, "MAIL FROM:"))
		return "AUTH is not offered";
	wire->is_quitting = starts_with(command, "QUIT\r\n");
	if (wire->is_quitting)
		return NULL;
	wire->phase = next_phase(wire, command);
	forget_answer(wire);
	return NULL;
}
