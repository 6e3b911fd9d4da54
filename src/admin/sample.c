/* SPDX-License-Identifier: MIT */
/* Mails that nobody gets: data for whoever looks at templates. */
#include "admin/sample.h"

#include <string.h>

#include "base/arena.h"
#include "base/config.h"
#include "door/json.h"
#include "mail/compose.h"
#include "mail/kind.h"
#include "mail/mailer.h"

static const char mail[] =
    "{\"id\":\"01900000-0000-7000-8000-000000000000\","
    "\"invitationId\":\"01900000-0000-7000-8000-000000000001\","
    "\"createdAt\":\"2030-03-01T09:00:00.000Z\","
    "\"expiresAt\":\"2030-03-08T09:00:00.000Z\","
    "\"email\":\"robin@example.com\","
    "\"organizationName\":\"Example Ltd\",\"organizationEmail\":null,"
    "\"organizationLocale\":null,"
    "\"party\":\"Robin & Co\",\"reader\":\"Example Ltd\","
    "\"inviterName\":\"Sam Doe\",\"message\":\"Hello Robin,\\nwelcome.\","
    "\"role\":\"Admin\",\"isEdit\":false,\"businessName\":\"Robin & Co\","
    "\"url\":\"" SAMPLE_URL "\","
    "\"unsubscribeUrl\":\"https://example.com/u/sample\","
    "\"code\":\"" SAMPLE_CODE "\"}";

struct json *
sample_mail_data(struct arena *arena)
{
	const char *wrong;

	return json_parse(arena, mail, sizeof(mail) - 1, &wrong);
}

const char *
sample_kind(size_t place, struct arena *arena)
{
	const struct mail_kind *kind = mail_kind_at(place);

	if (kind == NULL)
		return NULL;
	if (kind->invitation == NULL)
		return kind->name;
	if (strcmp(kind->name, "invitation") == 0)
		return kind->invitation;
	return arena_printf(arena, "%s.%s", kind->invitation, kind->name);
}

const char *
sample_write(const struct config *config, const struct templates *templates,
    size_t place, const char *locale, struct message *message,
    struct arena *arena)
{
	const struct mailer mailer = { .config = config,
		.templates = templates };
	const struct mail_kind *kind = mail_kind_at(place);
	struct json *data = sample_mail_data(arena);
	const char *error;

	json_set_text(arena, data, "kind", kind->name);
	json_set_text(arena, data, "invitationKind", kind->invitation);
	json_set_text(arena, data, "locale", locale);
	return compose_message(&mailer, data, arena, message, &error) ==
		COMPOSE_DONE
	    ? NULL
	    : error;
}
