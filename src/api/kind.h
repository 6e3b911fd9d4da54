/* SPDX-License-Identifier: MIT */
#ifndef API_KIND_H
#define API_KIND_H

#include "api/field.h"
#include "api/format.h"

/*
 * Check a text against its row: length, format. Text that is normalized is
 * changed in value. The detail is static or the arena's.
 */
struct fault kind_check_text(
    struct arena *, const struct field *, struct json *value) MUST_CHECK;

/* Check a number's digits against the row's bounds. */
struct fault kind_check_integer(
    struct arena *, const struct field *, const char *digits) MUST_CHECK;

/*
 * Refuse U+0001-001F, U+007F-009F, what else ends a line (U+2028, U+2029) and
 * the bidirectional controls (Unicode's Bidi_Control); LF passes where
 * allows_lines is true.
 */
struct fault
kind_check_characters(const char *text, bool allows_lines) MUST_CHECK;

#endif
