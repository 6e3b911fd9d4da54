/* SPDX-License-Identifier: MIT */
/* The kinds of mail there are: one table. */
#include "mail/kind.h"

#include <string.h>

#include "base/attr.h"

static const struct mail_kind kinds[] = {
	{ "invitation", "connections", "mail/invitation", "url",
	    { "connections", "invitation" } },
	{ "invitation", "contributors", "mail/invitation", "url",
	    { "contributors", "invitation" } },
	{ "invitation", "team", "mail/invitation", "url",
	    { "team", "invitation" } },
	{ "invitation", "onboarding", "mail/invitation", "url",
	    { "onboarding", "invitation" } },
	{ "invitation", "applicants", "mail/invitation", "url",
	    { "applicants", "invitation" } },
	{ "code", NULL, "mail/code", "code", { "code" } },
	{ "sms", NULL, "mail/sms", "url", { "sms" }, .is_short = true },
	/* Notices: what has happened, to whom it concerns; without a link. */
	{ "accepted", "connections", "mail/notice", NULL,
	    { "connections.accepted", "accepted", "notice" } },
	{ "accepted", "contributors", "mail/notice", NULL,
	    { "contributors.accepted", "accepted", "notice" } },
	{ "accepted", "team", "mail/notice", NULL,
	    { "team.accepted", "accepted", "notice" } },
	{ "accepted", "onboarding", "mail/notice", NULL,
	    { "onboarding.accepted", "accepted", "notice" } },
	{ "accepted", "applicants", "mail/notice", NULL,
	    { "applicants.accepted", "accepted", "notice" } },
	{ "rejected", NULL, "mail/notice", NULL, { "rejected", "notice" } },
	{ "asked", NULL, "mail/notice", NULL, { "asked", "notice" } },
	{ "approval", NULL, "mail/notice", NULL, { "approval", "notice" } },
	{ "approved", NULL, "mail/notice", NULL, { "approved", "notice" } },
	{ "declined", NULL, "mail/notice", NULL, { "declined", "notice" } },
};

const struct mail_kind *
mail_kind_at(size_t place)
{
	return place < COUNT_OF(kinds) ? &kinds[place] : NULL;
}

const struct mail_kind *
mail_kind_find(const char *name, const char *invitation)
{
	const struct mail_kind *kind;

	for (kind = kinds; kind < kinds + COUNT_OF(kinds); kind++)
		if (name != NULL && strcmp(kind->name, name) == 0 &&
		    (kind->invitation == NULL ||
			(invitation != NULL &&
			    strcmp(kind->invitation, invitation) == 0)))
			return kind;
	return NULL;
}
