/* SPDX-License-Identifier: MIT */
/*
 * The contributors family: an outside person connects, or edits, a company's
 * utility account.
 */
#include "api/common.h"
#include "api/route.h"

#define TAG "Contributors"
#define COMPANY "/v2/invitation/company/{companyId}"
#define INVITATION "/v2/invitation/{invitationId}"
#define CONNECTION "/v2/connection/{connectionId}"

enum { ADDRESSES_MAX = 100, SITES_MAX = 100 };

static const char *const statuses[] = { "ACTIVE", "EXPIRED", "REVOKED",
	"FULFILLED", NULL };

static const char *const types[] = { "CREATE_CONNECTION", "EDIT_CONNECTION",
	NULL };

static const struct field email_item[] = {
	{ "email", KIND_EMAIL },
	{ 0 },
};

static const struct field email_shown[] = {
	{ "email", KIND_STRING, .max = TEXT_MAX },
	{ 0 },
};

static const struct field created_item[] = {
	{ "connection", KIND_OBJECT, .members = created_connection_members },
	{ 0 },
};

#define INVITATION_MEMBERS \
	{ "id", KIND_UUID }, \
	    { "token", KIND_STRING, .max = TEXT_MAX, .is_nullable = true, \
		    .help = "The last part of invitationUrl; null to a key " \
			    "without invitations:write." }, \
	    { "invitationType", KIND_WORD, .words = types }, \
	    { "status", KIND_WORD, .words = statuses }, \
	    { "invitationUrl", KIND_STRING, .max = TEXT_MAX, \
		    .is_nullable = true, \
		    .help = "What to send to the recipient; null as token." }, \
	    { "companyId", KIND_UUID }, \
	    { "connectionId", KIND_UUID, .is_nullable = true, \
		    .help = "What is edited." }, \
	    { "allowedEmails", KIND_LIST, .max = ADDRESSES_MAX, \
		    .members = email_shown }, \
	    TIME_OR_NULL("expiresAt"), \
	    { "maxUses", KIND_INTEGER, .min = 1, .max = NUMBER_MAX, \
		    .is_nullable = true }, \
	    { "useCount", KIND_INTEGER, .max = NUMBER_MAX }, \
	    { "createdAt", KIND_TIME }, \
	    { "prefill", KIND_FREE, .help = "As it was given." }, \
	{ \
		"createdConnections", KIND_LIST, .max = NUMBER_MAX, \
						 .members = created_item \
	}

static const struct field invitation_members[] = { INVITATION_MEMBERS, { 0 } };

static const struct field invitation_with_events[] = {
	INVITATION_MEMBERS,
	{ "events", KIND_LIST, .max = TEXT_MAX, .members = event_item },
	{ 0 },
};

static const struct field utility_connection_members[] = {
	CREATED_CONNECTION_MEMBERS,
	{ "companyId", KIND_UUID },
	{ "invitationId", KIND_UUID, .help = "What made it." },
	{ "datasourceId", KIND_UUID, .is_nullable = true },
	TEXT_OR_NULL("url"),
	TEXT_OR_NULL("accountNumber"),
	TEXT_OR_NULL("accountHolder"),
	{ "utilityTypes", KIND_LIST, .max = TEXT_MAX,
	    .members = utility_type_member },
	{ "siteIds", KIND_LIST, .max = SITES_MAX, .members = uuid_member },
	{ "country", KIND_COUNTRY, .is_nullable = true },
	TEXT_OR_NULL("connectionOwnerEmail"),
	{ "dataCollectionStartDate", KIND_DATE, .is_nullable = true },
	{ "hasUsername", KIND_BOOLEAN },
	{ "hasPassword", KIND_BOOLEAN },
	{ "updated", KIND_TIME },
	{ 0 },
};

static const struct field credentials_members[] = {
	{ "connectionId", KIND_UUID },
	TEXT_OR_NULL("username"),
	TEXT_OR_NULL("password"),
	{ 0 },
};

static const struct field prefill_fields[] = {
	{ "datasourceId", KIND_UUID, .help = "Not beside url." },
	{ "url", KIND_SITE,
	    .help = "The utility's site; not beside "
		    "datasourceId." },
	{ "country", KIND_COUNTRY },
	{ "initialSites", KIND_LIST, .max = SITES_MAX, .members = uuid_member },
	{ "utilityTypes", KIND_LIST, .max = UTILITY_TYPES_MAX,
	    .members = utility_type_member, .example = "ELECTRICITY" },
	{ "connectionOwnerEmail", KIND_EMAIL },
	{ "dataCollectionStartDate", KIND_DATE },
	{ 0 },
};

