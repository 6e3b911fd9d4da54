/* SPDX-License-Identifier: MIT */
/* Applicants to a business, invited by a customer; snake_case and JSend. */
#include "api/common.h"
#include "api/route.h"

#define TAG "Applicants"
#define CUSTOMER "/customers/{customerID}"
#define ADDRESS_MAX 200
#define MOBILE_MAX 50
#define DOCUMENT_MAX (48 * 1024)
#define APPLICANTS_MAX 20

static const char *const statuses[] = { "pending", "accepted", "declined",
	"revoked", "expired", NULL };
static const char *const accepted[] = { "accepted", NULL };
static const char *const question_types[] = { "text", "number", "date",
	"boolean", "choice", NULL };

/* ---- what comes in ---- */

#define ADDRESS_FIELDS \
	{ "mobile", KIND_STRING, .min = 1, .max = MOBILE_MAX, \
		.example = "6078379283" }, \
	    { "address_line_1", KIND_STRING, .min = 1, .max = ADDRESS_MAX, \
		    .example = "123 Main St" }, \
	    { "address_line_2", KIND_STRING, .min = 1, .max = ADDRESS_MAX }, \
	    { "address_city", KIND_STRING, .min = 1, .max = ADDRESS_MAX, \
		    .example = "Orlando" }, \
	    { "address_state", KIND_STRING, .min = 1, .max = ADDRESS_MAX, \
		    .example = "FL" }, \
	    { "address_postal_code", KIND_STRING, .min = 1, \
		    .max = ADDRESS_MAX, .example = "32801" }, \
	{ \
		"address_country", KIND_STRING, .min = 1, .max = ADDRESS_MAX \
	}

static const struct field business_fields[] = {
	{ "name", KIND_NAME, .is_required = true,
	    .example = "Jim Tester's Electronics" },
	ADDRESS_FIELDS,
	{ 0 },
};

static const struct field existing_business_fields[] = {
	{ "id", KIND_UUID, .is_required = true },
	{ "name", KIND_NAME },
	ADDRESS_FIELDS,
	{ 0 },
};

static const struct field applicant_item[] = {
	{ "applicant", KIND_OBJECT,
	    .members =
		(const struct field[]){
		    { "first_name", KIND_NAME, .is_required = true,
			.example = "Jim" },
		    { "last_name", KIND_NAME, .is_required = true,
			.example = "Tester" },
		    { "email", KIND_EMAIL, .is_required = true,
			.must_last = true, .example = "jim.tester@email.com",
			.help = "Not at a domain of disposable mailboxes." },
		    { "mobile", KIND_STRING, .min = 1, .max = MOBILE_MAX,
			.example = "6078379283" },
		    { 0 },
		} },
	{ 0 },
};

static const struct field invite_fields[] = {
	/* Any example puts it into the request's. */
	{ "business", KIND_OBJECT, .members = business_fields, .example = "",
	    .help = "A new business. Exactly one of this, "
		    "existing_business_id and existing_business." },
	{ "existing_business_id", KIND_UUID },
	{ "existing_business", KIND_OBJECT, .members = existing_business_fields,
	    .help = "The other members replace what is known of it." },
	{ "case_id", KIND_UUID, .help = "A case of that existing business." },
	{ "applicants", KIND_LIST, .is_required = true, .min = 1,
	    .max = APPLICANTS_MAX, .members = applicant_item,
	    .help = "Each gets a link of their own." },
	{ "existing_applicant_ids", KIND_LIST, .max = APPLICANTS_MAX,
	    .members = uuid_member, .help = "Invited besides." },
	{ "esign_template_id", KIND_UUID,
	    .help = "A document that every applicant signs." },
	{ "esign_templates", KIND_LIST, .max = DOCUMENTS_MAX - 1,
	    .members = uuid_member, .help = "More of them; each counts once." },
	{ "custom_field_template_id", KIND_UUID,
	    .help = "Questions that the applicants answer." },
	{ "custom_fields", KIND_ANSWERS,
	    .help = "Answers known already, by the questions' keys." },
	{ "inviter_name", KIND_NAME, .help = "The person who invites." },
	{ "message", KIND_MESSAGE, .max = MESSAGE_MAX,
	    .help = "The inviter's own words, shown to the applicants." },
	{ "locale", KIND_LOCALE,
	    .help = "Language of the mails and the page, BCP 47." },
	{ "redirect_url", KIND_URL,
	    .help = "Where the page sends an applicant when done; one of the "
		    "organization's redirectUrls." },
	{ 0 },
};

static const struct field list_query[] = {
	{ "status", KIND_WORD, .words = statuses },
	{ 0 },
};

