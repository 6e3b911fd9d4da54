/* SPDX-License-Identifier: MIT */
/* Who we are, told to a relay that has proved who it is. */
#include <auth-client.h> /* before libesmtp.h, which then knows it */
#include <string.h>

#include "base/log.h"
#include "door/smtp_inner.h"

static int
on_log_in(auth_client_request_t request, char **result, int count, void *arg)
{
	const struct dialogue *d = arg;
	const char *value;
	int i;

	for (i = 0; i < count; i++) {
		value = request[i].flags & AUTH_USER ? d->relay->user
		    : request[i].flags & AUTH_PASS   ? d->relay->password
						     : NULL;
		if (value == NULL)
			return 0; /* a mechanism with a realm */
		result[i] = (char *)(uintptr_t)value;
	}
	return 1;
}

void
dialogue_set_log_in(struct dialogue *d)
{
	auth_context_t auth;

	if (d->relay->user == NULL)
		return;
	/* PLAIN copies both into a buffer for this many, unchecked. */
	if (strlen(d->relay->user) > SMTP_PASSWORD_MAX ||
	    strlen(d->relay->password) > SMTP_PASSWORD_MAX)
		dialogue_stop(d, "smtp.user or its password is too long");
	auth_client_init();
	if ((auth = auth_create_context()) == NULL ||
	    !auth_set_mechanism_flags(auth, AUTH_PLUGIN_PLAIN, 0) ||
	    !auth_set_interact_cb(auth, on_log_in, d) ||
	    !smtp_auth_set_context(d->esmtp, auth))
		fatal("event=smtp_failed call=auth_create_context");
}
