/* SPDX-License-Identifier: MIT */
/* The onboarding family: a merchant is sent a link to onboard itself. */
#include "api/common.h"
#include "api/route.h"

#define TAG "Onboarding"
#define INVITATIONS "/api/Invitations"

static const char *const statuses[] = { "Pending", "Completed", "Declined",
	"Revoked", "Expired", NULL };
static const char *const outcomes[] = { "Ok", NULL };

static const struct field created_members[] = {
	{ "outcome", KIND_WORD, .words = outcomes },
	{ "invitationId", KIND_UUID },
	{ "token", KIND_STRING, .max = TEXT_MAX,
	    .help = "Shown once: only its hash is kept." },
	{ "invitationUrl", KIND_STRING, .max = TEXT_MAX,
	    .help = "The link, for you to deliver where delivery is none." },
	{ "expiresAt", KIND_TIME },
	TEXT_OR_NULL("email"),
	TEXT_OR_NULL("phone"),
	{ 0 },
};

static const struct field invitation_members[] = {
	{ "invitationId", KIND_UUID },
	{ "merchantId", KIND_UUID },
	{ "firstName", KIND_STRING, .max = TEXT_MAX },
	{ "lastName", KIND_STRING, .max = TEXT_MAX },
	TEXT_OR_NULL("email"),
	TEXT_OR_NULL("phone"),
	{ "status", KIND_WORD, .words = statuses },
	{ "expiresAt", KIND_TIME },
	{ "createdAt", KIND_TIME },
	TIME_OR_NULL("sentAt"),
	TIME_OR_NULL("resentAt"),
	TIME_OR_NULL("completedAt"),
	TIME_OR_NULL("revokedAt"),
	{ "delivery", KIND_OBJECT, .members = delivery_members },
	{ 0 },
};

static const struct field create_fields[] = {
	{ "merchantId", KIND_UUID, .is_required = true,
	    .help = "The merchant whose details are to be confirmed." },
	{ "firstName", KIND_NAME, .is_required = true,
	    .help = "The contact's." },
	{ "lastName", KIND_NAME, .is_required = true,
	    .help = "The contact's." },
	{ "email", KIND_EMAIL,
	    .help = "Where the link is mailed; this or phone is needed.",
	    .example = "hello@example.com" },
	{ "phone", KIND_STRING, .min = 0, .max = PHONE_MAX,
	    .help = "Where the link is sent as a text message, if there is "
		    "no email and the operator has a gateway for it.",
	    .example = "+49 30 123456" },
	{ "expiresInDays", KIND_INTEGER, .min = 1, .max = 90,
	    .help = "14 when left out.", .example = "14" },
	INVITER_FIELDS,
	{ 0 },
};

static const struct field invitation_query[] = {
	{ "merchantId", KIND_UUID },
	{ "status", KIND_WORD, .words = statuses },
	{ 0 },
};

const struct route routes_onboarding[] = {
	{ "POST", INVITATIONS, "merchantInvitationCreate", TAG,
	    "Create an invitation", .scope = "invitations:write",
	    .organization = "merchantId", .fields = create_fields,
	    .needs = NEED_LINKS | NEED_RATE | NEED_GATEWAY, .links = 1,
	    .dialect = DIALECT_ONBOARDING,
	    .procedure = "merchant_invitation_create", .status = 201,
	    .location = INVITATIONS "/{}",
	    .problems = "invitation_already_pending too_many",
	    .reply = created_members },
	{ "GET", INVITATIONS, "merchantInvitationList", TAG, "List invitations",
	    .scope = "invitations:read", .query = invitation_query,
	    .dialect = DIALECT_ONBOARDING,
	    .procedure = "merchant_invitation_list", .status = 200,
	    .shape = SHAPE_LIST, .reply = invitation_members },
	{ "GET", INVITATIONS "/{invitationId}", "merchantInvitationGet", TAG,
	    "Show an invitation", .scope = "invitations:read",
	    .dialect = DIALECT_ONBOARDING,
	    .procedure = "merchant_invitation_get", .status = 200,
	    .reply = invitation_members },
	{ "POST", INVITATIONS "/{invitationId}/resend",
	    "merchantInvitationResend", TAG, "Resend an invitation",
	    .scope = "invitations:write", .owner = "invitation_owner",
	    .fields = rotate_fields,
	    .needs = NEED_LINKS | NEED_SECRETS | NEED_INTERVAL | NEED_RATE |
		NEED_GATEWAY,
	    .links = 1, .dialect = DIALECT_ONBOARDING,
	    .procedure = "merchant_invitation_resend", .status = 200,
	    .problems = "invitation_state invitation_already_pending "
			"link_needs_rotation too_many",
	    .reply = invitation_members },
	{ "POST", INVITATIONS "/{invitationId}/revoke",
	    "merchantInvitationRevoke", TAG, "Revoke an invitation",
	    .scope = "invitations:write", .dialect = DIALECT_ONBOARDING,
	    .procedure = "merchant_invitation_revoke", .status = 200,
	    .problems = "invitation_state", .reply = invitation_members },
	{ 0 },
};
