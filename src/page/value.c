/* SPDX-License-Identifier: MIT */
/* One field's value, between what a form posts and what JSON has. */
#include "page/value.h"

#include <string.h>

#include "api/format.h"
#include "base/arena.h"
#include "door/json.h"
#include "page/numeral.h"

static const char blanks[] = " \t\r\n";

/* A text without the blanks that slip in around it. */
static char *
strip(struct arena *arena, const char *text)
{
	size_t len;

	text += strspn(text, blanks);
	for (len = strlen(text);
	     len > 0 && strchr(blanks, text[len - 1]) != NULL; len--)
		;
	return arena_copy(arena, text, len);
}

static size_t
digits(const char *text)
{
	return strspn(text, "0123456789");
}

/* RFC 8259 section 6. */
static bool
is_number(const char *text)
{
	size_t count;

	text += *text == '-';
	count = digits(text);
	if (count == 0 || (count > 1 && *text == '0'))
		return false;
	text += count;
	if (*text == '.') {
		if ((count = digits(++text)) == 0)
			return false;
		text += count;
	}
	if (*text == 'e' || *text == 'E') {
		text++;
		text += *text == '+' || *text == '-';
		if ((count = digits(text)) == 0)
			return false;
		text += count;
	}
	return *text == '\0';
}

/* Entries stand in fields of one name, one a line, or both. */
static struct json *
read_list(struct arena *arena, const struct json *text)
{
	struct json *list = json_list(arena);
	char *rest, *line;

	for (; text != NULL; text = text->next) {
		rest = arena_string(arena, text->text);
		while ((line = strsep(&rest, "\n")) != NULL)
			if (*(line = strip(arena, line)) != '\0')
				json_add(list, json_string(arena, line));
	}
	return list->first == NULL ? NULL : list;
}

struct json *
value_read(struct arena *arena, const char *type, const struct json *texts,
    const char *decimal)
{
	const struct json *first = texts == NULL ? NULL : texts->first;
	const char *text = first == NULL ? "" : first->text;
	struct json *value;

	if (strcmp(type, "list") == 0)
		return read_list(arena, first);
	if (strcmp(type, "boolean") == 0) /* a box without a tick is silent */
		return json_boolean(arena, strcmp(text, "true") == 0);
	if (strcmp(type, "code") == 0)
		text = numeral_code(arena, text);
	if (strcmp(type, "number") == 0)
		text = numeral_read(arena, text, decimal);
	/* Blanks may be of a password, and of what a choice is between. */
	if (strcmp(type, "password") != 0 && strcmp(type, "choice") != 0)
		text = strip(arena, text);
	if (*text == '\0')
		return NULL;
	value = json_string(arena, text);
	if (strcmp(type, "number") == 0 && is_number(text))
		value->type = JSON_NUMBER;
	return value;
}

const char *
value_fault(const char *type, const struct json *value)
{
	if (strcmp(type, "number") == 0 && value->type != JSON_NUMBER)
		return "bad_format";
	return strcmp(type, "date") == 0
	    ? format_check(KIND_DATE, value->text).code
	    : NULL;
}

struct json *
value_texts(struct arena *arena, const struct json *value, const char *decimal)
{
	struct json *texts = json_list(arena);
	const struct json *one;

	if (value == NULL)
		return texts;
	if (value->type == JSON_BOOLEAN && value->is_true)
		json_add(texts, json_string(arena, "true"));
	if (value->type == JSON_STRING)
		json_add(texts, json_string(arena, value->text));
	if (value->type == JSON_NUMBER)
		json_add(texts,
		    json_string(
			arena, numeral_show(arena, value->text, decimal)));
	if (value->type == JSON_LIST)
		for (one = value->first; one != NULL; one = one->next)
			json_add(texts, json_string(arena, one->text));
	return texts;
}

bool
value_has(const struct json *texts, const char *text)
{
	const struct json *one = texts == NULL ? NULL : texts->first;

	for (; one != NULL; one = one->next)
		if (one->text != NULL && strcmp(one->text, text) == 0)
			return true;
	return false;
}
