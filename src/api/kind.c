/* SPDX-License-Identifier: MIT */
/* Values against the bounds, words and lengths of their rows. */
#include "api/kind.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "api/logo.h"
#include "api/visible.h"
#include "base/arena.h"
#include "base/text.h"
#include "door/idn.h"
#include "door/json.h"

static bool
is_bidi_control(int32_t point)
{
	return point == 0x061c || point == 0x200e || point == 0x200f ||
	    (point >= 0x202a && point <= 0x202e) ||
	    (point >= 0x2066 && point <= 0x2069);
}

/* To Unicode they end a line as LF does. */
static bool
is_line_end(int32_t point)
{
	return point == 0x2028 || point == 0x2029;
}

struct fault
kind_check_characters(const char *text, bool allows_lines)
{
	const char *end = text + strlen(text);
	int32_t point;

	while (text < end) {
		point = utf8_next(&text, end);
		if (point == '\n' && allows_lines)
			continue;
		if (point < 0x20 || (point >= 0x7f && point <= 0x9f) ||
		    is_line_end(point) || is_bidi_control(point))
			return format_fault(
			    "forbidden_character", "holds a control character");
	}
	return format_fine;
}

static struct fault
check_length(struct arena *arena, const char *text, long min, long max)
{
	long length = (long)utf8_length(text);

	if (length < min)
		return format_fault("too_short",
		    min == 1 ? "must not be empty"
			     : arena_printf(arena,
				   "must have at least %ld characters", min));
	if (length > max)
		return format_fault("too_long",
		    arena_printf(
			arena, "must have at most %ld characters", max));
	return format_fine;
}

static struct fault
check_name(struct arena *arena, const char *text)
{
	if (strstr(text, "://") != NULL || strcasestr(text, "www.") != NULL)
		return format_fault(
		    "not_allowed", "must not hold a web address");
	if (*text != '\0' && !visible_has(text))
		return format_fault(
		    "too_short", "must have a character that can be seen");
	return check_length(arena, text, 1, NAME_MAX_POINTS);
}

static struct fault
check_email(struct arena *arena, const char *text)
{
	if (strlen(text) > EMAIL_MAX)
		return format_fault("too_long", "must have at most 254 bytes");
	if (idn_email(arena, text) == NULL)
		return format_fault("bad_format", "is not a mail address");
	return format_fine;
}

/* Blanks are allowed, since codes are pasted; they are taken out. */
static struct fault
check_code(struct arena *arena, struct json *value)
{
	char *digits = arena_string(arena, value->text), *to = digits;
	const char *from;

	for (from = digits; *from != '\0'; from++)
		if (*from != ' ')
			*to++ = *from;
	*to = '\0';
	if (strlen(digits) != 6 || strspn(digits, "0123456789") != 6)
		return format_fault("bad_format", "must be six digits");
	value->text = digits;
	return format_fine;
}

/* Whatever ends a line becomes LF; a lone CR is left, and refused. */
static const char *
with_lines(struct arena *arena, const char *text)
{
	const char *end = text + strlen(text), *from;
	char *lines = arena_alloc(arena, strlen(text) + 1), *to = lines;
	int32_t point;

	while (text < end) {
		from = text;
		point = utf8_next(&text, end);
		if (point == '\r' && *text == '\n')
			continue;
		if (is_line_end(point)) {
			*to++ = '\n';
			continue;
		}
		memcpy(to, from, (size_t)(text - from));
		to += text - from;
	}
	*to = '\0';
	return lines;
}

static struct fault
check_message(
    struct arena *arena, const struct field *field, struct json *value)
{
	struct fault found;

	value->text = with_lines(arena, value->text);
	found = kind_check_characters(value->text, true);
	if (found.code != NULL)
		return found;
	return check_length(arena, value->text, 1, field->max);
}

static struct fault
check_word(struct arena *arena, const struct field *field, const char *text)
{
	const char *all = NULL;
	size_t i;

	for (i = 0; field->words[i] != NULL; i++) {
		if (strcmp(field->words[i], text) == 0)
			return format_fine;
		all = all == NULL
		    ? field->words[i]
		    : arena_printf(arena, "%s, %s", all, field->words[i]);
	}
	return format_fault(
	    "not_allowed", arena_printf(arena, "must be one of %s", all));
}

struct fault
kind_check_integer(
    struct arena *arena, const struct field *field, const char *digits)
{
	const char *at = digits + (*digits == '-');
	long number;

	if (*at == '\0' || at[strspn(at, "0123456789")] != '\0')
		return format_fault("wrong_type", "must be a whole number");
	errno = 0;
	number = strtol(digits, NULL, 10);
	if (errno != 0 || number < field->min || number > field->max)
		return format_fault("out_of_range",
		    arena_printf(arena, "must be from %ld to %ld", field->min,
			field->max));
	return format_fine;
}

struct fault
kind_check_text(
    struct arena *arena, const struct field *field, struct json *value)
{
	struct fault found;

	if (field->kind == KIND_MESSAGE)
		return check_message(arena, field, value);
	found = kind_check_characters(value->text, false);
	if (found.code != NULL)
		return found;
	switch (field->kind) {
	case KIND_NAME:
		return check_name(arena, value->text);
	case KIND_EMAIL:
		return check_email(arena, value->text);
	case KIND_LOGO:
		return logo_check(arena, value->text);
	case KIND_WORD:
		return check_word(arena, field, value->text);
	case KIND_CODE:
		return check_code(arena, value);
	case KIND_TOKEN:
	case KIND_PROOF:
		/* A wrong one is unknown, not malformed. */
		return format_fine;
	case KIND_STRING:
	case KIND_SECRET:
		return check_length(arena, value->text, field->min, field->max);
	default:
		return format_check(field->kind, value->text);
	}
}
