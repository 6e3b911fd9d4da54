/* SPDX-License-Identifier: MIT */
/* What the holder of a link may do, without a key: pages and JSON doors. */
#include "api/common.h"
#include "api/route.h"
#include "api/visitor.h"

#define TAG "For the recipient"
#define DEAD \
	"invitation_expired invitation_revoked invitation_used_up " \
	"invitation_rejected link_replaced public_link_closed"

static const char *const field_types[] = { "text", "email", "tel", "password",
	"number", "date", "boolean", "choice", "list", "signature", NULL };
static const char *const outcomes[] = { "accepted", "pending", NULL };
static const char *const rejected[] = { "rejected", NULL };

static const struct field form_item[] = {
	{ "field", KIND_OBJECT,
	    .members =
		(const struct field[]){
		    { "name", KIND_STRING, .max = TEXT_MAX },
		    { "type", KIND_WORD, .words = field_types },
		    { "required", KIND_BOOLEAN },
		    { "value", KIND_ANY },
		    { 0 },
		} },
	{ 0 },
};

static const struct field preview_members[] = {
	{ "kind", KIND_WORD, .words = invitation_kinds },
	{ "status", KIND_WORD, .words = core_statuses },
	{ "organizationName", KIND_STRING, .max = TEXT_MAX },
	TEXT_OR_NULL("inviterName"),
	{ "email", KIND_STRING, .max = TEXT_MAX, .is_nullable = true,
	    .help = "Masked, unless the link is that address's own." },
	TEXT_OR_NULL("role"),
	TEXT_OR_NULL("message"),
	TIME_OR_NULL("expiresAt"),
	{ "needsVerification", KIND_BOOLEAN,
	    .help = "Whether an address must be proved before accepting." },
	{ "form", KIND_LIST, .max = TEXT_MAX, .members = form_item,
	    .help = "The fields that accept takes." },
	{ 0 },
};

static const struct field proof_members[] = {
	{ "proof", KIND_STRING, .max = TEXT_MAX },
	{ "expiresAt", KIND_TIME },
	{ 0 },
};

static const struct field signature_item[] = {
	{ "signature", KIND_OBJECT,
	    .members =
		(const struct field[]){
		    { "templateId", KIND_UUID, .is_required = true },
		    { "name", KIND_NAME, .is_required = true,
			.help = "The signer's, as typed." },
		    { 0 },
		} },
	{ 0 },
};

static const struct field merchant_members[] = {
	{ "id", KIND_UUID },
	{ "name", KIND_STRING, .max = TEXT_MAX },
	{ "details", KIND_OBJECT, .members = merchant_details },
	{ 0 },
};

static const struct field accepted_members[] = {
	{ "status", KIND_WORD, .words = outcomes },
	{ "alreadyAccepted", KIND_BOOLEAN },
	{ "connection", KIND_OBJECT, .members = connection_members,
	    .or_members = created_connection_members, .may_lack = true,
	    .help = "Of businesses, or of a utility account." },
	{ "merchant", KIND_OBJECT, .members = merchant_members,
	    .may_lack = true },
	{ "applicant", KIND_OBJECT, .members = applicant_members,
	    .may_lack = true },
	{ "member", KIND_OBJECT, .members = member_members, .may_lack = true },
	{ 0 },
};

static const struct field rejected_members[] = {
	{ "status", KIND_WORD, .words = rejected },
	{ 0 },
};

static const struct field nothing[] = { { 0 } };

#define TOKEN_FIELD \
	{ \
		"token", KIND_TOKEN, .is_required = true, \
				     .help = "The last part of the link." \
	}

static const struct field token_fields[] = { TOKEN_FIELD, { 0 } };

static const struct field verify_fields[] = {
	TOKEN_FIELD,
	{ "email", KIND_EMAIL, .is_required = true,
	    .help = "A minute lies between two codes to it, and it gets five "
		    "a day; a public link sends 100 an hour and 500 a day, of "
		    "which five an hour to one mailbox." },
	{ 0 },
};

static const struct field confirm_fields[] = {
	TOKEN_FIELD,
	{ "email", KIND_EMAIL, .is_required = true },
	{ "code", KIND_CODE, .is_required = true,
	    .help = "The six digits mailed; blanks are allowed." },
	{ 0 },
};