static const struct field signature_item[] = {
	{ "signature", KIND_OBJECT,
	    .members =
		(const struct field[]){
		    { "template_id", KIND_UUID, .is_required = true },
		    { "name", KIND_NAME, .is_required = true,
			.help = "The signer's, as typed." },
		    { 0 },
		} },
	{ 0 },
};

static const struct field accept_fields[] = {
	{ "custom_fields", KIND_ANSWERS,
	    .help = "By their keys; what is left out stays as it was known. Of "
		    "several applicants the last to accept counts." },
	{ "signatures", KIND_LIST, .max = DOCUMENTS_MAX,
	    .members = signature_item, .help = "Each document, once." },
	{ "proof", KIND_PROOF,
	    .help = "Of the address that signs; a mailed link proves it." },
	{ 0 },
};

static const struct field esign_fields[] = {
	{ "name", KIND_NAME, .is_required = true },
	{ "text", KIND_MESSAGE, .is_required = true, .max = DOCUMENT_MAX,
	    .help = "What is signed; CR LF becomes LF." },
	{ 0 },
};

static const struct field option_item[] = {
	{ "option", KIND_STRING, .min = 1, .max = NAME_MAX_POINTS },
	{ 0 },
};

static const struct field question_item[] = {
	{ "field", KIND_OBJECT,
	    .members =
		(const struct field[]){
		    { "key", KIND_STRING, .is_required = true, .min = 1,
			.max = ANSWER_NAME_MAX,
			.help = "Letters, digits, _ and -." },
		    { "label", KIND_STRING, .is_required = true, .min = 1,
			.max = ADDRESS_MAX },
		    { "type", KIND_WORD, .is_required = true,
			.words = question_types },
		    { "is_required", KIND_BOOLEAN },
		    { "options", KIND_LIST, .min = 1, .max = ANSWERS_MAX,
			.members = option_item, .help = "Of a choice." },
		    { 0 },
		} },
	{ 0 },
};

static const struct field question_fields[] = {
	{ "name", KIND_NAME, .is_required = true },
	{ "fields", KIND_LIST, .is_required = true, .min = 1,
	    .max = ANSWERS_MAX, .members = question_item },
	{ 0 },
};

static const struct field case_fields[] = {
	{ "business_id", KIND_UUID, .is_required = true },
	{ "name", KIND_NAME, .is_required = true },
	{ 0 },
};

/* ---- what goes out ---- */

#define TEXT_ALWAYS(name) \
	{ \
		name, KIND_STRING, .max = TEXT_MAX \
	}

static const struct field invited_item[] = {
	{ "applicant", KIND_OBJECT,
	    .members =
		(const struct field[]){
		    { "applicant_id", KIND_UUID },
		    TEXT_ALWAYS("email"),
		    TEXT_ALWAYS("invitation_url"),
		    { 0 },
		} },
	{ 0 },
};

static const struct field invited_members[] = {
	{ "business_id", KIND_UUID },
	{ "applicant_email", KIND_STRING, .max = TEXT_MAX,
	    .help = "The first applicant's." },
	{ "invitation_id", KIND_UUID },
	{ "invitation_url", KIND_STRING, .max = TEXT_MAX,
	    .help = "The first applicant's." },
	{ "customer_id", KIND_UUID },
	{ "applicants", KIND_LIST, .max = TEXT_MAX, .members = invited_item },
	{ 0 },
};

static const struct field invitation_applicant_item[] = {
	{ "applicant", KIND_OBJECT,
	    .members =
		(const struct field[]){
		    { "applicant_id", KIND_UUID },
		    TEXT_ALWAYS("email"),
		    { "status", KIND_WORD, .words = statuses },
		    { 0 },
		} },
	{ 0 },
};

static const struct field invitation_members[] = {
	{ "invitation_id", KIND_UUID },
	{ "business_id", KIND_UUID },
	{ "case_id", KIND_UUID, .is_nullable = true },
	{ "status", KIND_WORD, .words = statuses,
	    .help = "accepted when all applicants have." },
	{ "applicants", KIND_LIST, .max = TEXT_MAX,
	    .members = invitation_applicant_item },
	{ "expires_at", KIND_TIME },
	{ "created_at", KIND_TIME },
	{ 0 },
};

static const struct field signed_item[] = {
	{ "signature", KIND_OBJECT,
	    .members =
		(const struct field[]){
		    { "template_id", KIND_UUID },
		    TEXT_ALWAYS("name"),
		    TEXT_ALWAYS("email"),
		    TEXT_ALWAYS("sha256"),
		    { "signed_at", KIND_TIME },
		    { 0 },
		} },
	{ 0 },
};