#define INVITE_FIELDS \
	{ "allowedEmails", KIND_LIST, .max = ADDRESSES_MAX, \
		.members = email_item, \
		.help = "Who alone may use it, once the address is " \
			"proved; none: whoever has the link.", \
		.example = "b@example.com" }, \
	    { "expiresInSeconds", KIND_INTEGER, .min = 60, .max = NUMBER_MAX, \
		    .help = "Never, when left out.", .example = "604800" }, \
	    { "maxUses", KIND_INTEGER, .min = 1, .max = NUMBER_MAX, \
		    .help = "Unlimited, when left out.", .example = "1" }, \
	{ \
		"sendEmail", KIND_BOOLEAN, \
		    .help = "Mail each of allowedEmails a link of its own.", \
		    .example = "true" \
	}

static const struct field create_fields[] = {
	INVITE_FIELDS,
	{ "prefill", KIND_OBJECT, .members = prefill_fields,
	    .help = "What the form starts from.", .example = "{}" },
	INVITER_FIELDS,
	{ 0 },
};

static const struct field edit_fields[] = {
	INVITE_FIELDS,
	INVITER_FIELDS,
	{ 0 },
};

static const struct field invitation_query[] = {
	{ "status", KIND_WORD, .words = statuses },
	{ "type", KIND_WORD, .words = types },
	{ 0 },
};

const struct route routes_contributors[] = {
	{ "POST", COMPANY, "contributorInvitationCreate", TAG,
	    "Invite somebody to connect a utility account",
	    .scope = "invitations:write", .organization = "companyId",
	    .fields = create_fields, .needs = NEED_LINKS | NEED_RATE,
	    .links = 1, .links_each = 1, .links_of = "allowedEmails",
	    .procedure = "contributor_invitation_create", .status = 201,
	    .location = "/v2/invitation/{}", .problems = "too_many",
	    .reply = invitation_members },
	{ "GET", COMPANY, "contributorInvitationList", TAG,
	    "List a company's invitations", .scope = "invitations:read",
	    .organization = "companyId", .query = invitation_query,
	    .procedure = "contributor_invitation_list", .status = 200,
	    .shape = SHAPE_LIST, .reply = invitation_members },
	{ "POST", "/v2/invitation/connection/{connectionId}",
	    "contributorEditCreate", TAG,
	    "Invite somebody to edit a utility account",
	    .scope = "invitations:write", .owner = "utility_connection_owner",
	    .fields = edit_fields, .needs = NEED_LINKS | NEED_RATE, .links = 1,
	    .links_each = 1, .links_of = "allowedEmails",
	    .procedure = "contributor_edit_create", .status = 201,
	    .location = "/v2/invitation/{}", .problems = "too_many",
	    .reply = invitation_members },
	{ "GET", INVITATION, "contributorInvitationGet", TAG,
	    "Show an invitation", .scope = "invitations:read",
	    .procedure = "contributor_invitation_get", .status = 200,
	    .reply = invitation_with_events },
	{ "POST", INVITATION "/revoke", "contributorInvitationRevoke", TAG,
	    "Revoke an invitation", .scope = "invitations:write",
	    .procedure = "contributor_invitation_revoke", .status = 200,
	    .problems = "invitation_state", .reply = invitation_members },
	{ "GET", "/v2/company/{companyId}/connections", "utilityConnectionList",
	    TAG, "List a company's utility accounts",
	    .scope = "invitations:read", .organization = "companyId",
	    .procedure = "utility_connection_list", .status = 200,
	    .shape = SHAPE_LIST, .reply = utility_connection_members },
	{ "GET", CONNECTION, "utilityConnectionGet", TAG,
	    "Show a utility account", .scope = "invitations:read",
	    .procedure = "utility_connection_get", .status = 200,
	    .reply = utility_connection_members },
	{ "GET", CONNECTION "/credentials", "utilityConnectionCredentials", TAG,
	    "Read a utility account's credentials", .scope = "credentials:read",
	    .has_no_head = true, .procedure = "utility_connection_credentials",
	    .status = 200, .reply = credentials_members },
	{ 0 },
};
