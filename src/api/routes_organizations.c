/* SPDX-License-Identifier: MIT */
/* Organizations and the keys that act for them. */
#include "api/common.h"
#include "api/route.h"

#define TAG "Organizations"

static const char *const scopes[] = { "invitations:read", "invitations:write",
	"organizations:read", "organizations:write", "credentials:read", "*",
	NULL };

static const struct field scope_member[] = {
	{ "scope", KIND_WORD, .words = scopes },
	{ 0 },
};

static const struct field url_member[] = {
	{ "url", KIND_URL },
	{ 0 },
};

static const struct field brand_members[] = {
	{ "color", KIND_COLOR, .is_nullable = true },
	{ "logo", KIND_LOGO, .is_nullable = true,
	    .help = "A data: URI of a PNG image, or of an SVG image without "
		    "script, at most 32 KiB. Mails show a PNG image, if they "
		    "have room for it: one of 6 KiB fits into most." },
	{ 0 },
};

static const struct field organization_members[] = {
	{ "id", KIND_UUID },
	{ "kind", KIND_WORD, .words = organization_kinds },
	{ "name", KIND_STRING, .max = TEXT_MAX },
	TEXT_OR_NULL("email"),
	{ "emailVouched", KIND_BOOLEAN,
	    .help = "Whether the address is proved, and so matched by." },
	{ "parentId", KIND_UUID, .is_nullable = true },
	TEXT_OR_NULL("locale"),
	{ "brand", KIND_OBJECT, .members = brand_members, .is_nullable = true },
	{ "redirectUrls", KIND_LIST, .max = 10, .members = url_member },
	{ "details", KIND_OBJECT, .members = merchant_details,
	    .is_nullable = true,
	    .help = "What a merchant confirmed about itself." },
	{ "createdAt", KIND_TIME },
	{ "revision", KIND_INTEGER, .min = 1, .max = NUMBER_MAX },
	{ 0 },
};

static const struct field create_fields[] = {
	{ "kind", KIND_WORD, .words = organization_kinds, .is_required = true },
	{ "name", KIND_NAME, .is_required = true },
	{ "id", KIND_UUID, .help = "Your own id for it, if you keep one." },
	{ "email", KIND_EMAIL, .help = "Vouched for, since you set it." },
	{ "parentId", KIND_UUID, .help = "Your key's own when left out." },
	{ "locale", KIND_LOCALE },
	{ 0 },
};

static const struct field organization_query[] = {
	{ "kind", KIND_WORD, .words = organization_kinds },
	{ "parentId", KIND_UUID },
	{ 0 },
};

static const struct field update_fields[] = {
	{ "name", KIND_NAME, .is_kept = true },
	{ "email", KIND_EMAIL,
	    .help = "Set by a key of its own it is vouched for no more, and is "
		    "mailed at most five notices an hour." },
	{ "locale", KIND_LOCALE },
	{ "brand", KIND_OBJECT, .members = brand_members },
	{ "redirectUrls", KIND_LIST, .max = 10, .members = url_member },
	{ 0 },
};

static const struct field key_fields[] = {
	{ "name", KIND_NAME, .is_required = true },
	{ "scopes", KIND_LIST, .min = 1, .max = 6, .members = scope_member,
	    .help = "Those of your key when left out; never more." },
	{ "role", KIND_WORD, .words = roles,
	    .help = "That of your key when left out; never higher." },
	{ "expiresAt", KIND_TIME },
	{ 0 },
};

#define KEY_MEMBERS \
	{ "hint", KIND_STRING, .max = TEXT_MAX, \
		.help = "The key's last characters." }, \
	    { "scopes", KIND_LIST, .max = 6, .members = scope_member }, \
	    { "role", KIND_WORD, .words = roles }, { "createdAt", KIND_TIME }, \
	    TIME_OR_NULL("expiresAt")

static const struct field new_key_members[] = {
	{ "id", KIND_UUID },
	{ "name", KIND_STRING, .max = TEXT_MAX },
	{ "key", KIND_STRING, .max = TEXT_MAX, .help = "Shown once." },
	KEY_MEMBERS,
	{ 0 },
};

static const struct field key_members[] = {
	{ "id", KIND_UUID },
	{ "organizationId", KIND_UUID },
	{ "name", KIND_STRING, .max = TEXT_MAX },
	KEY_MEMBERS,
	TIME_OR_NULL("revokedAt"),
	{ 0 },
};

const struct route routes_organizations[] = {
	{ "POST", "/v1/organizations", "organizationCreate", TAG,
	    "Make an organization", .scope = "organizations:write",
	    .fields = create_fields, .procedure = "organization_create",
	    .status = 201, .location = "/v1/organizations/{}",
	    .problems = "id_taken", .reply = organization_members },
	{ "GET", "/v1/organizations", "organizationList", TAG,
	    "List organizations", .scope = "organizations:read",
	    .query = organization_query, .procedure = "organization_list",
	    .status = 200, .shape = SHAPE_LIST, .reply = organization_members },
	{ "GET", "/v1/organizations/{id}", "organizationGet", TAG,
	    "Show an organization", .scope = "organizations:read",
	    .organization = "id", .procedure = "organization_get",
	    .status = 200, .reply = organization_members },
	{ "PATCH", "/v1/organizations/{id}", "organizationUpdate", TAG,
	    "Change an organization", .scope = "organizations:write",
	    .organization = "id", .fields = update_fields,
	    .body_max = 96 * 1024, .procedure = "organization_update",
	    .status = 200, .reply = organization_members },
	{ "POST", "/v1/organizations/{id}/keys", "keyCreate", TAG,
	    "Make an API key", .scope = "organizations:write",
	    .organization = "id", .fields = key_fields, .needs = NEED_KEY,
	    .procedure = "api_key_create", .status = 201,
	    .location = "/v1/keys/{}", .problems = "role_too_low",
	    .reply = new_key_members },
	{ "GET", "/v1/organizations/{id}/keys", "keyList", TAG, "List API keys",
	    .scope = "organizations:read", .organization = "id",
	    .procedure = "api_key_list", .status = 200, .shape = SHAPE_LIST,
	    .reply = key_members },
	{ "DELETE", "/v1/keys/{keyId}", "keyRevoke", TAG, "Revoke an API key",
	    .scope = "organizations:write", .procedure = "api_key_revoke",
	    .status = 204, .shape = SHAPE_NONE },
	{ 0 },
};
