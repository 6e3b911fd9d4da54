/* SPDX-License-Identifier: MIT */
#ifndef API_FORMAT_H
#define API_FORMAT_H

#include "api/field.h"

/* Why a value is refused: a field code and words that follow its name. */
struct fault {
	const char *code; /* NULL: it is fine */
	const char *detail;
};

extern const struct fault format_fine;
struct fault format_fault(const char *code, const char *detail);

/*
 * Check a text against the format of its kind; one without is fine. Control
 * characters have been refused before. The detail is static.
 */
struct fault format_check(enum kind, const char *text) MUST_CHECK;

#endif
