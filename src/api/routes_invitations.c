/* SPDX-License-Identifier: MIT */
/* Invitations of all families in one view, and what happened to them. */
#include "api/common.h"
#include "api/route.h"

#define TAG "Invitations"

#define INVITATION_MEMBERS \
	{ "id", KIND_UUID }, { "kind", KIND_WORD, .words = invitation_kinds }, \
	    { "organizationId", KIND_UUID }, TEXT_OR_NULL("email"), \
	    { "status", KIND_WORD, .words = core_statuses }, \
	    TEXT_OR_NULL("inviterName"), TEXT_OR_NULL("message"), \
	    TEXT_OR_NULL("locale"), TIME_OR_NULL("expiresAt"), \
	    { "maxUses", KIND_INTEGER, .min = 1, .max = NUMBER_MAX, \
		    .is_nullable = true }, \
	    { "useCount", KIND_INTEGER, .min = 0, .max = NUMBER_MAX }, \
	    { "createdAt", KIND_TIME }, TIME_OR_NULL("sentAt"), \
	    TIME_OR_NULL("resentAt"), TIME_OR_NULL("acceptedAt"), \
	    TIME_OR_NULL("rejectedAt"), TIME_OR_NULL("revokedAt"), \
	{ \
		"delivery", KIND_OBJECT, .members = delivery_members \
	}

static const struct field invitation_members[] = { INVITATION_MEMBERS, { 0 } };

static const struct field invitation_with_events[] = {
	INVITATION_MEMBERS,
	{ "events", KIND_LIST, .max = TEXT_MAX, .members = event_item },
	{ 0 },
};

static const struct field invitation_query[] = {
	{ "kind", KIND_WORD, .words = invitation_kinds },
	{ "status", KIND_WORD, .words = core_statuses },
	{ "email", KIND_EMAIL },
	{ "organizationId", KIND_UUID },
	{ 0 },
};

static const struct field event_query[] = {
	{ "after", KIND_UUID, .help = "Go on behind the event of this id." },
	{ "organizationId", KIND_UUID },
	{ "invitationId", KIND_UUID },
	{ "type", KIND_WORD, .words = event_types },
	{ 0 },
};

const struct route routes_invitations[] = {
	{ "GET", "/v1/invitations", "invitationList", TAG,
	    "List invitations of all families", .scope = "invitations:read",
	    .query = invitation_query, .procedure = "invitation_list",
	    .status = 200, .shape = SHAPE_LIST, .reply = invitation_members },
	{ "GET", "/v1/invitations/{invitationId}", "invitationGet", TAG,
	    "Show an invitation of any family", .scope = "invitations:read",
	    .procedure = "invitation_get", .status = 200,
	    .reply = invitation_with_events },
	{ "POST", "/v1/invitations/{invitationId}/resend", "invitationResend",
	    TAG, "Resend an invitation of any family",
	    .scope = "invitations:write", .owner = "invitation_owner",
	    .fields = rotate_fields,
	    .needs = NEED_LINKS | NEED_SECRETS | NEED_INTERVAL | NEED_RATE |
		NEED_GATEWAY,
	    .links = LINKS_MAX, .procedure = "invitation_resend", .status = 200,
	    .problems = "invitation_state invitation_already_pending "
			"link_needs_rotation too_many role_too_low "
			"already_member seat_limit_reached",
	    .reply = invitation_members },
	{ "POST", "/v1/invitations/{invitationId}/revoke", "invitationRevoke",
	    TAG, "Revoke an invitation of any family",
	    .scope = "invitations:write", .procedure = "invitation_revoke",
	    .status = 200, .problems = "invitation_state role_too_low",
	    .reply = invitation_members },
	{ "GET", "/v1/events", "eventList", TAG, "Read what happened",
	    .scope = "organizations:read", .query = event_query,
	    .procedure = "event_list", .status = 200, .shape = SHAPE_LIST,
	    .reply = event_members },
	{ 0 },
};
