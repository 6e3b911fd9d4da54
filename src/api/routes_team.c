/* SPDX-License-Identifier: MIT */
/*
 * The team family: a person is invited to a role and a seat in a business.
 * "me" in a path is the business whose key it is.
 */
#include "api/common.h"
#include "api/route.h"
#include "api/visitor.h"

#define TAG "Team"
#define ME "/businesses/me"
#define SEATS_MAX 1000000

static const char *const statuses[] = { "Pending", "Accepted", "Expired",
	"Revoked", "Resent", "Failed to send", NULL };

/* The fields of the document, all of them and in its order. */
#define DOCUMENT_MEMBERS \
	{ "safeMessage", KIND_STRING, .max = TEXT_MAX, .is_nullable = true, \
		.help = \
		    "What it is, for a stranger; null where a key asks." }, \
	    { "id", KIND_UUID }, { "businessId", KIND_UUID }, \
	    { "businessName", KIND_STRING, .max = TEXT_MAX }, \
	    { "email", KIND_STRING, .max = TEXT_MAX }, \
	    { "role", KIND_WORD, .words = roles }, \
	    { "status", KIND_WORD, .words = statuses }, \
	    { "createdAt", KIND_TIME }, { "expiresAt", KIND_TIME }, \
	    TIME_OR_NULL("sentAt"), TIME_OR_NULL("resentAt"), \
	    TIME_OR_NULL("acceptedAt"), TIME_OR_NULL("revokedAt"), \
	    TEXT_OR_NULL("sendFailureReason"), \
	    TEXT_OR_NULL("licenseBillingStatus"), \
	    { "licenseQuantity", KIND_STRING, .max = TEXT_MAX, \
		    .is_nullable = true, .example = "7", \
		    .help = "Digits: seats in use after the last change of " \
			    "this invitation; null without a licence, as " \
			    "are the other licence fields." }, \
	    TIME_OR_NULL("licenseRenewalDate"), \
	    TIME_OR_NULL("licenseActivatedAt"), \
	    TIME_OR_NULL("licenseReleasedAt")

static const struct field preview_members[] = { DOCUMENT_MEMBERS, { 0 } };

static const struct field invitation_members[] = {
	DOCUMENT_MEMBERS,
	{ "delivery", KIND_OBJECT, .members = delivery_members },
	{ 0 },
};

static const struct field create_fields[] = {
	{ "email", KIND_EMAIL, .is_required = true,
	    .help = "Where the invitation is sent." },
	{ "role", KIND_WORD, .words = roles,
	    .help = "Agent when left out; never above your key's own." },
	INVITER_FIELDS,
	{ 0 },
};

static const struct field invitation_query[] = {
	{ "status", KIND_WORD, .words = statuses },
	{ 0 },
};

static const struct field accept_fields[] = {
	{ "token", KIND_TOKEN, .is_required = true,
	    .help = "From the link in the mail." },
	{ "email", KIND_EMAIL, .help = "The one that was invited." },
	{ "firstName", KIND_NAME },
	{ "lastName", KIND_NAME },
	{ "password", KIND_SECRET, .min = PASSWORD_MIN, .max = PASSWORD_MAX,
	    .help = "For POST /v1/sessions; a member without one logs in "
		    "elsewhere." },
	{ 0 },
};

static const struct field member_fields[] = {
	{ "role", KIND_WORD, .words = roles, .is_required = true,
	    .help = "Neither the old nor the new one may be above your "
		    "key's own." },
	{ 0 },
};

static const struct field license_fields[] = {
	{ "seatLimit", KIND_INTEGER, .min = 0, .max = SEATS_MAX,
	    .is_required = true,
	    .help = "Members and pending invitations together." },
	{ "renewalDate", KIND_TIME },
	{ "billingStatus", KIND_STRING, .min = 1, .max = 100 },
	{ 0 },
};

static const struct field license_members[] = {
	{ "seatLimit", KIND_INTEGER, .min = 0, .max = SEATS_MAX,
	    .is_nullable = true },
	{ "used", KIND_INTEGER, .min = 0, .max = NUMBER_MAX,
	    .help = "Seats of members." },
	{ "reserved", KIND_INTEGER, .min = 0, .max = NUMBER_MAX,
	    .help = "Seats of pending invitations." },
	{ "available", KIND_INTEGER, .min = 0, .max = SEATS_MAX,
	    .is_nullable = true },
	TEXT_OR_NULL("licenseQuantity"),
	TIME_OR_NULL("licenseRenewalDate"),
	TEXT_OR_NULL("licenseBillingStatus"),
	{ 0 },
};

/* Any password may be tried: that it is too short says nothing of it. */
static const struct field session_fields[] = {
	{ "organizationId", KIND_UUID, .is_required = true },
	{ "email", KIND_EMAIL, .is_required = true },
	{ "password", KIND_SECRET, .min = 1, .max = PASSWORD_MAX,
	    .is_required = true },
	{ 0 },
};