/* Of all families; preview says which of them a link asks for. */
static const struct field accept_fields[] = {
	TOKEN_FIELD,
	{ "proof", KIND_PROOF, .help = "Where needsVerification says so." },
	{ "businessName", KIND_NAME },
	{ "email", KIND_EMAIL },
	{ "datasourceId", KIND_UUID },
	{ "url", KIND_SITE,
	    .help = "The utility's site. An account that is edited moves to "
		    "another one only with the credentials it has there." },
	{ "accountNumber", KIND_STRING, .min = 1, .max = 100 },
	{ "accountHolder", KIND_STRING, .min = 1, .max = 100 },
	{ "utilityTypes", KIND_LIST, .min = 0, .max = UTILITY_TYPES_MAX,
	    .members = utility_type_member },
	{ "siteIds", KIND_LIST, .min = 0, .max = 100, .members = uuid_member },
	{ "username", KIND_SECRET, .min = 1, .max = 200,
	    .help = "Sealed before it is stored." },
	{ "password", KIND_SECRET, .min = 1, .max = PASSWORD_MAX,
	    .help = "A member's has at least 12 characters and is hashed; a "
		    "utility account's is sealed." },
	{ "firstName", KIND_NAME },
	{ "lastName", KIND_NAME },
	{ "phone", KIND_STRING, .min = 0, .max = PHONE_MAX },
	{ "legalName", KIND_STRING, .min = 1, .max = 200 },
	{ "tradingName", KIND_STRING, .min = 1, .max = 200 },
	{ "registrationNumber", KIND_STRING, .min = 1, .max = 100 },
	{ "address", KIND_OBJECT, .members = address_members },
	{ "customFields", KIND_ANSWERS, .help = "By their keys." },
	{ "signatures", KIND_LIST, .min = 0, .max = DOCUMENTS_MAX,
	    .members = signature_item },
	{ 0 },
};

static const struct field reject_fields[] = {
	TOKEN_FIELD,
	{ "reason", KIND_STRING, .min = 1, .max = REASON_MAX },
	{ 0 },
};

const struct route routes_links[] = {
	{ "POST", "/v1/invitations/preview", "linkPreview", TAG,
	    "Show what a link opens", .fields = token_fields,
	    .procedure = "link_preview", .status = 200, .problems = DEAD,
	    .reply = preview_members },
	{ "POST", "/v1/invitations/verify", "linkVerify", TAG,
	    "Mail a code to an address", .fields = verify_fields,
	    .needs = NEED_CODE, .procedure = "link_verify", .status = 202,
	    .problems = DEAD " too_many code_exhausted", .reply = nothing },
	{ "POST", "/v1/invitations/verify/confirm", "linkConfirm", TAG,
	    "Exchange a code for a proof", .fields = confirm_fields,
	    .needs = NEED_PROOF, .procedure = "link_confirm", .status = 200,
	    .problems = DEAD " code_exhausted", .reply = proof_members },
	{ "POST", "/v1/invitations/accept", "linkAccept", TAG,
	    "Accept what a link opens", .fields = accept_fields,
	    .has_answers = true, .check = "link_check",
	    .procedure = "link_accept", .status = 200, .pending_status = 202,
	    .problems = DEAD " own_invitation already_connected "
			     "role_too_low already_member",
	    .reply = accepted_members },
	{ "POST", "/v1/invitations/reject", "linkReject", TAG,
	    "Reject what a link of one's own opens", .fields = reject_fields,
	    .procedure = "link_reject", .status = 200,
	    .problems = DEAD " not_rejectable", .reply = rejected_members },
	{ "GET", "/i/{token}", "invitationPage", TAG, "An invitation's page",
	    .is_page = true },
	{ "POST", "/i/{token}", "invitationPagePost", TAG, "Its form",
	    .is_page = true },
	{ "GET", "/p/{token}", "publicPage", TAG, "A public link's page",
	    .is_page = true },
	{ "POST", "/p/{token}", "publicPagePost", TAG, "Its form",
	    .is_page = true },
	{ "GET", "/u/{token}", "unsubscribePage", TAG,
	    "The page that stops invitations", .is_page = true },
	{ "POST", "/u/{token}", "unsubscribePagePost", TAG, "Its form",
	    .is_page = true },
	{ 0 },
};
