/* SPDX-License-Identifier: MIT */
/* Every problem there is: what the API, the pages and the manual say of it. */
#include "api/problem.h"

#include <string.h>

#include "base/attr.h"

const struct problem problem_malformed = { "malformed", 400,
	"The request cannot be read",
	"The body is not one JSON value in UTF-8, or a cursor is not of this "
	"list." };
const struct problem problem_key_missing = { "key_missing", 401,
	"An API key is required",
	"Send `Authorization: Bearer usk_…` or `X-API-KEY: usk_…`." };
const struct problem problem_not_found = { "not_found", 404,
	"There is nothing here",
	"The path, an id in it, or the token is unknown, or belongs to an "
	"organization that your key does not act for." };
const struct problem problem_method_not_allowed = { "method_not_allowed", 405,
	"This path does not take that method",
	"The Allow header names those it takes." };
const struct problem problem_revision_mismatch = { "revision_mismatch", 412,
	"It has changed since you read it",
	"If-Match names another revision than the present one. Read it again, "
	"then decide." };
const struct problem problem_body_too_large = {
	"body_too_large", 413, "The body is too large",
	"A body may have 64 KiB, that of PATCH /v1/organizations/{id} 96 KiB."
};
const struct problem problem_media_type = { "media_type", 415,
	"The body is not JSON", "Send `Content-Type: application/json`." };
const struct problem problem_invalid_fields = { "invalid_fields", 422,
	"Some fields are not as they should be",
	"`errors` names each of them and says why." };
const struct problem problem_internal = { "internal", 500,
	"Something went wrong here",
	"It is in our log under the requestId; nothing was changed." };
const struct problem problem_unavailable = { "unavailable", 503,
	"The service cannot answer now",
	"Try again after the time in Retry-After, with the same "
	"Idempotency-Key if you sent one." };

const struct problem problem_parked = { .code = "parked" };

/* Those that only the database decides on. */
static const struct problem others[] = {
	{ "key_invalid", 401, "The API key is no good",
	    "It is unknown, revoked or expired." },
	{ "scope_missing", 403, "The API key may not do this",
	    "The route needs a scope that the key does not have." },
	{ "role_too_low", 403, "The role is too low for this",
	    "Nobody gives a role above their own." },
	{ "approval_not_yours", 403, "The other side decides this",
	    "Only the business whose public link was used approves or "
	    "declines." },
	{ "request_in_progress", 409, "The same request is still running",
	    "Another request with this Idempotency-Key has not ended. Try "
	    "again in a moment." },
	{ "invitation_already_pending", 409, "It is already invited",
	    "A live invitation to this target exists; existingId names it. "
	    "Resend or cancel that one." },
	{ "already_connected", 409, "They are already connected",
	    "A connection between the two is pending or active." },
	{ "already_member", 409, "This person is already a member",
	    "The address belongs to a member of the business." },
	{ "own_invitation", 409, "This is your own invitation",
	    "A business cannot accept or reject what it sent itself." },
	{ "invitation_state", 409, "The invitation's state does not allow it",
	    "What is accepted, rejected or revoked is final." },
	{ "connection_state", 409, "The connection's state does not allow it",
	    "Pending ones are approved or declined, active ones archived." },
	{ "seat_limit_reached", 409, "All paid seats are taken",
	    "Members and live invitations use up the licence's seatLimit." },
	{ "seat_limit_below_use", 409, "More seats are in use than that",
	    "seatLimit cannot be set below the seats used and reserved." },
	{ "not_rejectable", 409, "This cannot be rejected here",
	    "Only the link in the mail rejects, and not in every family." },
	{ "link_needs_rotation", 409, "The link can no longer be made again",
	    "The server key behind it has been retired. Resend with "
	    "`{\"rotate\": true}`." },
	{ "id_taken", 409, "This id is taken",
	    "Another organization has the id you chose." },
	{ "last_owner", 409, "A business keeps one Owner",
	    "Make another member Owner first." },
	{ "invitation_expired", 410, "The invitation has expired",
	    "Ask the sender to send it again." },
	{ "invitation_revoked", 410, "The invitation was withdrawn",
	    "Its sender has revoked it." },
	{ "invitation_used_up", 410, "The invitation has been used",
	    "It was accepted as often as it may be, by somebody else." },
	{ "invitation_rejected", 410, "The invitation was rejected",
	    "A rejected invitation cannot be accepted any more." },
	{ "link_replaced", 410, "A newer link has replaced this one",
	    "Look for a later mail from the same sender." },
	{ "public_link_closed", 410, "This public link is closed",
	    "Its owner has switched it off." },
	{ "idempotency_key_reused", 422, "The Idempotency-Key is in use",
	    "It was sent before with another body. Use a new key." },
	{ "too_many", 429, "Too many, too soon",
	    "Try again after the time in Retry-After." },
	{ "code_exhausted", 429, "Too many codes or tries",
	    "Ask for a new code after the time in Retry-After." },
};

static const struct problem *const ours[] = {
	&problem_malformed,
	&problem_key_missing,
	&problem_not_found,
	&problem_method_not_allowed,
	&problem_revision_mismatch,
	&problem_body_too_large,
	&problem_media_type,
	&problem_invalid_fields,
	&problem_internal,
	&problem_unavailable,
};

const struct problem *
problem_at(size_t i)
{
	if (i < COUNT_OF(ours))
		return ours[i];
	i -= COUNT_OF(ours);
	return i < COUNT_OF(others) ? &others[i] : NULL;
}

const struct problem *
problem_find(const char *code)
{
	const struct problem *problem;
	size_t i;

	for (i = 0; (problem = problem_at(i)) != NULL; i++)
		if (strcmp(problem->code, code) == 0)
			return problem;
	return NULL;
}