static const struct field session_members[] = {
	{ "key", KIND_STRING, .max = TEXT_MAX, .help = "Shown once." },
	{ "role", KIND_WORD, .words = roles },
	{ "expiresAt", KIND_TIME },
	{ 0 },
};

const struct route routes_team[] = {
	{ "POST", ME "/invitations", "teamInvitationCreate", TAG,
	    "Invite a person", .scope = "invitations:write",
	    .organization = "me", .fields = create_fields,
	    .needs = NEED_LINKS | NEED_RATE, .links = 1,
	    .procedure = "team_invitation_create", .status = 201,
	    .location = ME "/invitations/{}",
	    .problems = "role_too_low already_member "
			"invitation_already_pending seat_limit_reached "
			"too_many",
	    .reply = invitation_members },
	{ "GET", ME "/invitations", "teamInvitationList", TAG,
	    "List invitations, history included", .scope = "invitations:read",
	    .organization = "me", .query = invitation_query,
	    .procedure = "team_invitation_list", .status = 200,
	    .shape = SHAPE_ARRAY, .reply = invitation_members },
	{ "GET", ME "/invitations/{invitationId}", "teamInvitationGet", TAG,
	    "Show an invitation", .scope = "invitations:read",
	    .organization = "me", .procedure = "team_invitation_get",
	    .status = 200, .reply = invitation_members },
	{ "DELETE", ME "/invitations/{invitationId}", "teamInvitationRevoke",
	    TAG, "Revoke an invitation", .scope = "invitations:write",
	    .organization = "me", .procedure = "team_invitation_revoke",
	    .status = 204, .problems = "role_too_low invitation_state",
	    .shape = SHAPE_NONE },
	{ "POST", ME "/invitations/{invitationId}/resend",
	    "teamInvitationResend", TAG, "Resend an invitation",
	    .scope = "invitations:write", .organization = "me",
	    .fields = rotate_fields,
	    .needs = NEED_LINKS | NEED_SECRETS | NEED_INTERVAL | NEED_RATE,
	    .links = 1, .procedure = "team_invitation_resend", .status = 200,
	    .problems = "role_too_low invitation_state already_member "
			"invitation_already_pending seat_limit_reached "
			"link_needs_rotation too_many",
	    .reply = invitation_members },
	{ "GET", "/businesses/invitations/token/{token}",
	    "teamInvitationPreview", TAG, "Show what a link opens",
	    .procedure = "team_invitation_preview", .status = 200,
	    .problems = "invitation_expired invitation_revoked link_replaced",
	    .reply = preview_members },
	{ "POST", "/businesses/invitations/accept", "teamInvitationAccept", TAG,
	    "Accept an invitation", .fields = accept_fields,
	    .has_answers = true, .check = "link_check",
	    .procedure = "team_invitation_accept", .status = 200,
	    .problems = "role_too_low already_member invitation_expired "
			"invitation_revoked link_replaced",
	    .reply = invitation_members },
	{ "GET", ME "/users", "memberList", TAG, "List members",
	    .scope = "invitations:read", .organization = "me",
	    .procedure = "member_list", .status = 200, .shape = SHAPE_ARRAY,
	    .reply = member_members },
	{ "PATCH", ME "/users/{userId}", "memberUpdate", TAG,
	    "Change a member's role", .scope = "organizations:write",
	    .organization = "me", .fields = member_fields,
	    .procedure = "member_update", .status = 200,
	    .problems = "role_too_low last_owner", .reply = member_members },
	{ "DELETE", ME "/users/{userId}", "memberRemove", TAG,
	    "Remove a member", .scope = "organizations:write",
	    .organization = "me", .procedure = "member_remove", .status = 204,
	    .problems = "role_too_low last_owner", .shape = SHAPE_NONE },
	{ "GET", ME "/license", "licenseGet", TAG,
	    "Show the licence and what of it is in use",
	    .scope = "invitations:read", .organization = "me",
	    .procedure = "license_get", .status = 200,
	    .reply = license_members },
	{ "PUT", "/v1/organizations/{id}/license", "licenseSet", TAG,
	    "Set a business's licence, from above",
	    .scope = "organizations:write", .organization = "id",
	    .fields = license_fields, .procedure = "license_set", .status = 200,
	    .problems = "seat_limit_below_use", .reply = license_members },
	{ "POST", "/v1/sessions", "sessionOpen", TAG, "Log in as a member",
	    .organization = "organizationId", .fields = session_fields,
	    .needs = NEED_KEY | NEED_PASSWORD, .check = "session_check",
	    .procedure = "session_open", .is_unrepeatable = true, .status = 201,
	    .location = "/v1/keys/{}", .problems = "key_invalid too_many",
	    .reply = session_members },
	{ 0 },
};
