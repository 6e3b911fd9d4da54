/* SPDX-License-Identifier: MIT */
/* The connections family: a business invites a business. */
#include "api/common.h"
#include "api/route.h"

#define TAG "Connections"
#define BUSINESS "/api/businesses/{businessId}"

static const char *const statuses[] = { "pending", "accepted", "rejected",
	"cancelled", "expired", NULL };

#define INVITATION_MEMBERS \
	{ "id", KIND_UUID }, { "businessId", KIND_UUID }, \
	    { "email", KIND_STRING, .max = TEXT_MAX }, \
	    TEXT_OR_NULL("aliasName"), \
	    { "status", KIND_WORD, .words = statuses }, \
	    { "invitationUrl", KIND_STRING, .max = TEXT_MAX, \
		    .is_nullable = true, \
		    .help = "Shown once, in the answer to the create." }, \
	    TEXT_OR_NULL("inviterName"), TEXT_OR_NULL("message"), \
	    TEXT_OR_NULL("locale"), { "expiresAt", KIND_TIME }, \
	    { "createdAt", KIND_TIME }, TIME_OR_NULL("sentAt"), \
	    TIME_OR_NULL("resentAt"), TIME_OR_NULL("acceptedAt"), \
	    TIME_OR_NULL("rejectedAt"), TIME_OR_NULL("cancelledAt"), \
	    TEXT_OR_NULL("rejectReason"), \
	    { "delivery", KIND_OBJECT, .members = delivery_members }, \
	{ \
		"connectionId", KIND_UUID, .is_nullable = true \
	}

static const struct field invitation_members[] = { INVITATION_MEMBERS, { 0 } };

static const struct field invitation_with_events[] = {
	INVITATION_MEMBERS,
	{ "events", KIND_LIST, .max = TEXT_MAX, .members = event_item },
	{ 0 },
};

static const struct field received_members[] = {
	{ "id", KIND_UUID },
	{ "businessId", KIND_UUID, .help = "Who invites." },
	{ "businessName", KIND_STRING, .max = TEXT_MAX },
	{ "email", KIND_STRING, .max = TEXT_MAX },
	TEXT_OR_NULL("inviterName"),
	TEXT_OR_NULL("message"),
	{ "status", KIND_WORD, .words = statuses },
	{ "expiresAt", KIND_TIME },
	{ "createdAt", KIND_TIME },
	TIME_OR_NULL("acceptedAt"),
	TIME_OR_NULL("rejectedAt"),
	TIME_OR_NULL("cancelledAt"),
	{ "connectionId", KIND_UUID, .is_nullable = true },
	{ 0 },
};

static const struct field accepted_members[] = {
	CONNECTION_MEMBERS,
	{ "alreadyAccepted", KIND_BOOLEAN },
	{ 0 },
};

static const struct field settings_members[] = {
	{ "enabled", KIND_BOOLEAN },
	{ "requiresApproval", KIND_BOOLEAN },
	{ "invitationUrl", KIND_STRING, .max = TEXT_MAX, .is_nullable = true,
	    .help = "The public link, while it is enabled." },
	{ "revision", KIND_INTEGER, .min = 0, .max = NUMBER_MAX },
	{ 0 },
};

static const struct field create_fields[] = {
	{ "email", KIND_EMAIL, .is_required = true,
	    .help = "Where the invitation is sent." },
	{ "aliasName", KIND_NAME,
	    .help = "What you will call this connection." },
	{ "expiresInDays", KIND_INTEGER, .min = 1, .max = 90,
	    .help = "7 when left out." },
	INVITER_FIELDS,
	{ 0 },
};

static const struct field sent_query[] = {
	{ "status", KIND_WORD, .words = statuses },
	{ "email", KIND_EMAIL },
	{ 0 },
};

static const struct field received_query[] = {
	{ "status", KIND_WORD, .words = statuses },
	{ 0 },
};

static const struct field accept_fields[] = {
	{ "token", KIND_TOKEN, .is_required = true,
	    .help = "From the link in the mail, or the link returned." },
	{ "aliasName", KIND_NAME,
	    .help = "What you will call this connection." },
	{ 0 },
};

static const struct field reject_fields[] = {
	{ "reason", KIND_STRING, .min = 1, .max = REASON_MAX },
	{ "token", KIND_TOKEN,
	    .help = "Needed where the invited address is not your vouched "
		    "one." },
	{ 0 },
};

static const struct field settings_fields[] = {
	{ "enabled", KIND_BOOLEAN, .help = "Whether the public link opens.",
	    .example = "true" },
	{ "requiresApproval", KIND_BOOLEAN,
	    .help = "Whether a connection made by it waits for you." },
	{ 0 },
};

static const struct field connection_query[] = {
	{ "status", KIND_WORD, .words = connection_statuses },
	{ 0 },
};

static const struct field connection_fields[] = {
	{ "aliasName", KIND_NAME },
	{ "tags", KIND_LIST, .max = 20, .members = tag_member },
	{ 0 },
};