static const struct field acceptance_members[] = {
	{ "applicant_id", KIND_UUID },
	TEXT_ALWAYS("email"),
	TEXT_ALWAYS("first_name"),
	TEXT_ALWAYS("last_name"),
	{ "invitation_id", KIND_UUID },
	{ "business_id", KIND_UUID },
	{ "case_id", KIND_UUID, .is_nullable = true },
	{ "status", KIND_WORD, .words = accepted },
	{ "accepted_at", KIND_TIME },
	{ "custom_fields", KIND_ANSWERS },
	{ "signatures", KIND_LIST, .max = TEXT_MAX, .members = signed_item },
	{ 0 },
};

/* The same at the door of all families, in its way of naming. */
static const struct field signed_by_visitor_item[] = {
	{ "signature", KIND_OBJECT,
	    .members =
		(const struct field[]){
		    { "templateId", KIND_UUID },
		    TEXT_ALWAYS("name"),
		    TEXT_ALWAYS("email"),
		    TEXT_ALWAYS("sha256"),
		    { "signedAt", KIND_TIME },
		    { 0 },
		} },
	{ 0 },
};

const struct field applicant_members[] = {
	{ "id", KIND_UUID },
	TEXT_ALWAYS("email"),
	TEXT_ALWAYS("firstName"),
	TEXT_ALWAYS("lastName"),
	{ "invitationId", KIND_UUID },
	{ "businessId", KIND_UUID },
	{ "caseId", KIND_UUID, .is_nullable = true },
	{ "status", KIND_WORD, .words = accepted },
	{ "acceptedAt", KIND_TIME },
	{ "customFields", KIND_ANSWERS },
	{ "signatures", KIND_LIST, .max = TEXT_MAX,
	    .members = signed_by_visitor_item },
	{ 0 },
};

static const struct field esign_members[] = {
	{ "id", KIND_UUID },
	TEXT_ALWAYS("name"),
	TEXT_ALWAYS("text"),
	{ "sha256", KIND_STRING, .max = TEXT_MAX,
	    .help = "Of the text in UTF-8, in hexadecimal." },
	{ "created_at", KIND_TIME },
	{ 0 },
};

static const struct field asked_item[] = {
	{ "field", KIND_OBJECT,
	    .members =
		(const struct field[]){
		    TEXT_ALWAYS("key"),
		    TEXT_ALWAYS("label"),
		    { "type", KIND_WORD, .words = question_types },
		    { "is_required", KIND_BOOLEAN },
		    { "options", KIND_LIST, .max = ANSWERS_MAX,
			.members = option_item },
		    { 0 },
		} },
	{ 0 },
};

static const struct field question_members[] = {
	{ "id", KIND_UUID },
	TEXT_ALWAYS("name"),
	{ "fields", KIND_LIST, .max = ANSWERS_MAX, .members = asked_item },
	{ "created_at", KIND_TIME },
	{ 0 },
};

static const struct field case_members[] = {
	{ "id", KIND_UUID },
	{ "business_id", KIND_UUID },
	TEXT_ALWAYS("name"),
	{ "created_at", KIND_TIME },
	{ 0 },
};

static const struct field business_members[] = {
	{ "id", KIND_UUID },
	TEXT_ALWAYS("name"),
	TEXT_OR_NULL("mobile"),
	TEXT_OR_NULL("address_line_1"),
	TEXT_OR_NULL("address_line_2"),
	TEXT_OR_NULL("address_city"),
	TEXT_OR_NULL("address_state"),
	TEXT_OR_NULL("address_postal_code"),
	TEXT_OR_NULL("address_country"),
	{ "created_at", KIND_TIME },
	{ 0 },
};

#define OF_CUSTOMER \
	.organization = "customerID", .dialect = DIALECT_JSEND, .status = 200
#define MAKES \
	.organization = "customerID", .dialect = DIALECT_JSEND, .status = 201
#define READS .scope = "invitations:read"
#define WRITES .scope = "invitations:write"

