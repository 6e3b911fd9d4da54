/* SPDX-License-Identifier: MIT */
#ifndef API_COMMON_H
#define API_COMMON_H

#include "api/field.h"

/* Rows that several families' tables share. */

#define MESSAGE_MAX 1000
#define REASON_MAX 256
#define TEXT_MAX 65536
#define UTILITY_TYPES_MAX 5 /* all there are */
#define PHONE_MAX 50
#define DOCUMENTS_MAX 21      /* esign_template_id, and twenty more */
#define NUMBER_MAX 2147483647 /* of SQL's integer */

/* What every create takes besides its own. */
#define INVITER_FIELDS \
	{ "inviterName", KIND_NAME, .help = "The person who invites." }, \
	    { "message", KIND_MESSAGE, .max = MESSAGE_MAX, \
		    .help = \
			"The inviter's own words, shown to the recipient." }, \
	    { "locale", KIND_LOCALE, \
		    .help = "Language of the mail and the page, BCP 47." }, \
	{ \
		"redirectUrl", KIND_URL, \
		    .help = "Where the page sends the recipient when done; " \
			    "one of the organization's redirectUrls." \
	}

/* A text, or null, in an answer. */
#define TEXT_OR_NULL(name) \
	{ \
		name, KIND_STRING, .max = TEXT_MAX, .is_nullable = true \
	}

/* A moment, or null, in an answer. */
#define TIME_OR_NULL(name) \
	{ \
		name, KIND_TIME, .is_nullable = true \
	}

extern const struct field delivery_members[];
extern const struct field event_members[];
extern const struct field event_item[];
extern const struct field rotate_fields[];

/* The core's words for an invitation's status. */
extern const char *const core_statuses[];

extern const char *const organization_kinds[];
extern const char *const invitation_kinds[];
extern const char *const connection_statuses[];
extern const char *const roles[];
extern const char *const event_types[];

/* A connection of two businesses, as one of them sees it. */
#define CONNECTION_MEMBERS \
	{ "id", KIND_UUID }, { "businessId", KIND_UUID }, \
	    { "connectedBusinessId", KIND_UUID }, \
	    { "connectedBusinessName", KIND_STRING, .max = TEXT_MAX }, \
	    TEXT_OR_NULL("aliasName"), \
	    { "tags", KIND_LIST, .max = 20, .members = tag_member }, \
	    { "status", KIND_WORD, .words = connection_statuses }, \
	    { "createdAt", KIND_TIME }, TIME_OR_NULL("approvedAt"), \
	    TIME_OR_NULL("archivedAt"), \
	{ \
		"invitationId", KIND_UUID, .is_nullable = true \
	}

/* A utility account, as who connected it sees it. */
#define CREATED_CONNECTION_MEMBERS \
	{ "id", KIND_UUID }, \
	    { "datasourceName", KIND_STRING, .max = TEXT_MAX, \
		    .help = "The host of the utility's site, else its id." }, \
	    { "status", KIND_WORD, .words = utility_connection_statuses, \
		    .help = "ACTIVE once its password is there." }, \
	{ \
		"created", KIND_TIME \
	}

extern const char *const utility_connection_statuses[];
extern const struct field created_connection_members[];

/* The only member of a list of ids, and of one of utility types. */
extern const struct field uuid_member[];
extern const struct field utility_type_member[];

/* Where a merchant is, in a form and in its details. */
extern const struct field address_members[];
extern const struct field merchant_details[];

extern const struct field tag_member[];
extern const struct field connection_members[];

/* An applicant who has accepted, at the door of all families. */
extern const struct field applicant_members[];

/* A person in a business's team. */
extern const struct field member_members[];

#endif
