/* SPDX-License-Identifier: MIT */
/* Rows that several families' tables share. */
#include "api/common.h"

#include <stddef.h>

const char *const core_statuses[] = { "pending", "accepted", "rejected",
	"revoked", "expired", NULL };

const char *const organization_kinds[] = { "business", "company", "merchant",
	"customer", NULL };

const char *const invitation_kinds[] = { "connections", "contributors", "team",
	"onboarding", "applicants", NULL };

const char *const connection_statuses[] = { "pending", "active", "declined",
	"archived", NULL };

const char *const roles[] = { "Owner", "Admin", "Agent", NULL };

static const char *const delivery_states[] = { "queued", "sent", "deferred",
	"failed", "suppressed", "none", NULL };

const char *const event_types[] = { "invitation.created", "invitation.sent",
	"invitation.failed", "invitation.resent", "invitation.viewed",
	"invitation.verified", "invitation.accepted", "invitation.rejected",
	"invitation.revoked", "invitation.asked", "link.rotated",
	"connection.created", "connection.approved", "connection.declined",
	"connection.archived", "connection.updated", "member.joined",
	"member.updated", "member.removed", "license.changed",
	"organization.created", "organization.updated", "key.created",
	"key.revoked", "credentials.read", "recipient.suppressed",
	"settings.updated", "template.created", "case.created", NULL };

const struct field delivery_members[] = {
	{ "state", KIND_WORD, .words = delivery_states,
	    .help = "sent means that the relay took the mail." },
	{ "attempts", KIND_INTEGER, .min = 0, .max = 1000000 },
	TEXT_OR_NULL("lastError"),
	TIME_OR_NULL("nextAttemptAt"),
	{ 0 },
};

const struct field event_members[] = {
	{ "id", KIND_UUID },
	{ "type", KIND_WORD, .words = event_types },
	{ "organizationId", KIND_UUID },
	{ "invitationId", KIND_UUID, .is_nullable = true },
	{ "at", KIND_TIME },
	{ "actor", KIND_STRING, .max = TEXT_MAX,
	    .help = "key:<id>, user:<id>, link:<id>, cli or system." },
	{ "requestId", KIND_UUID, .is_nullable = true },
	{ "data", KIND_FREE },
	{ 0 },
};

const struct field event_item[] = {
	{ "event", KIND_OBJECT, .members = event_members },
	{ 0 },
};

const struct field rotate_fields[] = {
	{ "rotate", KIND_BOOLEAN,
	    .help = "Make a new link and kill the old one. Refused where "
		    "nobody would learn the new one." },
	{ 0 },
};

static const char *const utility_types[] = { "ELECTRICITY", "GAS", "WATER",
	"STEAM", "WASTE", NULL };

const struct field uuid_member[] = {
	{ "id", KIND_UUID },
	{ 0 },
};

const struct field utility_type_member[] = {
	{ "type", KIND_WORD, .words = utility_types },
	{ 0 },
};

const struct field address_members[] = {
	{ "line1", KIND_STRING, .min = 1, .max = 200, .is_nullable = true },
	{ "line2", KIND_STRING, .min = 1, .max = 200, .is_nullable = true },
	{ "city", KIND_STRING, .min = 1, .max = 200, .is_nullable = true },
	{ "region", KIND_STRING, .min = 1, .max = 200, .is_nullable = true },
	{ "postalCode", KIND_STRING, .min = 1, .max = 20, .is_nullable = true },
	{ "country", KIND_COUNTRY, .is_nullable = true,
	    .help = "ISO 3166-1 alpha-2." },
	{ 0 },
};

const char *const utility_connection_statuses[] = { "PENDING", "ACTIVE", NULL };

const struct field created_connection_members[] = { CREATED_CONNECTION_MEMBERS,
	{ 0 } };

const struct field merchant_details[] = {
	TEXT_OR_NULL("firstName"),
	TEXT_OR_NULL("lastName"),
	TEXT_OR_NULL("email"),
	TEXT_OR_NULL("phone"),
	TEXT_OR_NULL("legalName"),
	TEXT_OR_NULL("tradingName"),
	TEXT_OR_NULL("registrationNumber"),
	{ "address", KIND_OBJECT, .members = address_members },
	{ 0 },
};

const struct field tag_member[] = {
	{ "tag", KIND_STRING, .min = 1, .max = 50 },
	{ 0 },
};

const struct field connection_members[] = { CONNECTION_MEMBERS, { 0 } };

const struct field member_members[] = {
	{ "id", KIND_UUID },
	{ "email", KIND_STRING, .max = TEXT_MAX },
	TEXT_OR_NULL("firstName"),
	TEXT_OR_NULL("lastName"),
	{ "role", KIND_WORD, .words = roles },
	{ "createdAt", KIND_TIME },
	{ 0 },
};