const struct route routes_connections[] = {
	{ "POST", BUSINESS "/invitations", "connectionInvitationCreate", TAG,
	    "Send an invitation", .scope = "invitations:write",
	    .organization = "businessId", .fields = create_fields,
	    .needs = NEED_LINKS | NEED_RATE, .links = 2,
	    .procedure = "connection_invitation_create", .status = 201,
	    .location = BUSINESS "/invitations/{}",
	    .problems = "invitation_already_pending already_connected too_many",
	    .reply = invitation_members },
	{ "GET", BUSINESS "/invitations", "connectionInvitationList", TAG,
	    "List sent invitations", .scope = "invitations:read",
	    .organization = "businessId", .query = sent_query,
	    .procedure = "connection_invitation_list", .status = 200,
	    .shape = SHAPE_LIST, .reply = invitation_members },
	{ "GET", BUSINESS "/invitations/received",
	    "connectionInvitationReceived", TAG, "List received invitations",
	    .scope = "invitations:read", .organization = "businessId",
	    .query = received_query,
	    .procedure = "connection_invitation_received", .status = 200,
	    .shape = SHAPE_LIST, .reply = received_members },
	{ "GET", BUSINESS "/invitations/{invitationId}",
	    "connectionInvitationGet", TAG, "Show an invitation",
	    .scope = "invitations:read", .organization = "businessId",
	    .procedure = "connection_invitation_get", .status = 200,
	    .reply = invitation_with_events },
	{ "POST", BUSINESS "/invitations/{invitationId}/cancel",
	    "connectionInvitationCancel", TAG, "Cancel an invitation",
	    .scope = "invitations:write", .organization = "businessId",
	    .procedure = "connection_invitation_cancel", .status = 200,
	    .problems = "invitation_state", .reply = invitation_members },
	{ "POST", BUSINESS "/invitations/{invitationId}/resend",
	    "connectionInvitationResend", TAG, "Resend an invitation",
	    .scope = "invitations:write", .organization = "businessId",
	    .fields = rotate_fields,
	    .needs = NEED_LINKS | NEED_SECRETS | NEED_INTERVAL | NEED_RATE,
	    .links = 2, .procedure = "connection_invitation_resend",
	    .status = 200,
	    .problems = "invitation_state invitation_already_pending "
			"link_needs_rotation too_many",
	    .reply = invitation_members },
	{ "POST", BUSINESS "/invitations/accept", "connectionInvitationAccept",
	    TAG, "Accept an invitation", .scope = "invitations:write",
	    .organization = "businessId", .fields = accept_fields,
	    .procedure = "connection_invitation_accept", .status = 200,
	    .pending_status = 202,
	    .problems = "own_invitation already_connected invitation_expired "
			"invitation_revoked invitation_used_up "
			"invitation_rejected link_replaced public_link_closed",
	    .reply = accepted_members },
	{ "POST", BUSINESS "/invitations/{invitationId}/reject",
	    "connectionInvitationReject", TAG, "Reject an invitation",
	    .scope = "invitations:write", .organization = "businessId",
	    .fields = reject_fields,
	    .procedure = "connection_invitation_reject", .status = 200,
	    .problems = "own_invitation invitation_state invitation_expired "
			"invitation_revoked invitation_used_up "
			"invitation_rejected link_replaced",
	    .reply = received_members },
	{ "GET", BUSINESS "/public-invite-settings", "publicInviteSettingsGet",
	    TAG, "Show the public link", .scope = "invitations:read",
	    .organization = "businessId",
	    .procedure = "public_invite_settings_get", .status = 200,
	    .reply = settings_members },
	{ "PATCH", BUSINESS "/public-invite-settings",
	    "publicInviteSettingsUpdate", TAG, "Open or close the public link",
	    .scope = "invitations:write", .organization = "businessId",
	    .fields = settings_fields, .needs = NEED_LINKS, .links = 1,
	    .procedure = "public_invite_settings_update", .status = 200,
	    .reply = settings_members },
	{ "POST", BUSINESS "/public-invite-settings/regenerate",
	    "publicInviteSettingsRegenerate", TAG, "Replace the public link",
	    .scope = "invitations:write", .organization = "businessId",
	    .needs = NEED_LINKS, .links = 1,
	    .procedure = "public_invite_settings_regenerate", .status = 200,
	    .reply = settings_members },
	/* Like the URL, which it is, only for a key that may write. */
	{ "GET", BUSINESS "/public-invite-settings/qr.svg",
	    "publicInviteSettingsQr", TAG, "Draw the public link as a QR code",
	    .scope = "invitations:write", .organization = "businessId",
	    .procedure = "public_invite_settings_qr", .status = 200,
	    .shape = SHAPE_QR },
	{ "GET", BUSINESS "/connections", "connectionList", TAG,
	    "List connections", .scope = "invitations:read",
	    .organization = "businessId", .query = connection_query,
	    .procedure = "connection_list", .status = 200, .shape = SHAPE_LIST,
	    .reply = connection_members },
	{ "GET", BUSINESS "/connections/{connectionId}", "connectionGet", TAG,
	    "Show a connection", .scope = "invitations:read",
	    .organization = "businessId", .procedure = "connection_get",
	    .status = 200, .reply = connection_members },
	{ "PATCH", BUSINESS "/connections/{connectionId}", "connectionUpdate",
	    TAG, "Change your alias and tags of a connection",
	    .scope = "invitations:write", .organization = "businessId",
	    .fields = connection_fields, .procedure = "connection_update",
	    .status = 200, .reply = connection_members },
	{ "POST", BUSINESS "/connections/{connectionId}/approve",
	    "connectionApprove", TAG, "Approve a connection",
	    .scope = "invitations:write", .organization = "businessId",
	    .procedure = "connection_approve", .status = 200,
	    .problems = "approval_not_yours connection_state",
	    .reply = connection_members },
	{ "POST", BUSINESS "/connections/{connectionId}/decline",
	    "connectionDecline", TAG, "Decline a connection",
	    .scope = "invitations:write", .organization = "businessId",
	    .procedure = "connection_decline", .status = 200,
	    .problems = "approval_not_yours connection_state",
	    .reply = connection_members },
	{ "POST", BUSINESS "/connections/{connectionId}/archive",
	    "connectionArchive", TAG, "Archive a connection",
	    .scope = "invitations:write", .organization = "businessId",
	    .procedure = "connection_archive", .status = 200,
	    .problems = "connection_state", .reply = connection_members },
	{ 0 },
};
