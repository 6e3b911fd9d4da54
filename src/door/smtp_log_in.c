/* SPDX-License-Identifier: MIT */
/* Who we are, told to a relay that has proved who it is. */
#include <auth-client.h> /* before libesmtp.h, which then knows it */
#include <string.h>

#include "base/log.h"
#include "door/smtp_inner.h"

static int
on_log_in(auth_client_request_t request, char **result, int count, void *arg)
{
	const struct session *s = arg;
	const char *value;
	int i;

	for (i = 0; i < count; i++) {
		value = request[i].flags & AUTH_USER ? s->relay->user
		    : request[i].flags & AUTH_PASS   ? s->relay->password
						     : NULL;
		if (value == NULL)
			return 0; /* a mechanism with a realm */
		result[i] = (char *)(uintptr_t)value;
	}
	return 1;
}

void
session_set_log_in(struct session *s)
{
	auth_context_t auth;

	if (s->relay->user == NULL)
		return;
	/* PLAIN copies both into a buffer for this many, unchecked. */
	if (strlen(s->relay->user) > SMTP_PASSWORD_MAX ||
	    strlen(s->relay->password) > SMTP_PASSWORD_MAX)
		session_stop(s, "smtp.user or its password is too long");
	auth_client_init();
	if ((auth = auth_create_context()) == NULL ||
	    !auth_set_mechanism_flags(auth, AUTH_PLUGIN_PLAIN, 0) ||
	    !auth_set_interact_cb(auth, on_log_in, s) ||
	    !smtp_auth_set_context(s->esmtp, auth))
		fatal("event=smtp_failed call=auth_create_context");
}