const struct route routes_applicants[] = {
	{ "POST", CUSTOMER "/businesses/invite", "applicantInvitationCreate",
	    TAG, "Invite applicants to a business", WRITES, OF_CUSTOMER,
	    .fields = invite_fields, .needs = NEED_LINKS | NEED_RATE,
	    .links_each = 2, .links_of = "applicants existing_applicant_ids",
	    .procedure = "applicant_invitation_create",
	    .problems = "invitation_already_pending too_many",
	    .reply = invited_members },
	{ "GET", CUSTOMER "/invitations", "applicantInvitationList", TAG,
	    "List sent invitations", READS, OF_CUSTOMER, .query = list_query,
	    .procedure = "applicant_invitation_list", .shape = SHAPE_LIST,
	    .reply = invitation_members },
	{ "GET", CUSTOMER "/invitations/{invitationId}",
	    "applicantInvitationGet", TAG, "Show an invitation", READS,
	    OF_CUSTOMER, .procedure = "applicant_invitation_get",
	    .reply = invitation_members },
	{ "POST", CUSTOMER "/invitations/{invitationId}/resend",
	    "applicantInvitationResend", TAG,
	    "Resend an invitation to those who have not accepted", WRITES,
	    OF_CUSTOMER, .fields = rotate_fields,
	    .needs = NEED_LINKS | NEED_SECRETS | NEED_INTERVAL | NEED_RATE,
	    .links = 4 * APPLICANTS_MAX,
	    .procedure = "applicant_invitation_resend",
	    .problems = "invitation_state invitation_already_pending "
			"link_needs_rotation too_many",
	    .reply = invitation_members },
	{ "POST", CUSTOMER "/invitations/{invitationId}/revoke",
	    "applicantInvitationRevoke", TAG, "Revoke an invitation", WRITES,
	    OF_CUSTOMER, .procedure = "applicant_invitation_revoke",
	    .problems = "invitation_state", .reply = invitation_members },
	{ "POST", "/invite/{inviteToken}/accept", "applicantInvitationAccept",
	    TAG, "Accept an invitation for an applicant",
	    .fields = accept_fields, .procedure = "applicant_invitation_accept",
	    .dialect = DIALECT_JSEND, .status = 200,
	    .problems = "invitation_expired invitation_revoked "
			"invitation_used_up invitation_rejected link_replaced",
	    .reply = acceptance_members },
	{ "GET", CUSTOMER "/esign-templates", "esignTemplateList", TAG,
	    "List e-sign templates", READS, OF_CUSTOMER,
	    .procedure = "esign_template_list", .shape = SHAPE_LIST,
	    .reply = esign_members },
	{ "POST", CUSTOMER "/esign-templates", "esignTemplateCreate", TAG,
	    "Make an e-sign template", WRITES, MAKES, .fields = esign_fields,
	    .procedure = "esign_template_create",
	    .location = CUSTOMER "/esign-templates/{}",
	    .reply = esign_members },
	{ "GET", CUSTOMER "/esign-templates/{templateId}", "esignTemplateGet",
	    TAG, "Show an e-sign template", READS, OF_CUSTOMER,
	    .procedure = "esign_template_get", .reply = esign_members },
	{ "GET", CUSTOMER "/custom-field-templates", "customFieldTemplateList",
	    TAG, "List custom field templates", READS, OF_CUSTOMER,
	    .procedure = "custom_field_template_list", .shape = SHAPE_LIST,
	    .reply = question_members },
	{ "POST", CUSTOMER "/custom-field-templates",
	    "customFieldTemplateCreate", TAG, "Make a custom field template",
	    WRITES, MAKES, .fields = question_fields,
	    .procedure = "custom_field_template_create",
	    .location = CUSTOMER "/custom-field-templates/{}",
	    .reply = question_members },
	{ "GET", CUSTOMER "/custom-field-templates/{templateId}",
	    "customFieldTemplateGet", TAG, "Show a custom field template",
	    READS, OF_CUSTOMER, .procedure = "custom_field_template_get",
	    .reply = question_members },
	{ "GET", CUSTOMER "/cases", "applicantCaseList", TAG, "List cases",
	    READS, OF_CUSTOMER, .procedure = "applicant_case_list",
	    .shape = SHAPE_LIST, .reply = case_members },
	{ "POST", CUSTOMER "/cases", "applicantCaseCreate", TAG, "Make a case",
	    WRITES, MAKES, .fields = case_fields,
	    .procedure = "applicant_case_create",
	    .location = CUSTOMER "/cases/{}", .reply = case_members },
	{ "GET", CUSTOMER "/cases/{caseId}", "applicantCaseGet", TAG,
	    "Show a case", READS, OF_CUSTOMER,
	    .procedure = "applicant_case_get", .reply = case_members },
	{ "GET", CUSTOMER "/businesses", "applicantBusinessList", TAG,
	    "List businesses", READS, OF_CUSTOMER,
	    .procedure = "applicant_business_list", .shape = SHAPE_LIST,
	    .reply = business_members },
	{ "GET", CUSTOMER "/businesses/{businessId}", "applicantBusinessGet",
	    TAG, "Show a business", READS, OF_CUSTOMER,
	    .procedure = "applicant_business_get", .reply = business_members },
	{ 0 },
};
